"""What is asked of a calendar and written to it, against the fake Google."""

from __future__ import annotations

from dataclasses import replace

import pytest
from google_sync.engine.events.item import Reminder
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.transport import oauth
from google_sync.google_api.transport.errors import (
    AuthorizationLost,
    NotFound,
    QuotaExceeded,
    RecordRefused,
    RetryLater,
    ScopeMissing,
)
from google_sync.google_api.transport.outcomes import Differs, Failed, Written
from google_sync.google_api.transport.permit import Permit
from world import CALENDAR, ZONE, create, delete, restore, update


def titles(changes):
    return {event.get("summary") for event in changes.events if event["status"] != "cancelled"}


def cancelled(changes):
    return {event["id"] for event in changes.events if event["status"] == "cancelled"}


def etag(google, event_id):
    return google.edit("GET", f"/{event_id}")["etag"]


# -- lists -----------------------------------------------------------------------------------------


def test_a_first_list_has_everything_and_the_calendars_own_values(google, ana):
    google.make("Visit", "Lunch")
    changes = calendar.list_changes(ana, CALENDAR, None)
    assert titles(changes) == {"Visit", "Lunch"}
    assert changes.full
    assert changes.time_zone == ZONE
    assert changes.default_reminders == (Reminder(10, "popup"),)


def test_a_second_list_has_what_changed_since_and_the_tombstones(google, ana):
    visit, lunch, _dinner = google.make("Visit", "Lunch", "Dinner")
    token = calendar.list_changes(ana, CALENDAR, None).next_sync_token
    google.edit("PATCH", f"/{visit}", {"summary": "Long visit"})
    google.edit("DELETE", f"/{lunch}")
    changes = calendar.list_changes(ana, CALENDAR, token)
    assert (titles(changes), cancelled(changes), changes.full) == ({"Long visit"}, {lunch}, False)
    again = calendar.list_changes(ana, CALENDAR, changes.next_sync_token)
    assert again.events == ()


def test_a_list_comes_in_pages(google, ana, monkeypatch):
    monkeypatch.setattr(calendar, "PAGE", 3)
    google.make(*(f"Event {n}" for n in range(8)))
    google.asked()
    first = calendar.list_changes(ana, CALENDAR, None)
    assert len(titles(first)) == 8
    assert google.asked() == ["events.list"] * 3
    google.make(*(f"Later {n}" for n in range(4)))
    second = calendar.list_changes(ana, CALENDAR, first.next_sync_token)
    assert len(titles(second)) == 4


def test_an_empty_page_is_not_the_last_one(google, ana):
    google.control("POST", "settings", empty_pages=True)
    try:
        google.make("Visit")
        google.asked()
        assert titles(calendar.list_changes(ana, CALENDAR, None)) == {"Visit"}
        assert len(google.asked()) > 1
    finally:
        google.control("POST", "settings", empty_pages=False)


def test_an_expired_sync_token_leads_to_a_full_list(google, ana):
    google.make("Visit", "Lunch")
    token = calendar.list_changes(ana, CALENDAR, None).next_sync_token
    google.control("POST", "expire_sync_tokens")
    changes = calendar.list_changes(ana, CALENDAR, token)
    assert changes.full
    assert titles(changes) == {"Visit", "Lunch"}


def test_a_sync_token_may_expire_between_two_pages(google, ana, monkeypatch):
    token = calendar.list_changes(ana, CALENDAR, None).next_sync_token
    monkeypatch.setattr(calendar, "PAGE", 2)
    google.make("A", "B", "C", "D", "E")
    google.fault("events.list", nth=2, status=410, reason="updatedMinTooLongAgo")
    changes = calendar.list_changes(ana, CALENDAR, token)
    assert changes.full
    assert sorted(event["summary"] for event in changes.events) == ["A", "B", "C", "D", "E"]


def test_a_sync_token_that_google_cannot_read_is_given_up(google, ana):
    google.make("Visit")
    google.fault("events.list", status=400, reason="invalid")
    changes = calendar.list_changes(ana, CALENDAR, "no-token-of-googles")
    assert changes.full
    assert titles(changes) == {"Visit"}


def test_other_trouble_is_no_reason_for_a_full_list(google, ana):
    token = calendar.list_changes(ana, CALENDAR, None).next_sync_token
    google.fault("events.list", status=403, reason="quotaExceeded")
    google.asked()
    with pytest.raises(QuotaExceeded):
        calendar.list_changes(ana, CALENDAR, token)
    assert google.asked() == ["events.list"]


def test_a_calendar_that_is_gone(ana):
    with pytest.raises(NotFound):
        calendar.list_changes(ana, "gone@group.calendar.google.com", None)


def test_a_list_without_a_sync_token_at_its_end_is_not_taken(google, ana, monkeypatch):
    monkeypatch.setattr(type(ana), "call", lambda *_args: {"items": [], "timeZone": ZONE})
    with pytest.raises(RetryLater):
        calendar.list_changes(ana, CALENDAR, None)


def test_events_are_looked_up_by_their_ids(google, ana):
    visit, lunch = google.make("Visit", "Lunch")
    google.edit("DELETE", f"/{lunch}")
    google.fault("events.get", event_id="broken00", status=400, reason="invalid")
    found = calendar.get_events(ana, CALENDAR, [visit, "nothere0", lunch, "broken00", visit])
    assert found[visit]["summary"] == "Visit"
    assert found["nothere0"] is None
    assert found[lunch]["status"] == "cancelled"
    assert isinstance(found["broken00"], RecordRefused)
    assert calendar.get_events(ana, CALENDAR, ["nothere0"]) == {"nothere0": None}
    assert calendar.get_events(ana, CALENDAR, []) == {}


# -- writes ----------------------------------------------------------------------------------------


def test_writes_are_answered_in_order(google, ana):
    visit, lunch = google.make("Visit", "Lunch")
    outcomes = google_writes.send(
        ana,
        CALENDAR,
        [
            update(visit, "Long visit", etag(google, visit)),
            create("created0", "New"),
            delete(lunch, etag(google, lunch)),
        ],
    )
    assert [type(outcome) for outcome in outcomes] == [Written] * 3
    assert [outcome.record and outcome.record["summary"] for outcome in outcomes] == [
        "Long visit",
        "New",
        None,
    ]
    assert google.titles() == ["Long visit", "New"]


def test_many_writes_go_in_batches_of_fifty_and_one_alone_goes_plain(google, ana):
    google.control("DELETE", "requests")
    google_writes.send(ana, CALENDAR, [create(f"event{n:03}", f"Event {n}") for n in range(120)])
    assert len(google.titles()) == 120
    summary = google.control("GET", "requests")
    assert (summary["http"], summary["total"]) == (3, 120)
    google.control("DELETE", "requests")
    google_writes.send(ana, CALENDAR, [create("alone", "Alone")])
    (call,) = google.control("GET", "requests")["requests"]
    assert not call["in_batch"]


def test_nothing_to_send_asks_nothing(google, ana):
    google.asked()
    assert google_writes.send(ana, CALENDAR, []) == []
    assert google.asked() == []


def test_nobody_is_mailed_unless_that_is_wanted(google, ana):
    guests = [{"email": "bob@mail.example"}]
    writes = [create("quietevent", "Quiet"), create("loudevent", "Loud")]
    for write in writes:
        write.body["attendees"] = guests
    google_writes.send(ana, CALENDAR, writes[:1])
    google_writes.send(ana, CALENDAR, [delete("quietevent")])
    assert google.control("GET", "requests")["mails"] == []
    google_writes.send(ana, CALENDAR, [replace(writes[1], permit=Permit(1, "loudevent"))])
    mails = google.control("GET", "requests")["mails"]
    assert len(mails) == 1


def test_one_bad_record_in_the_middle_keeps_nobody_else(google, ana):
    writes = [create(f"event{n:03}", f"Event {n}") for n in range(5)]
    writes[2].body["end"] = {"dateTime": "2027-03-02T08:00:00Z"}
    outcomes = google_writes.send(ana, CALENDAR, writes)
    assert [type(outcome) for outcome in outcomes] == [Written, Written, Failed, Written, Written]
    assert isinstance(outcomes[2].error, RecordRefused)
    assert outcomes[2].error.status == 400
    assert outcomes[2].error.detail
    assert len(google.titles()) == 4


def test_an_id_in_use_shows_what_is_there(google, ana):
    google.edit("POST", body={**create("x", "Visit").body, "id": "takenid0"})
    for company in ([], [create("another0", "Other")]):
        outcome = google_writes.send(ana, CALENDAR, [create("takenid0", "Mine"), *company])[0]
        assert isinstance(outcome, Differs)
        assert outcome.record["summary"] == "Visit"
    assert google.titles() == ["Other", "Visit"]


def test_an_id_is_never_free_again(google, ana):
    google.edit("POST", body={**create("x", "Visit").body, "id": "takenid0"})
    google.edit("DELETE", "/takenid0")
    (outcome,) = google_writes.send(ana, CALENDAR, [create("takenid0", "Mine")])
    assert isinstance(outcome, Differs)
    assert outcome.record["status"] == "cancelled"


@pytest.mark.parametrize("write", [lambda *a: update(a[0], "Ours", a[1]), delete])
def test_what_somebody_changed_meanwhile_is_not_overwritten(google, ana, write):
    visit, lunch = google.make("Visit", "Lunch")
    old = etag(google, visit)
    google.edit("PATCH", f"/{visit}", {"summary": "Theirs"})
    for company in ([], [update(lunch, "Late lunch")]):
        outcome = google_writes.send(ana, CALENDAR, [write(visit, old), *company])[0]
        assert isinstance(outcome, Differs)
        assert outcome.record["summary"] == "Theirs"
    assert google.titles() == ["Late lunch", "Theirs"]


def test_a_patch_leaves_alone_what_it_does_not_name(google, ana):
    (visit,) = google.make("Visit")
    google.edit("PATCH", f"/{visit}", {"colorId": "5", "location": "Bern"})
    google_writes.send(ana, CALENDAR, [update(visit, "Long visit")])
    event = google.edit("GET", f"/{visit}")
    assert (event["summary"], event["colorId"], event["location"]) == ("Long visit", "5", "Bern")


def test_what_is_not_there_cannot_be_changed_and_need_not_be_deleted(ana):
    writes = [update("nothere0", "x"), restore("nothere1", "x"), delete("nothere2")]
    outcomes = google_writes.send(ana, CALENDAR, writes)
    assert outcomes == [Differs(None), Differs(None), Written(None)]


def test_deleting_twice_is_as_good_as_once(google, ana):
    (visit,) = google.make("Visit")
    for _time in range(2):
        assert google_writes.send(ana, CALENDAR, [delete(visit)]) == [Written(None)]
    assert google.titles() == []


def test_an_event_that_was_deleted_meanwhile_shows_as_deleted(google, ana):
    visit, lunch = google.make("Visit", "Lunch")
    old = etag(google, visit)
    google.edit("DELETE", f"/{visit}")
    (outcome,) = google_writes.send(ana, CALENDAR, [update(visit, "Ours", old)])
    assert isinstance(outcome, Differs)
    assert outcome.record["status"] == "cancelled"
    google.fault("events.patch", status=410, reason="deleted")
    google.edit("DELETE", f"/{lunch}")
    (outcome,) = google_writes.send(ana, CALENDAR, [update(lunch, "Ours")])
    assert outcome.record["status"] == "cancelled"
    assert google.titles() == []


@pytest.mark.parametrize("reason", ["fullSyncRequired", "updatedMinTooLongAgo"])
def test_what_is_no_answer_to_a_write_refuses_nothing(google, ana, reason):
    (visit,) = google.make("Visit")
    for write in (update(visit, "Ours"), delete(visit)):
        google.fault(f"events.{'patch' if write.body else 'delete'}", status=410, reason=reason)
        (outcome,) = google_writes.send(ana, CALENDAR, [write])
        assert type(outcome.error) is RetryLater
    assert google.titles() == ["Visit"]


def test_an_event_comes_back_from_the_bin(google, ana):
    (visit,) = google.make("Visit")
    google.edit("DELETE", f"/{visit}")
    (outcome,) = google_writes.send(ana, CALENDAR, [restore(visit, "Back")])
    assert outcome.record["status"] == "confirmed"
    assert google.titles() == ["Back"]


def test_a_new_event_for_a_calendar_that_is_gone_has_failed(ana):
    gone = "gone@group.calendar.google.com"
    (outcome,) = google_writes.send(ana, gone, [create("created0", "New")])
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, NotFound)


@pytest.mark.parametrize("number", [1, 3])
def test_without_the_scope_nothing_is_written(google, number):
    session = google.session(scopes=["openid", oauth.SCOPE_EMAIL, oauth.SCOPE_CALENDAR_LIST])
    with pytest.raises(ScopeMissing):
        google_writes.send(session, CALENDAR, [create(f"event{n:03}", "x") for n in range(number)])


@pytest.mark.parametrize("number", [1, 3])
def test_without_access_nothing_is_written(google, number):
    session = google.session()
    google.control("POST", "revoke", account=CALENDAR)
    with pytest.raises(AuthorizationLost):
        google_writes.send(session, CALENDAR, [create(f"event{n:03}", "x") for n in range(number)])


# -- calendars ---------------------------------------------------------------------------------


def test_calendars_are_listed_with_what_may_be_done_to_them(google, ana):
    google.settle("bob@gmail.example")
    google.control("POST", "share", calendar="bob@gmail.example", **{"with": CALENDAR})
    entries = {entry.id: entry for entry in calendar.list_calendars(ana)}
    own, shared = entries[CALENDAR], entries["bob@gmail.example"]
    assert (own.primary, own.writable, own.time_zone) == (True, True, ZONE)
    assert (shared.primary, shared.writable, shared.access_role) == (False, False, "reader")


def test_a_calendar_of_its_own(google, ana):
    made = calendar.create_calendar(ana, "Odoo", "Europe/Paris")
    assert (made.summary, made.time_zone, made.writable) == ("Odoo", "Europe/Paris", True)
    assert calendar.get_calendar(ana, made.id) == made
    assert made in calendar.list_calendars(ana)


@pytest.mark.parametrize("seconds", [0.6, 0.05])
def test_a_calendar_is_not_made_twice_when_the_answer_gets_lost(google, seconds):
    """Google keeps silent for longer than we wait, or breaks the connection before."""
    session = google.session(timeout=0.3)
    google.fault("calendars.insert", kind="timeout_after", seconds=seconds)
    with pytest.raises(RetryLater):
        calendar.create_calendar(session, "Odoo", ZONE)
    summaries = [entry.summary for entry in calendar.list_calendars(session)]
    assert summaries.count("Odoo") == 1


# -- from one calendar to another ------------------------------------------------------------------


@pytest.fixture
def practice(ana):
    """Another calendar of Ana's."""
    return calendar.create_calendar(ana, "Practice", ZONE).id


def test_moved_events_keep_their_ids(google, ana, practice):
    ids = google.make("Visit", "Lunch")
    assert google_writes.move(ana, CALENDAR, practice, ids) == [Written(None)] * 2
    arrived = calendar.get_events(ana, practice, ids)
    assert [event["status"] for event in arrived.values()] == ["confirmed"] * 2
    assert google.titles() == []


def test_moving_twice_is_as_good_as_once(google, ana, practice):
    ids = google.make("Visit", "Lunch")
    google_writes.move(ana, CALENDAR, practice, ids)
    assert google_writes.move(ana, CALENDAR, practice, ids) == [Written(None)] * 2


def test_what_cannot_be_moved_is_told_by_why(google, ana, practice):
    refused, deleted, unlucky, visit = google.make("Refused", "Deleted", "Unlucky", "Visit")
    google.edit("DELETE", f"/{deleted}")
    google.fault("events.move", event_id=refused, status=403, reason="forbidden")
    google.fault("events.move", event_id=unlucky, status=503, times=-1)
    outcomes = google_writes.move(ana, CALENDAR, practice, [refused, deleted, unlucky, visit])
    assert isinstance(outcomes[0].error, RecordRefused)
    assert outcomes[1] == Differs(None)
    assert isinstance(outcomes[2].error, RetryLater)
    assert outcomes[3] == Written(None)
