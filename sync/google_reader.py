"""What Google reported, as one state for each record: single events, and series with exceptions.

A series that Odoo cannot hold is read as single events, its occurrences in a window around today.
Its rule is never written; what changes of one occurrence goes to that instance at Google.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import dropwhile, islice, takewhile

from ..engine.item import ItemError, load
from ..engine.plan import GoogleState, out_of_scope
from ..engine.recurrence import has_slot, occurrence, slots
from ..google_api import event_codec, series_codec

#: The occurrences that come in of a series that Odoo cannot hold: around today, and so many.
PAST, FUTURE = timedelta(days=30), timedelta(days=365)
MOST_OCCURRENCES = 500


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
    :ivar apart: series whose occurrences are for themselves
    """

    states: dict[str, GoogleState] = field(default_factory=dict)
    events: dict[str, dict] = field(default_factory=dict)
    excluded: Counter = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    apart: dict[str, GoogleState] = field(default_factory=dict)

    @property
    def mentioned(self):
        """The ids of all of which Google has said something."""
        return {*self.events, *self.states}


class GoogleReader:
    """:param links: the account's :class:`~.link_store.LinkStore`
    :param schedule: the user's :class:`~.schedule.Schedule`
    """

    def __init__(self, account, links, schedule, default_reminders):
        self.account = account
        self.links = links
        self.schedule = schedule
        self.default_reminders = default_reminders
        self.now = datetime.now(timezone.utc)
        self.found = Reported()

    def read(self, events):
        """:param events: Google's JSON: events, masters of series and instances, in any order
        :rtype: Reported
        """
        self.found = Reported(events={event["id"]: event for event in events})
        masters, instances = {}, defaultdict(list)
        for google_id, event in self.found.events.items():
            if reason := event_codec.exclusion(event):
                self.found.excluded[reason] += 1
            elif "recurrence" in event:
                masters[google_id] = event
            elif series_id := event.get("recurringEventId"):
                instances[series_id].append(event)
            else:
                self._read_single(event)
        known = {link.google_id: link for link in self.links.of_google({*masters, *instances})}
        for series_id in {*masters, *instances}:
            found = masters.get(series_id), instances.get(series_id, ())
            self._read_series(series_id, *found, known.get(series_id))
        return self.found

    def _read_single(self, event):
        try:
            state = event_codec.decode_event(
                event, self.default_reminders, self.account.calendar_id
            )
        except ItemError as error:
            self._set_aside(event["id"], event, error)
        else:
            self.found.states[event["id"]] = state

    def _set_aside(self, google_id, event, error):
        self.found.problems.append(Problem(google_id, event.get("summary", ""), error))

    # -- series -------------------------------------------------------------------------------

    def _read_series(self, series_id, master, instances, link):
        base = load(link.base) if link and link.base else None
        if master is None and base is None:
            self._read_lone_instances(series_id, instances)
            return
        try:
            state = series_codec.decode_series(
                master, instances, base, self.default_reminders, self.account.calendar_id
            )
        except ItemError as error:
            self._set_aside(series_id, master or {"summary": base.title}, error)
            return
        if self._is_held(state, link, base):
            self.found.states[series_id] = state
        elif link or not self._is_out_of_scope(state):
            self._read_apart(series_id, state, master, instances)

    def _read_lone_instances(self, series_id, instances):
        """Who is invited to one occurrence alone has it in their calendar without its series."""
        if series_id in self.found.states:
            return  # the series is gone, and they with it
        for event in instances:
            self.found.events[event["id"]] = _apart(event, event["id"])
            self._read_single(event)

    def _is_held(self, state, link, base):
        """Whether Odoo has the series as such, or can have it."""
        if link and link.as_singles:
            return False
        if state.item is None or (link and link.res_id and base and base.when == state.item.when):
            return True
        return self.schedule.series.can_hold(state.item.when, self.now)

    def _is_out_of_scope(self, state):
        reason = out_of_scope(state, self.account._policy())
        if reason:
            self.found.excluded[reason] += 1
        return bool(reason)

    def _read_apart(self, series_id, state, master, instances):
        """The occurrences as events of their own: those of the window, or those reported."""
        self.found.apart[series_id] = state
        reported = {event["id"]: event for event in instances}
        linked = set(self.links.of_occurrences(series_id).mapped("google_id"))
        if master is None:
            present = {event["id"]: series_codec.slot_of(event) for event in instances}
        else:
            present = self._window(state.item, series_id)
            for google_id in linked - set(present):
                if self._has_ended(google_id, state.item):
                    self.found.states[google_id] = GoogleState(None)
        for google_id, slot in present.items():
            event = {**(master or {}), **reported.get(google_id, {})}
            # What comes into the window is news, however long the series has been there.
            changed = state.changed if google_id in linked else None
            self.found.states[google_id] = GoogleState(
                occurrence(state.item, slot), event.get("etag"), state.role, changed
            )
            self.found.events[google_id] = _apart(event, google_id)

    def _window(self, item, series_id):
        """The slots around today, by the id of their instance; none of a series that is gone."""
        if item is None:
            return {}
        first, last = self.now - PAST, self.now + FUTURE
        if not isinstance(item.when.start, datetime):
            first, last = first.date(), last.date()
        coming = dropwhile(lambda slot: slot < first, slots(item.when))
        near = takewhile(lambda slot: slot <= last, coming)
        return {
            series_codec.instance_id(series_id, slot): slot
            for slot in islice(near, MOST_OCCURRENCES)
        }

    def _has_ended(self, google_id, item):
        """Whether an occurrence does not take place any more; out of the window it still may."""
        if item is None:
            return True
        slot = series_codec.slot_of_id(google_id)
        return not has_slot(item.when, slot) or occurrence(item, slot) is None


def _apart(event, google_id):
    """The instance as an event of its own: of its series it has neither the mark nor the uid."""
    suffix = google_id.rpartition("_")[2]
    kept = {key: value for key, value in event.items() if key != "extendedProperties"}
    return {**kept, "id": google_id, "iCalUID": f"{event.get('iCalUID', '')}#{suffix}"}
