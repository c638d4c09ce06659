"""Google's events ↔ items. https://developers.google.com/workspace/calendar/api/v3/reference/events

Pure: values in, values out, but that Google's own times are told by our clock. What makes a series
of an event is in ``series_codec``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Literal

from ...engine.core.clocks import clock
from ...engine.core.item import ItemError
from ...engine.core.link import GoogleState, Role
from ...engine.events.colors import LABEL, Palette
from ...engine.events.item import (
    AllDay,
    Away,
    Color,
    EventItem,
    Reminder,
    Timed,
    Visibility,
    check_year,
    first_span,
    utc,
)
from ...engine.events.video_line import join_description, split_description
from ...engine.text.plain import one_line
from ...engine.text.rich import normalize_google
from ..transport.clock import GOOGLE
from ..transport.shape import check_fits
from .guest_codec import decode_guests, decode_own_response, event_status, is_organizer
from .video import conference_link, has_meet, with_meet

#: What Google holds of reminders: so many, and so far ahead.
MOST_REMINDERS = 5
LONGEST_REMINDER = 40320  # minutes: four weeks
#: What reading a guest takes, as if it were a text of so many characters.
_GUEST = 50

Event = Mapping[str, Any]

#: The key of the number of a write, among what clients may leave with an event.
_NUMBER = "odoo_write"

#: How the iCalUIDs end that Google itself gives.
_OF_GOOGLE = "@google.com"

_METHODS = frozenset({"popup", "email"})
#: What is no ordinary event, as Google calls it and as the texts in ``sync.reporting.messages`` do.
#: https://developers.google.com/workspace/calendar/api/guides/event-types
_KIND_OF_TYPE = {
    "workingLocation": "working_location",
    "focusTime": "focus_time",
    "outOfOffice": "out_of_office",
    "birthday": "birthday",
    "fromGmail": "from_gmail",
}

#: Google's kinds of events other than appointments.
KINDS = frozenset(_KIND_OF_TYPE.values())


_OUT_OF_OFFICE = "outOfOffice"
#: https://developers.google.com/workspace/calendar/api/v3/reference/events (outOfOfficeProperties)
_DECLINE_MODES: Mapping[str, Literal["none", "new", "all"]] = {
    "declineNone": "none",
    "declineOnlyNewConflictingInvitations": "new",
    "declineAllConflictingInvitations": "all",
}
_MODE_OF = {declines: mode for mode, declines in _DECLINE_MODES.items()}


@dataclass(frozen=True, slots=True)
class EventMetadata:
    """:ivar kind: of what is no ordinary event; one of the codes of :func:`exclusion`, or empty"""

    ical_uid: str | None
    organizer_email: str | None
    kind: str = ""


def metadata(event: Event) -> EventMetadata:
    """What identifies the event, apart from its id."""
    organizer = event.get("organizer", {})
    return EventMetadata(event.get("iCalUID"), organizer.get("email"), _kind(event))


def ical_uid(event_id: str) -> str:
    """The one that Google gives an event whose id we choose; certain once it has answered."""
    return f"{event_id}{_OF_GOOGLE}"


def google_id_of(uid: str) -> str:
    """The id of the event that has an iCalUID, if it is one of those that Google itself gives."""
    return uid.removesuffix(_OF_GOOGLE)


def ical_uid_of_occurrence(uid: str, google_id: str) -> str:
    """By which a single occurrence is known that comes without its series, whose iCalUID it has.

    :param uid: that of the series
    :param google_id: that of the instance
    """
    return f"{uid}#{google_id.rpartition('_')[2]}"


def ical_uid_of_series(uid: str) -> str:
    """The inverse of :func:`ical_uid_of_occurrence`; empty for what is no occurrence's."""
    return uid.rpartition("#")[0]


def exclusion(event: Event, wanted: frozenset[str]) -> str | None:
    """Why an event is left out on purpose, as a key of the texts in ``sync.reporting.messages``.

    :param wanted: those of :data:`KINDS` that come in
    """
    kind = _kind(event)
    return kind if kind and kind not in wanted else None


def _kind(event: Event) -> str:
    return _KIND_OF_TYPE.get(event.get("eventType", "default"), "")


# -- Google → item ------------------------------------------------------------------------------


def decode_event(
    event: Event,
    default_reminders: tuple[Reminder, ...],
    calendar_id: str,
    palette: Palette | None = None,
) -> GoogleState[EventItem]:
    """The event as it stands in the user's schedule; absent if cancelled, or if they declined.

    Of a series, this is what its first occurrence would be.

    :param palette: of whoever asks for its color
    :raise ItemError: the event cannot be an item
    """
    role = _role(event, calendar_id)
    changed = timestamp(event, "updated")  # without one, the other side is newer
    shown = numbers(event)
    answer = _own_answer(event)
    is_cancelled = event.get("status") == "cancelled"
    if is_cancelled or answer == "declined":
        remains = _decode_remains(event, answer, default_reminders, calendar_id, palette)
        etag = event.get("etag")
        declined = frozenset[None]() if is_cancelled else frozenset([None])
        return GoogleState(
            None, etag, role, changed, remains=remains, numbers=shown, declined=declined
        )
    item = _decode_item(event, answer, default_reminders, calendar_id, palette)
    return GoogleState(item, event.get("etag"), role, changed, numbers=shown)


def numbers(event: Event) -> frozenset[str]:
    """The number of our last write, as far as Google shows it (:func:`with_number`)."""
    private = event.get("extendedProperties", {}).get("private", {})
    return frozenset(filter(None, [private.get(_NUMBER)]))


def with_number(body: Event, number: str) -> dict[str, Any]:
    """The body of a write, which leaves its number with the user's own copy of the event.

    https://developers.google.com/workspace/calendar/api/guides/extended-properties
    """
    properties = body.get("extendedProperties", {})
    private = {**properties.get("private", {}), _NUMBER: number}
    return {**body, "extendedProperties": {**properties, "private": private}}


def length(event: Event) -> int:
    """How much there is to read, in characters; those of a guest are counted roughly."""
    description, guests = event.get("description"), event.get("attendees")
    text = len(description) if isinstance(description, str) else 0
    return text + _GUEST * (len(guests) if isinstance(guests, list) else 0)


def glance(event: Event) -> tuple[bool | None, datetime | None]:
    """What can be told of an event at a glance: whether the user has accepted it, which is ``None``
    where the event is not in their schedule, and when it was changed."""
    answer = _own_answer(event)
    absent = event.get("status") == "cancelled" or answer == "declined"
    accepted = decode_own_response(event, answer) == "accepted"
    return None if absent else accepted, timestamp(event, "updated")


def _decode_remains(
    event: Event,
    answer: str | None,
    default_reminders: tuple[Reminder, ...],
    calendar_id: str,
    palette: Palette | None,
) -> EventItem | None:
    """What Google shows of an event in its bin: all of it in the organizer's calendar, or nothing.

    https://developers.google.com/workspace/calendar/api/v3/reference/events (status)
    """
    try:
        return _decode_item(event, answer, default_reminders, calendar_id, palette)
    except ItemError:
        return None


def _decode_item(
    event: Event,
    answer: str | None,
    default_reminders: tuple[Reminder, ...],
    calendar_id: str,
    palette: Palette | None,
) -> EventItem:
    check_fits(event)
    description, video = split_description(normalize_google(event.get("description")))
    return EventItem(
        title=one_line(event.get("summary")),
        when=_decode_span(event),
        description=description,
        location=one_line(event.get("location")),
        visibility=_decode_visibility(event),
        busy=event.get("transparency") != "transparent",
        own_response=decode_own_response(event, answer),
        reminders=_decode_reminders_of(event, default_reminders),
        guests=decode_guests(event, calendar_id),
        meet=has_meet(event),
        conference=conference_link(event),
        video=video,
        color=_decode_color(event, palette) if palette else None,
        away=_decode_away(event),
    )


def _decode_away(event: Event) -> Away | None:
    """How it says that its user is out of office; Google takes it for no more than that where it
    does not say what becomes of invitations."""
    if event.get("eventType") != _OUT_OF_OFFICE:
        return None
    mode = event.get("outOfOfficeProperties", {}).get("autoDeclineMode", "")
    return Away(_DECLINE_MODES.get(mode, "none"))


def _decode_color(event: Event, palette: Palette) -> Color:
    """The label that a tag is paired with; else the color, or the label that stands in its place.

    Of the colors that each calendar has, Google tells both.
    https://developers.google.com/workspace/calendar/api/v3/reference/events (eventLabelId)
    """
    label = f"{LABEL}{event['eventLabelId']}" if event.get("eventLabelId") else ""
    if label in palette.paired:
        return Color(label)
    return Color(event.get("colorId") or label)


def _role(event: Event, calendar_id: str) -> Role:
    if _kind(event):
        return Role.EXTERNAL  # for Google lets only parts of them be changed, or nothing
    return Role.ORGANIZER if is_organizer(event, calendar_id) else Role.EXTERNAL


def _own_answer(event: Event) -> str | None:
    for guest in event.get("attendees", ()):
        if guest.get("self"):
            answer: str = guest.get("responseStatus", "needsAction")
            return answer
    return None


def _decode_visibility(event: Event) -> Visibility:
    visibility = event.get("visibility", "default")
    # "confidential" is an old spelling of private, as which anything unknown is safest.
    return visibility if visibility in ("default", "public") else "private"


def _decode_span(event: Event) -> Timed | AllDay:
    start, end = event.get("start"), event.get("end")
    if not start:
        raise ItemError("no_start")
    if not end:  # Google gives one even with endTimeUnspecified
        raise ItemError("no_end")
    if start.get("date") and end.get("date"):
        first, after = decode_date(start), decode_date(end)
        # Google holds some one-day events, made by other programs, that end where they start.
        # https://github.com/allenporter/gcal_sync/pull/225
        return AllDay(first, after if after != first else _day_after(first))
    return Timed(decode_instant(start), decode_instant(end))


def decode_date(point: Mapping[str, str]) -> date:
    """:raise ItemError: ``bad_date``"""
    try:
        return date.fromisoformat(point["date"])
    except ValueError:
        raise ItemError("bad_date", text=point["date"]) from None


def _day_after(day: date) -> date:
    check_year(day)
    return day + timedelta(days=1)


def decode_instant(point: Mapping[str, str]) -> datetime:
    """A moment in UTC.

    :raise ItemError: ``bad_date`` or ``year_out_of_range``
    """
    text = point.get("dateTime") or point.get("date") or ""
    try:
        if not point.get("dateTime"):
            raise ValueError("a day where a time belongs")
        moment = _moment(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=clock(point["timeZone"]))
    except (ValueError, KeyError, OSError):  # OSError: a zone that names a folder, as "Europe"
        raise ItemError("bad_date", text=text) from None
    return utc(moment)


def _moment(text: str) -> datetime:
    # Python 3.10 does not read the Z.
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def timestamp(event: Event, name: Literal["created", "updated"]) -> datetime | None:
    """When Google says that it was, to the millisecond, by our clock; tombstones say nothing."""
    try:
        moment = _moment(event[name])
        check_year(moment)
        return GOOGLE.ours(moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc))
    except (KeyError, ValueError):  # ItemError is one, too
        return None


def decode_reminders(reminders: Iterable[Mapping[str, Any]]) -> tuple[Reminder, ...]:
    """Google's reminders in normal form; a method that is neither popup nor email is left out."""
    return clip_reminders(
        Reminder(reminder["minutes"], reminder["method"])
        for reminder in reminders
        if reminder.get("method") in _METHODS and "minutes" in reminder
    )


def _decode_reminders_of(event: Event, default: tuple[Reminder, ...]) -> tuple[Reminder, ...]:
    reminders = event.get("reminders", {})
    if reminders.get("useDefault"):
        return default
    return decode_reminders(reminders.get("overrides", ()))


def clip_reminders(reminders: Iterable[Reminder]) -> tuple[Reminder, ...]:
    """The normal form of reminders: those that Google can hold, the nearest ones first.

    Of two that are equal the first one counts.
    """
    possible = dict.fromkeys(r for r in reminders if 0 <= r.minutes <= LONGEST_REMINDER)
    return tuple(sorted(possible)[:MOST_REMINDERS])


# -- item → Google ------------------------------------------------------------------------------


def encode_event(item: EventItem, fields: frozenset[str], zone: str) -> dict[str, Any]:
    """The named fields of a single item, as the body of an insert or a patch.

    Guests are left to ``guest_codec``, for a patch has to name them all; and what conference there
    is to Google, which only is told whether there is to be one.

    :param zone: IANA name of the zone in which Google shows the times
    """
    body: dict[str, Any] = {}
    if "title" in fields:
        body["summary"] = item.title
    if "when" in fields:
        body["start"], body["end"] = _encode_span(first_span(item.when), zone)
    if not fields.isdisjoint(("description", "video")):
        body["description"] = join_description(item.description, item.video)
    if "location" in fields:
        body["location"] = item.location
    if "visibility" in fields:
        body["visibility"] = item.visibility
    if "busy" in fields:
        body["transparency"] = "opaque" if item.busy else "transparent"
    if "own_response" in fields:
        body["status"] = event_status(item.own_response)
    if "meet" in fields:
        body.update(with_meet(item.meet))
    return {**body, **_encode_own(item, fields)}


def _encode_own(item: EventItem, fields: frozenset[str]) -> dict[str, Any]:
    """What each copy of a meeting has of its own."""
    body: dict[str, Any] = {}
    if "reminders" in fields:
        overrides = [{"method": one.method, "minutes": one.minutes} for one in item.reminders]
        body["reminders"] = {"useDefault": False, "overrides": overrides}
    if "color" in fields and item.color:
        body.update(_encode_color(item.color.shown or ""))
    if "away" in fields and item.away:
        body["outOfOfficeProperties"] = {"autoDeclineMode": _MODE_OF[item.away.declines]}
    return body


def _encode_color(shown: str) -> dict[str, Any]:
    """What gives it a label, or a color in place of any label."""
    if shown.startswith(LABEL):
        return {"eventLabelId": shown.removeprefix(LABEL)}
    return {"colorId": shown or None}  # null gives it the calendar's again


def of_its_type(body: Event, item: EventItem) -> dict[str, Any]:
    """The body of an insert that makes an event of the type that ``item`` is.

    Google refuses a description of what is out of office.
    """
    if item.away is None:
        return dict(body)
    said = {name: value for name, value in body.items() if value != ""}
    return {**said, "eventType": _OUT_OF_OFFICE}


def _encode_span(when: Timed | AllDay, zone: str) -> Sequence[dict[str, Any]]:
    # In a patch, null takes the other kind of time away.
    if isinstance(when, AllDay):
        return [
            {"date": day.isoformat(), "dateTime": None, "timeZone": None}
            for day in (when.start, when.stop)
        ]
    # In UTC, since the offsets of long ago have seconds, which RFC 3339 cannot say.
    return [
        {"date": None, "dateTime": f"{moment:%Y-%m-%dT%H:%M:%SZ}", "timeZone": zone}
        for moment in (when.start, when.stop)
    ]
