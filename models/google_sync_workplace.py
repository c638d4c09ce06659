from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..google_api.transport import errors
from ..sync.workers.presence import is_free
from .google_sync_lease_mixin import JITTER, has_come, jitter, next_try

#: How often both sides are compared.
BETWEEN = timedelta(minutes=15)
#: A worker that is gone without an end leaves what it had claimed to others after this time.
GONE_AFTER = timedelta(minutes=5)


class GoogleSyncWorkplace(models.Model):
    """The state of comparing a user's working locations: when it is due, and whether it works.

    A worker inserts the row when it claims the user for the first time. People never write it.
    """

    _name = "google.sync.workplace"
    _inherit = "google.sync.claim.mixin"
    _description = "Google Sync: where somebody works"
    _log_access = False
    _rec_name = "account_id"

    account_id = fields.Many2one("google.sync.account", required=True, ondelete="cascade")
    calendar_id = fields.Char(help="Of which the days are known. Another one begins anew.")
    runner = fields.Integer(string="Worker")
    claimed_at = fields.Datetime()
    next_at = fields.Datetime(string="Next Comparison")
    failures = fields.Integer()
    is_refused = fields.Boolean(help="Google does not accept working locations from the account.")
    day_ids = fields.One2many("google.sync.workplace.day", "workplace_id")

    _account_unique = models.Constraint("UNIQUE(account_id)", "Somebody works at one place a day.")

    # -- as something to be claimed ---------------------------------------------------------------

    @api.private
    @api.model
    def is_used(self):
        """Return whether any may be due; without a query if nobody wants it."""
        return bool(self.env["res.users"].google_uses_workplaces()) and super().is_used()

    def _claim_query(self, runner, limit, now):
        return SQL(
            """
            INSERT INTO google_sync_workplace (account_id, runner, claimed_at, next_at, failures)
            SELECT due.account_id, %(runner)s, %(now)s, %(gone)s, 0
              FROM (%(due)s
                     ORDER BY workplace.next_at NULLS FIRST, account.id
                     LIMIT %(limit)s) AS due
                ON CONFLICT (account_id) DO UPDATE
               SET runner = EXCLUDED.runner, claimed_at = EXCLUDED.claimed_at,
                   next_at = EXCLUDED.next_at
            RETURNING id
            """,
            runner=runner,
            now=now,
            gone=now + GONE_AFTER,
            due=self._ready_query(now),
            limit=limit,
        )

    def _ready_query(self, now):
        return SQL(
            """
            SELECT account.id AS account_id
              FROM google_sync_account AS account
              JOIN google_sync_work AS work ON work.id = account.work_id
              JOIN res_users AS app_user ON app_user.id = account.user_id
              LEFT JOIN google_sync_workplace AS workplace ON workplace.account_id = account.id
             WHERE app_user.active AND app_user.share IS NOT TRUE
               AND app_user.google_sync_enabled AND app_user.google_workplaces
               AND account.decision = 'connected' AND work.finding = 'fine'
               AND lower(account.calendar_id) = lower(account.google_email)
               AND workplace.is_refused IS NOT TRUE
               AND (workplace.id IS NULL OR (%(is_time)s AND %(free)s))
            """,
            is_time=has_come(self.env, SQL("workplace.next_at"), now),
            free=is_free(SQL("workplace")),
        )

    @api.private
    @api.model
    def of_accounts(self, accounts):
        """The rows of these accounts; what is missing is made."""
        found = self.search([("account_id", "in", accounts.ids)])
        missing = accounts - found.account_id
        return found | self.create([{"account_id": one.id} for one in missing])

    # -- how it ends: workers ---------------------------------------------------------------------

    @api.private
    def days(self):
        """The days that were compared, with what both sides said; none of another calendar.

        :rtype: dict[datetime.date, google.sync.workplace.day]
        """
        if self.calendar_id != self.account_id.calendar_id:
            self.day_ids.unlink()
            self.calendar_id = self.account_id.calendar_id
        return {one.day: one for one in self.day_ids}

    @api.private
    def keep(self, day, known, google_id=False):
        """Note what both sides say.

        :param engine.events.workplace.Known known: what they do
        :param google_id: of an event that is to be made
        """
        places = (place and [place.kind, place.label] for place in (known.odoo, known.google))
        names = ("odoo_place", "google_place")
        values = {**dict(zip(names, places, strict=True)), "google_id": google_id}
        if row := self.days().get(day):
            row.write(values)
        else:
            new = {"workplace_id": self.id, "day": day, **values}
            self.env["google.sync.workplace.day"].create(new)

    @api.private
    def end(self, before):
        """It was compared.

        :param before: the first day that still counts
        """
        self.day_ids.filtered(lambda one: one.day < before).unlink()
        next_at = fields.Datetime.now() + BETWEEN * jitter(1 - JITTER)
        self.write({"runner": False, "next_at": next_at, "failures": 0})

    @api.private
    def record_failure(self, error):
        failures = self.failures + 1
        values = {"runner": False, "next_at": next_try(error, failures)}
        if not isinstance(error, errors.HandedBack):
            values["failures"] = failures
        self.write(values)
