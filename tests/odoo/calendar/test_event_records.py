from datetime import date, datetime, timezone

from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import html_sanitize

from ....engine.core.item import ItemError
from ....engine.core.link import Role
from ....engine.events.item import AllDay, EventItem, Reminder, Timed
from ....engine.text.rich import normalize, to_odoo
from ....sync.database import sync_only
from ....sync.odoo.event_records import EVERY_FIELD, NO_TITLE, EventRecords

MORNING = Timed(
    datetime(2026, 3, 2, 9, tzinfo=timezone.utc), datetime(2026, 3, 2, 10, tzinfo=timezone.utc)
)


@tagged("post_install", "-at_install")
class TestEventRecords(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ana = new_test_user(cls.env, "ana", tz="Europe/Paris")
        cls.ben = new_test_user(cls.env, "ben", tz="Europe/Paris")
        cls.records = EventRecords(cls.env, cls.ana)
        sync_only.let_write(cls.cr)

    def _event(self, **values):
        defaults = {
            "name": "Check-up",
            "start": "2026-03-02 09:00:00",
            "stop": "2026-03-02 10:00:00",
            "user_id": self.ana.id,
            "partner_ids": [(6, 0, self.ana.partner_id.ids)],
        }
        return self.env["calendar.event"].create({**defaults, **values})

    def _read(self, event):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.records.read(event.ids)[0][event.id]

    def _round_trip(self, item):
        (event_id,) = self.records.create([(item, None)])
        event = self.env["calendar.event"].browse(event_id)
        self.assertEqual(self._read(event).item, item)
        return event

    def test_every_kind_of_item_survives_creation(self):
        for item in (
            EventItem("Check-up", MORNING),
            EventItem("", MORNING),
            EventItem("Holiday", AllDay(date(2026, 2, 27), date(2026, 3, 3))),
            EventItem("One day", AllDay(date(2026, 3, 1), date(2026, 3, 2))),
            EventItem("Nothing to see", Timed(MORNING.start, MORNING.start)),
            EventItem(
                "All of it",
                MORNING,
                description='Bring <b>x</b> &amp; y<br>see <a href="https://example.com/">this</a>',
                location="Room 3",
                visibility="private",
                busy=False,
                own_response="tentative",
                reminders=(Reminder(0, "popup"), Reminder(30, "email"), Reminder(2880, "popup")),
            ),
            EventItem("Set in Odoo", MORNING, reminders=(Reminder(30, "email", everyone=True),)),
            EventItem("Public", MORNING, visibility="public"),
            EventItem("x" * 10_000, MORNING),
        ):
            with self.subTest(item=item.title[:20]):
                self._round_trip(item)

    def test_any_item_can_become_any_other(self):
        timed = EventItem("Check-up", MORNING, description="a<br>b", location="Room 3")
        days = EventItem(
            "Away",
            AllDay(date(2026, 3, 2), date(2026, 3, 5)),
            visibility="private",
            busy=False,
            own_response="tentative",
            reminders=(Reminder(60, "email"),),
        )
        event = self._round_trip(timed)
        for item in (days, timed):
            self.records.update(event.id, item, EVERY_FIELD)
            self.assertEqual(self._read(event).item, item)

    def test_only_named_fields_are_written(self):
        event = self._event(location="Here")
        event.description = "<p>old</p>"
        item = EventItem("New", MORNING, description="new", location="There")
        self.records.update(event.id, item, frozenset({"title"}))
        self.assertEqual(
            (event.name, event.location, str(event.description)), ("New", "Here", "<p>old</p>")
        )

    def test_other_kinds_of_alarms_stay(self):
        event = self._event()
        kept = self.env["calendar.alarm"].create(
            {"name": "x", "alarm_type": "email", "duration": 5, "interval": "minutes"}
        )
        event.alarm_ids = kept
        item = self._read(event).item
        self.assertEqual(item.reminders, (Reminder(5, "email"),))
        self.records.update(event.id, item, frozenset({"reminders"}))
        self.assertEqual(event.alarm_ids, kept, "no second alarm of the same kind is made")

    def test_roles(self):
        mine = self._event()
        both = (self.ana | self.ben).partner_id
        theirs = self._event(user_id=self.ben.id, partner_ids=[(6, 0, both.ids)])
        outside = self._event(user_id=False, google_sync_organizer="eve@example.com")
        self.assertEqual(self._read(mine).role, Role.ORGANIZER)
        self.assertEqual(self._read(theirs).role, Role.INVITED)
        self.assertEqual(self._read(outside).role, Role.EXTERNAL)

    def test_schedule_is_what_the_user_organizes_or_attends(self):
        both = [(6, 0, (self.ana | self.ben).partner_id.ids)]
        mine = self._event()
        invited = self._event(user_id=self.ben.id, partner_ids=both)
        declined = self._event(user_id=self.ben.id, partner_ids=both)
        declined.attendee_ids.filtered(lambda a: a.partner_id == self.ana.partner_id).do_decline()
        foreign = self._event(user_id=self.ben.id, partner_ids=[(6, 0, self.ben.partner_id.ids)])
        organized = self._event(partner_ids=[(6, 0, self.ben.partner_id.ids)])
        archived = self._event(active=False)
        schedule = set(self.records.schedule((MORNING.start, MORNING.stop)))
        self.assertLessEqual({mine.id, invited.id, organized.id}, schedule)
        self.assertTrue(schedule.isdisjoint({declined.id, foreign.id, archived.id}))
        for absent in (declined, foreign, archived):
            self.assertIsNone(self._read(absent).item)

    def test_deleted_record_is_explicitly_absent(self):
        event = self._event()
        event_id = event.id
        event.unlink()
        states, _problems = self.records.read([event_id])
        self.assertIsNone(states[event_id].item)
        self.assertFalse(states[event_id].exists)

    def test_the_invited_decline_and_the_meeting_stays(self):
        both = [(6, 0, (self.ana | self.ben).partner_id.ids)]
        meeting = self._event(user_id=self.ben.id, partner_ids=both)
        self.records.remove(meeting.id, Role.INVITED)
        self.assertTrue(meeting.active)
        self.assertIsNone(self._read(meeting).item)

    def test_privacy_is_never_widened(self):
        event = self._event(privacy="confidential")
        self.assertEqual(self._read(event).item.visibility, "private")
        self.ana.with_user(self.ana).calendar_default_privacy = "private"
        event = self._event()
        self.assertEqual(self._read(event).item.visibility, "private")

    def test_no_title_is_no_title(self):
        event = self._round_trip(EventItem("", MORNING))
        self.assertEqual(event.name, NO_TITLE)

    def test_a_year_that_google_cannot_show_is_told(self):
        event = self._event(start="0999-01-01 10:00:00", stop="0999-01-01 11:00:00")
        _states, problems = self.records.read(event.ids)
        self.assertIsInstance(problems[event.id], ItemError)
        self.assertEqual(problems[event.id].code, "year_out_of_range")

    def test_normal_html_passes_odoos_own_sanitizer(self):
        for html in (
            "<p>a</p><p>b</p>",
            "plain\ntext",
            '<ul><li>a</li><li><b>b</b></li></ul>then <a href="https://example.com/?a=1&b=2">x</a>',
            "<script>alert(1)</script>ok",
            "a &lt;b&gt; c",
        ):
            normal = normalize(html)
            self.assertEqual(normalize(html_sanitize(to_odoo(normal))), normal, html)
            self.assertNotIn("script", normal)

    def test_importing_invites_nobody(self):
        def mails():
            self.env.flush_all()
            invitations = [("model", "=", "calendar.event"), ("message_type", "!=", "notification")]
            return (
                self.env["mail.mail"].search_count([]),
                self.env["mail.message"].search_count(invitations),
            )

        future = Timed(
            datetime(2030, 3, 2, 9, tzinfo=timezone.utc),
            datetime(2030, 3, 2, 10, tzinfo=timezone.utc),
        )
        before = mails()
        event = self._round_trip(EventItem("Later", future))
        self.assertEqual(mails(), before)
        event.partner_ids += self.ben.partner_id  # by hand: Odoo itself invites
        before = mails()
        later = EventItem("Moved", Timed(future.start, future.stop + (future.stop - future.start)))
        self.records.update(event.id, later, EVERY_FIELD)
        self.records.remove(event.id, Role.ORGANIZER)
        self.records.restore(event.id, later, Role.ORGANIZER)
        self.assertEqual(mails(), before)
