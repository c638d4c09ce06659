import re

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...guests_case import GuestsCase

LATER = {"start": "2027-03-02 14:00:00", "stop": "2027-03-02 15:00:00"}


@tagged("post_install", "-at_install")
class TestClosedMeetings(GuestsCase):
    """Google says whether guests may edit a meeting that its organizer has made there."""

    def set_up_once(self):
        super().set_up_once()
        self.ben_account = self.connect(self.ben, google_import_events=True)
        self.sync()

    def invite_ben(self, **fields):
        google_id = self.invite(self.email(self.ben), **fields)
        self.settle()
        return self.in_odoo(), google_id

    def assert_refused(self, event):
        """Ben may not change it, sees so beforehand, and nothing has changed anywhere."""
        ours = event.with_user(self.ben)
        before = event.read(["name", "start", "active", "partner_ids"])
        self.assertFalse(ours.user_can_edit)
        for values in (
            {"name": "Mine now"},
            LATER,
            {"partner_ids": [(4, self.weber.id)]},
            {"active": False},
            {"privacy": "public"},
        ):
            with self.assertRaisesRegex(UserError, f"{re.escape(self.ana.name)}.*Meeting"):
                ours.write(values)
        with self.assertRaisesRegex(UserError, re.escape(self.ana.name)):
            ours.unlink()
        self.assertEqual(event.read(["name", "start", "active", "partner_ids"]), before)
        self.settle()
        for user in (self.ana, self.ben):
            self.assertEqual(list(self.google_events(user)), ["Meeting"])

    def assert_open(self, event):
        ours = event.with_user(self.ben)
        self.assertTrue(ours.user_can_edit)
        ours.write({"name": "Ours", **LATER})
        self.settle()
        self.assertEqual(event.name, "Ours")
        for user in (self.ana, self.ben):
            shown = self.google_events(user)["Ours"]["start"]["dateTime"]
            self.assertIn("15:00:00", shown)  # in Paris

    def test_a_guest_who_is_a_user_may_not(self):
        event, _google_id = self.invite_ben()
        self.assert_refused(event)

    def test_they_answer_all_the_same(self):
        event, _google_id = self.invite_ben()
        self.attendee(event, self.ben.partner_id).with_user(self.ben).do_accept()
        self.settle()
        self.assertEqual(self.answers()[self.email(self.ben)], "accepted")
        self.attendee(event, self.ben.partner_id).with_user(self.ben).do_decline()
        self.settle()
        self.assertEqual(self.answers()[self.email(self.ben)], "declined")

    def test_they_tag_it_whether_or_not_tags_have_colors(self):
        """Tags are Odoo's own, and so is who gives them."""
        event, _google_id = self.invite_ben()
        visit, urgent = self.env["calendar.event.type"].create(
            [{"name": "Visit"}, {"name": "Urgent"}]
        )
        event.with_user(self.ben).categ_ids = visit
        pair = {"categ_id": urgent.id, "color": "11", "company_id": self.ana.company_id.id}
        self.env["google.sync.tag.color"].create(pair)
        event.with_user(self.ben).categ_ids |= urgent
        self.assertEqual(event.categ_ids, visit | urgent)

    def test_they_may_where_google_lets_them(self):
        event, _google_id = self.invite_ben(guestsCanModify=True)
        self.assert_open(event)

    def test_the_organizer_thinks_otherwise(self):
        event, google_id = self.invite_ben()
        self.google_patch(self.ana, google_id, guestsCanModify=True)
        self.settle()
        self.assertTrue(event.with_user(self.ben).user_can_edit)
        self.google_patch(self.ana, google_id, guestsCanModify=False)
        self.settle()
        self.assert_refused(event)

    def test_the_organizer_edits(self):
        event, _google_id = self.invite_ben()
        ours = event.with_user(self.ana)
        self.assertTrue(ours.user_can_edit)
        ours.write({"name": "Ours", **LATER})
        self.settle()
        self.assertIn("Ours", self.google_events(self.ben))

    def test_odoo_alone_says_who_edits_what_was_made_in_odoo(self):
        self.ana.google_share_guests = "yes"
        event = self.meet(self.ben.partner_id)
        self.settle()
        self.google_patch(self.ana, self.link(self.account, event).google_id, location="Room 5")
        self.settle()
        self.assert_open(event)

    def test_who_is_no_guest_edits_as_odoo_lets_them(self):
        event, _google_id = self.invite_ben()
        event.with_user(self.new_user("front_desk")).write({"name": "Ours"})
        self.settle()
        self.assertIn("Ours", self.google_events(self.ben))

    def test_a_copy_is_the_guests_own(self):
        event, _google_id = self.invite_ben()
        copy = event.with_user(self.ben).copy({"user_id": self.ben.id, "name": "Copy"})
        self.assertTrue(copy.user_can_edit)
        copy.with_user(self.ben).write(LATER)

    def test_the_organizer_in_odoo_becomes_another_one(self):
        event, _google_id = self.invite_ben()
        event.with_user(self.ana).write({"user_id": self.ben.id})
        event.with_user(self.ben).write({"name": "Ours"})
        self.assertTrue(event.with_user(self.ana).user_can_edit)

    def test_the_organizer_has_disconnected(self):
        event, _google_id = self.invite_ben()
        self.disconnect(self.ana)
        self.assertTrue(event.with_user(self.ben).user_can_edit)
        event.with_user(self.ben).write({"name": "Ours"})

    def test_each_occurrence_of_a_series(self):
        google_id = self.invite(
            self.email(self.ben),
            start={"dateTime": "2027-03-01T10:00:00", "timeZone": "Europe/Paris"},
            end={"dateTime": "2027-03-01T11:00:00", "timeZone": "Europe/Paris"},
            recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
        )
        self.settle()
        events = self.env["calendar.event"].search([("name", "=", "Meeting")])
        self.assertEqual(len(events), 3)
        for update in ("self_only", "future_events", "all_events"):
            with self.assertRaises(UserError):
                events[1].with_user(self.ben).write({"name": "Mine", "recurrence_update": update})
        self.google_patch(self.ana, google_id, guestsCanModify=True)
        self.settle()
        events[1].with_user(self.ben).write({"name": "Ours", "recurrence_update": "self_only"})
        self.settle()
        self.assertIn("Ours", self.google_events(self.ana))


@tagged("post_install", "-at_install")
class TestMeetingsCalledElsewhere(GuestsCase):
    """Who has called it is not connected, or no user: Google leads."""

    def set_up_once(self):
        super().set_up_once()
        self.ben_account = self.connect(self.ben, google_import_events=True)
        self.sync()

    def test_an_edit_is_undone_and_told(self):
        stranger = self.new_user("stranger")
        unconnected = self.new_user("unconnected", email="unconnected@gmail.example")
        for organizer in (stranger, unconnected):
            for may in (False, True):
                name = f"{organizer.login} {may}"
                with self.subTest(name):
                    self._edit_of(organizer, name, may)

    def _edit_of(self, organizer, name, may):
        self.make_google_account(organizer)
        mine = {"email": self.email(self.ben), "responseStatus": "accepted"}
        self.invite(mine, name=name, user=organizer, guestsCanModify=may)
        self.settle()
        event = self.in_odoo(name)
        event.with_user(self.ben).write({"location": "Mine"})
        self.settle()
        self.assertFalse(event.location)
        self.assertNotIn("location", self.google_events(organizer)[name])
        lines = self.env["google.sync.run.line"].search([("title", "=", name)])
        self.assertIn("organizer", " ".join(filter(None, lines.mapped("message"))))
