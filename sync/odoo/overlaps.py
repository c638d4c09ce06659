"""Finds double bookings that a run has caused, to warn the user."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import islice

import pytz

from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools import SQL, format_date, format_datetime

from ...engine.busy.intervals import Interval
from ..database import zones
from . import schedule_queries
from .erased import Erased

#: Nobody reads more in one log.
MOST = 100

#: The times in question are asked for in so many pieces at most, apart by at least this gap.
PIECES, GAP = 20, timedelta(days=1)

#: What is beyond has no time on some clocks, and is not compared.
FIRST, LAST = date(2, 1, 1), date(9998, 12, 31)

#: The time that an event may take up on anybody's clock: a day begins 14 hours early and ends 12
#: hours late somewhere on earth. An expression of the fields of one event, for an index.
SPAN = """tsrange(
    CASE WHEN {0}allday THEN date_trunc('day', {0}start) - interval '14 hours' ELSE {0}start END,
    GREATEST(
        {0}start,
        CASE WHEN {0}allday THEN date_trunc('day', {0}stop) + interval '36 hours' ELSE {0}stop END
    )
)"""

#: The start and the stop of an event.
Span = tuple[datetime, datetime]


def possible_span(alias: str) -> SQL:
    """The span of the event of this alias in a query, in the words of the index on it."""
    return SQL(SPAN.format(f"{alias}."))  # pylint: disable=sql-injection


def has_time(event: BaseModel) -> bool:
    """Return whether an event, saved or not, has a start and a stop that can be compared."""
    moments = (event.start and event.start.date(), event.stop and event.stop.date())
    days = (event.start_date or moments[0], event.stop_date or moments[1])
    return all(moments) and all(FIRST <= day <= LAST for day in (*moments, *days))


class Overlaps:
    """:param account: whose user's schedule it is"""

    def __init__(self, env: Environment, account: BaseModel) -> None:
        self.env = env
        self.account = account
        self.zone = pytz.timezone(zones.known(account.user_id.tz))
        self.told = env["google.sync.overlap"]
        self.erased = Erased(account.user_id)

    def name_of(self, env: Environment, event: BaseModel) -> str:
        """Return the name of an event for what is stored; that of an erased client is hidden."""
        name: str = env._("Erased") if self.erased.has(event) else event.name
        return name

    def new_pairs(
        self, event_ids: Collection[int], besides: Iterable[frozenset[int]] = ()
    ) -> list[tuple[BaseModel, BaseModel]]:
        """Pairs of busy events at the same time, one of them in ``event_ids``; each told once.

        :param besides: pairs of ids of which the user hears otherwise
        :return: pairs of records, the earlier one first; from now on they count as told
        """
        touched, told = set(event_ids), {*self._told(event_ids), *besides}
        pairs = (
            pair
            for pair in _overlapping(self._busy_around(event_ids), touched)
            if frozenset(pair) not in told
        )
        found = list(islice(pairs, MOST))
        events = self.env["calendar.event"].browse({one for pair in found for one in pair})
        event = {one.id: one for one in events}  # read together
        fresh = [(event[first], event[second]) for first, second in found]
        self.told.create(
            [
                {"account_id": self.account.id, "first_id": first.id, "second_id": second.id}
                for first, second in fresh
            ]
        )
        return fresh

    def new_elsewhere(self, event_ids: Collection[int]) -> list[tuple[BaseModel, Interval]]:
        """Events of these at a time that another calendar of the user's takes; each told once.

        :return: pairs of the event and when it is taken, naive and in UTC; they count as told now.
            Where nobody has other calendars no query is made
        """
        partner = self.account.partner_id
        if partner.id not in self.env["google.sync.busy.calendar"].partner_ids():
            return []
        touched = self.env["calendar.event"].browse(event_ids)
        busy = touched.filtered(lambda event: event.active and event.show_as == "busy")
        attended = busy.filtered(lambda event: self._attends(event, partner))
        clashes = [
            (event, span)
            for event, by_partner in attended._google_sync_busy().items()
            for span in by_partner.get(partner.id, ())
            # Of the very same time it is most likely the same one, which is in both calendars.
            if (span.start, span.stop) != (event.start, event.stop)
        ]
        told = self._tell_elsewhere(clashes[:MOST]) if clashes else set()
        return [(event, span) for event, span in clashes if (event.id, span.start) in told]

    def _tell_elsewhere(
        self, clashes: Sequence[tuple[BaseModel, Interval]]
    ) -> set[tuple[int, datetime]]:
        """Note that these are told; another worker may do the same at this moment.

        :return: pairs of the event's id and the span's start, of those that were not told before
        """
        rows = [SQL("(%s, %s, %s)", self.account.id, e.id, span.start) for e, span in clashes]
        statement = SQL(
            """
            INSERT INTO google_sync_overlap (account_id, first_id, elsewhere_start)
            VALUES %s ON CONFLICT DO NOTHING
            RETURNING first_id, elsewhere_start
            """,
            SQL(", ").join(rows),
        )
        self.env.flush_all()
        told = set(self.env.execute_query(statement))
        self.account.invalidate_recordset(["overlap_ids"], flush=False)
        return told

    def _attends(self, event: BaseModel, partner: BaseModel) -> bool:
        attendees = event.attendee_ids.filtered(lambda one: one.partner_id == partner)
        return any(one.state != "declined" for one in attendees)

    def text_elsewhere(self, env: Environment, event: BaseModel, span: Interval) -> str:
        """:param env: in the language of the text"""
        start, stop = (
            format_datetime(env, moment, tz=self.zone.zone, dt_format="short") for moment in span
        )
        return env._(
            "“%(appointment)s” (%(time)s) is at a time when you are busy in another calendar, from "
            "%(start)s to %(stop)s. It was kept. Move it if you can't do both.",
            appointment=self.name_of(env, event),
            time=self.time_of(env, event),
            start=start,
            stop=stop,
        )

    def text(self, env: Environment, first: BaseModel, second: BaseModel) -> str:
        """:param env: in the language of the text"""
        return env._(
            "“%(first)s” (%(first_time)s) and “%(second)s” (%(second_time)s) overlap; both were "
            "kept. Move one of them.",
            first=self.name_of(env, first),
            first_time=self.time_of(env, first),
            second=self.name_of(env, second),
            second_time=self.time_of(env, second),
        )

    def _told(self, event_ids: Collection[int]) -> set[frozenset[int]]:
        ids = list(event_ids)
        mine = [("account_id", "=", self.account.id)]
        known = self.told.search([*mine, "|", ("first_id", "in", ids), ("second_id", "in", ids)])
        return {frozenset((overlap.first_id.id, overlap.second_id.id)) for overlap in known}

    def _busy_around(self, event_ids: Collection[int]) -> dict[int, Span]:
        """The spans of the user's busy events at about the time of those, by the index on time."""
        schedule_queries.flush(self.env)
        touched = self._spans(SQL("event.id = ANY(%s)", list(event_ids)))
        ranges = [
            SQL("%s && tsrange(%s, %s, '[]')", possible_span("event"), start - GAP, stop + GAP)
            for start, stop in _pieces(touched.values())
        ]
        if not ranges:
            return {}
        return self._spans(
            SQL(
                """
                event.active AND event.show_as = 'busy' AND (%s)
                AND EXISTS (SELECT FROM calendar_attendee AS attendee
                             WHERE attendee.event_id = event.id AND attendee.partner_id = %s
                               AND attendee.state != 'declined')
                """,
                SQL(" OR ").join(ranges),
                self.account.partner_id.id,
            )
        )

    def _spans(self, condition: SQL) -> dict[int, Span]:
        """The spans of events, by id. Of thousands, nothing else is read.

        Odoo itself writes no event that lacks a time, or ends before it begins; other programs do.

        :param condition: on ``event``
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT event.id, event.allday, event.start, event.stop,
                       event.start_date, event.stop_date
                  FROM calendar_event AS event
                 WHERE CASE WHEN event.allday
                            THEN event.start_date >= %(first)s AND event.stop_date <= %(last)s
                                 AND event.start_date <= event.stop_date
                            ELSE event.start >= %(first)s AND event.stop <= %(last)s
                                 AND event.start <= event.stop END
                   AND (%(condition)s)
                """,
                first=FIRST,
                last=LAST,
                condition=condition,
            )
        )
        return {event_id: self._span(*values) for event_id, *values in rows}

    def _span(
        self, allday: bool, start: datetime, stop: datetime, start_date: date, stop_date: date
    ) -> Span:
        """Start and stop on the clock of the user's wall."""
        if allday:
            after = stop_date + timedelta(days=1)
            return datetime.combine(start_date, time.min), datetime.combine(after, time.min)
        begins, ends = self.zone.fromutc(start), self.zone.fromutc(stop)
        return begins.replace(tzinfo=None), ends.replace(tzinfo=None)

    def time_of(self, env: Environment, event: BaseModel) -> str:
        """When it starts, in the language of ``env``, on the clock of the account's user."""
        if event.allday:
            return format_date(env, event.start_date, date_format="short")
        return format_datetime(env, event.start, tz=self.zone.zone, dt_format="short")


def _overlapping(spans: Mapping[int, Span], touched: Collection[int]) -> Iterator[tuple[int, int]]:
    """Pairs at the same time of which one is touched, found in one walk along the clock.

    Those of the others are not even looked at, so a full day costs no more than what it tells of.

    :param spans: start and stop by id
    """
    running: dict[bool, dict[int, None]] = {True: {}, False: {}}  # in order, by whether touched
    stops: list[tuple[datetime, int]] = []
    for event_id, (start, stop) in sorted(spans.items(), key=lambda one: (one[1], one[0])):
        while stops and stops[0][0] <= start:
            _stop, over = heappop(stops)
            running[over in touched].pop(over)
        if stop > start:
            is_touched = event_id in touched
            yield from ((other, event_id) for other in running[True])
            if is_touched:
                yield from ((other, event_id) for other in running[False])
            running[is_touched][event_id] = None
            heappush(stops, (stop, event_id))


def _pieces(spans: Iterable[Span]) -> list[Span]:
    """The spans joined where less than a gap is between them, and the gap grown until few are."""
    gap = GAP
    pieces = sorted(spans)
    while True:
        joined = pieces[:1]
        for start, stop in pieces[1:]:
            if start - joined[-1][1] <= gap:
                joined[-1] = (joined[-1][0], max(joined[-1][1], stop))
            else:
                joined.append((start, stop))
        if len(joined) <= PIECES:
            return joined
        pieces, gap = joined, gap * 4
