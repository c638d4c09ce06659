"""Guests: what is read of Google's attendees, and what a write leaves of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from google_sync.engine.events.guests import NO_CHANGE, guest_change, in_order
from google_sync.engine.events.item import Guest
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.calendar.event_write import EventWrite
from google_sync.google_api.calendar.guest_codec import (
    Attendance,
    attendance_fields,
    decode_guests,
    encode_guests,
)
from google_sync.google_api.transport.outcomes import Differs, Failed, Written
from google_sync.google_api.transport.permit import Permit
from hypothesis import given
from hypothesis import strategies as st
from world import CALENDAR, body_of

MINE = {"organizer": {"email": CALENDAR, "self": True}}
THEIRS = {"organizer": {"email": "boss@mail.example"}}
OWN = {"email": CALENDAR, "self": True, "organizer": True, "responseStatus": "accepted"}
BOB = {"email": "bob@mail.example", "responseStatus": "tentative", "comment": "Late"}
ROOM = {"email": "room@mail.example", "resource": True, "responseStatus": "accepted"}

people = st.sampled_from(["bob@mail.example", "cid@mail.example", "dan@mail.example"])
answers = st.sampled_from(["needsAction", "declined", "tentative", "accepted"])
guests = st.lists(st.builds(Guest, people, answers)).map(in_order)


def attendance(change=NO_CHANGE, own_response="accepted", answered=False, **options):
    return Attendance(CALENDAR, own_response, answered, change, **options)


def lines(guests):
    return [OWN, ROOM, *({"email": g.email, "responseStatus": g.answer} for g in guests)]


# -- reading -----------------------------------------------------------------------------------


def test_everybody_but_the_user():
    event = {"attendees": [OWN, ROOM, {**BOB, "email": "Bob@Mail.example", "displayName": "Bob"}]}
    bob, room = decode_guests(event, CALENDAR)
    assert (bob.email, bob.answer, bob.name) == ("bob@mail.example", "tentative", "Bob")
    assert room.resource


def test_odd_lines():
    odd = [{"displayName": "No address"}, {"email": CALENDAR}, {"email": "x@y.example"}]
    odd += [{"email": "z@y.example", "responseStatus": "perhaps"}]
    assert decode_guests({"attendees": odd}, CALENDAR) == (
        Guest("x@y.example"),
        Guest("z@y.example"),
    )
    assert decode_guests({}, CALENDAR) == ()


# -- writing -----------------------------------------------------------------------------------


@given(guests, guests)
def test_a_change_leaves_what_it_does_not_name(before, after):
    event = {**MINE, "attendees": lines(before)}
    change = attendance(guest_change(before, after))
    event.update(attendance_fields(event, change))
    people = tuple(g for g in decode_guests(event, CALENDAR) if not g.resource)
    assert people == after
    assert event["attendees"][:2] == [OWN, ROOM]


@given(guests)
def test_nothing_to_change_is_nothing_to_send(known):
    event = {**MINE, "attendees": lines(known)}
    assert attendance_fields(event, attendance()) == {}
    assert attendance_fields(event, attendance(guest_change((), known))) == {}


def test_the_first_guest_brings_the_organizer_along():
    change = guest_change((), (Guest("bob@mail.example", name="Bob"),))
    assert attendance_fields(MINE, attendance(change))["attendees"] == [
        {"email": CALENDAR, "responseStatus": "accepted"},
        {"email": "bob@mail.example", "responseStatus": "needsAction", "displayName": "Bob"},
    ]
    assert len(encode_guests(attendance(change, "tentative"))) == 2


def test_a_guest_may_be_known_by_another_address():
    event = {**MINE, "attendees": [OWN, BOB]}
    known = attendance(aliases={"bob@mail.example": "bob@gmail.example"})
    same = guest_change((), (Guest("bob@gmail.example"),))
    assert attendance_fields(event, replace(known, change=same)) == {}
    gone = guest_change((Guest("bob@gmail.example"),), ())
    assert attendance_fields(event, replace(known, change=gone)) == {"attendees": [OWN]}


@pytest.mark.parametrize(
    ("event", "fields"),
    [
        (MINE, {"status": "tentative"}),
        ({**MINE, "attendees": [BOB]}, {"status": "tentative"}),
        (
            {**MINE, "attendees": [OWN, BOB]},
            {"attendees": [{**OWN, "responseStatus": "tentative"}, BOB]},
        ),
        (
            {**THEIRS, "attendees": [{"email": CALENDAR, "self": True}, BOB]},
            {
                "attendeesOmitted": True,
                "attendees": [{"email": CALENDAR, "responseStatus": "tentative"}],
            },
        ),
    ],
)
def test_the_users_own_answer_goes_where_google_keeps_it(event, fields):
    assert attendance_fields(event, attendance(own_response="tentative", answered=True)) == fields


def test_an_answer_keeps_what_the_guest_has_said_besides():
    said = {"comment": "Ten minutes late", "additionalGuests": 1, "optional": True}
    own = {"email": CALENDAR, "self": True, "responseStatus": "accepted", **said}
    fields = attendance_fields(
        {**THEIRS, "attendees": [own, BOB]}, attendance(own_response="tentative", answered=True)
    )
    assert fields["attendees"] == [
        {
            "email": CALENDAR,
            "responseStatus": "tentative",
            "comment": "Ten minutes late",
            "additionalGuests": 1,
        }
    ]


def test_of_somebody_elses_meeting_no_guests_are_written():
    change = guest_change((), (Guest("new@mail.example"),))
    assert attendance_fields({**THEIRS, "attendees": [BOB]}, attendance(change)) == {}


# -- over the wire -----------------------------------------------------------------------------


@pytest.fixture
def meeting(google):
    return google.edit("POST", body={**body_of("Meeting"), "attendees": [OWN, ROOM, BOB]})


def patch(meeting, change, etag=None, **options):
    return EventWrite(
        "update",
        meeting["id"],
        {"location": "Bern"},
        etag,
        attendance=attendance(change),
        **options,
    )


INVITED = guest_change((), (Guest("new@mail.example"),))


def test_a_patch_keeps_what_an_item_does_not_say(google, ana, meeting):
    google.asked()
    (outcome,) = google_writes.send(ana, CALENDAR, [patch(meeting, INVITED, meeting["etag"])])
    assert google.asked() == ["events.get", "events.patch"]
    assert isinstance(outcome, Written)
    assert outcome.record["location"] == "Bern"
    by_email = {line["email"]: line for line in outcome.record["attendees"]}
    assert by_email["bob@mail.example"]["comment"] == "Late"
    assert by_email["room@mail.example"]["resource"]
    assert list(by_email) == [CALENDAR, ROOM["email"], BOB["email"], "new@mail.example"]


def test_a_list_that_changed_meanwhile_is_not_overwritten(google, ana, meeting):
    google.edit("PATCH", f"/{meeting['id']}", {"attendees": [OWN]})
    google.asked()
    (outcome,) = google_writes.send(ana, CALENDAR, [patch(meeting, INVITED, meeting["etag"])])
    assert isinstance(outcome, Differs)
    assert [line["email"] for line in outcome.record["attendees"]] == [CALENDAR]
    assert google.asked() == ["events.get"]


def test_the_others_are_sent_whatever_becomes_of_one(google, ana, meeting):
    (lunch,) = google.make("Lunch")
    google.edit("DELETE", f"/{lunch}")
    writes = [
        EventWrite("create", "freshevent", body_of("New")),
        patch({"id": lunch}, INVITED),
        patch({"id": "unknown"}, INVITED),
        patch(meeting, INVITED),
    ]
    outcomes = google_writes.send(ana, CALENDAR, writes)
    assert [type(outcome) for outcome in outcomes] == [Written, Differs, Differs, Written]
    assert outcomes[1].record["status"] == "cancelled"
    assert outcomes[2].record is None


def test_an_event_that_cannot_be_looked_up_is_not_written(google, ana, meeting):
    google.fault("events.get", kind="status", status=404, reason="notFound", times=2)
    google.fault("events.get", kind="status", status=403, reason="forbidden", times=1)
    outcomes = [
        google_writes.send(ana, CALENDAR, [patch(meeting, INVITED)])[0] for _try in range(2)
    ]
    assert [type(outcome) for outcome in outcomes] == [Differs, Failed]


def test_mails_are_asked_for_write_by_write(google, ana, meeting):
    quiet = patch(meeting, INVITED)
    google_writes.send(ana, CALENDAR, [quiet])
    assert google.control("GET", "requests")["mails"] == []
    gone = guest_change(INVITED.invited, ())
    google_writes.send(ana, CALENDAR, [patch(meeting, gone, permit=Permit(1, meeting["id"]))])
    mails = google.control("GET", "requests")["mails"]
    assert {(mail["to"], mail["kind"]) for mail in mails} == {
        ("bob@mail.example", "update"),
        ("new@mail.example", "cancellation"),
    }
