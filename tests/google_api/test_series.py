"""Series at the fake Google: found whole, and written with their instances."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.calendar.event_codec import timestamp
from google_sync.google_api.calendar.event_write import EventWrite
from google_sync.google_api.calendar.series import (
    Series,
    complete_series,
    gather,
    get_series,
    with_answers,
)
from google_sync.google_api.transport.errors import (
    HandedBack,
    Outdated,
    RecordRefused,
    RetryLater,
)
from google_sync.google_api.transport.outcomes import Differs, Failed, Written
from google_sync.google_api.transport.permit import Permit
from world import CALENDAR, body_of, create, delete, update

#: Original starts of the series that the tests make, as they stand in ids.
FIRST, SECOND, THIRD = "20270302T090000Z", "20270309T090000Z", "20270316T090000Z"


def weekly(title):
    body = body_of(title)
    for side in ("start", "end"):
        body[side] = {**body[side], "timeZone": "UTC"}
    return {**body, "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=3"]}


def make(google, series_id, title="Weekly"):
    google.edit("POST", body={**weekly(title), "id": series_id})
    return series_id


def rename(google, event_id, title):
    google.edit("PATCH", f"/{event_id}", {"summary": title})


def cursor(ana):
    return calendar.list_changes(ana, CALENDAR, None).next_sync_token


def changes_since(ana, token):
    return calendar.list_changes(ana, CALENDAR, token)


def ids(events):
    return sorted(event["id"] for event in events)


def original_starts(series):
    """The instances of a series by what their ids say, with their titles."""
    return {event["id"].split("_")[1]: event.get("summary") for event in series.instances}


# -- series and their instances in a list ----------------------------------------------------------


def test_instances_are_gathered_with_their_series(google, ana):
    series = make(google, "series00")
    (visit,) = google.make("Visit")
    rename(google, f"{series}_{SECOND}", "Special")
    google.edit("DELETE", f"/{series}_{THIRD}")
    found = gather(calendar.list_changes(ana, CALENDAR, None).events)
    assert found.keys() == {series, visit}
    assert found[visit].instances == ()
    assert found[series].event["summary"] == "Weekly"
    assert original_starts(found[series]).keys() == {SECOND, THIRD}


def test_instances_of_a_known_series_may_come_alone(google, ana):
    series = make(google, "series00")
    token = cursor(ana)
    google.edit("DELETE", f"/{series}_{THIRD}")
    rename(google, f"{series}_{SECOND}", "Special")
    found = gather(changes_since(ana, token).events, {series})
    assert found.keys() == {series}
    assert found[series].master is None
    assert found[series].event["summary"] == "Special"


def test_an_instance_whose_series_is_nowhere_stands_alone():
    event = {"id": f"series00_{FIRST}", "recurringEventId": "series00"}
    assert gather([event]) == {event["id"]: Series(event)}
    assert gather([event], {"series00"}) == {"series00": Series(None, (event,))}


# -- whole series ----------------------------------------------------------------------------------


def test_series_are_found_whole(google, ana):
    series, untouched = make(google, "series00"), make(google, "series01")
    rename(google, f"{series}_{FIRST}", "Special")
    google.edit("DELETE", f"/{series}_{SECOND}")
    found = get_series(ana, CALENDAR, [series, untouched])
    assert found[series].master["recurrence"] == ["RRULE:FREQ=WEEKLY;COUNT=3"]
    assert original_starts(found[series]).keys() == {FIRST, SECOND}
    assert found[untouched].instances == ()


def test_what_is_no_series_has_no_instances(google, ana):
    (visit,) = google.make("Visit")
    gone = make(google, "series00")
    google.edit("DELETE", f"/{gone}_{SECOND}")
    google.edit("DELETE", f"/{gone}")
    google.fault("events.get", event_id="broken00", status=400, reason="invalid")
    found = get_series(ana, CALENDAR, [visit, gone, "nothere0", "broken00"])
    assert found[visit].master["summary"] == "Visit"
    assert found[gone].master["status"] == "cancelled"
    assert found[visit].instances == found[gone].instances == ()
    assert found["nothere0"] is None
    assert isinstance(found["broken00"], RecordRefused)
    assert get_series(ana, CALENDAR, []) == {}


def test_a_series_whose_instances_cannot_be_listed_is_not_taken(google, ana):
    series = make(google, "series00")
    google.fault("events.list", status=400, reason="invalid")
    assert isinstance(get_series(ana, CALENDAR, [series])[series], RecordRefused)


@pytest.mark.parametrize("empty_pages", [False, True])
def test_instances_come_in_pages(google, ana, monkeypatch, empty_pages):
    monkeypatch.setattr("google_sync.google_api.calendar.series.PAGE", 1)
    series = make(google, "series00")
    for original_start in (FIRST, SECOND, THIRD):
        rename(google, f"{series}_{original_start}", "Special")
    google.control("POST", "settings", empty_pages=empty_pages)
    try:
        found = get_series(ana, CALENDAR, [series, make(google, "series01")])
    finally:
        google.control("POST", "settings", empty_pages=False)
    assert original_starts(found[series]).keys() == {FIRST, SECOND, THIRD}


def test_a_series_of_which_something_is_listed_is_completed(google, ana):
    by_master, by_instance = make(google, "series00"), make(google, "series01")
    for series in (by_master, by_instance):
        google.edit("DELETE", f"/{series}_{FIRST}")
    token = cursor(ana)
    rename(google, by_master, "Renamed")
    rename(google, f"{by_instance}_{SECOND}", "Special")
    (visit,) = google.make("Visit")
    changes = changes_since(ana, token)
    completed = complete_series(ana, CALENDAR, changes, known=())
    assert completed.next_sync_token == changes.next_sync_token
    found = completed.series
    assert found.keys() == {by_master, by_instance, visit}
    whole = {event_id for event_id, one in found.items() if one.whole}
    assert whole == {by_master, by_instance}
    assert original_starts(found[by_master]).keys() == {FIRST}
    assert original_starts(found[by_instance]).keys() == {FIRST, SECOND}
    assert found[by_instance].master["summary"] == "Weekly"


def test_nothing_is_asked_where_everything_is_at_hand(google, ana):
    known, gone = make(google, "series00"), make(google, "series01")
    token = cursor(ana)
    since = timestamp(google.edit("GET", f"/{gone}"), "created")
    rename(google, f"{known}_{SECOND}", "Special")
    google.edit("DELETE", f"/{gone}")
    google.make("Visit")
    changes = changes_since(ana, token)
    google.asked()
    whole = complete_series(ana, CALENDAR, changes, {known})
    assert whole.series == gather(changes.events, {known})
    full = calendar.list_changes(ana, CALENDAR, None)
    assert complete_series(ana, CALENDAR, full, ()).series == gather(full.events, whole=True)
    new = make(google, "series02")
    google.edit("DELETE", f"/{new}_{SECOND}")
    fresh = changes_since(ana, changes.next_sync_token)
    google.asked()
    assert complete_series(ana, CALENDAR, fresh, (), since).series == gather(fresh.events)
    assert google.asked() == []
    later = since + timedelta(days=1)
    asked_for = complete_series(ana, CALENDAR, fresh, (), later).series
    assert ids(asked_for[new].events) == ids(fresh.events)
    assert google.asked() != []


def test_many_series_are_asked_for_at_once(google, ana):
    token = cursor(ana)
    for number in range(60):
        make(google, f"series{number:02}")
    changes = changes_since(ana, token)
    google.control("DELETE", "requests")
    complete_series(ana, CALENDAR, changes, ())
    assert google.control("GET", "requests")["http"] == 6


def test_a_series_that_cannot_be_completed_for_the_moment_is_for_later(google, ana):
    token = cursor(ana)
    by_master, by_instance = make(google, "series00"), make(google, "series01")
    (visit,) = google.make("Visit")
    google.fault("events.list", nth=2, times=0, status=503, reason="backendError")
    changes = changes_since(ana, token)
    changes = replace(
        changes, events=tuple(one for one in changes.events if one["id"] != by_instance)
    )
    instance = {"id": f"{by_instance}_{FIRST}", "recurringEventId": by_instance}
    changes = replace(changes, events=(*changes.events, instance))
    completed = complete_series(ana, CALENDAR, changes, ())
    assert completed.incomplete == {by_master, by_instance}
    assert completed.series.keys() == {by_master, by_instance, visit}
    answers = {by_master: Series(changes.events[0], (), whole=True), by_instance: None}
    assert not with_answers(completed, answers, ()).incomplete


def test_a_list_is_not_taken_when_its_time_is_over(google, ana, monkeypatch):
    token = cursor(ana)
    make(google, "series00")
    changes = changes_since(ana, token)
    monkeypatch.setattr(
        "google_sync.google_api.calendar.series.get_series",
        lambda _session, _calendar, ids: dict.fromkeys(ids, HandedBack("stopped")),
    )
    with pytest.raises(HandedBack):
        complete_series(ana, CALENDAR, changes, ())


def test_more_series_than_one_run_asks_for(google, ana, monkeypatch):
    """Else those of many that are asked for first would use up each minute's quota for ever."""
    monkeypatch.setattr("google_sync.google_api.calendar.series.MOST_ASKED", 2)
    token = cursor(ana)
    made = {make(google, f"series{number:02}") for number in range(5)}
    completed = complete_series(ana, CALENDAR, changes_since(ana, token), ())
    assert completed.series.keys() == made
    assert len(completed.incomplete) == 3


def test_a_series_that_google_does_not_tell_of_stays_as_it_was_listed(google, ana):
    event = {"id": f"series00_{FIRST}", "recurringEventId": "series00"}
    token = cursor(ana)
    changes = replace(changes_since(ana, token), events=(event,))
    assert complete_series(ana, CALENDAR, changes, ()).series == {event["id"]: Series(event)}


def test_what_was_asked_for_takes_the_place_of_what_was_listed():
    listed = {"id": f"series00_{FIRST}", "recurringEventId": "series00"}
    special, alone = ({**listed, "id": name} for name in (f"series00_{SECOND}", "series01_x"))
    alone["recurringEventId"] = "series01"
    changes = calendar.Changes((), "token", "UTC", (), False, gather([listed], {"series00"}))
    master = {"id": "series00", "recurrence": ["RRULE:FREQ=WEEKLY"]}
    answers = {
        special["id"]: Series(special),
        "series00": Series(master, (), whole=True),
        alone["id"]: Series(alone),
        "gone0000": None,
        "broken00": RetryLater("backendError", "later"),
    }
    assert with_answers(changes, answers, {"series00"}).series == {
        "series00": Series(master, (listed, special), whole=True),
        alone["id"]: Series(alone),
        "gone0000": Series({"id": "gone0000", "status": "cancelled"}),
    }


# -- writes ----------------------------------------------------------------------------------------


def with_instances(write, *instances):
    return replace(write, instances=instances)


def titles(google, series):
    """What a person sees of the series."""
    items = google.edit("GET", f"/{series}/instances")["items"]
    return [event["summary"] for event in items]


def test_instances_are_written_after_their_series(google, ana):
    new = with_instances(
        EventWrite("create", "series00", weekly("Weekly")),
        update(f"series00_{SECOND}", "Special"),
        delete(f"series00_{THIRD}"),
    )
    (written,) = google_writes.send(ana, CALENDAR, [new])
    assert isinstance(written, Written)
    assert written.record["id"] == "series00"
    assert titles(google, "series00") == ["Weekly", "Special"]


def test_an_update_may_be_all_in_the_instances(google, ana):
    series = make(google, "series00")
    change = EventWrite("update", series, {}, '"old"')
    google.asked()
    assert google_writes.send(ana, CALENDAR, [change]) == [Written(None)]
    assert google.asked() == []
    change = with_instances(change, update(f"{series}_{SECOND}", "Special"))
    assert google_writes.send(ana, CALENDAR, [change]) == [Written(None)]
    assert google.asked() == ["events.patch"]
    assert titles(google, series) == ["Weekly", "Special", "Weekly"]


def test_outcomes_are_in_order_and_one_for_each_series(google, ana):
    series = [make(google, f"series{number:02}") for number in range(3)]
    writes = [
        with_instances(EventWrite("update", series[0], {}), update(f"{series[0]}_{FIRST}", "A")),
        update("nothere0", "x"),
        with_instances(update(series[1], "B"), delete(f"{series[1]}_{FIRST}")),
        create("single00", "C"),
        with_instances(update(series[2], "D", '"old"'), delete(f"{series[2]}_{FIRST}")),
    ]
    google.control("DELETE", "requests")
    outcomes = google_writes.send(ana, CALENDAR, writes)
    assert [type(outcome) for outcome in outcomes] == [Written, Differs, Written, Written, Differs]
    assert [outcome.record and outcome.record.get("summary") for outcome in outcomes] == [
        None,
        None,
        "B",
        "C",
        "Weekly",
    ]
    assert len(titles(google, series[2])) == 3, "what differs is not written at all"


def test_an_instance_that_is_cancelled_already_is_done(google, ana):
    series = make(google, "series00")
    google.edit("DELETE", f"/{series}_{FIRST}")
    never = "20270303T090000Z"
    change = with_instances(
        update(series, "Renamed"), delete(f"{series}_{FIRST}"), delete(f"{series}_{never}")
    )
    (outcome,) = google_writes.send(ana, CALENDAR, [change])
    assert isinstance(outcome, Written)


def test_an_instance_that_is_not_there_any_more_makes_the_series_fail(google, ana):
    series = make(google, "series00")
    never = update(f"{series}_20270303T090000Z", "x")
    (outcome,) = google_writes.send(
        ana, CALENDAR, [with_instances(update(series, "Renamed"), never)]
    )
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, Outdated)
    assert titles(google, series) == ["Renamed"] * 3


@pytest.mark.parametrize(
    ("status", "reason", "kind"),
    [(400, "invalid", RecordRefused), (503, "backendError", RetryLater)],
)
def test_the_first_instance_that_fails_is_why_the_series_has_failed(
    google, ana, status, reason, kind
):
    series, other = make(google, "series00"), make(google, "series01")
    broken = f"{series}_{SECOND}"
    google.fault("events.patch", event_id=broken, times=0, status=status, reason=reason)
    outcomes = google_writes.send(
        ana,
        CALENDAR,
        [
            with_instances(
                EventWrite("update", series, {}),
                update(f"{series}_{FIRST}", "A"),
                update(broken, "B"),
                update(f"{series}_20270303T090000Z", "C"),
            ),
            with_instances(EventWrite("update", other, {}), update(f"{other}_{FIRST}", "A")),
        ],
    )
    assert [type(outcome) for outcome in outcomes] == [Failed, Written]
    assert isinstance(outcomes[0].error, kind)
    assert titles(google, series) == ["A", "Weekly", "Weekly"]


def test_many_series_and_their_instances_go_in_batches(google, ana):
    writes = [
        with_instances(
            EventWrite("create", f"series{number:02}", weekly("Weekly")),
            update(f"series{number:02}_{FIRST}", "A"),
            delete(f"series{number:02}_{SECOND}"),
        )
        for number in range(50)
    ]
    google.control("DELETE", "requests")
    outcomes = google_writes.send(ana, CALENDAR, writes)
    assert {type(outcome) for outcome in outcomes} == {Written}
    assert google.control("GET", "requests")["http"] == 3


def test_guests_hear_of_a_single_instance(google, ana):
    series = make(google, "series00")
    google.edit("PATCH", f"/{series}", {"attendees": [{"email": "bob@mail.example"}]})
    google.control("DELETE", "requests")
    loud = replace(delete(f"{series}_{SECOND}"), permit=Permit(1, series))
    google_writes.send(ana, CALENDAR, [with_instances(EventWrite("update", series, {}), loud)])
    assert len(google.control("GET", "requests")["mails"]) == 1
