"""Access to a calendar: what each role sees and may write, and what happens when it changes."""

import pytest
import requests
from people import fake, refused

ROLES = ["freeBusyReader", "reader", "writerWithoutPrivateAccess", "writer", "owner"]
DETAILS = {
    "description": "What we talk about",
    "location": "Room 1",
    "attendees": [{"email": "x@example.com"}],
    "extendedProperties": {"private": {"a": "1"}},
    "colorId": "3",
}


def share(google, calendar, person, role):
    fake(google, "share", **{"calendar": calendar.email, "with": person.email, "role": role})


@pytest.fixture
def events(ann):
    return [
        ann.insert(visibility, visibility=visibility, **DETAILS)
        for visibility in ("public", "default", "private", "confidential")
    ]


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("freeBusyReader", []),
        ("reader", ["public", "default"]),
        ("writerWithoutPrivateAccess", ["public", "default"]),
        ("writer", ["public", "default", "private", "confidential"]),
        ("owner", ["public", "default", "private", "confidential"]),
    ],
)
def test_what_a_role_sees(google, ann, bob, events, role, seen):
    share(google, ann, bob, role)
    reply = bob.list(calendar=ann.email, timeZone="Europe/Brussels")
    assert reply["accessRole"] == role
    assert len(reply["items"]) == len(events)
    for event, shown in zip(events, reply["items"], strict=True):
        assert (shown["id"], shown["start"]) == (event["id"], event["start"])
        if event["summary"] in seen:
            assert DETAILS.keys() | {"summary"} <= shown.keys()
        else:
            assert not shown.keys() & {*DETAILS, "summary", "creator", "organizer"}
            assert shown["visibility"] == "private"
        assert bob.get(event, calendar=ann.email, timeZone="Europe/Brussels") == shown
    assert bob.titles(calendar=ann.email, q="room") == seen
    assert bob.titles(calendar=ann.email, privateExtendedProperty="a=1") == seen


def test_instances_are_no_other_way_to_see(google, ann, bob):
    series = ann.insert("Secret", visibility="private", recurrence=["RRULE:FREQ=DAILY;COUNT=2"])
    share(google, ann, bob, "reader")
    instances = bob.events.instances(calendarId=ann.email, eventId=series["id"]).execute()["items"]
    singles = bob.list(calendar=ann.email, singleEvents=True)["items"]
    assert len(instances) == len(singles) == 2
    assert not any("summary" in event for event in [*instances, *singles])


@pytest.mark.parametrize("role", ROLES)
def test_who_may_write(google, ann, bob, role):
    event = ann.insert("Old")
    share(google, ann, bob, role)
    if role in ("freeBusyReader", "reader"):
        with refused(403, "requiredAccessLevel"):
            bob.patch(event, calendar=ann.email, summary="New")
        with refused(403, "requiredAccessLevel"):
            bob.insert(calendar=ann.email)
    else:
        assert bob.patch(event, calendar=ann.email, summary="New")["summary"] == "New"
        assert bob.insert(calendar=ann.email)["organizer"]["email"] == ann.email


def test_nobody_writes_what_they_do_not_see(google, ann, bob):
    event = ann.insert(visibility="private")
    share(google, ann, bob, "writerWithoutPrivateAccess")
    with refused(403, "requiredAccessLevel"):
        bob.patch(event, calendar=ann.email, summary="New")
    with refused(403, "requiredAccessLevel"):
        bob.delete(event, calendar=ann.email)


@pytest.mark.parametrize("role", ["freeBusyReader", "reader", "writer"])
def test_access_may_change_and_ends_the_sync_tokens(google, ann, bob, role):
    event = ann.insert("Shared")
    share(google, ann, bob, "owner")
    token = bob.list(calendar=ann.email)["nextSyncToken"]
    bob.api.calendarList().patch(calendarId=ann.email, body={"defaultReminders": []}).execute()
    share(google, ann, bob, role)
    with refused(410, "fullSyncRequired"):
        bob.list(calendar=ann.email, syncToken=token)
    assert bob.list(calendar=ann.email)["accessRole"] == role
    entry = bob.api.calendarList().get(calendarId=ann.email).execute()
    assert (entry["accessRole"], entry["defaultReminders"]) == (role, [])
    assert ann.get(event)["summary"] == "Shared"


def test_access_to_ones_own_calendar_may_shrink(google, ann):
    share(google, ann, ann, "reader")
    assert ann.list()["accessRole"] == "reader"
    with refused(403, "requiredAccessLevel"):
        ann.insert()


def test_access_may_end(google, ann, bob):
    share(google, ann, bob, "writer")
    share(google, ann, bob, "none")
    with refused(404, "notFound"):
        bob.list(calendar=ann.email)
    assert len(bob.api.calendarList().list().execute()["items"]) == 1


def test_roles_that_there_are_not(google, ann, bob):
    order = {"calendar": ann.email, "with": bob.email, "role": "king"}
    response = requests.post(f"{google.url}/_fake/share", json=order, timeout=5)
    assert response.status_code == 400
