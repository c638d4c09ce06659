from odoo import api, models

from ..sync.reporting import mail_permits


def _guarded_create(origin):
    """A ``create`` that makes nothing in a transaction that lets nothing out."""

    @api.model_create_multi
    def create(self, vals_list):
        return origin(
            self, [vals for vals in vals_list if mail_permits.lets_out(self.env, "an SMS", ())]
        )

    create.google_sync_guards = True
    return create


class MailMail(models.Model):
    """Makes no mail that a sync would send without a permit."""

    _inherit = "mail.mail"

    @api.model_create_multi
    def create(self, vals_list):
        if mail_permits.is_watched(self.env):
            vals_list = [
                vals
                for vals in vals_list
                if mail_permits.lets_out(
                    self.env, "a mail", mail_permits.recipients(self.env, vals)
                )
            ]
        return super().create(vals_list)

    def _register_hook(self):
        """Guard SMS as well, whose module is no dependency."""
        result = super()._register_hook()
        if "sms.sms" in self.env:
            model = self.env.registry["sms.sms"]
            if not getattr(model.create, "google_sync_guards", False):
                model.create = _guarded_create(model.create)
        return result

    def _unregister_hook(self):
        if "sms.sms" in self.env and "create" in vars(self.env.registry["sms.sms"]):
            del self.env.registry["sms.sms"].create
        return super()._unregister_hook()
