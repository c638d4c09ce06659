"""What the tests share of what people do in the browser."""

from unittest.mock import patch

from odoo import fields
from odoo.tests import HttpCase

from .common import GoogleSyncCase
from .kept_browser import browser_kept


class TourCase(GoogleSyncCase, HttpCase):
    """Tours of users and administrators, with the fake Google at the other end."""

    real_sockets = True
    browser_size = "1366x768"
    # Who asks first has Odoo build its assets, and on a busy machine the others wait long for that.
    test_cursor_lock_timeout = 120

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enterClassContext(browser_kept(cls.base_url()))

    def set_up_once(self):
        super().set_up_once()
        self.ana.password = "ana"  # a tour logs in with the login as password
        self.env["ir.config_parameter"].set_param("web.base.url", self.base_url())

    def sync(self, *accounts):
        # The browser's requests and the scheduled action have caches of their own.
        self.env.invalidate_all()
        result = super().sync(*accounts)
        self.env.invalidate_all()
        return result

    def tour(self, name, address="/odoo/calendar", login="ana"):
        self.start_tour(address, f"google_sync_{name}", login=login)
        self.env.invalidate_all()

    def today(self):
        """The day that the calendar shows to Ana, which is another one than UTC's at night."""
        return fields.Date.context_today(self.ana.with_context(tz=self.ana.tz))

    def preferences(self):
        """Where Ana finds her Google page."""
        return f"/odoo/my-preferences/{self.ana.id}"

    def consent(self, **answer):
        """Ana answers Google's consent page.

        :param answer: as of :meth:`decide`
        :return: the address that Google sends her browser to
        """
        self.authenticate("ana", "ana")
        page = self.url_open("/google_sync/connect", allow_redirects=False).headers["Location"]
        return self.decide(self.ana, page, **answer)

    def taking_at_once(self):
        """What people ask of workers is done within their request, and nothing is synchronized."""

        def wake(cron, at=None):
            cron.env["google.sync.request"].take()

        return patch.object(type(self.env["ir.cron"]), "google_sync_wake", wake)

    def syncing_at_once(self):
        """The scheduled action runs within the request that starts it."""

        def wake(cron, at=None):
            if not at:
                cron.env.flush_all()
                cron.env["google.sync.account"]._cron_sync()
                cron.env.invalidate_all()

        return patch.object(type(self.env["ir.cron"]), "google_sync_wake", wake)
