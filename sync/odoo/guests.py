"""The guests of Odoo's events: attendees, where Odoo has a contact, and the others beside them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, replace
from functools import cached_property
from typing import Any, get_args

from odoo.api import Environment
from odoo.fields import Command
from odoo.models import BaseModel

from ...engine.core.item import ItemError
from ...engine.core.plan import Write
from ...engine.events.guests import GuestChange, Guests, by_email, guest_change, in_order
from ...engine.events.item import Answer, EventItem, Guest
from ...google_api.calendar.guest_codec import MOST_GUESTS
from .memo import Memo

#: The values that an event keeps of a guest who is no contact in Odoo.
_KINDS = {"email": str, "answer": str, "name": str, "resource": bool}

#: Whoever may invite somebody could fill their contacts: more people of one event than this become
#: contacts when the user says so.
MOST_STRANGERS = 20


class AddressBook:
    """Who is who: addresses at Google ↔ contacts.

    Somebody with a Google account connected to this Odoo is invited by its address, and known by
    the one of their contact as well.

    :param env: an environment of the superuser
    :param user: whose contacts these are, as far as their rights reach
    """

    def __init__(self, env: Environment, user: BaseModel) -> None:
        self.user = user
        self._accounts = env["google.sync.account"]
        self._contacts = env(user=user.id, su=False)["res.partner"].with_context(
            lang=user.lang, tracking_disable=True, mail_create_nosubscribe=True
        )
        self._partners = Memo(env)

    @cached_property
    def _owners(self) -> BaseModel:
        """The accounts, connected or not at the moment, that have a Google account's address."""
        return self._accounts.search([("google_email", "!=", False)])

    @cached_property
    def _connected(self) -> dict[BaseModel, tuple[str, str]]:
        """By contact the address of their Google account, and the contact's own one, unless that
        is theirs by their own word alone.

        Values, for a step empties Odoo's cache, and would read each contact by itself then.
        """
        self._owners.partner_id.fetch(["email_normalized", "google_sync_email_claimed"])
        return {
            account.partner_id: (account.google_email.lower(), _confirmed_email(account.partner_id))
            for account in self._owners
        }

    @cached_property
    def aliases(self) -> dict[str, str]:
        """By the contact's own address that of their Google account, where they have both.

        What Google has said to be somebody's is nobody else's. What users only say themselves is
        nobody's, nor is what several of them have, as the address of a practice.
        """
        users = Counter(own for _address, own in self._connected.values())
        return {
            own: address
            for address, own in self._connected.values()
            if own and users[own] == 1 and own not in self._users
        }

    @cached_property
    def _users(self) -> dict[str, BaseModel]:
        return {address: partner for partner, (address, _own) in self._connected.items()}

    def address(self, partner: BaseModel) -> str:
        """Return the address by which Google knows a contact; empty if there is none."""
        if known := self._connected.get(partner):
            return known[0] or known[1] or ""
        # Odoo shows it of each guest, also of another company's contact.
        return partner.sudo().email_normalized or ""

    def address_in_google(self, partner: BaseModel) -> str:
        """The same as guests of the user's have it: other contacts of somebody with an account are
        that one as well, and those of the user are no guests of theirs."""
        address = self.address(partner)
        address = self.aliases.get(address, address)
        return "" if address == self.address(self.user.partner_id) else address

    def has_connected(self, partners: BaseModel) -> bool:
        """Whether one of the contacts is that of somebody whose calendar is synchronized at the
        moment."""
        owners = self._owners.filtered(lambda account: account.partner_id in partners)
        return any(account.state != "disconnected" for account in owners)

    def in_google(self, guests: Sequence[Guest]) -> Guests:
        """The same guests by the addresses that this Odoo uses for them, without the user."""
        if not guests:
            return ()
        own = self.address(self.user.partner_id)
        named = (
            replace(guest, email=self.aliases.get(guest.email, guest.email)) for guest in guests
        )
        return in_order(guest for guest in named if guest.email != own)

    def is_connected(self, address: str) -> bool:
        """Return whether a Google account with this address is synchronized at the moment."""
        return any(
            account.google_email.lower() == address and account.state != "disconnected"
            for account in self._owners
        )

    def learn(self, addresses: Iterable[str]) -> None:
        """Look up all of them at once: a user first, and then whom Odoo knows for longest. An
        address that several users have is none of theirs."""
        known = self._partners.known
        unknown = {address for address in addresses if address not in known}
        found: defaultdict[str, list[BaseModel]] = defaultdict(list)
        if unknown:
            for partner in self._contacts.search([("email_normalized", "in", list(unknown))]):
                if _confirmed_email(partner):
                    found[partner.email_normalized].append(partner)
        for address in unknown:
            users = list(filter(is_user, found[address]))
            others = [partner for partner in found[address] if partner not in users]
            partners = users if len(users) == 1 else sorted(others, key=lambda partner: partner.id)
            known[address] = next(iter(partners), self._contacts.browse())
        known.update({address: self._users[address] for address in unknown & {*self._users}})

    def partner(self, address: str) -> BaseModel:
        """Return the contact with this address; an empty record if there is none."""
        self.learn([address])
        return self._partners.known[address]

    def forget(self, addresses: Iterable[str]) -> None:
        """Look these up anew: they have become contacts."""
        for address in addresses:
            self._partners.known.pop(address, None)

    def unknown(self, guests: Iterable[Guest]) -> list[Guest]:
        """The people among guests who have no contact, and may become one: not Odoo itself, which
        takes what it mails to its own addresses for somebody's request."""
        people = [guest for guest in guests if not guest.resource]
        self.learn(guest.email for guest in people)
        unknown = [guest for guest in people if not self.partner(guest.email)]
        if not unknown:
            return []
        domains = self._accounts.env["mail.alias.domain"]
        aliases = {*domains._find_aliases([guest.email for guest in unknown])}
        return [guest for guest in unknown if guest.email not in aliases]

    @property
    def may_grow(self) -> bool:
        return self._contacts.has_access("create")

    def add(self, guests: Sequence[Guest]) -> None:
        """Make contacts of guests."""
        values = [{"name": guest.name or guest.email, "email": guest.email} for guest in guests]
        for guest, partner in zip(guests, self._contacts.create(values), strict=True):
            self._partners.known[guest.email] = partner


class GuestRecords:
    """The guests of one user's events, but for the user, who is not their own guest."""

    def __init__(self, book: AddressBook) -> None:
        self.book = book
        self.user = book.user
        self.partner = book.user.partner_id

    # -- reading ------------------------------------------------------------------------------

    def read(self, event: BaseModel) -> Guests:
        """Return all guests: attendees with an address, and those whom only Google knows.

        Of the lines of one person, one that has an answer comes first, and counts.
        """
        lines, stored = event.attendee_ids, stored_guests(event)
        if not stored and len(lines) == 1 and lines.partner_id == self.partner:
            return ()
        guests = [
            Guest(address, _answer(attendee), attendee.common_name or "")
            for attendee in lines.sorted(lambda line: (_answer(line) == "needsAction", line.id))
            if (address := self._address(attendee))
        ]
        return in_order([*guests, *stored])

    def check_sendable(self, guests: Sequence[Guest]) -> None:
        """:raise ItemError: Google does not take so many"""
        count = len(guests) + 1  # the organizer is one of them
        if self.user.shares_google_guests() and count > MOST_GUESTS:
            raise ItemError("too_many_guests", count=count, most=MOST_GUESTS)

    def _address(self, attendee: BaseModel) -> str:
        """The address of a guest; empty for the user, whichever of their contacts attends, and for
        those without any."""
        if attendee.partner_id == self.partner:
            return ""
        return self.book.address_in_google(attendee.partner_id)

    # -- writing ------------------------------------------------------------------------------

    def without_user(self, event: BaseModel) -> dict[str, Any]:
        """Return the values that keep the user from being a guest beside the attendees."""
        stored = stored_guests(event)
        others = tuple(guest for guest in stored if guest.email != self.book.address(self.partner))
        return {} if others == stored else {"google_sync_guests": keep_guests(others)}

    def unknown(self, writes: Iterable[Write[EventItem]]) -> Guests:
        """Return the guests in ``writes`` who are to become contacts."""
        unknown = (self.strangers(write) for write in writes)
        return in_order(
            guest for guests in unknown if len(guests) <= MOST_STRANGERS for guest in guests
        )

    def strangers(self, write: Write[EventItem]) -> list[Guest]:
        """The people whom Odoo does not know, of an event whose guests a write changes.

        There are none for a user who does not want contacts made of them.
        """
        if not (write.after and write.after.guests and "guests" in write.fields):
            return []
        if not self.user.google_create_guest_contacts:
            return []
        return self.book.unknown(write.after.guests)

    def take_in(self, event: BaseModel) -> None:
        """Make contacts of the people who are guests of an event in Google only.

        :param event: as for :meth:`write`
        """
        guests = stored_guests(event)
        self.book.add(self.book.unknown(guests))
        self.let_attend(event, {guest.email for guest in guests if not guest.resource})

    def values_of_new(
        self, guests: Sequence[Guest], organizer: str | None
    ) -> tuple[list[int], list[dict[str, Any]], Any]:
        """The values of a new event: contacts to link, attendees to create, guests to keep.

        :param organizer: the address of one who is no user of Odoo
        :return: ids of contacts, values of attendees, and those for ``google_sync_guests``
        """
        known, others = self._split(guests, organizer)
        attendees = [
            {"partner_id": partner.id, "state": guest.answer} for partner, guest in known.items()
        ]
        return [partner.id for partner in known], attendees, keep_guests(others)

    def write(self, events: BaseModel, before: Sequence[Guest], after: Sequence[Guest]) -> None:
        """Invite, uninvite and answer in Odoo as the guests went from ``before`` to ``after``.

        Other attendees in Odoo stay.

        :param events: one, or occurrences of one series, with the rights of the user and in a
            context that mails nobody
        """
        change = guest_change(before, after)
        if not change.any:
            return
        for alike in events.grouped(lambda e: (e.partner_ids, stored_guests(e))).values():
            self._let_unseen_go(alike, change)
            if values := self._values_of_change(alike, change):
                alike.write(values)
        self._answer(events, change)

    def _let_unseen_go(self, events: BaseModel, change: GuestChange) -> None:
        """Odoo keeps those guests who are contacts of a company that the user does not see: who may
        change the meeting decides who comes to it."""
        gone = self._told(events).filtered(lambda a: self._address(a) in change.uninvited)
        if unseen := gone.partner_id - gone.partner_id._filtered_access("read"):
            events.check_access("write")
            events.invalidate_recordset(["partner_ids"])  # read by the user, it lacks them
            commands = [Command.unlink(partner.id) for partner in unseen]
            events.sudo().write({"partner_ids": commands})

    def let_attend(self, events: BaseModel, addresses: Collection[str]) -> None:
        """Let those attend who were guests in Google only, and have become contacts since.

        :param events: as for :meth:`write`
        :param addresses: of the new contacts
        """
        self.book.forget(addresses)
        for event in events:
            try:
                stored = stored_guests(event)
            except ItemError:
                continue  # told where the event itself is read
            known = tuple(guest for guest in stored if guest.email in addresses)
            self.write(event, (), known)

    def _values_of_change(self, events: BaseModel, change: GuestChange) -> dict[str, Any]:
        """:param events: with the same attendees"""
        event = events[:1]
        attending = {self._address(attendee) for attendee in event.attendee_ids}
        stored = stored_guests(event)
        waiting = by_email((*stored, *change.invited, *change.answered))
        away = attending | change.uninvited
        known, others = self._split(
            [guest for email, guest in waiting.items() if email not in away],
            event.google_sync_organizer if _is_called_outside(event) else None,
        )
        gone = self._told(event).filtered(lambda a: self._address(a) in change.uninvited)
        commands = [
            *(Command.unlink(partner.id) for partner in gone.partner_id),
            *(Command.link(partner.id) for partner in known if partner not in event.partner_ids),
        ]
        values: dict[str, Any] = {"partner_ids": commands} if commands else {}
        if in_order(others) != stored:
            values["google_sync_guests"] = keep_guests(others)
        return values

    def _told(self, events: BaseModel) -> BaseModel:
        """The attendees whose answers the user's calendar tells.

        Of a meeting called outside of Odoo it does not tell of other users: it is neither theirs
        nor the organizer's. Those come and go by their own accounts.
        """
        called_outside = events.filtered(_is_called_outside).attendee_ids
        return events.attendee_ids - called_outside.filtered(lambda a: is_user(a.partner_id))

    def _answer(self, events: BaseModel, change: GuestChange) -> None:
        """Give the attendees their answers; who was just invited may have one in Odoo already."""
        answers = by_email(guest for guest in change.invited if guest.answer != "needsAction")
        answers.update(by_email(change.answered))
        changed: defaultdict[Answer, BaseModel] = defaultdict(events.attendee_ids.browse)
        for attendee in self._told(events):
            guest = answers.get(self._address(attendee))
            if guest and _answer(attendee) != guest.answer:
                changed[guest.answer] |= attendee
        for answer, attendees in changed.items():
            attendees.write({"state": answer})

    def _split(
        self, guests: Sequence[Guest], organizer: str | None
    ) -> tuple[dict[BaseModel, Guest], list[Guest]]:
        """Guests by their contacts, and those who stay beside the attendees.

        Nobody but the organizer makes a user attend; so a user whom the guest list of a stranger
        names does so once their own calendar shows it. An organizer whose account is synchronized,
        too, comes by that.

        :param organizer: the address of one who is no user of Odoo
        """
        self.book.learn(guest.email for guest in guests)
        known: dict[BaseModel, Guest] = {}
        others: list[Guest] = []
        for guest in guests:
            partner = self.book.partner(guest.email)
            if partner == self.partner and not guest.resource:
                continue
            calls = guest.email == (organizer or "").lower()
            if calls and self.book.is_connected(guest.email):
                continue
            if guest.resource or not partner or (organizer and is_user(partner)):
                others.append(guest)
            else:
                known.setdefault(partner, guest)
        return known, others


def is_user(partner: BaseModel) -> bool:
    """Return whether the contact belongs to an internal user of this Odoo."""
    return any(not user.share for user in partner.sudo().user_ids)


def _confirmed_email(partner: BaseModel) -> str:
    """Return a contact's address; empty if only the contact itself has confirmed it."""
    return "" if partner.sudo().google_sync_email_claimed else partner.email_normalized


def _answer(attendee: BaseModel) -> Answer:
    """Return the attendee's answer; old data may have none."""
    return attendee.state or "needsAction"


def _is_called_outside(event: BaseModel) -> bool:
    return bool(event.google_sync_organizer) and not event.user_id


def stored_guests(event: BaseModel) -> Guests:
    """The guests whom only Google knows.

    :raise ItemError: ``unreadable``: it is not what :func:`keep_guests` makes
    """
    kept = event.google_sync_guests or []
    if not (isinstance(kept, list) and all(map(_is_guest, kept))):
        raise ItemError("unreadable")
    return tuple(Guest(**values) for values in kept)


def _is_guest(values: object) -> bool:
    return (
        isinstance(values, dict)
        and values.keys() == _KINDS.keys()
        and all(isinstance(values[name], kind) for name, kind in _KINDS.items())
        and values["answer"] in get_args(Answer)
    )


def keep_guests(guests: Iterable[Guest]) -> list[dict[str, Any]] | bool:
    """Return the guests as an event stores them."""
    return [asdict(guest) for guest in in_order(guests)] or False
