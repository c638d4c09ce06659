"""Calendar v3: what the sync changes in events. https://developers.google.com/workspace/calendar/api"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from googleapiclient.http import HttpRequest

from ..transport import shape
from ..transport.errors import (
    AlreadyDeleted,
    AlreadyExists,
    GoogleError,
    NotFound,
    Outdated,
    RetryLater,
    in_part,
)
from ..transport.instance_ids import series_of_id
from ..transport.outcomes import Differs, Exchange, Failed, Outcome, Written, ask
from ..transport.permit import attach
from ..transport.session import Session
from ..transport.transport import BATCH, Answer
from .client import Event, checked_event, get_events
from .event_write import EventWrite
from .guest_codec import (
    Attendance,
    addresses,
    attendance_fields,
    is_guest,
    is_met_by_others,
    is_organizer,
)
from .other_ways import other_ways, refused_detail, with_fewer_dates


def send(session: Session, calendar_id: str, writes: Sequence[EventWrite]) -> list[Outcome]:
    """Write events, then the instances of those that were written.

    One that fails does not keep the others; but a series has failed where an instance has.

    :return: what came of each write, in order
    :raise AuthorizationLost: and other trouble that concerns the whole account
    """
    outcomes: list[Outcome] = [Written(None)] * len(writes)
    asking = [n for n, write in enumerate(writes) if write.says_something]
    answers = _send(session, calendar_id, [writes[n] for n in asking])
    for n, outcome in zip(asking, answers, strict=True):
        outcomes[n] = outcome
    shorter = _with_fewer_dates(session, calendar_id, writes, outcomes)
    return _send_instances(session, calendar_id, shorter, outcomes)


def count_requests(writes: Sequence[EventWrite]) -> int:
    """How often :func:`send` asks Google, as long as that takes everything; a batch counts once."""
    events = [write for write in writes if write.says_something]
    instances = [instance for write in writes for instance in write.instances]
    return _count(events) + _count(instances)


def _count(writes: Sequence[EventWrite]) -> int:
    """The same, without regard to their instances."""
    asked = {write.event_id for write in writes if write.attendance}
    return sum(ceil(size / BATCH) for size in (len(asked), *map(len, _turns(writes))))


def _with_fewer_dates(
    session: Session, calendar_id: str, writes: Sequence[EventWrite], outcomes: list[Outcome]
) -> list[EventWrite]:
    """Send again what was too large, until Google takes it, and note in ``outcomes`` what came of
    it.

    :return: the writes as they were sent in the end
    """
    sent = list(writes)
    while shorter := {
        n: write
        for n, outcome in enumerate(outcomes)
        if (write := with_fewer_dates(sent[n], outcome))
    }:
        for n, write in shorter.items():
            sent[n] = write
        again = _send(session, calendar_id, list(shorter.values()))
        for n, outcome in zip(shorter, again, strict=True):
            outcomes[n] = outcome
    return sent


def _send_instances(
    session: Session, calendar_id: str, writes: Sequence[EventWrite], outcomes: list[Outcome]
) -> list[Outcome]:
    """Write the instances of the events that were written, all at once.

    :param outcomes: what came of the events themselves
    :return: what came of each with its instances
    """
    whole = list(outcomes)
    parts = [
        (n, instance)
        for n, write in enumerate(writes)
        if isinstance(outcomes[n], Written)
        for instance in write.instances
    ]
    answers = _send(session, calendar_id, [instance for _n, instance in parts])
    for (n, _instance), outcome in zip(parts, answers, strict=True):
        whole[n] = _with_instance(whole[n], outcome)
    return whole


def _with_instance(series: Outcome, instance: Outcome) -> Outcome:
    """What came of a series with one more of its instances."""
    if isinstance(series, Differs):
        return series
    if isinstance(instance, Written):
        return replace(series, exchanges=(*series.exchanges, *instance.exchanges))
    if isinstance(series, Written):
        return replace(_failed_by(instance), exchanges=series.exchanges)
    return series


def _failed_by(instance: Differs | Failed) -> Failed:
    """What it means for a series that one of its instances could not be written."""
    if isinstance(instance, Failed):
        error = instance.error
        return Failed(in_part(error) if isinstance(error, RetryLater) else error)
    changed = "instanceChanged", "one of its occurrences was changed meanwhile"
    # What Google has of it tells the next run; where it has none, to ask again tells no more.
    return Failed(RetryLater(*changed) if instance.record else Outdated(*changed))


def _send(session: Session, calendar_id: str, writes: Sequence[EventWrite]) -> list[Outcome]:
    """Write events, without regard to their instances."""
    asked = [write.event_id for write in writes if write.attendance]
    current = get_events(session, calendar_id, asked)
    completed = [
        _completed(write, write.attendance, current[write.event_id]) if write.attendance else write
        for write in writes
    ]
    ready = [write for write in completed if isinstance(write, EventWrite)]
    sent = iter(_send_completed(session, calendar_id, ready))
    return [next(sent) if isinstance(write, EventWrite) else write for write in completed]


def _completed(
    write: EventWrite, attendance: Attendance, event: Event | GoogleError | None
) -> EventWrite | Outcome:
    """The write with the attendees that the event has now; what comes of it, if it cannot be done.

    :param event: the answer to the question for it
    """
    if isinstance(event, GoogleError):
        return Failed(event)
    if event and not shape.fits(event):
        # Guests may have been taken out here, whom a list without them would uninvite.
        return Failed(RetryLater("unreadable", "the answer is malformed"))
    if write.verb == "decline":
        return _declined(write, attendance, event)
    if event is None or (write.verb == "update" and event.get("status") == "cancelled"):
        return Differs(event)
    etag = event.get("etag")
    if etag != (write.etag or etag):
        return Differs(event)
    body = {**write.body, **attendance_fields(event, attendance)}
    permit = write.permit if write.is_news or not _is_living(event) else None
    invited = addresses(body) - addresses(event)
    return replace(write, body=body, etag=etag, permit=permit, attendance=None, invited=invited)


def _declined(
    write: EventWrite, attendance: Attendance, event: Event | None
) -> EventWrite | Outcome:
    """The write that says no, if there is anybody to hear it."""
    if event is None or event.get("status") == "cancelled":
        return Written(None)
    if not _meets_without(event, attendance.address):
        return replace(write, verb="delete", attendance=None)
    body = attendance_fields(event, attendance)
    return replace(write, verb="update", body=body, etag=event.get("etag"), attendance=None)


def _meets_without(event: Event, address: str) -> bool:
    """Whether an event takes place for others when somebody says no to it."""
    if is_organizer(event, address):
        return is_met_by_others(event, address)
    return is_guest(event, address)


def _send_completed(
    session: Session, calendar_id: str, writes: Sequence[EventWrite]
) -> list[Outcome]:
    answers = _ask_for(session, calendar_id, writes)
    answers = _with_other_ways(session, calendar_id, writes, answers)
    differing = [
        write.event_id
        for write, answer in zip(writes, answers, strict=True)
        if _has_another_state(write, answer)
    ]
    current = get_events(session, calendar_id, differing)
    outcomes = [_outcome(*pair, current) for pair in zip(writes, answers, strict=True)]
    return _without_rules(session, calendar_id, writes, outcomes)


def _ask_for(session: Session, calendar_id: str, writes: Sequence[EventWrite]) -> list[Answer]:
    """Send writes, of each series one at a time: Google mixes up, or refuses, what is written to
    several of its instances at once."""
    events = session.calendar.events()  # once, for the library takes milliseconds to make it
    answers: dict[int, Answer] = {}
    silence: RetryLater | None = None
    for turn in _turns(writes):
        if silence:  # Google does not answer at all
            answers.update(dict.fromkeys(turn, silence))
            continue
        requests = [_request(events, calendar_id, writes[n]) for n in turn]
        found = ask(session, requests)
        answers.update(zip(turn, found, strict=True))
        last = found[-1]
        if isinstance(last, RetryLater) and all(answer is last for answer in found):
            silence = last
    return [answers[n] for n in range(len(writes))]


def _turns(writes: Sequence[EventWrite]) -> list[list[int]]:
    """The numbers of the writes, so that no turn has two to the same series."""
    turns: list[list[int]] = []
    seen: Counter[str] = Counter()
    for n, write in enumerate(writes):
        series_id = series_of_id(write.event_id)
        turn = seen[series_id]
        seen[series_id] += 1
        turns.extend([] for _more in range(turn + 1 - len(turns)))
        turns[turn].append(n)
    return turns


def _with_other_ways(
    session: Session, calendar_id: str, writes: Sequence[EventWrite], answers: list[Answer]
) -> list[Answer]:
    """The answers, with those to what was sent otherwise, where Google has refused a detail."""
    answers = list(answers)
    ways = {n: other_ways(*pair) for n, pair in enumerate(zip(writes, answers, strict=True))}
    while ways := {n: left for n, left in ways.items() if left}:
        tried = {n: left.pop(0) for n, left in ways.items()}
        again = _ask_for(session, calendar_id, list(tried.values()))
        for (n, write), answer in zip(tried.items(), again, strict=True):
            if refused_detail(answer) != refused_detail(answers[n]):
                answers[n], ways[n] = answer, other_ways(write, answer)
    return answers


def _without_rules(
    session: Session, calendar_id: str, writes: Sequence[EventWrite], outcomes: list[Outcome]
) -> list[Outcome]:
    """The outcomes, where what was to be a single event and repeats all the same is taken away, so
    that it is made anew."""
    left = [
        n
        for n, (write, outcome) in enumerate(zip(writes, outcomes, strict=True))
        if write.verb != "create"
        and write.body.get("recurrence", ()) is None
        and isinstance(outcome, Written)
        and (outcome.record or {}).get("recurrence")
    ]
    removals = [EventWrite("delete", writes[n].event_id, {}) for n in left]
    removed = _send_completed(session, calendar_id, removals) if removals else []
    for n, outcome in zip(left, removed, strict=True):
        outcomes[n] = Differs(None) if isinstance(outcome, Written) else outcome
    return outcomes


def move(
    session: Session, source: str, destination: str, event_ids: Sequence[str]
) -> list[Outcome]:
    """Give events to another calendar of the same account; they keep their ids.

    :return: for each event ``Written`` when the other calendar has it, ``Differs`` when it was
        deleted in this one, ``Failed`` when it is where it was
    :raise AuthorizationLost: and other trouble that concerns the whole account
    """
    events = session.calendar.events()
    requests = [
        events.move(
            calendarId=source, eventId=event_id, destination=destination, sendUpdates="none"
        )
        for event_id in event_ids
    ]
    answers = dict(zip(event_ids, ask(session, requests), strict=True))
    refused = [
        event_id
        for event_id, answer in answers.items()
        if isinstance(answer, GoogleError) and not isinstance(answer, RetryLater)
    ]
    # It may have been moved before, with an answer that got lost.
    arrived = get_events(session, destination, refused)
    left = get_events(session, source, refused)
    return [
        _move_outcome(answer, arrived.get(event_id), left.get(event_id))
        for event_id, answer in answers.items()
    ]


def _move_outcome(
    answer: Answer, arrived: Event | GoogleError | None, left: Event | GoogleError | None
) -> Outcome:
    if not isinstance(answer, GoogleError):
        return Written(None)  # the event in the answer is what is left behind: a cancelled one
    if isinstance(arrived, RetryLater):
        return Failed(arrived)
    if _is_living(arrived):
        return Written(None)
    if isinstance(left, dict) and not _is_living(left):
        return Differs(None)
    return Failed(answer)


def _is_living(event: Event | GoogleError | None) -> bool:
    return isinstance(event, dict) and event.get("status") != "cancelled"


def _request(events: Any, calendar_id: str, write: EventWrite) -> HttpRequest:
    mailed = "all" if write.permit else "none"
    common: dict[str, Any] = {"calendarId": calendar_id, "sendUpdates": mailed}
    if "conferenceData" in write.body:  # else Google passes over what is said of it
        common["conferenceDataVersion"] = 1
    if "eventLabelId" in write.body:
        common["eventLabelVersion"] = 1
    if write.verb == "create":
        request = events.insert(body={**_present(write.body), "id": write.event_id}, **common)
    elif write.verb in ("delete", "replace"):
        request = events.delete(eventId=write.event_id, **common)
    else:
        # Status brings an event back from Google's bin, and changes nothing on a living one.
        body = {"status": "confirmed", **write.body} if write.verb == "restore" else write.body
        request = events.patch(eventId=write.event_id, body=body, **common)
    if write.etag and write.verb != "create":
        request.headers["If-Match"] = write.etag
    attach(request, write.permit)
    return request


def _present(body: Event) -> Event:
    """The body of an insert, in which null has nothing to take away and is refused."""
    return {
        name: _present(value) if isinstance(value, dict) else value
        for name, value in body.items()
        if value is not None
    }


def _is_gone(answer: Answer) -> bool:
    """Whether Google says that it has deleted the event, now or before."""
    return not isinstance(answer, GoogleError) or isinstance(answer, AlreadyDeleted | NotFound)


def _has_another_state(write: EventWrite, answer: Answer) -> bool:
    """Whether Google refused since it has something else than the write was based on."""
    if isinstance(answer, AlreadyDeleted):
        return write.verb in ("update", "delete")
    if isinstance(answer, NotFound):
        return write.verb != "create"  # for which what was not found is the calendar
    return isinstance(answer, AlreadyExists | Outdated)


def _outcome(
    write: EventWrite, answer: Answer, current: Mapping[str, Event | GoogleError | None]
) -> Outcome:
    if write.verb == "replace" and _is_gone(answer):
        return Differs(None)
    if not isinstance(answer, GoogleError):
        event = checked_event(answer) if answer else None
        if isinstance(event, GoogleError):
            return Failed(event)
        return Written(event, (Exchange(write.body, event),) if event else ())
    if _has_another_state(write, answer):
        event = current[write.event_id]
        if isinstance(event, GoogleError):
            return Failed(event)
        gone = write.verb == "delete" and not _is_living(event)
        return Written(None) if gone else Differs(event)
    if isinstance(answer, AlreadyDeleted) and write.verb != "create":
        return Differs(None)
    return Failed(answer)
