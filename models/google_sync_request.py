import logging

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.tools import SQL

from ..sync.database.error_log import log_error
from ..sync.operations import requests
from ..sync.workers.presence import is_free

_logger = logging.getLogger(__name__)

#: How many rows one claim takes up.
MOST_TAKEN = 200


class GoogleSyncRequest(models.Model):
    """A request from people to the workers.

    People's transactions only ever add rows. The next claim does what they say, in their order,
    and removes them; what a worker is at waits until that run has ended.
    """

    _name = "google.sync.request"
    _description = "Google Sync: request to a worker"
    _log_access = False
    _order = "id"
    _rec_name = "verb"

    # No foreign key: it would lock rows that workers write.
    work_id = fields.Integer(required=True, index=True, readonly=True)
    verb = fields.Char(
        string="Request",
        required=True,
        readonly=True,
        help="What a worker must do.",
    )
    details = fields.Json(readonly=True)
    asked_at = fields.Datetime(required=True, default=fields.Datetime.now, readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        made = super().create(vals_list)
        made._forget_what_was_shown()
        return made

    def unlink(self):
        self._forget_what_was_shown()
        return super().unlink()

    def _forget_what_was_shown(self):
        """Recompute what people see, which depends on their requests, too."""
        works = self.env["google.sync.work"].browse(set(self.mapped("work_id"))).exists()
        works.modified(["finding", "trouble", "populate_google", "populate_odoo"])

    @api.private
    @api.model
    def of(self, claimed):
        """The rows that wait for these, in their order."""
        return self.sudo().search([("work_id", "in", claimed.work_id.ids)])

    @api.private
    @api.model
    def take(self):
        """Carry out the requests about syncs that no worker is running."""
        self.flush_model()
        query = SQL(
            """
            SELECT request.id
              FROM google_sync_request AS request
              LEFT JOIN google_sync_work AS work ON work.id = request.work_id
             WHERE work.id IS NULL OR %(free)s
             ORDER BY request.id
             LIMIT %(limit)s
            """,
            free=is_free(SQL("work")),
            limit=MOST_TAKEN,
        )
        waiting = self.browse(request_id for (request_id,) in self.env.execute_query(query))
        for request in waiting:
            request._do()
        waiting.unlink()
        return len(waiting)

    @api.private
    @api.model
    def count_free(self):
        """How many a claim could take now."""
        query = SQL(
            """
            SELECT count(*) FROM google_sync_request AS request
              JOIN google_sync_work AS work ON work.id = request.work_id
             WHERE %s
            """,
            is_free(SQL("work")),
        )
        ((count,),) = self.env.execute_query(query)
        return count

    def _do(self):
        """Perform it. One that fails is logged, and is in nobody's way."""
        owner = self.env["google.sync.work"].browse(self.work_id).exists()._owner()
        if not owner:
            return
        try:
            with self.env.cr.savepoint():
                requests.perform(owner, self.verb, self.details or {})
                self.env.flush_all()
        except OperationalError:
            raise
        except Exception:
            log_error(_logger, "Google Sync could not do “%s” for %s", self.verb, owner)
