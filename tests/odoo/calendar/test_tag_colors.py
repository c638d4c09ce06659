from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...common import THREE_MONDAYS, WEEKLY, GoogleSyncCase

TOMATO, BASIL, BANANA, GRAPE = "11", "10", "5", "3"
LABEL = "11111111-2222-3333-4444-555555555555"


class TagColorCase(GoogleSyncCase):
    """Ana's company has paired Urgent with Tomato, and Visit with Basil; Internal has no color."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.urgent, self.visit, self.internal = self.env["calendar.event.type"].create(
            [{"name": "Urgent"}, {"name": "Visit"}, {"name": "Internal"}]
        )
        self.pair(self.urgent, TOMATO)
        self.pair(self.visit, BASIL)
        self.sync()

    def pair(self, tag, color, **values):
        company = self.ana.company_id
        return self.env["google.sync.tag.color"].create(
            {"company_id": company.id, "categ_id": tag.id, "color": color, **values}
        )

    def shown(self, event):
        """The color of an appointment of Ana's in Google; nothing: that of the calendar."""
        return self.in_google(event).get("colorId", "")

    def in_google(self, event):
        return self.google(self.ana, "GET", f"/{self.link(self.account, event).google_id}")

    def paint(self, event, color):
        self.google_patch(self.ana, self.link(self.account, event).google_id, colorId=color)

    def label(self, *names):
        """Let Ana's calendar have labels with these names; the first one is ``LABEL``."""
        ids = [{"id": LABEL}, {}, {}]
        made = [
            {**one, "name": name, "backgroundColor": "#039be5"}
            for one, name in zip(ids, names, strict=False)
        ]
        body = {"labelProperties": {"eventLabels": made}}
        self.ask("PATCH", "/calendar/v3/calendars/primary", body, user=self.ana)

    def written(self):
        """The writes to Google since the last look."""
        return [one for one in self.requests_made() if one["http_method"] not in ("GET", "POST")]

    def tagged(self, *tags, **values):
        """An appointment of Ana's with these tags, which Google has by now."""
        event = self.odoo_create(self.ana, categ_ids=[tag.id for tag in tags], **values)
        self.sync()
        return event


@tagged("post_install", "-at_install")
class TestTagColors(TagColorCase):
    """Tags of Odoo's and colors of Google's tell each other's tale."""

    def test_a_tag_colors_the_appointment_in_google(self):
        self.assertEqual(self.shown(self.tagged(self.urgent)), TOMATO)

    def test_a_tag_that_comes_later_and_goes(self):
        event = self.tagged()
        self.assertEqual(self.shown(event), "")
        event.with_user(self.ana).categ_ids = self.visit
        self.sync()
        self.assertEqual(self.shown(event), BASIL)
        event.with_user(self.ana).categ_ids = False
        self.sync()
        self.assertEqual(self.shown(event), "")

    def test_of_several_tags_the_first_pair_decides(self):
        event = self.tagged(self.visit, self.internal, self.urgent)
        self.assertEqual(self.shown(event), TOMATO)
        event.with_user(self.ana).categ_ids -= self.urgent
        self.sync()
        self.assertEqual(self.shown(event), BASIL)

    def test_a_color_picked_in_google_changes_the_tag(self):
        event = self.tagged(self.urgent, self.internal)
        self.paint(event, BASIL)
        self.settle()
        self.assertEqual(event.categ_ids, self.visit | self.internal)
        self.assertEqual(self.shown(event), BASIL)

    def test_a_color_picked_in_google_takes_the_tag_of_the_former_alone(self):
        event = self.tagged(self.urgent, self.visit)
        note = self.env["calendar.event.type"].create({"name": "Note"})
        self.pair(note, BANANA)
        self.paint(event, BANANA)
        self.settle()
        self.assertEqual(event.categ_ids, self.visit | note)
        self.assertEqual(self.shown(event), BANANA, "the first pair decides over what is new only")

    def test_a_color_taken_away_in_google_takes_its_tag(self):
        event = self.tagged(self.urgent, self.internal)
        self.paint(event, None)
        self.settle()
        self.assertEqual(event.categ_ids, self.internal)

    def test_a_color_without_a_tag_leaves_tags_alone_and_is_left_alone(self):
        event = self.tagged(self.urgent)
        self.paint(event, GRAPE)
        self.settle()
        self.assertEqual(event.categ_ids, self.urgent)
        event.with_user(self.ana).write({"name": "Renamed", "categ_ids": [(4, self.visit.id)]})
        self.settle()
        self.assertEqual(self.shown(event), GRAPE)
        self.assertEqual(self.in_google(event)["summary"], "Renamed")
        self.assertEqual(event.categ_ids, self.urgent | self.visit)

    def test_a_tag_without_a_color_leaves_the_color_alone(self):
        event = self.tagged(self.urgent)
        self.requests_made()
        event.with_user(self.ana).categ_ids |= self.internal
        self.settle()
        self.assertEqual(self.shown(event), TOMATO)
        self.assertFalse(self.written())

    def test_an_event_of_googles_brings_its_tag(self):
        self.google_insert(self.ana, "Painted", colorId=TOMATO)
        self.google_insert(self.ana, "Private taste", colorId=GRAPE)
        self.settle()
        events = self.odoo_events(self.ana)
        self.assertEqual(events["Painted"].categ_ids, self.urgent)
        self.assertFalse(events["Private taste"].categ_ids)
        self.assertEqual(self.google_events(self.ana)["Private taste"]["colorId"], GRAPE)

    def test_both_sides_changed(self):
        event = self.tagged(self.urgent, self.visit)
        self.paint(event, None)
        event.with_user(self.ana).location = "Room 5"
        self.settle()
        self.assertEqual(event.categ_ids, self.visit)
        self.assertEqual(self.in_google(event)["location"], "Room 5")
        self.assertEqual(self.shown(event), "", "nobody has picked the other tag's color")

    def test_tag_and_color_changed_at_once_is_a_conflict_with_one_winner(self):
        event = self.tagged(self.urgent)
        event.with_user(self.ana).categ_ids = self.visit
        note = self.env["calendar.event.type"].create({"name": "Note"})
        self.pair(note, BANANA)
        self.paint(event, BANANA)
        self.settle()
        conflict = self.env["google.sync.conflict"].search([])
        self.assertEqual(conflict.mapped("field"), ["color"])
        self.assertIn("Banana", f"{conflict.kept_text} {conflict.lost_text}")
        self.assertIn((self.shown(event), event.categ_ids), [(BANANA, note), (BASIL, self.visit)])

    def test_a_label_of_googles_is_left_alone(self):
        self.label("Mine")
        google_id = self.google_insert(self.ana, "Labelled")
        labelled = {"eventLabelId": LABEL}
        self.google(self.ana, "PATCH", f"/{google_id}", labelled, eventLabelVersion=1)
        self.settle()
        event = self.odoo_events(self.ana)["Labelled"]
        event.with_user(self.ana).categ_ids = self.urgent
        self.settle()
        found = self.google(self.ana, "GET", f"/{google_id}")
        self.assertEqual(found["eventLabelId"], LABEL)
        self.assertNotIn("colorId", found)
        self.assertEqual(event.categ_ids, self.urgent)

    def test_a_series_and_one_occurrence(self):
        event = self.odoo_create(self.ana, "Weekly", categ_ids=[self.urgent.id], **THREE_MONDAYS)
        self.sync()
        occurrences = event.recurrence_id.calendar_event_ids.sorted("start")
        occurrences[1].with_user(self.ana).categ_ids = self.visit
        self.settle()
        colors = [one.get("colorId") for one in self._instances(event)]
        self.assertEqual(colors, [TOMATO, BASIL, TOMATO])
        self.google_patch(self.ana, self._instances(event)[2]["id"], colorId=BASIL)
        self.settle()
        tags = [one.categ_ids for one in occurrences]
        self.assertEqual(tags, [self.urgent, self.visit, self.visit])

    def test_a_series_of_googles_is_painted(self):
        google_id = self.google_insert(self.ana, "Rounds", colorId=BASIL, **WEEKLY)
        self.settle()
        events = self.env["calendar.event"].search([("name", "=", "Rounds")])
        self.assertEqual([one.categ_ids for one in events], [self.visit] * 4)
        self.google_patch(self.ana, google_id, colorId=GRAPE)
        self.settle()
        self.assertEqual([one.categ_ids for one in events], [self.visit] * 4)

    def test_a_series_that_google_colors_otherwise_rests(self):
        event = self.odoo_create(self.ana, "Weekly", categ_ids=[self.urgent.id], **THREE_MONDAYS)
        self.sync()
        self.google_patch(self.ana, self._instances(event)[1]["id"], colorId=GRAPE)
        self.settle()
        self.requests_made()
        event.recurrence_id.calendar_event_ids[0].with_user(self.ana).location = "Room 5"
        self.settle()
        colors = [one.get("colorId") for one in self._instances(event)]
        self.assertEqual(colors, [TOMATO, GRAPE, TOMATO])

    def _instances(self, event):
        master = self.link(self.account, event.recurrence_id).google_id
        items = self.google(self.ana, "GET", f"/{master}/instances")["items"]
        return sorted(items, key=lambda one: one["originalStartTime"]["dateTime"])

    def test_without_import_google_changes_no_tag_and_keeps_its_color(self):
        event = self.tagged(self.urgent)
        self.ana.google_import_events = False
        self.paint(event, GRAPE)
        self.sync()
        event.with_user(self.ana).categ_ids = self.visit
        self.settle()
        self.assertEqual(self.shown(event), GRAPE)
        self.assertEqual(event.categ_ids, self.visit)

    def test_an_undone_sync_takes_color_and_tag_back(self):
        event = self.tagged(self.urgent)
        self.paint(event, BASIL)
        self.sync()
        run = self.last_run(self.account)
        self.assertEqual(event.categ_ids, self.visit)
        action = run.with_user(self.ana).action_undo()
        wizard = self.env[action["res_model"]].with_user(self.ana).browse(action["res_id"])
        wizard.action_undo()
        self.settle()
        self.assertEqual(event.categ_ids, self.urgent)
        self.assertEqual(self.shown(event), TOMATO)

    def test_the_log_names_the_color(self):
        event = self.tagged(self.urgent)
        self.paint(event, BASIL)
        self.sync()
        line = self.last_run(self.account).line_ids.filtered(lambda one: one.side == "odoo")
        self.assertIn("color", line.changed)
        self.assertIn("Basil", line.changes)


@tagged("post_install", "-at_install")
class TestWhoseColors(TagColorCase):
    """A color is each person's own; a meeting's tags are its organizer's."""

    def set_up_once(self):
        super().set_up_once()
        self.ben = self.new_user("ben")
        self.bens = self.connect(self.ben)
        self.sync()

    def test_an_attendee_sees_the_color_and_their_own_changes_no_tag(self):
        event = self.odoo_create(
            self.ana,
            categ_ids=[self.urgent.id],
            partner_ids=[self.ana.partner_id.id, self.ben.partner_id.id],
        )
        self.settle()
        google_id = self.link(self.bens, event).google_id
        self.assertEqual(self.google(self.ben, "GET", f"/{google_id}")["colorId"], TOMATO)
        self.google_patch(self.ben, google_id, colorId=BASIL)
        self.settle()
        self.assertEqual(event.categ_ids, self.urgent)
        self.assertEqual(self.google(self.ben, "GET", f"/{google_id}")["colorId"], BASIL)
        self.assertEqual(self.shown(event), TOMATO)

    def test_a_guests_copy_is_colored_in_the_guests_calendar_alone(self):
        self.ana.google_share_guests = "yes"
        event = self.odoo_create(
            self.ana, partner_ids=[self.ana.partner_id.id, self.ben.partner_id.id]
        )
        event.partner_id = self.ana.partner_id
        self.settle()
        self.assertTrue(self.link(self.bens, event).is_copy)
        event.with_user(self.ana).categ_ids = self.urgent
        self.settle()
        self.assertEqual(self.google_events(self.ben)["From Odoo"]["colorId"], TOMATO)
        self.assertEqual(self.shown(event), TOMATO)

    def test_a_meeting_called_outside_is_tagged_by_its_color(self):
        carl = self.new_user("carl")
        self.make_google_account(carl)
        meeting = self.google_insert(carl, "Elsewhere", attendees=[{"email": self.email(self.ana)}])
        self.ana.google_import_tentative = True
        self.settle()
        event = self.odoo_events(self.ana)["Elsewhere"]
        self.assertEqual(self.link(self.account, event).google_id, meeting)
        event.with_user(self.ana).categ_ids = self.visit
        self.settle()
        self.assertEqual(self.shown(event), BASIL)
        self.paint(event, TOMATO)
        self.settle()
        self.assertEqual(event.categ_ids, self.urgent)

    def test_users_choose_other_colors_for_themselves(self):
        self.env["google.sync.tag.color"].with_user(self.ana).create(
            {"categ_id": self.urgent.id, "color": GRAPE, "user_id": self.ana.id}
        )
        self.env["google.sync.tag.color"].with_user(self.ana).create(
            {"categ_id": self.visit.id, "color": "none", "user_id": self.ana.id}
        )
        attendees = [self.ana.partner_id.id, self.ben.partner_id.id]
        urgent = self.odoo_create(
            self.ana, "Urgent", categ_ids=[self.urgent.id], partner_ids=attendees
        )
        visit = self.odoo_create(
            self.ana, "Visit", categ_ids=[self.visit.id], partner_ids=attendees
        )
        self.settle()
        self.assertEqual((self.shown(urgent), self.shown(visit)), (GRAPE, ""))
        bens = self.google_events(self.ben)
        self.assertEqual([bens[name]["colorId"] for name in ("Urgent", "Visit")], [TOMATO, BASIL])

    def test_who_may_write_which_pairs(self):
        theirs = self.pair(self.urgent, GRAPE, user_id=self.ben.id)
        everybodys = self.env["google.sync.tag.color"].search([("user_id", "=", False)])
        pairs = self.env["google.sync.tag.color"].with_user(self.ana)
        self.assertEqual(pairs.search([]), everybodys)
        for pair in (theirs, everybodys[0]):
            with self.assertRaises(AccessError):
                pair.with_user(self.ana).color = BASIL
            with self.assertRaises(AccessError):
                pair.with_user(self.ana).unlink()
        for values in ({}, {"user_id": self.ben.id}):
            with self.assertRaises(AccessError):
                pairs.create({"categ_id": self.internal.id, "color": BASIL, **values})
        with self.assertRaises(AccessError):  # and no word of the pair that is there
            pairs.create({"categ_id": self.urgent.id, "color": BASIL, "user_id": self.ben.id})
        own = pairs.create({"categ_id": self.internal.id, "color": BASIL, "user_id": self.ana.id})
        with self.assertRaises(AccessError):
            own.user_id = self.ben
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            pairs.create({"categ_id": self.internal.id, "color": GRAPE, "user_id": self.ana.id})

    def test_who_works_for_another_company_has_its_colors(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.pair(self.internal, GRAPE, company_id=other.id)
        event = self.tagged(self.internal)
        self.assertEqual(self.shown(event), "")
        self.ana.write({"company_ids": [(4, other.id)], "company_id": other.id})
        self.settle()
        self.assertEqual(self.shown(event), GRAPE)

    def test_the_pairs_of_another_company_color_nothing(self):
        other = self.env["res.company"].create({"name": "Other"})
        self.pair(self.internal, GRAPE, company_id=other.id)
        self.assertEqual(self.shown(self.tagged(self.internal)), "")

    def test_a_deleted_tag_takes_its_color_along(self):
        event = self.tagged(self.urgent)
        self.urgent.unlink()
        google_id = self.google_insert(self.ana, "Painted", colorId=TOMATO)
        self.settle()
        self.assertEqual(self.shown(event), TOMATO, "no pair, so nobody's business")
        self.assertTrue(google_id)
        self.assertFalse(self.odoo_events(self.ana)["Painted"].categ_ids)


@tagged("post_install", "-at_install")
class TestHiddenTags(TagColorCase):
    """Where Google does not tell the titles, it does not tell the tags."""

    def test_no_color_goes_to_google(self):
        self.ana.google_privacy = "busy"
        event = self.tagged(self.urgent)
        self.assertEqual(self.shown(event), "")
        event.with_user(self.ana).categ_ids = self.visit
        self.settle()
        self.assertEqual(self.shown(event), "")

    def test_who_begins_to_hide_takes_the_colors_back(self):
        event, painted = self.tagged(self.urgent), self.tagged(self.visit, name="Painted")
        self.paint(painted, GRAPE)
        self.sync()
        self.ana.google_privacy = "initials"
        self.settle()
        self.assertEqual((self.shown(event), self.shown(painted)), ("", GRAPE))
        self.assertEqual((event.categ_ids, painted.categ_ids), (self.urgent, self.visit))

    def test_a_color_picked_while_hiding_is_the_users_own(self):
        event = self.tagged(self.urgent)
        self.ana.google_privacy = "busy"
        self.settle()
        self.paint(event, TOMATO)
        self.settle()
        self.assertEqual(self.shown(event), TOMATO)
        self.assertEqual(event.categ_ids, self.urgent)

    def test_who_shows_titles_again_shows_the_colors(self):
        self.ana.google_privacy = "busy"
        event = self.tagged(self.urgent)
        self.ana.google_privacy = "full"
        self.settle()
        self.assertEqual(self.shown(event), TOMATO)
        self.assertEqual(event.categ_ids, self.urgent)


@tagged("post_install", "-at_install")
class TestWithoutColors(GoogleSyncCase):
    """Nobody pays for colors who has paired none; who does so later finds them."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.tag = self.env["calendar.event.type"].create({"name": "Urgent"})
        self.sync()
        self.tagged = self.odoo_create(self.ana, "Tagged", categ_ids=[self.tag.id])
        self.plain = self.odoo_create(self.ana, "Plain")
        self.painted = self.odoo_create(self.ana, "Painted", categ_ids=[self.tag.id])
        self.sync()
        google_id = self.link(self.account, self.painted).google_id
        self.google_patch(self.ana, google_id, colorId=GRAPE)
        self.sync()

    def pair(self):
        return self.env["google.sync.tag.color"].create(
            {"categ_id": self.tag.id, "color": TOMATO, "company_id": self.ana.company_id.id}
        )

    def sync_twice(self):
        """The first run finds what it has to ask Google for; a minute later the next one does."""
        self.sync()
        asked = self.env["google.sync.link"].search([("retry_at", "!=", False)])
        asked.retry_at = fields.Datetime.now()
        self.settle()

    def colors(self):
        events = self.google_events(self.ana)
        return [events[name].get("colorId", "") for name in ("Tagged", "Plain", "Painted")]

    def test_tags_are_no_news(self):
        self.requests_made()
        self.plain.with_user(self.ana).categ_ids = self.tag
        self.commit()
        self.assertFalse(self.env["google.sync.change"].search([]))
        self.assertEqual(self.colors(), ["", "", GRAPE])

    def test_no_tag_is_read(self):
        asked = []
        execute = type(self.env.cr).execute

        def noted(cursor, query, *args, **kwargs):
            code = getattr(query, "code", query)
            asked.append(str(code))
            return execute(cursor, query, *args, **kwargs)

        self.plain.with_user(self.ana).name = "Renamed"
        self.sync()
        self.plain.with_user(self.ana).name = "Renamed again"
        self.google_patch(self.ana, self.link(self.account, self.tagged).google_id, summary="New")
        with patch.object(type(self.env.cr), "execute", noted):
            self.sync()
        self.assertTrue(asked)
        tables = ("google_sync_tag_color", "meeting_category_rel", "calendar_event_type")
        self.assertFalse([one for one in asked if any(table in one for table in tables)])

    def test_a_base_of_former_days_is_left_as_it_is(self):
        link = self.link(self.account, self.tagged)
        self.assertIsNone(link.base["color"])
        link.base = {name: value for name, value in link.base.items() if name != "color"}
        self.requests_made()
        self.account.ask_worker("anew")
        self.settle()
        made = self.requests_made()
        self.assertFalse([one for one in made if one["http_method"] in ("PATCH", "PUT")])

    def test_a_pair_that_comes_later_colors_what_is_tagged_and_nothing_else(self):
        self.requests_made()
        self.pair()
        self.sync_twice()
        self.assertEqual(self.colors(), [TOMATO, "", GRAPE])
        self.assertEqual(self.painted.categ_ids, self.tag)

    def test_a_pair_that_goes_leaves_the_colors(self):
        pair = self.pair()
        self.sync_twice()
        pair.unlink()
        self.settle()
        self.tagged.with_user(self.ana).name = "Renamed"
        self.settle()
        self.tagged.with_user(self.ana).name = "Tagged"
        self.settle()
        self.assertEqual(self.colors(), [TOMATO, "", GRAPE])

    def test_another_color_for_a_tag_is_for_what_has_none_yet(self):
        pair = self.pair()
        self.sync_twice()
        pair.color = BASIL
        self.plain.with_user(self.ana).categ_ids = self.tag
        self.sync_twice()
        self.assertEqual(self.colors(), [TOMATO, BASIL, GRAPE])
