from odoo import api, fields, models

from .google_sync_claimable import SHOWN_BUSY

#: The browser hears of an account by bus messages of this type.
BUS_TYPE = "google_sync.status"
#: Where a transaction keeps the accounts of which it will tell.
_TOLD = "google_sync.told"


class GoogleSyncAccount(models.Model):
    """What users see of their account in the calendar view, as it happens."""

    _inherit = "google.sync.account"  # pylint: disable=consider-merging-classes-inherited

    def _tell_users(self):
        """Tell the browsers of the accounts' users, once this transaction has been committed."""
        precommit = self.env.cr.precommit
        if _TOLD not in precommit.data:
            precommit.data[_TOLD] = set()
            precommit.add(self.env(su=True)["google.sync.account"]._send_told)
        precommit.data[_TOLD].update(self.ids)

    @api.model
    def _send_told(self):
        accounts = self.browse(self.env.cr.precommit.data.pop(_TOLD, ())).exists()
        for account, values in accounts._browser_values().items():
            account.user_id._bus_send(BUS_TYPE, values)

    def _browser_values(self):
        """What a browser needs to know to show each account, as JSON values.

        :rtype: dict[google.sync.account, dict]
        """
        failed = self._count_of("google.sync.link", "failed")
        conflicts = self._count_of("google.sync.conflict", "open")
        allowed = self._sync_allowed()
        return {
            account: {
                **account._own_browser_values(),
                "allowed": allowed,
                "failed": failed.get(account, 0),
                "conflicts": conflicts.get(account, 0),
            }
            for account in self
        }

    def _count_of(self, model, state):
        """How many records in this state each account has, if any."""
        those = [("account_id", "in", self.ids), ("state", "=", state)]
        return dict(self.env[model]._read_group(those, ["account_id"], ["__count"]))

    def _own_browser_values(self):
        user = self.user_id
        contacts = self.contacts_ids if user.google_contact_category_id else self.contacts_ids[:0]
        begun = (self.work_id | contacts.work_id)._claimed().mapped("claimed_at")
        return {
            "enabled": user.google_sync_enabled,
            "state": self.state,
            "mayResume": self.state == "paused" and self._may_resume(user),
            "email": self.google_email,
            "calendar": self.calendar_name,
            "lastSync": fields.Datetime.to_string(self.last_sync),
            "busyUntil": begun and fields.Datetime.to_string(max(begun) + SHOWN_BUSY),
            "message": self.message or contacts.message,
            "contactsState": contacts.state,
        }

    def _offer_to_connect(self):
        """Offer the user, who has just made an appointment, to connect: once until they do."""
        self.ensure_one()
        offers = self.env["google.sync.offer"]
        if not offers.of(self):
            offers.note(self)
            self.user_id._bus_send("google_sync.offer", {})
