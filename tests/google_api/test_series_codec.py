"""Google's masters and instances, and items with their exceptions, say the same things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from google_sync.engine.core.item import ItemError
from google_sync.engine.core.link import Role
from google_sync.engine.events.item import AllDay, EventItem, Repeating, Timed
from google_sync.engine.events.occurrences import follow, template
from google_sync.google_api.calendar.series_codec import encode_instances, original_start_of
from google_sync.google_api.transport.instance_ids import instance_id
from weekly import (
    FIRST,
    FOURTH,
    HOUR,
    MASTER,
    SECOND,
    SERIES,
    THIRD,
    at,
    body,
    decode,
    exceptions,
    gap,
    instance,
    repeating,
    with_,
)
from world import ZONE

# -- ids and original starts -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("series_id", "original_start", "expected"),
    [
        ("weekly", FIRST, "weekly_20270308T080000Z"),
        ("weekly", FIRST.astimezone(timezone(HOUR)), "weekly_20270308T080000Z"),
        ("weekly", date(2027, 3, 8), "weekly_20270308"),
        ("weekly_R20270308T090000", SECOND, "weekly_20270315T080000Z"),
        ("weekly_R20270308", date(2027, 3, 8), "weekly_20270308"),
        ("_60q3_c9g", FIRST, "_60q3_c9g_20270308T080000Z"),
    ],
)
def test_ids_of_instances(series_id, original_start, expected):
    assert instance_id(series_id, original_start) == expected


@pytest.mark.parametrize(
    ("original", "original_start"),
    [
        ({"date": "2027-03-08"}, date(2027, 3, 8)),
        ({"dateTime": "2027-03-08T09:00:00+01:00", "timeZone": "UTC"}, FIRST),
        ({"dateTime": "2027-03-08T09:00:00", "timeZone": ZONE}, FIRST),
    ],
)
def test_starts_of_instances(original, original_start):
    assert original_start_of({"originalStartTime": original}) == original_start


# -- Google → item ---------------------------------------------------------------------------------


def test_a_master_is_a_series_in_the_clock_of_its_zone():
    state = decode()
    when = Repeating(Timed(FIRST, FIRST + HOUR), ("RRULE:FREQ=WEEKLY;COUNT=4",), ZONE)
    assert state.item.when == replace(when, rules=SERIES.when.rules)
    assert (state.etag, state.role) == ('"1"', Role.ORGANIZER)
    assert template(state.item, FOURTH).when.start.hour == 7
    assert state.item.exceptions == ()


def test_whole_days_have_no_zone():
    item = decode(
        {
            **MASTER,
            "start": {"date": "2027-03-08"},
            "end": {"date": "2027-03-10"},
            "recurrence": ["RRULE:FREQ=DAILY;INTERVAL=4;COUNT=3", "EXDATE;VALUE=DATE:20270312"],
        }
    ).item
    assert item.when.zone == ""
    assert item.when.first == AllDay(date(2027, 3, 8), date(2027, 3, 10))
    assert item.exceptions == ((date(2027, 3, 12), None),)


def test_changed_and_cancelled_instances_are_exceptions():
    moved = Timed(SECOND + HOUR, SECOND + 2 * HOUR)
    found = exceptions(
        instance(FIRST, summary="Special"),
        instance(
            SECOND,
            start={"dateTime": "2027-03-15T10:00:00+01:00"},
            end={"dateTime": "2027-03-15T11:00:00+01:00"},
        ),
        gap(THIRD),
    )
    assert found == dict([at(FIRST, title="Special"), at(SECOND, when=moved), (THIRD, None)])


def test_a_cancelled_instance_may_have_nothing_but_its_id():
    bare = gap(SECOND)
    del bare["originalStartTime"]
    assert exceptions(bare) == {SECOND: None}


def test_a_declined_instance_does_not_take_place():
    declined = instance(SECOND, attendees=[{"self": True, "responseStatus": "declined"}])
    assert exceptions(declined) == {SECOND: None}


def test_an_instance_as_the_series_says_or_out_of_it_is_no_exception():
    assert exceptions(instance(SECOND), gap(SECOND + HOUR)) == {}


def test_dates_are_added_and_taken_out():
    lines = [
        "RRULE:FREQ=WEEKLY;COUNT=4",
        f"EXDATE;TZID={ZONE}:20270315T090000",
        f"RDATE;TZID={ZONE}:20270310T090000",
    ]
    item = decode({**MASTER, "recurrence": lines}).item
    assert item.when.extra == (FIRST + timedelta(days=2),)
    assert item.exceptions == ((SECOND, None),)


def test_the_newest_part_tells_when_the_series_was_changed():
    newer = instance(SECOND, summary="Special", updated="2027-03-02T08:30:00Z")
    assert decode(MASTER, newer).changed == datetime(2027, 3, 2, 8, 30, tzinfo=timezone.utc)
    assert decode().changed == datetime(2027, 3, 1, 8, 30, tzinfo=timezone.utc)


def test_what_was_not_reported_is_as_it_was_agreed():
    base = with_(at(FIRST, title="Special"), (SECOND, None), at(THIRD, title="Special"))
    state = decode(None, instance(THIRD), base=base)
    assert state.item == with_(at(FIRST, title="Special"), (SECOND, None))
    assert (state.etag, state.changed) == (None, None)


def test_exceptions_follow_a_master_that_was_reported_alone():
    base = with_(at(FIRST, title="Special"), (SECOND, None))
    found = exceptions(base=base, summary="Renamed", location="Bern")
    renamed = replace(SERIES, title="Renamed", location="Bern")
    assert found == dict([at(FIRST, renamed, title="Special"), (SECOND, None)])


def test_a_cancelled_occurrence_comes_back_only_when_google_says_so():
    base = with_((SECOND, None))
    assert exceptions(base=base) == {SECOND: None}
    assert exceptions(instance(SECOND), base=base) == {}
    assert exceptions(base=None) == {}


def test_a_moved_instance_that_is_cancelled_then_is_cancelled():
    base = with_(at(SECOND, when=Timed(SECOND + HOUR, SECOND + 2 * HOUR)))
    assert decode(None, gap(SECOND), base=base).item == with_((SECOND, None))


def test_exceptions_go_with_the_starts_that_a_new_rule_drops():
    base = with_(at(FIRST, title="Special"), at(THIRD, title="Special"))
    assert exceptions(base=base, recurrence=["RRULE:FREQ=WEEKLY;COUNT=2"]) == dict(
        [at(FIRST, title="Special")]
    )


@pytest.mark.parametrize(
    "master",
    [
        {"id": "weekly", "status": "cancelled"},
        {**MASTER, "status": "cancelled"},
        {**MASTER, "attendees": [{"self": True, "responseStatus": "declined"}]},
    ],
)
def test_a_series_that_is_gone_has_no_occurrences(master):
    assert decode(master, gap(SECOND), base=with_((FIRST, None))).item is None


def test_a_series_that_became_a_single_event():
    single = {name: value for name, value in MASTER.items() if name != "recurrence"}
    state = decode(single, gap(SECOND), base=with_((SECOND, None)))
    assert state.item == EventItem("Weekly", Timed(FIRST, FIRST + HOUR))


@pytest.mark.parametrize(
    ("changes", "code", "values"),
    [
        ({"recurrence": ["RRULE:FREQ=SOMETIMES"]}, "bad_rule", {"text": "RRULE:FREQ=SOMETIMES"}),
        (
            {"start": {**MASTER["start"], "timeZone": "Nowhere/Land"}},
            "unknown_zone",
            {"text": "Nowhere/Land"},
        ),
        ({"start": {**MASTER["start"], "timeZone": "Europe"}}, "unknown_zone", {"text": "Europe"}),
        ({"start": {"dateTime": "2027-03-08T08:00:00Z"}}, "unknown_zone", {"text": ""}),
    ],
)
def test_a_master_that_is_no_series_says_why(changes, code, values):
    with pytest.raises(ItemError) as caught:
        decode({**MASTER, **changes})
    assert (caught.value.code, caught.value.values) == (code, values)


def test_an_instance_that_is_no_item_is_named():
    broken = instance(SECOND, start={"dateTime": "soon"})
    with pytest.raises(ItemError) as caught:
        decode(MASTER, broken)
    assert caught.value.code == "bad_date"
    assert caught.value.values == {"text": "soon", "occurrence": SECOND.isoformat()}


def test_nothing_can_be_said_of_instances_alone():
    with pytest.raises(ValueError, match="master"):
        decode(None, gap(SECOND))


# -- item → Google ---------------------------------------------------------------------------------


def writes(before, after):
    """What is sent to single instances: the verbs and bodies, by original starts."""
    sent = encode_instances("weekly", before, after, "UTC")
    original_starts = {
        instance_id("weekly", original_start): original_start
        for original_start in (FIRST, SECOND, THIRD, FOURTH)
    }
    return {original_starts[write.event_id]: (write.verb, write.body) for write in sent}


def test_a_new_series_takes_its_gaps_out_itself():
    wanted = with_((SECOND, None), at(THIRD, title="Special"))
    sent = body(None, wanted)
    assert sent["start"]["timeZone"] == ZONE
    assert sent["recurrence"][1:] == [f"EXDATE;TZID={ZONE}:20270315T090000"]
    ((original_start, (verb, special)),) = writes(None, wanted).items()
    assert (original_start, verb, special["summary"]) == (THIRD, "restore", "Special")


def test_only_what_differs_is_written():
    renamed = replace(SERIES, title="Renamed")
    assert body(SERIES, renamed) == {"summary": "Renamed"}
    assert body(SERIES, with_((SECOND, None))) == {}
    assert writes(SERIES, with_((SECOND, None))) == {SECOND: ("delete", {})}
    before = with_(at(SECOND, title="Special", location="Bern"))
    after = with_(at(SECOND, title="Special", location="Basel"))
    assert writes(before, after) == {SECOND: ("update", {"location": "Basel"})}
    assert writes(after, after) == {}


def test_what_changes_in_the_series_is_said_again_to_what_was_changed():
    before = with_(at(FIRST, title="Special"))
    after = follow(before, replace(SERIES, title="Renamed", location="Bern"))
    assert writes(before, after) == {FIRST: ("update", {"summary": "Special", "location": "Bern"})}


def test_a_gap_that_is_closed_is_taken_out_of_the_lines_and_restored():
    before, after = with_((FIRST, None), (SECOND, None)), with_((FIRST, None))
    assert body(before, after) == {"recurrence": body(None, after)["recurrence"]}
    ((original_start, (verb, sent)),) = writes(before, after).items()
    assert (original_start, verb) == (SECOND, "restore")
    assert sent["summary"] == "Weekly"


def test_a_change_that_is_taken_back_is_written_as_the_series_says():
    before = with_(at(SECOND, title="Special"))
    assert writes(before, SERIES) == {SECOND: ("update", {"summary": "Weekly"})}


def test_a_new_rule_says_anew_what_was_changed():
    before = with_(at(FIRST, title="Special"), at(SECOND, title="Special"), (THIRD, None))
    shorter = replace(SERIES, when=repeating("RRULE:FREQ=WEEKLY;COUNT=3"))
    after = with_(at(FIRST, title="Special"), (SECOND, None), (THIRD, None), series=shorter)
    assert len(body(before, after)["recurrence"]) == 2
    sent = writes(before, after)
    assert sent[FIRST][0] == "restore"
    assert sent[FIRST][1].keys() >= {"summary", "start", "end", "reminders"}
    assert sent[SECOND] == ("delete", {})
    assert THIRD not in sent


def test_a_series_that_becomes_single_loses_its_lines_and_its_changed_instances():
    single = EventItem("Weekly", SERIES.when.first)
    before = with_(at(SECOND, title="Special"), (THIRD, None))
    assert body(before, single)["recurrence"] is None
    assert writes(before, single) == {SECOND: ("delete", {})}
    assert "recurrence" not in body(single, replace(single, when=Timed(SECOND, SECOND)))
    assert body(single, before)["recurrence"]


def test_a_series_may_change_from_hours_to_days():
    days = Repeating(AllDay(FIRST.date(), SECOND.date()), SERIES.when.rules)
    before = with_(at(SECOND, title="Special"))
    after = with_((THIRD.date(), None), series=replace(SERIES, when=days))
    assert body(before, after)["start"] == {
        "date": "2027-03-08",
        "dateTime": None,
        "timeZone": None,
    }
    assert [write.verb for write in encode_instances("weekly", before, after, ZONE)] == ["delete"]
