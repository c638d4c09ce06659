"""Odoo, Google and the people at both, in memory, with an executor that runs plans between them.

The executor does in values what the runner does with a database and a network: it plans and writes
to Odoo in one step that nothing interrupts, keeps in each link what Google has at that moment and
what is about to be sent, and then sends; each request may be lost, take effect without an answer,
in half or late, or find that somebody was faster. Google refuses writes whose etag is old and
inserts whose id it has ever seen. What must stand in the end is in :mod:`last_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from enum import Enum

from google_sync.engine.core.item import OriginalStart, field_names
from google_sync.engine.core.link import GoogleState, Link, OdooState, number_at
from google_sync.engine.core.merge import Side
from google_sync.engine.core.next_link import link_when_done, link_while_sending, with_intent
from google_sync.engine.core.plan import Decision, Write, plan
from google_sync.engine.events.item import AllDay, EventItem, Repeating, Timed
from google_sync.engine.events.occurrences import follow, occurrence, template, with_occurrences
from google_sync.engine.events.policy import EventPolicy
from google_sync.engine.events.recurrence import has_occurrence, original_starts, read_lines
from last_words import LastWords

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
#: Times that an event may have: once, weekly, more often, and at another hour.
ONCE = Timed(NOON, NOON)
WEEKLY, LONGER, LATER = (
    read_lines([f"RRULE:FREQ=WEEKLY;COUNT={count}"], Timed(start, start), "Europe/Paris")[0]
    for count, start in ((3, NOON), (4, NOON), (3, NOON + timedelta(hours=1)))
)
#: How often one run looks again at events that changed while they were being written.
ROUNDS = 3


class Outcome(Enum):
    ANSWERED = "answered"
    LOST = "lost before it took effect"
    UNHEARD = "took effect, the answer was lost"
    HALF = "took effect but for the occurrences of a series, the answer was lost"
    LATE = "takes effect when the next run has looked, and before it writes; the answer is lost"


@dataclass
class Record:
    """One side's copy: ``item`` is ``None`` while it is deleted; ``kept`` is what a bin keeps.

    :ivar numbers: at Google those of our writes, by the original start of an occurrence
    """

    item: EventItem | None
    revision: int
    exists: bool = True
    kept: EventItem | None = None
    deleted_by_user: bool = False
    restored_by_user: bool = False
    numbers: dict[OriginalStart | None, str] = field(default_factory=dict)


@dataclass
class World:
    policy: EventPolicy = field(default_factory=EventPolicy)
    numbered: bool = True  # whether Google keeps the numbers of our writes
    brings_back: bool = True  # whether a series comes out of Google's bin with its occurrences
    odoo_is_ahead: timedelta = timedelta()  # how far its clock is off
    words: LastWords = field(default_factory=LastWords)
    late: list[Decision] = field(default_factory=list)  # requests that are still on their way
    odoo: dict[int, Record] = field(default_factory=dict)
    google: dict[str, Record] = field(default_factory=dict)
    links: dict[int, Link] = field(default_factory=dict)
    pending: set[int] = field(default_factory=set)
    outbox: set[int] = field(default_factory=set)
    seen_revision: int | None = 0  # up to where Google's changes were taken, its sync token
    revision: int = 0
    writes: int = 0
    entered: set[str] = field(default_factory=set)  # every value that somebody typed
    accounted: set[str] = field(default_factory=set)  # given up by a person, or told as lost

    # -- people ---------------------------------------------------------------------------------

    def add(self, side: Side, when: Timed | AllDay | Repeating = ONCE) -> None:
        title, place = self._new_value(), self._new_value()
        number = len(self.side(side)) + 1
        key = number if side is Side.ODOO else f"google{number}"
        self.side(side)[key] = Record(EventItem(title, when, location=place), self._tick())
        self.words.said(side, key, "title", title)
        self.words.said(side, key, "location", place)
        self._changed(side, key)

    def edit(self, side: Side, key: int | str, name: str) -> None:
        """Type a new value, in all occurrences of a series that have none of their own."""
        item, value = self.side(side)[key].item, self._new_value()
        self._type_over(side, key, name)
        self.words.said(side, key, name, value)
        self._replace(side, key, follow(item, replace(item, **{name: value})))

    def reschedule(self, side: Side, key: int | str, when: Timed | AllDay | Repeating) -> None:
        item = self.side(side)[key].item
        self.words.said(side, key, "when")
        self._replace(side, key, follow(item, replace(item, when=when)))

    def change_occurrence(self, side: Side, key: int | str, number: int, change: str) -> None:
        """:param change: "cancel", "reset" to what the series says, or a field to type a value in,
        which makes the occurrence take place again if it did not"""
        item = self.side(side)[key].item
        found = list(original_starts(item.when))
        original_start = found[number % len(found)]
        changed = None if change == "cancel" else template(item, original_start)
        if change not in ("cancel", "reset"):
            changed = occurrence(item, original_start) or changed
            value = self._new_value()
            changed = replace(changed, **{change: value})
            self.words.said(side, key, change, value, original_start)
        else:
            self.words.said(side, key, "when", place=original_start)
        exceptions = {**dict(item.exceptions), original_start: changed}
        self._replace(side, key, with_occurrences(item, exceptions))

    def _replace(self, side: Side, key: int | str, item: EventItem) -> None:
        record = self.side(side)[key]
        self.accounted |= _values(record.item) - _values(item)
        record.item = item
        self._changed(side, key)

    def delete(self, side: Side, key: int | str, unlink: bool = False) -> None:
        record = self.side(side)[key]
        other = self._other(side, key)
        seen = other is not None and self.side(side.other)[other].item == record.item
        seen = seen and not record.restored_by_user  # who has brought it back has seen their own
        if isinstance(record.item.when, Repeating):
            # Google's bin shows nothing of the occurrences, and of the rule only our number.
            unseen = self.words.has_places(side.other, other) or self.words.has_places(side, key)
            seen = seen and self.numbered and not unseen
        self.words.deleted(side, key, self.links.values(), knowingly=seen)
        self.accounted |= _values(record.item)
        record.item, record.kept = None, record.item
        record.exists, record.deleted_by_user = not unlink, True
        self._changed(side, key)

    def restore(self, side: Side, key: int | str) -> None:
        record = self.side(side)[key]
        self.words.restored(side, key)
        record.item, record.deleted_by_user = record.kept, False
        record.restored_by_user = True
        self._changed(side, key)

    def lose_cursor(self) -> None:
        """Google forgets what the sync knows, so that the next run asks for everything."""
        self.seen_revision = None

    def side(self, side: Side) -> dict:
        return self.odoo if side is Side.ODOO else self.google

    def present(self, side: Side) -> list:
        return [key for key, record in self.side(side).items() if record.item]

    def in_bin(self, side: Side) -> list:
        return [key for key, record in self.side(side).items() if not record.item and record.exists]

    def series(self, side: Side) -> list:
        found = self.side(side)
        return [key for key in self.present(side) if isinstance(found[key].item.when, Repeating)]

    def shared_series(self) -> list[tuple[int, str]]:
        """The pairs of ids of what is a series on both sides."""
        pairs = [(link.odoo_id, link.google_id) for link in self.links.values()]
        odoo, google = self.series(Side.ODOO), self.series(Side.GOOGLE)
        return [pair for pair in pairs if pair[0] in odoo and pair[1] in google]

    def _changed(self, side: Side, key: int | str) -> None:
        self.side(side)[key].revision = self._tick()
        if side is Side.ODOO:
            self.outbox.add(key)

    def _other(self, side: Side, key: int | str) -> int | str | None:
        """The key of the record at the other side, if that is there and both know of each other."""
        pairs = (
            {Side.ODOO: one.odoo_id, Side.GOOGLE: one.google_id} for one in self.links.values()
        )
        other = next((pair[side.other] for pair in pairs if pair[side] == key), None)
        return other if other in self.side(side.other) else None

    def _type_over(self, side: Side, key: int | str, name: str) -> None:
        """Who types over what the other side has said last, has seen it."""
        other = self._other(side, key)
        there = other and self.side(side.other)[other].item
        if self.numbered and there and self.side(side)[key].item == there:
            self.words.typed_over(side.other, other, name, None)

    def _tick(self) -> int:
        self.revision += 1
        return self.revision

    def _new_value(self) -> str:
        value = f"value {self._tick()}"
        self.entered.add(value)
        return value

    # -- a run ----------------------------------------------------------------------------------

    def run(self, outcomes: Iterable[Outcome] = (), meddle=lambda: None) -> int:
        """:param outcomes: of the requests in their order; those beyond are answered
        :param meddle: what people do between the plan and the requests
        :return: how many writes there were on both sides
        """
        writes, outcomes = self.writes, iter(outcomes)
        fetched = self._fetch()
        self.seen_revision = self.revision
        odoo_ids, self.outbox = self.outbox, set()
        sendings = self._apply_and_send(fetched, odoo_ids, self.pending)
        self.words.runs += 1
        self._arrive_late()
        meddle()
        for _round in range(ROUNDS):
            if differing := self._send(sendings, outcomes):
                sendings = self._apply_and_send(differing, (), ())
            else:
                break
        self._check_words()
        return self.writes - writes

    def _fetch(self) -> list[str]:
        """The ids of the events that Google mentions, or that are asked for by their ids."""
        if self.seen_revision is None:  # a full list, which does not mention what is deleted
            asked = {link.google_id for link in self.links.values()}
            mentioned = set(self.present(Side.GOOGLE))
        else:
            asked = {link.google_id for link in self.links.values() if link.sent}
            mentioned = {
                google_id
                for google_id, event in self.google.items()
                if event.revision > self.seen_revision
            }
        return sorted(mentioned | asked)

    def _apply_and_send(self, google_ids, odoo_ids, keys) -> list[tuple[int, Decision]]:
        """Plan, write to Odoo, keep the links; what Google is to receive comes back."""
        found = {
            key: link
            for key, link in self.links.items()
            if key in keys or link.odoo_id in odoo_ids or link.google_id in google_ids
        }
        odoo_ids = {*odoo_ids, *(link.odoo_id for link in found.values())}
        odoo = {key: self._odoo_state(self.odoo[key]) for key in odoo_ids if key}
        google = {key: self._google_state(self.google.get(key)) for key in google_ids}
        sendings = []
        planned = plan(found.values(), odoo, google, self.policy).decisions
        for decision in map(self._numbered, planned):
            key = decision.link.key or len(self.links) + 1
            self._account_for(decision)
            odoo_id = self._write_odoo(decision)
            google_id = decision.link.google_id or f"odoo{key}"
            kept = link_while_sending(decision) if decision.google else link_when_done(decision)
            self.links[key] = replace(kept, odoo_id=odoo_id, google_id=google_id, key=key)
            self.pending.discard(key)
            if decision.google:
                self.pending.add(key)
                sendings.append((key, replace(decision, link=self.links[key])))
        return sendings

    def _numbered(self, decision: Decision) -> Decision:
        number = f"#{self._tick()}" if self.numbered else ""
        return with_intent(decision, number) if decision.google else decision

    def _odoo_state(self, record: Record) -> OdooState:
        changed = _clock(record) + self.odoo_is_ahead
        return OdooState(record.item, changed=changed, exists=record.exists)

    def _google_state(self, event: Record | None) -> GoogleState:
        if event is None:
            return GoogleState(None)
        remains = event.kept and _as_single(event.kept)
        return GoogleState(
            event.item,
            str(event.revision),
            changed=_clock(event),
            remains=remains,
            numbers=frozenset(
                number_at(number, original_start)
                for original_start, number in event.numbers.items()
                if event.item or original_start is None
            ),
        )

    def _account_for(self, decision: Decision) -> None:
        """Take as told what the log tells: lost values, and what a deletion takes away.

        Who changes the rule of a series, or makes it a single event, gives up what the occurrences
        held that it does not have any more.
        """
        self.accounted |= {str(conflict.lost) for conflict in decision.conflicts}
        link = decision.link
        for conflict in decision.conflicts:
            self.words.check_conflict(link, conflict.field)
        for write, partner in (
            (decision.odoo, self.google.get(link.google_id)),
            (decision.google, self.odoo.get(link.odoo_id)),
        ):
            if write and write.verb == "delete":
                assert partner.deleted_by_user, "nobody deleted it"
                self.accounted |= _values(write.before)
            elif write and write.before:
                self.accounted |= _values_without_occurrence(write.before, decision.agreed)

    def _write_odoo(self, decision: Decision) -> int | None:
        write, odoo_id = decision.odoo, decision.link.odoo_id
        if write is None:
            return odoo_id
        if write.verb == "create":
            before, odoo_id = odoo_id, len(self.odoo) + 1
            self.odoo[odoo_id] = Record(None, self._tick())
            if link := self.links.get(decision.link.key or 0):
                self.words.made_anew(Side.ODOO, before or link.odoo_id or 0, odoo_id)
        self._write(Side.ODOO, odoo_id, decision)
        return odoo_id

    def _send(self, sendings, outcomes: Iterator[Outcome]) -> list[str]:
        """:return: the ids of the events that differ at Google from what the plan knew"""
        differing = []
        for key, decision in sendings:
            outcome = next(outcomes, Outcome.ANSWERED)
            if outcome is Outcome.LATE and decision.google.verb != "delete":
                self.late.append(decision)
                continue
            if outcome is Outcome.LOST:
                continue
            google_id = decision.link.google_id
            accepted = self._google_accepts(decision.google.verb, google_id, decision.etag)
            if accepted:
                kept = self.google[google_id].kept if self.brings_back else None
                done = _half(decision, kept) if outcome is Outcome.HALF else decision
                parts = outcome is not Outcome.HALF
                self._write(Side.GOOGLE, google_id, done, parts)
            if outcome is not Outcome.ANSWERED:
                continue
            if accepted:
                etag = str(self.google[google_id].revision)
                self.links[key] = link_when_done(decision, etag)
                self.pending.discard(key)
            else:
                differing.append(google_id)
        return differing

    def _arrive_late(self) -> None:
        """What was on its way for long takes effect, if it still can."""
        late, self.late = self.late, []
        for decision in late:
            google_id = decision.link.google_id
            if self._google_accepts(decision.google.verb, google_id, decision.etag):
                self._write(Side.GOOGLE, google_id, decision)

    def _google_accepts(self, verb: str, google_id: str, etag: str | None) -> bool:
        event = self.google.get(google_id)
        if verb == "create":
            if event is None:
                self.google[google_id] = Record(None, self._tick())
            return event is None
        return event is not None and etag == str(event.revision)

    def _write(self, side: Side, key: int | str, decision: Decision, parts: bool = True) -> None:
        """Write as the decision says, having checked that it has reason to.

        :param parts: whether the requests about occurrences arrive, too
        """
        write, record = getattr(decision, side.value), self.side(side)[key]
        assert record.item == write.before, "the plan knows what stands there"
        if write.verb == "delete":
            record.item, record.kept = None, record.item
        else:
            if record.deleted_by_user:
                assert decision.revived is side or decision.link.base is None, "it was deleted"
            record.item, record.deleted_by_user = write.after, False
        record.restored_by_user = False
        if side is Side.GOOGLE:
            record.numbers |= dict.fromkeys(_written(write, parts), decision.intent.number)
        record.revision = self._tick()
        self.writes += 1

    # -- what must hold in the end --------------------------------------------------------------

    def _check_words(self) -> None:
        """Wherever both sides agree and nothing is on its way, the last words stand."""
        for key, link in self.links.items():
            records = self.odoo.get(link.odoo_id), self.google.get(link.google_id)
            items = [record.item if record else None for record in records]
            on_its_way = link.sent or key in self.pending
            if on_its_way or link.odoo_id in self.outbox or not items[0] == items[1] == link.base:
                continue
            there = items[0] is not None
            bins = [_values(record.kept if record and not there else None) for record in records]
            self.words.check(link, _values(items[0]), there, (bins[0], bins[1]))

    def check_agreement(self) -> None:
        """Each record has one partner that says the same, and every value is somewhere."""
        assert not self.pending
        pairs = [(link.odoo_id, link.google_id) for link in self.links.values()]
        odoo_ids, google_ids = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        assert len(set(odoo_ids)) == len(odoo_ids)
        assert len(set(google_ids)) == len(google_ids)
        assert set(self.present(Side.ODOO)) <= set(odoo_ids)
        assert set(self.present(Side.GOOGLE)) <= set(google_ids)
        values: set[str] = set()
        for link in self.links.values():
            item = self.odoo[link.odoo_id].item if link.odoo_id else None
            event = self.google.get(link.google_id)
            assert item == (event.item if event else None) == link.base
            values |= _values(item)
        assert self.entered <= values | self.accounted, "a value was lost without a word"


def _half(decision: Decision, kept: EventItem | None) -> Decision:
    """The decision, of whose write only the part has arrived that is about the series itself.

    :param kept: what Google's bin brings back of it
    """
    write = decision.google
    if write.after is None:
        return decision
    before = write.before or kept
    exceptions = follow(before, write.after).exceptions if before else ()
    half = replace(write.after, exceptions=exceptions)
    return replace(decision, google=replace(write, after=half))


def _written(write: Write, parts: bool) -> list[OriginalStart | None]:
    """What gets a request of its own: the record itself, and occurrences that take place."""
    before, after = write.before, write.after
    if after is None:
        return []
    follows = follow(before, after) if before else None
    itself = follows is None or replace(follows, exceptions=before.exceptions) != before
    usual = dict(follows.exceptions) if follows else {}
    changed = [
        original_start
        for original_start, one in after.exceptions
        if one and usual.get(original_start) != one
    ]
    return [None] * itself + changed * parts


def _as_single(item: EventItem) -> EventItem:
    """What Google's bin shows of an event, or of a series."""
    first = item.when.first if isinstance(item.when, Repeating) else item.when
    return replace(item, when=first, exceptions=())


def _values(item: EventItem | None) -> set[str]:
    if item is None:
        return set()
    values = {str(getattr(item, name)) for name in field_names(item)}
    return values.union(*(_values(changed) for _start, changed in item.exceptions))


def _values_without_occurrence(item: EventItem, agreed: EventItem) -> set[str]:
    return set().union(
        *(
            _values(changed)
            for original_start, changed in item.exceptions
            if not has_occurrence(agreed.when, original_start)
        )
    )


def _clock(record: Record) -> datetime:
    return NOON + timedelta(seconds=record.revision)
