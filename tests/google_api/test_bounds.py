"""What strangers, proxies and a Google gone wrong may answer: it is bounded, and ends in words."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zlib
from datetime import datetime, timezone

import pytest
from contact_strategies import PLACES
from google_sync.engine.core.item import ItemError
from google_sync.engine.events.policy import EventPolicy
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.calendar.event_codec import decode_event, glance
from google_sync.google_api.calendar.series_codec import decode_series
from google_sync.google_api.people import client as people
from google_sync.google_api.people import labels
from google_sync.google_api.people.contact_codec import decode
from google_sync.google_api.people.person import metadata
from google_sync.google_api.transport import answers, shape
from google_sync.google_api.transport.answers import DEEPEST, read_json, unpacked
from google_sync.google_api.transport.errors import AnswerTooLarge, RetryLater
from hypothesis import given
from hypothesis import strategies as st
from raw_server import answering
from world import CALENDAR

TIMED = {
    "start": {"dateTime": "2027-01-04T09:00:00Z", "timeZone": "Europe/Paris"},
    "end": {"dateTime": "2027-01-04T10:00:00Z", "timeZone": "Europe/Paris"},
}
EVENT = {"id": "e1", "status": "confirmed", "summary": "Lunch", **TIMED}
PERSON = {"resourceName": "people/1", "names": [{"displayName": "Some Body"}]}

POLICY = EventPolicy(known_since=datetime(2027, 1, 1, tzinfo=timezone.utc), populate_odoo=True)

#: What is no text, no list, no number or no truth value, wherever one belongs.
STRANGE = [None, True, 0, -1, 10**30, 1.5, "", "x", "\0", "\ud800", [], {}, [[]], [{}], {"x": []}]
STRANGE += [
    "2027-99-99T99:99:99Z",
    "9999-12-31T23:59:59Z",
    "9999-12-31T23:59:59-23:59",
    "0001-01-01T00:00:00+23:59",
    "2027-01-01T00:00:00",
]
STRANGE += [["x"], {"date": 5}, {"date": "0000-00-00"}, {"dateTime": "99999-01-01T00:00:00Z"}]
STRANGE += [{"dateTime": "9999-12-31T23:59:59-23:59"}, {"dateTime": "0001-01-01T00:00:00+23:59"}]
STRANGE += [
    {"dateTime": "2027-01-04T09:00:00", "timeZone": zone} for zone in ("", "\0", "..", "x" * 999)
]


def as_read(record):
    """A record as it is once it has come by Google's JSON."""
    return read_json(json.dumps(record))


# -- answers as such -------------------------------------------------------------------------------


def ask_once(google, endpoints):
    session = google.session(transport=google.transport(endpoints=endpoints))
    return session.call(session.calendar.calendarList().get(calendarId="primary"), repeatable=False)


def bomb(size):
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    part = b" " * 1024 * 1024
    return b"".join(packer.compress(part) for _ in range(size)) + packer.flush()


@pytest.mark.parametrize("encoding", ["gzip", "GZIP", "deflate"])
def test_a_bomb_is_not_unpacked(google, monkeypatch, encoding):
    monkeypatch.setattr(answers, "MOST_BYTES", 1024 * 1024)
    body = bomb(200)
    headers = (f"Content-Encoding: {encoding}", f"Content-Length: {len(body)}")
    with answering(body, headers) as endpoints:
        tracemalloc.start()
        with pytest.raises(RetryLater) as refused:
            ask_once(google, endpoints)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert refused.value.reason == "too_large"
    assert most < 20 * 1024 * 1024


@pytest.mark.parametrize("header", ["Content-Length: 99999999", "X-Without: length"])
def test_an_answer_without_end_is_not_read_to_it(google, monkeypatch, header):
    monkeypatch.setattr(answers, "MOST_BYTES", 1024 * 1024)
    with (
        answering(b" " * 3 * 1024 * 1024, (header,)) as endpoints,
        pytest.raises(RetryLater) as refused,
    ):
        ask_once(google, endpoints)
    assert refused.value.reason == "too_large"


def test_one_accounts_bombs_do_not_silence_google_for_the_others(google, monkeypatch):
    monkeypatch.setattr(answers, "MOST_BYTES", 1024 * 1024)
    with answering(bomb(2), ("Content-Encoding: gzip",)) as endpoints:
        transport = google.transport(endpoints=endpoints)
        session = google.session(transport=transport)
        for _time in range(8):
            with pytest.raises(RetryLater) as refused:
                session.call(session.calendar.calendarList().list(), repeatable=False)
            assert refused.value.reason == "too_large"


@pytest.mark.parametrize("cut", [0, 40])
def test_what_is_compressed_is_read_whole_or_not_at_all(google, cut):
    packed = gzip.compress(json.dumps({"id": "primary", "summary": "x" * 5000}).encode())
    body = packed[: len(packed) - cut]
    with answering(body, ("Content-Encoding: gzip", f"Content-Length: {len(body)}")) as endpoints:
        if cut:
            with pytest.raises(RetryLater):
                ask_once(google, endpoints)
        else:
            assert ask_once(google, endpoints)["id"] == "primary"


def test_every_compression_comes_to_the_same():
    for wbits in (zlib.MAX_WBITS, zlib.MAX_WBITS | 16, -zlib.MAX_WBITS):
        packer = zlib.compressobj(wbits=wbits)
        assert unpacked(packer.compress(b"text") + packer.flush()) == b"text"
    with pytest.raises(OSError, match="unpacked"):
        unpacked(b"no such thing")
    with pytest.raises(AnswerTooLarge):
        unpacked(bomb(answers.MOST_BYTES // 2**20 + 1))


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"\xff\xfe{}",
        b'{"x": 1' + b"0" * 100_000 + b"}" * 2,
        b'"text"',
        b"[1]",
        b"[]",
        b"null",
        b"NaN",
    ],
)
def test_an_answer_that_is_no_record_is_told_in_words(google, body):
    with answering(body) as endpoints, pytest.raises(RetryLater) as refused:
        ask_once(google, endpoints)
    assert refused.value.reason == "unreadable"


def test_numbers_without_end_and_what_nobody_can_see_are_left_out():
    text = (
        '{"a": NaN, "b": [1e999, -Infinity, 7], "c": ' + "9" * 5000 + ', "d": "x\\u0000\\ud800y"}'
    )
    assert read_json(text) == {"b": [7], "d": "xy"}
    assert read_json('{"smile": "\\ud83d\\ude00", "\\u0000key": null}') == {"smile": "😀"}


def test_what_is_nested_too_deep_is_left_out_of_its_record():
    deep = "[" * 500 + "]" * 500
    found = read_json(f'{{"items": [{{"id": "bad", "x": {deep}}}, {{"id": "good"}}]}}')
    assert [item["id"] for item in found["items"]] == ["bad", "good"]
    assert json.dumps(found).count("[") <= DEEPEST


# -- pages -----------------------------------------------------------------------------------------


class Pages:
    """A session whose lists are these pages."""

    def __init__(self, session, pages):
        self.asked, self._session, self._pages = 0, session, pages
        session.call = self.call

    def call(self, *_request):
        self.asked += 1
        return self._pages(self.asked)


@pytest.mark.parametrize(
    "page",
    [
        lambda n: {"items": [], "nextPageToken": "again"},
        lambda n: {"items": [{"id": f"e{n}"}], "nextPageToken": f"page{n % 7}"},
        lambda n: {"nextPageToken": f"page{n}"},
        lambda n: {"items": [{"id": f"e{n}"}], "nextPageToken": f"page{n}"},
    ],
)
def test_a_list_without_end_is_told_in_words(ana, page):
    pages = Pages(ana, page)
    for ask in (
        lambda: calendar.list_changes(ana, CALENDAR, None),
        lambda: labels.list_labels(ana),
    ):
        pages.asked = 0
        with pytest.raises(RetryLater) as refused:
            ask()
        assert refused.value.reason == "unreadable"
        assert pages.asked <= 1_001


@pytest.mark.parametrize("items", ["x", {"id": "e1"}, [5], ["x"], [{}], [{"id": 5}], [{"id": ""}]])
def test_a_page_that_is_none_does_not_pass_for_an_empty_one(ana, items):
    Pages(ana, lambda _n: {"items": items, "connections": items, "nextSyncToken": "t"})
    for ask in (calendar.list_changes, lambda session, *_args: people.list_changes(session, None)):
        with pytest.raises(RetryLater) as refused:
            ask(ana, CALENDAR, None)
        assert refused.value.reason == "unreadable"


# -- records ---------------------------------------------------------------------------------------


def outcome(read, record):
    """What is read, or the code of the error in words."""
    try:
        return read(record)
    except ItemError as error:
        return error.code
    except RetryLater as error:
        return error.reason


def read_event(record):
    event = shape.event(as_read(record))
    own_response, changed = glance(event)
    POLICY.unwanted(own_response, changed)
    decode_event(event, (), CALENDAR)
    decode_series(event, [{**event, "originalStartTime": event.get("start")}], None, (), CALENDAR)
    return "read"


def read_person(record):
    person = shape.person(as_read(record))
    metadata(person)
    decode(person, PLACES, "CH")
    return "read"


FIELDS = [*shape._EVENT, "conferenceData"]
LISTS = [*shape._PERSON]


@pytest.mark.parametrize("field", FIELDS)
def test_an_event_may_have_anything_anywhere(field):
    for value in STRANGE:
        assert isinstance(outcome(read_event, {**EVENT, field: value}), str)
        assert isinstance(outcome(read_event, {**EVENT, field: [value]}), str)
        for inner in ("email", "self", "overrides", "minutes", "method", "date", "dateTime"):
            for nested in ({inner: value}, [{inner: value}], {"overrides": [{inner: value}]}):
                assert isinstance(outcome(read_event, {**EVENT, field: nested}), str)


@pytest.mark.parametrize("field", LISTS)
def test_a_person_may_have_anything_anywhere(field):
    for value in STRANGE:
        assert isinstance(outcome(read_person, {**PERSON, field: value}), str)
        for inner in ("value", "displayName", "metadata", "date", "sources", "url", "country"):
            for nested in (
                {inner: value},
                {"sources": [{"type": "CONTACT", "updateTime": value}]},
                [{inner: value}],
                [{inner: [value]}],
                [{inner: {"year": value}}],
            ):
                assert isinstance(outcome(read_person, {**PERSON, field: nested}), str)


@given(
    st.dictionaries(
        st.sampled_from(FIELDS),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["email", "self", "date", "dateTime", "timeZone", "minutes"]),
                    inner,
                )
            ),
            max_leaves=6,
        ),
    )
)
def test_whatever_an_event_is_it_is_read_or_told_in_words(record):
    assert isinstance(outcome(read_event, {**EVENT, **record}), str)


def test_what_does_not_fit_is_told_of_the_record_alone():
    bad = {**EVENT, "id": "bad", "attendees": [{"email": ["x"]}]}
    events = shape.events_of({"items": [EVENT, bad]})
    assert decode_event(events[0], (), CALENDAR).item.title == "Lunch"
    with pytest.raises(ItemError) as refused:
        decode_event(events[1], (), CALENDAR)
    assert (refused.value.code, refused.value.values) == ("malformed", {"field": "attendees"})


def test_very_much_of_something_is_told_in_words():
    crowd = [{"email": f"guest{n}@example.com"} for n in range(5_000)]
    for field, value, code in (
        ("description", "x" * 100_000_000, "too_long"),
        ("summary", "x" * 200_000, "too_long"),
        ("attendees", crowd, "too_many_guests_in_google"),
        ("recurrence", ["RDATE:20270101"] * 6_000, "malformed"),
        ("recurrence", ["RDATE:" + "20270101," * 20_000], "too_much_work"),
    ):
        event = shape.event({**EVENT, field: value})
        with pytest.raises(ItemError) as refused:
            decode_event(event, (), CALENDAR)
        assert refused.value.code == code
        assert refused.value.values["field"] == field


def test_nobody_but_the_reader_says_what_does_not_fit():
    event = shape.event({**EVENT, "_unfit": {"summary": ("malformed", {})}})
    assert decode_event(event, (), CALENDAR).item.title == "Lunch"
