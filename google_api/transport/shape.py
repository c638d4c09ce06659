"""Checks the shape of Google's records, as far as the sync relies on it.

So whoever reads a record later may take it that texts are texts and lists are lists, and that none
of them is longer than can be worked with. What does not fit is taken out, and the record says so:
it cannot be an item then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from ...engine.core.item import ItemError
from .errors import RetryLater
from .instance_ids import names_occurrence

#: The characters of one text. Google itself shows some 8,000 of a description.
MOST_TEXT = 100_000
#: Those who are invited to one event, and the entries of any other list.
MOST_GUESTS, MOST_ENTRIES = 500, 5_000

#: Where a record keeps what did not fit: by the name of the field the code of an ``ItemError``.
_UNFIT = "_unfit"

#: A shape is a type, a list of one shape, or the shapes of what a mapping has by name. What is not
#: named is not relied on.
Shape = type | list[Any] | Mapping[str, Any]

_POINT = dict.fromkeys(("date", "dateTime", "timeZone"), str)
_ALARM = {"method": str, "minutes": int}
_PERSON_OF_EVENT = {"email": str, "displayName": str, "self": bool}
_EVENT: Mapping[str, Shape] = {
    **dict.fromkeys(
        ("id", "etag", "status", "iCalUID", "recurringEventId", "created", "updated"), str
    ),
    **dict.fromkeys(("summary", "description", "location", "hangoutLink"), str),
    **dict.fromkeys(("visibility", "transparency", "eventType"), str),
    **dict.fromkeys(("colorId", "eventLabelId"), str),
    **dict.fromkeys(("start", "end", "originalStartTime"), _POINT),
    **dict.fromkeys(("organizer", "creator"), _PERSON_OF_EVENT),
    "recurrence": [str],
    "attendees": [{**_PERSON_OF_EVENT, "responseStatus": str, "resource": bool}],
    **dict.fromkeys(("attendeesOmitted", "guestsCanModify"), bool),
    "reminders": {"useDefault": bool, "overrides": [_ALARM]},
    "conferenceData": {
        "entryPoints": [{"entryPointType": str, "uri": str}],
        "conferenceSolution": {"key": {"type": str}},
        "createRequest": {
            "conferenceSolutionKey": {"type": str},
            "status": {"statusCode": str},
        },
    },
    "outOfOfficeProperties": {"autoDeclineMode": str},
    "workingLocationProperties": {"type": str},
    "extendedProperties": {"private": {"odoo": str, "odoo_write": str}},
}

_ABOUT_ENTRY = {"primary": bool, "sourcePrimary": bool, "source": {"type": str, "id": str}}
_TEXTS = "value type key name title url contentType displayName unstructuredName formattedValue"
_PARTS_OF_NAMES = "givenName middleName familyName honorificPrefix honorificSuffix"
_PARTS_OF_ADDRESSES = (
    "streetAddress extendedAddress poBox city region postalCode country countryCode"
)
_ENTRY = {
    **dict.fromkeys(f"{_TEXTS} {_PARTS_OF_NAMES} {_PARTS_OF_ADDRESSES}".split(), str),
    "metadata": _ABOUT_ENTRY,
    "current": bool,
    "default": bool,
}
_LISTS = (
    *("names", "nicknames", "emailAddresses", "phoneNumbers", "addresses", "urls"),
    *("organizations", "biographies", "clientData", "photos"),
)
_SOURCE = dict.fromkeys(("type", "id", "etag", "updateTime"), str)
_PERSON: Mapping[str, Shape] = {
    "resourceName": str,
    "etag": str,
    "metadata": {"deleted": bool, "previousResourceNames": [str], "sources": [_SOURCE]},
    **{name: [_ENTRY] for name in _LISTS},
    "birthdays": [
        {"date": {"year": int, "month": int, "day": int}, "text": str, "metadata": _ABOUT_ENTRY}
    ],
    "memberships": [{"contactGroupMembership": {"contactGroupResourceName": str}}],
}

_PAGE_OF_EVENTS: Mapping[str, Shape] = {
    "items": [dict],
    "nextPageToken": str,
    "nextSyncToken": str,
    "timeZone": str,
    "accessRole": str,
    "defaultReminders": [_ALARM],
}
_PAGE_OF_PEOPLE: Mapping[str, Shape] = {
    "connections": [dict],
    "nextPageToken": str,
    "nextSyncToken": str,
}
_PAGE_OF_LABELS: Mapping[str, Shape] = {"contactGroups": [dict], "nextPageToken": str}
_PAGE_OF_CALENDARS: Mapping[str, Shape] = {"items": [dict], "nextPageToken": str}

_LABEL: Mapping[str, Shape] = dict.fromkeys(("resourceName", "name", "etag", "groupType"), str)
_CALENDAR: Mapping[str, Shape] = {
    **dict.fromkeys(("id", "summary", "summaryOverride", "timeZone", "accessRole"), str),
    "primary": bool,
}
_EVENT_LABEL: Mapping[str, Shape] = dict.fromkeys(("id", "name", "backgroundColor"), str)
#: When one calendar is taken.
_BUSY: Mapping[str, Shape] = {
    "busy": [dict.fromkeys(("start", "end"), str)],
    "errors": [{"reason": str}],
}
_USER: Mapping[str, Shape] = {
    **dict.fromkeys(("id", "email", "name"), str),
    "verified_email": bool,
}
#: What came of one contact of a batch.
_PART: Mapping[str, Shape] = {
    "requestedResourceName": str,
    "status": {"code": int, "message": str},
    "person": dict,
}

T = TypeVar("T", list[Any], dict[str, Any])


def event(answer: Mapping[str, Any]) -> dict[str, Any]:
    """An event that may be relied on.

    What says that it is an instance, and not of which time, is an event by itself.

    :raise RetryLater: it has no id, so that nothing can be said of it
    """
    found = _record(answer, _EVENT, "id")
    if "recurringEventId" in found and not (found["recurringEventId"] and _names_occurrence(found)):
        del found["recurringEventId"]
    return found


def _names_occurrence(instance: Mapping[str, Any]) -> bool:
    """Whether an instance says which one it is: itself, or by its id."""
    return bool(instance.get("originalStartTime")) or names_occurrence(instance["id"])


def person(answer: Mapping[str, Any]) -> dict[str, Any]:
    """A person who may be relied on.

    :raise RetryLater: they have no name by which Google knows them
    """
    return _record(answer, _PERSON, "resourceName")


def events_of(page: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The events on a page of a list, of which all else may be relied on, too.

    :raise RetryLater: it is no such page
    """
    _check_page(page, _PAGE_OF_EVENTS)
    return [event(each) for each in page.get("items", ())]


def people_of(page: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The people on a page of a list.

    :raise RetryLater: it is no such page
    """
    _check_page(page, _PAGE_OF_PEOPLE)
    return [person(each) for each in page.get("connections", ())]


def labels_of(page: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The groups of contacts on a page of a list.

    :raise RetryLater: it is no such page
    """
    _check_page(page, _PAGE_OF_LABELS)
    return [label(each) for each in page.get("contactGroups", ())]


def label(answer: Mapping[str, Any]) -> dict[str, Any]:
    """A group of contacts that may be relied on.

    :raise RetryLater: it has no name by which Google knows it
    """
    return _record(answer, _LABEL, "resourceName")


def calendars_of(page: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The calendars on a page of a list.

    :raise RetryLater: it is no such page
    """
    _check_page(page, _PAGE_OF_CALENDARS)
    return [calendar(each) for each in page.get("items", ())]


def calendar(answer: Mapping[str, Any]) -> dict[str, Any]:
    """A calendar that may be relied on.

    :raise RetryLater: it has no id
    """
    return _record(answer, _CALENDAR, "id")


def busy_times(answer: Mapping[str, Any]) -> dict[str, Any]:
    """What an answer says of each calendar, by its id; what cannot be relied on is left out."""
    calendars = within(answer, "calendars", dict)
    return {one: said for one, said in calendars.items() if _trouble(said, _BUSY) is None}


def event_labels(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The labels that a calendar has for its events; what cannot be relied on is left out."""
    labels = within(within(answer, "labelProperties", dict), "eventLabels", list)
    return [one for one in labels if _trouble(one, _EVENT_LABEL) is None]


def user(answer: Mapping[str, Any]) -> dict[str, Any]:
    """A token's owner, of a form that may be relied on.

    :raise RetryLater: Google does not say by which id it knows them
    """
    return _record(answer, _USER, "id")


def part(answer: Any) -> dict[str, Any]:
    """What a batch says of one contact; the person in it is for :func:`person`.

    :raise RetryLater: it says nothing that could be relied on
    """
    if answer is None or _trouble(answer, _PART):
        raise RetryLater("unreadable", "the answer lacks a contact")
    found: dict[str, Any] = answer
    return found


def within(answer: Mapping[str, Any], name: str, kind: type[T]) -> T:
    """What an answer has by this name; nothing where that is of another kind."""
    found = answer.get(name)
    return found if type(found) is kind else kind()


def texts(answer: Mapping[str, Any], name: str) -> list[str]:
    """The texts that an answer has by this name."""
    return list(filter(_is_text, within(answer, name, list)))


def fits(record: Mapping[str, Any]) -> bool:
    """Return whether nothing was taken out of the record."""
    return _UNFIT not in record


def check_fits(record: Mapping[str, Any]) -> None:
    """:raise ItemError: ``malformed``, ``too_long``, ``too_many_guests_in_google`` or
    ``too_much_work``: something was taken out of the record"""
    for field, (code, values) in record.get(_UNFIT, {}).items():
        raise ItemError(code, **{"field": field, **values})


def _check_page(page: Mapping[str, Any], shape: Mapping[str, Shape]) -> None:
    unfit = [name for name in shape if name in page and _trouble(page[name], shape[name])]
    if unfit:
        raise RetryLater("unreadable", f"{unfit[0]} of the list is malformed")


def _record(answer: Mapping[str, Any], shape: Mapping[str, Shape], key: str) -> dict[str, Any]:
    troubles = {
        name: trouble
        for name, value in answer.items()
        if name in shape and (trouble := _trouble(value, shape[name], name)) is not None
    }
    if key in troubles or not answer.get(key):
        raise RetryLater("unreadable", "there is a record without a name")
    found = {
        name: value for name, value in answer.items() if name not in troubles and name != _UNFIT
    }
    return {**found, _UNFIT: troubles} if troubles else found


def _trouble(value: Any, shape: Shape, name: str = "") -> tuple[str, dict[str, Any]] | None:
    """The code and the values of the error of what does not fit; ``None`` if it fits."""
    if isinstance(shape, type):
        # A truth value would count as a number.
        if type(value) is not shape:
            return "malformed", {}
        too_long = isinstance(value, str) and len(value) > MOST_TEXT
        return ("too_long", {"most": MOST_TEXT}) if too_long else None
    if isinstance(shape, list):
        return _trouble_of_list(value, shape[0], name)
    if not isinstance(value, dict):
        return "malformed", {}
    for part, each in value.items():
        if part in shape and (trouble := _trouble(each, shape[part])):
            return trouble
    return None


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _trouble_of_list(value: Any, shape: Shape, name: str) -> tuple[str, dict[str, Any]] | None:
    if not isinstance(value, list):
        return "malformed", {}
    if name == "attendees" and len(value) > MOST_GUESTS:
        return "too_many_guests_in_google", {"count": len(value), "most": MOST_GUESTS}
    if name == "recurrence" and sum(map(len, filter(_is_text, value))) > MOST_TEXT:
        return "too_much_work", {}
    if len(value) > MOST_ENTRIES and shape is not dict:
        return "malformed", {}
    for each in value:
        if trouble := _trouble(each, shape):
            return trouble
    return None
