import os
from datetime import timedelta
from functools import partial

from odoo import api, fields, models
from odoo.tools import SQL

from ..sync.database import caches
from ..sync.workers import alarm

#: The code of the scheduled actions that synchronize; each action is one more worker.
CODE = "model._cron_sync()"
#: How many of them are at work, unless the settings say otherwise.
WORKERS = 2
#: There are so many of these actions.
MOST_WORKERS = 4
#: Minutes between two syncs, where no scheduled action says so.
MINUTES_BETWEEN_SYNCS = 5
#: And where nothing has happened for long, unless the settings say otherwise.
LONGEST_MINUTES = 60
#: Where a transaction keeps when the scheduled actions are to be started.
_STARTS = "google_sync.starts"


class IrCron(models.Model):
    """Several scheduled actions synchronize, since Odoo runs each on one worker at a time."""

    _inherit = "ir.cron"

    def write(self, vals):
        result = super().write(vals)
        if "interval_number" in vals:
            caches.forget(self.env)
        return result

    @api.private
    @api.model
    def google_sync_workers(self):
        """Return how many of them may be at work at the same time."""
        parameter = self.env["ir.config_parameter"].sudo().get_param("google_sync.workers")
        return int(parameter or WORKERS)

    @api.model
    def _google_sync_actions(self):
        """Return the actions that may be at work, the first one first."""
        found = self.env.execute_query(self._google_sync_actions_query())
        return self.browse(action_id for (action_id,) in found)

    @api.model
    def _google_sync_actions_query(self):
        self.flush_model()
        return SQL(
            """
            SELECT cron.id FROM ir_cron AS cron
              JOIN ir_act_server AS act ON act.id = cron.ir_actions_server_id
              JOIN ir_model AS model ON model.id = act.model_id
             WHERE cron.active AND act.code = %s AND model.model = 'google.sync.account'
             ORDER BY cron.id LIMIT %s
            """,
            CODE,
            self.google_sync_workers(),
        )

    @api.private
    @api.model
    def google_sync_main_action(self):
        """The first of the actions that synchronize; none, if an administrator has deleted it."""
        action = self.env.ref("google_sync.ir_cron_sync", raise_if_not_found=False)
        return (action or self).sudo()

    @api.private
    @api.model
    def google_sync_bounds(self):
        """The shortest and the longest time between two questions whether Google has news.

        :rtype: tuple[timedelta, timedelta]
        """
        parameters = self.env["ir.config_parameter"].sudo()
        longest = float(parameters.get_param("google_sync.longest_minutes") or 0)
        return (
            timedelta(minutes=self.google_sync_minutes()),
            # No time at all would be to ask without end.
            timedelta(minutes=longest if longest > 0 else LONGEST_MINUTES),
        )

    @api.private
    @api.model
    @caches.remembered()
    def google_sync_minutes(self):
        """Minutes between two syncs of the same account, where changes are likely.

        Every look at what is due asks for them.
        """
        return self.google_sync_main_action().interval_number or MINUTES_BETWEEN_SYNCS

    @api.private
    @api.model
    def google_sync_wake(self, at=None):
        """Start the actions apart from their schedule, all of them: the first one may be busy.
        Several calls in one transaction add one trigger, at the commit.

        :param at: not before this moment
        """
        precommit = self.env.cr.precommit
        if _STARTS not in precommit.data:
            precommit.data[_STARTS] = set()
            precommit.add(self.env(su=True)["ir.cron"]._google_sync_write_starts)
        precommit.data[_STARTS].add(at and at.replace(microsecond=0))

    @api.model
    def _google_sync_write_starts(self):
        """Add the triggers, and tell the workers of those for now.

        Each save of an appointment comes through here, so that is one statement, and no connection
        of its own to PostgreSQL, as ``_trigger`` has. And they are nobody's: while an action is at
        work it has locked them, and whoever deletes a user would wait for it, and it for them.
        """
        now = self.env.cr.now().replace(microsecond=0)
        moments = {start or now for start in self.env.cr.precommit.data.pop(_STARTS, ())}
        if not moments:
            return
        self.env.execute_query(
            SQL(
                """
                INSERT INTO ir_cron_trigger (cron_id, call_at, create_date, write_date)
                SELECT action.id, moment, %(now)s, %(now)s
                  FROM unnest(%(moments)s) AS moment, (%(actions)s) AS action
                RETURNING id
                """,
                moments=list(moments),
                actions=self._google_sync_actions_query(),
                now=now,
            )
        )
        if min(moments) <= now or os.getenv("ODOO_NOTIFY_CRON_CHANGES"):
            self.env.cr.postcommit.add(partial(alarm.ring, self.env.cr.dbname))

    @api.private
    @api.model
    def google_sync_next_start(self, since=None):
        """When a trigger starts an action next; ``None`` for never.

        :param since: those after this moment; of now without one
        """
        actions = self._google_sync_actions()
        coming = [
            ("cron_id", "in", actions.ids),
            ("call_at", ">", since or fields.Datetime.now()),
        ]
        trigger = self.env["ir.cron.trigger"].sudo().search(coming, order="call_at", limit=1)
        return trigger.call_at or None

    def _google_sync_is_surplus(self):
        """Whether the action that is running is one more than the settings want."""
        running = self.env.context.get("cron_id")
        return bool(running) and running not in self._google_sync_actions().ids
