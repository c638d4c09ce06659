"""Series as strangers may send them: what they cost is bounded, whatever they ask for.

Costs are counted in steps, and not in seconds, so that no machine is too slow for these tests.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from itertools import islice, takewhile

import pytest
import strategies
from google_sync.engine.core.item import ItemError
from google_sync.engine.core.link import GoogleState
from google_sync.engine.events.budget import EVENT, LEAST, SHORT, TEXT, RunSteps, Steps
from google_sync.engine.events.item import AllDay, EventItem, Timed
from google_sync.engine.events.policy import EventPolicy
from google_sync.engine.events.recurrence import has_occurrence, original_starts, read_lines
from hypothesis import given
from hypothesis import strategies as st
from repeating import AT_NINE, DAY, HOUR, MONDAY, WHOLE_DAY

LONG_AGO = datetime(1600, 1, 3, 8, tzinfo=timezone.utc)
SINCE_1600 = Timed(LONG_AGO, LONG_AGO + HOUR)
NOW = datetime(2027, 6, 1, tzinfo=timezone.utc)
LEAP_DAY = AllDay(date(2028, 2, 29), date(2028, 3, 1))


def dates(name, moments):
    return f"{name}:{','.join(f'{moment:%Y%m%dT%H%M%SZ}' for moment in moments)}"


HOURS = ",".join(map(str, range(24)))
PLACES = ",".join(str(n) for n in range(-366, 367) if n)
#: What is worked out, and what it may take of the steps that an event has.
CHEAP = {
    "hourly since 1600": (["RRULE:FREQ=HOURLY"], SINCE_1600),
    "hourly since 1600, to the end of time": (["RRULE:FREQ=HOURLY;UNTIL=99981231"], SINCE_1600),
    "daily since 1600": (["RRULE:FREQ=DAILY"], SINCE_1600),
    "daily until 2990": (["RRULE:FREQ=DAILY;UNTIL=29901231T000000Z"], AT_NINE),
    "hourly until 2990": (["RRULE:FREQ=HOURLY;UNTIL=29901231T000000Z"], AT_NINE),
    "an exception in the year 9000": (["RRULE:FREQ=DAILY", "EXDATE:90000301T080000Z"], AT_NINE),
    "exceptions in far years": (
        [
            "RRULE:FREQ=DAILY",
            dates("EXDATE", [MONDAY.replace(year=n) for n in range(3000, 9000, 999)]),
        ],
        AT_NINE,
    ),
    "a date in the year 9000": (["RRULE:FREQ=DAILY", "RDATE:90000301T090000Z"], AT_NINE),
    "as often as there are numbers": (["RRULE:FREQ=DAILY;COUNT=999999999"], AT_NINE),
    "as many weeks": (["RRULE:FREQ=WEEKLY;BYDAY=MO,TU;COUNT=999999999"], AT_NINE),
    "every 999999999 days": (["RRULE:FREQ=DAILY;INTERVAL=999999999"], AT_NINE),
    "every 999999999 years": (["RRULE:FREQ=YEARLY;INTERVAL=999999999"], AT_NINE),
    "every 999999999 seconds": (["RRULE:FREQ=SECONDLY;INTERVAL=999999999;COUNT=400000"], AT_NINE),
    "minutes": (["RRULE:FREQ=MINUTELY;COUNT=400000"], AT_NINE),
    "every leap day": (["RRULE:FREQ=YEARLY"], LEAP_DAY),
    "leap days that are Sundays": (
        ["RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU"],
        WHOLE_DAY,
    ),
    "a Friday the 13th in a week 53": (["RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR"], AT_NINE),
    "on each day of the year": (
        [f"RRULE:FREQ=YEARLY;BYYEARDAY={','.join(map(str, range(1, 367)))};BYSETPOS=-1"],
        AT_NINE,
    ),
}
#: What gives nothing but its start.
IDLE = {
    "never": (["RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"], AT_NINE),
    "never, by the hour": (["RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=9"], AT_NINE),
    "never, every second year": (["RRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=30"], AT_NINE),
    "never, by hours": (
        ["RRULE:FREQ=HOURLY;INTERVAL=24;BYHOUR=9;BYMINUTE=0;BYMONTHDAY=31;BYMONTH=4"],
        AT_NINE,
    ),
}
#: What is refused: it takes too much.
REFUSED = {
    "never, by weeks": (["RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=TU"], AT_NINE),
    "a hundred rules": ([f"RRULE:FREQ=DAILY;INTERVAL={n}" for n in range(1, 101)], AT_NINE),
    "dates over 7,000 years": (
        [dates("RDATE", [MONDAY.replace(year=year) for year in range(2027, 9027)])],
        AT_NINE,
    ),
    "exceptions over 7,000 years": (
        ["RRULE:FREQ=DAILY", dates("EXDATE", [MONDAY.replace(year=n) for n in range(2027, 9027)])],
        AT_NINE,
    ),
    "a line for each of many dates": (
        ["RRULE:FREQ=DAILY", *["EXDATE;TZID=Asia/Tokyo:20270105T170000"] * 500],
        AT_NINE,
    ),
    "very many places, and dates beside them": (
        [
            f"RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR={HOURS};BYSETPOS={PLACES}",
            dates("RDATE", [MONDAY.replace(hour=8, minute=30) + n * DAY for n in range(1500)]),
        ],
        AT_NINE,
    ),
    "very many places, counted": (
        [f"RRULE:FREQ=DAILY;COUNT=999999999;BYSETPOS={PLACES}"],
        WHOLE_DAY,
    ),
    "all seconds": (["RRULE:FREQ=SECONDLY;COUNT=400000"], AT_NINE),
    "a line of a megabyte": (["RRULE:FREQ=DAILY;BYMONTHDAY=" + ",".join(["1"] * 500_000)], AT_NINE),
    "what is taken out again": (["RRULE:FREQ=DAILY", "EXRULE:FREQ=DAILY"], AT_NINE),
    "many months": (
        ["RRULE:FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=1;COUNT=99999999"],
        AT_NINE,
    ),
}


def zone_of(first):
    return "Europe/Paris" if isinstance(first, Timed) else ""


@pytest.mark.parametrize("name", CHEAP)
def test_it_makes_no_difference_when_a_series_began_or_ends(name):
    lines, first = CHEAP[name]
    steps = Steps()
    when, _without = read_lines(lines, first, zone_of(first), steps)
    assert steps.taken < EVENT / 4
    window = Steps()
    since, until = (NOW, NOW + 2 * DAY) if zone_of(first) else (NOW.date(), NOW.date() + 2 * DAY)
    found = list(original_starts(when, since, until, window))
    assert window.taken < 400 + 4 * len(found)


@pytest.mark.parametrize("name", IDLE)
def test_what_gives_nothing_is_known_in_bounded_work(name):
    lines, first = IDLE[name]
    steps = Steps()
    when, _without = read_lines(lines, first, zone_of(first), steps)
    assert list(original_starts(when)) == [first.start]
    assert steps.taken < EVENT


@pytest.mark.parametrize("name", REFUSED)
def test_what_takes_too_much_is_refused_in_bounded_work(name):
    lines, first = REFUSED[name]
    steps = Steps()
    with pytest.raises(ItemError) as refused:
        read_lines(lines, first, zone_of(first), steps)
    assert refused.value.code in ("bad_rule", "too_much_work")
    assert all(len(str(text)) < 1_000 for text in refused.value.values.values())


def test_far_exceptions_count_like_near_ones():
    exception = MONDAY.replace(year=9000, month=3, day=3)
    when, without = read_lines(
        ["RRULE:FREQ=DAILY", f"EXDATE;TZID=Europe/Paris:{exception:%Y%m%d}T090000"],
        AT_NINE,
        "Europe/Paris",
    )
    assert without == {exception}
    assert has_occurrence(when, exception)


def test_years_of_ordinary_exceptions_take_a_part_of_the_steps():
    steps = Steps()
    taken_out = [MONDAY + n * DAY for n in range(0, 3 * 365, 3)]
    _when, without = read_lines(
        ["RRULE:FREQ=DAILY", dates("EXDATE", taken_out)], AT_NINE, "UTC", steps
    )
    assert len(without) == len(taken_out)
    assert steps.taken < EVENT / 4


def test_the_last_one_of_very_many_is_found_from_the_end():
    when, _without = read_lines(["RRULE:FREQ=HOURLY;UNTIL=29901231T003000Z"], AT_NINE, "UTC")
    last = datetime(2990, 12, 31, tzinfo=timezone.utc)
    assert list(original_starts(when, last - HOUR)) == [last - HOUR, last]
    counted, _without = read_lines(["RRULE:FREQ=DAILY;COUNT=100000"], AT_NINE, "UTC")
    assert list(original_starts(counted, MONDAY + 99_998 * DAY)) == [
        MONDAY + 99_998 * DAY,
        MONDAY + 99_999 * DAY,
    ]


@pytest.mark.parametrize("name", CHEAP)
def test_whether_a_series_reaches_a_window_is_asked_near_the_window(name):
    lines, first = CHEAP[name]
    when, _without = read_lines(lines, first, zone_of(first))
    policy = EventPolicy(populate_odoo=True, known_since=NOW, window=(NOW, NOW + 9 * DAY))
    state = GoogleState(EventItem("Old", when), "etag", changed=NOW - DAY)
    assert policy.out_of_scope(state) in (None, "out_of_window")


@given(strategies.repetitions, st.integers(0, 1000), st.integers(0, 60))
def test_a_part_of_a_series_is_what_the_whole_has_there(lines_of, days, length):
    lines, first, zone = lines_of
    when, _without = read_lines(lines, first, zone)
    since, until = first.start + days * DAY, first.start + (days + length) * DAY
    whole = takewhile(lambda original_start: original_start <= until, original_starts(when))
    part = list(original_starts(when, since, until))
    assert part == [original_start for original_start in whole if original_start >= since]
    assert all(has_occurrence(when, original_start) for original_start in part)


@given(strategies.repetitions)
def test_what_has_been_counted_ends_where_the_whole_does(lines_of):
    lines, first, zone = lines_of
    when, _without = read_lines(lines, first, zone)
    some = list(islice(original_starts(when), 200))
    if len(some) < 200:
        assert list(original_starts(when, some[-1])) == some[-1:]
        assert not list(
            original_starts(when, some[-1] + timedelta(seconds=1) if zone else some[-1] + DAY)
        )


def test_the_steps_of_a_run_count_what_is_costly_and_leave_each_event_its_own():
    run = RunSteps(3_000)
    for _ordinary in range(100):
        run.of_one().take(LEAST)
    assert run.left == 3_000
    costly = run.of_one()
    costly.take(LEAST + 2_500)
    assert run.left == 500
    with pytest.raises(ItemError) as refused:
        run.of_one().take(LEAST + 501)
    assert refused.value.code == "too_much_at_once"
    run.of_one().take(LEAST)
    with pytest.raises(ItemError) as refused:
        RunSteps().of_one().take(EVENT + 1)
    assert refused.value.code == "too_much_work"


def test_a_run_reads_long_texts_until_it_has_read_enough_and_short_ones_always():
    run = RunSteps(text=1_000)
    run.of_one().read(SHORT + 999)
    run.of_one().read(SHORT + 5_000)  # the last one may be longer than what is left
    with pytest.raises(ItemError) as refused:
        run.of_one().read(SHORT + 1)
    assert refused.value.code == "too_much_at_once"
    run.of_one().read(SHORT)
    run.of_one().take(EVENT)
    assert RunSteps().of_one().read(TEXT) is None, "any text comes in at some time"
