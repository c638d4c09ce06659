"""Series: what their rules mean, and which spellings mean the same."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

import pytest
import strategies
from dateutil.rrule import rrulestr
from google_sync.engine.item import AllDay, EventItem, ItemError, Repeating, Timed, dump, load
from google_sync.engine.recurrence import (
    follow,
    has_slot,
    occurrence,
    read_lines,
    slots,
    span_at,
    template,
    with_occurrences,
    write_lines,
)
from hypothesis import event, given

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
#: A Monday, at nine in Paris.
MONDAY = datetime(2027, 1, 4, 8, tzinfo=timezone.utc)
AT_NINE = Timed(MONDAY, MONDAY + HOUR)
WHOLE_DAY = AllDay(date(2027, 1, 4), date(2027, 1, 5))


def series(*lines, first=AT_NINE, zone="Europe/Paris"):
    return read_lines(lines, first, zone)[0]


def local(when, number=5):
    """The first slots as people in Paris would write them."""
    paris = ZoneInfo("Europe/Paris")
    return [f"{slot.astimezone(paris):%m-%d %H:%M}" for slot in islice(slots(when), number)]


def days(when, number=5):
    return [f"{slot:%m-%d}" for slot in islice(slots(when), number)]


# -- what rules mean


def test_nine_stays_nine_over_both_changes_of_summer_time():
    daily = series("RRULE:FREQ=DAILY;INTERVAL=7")
    in_march = [text for text in local(daily, 60) if text.startswith(("03-2", "04-0"))]
    assert in_march == ["03-22 09:00", "03-29 09:00", "04-05 09:00"]
    in_october = [text for text in local(daily, 60) if text.startswith(("10-2", "11-0"))]
    assert in_october == ["10-25 09:00", "11-01 09:00", "11-08 09:00"]


def test_a_time_that_the_clock_skips_comes_as_much_later():
    start = datetime(2027, 3, 27, 1, 30, tzinfo=timezone.utc)  # half past two
    nightly = series("RRULE:FREQ=DAILY", first=Timed(start, start + HOUR))
    assert local(nightly, 3) == ["03-27 02:30", "03-28 03:30", "03-29 02:30"]
    assert all(has_slot(nightly, slot) for slot in islice(slots(nightly), 3))


def test_of_a_time_that_comes_twice_the_first_is_meant():
    start = datetime(2027, 10, 30, 0, 30, tzinfo=timezone.utc)  # half past two
    nightly = series("RRULE:FREQ=DAILY", first=Timed(start, start + HOUR))
    second = datetime(2027, 10, 31, 1, 30, tzinfo=timezone.utc)
    assert has_slot(nightly, second - HOUR)
    assert not has_slot(nightly, second)


def test_a_series_may_start_at_the_second_of_two_equal_times():
    start = datetime(2027, 10, 31, 1, 30, tzinfo=timezone.utc)
    nightly = series("RRULE:FREQ=DAILY", first=Timed(start, start + HOUR))
    assert next(slots(nightly)) == start
    assert read_lines(write_lines(nightly, [start]), nightly.first, nightly.zone) == (
        nightly,
        {start},
    )


def test_a_day_that_a_zone_left_out_gives_no_second_slot():
    start = datetime(2011, 12, 28, 19, tzinfo=timezone.utc)  # nine in Samoa, east of the line
    daily = series("RRULE:FREQ=DAILY", first=Timed(start, start + HOUR), zone="Pacific/Apia")
    found = list(islice(slots(daily), 4))
    assert found == sorted(set(found))


def test_the_last_friday_of_the_month():
    assert local(series("RRULE:FREQ=MONTHLY;BYDAY=-1FR"), 3) == [
        "01-29 09:00",
        "02-26 09:00",
        "03-26 09:00",
    ]


def test_the_last_working_day_of_the_month():
    working = series("RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")
    assert days(working, 3) == ["01-29", "02-26", "03-31"]


def test_months_and_years_without_the_day_are_left_out():
    thirty_first = AllDay(date(2027, 1, 31), date(2027, 2, 1))
    monthly = series("RRULE:FREQ=MONTHLY", first=thirty_first)
    assert days(monthly, 3) == ["01-31", "03-31", "05-31"]
    leap_day = AllDay(date(2028, 2, 29), date(2028, 3, 1))
    assert [
        slot.year for slot in islice(slots(series("RRULE:FREQ=YEARLY", first=leap_day)), 3)
    ] == [
        2028,
        2032,
        2036,
    ]


def test_a_start_that_the_rule_does_not_give_is_no_occurrence():
    tuesdays = series("RRULE:FREQ=WEEKLY;BYDAY=TU")
    assert local(tuesdays, 2) == ["01-05 09:00", "01-12 09:00"]
    assert not has_slot(tuesdays, MONDAY)


def test_a_count_counts_what_exdate_takes_out():
    when, without = read_lines(
        ["RRULE:FREQ=DAILY;COUNT=3", "EXDATE;TZID=Europe/Paris:20270105T090000"],
        AT_NINE,
        "Europe/Paris",
    )
    assert len(list(slots(when))) == 3
    assert without == {MONDAY + DAY}


@pytest.mark.parametrize(
    "line",
    [
        "EXDATE:20270105T080000Z",
        "EXDATE:20270105T090000",
        "EXDATE;TZID=Europe/Paris:20270105T090000",
        "EXDATE;VALUE=DATE-TIME;TZID=Asia/Tokyo:20270105T170000",
        'exdate;tzid="America/New_York":20270105t030000',
        "EXDATE;VALUE=DATE:20270105",
        "EXDATE:20270105T080000Z,20270106T080001Z,20261231T080000Z",
    ],
)
def test_a_date_may_be_said_in_any_zone_and_counts_only_if_it_is_in_the_series(line):
    _when, without = read_lines(["RRULE:FREQ=DAILY", line], AT_NINE, "Europe/Paris")
    assert without == {MONDAY + DAY}


@pytest.mark.parametrize("text", ["20270105", "20270105T000000Z", "20270105T000000"])
def test_the_dates_of_whole_days_are_days(text):
    _when, without = read_lines(["RRULE:FREQ=DAILY", f"EXDATE:{text}"], WHOLE_DAY, "")
    assert without == {date(2027, 1, 5)}


def test_dates_are_added_once_and_exrules_win():
    when = series(
        "RRULE:FREQ=WEEKLY;COUNT=3",
        "RDATE:20270111T080000Z,20270106T080000Z,20270107T080000Z",
        "EXRULE:FREQ=WEEKLY;BYDAY=TH",
    )
    assert local(when) == ["01-04 09:00", "01-06 09:00", "01-11 09:00", "01-18 09:00"]
    assert when.extra == (MONDAY + 2 * DAY,)


def test_dates_alone_come_with_the_start():
    when = series("RDATE:20270111T080000Z")
    assert when.rules == ()
    assert local(when) == ["01-04 09:00", "01-11 09:00"]


def test_several_rules_give_each_slot_once():
    when = series("RRULE:FREQ=WEEKLY;BYDAY=MO", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU")
    assert local(when, 4) == ["01-04 09:00", "01-05 09:00", "01-11 09:00", "01-12 09:00"]


def test_an_endless_series_is_neither_expanded_nor_longer_than_the_sides_can_hold():
    daily = series("RRULE:FREQ=DAILY")
    began = time.process_time()
    assert has_slot(daily, datetime(9998, 12, 31, 8, tzinfo=timezone.utc))
    assert not has_slot(daily, datetime(9999, 1, 1, 8, tzinfo=timezone.utc))
    assert time.process_time() - began < 0.1
    yearly = series("RRULE:FREQ=YEARLY", first=AllDay(date(9990, 12, 31), date(9991, 1, 1)))
    assert [slot.year for slot in slots(yearly)] == list(range(9990, 9998)), "then it ends in 9999"


# -- spellings

SAME = [
    (
        "FREQ=WEEKLY;BYDAY=MO",
        ["FREQ=WEEKLY", "freq=weekly;interval=1;wkst=su", "WKST=SU;FREQ=WEEKLY"],
    ),
    (
        "FREQ=WEEKLY;BYDAY=MO,WE,FR",
        ["FREQ=WEEKLY;BYDAY=FR,MO,WE,MO;X-NAME=x", "FREQ=DAILY;BYDAY=MO,WE,FR"],
    ),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", ["FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=TH,TU;"]),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU", ["FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO"]),
    ("FREQ=MONTHLY;BYMONTHDAY=4", ["FREQ=MONTHLY", "FREQ=MONTHLY;WKST=SU;BYMONTHDAY=+4,04"]),
    ("FREQ=MONTHLY;BYDAY=1MO", ["FREQ=MONTHLY;BYDAY=+1MO", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1"]),
    ("FREQ=MONTHLY;BYDAY=-1FR", ["FREQ=MONTHLY;BYSETPOS=-1;BYDAY=FR"]),
    ("FREQ=YEARLY", ["FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=4", "FREQ=YEARLY;BYMONTH=01"]),
    ("FREQ=YEARLY;BYMONTH=1,3", ["FREQ=YEARLY;BYMONTHDAY=4;BYMONTH=3,1"]),
    ("FREQ=YEARLY;BYMONTHDAY=4", ["BYMONTHDAY=4;FREQ=YEARLY"]),
    ("FREQ=YEARLY;BYDAY=MO;BYWEEKNO=1,20", ["FREQ=YEARLY;BYWEEKNO=20,1"]),
    ("FREQ=DAILY;COUNT=3", ["COUNT=3;FREQ=DAILY;BYHOUR=9;BYMINUTE=00;BYSECOND=0"]),
    (
        "FREQ=WEEKLY;UNTIL=20270118;BYDAY=MO",
        [
            "FREQ=WEEKLY;UNTIL=20270118",
            "FREQ=WEEKLY;UNTIL=20270124",
            "FREQ=WEEKLY;UNTIL=20270118T080000Z",
            "FREQ=WEEKLY;UNTIL=20270118T090000",
            "FREQ=WEEKLY;UNTIL=20270125T075959Z",
        ],
    ),
]


@pytest.mark.parametrize(
    ("normal", "text"), [(normal, text) for normal, texts in SAME for text in [normal, *texts]]
)
def test_what_means_the_same_has_one_normal_form(normal, text):
    assert series(f"RRULE:{text}").rules == (f"RRULE:{normal}",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTHDAY=4"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU"),
        ("FREQ=WEEKLY;UNTIL=20270118", "FREQ=WEEKLY;UNTIL=20270118T075959Z"),
        ("FREQ=DAILY;COUNT=2", "FREQ=DAILY;UNTIL=20270105"),
    ],
)
def test_what_does_not_mean_the_same_stays_apart(one, other):
    assert series(f"RRULE:{one}") != series(f"RRULE:{other}")


def test_google_gets_until_as_the_end_of_the_day_in_utc_and_whole_days_as_a_date():
    text = "RRULE:FREQ=WEEKLY;UNTIL=20270329"
    assert write_lines(series(text)) == ["RRULE:FREQ=WEEKLY;UNTIL=20270329T215959Z;BYDAY=MO"]
    assert write_lines(series(text, first=WHOLE_DAY)) == [
        "RRULE:FREQ=WEEKLY;UNTIL=20270329;BYDAY=MO"
    ]


def test_google_gets_dates_in_the_zone_of_the_series():
    when = series("RRULE:FREQ=DAILY", "RDATE:20270302T120000Z")
    assert write_lines(when, [MONDAY + 90 * DAY - HOUR, MONDAY]) == [
        "RRULE:FREQ=DAILY",
        "RDATE;TZID=Europe/Paris:20270302T130000",
        "EXDATE;TZID=Europe/Paris:20270104T090000,20270404T090000",
    ]
    whole = series("RRULE:FREQ=WEEKLY", first=WHOLE_DAY)
    assert write_lines(whole, [date(2027, 1, 4)])[1:] == ["EXDATE;VALUE=DATE:20270104"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "FREQ=DAILY",
        "DTSTART:20270104T080000Z",
        "RRULE:",
        "RRULE:FREQ=FORTNIGHTLY",
        "RRULE:FREQ=DAILY;FREQ=WEEKLY",
        "RRULE:FREQ=DAILY;INTERVAL=0",
        "RRULE:FREQ=DAILY;INTERVAL=-1",
        "RRULE:FREQ=DAILY;INTERVAL=x",
        "RRULE:FREQ=DAILY;COUNT=0",
        "RRULE:FREQ=DAILY;COUNT=2;UNTIL=20270105",
        "RRULE:FREQ=DAILY;BYEASTER=1",
        "RRULE:FREQ=DAILY;WKST=XX",
        "RRULE:FREQ=DAILY;BYHOUR=9,15",
        "RRULE:FREQ=DAILY;BYHOUR=8",
        "RRULE:FREQ=HOURLY",
        "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=WEEKLY;BYDAY=",
        "RRULE:FREQ=WEEKLY;BYDAY=XX",
        "RRULE:FREQ=MONTHLY;BYDAY=54MO",
        "RRULE:FREQ=WEEKLY;BYMONTHDAY=1",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=0",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=32",
        "RRULE:FREQ=MONTHLY;BYYEARDAY=1",
        "RRULE:FREQ=YEARLY;BYMONTH=-1",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=MONTHLY;INTERVAL=12;BYMONTH=2",
        "RRULE:FREQ=DAILY;INTERVAL=999999999;BYDAY=TU",
        "RRULE:FREQ=DAILY;UNTIL=20270103",
        "RRULE:FREQ=DAILY;UNTIL=20270104T075959Z",
        "RRULE:FREQ=DAILY;UNTIL=20270230",
        "RRULE:FREQ=DAILY;UNTIL=00010101",
        "RRULE:FREQ=DAILY;UNTIL=tomorrow",
        "RDATE;VALUE=PERIOD:20270105T080000Z/PT1H",
        "RDATE:20270105T2500Z",
        "RDATE:99990101T000000Z",
        "RDATE;TZID=Nowhere/Land:20270105T080000",
        "RDATE;TZID=../../etc/passwd:20270105T080000",
        "EXDATE:",
    ],
)
def test_a_line_that_cannot_be_read_or_gives_nothing_is_refused(line):
    with pytest.raises(ItemError) as refused:
        series(line)
    assert (refused.value.code, refused.value.values) == ("bad_rule", {"text": line})


def test_rules_that_take_everything_out_and_unknown_zones_are_refused():
    with pytest.raises(ItemError):
        series("RRULE:FREQ=DAILY", "EXRULE:FREQ=DAILY")
    with pytest.raises(ItemError):
        series("RRULE:FREQ=DAILY", zone="Nowhere/Land")


def test_until_the_end_of_all_days_is_read_and_written():
    when = series("RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z", zone="America/New_York")
    assert read_lines(write_lines(when), AT_NINE, when.zone) == (when, frozenset())


# -- any series at all


@given(strategies.repetitions)
def test_what_is_written_is_read_again(lines_of):
    lines, first, zone = lines_of
    when, without = read_lines(lines, first, zone)
    event(f"rules: {len(when.rules)}, extra: {bool(when.extra)}, without: {bool(without)}")
    assert read_lines(write_lines(when, without), first, zone) == (when, without)
    assert hash(when) == hash(replace(when))


@given(strategies.repetitions)
def test_the_slots_of_two_years_are_those_that_dateutil_finds(lines_of):
    lines, first, zone = lines_of
    when, without = read_lines(lines, first, zone)
    end = first.start + 730 * DAY
    found = set(takewhile(lambda slot: slot < end, slots(when)))
    assert found - without == _expanded(lines, first, zone, end)
    assert all(has_slot(when, slot) for slot in found)
    days_after = {slot + DAY for slot in found if slot + DAY < end}
    assert not any(has_slot(when, slot) for slot in days_after - found)


def _expanded(lines, first, zone, end):
    """The slots before ``end`` as ``dateutil`` finds them, in local time."""
    if isinstance(first, AllDay):
        start = datetime.combine(first.start, datetime.min.time())
    else:
        start = first.start.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    found = rrulestr("\n".join(lines), dtstart=start, forceset=True)
    near = takewhile(lambda moment: moment < start + 732 * DAY, found)
    if isinstance(first, AllDay):
        return {moment.date() for moment in near if moment.date() < end}
    instants = {moment.replace(tzinfo=ZoneInfo(zone)).astimezone(timezone.utc) for moment in near}
    return {instant for instant in instants if instant < end}


@given(strategies.repetitions)
def test_a_link_keeps_a_series_with_its_exceptions(lines_of):
    lines, first, zone = lines_of
    when, _without = read_lines(lines, first, zone)
    item = EventItem("Course", when)
    some = list(islice(slots(when), 2))
    changed = {some[0]: None, some[-1]: replace(template(item, some[-1]), title="Exam")}
    item = with_occurrences(item, changed)
    assert load(json.loads(json.dumps(dump(item)))) == item


# -- occurrences

COURSE = EventItem("Course", series("RRULE:FREQ=WEEKLY;COUNT=4"), location="Bern")
FIRST, SECOND, THIRD, FOURTH = slots(COURSE.when)


def changed(slot, item=COURSE, **values):
    return replace(template(item, slot), **values)


def test_an_occurrence_is_a_single_item_as_long_as_the_first():
    summer = EventItem("Course", series("RRULE:FREQ=WEEKLY"))
    slot = datetime(2027, 7, 5, 7, tzinfo=timezone.utc)
    assert occurrence(summer, slot) == EventItem("Course", Timed(slot, slot + HOUR))
    two_days = series("RRULE:FREQ=WEEKLY", first=replace(WHOLE_DAY, stop=date(2027, 1, 6)))
    day = date(2027, 7, 5)
    assert span_at(two_days, day) == AllDay(day, day + 2 * DAY)


def test_what_does_not_take_place_is_no_occurrence():
    course = with_occurrences(COURSE, {SECOND: None})
    assert occurrence(course, SECOND) is None
    assert occurrence(course, SECOND + DAY) is None
    assert occurrence(course, THIRD) == template(course, THIRD)


def test_only_what_differs_from_the_series_is_an_exception():
    exam = changed(FOURTH, title="Exam")
    course = with_occurrences(
        COURSE,
        {FOURTH: exam, SECOND: None, FIRST: template(COURSE, FIRST), FIRST + DAY: None},
    )
    assert course.exceptions == ((SECOND, None), (FOURTH, exam))
    single = replace(course, when=AT_NINE)
    assert with_occurrences(single, {FIRST: None}).exceptions == ()


def test_an_exception_follows_the_series_in_what_it_has_in_common_with_it():
    exam = changed(FOURTH, title="Exam")
    course = with_occurrences(COURSE, {SECOND: None, FOURTH: exam})
    later = series("RRULE:FREQ=WEEKLY;COUNT=4", first=Timed(MONDAY, MONDAY + 2 * HOUR))
    followed = follow(course, EventItem("Seminar", later, location="Basel"))
    assert occurrence(followed, SECOND) is None
    assert occurrence(followed, FOURTH) == EventItem(
        "Exam", Timed(FOURTH, FOURTH + 2 * HOUR), location="Basel"
    )


def test_an_exception_that_the_series_agrees_with_or_has_no_slot_for_is_none():
    exam = changed(SECOND, title="Exam")
    course = with_occurrences(COURSE, {SECOND: exam, FOURTH: None})
    shorter = EventItem("Exam", series("RRULE:FREQ=WEEKLY;COUNT=3"), location="Bern")
    assert follow(course, shorter).exceptions == ()
    assert follow(course, replace(course, when=AT_NINE)).exceptions == ()


def test_whole_days_and_times_do_not_have_each_others_slots():
    assert not has_slot(COURSE.when, FIRST.date())
    assert not has_slot(series("RRULE:FREQ=DAILY", first=WHOLE_DAY), FIRST)
    assert isinstance(COURSE.when, Repeating)
