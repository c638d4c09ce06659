from odoo import api, fields, models

from ..sync.google.access import redirect_uri
from ..sync.store.unlogged import CLIENT_SECRET, SECRET_FIELDS


class GoogleSyncClientMixin(models.AbstractModel):
    """Where an administrator enters the secret of the OAuth client.

    It is kept encrypted as soon as it is saved; the record itself never has it, and nobody reads it
    back.
    """

    _name = "google.sync.client.mixin"
    _description = "Google Sync: where the client's secret is entered"

    # Computed, so that what is entered is stored nowhere as it came, and sent back to nobody.
    google_sync_client_secret = fields.Char(
        string="Client Secret",
        compute="_compute_google_sync_client_secret",
        inverse="_inverse_google_sync_client_secret",
        groups="base.group_system",
    )
    google_sync_has_client_secret = fields.Boolean(
        compute="_compute_google_sync_has_client_secret", groups="base.group_system"
    )
    google_sync_client_secret_hint = fields.Char(
        compute="_compute_google_sync_has_client_secret", groups="base.group_system"
    )
    google_sync_redirect_uri = fields.Char(
        string="Redirect Address", compute="_compute_google_sync_redirect_uri"
    )

    @api.depends_context("uid")
    def _compute_google_sync_client_secret(self):
        """Nobody reads it back."""
        self.google_sync_client_secret = False

    def _inverse_google_sync_client_secret(self):
        secrets = self.env["google.sync.secret"]
        for record in self.filtered("google_sync_client_secret"):
            secrets.keep(CLIENT_SECRET, record.google_sync_client_secret)
        self.invalidate_recordset([name for name in SECRET_FIELDS if name in self._fields])

    @api.depends("google_sync_client_secret")
    def _compute_google_sync_has_client_secret(self):
        secrets = self.env["google.sync.secret"]
        self.google_sync_has_client_secret = secrets.is_kept(CLIENT_SECRET)
        self.google_sync_client_secret_hint = secrets.hint(CLIENT_SECRET)

    @api.depends_context("uid")
    def _compute_google_sync_redirect_uri(self):
        self.google_sync_redirect_uri = redirect_uri(self.env)
