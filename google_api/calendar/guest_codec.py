"""Guests ↔ the attendees of Google's events, and the attendees that a write sends.

A patch replaces the whole list, in which Google keeps more than an item says: rooms, comments, who
is optional, how many people somebody brings along. So a write states what changes, and
``google_api.calendar.writes`` applies that to the list as it is.
https://developers.google.com/workspace/calendar/api/v3/reference/events (attendees)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from ...engine.events.guests import NO_CHANGE, GuestChange, Guests, by_email, in_order
from ...engine.events.item import Answer, Guest, OwnResponse
from ...engine.text.plain import one_line

#: The most attendees that Google takes, the organizer among them.
MOST_GUESTS = 200

Event = Mapping[str, Any]
Line = Mapping[str, Any]

_ANSWERS = frozenset(get_args(Answer))
#: What guests say of themselves beside their answer: a write of their line replaces it.
_SAID = ("comment", "additionalGuests")


@dataclass(frozen=True, slots=True)
class Attendance:
    """What a write says about the people in a meeting.

    :ivar address: the user's own, which is their calendar's
    :ivar own_response: the user's; ``declined`` if they do not come
    :ivar answered: whether it has changed
    :ivar aliases: by the other addresses of a guest the one that is used in ``change``
    """

    address: str
    own_response: Answer
    answered: bool = False
    change: GuestChange = NO_CHANGE
    aliases: Mapping[str, str] = field(default_factory=dict)


def is_organizer(event: Event, calendar_id: str) -> bool:
    """Return whether the event was called by the person whose calendar it is in."""
    organizer = event.get("organizer", {})
    # On a calendar that is not the person's first one, "self" may be missing.
    itself = organizer.get("email", "").lower() == calendar_id.lower()
    return bool(not organizer or organizer.get("self") or itself)


def is_guest(event: Event, calendar_id: str) -> bool:
    """Return whether the person whose calendar it is in is a guest of somebody else's meeting."""
    return not is_organizer(event, calendar_id) and any(
        _is_own(line, calendar_id) for line in event.get("attendees", ())
    )


def is_invitation(event: Event, calendar_id: str) -> bool:
    """Whether that person is a guest of it, and it takes place."""
    return is_guest(event, calendar_id) and event.get("status") != "cancelled"


def is_met_by_others(event: Event, calendar_id: str) -> bool:
    """Return whether anybody but the owner of the calendar is invited."""
    lines = event.get("attendees", ())
    return any(not (line.get("resource") or _is_own(line, calendar_id)) for line in lines)


def is_closed(event: Event) -> bool:
    """Return whether its guests may not edit the event, as is usual.

    https://developers.google.com/workspace/calendar/api/v3/reference/events (guestsCanModify)
    """
    return bool(event.get("attendees")) and event.get("guestsCanModify") is not True


def decode_guests(event: Event, calendar_id: str) -> Guests:
    """All guests but the user."""
    return in_order(
        Guest(_email(line), _answer(line), _name(line), line.get("resource", False))
        for line in event.get("attendees", ())
        if _email(line) and not _is_own(line, calendar_id)
    )


def addresses(event: Event) -> frozenset[str]:
    """Those of everybody whom an event of Google's, or the body of a write, names."""
    return frozenset(map(_email, event.get("attendees", ())))


def without_guests(event: Event, emails: Collection[str]) -> dict[str, Any]:
    """The event, or the body of a write, without the lines of these addresses."""
    lines = [line for line in event.get("attendees", ()) if _email(line) not in emails]
    return {**event, "attendees": lines}


def encode_guests(attendance: Attendance) -> list[dict[str, Any]]:
    """The attendees of a new meeting: its organizer, and those whom ``attendance`` invites."""
    own = {"email": attendance.address, "responseStatus": attendance.own_response}
    return [own, *map(_encode, attendance.change.invited)]


def attendance_fields(event: Event, attendance: Attendance) -> dict[str, Any]:
    """The fields of a patch by which the event says what ``attendance`` does.

    :param event: as Google has it now
    """
    lines = event.get("attendees", ())
    # A list that is not whole would uninvite all whom it leaves out.
    if event.get("attendeesOmitted") or not is_organizer(event, attendance.address):
        return _own_answer(lines, attendance) if attendance.answered else {}
    change = attendance.change
    if not lines:
        invited = {"attendees": encode_guests(attendance)} if change.invited else {}
        return {**invited, **_event_status(attendance)}
    wanted = _with_own_answer(_changed(lines, attendance), attendance)
    fields = {"attendees": wanted} if wanted != list(lines) else {}
    if any(_is_own(line, attendance.address) for line in lines):
        return fields
    if attendance.own_response == "declined":
        own = {"email": attendance.address, "responseStatus": attendance.own_response}
        return {"attendees": [*wanted, own]}
    return {**fields, **_event_status(attendance)}


def _own_answer(lines: Iterable[Line], attendance: Attendance) -> dict[str, Any]:
    """The answer to somebody else's invitation, and nothing of the other guests.

    https://developers.google.com/workspace/calendar/api/v3/reference/events (attendeesOmitted)
    """
    own = next((line for line in lines if _is_own(line, attendance.address)), {})
    address = _email(own) or attendance.address
    said = {name: own[name] for name in _SAID if name in own}
    guest = {**said, "email": address, "responseStatus": attendance.own_response}
    return {"attendeesOmitted": True, "attendees": [guest]}


def _event_status(attendance: Attendance) -> dict[str, Any]:
    return {"status": event_status(attendance.own_response)} if attendance.answered else {}


def _changed(lines: Iterable[Line], attendance: Attendance) -> list[Line]:
    """Google's list with the change applied; the user's own line and rooms stay as they are."""
    change, answers = attendance.change, by_email(attendance.change.answered)
    changed, known = [], set()
    for line in lines:
        email = attendance.aliases.get(_email(line), _email(line))
        known.add(email)
        if line.get("resource") or _is_own(line, attendance.address):
            changed.append(line)
        elif email in answers:
            changed.append({**line, "responseStatus": answers[email].answer})
        elif email not in change.uninvited:
            changed.append(line)
    return changed + [_encode(guest) for guest in change.invited if guest.email not in known]


def _with_own_answer(lines: Iterable[Line], attendance: Attendance) -> list[Line]:
    if not attendance.answered:
        return list(lines)
    answer = {"responseStatus": attendance.own_response}
    return [{**line, **answer} if _is_own(line, attendance.address) else line for line in lines]


def event_status(own_response: Answer) -> str:
    """What an event says in which the user has no line of their own.

    https://developers.google.com/workspace/calendar/api/v3/reference/events (status)
    """
    return "confirmed" if own_response == "accepted" else "tentative"


def decode_own_response(event: Event, answer: str | None) -> OwnResponse:
    """The response of a user who has not declined.

    :param answer: of their own line; ``None`` without one
    """
    if answer is None:
        return "tentative" if event.get("status") == "tentative" else "accepted"
    if answer == "accepted":
        return "accepted"
    return "needsAction" if answer == "needsAction" else "tentative"


def _encode(guest: Guest) -> dict[str, Any]:
    line = {"email": guest.email, "responseStatus": guest.answer}
    return {**line, "displayName": guest.name} if guest.name else line


def _email(line: Line) -> str:
    return str(line.get("email", "")).strip().lower()


def _name(line: Line) -> str:
    return one_line(line.get("displayName"))


def _answer(line: Line) -> Answer:
    answer: Answer = line.get("responseStatus", "needsAction")
    return answer if answer in _ANSWERS else "needsAction"


def _is_own(line: Line, address: str) -> bool:
    return bool(line.get("self")) or _email(line) == address.lower()
