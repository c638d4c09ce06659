"""Meetings: copies for guests, answers, and mails."""

import pytest
from people import NINE, TEN, Person, fake, refused


@pytest.fixture
def meeting(ann, bob):
    return ann.insert(
        "Meeting", attendees=[{"email": bob.email}, {"email": "out@elsewhere.example"}]
    )


def mails(google):
    sent = fake(google, "requests", "get")["mails"]
    return [(mail["kind"], mail["to"]) for mail in sent]


def own_answer(person, event):
    return next(g["responseStatus"] for g in person.get(event)["attendees"] if g.get("self"))


def answer(person, event, response):
    guests = person.get(event)["attendees"]
    mine = [{**g, "responseStatus": response} if g.get("self") else g for g in guests]
    return person.patch(event, attendees=mine)


def answer_seen_by(organiser, event, guest):
    found = organiser.get(event)["attendees"]
    return next(g["responseStatus"] for g in found if g["email"] == guest.email)


@pytest.mark.parametrize("email", ["out.@elsewhere.example", "out(2)@elsewhere.example", " o@x.y"])
def test_an_address_that_is_none(ann, email):
    with refused(400, "invalid", "Invalid attendee email"):
        ann.insert("Meeting", attendees=[{"email": email}])


def test_guests_who_may_not_see_each_other(ann, bob, meeting):
    ann.patch(meeting, guestsCanSeeOtherGuests=False)
    assert len(ann.get(meeting)["attendees"]) == 2
    copy = bob.get(meeting)
    assert [guest["email"] for guest in copy["attendees"]] == [bob.email]
    assert copy["attendeesOmitted"] is True
    answer(bob, meeting, "accepted")
    assert len(ann.get(meeting)["attendees"]) == 2
    assert answer_seen_by(ann, meeting, bob) == "accepted"


def test_guests_get_a_copy_of_their_own(ann, bob, meeting):
    copy = bob.get(meeting)
    assert (copy["id"], copy["iCalUID"]) == (meeting["id"], meeting["iCalUID"])
    assert copy["etag"] != meeting["etag"]
    assert copy["summary"] == "Meeting"
    assert copy["organizer"] == {"email": ann.email, "displayName": "Ann"}
    assert "self" not in copy["creator"]
    assert [g.get("self", False) for g in copy["attendees"]] == [True, False]
    assert own_answer(bob, meeting) == "needsAction"
    assert copy["start"]["dateTime"] == "2026-03-02T03:00:00-05:00", "in Bob's zone"


def test_the_organisers_changes_reach_the_guests(ann, bob, meeting):
    token = bob.list()["nextSyncToken"]
    ann.patch(meeting, summary="Renamed", **TEN)
    [copy] = bob.list(syncToken=token)["items"]
    assert copy["summary"] == "Renamed"
    assert copy["sequence"] == 1
    ann.delete(meeting)
    assert bob.get(meeting)["status"] == "cancelled"
    ann.patch(meeting, status="confirmed")
    assert bob.titles() == ["Renamed"]


def test_what_is_private_stays_private(ann, bob, meeting):
    ann.patch(
        meeting,
        colorId="3",
        extendedProperties={"private": {"mine": "1"}, "shared": {"ours": "2"}},
        reminders={"useDefault": False},
    )
    copy = bob.get(meeting)
    assert "colorId" not in copy
    assert copy["extendedProperties"] == {"shared": {"ours": "2"}}
    assert copy["reminders"] == {"useDefault": True}


def test_a_new_copy_does_not_have_the_organisers_reminders(ann, bob):
    mine = {"useDefault": False, "overrides": [{"method": "email", "minutes": 30}]}
    meeting = ann.insert(attendees=[{"email": bob.email}], reminders=mine)
    assert meeting["reminders"] == mine
    assert bob.get(meeting)["reminders"] == {"useDefault": True}


def test_private_changes_do_not_touch_the_copies(ann, bob, meeting):
    token = bob.list()["nextSyncToken"]
    ann.patch(meeting, reminders={"useDefault": False}, colorId="3")
    assert bob.list(syncToken=token)["items"] == []


def test_the_answer_of_a_guest_reaches_everybody(google, ann, bob, meeting):
    cara = Person(google, "cara@example.com", "Cara", "UTC")
    guests = [*meeting["attendees"], {"email": cara.email}]
    ann.patch(meeting, attendees=guests)
    answer(bob, meeting, "accepted")
    assert answer_seen_by(ann, meeting, bob) == "accepted"
    assert answer_seen_by(cara, meeting, bob) == "accepted"
    assert ann.get(meeting)["sequence"] == meeting["sequence"]


NOT_THEIRS = {
    "summary": "My name for it",
    "description": "My notes",
    "location": "Elsewhere",
    "guestsCanModify": True,
    "recurrence": ["RRULE:FREQ=DAILY;COUNT=2"],
    **TEN,
}
THEIRS = {
    "colorId": "3",
    "reminders": {"useDefault": False},
    "transparency": "transparent",
    "visibility": "private",
    "extendedProperties": {"private": {"mine": "1"}},
}


def test_what_a_guest_writes_of_the_meeting_is_ignored(ann, bob, meeting):
    before, token = bob.get(meeting), bob.list()["nextSyncToken"]
    assert bob.patch(meeting, **NOT_THEIRS) == before
    assert bob.update({**before, **NOT_THEIRS}) == before
    assert bob.list(syncToken=token)["items"] == []
    mixed = bob.patch(meeting, **NOT_THEIRS, **THEIRS)
    assert mixed == {**before, **THEIRS, "etag": mixed["etag"], "updated": mixed["updated"]}
    assert ann.get(meeting) == meeting


def test_or_a_guest_is_refused_for_it(google, ann, bob, meeting):
    fake(google, "settings", guest_edits="refused")
    before = bob.get(meeting)
    for changes in [TEN, *({field: NOT_THEIRS[field]} for field in NOT_THEIRS if field not in TEN)]:
        with refused(403, "forbiddenForNonOrganizer", "organizer"):
            bob.patch(meeting, **changes)
    assert bob.get(meeting) == before
    after = bob.patch(meeting, **THEIRS)
    assert THEIRS.items() <= after.items()
    answer(bob, meeting, "accepted")
    assert answer_seen_by(ann, meeting, bob) == "accepted"


def test_or_even_for_private_properties(google, ann, bob, meeting):
    fake(google, "settings", guest_edits="all_refused")
    with refused(403, "forbiddenForNonOrganizer", "organizer"):
        bob.patch(meeting, extendedProperties={"private": {"mine": "1"}})
    assert bob.patch(meeting, colorId="3")["colorId"] == "3"
    answer(bob, meeting, "accepted")
    assert answer_seen_by(ann, meeting, bob) == "accepted"


def test_copies_may_be_locked(google, ann, bob):
    fake(google, "settings", guest_copies="locked")
    meeting = ann.insert(attendees=[{"email": bob.email}], guestsCanModify=True)
    assert "locked" not in meeting
    assert bob.get(meeting)["locked"] is True
    assert bob.patch(meeting, summary="Ours now")["summary"] == "Meeting"
    fake(google, "settings", guest_edits="kept")
    assert bob.patch(meeting, summary="Ours now")["summary"] == "Meeting"
    fake(google, "settings", guest_edits="refused")
    with refused(403, "forbiddenForNonOrganizer"):
        bob.patch(meeting, summary="Ours now")
    assert ann.patch(meeting, summary="Renamed")["summary"] == bob.get(meeting)["summary"]
    answer(bob, meeting, "accepted")
    assert answer_seen_by(ann, meeting, bob) == "accepted"


def test_or_a_guest_changes_only_their_own_copy(google, ann, bob, meeting):
    fake(google, "settings", guest_edits="kept")
    bob.patch(meeting, summary="My name for it", location="Elsewhere")
    assert bob.get(meeting)["summary"] == "My name for it"
    assert ann.get(meeting)["summary"] == "Meeting"
    answer(bob, meeting, "tentative")
    assert bob.get(meeting)["summary"] == "My name for it"
    ann.patch(meeting, description="From the organiser")
    assert bob.get(meeting)["description"] == "From the organiser"


def test_a_guest_can_neither_remove_guests_nor_answer_for_them(ann, bob, meeting):
    mine = [g for g in bob.get(meeting)["attendees"] if g.get("self")]
    bob.patch(meeting, attendees=[*mine, {"email": "new@elsewhere.example"}])
    emails = [guest["email"] for guest in bob.get(meeting)["attendees"]]
    assert emails == [bob.email, "out@elsewhere.example", "new@elsewhere.example"]


def test_guests_who_may_modify_change_it_for_all(ann, bob, meeting):
    ann.patch(meeting, guestsCanModify=True)
    bob.patch(meeting, summary="Ours now")
    assert ann.get(meeting)["summary"] == "Ours now"


def test_shared_properties_belong_to_the_organiser(ann, bob, meeting):
    ann.patch(meeting, extendedProperties={"shared": {"ours": "1"}})
    with refused(403, "forbiddenForNonOrganizer", "organizer"):
        bob.patch(meeting, extendedProperties={"shared": {"theirs": "1"}})
    with refused(403, "forbiddenForNonOrganizer"):
        bob.update({"id": meeting["id"], "summary": "Without them", **NINE})
    bob.patch(meeting, extendedProperties={"private": {"mine": "1"}})
    assert bob.get(meeting)["extendedProperties"] == {
        "private": {"mine": "1"},
        "shared": {"ours": "1"},
    }


def test_a_guest_who_deletes_the_copy_declines(ann, bob, meeting):
    bob.delete(meeting)
    assert answer_seen_by(ann, meeting, bob) == "declined"
    assert ann.get(meeting)["status"] == "confirmed"
    ann.patch(meeting, summary="Still on")
    assert bob.get(meeting)["status"] == "cancelled"
    bob.patch(meeting, status="confirmed")
    ann.patch(meeting, summary="Good that you are back")
    assert bob.titles() == ["Good that you are back"]


def test_who_is_no_longer_invited_loses_the_copy(ann, bob, meeting):
    ann.patch(meeting, attendees=[{"email": "out@elsewhere.example"}])
    assert bob.get(meeting)["status"] == "cancelled"
    ann.patch(meeting, attendees=[{"email": bob.email}])
    assert bob.get(meeting)["status"] == "confirmed"


def test_a_series_and_its_exceptions_reach_the_guests(ann, bob):
    series = ann.insert(recurrence=["RRULE:FREQ=DAILY;COUNT=3"], attendees=[{"email": bob.email}])
    second = f"{series['id']}_20260303T080000Z"
    ann.patch(second, summary="Special")
    assert bob.titles(singleEvents=True, orderBy="startTime") == ["Meeting", "Special", "Meeting"]
    ann.delete(second)
    assert bob.titles(singleEvents=True) == ["Meeting", "Meeting"]
    answer(bob, f"{series['id']}_20260302T080000Z", "declined")
    assert answer_seen_by(ann, f"{series['id']}_20260302T080000Z", bob) == "declined"
    assert answer_seen_by(ann, series, bob) == "needsAction"


def test_one_can_be_invited_to_a_single_instance(ann, bob):
    series = ann.insert(recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
    second = f"{series['id']}_20260303T080000Z"
    ann.patch(second, attendees=[{"email": bob.email}])
    assert [event["id"] for event in bob.list()["items"]] == [second]
    assert [event["id"] for event in bob.list(singleEvents=True)["items"]] == [second]


def test_rooms_have_no_copy(google, ann):
    room = Person(google, "room@example.com", "Room", "UTC")
    ann.insert(attendees=[{"email": room.email, "resource": True}])
    assert room.titles() == []


def test_nobody_is_mailed_by_accident(google, ann, bob, meeting):
    ann.patch(meeting, summary="Renamed")
    answer(bob, meeting, "accepted")
    ann.delete(meeting, sendUpdates="none")
    assert mails(google) == []


def test_mails_to_all(google, ann, bob):
    both = [{"email": bob.email}, {"email": "out@elsewhere.example"}, {"email": ann.email}]
    meeting = ann.insert(attendees=both, sendUpdates="all")
    assert mails(google) == [("invitation", bob.email), ("invitation", "out@elsewhere.example")]
    fake(google, "requests", "delete")
    ann.patch(meeting, attendees=both[:1], sendUpdates="all")
    assert mails(google) == [("update", bob.email), ("cancellation", "out@elsewhere.example")]
    fake(google, "requests", "delete")
    ann.delete(meeting, sendNotifications=True)
    assert mails(google) == [("cancellation", bob.email)]


def test_mails_to_those_outside_only(google, ann, bob):
    ann.insert(
        attendees=[{"email": bob.email}, {"email": "out@elsewhere.example"}],
        sendUpdates="externalOnly",
    )
    assert mails(google) == [("invitation", "out@elsewhere.example")]


def test_a_reply_is_mailed_to_the_organiser_if_asked_for(google, ann, bob, meeting):
    mine = {"email": bob.email, "responseStatus": "accepted"}
    bob.patch(meeting, attendees=[mine], sendUpdates="all")
    assert mails(google) == [("reply", ann.email)]


def test_guests_need_an_address(ann):
    with refused(400, "required", "Missing attendee email."):
        ann.insert(attendees=[{"displayName": "Nobody"}])
    with refused(400, "invalid", "Invalid attendee email."):
        ann.insert(attendees=[{"email": "not an address"}])
    with refused(400, "invalid", "responseStatus"):
        ann.insert(attendees=[{"email": "x@example.com", "responseStatus": "perhaps"}])


@pytest.fixture
def zoe(google):
    return Person(google, "zoe@elsewhere.example", "Zoe", "UTC")


def arriving(google, person, habit):
    fake(google, "settings", account=person.email, invitations=habit)


ANSWERS = ("accepted", "tentative", "declined")


@pytest.mark.parametrize(
    ("habit", "bringing"),
    [("everyone", ANSWERS), ("known", ANSWERS[:2]), ("answered", ANSWERS)],
)
@pytest.mark.parametrize("response", ANSWERS)
def test_when_an_invitation_comes(google, bob, zoe, habit, bringing, response):
    arriving(google, bob, habit)
    token = bob.list()["nextSyncToken"]
    guests = [{"email": bob.email, "responseStatus": response}]
    meeting = zoe.insert("Meeting", attendees=guests)
    assert bob.titles(syncToken=token) == (["Meeting"] if habit == "everyone" else [])
    zoe.patch(meeting, summary="Renamed")
    assert bob.titles() == (["Renamed"] if habit == "everyone" else [])
    assert bob.get(meeting)["summary"] == "Renamed", "it can be answered, so it is there"
    answer(bob, meeting, response)
    assert (
        bob.titles() == bob.titles(syncToken=token) == (["Renamed"] if response in bringing else [])
    )
    assert answer_seen_by(zoe, meeting, bob) == response


def test_senders_who_are_known(google, ann, bob, zoe):
    arriving(google, bob, "known")

    def invite(sender, summary):
        sender.insert(summary, attendees=[{"email": bob.email}])

    invite(ann, "From a colleague")
    invite(zoe, "From a stranger")
    assert bob.titles() == ["From a colleague"]
    bob.insert("With Zoe", attendees=[{"email": zoe.email}])
    invite(zoe, "From somebody met before")
    assert bob.titles() == ["From a colleague", "With Zoe", "From somebody met before"]


def test_senders_among_the_contacts(google, bob, zoe):
    arriving(google, bob, "known")
    person = {
        "names": [{"givenName": "Zoe"}],
        "emailAddresses": [{"value": "Zoe@elsewhere.example"}],
    }
    fake(google, "contacts", account=bob.email, contacts=[person])
    zoe.insert("Meeting", attendees=[{"email": bob.email}])
    assert bob.titles() == ["Meeting"]


def test_a_series_comes_with_its_exceptions(google, bob, zoe):
    arriving(google, bob, "answered")
    guests = [{"email": bob.email, "responseStatus": "accepted"}]
    series = zoe.insert(recurrence=["RRULE:FREQ=DAILY;COUNT=3"], attendees=guests)
    special = zoe.patch(f"{series['id']}_20260302T080000Z", summary="Special")
    assert bob.titles() == bob.titles(singleEvents=True) == []
    assert bob.get(special)["summary"] == "Special"
    token = bob.list()["nextSyncToken"]
    answer(bob, series, "accepted")
    assert sorted(bob.titles(syncToken=token)) == ["Meeting", "Special"]
    assert sorted(bob.titles(singleEvents=True)) == ["Meeting", "Meeting", "Special"]


def test_one_that_waits_comes_with_the_answer_whatever_is_set_by_then(google, bob, zoe):
    arriving(google, bob, "answered")
    meeting = zoe.insert(attendees=[{"email": bob.email}])
    arriving(google, bob, "everyone")
    assert bob.titles() == []
    answer(bob, meeting, "accepted")
    assert bob.titles() == ["Meeting"]


def test_an_invitation_may_be_taken_back_before_it_came(google, bob, zoe):
    arriving(google, bob, "answered")
    token = bob.list()["nextSyncToken"]
    meeting = zoe.insert(attendees=[{"email": bob.email}])
    zoe.delete(meeting)
    assert bob.list(syncToken=token)["items"] == []


def test_a_guest_may_import_what_has_not_come(google, bob, zoe):
    arriving(google, bob, "answered")
    meeting = zoe.insert(attendees=[{"email": bob.email}])
    body = {**NINE, "iCalUID": meeting["iCalUID"], "summary": "Mine"}
    bob.events.import_(calendarId="primary", body=body).execute()
    assert bob.titles() == ["Mine"]
