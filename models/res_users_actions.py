from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..sync.google.access import connects_by, is_set_up, oauth_client
from ..sync.operations.disconnect import disconnect, unfreeze
from ..sync.operations.invitations import TO_CONNECT
from ..sync.reporting.client_actions import notification, reload
from ..sync.reporting.live_status import browser_values
from ..sync.store.links import OPEN_PROBLEMS
from .google_sync_account_administration import MANAGERS


class ResUsers(models.Model):
    """The buttons of the Google page."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    google_sync_invitable = fields.Boolean(
        compute="_compute_google_sync_invitable",
        search="_search_google_sync_invitable",
        compute_sudo=True,
        groups=MANAGERS,
        help="Whether the user can be invited to connect Google.",
    )

    @api.depends("share", "company_ids", "google_sync_account_ids.state")
    @api.depends_context("uid")
    def _compute_google_sync_invitable(self):
        managed = self.filtered_domain(self._google_sync_managed())
        for user in self:
            states = user.google_sync_account_ids.mapped("state") or TO_CONNECT
            user.google_sync_invitable = user in managed and states[0] in TO_CONNECT

    @api.model
    def _search_google_sync_invitable(self, operator, value):
        if operator != "in":
            return NotImplemented
        nobody = Domain("google_sync_account_ids", "=", False)
        without = nobody | Domain("google_sync_account_ids.state", "in", TO_CONNECT)
        found = self.sudo().search(self._google_sync_managed() & without)
        return Domain("id", "in" if True in value else "not in", found.ids)

    @api.model
    def _google_sync_managed(self):
        """Return the domain of the users whom the reader manages; see the rules of accounts."""
        internal = Domain("share", "=", False)
        if self.env.user.has_group("base.group_system"):
            return internal
        return internal & Domain("company_ids", "in", self.env.user.company_ids.ids)

    @api.model
    def google_sync_browser_values(self):
        """What the calendar view shows of the reader's own account, and whether they can connect
        one. Whoever looks at it wants to see Google's state now."""
        self.env.user._check_google_self()
        account = self.env.user.sudo().google_sync_account_ids
        asked = self.env["google.sync.hint"].opened(account)
        self.env["google.sync.busy.calendar"].opened(self.env.user)
        values = browser_values(account).get(account, {"enabled": False, "state": "disconnected"})
        values["mayConnect"] = self.env.user._google_may_connect()
        return {**values, "asked": True} if asked else values

    def _google_may_connect(self):
        """Whether one click leads this user to Google, or connects them by the service account."""
        if not is_set_up(self.env):
            return False
        if connects_by(self.env) == "consent":
            return True
        try:
            return bool(self._google_workspace_address())
        except UserError:
            return False

    def action_google_connect(self):
        """Lead the user to Google's consent page, or have the service account connect them."""
        if connects_by(self.env) == "service_account":
            return self._google_connect_by_service_account()
        self._check_google_self()
        oauth_client(self.env)
        return {"type": "ir.actions.act_url", "url": "/google_sync/connect", "target": "self"}

    def action_google_disconnect(self):
        """Ask what happens to the records on both sides."""
        self._check_google_self_or_admin()
        return self.env["google.sync.disconnect"]._open(self)

    def action_google_disconnect_now(self):
        """Disconnect, and leave in Google what is still there."""
        self._check_google_self_or_admin()
        disconnect(self.sudo().google_sync_account_ids)
        return self._google_notify("success", self.env._("Disconnected."))

    def action_google_pause(self):
        self._check_google_self_or_admin()
        self.sudo().google_sync_account_ids.pause()
        return self._google_notify("info", self.env._("Paused. Nothing is lost meanwhile."))

    def action_google_resume(self):
        self._check_google_self_or_admin()
        self.sudo().google_sync_account_ids.resume()
        return self._google_notify("success", self.env._("Sync resumes shortly."))

    def action_google_reset(self):
        """Compare everything anew, which only an administrator may ask for."""
        return self.google_sync_account_ids.action_reset()

    def action_google_invite(self):
        """Mail them the way to Google's consent page, which only a manager may do."""
        accounts = self.env["google.sync.account"]
        accounts._check_manager()
        self.check_access("read")
        internal = self.filtered(lambda user: user._is_internal())
        return accounts.union(*map(accounts.of_user, internal)).action_invite()

    def action_google_unfreeze(self):
        """Synchronize again what was frozen when the user disconnected."""
        self._check_google_self_or_admin()
        unfreeze(self.google_sync_account_ids)
        return self._google_notify("info", self.env._("The sync starts shortly."))

    def action_google_sync_now(self):
        self._check_google_self_or_admin()
        account = self.sudo().google_sync_account_ids
        account.request_sync()
        account.contacts_ids.request_sync()
        return self._google_notify("info", self.env._("The sync starts shortly."))

    def action_google_preview(self):
        """Show what the next sync would do. It names appointments, so it is the user's alone."""
        self._check_google_self()
        return self.env["google.sync.preview"]._open_for_user()

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

    def action_google_choose_calendar(self):
        self._check_google_self()
        wizard = self.env["google.sync.choose.calendar"].create({})
        return wizard._get_records_action(name=self.env._("Choose a Google calendar"), target="new")

    def action_google_open_log(self):
        self._check_google_self_or_admin()
        return self.google_sync_account_ids.action_open_runs()

    def action_google_open_failing(self):
        """Open the records that are not in sync, with the reasons. The page shows their number."""
        return self._google_open_own("google_sync.google_sync_link_action_failing", OPEN_PROBLEMS)

    def action_google_open_conflicts(self):
        """Open what was changed on both sides at once."""
        return self._google_open_own("google_sync.google_sync_conflict_action", Domain.TRUE)

    def action_google_open_overlaps(self):
        """Open the appointments that were brought to a time that is taken: the user's alone, for it
        names them."""
        self._check_google_self()
        return self._google_open_own("google_sync.google_sync_overlap_action", Domain.TRUE)

    def _google_open_own(self, xml_id, domain):
        """An action that shows the records of this user's account."""
        self._check_google_self_or_admin()
        action = self.env["ir.actions.act_window"]._for_xml_id(xml_id)
        own = Domain("account_id", "in", self.google_sync_account_ids.ids)
        return {**action, "domain": list(own & domain)}

    def action_google_open_page(self):
        """Open the Google page of the user's own preferences."""
        self._check_google_self()
        return self.env["ir.actions.act_window"]._for_xml_id("google_sync.res_users_action_page")

    def _check_google_self(self):
        """:raise AccessError: it is another user's page, or the user is no internal one"""
        if self != self.env.user or not self._is_internal():
            raise AccessError(
                self.env._("Everybody connects their own Google account, in their preferences.")
            )

    def _check_google_self_or_admin(self):
        if not self.env.user.has_group("base.group_system"):
            self._check_google_self()

    def _google_notify(self, kind, message):
        """Tell what a button has done, and show its outcome."""
        return notification(kind, message, then=reload())
