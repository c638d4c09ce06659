from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ...sync.setup.check_result import Setup
from ...sync.setup.settings_check import check
from ..common import WEEKLY
from ..guests_case import GuestsCase

UID = "040000008200E00074C5B7101A82E008@outlook.example"


@tagged("post_install", "-at_install")
class TestOutlook(GuestsCase):
    """A user whose schedule Odoo's own Outlook Calendar synchronizes as well."""

    def set_up_once(self):
        super().set_up_once()
        self.stranger = "boss@firm.example"
        self.make_google_account(self.ben)
        self.use_outlook(self.ana)

    def use_outlook(self, user):
        user.write(
            {
                "microsoft_calendar_rtoken": "refresh",
                "microsoft_calendar_token": "access",
                "microsoft_calendar_token_validity": fields.Datetime.now() + timedelta(days=999),
            }
        )

    def from_outlook(self, organizer=None, name="Budget", uid=UID):
        """What ``microsoft_calendar`` makes of an event that it finds in Outlook."""
        model = self.env["calendar.event"].with_user(self.ana).sudo()
        return model._create_from_microsoft(
            None,
            [
                {
                    "name": name,
                    "start": "2027-03-02 09:00:00",
                    "stop": "2027-03-02 10:00:00",
                    "user_id": organizer and organizer.id,
                    "partner_ids": [(4, self.ana.partner_id.id), (4, self.weber.id)],
                    "microsoft_id": f"id of {name}",
                    "ms_universal_event_id": uid,
                    "need_sync_m": False,
                }
            ],
        )

    def invited_in_google(self, uid=UID, name="Budget"):
        """An invitation of a stranger's, as Google has put it into Ana's calendar."""
        body = {
            "iCalUID": uid,
            "summary": name,
            "start": {"dateTime": "2027-03-02T09:00:00Z"},
            "end": {"dateTime": "2027-03-02T10:00:00Z"},
            "organizer": {"email": self.stranger},
            "attendees": [{"email": self.email(self.ana)}],
        }
        return self.google(self.ana, "POST", "/import", body)["id"]

    def in_both(self, name="Budget"):
        odoo = self.env["calendar.event"].search_count([("name", "=", name)])
        items = self.google(self.ana, "GET")["items"]
        return odoo, [item["summary"] for item in items].count(name)

    # -- no doubles ------------------------------------------------------------------------------

    def test_an_invitation_that_is_in_both(self):
        event = self.from_outlook()
        google_id = self.invited_in_google()
        self.sync()
        self.assertEqual(self.in_both(), (1, 1))
        self.assertEqual(self.link(self.account, event).google_id, google_id)
        self.settle()

    def test_an_invitation_that_google_has_later(self):
        self.from_outlook()
        self.sync()
        self.assertEqual(self.in_both(), (1, 1))
        self.invited_in_google()
        self.sync()
        self.settle()
        self.assertEqual(self.in_both(), (1, 1))

    def test_an_invitation_that_outlook_has_later(self):
        self.ana.google_import_tentative = True
        self.invited_in_google()
        self.sync()
        self.assertEqual(self.in_both(), (1, 1))
        self.from_outlook()
        self.sync()
        self.assertEqual(self.in_both()[1], 1)
        told = self.last_run(self.account).line_ids.mapped("message")
        self.assertIn("Outlook", "".join(told))

    def test_ones_own_that_is_in_both(self):
        event = self.from_outlook(self.ana)
        body = {
            "iCalUID": UID,
            "summary": "Budget",
            "start": {"dateTime": "2027-03-02T09:00:00Z"},
            "end": {"dateTime": "2027-03-02T10:00:00Z"},
        }
        google_id = self.google(self.ana, "POST", "/import", body)["id"]
        self.sync()
        self.assertEqual(self.in_both(), (1, 1))
        self.assertEqual(self.link(self.account, event).google_id, google_id)

    def test_a_forged_copy_changes_nothing(self):
        event = self.from_outlook()
        google_id = self.invited_in_google(name="Pay here")
        self.sync()
        self.assertEqual(self.link(self.account, event).google_id, google_id)
        self.assertEqual(event.name, "Budget")
        self.google_patch(self.ana, google_id, location="Elsewhere")
        self.sync()
        self.assertFalse(event.location)
        self.assertEqual(str(event.start), "2027-03-02 09:00:00")

    def test_a_colleague_who_writes_an_ical_uid_proves_nothing(self):
        google_id = self.invited_in_google()
        model = self.env["calendar.event"].with_user(self.ben).with_context(dont_notify=True)
        forged = model.create(
            {
                "name": "Trap",
                "start": "2027-03-02 09:00:00",
                "stop": "2027-03-02 10:00:00",
                "user_id": False,
                "partner_ids": [(4, self.ana.partner_id.id)],
                "ms_universal_event_id": UID,
            }
        )
        self.sync()
        links = self.env["google.sync.link"].search([("google_id", "=", google_id)])
        self.assertNotIn(forged.id, links.mapped("res_id"))
        forged.unlink()
        self.sync()
        self.assertEqual(self.in_both()[1], 1)

    def test_whom_outlook_has_invited_google_does_not_invite(self):
        self.ana.google_share_guests = "yes"
        self.from_outlook()
        self.sync()
        self.assertFalse(self.google_events(self.ana)["Budget"].get("attendees"))
        self.assertFalse(self.mails())

    def test_what_outlook_changes_goes_to_google(self):
        event = self.from_outlook()
        self.sync()
        event.with_user(self.ana).with_context(dont_notify=True).write({"location": "Room 5"})
        self.sync()
        self.assertEqual(self.google_events(self.ana)["Budget"]["location"], "Room 5")

    # -- what Outlook's module forbids -------------------------------------------------------------

    def test_a_series_of_google(self):
        """By hand nobody makes one in Odoo while Outlook is connected."""
        google_id = self.google_insert(self.ana, "Weekly", **WEEKLY)
        self.sync()
        self.assertEqual(self.in_both("Weekly")[0], 4)
        self.google_patch(self.ana, google_id, location="Room 5")
        self.google_delete(self.ana, f"{google_id}_20270322T090000Z")
        self.sync()
        events = self.env["calendar.event"].search([("name", "=", "Weekly")])
        self.assertEqual(events.mapped("location"), ["Room 5"] * 3)
        self.google_delete(self.ana, google_id)
        self.sync()
        self.assertEqual(self.in_both("Weekly"), (0, 0))
        self.settle()

    # -- what people are told --------------------------------------------------------------------

    def test_the_check_of_the_settings(self):
        title = "Odoo's own Outlook Calendar"
        self.assertIn(self.ana.name, dict(check(Setup(self.env)))[title].text)
        self.ana.microsoft_synchronization_stopped = True
        self.assertNotIn(self.ana.name, dict(check(Setup(self.env)))[title].text)

    def test_the_users_page(self):
        page = self.ana.with_user(self.ana)
        self.assertTrue(page.google_sync_with_outlook)
        self.assertFalse(self.ben.with_user(self.ben).google_sync_with_outlook)
        self.env["ir.config_parameter"].set_param("microsoft_calendar_sync_paused", "True")
        page.invalidate_recordset()
        self.assertFalse(page.google_sync_with_outlook)
