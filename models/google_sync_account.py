import random
from datetime import datetime, timedelta, timezone

from odoo import api, fields, models
from odoo.tools import SQL, formatLang, str2bool

from ..engine.event_policy import EventPolicy
from ..google_api import errors
from ..google_api.event_codec import KINDS
from ..sync import messages
from ..sync.runner import Runner

#: How long a claim holds when the process that made it dies.
LEASE = timedelta(minutes=15)
#: Google asks that clients vary their intervals by a quarter.
JITTER = 0.25
#: Where there is no scheduled action to say so.
MINUTES_BETWEEN_SYNCS = 5
FIRST_RETRY, LONGEST_RETRY = timedelta(minutes=1), timedelta(hours=1)


class GoogleSyncAccount(models.Model):
    """One Odoo user's connection to one Google account and one calendar in it.

    The record outlives a disconnection, and so do its links: whoever connects again finds
    everything as it was, and nothing doubled.
    """

    _name = "google.sync.account"
    _description = "Google Sync: account"
    _rec_name = "user_id"
    _order = "user_id"
    _log_access = False

    user_id = fields.Many2one("res.users", required=True, ondelete="cascade", readonly=True)
    partner_id = fields.Many2one(related="user_id.partner_id", store=True, index=True)
    state = fields.Selection(
        [
            ("disconnected", "Not connected"),
            ("connected", "Connected"),
            ("reauthorize", "Authorize again"),
            ("zone", "Time zones differ"),
            ("approval", "Waiting for approval"),
            ("paused", "Paused"),
        ],
        required=True,
        default="disconnected",
        readonly=True,
    )
    google_subject = fields.Char(
        readonly=True, help="Google's own, unchanging id of the account, from its verified token."
    )
    google_email = fields.Char(string="Google Account", readonly=True)
    calendar_id = fields.Char(string="Calendar Id", readonly=True)
    calendar_name = fields.Char(string="Google Calendar", readonly=True)
    google_time_zone = fields.Char(string="Time Zone at Google", readonly=True)
    sync_token = fields.Char(readonly=True, prefetch=False)
    known_since = fields.Datetime(
        string="Connected Since",
        readonly=True,
        help="What Google held before this moment is the past, which is copied on request only.",
    )
    last_sync = fields.Datetime(readonly=True)
    next_sync = fields.Datetime(readonly=True)
    retry_at = fields.Datetime(readonly=True, help="Not to be tried before, after a failure.")
    lease_until = fields.Datetime(readonly=True, help="Until when a worker is at it.")
    failures = fields.Integer(readonly=True)
    message = fields.Char(string="What Is Wrong", readonly=True)
    invited_at = fields.Datetime(
        readonly=True, help="When the user was told that appointments wait for them to connect."
    )
    pending_deletions = fields.Json(
        readonly=True, help="By side, the ids of what a run would have deleted, and asked first."
    )
    approved_deletions = fields.Json(
        readonly=True, help="By side, the ids of what the user has allowed to be deleted."
    )
    undo_deletions = fields.Boolean(
        readonly=True, help="The next run brings back what was deleted on one side."
    )
    populate_done = fields.Integer(readonly=True)
    populate_total = fields.Integer(
        readonly=True,
        help="How many appointments the populate that is under way copies to Google.",
    )
    progress = fields.Char(string="Copying to Google", compute="_compute_progress")
    run_ids = fields.One2many("google.sync.run", "account_id", readonly=True)
    link_ids = fields.One2many("google.sync.link", "account_id", readonly=True)
    link_count = fields.Integer(
        string="Appointments", compute="_compute_link_counts", compute_sudo=True
    )
    failed_count = fields.Integer(
        string="Failing", compute="_compute_link_counts", compute_sudo=True
    )

    _user_unique = models.Constraint(
        "UNIQUE(user_id)", "A user is connected to one Google account only."
    )
    _subject_unique = models.UniqueIndex(
        "(google_subject) WHERE state != 'disconnected'",
        "This Google account is already connected to another Odoo user.",
    )
    _calendar_unique = models.UniqueIndex(
        "(calendar_id) WHERE state != 'disconnected'",
        "This Google calendar is already synchronized with the schedule of another Odoo user.",
    )

    @api.depends("link_ids")
    def _compute_link_counts(self):
        groups = self.env["google.sync.link"]._read_group(
            [("account_id", "in", self.ids)], ["account_id", "state"], ["__count"]
        )
        counts = {(account, state): count for account, state, count in groups}
        for account in self:
            account.failed_count = counts.get((account, "failed"), 0)
            account.link_count = sum(
                count for (owner, _state), count in counts.items() if owner == account
            )

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
        accounts = self.sudo()
        return accounts.search([("user_id", "=", user.id)]) or accounts.create({"user_id": user.id})

    @api.model
    def _sync_allowed(self):
        """Whether the company-wide switch is on; off means that no request leaves the server."""
        return str2bool(
            self.env["ir.config_parameter"].sudo().get_param("google_sync.enabled", "False")
        )

    def _note_linked_records(self):
        """Compare in the next run all that is linked, whatever was noted."""
        self.ensure_one()
        self.env.execute_query(
            SQL(
                """
                INSERT INTO google_sync_change (account_id, res_model, res_id, noted_at)
                SELECT account_id, res_model, res_id, now() AT TIME ZONE 'UTC'
                  FROM google_sync_link
                 WHERE account_id = %s AND calendar_id = %s AND res_id IS NOT NULL
                RETURNING id
                """,
                self.id,
                self.calendar_id or "",
            )
        )

    # -- what a run asks and tells --------------------------------------------------------------

    def _policy(self):
        user = self.user_id
        return EventPolicy(
            imports=user.google_import_events,
            import_tentative=user.google_import_tentative,
            populate_odoo=user.google_populate_odoo,
            window=self._populate_window(),
            known_since=self.known_since and self.known_since.replace(tzinfo=timezone.utc),
            undo_deletions=self.undo_deletions,
            share_guests=user.google_share_guests != "no",
        )

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
        self.write({"populate_done": 0, "populate_total": self._count_waiting()})

    def _note_progress(self):
        """Count how much of the populate under way Google has taken, or refused for good."""
        if self.populate_total:
            done = self.populate_total - self._count_waiting()
            self.populate_done = max(done, self.populate_done)

    def _forget_progress(self):
        """Let the next populate look at everything anew."""
        self.filtered("populate_total").write({"populate_done": 0, "populate_total": 0})

    def _count_waiting(self):
        """How many appointments are still to be written to Google."""
        return self.env["google.sync.link"].search_count(
            [
                ("account_id", "=", self.id),
                ("calendar_id", "=", self.calendar_id),
                ("state", "=", "pending"),
                ("retry_at", "!=", False),
            ]
        )

    def _synced(self, values):
        """A run has ended well."""
        self.write(
            {
                "state": "connected",
                "last_sync": fields.Datetime.now(),
                "lease_until": False,
                "retry_at": False,
                "failures": 0,
                "message": False,
                "pending_deletions": False,
                "undo_deletions": False,
                **values,
            }
        )
        if self.approved_deletions and not self._count_waiting():
            self.approved_deletions = False

    def _failed(self, error):
        """A run could not be done: say why, and decide by the error's class when to go on."""
        values = {"message": messages.describe(self._in_user_lang().env, error)}
        if isinstance(error, errors.AuthorizationLost | errors.ScopeMissing):
            values["state"] = "reauthorize"
        failures = self.failures + 1
        delay = min(FIRST_RETRY * 2 ** min(failures - 1, 10), LONGEST_RETRY)
        asked = getattr(error, "after", None)
        if asked:
            delay = max(delay, timedelta(seconds=asked))
        retry_at = fields.Datetime.now() + delay * _jitter(1)
        self._wake(retry_at)
        self.write(
            {
                **values,
                "failures": failures,
                "retry_at": retry_at,
                "next_sync": False,
                "lease_until": False,
            }
        )

    def _due_google_ids(self):
        """The events to look at again, for a write that failed, or an answer that never came.

        Most writes that were interrupted are simply sent again, for Google refuses those that
        rest on an old state. A deletion that may have been done bears no state.
        """
        links = self.env["google.sync.link"].search(
            [
                ("account_id", "=", self.id),
                ("calendar_id", "=", self.calendar_id),
                ("retry_at", "<=", fields.Datetime.now()),
                "|",
                ("state", "!=", "pending"),
                "&",
                ("etag", "=", False),
                ("base", "!=", False),
            ]
        )
        return tuple(links.mapped("google_id"))

    def _known_series_ids(self):
        """Google's ids of the series of which all exceptions are known, by the link's base."""
        links = self.env["google.sync.link"].search_fetch(
            [
                ("account_id", "=", self.id),
                ("calendar_id", "=", self.calendar_id),
                ("res_model", "=", "calendar.recurrence"),
                ("base", "!=", False),
            ],
            ["google_id"],
        )
        return frozenset(links.mapped("google_id"))

    def _stopped(self, state, message, **values):
        """A guard has stopped the run before it wrote anything."""
        now = fields.Datetime.now()
        self.write(
            {
                "state": state,
                "message": message,
                "lease_until": False,
                "next_sync": now + timedelta(minutes=5),
                **values,
            }
        )

    def _in_user_lang(self):
        return self.with_context(lang=self.user_id.lang, tz=self.user_id.tz)

    # -- claiming -----------------------------------------------------------------------------

    @api.model
    def _claim(self, limit):
        """Take the accounts that are due, those that waited longest first.

        Other workers pass over what is claimed: the row lock keeps them apart for the moment of
        the claim, and the lease for the length of the run. The next sync is planned now, so that
        who asks for one while this one is at work gets it.
        """
        if not self._sync_allowed():
            return self.browse()
        now = fields.Datetime.now()
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE google_sync_account
                   SET lease_until = %(lease)s, next_sync = %(next)s
                 WHERE id IN (%(due)s
                     ORDER BY account.last_sync NULLS FIRST, account.id
                     LIMIT %(limit)s
                       FOR UPDATE OF account SKIP LOCKED)
                RETURNING id
                """,
                lease=now + LEASE,
                next=now + self._pause(),
                due=self._due_query(now),
                limit=limit,
            )
        )
        accounts = self.browse(account_id for (account_id,) in rows)
        accounts.invalidate_recordset(["lease_until", "next_sync"])
        return accounts

    @api.model
    def _count_due(self):
        """How many accounts a claim could take now."""
        if not self._sync_allowed():
            return 0
        due = self._due_query(fields.Datetime.now())
        ((count,),) = self.env.execute_query(SQL("SELECT count(*) FROM (%s) AS due", due))
        return count

    def _due_query(self, now):
        """A query of the ids of the accounts that are to be synchronised now.

        One whose time zones differ is looked at too, since the user may have put that right on
        either side.
        """
        return SQL(
            """
            SELECT account.id
              FROM google_sync_account AS account
              JOIN res_users AS app_user ON app_user.id = account.user_id
             WHERE account.state IN ('connected', 'zone')
               AND app_user.active AND app_user.google_sync_enabled
               AND (account.lease_until IS NULL OR account.lease_until < %(now)s)
               AND (account.retry_at IS NULL OR account.retry_at <= %(now)s)
               AND (account.next_sync IS NULL OR account.next_sync <= %(now)s
                    OR (account.state = 'connected' AND (
                        EXISTS (SELECT FROM google_sync_change AS change
                                 WHERE change.account_id = account.id)
                        OR EXISTS (SELECT FROM google_sync_link AS link
                                    WHERE link.account_id = account.id
                                      AND link.calendar_id = account.calendar_id
                                      AND link.retry_at <= %(now)s))))
            """,
            now=now,
        )

    def _pause(self):
        """The time from one sync to the next."""
        return timedelta(minutes=self._minutes_between_syncs()) * _jitter(1 - JITTER)

    @api.model
    def _minutes_between_syncs(self):
        return self._scheduled_action().interval_number or MINUTES_BETWEEN_SYNCS

    @api.model
    def _scheduled_action(self):
        """The action that synchronises; none, when an administrator has deleted it."""
        action = self.env.ref("google_sync.ir_cron_sync", raise_if_not_found=False)
        return (action or self.env["ir.cron"]).sudo()

    def _request_sync(self):
        """Have the account synchronised as soon as this transaction has been committed."""
        self.sudo().write({"next_sync": fields.Datetime.now(), "retry_at": False})
        self._wake()

    @api.model
    def _wake(self, at=None):
        """Start the scheduled action, besides its usual times."""
        if action := self._scheduled_action():
            action._trigger(at)

    @api.model
    def _cron_sync(self):
        """Synchronise the accounts that are due. An account's failure is never the job's."""
        Runner(self.env).run()

    # -- actions ------------------------------------------------------------------------------

    def action_sync_now(self):
        self.check_access("read")
        self._request_sync()

    def action_approve_deletions(self):
        """Let the next run delete what the guard held back."""
        for account in self._waiting_for_approval():
            account._go_on(approved_deletions=account.pending_deletions)

    def action_undo_deletions(self):
        """Let the next run bring back what was deleted, instead of deleting it here as well."""
        for account in self._waiting_for_approval():
            account._go_on(undo_deletions=True)

    def _waiting_for_approval(self):
        # Reading checks that the account is the user's own, or that they administer all.
        self.check_access("read")
        return self.sudo().filtered(lambda account: account.state == "approval")

    def _go_on(self, **answer):
        """What a guard has stopped goes on, now that the user has put it right."""
        self.write({"state": "connected", "message": False, **answer})
        self._request_sync()

    def action_open_runs(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Sync log of %(user)s", user=self.user_id.name),
            "res_model": "google.sync.run",
            "views": [(False, "list"), (False, "form")],
            "domain": [("account_id", "=", self.id)],
        }


def _jitter(least):
    """A factor that keeps accounts and servers out of step with each other."""
    return random.uniform(least, 1 + JITTER)  # noqa: S311  no secret depends on it
