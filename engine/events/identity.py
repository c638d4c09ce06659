"""Decides, from proofs, which event may be linked to which record. No other module decides it.

What an event says of itself is a claim. Whoever writes into a calendar chooses its iCalUID, its
look, its guest list, and when they import it even its organizer; a stranger does so by sending an
invitation. So a claim counts only where the other side proves it, too, and a match gives nobody a
right: who takes part in a meeting is said by its record, or by its organizer's own calendar.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from ..core.link import OdooId
from .item import AllDay, EventItem, Repeating, Timed


class Proof(IntEnum):
    """Why an event is the same as a record; the higher one counts."""

    ALIKE = 1  #: same title and time, of what the user themself made on both sides
    MEETING = 2  #: the iCalUID, and both sides name each other
    MARK = 3  #: our mark, with a signature that holds for this event alone
    LINK = 4  #: a link that this account has had before


@dataclass(frozen=True, slots=True)
class Claim:
    """What an event in the user's calendar says of itself. Addresses are in lower case.

    :ivar organizer: the address of its organizer; empty if unknown
    :ivar is_own: whether Google says that this is the calendar's own user
    :ivar is_typed: whether Google also says that they made it themself
    :ivar marked: the record that a mark names whose signature holds for this very event
    """

    google_id: str
    item: EventItem
    ical_uid: str = ""
    organizer: str = ""
    is_own: bool = False
    is_typed: bool = False
    marked: OdooId | None = None

    @property
    def guests(self) -> frozenset[str]:
        """The addresses of all whom it names as guests, of a series in any occurrence."""
        return named(self.item)


@dataclass(frozen=True, slots=True)
class Copy:
    """An event that is linked with a record, from an account's own calendar.

    :ivar address: the account's
    :ivar is_mine: whether it is the user's own account, by another of their calendars
    :ivar is_organizers: whether it is the account of the meeting's organizer in Odoo
    :ivar guests: the addresses whom this event names
    :ivar is_there: whether the calendar has it, as far as is known
    """

    address: str
    ical_uid: str
    is_mine: bool = False
    is_organizers: bool = False
    guests: frozenset[str] = frozenset()
    is_there: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a claim points at.

    :ivar item: as the user has it in their schedule; ``None`` where it is not there
    :ivar repeats: whether it is a series
    :ivar has_organizer: whether a user of Odoo has called it
    :ivar organizers: the addresses that are proved to be that user's
    :ivar stranger: the organizer's address, of a meeting called outside of Odoo
    :ivar is_own: whether the user has called it in Odoo
    :ivar is_typed: whether they made the record themself, or their own sync did, and all who
        attend it are among the item's guests
    :ivar attends: whether they are among its guests in Odoo, whatever they answered
    :ivar copies: what it is linked with in other calendars
    :ivar uid_elsewhere: the iCalUID by which another program knows it in a calendar that is not
        Google's; empty where none does
    :ivar is_linked: whether it has a link in this calendar
    """

    ref: OdooId
    item: EventItem | None = None
    repeats: bool = False
    has_organizer: bool = False
    organizers: frozenset[str] = frozenset()
    stranger: str = ""
    is_own: bool = False
    is_typed: bool = False
    attends: bool = False
    copies: tuple[Copy, ...] = ()
    uid_elsewhere: str = ""
    is_linked: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """:ivar replaces: whether the record has a copy already, which the event takes the place of"""

    google_id: str
    ref: OdooId
    proof: Proof
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """An event that could be a record: both stay, and the user is asked.

    :ivar is_own: whether both are the user's own; else the event is somebody else's invitation
    """

    google_id: str
    ref: OdooId
    is_own: bool


@dataclass(frozen=True, slots=True)
class Identified:
    """No event, and no record, is in it twice."""

    matches: tuple[Match, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Me:
    """:ivar addresses: those that are proved to be the user's: their Google account's, and that of
    the calendar which is synchronized"""

    addresses: frozenset[str] = field(default_factory=frozenset)

    def is_named(self, addresses: Collection[str]) -> bool:
        """Return whether one of these addresses is the user's."""
        return not self.addresses.isdisjoint(addresses)


def named(item: EventItem) -> frozenset[str]:
    """The addresses of the guests of an item, of a series in any of its occurrences."""
    parts = [item, *(one for _start, one in item.exceptions if one)]
    return frozenset(guest.email for part in parts for guest in part.guests)


def identify(
    me: Me,
    claims: Iterable[Claim],
    candidates: Iterable[Candidate],
    asked: Collection[OdooId] = (),
) -> Identified:
    """Which events are which records, and about which the user is to be asked.

    Two that have a proof of the same rank are paired one to one, the oldest records first, so
    that the answer is always the same.

    :param claims: events without a link
    :param candidates: records whose refs can be sorted, oldest first
    :param asked: records about which a question waits: each has one at a time, however many
        events look like it
    """
    pairs = _Pairs(claims, candidates)
    matches = tuple(_matches(me, pairs))
    pairs.refs.update(asked)
    return Identified(matches, tuple(_questions(pairs)))


def proof_of(me: Me, claim: Claim, candidate: Candidate) -> Proof | None:
    """The best proof that an event is a record; ``None`` for none."""
    repeats = isinstance(claim.item.when, Repeating)
    if repeats != candidate.repeats and claim.marked != candidate.ref:
        return None
    if _is_linked_elsewhere(claim, candidate):
        return Proof.LINK
    if _is_marked(claim, candidate):
        return Proof.MARK
    if _is_meeting(me, claim, candidate):
        return Proof.MEETING
    return Proof.ALIKE if _is_alike(claim, candidate) else None


def is_contradicted(claim: Claim, candidate: Candidate, by_another: bool = False) -> bool:
    """Whether an event and a record that are linked cannot be one meeting, or not any more: another
    person has called the event than the record.

    :param by_another: whether it was another program that has linked them, which makes no copies
    """
    if not claim.organizer or any(
        copy.address == claim.organizer and _same_uid(claim, copy) for copy in candidate.copies
    ):
        return False  # Odoo has made it another's meeting, whose copy Google has delivered
    if candidate.is_own:
        return not claim.is_own
    if claim.is_own:
        return by_another
    return bool(candidate.organizers) and claim.organizer not in candidate.organizers


# -- proofs ---------------------------------------------------------------------------------------


def _is_linked_elsewhere(claim: Claim, candidate: Candidate) -> bool:
    """The user's own account knows it by another of their calendars."""
    known = any(copy.is_mine and _same_uid(claim, copy) for copy in candidate.copies)
    return known and (candidate.is_own if claim.is_own else _is_strangers(claim, candidate))


def _is_marked(claim: Claim, candidate: Candidate) -> bool:
    """We have made it, in this calendar, of a record that still is the user's to see."""
    mine = candidate.is_own or candidate.attends
    return claim.is_own and mine and claim.marked == candidate.ref


def _is_meeting(me: Me, claim: Claim, candidate: Candidate) -> bool:
    """One meeting, of which several people have a copy with the same iCalUID."""
    if _is_known_elsewhere(claim, candidate):
        return True
    if candidate.has_organizer:
        return _is_colleagues(me, claim, candidate)
    if claim.is_own:
        # A colleague's account was faster: now it turns out that the organizer is one of us.
        is_mine = candidate.stranger in me.addresses and claim.organizer == candidate.stranger
        return is_mine and _names_all(claim, candidate)
    is_its = _is_strangers(claim, candidate) and _names_all(claim, candidate)
    return is_its and all(me.is_named(copy.guests) for copy in _others(candidate))


def _is_known_elsewhere(claim: Claim, candidate: Candidate) -> bool:
    """Another program has brought it from a calendar that the user has beside Google's.

    Who outside of Odoo has called it there is not known. So Odoo leads in what it has of it, and
    one who forges a copy changes nothing.
    """
    if not claim.ical_uid or claim.ical_uid != candidate.uid_elsewhere:
        return False
    if claim.is_own:
        return claim.is_typed and candidate.is_own
    return candidate.attends and not (candidate.has_organizer or candidate.stranger)


def _is_colleagues(me: Me, claim: Claim, candidate: Candidate) -> bool:
    """The organizer's own account has it, and the user is invited, in Odoo or in that one's
    calendar."""
    if claim.is_own or candidate.is_own or claim.organizer not in candidate.organizers:
        return False
    return any(
        copy.is_organizers
        and _same_uid(claim, copy)
        and (candidate.attends or me.is_named(copy.guests))
        for copy in candidate.copies
    )


def _names_all(claim: Claim, candidate: Candidate) -> bool:
    """Whether there are copies of others, and the event names each of those who have one.

    Else one who forges a copy would read what the event says.
    """
    copies = _others(candidate)
    return bool(copies) and all(
        _same_uid(claim, copy) and copy.address in claim.guests for copy in copies
    )


def _others(candidate: Candidate) -> list[Copy]:
    return [copy for copy in candidate.copies if copy.is_there and not copy.is_mine]


def _is_strangers(claim: Claim, candidate: Candidate) -> bool:
    """Both say that the same person outside of Odoo has called it."""
    same = claim.organizer == candidate.stranger
    return bool(candidate.stranger) and same and not (claim.is_own or candidate.has_organizer)


def _same_uid(claim: Claim, copy: Copy) -> bool:
    return bool(claim.ical_uid) and claim.ical_uid == copy.ical_uid


def _is_alike(claim: Claim, candidate: Candidate) -> bool:
    """Entered on both sides by the user, for the same eyes: linking shows nobody any more."""
    item = candidate.item
    if item is None or not (_is_users_own(claim) and _is_users_own(candidate)):
        return False
    return _for_the_same_eyes(claim.item) == _for_the_same_eyes(item)


def _is_users_own(one: Claim | Candidate) -> bool:
    return one.is_own and one.is_typed


def _for_the_same_eyes(item: EventItem) -> Hashable:
    return _likeness(item), item.visibility, named(item)


def _likeness(item: EventItem) -> tuple[str, Timed | AllDay | Repeating]:
    return item.title.casefold(), item.when


# -- pairs ----------------------------------------------------------------------------------------


def _order(candidate: Candidate) -> Any:
    """Its ref, which whoever calls :func:`identify` has chosen, and so that it can be sorted."""
    return candidate.ref


class _Pairs:
    """Pairs events and records one to one; what is paired is looked at no more."""

    def __init__(self, claims: Iterable[Claim], candidates: Iterable[Candidate]) -> None:
        self.claims = sorted(claims, key=lambda claim: claim.google_id)
        self.refs: set[OdooId] = set()
        self.google_ids: set[str] = set()
        self._pointed_at: dict[object, deque[Candidate]] = defaultdict(deque)
        for candidate in sorted(candidates, key=_order):
            for key in _keys_of_candidate(candidate):
                self._pointed_at[key].append(candidate)

    def unpaired(self) -> Iterator[Claim]:
        return (claim for claim in self.claims if claim.google_id not in self.google_ids)

    def candidates(self, key: object) -> Iterator[Candidate]:
        """Those at which a key points, the oldest first."""
        waiting = self._pointed_at[key]
        while waiting and waiting[0].ref in self.refs:
            waiting.popleft()
        return (candidate for candidate in waiting if candidate.ref not in self.refs)

    def take(self, claim: Claim, candidate: Candidate) -> None:
        self.google_ids.add(claim.google_id)
        self.refs.add(candidate.ref)


def _keys_of_candidate(candidate: Candidate) -> set[object]:
    known = {candidate.uid_elsewhere, *(copy.ical_uid for copy in candidate.copies)} - {""}
    uids = {("uid", uid) for uid in known}
    return {("mark", candidate.ref), *uids, *_looks_of_candidate(candidate)}


def _looks_of_candidate(candidate: Candidate) -> Iterator[object]:
    """Only what may be paired by its look, however many others look the same."""
    item = candidate.item
    if item and candidate.is_own:
        yield "look", _likeness(item)
        if candidate.is_typed and not candidate.is_linked:
            yield "alike", _for_the_same_eyes(item)


def _keys_of_claim(claim: Claim) -> Mapping[Proof, object]:
    """By each proof the key that points at the records for which there may be one."""
    uid = ("uid", claim.ical_uid)
    marked = ("mark", claim.marked)
    alike = ("alike", _for_the_same_eyes(claim.item) if _is_users_own(claim) else None)
    return {Proof.LINK: uid, Proof.MARK: marked, Proof.MEETING: uid, Proof.ALIKE: alike}


def _matches(me: Me, pairs: _Pairs) -> Iterator[Match]:
    """What is proved, the best proof first."""
    for proof in sorted(Proof, reverse=True):
        for claim in pairs.unpaired():
            for candidate in pairs.candidates(_keys_of_claim(claim)[proof]):
                linked = candidate.is_linked
                # Only an invitation takes the place of the copy that we made before it came.
                if (not linked or proof in _REPLACING) and proof_of(me, claim, candidate) is proof:
                    pairs.take(claim, candidate)
                    yield Match(claim.google_id, candidate.ref, proof, linked)
                    break


_REPLACING = frozenset({Proof.MEETING})


def _questions(pairs: _Pairs) -> Iterator[Question]:
    """What looks the same and is not proved, where the user may answer either way."""
    for claim in pairs.unpaired():
        for candidate in pairs.candidates(("look", _likeness(claim.item))):
            if _is_doubtful(claim, candidate):
                pairs.take(claim, candidate)
                yield Question(claim.google_id, candidate.ref, claim.is_own)
                break


def _is_doubtful(claim: Claim, candidate: Candidate) -> bool:
    """Whether both are the user's own to decide on, and not a copy that they have made on purpose.

    What a colleague has called is never anybody else's to put away.
    """
    if not candidate.is_own or isinstance(claim.item.when, Repeating):
        return False
    return not (claim.is_own and candidate.is_linked)
