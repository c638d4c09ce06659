"""Series: when their occurrences are."""

from __future__ import annotations

from datetime import date, datetime, timezone
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

import pytest
import strategies
from dateutil.rrule import rruleset, rrulestr
from google_sync.engine.events.budget import Steps
from google_sync.engine.events.item import AllDay, Timed
from google_sync.engine.events.recurrence import (
    has_occurrence,
    original_starts,
    read_lines,
    write_lines,
)
from hypothesis import example, given
from repeating import AT_NINE, DAY, HOUR, MONDAY, WHOLE_DAY, series


def local(when, number=5):
    """The first original starts as people in Paris would write them."""
    paris = ZoneInfo("Europe/Paris")
    return [
        f"{original_start.astimezone(paris):%m-%d %H:%M}"
        for original_start in islice(original_starts(when), number)
    ]


def days(when, number=5):
    return [f"{original_start:%m-%d}" for original_start in islice(original_starts(when), number)]


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
    assert all(
        has_occurrence(nightly, original_start)
        for original_start in islice(original_starts(nightly), 3)
    )


def test_of_a_time_that_comes_twice_the_first_is_meant():
    start = datetime(2027, 10, 30, 0, 30, tzinfo=timezone.utc)  # half past two
    nightly = series("RRULE:FREQ=DAILY", first=Timed(start, start + HOUR))
    second = datetime(2027, 10, 31, 1, 30, tzinfo=timezone.utc)
    assert has_occurrence(nightly, second - HOUR)
    assert not has_occurrence(nightly, second)


def test_a_series_may_start_at_the_second_of_two_equal_times():
    start = datetime(2027, 10, 31, 1, 30, tzinfo=timezone.utc)
    nightly = series("RRULE:FREQ=DAILY", first=Timed(start, start + HOUR))
    assert next(original_starts(nightly)) == start
    assert read_lines(write_lines(nightly, [start]), nightly.first, nightly.zone) == (
        nightly,
        {start},
    )


def test_a_day_that_a_zone_left_out_gives_no_second_start():
    start = datetime(2011, 12, 28, 19, tzinfo=timezone.utc)  # nine in Samoa, east of the line
    daily = series("RRULE:FREQ=DAILY", first=Timed(start, start + HOUR), zone="Pacific/Apia")
    found = list(islice(original_starts(daily), 4))
    assert found == sorted(set(found))


def test_the_last_friday_of_the_month():
    assert local(series("RRULE:FREQ=MONTHLY;BYDAY=-1FR"), 4) == [
        "01-04 09:00",
        "01-29 09:00",
        "02-26 09:00",
        "03-26 09:00",
    ]


def test_the_last_working_day_of_the_month():
    working = series("RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1")
    assert days(working, 4) == ["01-04", "01-29", "02-26", "03-31"]


def test_months_and_years_without_the_day_are_left_out():
    thirty_first = AllDay(date(2027, 1, 31), date(2027, 2, 1))
    monthly = series("RRULE:FREQ=MONTHLY", first=thirty_first)
    assert days(monthly, 3) == ["01-31", "03-31", "05-31"]
    leap_day = AllDay(date(2028, 2, 29), date(2028, 3, 1))
    assert [
        original_start.year
        for original_start in islice(
            original_starts(series("RRULE:FREQ=YEARLY", first=leap_day)), 3
        )
    ] == [
        2028,
        2032,
        2036,
    ]


def test_a_start_that_the_rule_does_not_give_is_an_occurrence_and_takes_none_of_the_count():
    tuesdays = series("RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2")
    assert local(tuesdays, 9) == ["01-04 09:00", "01-05 09:00", "01-12 09:00"]
    assert has_occurrence(tuesdays, MONDAY)
    assert list(original_starts(tuesdays, MONDAY, MONDAY)) == [MONDAY]
    assert next(original_starts(tuesdays, MONDAY + HOUR)) == MONDAY + DAY


def test_such_a_start_is_there_whoever_reads_the_lines():
    tuesdays = series("RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2")
    lines = write_lines(tuesdays)
    assert "RDATE;TZID=Europe/Paris:20270104T090000" in lines
    assert series(*lines) == tuesdays
    _when, without = read_lines([*lines, "EXDATE:20270104T080000Z"], AT_NINE, "Europe/Paris")
    assert without == {MONDAY}


def test_a_start_that_the_rule_gives_is_no_other_occurrence():
    for line in ("RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY;BYDAY=MO,FR"):
        assert series(line).extra == ()


@pytest.mark.parametrize(
    "line",
    [
        "RRULE:FREQ=DAILY;UNTIL=20270103",
        "RRULE:FREQ=DAILY;UNTIL=20270104T075959Z",
        "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=HOURLY;INTERVAL=2;BYHOUR=8",
        "RRULE:FREQ=MONTHLY;INTERVAL=12;BYMONTH=2",
        "RRULE:FREQ=DAILY;INTERVAL=999999999;BYDAY=TU",
    ],
)
def test_of_a_rule_that_gives_nothing_the_start_is_left(line):
    once = series(line)
    assert list(original_starts(once)) == [MONDAY]
    assert series(*write_lines(once)) == once


def test_a_count_below_nothing_means_for_ever():
    assert series("RRULE:FREQ=DAILY;COUNT=-1") == series("RRULE:FREQ=DAILY")


def test_a_count_counts_what_exdate_takes_out():
    when, without = read_lines(
        ["RRULE:FREQ=DAILY;COUNT=3", "EXDATE;TZID=Europe/Paris:20270105T090000"],
        AT_NINE,
        "Europe/Paris",
    )
    assert len(list(original_starts(when))) == 3
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


def test_several_rules_give_each_start_once():
    when = series("RRULE:FREQ=WEEKLY;BYDAY=MO", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU")
    assert local(when, 4) == ["01-04 09:00", "01-05 09:00", "01-11 09:00", "01-12 09:00"]


def test_an_endless_series_is_not_longer_than_the_sides_can_hold():
    yearly = series("RRULE:FREQ=YEARLY")
    assert has_occurrence(yearly, datetime(9998, 1, 4, 8, tzinfo=timezone.utc))
    assert not has_occurrence(yearly, datetime(9999, 1, 4, 8, tzinfo=timezone.utc))
    yearly = series("RRULE:FREQ=YEARLY", first=AllDay(date(9990, 12, 31), date(9991, 1, 1)))
    assert [original_start.year for original_start in original_starts(yearly)] == list(
        range(9990, 9998)
    ), "then it ends in 9999"


def test_the_starts_of_a_series_are_found_again_without_expanding_it():
    weekly = series("RRULE:FREQ=WEEKLY")
    *_others, late = islice(original_starts(weekly), 720)
    early, later = Steps(), Steps()
    assert has_occurrence(weekly, weekly.start, early)
    assert has_occurrence(weekly, late, later)
    assert later.taken <= early.taken + 2, "how far it lies makes no difference"


def test_hours_are_those_of_the_local_clock():
    start = datetime(2027, 3, 27, 23, tzinfo=timezone.utc)  # midnight
    hourly = series("RRULE:FREQ=HOURLY", first=Timed(start, start + HOUR))
    assert local(hourly, 4) == ["03-28 00:00", "03-28 01:00", "03-28 03:00", "03-28 04:00"]
    third = series("RRULE:FREQ=HOURLY;INTERVAL=3;COUNT=3")
    assert local(third) == ["01-04 09:00", "01-04 12:00", "01-04 15:00"]


def test_a_change_of_the_clock_leaves_the_starts_in_order():
    start = datetime(2027, 3, 28, 0, 45, tzinfo=timezone.utc)  # a quarter to two
    often = series("RRULE:FREQ=MINUTELY;INTERVAL=25;COUNT=5", first=Timed(start, start + HOUR))
    assert local(often) == [
        f"03-28 {text}" for text in ("01:45", "03:00", "03:10", "03:25", "03:35")
    ]


def test_there_may_be_several_times_a_day():
    twice = series("RRULE:FREQ=WEEKLY;BYDAY=MO,TU;BYHOUR=8,15;BYMINUTE=30")
    assert local(twice, 4) == ["01-04 09:00", "01-04 15:30", "01-05 08:30", "01-05 15:30"]


def test_nothing_comes_before_a_start_at_the_second_of_two_equal_times():
    start = datetime(2027, 10, 31, 1, 30, tzinfo=timezone.utc)
    often = series("RRULE:FREQ=MINUTELY;INTERVAL=15;COUNT=3", first=Timed(start, start + HOUR))
    assert list(original_starts(often)) == [start, start + HOUR / 4, start + HOUR / 2]


def test_weekdays_with_and_without_a_number_are_both_meant():
    mixed = series("RRULE:FREQ=MONTHLY;BYDAY=1MO,FR")
    assert days(mixed, 6) == ["01-04", "01-08", "01-15", "01-22", "01-29", "02-01"]


def test_rules_that_never_match_are_known_in_time():
    for text in ("HOURLY;BYHOUR=9;", "DAILY;", "YEARLY;"):
        assert series(f"RRULE:FREQ={text}BYMONTH=2;BYMONTHDAY=30").rules == ()


@given(strategies.repetitions)
@example((["RRULE:FREQ=HOURLY;INTERVAL=2;BYHOUR=0"], Timed(MONDAY, MONDAY), "Europe/Paris"))
def test_the_starts_of_two_years_are_those_that_dateutil_finds(lines_of):
    lines, first, zone = lines_of
    when, without = read_lines(lines, first, zone)
    end = first.start + 730 * DAY
    found = set(takewhile(lambda original_start: original_start < end, original_starts(when)))
    assert found - without == _expanded(lines, first, zone, end)
    assert all(has_occurrence(when, original_start) for original_start in found)
    days_after = {original_start + DAY for original_start in found if original_start + DAY < end}
    assert not any(has_occurrence(when, original_start) for original_start in days_after - found)


def _expanded(lines, first, zone, end):
    """The starts before ``end`` as ``dateutil`` finds them, which gives no start of its own."""
    if isinstance(first, AllDay):
        start = datetime.combine(first.start, datetime.min.time())
    else:
        start = first.start.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    known = [line for line in lines if _ever_matches(line, start)]
    found = rrulestr("\n".join(known), dtstart=start, forceset=True) if known else rruleset()
    found.rdate(start)
    near = takewhile(lambda moment: moment < start + 732 * DAY, found)
    if isinstance(first, AllDay):
        return {moment.date() for moment in near if moment.date() < end}
    instants = {moment.replace(tzinfo=ZoneInfo(zone)).astimezone(timezone.utc) for moment in near}
    return {instant for instant in instants if instant < end}


def _ever_matches(line, start):
    """``dateutil`` refuses a rule where it finds out that it never matches."""
    name, _colon, rule = line.partition(":")
    try:
        return name not in ("RRULE", "EXRULE") or bool(rrulestr(rule, dtstart=start))
    except ValueError as error:
        if "empty set" not in str(error):
            raise
        return False
