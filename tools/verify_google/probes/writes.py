"""Ids, versions, deletions and moves of events."""

from __future__ import annotations

import secrets

from ..desks import NINE, TEN
from ..lab import Lab
from ..probe import probe
from ..verdicts import expect, same

STALE = '"1"'


def new_id() -> str:
    """An id as a client may choose it."""
    return f"gsv{secrets.token_hex(12)}"


@probe
def client_chooses_the_id(lab: Lab) -> None:
    wanted = new_id()
    made = lab.calendar.insert(id=wanted).must(200)
    same("id", made["id"], wanted)
    same("iCalUID", made["iCalUID"], f"{wanted}@google.com")


@probe
def an_id_is_taken_once(lab: Lab) -> None:
    event = lab.calendar.event(id=new_id())
    lab.calendar.insert(id=event["id"]).must(409, "duplicate")


@probe
def an_id_is_never_free_again(lab: Lab) -> None:
    event = lab.calendar.event(id=new_id())
    lab.calendar.delete(event["id"]).must(204)
    lab.calendar.insert(id=event["id"]).must(409, "duplicate")


@probe
def odd_ids_are_refused(lab: Lab) -> None:
    lab.calendar.insert(id="wxyz-not-base32hex").must(400, "invalid")


@probe
def id_and_ical_uid_exclude_each_other(lab: Lab) -> None:
    wanted = new_id()
    lab.calendar.insert(id=wanted, iCalUID=f"{wanted}@verify.example").must(400)


@probe
def a_stale_etag_stops_a_change(lab: Lab) -> None:
    event = lab.calendar.event()
    lab.calendar.patch(event["id"], {"summary": "First"}).needed()
    late = lab.calendar.patch(event["id"], {"summary": "Second"}, if_match=event["etag"])
    late.must(412, "conditionNotMet")
    same("summary", lab.calendar.get(event["id"])["summary"], "First")


@probe
def a_fresh_etag_lets_a_change_pass(lab: Lab) -> None:
    event = lab.calendar.event()
    after = lab.calendar.patch(event["id"], {"summary": "Next"}, if_match=event["etag"]).must(200)
    expect(after["etag"] != event["etag"], "etag", "another one", after["etag"])
    same("etag when read", lab.calendar.get(event["id"])["etag"], after["etag"])


@probe
def a_stale_etag_stops_a_deletion(lab: Lab) -> None:
    event = lab.calendar.event()
    lab.calendar.patch(event["id"], {"summary": "Next"}).needed()
    lab.calendar.delete(event["id"], if_match=event["etag"]).must(412, "conditionNotMet")


@probe
def a_stale_etag_stops_an_update(lab: Lab) -> None:
    event = lab.calendar.event()
    late = lab.calendar.update(event["id"], {"summary": "Next", **NINE}, if_match=STALE)
    late.must(412, "conditionNotMet")


@probe
def deleted_twice_is_gone(lab: Lab) -> None:
    event = lab.calendar.event()
    lab.calendar.delete(event["id"]).must(204)
    lab.calendar.delete(event["id"]).must(410, "deleted")
    lab.calendar.get(event["id"]).must(200)  # where it says so, too


@probe
def what_never_was_is_not_found(lab: Lab) -> None:
    for answer in (
        lab.calendar.get(new_id()),
        lab.calendar.patch(new_id(), {"summary": "x"}),
        lab.calendar.delete(new_id()),
    ):
        answer.must(404, "notFound")


@probe
def a_deleted_event_is_read_as_cancelled(lab: Lab) -> None:
    event = lab.calendar.event()
    lab.calendar.delete(event["id"]).must(204)
    found = lab.calendar.get(event["id"]).must(200)
    same("status", found["status"], "cancelled")
    same("summary", found.get("summary"), event["summary"])


@probe
def patch_restores_with_its_status(lab: Lab) -> None:
    event = lab.calendar.event()
    lab.calendar.delete(event["id"]).must(204)
    back = lab.calendar.patch(event["id"], {"status": "confirmed", **TEN}).must(200)
    same("status", back["status"], "confirmed")
    same("status when read", lab.calendar.get(event["id"])["status"], "confirmed")


@probe
def patch_alone_does_not_restore(lab: Lab) -> None:
    event = lab.calendar.event()
    lab.calendar.delete(event["id"]).must(204)
    lab.calendar.patch(event["id"], {"summary": "Still gone"})
    same("status", lab.calendar.get(event["id"])["status"], "cancelled")


@probe
def an_update_does_not_restore(lab: Lab) -> None:
    event = lab.calendar.event()
    lab.calendar.delete(event["id"]).must(204)
    lab.calendar.update(event["id"], {"summary": "Back", **NINE}).must(403)
    same("status", lab.calendar.get(event["id"])["status"], "cancelled")


@probe
def a_move_answers_cancelled(lab: Lab) -> None:
    event = lab.calendar.event()
    moved = lab.calendar.move(event["id"], lab.other.id).must(200)
    same("status of the answer", moved["status"], "cancelled")


@probe
def a_move_keeps_id_and_words(lab: Lab) -> None:
    event = lab.calendar.event(summary="Moves")
    lab.calendar.move(event["id"], lab.other.id).must(200)
    there = lab.other.get(event["id"]).must(200)
    same("status", there["status"], "confirmed")
    same("summary", there["summary"], "Moves")
    same("iCalUID", there["iCalUID"], event["iCalUID"])


@probe
def a_move_leaves_a_tombstone(lab: Lab) -> None:
    event = lab.calendar.event()
    token = lab.calendar.token()
    lab.calendar.move(event["id"], lab.other.id).must(200)
    [left] = [each for each in lab.calendar.changes(token) if each["id"] == event["id"]]
    same("status", left["status"], "cancelled")


@probe
def moved_twice_is_refused(lab: Lab) -> None:
    event = lab.calendar.event()
    lab.calendar.move(event["id"], lab.other.id).must(200)
    again = lab.calendar.move(event["id"], lab.other.id)
    expect(again.status in (400, 403, 404, 410), "second move", "a refusal", again)


@probe
def what_was_moved_may_come_back(lab: Lab) -> None:
    event = lab.calendar.event()
    lab.calendar.move(event["id"], lab.other.id).must(200)
    lab.other.move(event["id"], lab.calendar.id).must(200)
    same("status", lab.calendar.get(event["id"])["status"], "confirmed")


@probe
def a_move_takes_exceptions_along(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
    second = f"{series['id']}_20270302T080000Z"
    lab.calendar.patch(second, {"summary": "Special"}).needed()
    lab.calendar.move(series["id"], lab.other.id).must(200)
    same("summary", lab.other.get(second).must(200)["summary"], "Special")


@probe
def an_instance_cannot_be_moved(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
    answer = lab.calendar.move(f"{series['id']}_20270302T080000Z", lab.other.id)
    expect(400 <= answer.status < 500, "move of an instance", "a refusal", answer)
