"""Odoo's recurrences ↔ items, as one user sees them.

Odoo has a record for each occurrence, no list of exceptions, and at most 720 occurrences. Which
occurrence of the rule a record is, tells its slot (``calendar.event.google_sync_slot``).
"""

from collections import Counter, defaultdict
from datetime import timedelta, timezone
from itertools import islice
from zoneinfo import ZoneInfo

from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.calendar.models.calendar_recurrence import MAX_RECURRENT_EVENT

from ..engine.guests import guests_at
from ..engine.item import (
    AllDay,
    EventItem,
    ItemError,
    Repeating,
    Timed,
    differing,
)
from ..engine.plan import OdooState, Role
from ..engine.recurrence import (
    has_slot,
    occurrence,
    read_lines,
    slots,
    span_at,
    with_occurrences,
)
from . import odoo_rule
from .event_records import EVERY_FIELD, answer_of, span_values
from .records import SERIES

#: What all the occurrences of a series have in common, where it is not said of one of them.
_TEMPLATE_FIELDS = tuple(
    name for name in EventItem.__dataclass_fields__ if name not in ("when", "exceptions")
)

#: Odoo's library of time zones knows no summer time from 2038 on: what comes later is not compared.
LAST_YEAR = 2037

#: An endless series is held as such only if Odoo's 720 occurrences reach so far ahead.
AHEAD = timedelta(days=365)

_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class SeriesRecords:
    """:param events: the user's :class:`~.event_records.EventRecords`"""

    def __init__(self, events):
        self.events = events
        self.model = events.model.env[SERIES]
        self.own_model = events.own_model.env[SERIES]
        lang = self.model.env["res.lang"]._get_data(code=events.user.lang)
        self.week_start = _WEEK[int(lang.week_start or 1) - 1]

    # -- reading ------------------------------------------------------------------------------

    def schedule(self):
        """The ids of the series of which the user organises or attends an occurrence."""
        partner, user = self.events.partner, self.events.user
        rows = self.model.env.execute_query(
            SQL(
                """
                SELECT DISTINCT event.recurrence_id
                  FROM calendar_event AS event
             LEFT JOIN calendar_attendee AS attendee
                    ON attendee.event_id = event.id AND attendee.partner_id = %s
                 WHERE event.recurrence_id IS NOT NULL AND event.active
                   AND (attendee.state != 'declined'
                        OR (attendee.id IS NULL AND event.user_id = %s))
                """,
                partner.id,
                user.id,
            )
        )
        return [recurrence_id for (recurrence_id,) in rows]

    def read(self, ids):
        """As that of :class:`~.event_records.EventRecords`, for series."""
        states, problems = {}, {}
        existing = self.model.browse(ids).exists()
        for gone in set(ids) - set(existing.ids):
            states[gone] = OdooState(None, exists=False)
        for recurrence in existing:
            try:
                states[recurrence.id] = self._state(recurrence)
            except ItemError as error:
                problems[recurrence.id] = error
        return states, problems

    def existing(self, ids):
        return self.model.browse(set(ids)).exists().ids

    def own(self, ids):
        """Those of ``ids`` of which the user organises or attends an occurrence."""
        events = self.events.model.search([("recurrence_id", "in", list(set(ids)))])
        own = self.events.own(events.ids)
        return self.events.model.browse(own).recurrence_id.ids

    def alike(self, items):
        """The user's series that begin when one of ``items`` does, by id.

        :rtype: dict[int, EventItem]
        """
        starts = {span_values(item.when.first)["start"] for item in items}
        found = self.model.search([("google_sync_start", "in", list(starts))])
        states, _problems = self.read(self.own(found.ids))
        return {recurrence_id: s.item for recurrence_id, s in states.items() if s.item}

    def heir(self, recurrence_id):
        """The id of the recurrence that Odoo has made of one that is gone, if any."""
        replacing = [("google_sync_replaces", "=", recurrence_id)]
        return self.model.search(replacing, order="id", limit=1).id

    def single_ids(self, recurrence_id):
        """The occurrences that are events of their own for this user.

        Two records for one slot, as a copy makes them, cannot both be the occurrence. And who
        takes part in less than half of the occurrences, takes part in these and not in a series.
        """
        events = self._all_events(self.model.browse(recurrence_id))
        mine = events.filtered(self.events.in_schedule)
        if 2 * len(mine) < len(events.filtered("active")):
            return mine.ids
        by_slot = self._by_slot(events, _is_all_day(events))
        return (mine - mine.browse(event.id for event in by_slot.values())).ids

    def is_wholly_theirs(self, recurrence_id):
        """Whether the user takes part in the series, and not in a few of its occurrences."""
        events = self._all_events(self.model.browse(recurrence_id)).filtered("active")
        return 2 * len(events.filtered(self.events.in_schedule)) >= len(events)

    def event_ids(self, recurrence_id):
        """The records of the occurrences."""
        return self._all_events(self.model.browse(recurrence_id)).filtered("active").ids

    def title(self, recurrence_id):
        return self._all_events(self.model.browse(recurrence_id).exists())[:1].name or ""

    def _all_events(self, recurrence):
        """The occurrences, archived ones too, in the order of time."""
        return self.events.model.search(
            Domain("recurrence_id", "in", recurrence.ids), order="google_sync_slot, id"
        )

    def _by_slot(self, events, all_day):
        """The record of each slot; of several the one that takes place, and was there first."""
        found = {}
        for event in events.sorted(lambda event: (not event.active, event.id)):
            found.setdefault(_slot(event, all_day), event)
        return {slot: event for slot, event in sorted(found.items()) if slot.year <= LAST_YEAR}

    def _state(self, recurrence):
        events = self._all_events(recurrence)
        if not events:
            return OdooState(None)
        changed = max(events.mapped("write_date")).replace(tzinfo=timezone.utc)
        role = self.events.role(events.filtered("active")[:1] or events[:1])
        mine = events.filtered(self.events.in_schedule)
        if not mine:
            return OdooState(None, role, changed)
        item = self._item(recurrence, events, mine)
        if role is Role.ORGANIZER:
            self.events.guests.check_sendable(item.guests)
        return OdooState(item, role, changed)

    def _item(self, recurrence, events, mine):
        by_slot = self._by_slot(events, _is_all_day(mine))
        if not by_slot:
            raise ItemError("year_out_of_range", year=mine[0].start.year, first=1, last=LAST_YEAR)
        shown = {slot: self.events.item(event) for slot, event in by_slot.items() if event in mine}
        when = self._when(recurrence, by_slot, shown)
        common = {
            name: _most_common(getattr(item, name) for item in shown.values())
            for name in _TEMPLATE_FIELDS
        }
        held = {slot: shown.get(slot) for slot in _horizon(when, max(by_slot))}
        return with_occurrences(EventItem(when=when, **common), held)

    def _when(self, recurrence, by_slot, shown):
        """The rule, from its first slot; records in none of its slots are extra dates."""
        all_day = _is_date(next(iter(by_slot)))
        zone = "" if all_day else recurrence.event_tz or self.events.user.tz or "UTC"
        anchor = _moment_slot(recurrence.google_sync_start, all_day) or min(by_slot)
        length = _most_common(item.when.stop - item.when.start for item in shown.values())
        when = self._read_rule(recurrence, _span(anchor, length), zone, by_slot)
        first = next(slots(when))
        extra = tuple(slot for slot in shown if not has_slot(when, slot))
        return Repeating(span_at(when, first), when.rules, zone, extra)

    def _read_rule(self, recurrence, first, zone, by_slot):
        until = recurrence.until
        if recurrence.end_type == "end_date":
            # Odoo ends a series that it splits a few days before its last occurrence.
            endless = odoo_rule.line({**_rule_fields(recurrence), "end_type": "forever"}, "MO")
            when, _without = read_lines([endless], first, zone)
            ruled = [slot for slot in by_slot if has_slot(when, slot)]
            if ruled:
                until = max(until, _local_date(ruled[-1], zone))
        line = odoo_rule.line(recurrence, self.week_start, until)
        return read_lines([line], first, zone)[0]

    # -- what Odoo can hold -------------------------------------------------------------------

    def can_hold(self, when, now):
        """Whether a series of Google's can be one in Odoo, as it is, for the year to come."""
        if odoo_rule.values(when, self.week_start) is None:
            return False
        beyond = next(islice(slots(when), MAX_RECURRENT_EVENT, None), None)
        ahead = now + AHEAD
        return beyond is None or beyond > (ahead.date() if _is_date(beyond) else ahead)

    # -- writing ------------------------------------------------------------------------------

    def create(self, item, organizer):
        """:return: the new recurrence's id"""
        recurrence = self.own_model.create(self._rule_values(item.when))
        self._create_occurrences(recurrence, item, _horizon(item.when), organizer)
        recurrence.base_event_id = self._all_events(recurrence)[:1]
        return recurrence.id

    def update(self, recurrence_id, before, after, role):
        """Write what differs between two series, and that alone."""
        recurrence = self.own_model.browse(recurrence_id)
        events = self._own_events(recurrence)
        by_slot = self._by_slot(events, _is_date(before.when.start))
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
        for slot, event in self._by_slot(events, _is_date(after.when.start)).items():
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
        by_slot = self._by_slot(events, _is_date(item.when.start))
        if role is not Role.INVITED:
            recurrence.write(self._rule_values(item.when))
            if role is Role.ORGANIZER:
                events.filtered("google_sync_organizer").write(
                    {"user_id": self.events.user.id, "google_sync_organizer": False}
                )
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
        event.google_sync_slot = _stored_slot(first)
        before = {first: self.events.item(event)}
        self._write_occurrences(recurrence, {first: event}, before, item, role, None)
        recurrence.base_event_id = self._all_events(recurrence)[:1]
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
        return self._all_events(recurrence).with_env(self.events.own_model.env)

    def _rule_values(self, when):
        fields = odoo_rule.values(when, self.week_start)
        if fields is None:
            raise ItemError("bad_rule", text=" ".join(when.rules))
        return {
            **fields,
            "event_tz": when.zone or self.events.user.tz or "UTC",
            "google_sync_start": span_values(when.first)["start"],
        }

    def _reschedule(self, recurrence, by_slot, after):
        """Give the records the slots of another rule, each the nearest in order.

        :return: for each new slot that has a record the slot that this had
        """
        recurrence.write(self._rule_values(after.when))
        wanted = [slot for slot in _horizon(after.when) if occurrence(after, slot) is not None]
        kept = {slot: slot for slot in wanted if slot in by_slot}
        free = (slot for slot, event in by_slot.items() if slot not in kept and event.active)
        moved = dict(zip((slot for slot in wanted if slot not in kept), free, strict=False))
        for slot, old in moved.items():
            by_slot[old].google_sync_slot = _stored_slot(slot)
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
        for slot in _horizon(after.when, last):
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
            organizer = self._all_events(recurrence)[:1].google_sync_organizer
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
            common = self.events.values(item, set(names) - {"when"}, events)
            if inactive := events.filtered(lambda event: not event.active):
                inactive.write({"active": True})
            if common:
                events.write(common)
            if "when" in names:
                self._move(found)
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
                        "google_sync_slot": _stored_slot(slot),
                    }
                )
        return self.events.own_model.create(values)


def _horizon(when, last=None):
    """The slots that Odoo holds of a series.

    :param last: the last slot of which Odoo has, or had, a record; ``None``: it is to have all
    """
    found = []
    endless = not any("COUNT=" in rule or "UNTIL=" in rule for rule in when.rules)
    for number, slot in enumerate(slots(when)):
        beyond = number >= MAX_RECURRENT_EVENT
        over = beyond if last is None else slot > last and (beyond or endless)
        if over or slot.year > LAST_YEAR:
            break
        found.append(slot)
    return found


def _rule_fields(recurrence):
    names = ("rrule_type", "interval", "month_by", "byday", "weekday", "day", "end_type", "count")
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "until")
    return {name: recurrence[name] for name in (*names, *days)}


def _is_all_day(events):
    """Whether most are: one occurrence may have become a whole day, or the other way round."""
    return 2 * len(events.filtered("allday")) > len(events)


def _is_date(slot):
    return not hasattr(slot, "hour")


def _slot(event, all_day):
    return _moment_slot(event.google_sync_slot or event.start, all_day)


def _moment_slot(moment, all_day):
    if not moment:
        return None
    return moment.date() if all_day else moment.replace(tzinfo=timezone.utc)


def _stored_slot(slot):
    """As the field has it: of a whole day, the hour does not matter."""
    return slot.replace(tzinfo=None) if not _is_date(slot) else f"{slot} 08:00:00"


def _local_date(slot, zone):
    return slot if _is_date(slot) else slot.astimezone(ZoneInfo(zone)).date()


def _span(start, length):
    return (AllDay if _is_date(start) else Timed)(start, start + length)


def _most_common(values):
    return Counter(values).most_common(1)[0][0]


def _values_key(item, names):
    return tuple(getattr(item, name) for name in names if name != "when")
