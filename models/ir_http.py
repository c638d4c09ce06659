from odoo import models
from odoo.tools import hmac


class IrHttp(models.AbstractModel):
    """What a browser is told when it opens Odoo."""

    _inherit = "ir.http"

    def session_info(self):
        """Let browsers forget the views they keep when the user switches Google Sync on or off.

        The views of appointments and contacts depend on it; see ``google.sync.status.mixin``.
        """
        found = super().session_info()
        if "registry_hash" in found and self.env.user.sudo().google_sync_enabled:
            version = (found["registry_hash"], "enabled")
            found["registry_hash"] = hmac(self.env(su=True), "google_sync.views", version)
        return found
