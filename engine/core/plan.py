"""The plan: the writes by which both sides agree. A pure function of values.

Presence is part of a side's state: an item, or ``None`` for a record that is explicitly absent
(deleted, archived, declined). A record that merely was not mentioned is not in the mapping at all,
and stays what the link's base says (principle 7).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, Literal, TypeVar

from .item import ItemT, OriginalStart, differing, field_names
from .link import GoogleState, Intent, Link, OdooId, OdooState, Rest, Role
from .merge import Conflict, Merged, Side
from .own_writes import settled
from .policy import Policy

T = TypeVar("T")
Verb = Literal["create", "update", "delete", "restore"]


@dataclass(frozen=True, slots=True)
class Write(Generic[ItemT]):
    """One write on one side: ``before`` is what stands there, ``after`` what shall stand there."""

    verb: Verb
    before: ItemT | None
    after: ItemT | None

    @property
    def item(self) -> ItemT:
        """The item after the write; before it, if the write deletes."""
        return _given(self.after if self.after is not None else self.before)

    @property
    def fields(self) -> frozenset[str]:
        """The fields to send; all of them where there was nothing before."""
        if self.after is None:
            return frozenset()
        if self.before is None:
            return frozenset(field_names(self.after))
        return differing(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Decision(Generic[ItemT]):
    """What becomes of one link: ``agreed`` is the next base, once the writes are done.

    ``etag`` is that of the event on which the writes rest: Google refuses them if it has changed.
    ``origin`` is the side whose words the record has then.
    """

    link: Link[ItemT]
    agreed: ItemT | None
    role: Role
    odoo: Write[ItemT] | None = None
    google: Write[ItemT] | None = None
    etag: str | None = None
    origin: Side = Side.ODOO
    conflicts: tuple[Conflict, ...] = ()
    rejected: tuple[str, ...] = ()
    revived: Side | None = None  # the side whose deletion lost against a change of the other
    only_on: Side | None = None  # the one side that keeps the item in ``agreed``
    reverts: Hashable | None = None  # what it takes back, as the user has asked: a caller's handle
    restorable: bool = True  # whether Odoo has the record, be it archived
    declined: frozenset[OriginalStart | None] = (
        frozenset()
    )  # see :class:`~engine.core.link.GoogleState`
    intent: Intent[ItemT] | None = None  # what goes out: :mod:`engine.core.next_link`

    @property
    def to_odoo(self) -> Write[ItemT]:
        """The write to Odoo, of a decision that has one."""
        return _given(self.odoo)

    @property
    def to_google(self) -> Write[ItemT]:
        """The write to Google, of a decision that has one."""
        return _given(self.google)


@dataclass(frozen=True, slots=True)
class Plan(Generic[ItemT]):
    """:ivar excluded: by Google's id the code of the reason why an event stays out of Odoo"""

    decisions: tuple[Decision[ItemT], ...] = ()
    excluded: Mapping[str, str] = field(default_factory=dict)

    def deleted(self, side: Side) -> frozenset[str]:
        """What is to be deleted on that side, by Google's ids; not what another event replaces, nor
        what the user has just asked for, nor what is called off outside of Odoo, for nobody here
        could keep it."""
        return frozenset(
            decision.link.google_id or ""
            for decision in self.decisions
            if (write := getattr(decision, side.value)) is not None
            and write.verb == "delete"
            and decision.link.odoo_id is not None
            and decision.reverts is None
            and not (side is Side.ODOO and decision.role is Role.EXTERNAL)
        )


def plan(
    links: Iterable[Link[ItemT]],
    odoo: Mapping[OdooId, OdooState[ItemT]],
    google: Mapping[str, GoogleState[ItemT]],
    policy: Policy[ItemT],
    matches: Mapping[str, OdooId] | None = None,
    rests: Mapping[Hashable, Rest[ItemT]] | None = None,
) -> Plan[ItemT]:
    """Decide for every link that is mentioned on a side, and for every record without a link.

    A link with a write of which nobody has heard is decided only with both its records at hand.

    A link without a record, but with a base, is that of an event which another one has replaced
    in Google: it is taken away there. One that is on one side only since an undo, is as if it had
    never been agreed on once somebody has changed it.

    :param links: at least those of the records mentioned; others cost nothing but a look
    :param odoo: states by Odoo's id, for the records that may have changed
    :param google: states by Google's id, for the events that Google reported
    :param matches: Odoo's id by Google's id, for events without a link that are known to be the
        same as a record in ``odoo``
    :param rests: of records that are new, for they were split off others, what both sides had in
        their place, by the id of a side that has it
    """
    links, rests = list(links), rests or {}
    decisions: list[Decision[ItemT]] = []
    excluded: dict[str, str] = {}
    for one in (*links, *_new_links(links, odoo, google, matches or {})):
        link = policy.compared_link(one)
        ours, theirs = odoo.get(link.odoo_id), google.get(link.google_id or "")
        ours, theirs = (
            ours and policy.compared_state(ours),
            theirs and policy.compared_state(theirs),
        )
        if _is_unknown(link, ours, theirs):
            continue
        if link.only_on and _rests(link, ours, theirs, policy):
            continue
        rest = rests.get(one.google_id) or rests.get(one.odoo_id)
        if rest and (ours or rest.odoo) and (theirs or rest.google):
            decisions.append(_decide_part(link, ours, theirs, rest, policy))
            continue
        known = link.odoo_id is not None or link.base is not None
        if theirs and not known and (reason := policy.out_of_scope(theirs)):
            excluded[link.google_id or ""] = reason
        else:
            decisions.append(_decide(link, ours, theirs, policy))
    return Plan(tuple(_told_once(decisions, rests.values())), excluded)


def _given(value: T | None) -> T:
    """:raise ValueError: there is none"""
    if value is None:
        raise ValueError("nothing is written here")
    return value


def write_to(current: ItemT | None, wanted: ItemT | None, exists: bool) -> Write[ItemT] | None:
    """What makes ``wanted`` of ``current`` on one side; ``None`` where nothing is to be done.

    :param exists: whether the side still has the record, though perhaps out of sight
    """
    if current == wanted:
        return None
    if wanted is None:
        return Write("delete", current, None)
    if current is None:
        return Write("restore" if exists else "create", None, wanted)
    return Write("update", current, wanted)


def exists_in_odoo(link: Link[ItemT], ours: OdooState[ItemT] | None) -> bool:
    """Whether Odoo has the record, be it archived; one that was not looked at counts as there."""
    return link.odoo_id is not None and (ours is None or ours.exists)


def _new_links(
    links: list[Link[ItemT]],
    odoo: Mapping[OdooId, OdooState[ItemT]],
    google: Mapping[str, GoogleState[ItemT]],
    matches: Mapping[str, OdooId],
) -> Iterator[Link[ItemT]]:
    """A link for each present record that none of ``links`` has, or for a pair that matches."""
    linked_odoo = {link.odoo_id for link in links} | set(matches.values())
    linked_google = {link.google_id for link in links}
    for odoo_id, ours in odoo.items():
        if ours.item is not None and odoo_id not in linked_odoo:
            yield Link(odoo_id=odoo_id, role=ours.role)
    for google_id, theirs in google.items():
        if theirs.item is None or google_id in linked_google:
            continue
        if google_id in matches:
            odoo_id = matches[google_id]
            role, is_copy = odoo[odoo_id].role, theirs.role is Role.EXTERNAL
            yield Link(odoo_id, google_id, etag=theirs.etag, role=role, is_copy=is_copy)
        else:
            yield Link(google_id=google_id, role=theirs.role, origin=theirs.origin)


def _decide(
    link: Link[ItemT],
    ours: OdooState[ItemT] | None,
    theirs: GoogleState[ItemT] | None,
    policy: Policy[ItemT],
) -> Decision[ItemT]:
    if link.only_on:
        link = replace(link, base=None, only_on=None)
    link = _unburied(settled(link, theirs, policy), ours, theirs, policy)
    role = ours.role if ours and ours.item else link.role
    odoo = ours.item if ours else link.base if link.odoo_id is not None else None
    origin = policy.origin(link, odoo, role)
    odoo = odoo and policy.seen_of_odoo(odoo, link, role)
    google = _google_item(link, theirs, policy)
    remains = policy.seen_of_odoo(ours.remains, link, role) if ours and ours.remains else None
    known = odoo if odoo is not None else remains
    google = google and policy.seen_of_google(google, link, known, role)
    etag = theirs.etag if theirs else link.etag
    restorable = exists_in_odoo(link, ours)
    declined = theirs.declined if theirs else frozenset()
    decision = Decision(
        link, None, role, etag=etag, origin=origin, restorable=restorable, declined=declined
    )
    prefer = preferred(policy, ours, theirs)
    if google is None:
        if odoo is None:
            return decision
        left = theirs.remains if theirs else None
        back = _back_at_google(decision, odoo, left, prefer, policy)
        return _gone_from_google(decision, odoo, back, policy)
    if odoo is None:
        back = _present_again(decision, remains, google, prefer, policy)
        return _gone_from_odoo(decision, back, google, policy)
    merged = policy.merge(link.base, odoo, google, prefer, role)
    agreed = _agreed_on(decision, merged, google, policy)
    return replace(agreed, odoo=_update(odoo, merged.item, policy.in_odoo))


def _decide_part(
    new: Link[ItemT],
    ours: OdooState[ItemT] | None,
    theirs: GoogleState[ItemT] | None,
    rest: Rest[ItemT],
    policy: Policy[ItemT],
) -> Decision[ItemT]:
    """Decide as if both sides had split off what one of them has; the other gets it so."""
    link = replace(
        new,
        base=rest.base,
        origin=rest.whole.origin,
        apart=rest.whole.apart,
        spellings=rest.whole.spellings,
    )
    link = policy.compared_link(link)
    decision = _decide(
        link,
        ours or policy.compared_state(_given(rest.odoo)),
        theirs or policy.compared_state(_given(rest.google)),
        policy,
    )
    if ours and theirs:
        return decision
    create: Write[ItemT] = Write("create", None, decision.agreed)
    if theirs:
        return replace(decision, odoo=create)
    return replace(decision, google=create, link=replace(decision.link, base=None))


def _told_once(
    decisions: Iterable[Decision[ItemT]], rests: Iterable[Rest[ItemT]]
) -> Iterator[Decision[ItemT]]:
    """What is decided with a part is no conflict of the record from which that was split off."""
    carried: dict[str | None, frozenset[OriginalStart]] = {}
    for rest in rests:
        google_id = rest.whole.google_id
        carried[google_id] = carried.get(google_id, frozenset()) | rest.carried
    for decision in decisions:
        starts = carried.get(decision.link.google_id, frozenset())
        lost = tuple(one for one in decision.conflicts if one.original_start not in starts)
        yield decision if lost == decision.conflicts else replace(decision, conflicts=lost)


def _agreed_on(
    decision: Decision[ItemT], merged: Merged[ItemT], google: ItemT, policy: Policy[ItemT]
) -> Decision[ItemT]:
    """The decision after a merge, without what it is for Odoo."""
    return replace(
        decision,
        agreed=merged.item,
        google=_update(google, merged.item, policy.in_google),
        conflicts=merged.conflicts,
        rejected=merged.rejected,
    )


def _unburied(
    link: Link[ItemT],
    ours: OdooState[ItemT] | None,
    theirs: GoogleState[ItemT] | None,
    policy: Policy[ItemT],
) -> Link[ItemT]:
    """The link of what was given up, and is back on both sides: changed since, or as it was."""
    shown = ours and ours.item and theirs and theirs.item
    if link.base is None and link.buried is not None and shown:
        return replace(link, base=policy.brought_back(link.buried, shown), buried=None)
    return link


def _google_item(
    link: Link[ItemT], theirs: GoogleState[ItemT] | None, policy: Policy[ItemT]
) -> ItemT | None:
    """Google's item, without the changes that do not come into Odoo."""
    if theirs and (theirs.item is None or link.base is None or policy.imports):
        return theirs.item
    known = link.base and policy.in_google(link.base)
    return policy.not_imported(known, theirs.item) if known and theirs and theirs.item else known


def _gone_from_google(
    decision: Decision[ItemT], odoo: ItemT, back: Decision[ItemT], policy: Policy[ItemT]
) -> Decision[ItemT]:
    """Google has no event: it never had one, or somebody deleted it there, or the link itself.

    :param back: the decision that it is there
    """
    link = decision.link
    if link.base is None:
        return back
    if policy.outlives(odoo, link.base, decision.role, Side.GOOGLE) or policy.undo_deletions:
        write = Write("restore", None, odoo)
        return replace(decision, agreed=odoo, google=write, revived=Side.GOOGLE)
    if not policy.imports:
        # The old etag makes Google refuse the next update, which is how the deletion shows again.
        return replace(decision, agreed=odoo, etag=link.etag)
    return replace(decision, odoo=Write("delete", odoo, None))


def _back_at_google(
    decision: Decision[ItemT],
    odoo: ItemT,
    remains: ItemT | None,
    prefer: Side,
    policy: Policy[ItemT],
) -> Decision[ItemT]:
    """Google has what Odoo has; where the record has lived on there, nothing of it is lost."""
    link = decision.link
    if remains is None or not (policy.lives_on and policy.imports):
        # Google never frees an id: an event that was there once is restored, not inserted.
        write = write_to(None, odoo, exists=bool(decision.etag))
        return replace(decision, agreed=odoo, google=write)
    known = replace(link, base=link.buried)
    there = policy.seen_of_google(remains, known, odoo, decision.role)
    merged = policy.merge(link.buried, odoo, there, prefer, decision.role)
    agreed = _agreed_on(decision, merged, there, policy)
    odoo_write = _update(odoo, merged.item, policy.in_odoo)
    if odoo_write or not merged.conflicts:  # else the run that replaces Google's values tells so
        agreed = replace(agreed, link=replace(link, buried=there))
    return replace(agreed, odoo=odoo_write, google=Write("restore", None, merged.item))


def _gone_from_odoo(
    decision: Decision[ItemT], back: Decision[ItemT], google: ItemT, policy: Policy[ItemT]
) -> Decision[ItemT]:
    """Odoo has no record: it never had one, or somebody deleted it there.

    :param back: the decision that it is there
    """
    link = decision.link
    if link.base is None and not _has_never_met(link):
        if link.odoo_id is not None and not policy.imports:
            return decision
        return back
    outlives = policy.outlives(google, link.base, decision.role, Side.ODOO)
    if link.base is not None and (outlives or policy.undo_deletions):
        return replace(back, revived=Side.ODOO)
    return replace(decision, google=Write("delete", google, None))


def _present_again(
    decision: Decision[ItemT],
    remains: ItemT | None,
    google: ItemT,
    prefer: Side,
    policy: Policy[ItemT],
) -> Decision[ItemT]:
    """Odoo has what Google has, and what remains of the record there loses nothing by it."""
    link = decision.link
    if remains is None:
        appear = write_to(None, google, decision.restorable)
        return replace(decision, agreed=google, odoo=appear)
    known = link.base if link.base is not None else link.buried
    merged = policy.merge(known, remains, google, prefer, decision.role)
    agreed = _agreed_on(decision, merged, google, policy)
    return replace(agreed, odoo=Write("restore", None, merged.item))


def _is_unknown(
    link: Link[ItemT], ours: OdooState[ItemT] | None, theirs: GoogleState[ItemT] | None
) -> bool:
    """Whether neither a side itself nor the link's base tells what that side has."""
    if ours is None and (theirs is None or _has_never_met(link)):
        return True
    return bool(link.sent) and (theirs is None or (ours is None and link.odoo_id is not None))


def _has_never_met(link: Link[ItemT]) -> bool:
    """Whether somebody has said that the two are the same, and nobody has compared them yet.

    Which of them is gone is then no news of the other.
    """
    known = link.base if link.base is not None else link.buried
    return link.odoo_id is not None and known is None and link.etag is None


def _rests(
    link: Link[ItemT],
    ours: OdooState[ItemT] | None,
    theirs: GoogleState[ItemT] | None,
    policy: Policy[ItemT],
) -> bool:
    """Whether a record that is on one side only since an undo, is as it was left there."""
    odoo, google = ours and ours.item, theirs and theirs.item
    odoo = odoo and policy.seen_of_odoo(odoo, link, link.role)
    google = google and policy.seen_of_google(google, link, odoo, link.role)
    kept, other = (odoo, google) if link.only_on is Side.ODOO else (google, odoo)
    if other is not None or kept is None:
        return other is None
    # What Google would show of it changes nothing in it.
    return link.base is not None and policy.in_odoo(kept) == policy.in_odoo(link.base)


def _update(current: ItemT, wanted: ItemT, shown: Callable[[ItemT], ItemT]) -> Write[ItemT] | None:
    """:param shown: what the side has of an item"""
    return None if shown(current) == shown(wanted) else Write("update", current, wanted)


def preferred(
    policy: Policy[ItemT], ours: OdooState[ItemT] | None, theirs: GoogleState[ItemT] | None
) -> Side:
    """The side that wins a field changed on both; Odoo, where the clocks do not tell."""
    if not policy.imports:
        return Side.ODOO
    if policy.prefer != "newest":
        return Side(policy.prefer)
    odoo, google = ours and ours.changed, theirs and theirs.changed
    return Side.GOOGLE if odoo and google and google > odoo else Side.ODOO
