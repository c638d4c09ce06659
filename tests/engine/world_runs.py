"""The executor of a world: it runs plans between both sides, over a network that fails.

It does in values what the runner does with a database and a network: it plans and writes to Odoo in
one step that nothing interrupts, keeps in each link what Google has at that moment and what is
about to be sent, and then sends; each request may be lost, take effect without an answer, in half
or late, or find that somebody was faster. Google refuses writes whose etag is old and inserts whose
id it has ever seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import Enum

from google_sync.engine.core.item import OriginalStart
from google_sync.engine.core.link import GoogleState, OdooState, number_at
from google_sync.engine.core.merge import Side
from google_sync.engine.core.next_link import link_when_done, link_while_sending, with_intent
from google_sync.engine.core.plan import Decision, Write, plan
from google_sync.engine.events.item import EventItem, Repeating
from google_sync.engine.events.occurrences import follow
from world_state import Record, State
from world_verdict import account_for, check_words, check_write

#: How often one run looks again at events that changed while they were being written.
ROUNDS = 3


class Outcome(Enum):
    ANSWERED = "answered"
    LOST = "lost before it took effect"
    UNHEARD = "took effect, the answer was lost"
    HALF = "took effect but for the occurrences of a series, the answer was lost"
    LATE = "takes effect when the next run has looked, and before it writes; the answer is lost"


class Executor:
    def __init__(self, world: State) -> None:
        self.world = world
        self._late: list[Decision] = []  # requests that are still on their way

    def run(self, outcomes: Iterable[Outcome], meddle: Callable[[], object]) -> int:
        """:param outcomes: of the requests in their order; those beyond are answered
        :param meddle: what people do between the plan and the requests
        :return: how many writes there were on both sides
        """
        world, outcomes = self.world, iter(outcomes)
        writes, fetched = world.writes, self._fetch()
        world.seen_revision = world.revision
        odoo_ids, world.outbox = world.outbox, set()
        sendings = self._apply_and_send(fetched, odoo_ids, world.pending)
        world.words.runs += 1
        self._arrive_late()
        meddle()
        for _round in range(ROUNDS):
            if differing := self._send(sendings, outcomes):
                sendings = self._apply_and_send(differing, (), ())
            else:
                break
        check_words(world)
        return world.writes - writes

    def _fetch(self) -> list[str]:
        """The ids of the events that Google mentions, or that are asked for by their ids."""
        world = self.world
        if world.seen_revision is None:  # a full list, which does not mention what is deleted
            asked = {link.google_id for link in world.links.values()}
            mentioned = set(world.present(Side.GOOGLE))
        else:
            asked = {link.google_id for link in world.links.values() if link.sent}
            mentioned = {
                google_id
                for google_id, event in world.google.items()
                if event.revision > world.seen_revision
            }
        return sorted(mentioned | asked)

    # -- one transaction of Odoo's --------------------------------------------------------------

    def _apply_and_send(self, google_ids, odoo_ids, keys) -> list[tuple[int, Decision]]:
        """Plan, write to Odoo, keep the links; what Google is to receive comes back."""
        world = self.world
        found = {
            key: link
            for key, link in world.links.items()
            if key in keys or link.odoo_id in odoo_ids or link.google_id in google_ids
        }
        odoo_ids = {*odoo_ids, *(link.odoo_id for link in found.values())}
        odoo = {key: self._odoo_state(world.odoo[key]) for key in odoo_ids if key}
        google = {key: _google_state(world.google.get(key)) for key in google_ids}
        sendings = []
        planned = plan(found.values(), odoo, google, world.policy).decisions
        for decision in map(self._numbered, planned):
            key = decision.link.key or len(world.links) + 1
            account_for(world, decision)
            odoo_id = self._write_odoo(decision)
            google_id = decision.link.google_id or f"odoo{key}"
            kept = link_while_sending(decision) if decision.google else link_when_done(decision)
            world.links[key] = replace(kept, odoo_id=odoo_id, google_id=google_id, key=key)
            world.pending.discard(key)
            if decision.google:
                world.pending.add(key)
                sendings.append((key, replace(decision, link=world.links[key])))
        return sendings

    def _numbered(self, decision: Decision) -> Decision:
        number = f"#{self.world.tick()}" if self.world.numbered else ""
        return with_intent(decision, number) if decision.google else decision

    def _odoo_state(self, record: Record) -> OdooState:
        changed = record.changed + self.world.odoo_is_ahead
        return OdooState(record.item, changed=changed, exists=record.exists)

    def _write_odoo(self, decision: Decision) -> int | None:
        world, write, odoo_id = self.world, decision.odoo, decision.link.odoo_id
        if write is None:
            return odoo_id
        if write.verb == "create":
            before, odoo_id = odoo_id, len(world.odoo) + 1
            world.odoo[odoo_id] = Record(None, world.tick())
            if link := world.links.get(decision.link.key or 0):
                world.words.made_anew(Side.ODOO, before or link.odoo_id or 0, odoo_id)
        self._write(Side.ODOO, odoo_id, decision)
        return odoo_id

    # -- requests -------------------------------------------------------------------------------

    def _send(self, sendings, outcomes: Iterator[Outcome]) -> list[str]:
        """:return: the ids of the events that differ at Google from what the plan knew"""
        world, differing = self.world, []
        for key, decision in sendings:
            outcome = next(outcomes, Outcome.ANSWERED)
            if outcome is Outcome.LATE and decision.google.verb != "delete":
                self._late.append(decision)
                continue
            if outcome is Outcome.LOST:
                continue
            google_id = decision.link.google_id
            accepted = self._google_accepts(decision.google.verb, google_id, decision.etag)
            if accepted:
                kept = world.google[google_id].kept if world.brings_back else None
                done = _half(decision, kept) if outcome is Outcome.HALF else decision
                parts = outcome is not Outcome.HALF
                self._write(Side.GOOGLE, google_id, done, parts)
            if outcome is not Outcome.ANSWERED:
                continue
            if accepted:
                etag = str(world.google[google_id].revision)
                world.links[key] = link_when_done(decision, etag)
                world.pending.discard(key)
            else:
                differing.append(google_id)
        return differing

    def _arrive_late(self) -> None:
        """What was on its way for long takes effect, if it still can."""
        late, self._late = self._late, []
        for decision in late:
            google_id = decision.link.google_id
            if self._google_accepts(decision.google.verb, google_id, decision.etag):
                self._write(Side.GOOGLE, google_id, decision)

    def _google_accepts(self, verb: str, google_id: str, etag: str | None) -> bool:
        event = self.world.google.get(google_id)
        if verb == "create":
            if event is None:
                self.world.google[google_id] = Record(None, self.world.tick())
            return event is None
        return event is not None and etag == str(event.revision)

    def _write(self, side: Side, key: int | str, decision: Decision, parts: bool = True) -> None:
        """:param parts: whether the requests about occurrences arrive, too"""
        world, write = self.world, getattr(decision, side.value)
        record = world.side(side)[key]
        check_write(side, record, decision)
        if write.verb == "delete":
            record.item, record.kept = None, record.item
        else:
            record.item, record.deleted_by_user = write.after, False
        record.restored_by_user = False
        if side is Side.GOOGLE:
            record.numbers |= dict.fromkeys(_written(write, parts), decision.intent.number)
        record.revision = world.tick()
        world.writes += 1


def _google_state(event: Record | None) -> GoogleState:
    if event is None:
        return GoogleState(None)
    remains = event.kept and _as_single(event.kept)
    return GoogleState(
        event.item,
        str(event.revision),
        changed=event.changed,
        remains=remains,
        numbers=frozenset(
            number_at(number, original_start)
            for original_start, number in event.numbers.items()
            if event.item or original_start is None
        ),
    )


def _as_single(item: EventItem) -> EventItem:
    """What Google's bin shows of an event, or of a series."""
    first = item.when.first if isinstance(item.when, Repeating) else item.when
    return replace(item, when=first, exceptions=())


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
