"""Google's masters and instances, and items with their exceptions, say the same things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from google_sync.engine.item import (
    AllDay,
    EventItem,
    ItemError,
    Reminder,
    Repeating,
    Timed,
    differing,
    field_names,
)
from google_sync.engine.plan import Role
from google_sync.engine.recurrence import follow, read_lines, template, with_occurrences
from google_sync.google_api import calendar
from google_sync.google_api.calendar import EventWrite, Written
from google_sync.google_api.series import gather
from google_sync.google_api.series_codec import (
    decode_series,
    encode_instances,
    encode_write,
    instance_id,
    slot_of,
)
from world import CALENDAR, ZONE

#: Mondays at nine in Zurich; the clocks change before the last of them.
FIRST = datetime(2027, 3, 8, 8, tzinfo=timezone.utc)
SECOND, THIRD = (FIRST + timedelta(weeks=n) for n in (1, 2))
FOURTH = FIRST + timedelta(weeks=3, hours=-1)
HOUR = timedelta(hours=1)
DEFAULT = (Reminder(30, "popup"),)
MASTER = {
    "id": "weekly",
    "etag": '"1"',
    "status": "confirmed",
    "summary": "Weekly",
    "start": {"dateTime": "2027-03-08T09:00:00+01:00", "timeZone": ZONE},
    "end": {"dateTime": "2027-03-08T10:00:00+01:00", "timeZone": ZONE},
    "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"],
    "updated": "2027-03-01T08:30:00Z",
}
EVERYTHING = frozenset(field_names(EventItem("", Timed(FIRST, FIRST))))


def instance(slot, **changes):
    """What Google lists for an instance that somebody changed."""
    start, stop = (f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in (slot, slot + HOUR))
    return {
        "id": instance_id("weekly", slot),
        "recurringEventId": "weekly",
        "originalStartTime": {"dateTime": start, "timeZone": ZONE},
        "status": "confirmed",
        "summary": "Weekly",
        "start": {"dateTime": start},
        "end": {"dateTime": stop},
        **changes,
    }


def gap(slot):
    """What Google lists for an instance that was cancelled."""
    kept = ("id", "recurringEventId", "originalStartTime")
    return {**{name: instance(slot)[name] for name in kept}, "status": "cancelled"}


def decode(master=MASTER, *instances, base=None):
    return decode_series(master, instances, base, DEFAULT, CALENDAR)


def exceptions(*instances, base=None, **changes):
    return dict(decode({**MASTER, **changes}, *instances, base=base).item.exceptions)


SERIES = decode().item


def with_(*occurrences, series=SERIES):
    """The series with other occurrences at some slots."""
    return with_occurrences(series, dict(occurrences))


def at(slot, series=SERIES, **changes):
    return slot, replace(template(series, slot), **changes)


# -- ids and slots ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("series_id", "slot", "expected"),
    [
        ("weekly", FIRST, "weekly_20270308T080000Z"),
        ("weekly", FIRST.astimezone(timezone(HOUR)), "weekly_20270308T080000Z"),
        ("weekly", date(2027, 3, 8), "weekly_20270308"),
        ("weekly_R20270308T090000", SECOND, "weekly_20270315T080000Z"),
        ("weekly_R20270308", date(2027, 3, 8), "weekly_20270308"),
        ("_60q3_c9g", FIRST, "_60q3_c9g_20270308T080000Z"),
    ],
)
def test_ids_of_instances(series_id, slot, expected):
    assert instance_id(series_id, slot) == expected


@pytest.mark.parametrize(
    ("original", "slot"),
    [
        ({"date": "2027-03-08"}, date(2027, 3, 8)),
        ({"dateTime": "2027-03-08T09:00:00+01:00", "timeZone": "UTC"}, FIRST),
        ({"dateTime": "2027-03-08T09:00:00", "timeZone": ZONE}, FIRST),
    ],
)
def test_slots_of_instances(original, slot):
    assert slot_of({"originalStartTime": original}) == slot


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


def test_exceptions_go_with_the_slots_that_a_new_rule_drops():
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


def body(before, after):
    fields = differing(before, after) if before else EVERYTHING
    return encode_write(before, after, fields, "UTC")


def writes(before, after):
    """What is sent to single instances: the verbs and bodies, by slots."""
    sent = encode_instances("weekly", before, after, "UTC")
    slots = {instance_id("weekly", slot): slot for slot in (FIRST, SECOND, THIRD, FOURTH)}
    return {slots[write.event_id]: (write.verb, write.body) for write in sent}


def test_a_new_series_takes_its_gaps_out_itself():
    wanted = with_((SECOND, None), at(THIRD, title="Special"))
    sent = body(None, wanted)
    assert sent["start"]["timeZone"] == ZONE
    assert sent["recurrence"][1:] == [f"EXDATE;TZID={ZONE}:20270315T090000"]
    ((slot, (verb, special)),) = writes(None, wanted).items()
    assert (slot, verb, special["summary"]) == (THIRD, "restore", "Special")


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
    ((slot, (verb, sent)),) = writes(before, after).items()
    assert (slot, verb) == (SECOND, "restore")
    assert (sent["summary"], sent["status"]) == ("Weekly", "confirmed")


def test_a_change_that_is_taken_back_is_written_as_the_series_says():
    before = with_(at(SECOND, title="Special"))
    assert writes(before, SERIES) == {SECOND: ("update", {"summary": "Weekly"})}


def test_a_new_rule_says_anew_what_was_changed():
    before = with_(at(FIRST, title="Special"), at(SECOND, title="Special"), (THIRD, None))
    shorter = replace(SERIES, when=read_lines(["RRULE:FREQ=WEEKLY;COUNT=3"], *_anchor())[0])
    after = with_(at(FIRST, title="Special"), (SECOND, None), (THIRD, None), series=shorter)
    assert len(body(before, after)["recurrence"]) == 2
    sent = writes(before, after)
    assert sent[FIRST][0] == "restore"
    assert sent[FIRST][1].keys() >= {"summary", "start", "end", "status", "reminders"}
    assert sent[SECOND] == ("delete", {})
    assert THIRD not in sent


def _anchor():
    return SERIES.when.first, ZONE


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


def test_instances_are_told_to_the_guests_as_the_series_is():
    (write,) = encode_instances("weekly", SERIES, with_((SECOND, None)), ZONE, "all")
    assert write.send_updates == "all"


# -- there and back --------------------------------------------------------------------------------


def put(ana, before, after, verb="update"):
    """Write an item to Google as the sync does."""
    write = EventWrite(
        verb,
        "series00",
        body(before, after),
        instances=tuple(encode_instances("series00", before, after, ZONE)),
    )
    (outcome,) = calendar.send(ana, CALENDAR, [write])
    assert isinstance(outcome, Written), outcome


def there(ana, base=None):
    """The item as Google has it now."""
    changes = calendar.list_changes(ana, CALENDAR, None)
    series = gather(changes.events)["series00"]
    return decode_series(series.master, series.instances, base, DEFAULT, CALENDAR).item


_DAYS = decode(
    {
        **MASTER,
        "start": {"date": "2027-03-08"},
        "end": {"date": "2027-03-10"},
        "recurrence": ["RRULE:FREQ=DAILY;INTERVAL=4;COUNT=3"],
    }
).item
_RENAMED = replace(SERIES, title="Renamed", location="Bern", reminders=DEFAULT)
_LATER = replace(
    SERIES,
    when=read_lines(
        ["RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=6", f"RDATE;TZID={ZONE}:20270620T090000"], *_anchor()
    )[0],
)
STATES = {
    "series": SERIES,
    "gaps": with_((FIRST, None), (FOURTH, None)),
    "moved": with_(at(SECOND, when=Timed(SECOND + HOUR, SECOND + 3 * HOUR)), (THIRD, None)),
    "changed": with_(
        at(SECOND, title="Special", busy=False, reminders=DEFAULT), at(FOURTH, title="")
    ),
    "to days": with_(at(SECOND, when=AllDay(SECOND.date(), THIRD.date()), status="tentative")),
    "renamed": _RENAMED,
    "renamed, changed": with_(at(SECOND, _RENAMED, title="Weekly"), series=_RENAMED),
    "other rule": _LATER,
    "other rule, changed": with_(at(SECOND, _LATER, title="Special"), series=_LATER),
    "days": _DAYS,
    "days, changed": with_(
        (date(2027, 3, 8), None), at(date(2027, 3, 12), _DAYS, title="Special"), series=_DAYS
    ),
    "single": EventItem("Single", Timed(FIRST, FIRST + HOUR)),
}


@pytest.mark.parametrize("second", STATES)
@pytest.mark.parametrize("first", STATES)
def test_google_holds_each_state_and_the_way_from_one_to_the_other(google, ana, first, second):
    put(ana, None, STATES[first], "create")
    assert there(ana) == STATES[first]
    put(ana, STATES[first], STATES[second])
    assert there(ana) == STATES[second]
    put(ana, STATES[second], STATES[first])
    assert there(ana) == STATES[first]


# -- what people do at Google ------------------------------------------------------------------------


class Follower:
    """Somebody who knows the series by what Google has reported so far."""

    def __init__(self, ana):
        self.ana = ana
        self.base = None
        self.token = calendar.list_changes(ana, CALENDAR, None).next_sync_token

    def look(self):
        changes = calendar.list_changes(self.ana, CALENDAR, self.token)
        self.token = changes.next_sync_token
        series = gather(changes.events, {"series00"})["series00"]
        self.base = decode_series(
            series.master, series.instances, self.base, DEFAULT, CALENDAR
        ).item
        return self.base


def moved_to(start):
    return {
        "start": {"dateTime": start, "timeZone": ZONE},
        "end": {"dateTime": start.replace("T1", "T2"), "timeZone": ZONE},
    }


FIFTH_ID = instance_id("series00", FOURTH + timedelta(weeks=1))
SECOND_ID, THIRD_ID, FOURTH_ID = (instance_id("series00", at) for at in (SECOND, THIRD, FOURTH))


def test_the_news_of_a_series_tell_what_a_whole_list_tells(google, ana):
    follower = Follower(ana)
    google.edit("POST", body={**MASTER, "id": "series00"})
    google.edit("DELETE", f"/{SECOND_ID}")
    assert follower.look() == there(ana), "cancelled before it was ever seen"
    for change in (
        ("PATCH", "/series00", {"summary": "Renamed", "location": "Bern"}),
        ("PATCH", f"/{THIRD_ID}", moved_to("2027-03-23T14:00:00")),
        ("PATCH", "/series00", {"summary": "Renamed again"}),
        ("PATCH", f"/{FOURTH_ID}", {"summary": "Last one"}),
        ("DELETE", f"/{THIRD_ID}"),
        ("PATCH", f"/{SECOND_ID}", {"status": "confirmed"}),
        ("PATCH", "/series00", {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=5"]}),
        ("DELETE", f"/{FIFTH_ID}"),
        ("PATCH", "/series00", {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=3"]}),
        ("PATCH", "/series00", {"recurrence": None}),
        ("PATCH", "/series00", {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=2"]}),
        ("DELETE", "/series00"),
        ("PATCH", "/series00", {"status": "confirmed"}),
    ):
        google.edit(*change)
        assert follower.look() == there(ana), change


def test_what_was_not_changed_by_a_write_is_left_alone(google, ana):
    put(ana, None, SERIES, "create")
    google.edit("PATCH", f"/{SECOND_ID}", {"colorId": "5", "summary": "Special"})
    before = there(ana)
    put(ana, before, with_(at(SECOND, title="Special", location="Bern"), (THIRD, None)))
    event = google.edit("GET", f"/{SECOND_ID}")
    assert (event["colorId"], event["summary"], event["location"]) == ("5", "Special", "Bern")


def test_a_series_comes_back_from_the_bin(google, ana):
    wanted = STATES["moved"]
    put(ana, None, wanted, "create")
    google.edit("DELETE", "/series00")
    assert there(ana) is None
    put(ana, None, wanted, "restore")
    assert there(ana) == wanted
    google.edit("DELETE", "/series00")
    put(ana, None, STATES["single"], "restore")
    assert there(ana) == STATES["single"]
