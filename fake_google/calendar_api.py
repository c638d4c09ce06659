"""Calendar v3: the handlers, thin between a checked request and the store.

https://developers.google.com/calendar/api/v3/reference
"""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from . import birthdays, channels, errors, events, series, sight, times
from .api import Request, serves
from .editing import Editor, Options
from .listing import Listing, check_zone, instances
from .store import ROLES, Calendar, Entry, Subscription

Json = dict[str, Any]

SCOPE = "https://www.googleapis.com/auth/calendar"
LIMITED_SCOPES = {
    f"{SCOPE}.app.created": "of the app",
    f"{SCOPE}.events.owned": "owned",
    f"{SCOPE}.events.owned.readonly": "owned",
    f"{SCOPE}.events.public.readonly": "public",
    f"{SCOPE}.events.freebusy": "public",
}
"""Scopes that reach some calendars only. No calendar of this stand-in is public."""

DEFAULT_PAGE = 100
LARGEST_PAGE = 250
MOST_LABELS, LONGEST_LABEL = 200, 50


def calendar_of(request: Request, name: str = "calendarId") -> Subscription:
    """The calendar that a request names, as far as its token reaches.

    :raise ApiError: 404 for a calendar the account does not have, 403 for one out of reach
    """
    return subscription_of(request, request.parameters[name])


def subscription_of(request: Request, calendar_id: str) -> Subscription:
    """The same for a calendar that is named elsewhere."""
    at = request.google.store.subscription(request.account, calendar_id)
    usable = request.token.scopes.intersection(request.method.scopes)
    if not any(_reaches(scope, request, at) for scope in usable):
        raise errors.insufficient_scope(request.method.scopes)
    birthdays.follow(request.google.store, at.calendar)
    return at


def _reaches(scope: str, request: Request, at: Subscription) -> bool:
    limit = LIMITED_SCOPES.get(scope)
    if limit == "of the app":
        made_by = at.calendar.created_by
        return made_by is not None and made_by == (request.token.client_id or "")
    if limit == "owned":
        return at.role == "owner"
    return limit is None


# ------------------------------------------------------------------------------------ calendar list
@serves("calendar.calendarList.list")
def list_calendars(request: Request) -> Json:
    """The account's calendars. No sync tokens: any that comes is not ours."""
    wanted = request.parameters
    if "syncToken" in wanted:
        raise errors.full_sync_required()
    least = ROLES.index(wanted.get("minAccessRole", ROLES[0]))
    entries = [
        _list_entry(request, at)
        for at in request.account.subscriptions.values()
        if ROLES.index(at.role) >= least and (not at.hidden or wanted.get("showHidden"))
    ]
    page = _page(entries, wanted)
    return {"kind": "calendar#calendarList", "etag": _etag_of(entries), **page}


@serves("calendar.calendarList.get")
def get_list_entry(request: Request) -> Json:
    """One of the account's calendars."""
    return _list_entry(request, calendar_of(request))


@serves("calendar.calendarList.patch")
def patch_list_entry(request: Request) -> Json:
    """The reminders of those events that have none of their own."""
    at = calendar_of(request)
    if "defaultReminders" in request.body:
        events.check_reminders({"overrides": request.body["defaultReminders"]})
        at.default_reminders = request.body["defaultReminders"]
    return _list_entry(request, at)


def _list_entry(request: Request, at: Subscription) -> Json:
    calendar = at.calendar
    entry = {
        "kind": "calendar#calendarListEntry",
        "etag": at.etag,
        "id": calendar.id,
        "summary": calendar.summary,
        "description": calendar.description,
        "location": calendar.location,
        "timeZone": calendar.time_zone,
        "colorId": at.color,
        "backgroundColor": "#9fe1e7",
        "foregroundColor": "#000000",
        "selected": True,
        "hidden": at.hidden or None,
        "accessRole": at.role,
        "conferenceProperties": {"allowedConferenceSolutionTypes": ["hangoutsMeet"]},
        "primary": calendar.id == request.account.email or None,
        "dataOwner": None if calendar.primary else calendar.owner,
    }
    kept = {key: value for key, value in entry.items() if value is not None}
    return {**kept, "defaultReminders": at.default_reminders}


# ---------------------------------------------------------------------------------------- calendars
@serves("calendar.calendars.get")
def get_calendar(request: Request) -> Json:
    """What a calendar says of itself."""
    return _calendar(calendar_of(request).calendar)


@serves("calendar.calendars.insert")
def insert_calendar(request: Request) -> Json:
    """A new secondary calendar."""
    body = request.body
    if not (body.get("summary") or "").strip():
        raise errors.required("Missing title.")
    calendar = Calendar(
        id=f"c_{secrets.token_hex(32)}@group.calendar.google.com",
        summary=body["summary"],
        time_zone=_zone(request, body.get("timeZone") or request.account.time_zone),
        owner=request.account.email,
        description=body.get("description"),
        location=body.get("location"),
        created_by=request.token.client_id or "",
    )
    request.google.store.add_calendar(request.account, calendar)
    return _calendar(calendar)


@serves("calendar.calendars.patch")
def patch_calendar(request: Request) -> Json:
    """A new title, description, place or zone."""
    calendar = _owned(request).calendar
    if "summary" in request.body:
        if not (request.body["summary"] or "").strip():
            raise errors.required("Missing title.")
        calendar.summary = request.body["summary"]
    if request.body.get("timeZone"):
        request.google.store.set_time_zone(calendar, _zone(request, request.body["timeZone"]))
    calendar.description = request.body.get("description", calendar.description)
    calendar.location = request.body.get("location", calendar.location)
    if "labelProperties" in request.body:
        calendar.labels = _labels(request.body["labelProperties"] or {})
    request.google.store.touch(calendar)
    return _calendar(calendar)


def _labels(given: Json) -> list[Json]:
    """The labels of a calendar, which replace those that it has.

    https://developers.google.com/workspace/calendar/api/guides/labels
    """
    labels = given.get("eventLabels", [])
    if len(labels) > MOST_LABELS:
        raise errors.invalid("Too many labels.", "labelProperties")
    for label in labels:
        if not label.get("backgroundColor") or len(label.get("name", "")) > LONGEST_LABEL:
            raise errors.invalid("Invalid label.", "labelProperties")
    return [{**label, "id": label.get("id") or str(uuid.uuid4())} for label in labels]


@serves("calendar.calendars.delete")
def delete_calendar(request: Request) -> None:
    """Remove a secondary calendar for everybody."""
    calendar = _owned(request).calendar
    if calendar.primary:
        raise errors.invalid("A primary calendar cannot be deleted.", "calendarId")
    request.google.store.remove_calendar(calendar)


def _owned(request: Request) -> Subscription:
    at = calendar_of(request)
    if at.role != "owner":
        raise errors.forbidden(
            "requiredAccessLevel", "You need to have owner access to this calendar."
        )
    return at


def _calendar(calendar: Calendar) -> Json:
    resource = {
        "kind": "calendar#calendar",
        "etag": calendar.etag,
        "id": calendar.id,
        "summary": calendar.summary,
        "description": calendar.description,
        "location": calendar.location,
        "timeZone": calendar.time_zone,
        "conferenceProperties": {"allowedConferenceSolutionTypes": ["hangoutsMeet"]},
        "dataOwner": None if calendar.primary else calendar.owner,
        "labelProperties": {"eventLabels": calendar.labels} if calendar.labels else None,
    }
    return {key: value for key, value in resource.items() if value is not None}


def _zone(request: Request, name: str) -> str:
    refused = request.google.store.habits.of(request.account.email).refused_zones
    if name in refused or not times.is_zone(name):
        raise errors.invalid("Invalid time zone.", "timeZone")
    return name


# ----------------------------------------------------------------------------------------- settings
@serves("calendar.settings.list")
def list_settings(request: Request) -> Json:
    """The account's settings. As for calendars, no sync tokens."""
    if "syncToken" in request.parameters:
        raise errors.full_sync_required()
    settings = [_setting(name, value) for name, value in request.account.settings.items()]
    page = _page(settings, request.parameters)
    return {"kind": "calendar#settings", "etag": _etag_of(settings), **page}


@serves("calendar.settings.get")
def get_setting(request: Request) -> Json:
    """One setting, such as `timezone`."""
    name = request.parameters["setting"]
    if name not in request.account.settings:
        raise errors.not_found()
    return _setting(name, request.account.settings[name])


def _setting(name: str, value: str) -> Json:
    etag = _etag_of([{"etag": f"{name}={value}"}])
    return {"kind": "calendar#setting", "etag": etag, "id": name, "value": value}


# ------------------------------------------------------------------------------------------- events
@serves("calendar.events.list")
def list_events(request: Request) -> Json:
    """Events of a calendar: all, some, or what changed."""
    at = calendar_of(request)
    return Listing(request.google.store, request.account, at, request.parameters).reply()


@serves("calendar.events.instances")
def list_instances(request: Request) -> Json:
    """The instances of a series."""
    at = calendar_of(request)
    return instances(request.google.store, request.account, at, request.parameters)


@serves("calendar.events.get")
def get_event(request: Request) -> Json:
    """One event, also when it is cancelled."""
    at = calendar_of(request)
    check_zone(request.parameters)
    entry = series.find(at.calendar, request.parameters["eventId"])
    if request.headers.get("if-none-match") == entry.resource["etag"]:
        raise errors.not_modified()
    return _shown(request, at, entry)


@serves("calendar.events.insert")
def insert_event(request: Request) -> Json:
    """A new event. If-Match plays no part here."""
    at = calendar_of(request)
    return _answered(request, at, _editor(request, at).insert(request.body))


@serves("calendar.events.import")
def import_event(request: Request) -> Json:
    """A private copy of an event from elsewhere."""
    at = calendar_of(request)
    return _shown(request, at, _editor(request, at).import_(request.body))


@serves("calendar.events.patch")
def patch_event(request: Request) -> Json:
    """Some fields of an event."""
    at = calendar_of(request)
    editor, event_id = _editor(request, at), request.parameters["eventId"]
    return _answered(request, at, editor.patch(event_id, request.body, _if_match(request)))


@serves("calendar.events.update")
def update_event(request: Request) -> Json:
    """All of an event."""
    at = calendar_of(request)
    editor, event_id = _editor(request, at), request.parameters["eventId"]
    return _answered(request, at, editor.update(event_id, request.body, _if_match(request)))


@serves("calendar.events.delete")
def delete_event(request: Request) -> None:
    """Cancel an event."""
    editor = _editor(request, calendar_of(request))
    editor.delete(request.parameters["eventId"], _if_match(request))


@serves("calendar.events.move")
def move_event(request: Request) -> Json:
    """Give an event to another calendar.

    The answer says "cancelled" although it worked: it shows what is left behind. Seen live by
    https://github.com/mmedum/google-calendar-mcp
    """
    at, target = calendar_of(request), calendar_of(request, "destination")
    editor = _editor(request, at)
    _editor(request, target)  # may it be written?
    entry = editor.move(request.parameters["eventId"], target, _if_match(request))
    return {**_shown(request, target, entry), "status": "cancelled"}


def _editor(request: Request, at: Subscription) -> Editor:
    """:raise ApiError: 403 when the calendar is read-only, for the account or for a time"""
    if at.calendar.frozen_until > request.google.clock.timestamp():
        raise errors.calendar_exhausted()
    given = request.parameters
    old_style = "all" if given.get("sendNotifications") else "none"
    options = Options(
        send_updates=given.get("sendUpdates", old_style),
        conference=given.get("conferenceDataVersion", 0) == 1,
        attachments=given.get("supportsAttachments", False),
        labels=given.get("eventLabelVersion", 0) == 1,
    )
    return Editor(request.google.store, request.account, at, options)


def _shown(request: Request, at: Subscription, entry: Entry) -> Json:
    return sight.shown(entry, at, request.parameters)


def _answered(request: Request, at: Subscription, entry: Entry) -> Json:
    """What a write is answered."""
    shown = _shown(request, at, entry)
    is_late = request.google.store.habits.of(request.account.email).meet == "later"
    return events.while_pending(shown) if is_late and request.body.get("conferenceData") else shown


def _if_match(request: Request) -> str | None:
    return request.headers.get("if-match")


# ----------------------------------------------------------------------------------------- channels
@serves("calendar.events.watch")
def watch_events(request: Request) -> Json:
    """Tell an address of what changes from now on.

    https://developers.google.com/workspace/calendar/api/guides/push
    """
    at, body, google = calendar_of(request), request.body, request.google
    account, now = request.account.email, google.clock.timestamp()
    _check_channel(body)
    channels.check_address(body["address"], google.store.habits.of(account).channel_addresses)
    path = f"/calendar/v3/calendars/{at.calendar.id}/events"
    channel = channels.Channel(
        id=body["id"],
        address=body["address"],
        token=body.get("token", ""),
        account=account,
        calendar=at.calendar.id,
        resource_id=channels.resource_id(account, at.calendar.id),
        resource_uri=f"https://www.googleapis.com{path}?alt=json",
        expires=min(int(body.get("expiration") or 2**53) / 1000, now + channels.LIFE),
    )
    google.channels.open(channel, now)
    return {
        "kind": "api#channel",
        "id": channel.id,
        "resourceId": channel.resource_id,
        "resourceUri": channel.resource_uri,
        "expiration": str(int(channel.expires * 1000)),
        **({"token": channel.token} if channel.token else {}),
    }


def _check_channel(body: Json) -> None:
    for name in ("id", "type", "address"):
        if not body.get(name):
            raise errors.required(f"Missing channel {name}.")
    if body["type"] not in channels.TYPES:
        raise errors.invalid("Unknown channel type.", "type")
    if len(body["id"]) > channels.LONGEST_ID:
        raise errors.invalid("The channel id is too long.", "id")
    if len(body.get("token", "")) > channels.LONGEST_TOKEN:
        raise errors.invalid("The channel token is too long.", "token")


@serves("calendar.channels.stop")
def stop_channel(request: Request) -> None:
    """End a channel."""
    body, google = request.body, request.google
    if not body.get("id") or not body.get("resourceId"):
        raise errors.required("A channel is named by its id and resourceId.")
    now = google.clock.timestamp()
    google.channels.close(body["id"], body["resourceId"], request.account.email, now)


def _page(items: list[Json], parameters: Json) -> Json:
    """A page of a short list; its token is the place where the next begins."""
    text = parameters.get("pageToken", "0")
    if not text.isdecimal():
        raise errors.invalid_parameter("pageToken", "Invalid page token value.")
    start = int(text)
    end = start + min(parameters.get("maxResults", DEFAULT_PAGE), LARGEST_PAGE)
    page: Json = {"items": items[start:end]}
    return {**page, "nextPageToken": str(end)} if end < len(items) else page


def _etag_of(items: list[Json]) -> str:
    text = "".join(item["etag"] for item in items)
    return f'"p{hash(text) & 0xFFFFFFFFFFFF:012x}"'
