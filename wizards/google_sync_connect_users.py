from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import email_normalize

from ..sync.google.access import connects_by
from ..sync.setup.connect_workspace import connect_users


class GoogleSyncConnectUsers(models.TransientModel):
    """Lets an administrator connect users by the service account, each to their own address."""

    _name = "google.sync.connect.users"
    _description = "Google Sync: connect users"

    line_ids = fields.One2many("google.sync.connect.users.line", "wizard_id")
    is_done = fields.Boolean(readonly=True)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if connects_by(self.env) != "service_account":
            raise UserError(
                self.env._(
                    "Users connect themselves here, in their preferences. To connect them "
                    "yourself, choose the service account in Settings → Google Sync."
                )
            )
        users = self._chosen_users()
        if not users:
            raise UserError(self.env._("The service account has already connected all of them."))
        values["line_ids"] = [Command.create(self._line_of(user)) for user in users]
        return values

    @api.model
    def _chosen_users(self):
        """Those that are ticked in the list, or all, as far as they are not connected so yet."""
        users = self.env["res.users"]
        if self.env.context.get("active_model") == "res.users":
            users = users.browse(self.env.context.get("active_ids", []))
        else:
            users = users.search([("share", "=", False)])
        return users.filtered(
            lambda user: (
                user._is_internal()
                and (user.google_connected_by, user.google_sync_state)
                != ("service_account", "connected")
            )
        )

    @api.model
    def _line_of(self, user):
        """What the administrator is shown of a user at first."""
        address = user.google_workspace_email or user.login
        if user._is_in_workspace(address):
            return {"user_id": user.id, "address": address}
        if not user._is_in_workspace(user.email):
            return {"user_id": user.id}
        message = self.env._(
            "Taken from the email, which users can change themselves. Please check it."
        )
        return {"user_id": user.id, "address": user.email_normalized, "message": message}

    def action_connect(self):
        """Connect them, and show the results."""
        self.ensure_one()
        self.check_access("write")
        self.line_ids._connect()
        self.is_done = True
        return self._get_records_action(name=self.env._("Connect users to Google"), target="new")


class GoogleSyncConnectUsersLine(models.TransientModel):
    """A user, and the address that they have in the Google Workspace."""

    _name = "google.sync.connect.users.line"
    _description = "Google Sync: a user to connect"

    wizard_id = fields.Many2one("google.sync.connect.users", required=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", required=True, ondelete="cascade", readonly=True)
    address = fields.Char(string="Google Address")
    result = fields.Selection(
        [("connected", "Connected"), ("refused", "Not connected")], readonly=True
    )
    message = fields.Text(string="Note", readonly=True)

    def _connect(self):
        lines = self.filtered(lambda line: line.result != "connected")
        addresses = {line.user_id: email_normalize(line.address) for line in lines}
        known = {user: address for user, address in addresses.items() if address}
        # Google is asked in there, so nothing is written before.
        wrong = connect_users(self.env, known)
        for line in lines:
            problem = wrong.get(line.user_id)
            if line.user_id in known:
                line._keep_address(known[line.user_id])
            else:
                problem = self.env._(
                    "Enter the address that the user has in your Google Workspace."
                )
            line.write({"result": "refused" if problem else "connected", "message": problem})

    def _keep_address(self, address):
        """Remember who the user is in the Workspace, as far as that can be."""
        user = self.user_id
        is_news = address != email_normalize(user.google_workspace_email or user.login)
        if is_news and user._is_in_workspace(address):
            user.google_workspace_email = address
