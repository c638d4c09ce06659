"""Events that got another owner at Google: "Change owner"."""

from people import fake, refused
from test_series import instances


def give(person, event, owner):
    return fake(person.google, "owner", account=person.email, event=event["id"], owner=owner)


def test_the_new_owner_has_it_under_the_same_id(ann, bob):
    event = ann.insert(attendees=[{"email": bob.email}], extendedProperties={"private": {"a": "1"}})
    given = give(ann, event, bob.email)
    theirs = bob.get(event)
    assert (theirs["organizer"]["self"], theirs["iCalUID"]) == (True, event["iCalUID"])
    assert (given["organizer"]["email"], given["creator"]["email"]) == (bob.email, ann.email)
    assert given["extendedProperties"] == {"private": {"a": "1"}}, "what is one's own stays"
    bob.patch(event, location="Room 5")
    assert ann.get(event)["location"] == "Room 5"
    fake(ann.google, "settings", guest_edits="refused")
    with refused(403, "forbiddenForNonOrganizer"):
        ann.patch(event, location="Mine")


def test_somebody_without_an_account_and_a_series(ann, bob):
    rule = "RRULE:FREQ=DAILY;COUNT=3"
    series = ann.insert(recurrence=[rule], attendees=[{"email": bob.email}])
    ann.patch(f"{series['id']}_20260303T080000Z", summary="Special")
    give(ann, series, "boss@firm.example")
    for person in (ann, bob):
        found = instances(person, series)
        assert {one["organizer"]["email"] for one in found} == {"boss@firm.example"}
        assert [one["summary"] for one in found] == ["Meeting", "Special", "Meeting"]
    token = ann.list()["nextSyncToken"]
    assert ann.list(syncToken=token)["items"] == []
