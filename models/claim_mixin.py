from odoo import api, fields, models
from odoo.tools import SQL

from ..sync.store import switch


class GoogleSyncClaimMixin(models.AbstractModel):
    """Records that a runner claims as they become due, while no other runner claims."""

    _name = "google.sync.claim.mixin"
    _description = "Google Sync: records that a worker claims"

    #: The table with a row for each user of what is claimed here; none if everybody uses it.
    _claim_users = None

    @api.private
    @api.model
    def claim(self, runner, limit):
        """Take those that are due; none while Google Sync is switched off.

        :param int runner: the number of a ``sync.workers.presence.Presence``
        """
        return self._take(self._ready_query, lambda now: self._claim_query(runner, limit, now))

    def _take(self, ready, statement):
        """Take what the statement for a moment returns the ids of.

        Mostly nothing is due. To see that costs PostgreSQL a third of what the statement does.

        :param ready: for a moment, the query of what the statement chooses from
        """
        if not self._has(ready):
            return self.browse()
        rows = self.env.execute_query(statement(fields.Datetime.now()))
        return self._claimed_of([row_id for (row_id,) in rows]) if rows else self.browse()

    @api.private
    @api.model
    def any_due(self):
        """Return whether a claim could take anything now."""
        return self._has(self._ready_query)

    def _has(self, query):
        """Whether the query for a moment has rows."""
        if not self.is_used():
            return False
        looking = SQL("SELECT EXISTS (%s)", query(fields.Datetime.now()))
        ((found,),) = self.env.execute_query(looking)
        return found

    @api.private
    @api.model
    def ready_query(self, now):
        """Return a query, to be run at once, of what a claim could take now."""
        self.env.flush_all()
        return self._ready_query(now)

    @api.private
    @api.model
    def is_used(self):
        """Whether anything could be due. What nobody uses costs no more than one short look."""
        if not switch.is_on(self.env):
            return False
        self.env.flush_all()  # a value in the cache may decide what is due
        if not self._claim_users:
            return True
        users = SQL.identifier(self._claim_users)
        ((is_used,),) = self.env.execute_query(SQL("SELECT EXISTS (SELECT FROM %s)", users))
        return is_used

    def _ready_query(self, now):
        """Return a query of what is due and free to be claimed."""
        raise NotImplementedError

    def _claim_query(self, runner, limit, now):
        """A statement that notes the runner on what is due, and returns ids."""
        raise NotImplementedError

    def _claimed_of(self, ids):
        """The records that were claimed, with nothing of them in the cache.

        :param ids: what :meth:`_claim_query` returned
        """
        claimed = self.browse(ids)
        claimed.invalidate_recordset()
        return claimed
