"""Series as Google lists them: a master, and an event of its own for each exceptional instance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ..transport import shape
from ..transport.errors import GoogleError, RetryLater
from ..transport.outcomes import ask
from ..transport.session import Session
from .client import PAGE, Changes, Event, get_events
from .event_codec import timestamp

#: Of the exceptions of one series.
MOST_PAGES = 50


@dataclass(frozen=True, slots=True)
class Series:
    """What Google said of one series, or of an event that is none.

    :ivar master: ``None`` where only instances were reported
    :ivar instances: changed and cancelled ones
    :ivar whole: these are all instances that differ from the master
    """

    master: Event | None
    instances: tuple[Event, ...] = ()
    whole: bool = False

    @property
    def event(self) -> Event:
        """The one that tells most of the whole."""
        if self.master is not None:
            return self.master
        living = (event for event in self.instances if not _is_cancelled(event))
        return next(living, self.instances[0])

    @property
    def events(self) -> tuple[Event, ...]:
        """All that was said."""
        return self.instances if self.master is None else (self.master, *self.instances)

    def over(self, earlier: Series | None) -> Series:
        """This, with the instances of which only an earlier answer has told."""
        ids = {event["id"] for event in self.instances}
        listed = earlier.instances if earlier else ()
        others = tuple(event for event in listed if event["id"] not in ids)
        return replace(self, instances=(*others, *self.instances))


def gather(
    events: Iterable[Event], known: Collection[str] = (), whole: bool = False
) -> dict[str, Series]:
    """Listed events by the id of what they belong to: each series once, with its instances.

    An instance stands alone, by its own id, if its series is neither listed nor known: somebody
    has invited the user to this occurrence only.

    :param known: ids of the series that the caller has a base for
    :param whole: whether all instances are listed
    """
    events = {event["id"]: event for event in events}.values()  # pages may repeat one
    masters = {event["id"]: event for event in events if "recurringEventId" not in event}
    listed = {*masters, *known}  # without what stands alone, of which nothing is an instance
    gathered: dict[str, list[Event]] = {event_id: [] for event_id in masters}
    for event in events:
        series_id = event.get("recurringEventId")
        if series_id and series_id in listed:
            gathered.setdefault(series_id, []).append(event)
        elif series_id:
            masters[event["id"]] = event
            gathered[event["id"]] = []
    return {
        event_id: Series(masters.get(event_id), tuple(instances), whole)
        for event_id, instances in gathered.items()
    }


def get_series(
    session: Session, calendar_id: str, series_ids: Iterable[str]
) -> dict[str, Series | GoogleError | None]:
    """Series whole, as they are now, by id; also events that are none, which have no instances.

    ``None`` stands for what Google does not have.
    """
    masters = get_events(session, calendar_id, series_ids)
    repeating = {
        event_id: master["iCalUID"]
        for event_id, master in masters.items()
        if isinstance(master, dict) and _may_have_instances(master)
    }
    instances = _exceptions(session, calendar_id, repeating)
    return {
        event_id: _whole(master, instances.get(event_id, ()))
        for event_id, master in masters.items()
    }


def _whole(
    master: Event | GoogleError | None, instances: tuple[Event, ...] | GoogleError
) -> Series | GoogleError | None:
    if master is None or isinstance(master, GoogleError):
        return master
    return (
        instances if isinstance(instances, GoogleError) else Series(master, instances, whole=True)
    )


def _exceptions(
    session: Session, calendar_id: str, ical_uids: Mapping[str, str]
) -> dict[str, tuple[Event, ...] | GoogleError]:
    """The changed and cancelled instances of series, by the ids of these.

    ``events.instances`` would have to list years of instances that are as the series says. A plain
    list has the exceptional ones alone, which share the iCalUID of their series.
    https://developers.google.com/workspace/calendar/api/v3/reference/events/list

    :param ical_uids: those of the series, by the ids of these
    """
    events = session.calendar.events()
    found: dict[str, tuple[Event, ...]] = dict.fromkeys(ical_uids, ())
    failed: dict[str, GoogleError] = {}
    requests = {
        series_id: events.list(
            calendarId=calendar_id, iCalUID=ical_uid, showDeleted=True, maxResults=PAGE
        )
        for series_id, ical_uid in ical_uids.items()
    }
    pages_of: Counter[str] = Counter()
    while requests:
        pages = dict(zip(requests, ask(session, list(requests.values())), strict=True))
        for series_id, page in pages.items():
            request = requests.pop(series_id)
            if isinstance(page, GoogleError):
                failed[series_id] = page
                continue
            try:
                items = shape.events_of(page)
            except RetryLater as error:
                failed[series_id] = error
                continue
            found[series_id] += tuple(e for e in items if e.get("recurringEventId") == series_id)
            # A page may be empty and yet not the last.
            following = events.list_next(request, page)
            pages_of[series_id] += 1
            if following and pages_of[series_id] >= MOST_PAGES:
                failed[series_id] = RetryLater("unreadable", "the list has no end")
            elif following:
                requests[series_id] = following
    return {**found, **failed}


def complete_series(
    session: Session,
    calendar_id: str,
    changes: Changes,
    known: Collection[str],
    since: datetime | None = None,
) -> Changes:
    """The changes as ``series``, with every one whole that the caller has no base for.

    A full list has everything anyway. Otherwise these series are asked for, all at once.

    :param known: ids of the series that the caller has a base for
    :param since: when the cursor of the list was given; of a series that was made later, all
        exceptions are listed too
    :raise RetryLater: a series could not be asked for; without it, the list is of no use
    """
    if changes.full:
        return replace(changes, events=(), series=gather(changes.events, known, whole=True))
    found = get_series(session, calendar_id, _partial(changes.events, known, since))
    for answer in found.values():
        if isinstance(answer, RetryLater):
            raise answer
    whole = {event_id: one for event_id, one in found.items() if isinstance(one, Series)}
    listed = gather(changes.events, {*known, *whole})
    series = {event_id: one.over(listed.get(event_id)) for event_id, one in whole.items()}
    return replace(changes, events=(), series={**listed, **series})


def with_answers(
    changes: Changes, answers: Mapping[str, Series | GoogleError | None], known: Collection[str]
) -> Changes:
    """The changes with events that were asked for by id, which is later than the list.

    One that is not there any more is as good as deleted.

    :param changes: as from :func:`complete_series`
    :param answers: as from :func:`get_series`
    :param known: ids of the series that the caller has a base for
    """
    series = dict(changes.series)
    instances = []
    for event_id, answer in answers.items():
        if isinstance(answer, GoogleError):
            continue
        one = answer or Series({"id": event_id, "status": "cancelled"})
        if one.master and "recurringEventId" in one.master:
            instances.append(one.master)
        else:
            series[event_id] = one.over(series.get(event_id))
    for event_id, one in gather(instances, {*known, *series}).items():
        series[event_id] = _with_instances(series.get(event_id), one)
    return replace(changes, series=series)


def _with_instances(series: Series | None, instances: Series) -> Series:
    """:param instances: an event that stands alone, or a series without its master"""
    if series is None or instances.master is not None:
        return instances
    return replace(series, instances=instances.over(series).instances)


def _partial(events: Sequence[Event], known: Collection[str], since: datetime | None) -> list[str]:
    """The ids of the series of which more may be at Google than is listed."""
    masters = {event["id"]: event for event in events if "recurringEventId" not in event}
    ids = dict.fromkeys(event.get("recurringEventId") or event["id"] for event in events)
    return [
        event_id
        for event_id in ids
        if event_id not in known
        and not (event_id in masters and _is_whole(masters[event_id], since))
    ]


def _is_whole(master: Event, since: datetime | None) -> bool:
    """Whether an incremental list has all of an event: it is no series, or gone, or a new one."""
    if _is_cancelled(master) or not master.get("recurrence"):
        return True
    created = timestamp(master, "created")
    return since is not None and created is not None and created >= since


def _may_have_instances(master: Event) -> bool:
    return bool(master.get("recurrence") and master.get("iCalUID")) and not _is_cancelled(master)


def _is_cancelled(event: Event) -> bool:
    return event.get("status") == "cancelled"
