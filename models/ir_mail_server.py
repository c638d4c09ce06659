from odoo import api, models

from ..sync.reporting import mail_permits


class IrMailServer(models.Model):
    """Sends no mail that was never a record either."""

    _inherit = "ir.mail_server"

    @api.model
    def send_email(self, message, *args, **kwargs):
        emails = [message[name] for name in ("To", "Cc", "Bcc") if message[name]]
        if not mail_permits.lets_out(self.env, "a message", emails):
            return False
        return super().send_email(message, *args, **kwargs)
