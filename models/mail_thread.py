from odoo import models

from ..sync.reporting import mail_permits


class MailThread(models.AbstractModel):
    """Mails nobody about what a sync does, unless there is a permit."""

    _inherit = "mail.thread"

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        return [
            one
            for one in recipients
            if one["notif"] == "inbox"
            or mail_permits.lets_out(self.env, "a notification", [one["email_normalized"]])
        ]
