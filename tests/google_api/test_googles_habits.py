"""Google does not always behave the same; whatever it does, what was written is there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from google_sync.engine.events.item import Guest
from google_sync.engine.events.occurrences import with_occurrences
from google_sync.engine.events.recurrence import original_starts
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.calendar import series as series_at_google
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.calendar.event_write import EventWrite
from google_sync.google_api.calendar.guest_codec import Attendance, GuestChange
from google_sync.google_api.calendar.series_codec import MOST_TAKEN_OUT, encode_instances
from google_sync.google_api.transport.errors import ReadOnlyCalendar, RecordRefused, RetryLater
from google_sync.google_api.transport.instance_ids import instance_id
from google_sync.google_api.transport.outcomes import Differs, Failed, Written
from weekly import FIRST, FOURTH, SECOND, SERIES, THIRD, at, body, repeating, with_
from world import CALENDAR, ZONE, create, update


def habits(google, **choices):
    google.control("POST", "settings", **choices)


def put(ana, before, after, event_id="series00", verb="update"):
    instances = tuple(encode_instances(event_id, before, after, ZONE))
    write = EventWrite(verb, event_id, body(before, after), instances=instances)
    (outcome,) = google_writes.send(ana, CALENDAR, [write])
    return outcome


def shown(google, event_id="series00"):
    items = google.edit("GET", f"/{event_id}/instances", maxResults=2500)["items"]
    return {item["id"]: item.get("summary", "") for item in items}


# -- G3: batches ---------------------------------------------------------------------------------


@pytest.mark.parametrize("habit", ["conflict", "done"])
def test_of_one_series_no_batch_has_two(google, ana, habit):
    habits(google, batch_siblings=habit)
    assert isinstance(put(ana, None, SERIES, verb="create"), Written)
    changed = with_(
        *(
            at(original_start, title=f"Exam {n}")
            for n, original_start in enumerate((FIRST, SECOND, THIRD))
        )
    )
    google.asked()
    assert isinstance(put(ana, SERIES, changed), Written)
    assert list(shown(google).values())[:3] == ["Exam 0", "Exam 1", "Exam 2"]
    assert google.asked().count("events.patch") == 3


def test_occurrences_that_are_for_themselves_are_siblings_too(google, ana):
    habits(google, batch_siblings="conflict")
    put(ana, None, SERIES, verb="create")
    google.asked()
    writes = [
        update(instance_id("series00", original_start), "Own")
        for original_start in (FIRST, SECOND, THIRD)
    ]
    writes += [create("single", "Visit")]
    outcomes = google_writes.send(ana, CALENDAR, writes)
    assert [type(outcome) for outcome in outcomes] == [Written] * 4
    assert len(google.asked()) == 4


def test_parts_in_each_others_way_are_sent_again_one_by_one(google, ana):
    for nth in (1, 2):
        google.fault("events.insert", nth=nth, status=409, reason="conflict")
    outcomes = google_writes.send(
        ana, CALENDAR, [create(f"event{n}", f"Event {n}") for n in range(4)]
    )
    assert [type(outcome) for outcome in outcomes] == [Written] * 4
    assert google.titles() == [f"Event {n}" for n in range(4)]


# -- G5: access that shrinks -----------------------------------------------------------------------


@pytest.mark.parametrize("role", ["reader", "freeBusyReader"])
def test_a_calendar_that_may_only_be_read_tells_nothing(google, ana, role):
    google.control("POST", "accounts", email="ben@gmail.example")
    google.control(
        "POST", "share", calendar="ben@gmail.example", **{"with": CALENDAR}, role="writer"
    )
    assert calendar.list_changes(ana, "ben@gmail.example", None).events == ()
    google.control("POST", "share", calendar="ben@gmail.example", **{"with": CALENDAR}, role=role)
    with pytest.raises(ReadOnlyCalendar) as refused:
        calendar.list_changes(ana, "ben@gmail.example", None)
    assert refused.value.reason == role


# -- G9: many dates that do not take place ---------------------------------------------------------


@pytest.mark.parametrize("limit", [MOST_TAKEN_OUT, 60, 0])
@pytest.mark.parametrize("verb", ["create", "update"])
def test_more_dates_than_google_takes_are_cancelled_one_by_one(google, ana, verb, limit):
    habits(google, exdates_limit=limit)
    daily = replace(SERIES, when=repeating(f"RRULE:FREQ=DAILY;COUNT={MOST_TAKEN_OUT + 20}"))
    days = list(original_starts(daily.when))
    gaps = with_occurrences(daily, dict.fromkeys(days[1:-1]))
    before = None
    if verb == "update":
        before = replace(daily, when=repeating("RRULE:FREQ=DAILY;COUNT=2"))
        put(ana, None, before, verb="create")
    assert isinstance(put(ana, before, gaps, verb=verb), Written)
    assert list(shown(google)) == [instance_id("series00", day) for day in (days[0], days[-1])]


# -- G10: zones ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "refused"),
    [
        ("Europe/Kyiv", ["Europe/Kyiv"]),
        ("Europe/Kyiv", ["Europe/Kyiv", "Europe/Kiev"]),
        ("America/Ciudad_Juarez", ["America/Ciudad_Juarez"]),
    ],
)
def test_a_zone_that_google_does_not_know_is_called_by_another_name(google, ana, zone, refused):
    habits(google, refused_zones=refused)
    event = {
        "summary": "Course",
        "start": {"dateTime": "2027-03-01T09:00:00", "timeZone": zone},
        "end": {"dateTime": "2027-03-01T10:00:00", "timeZone": zone},
        "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=40", f"EXDATE;TZID={zone}:20270308T090000"],
    }
    writes = [EventWrite("create", "series00", event), create("single", "Visit")]
    outcomes = google_writes.send(ana, CALENDAR, writes)
    assert [type(outcome) for outcome in outcomes] == [Written] * 2
    named = outcomes[0].record["start"]["timeZone"]
    assert named not in refused
    assert len(shown(google)) == 39


def test_what_is_refused_for_another_reason_is_not_sent_in_other_zones(google, ana):
    google.fault("events.insert", status=400, reason="invalid", message="Bad thing", times=-1)
    (outcome,) = google_writes.send(ana, CALENDAR, [create("single", "Visit")])
    assert isinstance(outcome.error, RecordRefused)
    assert google.asked() == ["events.insert"]


# -- G11: instances that a list leaves out ---------------------------------------------------------


@pytest.mark.parametrize("habit", ["listed", "left_out"])
def test_cancelled_instances_are_known_though_a_list_leaves_them_out(google, ana, habit):
    habits(google, ical_uid_gaps=habit, empty_pages=True)
    put(ana, None, with_(at(SECOND, title="Exam")), verb="create")
    google.edit("DELETE", f"/{instance_id('series00', FOURTH)}")
    found = series_at_google.get_series(ana, CALENDAR, ["series00"])["series00"]
    states = {one["id"]: one["status"] for one in found.instances}
    assert states[instance_id("series00", SECOND)] == "confirmed"
    assert states[instance_id("series00", FOURTH)] == "cancelled"


# -- G12: lists of guests that are not whole -------------------------------------------------------


def test_guests_are_not_written_back_from_a_part_of_the_list(google, ana):
    guests = [{"email": f"guest{n}@mail.example"} for n in range(3)]
    google.edit("POST", body={**create("x", "Meeting").body, "id": "meeting", "attendees": guests})
    habits(google, attendees_shown=1)
    change = GuestChange(invited=(Guest("new@mail.example"),))
    attendance = Attendance(CALENDAR, "tentative", True, change)
    write = EventWrite("update", "meeting", {"summary": "Renamed"}, attendance=attendance)
    google_writes.send(ana, CALENDAR, [write])
    habits(google, attendees_shown=None)
    event = google.edit("GET", "/meeting")
    assert event["summary"] == "Renamed"
    assert {guest["email"] for guest in guests} <= {one["email"] for one in event["attendees"]}


# -- G13: a series that is to be a single event ----------------------------------------------------


@pytest.mark.parametrize(("habit", "outcome"), [("removed", Written), ("kept", Differs)])
def test_a_series_that_stays_one_is_taken_away_to_be_made_anew(google, ana, habit, outcome):
    habits(google, null_recurrence=habit)
    put(ana, None, SERIES, verb="create")
    single = replace(SERIES, when=SERIES.when.first)
    found = put(ana, SERIES, single)
    assert type(found) is outcome
    assert google.titles() == (["Weekly"] if habit == "removed" else [])
    if habit == "kept":
        assert found.record is None  # nothing is there, so the next plan makes it


# -- G20: writes in a burst ------------------------------------------------------------------------


def test_too_many_writes_at_once_are_handed_back_unharmed(google, ana):
    habits(google, write_burst=2)
    outcomes = google_writes.send(ana, CALENDAR, [create(f"event{n}", "New") for n in range(5)])
    kinds = [type(outcome) for outcome in outcomes]
    assert kinds.count(Written) >= 2
    failed = [outcome for outcome in outcomes if isinstance(outcome, Failed)]
    assert all(isinstance(outcome.error, RetryLater) for outcome in failed)
    assert len(google.titles()) == kinds.count(Written)
