"""Whether somebody is a guest by the word of who has called the meeting, and not by their own."""

from odoo.fields import Domain

from ...engine.events.identity import named
from ..store.refs import EVENT, SERIES, load_item
from .guests import stored_guests


def is_vouched(event, user):
    """Whether the organizer's own calendar has the user as a guest of ``event``.

    Of a meeting called outside of Odoo, whether those say so whose calendars it came from.

    :param event: with the rights of the superuser
    :raise ItemError: ``unreadable``, see :func:`~sync.odoo.guests.stored_guests`
    """
    addresses = user.google_sync_account_ids._proved_addresses()
    if not event.user_id:
        stored = {guest.email for guest in stored_guests(event)}
        return bool(event.google_sync_organizer) and not addresses.isdisjoint(stored)
    account = event.user_id.google_sync_account_ids
    of_event = Domain("res_model", "=", EVENT) & Domain("res_id", "=", event.id)
    if series := event.recurrence_id:
        of_event |= Domain("res_model", "=", SERIES) & Domain("res_id", "=", series.id)
    links = event.env["google.sync.link"].search(Domain("account_id", "in", account.ids) & of_event)
    return any(not addresses.isdisjoint(named(item)) for item in map(load_item, links) if item)


def is_called_by(event, user):
    """Whether the organizer of a meeting that was called outside of Odoo is this very user."""
    addresses = user.google_sync_account_ids._proved_addresses()
    return not event.user_id and (event.google_sync_organizer or "").lower() in addresses
