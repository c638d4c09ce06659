from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import email_domain_extract, email_normalize

from ..sync.google.access import connects_by
from ..sync.setup.connect_workspace import connect_users
from .res_users import SHOWN, selection_of


class ResUsers(models.Model):
    """Who users are in the Google Workspace, where a service account connects them."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    google_workspace_email = fields.Char(
        string="Google Address",
        copy=False,
        help="Whose calendar the service account synchronizes. If empty, the address they log in "
        "with. Only administrators can set it, because it gives access to that calendar. It "
        "takes effect when the user is next connected.",
        **SHOWN,
    )
    google_connects_by = fields.Selection(
        selection_of("google.sync.account", "connected_by"),
        compute="_compute_google_connects",
        compute_sudo=True,
        help="How new connections are made.",
        **SHOWN,
    )
    google_connected_by = fields.Selection(
        selection_of("google.sync.account", "connected_by"),
        compute="_compute_google_connects",
        compute_sudo=True,
        help="How the current connection was made.",
        **SHOWN,
    )
    google_connect_hint = fields.Char(
        compute="_compute_google_connects", compute_sudo=True, **SHOWN
    )

    @api.depends("login", "google_workspace_email", "google_sync_account_ids.connected_by")
    @api.depends_context("lang", "uid")
    def _compute_google_connects(self):
        way = connects_by(self.env)
        sees_all = self.env.user.has_group("base.group_system")
        for user in self:
            seen = sees_all or user == self.env.user
            user.google_connects_by = way
            user.google_connected_by = seen and user.google_sync_account_ids.connected_by
            user.google_connect_hint = (
                seen and way == "service_account" and user._google_connect_hint()
            )

    @api.constrains("google_workspace_email")
    def _check_google_workspace_email(self):
        for user in self.filtered("google_workspace_email"):
            address = email_normalize(user.google_workspace_email)
            if not address:
                raise ValidationError(
                    self.env._(
                        "“%(address)s” is not an address. Enter the one that %(user)s has in your "
                        "Google Workspace.",
                        address=user.google_workspace_email,
                        user=user.name,
                    )
                )
            self._check_in_workspace(address)

    def _google_connect_hint(self):
        """As whom Google would know the user, or why nobody can tell."""
        try:
            address = self._google_workspace_address()
        except UserError as error:
            return str(error)
        return self.env._(
            "One click connects %(address)s. Google does not ask you anything, because the "
            "administrator of your Google Workspace has already allowed it.",
            address=address,
        )

    def _google_workspace_address(self, said=None):
        """Who the user is in the Workspace: as an administrator has said, or by their login.

        Users change their email address themselves, so it says nothing: by it anybody could take
        a colleague's calendar.

        :param said: by an administrator, right now
        :raise UserError: nobody has said, or the address is not in the Workspace
        """
        self.ensure_one()
        if not self._is_internal():
            raise UserError(self.env._("Only internal users can connect a Google account."))
        address = email_normalize(said or self.sudo().google_workspace_email or self.login)
        if not address:
            raise UserError(
                self.env._(
                    "Odoo does not know the Google address of %(user)s. An administrator can "
                    "enter it on the user's Google page.",
                    user=self.name,
                )
            )
        self._check_in_workspace(address)
        return address

    @api.model
    def _check_in_workspace(self, address):
        """:raise ValidationError: the address is not in the Workspace"""
        if not self._is_in_workspace(address):
            raise ValidationError(
                self.env._(
                    "The address %(address)s is not in your Google Workspace (%(domains)s). An "
                    "administrator can enter another one on the Google page of the user, or the "
                    "domain in Settings → Google Sync.",
                    address=address,
                    domains=", ".join(self._workspace_domains()) or self.env._("no domain yet"),
                )
            )

    @api.model
    def _is_in_workspace(self, address):
        return email_domain_extract(address or "") in self._workspace_domains()

    @api.model
    def _workspace_domains(self):
        """Where the service account may act for people."""
        parameter = self.env["ir.config_parameter"].sudo().get_param("google_sync.domains") or ""
        return parameter.lower().replace(",", " ").split()

    def _google_connect_by_service_account(self):
        self._check_google_self_or_admin()
        for problem in connect_users(self.env, {self: None}).values():
            raise UserError(problem)
        email = self.env["google.sync.account"].of_user(self).google_email
        return self._google_notify("success", self.env._("Connected as %(email)s.", email=email))
