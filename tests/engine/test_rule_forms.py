"""Rules: which spellings mean the same, and what Google gets of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import strategies
from google_sync.engine.core.item import ItemError
from google_sync.engine.events.recurrence import read_lines, write_lines
from hypothesis import event, given
from repeating import AT_NINE, DAY, HOUR, MONDAY, WHOLE_DAY, series

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
    ("FREQ=DAILY;BYHOUR=9,15", ["FREQ=DAILY;BYHOUR=15,9,09;BYMINUTE=0", "BYHOUR=9,15;FREQ=DAILY"]),
    ("FREQ=DAILY;BYHOUR=8", ["FREQ=DAILY;INTERVAL=1;BYHOUR=08;BYSECOND=0"]),
    ("FREQ=HOURLY", ["FREQ=HOURLY;WKST=SU;INTERVAL=1", "FREQ=HOURLY;BYMINUTE=0"]),
    ("FREQ=HOURLY;BYHOUR=9", ["FREQ=HOURLY;BYHOUR=09"]),
    (
        "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1;BYHOUR=9,15",
        ["FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1;BYHOUR=9,15"],
    ),
    (
        "FREQ=HOURLY;INTERVAL=5;UNTIL=20270105T100000",
        [
            "FREQ=HOURLY;INTERVAL=5;UNTIL=20270105T090000Z",
            "FREQ=HOURLY;INTERVAL=5;UNTIL=20270105T135959Z",
            "FREQ=HOURLY;INTERVAL=5;UNTIL=20270105T145959",
        ],
    ),
    ("FREQ=DAILY", ["FREQ=DAILY;UNTIL=99991231T235959Z"]),
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


def test_google_gets_until_as_the_last_moment_if_there_are_several_times_a_day():
    when = series("RRULE:FREQ=HOURLY;UNTIL=20270329")
    assert when.rules == ("RRULE:FREQ=HOURLY;UNTIL=20270329T230000",)
    assert write_lines(when) == ["RRULE:FREQ=HOURLY;UNTIL=20270329T210000Z"]


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
        "RRULE:FREQ=DAILY;BYHOUR=24",
        "RRULE:FREQ=DAILY;BYHOUR=9;BYMINUTE=" + ",".join(map(str, range(60))),
        "RRULE:FREQ=HOURLY;BYSETPOS=2",
        "RRULE:FREQ=MINUTELY",
        "RRULE:FREQ=MINUTELY;BYHOUR=9;COUNT=2",
        "RRULE:FREQ=SECONDLY;COUNT=999999999",
        "RRULE:FREQ=SECONDLY;UNTIL=20270201",
        "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=WEEKLY;BYDAY=",
        "RRULE:FREQ=WEEKLY;BYDAY=XX",
        "RRULE:FREQ=MONTHLY;BYDAY=54MO",
        "RRULE:FREQ=WEEKLY;BYMONTHDAY=1",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=0",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=32",
        "RRULE:FREQ=MONTHLY;BYYEARDAY=1",
        "RRULE:FREQ=YEARLY;BYMONTH=-1",
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
def test_a_line_that_cannot_be_read_is_refused(line):
    with pytest.raises(ItemError) as refused:
        series(line)
    assert (refused.value.code, refused.value.values) == ("bad_rule", {"text": line})


def test_rules_that_take_everything_out_and_unknown_zones_are_refused():
    with pytest.raises(ItemError):
        series("RRULE:FREQ=WEEKLY;BYDAY=SA", "EXRULE:FREQ=WEEKLY;BYDAY=SA")
    with pytest.raises(ItemError):
        series("RRULE:FREQ=HOURLY", "EXRULE:FREQ=DAILY")
    with pytest.raises(ItemError):
        series("RRULE:FREQ=HOURLY", first=WHOLE_DAY)
    with pytest.raises(ItemError):
        series("RRULE:FREQ=DAILY", zone="Nowhere/Land")


def test_until_the_end_of_all_days_is_read_and_written():
    when = series("RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z", zone="America/New_York")
    assert read_lines(write_lines(when), AT_NINE, when.zone) == (when, frozenset())


@given(strategies.repetitions)
def test_what_is_written_is_read_again(lines_of):
    lines, first, zone = lines_of
    when, without = read_lines(lines, first, zone)
    event(f"rules: {len(when.rules)}, extra: {bool(when.extra)}, without: {bool(without)}")
    assert read_lines(write_lines(when, without), first, zone) == (when, without)
    assert hash(when) == hash(replace(when))
