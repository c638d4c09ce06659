from odoo import api, fields, models

from ..sync.operations.disconnect import (
    disconnect,
    freeze_and_disconnect,
    may_remove,
    remove_and_disconnect,
)
from ..sync.operations.remove_from_google import RemovalFromGoogle
from ..sync.store.refs import CONTACT


class GoogleSyncDisconnect(models.TransientModel):
    """Asks what happens to the records on both sides when a user disconnects."""

    _name = "google.sync.disconnect"
    _description = "Google Sync: disconnect"

    user_id = fields.Many2one("res.users", required=True, readonly=True)
    mode = fields.Selection(
        [
            ("keep", "Keep everything where it is"),
            ("remove", "Remove from Google what was created in Odoo"),
            ("freeze", "Freeze: leave everything as it is, and stop syncing it"),
        ],
        required=True,
        default="keep",
    )
    may_remove = fields.Boolean(compute="_compute_counts", compute_sudo=True)
    events = fields.Integer(compute="_compute_counts", compute_sudo=True)
    contacts = fields.Integer(compute="_compute_counts", compute_sudo=True)
    meetings = fields.Integer(compute="_compute_counts", compute_sudo=True)

    @api.depends("user_id")
    def _compute_counts(self):
        for wizard in self:
            wizard.user_id._check_google_self_or_admin()
            account = wizard._account()
            removal = RemovalFromGoogle(account)
            removable = removal.removable()
            contacts = removable.filtered(lambda link: link.res_model == CONTACT)
            wizard.may_remove = may_remove(account)
            wizard.events = len(removable - contacts)
            wizard.contacts = len(contacts)
            wizard.meetings = len(removal.with_guests())

    @api.model
    def _open(self, user):
        """The dialogue about a user who disconnects."""
        wizard = self.create({"user_id": user.id})
        return wizard._get_records_action(name=self.env._("Disconnect Google"), target="new")

    def action_apply(self):
        self.ensure_one()
        self.check_access("write")
        user = self.user_id
        user._check_google_self_or_admin()
        account = self._account()
        if self.mode == "remove":
            remove_and_disconnect(account)
            message = self.env._("Odoo removes from Google what was created in Odoo.")
        elif self.mode == "freeze":
            freeze_and_disconnect(account)
            message = self.env._("Disconnected. Everything stays as it is now.")
        else:
            disconnect(account)
            message = self.env._("Disconnected. Your appointments stay in Odoo and in Google.")
        if account.connected_by == "service_account":
            kept = self.env._(
                "The service account's permissions in Google Workspace stay as they are."
            )
            message = f"{message} {kept}"
        return user._google_notify("success", message)

    def _account(self):
        return self.user_id.sudo().google_sync_account_ids
