"""Meetings of several users: which copies Google itself delivers to its guests."""

from odoo.fields import Domain

from ..engine.item import load
from ..engine.plan import Role
from .event_records import MODEL


class Meetings:
    """The meetings of ``account`` in which other users take part.

    Google delivers a copy to the first calendar of whoever is a guest, and to no other.
    """

    def __init__(self, env, account):
        self.account = account
        self.address = (account.google_email or "").lower()
        self.events = env[MODEL].with_context(active_test=False)
        self.links = env["google.sync.link"]
        self.changes = env["google.sync.change"]

    @property
    def _receives(self):
        return (self.account.calendar_id or "").lower() == self.address

    def awaited(self, states):
        """Those of the records whose copy comes from Google, so that none is to be made.

        Either the event of somebody else's account has this user as its guest, or it will, since
        its organizer shares the guests and the event is on its way.

        :param states: the states of records without a link
        :return: by Odoo's id the id that the copy has in Google; ``None`` while it is on its way
        """
        ids = [odoo_id for odoo_id, state in states.items() if _is_foreign(state)]
        if not ids or not self._receives:
            return {}
        links = self._links_of_others(Domain("res_id", "in", ids))
        # Google gives the copies of all guests the same id.
        delivered = {link.res_id: link.google_id for link in links if self._invites(link)}
        on_their_way = self._on_their_way(set(ids) - set(delivered), links)
        return {**dict.fromkeys(on_their_way), **delivered}

    def _on_their_way(self, ids, links):
        """Those whose organizer shares the guests and has yet to send the event."""
        unsent = {(link.account_id, link.res_id) for link in links if link.state != "synced"}
        accounts = {
            event.id: event.user_id.google_sync_account_ids
            for event in self.events.browse(ids).exists()
            if _shares(event.user_id)
        }
        changes = self.changes.search(
            [
                ("account_id", "in", [account.id for account in accounts.values()]),
                ("res_model", "=", MODEL),
                ("res_id", "in", list(accounts)),
            ]
        )
        unsent.update((change.account_id, change.res_id) for change in changes)
        return {odoo_id for odoo_id, account in accounts.items() if (account, odoo_id) in unsent}

    def _invites(self, link):
        """Whether Google has this user among the guests of somebody else's event."""
        guests = load(link.base).guests if link.base else ()
        return self.address in {guest.email for guest in guests}

    def _links_of_others(self, domain):
        others = Domain("account_id", "!=", self.account.id) & Domain("res_model", "=", MODEL)
        return self.links.search(others & domain)

    def invitations(self, pairs):
        """Those of ``pairs`` that a colleague has called, or that the user attends in Odoo already.

        Whether the user wants new appointments from Google makes no difference to them.

        :param pairs: Odoo's id by Google's id
        """
        events = self.events.browse(set(pairs.values())).exists()
        user = self.account.user_id
        known = events.filtered(
            lambda event: (
                event.user_id != user
                and (event.user_id or user.partner_id in event.attendee_ids.partner_id)
            )
        )
        return set(known.ids)

    def replaced(self, events, states):
        """The copies that this account made of colleagues' meetings, and that Google's replace.

        :param events: Google's JSON by id, of the events that have no link
        :param states: what they say, by id
        :return: pairs of the link to the own copy and the id of Google's
        """
        delivered = {
            events[google_id]["iCalUID"]: google_id
            for google_id, state in states.items()
            if state.item and state.role is Role.EXTERNAL and "iCalUID" in events[google_id]
        }
        meetings = self._links_of_others(Domain("ical_uid", "in", list(delivered)))
        google_ids = {link.res_id: delivered[link.ical_uid] for link in meetings if link.res_id}
        own = self.links.search(
            [
                ("account_id", "=", self.account.id),
                ("calendar_id", "=", self.account.calendar_id),
                ("res_model", "=", MODEL),
                ("res_id", "in", list(google_ids)),
                ("role", "=", Role.INVITED.value),
                ("etag", "!=", False),
            ]
        )
        return [(link, google_ids[link.res_id]) for link in own]


def _is_foreign(state):
    return state.item is not None and state.role is not Role.ORGANIZER


def _shares(user):
    """Whether the meetings that ``user`` calls go to Google with their guests."""
    account = user.google_sync_account_ids
    connected = account.state not in (False, "disconnected")
    return connected and user.google_sync_enabled and user.google_share_guests != "no"
