from odoo import api, fields, models

from ..engine.text.plain import one_line
from ..google_api.transport.errors import NotFound, ReadOnlyCalendar
from ..sync.reporting import open_copies
from ..sync.reporting.alerts import AUTHORIZATION, Alerts


class GoogleSyncAccount(models.Model):
    """What the mail to an account's user says."""

    _inherit = "google.sync.account"  # pylint: disable=consider-merging-classes-inherited

    alert_ids = fields.One2many("google.sync.alert", "account_id", readonly=True)

    def _synced(self, values):
        return super()._synced({"calendar_lost": False, **values})

    def _failed(self, error):
        self.work_id.calendar_lost = isinstance(error, NotFound | ReadOnlyCalendar)
        return super()._failed(error)

    def _take_compare(self):
        result = super()._take_compare()
        open_copies.tell(self)
        return result

    def _take_forget_alerts(self):
        """What was told before is no measure of what is news now."""
        self.alert_ids.unlink()

    def _alert_news(self):
        """What is wrong or worth knowing, and to be told now: the account's own trouble first."""
        due = self.alert_ids.filtered(lambda alert: alert.due and not alert.resolved_at)
        return due.sorted(lambda alert: (alert.level, bool(alert.name), alert.id))

    def _alert_resolved(self):
        """What is over, and to be told now."""
        return self.alert_ids.filtered(lambda alert: alert.due and alert.resolved_at)

    def _alert_subject(self):
        """One line, whatever a record is called."""
        return one_line(self._alert_heading())

    def _alert_heading(self):
        about = self._alert_news() or self._alert_resolved()
        if not about:
            return self.env._("Google Sync: what the last sync did")
        if len(about) == 1 or not about[0].name:
            return self.env._("Google Sync: %(heading)s", heading=about[0].heading)
        if about[0].resolved_at:
            return self.env._("Google Sync: %(count)s problems are solved", count=len(about))
        return self.env._("Google Sync: %(count)s items need attention", count=len(about))

    def _alert_button(self):
        """The one button of the mail: its label, and where it leads."""
        keys = set(self._alert_news().mapped("key"))
        base = self.get_base_url()
        if not keys.isdisjoint((AUTHORIZATION, "contacts/reauthorize")):
            return self.env._("Authorize Again"), f"{base}/google_sync/connect"
        if any(not alert.name for alert in self._alert_news()):
            return self.env._("Open My Google Page"), self._google_page_url()
        return self.env._("Open the Log"), f"{base}/odoo/google-sync-log"

    def _google_page_url(self):
        return f"{self.get_base_url()}/odoo/my-google-page/{self.user_id.id}"

    @api.model
    def _cron_remind(self):
        """Tell again what lasts. Runs tell what is new; while there are none, this does, too."""
        lasting = [("level", "=", "error"), ("resolved_at", "=", False)]
        for account in self.search([("alert_ids", "any", lasting)]):
            Alerts(account).tell(remind=True)
