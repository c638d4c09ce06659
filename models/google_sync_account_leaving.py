from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import formatLang

from ..sync.operations.move_calendar import CalendarMove
from ..sync.operations.remove_from_google import RemovalFromGoogle
from ..sync.operations.whereabouts import calm
from ..sync.store.links import SYNCED
from .google_sync_claimable import CLEARED


class GoogleSyncAccount(models.Model):
    """Leaving: what becomes of that which is on both sides when the user disconnects."""

    _inherit = "google.sync.account"  # pylint: disable=consider-merging-classes-inherited

    leaving = fields.Char(string="Taken Out of Google", compute="_compute_leaving")
    frozen_count = fields.Integer(
        string="Frozen", compute="_compute_frozen_count", compute_sudo=True
    )

    @api.depends("state", "work_id.leaving_total", "link_ids.state")
    @api.depends_context("lang")
    def _compute_leaving(self):
        for account in self:
            begun = account.state == "leaving" and bool(account.leaving_total)
            account.leaving = begun and self.env._(
                "%(done)s of %(total)s taken out of Google",
                done=formatLang(self.env, account.leaving_total - account._count_left(), digits=0),
                total=formatLang(self.env, account.leaving_total, digits=0),
            )

    @api.depends("link_ids.state")
    def _compute_frozen_count(self):
        groups = self.env["google.sync.link"]._read_group(
            [("account_id", "in", self.ids), ("state", "=", "frozen")],
            ["account_id"],
            ["__count"],
        )
        counts = {account.id: count for account, count in groups}
        for account in self:
            account.frozen_count = counts.get(account.id, 0)

    # -- remove -------------------------------------------------------------------------------

    def _remove_and_leave(self):
        """Have what was made in Odoo taken out of Google, and then disconnect.

        The runner does it: nothing else is synchronized from now on, and nobody is mailed.

        :raise UserError: the account has no access to Google at the moment
        """
        for account in self.sudo():
            account._check_may_remove()
            account.write({"decision": "leaving", "note": False})
            account._ask_worker("remove")

    def _take_remove(self):
        """From now on the runs of this account take out of Google what was made in Odoo."""
        CalendarMove(self).stop()
        self.work_id.write({"leaving_total": RemovalFromGoogle(self).begin(), "trouble": False})
        self._take_sync()

    def _may_remove(self):
        return self.state not in ("disconnected", "reauthorize") and self._sync_allowed()

    def _check_may_remove(self):
        if not self._may_remove():
            raise UserError(
                self.env._(
                    "Odoo can't change the Google calendar of %(user)s at the moment. Authorize "
                    "again on the Google page first, or choose another option.",
                    user=self.user_id.name,
                )
            )

    def _count_left(self):
        return RemovalFromGoogle(self.sudo()).count_left()

    def _decision_when_connected(self, identity):
        """A removal that was interrupted goes on, if it is the same Google account, and nobody has
        stopped it: workers have yet to hear of that."""
        goes_on = self.decision == "leaving" and self.google_subject == identity.subject
        if goes_on and self._count_left():
            return "leaving"
        self._ask_worker("stop_removing")
        return "connected"

    def _take_stop_removing(self):
        RemovalFromGoogle(self).stop()

    def _lost_while_leaving(self):
        """Google does not let Odoo go on.

        :return: values to write
        """
        left = self._count_left()
        if not left:
            self.env["google.sync.grant"].forget(self)
            return {"finding": "left", "trouble": False}
        text = self._in_user_lang().env._(
            "Google has ended Odoo's access, and %(count)s entries from Odoo are still in "
            "Google. Press “Authorize Again” to remove them, or disconnect and leave them.",
            count=left,
        )
        return {"finding": "reauthorize", "trouble": text}

    def _removed_and_left(self):
        """A worker has taken everything out of Google: the access is given back, unless somebody
        connects again before."""
        self._give_up_consent()
        self.env["google.sync.grant"].forget(self)
        self.work_id.write(
            {"runner": False, "finding": "left", "leaving_total": 0, "trouble": False}
        )

    def _leave(self, note=False):
        """Forget the access here. What is still in Google stays."""
        self.env["google.sync.grant"].forget(self)
        self.write({"decision": "disconnected", "note": note})
        self._ask_worker("disconnected")

    def _take_disconnected(self):
        RemovalFromGoogle(self).stop()
        self.work_id.write({**CLEARED, "leaving_total": 0})

    # -- freeze -------------------------------------------------------------------------------

    def _freeze_and_leave(self):
        """Disconnect, and leave what is on both sides as it is, also after connecting again.

        Nothing of the time in between is copied either, then.
        """
        for account in self.sudo():
            account._ask_worker("freeze")
            account.user_id.google_sync_enabled = False
            account._disconnect()
            account.known_since = False

    def _take_freeze(self):
        CalendarMove(self).stop()
        on_both_sides = Domain("base", "!=", False) & Domain("state", "!=", "merged")
        calm(self._links(on_both_sides), "frozen")
        self.env["google.sync.change"].of(self).unlink()

    def _thaw(self):
        """Synchronize again what was frozen: what has changed since is compared in the next run."""
        self.sudo()._ask_worker("thaw")
        self.sudo().contacts_ids._request_sync()

    def _take_thaw(self):
        frozen = self._links(Domain("state", "=", "frozen"))
        frozen.write({**SYNCED, "retry_at": fields.Datetime.now()})
        self._take_sync()

    def _links(self, those):
        own = Domain("account_id", "in", self.ids)
        return self.env["google.sync.link"].search(own & those)
