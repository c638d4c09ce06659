"""Series as Google lists them: a master, and an event of its own for each exceptional instance."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from googleapiclient.http import HttpRequest

from ..transport import shape
from ..transport.errors import GoogleError, HandedBack, RetryLater
from ..transport.instance_ids import is_split_off, series_of_id
from ..transport.outcomes import ask
from ..transport.session import Session
from ..transport.transport import Answer
from .client import PAGE, Changes, Event, get_events
from .event_codec import timestamp

#: Of the exceptions of one series, and of all its instances, of which those beyond are far ahead.
MOST_PAGES, MOST_PAGES_OF_INSTANCES = 50, 10
#: How many series are asked for because of one list: each takes three requests, and all of them are
#: to be within a minute's quota.
MOST_ASKED = 100

#: The fields to fetch of instances that are probably as their series says.
_GLANCE = "nextPageToken,items(id,etag,status,recurringEventId,originalStartTime,updated)"


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
    listed = {*masters, *known}  # without single events, which have no instances
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

    A plain list has the exceptional ones alone, which share the iCalUID of their series. It may
    leave out those that are cancelled and were nothing else, which ``events.instances`` has, among
    years of instances that are as the series says: of these it tells just enough to pass them over.
    https://developers.google.com/workspace/calendar/api/v3/reference/events/list

    :param ical_uids: those of the series, by the ids of these
    """
    events = session.calendar.events()
    common = {"calendarId": calendar_id, "showDeleted": True, "maxResults": PAGE}
    changed = _listed(
        session,
        {key: events.list(iCalUID=uid, **common) for key, uid in ical_uids.items()},
        events.list_next,
        MOST_PAGES,
    )
    gaps = _listed(
        session,
        {key: events.instances(eventId=key, fields=_GLANCE, **common) for key in ical_uids},
        events.instances_next,
        MOST_PAGES_OF_INSTANCES,
    )
    return {key: _joined(key, changed[key], gaps[key]) for key in ical_uids}


def _joined(series_id: str, changed: _Listed, gaps: _Listed) -> tuple[Event, ...] | GoogleError:
    """The exceptions of a series: all that a list has, and the cancelled ones that it has not."""
    if isinstance(changed.trouble, GoogleError):
        return changed.trouble
    if isinstance(gaps.trouble, GoogleError) and not gaps.is_endless:
        return gaps.trouble
    found = {one["id"]: one for one in gaps.events if _is_cancelled(one)}
    found.update((one["id"], one) for one in changed.events)
    return tuple(one for one in found.values() if one.get("recurringEventId") == series_id)


@dataclass(slots=True)
class _Listed:
    """What came of a list.

    :ivar is_endless: it has more pages than are read
    """

    events: tuple[Event, ...] = ()
    trouble: GoogleError | None = None
    is_endless: bool = False
    pages: int = 0


def _listed(
    session: Session,
    requests: dict[str, HttpRequest],
    following: Callable[[HttpRequest, Event], HttpRequest | None],
    most: int,
) -> dict[str, _Listed]:
    """Several lists at once, with all their pages.

    :param requests: those for the first pages, by a key
    :param following: makes the request for the page after one
    :param most: pages that are read of each
    """
    found = {key: _Listed() for key in requests}
    while requests:
        pages = dict(zip(requests, ask(session, list(requests.values())), strict=True))
        requests = {
            key: request
            for key, page in pages.items()
            if (request := _next_page(found[key], page, requests[key], following, most))
        }
    return found


def _next_page(
    listed: _Listed,
    page: Answer,
    request: HttpRequest,
    following: Callable[[HttpRequest, Event], HttpRequest | None],
    most: int,
) -> HttpRequest | None:
    """Note a page, and make the request for the next one, if there is any. A page may be empty and
    yet not the last."""
    try:
        if isinstance(page, GoogleError):
            raise page
        listed.events += tuple(shape.events_of(page))
        listed.pages += 1
        request = following(request, page)
        if request and listed.pages >= most:
            listed.is_endless = True
            raise RetryLater("unreadable", "the list has no end")
    except GoogleError as error:
        listed.trouble = error
        return None
    return request


def complete_series(
    session: Session,
    calendar_id: str,
    changes: Changes,
    known: Collection[str],
    since: datetime | None = None,
) -> Changes:
    """The changes as ``series``, with every one whole that the caller has no base for.

    A full list has everything anyway. Otherwise these series are asked for, all at once. What is
    too much at once, and what Google cannot tell at the moment, is for later (``incomplete``): it
    keeps nothing else from being taken.

    :param known: ids of the series that the caller has a base for
    :param since: when the cursor of the list was given; of a series that was made later, all
        exceptions are listed too
    :raise HandedBack: the time is over, and nobody is asked anything more
    """
    if changes.full:
        return replace(changes, events=(), series=gather(changes.events, known, whole=True))
    partial = _partial(changes.events, known, since)
    found = get_series(session, calendar_id, partial[:MOST_ASKED])
    for answer in found.values():
        if isinstance(answer, HandedBack) and answer.reason != "paced":
            raise answer
    whole = {event_id: one for event_id, one in found.items() if isinstance(one, Series)}
    unheard = {event_id for event_id, one in found.items() if isinstance(one, RetryLater)}
    incomplete = frozenset((*unheard, *partial[MOST_ASKED:]))
    incomplete |= _parts_of(incomplete, changes.events, known)
    listed = gather(changes.events, {*known, *whole, *incomplete})
    series = {event_id: one.over(listed.get(event_id)) for event_id, one in whole.items()}
    return replace(changes, events=(), series={**listed, **series}, incomplete=incomplete)


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
    told = {one for one, answer in answers.items() if not isinstance(answer, GoogleError)}
    return replace(changes, series=series, incomplete=changes.incomplete - told)


def _with_instances(series: Series | None, instances: Series) -> Series:
    """:param instances: an event that stands alone, or a series without its master"""
    if series is None or instances.master is not None:
        return instances
    return replace(series, instances=instances.over(series).instances)


def _partial(events: Sequence[Event], known: Collection[str], since: datetime | None) -> list[str]:
    """The ids of the series of which more may be at Google than is listed, and of those that were
    split: each part is compared with the whole."""
    masters = {event["id"]: event for event in events if "recurringEventId" not in event}
    ids = dict.fromkeys(event.get("recurringEventId") or event["id"] for event in events)
    split = {series_of_id(one) for one in masters if is_split_off(one) and one not in known}
    return [
        event_id
        for event_id in ids
        if (event_id not in known or (event_id in masters and series_of_id(event_id) in split))
        and not (event_id in masters and _is_whole(masters[event_id], since))
    ]


def _parts_of(
    incomplete: Collection[str], events: Iterable[Event], known: Collection[str]
) -> frozenset[str]:
    """What is new and was split off a series that is for later: it is compared with that one."""
    later = set(map(series_of_id, incomplete))
    masters = (event["id"] for event in events if "recurringEventId" not in event)
    return frozenset(
        one
        for one in masters
        if is_split_off(one) and one not in known and series_of_id(one) in later
    )


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
