from odoo import models
from odoo.exceptions import AccessError, UserError


class ResUsers(models.Model):
    """What the buttons of the Google page do."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    def action_google_connect(self):
        """Lead the user to Google's consent page."""
        self._check_google_self()
        self.env["google.sync.account"]._client()
        return {"type": "ir.actions.act_url", "url": "/google_sync/connect", "target": "self"}

    def action_google_disconnect(self):
        """Ask what is to become of that which is on both sides."""
        self._check_google_self_or_admin()
        return self.env["google.sync.disconnect"]._open(self)

    def action_google_disconnect_now(self):
        """Disconnect without taking out of Google what is still there."""
        self._check_google_self_or_admin()
        self.sudo().google_sync_account_ids._disconnect()
        return self._google_notify("success", self.env._("Disconnected."))

    def action_google_thaw(self):
        """Synchronize again what was frozen when the user disconnected."""
        self._check_google_self_or_admin()
        self.sudo().google_sync_account_ids._thaw()
        return self._google_notify("info", self.env._("The sync starts in a moment."))

    def action_google_sync_now(self):
        self._check_google_self_or_admin()
        account = self.sudo().google_sync_account_ids
        account._request_sync()
        account.contacts_ids._request_sync()
        return self._google_notify("info", self.env._("The sync starts in a moment."))

    def action_google_approve_deletions(self):
        self._check_google_self_or_admin()
        self.sudo().google_sync_account_ids.action_approve_deletions()

    def action_google_undo_deletions(self):
        self._check_google_self_or_admin()
        self.sudo().google_sync_account_ids.action_undo_deletions()

    def action_google_approve_contacts(self):
        self._check_google_self_or_admin()
        self.sudo().google_sync_account_ids.contacts_ids.action_approve_deletions()

    def action_google_undo_contacts(self):
        self._check_google_self_or_admin()
        self.sudo().google_sync_account_ids.contacts_ids.action_undo_deletions()

    def action_google_use_google_zone(self):
        """Take over the calendar's time zone, so that the sync can go on."""
        self._check_google_self_or_admin()
        account = self.sudo().google_sync_account_ids
        zone = account.google_time_zone
        if zone not in self._fields["tz"].get_values(self.env):
            raise UserError(
                self.env._(
                    "Odoo does not know the time zone “%(zone)s” of your Google calendar. Choose "
                    "another one with the same time in the settings of Google Calendar.",
                    zone=zone,
                )
            )
        self.write({"tz": zone})
        account._go_on()

    def action_google_choose_calendar(self):
        self._check_google_self()
        wizard = self.env["google.sync.choose.calendar"].create({})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Choose a Google calendar"),
            "res_model": "google.sync.choose.calendar",
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_google_open_log(self):
        self._check_google_self_or_admin()
        return self.google_sync_account_ids.action_open_runs()

    def action_google_open_failing(self):
        self._check_google_self_or_admin()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What is not in sync, and why"),
            "res_model": "google.sync.link",
            "views": [(False, "list"), (False, "form")],
            "domain": [
                ("account_id", "in", self.google_sync_account_ids.ids),
                ("state", "=", "failed"),
            ],
        }

    def _check_google_self(self):
        if self != self.env.user:
            raise AccessError(
                self.env._("Everybody connects their own Google account, from their preferences.")
            )

    def _check_google_self_or_admin(self):
        if not self.env.user.has_group("base.group_system"):
            self._check_google_self()

    def _google_notify(self, kind, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
