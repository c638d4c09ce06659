"""Writes items as Odoo's recurrences: the rule, and a record for each occurrence."""

from collections import defaultdict

from ...engine.core.item import ItemError, differing
from ...engine.core.link import Role
from ...engine.events.guests import guests_at
from ...engine.events.recurrence import has_slot, occurrence, slots
from ..database import zones
from ..store.refs import SERIES
from . import odoo_rule
from .event_records import EVERY_FIELD, answer_of, span_values
from .slots import field_value, held_slots, is_date


class SeriesWriter:
    """:param series: the user's :class:`~sync.odoo.series_records.SeriesRecords`"""

    def __init__(self, series):
        self.series = series
        self.events = series.events
        self.own_model = series.events.own_model.env[SERIES]

    def create(self, item, organizer):
        """:return: the new recurrence's id"""
        recurrence = self.own_model.create(self._rule_values(item.when))
        self._create_occurrences(recurrence, item, held_slots(item.when), organizer)
        recurrence.base_event_id = self.series.all_events(recurrence)[:1]
        return recurrence.id

    def update(self, recurrence_id, before, after, role):
        """Write what differs between two series, and that alone."""
        recurrence = self.own_model.browse(recurrence_id)
        events = self._own_events(recurrence)
        by_slot = self.series.by_slot(events, is_date(before.when.start))
        shown = {slot: occurrence(before, slot) for slot in by_slot if has_slot(before.when, slot)}
        if before.when != after.when:
            moved = self._reschedule(recurrence, by_slot, after)
            by_slot = {slot: by_slot[old] for slot, old in moved.items()}
            shown = {slot: shown.get(old) for slot, old in moved.items()}
        last = max(by_slot, default=None) if before.when == after.when else None
        self._write_occurrences(recurrence, by_slot, shown, after, role, last)

    def write_guests(self, recurrence_id, before, after):
        """Bring the guests of all occurrences from what they are in one item to another."""
        events = self._own_events(self.own_model.browse(recurrence_id))
        changes = defaultdict(events.browse)
        for slot, event in self.series.by_slot(events, is_date(after.when.start)).items():
            if has_slot(after.when, slot) and occurrence(after, slot) is not None:
                changes[guests_at(before, slot), guests_at(after, slot)] |= event
        for guests, found in changes.items():
            self.events.guests.write(found, *guests)

    def remove(self, recurrence_id, role):
        """Take the series out of the user's schedule."""
        self.events.take_out(self._own_events(self.own_model.browse(recurrence_id)), role)

    def restore(self, recurrence_id, item, role):
        """Bring the series into the schedule, or back into it, as ``item`` says."""
        recurrence = self.own_model.browse(recurrence_id)
        events = self._own_events(recurrence)
        by_slot = self.series.by_slot(events, is_date(item.when.start))
        if role is not Role.INVITED:
            recurrence.write(self._rule_values(item.when))
            if role is Role.ORGANIZER:
                self.events.take_the_lead(events, item)
        wanted = {slot: event for slot, event in by_slot.items() if has_slot(item.when, slot)}
        self._write_occurrences(recurrence, wanted, {}, item, role, None)
        recurrence.base_event_id = recurrence.base_event_id or events.filtered("active")[:1]

    def from_single(self, event_id, item, role):
        """Make a series of a single event, which becomes its first occurrence.

        :return: the new recurrence's id
        """
        event = self.events.own_model.browse(event_id)
        recurrence = self.own_model.create(self._rule_values(item.when))
        first = next(slots(item.when))
        event.write({"recurrence_id": recurrence.id, "recurrency": True})
        event.google_sync_slot = field_value(first)
        before = {first: self.events.item(event)}
        self._write_occurrences(recurrence, {first: event}, before, item, role, None)
        recurrence.base_event_id = self.series.all_events(recurrence)[:1]
        return recurrence.id

    def to_single(self, recurrence_id, item, role):
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

    def _own_events(self, recurrence):
        """The occurrences that the rule gives, to be written with the user's rights."""
        events = self.series.all_events(recurrence).filtered("google_sync_slot")
        return events.with_env(self.events.own_model.env)

    def _rule_values(self, when):
        fields = odoo_rule.values(when, self.series.week_start)
        if fields is None:
            raise ItemError("bad_rule", text=" ".join(when.rules))
        return {
            **fields,
            "event_tz": when.zone or zones.known(self.events.user.tz),
            "google_sync_start": span_values(when.first)["start"],
        }

    def _reschedule(self, recurrence, by_slot, after):
        """Give the records the slots of another rule, each the nearest in order.

        :return: for each new slot that has a record the slot that this had
        """
        recurrence.write(self._rule_values(after.when))
        wanted = [slot for slot in held_slots(after.when) if occurrence(after, slot) is not None]
        kept = {slot: slot for slot in wanted if slot in by_slot}
        free = (slot for slot, event in by_slot.items() if slot not in kept and event.active)
        moved = dict(zip((slot for slot in wanted if slot not in kept), free, strict=False))
        for slot, old in moved.items():
            by_slot[old].google_sync_slot = field_value(slot)
        taken = {*kept, *moved.values()}
        left = [event.id for slot, event in by_slot.items() if slot not in taken]
        self._dismiss(self.events.own_model.browse(left))
        return {**kept, **moved}

    def _dismiss(self, events):
        """Take occurrences out of their series for good, which keeps nothing in their place."""
        events.write({"active": False, "recurrence_id": False, "recurrency": False})

    def _write_occurrences(self, recurrence, by_slot, shown, after, role, last):
        """Make the records what ``after`` says.

        :param by_slot: the records of slots that the series has
        :param shown: what they said before, by slot
        :param last: the slot after which Odoo holds nothing; ``None``: as far as it can
        """
        missing, gone, changes = [], [], {}
        for slot in held_slots(after.when, last):
            wanted, event = occurrence(after, slot), by_slot.get(slot)
            if event is None:
                missing += [slot] if wanted is not None else []
            elif wanted is None:
                gone.append(event.id)
            else:
                names = self._to_write(event, shown.get(slot), wanted)
                changes.setdefault((names, *_values_key(wanted, names)), []).append((event, wanted))
        for (names, *_values), found in changes.items():
            self._write_alike(found, names, role)
        if gone:
            present = self.events.own_model.browse(gone).filtered(self.events.in_schedule)
            self.events.take_out(present, role)
        if missing and role is not Role.INVITED:
            organizer = self.series.all_events(recurrence)[:1].google_sync_organizer
            self._create_occurrences(recurrence, after, missing, organizer)

    def _to_write(self, event, shown, wanted):
        """The fields to write; all of them where the record is not in the schedule now."""
        if shown is None or not self.events.in_schedule(event):
            return tuple(sorted(EVERY_FIELD))
        return tuple(sorted(differing(shown, wanted)))

    def _write_alike(self, found, names, role):
        """Write the same values to several occurrences; their times one by one."""
        if not names:
            return
        events = self.events.own_model.browse(event.id for event, _item in found)
        item = found[0][1]
        away = events.filtered(lambda event: not self.events.in_schedule(event))
        self.events.join(away)
        if role is not Role.INVITED:
            common = self.events.values(item, set(names) - {"when", "reminders"}, events)
            if inactive := events.filtered(lambda event: not event.active):
                inactive.write({"active": True})
            if common:
                events.write(common)
            if "reminders" in names:
                self.events.reminders.write(events, item.reminders)
            if "when" in names:
                self._move(found)
            if not {"when", "reminders"}.isdisjoint(names):
                self.events.reminders.wake(events)
        if "status" in names or away:
            self.events.answer(events, answer_of(item))

    def _move(self, found):
        for event, item in found:
            event.write(span_values(item.when))

    def _create_occurrences(self, recurrence, item, wanted, organizer):
        values = []
        for slot in wanted:
            single = occurrence(item, slot)
            if single is not None:
                values.append(
                    {
                        **self.events.new_values(single, organizer),
                        "recurrence_id": recurrence.id,
                        "recurrency": True,
                        "google_sync_slot": field_value(slot),
                    }
                )
        return self.events.make(values)


def _values_key(item, names):
    return tuple(getattr(item, name) for name in names if name != "when")
