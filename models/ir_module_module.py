from psycopg2.errors import LockNotAvailable

from odoo import models

from ..sync.database.transactions import written
from ..sync.workers.standstill import standstill

#: Whoever saves something that starts a scheduled action may have to wait so long, and so often
#: scheduled actions are waited for: those of other modules know nothing of this.
_LONGEST_WAIT, _TRIES = "3s", 10


class IrModuleModule(models.Model):
    """Modules can be installed, upgraded and removed while accounts are synchronized."""

    _inherit = "ir.module.module"

    def _button_immediate_function(self, function):
        with standstill(self.env.cr.dbname):
            # What somebody has written belongs to what comes now. Odoo itself says then, if need
            # be, that it is busy.
            if not written(self.env.cr):
                self._wait_for_scheduled_actions()
            return super()._button_immediate_function(function)

    def _wait_for_scheduled_actions(self):
        """Let none of them be at work, nor begin, until the end of this transaction.

        Odoo asks for their rows, and gives up at once if one of them has changed since the
        transaction began. So another one begins, with their table.
        """
        self.env.cr.commit()  # pylint: disable=invalid-commit  # there is nothing but what Odoo has noted
        for _try in range(_TRIES):
            if self._lock_scheduled_actions():
                break

    def _lock_scheduled_actions(self):
        """Return whether none of them is at work, nor begins until the end of the transaction."""
        cr = self.env.cr
        cr.execute("SET LOCAL lock_timeout = %s", [_LONGEST_WAIT])
        try:
            cr.execute("LOCK TABLE ir_cron IN EXCLUSIVE MODE", log_exceptions=False)
        except LockNotAvailable:
            cr.rollback()  # who has waited for this one goes first now
            return False
        cr.execute("SET LOCAL lock_timeout TO DEFAULT")
        return True
