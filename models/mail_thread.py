from odoo import models

from ..sync.reporting import mail_permits


class MailThread(models.AbstractModel):
    """Mails nobody about what a sync does, unless there is a permit."""

    _inherit = "mail.thread"

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        if not mail_permits.is_watched(self.env):
            return recipients
        return [
            one
            for one in recipients
            if one["notif"] == "inbox" or _may_be_mailed(self.env, one["email_normalized"])
        ]


def _may_be_mailed(env, address):
    """Whether a notification may go to an address; to none there goes none."""
    return bool(address) and mail_permits.lets_out(env, "a notification", [address])
