from odoo.tests import tagged

from ....sync.operations.disconnect import disconnect
from ... import browsers
from ...common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestLiveStatus(GoogleSyncCase):
    """What the browser is told of the user's account, and when."""

    def set_up_once(self):
        super().set_up_once()
        self.env["mail.presence"].create({"user_id": self.ana.id, "status": "online"})

    def told(self, kind="google_sync.status", user=None):
        """What the user's browsers have been told since the last call."""
        self.commit()
        return browsers.told(self.env, user or self.ana, kind)

    def test_a_run_tells_of_its_begin_and_its_end(self):
        account = self.connect(self.ana)
        self.told()
        self.odoo_create(self.ana)
        self.sync()
        begin, end = self.told()
        self.assertTrue(begin["busyUntil"])
        self.assertIs(end["busyUntil"], False)  # as JavaScript, too, knows it
        self.assertEqual(end["lastSync"], str(account.last_sync))
        self.assertEqual((end["state"], end["failed"]), ("connected", 0))

    def test_who_has_closed_odoo_is_told_nothing(self):
        account = self.connect(self.ana)
        self.ana.presence_ids.status = "offline"
        self.told()
        self.odoo_create(self.ana)
        self.sync()
        self.assertEqual(self.told(), [])
        self.ana.presence_ids.status = "away"
        account.work_id.trouble = "One"
        self.assertEqual([values["message"] for values in self.told()], ["One"])

    def test_many_writes_are_told_once(self):
        account = self.connect(self.ana)
        self.take()
        self.told()
        account.work_id.trouble = "One"
        account.work_id.trouble = "Two"
        self.assertEqual([values["message"] for values in self.told()], ["Two"])
        account.work_id.trouble = "Two"
        account.work_id.sync_token = "another"
        self.assertEqual(self.told(), [], "nothing of it is shown")

    def test_contacts_are_told_of_too(self):
        group = self.env["res.partner.category"].create({"name": "Patients"})
        account = self.connect(self.ana, google_contact_category_id=group.id)
        self.take()
        self.told()
        account.contacts_ids.work_id.write({"finding": "approval", "trouble": "Eleven contacts."})
        (values,) = self.told()
        self.assertEqual((values["health"], values["message"]), ("approval", "Eleven contacts."))

    def test_the_browser_asks_for_ones_own_only(self):
        self.connect(self.ana)
        bob = self.new_user("bob")
        users = self.env["res.users"]
        mine = users.with_user(self.ana).google_sync_browser_values()
        self.assertEqual((mine["enabled"], mine["email"]), (True, "ana@gmail.example"))
        bobs = users.with_user(bob).google_sync_browser_values()
        self.assertEqual(bobs, {"enabled": False, "state": "disconnected", "mayConnect": True})

    def test_who_may_connect(self):
        users = self.env["res.users"].with_user(self.ana)
        parameters = self.env["ir.config_parameter"]
        for name, value in (
            ("google_sync.enabled", "False"),
            ("google_sync.client_id", ""),
            ("google_sync.connect_by", "service_account"),
        ):
            before = parameters.get_param(name)
            parameters.set_param(name, value)
            self.assertFalse(users.google_sync_browser_values()["mayConnect"], name)
            parameters.set_param(name, before)
        self.assertTrue(users.google_sync_browser_values()["mayConnect"])

    def test_failing_records_are_counted(self):
        account = self.connect(self.ana)
        event = self.odoo_create(self.ana)
        self.sync()
        self.link(account, event).record_failure("Google refuses it.")
        values = self.env["res.users"].with_user(self.ana).google_sync_browser_values()
        self.assertEqual(values["failed"], 1)

    def test_what_is_to_be_decided_is_counted(self):
        account = self.connect(self.ana)
        event = self.odoo_create(self.ana)
        self.sync()
        link = self.link(account, event)
        for place, answer in (("title", False), ("location", False), ("when", "kept")):
            self.env["google.sync.conflict"].create(
                {
                    "link_id": link.id,
                    "field": place,
                    "place": place,
                    "winner": "odoo",
                    "answer": answer,
                }
            )
        values = self.env["res.users"].with_user(self.ana).google_sync_browser_values()
        self.assertEqual(values["conflicts"], 2)

    def test_who_may_resume(self):
        account = self.connect(self.ana)
        self.told()
        self.ana.with_user(self.ana).action_google_pause()
        self.assertTrue(self.told()[-1]["mayResume"])
        self.ana.with_user(self.ana).action_google_resume()
        self.assertFalse(self.told()[-1]["mayResume"])
        account.with_user(self.env.ref("base.user_admin")).action_pause()
        self.assertFalse(self.told()[-1]["mayResume"])

    def test_the_first_appointment_leads_to_google_once(self):
        self.ana.google_sync_enabled = True
        self.odoo_create(self.ana)
        self.assertEqual(self.told("google_sync.offer"), [{}])
        self.odoo_create(self.ana, "Another")
        self.assertEqual(self.told("google_sync.offer"), [])
        account = self.connect(self.ana)
        disconnect(account)
        self.odoo_create(self.ana, "After the next disconnection")
        self.assertEqual(self.told("google_sync.offer"), [{}])

    def test_offers_of_accounts_that_are_gone_are_forgotten(self):
        self.ana.google_sync_enabled = True
        self.odoo_create(self.ana)
        self.commit()
        offers = self.env["google.sync.offer"]
        offers._gc_offers()
        self.assertTrue(offers.search([("account", "=", self.ana.google_sync_account_ids.id)]))
        self.env.cr.execute("UPDATE google_sync_offer SET account = 0")
        offers._gc_offers()
        self.env.invalidate_all()
        self.assertFalse(offers.search([("account", "=", 0)]))

    def test_nobody_is_offered_what_they_have_or_do_not_want(self):
        bob = self.new_user("bob")
        self.odoo_create(bob)
        self.assertEqual(self.told("google_sync.offer", bob), [])
        self.connect(self.ana)
        self.odoo_create(self.ana)
        self.assertEqual(self.told("google_sync.offer"), [])

    def test_the_front_desk_is_told_and_not_offered(self):
        self.ana.google_sync_enabled = True
        bob = self.new_user("bob")
        self.odoo_create(bob, user_id=self.ana.id, partner_ids=self.ana.partner_id.ids)
        self.assertEqual(self.told("google_sync.offer"), [])
        self.take()
        self.assertTrue(self.ana.google_sync_account_ids.waiting_notified_at)
