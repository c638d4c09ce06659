"""Odoo's recurrences ↔ items, as one user sees them.

Odoo has a record for each occurrence, no list of exceptions, and at most 720 occurrences. Which
occurrence of the rule a record is, tells ``calendar.event.google_sync_original_start``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from odoo.fields import Domain
from odoo.models import BaseModel

from odoo.addons.calendar.models.calendar_recurrence import MAX_RECURRENT_EVENT

from ...engine.core.item import ItemError, OriginalStart
from ...engine.core.link import OdooState
from ...engine.events.common import common, common_fields, length
from ...engine.events.item import AllDay, EventItem, Repeating, Timed
from ...engine.events.occurrences import with_occurrences
from ...engine.events.recurrence import (
    has_occurrence,
    original_starts,
    read_lines,
    span_at,
    write_lines,
)
from ..store.refs import SERIES, load_item
from . import odoo_rule, schedule_queries
from .event_records import EventRecords, span_values
from .original_starts import LAST_YEAR, held_starts, is_date, local_date, original_start_of
from .records import last_change, read_each
from .schedule_queries import Window

#: An endless series is held as such only if Odoo's 720 occurrences reach so far ahead.
AHEAD = timedelta(days=365)

_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class SeriesRecords:
    def __init__(self, events: EventRecords) -> None:
        self.events = events
        self.model = events.model.env[SERIES]
        self.own_model = events.own_model.env[SERIES]
        lang = self.model.env["res.lang"]._get_data(code=events.user.lang)
        self.week_start = _WEEK[int(lang.week_start or 1) - 1]

    # -- reading ------------------------------------------------------------------------------

    def schedule(self, window: Window) -> list[int]:
        """The ids of the series with an occurrence that the user organises or attends.

        :param window: between these two moments, aware
        """
        env = self.model.env
        schedule_queries.flush(env)
        rows = env.execute_query(schedule_queries.series(self.events.user, window))
        return [recurrence_id for (recurrence_id,) in rows]

    def read(
        self, ids: Iterable[int]
    ) -> tuple[dict[int, OdooState[EventItem]], dict[int, ItemError]]:
        """Return the states of series; see ``EventRecords.read``."""
        ids = list(ids)
        existing = self.model.browse(ids).exists()
        agreed = self._agreed(existing.ids)
        return read_each(ids, existing, lambda one: self._state(one, agreed.get(one.id)))

    def existing(self, ids: Iterable[int]) -> list[int]:
        return self.model.browse(set(ids)).exists().ids

    def own(self, ids: Iterable[int]) -> list[int]:
        """Return the ids of series with an occurrence that the user organises or attends."""
        events = self.events.model.search([("recurrence_id", "in", list(set(ids)))])
        return self.events.model.browse(self.events.own(events.ids)).recurrence_id.ids

    def alike(self, items: Iterable[EventItem]) -> dict[int, EventItem]:
        """The user's series that begin when one of ``items`` does, by id."""
        starts = {span_values(item.series.first)["start"] for item in items}
        found = self.model.search([("google_sync_start", "in", list(starts))])
        states, _problems = self.read(self.own(found.ids))
        return {recurrence_id: s.item for recurrence_id, s in states.items() if s.item}

    def begin_at(self, starts: Iterable[datetime]) -> list[datetime]:
        """Return the starts at which a series in Odoo begins."""
        found = self.model.search([("google_sync_start", "in", list(starts))])
        return found.mapped("google_sync_start")

    def heir(self, recurrence_id: int) -> int:
        """The id of the recurrence that Odoo has made of one that is gone, if any."""
        replacing = [("google_sync_replaces", "=", recurrence_id)]
        return self.model.search(replacing, order="id", limit=1).id

    def split_off(self, ids: Iterable[int]) -> dict[int, int]:
        """Return of which recurrence Odoo has split off others, by the id of these."""
        found = self.model.browse(ids).exists()
        return {one.id: one.google_sync_replaces for one in found if one.google_sync_replaces}

    def single_ids(self, recurrence_id: int, is_one: bool) -> list[int]:
        """The occurrences that are events of their own for this user.

        A copy of an occurrence is, and two records for one original start cannot both be it. And
        who takes part in less than half of the occurrences has these, and not a series.

        :param is_one: whether the user takes part in the series
        """
        events = self.all_events(self.model.browse(recurrence_id))
        mine = events.filtered(self.events.attendance.in_schedule)
        if not is_one:
            return mine.ids
        occurrences = _one_of_each_occurrence(events, _is_all_day(events)).values()
        return (mine - mine.browse(event.id for event in occurrences)).ids

    def occurrence_ids(self, recurrence_id: int) -> list[int]:
        """The records of the rule's occurrences, archived ones too: one for each original start."""
        events = self.all_events(self.model.browse(recurrence_id))
        return [one.id for one in _one_of_each_occurrence(events, _is_all_day(events)).values()]

    def declined_starts(self, recurrence_id: int) -> set[OriginalStart]:
        """The original starts of the occurrences that take place although the user has declined."""
        events = self.all_events(self.model.browse(recurrence_id))
        return {
            original_start
            for original_start, event in self.by_start(events, _is_all_day(events)).items()
            if event.active and self.events.attendance.attendee(event).state == "declined"
        }

    def is_wholly_theirs(self, recurrence_id: int) -> bool:
        """Return whether the user takes part in the series, and not in a few of its occurrences."""
        events = self.all_events(self.model.browse(recurrence_id)).filtered("active")
        return 2 * len(events.filtered(self.events.attendance.in_schedule)) >= len(events)

    def event_ids(self, recurrence_id: int) -> list[int]:
        """The records of the occurrences."""
        return self.all_events(self.model.browse(recurrence_id)).filtered("active").ids

    def title(self, recurrence_id: int) -> str:
        return self.all_events(self.model.browse(recurrence_id).exists())[:1].name or ""

    def all_events(self, recurrence: BaseModel) -> BaseModel:
        """The occurrences, archived ones too, in the order of time."""
        return self.events.model.search(
            Domain("recurrence_id", "in", recurrence.ids), order="google_sync_original_start, id"
        )

    def by_start(self, events: BaseModel, all_day: bool) -> dict[OriginalStart, BaseModel]:
        """The record of each original start that is compared, in the order of time."""
        found = _one_of_each_occurrence(events, all_day)
        return {
            original_start: event
            for original_start, event in sorted(found.items())
            if original_start.year <= LAST_YEAR
        }

    def _agreed(self, ids: Sequence[int]) -> dict[int, EventItem | None]:
        """The series as the user's calendar and Odoo agreed on them last, by id."""
        account = self.events.user.google_sync_account_ids
        links = self.model.env["google.sync.link"].search(
            Domain("account_id", "in", account.ids)
            & Domain("collection", "in", account.mapped("calendar_id"))
            & Domain("res_model", "=", SERIES)
            & Domain("res_id", "in", ids)
        )
        return {link.res_id: load_item(link) for link in links}

    def _state(self, recurrence: BaseModel, agreed: EventItem | None) -> OdooState[EventItem]:
        events = self.all_events(recurrence)
        if not events:
            return OdooState(None)
        changed = last_change(events)
        role = self.events.role(events.filtered("active")[:1] or events[:1])
        mine = events.filtered(self.events.attendance.in_schedule)
        mine &= mine.browse(self.events.readable(mine).ids)
        if not mine:
            return OdooState(None, role, changed)
        item = self._item(recurrence, events, mine, agreed)
        if role.is_own:
            self.events.guests.check_sendable(item.guests)
        return OdooState(item, role, changed)

    def _item(
        self, recurrence: BaseModel, events: BaseModel, mine: BaseModel, agreed: EventItem | None
    ) -> EventItem:
        by_start = self.by_start(events, _is_all_day(mine))
        if not by_start:
            raise ItemError("year_out_of_range", year=mine[0].start.year, first=1, last=LAST_YEAR)
        shown = {
            original_start: self.events.item(event)
            for original_start, event in by_start.items()
            if event in mine
        }
        shown = _with_one_room(by_start, shown)
        when = self._when(recurrence, by_start, shown, agreed)
        held = {
            original_start: shown.get(original_start)
            for original_start in held_starts(when, max(by_start))
        }
        return with_occurrences(EventItem(when=when, **common_fields(shown, agreed)), held)

    def _when(
        self,
        recurrence: BaseModel,
        by_start: Mapping[OriginalStart, BaseModel],
        shown: Mapping[OriginalStart, EventItem],
        agreed: EventItem | None,
    ) -> Repeating:
        """The rule, from its first original start. Records at none of its starts are extra dates,
        and so are those that were agreed on and do not take place."""
        all_day = is_date(next(iter(by_start)))
        zone = "" if all_day else recurrence.event_tz or self.events.user.tz or "UTC"
        anchor = original_start_of(recurrence.google_sync_start, all_day) or min(by_start)
        known = _extra_of(agreed, anchor)
        of_rule = {
            original_start: event
            for original_start, event in by_start.items()
            if original_start not in (known or ())
        }
        first = _span(anchor, common(shown, agreed, length))
        when = self._read_rule(recurrence, first, zone, of_rule)
        if known is None and anchor not in by_start:
            when = _from_first_start(when)
        extra = {*when.extra, *shown, *(known or ())}
        ruled = replace(when, extra=())
        return replace(when, extra=tuple(sorted(s for s in extra if not has_occurrence(ruled, s))))

    def _read_rule(
        self,
        recurrence: BaseModel,
        first: Timed | AllDay,
        zone: str,
        by_start: Mapping[OriginalStart, BaseModel],
    ) -> Repeating:
        until = recurrence.until
        if recurrence.end_type == "end_date":
            # Odoo ends a series that it splits a few days before its last occurrence.
            endless = odoo_rule.line({**_rule_fields(recurrence), "end_type": "forever"}, "MO")
            when, _without = read_lines([endless], first, zone)
            ruled = [
                original_start
                for original_start in by_start
                if has_occurrence(when, original_start)
            ]
            if ruled:
                until = max(until, local_date(ruled[-1], zone))
        line = odoo_rule.line(recurrence, self.week_start, until)
        return read_lines([line], first, zone)[0]

    # -- what Odoo can hold -------------------------------------------------------------------

    def can_hold(self, when: Repeating, now: datetime) -> bool:
        """Whether a series of Google's can be one in Odoo, as it is, for the year to come."""
        if odoo_rule.values(when, self.week_start) is None:
            return False
        beyond = next(islice(original_starts(when), MAX_RECURRENT_EVENT, None), None)
        ahead = now + AHEAD
        return beyond is None or beyond > (ahead.date() if is_date(beyond) else ahead)


def _one_of_each_occurrence(events: BaseModel, all_day: bool) -> dict[OriginalStart, BaseModel]:
    """Return the record of each original start; of several, the oldest that takes place."""
    found: dict[OriginalStart, BaseModel] = {}
    ruled = events.filtered("google_sync_original_start")
    for event in ruled.sorted(lambda event: (not event.active, event.id)):
        if original_start := original_start_of(event.google_sync_original_start, all_day):
            found.setdefault(original_start, event)
    return found


def _with_one_room(
    by_start: Mapping[OriginalStart, BaseModel], shown: Mapping[OriginalStart, EventItem]
) -> dict[OriginalStart, EventItem]:
    """Odoo gives each occurrence an address of its own to the one room of the series."""
    inside = [
        original_start
        for original_start in shown
        if by_start[original_start].videocall_source == "discuss"
    ]
    rooms = {
        original_start: replace(shown[original_start], video=shown[inside[0]].video)
        for original_start in inside
    }
    return {**shown, **rooms}


def _extra_of(agreed: EventItem | None, anchor: OriginalStart) -> tuple[OriginalStart, ...] | None:
    """The extra dates that were agreed on for a series; ``None`` if it began at another time."""
    when = agreed.when if agreed is not None else None
    return when.extra if isinstance(when, Repeating) and when.start == anchor else None


def _from_first_start(when: Repeating) -> Repeating:
    """The rule with the start that it gives itself, where nothing takes place at another one."""
    first = next(original_starts(replace(when, extra=())), None)
    if first is None:
        return when
    series = replace(when, first=span_at(when, first), extra=())
    return read_lines(write_lines(series), series.first, series.zone)[0]


def _rule_fields(recurrence: BaseModel) -> dict[str, Any]:
    names = ("rrule_type", "interval", "month_by", "byday", "weekday", "day", "end_type", "count")
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "until")
    return {name: recurrence[name] for name in (*names, *days)}


def _is_all_day(events: BaseModel) -> bool:
    """Whether most are: one occurrence may have become a whole day, or the other way round."""
    return 2 * len(events.filtered("allday")) > len(events)


def _span(start: OriginalStart, long: timedelta) -> Timed | AllDay:
    if isinstance(start, datetime):
        return Timed(start, start + long)
    return AllDay(start, start + long)
