"""Meetings of the two accounts: the owner's calls, the second one is invited. Nobody is mailed."""

from __future__ import annotations

from ..calls import Json
from ..lab import Lab
from ..probe import probe
from ..verdicts import expect, same


def meeting(lab: Lab, **fields: object) -> Json:
    """A meeting to which the second account is invited."""
    guests = [{"email": lab.second.email}]
    return lab.calendar.event(attendees=guests, **fields)


def copy_of(lab: Lab, event: Json) -> Json:
    """The second account's copy, as soon as it is there."""

    def look() -> Json | None:
        found = lab.guest.get(event["id"])
        return found.body if found.ok and found.get("status") != "cancelled" else None

    return lab.eventually(look, "the guest's copy")


def answer_of(event: Json, email: str) -> str | None:
    """What a guest has answered."""
    answers = {
        guest["email"].lower(): str(guest.get("responseStatus"))
        for guest in event.get("attendees", ())
    }
    return answers.get(email)


def _wait_for_answer(lab: Lab, event: Json, answer: str) -> None:
    """Until the owner sees the second account's."""
    lab.eventually(
        lambda: answer_of(lab.calendar.get(event["id"]).body, lab.second.email) == answer,
        "the answer",
    )


@probe
def a_guest_gets_a_copy(lab: Lab) -> None:
    event = meeting(lab)
    find = {"iCalUID": event["iCalUID"]}
    [copy] = lab.eventually(lambda: lab.guest.listed(**find), "the guest's copy")
    same("id", copy["id"], event["id"])


@probe
def a_copy_tells_whose_it_is(lab: Lab) -> None:
    copy = copy_of(lab, meeting(lab))
    same("organizer", copy["organizer"].get("email"), lab.calendar.id)
    own = [guest for guest in copy["attendees"] if guest.get("self")]
    same("own address", [guest["email"].lower() for guest in own], [lab.second.email])


@probe
def a_guest_does_not_change_the_meeting(lab: Lab) -> None:
    event = meeting(lab, location="Room 1")
    copy_of(lab, event)
    answer = lab.guest.patch(event["id"], {"summary": "Mine", "location": "Elsewhere"})
    if not answer.ok:
        answer.must(403, "forbiddenForNonOrganizer", "forbidden")
        return
    found = lab.guest.get(event["id"]).needed()
    same("summary", found["summary"], event["summary"])
    same("location", found.get("location"), "Room 1")


@probe
def a_guest_has_reminders_of_their_own(lab: Lab) -> None:
    event = meeting(lab)
    copy_of(lab, event)
    own = {"useDefault": False, "overrides": [{"method": "popup", "minutes": 42}]}
    lab.guest.patch(event["id"], {"reminders": own}).must(200)
    found = lab.calendar.get(event["id"]).needed()
    expect("42" not in str(found.get("reminders")), "organizer's reminders", "their own", found)


@probe
def a_guests_answer_arrives(lab: Lab) -> None:
    event = meeting(lab)
    copy = copy_of(lab, event)
    guests = [
        {**guest, "responseStatus": "accepted"} if guest.get("self") else guest
        for guest in copy["attendees"]
    ]
    lab.guest.patch(event["id"], {"attendees": guests}).must(200)
    _wait_for_answer(lab, event, "accepted")


@probe
def an_answer_alone_is_enough(lab: Lab) -> None:
    event = meeting(lab)
    copy_of(lab, event)
    own = {"email": lab.second.email, "responseStatus": "tentative"}
    patch = {"attendees": [own], "attendeesOmitted": True}
    lab.guest.patch(event["id"], patch).must(200)
    _wait_for_answer(lab, event, "tentative")


@probe
def a_guest_who_deletes_declines(lab: Lab) -> None:
    event = meeting(lab)
    copy_of(lab, event)
    lab.guest.delete(event["id"]).must(204)
    _wait_for_answer(lab, event, "declined")


@probe
def a_deleted_meeting_leaves_the_guest(lab: Lab) -> None:
    event = meeting(lab)
    copy_of(lab, event)
    lab.calendar.delete(event["id"]).must(204)
    lab.eventually(
        lambda: lab.guest.get(event["id"]).get("status", "cancelled") == "cancelled",
        "the end of the copy",
    )


@probe
def a_guest_who_is_taken_out_loses_the_copy(lab: Lab) -> None:
    event = meeting(lab)
    copy_of(lab, event)
    lab.calendar.patch(event["id"], {"attendees": []}).must(200)
    lab.eventually(
        lambda: lab.guest.get(event["id"]).get("status", "cancelled") == "cancelled",
        "the end of the copy",
    )


@probe
def a_guest_changes_the_meeting_where_they_may(lab: Lab) -> None:
    event = meeting(lab, guestsCanModify=True)
    copy_of(lab, event)
    lab.guest.patch(event["id"], {"location": "Elsewhere"}).must(200)
    lab.eventually(
        lambda: lab.calendar.get(event["id"]).get("location") == "Elsewhere", "the guest's change"
    )


@probe
def private_properties_are_not_shared(lab: Lab) -> None:
    properties = {"private": {"own": "1"}}
    copy = copy_of(lab, meeting(lab, extendedProperties=properties))
    same("properties", copy.get("extendedProperties", {}).get("private"), None)


@probe
def shared_properties_are_shared(lab: Lab) -> None:
    event = meeting(lab)
    copy = copy_of(lab, event)
    shared = event["extendedProperties"]["shared"]
    same("properties", copy.get("extendedProperties", {}).get("shared"), shared)


@probe
def more_guests_than_wanted_are_omitted(lab: Lab) -> None:
    guests = [{"email": lab.second.email}, {"email": lab.owner.email}]
    event = lab.calendar.event(attendees=guests)
    found = lab.calendar.get(event["id"], maxAttendees=1).must(200)
    same("attendeesOmitted", found.get("attendeesOmitted"), True)


@probe
def a_list_has_all_guests(lab: Lab) -> None:
    guests = [{"email": lab.second.email}, {"email": lab.owner.email}]
    event = lab.calendar.event(attendees=guests)
    [found] = lab.calendar.listed(iCalUID=event["iCalUID"])
    expect("attendeesOmitted" not in found, "guests", "all", found)
    same("guests", len(found["attendees"]), 2)


@probe
def a_guest_marks_their_own_copy(lab: Lab) -> None:
    event = meeting(lab)
    copy_of(lab, event)
    properties = {"extendedProperties": {"private": {"own": "1"}}}
    lab.guest.patch(event["id"], properties).must(200)
    found = lab.guest.get(event["id"]).must(200)
    same("properties", found["extendedProperties"].get("private"), {"own": "1"})


@probe
def a_color_is_each_copys_own(lab: Lab) -> None:
    event = meeting(lab)
    copy_of(lab, event)
    lab.guest.patch(event["id"], {"colorId": "11"}).must(200)
    lab.calendar.patch(event["id"], {"colorId": "5"}).must(200)
    same("colorId", lab.guest.get(event["id"]).must(200)["colorId"], "11")
    same("colorId", lab.calendar.get(event["id"]).must(200)["colorId"], "5")


@probe
def a_guest_brings_a_deleted_copy_back(lab: Lab) -> None:
    event = meeting(lab)
    copy_of(lab, event)
    lab.guest.delete(event["id"]).must(204)
    lab.guest.patch(event["id"], {"status": "confirmed"}).must(200)
    same("status", lab.guest.get(event["id"])["status"], "confirmed")
