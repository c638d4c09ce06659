from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..sync.operations import migrate_google_calendar
from ..sync.reporting.client_actions import notification


class GoogleSyncMigration(models.TransientModel):
    """Lets an administrator bring users over from Odoo's own ``google_calendar``."""

    _name = "google.sync.migration"
    _description = "Google Sync: coming from Odoo's Google Calendar"

    line_ids = fields.One2many("google.sync.migration.line", "wizard_id")
    some_left = fields.Boolean(compute="_compute_some")
    some_taken = fields.Boolean(compute="_compute_some")

    @api.depends("line_ids.state")
    def _compute_some(self):
        for wizard in self:
            states = set(wizard.line_ids.mapped("state"))
            wizard.some_left = "left" in states
            wizard.some_taken = "waiting" in states

    @api.model
    def action_open(self):
        """The dialogue, with everybody whom it can concern."""
        self.check_access("create")
        if not migrate_google_calendar.is_installed(self.env):
            raise UserError(
                self.env._(
                    "Odoo's own Google Calendar is not installed here, so there is nothing to "
                    "take over."
                )
            )
        if not migrate_google_calendar.is_known(self.env):
            raise UserError(
                self.env._(
                    "This version of Odoo's own Google Calendar is newer than this Google Sync, "
                    "which cannot take over from it. Nothing was changed. Update Google Sync."
                )
            )
        users = migrate_google_calendar.its_users(self.env)
        taken = self.env["google.sync.account"].search([("migrated_at", "!=", False)]).user_id
        wizard = self.create(
            {"line_ids": [Command.create({"user_id": user.id}) for user in users | taken]}
        )
        return wizard._show()

    def _show(self):
        return self._get_records_action(
            name=self.env._("Coming from Odoo's Google Calendar"), target="new"
        )

    def action_apply(self):
        self.ensure_one()
        self.check_access("write")
        lines = self.line_ids.filtered(lambda line: line.chosen and line.state == "left")
        if not lines:
            raise UserError(self.env._("Choose at least one user."))
        elsewhere = sum(
            migrate_google_calendar.Linked(self.env(su=True), user.sudo()).count_elsewhere()
            for user in lines.user_id
        )
        for user in lines.user_id:
            migrate_google_calendar.migrate(self.env["google.sync.account"].of_user(user))
        text = self.env._(
            "Taken over: %(users)s. Users who have not connected Google here have been asked to "
            "do so.",
            users=", ".join(lines.user_id.mapped("name")),
        )
        if elsewhere:
            text += " " + self.env._(
                "Appointments in other Google calendars of these users: %(count)s. They stay as "
                "they are on both sides. Google Sync continues with them when a user chooses that "
                "calendar on their Google page.",
                count=elsewhere,
            )
        return notification("success", text, then={"type": "ir.actions.act_window_close"})


class GoogleSyncMigrationLine(models.TransientModel):
    _name = "google.sync.migration.line"
    _description = "Google Sync: user of Odoo's Google Calendar"
    _order = "user_id"

    wizard_id = fields.Many2one("google.sync.migration", required=True, ondelete="cascade")
    user_id = fields.Many2one("res.users", required=True, readonly=True)
    chosen = fields.Boolean(string="Take Over", default=True)
    appointments = fields.Integer(compute="_compute_appointments")
    state = fields.Selection(
        [
            ("left", "To be taken over"),
            ("waiting", "Not connected yet"),
            ("done", "Taken over"),
        ],
        compute="_compute_state",
    )

    @api.depends("user_id")
    def _compute_appointments(self):
        env = self.env(su=True)
        for line in self:
            line.appointments = migrate_google_calendar.Linked(
                env, line.user_id.with_env(env)
            ).count()

    @api.depends("user_id")
    def _compute_state(self):
        for line in self:
            account = line.user_id.google_sync_account_ids
            if not account.migrated_at:
                line.state = "left"
            elif account.state == "disconnected":
                line.state = "waiting"
            else:
                line.state = "done"

    def action_give_back(self):
        """Undo it for a user who has not connected yet."""
        self.check_access("write")
        migrate_google_calendar.undo_migration(self.user_id.google_sync_account_ids)
        return self.wizard_id._show()
