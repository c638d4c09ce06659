"""When a calendar in iCalendar's form is taken."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone

import pytest
from google_sync.engine.busy import ical
from google_sync.engine.busy.intervals import Interval
from google_sync.engine.core.clocks import clock
from hypothesis import given
from hypothesis import strategies as st

START = datetime(2027, 3, 1, tzinfo=timezone.utc)
WINDOW = Interval(START, START + timedelta(days=31))
ZONE = "Europe/Paris"


def event(*lines):
    return "\r\n".join(["BEGIN:VEVENT", "UID:one", "SUMMARY:Secret", *lines, "END:VEVENT"])


def calendar(*parts):
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *parts, "END:VCALENDAR", ""]).encode()


def read(*parts):
    return ical.read(calendar(*parts), WINDOW, ZONE)


def spans(*parts):
    """As day and time in UTC."""
    taken = sorted(one.span for one in read(*parts).taken)
    return [(f"{start:%d %H:%M}", f"{stop:%d %H:%M}") for start, stop in taken]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART:20270302T090000Z", "DTEND:20270302T100000Z"], ("02 09:00", "02 10:00")),
        (["DTSTART:20270302T090000Z", "DURATION:PT90M"], ("02 09:00", "02 10:30")),
        (
            ["DTSTART;TZID=America/New_York:20270302T090000", "DURATION:PT1H"],
            ("02 14:00", "02 15:00"),
        ),
        (["DTSTART:20270302T090000", "DURATION:PT1H"], ("02 08:00", "02 09:00")),
        (
            ["DTSTART;TZID=W. Europe Standard Time:20270302T090000", "DURATION:PT1H"],
            ("02 08:00", "02 09:00"),
        ),
        (
            ['DTSTART;TZID="Romance Standard Time":20270302T090000', "DURATION:PT1H"],
            ("02 08:00", "02 09:00"),
        ),
        (
            ["DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Tokyo:20270302T090000",
             "DURATION:PT1H"],
            ("02 00:00", "02 01:00"),
        ),
        (["DTSTART;TZID=Nobody's:20270302T090000", "DURATION:PT1H"], ("02 08:00", "02 09:00")),
        (["DTSTART;VALUE=DATE:20270302"], ("01 23:00", "02 23:00")),
        (
            ["DTSTART;VALUE=DATE:20270302", "DTEND;VALUE=DATE:20270305"],
            ("01 23:00", "04 23:00"),
        ),
        (["DTSTART:20270228T230000Z", "DTEND:20270301T010000Z"], ("01 00:00", "01 01:00")),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_one_appointment(lines, expected):
    assert spans(event(*lines)) == [expected]


@pytest.mark.parametrize(
    "line",
    ["STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"],
)
def test_what_takes_no_time(line):
    assert spans(event("DTSTART:20270302T090000Z", "DURATION:PT1H", line)) == []


def test_what_is_over_is_not_looked_at_closely(monkeypatch):
    looked_at = []
    first = ical._first
    monkeypatch.setattr(ical, "_first", lambda *one: looked_at.append(one) or first(*one))
    over = event("DTSTART:20200302T090000Z", "DTEND:20200302T100000Z")
    lasting = event("DTSTART:20200302T090000Z", "DTEND:20270302T100000Z")
    assert spans(*[over] * 100, lasting) == [("01 00:00", "02 10:00")]
    assert len(looked_at) == 1


def test_a_series_keeps_its_hour_over_the_change_of_the_clock():
    lines = ["DTSTART;TZID=Europe/Paris:20270301T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"]
    starts = [start for start, _stop in spans(event(*lines))]
    assert starts == ["01 08:00", "08 08:00", "15 08:00", "22 08:00", "29 07:00"]


def test_a_series_that_began_long_ago():
    lines = ["DTSTART;VALUE=DATE:19700302", "RRULE:FREQ=YEARLY"]
    assert spans(event(*lines)) == [("01 23:00", "02 23:00")]


def test_an_occurrence_that_lasts_into_the_window():
    lines = ["DTSTART:20270201T000000Z", "DURATION:P10D", "RRULE:FREQ=MONTHLY;BYMONTHDAY=22"]
    assert spans(event(*lines))[0] == ("01 00:00", "04 00:00")


def test_exceptions_of_a_series():
    series = event(
        "DTSTART;TZID=Europe/Paris:20270301T090000",
        "DURATION:PT1H",
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=Romance Standard Time:20270308T090000",
    )
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Paris:20270315T090000",
        "DTSTART;TZID=Europe/Paris:20270316T140000",
        "DURATION:PT1H",
    )
    free = event(
        "RECURRENCE-ID:20270322T080000Z",
        "DTSTART:20270322T080000Z",
        "DURATION:PT1H",
        "TRANSP:TRANSPARENT",
    )
    assert spans(series, moved, free) == [("01 08:00", "01 09:00"), ("16 13:00", "16 14:00")]


def test_alarms_and_zones_of_its_own_are_passed_over():
    zone = "\r\n".join(
        [
            "BEGIN:VTIMEZONE",
            "TZID:Europe/Paris",
            "BEGIN:STANDARD",
            "DTSTART:16010101T000000",
            "RRULE:FREQ=SECONDLY",
            "TZOFFSETFROM:+0900",
            "TZOFFSETTO:+0900",
            "END:STANDARD",
            "END:VTIMEZONE",
        ]
    )
    alarm = "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nDURATION:PT99H\r\nEND:VALARM"
    lines = ["DTSTART;TZID=Europe/Paris:20270302T090000", alarm, "DURATION:PT1H"]
    assert spans(zone, event(*lines)) == [("02 08:00", "02 09:00")]


def test_long_lines_are_folded():
    folded = "DTSTART;TZID=Europe/P\r\n aris:20270302T09\r\n\t0000"
    assert spans(event(folded, "DURATION:PT1H")) == [("02 08:00", "02 09:00")]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE="
        + ",".join(map(str, range(60))),
        "FREQ=WEEKLY;COUNT=99999999999999999999",
        "FREQ=YEARLY;BYYEARDAY=" + ",".join(map(str, range(1, 366))) + ";BYSECOND="
        + ",".join(map(str, range(60))),
    ],
    ids=lambda value: value[:30],
)  # fmt: skip
def test_rules_without_bounds_are_left_out_soon(rule):
    lines = ["DTSTART:20270301T000000Z", "DURATION:PT1S", f"RRULE:{rule}"]
    began = time.process_time()
    feed = read(*[event(*lines)] * 50)
    assert feed.left_out == 50
    assert time.process_time() - began < 10  # of seconds, on any machine


def test_what_cannot_be_read_spoils_nothing_else():
    broken = [
        event("DTEND:20270302T100000Z"),
        event("DTSTART:yesterday"),
        event("DTSTART:20270302T100000Z", "DTEND:20270302T090000Z", "RRULE:often"),
        event("DTSTART:99999999T999999Z"),
        event("DTSTART;VALUE=DATE:00010101", "RRULE:FREQ=DAILY"),
    ]
    good = event("DTSTART:20270304T090000Z", "DURATION:PT1H")
    feed = read(*broken, good)
    assert feed.left_out == len(broken)
    assert [one.span.start.day for one in feed.taken] == [4]


@pytest.mark.parametrize("content", [b"", b"<html>", b"\xff\xfe", b"BEGIN:VCARD\r\nEND:VCARD"])
def test_what_is_no_calendar(content):
    with pytest.raises(ical.NotACalendar):
        ical.read(content, WINDOW, ZONE)


def test_too_many_appointments(monkeypatch):
    monkeypatch.setattr(ical, "MOST_EVENTS", 3)
    with pytest.raises(ical.TooManyEvents):
        read(*[event("DTSTART:20270302T090000Z")] * 4)


def test_of_very_many_the_next_ones_are_read(monkeypatch):
    monkeypatch.setattr(ical, "MOST_READ", 4)
    long_ago = event("DTSTART:20200302T090000Z", "DURATION:PT1H")
    days = [event(f"DTSTART:202703{day}T090000Z", "DURATION:PT1H") for day in (30, 20, 10, 25)]
    series = event("DTSTART:20270301T070000Z", "DURATION:PT1H", "RRULE:FREQ=MONTHLY")
    feed = read(*[long_ago] * 3, *days, series)
    assert sorted(one.span.start.day for one in feed.taken) == [1, 10, 20, 25]
    assert feed.is_cut
    assert not read(*days).is_cut


def test_no_calendar_takes_long(monkeypatch):
    """Whatever the appointments of a stranger's calendar are, reading them closely is bounded."""
    looked_at = []
    first = ical._first
    monkeypatch.setattr(ical, "_first", lambda *one: looked_at.append(one) or first(*one))
    monkeypatch.setattr(ical, "MOST_READ", 50)
    moved = [
        event("DTSTART:20270302T090000Z", "DURATION:PT1H", "RECURRENCE-ID:20270302T090000Z")
    ] * 200
    feed = read(*moved)
    assert feed.is_cut
    assert len(looked_at) == 50


def test_what_opens_without_end_takes_no_time():
    began = time.monotonic()
    assert read(100_000 * "BEGIN:\r\n", 100_000 * "END:\r\n").taken == ()
    assert time.monotonic() - began < 5


def test_names_of_zones_are_looked_up_once_and_not_without_end(monkeypatch):
    asked = []
    monkeypatch.setattr(ical, "clock", lambda name: asked.append(name) or clock(name))
    lines = [f"RDATE;TZID=nowhere{number}:20270302T090000" for number in range(2_000)]
    read(event("DTSTART:20270302T090000Z", "DURATION:PT1H", *lines, *lines))
    assert len(asked) <= 3 * ical.MOST_ZONES  # by three spellings each


def test_the_work_of_all_series_is_bounded(monkeypatch):
    monkeypatch.setattr(ical, "MOST_STEPS", 30_000)
    never = event(
        "DTSTART:20200302T090000Z", "DURATION:PT1H", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    )
    good = event("DTSTART:20270304T090000Z", "DURATION:PT1H")
    began = time.monotonic()
    feed = read(*[never] * 2_000, good)
    assert time.monotonic() - began < 4
    assert len(feed.taken) == 1
    assert feed.left_out >= 1_900


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "RRULE:FREQ=DAILY",
             "DTSTART:20270302T090000Z", "DTSTART;VALUE=DATE:20270302", "DURATION:PT1H",
             "DURATION:-PT1H", "RECURRENCE-ID:20270302T090000Z", "EXDATE:20270302", "TZID=:"]
        ),
        st.text(max_size=30),
    ),
    max_size=20,
)  # fmt: skip


@given(LINES)
def test_whatever_comes_it_is_read_or_left_out(lines):
    feed = read(*lines)
    assert all(WINDOW.start <= one.span.start < one.span.stop <= WINDOW.stop for one in feed.taken)
