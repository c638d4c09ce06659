from odoo import api, fields, models
from odoo.tools import SQL

from ..sync.operations.invitations import notify_who_made_appointments
from ..sync.store import switch

#: Changes of users who never connect are forgotten after so many days.
KEPT_DAYS = 90
#: After so many days no transaction is left that sees but some of the rows of a record.
SEEN_DAYS = 1
#: How many rows are removed at once.
MOST_REMOVED = 10_000

#: The key in a transaction's data of what it enqueues at its commit.
_ENQUEUED = "google_sync.enqueued"
#: Where a cursor keeps whose changes its transaction applies.
_ORIGIN = "_google_sync_origin"


class GoogleSyncChange(models.Model):
    """The outbox: "this record changed for this account".

    Rows are only ever added by the transactions that change records, with one statement just
    before their commit, and removed by the run that has taken them.
    """

    _name = "google.sync.change"
    _description = "Google Sync: change to be sent"
    _log_access = False
    _rec_name = "res_id"

    # No foreign key: a save would wait for transactions that change the account.
    account_id = fields.Integer(required=True, index=True)
    res_model = fields.Char(required=True)
    res_id = fields.Many2oneReference(model_field="res_model", required=True)
    enqueued_at = fields.Datetime(required=True, default=fields.Datetime.now)

    @api.private
    @api.model
    def enqueue(self, records):
        """Remember that ``records`` changed, for the accounts that have them in their schedule.

        Costs nothing until the transaction commits, and no lock then.
        """
        if not records:
            return
        precommit = self.env.cr.precommit
        if _ENQUEUED not in precommit.data:
            precommit.data[_ENQUEUED] = {}
            precommit.add(self.env(su=True)["google.sync.change"]._write_enqueued)
        precommit.data[_ENQUEUED].setdefault(records._name, set()).update(records.ids)

    @api.private
    @api.model
    def enqueue_events(self, of_records, records):
        """Remember appointments that show something else, since records beside them changed.

        :param of_records: one of ``sync.odoo.deciding``, which finds them by the ids of these
        """
        if records:
            env = self.env(su=True)
            self.enqueue(env["calendar.event"].browse(of_records(env, records.ids)))

    @api.private
    @api.model
    def enqueued(self):
        """The ids that this transaction has enqueued so far, by model."""
        return self.env.cr.precommit.data.get(_ENQUEUED, {})

    @api.private
    @api.model
    def set_origin(self, account):
        """Say that this transaction applies changes from ``account``, which need no echo there.

        The mark is on the cursor, for what waits for the commit is done at each savepoint, too.
        """
        setattr(self.env.cr, _ORIGIN, account.id or None)

    @api.model
    def _write_enqueued(self):
        enqueued = self.env.cr.precommit.data.pop(_ENQUEUED, {})
        origin = getattr(self.env.cr, _ORIGIN, None)
        if not enqueued:
            return
        concerned = [
            row
            for model_name, ids in enqueued.items()
            for row in self._write_rows(model_name, list(ids), origin)
        ]
        if not switch.is_on(self.env):
            return  # the rows wait until it is switched on again
        # Also where earlier rows wait: nobody knows whether a worker has taken those meanwhile.
        if any(connected for _account, connected in concerned):
            self.env["ir.cron"].google_sync_wake()
        unconnected = [account for account, connected in concerned if not connected]
        notify_who_made_appointments(self.env["google.sync.account"].browse(unconnected))

    @api.model
    def _write_rows(self, model_name, ids, origin):
        """Add the rows for the records of one model.

        :return: for each account concerned its id, and whether it is connected
        """
        query = SQL(
            """
            WITH enqueued AS (
                INSERT INTO google_sync_change (account_id, res_model, res_id, enqueued_at)
                SELECT concerned.account_id, concerned.res_model, concerned.res_id,
                       now() AT TIME ZONE 'UTC'
                  FROM (%(concerned)s) AS concerned
                 WHERE concerned.account_id IS DISTINCT FROM %(origin)s
                RETURNING account_id)
            SELECT DISTINCT account.id,
                   account.decision != 'disconnected' AND work.finding != 'disconnected'
              FROM enqueued
              JOIN google_sync_account AS account ON account.id = enqueued.account_id
              JOIN google_sync_work AS work ON work.id = account.work_id
            """,
            concerned=self.env[model_name]._google_sync_concerned_query(ids),
            origin=origin,
        )
        return self.env.execute_query(query)

    @api.private
    @api.model
    def of(self, accounts):
        """The rows that wait for these accounts."""
        return self.sudo().search([("account_id", "in", accounts.ids)])

    @api.autovacuum
    def _gc_unconnected(self):
        """Forget what waits for users who never connected; they can populate, should they ever.
        And what waits for accounts that are gone."""
        return self._remove(
            SQL(
                """
                SELECT change.id
                  FROM google_sync_change AS change
                  LEFT JOIN google_sync_account AS account ON account.id = change.account_id
                 WHERE account.id IS NULL
                    OR (account.known_since IS NULL AND change.enqueued_at < %s)
                """,
                _days_ago(KEPT_DAYS),
            )
        )

    @api.autovacuum
    def _gc_repeated(self):
        """Keep the last row of each record for accounts that take none, perhaps for ever: they have
        disconnected, are paused, or were refused by Google."""
        return self._remove(
            SQL(
                """
                SELECT id
                  FROM (SELECT id, row_number() OVER (PARTITION BY account_id, res_model, res_id
                                                      ORDER BY id DESC) AS number
                          FROM google_sync_change
                         WHERE enqueued_at < %s) AS change
                 WHERE number > 1
                """,
                _days_ago(SEEN_DAYS),
            )
        )

    def _remove(self, query):
        """Remove some of the rows that a query names.

        :return: how many, and whether others may be left
        """
        self.flush_model()
        rows = self.env.execute_query(SQL("%s LIMIT %s", query, MOST_REMOVED))
        self.browse(change_id for (change_id,) in rows).unlink()
        return len(rows), len(rows) == MOST_REMOVED


def _days_ago(days):
    return fields.Datetime.subtract(fields.Datetime.now(), days=days)
