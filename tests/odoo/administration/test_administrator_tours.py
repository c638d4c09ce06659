"""What administrators do in the browser for others."""

from odoo.tests import tagged

from ...tour_case import TourCase
from ...workspace import WorkspaceMixin


@tagged("post_install", "-at_install")
class TestPauseTours(TourCase):
    """Who has paused is resumed by an administrator, and has missed nothing."""

    def test_pausing_and_resuming(self):
        self.ana.name = "Ana"
        account = self.connect(self.ana)
        self.sync()
        self.tour("pause", self.preferences())
        self.odoo_create(self.ana, "Check-up")
        self.google_insert(self.ana, "Lunch")
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch"})
        self.assertEqual(set(self.odoo_events(self.ana)), {"Check-up"})
        self.tour("resume", "/odoo/google-sync", login="admin")
        self.sync()
        self.assertEqual(account.state, "connected")
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up", "Lunch"})
        self.assertEqual(set(self.odoo_events(self.ana)), {"Check-up", "Lunch"})


@tagged("post_install", "-at_install")
class TestWorkspaceTours(WorkspaceMixin, TourCase):
    """The service account: chosen, tried, and put to use."""

    def set_up_once(self):
        super().set_up_once()
        self.set_up_workspace()
        self.lea = self.new_colleague("lea")

    def test_choosing_the_service_account(self):
        # The key file is there already: a tour has none to upload.
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("google_sync.connect_by", "consent")
        parameters.set_param("google_sync.domains", False)
        self.tour("service_account", "/odoo/settings", login="admin")
        account = self.lea.google_sync_account_ids
        self.assertEqual((account.state, account.connected_by), ("connected", "service_account"))
        self.assertNotEqual(self.ana.google_sync_account_ids.state, "connected")
        self.odoo_create(self.lea, "Check-up")
        self.google_insert(self.lea, "Lunch")
        self.sync(account)
        self.assertEqual(set(self.google_events(self.lea)), {"Check-up", "Lunch"})
        self.assertEqual(set(self.odoo_events(self.lea)), {"Check-up", "Lunch"})

    def test_connecting_with_one_click(self):
        self.lea.password = self.lea.login
        page = f"/odoo/my-preferences/{self.lea.id}"
        self.tour("one_click", page, login=self.lea.login)
        self.odoo_create(self.lea, "Check-up")
        self.sync()
        self.assertEqual(set(self.google_events(self.lea)), {"Check-up"})

    def test_the_delegation_is_missing(self):
        self.delegate()
        self.env["ir.config_parameter"].set_param("google_sync.test_address", self.lea.login)
        self.tour("delegation_missing", "/odoo/settings", login="admin")
        self.assertNotEqual(self.lea.google_sync_account_ids.state, "connected")
