"""What Google's place may answer to our writes and questions: each has an outcome of its own."""

from __future__ import annotations

from dataclasses import astuple

import pytest
from address_book import create, update
from contact_strategies import PLACES
from google_sync.engine.contacts.item import ContactItem
from google_sync.engine.events.guests import GuestChange
from google_sync.engine.events.item import Guest
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.calendar.event_write import EventWrite
from google_sync.google_api.calendar.guest_codec import Attendance
from google_sync.google_api.people import client as people
from google_sync.google_api.people import labels
from google_sync.google_api.people.contact_codec import decode
from google_sync.google_api.people.labels import Label
from google_sync.google_api.people.person import kept, metadata
from google_sync.google_api.transport.errors import AlreadyExists, GoogleError, RetryLater
from google_sync.google_api.transport.outcomes import Differs, Failed, Written
from google_sync.google_api.transport.shape import MOST_GUESTS
from world import CALENDAR

#: What is of another kind than what belongs there.
STRANGE = [None, 5, "x", [[]], {"x": []}]

PERSON = {"resourceName": "people/1", "etag": "1", "names": [{"displayName": "Some Body"}]}
EVENT = {"id": "e1", "etag": "1"}
NEW = create(ContactItem(name="Some Body"), PLACES)
CHANGED = update(PERSON, names=[{"unstructuredName": "Body"}])
OTHER = update({**PERSON, "resourceName": "people/2"}, names=[{"unstructuredName": "Other"}])


class Answering:
    """A session to which this is the answer, whatever it asks."""

    def __init__(self, session, answer, batch=None):
        self._answer, self._batch = answer, batch
        self.asked = []
        session.call, session.batch = self.call, self.batch

    def call(self, request, **_how):
        self.asked.append(request)
        if isinstance(self._answer, GoogleError):
            raise self._answer
        return self._answer

    def batch(self, requests):
        self.asked += requests
        return requests and (self._batch or [self._answer for _request in requests])


def hostile(record):
    """The record with each thing that may stand in the place of each of its parts."""
    yield from ({**record, name: value} for name in record for value in STRANGE)
    for name, value in record.items():
        if isinstance(value, dict):
            yield from ({**record, name: inner} for inner in hostile(value))
        elif isinstance(value, list) and value:
            yield from ({**record, name: [strange, *value]} for strange in STRANGE)
            if isinstance(value[0], dict):
                yield from ({**record, name: [inner]} for inner in hostile(value[0]))


def assert_usable(outcome):
    """It is kept without trouble, or a failure that is tried again."""
    if isinstance(outcome, Written | Differs) and outcome.record is not None:
        assert metadata(outcome.record).resource_name
        assert isinstance(outcome.record.get("etag", ""), str)
    if isinstance(outcome, Written):
        assert decode(kept(outcome.record), PLACES, "CH")
    else:
        assert isinstance(outcome, Failed | Differs)


#: With one of each kind of part.
FULL = {
    **PERSON,
    "metadata": {"sources": [{"type": "CONTACT", "id": "1", "etag": "2", "updateTime": "x"}]},
    "emailAddresses": [{"value": "a@x.example", "metadata": {"source": {"type": "CONTACT"}}}],
    "memberships": [{"contactGroupMembership": {"contactGroupResourceName": "contactGroups/1"}}],
    "birthdays": [{"date": {"year": 1980, "month": 2, "day": 1}}],
}


@pytest.mark.parametrize("write", [NEW, CHANGED])
def test_the_answer_to_one_contact(ana, write):
    for answer in ({}, *hostile(FULL), *hostile({"person": FULL, "status": {"code": 0}})):
        Answering(ana, answer)
        (outcome,) = people.send(ana, [write])
        assert_usable(outcome)


@pytest.mark.parametrize("writes", [[NEW, NEW], [CHANGED, OTHER]])
def test_the_answer_to_several_contacts(ana, writes):
    part = {"requestedResourceName": "people/1", "status": {"code": 0, "message": ""}}
    part["person"] = FULL
    for answer in hostile(
        {
            "createdPeople": [part, part],
            "updateResult": {"people/1": part, "people/2": part},
            "responses": [part],
        }
    ):
        Answering(ana, answer)
        for outcome in people.send(ana, writes):
            assert_usable(outcome)


def test_one_answer_that_is_none_spoils_no_other(ana):
    other = {"person": {**PERSON, "resourceName": "people/2"}}
    Answering(ana, {"updateResult": {"people/1": [5], "people/2": other}})
    one, two = people.send(ana, [CHANGED, OTHER])
    assert isinstance(one.error, RetryLater)
    assert two.record["resourceName"] == "people/2"


def test_what_lacks_a_list_is_not_kept(ana):
    """A later write would take away at Google what our copy does not have."""
    Answering(ana, {**PERSON, "phoneNumbers": [{"value": ["1"]}]})
    (outcome,) = people.send(ana, [CHANGED])
    assert isinstance(outcome.error, RetryLater)


def test_the_answer_to_a_picture(ana):
    for answer in hostile({"person": FULL}):
        Answering(ana, answer)
        (outcome,) = people.send_pictures(ana, [people.PictureWrite("people/1", None)])
        assert_usable(outcome)


def test_whether_an_invitation_has_come(ana):
    """Nobody decides on it while Google does not say it; and without an iCalUID it cannot say."""
    late, refused = RetryLater("rateLimitExceeded"), GoogleError("invalid")
    invitations = {"a": {"id": "a", "iCalUID": "a@x"}, "b": {"id": "b", "iCalUID": "b@x"}}
    for answer, expected in (
        ({"items": []}, False),
        ({}, False),
        ({"items": [], "nextPageToken": "2"}, True),
        ({"items": [EVENT]}, True),
        (late, late),
        (refused, True),
    ):
        for some in (invitations, {"a": invitations["a"]}):
            Answering(ana, answer)
            assert calendar.are_in_calendar(ana, CALENDAR, some) == dict.fromkeys(some, expected)
    session = Answering(ana, {})
    assert calendar.are_in_calendar(ana, CALENDAR, {"c": {"id": "c"}}) == {"c": True}
    assert not session.asked


@pytest.mark.parametrize("verb", ["create", "update", "restore", "delete"])
def test_the_answer_to_an_event(ana, verb):
    write = EventWrite(verb, "e1", {"summary": "x"})
    for answer in ({}, *hostile({**EVENT, "attendees": [{"email": "a@x"}]})):
        Answering(ana, answer)
        for outcome in google_writes.send(ana, CALENDAR, [write, write]):
            assert isinstance(outcome, Written | Failed)
            record = isinstance(outcome, Written) and outcome.record
            assert not record or isinstance(record.get("etag", ""), str)


ANN, BEN = Guest("ann@x.example", "needsAction"), Guest("ben@x.example", "needsAction")
STRANGE_LISTS = [
    [{"email": BEN.email}, {"email": 5}],
    [{"email": f"guest{number}@x.example"} for number in range(MOST_GUESTS + 1)],
    {"email": BEN.email},
]


@pytest.mark.parametrize("attendees", STRANGE_LISTS)
@pytest.mark.parametrize("verb", ["update", "decline"])
def test_nobody_is_uninvited_who_could_not_be_read(ana, verb, attendees):
    attendance = Attendance(CALENDAR, "accepted", answered=True, change=GuestChange((ANN,)))
    session = Answering(ana, {**EVENT, "organizer": {"self": True}, "attendees": attendees})
    (outcome,) = google_writes.send(
        ana, CALENDAR, [EventWrite(verb, "e1", {}, attendance=attendance)]
    )
    assert isinstance(outcome.error, RetryLater)
    assert {request.method for request in session.asked} == {"GET"}


def test_an_event_without_an_id_spoils_no_other(ana):
    Answering(ana, {}, batch=[{"id": 5}, EVENT])
    writes = [EventWrite("update", event_id, {"summary": "x"}) for event_id in ("e0", "e1")]
    one, two = google_writes.send(ana, CALENDAR, writes)
    assert isinstance(one.error, RetryLater)
    assert two == Written(EVENT)


def test_people_who_are_asked_for(ana):
    for answer in hostile({"responses": [{"requestedResourceName": "people/1", "person": FULL}]}):
        Answering(ana, answer)
        found = people.get_people(ana, ["people/1"])["people/1"]
        assert found is None or isinstance(found, GoogleError) or metadata(found)


GROUP = {"resourceName": "contactGroups/1", "name": "Clients", "etag": "1"}
ENTRY = {"id": "c1", "summary": "Practice", "timeZone": "Europe/Paris", "primary": True}


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (labels.list_labels, {"contactGroups": [{**GROUP, "groupType": "USER_CONTACT_GROUP"}]}),
        (lambda ana: [labels.create_label(ana, "Clients")], GROUP),
        (lambda ana: [labels.rename_label(ana, Label("contactGroups/1", "A"), "B")], GROUP),
        (calendar.list_calendars, {"items": [ENTRY]}),
        (lambda ana: [calendar.get_calendar(ana, "c1")], ENTRY),
        (lambda ana: [calendar.create_calendar(ana, "Practice", "UTC")], ENTRY),
    ],
)
def test_labels_and_calendars_that_are_none(ana, ask, answer):
    for hostile_answer in ({}, *hostile(answer), {**answer, "nextPageToken": ["x"]}):
        Answering(ana, hostile_answer)
        try:
            found = ask(ana)
        except RetryLater as refused:
            assert refused.reason == "unreadable"
            continue
        for each in found:
            assert all(isinstance(value, str | bool) for value in astuple(each))


def test_who_is_in_a_label(ana):
    for answer in hostile({"notFoundResourceNames": ["people/1"]}):
        Answering(ana, answer)
        found = labels.change_members(ana, "contactGroups/1", ["people/1"], ["people/2"])
        assert all(isinstance(name, str) for name in found)
    for answer in hostile({"canNotRemoveLastContactGroupResourceNames": ["people/1"]}):
        Answering(ana, answer)
        assert labels.change_members(ana, "contactGroups/1", [], ["people/2"]) == frozenset()


def test_a_refusal_is_still_told(ana):
    Answering(ana, AlreadyExists("duplicate", "", 409))
    with pytest.raises(AlreadyExists):
        labels.rename_label(ana, Label("contactGroups/1", "A"), "B")
