import random
from datetime import timedelta
from math import ceil

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

from ..engine.core.polling import JITTER, steps
from ..google_api.transport import errors
from ..sync.database.locks import is_made_meanwhile
from ..sync.reporting import messages
from ..sync.reporting.run_log import close_interrupted
from ..sync.reporting.told import told
from ..sync.workers.due import pause_query
from ..sync.workers.presence import is_free

FIRST_RETRY, LONGEST_RETRY = timedelta(minutes=1), timedelta(hours=1)
#: After a guard has stopped a run, whether it still has to is looked at after this time.
STOPPED_FOR = timedelta(minutes=5)
#: What has ended so many workers in a row waits longer each time before the next one takes it.
MOST_INTERRUPTIONS = 3
#: The first of these waits. Each is twice as long as the one before, and none longer than that
#: after a failure.
AFTER_INTERRUPTION = timedelta(seconds=1)
#: After these the state that workers have found is a matter of the past.
CLEARING = ("connected", "disconnected", "anew", "go_on")
#: A condition: one of these waits for the row ``work``.
IS_PAST = SQL(
    """
    EXISTS (SELECT FROM google_sync_request AS request
             WHERE request.work_id = work.id AND request.verb = ANY(%s))
    """,
    list(CLEARING),
)


def has_come(env, moment, now):
    """A condition: a moment that was planned has come, or there is none.

    What lies further ahead than anybody plans was noted while the server's clock was wrong.

    :param SQL moment: a column
    """
    _shortest, longest = env["ir.cron"].google_sync_bounds()
    return SQL(
        "(%(moment)s IS NULL OR %(moment)s <= %(now)s OR %(moment)s > %(farthest)s)",
        moment=moment,
        now=now,
        farthest=now + 2 * longest + timedelta(seconds=2 * errors.LONGEST_AFTER),
    )


class GoogleSyncLeaseMixin(models.AbstractModel):
    """Records that a worker leases for one sync: an account's calendar, or its contacts.

    The record itself belongs to people. What workers keep of it is a row of ``google.sync.work``,
    whose fields can be read here. What people want of workers is a ``google.sync.request``, which
    ``sync.operations.requests`` performs. So a method is either a person's, and writes this record
    and requests; or a worker's, and writes ``work_id``.
    """

    _name = "google.sync.lease.mixin"
    _inherit = "google.sync.claim.mixin"
    _inherits = {"google.sync.work": "work_id"}
    _description = "Google Sync: lease of what is synchronized"

    #: The kind of its runs, in the log.
    _sync_kind = None

    work_id = fields.Many2one(
        "google.sync.work", required=True, ondelete="restrict", index=True, readonly=True
    )

    @api.model
    def _the_one_of(self, name, whose):
        """Return the owner's record, and make it if they have none.

        :param name: of the field that names the owner
        :raise ConcurrencyError: another transaction is making it; Odoo repeats this one then
        """
        everybodys = self.sudo()
        if found := everybodys.search([(name, "=", whose.id)]):
            return found
        if is_made_meanwhile(self.env, self._table, name, whose.id):
            raise ConcurrencyError(f"{self._name} of {whose} was made by somebody else")
        return everybodys.create({name: whose.id})

    def unlink(self):
        works = self.sudo().work_id
        result = super().unlink()
        works.unlink()
        return result

    # -- what each of them is -----------------------------------------------------------------

    @api.private
    def synced_account(self):
        """The accounts whose access to Google it uses."""
        raise NotImplementedError

    @api.private
    def synced_collection(self):
        """Google's id of the calendar, or our name of the group of contacts; links belong to it."""
        raise NotImplementedError

    @api.private
    def lease_terms(self):
        """People's decisions that a run relies on; it stops when one of them changes."""
        raise NotImplementedError

    def _due_query(self, now):
        """Return a query of the works that are due now, as ``work.id``."""
        raise NotImplementedError

    def _access_revoked(self, error):
        """Google refuses access until the user, or an administrator, has acted.

        :return: values to write to the work
        """
        raise NotImplementedError

    # -- claiming: workers --------------------------------------------------------------------

    @api.private
    def claim_these(self, runner):
        """Take those of these that are due, as :meth:`claim` does of all."""
        works = self.work_id.ids
        return self._take(
            lambda now: self._ready_query(now, works),
            lambda now: self._claim_query(runner, len(works), now, works),
        )

    @api.private
    def are_due(self):
        """Whether a claim could take any of these now."""
        works = self.work_id.ids
        return self._has(lambda now: self._ready_query(now, works))

    def _claim_query(self, runner, limit, now, works=None):
        """Take the ones that waited longest first.

        Other workers pass over what is claimed for as long as the runner lives. The next sync is
        planned now, so a request that comes during this one is served. Hints are taken before
        Google is asked, so one that comes later waits for the next claim.
        """
        return SQL(
            """
            WITH claimed AS (
                UPDATE google_sync_work AS taken
                   SET runner = %(runner)s, claimed_at = %(now)s,
                       next_sync = %(now)s + make_interval(secs => %(jitter)s * %(pause)s),
                       active_at = CASE WHEN %(hinted)s THEN %(now)s ELSE active_at END,
                       interruptions = CASE WHEN runner > 0 THEN interruptions + 1 ELSE 0 END
                 WHERE id IN (%(due)s
                     ORDER BY work.last_sync NULLS FIRST, work.id
                     LIMIT %(limit)s
                       FOR NO KEY UPDATE OF work SKIP LOCKED)
                RETURNING id
            ), hint AS (
                DELETE FROM google_sync_hint USING claimed
                 WHERE google_sync_hint.work_id = claimed.id
                RETURNING google_sync_hint.channel_id
            ), heard AS (
                UPDATE google_sync_channel SET heard_at = %(now)s
                  FROM hint WHERE google_sync_channel.id = hint.channel_id
            )
            SELECT id FROM claimed
            """,
            runner=runner,
            now=now,
            jitter=jitter(1 - JITTER),
            pause=pause_query(self.env, SQL("taken"), now),
            hinted=self.env["google.sync.hint"].waits(SQL("taken")),
            due=self._ready_query(now, works),
            limit=limit,
        )

    def _claimed_of(self, ids):
        self.env["google.sync.work"].browse(ids).invalidate_recordset()
        claimed = self.search([("work_id", "in", ids)])
        claimed.invalidate_recordset()  # the fields of the work are kept with it, too
        claimed.synced_account().refresh_browsers()
        close_interrupted(claimed)
        return claimed

    def _ready_query(self, now, works=None):
        """Return a query of what is due and free; what stopped several workers waits longer.

        :param works: of these alone, by the ids of their works
        """
        return SQL(
            """
            %(due)s
               AND %(wanted)s
               AND %(free)s
               AND (COALESCE(work.interruptions, 0) < %(most)s
                    OR work.claimed_at + make_interval(
                        secs => least(power(2, work.interruptions) * %(first)s, %(longest)s)
                       ) <= %(now)s)
               AND NOT EXISTS (SELECT FROM google_sync_request AS request
                                WHERE request.work_id = work.id)
            """,
            due=self._due_query(now),
            wanted=SQL("TRUE") if works is None else SQL("work.id = ANY(%s)", list(works)),
            free=is_free(SQL("work")),
            most=MOST_INTERRUPTIONS,
            first=AFTER_INTERRUPTION.total_seconds(),
            longest=LONGEST_RETRY.total_seconds(),
            now=now,
        )

    @api.private
    def is_claimed(self):
        """Return whether a worker is synchronizing it."""
        return bool(self.work_id.claimed())

    # -- what a run asks ----------------------------------------------------------------------

    @api.private
    def current_token(self):
        """Return Google's sync token, if it is for what is synchronized now."""
        return self.sync_token if self.token_of == self.token_scope() else None

    @api.private
    def token_scope(self):
        """Return what a sync token is for. When this changes, everything is read anew."""
        return self.synced_collection()

    @api.private
    def count_waiting(self):
        """Return how many records are still to be written to Google."""
        return self.env["google.sync.link"].search_count(
            [
                ("account_id", "=", self.synced_account().id),
                ("collection", "=", self.synced_collection()),
                ("state", "=", "pending"),
                ("retry_at", "!=", False),
            ]
        )

    # -- how a run ends: workers --------------------------------------------------------------

    @api.private
    def record_success(self, values):
        """Note that their runs have ended well."""
        self.work_id.write(
            {
                "runner": False,
                "interruptions": 0,
                "last_sync": fields.Datetime.now(),
                "calendar_trouble": False,
                "finding": "fine",
                "trouble": False,
                "retry_at": False,
                "failures": 0,
                "pending_deletions": False,
                "undo_deletions": False,
                **values,
            }
        )
        for one in self.filtered("approved_deletions"):
            if not one.count_waiting():
                one.work_id.approved_deletions = False

    @api.private
    def values_after_news(self):
        """Google had news, so more is likely: it is asked again soon.

        :return: values to write to the work at the end of the run
        """
        now = fields.Datetime.now()
        pause = steps(*self.env["ir.cron"].google_sync_bounds()).pause(0)
        soon = now + timedelta(seconds=pause) * jitter(1 - JITTER)
        return {"active_at": now, "next_sync": self.next_sync and min(self.next_sync, soon)}

    @api.private
    def record_failure(self, error):
        """A run could not be done: say why, and decide by the error's class when to go on.

        :return: what is said, as of :func:`sync.reporting.told.told`
        """
        if isinstance(error, errors.HandedBack):
            self._handed_back(error)
            return False
        values = {"trouble": self._told(error)}
        if isinstance(error, errors.AuthorizationLost | errors.ScopeMissing):
            values.update(self._access_revoked(error))
        failures = self.failures + 1
        retry_at = (fields.Datetime.now() + self._delay(error, failures)).replace(microsecond=0)
        self.env["ir.cron"].google_sync_wake(retry_at)
        self.work_id.write(
            {
                **values,
                "calendar_trouble": _calendar_trouble(error),
                "failures": failures,
                "retry_at": retry_at,
                "next_sync": False,
                "runner": False,
                "interruptions": 0,
            }
        )
        return values["trouble"]

    def _told(self, error):
        return told(self.synced_account().in_user_lang().env, messages.describe, error)

    def _handed_back(self, error):
        """A run has ended before its time, which is nobody's failure: it is gone on with soon."""
        values = {"runner": False, "interruptions": 0, "next_sync": fields.Datetime.now()}
        if error.after:
            values["retry_at"] = fields.Datetime.now() + timedelta(seconds=ceil(error.after))
        if error.reason == "no_answer":
            values["trouble"] = self._told(error)
        self.work_id.write(values)
        self.env["ir.cron"].google_sync_wake(values.get("retry_at"))

    def _delay(self, error, failures):
        """Return how long to wait after a failure: longer each time, if Google answered at all.

        A Google that is silent is nobody's failure. As soon as it is well again all go on.
        """
        silent = isinstance(error, errors.RetryLater) and error.reason == "no_answer"
        doubled = 1 if silent else 2 ** min(failures - 1, 10)
        delay = min(FIRST_RETRY * doubled, LONGEST_RETRY)
        if asked := getattr(error, "after", None):
            delay = max(delay, timedelta(seconds=asked))
        return delay if silent else delay * jitter(1)

    @api.private
    def record_stop(self, finding, message, **values):
        """A guard has stopped the run before it wrote anything."""
        self.work_id.write(
            {
                "finding": finding,
                "trouble": message,
                "runner": False,
                "interruptions": 0,
                "next_sync": fields.Datetime.now() + STOPPED_FOR,
                **values,
            }
        )

    @api.private
    def go_on_at_once(self, **values):
        """A run has done its part, and the next one goes on with the rest."""
        now = fields.Datetime.now()
        self.work_id.write({"runner": False, "interruptions": 0, "next_sync": now, **values})


def _calendar_trouble(error):
    """Return the trouble of the calendar itself that an error tells of, if any."""
    if isinstance(error, errors.ReadOnlyCalendar):
        return "read_only"
    return "lost" if isinstance(error, errors.NotFound) else False


def next_try(error, failures):
    """When something is read again that has failed so many times in a row.

    :return: a moment in UTC, naive as Odoo's are
    """
    now = fields.Datetime.now()
    if isinstance(error, errors.HandedBack):
        return now + timedelta(seconds=error.after or 2)
    delay = LONGEST_RETRY  # for what does not pass by itself
    if isinstance(error, errors.RetryLater):
        delay = min(FIRST_RETRY * 2 ** min(failures - 1, 10), LONGEST_RETRY)
        delay = max(delay, timedelta(seconds=error.after or 0))
    return (now + delay * jitter(1)).replace(microsecond=0)


def jitter(least):
    """A factor that keeps accounts and servers out of step with each other."""
    return random.uniform(least, 1 + JITTER)  # noqa: S311  no secret depends on it
