from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..engine.busy.intervals import replaced
from ..google_api.transport import errors
from ..sync.reporting import busy_texts
from ..sync.workers.presence import is_free
from .google_sync_lease_mixin import JITTER, has_come, jitter, next_try

#: How often a calendar is read, and how often all of the year ahead is.
BETWEEN, WHOLE_AFTER = timedelta(minutes=15), timedelta(hours=6)
#: A worker that is gone without an end leaves what it had claimed to others after this time.
GONE_AFTER = timedelta(minutes=5)
#: Of one calendar so many times are kept, the next ones.
MOST_INTERVALS = 5_000


class GoogleSyncBusyReading(models.Model):
    """The state of reading another calendar: what workers found, and when it is due.

    A worker inserts the row when it claims the calendar for the first time. People never write it.
    Calendars that are asked for together, those of one Google account, are due together.
    """

    _name = "google.sync.busy.reading"
    _inherit = "google.sync.claim.mixin"
    _description = "Google Sync: reading of another calendar"
    _log_access = False
    _rec_name = "calendar_id"

    calendar_id = fields.Many2one("google.sync.busy.calendar", required=True, ondelete="cascade")
    runner = fields.Integer(string="Worker")
    claimed_at = fields.Datetime()
    served = fields.Integer(help="Of the user's wishes to have it read, those that were fulfilled.")
    next_at = fields.Datetime(string="Next Reading")
    read_at = fields.Datetime(string="Last Read")
    whole_at = fields.Datetime(help="When all of the year ahead was read last.")
    failures = fields.Integer()
    trouble = fields.Char(help="The code of what is wrong, see sync.reporting.busy_texts.")

    _calendar_unique = models.Constraint("UNIQUE(calendar_id)", "A calendar is read once.")

    # -- as something to be claimed ---------------------------------------------------------------

    @api.private
    @api.model
    def is_used(self):
        """Return whether any may be due; without a query if nobody has other calendars."""
        return bool(self.env["google.sync.busy.calendar"].partner_ids()) and super().is_used()

    def _claim_query(self, runner, limit, now):
        """:param limit: of questions, each about one address or all calendars of one account"""
        return SQL(
            """
            INSERT INTO google_sync_busy_reading
                        (calendar_id, runner, claimed_at, served, next_at, failures)
            SELECT due.calendar_id, %(runner)s, %(now)s, due.asked, %(gone)s, 0
              FROM (%(due)s) AS due
             WHERE due.place <= %(limit)s
                ON CONFLICT (calendar_id) DO UPDATE
               SET runner = EXCLUDED.runner, claimed_at = EXCLUDED.claimed_at,
                   served = EXCLUDED.served, next_at = EXCLUDED.next_at
            RETURNING id
            """,
            runner=runner,
            now=now,
            gone=now + GONE_AFTER,
            due=self._ready_query(now),
            limit=limit,
        )

    def _claimed_of(self, ids):
        claimed = super()._claimed_of(ids)
        claimed.calendar_id.invalidate_recordset(["reading_ids"])
        return claimed

    def _ready_query(self, now):
        """The calendars that are due, or are asked for together with one that is."""
        return SQL(
            """
            SELECT candidate.calendar_id, candidate.asked,
                   dense_rank() OVER (ORDER BY candidate.claimed_at NULLS FIRST,
                                               candidate.user_id, candidate.by_itself) AS place
              FROM (
                SELECT calendar.id AS calendar_id, calendar.asked, calendar.user_id,
                       together.by_itself,
                       min(reading.claimed_at)
                           OVER (PARTITION BY calendar.user_id, together.by_itself) AS claimed_at,
                       bool_or(%(is_time)s OR reading.served != calendar.asked)
                           OVER (PARTITION BY calendar.user_id, together.by_itself) AS is_due
                  FROM google_sync_busy_calendar AS calendar
                 CROSS JOIN LATERAL (
                       SELECT CASE calendar.kind WHEN 'ical' THEN calendar.id END AS by_itself
                       ) AS together
                  JOIN res_users AS app_user ON app_user.id = calendar.user_id
                  LEFT JOIN google_sync_busy_reading AS reading
                    ON reading.calendar_id = calendar.id
                  LEFT JOIN google_sync_account AS account ON account.user_id = calendar.user_id
                  LEFT JOIN google_sync_work AS work ON work.id = account.work_id
                 WHERE app_user.active AND app_user.share IS NOT TRUE
                   AND app_user.google_sync_enabled
                   AND (reading.id IS NULL OR %(free)s)
                   AND (calendar.kind = 'ical'
                        OR (account.decision = 'connected' AND work.finding != 'reauthorize'
                            AND calendar.google_id IS DISTINCT FROM account.calendar_id))
              ) AS candidate
             WHERE candidate.is_due
            """,
            is_time=has_come(self.env, SQL("reading.next_at"), now),
            free=is_free(SQL("reading")),
        )

    # -- how it ends: workers ---------------------------------------------------------------------

    @api.private
    def wants_all(self, now):
        """Whether all of the year ahead is to be read, and not the next weeks alone."""
        # What is yet to come was noted while the server's clock was wrong.
        return not all(one.whole_at and now - WHOLE_AFTER < one.whole_at <= now for one in self)

    @api.private
    def store(self, spans, window, is_whole, problem=None):
        """Keep what was found.

        :param spans: when the calendar is taken, as far as the window reaches
        :param problem: the code of what could not be read of it
        :return: the ``google.sync.busy.interval`` that are new
        """
        intervals = self.env["google.sync.busy.interval"]
        known = intervals.search([("calendar_id", "=", self.calendar_id.id)]).spans()
        wanted = [span for span in replaced(known, spans, window) if span.stop > window.start]
        fresh = intervals.replace(self.calendar_id, wanted[:MOST_INTERVALS])
        now = fields.Datetime.now()
        self.write(
            {
                "runner": False,
                "next_at": now + BETWEEN * jitter(1 - JITTER),
                "read_at": now,
                "whole_at": now if is_whole else self.whole_at,
                "failures": 0,
                "trouble": "too_many" if len(wanted) > MOST_INTERVALS else problem,
            }
        )
        return fresh

    @api.private
    def record_failure(self, error):
        """Keep the known times until they are over, and tell the user why they are not renewed."""
        failures = max(self.mapped("failures"), default=0) + 1
        values = {"runner": False, "next_at": next_try(error, failures)}
        if not isinstance(error, errors.HandedBack):
            values |= {"failures": failures, "trouble": busy_texts.code_of(error)}
        self.write(values)
