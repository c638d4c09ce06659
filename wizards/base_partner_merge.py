from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Besides, the one that stays is now the contact that Google has."""
        self.env["google.sync.link"].sudo()._follow_partners(src_partners, dst_partner)
        result = super()._update_foreign_keys(src_partners, dst_partner)
        dst_partner._google_sync_note_masked_events()
        return result
