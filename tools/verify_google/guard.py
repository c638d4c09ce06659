"""What the probes may ask of Google: to write what they have made, and to mail the second account.

Every request passes :meth:`Guard.check`. What it does not know it refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from .calls import Answer, Call

Json = dict[str, Any]

#: What everything bears that the probes make, so that it is found again.
MARK = "google_sync_verify"
#: How people see it.
TITLE = "Google Sync verification"
DESCRIPTION = f"Made by make verify-google ({MARK}). It may be deleted."

#: A calendar that there is not.
NO_CALENDAR = f"{MARK.replace('_', '-')}@group.calendar.google.com"

_CALENDARS = re.compile(r"/calendar/v3/calendars")
_CALENDAR = re.compile(r"/calendar/v3/calendars/([^/]+)")
_EVENTS = re.compile(r"/calendar/v3/calendars/([^/]+)/events(?:/import)?")
_EVENT = re.compile(r"/calendar/v3/calendars/([^/]+)/events/([^/]+)(?:/(move))?")
_PERSON = re.compile(r"/v1/(people/[^/:]+):(?:update|delete)Contact(?:Photo)?")
_GROUP = re.compile(r"/v1/(contactGroups/[^/:]+)(?:/members:modify)?")
_INSTANCE = re.compile(r"_(?:R?\d{8}(?:T\d{6}Z?)?)$")


class Refused(Exception):
    """A request that is not sent, since it might touch or mail what is not ours."""


@dataclass
class Made:
    """What the probes have made, by the ids that Google knows it by."""

    calendars: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    contacts: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)

    def note(self, answer: Answer) -> None:
        """Remember what a call has made."""
        call, body = answer.call, answer.body
        if not answer.ok or call.method != "POST":
            return
        if _CALENDARS.fullmatch(call.path):
            self.calendars.add(body["id"])
        elif _EVENTS.fullmatch(call.path):
            self.events.add(body["id"])
        elif call.path == "/v1/people:createContact":
            self.contacts.add(body["resourceName"])
        elif call.path == "/v1/people:batchCreateContacts":
            people = (entry.get("person", {}) for entry in body.get("createdPeople", ()))
            self.contacts.update(person["resourceName"] for person in people)
        elif call.path == "/v1/contactGroups":
            self.groups.add(body["resourceName"])

    def has_event(self, event_id: str) -> bool:
        """Whether it is an event of ours, or an instance of one."""
        return event_id in self.events or _INSTANCE.sub("", event_id) in self.events


@dataclass
class Guard:
    """:ivar accounts: the addresses of the owner's accounts; the first calls, others are invited"""

    made: Made
    accounts: tuple[str, ...] = ()

    def check(self, call: Call) -> None:
        """:raise Refused: the call is none that the probes may make"""
        if call.method == "GET" or call.path == "/token":
            return
        path = unquote(call.path)
        check = next(filter(None, (self._found(path, *each) for each in self._checks())), None)
        if check is None:
            raise Refused(f"{call.method} {path} is nothing that a probe may do")
        if problem := next(check(call), None):
            raise Refused(f"{call.method} {path}: {problem}")

    def _checks(self) -> Iterable[tuple[re.Pattern[str], Any]]:
        return (
            (re.compile("/calendar/v3/freeBusy"), self._busy),
            (_CALENDARS, self._new_calendar),
            (_CALENDAR, self._calendar),
            (_EVENTS, self._new_event),
            (_EVENT, self._event),
            (re.compile(r"/v1/people:createContact"), self._new_contact),
            (re.compile(r"/v1/people:batchCreateContacts"), self._new_contacts),
            (re.compile(r"/v1/people:batch(?:Update|Delete)Contacts"), self._contacts),
            (_PERSON, self._contact),
            (re.compile(r"/v1/contactGroups"), self._new_group),
            (_GROUP, self._group),
        )

    @staticmethod
    def _found(path: str, pattern: re.Pattern[str], check: Any) -> Any:
        match = pattern.fullmatch(path)
        return match and (lambda call: check(call, *match.groups()))

    # -- the calendar ------------------------------------------------------------------------------

    def _new_calendar(self, call: Call) -> Iterator[str]:
        body = call.body or {}
        if body.get("summary") != TITLE or MARK not in body.get("description", ""):
            yield "a calendar of ours bears the mark"

    def _busy(self, call: Call) -> Iterator[str]:
        asked = {item.get("id") for item in (call.body or {}).get("items", ())}
        if call.method != "POST" or asked - self.made.calendars - {NO_CALENDAR}:
            yield "it is asked about calendars that are not ours"

    def _calendar(self, _call: Call, calendar: str) -> Iterator[str]:
        if calendar not in self.made.calendars:
            yield "this calendar is not ours"

    def _new_event(self, call: Call, calendar: str) -> Iterator[str]:
        yield from self._calendar(call, calendar)
        body = call.body or {}
        if MARK not in (body.get("extendedProperties") or {}).get("shared", {}):
            yield "an event of ours bears the mark"
        yield from self._mails(call)

    def _event(self, call: Call, calendar: str, event: str, verb: str | None) -> Iterator[str]:
        if (call.method == "POST") != (verb == "move"):
            yield "this is none of the writes that a probe may do"
        if calendar not in self.made.calendars and not self.made.has_event(event):
            yield "this event is not ours"
        if verb and call.query.get("destination") not in self.made.calendars:
            yield "the other calendar is not ours"
        yield from self._mails(call)

    def _mails(self, call: Call) -> Iterator[str]:
        guests = {guest.get("email") for guest in (call.body or {}).get("attendees") or ()}
        if guests - set(self.accounts):
            yield "a guest is none of the owner's accounts"
        if call.query.get("sendUpdates") != "none" and len(self.accounts) < 2:
            yield "nobody is to be mailed"
        if "sendNotifications" in call.query:
            yield "sendUpdates alone says who is mailed"

    # -- contacts ----------------------------------------------------------------------------------

    def _new_contact(self, call: Call) -> Iterator[str]:
        if not is_marked(call.body or {}):
            yield "a contact of ours bears the mark"

    def _new_contacts(self, call: Call) -> Iterator[str]:
        entries = (call.body or {}).get("contacts", [])
        if not all(is_marked(entry.get("contactPerson", {})) for entry in entries):
            yield "a contact of ours bears the mark"

    def _contacts(self, call: Call) -> Iterator[str]:
        body = call.body or {}
        names = {*body.get("contacts", ()), *body.get("resourceNames", ())}
        if names - self.made.contacts:
            yield "a contact is not ours"

    def _contact(self, _call: Call, name: str) -> Iterator[str]:
        if name not in self.made.contacts:
            yield "this contact is not ours"

    def _new_group(self, call: Call) -> Iterator[str]:
        if not (_title_of(call).startswith(TITLE) and is_marked(_label_of(call))):
            yield "a label of ours bears the mark"

    def _group(self, call: Call, name: str) -> Iterator[str]:
        body = call.body or {}
        members = {*body.get("resourceNamesToAdd", ()), *body.get("resourceNamesToRemove", ())}
        if name not in self.made.groups:
            yield "this label is not ours"
        if members - self.made.contacts:
            yield "a contact is not ours"
        if call.method == "PUT" and not _title_of(call).startswith(TITLE):
            yield "a label of ours bears the mark"


def is_marked(record: Json) -> bool:
    """Whether a contact or a label bears the mark."""
    return any(entry.get("key") == MARK for entry in record.get("clientData") or ())


def _label_of(call: Call) -> Json:
    found = (call.body or {}).get("contactGroup")
    return found if isinstance(found, dict) else {}


def _title_of(call: Call) -> str:
    return str(_label_of(call).get("name", ""))
