from odoo import models

from ..sync.account_runner import AccountRunner
from ..sync.store import job_queue


class GoogleSyncAccount(models.Model):
    """Synchronizes accounts by jobs of OCA's ``queue_job``."""

    _inherit = "google.sync.account"  # pylint: disable=consider-merging-classes-inherited

    def _job_sync(self):
        """Synchronise this account; an account that is not due has nothing to do.

        :raise RetryableJobError: something has failed; the job waits as long as the account does
        """
        runner = AccountRunner(self)
        runner.run()
        if moment := runner.postponed_until():
            raise job_queue.later(self.env, moment)
