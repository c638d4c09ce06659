from odoo import models

from ..sync.odoo import deciding
from ..sync.operations.erase import keep_erased


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """And the one that stays is now the contact that Google has, and attends what the
        others did."""
        self.env["google.sync.link"].sudo()._follow_partners(src_partners, dst_partner)
        changes = self.env["google.sync.change"]
        changes.enqueue_events(deciding.attended_by, src_partners)
        result = super()._update_foreign_keys(src_partners, dst_partner)
        changes.enqueue_events(deciding.masked_for, dst_partner)
        erased = self.env["google.sync.erasure"].sudo()
        if erased.search_count([("partner_id", "=", dst_partner.id)], limit=1):
            self.env["res.company"].google_tell_all()
            changes.enqueue(dst_partner)
            changes.enqueue(keep_erased(dst_partner))
        return result
