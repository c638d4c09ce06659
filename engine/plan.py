"""The plan: what to write on which side so that both agree. A function of values.

Presence is part of a side's state: an item, or ``None`` for a record that is explicitly absent
(deleted, archived, declined). A record that merely was not mentioned is not in the mapping at all,
and stays what the link's base says (principle 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Literal

from .item import EventItem, differing
from .merge import Authorities, Authority, Conflict, Side, merge, visible

Verb = Literal["create", "update", "delete", "restore"]


class Role(Enum):
    """What the account's user is to the meeting, which decides whose changes count."""

    ORGANIZER = "organizer"  # theirs: both sides may change it
    INVITED = "invited"  # organised by another Odoo user: Odoo leads
    EXTERNAL = "external"  # organised by somebody outside of Odoo: Google leads


_MEETING = ("title", "when", "description", "location", "privacy", "busy")
_AUTHORITIES: Mapping[Role, Authorities] = {
    Role.ORGANIZER: {},
    # The reminders of a guest's own copy are theirs; Odoo's belong to the whole meeting.
    Role.INVITED: {**dict.fromkeys(_MEETING, Authority.ODOO), "reminders": Authority.LOCAL},
    Role.EXTERNAL: dict.fromkeys(_MEETING, Authority.GOOGLE),
}


@dataclass(frozen=True, slots=True)
class Link:
    """The pair of ids of one item, with the last state on which both sides agreed.

    ``google_id`` may be chosen before the event exists at Google; ``etag`` is ``None`` until
    Google is known to hold that id. ``key`` is the caller's handle and not looked at.
    """

    odoo_id: int | None = None
    google_id: str | None = None
    base: EventItem | None = None
    etag: str | None = None
    role: Role = Role.ORGANIZER
    key: int | None = None


@dataclass(frozen=True, slots=True)
class OdooState:
    """A record as Odoo has it now. ``exists`` is false once the record itself is gone."""

    item: EventItem | None
    role: Role = Role.ORGANIZER
    changed: datetime | None = None
    exists: bool = True


@dataclass(frozen=True, slots=True)
class GoogleState:
    """An event as Google reported it in this run."""

    item: EventItem | None
    etag: str | None = None
    role: Role = Role.ORGANIZER
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """The user's settings, as far as they decide.

    :param prefer: who wins a field changed on both sides
    :param import_events: whether changes made in Google come into Odoo
    :param import_tentative: whether events that nobody confirmed come in
    :param populate_odoo: whether events that Google had before come in
    :param known_since: unlinked events that Google changed before this moment are the past,
        which comes in with ``populate_odoo`` only
    """

    prefer: Literal["newest", "odoo", "google"] = "newest"
    import_events: bool = True
    import_tentative: bool = False
    populate_odoo: bool = False
    known_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Write:
    """One write on one side: ``before`` is what stands there, ``after`` what shall stand there."""

    verb: Verb
    before: EventItem | None
    after: EventItem | None

    @property
    def fields(self) -> frozenset[str]:
        """The fields to send; all of them where there was nothing before."""
        if self.after is None:
            return frozenset()
        if self.before is None:
            return frozenset(type(self.after).__dataclass_fields__)
        return differing(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one link: ``agreed`` is the next base, once the writes are done."""

    link: Link
    agreed: EventItem | None
    role: Role
    odoo: Write | None = None
    google: Write | None = None
    etag: str | None = None
    conflicts: tuple[Conflict, ...] = ()
    undone: tuple[str, ...] = ()
    revived: Side | None = None  # the side whose deletion lost against a change of the other


@dataclass(frozen=True, slots=True)
class Plan:
    decisions: tuple[Decision, ...] = ()
    excluded: Mapping[str, str] = field(default_factory=dict)  # Google id -> reason code

    def deletions(self, side: Side) -> int:
        writes = (getattr(decision, side.value) for decision in self.decisions)
        return sum(1 for write in writes if write is not None and write.verb == "delete")


def plan(
    links: Iterable[Link],
    odoo: Mapping[int, OdooState],
    google: Mapping[str, GoogleState],
    policy: Policy,
) -> Plan:
    """Decide for every link that is mentioned on a side, and for every record without a link.

    :param links: at least those of the records mentioned; others cost nothing but a look
    :param odoo: states by Odoo's id, for the records that may have changed
    :param google: states by Google's id, for the events that Google reported
    """
    links = list(links)
    decisions = []
    for link in links:
        ours, theirs = odoo.get(link.odoo_id or 0), google.get(link.google_id or "")
        if ours is not None or theirs is not None:
            decisions.append(_decide(link, ours, theirs, policy))
    excluded: dict[str, str] = {}
    linked_odoo = {link.odoo_id for link in links}
    for odoo_id, state in odoo.items():
        if odoo_id not in linked_odoo and state.item is not None:
            decisions.append(_decide(Link(odoo_id=odoo_id, role=state.role), state, None, policy))
    linked_google = {link.google_id for link in links}
    for google_id, state in google.items():
        if google_id in linked_google or state.item is None:
            continue
        if reason := _out_of_scope(state, policy):
            excluded[google_id] = reason
        else:
            link = Link(google_id=google_id, role=state.role)
            decisions.append(_decide(link, None, state, policy))
    return Plan(tuple(filter(None, decisions)), excluded)


def _out_of_scope(state: GoogleState, policy: Policy) -> str | None:
    """Why an event that Odoo does not know stays out; ``None`` when it comes in."""
    if not (policy.import_events or policy.populate_odoo):
        return "import_off"
    past = policy.known_since and state.changed and state.changed <= policy.known_since
    if not policy.populate_odoo and (past or not policy.import_events):
        return "before_connection"
    if state.item and state.item.status == "tentative" and not policy.import_tentative:
        return "tentative"
    return None


def _decide(
    link: Link, ours: OdooState | None, theirs: GoogleState | None, policy: Policy
) -> Decision | None:
    role = ours.role if ours and ours.item else link.role
    authorities = _authorities(role, policy)
    odoo = ours.item if ours else link.base
    google = theirs.item if theirs else link.base
    if google is not None:
        google = visible(google, link.base, authorities)
    etag = theirs.etag if theirs else link.etag
    decision = Decision(link, None, role, etag=etag)
    if odoo is None or google is None:
        return _decide_presence(decision, odoo, google, ours, policy)
    merged = merge(link.base, odoo, google, _preferred(policy, ours, theirs), authorities)
    return Decision(
        link,
        merged.item,
        role,
        odoo=_update(odoo, merged.item),
        google=_update(google, merged.item),
        etag=etag,
        conflicts=merged.conflicts,
        undone=merged.undone,
    )


def _decide_presence(
    decision: Decision,
    odoo: EventItem | None,
    google: EventItem | None,
    ours: OdooState | None,
    policy: Policy,
) -> Decision | None:
    """Decide where at least one side is absent. ``None``: leave both sides and the link alone."""
    link, base = decision.link, decision.link.base
    if odoo is None and google is None:
        return decision
    if google is None:
        if base is None:
            return replace(decision, agreed=odoo, google=_appear_in_google(link, odoo))
        if decision.role is Role.ORGANIZER and odoo != base:
            write = Write("restore", None, odoo)
            return replace(decision, agreed=odoo, google=write, revived=Side.GOOGLE)
        if not policy.import_events:
            return None
        return replace(decision, odoo=Write("delete", odoo, None))
    appear = _appear_in_odoo(link, ours, google)
    if base is None and not _own_unconfirmed_insert(link):
        if link.odoo_id and not policy.import_events:
            return None
        return replace(decision, agreed=google, odoo=appear)
    if base is not None and decision.role is Role.ORGANIZER and google != base:
        return replace(decision, agreed=google, odoo=appear, revived=Side.ODOO)
    return replace(decision, google=Write("delete", google, None))


def _own_unconfirmed_insert(link: Link) -> bool:
    """Whether Google's event is the one this link sent in a run that did not live to see it."""
    return link.base is None and link.etag is None and bool(link.odoo_id)


def _appear_in_google(link: Link, item: EventItem | None) -> Write:
    # Google never frees an id: an event that was there once is restored, not inserted.
    return Write("restore" if link.etag else "create", None, item)


def _appear_in_odoo(link: Link, ours: OdooState | None, item: EventItem) -> Write:
    there = bool(link.odoo_id) and (ours is None or ours.exists)
    return Write("restore" if there else "create", None, item)


def _update(current: EventItem, wanted: EventItem) -> Write | None:
    return None if current == wanted else Write("update", current, wanted)


def _authorities(role: Role, policy: Policy) -> Authorities:
    if policy.import_events:
        return _AUTHORITIES[role]
    return dict.fromkeys(EventItem.__dataclass_fields__, Authority.LOCAL)


def _preferred(policy: Policy, ours: OdooState | None, theirs: GoogleState | None) -> Side:
    """The side that wins a field changed on both; Odoo, where the clocks do not tell."""
    if policy.prefer != "newest":
        return Side(policy.prefer)
    odoo, google = ours and ours.changed, theirs and theirs.changed
    return Side.GOOGLE if odoo and google and google > odoo else Side.ODOO
