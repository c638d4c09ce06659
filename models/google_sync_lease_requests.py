from odoo import api, models
from odoo.exceptions import AccessError


class GoogleSyncLeaseMixin(models.AbstractModel):
    """What people want of workers: each wish is a ``google.sync.request``, and nothing of the work
    is written here."""

    _inherit = "google.sync.lease.mixin"  # pylint: disable=consider-merging-classes-inherited

    @api.private
    def ask_worker(self, verb, **details):
        """Have a worker do something as soon as this transaction has been committed.

        :param verb: one that ``sync.operations.requests`` performs
        :param details: its parameters, as JSON
        """
        if not self:
            return
        values = {"verb": verb, "details": details or False}
        requests = self.env["google.sync.request"].sudo()
        requests.create([{**values, "work_id": claimed.work_id.id} for claimed in self.sudo()])
        self.env["ir.cron"].google_sync_wake()

    def _is_asked(self, *verbs):
        """Return the records for which one of these requests waits."""
        asked = self.env["google.sync.request"].of(self).filtered(lambda one: one.verb in verbs)
        works = set(asked.mapped("work_id"))
        return self.filtered(lambda claimed: claimed.work_id.id in works)

    @api.private
    def request_sync(self):
        """Have it synchronized as soon as this transaction has been committed."""
        self.ask_worker("sync")

    @api.private
    def start_anew(self):
        """Compare everything in the next run."""
        self.ask_worker("anew")

    def action_sync_now(self):
        self.check_access("read")
        self.request_sync()

    def action_approve_deletions(self):
        """Let the next run delete what the guard held back."""
        for claimed in self._waiting_for_approval():
            claimed.ask_worker("go_on", approved=claimed.pending_deletions)

    def action_undo_deletions(self):
        """Let the next run bring back what was deleted, instead of deleting it here as well."""
        self._waiting_for_approval().ask_worker("go_on", undo=True)

    def _check_own_or_administered(self):
        """Managers read accounts of others, too, and decide about nothing that is in them.

        :raise AccessError: it is somebody else's
        """
        self.check_access("read")
        owners = self.env["res.users"].union(*(one.synced_account().user_id for one in self.sudo()))
        is_own = owners <= self.env.user
        if not (is_own or self.env.su or self.env.user.has_group("base.group_system")):
            raise AccessError(self.env._("Only administrators can do this for others."))

    def _waiting_for_approval(self):
        self._check_own_or_administered()
        return self.sudo().filtered(lambda claimed: claimed.state == "approval")
