"""Events as they were recorded at Google, with what no client may write."""

import pytest
import requests
from people import NINE, fake, refused, timed

OWNER = {"email": "somebody@gmail.example", "self": True}
CHIEF = {"email": "chief@elsewhere.example", "displayName": "Chief"}


def put(person, *recorded):
    order = {"account": person.email, "recorded": True, "events": list(recorded)}
    return fake(person.google, "events", **order)["ids"]


def test_somebody_elses_meeting(ann, bob):
    meeting = {
        "kind": "calendar#event",
        "etag": '"1"',
        "id": "_6tlnaqrle5p6cpb4dhmj4phpegg0",
        "status": "tentative",
        "created": "2020-01-01T00:00:00.000Z",
        "updated": "2020-01-02T00:00:00.000Z",
        "summary": "Meeting",
        "creator": CHIEF,
        "organizer": CHIEF,
        "iCalUID": "far@elsewhere.example",
        "sequence": 3,
        "locked": True,
        "eventType": "fromGmail",
        "attendees": [{**OWNER, "responseStatus": "accepted"}, {"email": bob.email}],
        **NINE,
    }
    put(ann, meeting)
    shown = ann.get(meeting)
    same = ("id", "status", "created", "updated", "creator", "organizer", "locked", "eventType")
    assert {key: shown[key] for key in same} == {key: meeting[key] for key in same}
    assert shown["etag"] != meeting["etag"]
    mine = shown["attendees"][0]
    assert (mine["email"], mine["self"], mine["responseStatus"]) == (ann.email, True, "accepted")
    assert bob.titles() == []
    assert ann.patch(meeting, colorId="3")["colorId"] == "3"
    assert ann.patch(meeting, visibility="private")["visibility"] == "private"
    for change in (
        {"summary": "Mine"},
        {"location": "Here"},
        {"extendedProperties": {"private": {"a": "b"}}},
    ):
        with refused(400, "eventTypeRestriction", "'fromGmail'"):
            ann.patch(meeting, **change)
    ann.delete(meeting)


def test_ones_own(ann):
    put(ann, {"id": "own0", "summary": "Own", "organizer": OWNER, "creator": OWNER, **NINE})
    assert ann.get("own0")["organizer"] == {"email": ann.email, "self": True}
    assert ann.patch("own0", summary="Changed")["summary"] == "Changed"


def test_an_event_without_length(ann):
    put(ann, {"id": "point", "summary": "Point", **timed("2026-03-02T09:00", "2026-03-02T09:00")})
    shown = ann.get("point")
    assert shown["start"] == shown["end"]
    assert ann.titles(timeMin="2026-03-02T07:59:59Z") == ["Point"]


def test_parts_of_a_series_with_exceptions(ann):
    start = timed("2026-03-02T09:00", "2026-03-02T10:00")
    later = timed("2026-03-09T09:00", "2026-03-09T10:00")
    original = {"originalStartTime": timed("2026-03-16T09:00", "2026-03-16T10:00")["start"]}
    rule = ["RRULE:FREQ=WEEKLY;UNTIL=20260308T225959Z"]
    put(
        ann,
        {
            "id": "abc_20260316T080000Z",
            "recurringEventId": "abc_R20260309T080000",
            "status": "cancelled",
            **original,
        },
        {"id": "abc", "summary": "First", "recurrence": rule, **start},
        {
            "id": "abc_R20260309T080000",
            "summary": "Second",
            "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=3"],
            **later,
        },
        {"id": "gone", "status": "cancelled"},
    )
    titles = ann.titles(singleEvents=True, orderBy="startTime")
    assert titles == ["First", "Second", "Second"]
    assert ann.get("abc_20260316T080000Z")["status"] == "cancelled"
    assert ann.get("abc_20260323T080000Z")["recurringEventId"] == "abc_R20260309T080000"


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "abcde", **NINE, "recurrence": ["RRULE:FREQ=SOMETIMES"]},
        {"id": "abcde", **NINE, "colour": "red"},
        {"summary": "No id", **NINE},
        {"id": "abcde_20260316", "recurringEventId": "abcde", "status": "cancelled"},
    ],
)
def test_recordings_that_cannot_be_of_google(google, ann, wrong):
    order = {"account": ann.email, "recorded": True, "events": [wrong]}
    response = requests.post(f"{google.url}/_fake/events", json=order, timeout=5)
    assert response.status_code == 400
