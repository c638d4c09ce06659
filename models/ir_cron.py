from odoo import api, fields, models

#: What the scheduled actions do that synchronize; each of them is one more worker at a time.
CODE = "model._cron_sync()"
#: So many of them are at work, unless the settings say otherwise.
WORKERS = 2
#: There are so many of these actions.
MOST_WORKERS = 4


class IrCron(models.Model):
    """Several scheduled actions synchronize, since Odoo runs each on one worker at a time."""

    _inherit = "ir.cron"

    @api.model
    def _google_sync_workers(self):
        """How many of them may be at work at the same time."""
        parameter = self.env["ir.config_parameter"].sudo().get_param("google_sync.workers")
        return int(parameter or WORKERS)

    @api.model
    def _google_sync_actions(self):
        """Those that may be at work, the first one first."""
        ours = [("model_id.model", "=", "google.sync.account"), ("code", "=", CODE)]
        return self.search(ours, order="id", limit=self._google_sync_workers())

    @api.private
    def _google_sync_wake(self, at=None):
        """Start them besides their usual times. One word to the workers is enough for all."""
        self[:1]._trigger(at)
        moment = at or self.env.cr.now().replace(microsecond=0)
        others = [{"cron_id": action.id, "call_at": moment} for action in self[1:]]
        self.env["ir.cron.trigger"].sudo().create(others)

    def _google_sync_next_start(self):
        """When one of them is to be started next besides its usual times; ``None`` for never."""
        now = fields.Datetime.now()
        coming = [("cron_id", "in", self.ids), ("call_at", ">", now)]
        trigger = self.env["ir.cron.trigger"].sudo().search(coming, order="call_at", limit=1)
        return trigger.call_at or None

    def _google_sync_is_surplus(self):
        """Whether the action that is running is one more than the settings want."""
        running = self.env.context.get("cron_id")
        return bool(running) and running not in self._google_sync_actions().ids
