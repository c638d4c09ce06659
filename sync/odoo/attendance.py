"""A user's own part in meetings: whether they attend, their answer, and the meetings they lead.

Nobody may add themselves to a meeting: its organizer has to have invited them.
"""

from __future__ import annotations

from odoo.fields import Command, Domain
from odoo.models import BaseModel

from ...engine.core.item import ItemError
from ...engine.events.identity import named
from ...engine.events.item import EventItem, OwnResponse
from ..store.refs import EVENT, SERIES, load_item
from .guests import GuestRecords, stored_guests


class OwnAttendance:
    """:param user: the one whose part it is"""

    def __init__(self, user: BaseModel, guests: GuestRecords) -> None:
        self.user = user
        self.partner = user.partner_id
        self.guests = guests

    def in_schedule(self, event: BaseModel) -> bool:
        """Return whether the meeting is in the user's schedule."""
        return self.takes_part(event, self.attendee(event))

    def takes_part(self, event: BaseModel, mine: BaseModel) -> bool:
        """The same, where the user's own line among the attendees is known."""
        if mine:
            return event.active and mine.state != "declined"
        return event.active and event.user_id == self.user

    def attendee(self, event: BaseModel) -> BaseModel:
        """The user's own line among the attendees."""
        lines, own = event.attendee_ids, self.partner.id
        return next((line for line in lines if line.partner_id.id == own), lines.browse())

    def take_the_lead(self, events: BaseModel, item: EventItem) -> None:
        """Make those meetings the user's that came by a guest's calendar, and that the user has
        called, as it turns out: whom their own calendar does not name is no guest."""
        for event in events.sudo().filtered("google_sync_organizer"):
            if is_called_by(event, self.user):
                event.write({"user_id": self.user.id, "google_sync_organizer": False})
                self.guests.write(event, self.guests.read(event), item.guests)

    def join(self, events: BaseModel) -> None:
        """Add the user to meetings of which they are guests, as the organizer's calendar says.

        :raise ItemError: it does not, and so nobody has invited them
        """
        # The organizer has invited them; the user's own rights may not reach that far.
        strange = events.sudo().filtered(lambda event: not self.attendee(event))
        for event in strange.filtered(lambda event: event.user_id != self.user):
            if not (is_vouched(event, self.user) or is_called_by(event, self.user)):
                raise ItemError("not_invited")
            attends = {"partner_ids": [Command.link(self.partner.id)]}
            event.write({**attends, **self.guests.without_user(event)})

    def decline_own(self, events: BaseModel) -> None:
        """Say no to meetings of the user's own, which take place all the same."""
        for event in events.filtered(lambda event: not self.attendee(event)):
            event.write({"partner_ids": [Command.link(self.partner.id)]})
        self.answer(events, "declined")

    def answer(self, events: BaseModel, state: str) -> None:
        attendees = events.attendee_ids.filtered(
            lambda attendee: attendee.partner_id == self.partner and attendee.state != state
        )
        if attendees:
            attendees.write({"state": state})


def own_response(mine: BaseModel) -> OwnResponse:
    """Return the answer on the user's line; a declined event that is read is in doubt."""
    if not mine:
        return "accepted"
    return "tentative" if mine.state == "declined" else mine.state or "needsAction"


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
