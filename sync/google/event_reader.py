"""Reads what Google reported of events, as one state each: single events, and series with
exceptions.

A series that Odoo cannot hold is read as single events, its occurrences in a window around today.
Its rule is never written; what changes of one occurrence goes to that instance at Google.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from itertools import islice

from odoo.models import BaseModel

from ...engine.core.item import ItemError, OriginalStart
from ...engine.core.link import GoogleState, Role
from ...engine.core.own_writes import settled
from ...engine.events import contact_details
from ...engine.events.budget import RunSteps
from ...engine.events.guests import with_guests_of
from ...engine.events.item import EventItem, Reminder, Repeating, load
from ...engine.events.masking import behind_masks_of, in_google
from ...engine.events.occurrences import occurrence
from ...engine.events.policy import EventPolicy
from ...engine.events.recurrence import has_occurrence, original_starts
from ...engine.events.spelling import held
from ...engine.text.plain import one_line
from ...google_api.calendar import event_codec, series_codec
from ...google_api.calendar.client import Event
from ...google_api.calendar.series import Series
from ...google_api.transport import shape
from ...google_api.transport.instance_ids import instance_id, names_occurrence, original_start_of_id
from ...google_api.transport.outcomes import Exchange
from ..database import one_record
from ..odoo import workplaces
from ..odoo.masks import headings
from ..odoo.original_starts import held_starts
from ..odoo.policies import wanted_kinds
from ..odoo.schedule import Schedule
from ..store.links import LinkStore, inactive, load_link
from ..store.marker import mark_on, marks_of
from .unwanted import Unwanted

#: The occurrences that come in of a series that Odoo cannot hold: around today, and so many.
PAST, FUTURE = timedelta(days=30), timedelta(days=365)
MOST_OCCURRENCES = 500
#: One run makes so many records of new series, or a few more. The rest have their turn when other
#: accounts had theirs: five series without end take Odoo some twenty seconds.
MOST_NEW = 3_600


@dataclass
class Problem:
    """A record of Google's that is no item."""

    google_id: str
    title: str
    error: ItemError


@dataclass
class Reported:
    """:ivar states: by Google's id, which is the instance's for an occurrence that is for itself
    :ivar events: Google's JSON, for what ``states`` does not say
    :ivar excluded: how many events were left out on purpose, by reason
    :ivar exploded: series whose occurrences are for themselves
    :ivar partial: series of which more must be known than was reported
    :ivar series: by id what was reported, as :class:`~google_api.calendar.series.Series`
    :ivar later: new series that a later run brings in: which one of those, from one on
    :ivar incomplete: new series of which Google has yet to tell the rest
    :ivar unlisted: invitations that can be read, and have not come into the calendar
    :ivar unsupported: series that another program has brought into Odoo, whose rule it cannot hold
    """

    states: dict[str, GoogleState[EventItem]] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    excluded: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    exploded: dict[str, GoogleState[EventItem]] = field(default_factory=dict)
    partial: set[str] = field(default_factory=set)
    unsupported: set[str] = field(default_factory=set)
    later: dict[str, int] = field(default_factory=dict)
    incomplete: set[str] = field(default_factory=set)
    unlisted: frozenset[str] = frozenset()

    @property
    def mentioned(self) -> set[str]:
        """The ids of all events that Google has mentioned, be it by an instance alone."""
        return {*self.events, *self.states, *(problem.google_id for problem in self.problems)}

    @property
    def unnamed(self) -> set[str]:
        """The ids of instances that are part of their series, and no records of their own."""
        unread = {problem.google_id for problem in self.problems}
        put_off = {*self.later, *self.incomplete}
        return set(self.events) - set(self.states) - unread - self.unsupported - put_off

    def told(self, google_id: str) -> list[EventItem]:
        """What Google itself has told of an event: of a series the master, and those of its
        occurrences that it has listed.
        """
        state, series = self.states.get(google_id), self.series.get(google_id)
        if not (state and state.item):
            return []
        item, when = state.item, state.item.when
        told: list[EventItem | None] = [item] if google_id in self.events else []
        if series and isinstance(when, Repeating):
            starts_told = map(series_codec.original_start_of, series.instances)
            told += [
                occurrence(item, original_start)
                for original_start in starts_told
                if has_occurrence(when, original_start)
            ]
        return [one for one in told if one]


class EventReader:
    """:param find_policy: returns the user's policy; it costs some queries, which whoever reads
    only what was written does not need
    """

    def __init__(
        self,
        account: BaseModel,
        links: LinkStore,
        schedule: Schedule,
        default_reminders: tuple[Reminder, ...],
        find_policy: Callable[[], EventPolicy],
    ) -> None:
        self.account = account
        self.links = links
        self.schedule = schedule
        self.default_reminders = default_reminders
        self.now = datetime.now(timezone.utc)
        self.found = Reported()
        self.steps = RunSteps()
        self.room, self.turn = MOST_NEW, 0
        self.marks = marks_of(account)
        self.find_policy = find_policy
        self.unwanted = Unwanted(find_policy, links, schedule)

    def read(
        self, reported: Mapping[str, Series], incomplete: Collection[str] = frozenset()
    ) -> Reported:
        """:param reported: by id the :class:`~google_api.calendar.series.Series`, or event, that
            Google has told of
        :param incomplete: the ids of those of which it has yet to tell the rest
        """
        events = (event for series in reported.values() for event in series.events)
        self.found = Reported(
            events={event["id"]: event for event in events}, series=dict(reported)
        )
        links = {link.google_id: link for link in self.links.of_google(reported)}
        wanted = wanted_kinds(self.account.user_id)
        unread = self._leave_unwanted(reported, links, wanted)
        for google_id, series in reported.items():
            if google_id in unread:
                continue
            link = links.get(google_id, self.links.model)
            if inactive(link):
                continue
            # What a user had come in once is followed, also when no more of its kind shall come.
            kinds = event_codec.KINDS if link.res_id else wanted
            reason = event_codec.exclusion(series.event, kinds)
            # What bears our signature is a record's, as time off that is out of office there.
            if reason and self.marks.ref(mark_on(series.event), google_id) is None:
                self._leave_out(reason)
            elif google_id in incomplete:
                self.found.incomplete.add(google_id)
            else:
                self._read_or_tell(google_id, series, link)
        return self.found

    def _leave_out(self, reason: str) -> None:
        """Count what stays out, except events that another run compares."""
        if reason != "working_location" or not workplaces.is_on(self.account.user_id):
            self.found.excluded[reason] += 1

    def exchanged(self, exchange: Exchange) -> list[EventItem] | None:
        """What was written in one request, and what Google has made of it, as items; ``None``,
        where that is no appointment.
        """
        told = {**exchange.shown, **exchange.sent}
        if exchange.shown.get("attendeesOmitted"):
            told["attendees"] = exchange.shown.get("attendees", [])
        try:
            sent, shown = self._item_of(told), self._item_of(exchange.shown)
        except ItemError:
            return None
        return [sent, shown] if sent and shown else None

    def _item_of(self, event: Event) -> EventItem | None:
        """Google's JSON of an event, of the master of a series, or of an instance, as an item."""
        decoded = series_codec.decode_series(
            event, (), None, self.default_reminders, self.account.calendar_id
        )
        return self._with_details_apart(decoded).item

    def _leave_unwanted(
        self, reported: Mapping[str, Series], links: Mapping[str, BaseModel], kinds: frozenset[str]
    ) -> frozenset[str]:
        """Note the new series that are not wanted, and not known; their rules are not read.

        :return: their ids
        """
        masters = {
            google_id: series.master
            for google_id, series in reported.items()
            if google_id not in links
            and series.master
            and (series.master.get("recurrence") or not shape.fits(series.master))
            and not event_codec.exclusion(series.master, kinds)
            and self.unwanted.reason(series.master)
        }
        if not masters:
            return frozenset()
        states = self.unwanted.unread(masters, self.default_reminders, self.account.calendar_id)
        for google_id, state in states.items():
            if state:
                self.found.states[google_id] = state  # the plan tells why it stays out
            else:
                self.found.excluded[self.unwanted.reason(masters[google_id]) or ""] += 1
        return frozenset(states)

    def _read_or_tell(self, google_id: str, series: Series, link: BaseModel) -> None:
        """What one event makes fail keeps no other from coming in."""
        known = len(self.found.states)
        try:
            with one_record.reading():
                self._read_one(google_id, series, link)
        except ItemError as error:
            while len(self.found.states) > known:
                self.found.states.popitem()
            self.found.exploded.pop(google_id, None)
            self._tell(google_id, series, link, error)

    def _tell(self, google_id: str, series: Series, link: BaseModel, error: ItemError) -> None:
        title = one_line(series.event.get("summary")) or link.title or ""
        self.found.problems.append(Problem(google_id, title, error))

    def _read_one(self, google_id: str, series: Series, link: BaseModel) -> None:
        base = load(link.base) if link.base else None
        is_whole = series.master is not None and series.whole
        shown = contact_details.together(held(in_google(base))) if base and not is_whole else None
        try:
            state = series_codec.decode_series(
                *(series.master, series.instances, shown),
                *(self.default_reminders, self.account.calendar_id, self.steps.of_one()),
                palette=self.find_policy().palette,
            )
        except ItemError as error:
            if not link and (reason := self.unwanted.reason(series.event)):
                self.found.excluded[reason] += 1
                return
            self._tell(google_id, series, link, error)
            return
        state = _with_all_guests(self._with_details_apart(state), series, base)
        if base and not is_whole and series.master and _is_of_another_rule(state.item, base):
            self.found.partial.add(google_id)
            return
        if series.master is None:
            # The master was not reported, so it is as before, and so is the organizer.
            state = replace(state, etag=link.etag or None, role=Role(link.role))
        can_be_one = self._can_be_one(state.item, link, base)
        if link.is_migrated and not can_be_one:
            self.found.unsupported.add(google_id)
            return
        if not self._has_room(google_id, series.master, state, can_be_one, link):
            return
        if link.is_exploded or not can_be_one:
            if link or not self._is_out_of_scope(state):
                known = self._as_known(state, link) if base else state
                self._read_exploded(google_id, state, known, series)
            return
        self.found.states[google_id] = state
        if "recurringEventId" in series.event and series.master:
            # A guest of one occurrence alone has it without its series.
            self.found.events[google_id] = _apart(series.master, google_id)

    def _with_details_apart(self, state: GoogleState[EventItem]) -> GoogleState[EventItem]:
        """What Odoo has written about people, if Google shows it, is a field of its own."""

        def apart(item: EventItem | None) -> EventItem | None:
            return item and contact_details.apart(item, headings())

        item, remains = apart(state.item), apart(state.remains)
        if item is state.item and remains is state.remains:
            return state
        return replace(state, item=item, remains=remains)

    def _can_be_one(self, item: EventItem | None, link: BaseModel, base: EventItem | None) -> bool:
        """Whether Odoo has the record as one, or can have it."""
        if item is None or not isinstance(item.when, Repeating):
            return True
        if link.res_id and base and base.when == item.when:
            return True
        return self.schedule.series.can_hold(item.when, self.now)

    def _has_room(
        self,
        google_id: str,
        master: Event | None,
        state: GoogleState[EventItem],
        can_be_one: bool,
        link: BaseModel,
    ) -> bool:
        """Whether a series is none of those that are new and too many for one run.

        One that Odoo may have is never put off: it would be taken for one that Google lacks.
        """
        when = state.item and state.item.when
        if link.res_id or link.is_exploded or not isinstance(when, Repeating) or not master:
            return True
        size = len(held_starts(when) if can_be_one else self._window(state.item, google_id))
        if size > self.room:
            self.turn, self.room = self.turn + 1, MOST_NEW
        self.room -= size
        if not self.turn or self.find_policy().out_of_scope(state):
            return True
        if self.unwanted.maybe_known({google_id: master}, {google_id: state}):
            return True
        self.found.later[google_id] = self.turn
        return False

    def _is_out_of_scope(self, state: GoogleState[EventItem]) -> bool:
        reason = self.find_policy().out_of_scope(state)
        if reason:
            self.found.excluded[reason] += 1
        return bool(reason)

    def _read_exploded(
        self,
        series_id: str,
        state: GoogleState[EventItem],
        known: GoogleState[EventItem],
        series: Series,
    ) -> None:
        """The occurrences as events of their own: those of the window, or those reported.

        :param known: the state with the words that Odoo has for it, which new ones have, too
        """
        self.found.exploded[series_id] = known
        reported = {event["id"]: event for event in series.instances}
        linked = set(self.links.of_occurrences(series_id).mapped("google_id"))
        if series.master is None:
            present = {
                event["id"]: series_codec.original_start_of(event) for event in series.instances
            }
        else:
            # Google may call what it tells of by another id than we would.
            ids = {series_codec.original_start_of(event): event["id"] for event in series.instances}
            window = self._window(state.item, series_id)
            present = {
                ids.get(original_start, google_id): original_start
                for google_id, original_start in window.items()
            }
            for google_id in linked - set(present):
                if self._has_ended(google_id, state.item):
                    self.found.states[google_id] = GoogleState(None, state.etag)
        for google_id, original_start in present.items():
            event = {**(series.master or {}), **reported.get(google_id, {})}
            # What comes into the window is news, however long the series has been there.
            changed = state.changed if google_id in linked else None
            whole = (state if google_id in linked else known).item
            item = occurrence(whole, original_start) if whole else None
            self.found.states[google_id] = GoogleState(
                item,
                event.get("etag"),
                state.role,
                changed,
                known.origin,
                numbers=event_codec.numbers(event),
            )
            self.found.events[google_id] = {
                **_apart(event, google_id),
                "recurringEventId": series_id,
            }

    def _as_known(self, state: GoogleState[EventItem], link: BaseModel) -> GoogleState[EventItem]:
        """A series as Odoo has it, by its link: where it is masked, with other words than at
        Google."""
        known = settled(load_link(link), state, self.find_policy())
        item = state.item
        if item and known.base:
            item = behind_masks_of(item, known.base)
        return replace(state, item=item, origin=known.origin)

    def _window(self, item: EventItem | None, series_id: str) -> dict[str, OriginalStart]:
        """The original starts around today, by the id of their instance; none where it is gone."""
        if item is None or not isinstance(item.when, Repeating):
            return {}
        first: OriginalStart = self.now - PAST
        last: OriginalStart = self.now + FUTURE
        if not isinstance(item.when.start, datetime):
            first, last = (self.now - PAST).date(), (self.now + FUTURE).date()
        near = islice(original_starts(item.when, first, last), MOST_OCCURRENCES)
        return {instance_id(series_id, original_start): original_start for original_start in near}

    def _has_ended(self, google_id: str, item: EventItem | None) -> bool:
        """Whether an occurrence does not take place any more; out of the window it still may."""
        if item is None or not isinstance(item.when, Repeating):
            return True
        if not names_occurrence(google_id):
            return False
        original_start = original_start_of_id(google_id)
        return (
            not has_occurrence(item.when, original_start)
            or occurrence(item, original_start) is None
        )


def _with_all_guests(
    state: GoogleState[EventItem], series: Series, base: EventItem | None
) -> GoogleState[EventItem]:
    """The state with those guests, too, who are left out of a list that is not whole."""
    if not (base and state.item):
        return state
    if not any(event.get("attendeesOmitted") for event in series.events):
        return state
    return replace(state, item=with_guests_of(state.item, base))


def _is_of_another_rule(item: EventItem | None, base: EventItem) -> bool:
    """Whether occurrences may be back, with exceptions that Google has kept and base forgot."""
    if item is None or not isinstance(item.when, Repeating) or not isinstance(base.when, Repeating):
        return False
    return item.when != base.when


def _apart(event: Event, google_id: str) -> Event:
    """The instance as an event of its own: of its series it has neither the mark nor the uid."""
    kept = {key: value for key, value in event.items() if key != "extendedProperties"}
    uid = event_codec.ical_uid_of_occurrence(event.get("iCalUID", ""), google_id)
    return {**kept, "id": google_id, "iCalUID": uid}
