from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..sync.reporting.client_report import holdings
from ..sync.reporting.readable import readable


class ReportClient(models.AbstractModel):
    """The page that tells what Google holds of a client."""

    _name = "report.google_sync.client"
    _description = "Google Sync: what Google holds of a client"

    @api.model
    def _get_report_values(self, docids, data=None):
        """:raise AccessError: to people from outside, and of contacts that one may not see"""
        user = self.env.user
        if not user._is_internal():
            raise AccessError(self.env._("This report is for internal users only."))
        contacts = self.env["res.partner"].browse(docids)
        contacts.check_access("read")
        texts = contacts.with_context(lang=user.lang, tz=user.tz)
        return {
            "doc_ids": docids,
            "doc_model": "res.partner",
            "docs": texts,
            "as_of": readable(texts.env, fields.Datetime.now()),
            "zone": str(texts.env.tz),
            "sees_all": user.has_group("base.group_system"),
            "holdings": {contact.id: holdings(contact, user) for contact in texts},
        }
