from odoo.fields import Command
from odoo.tests import tagged

from ..guests_case import GuestsCase

NUMBER = "+33612345678"


@tagged("post_install", "-at_install")
class TestSms(GuestsCase):
    """SMS that people set in Odoo reach clients as without the addon; the sync sends none."""

    alarms_set_in_odoo = True

    def set_up_once(self):
        super().set_up_once()
        self.weber.write({"phone": NUMBER, "country_id": self.env.ref("base.fr").id})
        self.sms = self.env["calendar.alarm"].create(
            {"name": "SMS", "alarm_type": "sms", "duration": 30, "interval": "minutes"}
        )

    def test_an_alarm_of_odoo(self):
        event = self.meet(self.weber, alarm_ids=[Command.set(self.sms.ids)])
        self.sync()
        google_id = self.link(self.account, event).google_id
        self.google_patch(
            self.ana,
            google_id,
            location="Room 5",
            reminders={"useDefault": False, "overrides": [{"method": "popup", "minutes": 5}]},
        )
        self.sync()
        self.assertEqual(event.location, "Room 5")
        self.assertEqual(set(event.alarm_ids.mapped("alarm_type")), {"sms", "notification"})
        self.assertIn(NUMBER, self.reminded(event))

    def test_a_reminder_of_google_sends_none(self):
        reminders = {"useDefault": False, "overrides": [{"method": "email", "minutes": 30}]}
        self.invite("weber@mail.example", reminders=reminders)
        self.sync()
        self.assertFalse(self.reminded(self.in_odoo()))

    def test_a_sync_that_would_send_one(self):
        event = self.meet(self.weber)
        self.sync()
        google_id = self.link(self.account, event).google_id
        self.google_patch(self.ana, google_id, location="Room 5")
        write = type(event).write

        def loud(records, values):
            records.env["sms.sms"].sudo().create({"number": NUMBER, "body": "Moved"})
            return write(records, values)

        self.patch(type(event), "write", loud)
        with self.defect_expected() as told:
            self.sync()
        self.assertEqual(event.location, "Room 5")
        self.assertIn("an SMS", "".join(line for line in told if line.startswith("Defect")))
        self.assertFalse(self.env["sms.sms"].search([("number", "=", NUMBER)]))
