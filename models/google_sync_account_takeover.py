from odoo import fields, models
from odoo.fields import Domain

from ..sync.operations import migrate_google_calendar as predecessor
from ..sync.store.links import SYNCED, LinkStore


class GoogleSyncAccount(models.Model):
    """Coming from Odoo's own ``google_calendar``: its ids become links, and it is switched off."""

    _inherit = "google.sync.account"  # pylint: disable=consider-merging-classes-inherited

    def _take_over(self):
        """Take over what ``google_calendar`` has linked, and switch it off for these users.

        Nothing is sent or asked now: the next run compares both sides, or the first one, if the
        user is not connected yet. Until then the links wait for the user's first calendar.
        """
        for account in self.sudo():
            access = predecessor.switch_off(account.user_id)
            self.env["google.sync.former.access"].lay_aside(account, access)
            account.took_over_at = fields.Datetime.now()
            account._link_taken_over()
            account._ask_worker("list_again")
            if account.state == "disconnected":
                account._notify_to_connect(
                    account._in_user_lang().env._(
                        "From now on, Google Sync keeps your Odoo schedule and your Google "
                        "calendar in sync. It needs your permission once. Nothing is copied "
                        "twice, and no invitations are sent."
                    )
                )
            account.user_id.google_sync_enabled = True

    def _link_taken_over(self):
        """Make links of what neither side is linked by already."""
        linked = predecessor.Linked(self.env(su=True), self.user_id)
        linked.name_slots()
        collection = predecessor.PRIMARY if self._waits_for_primary() else self.calendar_id
        own = self._links(Domain("collection", "=", collection))
        known = {*own.mapped("google_id"), *map(LinkStore.ref, own)}
        values_list = []
        for pair in linked.pairs():
            if pair.ref in known or pair.google_id in known:
                continue
            known.update((pair.ref, pair.google_id))
            values_list.append(
                {
                    "account_id": self.id,
                    "collection": collection,
                    "res_model": pair.ref.model,
                    "res_id": pair.ref.id,
                    "google_id": pair.google_id,
                    "series_id": pair.series_id,
                    "title": pair.title,
                    "role": pair.role.value,
                    "taken_over": True,
                    **SYNCED,
                }
            )
        self.env["google.sync.link"].sudo().create(values_list)

    def _waits_for_primary(self):
        """Whether the links are to wait until the user's first calendar is chosen."""
        own = (self.google_email or "").lower()
        return not self.calendar_id or self.calendar_id.lower() != own

    def _adopt_taken_over(self):
        """The user's first calendar is known: the links that waited for it are its own."""
        waiting = self._waiting_taken_over()
        if not waiting:
            return
        here = self._links(Domain("collection", "=", self.calendar_id))
        known = {*here.mapped("google_id"), *map(LinkStore.ref, here)}
        double = waiting.filtered(
            lambda link: link.google_id in known or LinkStore.ref(link) in known
        )
        double.unlink()
        (waiting - double).collection = self.calendar_id

    def _waiting_taken_over(self):
        """The links that wait until the user's first calendar is chosen."""
        return self._links(Domain("collection", "=", predecessor.PRIMARY))

    def _take_list_again(self):
        """Look at all that Google has."""
        self.work_id.sync_token = False
        self._take_sync()

    def _give_back(self):
        """Switch ``google_calendar`` on again for those who have not connected since."""
        uncompared = Domain("taken_over", "=", True) & Domain("base", "=", False)
        for account in self.sudo().filtered(lambda account: account.state == "disconnected"):
            access = self.env["google.sync.former.access"].take_back(account)
            predecessor.switch_on(account.user_id, access)
            account._links(uncompared).unlink()
            account.took_over_at = False
            account.user_id.google_sync_enabled = False
