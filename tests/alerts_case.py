from datetime import timedelta

from odoo import fields

from ..google_api.transport import oauth
from ..sync.google import client as google_client
from .common import GoogleSyncCase


class AlertsCase(GoogleSyncCase):
    """Ana wants to be told of trouble at an address of her own."""

    def set_up_once(self):
        super().set_up_once()
        self.ana.email = "ana@practice.example"
        self.account = self.connect(self.ana, google_email_alerts=True)
        self.sync()

    def take_mails(self):
        """What waits in Odoo's queue since the last look, the oldest first."""
        mails = self.env["mail.mail"].search([("model", "=", "google.sync.account")], order="id")
        found = [
            {
                "to": mail.email_to,
                "subject": mail.subject,
                "body": mail.body_html,
                "files": {file.name: file.raw for file in mail.attachment_ids},
            }
            for mail in mails
        ]
        mails.unlink()
        return found

    def take_mail(self):
        """The one mail that there is."""
        mails = self.take_mails()
        self.assertEqual(len(mails), 1, mails)
        return mails[0]

    def let_pass(self, **span):
        """Let time pass, as far as waits and mails are concerned."""
        span = timedelta(**span)
        for alert in self.account.alert_ids:
            for name in ("noticed_at", "notified_at", "resolved_at"):
                alert[name] = alert[name] and alert[name] - span

    def again(self):
        """Sync, although the account or a record was told to wait."""
        self.account.write({"retry_at": False})
        self.account.contacts_ids.write({"retry_at": False})
        self.env["google.sync.link"].search([("retry_at", "!=", False)]).write(
            {"retry_at": fields.Datetime.now() - timedelta(minutes=1)}
        )
        self.sync()

    def take_access_back(self):
        tokens = self.env["google.sync.grant"].load(self.account)[self.account.id]
        oauth.revoke(google_client.endpoints(), tokens.refresh_token)
