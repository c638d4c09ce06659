from unittest.mock import patch

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestStatusTours(GoogleSyncCase, HttpCase):
    """What people see in the browser of their account, and of one record."""

    browser_size = "1366x768"
    # Who asks first has Odoo build its assets, and on a busy machine the others wait long for that.
    test_cursor_lock_timeout = 120

    def setUp(self):
        super().setUp()
        self.ana.password = "ana"  # a tour logs in with the login as password
        self.env["ir.config_parameter"].set_param("web.base.url", self.base_url())

    def sync(self, *accounts):
        # The browser's requests and the scheduled action have caches of their own.
        self.env.invalidate_all()
        result = super().sync(*accounts)
        self.env.invalidate_all()
        return result

    def _tour(self, name, address="/odoo/calendar"):
        self.start_tour(address, f"google_sync_{name}", login="ana")
        self.env.invalidate_all()

    def _syncing_at_once(self):
        """The scheduled action runs within the request that starts it."""

        def wake(accounts, at=None):
            if not at:
                accounts.env.flush_all()
                accounts._cron_sync()
                accounts.env.invalidate_all()

        return patch.object(type(self.env["google.sync.account"]), "_wake", wake)

    def test_a_sync_is_asked_for_and_shown_as_it_happens(self):
        self.connect(self.ana)
        self.sync()
        today = fields.Date.today()
        self.google_insert(
            self.ana,
            "Lunch with Clara",
            start={"dateTime": f"{today}T10:00:00Z"},
            end={"dateTime": f"{today}T11:00:00Z"},
        )
        with self._syncing_at_once():
            self._tour("chip")

    def test_what_needs_attention(self):
        self.connect(self.ana, tz="America/New_York")
        self.sync()
        self._tour("attention")

    def test_the_first_appointment_offers_to_connect(self):
        self.make_google_account(self.ana)
        self.ana.google_sync_enabled = True
        self._tour("first_appointment")

    def test_a_failing_appointment_is_tried_again(self):
        account = self.connect(self.ana)
        event = self.odoo_create(self.ana, "Mrs Weber")
        self.fault("events.insert", status=400, reason="invalid", times=1)
        self.sync()
        self._tour("retry", f"/odoo/calendar.event/{event.id}")
        self.sync()
        self.assertEqual(self.link(account, event).state, "synced")
        self.assertIn("Mrs Weber", self.google_events(self.ana))

    def test_filters_of_the_list(self):
        self.connect(self.ana)
        today = fields.Date.today()
        for name in ("Mrs Weber", "Mr Lambert"):
            self.odoo_create(self.ana, name, start=f"{today} 09:00:00", stop=f"{today} 10:00:00")
        self.fault("events.insert", status=400, reason="invalid", times=1)
        self.sync()
        self._tour("filter")
