"""The plan: what to write on which side so that both agree. A function of values.

Presence is part of a side's state: an item, or ``None`` for a record that is explicitly absent
(deleted, archived, declined). A record that merely was not mentioned is not in the mapping at all,
and stays what the link's base says (principle 7).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from enum import Enum
from typing import Literal

from .guests import with_guests_of, without_answers
from .item import AllDay, EventItem, Repeating, Timed, differing, field_names
from .merge import Authorities, Authority, Conflict, Side, merge, visible
from .recurrence import slots, span_at

_LAST = datetime.max.replace(tzinfo=timezone.utc)

Verb = Literal["create", "update", "delete", "restore"]
#: The caller's handle of a record in Odoo, for example a pair of model and id. Not looked at.
OdooId = Hashable


class Role(Enum):
    """What the account's user is to the meeting, which decides whose changes count."""

    ORGANIZER = "organizer"  # theirs: both sides may change it
    INVITED = "invited"  # organised by another Odoo user: Odoo leads
    EXTERNAL = "external"  # organised by somebody outside of Odoo: Google leads


_MEETING = ("title", "when", "description", "location", "privacy", "busy", "video")
_AUTHORITIES: Mapping[Role, Authorities] = {
    Role.ORGANIZER: {"conference": Authority.GOOGLE},
    # The reminders of a guest's own copy are theirs; Odoo's belong to the whole meeting.
    Role.INVITED: {
        **dict.fromkeys(_MEETING, Authority.ODOO),
        **dict.fromkeys(("reminders", "conference"), Authority.LOCAL),
    },
    Role.EXTERNAL: dict.fromkeys((*_MEETING, "conference"), Authority.GOOGLE),
}


@dataclass(frozen=True, slots=True)
class Link:
    """The pair of ids of one item, with the last state on which both sides agreed.

    ``google_id`` may be chosen before the event exists at Google. ``base`` is ``None`` while the
    item is on neither side, ``etag`` while it is uncertain whether Google has the event: a write
    that brings it there or takes it away is on its way (:func:`link_while_sending`). ``key`` is
    the caller's handle and not looked at.
    """

    odoo_id: OdooId | None = None
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

    :param prefer: who wins a field changed on both sides; Odoo, without ``import_events``
    :param import_events: whether changes made in Google come into Odoo
    :param import_tentative: whether events that nobody confirmed come in
    :param populate_odoo: whether events that Google had before come in
    :param known_since: unlinked events that Google changed before this moment are the past,
        which comes in with ``populate_odoo`` only
    :param window: start and stop of the time whose past comes in, aware; ``None``: all of it
    :param undo_deletions: the user has asked that what was deleted on one side comes back there
    :param share_guests: whether the guests that Odoo has of the user's own meetings go to Google
    """

    prefer: Literal["newest", "odoo", "google"] = "newest"
    import_events: bool = True
    import_tentative: bool = False
    populate_odoo: bool = False
    known_since: datetime | None = None
    window: tuple[datetime, datetime] | None = None
    undo_deletions: bool = False
    share_guests: bool = False


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
            return frozenset(field_names(self.after))
        return differing(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one link: ``agreed`` is the next base, once the writes are done.

    ``etag`` is that of the event on which the writes rest: Google refuses them if it has changed.
    """

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

    def deleted(self, side: Side) -> frozenset[str]:
        """What is to be deleted on that side, by Google's ids; not what another event replaces."""
        return frozenset(
            decision.link.google_id or ""
            for decision in self.decisions
            if (write := getattr(decision, side.value)) is not None
            and write.verb == "delete"
            and decision.link.odoo_id is not None
        )


def plan(
    links: Iterable[Link],
    odoo: Mapping[OdooId, OdooState],
    google: Mapping[str, GoogleState],
    policy: Policy,
    matches: Mapping[str, OdooId] | None = None,
) -> Plan:
    """Decide for every link that is mentioned on a side, and for every record without a link.

    A link without an etag is decided only with its record in Odoo at hand; and unless its event
    is asked for at Google, what somebody changed there since would be overwritten.

    A link without a record, but with a base, is that of an event which another one has replaced
    in Google: it is taken away there.

    :param links: at least those of the records mentioned; others cost nothing but a look
    :param odoo: states by Odoo's id, for the records that may have changed
    :param google: states by Google's id, for the events that Google reported
    :param matches: Odoo's id by Google's id, for events without a link that are known to be the
        same as a record in ``odoo``
    """
    links = list(links)
    decisions: list[Decision] = []
    excluded: dict[str, str] = {}
    for link in (*links, *_new_links(links, odoo, google, matches or {})):
        ours, theirs = odoo.get(link.odoo_id), google.get(link.google_id)
        if ours is None and (theirs is None or _uncertain(link)):
            continue
        known = link.odoo_id is not None or link.base is not None
        if theirs and not known and (reason := out_of_scope(theirs, policy)):
            excluded[link.google_id or ""] = reason
        else:
            decisions.append(_decide(link, ours, theirs, policy))
    return Plan(tuple(decisions), excluded)


def link_while_sending(decision: Decision) -> Link:
    """The link to keep while the write to Google is on its way.

    Its base is what Google has, so that the next run sends the difference once more should this
    one not live to see the answer; without an etag where the event itself comes or goes.
    """
    write = decision.google
    etag = decision.etag if write.verb == "update" else None
    return replace(decision.link, base=write.before, etag=etag, role=decision.role)


def link_when_done(decision: Decision, etag: str | None = None) -> Link:
    """The link to keep once both sides agree.

    :param etag: the one in Google's answer, if something was sent and the answer has one
    """
    etag = etag or decision.etag
    return replace(decision.link, base=decision.agreed, etag=etag, role=decision.role)


def _new_links(
    links: list[Link],
    odoo: Mapping[OdooId, OdooState],
    google: Mapping[str, GoogleState],
    matches: Mapping[str, OdooId],
) -> Iterator[Link]:
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
            role = _matched_role(odoo, odoo_id, theirs)
            yield Link(odoo_id, google_id, etag=theirs.etag, role=role)
        else:
            yield Link(google_id=google_id, role=theirs.role)


def _matched_role(odoo: Mapping[OdooId, OdooState], odoo_id: OdooId, theirs: GoogleState) -> Role:
    """Google knows who called the meeting; Odoo knows whether that is one of its users."""
    if theirs.role is Role.ORGANIZER:
        return Role.ORGANIZER
    return odoo[odoo_id].role


def out_of_scope(theirs: GoogleState, policy: Policy) -> str | None:
    """Why an event that Odoo never had stays out; ``None`` when it comes in."""
    if theirs.item is None:
        return None
    if not (policy.import_events or policy.populate_odoo):
        return "import_off"
    past = policy.known_since and theirs.changed and theirs.changed < policy.known_since
    if past and not policy.populate_odoo:
        return "before_connection"
    if past and policy.window and not _reaches(theirs.item.when, *policy.window):
        return "out_of_window"
    if theirs.item.status == "tentative" and not policy.import_tentative:
        return "tentative"
    return None


def _reaches(when: Timed | AllDay | Repeating, start: datetime, stop: datetime) -> bool:
    """Whether a time, or one occurrence of a series, has a part between ``start`` and ``stop``."""
    if isinstance(when, Repeating):
        spans = (span_at(when, slot) for slot in slots(when))
        coming = next((span for span in spans if _reaches(span, start, _LAST)), None)
        return coming is not None and _reaches(coming, start, stop)
    if isinstance(when, AllDay):
        start, stop = start.date(), stop.date()
    return when.start <= stop and when.stop > start


def _decide(
    link: Link, ours: OdooState | None, theirs: GoogleState | None, policy: Policy
) -> Decision:
    role = ours.role if ours and ours.item else link.role
    odoo = ours.item if ours else link.base if link.odoo_id is not None else None
    odoo = odoo and seen_of_odoo(odoo, link.base, role, policy)
    google = _seen(theirs.item, link.base, role, policy) if theirs else link.base
    google = google and _without_foreign_guests(google, role)
    decision = Decision(link, None, role, etag=theirs.etag if theirs else link.etag)
    if odoo is None and google is None:
        return decision
    if google is None:
        return _gone_from_google(decision, odoo, policy)
    if odoo is None:
        return _gone_from_odoo(decision, ours, google, policy)
    merged = merge(
        link.base,
        odoo,
        google,
        prefer=_preferred(policy, ours, theirs),
        authorities=_AUTHORITIES[role],
        revive=role is Role.ORGANIZER,
    )
    return replace(
        decision,
        agreed=merged.item,
        odoo=_update(odoo, merged.item),
        google=_update(google, merged.item),
        conflicts=merged.conflicts,
        undone=merged.undone,
    )


def _seen(
    google: EventItem | None, base: EventItem | None, role: Role, policy: Policy
) -> EventItem | None:
    """Google's item without the changes that do not come into Odoo."""
    if google is None or base is None:
        return google
    return visible(google, base, _AUTHORITIES[role]) if policy.import_events else base


def seen_of_odoo(odoo: EventItem, base: EventItem | None, role: Role, policy: Policy) -> EventItem:
    """Odoo's item with those of its guests that may go to Google.

    The others stay out of the comparison: the guests are those that both sides agreed on last, so
    that what changes in Google still comes in, and nothing that Odoo has besides goes out.
    """
    if role is Role.ORGANIZER and policy.share_guests:
        return odoo
    return with_guests_of(odoo, base if role is not Role.INVITED else None)


def _without_foreign_guests(google: EventItem, role: Role) -> EventItem:
    """Google's item without the guests of a colleague's meeting, who come by that one's account."""
    return with_guests_of(google, None) if role is Role.INVITED else google


def _gone_from_google(decision: Decision, odoo: EventItem, policy: Policy) -> Decision:
    """Google has no event: it never had one, or somebody deleted it there, or the link itself."""
    link = decision.link
    if link.base is None or _uncertain(link):
        # Google never frees an id: an event that was there once is restored, not inserted.
        write = Write("restore" if decision.etag else "create", None, odoo)
        return replace(decision, agreed=odoo, google=write)
    changed = decision.role is Role.ORGANIZER and _was_edited(odoo, link.base)
    if changed or policy.undo_deletions:
        write = Write("restore", None, odoo)
        return replace(decision, agreed=odoo, google=write, revived=Side.GOOGLE)
    if not policy.import_events:
        # The old etag makes Google refuse the next update, which is how the deletion shows again.
        return replace(decision, agreed=odoo, etag=link.etag)
    return replace(decision, odoo=Write("delete", odoo, None))


def _gone_from_odoo(
    decision: Decision, ours: OdooState | None, google: EventItem, policy: Policy
) -> Decision:
    """Odoo has no record: it never had one, or somebody deleted it there."""
    link = decision.link
    there = link.odoo_id is not None and (ours is None or ours.exists)
    appear = Write("restore" if there else "create", None, google)
    if link.base is None and not _uncertain(link):
        if link.odoo_id is not None and not policy.import_events:
            return decision
        return replace(decision, agreed=google, odoo=appear)
    changed = decision.role is Role.ORGANIZER and _was_edited(google, link.base)
    if link.base is not None and (changed or policy.undo_deletions):
        return replace(decision, agreed=google, odoo=appear, revived=Side.ODOO)
    return replace(decision, google=Write("delete", google, None))


def _was_edited(item: EventItem, base: EventItem | None) -> bool:
    """Whether somebody changed it. Guests who answer do not: they do so by deleting it, too."""
    return base is None or without_answers(item) != without_answers(base)


def _uncertain(link: Link) -> bool:
    """Whether a write was on its way to Google in a run that did not live to see the answer.

    Google's event, be it there or gone, is then the link's own doing and not somebody's news.
    """
    return link.odoo_id is not None and link.etag is None


def _update(current: EventItem, wanted: EventItem) -> Write | None:
    return None if current == wanted else Write("update", current, wanted)


def _preferred(policy: Policy, ours: OdooState | None, theirs: GoogleState | None) -> Side:
    """The side that wins a field changed on both; Odoo, where the clocks do not tell."""
    if not policy.import_events:
        return Side.ODOO
    if policy.prefer != "newest":
        return Side(policy.prefer)
    odoo, google = ours and ours.changed, theirs and theirs.changed
    return Side.GOOGLE if odoo and google and google > odoo else Side.ODOO
