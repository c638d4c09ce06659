from odoo import fields, models


class ResUsers(models.Model):
    """Whether a user's email is known to be theirs, or is what they say themselves."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    google_sync_email_claimed = fields.Boolean(
        string="Email Not Confirmed",
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="The user has changed the email themself. A sync does not take them for the guest of "
        "this address until an administrator has written it.",
    )


class ResPartner(models.Model):
    """Whoever changes their own email has not proved that it is theirs."""

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    def write(self, vals):
        if "email" not in vals:
            return super().write(vals)
        before = {partner: partner.email_normalized for partner in self}
        result = super().write(vals)
        changed = self.filtered(lambda partner: partner.email_normalized != before[partner])
        # Odoo lets nobody write it but the user, and administrators.
        writer = self.env.user
        is_administrator = writer.has_group("base.group_erp_manager")
        for user in changed.sudo().user_ids.filtered(lambda user: not user.share):
            user.google_sync_email_claimed = user == writer and not is_administrator
        return result
