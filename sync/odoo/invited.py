"""Whether the organizer has invited a user, who may not add themselves to a meeting."""

from __future__ import annotations

from odoo.fields import Domain
from odoo.models import BaseModel

from ...engine.events.identity import named
from ..store.refs import EVENT, SERIES, load_item
from .guests import stored_guests


def proved_addresses(accounts: BaseModel) -> frozenset[str]:
    """The addresses that Google itself has said to belong to these accounts, in lower case: the
    person's, and that of a calendar which belongs to nobody.

    A calendar that bears a person's address is that person's, whoever else may write to it.
    """
    people = {one.google_email for one in accounts if one.google_email}
    calendars = {one.calendar_id for one in accounts if _is_secondary(one.calendar_id)}
    return frozenset(address.lower() for address in people | calendars)


def _is_secondary(calendar_id: str) -> bool:
    """Whether a calendar is one that somebody made beside their own one.

    https://developers.google.com/workspace/calendar/api/concepts/events-calendars
    """
    return (calendar_id or "").lower().endswith(".calendar.google.com")


def is_vouched(event: BaseModel, user: BaseModel) -> bool:
    """Return whether the organizer's own calendar has the user as a guest of ``event``.

    Of a meeting called outside of Odoo, whether those say so whose calendars it came from.

    :param event: with the rights of the superuser
    :raise ItemError: ``unreadable``, see :func:`~sync.odoo.guests.stored_guests`
    """
    addresses = proved_addresses(user.google_sync_account_ids)
    if not event.user_id:
        stored = {guest.email for guest in stored_guests(event)}
        return bool(event.google_sync_organizer) and not addresses.isdisjoint(stored)
    account = event.user_id.google_sync_account_ids
    of_event = Domain("res_model", "=", EVENT) & Domain("res_id", "=", event.id)
    if series := event.recurrence_id:
        of_event |= Domain("res_model", "=", SERIES) & Domain("res_id", "=", series.id)
    links = event.env["google.sync.link"].search(Domain("account_id", "in", account.ids) & of_event)
    return any(not addresses.isdisjoint(named(item)) for item in map(load_item, links) if item)


def is_called_by(event: BaseModel, user: BaseModel) -> bool:
    """Whether the organizer of a meeting that was called outside of Odoo is this very user."""
    addresses = proved_addresses(user.google_sync_account_ids)
    return not event.user_id and (event.google_sync_organizer or "").lower() in addresses
