"""The guests of a meeting, merged one by one by their addresses.

So each side can invite, uninvite and answer without undoing what the other did meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ..core.item import OriginalStart
from .item import EventItem, Guest, Repeating
from .occurrences import occurrence, with_occurrences
from .recurrence import has_occurrence

Guests = tuple[Guest, ...]


@dataclass(frozen=True, slots=True)
class GuestChange:
    """What a write does to the guests of a meeting.

    :ivar invited: those who are new
    :ivar answered: those whose answer is another one now
    :ivar uninvited: the addresses of those who are to go
    """

    invited: Guests = ()
    answered: Guests = ()
    uninvited: frozenset[str] = frozenset()

    @property
    def any(self) -> bool:
        """Whether anything has changed."""
        return bool(self.invited or self.answered or self.uninvited)


NO_CHANGE = GuestChange()


def guest_change(before: Iterable[Guest], after: Iterable[Guest]) -> GuestChange:
    """What makes the guests of ``after`` of those of ``before``; who is new has answered, too."""
    old, new = by_email(before), by_email(after)
    return GuestChange(
        tuple(guest for email, guest in new.items() if email not in old),
        tuple(guest for email, guest in new.items() if old.get(email, guest) != guest),
        frozenset(old.keys() - new.keys()),
    )


def in_order(guests: Iterable[Guest]) -> Guests:
    """The normal form: by address, each address once.

    Of several lines for one address, that of a room counts, and else the first.
    """
    found: dict[str, Guest] = {}
    for guest in guests:
        if guest.email not in found or (guest.resource and not found[guest.email].resource):
            found[guest.email] = guest
    return tuple(sorted(found.values()))


def by_email(guests: Iterable[Guest]) -> dict[str, Guest]:
    """The guests by their addresses."""
    return {guest.email: guest for guest in guests}


def guests_at(item: EventItem | None, original_start: OriginalStart) -> Guests:
    """The guests of one occurrence; where there is no such, those of the whole."""
    if item is None:
        return ()
    repeats = isinstance(item.when, Repeating) and has_occurrence(item.when, original_start)
    one = occurrence(item, original_start) if repeats else None
    return (one or item).guests


def with_guests_of(item: EventItem, other: EventItem | None) -> EventItem:
    """The item with the guests of another one, in all its occurrences; with none, of ``None``."""
    guests = other.guests if other else ()
    original_starts = {*dict(item.exceptions), *(dict(other.exceptions) if other else ())}
    if not (item.guests or guests or original_starts):
        return item
    occurrences = {
        original_start: one and replace(one, guests=guests_at(other, original_start))
        for original_start in original_starts
        if isinstance(item.when, Repeating) and has_occurrence(item.when, original_start)
        for one in [occurrence(item, original_start)]
    }
    series = replace(item, guests=guests)
    return with_occurrences(series, occurrences)


def with_each_guest(item: EventItem, rename: Callable[[Guests], Guests]) -> EventItem:
    """The item with its guests, and those of its exceptions, as ``rename`` gives them."""
    guests = rename(item.guests)
    if not (item.guests or guests or item.exceptions):
        return item
    exceptions = tuple(
        (original_start, one and replace(one, guests=rename(one.guests)))
        for original_start, one in item.exceptions
    )
    return replace(item, guests=guests, exceptions=exceptions)


def with_more_guests(item: EventItem, more: Guests) -> EventItem:
    """The item with guests whom it names nowhere, in all its occurrences."""
    return with_each_guest(item, lambda guests: in_order((*guests, *more))) if more else item


def without_answers(item: EventItem) -> EventItem:
    """The item as if nobody had answered, in all its occurrences."""
    return with_each_guest(
        item, lambda guests: tuple(replace(guest, answer="needsAction") for guest in guests)
    )


def merge_guests(
    base: Guests | None, preferred: Guests, other: Guests
) -> tuple[Guests, list[tuple[Guest, Guest]]]:
    """The guests on whom both sides shall agree.

    Only an answer can be disputed; then ``preferred`` has its way.

    :param base: those they agreed on last; ``None`` if they never did, and then nobody counts as
        uninvited
    :return: the guests, and of each whose answer was disputed what is kept and what is lost
    """
    agreed, one_side, other_side = by_email(base or ()), by_email(preferred), by_email(other)
    merged, disputed = [], []
    for email in one_side.keys() | other_side.keys():
        one = one_side.get(email) or other_side[email]
        another = other_side.get(email) or one_side[email]
        if email in agreed and not (email in one_side and email in other_side):
            continue  # uninvited on one side
        kept = _merge_one(agreed.get(email), one, another)
        if kept is None:
            kept = one
            disputed.append((one, another))
        merged.append(kept)
    return in_order(merged), sorted(disputed)


def _merge_one(agreed: Guest | None, one: Guest, another: Guest) -> Guest | None:
    """The guest whom both sides have; ``None`` if both have changed the answer."""
    if another in (agreed, one):
        return one
    if one == agreed:
        return another
    if agreed is None and "needsAction" in (one.answer, another.answer):
        return max(one, another, key=_weight)
    return None


def _weight(guest: Guest) -> tuple[bool, bool]:
    """Of two lines that were never agreed on, the one that says more counts."""
    return guest.resource, guest.answer != "needsAction"
