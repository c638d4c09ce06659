import random
from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

from ..google_api import errors
from ..sync import messages
from ..sync.link_store import RESTING

#: How long a claim holds when the process that made it dies.
LEASE = timedelta(minutes=15)
#: Google asks that clients vary their intervals by a quarter.
JITTER = 0.25
FIRST_RETRY, LONGEST_RETRY = timedelta(minutes=1), timedelta(hours=1)
#: After a guard has stopped a run, whether it still has to is looked at after this time.
STOPPED_FOR = timedelta(minutes=5)
#: The fields of which users are told as they change.
TOLD = ("state", "message", "last_sync", "lease_until")


class GoogleSyncClaimable(models.AbstractModel):
    """What a worker claims and takes through one sync: an account's calendar, or its contacts."""

    _name = "google.sync.claimable"
    _description = "Google Sync: what is synchronized"

    #: What it is, in the log of its runs.
    _sync_kind = None

    sync_token = fields.Char(readonly=True, prefetch=False)
    last_sync = fields.Datetime(readonly=True)
    next_sync = fields.Datetime(readonly=True)
    retry_at = fields.Datetime(readonly=True, help="Not to be tried before, after a failure.")
    lease_until = fields.Datetime(readonly=True, help="Until when a worker is at it.")
    failures = fields.Integer(readonly=True)
    message = fields.Char(string="What Is Wrong", readonly=True)
    pending_deletions = fields.Json(
        readonly=True, help="By side, the ids of what a run would have deleted, and asked first."
    )
    approved_deletions = fields.Json(
        readonly=True, help="By side, the ids of what the user has allowed to be deleted."
    )
    undo_deletions = fields.Boolean(
        readonly=True, help="The next run brings back what was deleted on one side."
    )

    def write(self, vals):
        told = self.filtered(
            lambda claimed: any(
                name in vals and (claimed[name] or False) != (vals[name] or False) for name in TOLD
            )
        )
        result = super().write(vals)
        told._sync_account()._tell_users()
        return result

    # -- what each of them is -----------------------------------------------------------------

    def _sync_account(self):
        """The accounts by which Google is asked."""
        raise NotImplementedError

    def _collection(self):
        """The name of what is synchronized at Google, to which links belong."""
        raise NotImplementedError

    def _due_query(self, now):
        """A query of the ids of those that are to be synchronized now, as ``claimed.id``."""
        raise NotImplementedError

    def _lost(self, error):
        """Google refuses access until the user, or an administrator, has acted.

        :return: values to write
        """
        raise NotImplementedError

    # -- claiming -----------------------------------------------------------------------------

    def _claim(self, limit):
        """Take those that are due, the ones that waited longest first.

        Other workers pass over what is claimed: the row lock keeps them apart for the moment of
        the claim, and the lease for the length of the run. The next sync is planned now, so that
        who asks for one while this one is at work gets it.
        """
        accounts = self.env["google.sync.account"]
        if not accounts._sync_allowed():
            return self.browse()
        now = fields.Datetime.now()
        pause = timedelta(minutes=accounts._minutes_between_syncs())
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE %(table)s
                   SET lease_until = %(lease)s, next_sync = %(next)s
                 WHERE id IN (%(due)s
                     ORDER BY claimed.last_sync NULLS FIRST, claimed.id
                     LIMIT %(limit)s
                       FOR UPDATE OF claimed SKIP LOCKED)
                RETURNING id
                """,
                table=SQL.identifier(self._table),
                lease=now + LEASE,
                next=now + pause * jitter(1 - JITTER),
                due=self._due_query(now),
                limit=limit,
            )
        )
        claimed = self.browse(claimed_id for (claimed_id,) in rows)
        claimed.invalidate_recordset(["lease_until", "next_sync"])
        claimed._sync_account()._tell_users()
        return claimed

    def _is_claimed(self):
        """Whether a worker is at it."""
        return bool(self.lease_until and self.lease_until > fields.Datetime.now())

    def _count_due(self):
        """How many a claim could take now."""
        if not self.env["google.sync.account"]._sync_allowed():
            return 0
        due = self._due_query(fields.Datetime.now())
        ((count,),) = self.env.execute_query(SQL("SELECT count(*) FROM (%s) AS due", due))
        return count

    def _waits_query(self, now, models, collection):
        """A condition on ``claimed`` and ``account``: a record has changed, or a link is due.

        :param models: the names of the models whose records it synchronizes
        :param SQL collection: what :meth:`_collection` says
        """
        return SQL(
            """
            (EXISTS (SELECT FROM google_sync_change AS change
                      WHERE change.account_id = account.id AND change.res_model = ANY(%(models)s))
             OR EXISTS (SELECT FROM google_sync_link AS link
                         WHERE link.account_id = account.id
                           AND link.collection = %(collection)s
                           AND link.retry_at <= %(now)s
                           AND link.state != ALL(%(resting)s)))
            """,
            now=now,
            resting=list(RESTING),
            models=list(models),
            collection=collection,
        )

    # -- what a run asks ----------------------------------------------------------------------

    def _due_google_ids(self):
        """What to look at again at Google, for a write that failed, or an answer that never came.

        What waits for its turn was not sent yet, and so is no question.
        """
        links = self.env["google.sync.link"].search(
            [
                ("account_id", "=", self._sync_account().id),
                ("collection", "=", self._collection()),
                ("retry_at", "<=", fields.Datetime.now()),
                ("state", "not in", RESTING),
                "|",
                ("state", "!=", "pending"),
                ("sent", "!=", False),
            ]
        )
        return tuple(links.mapped("google_id"))

    def _note_linked_records(self):
        """Compare in the next run all that is linked, whatever was noted."""
        self.ensure_one()
        self.env["google.sync.link"].search(
            [
                ("account_id", "=", self._sync_account().id),
                ("collection", "=", self._collection()),
                ("as_singles", "=", True),
            ]
        ).retry_at = fields.Datetime.now()
        self.env.execute_query(
            SQL(
                """
                INSERT INTO google_sync_change (account_id, res_model, res_id, noted_at)
                SELECT account_id, res_model, res_id, now() AT TIME ZONE 'UTC'
                  FROM google_sync_link
                 WHERE account_id = %s AND collection = %s AND res_id IS NOT NULL
                RETURNING id
                """,
                self._sync_account().id,
                self._collection(),
            )
        )

    def _anew(self):
        """Values with which the next run compares everything, as if there had been no trouble."""
        return {
            "sync_token": False,
            "retry_at": False,
            "lease_until": False,
            "message": False,
            "failures": 0,
            "pending_deletions": False,
            "approved_deletions": False,
            "undo_deletions": False,
        }

    # -- how a run ends -----------------------------------------------------------------------

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
        account = self._sync_account()
        values = {"message": messages.describe(account._in_user_lang().env, error)}
        if isinstance(error, errors.AuthorizationLost | errors.ScopeMissing):
            values.update(self._lost(error))
        failures = self.failures + 1
        delay = min(FIRST_RETRY * 2 ** min(failures - 1, 10), LONGEST_RETRY)
        asked = getattr(error, "after", None)
        if asked:
            delay = max(delay, timedelta(seconds=asked))
        retry_at = fields.Datetime.now() + delay * jitter(1)
        account._wake(retry_at)
        self.write(
            {
                **values,
                "failures": failures,
                "retry_at": retry_at,
                "next_sync": False,
                "lease_until": False,
            }
        )

    def _stopped(self, state, message, **values):
        """A guard has stopped the run before it wrote anything."""
        self.write(
            {
                "state": state,
                "message": message,
                "lease_until": False,
                "next_sync": fields.Datetime.now() + STOPPED_FOR,
                **values,
            }
        )

    def _count_waiting(self):
        """How many records are still to be written to Google."""
        return self.env["google.sync.link"].search_count(
            [
                ("account_id", "=", self._sync_account().id),
                ("collection", "=", self._collection()),
                ("state", "=", "pending"),
                ("retry_at", "!=", False),
            ]
        )

    # -- what people ask for ------------------------------------------------------------------

    def _request_sync(self):
        """Have it synchronized as soon as this transaction has been committed."""
        self.sudo().write({"next_sync": fields.Datetime.now(), "retry_at": False})
        self.env["google.sync.account"]._wake()

    def _go_on(self, **answer):
        """What a guard has stopped goes on, now that the user has put it right."""
        self.write({"state": "connected", "message": False, **answer})
        self._request_sync()

    def action_sync_now(self):
        self.check_access("read")
        self._request_sync()

    def action_approve_deletions(self):
        """Let the next run delete what the guard held back."""
        for claimed in self._waiting_for_approval():
            claimed._go_on(approved_deletions=claimed.pending_deletions)

    def action_undo_deletions(self):
        """Let the next run bring back what was deleted, instead of deleting it here as well."""
        for claimed in self._waiting_for_approval():
            claimed._go_on(undo_deletions=True)

    def _waiting_for_approval(self):
        # Reading checks that it is the user's own, or that they administer all.
        self.check_access("read")
        return self.sudo().filtered(lambda claimed: claimed.state == "approval")


def jitter(least):
    """A factor that keeps accounts and servers out of step with each other."""
    return random.uniform(least, 1 + JITTER)  # noqa: S311  no secret depends on it
