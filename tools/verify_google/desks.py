"""What a probe does with one calendar, and with one account's contacts, in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .calls import Answer, Call, Json, path_of
from .guard import MARK, NO_CALENDAR, TITLE
from .wire import Wire

ZONE = "Europe/Brussels"
SHARED_MARK = {"shared": {MARK: "1"}}
#: All fields of contacts that the probes look at.
PERSON_FIELDS = (
    "addresses,birthdays,biographies,clientData,emailAddresses,memberships,metadata,names,"
    "organizations,phoneNumbers,photos"
)


def timed(start: str, end: str, zone: str = ZONE) -> Json:
    """The start and end of a body, on local clocks: ``2027-03-01T09:00``."""
    return {
        "start": {"dateTime": f"{start}:00", "timeZone": zone},
        "end": {"dateTime": f"{end}:00", "timeZone": zone},
    }


def whole_days(start: str, end: str) -> Json:
    """The start and the day after the end of a body."""
    return {"start": {"date": start}, "end": {"date": end}}


NINE = timed("2027-03-01T09:00", "2027-03-01T10:00")  # a Monday
TEN = timed("2027-03-01T10:00", "2027-03-01T11:00")


@dataclass(frozen=True)
class CalendarDesk:
    """One calendar, as one account has it."""

    wire: Wire
    account: str
    id: str

    def call(self, method: str, *parts: str, **options: Any) -> Call:
        """A request about an event of this calendar, or about its events."""
        if method != "GET":
            options["query"] = {"sendUpdates": "none", **options.get("query", {})}
        path = path_of("calendar", "v3", "calendars", self.id, "events", *parts)
        return Call(method, path, **options)

    def ask(self, call: Call) -> Answer:
        """Send it."""
        return self.wire.ask(self.account, call)

    def insertion(self, fields: Json, query: Json | None = None) -> Call:
        """The request for a new event; it bears the mark."""
        properties = {**SHARED_MARK, **fields.get("extendedProperties", {})}
        body = {"summary": "Verification", **NINE, **fields, "extendedProperties": properties}
        kept = {key: value for key, value in body.items() if value is not None}
        return self.call("POST", body=kept, query=query or {})

    def insert(self, query: Json | None = None, /, **fields: Any) -> Answer:
        """Make an event; None takes away what it would have."""
        return self.ask(self.insertion(fields, query))

    def event(self, query: Json | None = None, /, **fields: Any) -> Json:
        """An event, without which the probe cannot begin."""
        return self.insert(query, **fields).needed().body

    def get(self, event_id: str, **query: Any) -> Answer:
        """Read one event."""
        return self.ask(self.call("GET", event_id, query=query))

    def patch(
        self, event_id: str, fields: Json, if_match: str | None = None, **query: Any
    ) -> Answer:
        """Change some fields of an event."""
        return self.ask(self.call("PATCH", event_id, body=fields, if_match=if_match, query=query))

    def update(self, event_id: str, fields: Json, if_match: str | None = None) -> Answer:
        """Replace an event."""
        body = {"extendedProperties": SHARED_MARK, **fields}
        return self.ask(self.call("PUT", event_id, body=body, if_match=if_match))

    def delete(self, event_id: str, if_match: str | None = None) -> Answer:
        """Delete an event."""
        return self.ask(self.call("DELETE", event_id, if_match=if_match))

    def move(self, event_id: str, destination: str) -> Answer:
        """Give an event to another calendar."""
        return self.ask(self.call("POST", event_id, "move", query={"destination": destination}))

    def page(self, **query: Any) -> Answer:
        """One page of the calendar's events."""
        return self.ask(self.call("GET", query=query))

    def listed(self, **query: Any) -> list[Json]:
        """The events of a page, which must come."""
        return list(self.page(**query).must(200).get("items", ()))

    def token(self, **query: Any) -> str:
        """A sync token for what changes from now on."""
        found = self.page(maxResults=2500, **query).needed()
        while "nextPageToken" in found.body:
            query["pageToken"] = found["nextPageToken"]
            found = self.page(maxResults=2500, **query).needed()
        return str(found["nextSyncToken"])

    def changes(self, token: str, **query: Any) -> list[Json]:
        """What has changed since a sync token was given."""
        return self.listed(syncToken=token, **query)

    def instances(self, event_id: str, **query: Any) -> list[Json]:
        """The instances of a series, which must come."""
        answer = self.ask(self.call("GET", event_id, "instances", query=query))
        return list(answer.must(200).get("items", ()))


@dataclass(frozen=True)
class BusyDesk:
    """Questions about when a calendar of ours is busy.

    :ivar id: the calendar's
    :ivar missing: the id of one that there is not
    """

    wire: Wire
    account: str
    id: str
    missing: str = NO_CALENDAR

    def ask(self, since: str, until: str, *, missing: bool = False) -> Answer:
        """Ask about a time, in UTC.

        :param missing: whether the calendar that there is not is asked about, too
        """
        items = [{"id": self.id}, *([{"id": self.missing}] if missing else [])]
        body = {"timeMin": since, "timeMax": until, "items": items}
        return self.wire.ask(self.account, Call("POST", "/calendar/v3/freeBusy", body))

    def spans(self, since: str, until: str) -> list[Json]:
        """The spans of our calendar, which must come."""
        found = self.ask(since, until).must(200)["calendars"].get(self.id, {})
        return list(found.get("busy", ()))


@dataclass(frozen=True)
class ContactsDesk:
    """One account's contacts.

    :ivar label: a group of ours, in which each contact is that a probe makes
    """

    wire: Wire
    account: str
    label: str

    def ask(self, method: str, path: str, body: Json | None = None, **query: Any) -> Answer:
        """Send one request."""
        return self.wire.ask(self.account, Call(method, f"/v1/{path}", body, query))

    def person(self, **fields: Any) -> Json:
        """The body of a new contact; it bears the mark and is in the label."""
        member = {"contactGroupMembership": {"contactGroupResourceName": self.label}}
        return {
            "names": [{"givenName": "Vera", "familyName": "Verification"}],
            "clientData": [{"key": MARK, "value": "1"}],
            "memberships": [member],
            **fields,
        }

    def create(self, **fields: Any) -> Answer:
        """Make a contact."""
        body = self.person(**fields)
        return self.ask("POST", "people:createContact", body, personFields=PERSON_FIELDS)

    def contact(self, **fields: Any) -> Json:
        """A contact, without which the probe cannot begin."""
        return self.create(**fields).needed().body

    def get(self, name: str) -> Answer:
        """Read one contact."""
        return self.ask("GET", name, personFields=PERSON_FIELDS)

    def update(self, name: str, body: Json, mask: str) -> Answer:
        """Replace some fields of a contact."""
        return self.ask(
            "PATCH",
            f"{name}:updateContact",
            body,
            updatePersonFields=mask,
            personFields=PERSON_FIELDS,
        )

    def delete(self, name: str) -> Answer:
        """Delete a contact."""
        return self.ask("DELETE", f"{name}:deleteContact")

    def page(self, **query: Any) -> Answer:
        """One page of all contacts: only what the probes need, since the owner's come along."""
        fields = {"personFields": "clientData,metadata", "pageSize": 1000, **query}
        return self.ask("GET", "people/me/connections", **fields)

    def everybody(self, **query: Any) -> tuple[list[Json], str]:
        """All contacts of the pages that a list has, and the sync token if there is one."""
        page, people = self.page(**query).needed(), []
        while True:
            people += page.get("connections", [])
            if "nextPageToken" not in page.body:
                return people, str(page.get("nextSyncToken", ""))
            page = self.page(pageToken=page["nextPageToken"], **query).needed()

    def new_label(self, words: str) -> Answer:
        """Make a label whose name begins with the mark."""
        label = {"name": f"{TITLE} {words}".strip(), "clientData": [{"key": MARK, "value": "1"}]}
        return self.ask("POST", "contactGroups", {"contactGroup": label})

    def labels(self) -> Answer:
        """All labels, with what tells which are ours."""
        fields = "clientData,name"
        return self.ask("GET", "contactGroups", groupFields=fields, pageSize=1000)

    def modify(self, label: str, add: Sequence[str] = (), remove: Sequence[str] = ()) -> Answer:
        """Put contacts into a label and take others out of it."""
        body = {"resourceNamesToAdd": [*add], "resourceNamesToRemove": [*remove]}
        return self.ask("POST", f"{label}/members:modify", body)


def source_of(person: Json) -> Json:
    """The source of a contact that is the contact itself, with its own etag."""
    sources = person.get("metadata", {}).get("sources", [])
    return next((source for source in sources if source.get("type") == "CONTACT"), {})


def head_of(person: Json) -> Json:
    """What an update has to say of a contact's version: the etag of its source alone."""
    source = source_of(person)
    kept = {key: source[key] for key in ("type", "id", "etag") if key in source}
    return {"metadata": {"sources": [kept]}}
