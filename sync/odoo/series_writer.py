"""Writes items as Odoo's recurrences: the rule, and a record for each occurrence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from odoo.models import BaseModel

from ...engine.core.item import ItemError, OriginalStart, differing
from ...engine.core.link import Role
from ...engine.events.guests import Guests, guests_at
from ...engine.events.item import EventItem, Repeating
from ...engine.events.occurrences import occurrence
from ...engine.events.recurrence import has_occurrence, original_starts
from ..database import zones
from ..store.refs import SERIES
from . import odoo_rule
from .event_records import EVERY_FIELD, span_values
from .original_starts import field_value, held_starts, is_date
from .records import Declined
from .series_records import SeriesRecords


class SeriesWriter:
    def __init__(self, series: SeriesRecords) -> None:
        self.series = series
        self.events = series.events
        self.own_model = series.events.own_model.env[SERIES]

    def create(self, item: EventItem, organizer: str | None) -> int:
        """:return: the new recurrence's id"""
        recurrence = self.own_model.create(self._rule_values(item.series))
        self._create_occurrences(recurrence, item, held_starts(item.series), organizer)
        recurrence.base_event_id = self.series.all_events(recurrence)[:1]
        return recurrence.id

    def update(
        self,
        recurrence_id: int,
        before: EventItem,
        after: EventItem,
        role: Role,
        declined: Declined = frozenset(),
    ) -> None:
        """Write only the differences between two series.

        :param declined: the original starts that take place without the user
        """
        recurrence = self.own_model.browse(recurrence_id)
        events = self._own_events(recurrence)
        by_start = self.series.by_start(events, is_date(before.series.start))
        shown = {
            original_start: occurrence(before, original_start)
            for original_start in by_start
            if has_occurrence(before.when, original_start)
        }
        if before.when != after.when:
            moved = self._reschedule(recurrence, by_start, after)
            by_start = {original_start: by_start[old] for original_start, old in moved.items()}
            shown = {original_start: shown.get(old) for original_start, old in moved.items()}
        last = max(by_start, default=None) if before.when == after.when else None
        self._write_occurrences(recurrence, by_start, shown, after, role, last, declined)

    def write_guests(self, recurrence_id: int, before: EventItem | None, after: EventItem) -> None:
        """Bring the guests of all occurrences from what they are in one item to another."""
        events = self._own_events(self.own_model.browse(recurrence_id))
        changes: defaultdict[tuple[Guests, Guests], BaseModel] = defaultdict(events.browse)
        for original_start, event in self.series.by_start(
            events, is_date(after.series.start)
        ).items():
            if (
                has_occurrence(after.when, original_start)
                and occurrence(after, original_start) is not None
            ):
                changes[guests_at(before, original_start), guests_at(after, original_start)] |= (
                    event
                )
        for guests, found in changes.items():
            self.events.guests.write(found, *guests)

    def remove(self, recurrence_id: int, role: Role, declined: bool = False) -> None:
        """Take the series out of the user's schedule, as that of a single event."""
        events = self._own_events(self.own_model.browse(recurrence_id))
        self.events.take_out(events, role, declined)

    def restore(self, recurrence_id: int, item: EventItem, role: Role) -> None:
        """Bring the series into the schedule, or back into it, as ``item`` says."""
        recurrence = self.own_model.browse(recurrence_id)
        events = self._own_events(recurrence)
        by_start = self.series.by_start(events, is_date(item.series.start))
        if role is not Role.INVITED:
            recurrence.write(self._rule_values(item.series))
            if role is Role.ORGANIZER:
                self.events.attendance.take_the_lead(events, item)
        wanted = {
            original_start: event
            for original_start, event in by_start.items()
            if has_occurrence(item.when, original_start)
        }
        self._write_occurrences(recurrence, wanted, {}, item, role, None)
        recurrence.base_event_id = recurrence.base_event_id or events.filtered("active")[:1]

    def from_single(self, event_id: int, item: EventItem, role: Role) -> int:
        """Make a series of a single event, which becomes its first occurrence.

        :return: the new recurrence's id
        """
        event = self.events.own_model.browse(event_id)
        recurrence = self.own_model.create(self._rule_values(item.series))
        first = next(original_starts(item.series))
        event.write({"recurrence_id": recurrence.id, "recurrency": True})
        event.google_sync_original_start = field_value(first)
        before = {first: self.events.item(event)}
        self._write_occurrences(recurrence, {first: event}, before, item, role, None)
        recurrence.base_event_id = self.series.all_events(recurrence)[:1]
        return recurrence.id

    def to_single(self, recurrence_id: int, item: EventItem, role: Role) -> int:
        """Make a single event of a series, which keeps the record of its first occurrence.

        :return: the event's id
        """
        recurrence = self.own_model.browse(recurrence_id)
        events = self._own_events(recurrence)
        kept = events.filtered("active")[:1] or events[:1]
        self._dismiss(events - kept)
        recurrence.unlink()
        kept.write({"recurrence_id": False, "recurrency": False})
        self.events.restore(kept.id, item, role)
        return kept.id

    def _own_events(self, recurrence: BaseModel) -> BaseModel:
        """The occurrences that the rule gives, to be written with the user's rights."""
        events = self.series.all_events(recurrence).filtered("google_sync_original_start")
        return events.with_env(self.events.own_model.env)

    def _rule_values(self, when: Repeating) -> dict[str, Any]:
        fields = odoo_rule.values(when, self.series.week_start)
        if fields is None:
            raise ItemError("bad_rule", text=" ".join(when.rules))
        return {
            **fields,
            "event_tz": when.zone or zones.known(self.events.user.tz),
            "google_sync_start": span_values(when.first)["start"],
        }

    def _reschedule(
        self, recurrence: BaseModel, by_start: Mapping[OriginalStart, BaseModel], after: EventItem
    ) -> dict[OriginalStart, OriginalStart]:
        """Give the records the original starts of another rule, each the nearest in order.

        :return: for each new original start that has a record the original start that this had
        """
        recurrence.write(self._rule_values(after.series))
        wanted = [
            original_start
            for original_start in held_starts(after.series)
            if occurrence(after, original_start) is not None
        ]
        kept = {
            original_start: original_start
            for original_start in wanted
            if original_start in by_start
        }
        free = (
            original_start
            for original_start, event in by_start.items()
            if original_start not in kept and event.active
        )
        moved = dict(
            zip(
                (original_start for original_start in wanted if original_start not in kept),
                free,
                strict=False,
            )
        )
        for original_start, old in moved.items():
            by_start[old].google_sync_original_start = field_value(original_start)
        taken = {*kept, *moved.values()}
        left = [
            event.id for original_start, event in by_start.items() if original_start not in taken
        ]
        self._dismiss(self.events.own_model.browse(left))
        return {**kept, **moved}

    def _dismiss(self, events: BaseModel) -> None:
        """Take occurrences out of their series for good, which keeps nothing in their place."""
        events.write({"active": False, "recurrence_id": False, "recurrency": False})

    def _write_occurrences(
        self,
        recurrence: BaseModel,
        by_start: Mapping[OriginalStart, BaseModel],
        shown: Mapping[OriginalStart, EventItem | None],
        after: EventItem,
        role: Role,
        last: OriginalStart | None,
        declined: Declined = frozenset(),
    ) -> None:
        """Make the records what ``after`` says.

        :param by_start: the records of original starts that the series has
        :param shown: what they said before, by original start
        :param last: the original start after which Odoo holds nothing; ``None``: as far as it can
        :param declined: of the original starts at which there is nothing, those that take place for
            others
        """
        missing: list[OriginalStart] = []
        gone: defaultdict[bool, list[int]] = defaultdict(list)
        changes: dict[tuple[Any, ...], list[tuple[BaseModel, EventItem]]] = {}
        for original_start in held_starts(after.series, last):
            wanted, event = occurrence(after, original_start), by_start.get(original_start)
            if event is None:
                missing += [original_start] if wanted is not None else []
            elif wanted is None:
                gone[original_start in declined].append(event.id)
            else:
                names = self._to_write(event, shown.get(original_start), wanted)
                changes.setdefault((names, *_values_key(wanted, names)), []).append((event, wanted))
        for (names, *_values), found in changes.items():
            self._write_alike(found, names, role)
        for is_declined, ids in gone.items():
            present = self.events.own_model.browse(ids).filtered(self.events.attendance.in_schedule)
            self.events.take_out(present, role, is_declined)
        if missing and role is not Role.INVITED:
            organizer = self.series.all_events(recurrence)[:1].google_sync_organizer
            self._create_occurrences(recurrence, after, missing, organizer)

    def _to_write(
        self, event: BaseModel, shown: EventItem | None, wanted: EventItem
    ) -> tuple[str, ...]:
        """The fields to write; all of them where the record is not in the schedule now."""
        if shown is None or not self.events.attendance.in_schedule(event):
            return tuple(sorted(EVERY_FIELD))
        return tuple(sorted(differing(shown, wanted)))

    def _write_alike(
        self, found: Sequence[tuple[BaseModel, EventItem]], names: tuple[str, ...], role: Role
    ) -> None:
        """Write the same values to several occurrences; their times one by one."""
        if not names:
            return
        events = self.events.own_model.browse(event.id for event, _item in found)
        item = found[0][1]
        away = events.filtered(lambda event: not self.events.attendance.in_schedule(event))
        self.events.attendance.join(away)
        if role is not Role.INVITED:
            common = self.events.values(item, set(names) - {"when", "reminders"}, events)
            if inactive := events.filtered(lambda event: not event.active):
                inactive.write({"active": True})
            if common:
                events.write(common)
            if "reminders" in names:
                self.events.reminders.write(events, item.reminders)
            if "when" in names:
                for event, changed in found:
                    event.write(span_values(changed.when))
            if not {"when", "reminders"}.isdisjoint(names):
                self.events.reminders.wake(events)
        if "own_response" in names or away:
            self.events.attendance.answer(events, item.own_response)

    def _create_occurrences(
        self,
        recurrence: BaseModel,
        item: EventItem,
        wanted: Iterable[OriginalStart],
        organizer: str | None,
    ) -> BaseModel:
        values = []
        for original_start in wanted:
            single = occurrence(item, original_start)
            if single is not None:
                values.append(
                    {
                        **self.events.new_values(single, organizer),
                        "recurrence_id": recurrence.id,
                        "recurrency": True,
                        "google_sync_original_start": field_value(original_start),
                    }
                )
        return self.events.make(values)


def _values_key(item: EventItem, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(item, name) for name in names if name != "when")
