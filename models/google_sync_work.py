import json
from datetime import timedelta
from math import ceil

from odoo import api, fields, models
from odoo.tools import SQL

from ..sync.workers import clock
from ..sync.workers.presence import ALIVE
from .res_company import ADMINISTRATORS
from .told_field import ToldChar

#: The fields whose changes browsers are told.
SHOWN = ("finding", "trouble", "last_sync", "runner", "tasks")
#: How many rows are removed at once.
MOST_REMOVED = 1000


class GoogleSyncWork(models.Model):
    """The state of one sync, of an account's calendar or its contacts, as workers keep it.

    Only workers write these rows, and people's rows they never write. So neither is ever in the
    other's way. Nothing refers to a row by what a worker changes in it, so no lock is waited for.
    """

    _name = "google.sync.work"
    _description = "Google Sync: state of a sync"
    _log_access = False
    _rec_name = "id"

    account_ids = fields.One2many("google.sync.account", "work_id", string="Accounts")
    contacts_ids = fields.One2many("google.sync.contacts", "work_id")

    # -- whose turn it is -------------------------------------------------------------------------

    runner = fields.Integer(
        string="Worker",
        readonly=True,
        help="The number of the worker that does this sync. It counts while the worker runs.",
    )
    claimed_at = fields.Datetime(readonly=True, help="When a worker last started on it.")
    interruptions = fields.Integer(
        readonly=True, help="How many workers in a row stopped before they finished."
    )
    last_sync = fields.Datetime(readonly=True)
    next_sync = fields.Datetime(readonly=True)
    active_at = fields.Datetime(
        string="Last Activity",
        readonly=True,
        help="When Google last had news, or the user asked for some. The longer ago, the less "
        "often Google is asked.",
    )
    retry_at = fields.Datetime(readonly=True, help="Not to be tried before, after a failure.")
    failures = fields.Integer(readonly=True)

    # -- what was found ---------------------------------------------------------------------------

    finding = fields.Selection(
        [
            ("fine", "OK"),
            ("reauthorize", "Authorize again"),
            ("zone", "Time zones differ"),
            ("approval", "Waiting for approval"),
            ("disconnected", "Removed from Google"),
        ],
        required=True,
        default="fine",
        readonly=True,
        help="What stops the sync, as the worker found it.",
    )
    trouble = ToldChar(readonly=True, help="What is wrong.")
    delegation_error = fields.Char(
        readonly=True, help="Why Google refused the service account last."
    )
    waiting_notified_at = fields.Datetime(
        string="Told to Connect",
        readonly=True,
        help="When the user was told to connect because appointments wait.",
    )
    calendar_trouble = fields.Selection(
        [("lost", "Not found"), ("read_only", "Can only be viewed")],
        readonly=True,
        help="Why the user needs another calendar: Google has no such one any more, as far as they "
        "may know, or lets them write no events.",
    )
    google_time_zone = fields.Char(string="Time Zone at Google", readonly=True)
    google_ahead = fields.Integer(
        string="Google's Clock Ahead",
        readonly=True,
        help="By how many seconds Google's clock was ahead of this server's when the user "
        "connected. What Google changed before that moment is not copied.",
    )
    google_ahead_since = fields.Datetime(
        string="Google's Clock Ahead Since",
        readonly=True,
        help="When the user connected, by this server's clock at that time.",
    )
    away_refused = fields.Char(
        string="No Out of Office",
        readonly=True,
        help="The calendar in which Google has refused to show time off as out of office.",
    )

    # -- how far it is ----------------------------------------------------------------------------

    sync_token = fields.Char(readonly=True, prefetch=False, groups=ADMINISTRATORS)
    token_of = fields.Char(
        string="Sync Token For",
        readonly=True,
        groups=ADMINISTRATORS,
        help="The calendar or the contacts in Google that the sync token belongs to.",
    )
    pending_deletions = fields.Json(
        readonly=True,
        groups=ADMINISTRATORS,
        help="By side, the ids of what a run would have deleted, and asked first.",
    )
    approved_deletions = fields.Json(
        readonly=True,
        groups=ADMINISTRATORS,
        help="By side, the ids of what the user has allowed to be deleted.",
    )
    undo_deletions = fields.Boolean(
        readonly=True, help="The next run brings back what was deleted on one side."
    )
    populate_google = fields.Boolean(readonly=True)
    populate_odoo = fields.Boolean(readonly=True)
    tasks = fields.Json(
        string="Long Work",
        readonly=True,
        help="Copying, moving, removing and undoing that are under way, and how far they are.",
    )
    labels = fields.Json(
        readonly=True,
        groups=ADMINISTRATORS,
        help="For each group of contacts, by its id: the resource name of its label in Google, and "
        "the name that the label got.",
    )
    event_labels = fields.Json(
        readonly=True,
        groups=ADMINISTRATORS,
        help="The calendar, and the names of its labels for events by their ids.",
    )
    event_labels_at = fields.Datetime(readonly=True, help="When the labels were read last.")
    pictures_wait = fields.Boolean(
        readonly=True, help="The pictures of all contacts are to be looked at in the next run."
    )

    def _register_hook(self):
        super()._register_hook()
        clock.forget_plans(self.env)

    def write(self, vals):
        changed = self.filtered(lambda work: any(work._differs(name, vals) for name in SHOWN))
        result = super().write(vals)
        changed._accounts().refresh_browsers()
        return result

    def _differs(self, name, vals):
        if name not in vals:
            return False
        value = self._fields[name].convert_to_cache(vals[name], self)
        return (self[name] or False) != (value or False)

    def _accounts(self):
        """Return the accounts by which Google is asked."""
        return self.account_ids | self.contacts_ids.account_id

    @api.private
    def sync_soon(self):
        """Have it synchronized by the next claim, whatever it waits for."""
        now = fields.Datetime.now()
        self.write({"next_sync": now, "active_at": now, "retry_at": False})

    @api.private
    def sync_within(self, seconds):
        """Have it synchronized once so many seconds have passed, unless that is planned sooner."""
        moment = fields.Datetime.now() + timedelta(seconds=ceil(seconds))
        late = self.filtered(lambda work: not work.next_sync or work.next_sync > moment)
        late.write({"next_sync": moment})
        self.env["ir.cron"].google_sync_wake(moment)

    @api.private
    @api.model
    def store_sync_tokens(self, tokens):
        """Store in one statement how Google's next lists are asked for.

        :param tokens: by the work, each for what its last token was for
        """
        self.flush_model(["sync_token"])
        by_id = json.dumps({work.id: token for work, token in tokens.items()})
        self.env.cr.execute(
            SQL(
                """
                UPDATE google_sync_work AS work SET sync_token = new.token
                  FROM jsonb_each_text(%s) AS new(id, token) WHERE work.id = new.id::integer
                """,
                by_id,
            )
        )
        for name in (self._name, "google.sync.account", "google.sync.contacts"):
            self.env[name].invalidate_model(["sync_token"], flush=False)

    def _owner(self):
        """What is synchronized: the account for its calendar, or its contacts; nothing, if it is
        gone."""
        return self.account_ids or self.contacts_ids

    @api.private
    def claimed(self):
        """Return the works that a living worker has claimed."""
        if not any(self.mapped("runner")):
            return self.browse()
        alive = {number for (number,) in self.env.execute_query(ALIVE)}
        return self.filtered(lambda work: work.runner in alive)

    @api.autovacuum
    def _gc_orphans(self):
        """Remove rows of accounts that the database deleted together with their users."""
        orphans = SQL(
            """
            SELECT work.id FROM google_sync_work AS work
             WHERE NOT EXISTS (SELECT FROM google_sync_account WHERE work_id = work.id)
               AND NOT EXISTS (SELECT FROM google_sync_contacts WHERE work_id = work.id)
             LIMIT %s
            """,
            MOST_REMOVED,
        )
        self.browse(work_id for (work_id,) in self.env.execute_query(orphans)).unlink()
