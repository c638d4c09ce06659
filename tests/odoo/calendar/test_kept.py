from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ....engine.core.merge import Side
from ....sync.odoo.kept import Kept
from ....sync.store.refs import RecordRef
from ...common import THREE_MONDAYS, GoogleSyncCase


class KeptCase(GoogleSyncCase):
    """Ana decides which of her appointments stay in Odoo."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.internal, self.visit = self.env["calendar.event.type"].create(
            [{"name": "Internal"}, {"name": "Visit"}]
        )
        self.sync()

    def keep(self, **settings):
        """What Ana chooses on her Google page."""
        self.ana.with_user(self.ana).write(
            {f"google_keep_{name}": value for name, value in settings.items()}
        )

    def titles(self):
        return set(self.google_events(self.ana))

    def standing(self, event):
        """What the appointment says of itself to Ana."""
        mine = event.with_user(self.ana)
        mine.invalidate_recordset()
        return mine.google_sync_status, mine.google_sync_reason


@tagged("post_install", "-at_install")
class TestKept(KeptCase):
    """What stays in Odoo does not go to Google, and nothing is deleted for it."""

    def test_without_a_choice_all_go(self):
        self.odoo_create(self.ana, "Private", privacy="private")
        self.sync()
        self.assertEqual(self.titles(), {"Private"})

    def test_private_ones(self):
        self.keep(private=True)
        self.odoo_create(self.ana, "Doctor", privacy="private")
        self.odoo_create(self.ana, "Staff", privacy="confidential")
        self.odoo_create(self.ana, "Open", privacy="public")
        self.odoo_create(self.ana, "Ordinary")
        self.sync()
        self.assertEqual(self.titles(), {"Open", "Ordinary"})

    def test_private_ones_by_the_users_default(self):
        self.keep(private=True)
        self.ana.with_user(self.ana).calendar_default_privacy = "private"
        self.odoo_create(self.ana, "Ordinary", privacy=False)
        self.odoo_create(self.ana, "Open", privacy="public")
        self.sync()
        self.assertEqual(self.titles(), {"Open"})

    def test_those_that_are_not_accepted(self):
        self.keep(unconfirmed=True)
        ben = self.new_user("ben")
        attendees = [self.ana.partner_id.id, ben.partner_id.id]
        asked = self.odoo_create(ben, "Asked", partner_ids=attendees)
        self.odoo_create(self.ana, "Own")
        self.sync()
        self.assertEqual(self.titles(), {"Own"})
        asked.with_user(self.ana).attendee_ids.filtered(
            lambda one: one.partner_id == self.ana.partner_id
        ).do_accept()
        self.settle()
        self.assertEqual(self.titles(), {"Own", "Asked"})

    def test_those_with_a_tag(self):
        self.keep(tags="without", tag_ids=[(6, 0, self.internal.ids)])
        self.odoo_create(self.ana, "Meeting", categ_ids=[self.internal.id])
        self.odoo_create(self.ana, "Client", categ_ids=[self.visit.id])
        self.odoo_create(self.ana, "Bare")
        self.sync()
        self.assertEqual(self.titles(), {"Client", "Bare"})

    def test_all_but_those_with_a_tag(self):
        self.keep(tags="with", tag_ids=[(6, 0, self.visit.ids)])
        self.odoo_create(self.ana, "Meeting", categ_ids=[self.internal.id])
        self.odoo_create(self.ana, "Client", categ_ids=[self.visit.id])
        bare = self.odoo_create(self.ana, "Bare")
        self.sync()
        self.assertEqual(self.titles(), {"Client"})
        bare.with_user(self.ana).categ_ids = self.visit
        self.sync()
        self.assertEqual(self.titles(), {"Client", "Bare"})

    def test_those_at_other_hours_on_the_users_clock(self):
        self.keep(hours=True, hours_from=8, hours_to=18)
        hours = {
            "07:30 in March": ("2027-03-02 06:30:00", "2027-03-02 07:00:00"),
            "08:00 in March": ("2027-03-02 07:00:00", "2027-03-02 08:00:00"),
            "17:59 in March": ("2027-03-02 16:59:00", "2027-03-02 17:30:00"),
            "18:00 in March": ("2027-03-02 17:00:00", "2027-03-02 18:00:00"),
            "08:00 in July": ("2027-07-02 06:00:00", "2027-07-02 07:00:00"),
            "18:00 in July": ("2027-07-02 16:00:00", "2027-07-02 17:00:00"),
        }
        for name, (start, stop) in hours.items():
            self.odoo_create(self.ana, name, start=start, stop=stop)
        self.odoo_create(self.ana, "All day", allday=True)
        self.sync()
        stays = {"07:30 in March", "18:00 in March", "18:00 in July"}
        self.assertEqual(self.titles(), {*hours, "All day"} - stays)

    def test_those_on_other_days_on_the_users_clock(self):
        self.keep(days="mon_fri")
        days = {
            "Friday, 23:30": ("2027-03-05 22:30:00", "2027-03-05 23:00:00"),
            "Saturday, 00:30": ("2027-03-05 23:30:00", "2027-03-06 00:00:00"),
            "Sunday, 23:30": ("2027-03-07 22:30:00", "2027-03-07 23:00:00"),
            "Monday, 00:30": ("2027-03-07 23:30:00", "2027-03-08 00:00:00"),
        }
        for name, (start, stop) in days.items():
            self.odoo_create(self.ana, name, start=start, stop=stop)
        for day in (5, 6):
            date = f"2027-03-0{day}"
            self.odoo_create(
                self.ana, f"All of {date}", allday=True, start_date=date, stop_date=date
            )
        self.sync()
        goes = {"Friday, 23:30", "Monday, 00:30", "All of 2027-03-05"}
        self.assertEqual(self.titles(), goes)
        self.keep(days="mon_sat")
        self.account.known_since = "2026-01-01"  # one transaction has made all in this test
        self.sync()
        self.assertEqual(self.titles(), goes | {"Saturday, 00:30", "All of 2027-03-06"})

    def test_a_series_stays_as_a_whole(self):
        self.keep(private=True, tags="without", tag_ids=[(6, 0, self.internal.ids)])
        series = self.odoo_create(self.ana, "Weekly", **THREE_MONDAYS)
        self.odoo_create(self.ana, "Other", **THREE_MONDAYS)
        series.recurrence_id.calendar_event_ids[1].categ_ids = self.internal
        self.sync()
        self.assertEqual(self.titles(), {"Other"})


@tagged("post_install", "-at_install")
class TestWhatRests(KeptCase):
    """What is in Google rests while its user does not want it there."""

    def test_what_is_in_google_rests_and_is_merged_when_it_may_go_again(self):
        event = self.odoo_create(self.ana, "Visit")
        self.sync()
        google_id = self.link(self.account, event).google_id
        self.keep(private=True)
        event.with_user(self.ana).write({"name": "Secret", "privacy": "private"})
        self.sync()
        self.google_patch(self.ana, google_id, location="Room 5")
        self.sync()
        self.sync()
        self.assertEqual(self.titles(), {"Visit"})
        self.assertFalse(event.location)
        self.assertEqual(self.link(self.account, event).state, "kept")
        status, reason = self.standing(event)
        self.assertEqual(status, "stopped")
        self.assertIn("Private appointments stay in Odoo", reason)
        event.with_user(self.ana).privacy = False
        self.sync()
        self.settle()
        self.assertEqual(self.titles(), {"Secret"})
        self.assertEqual(event.location, "Room 5")

    def test_a_choice_lets_what_is_there_rest_and_says_so(self):
        event = self.odoo_create(self.ana, "Private", privacy="private")
        self.odoo_create(self.ana, "Open")
        self.sync()
        self.requests_made()
        self.keep(private=True)
        self.sync()
        self.assertEqual(self.titles(), {"Private", "Open"})
        self.assertTrue(event.active)
        lines = self.last_run(self.account).line_ids
        self.assertIn("Appointments that stay in Odoo: 1", lines.mapped("title"))
        event.with_user(self.ana).name = "Changed"
        self.sync()
        self.sync()
        self.assertEqual(self.titles(), {"Private", "Open"})
        made = self.requests_made()
        self.assertFalse([one for one in made if one["http_method"] in ("PATCH", "DELETE")])
        self.keep(private=False)
        self.sync()
        self.settle()
        self.assertEqual(self.titles(), {"Changed", "Open"})

    def test_a_looser_choice_sends_what_has_stayed(self):
        self.keep(private=True)
        self.odoo_create(self.ana, "Private", privacy="private")
        self.sync()
        self.assertFalse(self.titles())
        self.account.known_since = "2026-01-01"  # one transaction has made all in this test
        self.keep(private=False)
        self.settle()
        self.assertEqual(self.titles(), {"Private"})

    def test_a_looser_choice_sends_nothing_that_was_there_before_the_connection(self):
        ben = self.new_user("ben")
        self.odoo_create(ben, "Old")
        self.commit()
        self.connect(ben, google_keep_private=True)
        self.sync()
        ben.google_keep_private = False
        self.sync()
        self.assertFalse(self.google_events(ben))

    def test_who_deletes_it_in_odoo_deletes_it(self):
        event = self.odoo_create(self.ana, "Visit", privacy="private")
        self.sync()
        self.keep(private=True)
        self.sync()
        event.with_user(self.ana).active = False
        self.sync()
        self.sync()
        self.assertFalse(self.titles())

    def test_the_guard_counts_nothing_that_stays(self):
        for number in range(15):
            self.odoo_create(self.ana, f"Visit {number}", privacy="private")
        self.sync()
        self.keep(private=True)
        self.sync()
        self.assertEqual(len(self.titles()), 15)
        self.assertEqual(self.account.state, "connected")

    def test_what_was_made_in_google_goes_on_until_somebody_changes_it_so(self):
        self.keep(private=True)
        google_id = self.google_insert(self.ana, "Theirs", visibility="private")
        self.google_insert(self.ana, "Open")
        self.sync()
        events = self.odoo_events(self.ana)
        self.google_patch(self.ana, google_id, summary="Renamed in Google")
        self.sync()
        self.assertEqual(events["Theirs"].name, "Renamed in Google")
        events["Theirs"].with_user(self.ana).name = "Renamed in Odoo"
        self.settle()
        self.assertIn("Renamed in Odoo", self.titles())
        events["Open"].with_user(self.ana).write({"privacy": "private", "name": "Hidden"})
        self.sync()
        self.assertIn("Open", self.titles())
        self.assertEqual(self.link(self.account, events["Open"]).state, "kept")

    def test_what_google_has_brought_without_a_tag_goes_on(self):
        self.keep(tags="with", tag_ids=[(6, 0, self.visit.ids)])
        google_id = self.google_insert(self.ana, "Theirs")
        self.sync()
        event = self.odoo_events(self.ana)["Theirs"]
        self.google_patch(self.ana, google_id, summary="Renamed in Google")
        self.sync()
        self.assertEqual(event.name, "Renamed in Google")
        event.with_user(self.ana).name = "Renamed in Odoo"
        self.settle()
        self.assertEqual(self.titles(), {"Renamed in Odoo"})

    def test_a_tag_that_came_by_its_color_goes_on(self):
        pair = {"categ_id": self.internal.id, "color": "11", "company_id": self.ana.company_id.id}
        self.env["google.sync.tag.color"].create(pair)
        self.sync()
        self.keep(tags="without", tag_ids=[(6, 0, self.internal.ids)])
        google_id = self.google_insert(self.ana, "Theirs")
        other_id = self.google_insert(self.ana, "Other")
        self.sync()
        events = self.odoo_events(self.ana)
        self.google_patch(self.ana, google_id, colorId="11")
        self.sync()
        self.assertEqual(events["Theirs"].categ_ids, self.internal)
        self.google_patch(self.ana, google_id, summary="Renamed in Google")
        self.sync()
        self.assertEqual(events["Theirs"].name, "Renamed in Google")
        events["Other"].with_user(self.ana).categ_ids = self.internal
        self.sync()
        self.google_patch(self.ana, other_id, summary="Renamed as well")
        self.sync()
        self.assertEqual(events["Other"].name, "Other")
        self.assertEqual(self.link(self.account, events["Other"]).state, "kept")

    def test_an_undo_waits_for_nothing_that_rests(self):
        google_id = self.google_insert(self.ana, "Theirs")
        self.sync()
        event = self.odoo_events(self.ana)["Theirs"]
        self.google_patch(self.ana, google_id, summary="Renamed")
        self.sync()
        run = self.last_run(self.account)
        opened = run.with_user(self.ana).action_undo()
        wizard = self.env[opened["res_model"]].with_user(self.ana).browse(opened["res_id"])
        wizard.action_undo()
        self.keep(private=True)
        event.with_user(self.ana).privacy = "private"
        for _pass in range(3):
            self.sync()
        self.assertFalse(run.line_ids.filtered(lambda line: line.undo == "waiting"))
        self.assertEqual(event.name, "Renamed")

    def test_what_never_went_says_why(self):
        self.keep(private=True)
        event = self.odoo_create(self.ana, "Private", privacy="private")
        self.sync()
        status, reason = self.standing(event)
        self.assertEqual(status, "excluded")
        self.assertIn("Private appointments stay in Odoo", reason)

    def test_an_event_of_googles_that_is_one_that_stays_rests(self):
        event = self.odoo_create(self.ana, "Visit")
        self.sync()
        self.keep(private=True)
        event.with_user(self.ana).write({"name": "Secret", "privacy": "private"})
        self.sync()
        self.link(self.account, event).unlink()
        self.account.ask_worker("list_again")
        self.sync()
        self.sync()
        self.assertEqual(self.titles(), {"Visit"})
        self.assertEqual(list(self.odoo_events(self.ana)), ["Secret"])
        self.assertEqual(self.link(self.account, event).state, "kept")

    def test_without_a_choice_nothing_is_asked_for_it(self):
        self.assertFalse(Kept(self.ana))
        event = self.odoo_create(self.ana)
        self.sync()
        event.with_user(self.ana).categ_ids = self.internal
        self.commit()
        self.assertFalse(self.env["google.sync.change"].search([]))
        kept = Kept(self.ana)
        with self.assertQueryCount(0):
            self.assertEqual(kept.reasons([RecordRef("calendar.event", event.id)]), {})

    def test_a_write_of_tags_asks_nothing(self):
        event = self.odoo_create(self.ana)
        self.sync()
        self.committed()
        tags = (self.internal | self.visit).ids
        for _again in range(2):  # what is kept for the whole registry is looked up once
            for tag in tags:
                event.categ_ids = [(6, 0, [tag])]
                self.env.flush_all()
        users = self.env["res.users"]
        with self.assertQueryCount(0):
            self.assertFalse(users.google_keeps_by_tags())
            self.assertFalse(self.env["google.sync.tag.color"].is_used())

    def test_another_time_zone_has_other_hours(self):
        self.keep(hours=True, hours_from=8, hours_to=18)
        self.odoo_create(self.ana, "Early", start="2027-03-02 06:30", stop="2027-03-02 07:00")
        self.sync()
        self.assertFalse(self.titles())
        self.account.known_since = "2026-01-01"  # one transaction has made all in this test
        zone = "Asia/Dubai"
        self.ana.tz = zone
        self.ask("PATCH", "/calendar/v3/calendars/primary", {"timeZone": zone}, user=self.ana)
        self.sync()
        self.assertEqual(self.titles(), {"Early"})

    def test_made_in_is_a_side(self):
        made_in = self.env["google.sync.link"]._fields["made_in"].get_values(self.env)
        self.assertEqual([Side(one) for one in made_in], [Side.ODOO, Side.GOOGLE])


@tagged("post_install", "-at_install")
class TestKeptSettings(KeptCase):
    """What the page says before it is saved, and who may say what stays."""

    def test_the_number_of_appointments_is_told_before_it_is_saved(self):
        self.ana.write({"google_past_days": 3650, "google_future_days": 3650})
        self.odoo_create(self.ana, "Private", privacy="private")
        self.odoo_create(self.ana, "Tagged", categ_ids=[self.internal.id])
        self.odoo_create(self.ana, "Late", start="2027-03-02 19:00:00", stop="2027-03-02 20:00:00")
        self.odoo_create(self.ana, "Long ago", start="2001-03-02 19:00", stop="2001-03-02 20:00")
        self.odoo_create(self.new_user("ben"), "Not mine", privacy="private")
        user = self.ana.with_user(self.ana).new(origin=self.ana)
        self.assertFalse(user.google_kept_notice)
        user.google_keep_private = True
        user.google_keep_hours = True
        user.google_keep_tags = "without"
        user.google_keep_tag_ids = self.internal
        self.assertEqual(
            user.google_kept_notice,
            "Of your 3 appointments from 3650 days back to 3650 days ahead, 3 stay in Odoo: "
            "1 private, 1 by their tags, and 1 at other hours.",
        )
        self.assertFalse(self.ana.google_keep_private)
        user.google_keep_private = user.google_keep_hours = False
        user.google_keep_tag_ids = self.env["calendar.event.type"].create({"name": "Never"})
        self.assertEqual(
            user.google_kept_notice,
            "None of your 3 appointments from 3650 days back to 3650 days ahead stay in Odoo.",
        )

    def test_nothing_is_counted_where_nothing_stays(self):
        user = self.ana.with_user(self.ana)
        user.google_kept_notice  # noqa: B018
        self.env.flush_all()
        self.env.invalidate_all()
        user.google_keep_private  # noqa: B018  with all other settings
        with self.assertQueryCount(0):
            self.assertFalse(user.google_kept_notice)

    def test_hours_end_after_they_begin(self):
        for since, until in ((9, 9), (10, 9), (-1, 5), (5, 25)):
            with (
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.keep(hours_from=since, hours_to=until)
                self.env.flush_all()

    def test_whoever_writes_their_settings_writes_no_tags(self):
        for command in ((0, 0, {"name": "New"}), (1, self.visit.id, {"name": "Renamed"})):
            with self.assertRaises(ValidationError):
                self.keep(tag_ids=[command])
        with self.assertRaises(ValidationError):
            self.keep(tag_ids=[(2, self.visit.id, 0)])
        self.assertEqual(self.visit.name, "Visit")

    def test_colleagues_read_nothing_of_it(self):
        ben = self.new_user("ben")
        self.keep(private=True)
        with self.assertRaises(AccessError):
            self.ana.with_user(ben).read(["google_keep_private"])
        with self.assertRaises(AccessError):
            self.ana.with_user(ben).write({"google_keep_private": False})
