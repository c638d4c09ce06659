from odoo import api, fields, models


class ResPartner(models.Model):
    """Whether an email is known to be a contact's, or is only said to be theirs.

    Users write their own, and people from outside what they like: that proves nothing.
    """

    _inherit = "res.partner"  # pylint: disable=consider-merging-classes-inherited

    google_sync_email_claimed = fields.Boolean(
        string="Email Not Confirmed",
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="The contact, or somebody from outside, entered this email. The sync does not use it "
        "to recognize the contact in Google until an internal user has entered it.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        if self.env.user.share:
            partners.sudo().filtered("email").google_sync_email_claimed = True
        return partners

    def write(self, vals):
        if "email" not in vals:
            return super().write(vals)
        before = {partner: partner.email_normalized for partner in self}
        result = super().write(vals)
        changed = self.filtered(lambda partner: partner.email_normalized != before[partner])
        for partner in changed.sudo():
            partner.google_sync_email_claimed = self._is_claimed_by_writer(partner)
        return result

    def _is_claimed_by_writer(self, partner):
        writer = self.env.user
        if writer.share:
            return True
        # Odoo lets nobody write a user's but the user, and administrators.
        return partner in writer.partner_id and not writer.has_group("base.group_erp_manager")
