from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import formatLang

from ..sync.calendar_move import CalendarMove
from ..sync.leaving import Leaving
from ..sync.link_store import SYNCED


class GoogleSyncAccount(models.Model):
    """Leaving: what becomes of that which is on both sides when the user disconnects."""

    _inherit = "google.sync.account"  # pylint: disable=consider-merging-classes-inherited

    leaving_total = fields.Integer(
        readonly=True, help="How much is taken out of Google before Odoo disconnects by itself."
    )
    leaving = fields.Char(string="Taken Out of Google", compute="_compute_leaving")
    frozen_count = fields.Integer(
        string="Frozen", compute="_compute_frozen_count", compute_sudo=True
    )

    @api.depends("state", "leaving_total", "link_ids.state")
    @api.depends_context("lang")
    def _compute_leaving(self):
        for account in self:
            account.leaving = account.state == "leaving" and self.env._(
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
            CalendarMove(account).stop()
            account.contacts_ids.lease_until = False
            account.write(
                {
                    "state": "leaving",
                    "leaving_total": Leaving(account).begin(),
                    "message": False,
                    "retry_at": False,
                    "lease_until": False,
                }
            )
            account._request_sync()

    def _may_remove(self):
        return self.state not in ("disconnected", "reauthorize") and self._sync_allowed()

    def _check_may_remove(self):
        if not self._may_remove():
            raise UserError(
                self.env._(
                    "Odoo may not change the Google calendar of %(user)s now. Authorize it again "
                    "on the Google page first, or choose another way to disconnect.",
                    user=self.user_id.name,
                )
            )

    def _count_left(self):
        return Leaving(self.sudo()).count_left()

    def _state_when_connected(self, identity):
        """A removal that was interrupted goes on, if it is the same Google account."""
        if self._count_left() and self.google_subject == identity.subject:
            return "leaving"
        Leaving(self).stop()
        return "connected"

    def _lost_while_leaving(self):
        """Google does not let Odoo go on.

        :return: values to write
        """
        left = self._count_left()
        if not left:
            self.env["google.sync.grant"].forget(self)
            return {"state": "disconnected", "message": False}
        text = self._in_user_lang().env._(
            "Google no longer lets Odoo act for you, and %(count)s entries of Odoo are still in "
            "Google. Press “Authorize Again” to have them removed, or disconnect and leave them.",
            count=left,
        )
        return {"state": "reauthorize", "message": text}

    def _left(self):
        """The access has been given back, or is about to be: forget it here. What is still in
        Google stays."""
        self.env["google.sync.grant"].forget(self)
        Leaving(self).stop()
        self.write(
            {
                "state": "disconnected",
                "leaving_total": 0,
                "message": False,
                "retry_at": False,
                "lease_until": False,
            }
        )

    # -- freeze -------------------------------------------------------------------------------

    def _freeze_and_leave(self):
        """Disconnect, and leave what is on both sides as it is, also after connecting again.

        Nothing of the time in between is copied either, then.
        """
        for account in self.sudo():
            CalendarMove(account).stop()
            on_both_sides = Domain("base", "!=", False) & Domain("state", "!=", "merged")
            account._links(on_both_sides).write({**SYNCED, "state": "frozen"})
            account.user_id.google_sync_enabled = False
            self.env["google.sync.change"].search([("account_id", "=", account.id)]).unlink()
            account._disconnect()
            account.known_since = False

    def _thaw(self):
        """Synchronize again what was frozen: what has changed since is compared in the next run."""
        for account in self.sudo():
            frozen = account._links(Domain("state", "=", "frozen"))
            frozen.write({**SYNCED, "retry_at": fields.Datetime.now()})
            account._request_sync()
            account.contacts_ids._request_sync()

    def _links(self, those):
        own = Domain("account_id", "in", self.ids)
        return self.env["google.sync.link"].search(own & those)
