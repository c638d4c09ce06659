from odoo.fields import Command
from odoo.tests import tagged

from ....sync.odoo.event_records import EventRecords
from ....sync.operations.disconnect import disconnect
from ...common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestStatus(GoogleSyncCase):
    """Why is this appointment not in Google? Everybody is told of their own."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)

    def shown(self, event, user=None):
        """The status of an event, the reason and what helps, as ``user`` reads them."""
        self.env.flush_all()
        self.env.invalidate_all()
        mine = event.with_user(user or self.ana)
        return mine.google_sync_status, mine.google_sync_reason or "", mine.google_sync_remedy

    def assertShown(self, event, status, words="", remedy=False, user=None):
        found = self.shown(event, user)
        self.assertEqual((found[0], found[2]), (status, remedy), found)
        self.assertIn(words, found[1])

    def test_from_waiting_to_in_sync_and_back(self):
        event = self.odoo_create(self.ana)
        self.assertShown(event, "waiting", "will be sent to Google with the next sync")
        self.commit()
        self.assertShown(event, "waiting", "will be sent to Google with the next sync")
        self.sync()
        self.assertShown(event, "synced")
        event.with_user(self.ana).location = "Room 2"
        self.assertShown(event, "waiting", "Its last change")
        self.sync()
        self.assertShown(event, "synced")

    def test_the_link_opens_the_event_in_google(self):
        event = self.odoo_create(self.ana, "Mrs Weber")
        self.assertFalse(event.with_user(self.ana).google_sync_url, "it is not there yet")
        self.sync()
        self.env.invalidate_all()
        url = event.with_user(self.ana).google_sync_url
        self.assertIn("Mrs Weber", self.page(url))
        action = event.with_user(self.ana).action_google_sync_open()
        self.assertEqual((action["url"], action["target"]), (url, "new"))

    def test_a_user_without_google_sync_is_told_nothing(self):
        bob = self.new_user("bob")
        event = self.odoo_create(bob)
        self.sync()
        self.assertShown(event, False, user=bob)
        events = self.env["calendar.event"].with_user(bob)
        self.assertNotIn("google_sync_status", events.fields_get())
        for view_type in ("form", "list", "search"):
            arch = events.get_view(view_type=view_type)["arch"]
            self.assertNotIn("google_sync_status", arch, view_type)
            arch = events.with_user(self.ana).get_view(view_type=view_type)["arch"]
            self.assertIn("google_sync_status", arch, view_type)

    def test_what_was_there_before(self):
        self.ana.google_past_days = 3_650
        old = self.odoo_create(self.ana, "Old")
        past = self.odoo_create(
            self.ana, "Past", start="2001-01-02 09:00:00", stop="2001-01-02 10:00:00"
        )
        self.commit()
        self.env["google.sync.change"].search([]).unlink()
        self.account.known_since = "2099-01-01"
        self.assertShown(old, "excluded", "tick “Populate Google”", "page")
        self.assertShown(past, "excluded", "outside the days", "page")
        self.ana.google_populate_google = True
        self.assertShown(old, "waiting", "will be copied to Google")
        self.sync()
        self.assertShown(old, "synced")
        self.assertShown(past, "excluded", "outside the days", "page")

    def test_membership_says_what_the_runner_thinks(self):
        bob = self.new_user("bob")
        declined = self.odoo_create(bob, partner_ids=[Command.link(self.ana.partner_id.id)])
        declined.attendee_ids.filtered(
            lambda attendee: attendee.partner_id == self.ana.partner_id
        ).state = "declined"
        cases = {
            self.odoo_create(bob): "You are not one of its attendees.",
            self.odoo_create(self.ana, active=False): "It is archived.",
            declined: "You have declined it.",
        }
        for event, words in cases.items():
            self.assertFalse(EventRecords(self.env, self.ana).attendance.in_schedule(event))
            self.assertShown(event, "excluded", words)
        self.sync()
        for event, words in cases.items():
            self.assertShown(event, "excluded", words)

    def test_a_copy_comes_once_google_has_the_organizers(self):
        bob = self.new_user("bob", google_share_guests="yes")
        self.connect(bob)
        meeting = self.odoo_create(bob, partner_ids=[Command.link(self.ana.partner_id.id)])
        self.fault("events.insert", status=503, times=20)
        self.sync()
        self.assertShown(meeting, "waiting", "Google will give you a copy")
        self.control("DELETE", "/_fake/faults")
        self.link(bob.google_sync_account_ids, meeting).action_retry()
        with self.another_worker_at(self.account):
            self.sync(bob.google_sync_account_ids)
        self.assertShown(meeting, "synced", user=bob)
        self.assertShown(meeting, "waiting", "Google will give you a copy")
        self.sync(self.account)
        self.assertShown(meeting, "synced")

    def test_what_google_refuses_is_failing_until_it_is_tried_again(self):
        event = self.odoo_create(self.ana)
        self.fault("events.insert", status=400, reason="invalid", times=1)
        self.sync()
        self.assertShown(event, "failed", "Google refuses it", "retry")
        event.with_user(self.ana).action_google_sync_retry()
        self.assertShown(event, "waiting", "will retry. Last error: Google refuses it")
        self.sync()
        self.assertShown(event, "synced")

    def test_what_is_wrong_with_a_new_appointment_is_said_of_it(self):
        event = self.odoo_create(self.ana)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE calendar_event SET stop = start - interval '1 hour' WHERE id = %s", [event.id]
        )
        self.sync()
        self.assertShown(event, "failed", "It ends", "retry")
        event.with_user(self.ana).stop = "2027-03-02 10:00:00"
        self.sync()
        self.assertShown(event, "synced")
        self.assertIn(event.name, self.google_events(self.ana))

    def test_nobody_tries_for_others(self):
        bob = self.new_user("bob")
        self.connect(bob)
        event = self.odoo_create(self.ana)
        self.fault("events.insert", status=400, reason="invalid", times=1)
        self.sync()
        event.with_user(bob).action_google_sync_retry()
        self.assertShown(event, "failed", remedy="retry")
        self.assertShown(event, "excluded", user=bob)

    def test_what_holds_the_account_up_is_said_of_what_waits(self):
        event = self.odoo_create(self.ana)
        there = self.odoo_create(self.ana, "There")
        declined = self.odoo_create(self.ana, "Declined")
        self.sync()
        event.with_user(self.ana).location = "Room 2"
        declined.attendee_ids.state = "declined"
        self.sync()
        event.with_user(self.ana).location = "Room 3"
        self.account.work_id.write({"finding": "reauthorize", "trouble": "Authorize it again."})
        self.assertShown(event, "waiting", "Authorize it again.", "authorize")
        self.assertShown(there, "stopped", "at the last sync. Authorize it again.", "authorize")
        self.assertShown(declined, "excluded", "You have declined it.")
        self.account.work_id.write({"finding": "zone", "trouble": "Zones differ."})
        self.assertShown(event, "waiting", "Zones differ.", "page")
        self.account.work_id.write({"finding": "fine", "trouble": False})
        self.env["ir.config_parameter"].set_param("google_sync.enabled", "False")
        self.assertShown(event, "waiting", "switched off for the whole company")

    def test_before_connecting_and_after_disconnecting(self):
        bob = self.new_user("bob")
        old = self.odoo_create(bob)
        self.commit()
        bob.google_sync_enabled = True
        new = self.odoo_create(bob)
        self.commit()
        self.assertShown(old, "excluded", "You are not connected", "connect", bob)
        self.assertShown(new, "waiting", "You are not connected", "connect", bob)
        event = self.odoo_create(self.ana)
        self.sync()
        disconnect(self.account)
        self.assertShown(event, "stopped", "at the last sync. You are not connected", "connect")
        self.assertFalse(event.with_user(self.ana).google_sync_url)

    def test_another_calendar(self):
        event = self.odoo_create(self.ana)
        self.sync()
        self.account.calendar_id = "other@group.calendar.google.com"
        self.assertShown(event, "excluded", "you used before", "page")
