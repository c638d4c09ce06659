import base64

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from ..google_api.transport import oauth
from ..google_api.transport.service_account import SCOPES, Delegation
from ..sync.google import client as google_client
from ..sync.reporting import messages
from ..sync.reporting.client_actions import notification
from ..sync.setup.delegation_check import check_delegation
from ..sync.store import switch

ALL_SCOPES = SCOPES + oauth.SCOPES_OF_CONTACTS + oauth.SCOPES_OF_BUSY + oauth.SCOPES_OF_LABELS


class ResConfigSettings(models.TransientModel):
    """How users connect, and the service account that can do it for them."""

    _inherit = "res.config.settings"  # pylint: disable=consider-merging-classes-inherited

    google_sync_connect_by = fields.Selection(
        [
            ("consent", "Each user gives permission on Google's page"),
            ("service_account", "A service account of our Google Workspace connects all users"),
        ],
        string="How Users Connect",
        default="consent",
        config_parameter="google_sync.connect_by",
    )
    google_sync_domains = fields.Char(
        string="Domains of the Workspace", config_parameter="google_sync.domains"
    )
    # Computed, so that what is uploaded is never stored as it came: not even for an hour.
    google_sync_key_file = fields.Binary(
        string="Key File",
        compute="_compute_google_sync_key_file",
        inverse="_inverse_google_sync_key_file",
        groups="base.group_system",
    )
    google_sync_key_email = fields.Char(
        string="Service Account", compute="_compute_google_sync_service_account"
    )
    google_sync_key_client_id = fields.Char(
        string="Client ID of the Service Account", compute="_compute_google_sync_service_account"
    )
    google_sync_key_id = fields.Char(
        string="Key ID", compute="_compute_google_sync_service_account"
    )
    google_sync_key_date = fields.Datetime(
        string="Stored On", compute="_compute_google_sync_service_account"
    )
    google_sync_scopes = fields.Char(
        string="OAuth Scopes", compute="_compute_google_sync_service_account"
    )
    # Kept, because what is unsaved is lost before a button of the settings acts.
    google_sync_test_address = fields.Char(
        string="Try It With",
        config_parameter="google_sync.test_address",
        default=lambda self: self.env.user.email,
    )

    @api.depends("company_id")
    def _compute_google_sync_key_file(self):
        """Nobody reads it back."""
        self.google_sync_key_file = False

    def _inverse_google_sync_key_file(self):
        for settings in self.filtered("google_sync_key_file"):
            content = base64.b64decode(settings.google_sync_key_file)
            self.env["google.sync.service.account"].store(content)
        self.invalidate_recordset(["google_sync_key_file"])

    @api.depends("google_sync_key_file")
    def _compute_google_sync_service_account(self):
        stored = self.env["google.sync.service.account"].stored()
        for settings in self:
            settings.google_sync_key_email = stored.client_email
            settings.google_sync_key_client_id = stored.client_id
            settings.google_sync_key_id = stored.key_id
            settings.google_sync_key_date = stored.create_date
            settings.google_sync_scopes = ",".join(ALL_SCOPES)

    def action_google_sync_remove_key(self):
        """Forget the service account. Its users stay connected, but are not synchronized."""
        self.env["google.sync.account"]._check_administrator()
        self.ensure_one()
        self.env["google.sync.service.account"].forget()
        return {"type": "ir.actions.client", "tag": "reload"}

    def action_google_sync_test_delegation(self):
        """Try what the service account may do for one user, and tell what is missing."""
        self.env["google.sync.account"]._check_administrator()
        self.ensure_one()
        switch.check_on(self.env)
        address = email_normalize(self.google_sync_test_address)
        if not address:
            raise UserError(self.env._("Enter the address of somebody in your Google Workspace."))
        self.env["res.users"]._check_in_workspace(address)
        service_account = self.env["google.sync.service.account"].load()
        if not service_account:
            raise UserError(self.env._("Upload the key file of the service account first."))
        scopes = frozenset(ALL_SCOPES)
        delegation = Delegation(service_account, google_client.endpoints(), address, scopes, "test")
        with messages.told_to_user(self.env):
            findings = check_delegation(self.env, delegation)
        if not all(finding.works for finding in findings):
            raise UserError("\n\n".join(finding.text for finding in findings))
        if findings:
            text = "\n".join(finding.text for finding in findings)
            return notification("warning", text, sticky=True)
        text = self.env._("The service account may act for %(address)s.", address=address)
        return notification("success", text)
