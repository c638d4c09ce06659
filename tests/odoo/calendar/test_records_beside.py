from odoo.tests import tagged

from ...guests_case import GuestsCase


@tagged("post_install", "-at_install")
class TestRecordsBeside(GuestsCase):
    """What changes of a contact, or of an organizer's settings, changes what Google is to show."""

    #: Far enough ahead to be always to come.
    LATER = {"start": "2036-03-03 09:00:00", "stop": "2036-03-03 10:00:00"}

    def set_up_once(self):
        super().set_up_once()
        self.ben_account = self.connect(self.ben)
        self.ana.google_share_guests = "yes"
        self.sync()

    def _merge(self, former, partner):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((former | partner).ids, partner)

    def test_a_double_of_a_user_is_merged_into_theirs(self):
        event = self.meet(self.contact("Ben, again", "ben2@mail.example"), **self.LATER)
        self.settle()
        self._merge(event.partner_ids - self.ana.partner_id, self.ben.partner_id)
        self.settle()
        self.assertIn("Meeting", self.google_events(self.ben))
        self.assertEqual(set(self.answers()), {self.email(self.ana), self.email(self.ben)})

    def test_two_guests_are_merged(self):
        double = self.contact("Mrs Weber", "weber2@mail.example")
        self.meet(double, self.weber, **self.LATER)
        self.settle()
        self._merge(double, self.weber)
        self.settle()
        self.assertEqual(set(self.answers()), {self.email(self.ana), "weber@mail.example"})

    def test_the_address_of_a_guest_changes(self):
        self.meet(self.weber, **self.LATER)
        self.settle()
        self.weber.email = "new@mail.example"
        self.settle()
        self.assertEqual(set(self.answers()), {self.email(self.ana), "new@mail.example"})

    def test_a_guest_is_deleted(self):
        self.meet(self.weber, self.contact("Nora", "nora@mail.example"), **self.LATER)
        self.settle()
        self.weber.unlink()
        self.settle()
        self.assertEqual(set(self.answers()), {self.email(self.ana), "nora@mail.example"})

    def test_a_reminder_comes_earlier(self):
        alarm = self.env["calendar.alarm"].create(
            {"name": "Soon", "alarm_type": "notification", "duration": 17, "interval": "minutes"}
        )
        self.odoo_create(self.ana, "Plain", alarm_ids=[(6, 0, alarm.ids)], **self.LATER)
        self.settle()
        alarm.duration = 23
        self.settle()
        overrides = self.google_events(self.ana)["Plain"]["reminders"]["overrides"]
        self.assertEqual([one["minutes"] for one in overrides], [23])

    def test_who_keeps_guests_in_odoo_has_nothing_looked_at(self):
        self.ana.google_share_guests = "no"
        self.meet(self.weber, **self.LATER)
        self.settle()
        self.weber.email = "new@mail.example"
        self.commit()
        self.assertFalse(
            self.env["google.sync.change"].search([("res_model", "!=", "res.partner")])
        )

    def test_an_organizer_shows_nobody_what_they_do(self):
        self.odoo_create(self.ana, "Plain")
        self.odoo_create(self.ana, "For all", privacy="public")
        self.settle()
        self.ana.with_user(self.ana).calendar_default_privacy = "private"
        self.settle()
        shown = {name: event["visibility"] for name, event in self.google_events(self.ana).items()}
        self.assertEqual(shown, {"Plain": "private", "For all": "public"})

    def test_what_was_never_in_google_stays_out(self):
        """Whoever has just begun has not asked for what was there before."""
        carl = self.new_user("carl")
        self.odoo_create(carl, "Before")
        self.commit()
        self.connect(carl)
        self.sync()
        carl.with_user(carl).calendar_default_privacy = "private"
        self.sync()
        self.assertFalse(self.google_events(carl))

    def test_another_contact_of_the_user_attends(self):
        """Who has the user's address is no guest of theirs."""
        for address in (self.email(self.ana), self.ana.email):
            double = self.contact("Ana, private", address)
            event = self.meet(double, self.weber, name=address)
            self.settle()
            google_id = self.link(self.account, event).google_id
            self.google_patch(self.ana, google_id, location="Room 7")
            self.settle()
            self.assertEqual(event.location, "Room 7")
            self.assertIn(double, event.partner_ids)
            self.assertEqual(
                set(self.answers(address)), {self.email(self.ana), "weber@mail.example"}
            )

    def test_two_guests_have_one_address(self):
        husband = self.contact("Mr Weber", "weber@mail.example")
        event = self.meet(husband, self.weber)
        self.settle()
        google_id = self.link(self.account, event).google_id
        self.google_patch(self.ana, google_id, location="Room 7")
        self.settle()
        self.assertIn(husband, event.partner_ids)
        event.partner_ids -= husband
        self.settle()
        self.assertIn(self.weber, event.partner_ids)
        self.assertEqual(set(self.answers()), {self.email(self.ana), "weber@mail.example"})
