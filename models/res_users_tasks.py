from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.tools.translate import LazyTranslate

from ..sync.odoo.policies import SIDES, populates
from ..sync.reporting import tasks
from ..sync.reporting.client_actions import tell

_lt = LazyTranslate(__name__)

#: By kind of work, what a worker is asked to do to stop it.
_STOPS = {
    **{kind: ("populate", {"side": side, "wanted": False}) for side, kind in tasks.COPY.items()},
    tasks.MOVE: ("stop_moving", {}),
    tasks.UNDO: ("stop_undoing", {}),
}


class ResUsers(models.Model):
    """What takes a while: copying on request, and stopping whatever is under way."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    @api.depends(
        "google_sync_account_ids.work_id.populate_google",
        "google_sync_account_ids.work_id.populate_odoo",
    )
    def _compute_google_populate(self):
        """Ticked from when the user wants it until a worker has done it."""
        for user in self:
            account = user.google_sync_account_ids
            user.google_populate_google = bool(account) and populates(account, "google")
            user.google_populate_odoo = bool(account) and populates(account, "odoo")

    def _inverse_google_populate_google(self):
        self._google_populate("google")

    def _inverse_google_populate_odoo(self):
        self._google_populate("odoo")

    def _google_populate(self, side):
        for user in self:
            wanted = user[f"google_populate_{side}"]
            account = user.sudo().google_sync_account_ids
            if wanted and not account:
                account = account.of_user(user)
            account.ask_worker("populate", side=side, wanted=wanted)
            account.refresh_browsers()

    def write(self, vals):
        wanted = [side for side in SIDES if vals.get(f"google_populate_{side}")]
        result = super().write(vals)
        if wanted:
            self.sudo()._tell_google_populate()
        return result

    def _tell_google_populate(self):
        """Tell whoever has saved it what happens now, for a form that is saved shows nothing."""
        states = set(self.mapped("google_sync_state"))
        if states == {"connected"}:
            text = _lt("Copying existing appointments starts now.")
        elif "disconnected" in states:
            text = _lt("Existing appointments are copied as soon as Google is connected.")
        else:
            text = _lt("Existing appointments are copied as soon as the sync resumes.")
        tell(self.env, "info", text)

    def action_google_stop(self, kind=None):
        """Stop long work. What is done by then stays done.

        :param kind: one of ``sync.reporting.tasks.KINDS``
        """
        self._check_google_self_or_admin()
        account = self.sudo().google_sync_account_ids
        if kind == tasks.REMOVE:
            if account.decision != "disconnecting":  # it has ended, or somebody has stopped it
                return True
            return self.action_google_disconnect_now()
        if kind not in _STOPS:
            raise ValidationError(self.env._("It is not running, so there is nothing to stop."))
        verb, details = _STOPS[kind]
        account.ask_worker(verb, **details)
        if kind == tasks.UNDO:
            account.contacts_ids.ask_worker(verb)
        account.refresh_browsers()
        return True
