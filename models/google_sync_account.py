from odoo import api, fields, models
from odoo.tools import SQL

from ..google_api.transport.errors import DelegationRefused
from ..sync.operations.disconnect import disconnect_deleted, revoked_during_removal
from ..sync.reporting import tasks
from ..sync.reporting.delegation_alerts import is_news, tell_administrators
from ..sync.reporting.health import text_of_archived
from ..sync.reporting.live_status import browser_values
from ..sync.runner import Runner
from ..sync.store.refs import EVENT, SERIES
from ..sync.workers.due import waits_query
from .google_sync_lease_mixin import CLEARING, IS_PAST, has_come
from .res_company import ADMINISTRATORS
from .told_field import ToldChar

#: The models whose records are synchronized with a calendar.
CALENDAR_MODELS = (EVENT, SERIES)
#: The browser hears of an account by bus messages of this type.
BUS_TYPE = "google_sync.status"
#: The key in a transaction's data of the accounts whose browsers are told.
_CHANGED = "google_sync.changed_accounts"
#: The fields whose changes browsers are told.
_SHOWN = frozenset({"decision", "note", "google_email", "calendar_name"})
#: The fields that decide whether Google tells of changes, and of which calendar.
_WATCHED = frozenset({"decision", "calendar_id"})


class GoogleSyncAccount(models.Model):
    """One Odoo user's connection to one Google account and one calendar in it.

    The record outlives a disconnection, and so do its links: a user who connects again finds
    everything as it was, and nothing twice.
    """

    _name = "google.sync.account"
    _inherit = ["google.sync.lease.mixin", "google.sync.shown", "google.sync.filters.mixin"]
    _description = "Google Sync: account"
    _rec_name = "user_id"
    _order = "user_id"
    _log_access = False
    _google_sync_inner = frozenset(
        {
            "work_id",
            "partner_id",
            "decision",
            "note",
            "google_subject",
            "calendar_id",
            "resumed_at",
            "migrated_at",
            "run_ids",
            "contacts_ids",
            "link_ids",
            "alert_ids",
            "conflict_ids",
            "overlap_ids",
        }
    )
    _sync_kind = "calendar"
    _state_depends = ("decision", "work_id.finding")

    user_id = fields.Many2one("res.users", required=True, ondelete="cascade", readonly=True)
    partner_id = fields.Many2one(related="user_id.partner_id", store=True, index=True)
    decision = fields.Selection(
        [
            ("disconnected", "Not connected"),
            ("connected", "Connected"),
            ("paused", "Paused"),
            ("disconnecting", "Disconnecting"),
        ],
        required=True,
        default="disconnected",
        readonly=True,
        help="What people decided. What workers found is kept apart.",
    )
    note = ToldChar(readonly=True, help="The message that explains the decision.")
    state = fields.Selection(
        [
            ("disconnected", "Not connected"),
            ("connected", "Connected"),
            ("reauthorize", "Authorize again"),
            ("zone", "Time zones differ"),
            ("approval", "Waiting for approval"),
            ("paused", "Paused"),
            ("disconnecting", "Disconnecting"),
        ],
        compute="_compute_state",
        search="_search_state",
    )
    message = fields.Char(string="Problem", compute="_compute_message")
    google_subject = fields.Char(
        readonly=True,
        groups=ADMINISTRATORS,
        help="Google's own, unchanging id of the account, from its verified token.",
    )
    google_email = fields.Char(string="Google Account", readonly=True)
    calendar_id = fields.Char(string="Calendar Id", readonly=True)
    calendar_name = fields.Char(string="Google Calendar", readonly=True)
    connected_by = fields.Selection(
        [("consent", "The user's consent"), ("service_account", "The service account")],
        required=True,
        default="consent",
        readonly=True,
        help="Who allowed Odoo to access Google. It stays so until the user connects again, "
        "whatever the settings say then.",
    )
    known_since = fields.Datetime(
        string="Connected Since",
        readonly=True,
        help="What Google held before this moment is the past, which is copied on request only.",
    )
    authorized_at = fields.Datetime(
        string="Authorized", readonly=True, help="When the user was on Google's consent page last."
    )
    resumed_at = fields.Datetime(readonly=True, help="When a pause has ended last.")
    access_ends_at = fields.Datetime(
        string="Access Ends",
        readonly=True,
        help="When Google ends the access on its own, if Google has said so.",
    )
    invited_at = fields.Datetime(
        string="Invited",
        readonly=True,
        help="When an administrator invited the user to connect.",
    )
    invited_by_id = fields.Many2one("res.users", string="Invited by", readonly=True)
    migrated_at = fields.Datetime(
        readonly=True,
        help="When Odoo's own Google Calendar was switched off for the user, and what it had "
        "linked was taken over.",
    )
    shown_tasks = fields.Json(compute="_compute_shown_tasks", compute_sudo=True)
    run_ids = fields.One2many("google.sync.run", "account_id", readonly=True)
    contacts_ids = fields.One2many("google.sync.contacts", "account_id", readonly=True)
    link_ids = fields.One2many("google.sync.link", "account_id", readonly=True)
    _user_unique = models.Constraint(
        "UNIQUE(user_id)", "A user can connect only one Google account."
    )
    _subject_unique = models.UniqueIndex(
        "(google_subject) WHERE decision != 'disconnected'",
        "This Google account is already connected to another Odoo user.",
    )
    _calendar_unique = models.UniqueIndex(
        "(calendar_id) WHERE decision != 'disconnected'",
        "This Google calendar is already synchronized with the schedule of another Odoo user.",
    )

    def _shown_query(self, name):
        """State: what people have decided, and what has kept workers from it."""
        if name != "state":
            return super()._shown_query(name)
        for model in (self._name, "google.sync.work", "google.sync.request"):
            self.env[model].flush_model()
        return SQL(
            """
            SELECT account.id,
                   CASE account.decision
                       WHEN 'connected' THEN
                           CASE WHEN work.finding IN ('fine', 'disconnected') OR %(past)s
                                THEN 'connected' ELSE work.finding END
                       WHEN 'disconnecting' THEN
                           CASE WHEN %(past)s THEN 'disconnecting'
                                WHEN work.finding = 'disconnected' THEN 'disconnected'
                                WHEN work.finding = 'reauthorize' THEN 'reauthorize'
                                ELSE 'disconnecting' END
                       ELSE account.decision
                   END AS value,
                   %(past)s AS past
              FROM google_sync_account AS account
              JOIN google_sync_work AS work ON work.id = account.work_id
            """,
            past=IS_PAST,
        )

    @api.depends("decision", "note", "work_id.trouble", "user_id.active")
    @api.depends_context("lang")
    def _compute_message(self):
        past = self._is_asked(*CLEARING)
        for account in self:
            by_people = account.decision in ("disconnected", "paused")
            trouble = account not in past and account.work_id.trouble
            account.message = account.note if by_people else trouble
            if account.decision in ("connected", "paused") and not account.user_id.active:
                account.message = text_of_archived(self.env)

    @api.depends(
        "state",
        "message",
        "work_id.tasks",
        "work_id.populate_google",
        "work_id.populate_odoo",
        "contacts_ids.state",
        "contacts_ids.message",
        "contacts_ids.work_id.tasks",
        "user_id.google_sync_enabled",
        "user_id.active",
    )
    def _compute_shown_tasks(self):
        for account in self:
            account.shown_tasks = tasks.shown(account)

    @api.ondelete(at_uninstall=False)
    def _unlink_disconnect(self):
        disconnect_deleted(self)

    def write(self, vals):
        result = super().write(vals)
        if not _SHOWN.isdisjoint(vals):
            self.refresh_browsers()
        if not _WATCHED.isdisjoint(vals):
            self.env["google.sync.channel"].wake()
        return result

    @api.private
    @api.model
    def of_user(self, user):
        """The user's account, made when they have none."""
        return self._the_one_of("user_id", user)

    @api.private
    def in_user_lang(self):
        """The account in the language and the time zone of its user."""
        return self.with_context(lang=self.user_id.lang, tz=self.user_id.tz)

    # -- what the browser shows -----------------------------------------------------------------

    @api.private
    def refresh_browsers(self):
        """Tell the browsers of the accounts' users, once this transaction has been committed."""
        if not self:
            return
        precommit = self.env.cr.precommit
        if _CHANGED not in precommit.data:
            precommit.data[_CHANGED] = set()
            precommit.add(self.env(su=True)["google.sync.account"]._send_changed)
        precommit.data[_CHANGED].update(self.ids)

    @api.model
    def _send_changed(self):
        accounts = self.browse(self.env.cr.precommit.data.pop(_CHANGED, ())).exists()
        for account, values in browser_values(accounts._looked_at()).items():
            account.user_id._bus_send(BUS_TYPE, values)

    def _looked_at(self):
        """Return the accounts whose users have Odoo open. Browsers that open later ask."""
        there = [("user_id", "in", self.user_id.ids), ("status", "!=", "offline")]
        present = self.env["mail.presence"].search_fetch(there, ["user_id"]).user_id
        return self.filtered(lambda account: account.user_id in present)

    # -- as something that a worker leases --------------------------------------------------------

    @api.private
    def synced_account(self):
        return self

    @api.private
    def synced_collection(self):
        return self.calendar_id or ""

    @api.private
    def lease_terms(self):
        enabled = self.decision == "disconnecting" or self.user_id.syncs_with_google()
        return self.decision, self.calendar_id, self.google_subject, enabled

    def _access_revoked(self, error):
        if self.decision == "disconnecting":
            return revoked_during_removal(self)
        self.revoke_access(error)
        return {}

    @api.private
    def revoke_access(self, error):
        """Google does not let Odoo in any more, until the user has acted, or an administrator.

        :param google_api.transport.errors.GoogleError error: why
        """
        reason = error.reason if isinstance(error, DelegationRefused) else False
        if reason and is_news(self, reason):
            tell_administrators(self, error)
        self.work_id.write({"finding": "reauthorize", "delegation_error": reason})

    def _due_query(self, now):
        """Accounts whose time zones differ are due, too: the user may have fixed that on either
        side. So are those that the service account has lost: an administrator may have fixed it. A
        removal goes on even if its user is disabled. Portal users do not see their schedule, so
        theirs is not due."""
        return SQL(
            """
            SELECT work.id
              FROM google_sync_work AS work
              JOIN google_sync_account AS account ON account.work_id = work.id
              JOIN res_users AS app_user ON app_user.id = account.user_id
             WHERE ((account.decision = 'disconnecting'
                     AND work.finding NOT IN ('disconnected', 'reauthorize'))
                    OR (account.decision = 'connected'
                        AND (work.finding IN ('fine', 'disconnected', 'zone')
                             OR (work.finding = 'reauthorize'
                                 AND account.connected_by = 'service_account'))
                        AND app_user.active AND app_user.share IS NOT TRUE
                        AND app_user.google_sync_enabled))
               AND %(may_retry)s
               AND (%(is_time)s OR (work.finding = 'fine' AND %(waits)s))
            """,
            may_retry=has_come(self.env, SQL("work.retry_at"), now),
            is_time=has_come(self.env, SQL("work.next_sync"), now),
            waits=waits_query(self.env, now, CALENDAR_MODELS, SQL("account.calendar_id")),
        )

    @api.model
    def _cron_sync(self):
        """Synchronise the accounts that are due. An account's failure is never the job's."""
        if not self.env["ir.cron"].sudo()._google_sync_is_surplus():
            Runner(self.env).run()

    # -- actions ------------------------------------------------------------------------------

    def action_open_runs(self):
        self.ensure_one()
        self._check_own_or_administered()
        action = self.env["ir.actions.act_window"]._for_xml_id("google_sync.google_sync_run_action")
        return {
            **action,
            # What the client shows; the action itself goes by its own name.
            "display_name": self.env._("Sync log of %(user)s", user=self.user_id.name),
            "domain": [("account_id", "=", self.id)],
        }
