from datetime import datetime, timedelta, timezone

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, formatLang, str2bool

from ..engine.events.policy import EventPolicy
from ..google_api.calendar.event_codec import KINDS
from ..sync.odoo.masks import Masks
from ..sync.runner import Runner
from ..sync.store.refs import EVENT, SERIES
from .google_sync_claimable import CLEARING

#: Where there is no scheduled action to say so.
MINUTES_BETWEEN_SYNCS = 5
#: The models whose records are synchronized with a calendar.
CALENDAR_MODELS = (EVENT, SERIES)
#: Where a transaction keeps when the scheduled actions are to be started.
_WOKEN = "google_sync.woken"
#: The fields of which users are told as they change.
_TOLD = frozenset({"decision", "note", "google_email", "calendar_name"})


class GoogleSyncAccount(models.Model):
    """One Odoo user's connection to one Google account and one calendar in it.

    The record outlives a disconnection, and so do its links: whoever connects again finds
    everything as it was, and nothing doubled.
    """

    _name = "google.sync.account"
    _inherit = ["google.sync.claimable", "google.sync.shown"]
    _description = "Google Sync: account"
    _rec_name = "user_id"
    _order = "user_id"
    _log_access = False
    _sync_kind = "calendar"
    _state_depends = ("decision", "work_id.finding")

    user_id = fields.Many2one("res.users", required=True, ondelete="cascade", readonly=True)
    partner_id = fields.Many2one(related="user_id.partner_id", store=True, index=True)
    decision = fields.Selection(
        [
            ("disconnected", "Not connected"),
            ("connected", "Connected"),
            ("paused", "Paused"),
            ("leaving", "Disconnecting"),
        ],
        required=True,
        default="disconnected",
        readonly=True,
        help="What people decided. What workers found is kept apart.",
    )
    note = fields.Char(readonly=True, help="The message that explains the decision.")
    state = fields.Selection(
        [
            ("disconnected", "Not connected"),
            ("connected", "Connected"),
            ("reauthorize", "Authorize again"),
            ("zone", "Time zones differ"),
            ("approval", "Waiting for approval"),
            ("paused", "Paused"),
            ("leaving", "Disconnecting"),
        ],
        compute="_compute_state",
        search="_search_state",
        group_expand=True,
    )
    message = fields.Char(string="Problem", compute="_compute_message")
    google_subject = fields.Char(
        readonly=True, help="Google's own, unchanging id of the account, from its verified token."
    )
    google_email = fields.Char(string="Google Account", readonly=True)
    calendar_id = fields.Char(string="Calendar Id", readonly=True)
    calendar_name = fields.Char(string="Google Calendar", readonly=True)
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
    took_over_at = fields.Datetime(
        readonly=True,
        help="When Odoo's own Google Calendar was switched off for the user, and what it had "
        "linked was taken over.",
    )
    progress = fields.Char(string="Copying to Google", compute="_compute_progress")
    run_ids = fields.One2many("google.sync.run", "account_id", readonly=True)
    contacts_ids = fields.One2many("google.sync.contacts", "account_id", readonly=True)
    link_ids = fields.One2many("google.sync.link", "account_id", readonly=True)
    link_count = fields.Integer(
        string="Appointments", compute="_compute_link_counts", compute_sudo=True
    )
    failed_count = fields.Integer(
        string="Sync Errors",
        compute="_compute_link_counts",
        compute_sudo=True,
        search="_search_failed_count",
    )
    conflict_ids = fields.One2many("google.sync.conflict", "account_id", readonly=True)
    conflict_count = fields.Integer(
        string="Conflicts", compute="_compute_conflict_count", compute_sudo=True
    )

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
                           CASE WHEN work.finding IN ('fine', 'left') OR %(past)s THEN 'connected'
                                ELSE work.finding END
                       WHEN 'leaving' THEN
                           CASE WHEN %(past)s THEN 'leaving'
                                WHEN work.finding = 'left' THEN 'disconnected'
                                WHEN work.finding = 'reauthorize' THEN 'reauthorize'
                                ELSE 'leaving' END
                       ELSE account.decision
                   END AS value
              FROM google_sync_account AS account
              JOIN google_sync_work AS work ON work.id = account.work_id
            """,
            past=SQL(
                """
                EXISTS (SELECT FROM google_sync_request AS request
                         WHERE request.work_id = work.id AND request.verb = ANY(%s))
                """,
                list(CLEARING),
            ),
        )

    @api.depends("decision", "note", "work_id.trouble")
    def _compute_message(self):
        past = self._is_asked(*CLEARING)
        for account in self:
            by_people = account.decision in ("disconnected", "paused")
            trouble = account not in past and account.work_id.trouble
            account.message = account.note if by_people else trouble

    @api.depends("link_ids")
    def _compute_link_counts(self):
        groups = self.env["google.sync.link"]._read_group(
            [("account_id", "in", self.ids)], ["account_id", "res_model", "state"], ["__count"]
        )
        for account in self:
            own = [group[1:] for group in groups if group[0] == account]
            account.failed_count = sum(count for _model, state, count in own if state == "failed")
            account.link_count = sum(
                count for model, _state, count in own if model in CALENDAR_MODELS
            )

    @api.model
    def _search_failed_count(self, operator, value):
        """Those with more failing records than ``value``."""
        if operator != ">":
            return NotImplemented
        groups = (
            self.env["google.sync.link"]
            .sudo()
            ._read_group(
                [("state", "=", "failed")], ["account_id"], having=[("__count", ">", value)]
            )
        )
        return [("id", "in", [account.id for (account,) in groups])]

    @api.depends("conflict_ids.state")
    def _compute_conflict_count(self):
        groups = self.env["google.sync.conflict"]._read_group(
            [("account_id", "in", self.ids), ("state", "=", "open")], ["account_id"], ["__count"]
        )
        counts = dict(groups)
        for account in self:
            account.conflict_count = counts.get(account, 0)

    @api.depends("populate_done", "populate_total")
    @api.depends_context("lang")
    def _compute_progress(self):
        for account in self:
            account.progress = bool(account.populate_total) and self.env._(
                "%(done)s of %(total)s sent",
                done=formatLang(self.env, account.populate_done, digits=0),
                total=formatLang(self.env, account.populate_total, digits=0),
            )

    @api.model
    def _of_user(self, user):
        """The user's account, made when they have none."""
        return self._the_one_of("user_id", user)

    @api.model
    def _sync_allowed(self):
        """Whether the company-wide switch is on; off means that no request leaves the server."""
        allowed = self.env["ir.config_parameter"].sudo().get_param("google_sync.enabled", "False")
        return str2bool(allowed) and self.env["google.sync.secret"]._at_home()

    @api.model
    def _check_sync_allowed(self):
        """:raise UserError: the company-wide switch is off"""
        if not self._sync_allowed():
            raise UserError(
                self.env._(
                    "Google Sync is switched off for the whole company. An administrator can allow "
                    "it in Settings → Google Sync."
                )
            )

    # -- what a run asks and tells --------------------------------------------------------------

    def _policy(self):
        user = self.user_id
        return EventPolicy(
            imports=user.google_import_events,
            import_tentative=user.google_import_tentative,
            populate_odoo=self._populates("odoo"),
            window=self._populate_window(),
            known_since=self.known_since and self.known_since.replace(tzinfo=timezone.utc),
            undo_deletions=self.undo_deletions,
            share_guests=user._shares_google_guests(),
            neutral=Masks(user).neutral,
            **self._policy_of_colleagues(),
        )

    def _policy_of(self, res_model):
        """The policy for the records of a model."""
        return self._policy() if res_model in CALENDAR_MODELS else self.contacts_ids._policy()

    def _policy_of_colleagues(self):
        """What matters of the other accounts, where guests go to Google or are taken out there."""
        user = self.user_id
        if user.google_privacy == "full" and not user._shares_google_guests():
            return {}
        others = self.search([("google_email", "!=", False)])
        discreet = others.filtered(lambda account: account.user_id.google_privacy != "full")
        return {
            "colleagues": frozenset(email.lower() for email in others.mapped("google_email")),
            "discreet": frozenset(email.lower() for email in discreet.mapped("google_email")),
        }

    def _populate_window(self):
        """Start and stop, aware, of the time in which populate copies appointments."""
        user, now = self.user_id, datetime.now(timezone.utc)
        past, future = timedelta(user.google_past_days), timedelta(user.google_future_days)
        return now - past, now + future

    def _wanted_kinds(self):
        """Which kinds of events, besides appointments, come in from Google."""
        user = self.user_id
        return frozenset(kind for kind in KINDS if user[f"google_import_{kind}"])

    def _start_progress(self):
        """A populate has been planned: what waits for Google now is what it has to send."""
        self.work_id.write({"populate_done": 0, "populate_total": self._count_waiting()})

    def _note_progress(self):
        """Count how much of the populate under way Google has taken, or refused for good."""
        if self.populate_total:
            done = self.populate_total - self._count_waiting()
            self.work_id.populate_done = max(done, self.populate_done)

    def _forget_progress(self):
        """Let the next populate look at everything anew."""
        self.work_id.filtered("populate_total").write({"populate_done": 0, "populate_total": 0})

    # -- populating once ------------------------------------------------------------------------

    def _populates(self, side):
        """Whether all that one side has is to be copied there: what people have asked for last,
        until a worker has done it.

        :param side: the one that is populated, "google" or "odoo"
        """
        asked = [
            request.details["wanted"]
            for request in self.env["google.sync.request"].of(self)
            if request.verb == "populate" and request.details["side"] == side
        ]
        return asked[-1] if asked else self.work_id[f"populate_{side}"]

    def _take_populate(self, side, wanted):
        self.work_id[f"populate_{side}"] = wanted
        if side == "google":
            self._forget_progress()

    def _known_series_ids(self):
        """Google's ids of the series of which all exceptions are known, by the link's base."""
        links = self.env["google.sync.link"].search_fetch(
            [
                ("account_id", "=", self.id),
                ("collection", "=", self.calendar_id),
                ("res_model", "=", "calendar.recurrence"),
                ("base", "!=", False),
            ],
            ["google_id"],
        )
        return frozenset(links.mapped("google_id"))

    def _collections(self):
        """What is synchronized at the moment: the calendars, and the groups of contacts."""
        chosen = self.contacts_ids.filtered("user_id.google_contact_category_id")
        return [*self.mapped("calendar_id"), *chosen.mapped("collection")]

    def write(self, vals):
        result = super().write(vals)
        if not _TOLD.isdisjoint(vals):
            self._tell_users()
        return result

    def _in_user_lang(self):
        return self.with_context(lang=self.user_id.lang, tz=self.user_id.tz)

    # -- as something to be claimed ------------------------------------------------------------

    def _sync_account(self):
        return self

    def _collection(self):
        return self.calendar_id or ""

    def _proved_addresses(self):
        """The addresses that Google itself has said to be this account's, in lower case: the
        person's, and that of a calendar which is nobody's own.

        A calendar that bears a person's address is that person's, whoever else may write to it.
        """
        people = {one.google_email for one in self if one.google_email}
        calendars = {one.calendar_id for one in self if _is_of_nobody(one.calendar_id)}
        return frozenset(address.lower() for address in people | calendars)

    def _terms(self):
        user = self.user_id
        enabled = self.decision == "leaving" or user._syncs_with_google()
        return self.decision, self.calendar_id, self.google_subject, enabled

    def _lost(self, error):
        if self.decision == "leaving":
            return self._lost_while_leaving()
        self._lose_access(error)
        return {}

    def _due_query(self, now):
        """One whose time zones differ is looked at too, since the user may have put that right on
        either side; so is one that the service account has lost, for an administrator may have.
        One whose user leaves is taken to its end, whatever becomes of the user. Who has become a
        portal user does not see their schedule any more, so it rests."""
        return SQL(
            """
            SELECT work.id
              FROM google_sync_work AS work
              JOIN google_sync_account AS account ON account.work_id = work.id
              JOIN res_users AS app_user ON app_user.id = account.user_id
             WHERE ((account.decision = 'leaving' AND work.finding NOT IN ('left', 'reauthorize'))
                    OR (account.decision = 'connected'
                        AND (work.finding IN ('fine', 'left', 'zone')
                             OR (work.finding = 'reauthorize'
                                 AND account.connected_by = 'service_account'))
                        AND app_user.active AND app_user.share IS NOT TRUE
                        AND app_user.google_sync_enabled))
               AND (work.retry_at IS NULL OR work.retry_at <= %(now)s)
               AND (work.next_sync IS NULL OR work.next_sync <= %(now)s
                    OR (work.finding = 'fine' AND %(waits)s))
            """,
            now=now,
            waits=self._waits_query(now, CALENDAR_MODELS, SQL("account.calendar_id")),
        )

    @api.model
    def _minutes_between_syncs(self):
        return self._scheduled_action().interval_number or MINUTES_BETWEEN_SYNCS

    @api.model
    def _scheduled_action(self):
        """The first of the actions that synchronise; none, when an administrator has deleted it."""
        action = self.env.ref("google_sync.ir_cron_sync", raise_if_not_found=False)
        return (action or self.env["ir.cron"]).sudo()

    @api.model
    def _wake(self, at=None):
        """Start the scheduled actions, besides their usual times, all of them: the first may be
        busy with something long. However often it is asked for, it is noted once, at the commit."""
        precommit = self.env.cr.precommit
        if _WOKEN not in precommit.data:
            precommit.data[_WOKEN] = set()
            precommit.add(self.env(su=True)["google.sync.account"]._write_woken)
        precommit.data[_WOKEN].add(at and at.replace(microsecond=0))

    @api.model
    def _write_woken(self):
        actions = self.env["ir.cron"].sudo()._google_sync_actions()
        for moment in self.env.cr.precommit.data.pop(_WOKEN, ()):
            actions._google_sync_wake(moment)

    @api.model
    def _cron_sync(self):
        """Synchronise the accounts that are due. An account's failure is never the job's."""
        if not self.env["ir.cron"].sudo()._google_sync_is_surplus():
            Runner(self.env).run()

    # -- actions ------------------------------------------------------------------------------

    def action_open_runs(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("google_sync.google_sync_run_action")
        return {
            **action,
            # What the client shows; the action itself goes by its own name.
            "display_name": self.env._("Sync log of %(user)s", user=self.user_id.name),
            "domain": [("account_id", "=", self.id)],
        }


def _is_of_nobody(calendar_id):
    """Whether a calendar is one that was made besides people's own ones.

    https://developers.google.com/workspace/calendar/api/concepts/events-calendars
    """
    return (calendar_id or "").lower().endswith(".calendar.google.com")
