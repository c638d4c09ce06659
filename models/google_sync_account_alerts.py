from odoo import api, fields, models

from ..engine.text.plain import one_line
from ..sync.odoo.masks import Masks
from ..sync.reporting.alerts import Alerts

#: A mail shows so many alerts, see ``mail_template_data.xml``.
MOST_SHOWN = 20


class GoogleSyncAccount(models.Model):
    """Puts the alert mail to an account's user into words."""

    _inherit = "google.sync.account"  # pylint: disable=consider-merging-classes-inherited

    alert_ids = fields.One2many("google.sync.alert", "account_id", readonly=True)

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """Who may read an account may not read the mails to its user, which say what is in the
        calendar: nobody has the right by which Odoo decides on them."""
        return dict.fromkeys(self, "write")

    def _alert_news(self):
        """Return the alerts to tell now, the account's own first, and alike ones together."""
        due = self.alert_ids.filtered(lambda alert: alert.due and not alert.resolved_at)
        return due.sorted(lambda one: (one.level, bool(one.name), one.about or "", one.id))

    def _alert_shown(self):
        """Return those that the mail shows; of further ones it says how many they are."""
        return self._alert_news()[:MOST_SHOWN]

    def _alert_resolved(self):
        """Return the solved alerts to tell now."""
        return self.alert_ids.filtered(lambda alert: alert.due and alert.resolved_at)

    def _alert_subject(self):
        """One line, whatever a record is called."""
        about = self._alert_news() or self._alert_resolved()
        if not about:
            return self.env._("Google Sync: what the last sync did")
        if len(about) == 1 or not about[0].name:
            # Subjects are read on locked screens.
            hides = Masks(self.user_id).may_hide
            heading = one_line(about[0]._nameless_heading() if hides else about[0].heading)
            return self.env._("Google Sync: %(heading)s", heading=heading)
        if about[0].resolved_at:
            return self.env._("Google Sync: %(count)s problems are solved", count=len(about))
        return self.env._("Google Sync: %(count)s items need attention", count=len(about))

    def _alert_helped(self):
        """Return the alerts that the button of the mail helps with: all of them if the same helps,
        or else the account's own trouble, for which all else waits; none if there is no such."""
        news = self._alert_news()
        first = news[:1]
        alike = news.filtered(lambda alert: alert._helped_by() == first._helped_by())
        return alike if alike == news or not first.name else news.browse()

    def _alert_button(self):
        """The button of the mail: its label, and where it leads."""
        helped = self._alert_helped()
        if not helped and self._alert_news():
            return self.env._("Open My Google Page"), self._google_page_url()
        log = self.env._("Open the Log"), f"{self.get_base_url()}/odoo/google-sync-log"
        return (helped and helped._help()) or log

    def _google_page_url(self):
        return f"{self.get_base_url()}/odoo/my-google-page/{self.user_id.id}"

    @api.model
    def _cron_remind(self):
        """Tell again what lasts. Runs tell what is new; while there are none, this does, too."""
        lasting = [("level", "=", "error"), ("resolved_at", "=", False)]
        for account in self.search([("alert_ids", "any", lasting)]):
            Alerts(account).tell(remind=True)
