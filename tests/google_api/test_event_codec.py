"""Google's events and items say the same things."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from google_sync.engine.core.item import ItemError, field_names
from google_sync.engine.core.link import Role
from google_sync.engine.events.colors import Palette
from google_sync.engine.events.item import AllDay, Color, EventItem, Reminder, Timed
from google_sync.engine.events.spelling import held
from google_sync.engine.events.video_line import join_description, split_description
from google_sync.engine.text.plain import one_line
from google_sync.engine.text.rich import normalize, normalize_google
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.calendar.event_codec import (
    clip_reminders,
    decode_event,
    decode_reminders,
    encode_event,
    metadata,
)
from google_sync.google_api.calendar.event_write import EventWrite
from google_sync.google_api.calendar.video import conference_link
from google_sync.google_api.transport.outcomes import Written
from hypothesis import given
from hypothesis import strategies as st
from visit import DAY, DEFAULT, EVENT, HOUR, NINE, decode, item
from world import CALENDAR, body_of


def trouble(**changes):
    with pytest.raises(ItemError) as caught:
        decode(**changes)
    return caught.value


# -- Google → item ---------------------------------------------------------------------------------


def test_a_bare_event():
    state = decode()
    assert state.item == EventItem("", Timed(NINE, NINE + HOUR))
    assert state.etag == '"1"'
    assert state.role is Role.ORGANIZER
    assert state.changed == datetime(2027, 3, 1, 8, 30, 0, 123_000, tzinfo=timezone.utc)


def test_texts_come_in_normal_form():
    read = item(summary=" A\nvisit ", location="Bern\t ", description="one\ntwo <b>bold</b>")
    assert (read.title, read.location) == ("A visit", "Bern")
    assert read.description == "one<br>two <b>bold</b>"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ({"dateTime": "2027-03-02T09:00:00Z"}, {"dateTime": "2027-03-02T10:00:00Z"}),
        ({"dateTime": "2027-03-02T09:00:00.000Z"}, {"dateTime": "2027-03-02T10:00:00.999Z"}),
        ({"dateTime": "2027-03-01T21:00:00-12:00"}, {"dateTime": "2027-03-02T15:45:00+05:45"}),
        (
            {"dateTime": "2027-03-02T10:00:00", "timeZone": "Europe/Zurich"},
            {"dateTime": "2027-03-02T05:00:00", "timeZone": "America/New_York"},
        ),
    ],
)
def test_moments_are_read_in_any_spelling(start, end):
    assert item(start=start, end=end).when == Timed(NINE, NINE + HOUR)


def test_whole_days_have_no_zone():
    read = item(start={"date": "2027-03-02"}, end={"date": "2027-03-04"})
    assert read.when == AllDay(date(2027, 3, 2), date(2027, 3, 4))


def test_a_day_that_ends_where_it_starts_is_one_day():
    read = item(start={"date": "2027-03-02"}, end={"date": "2027-03-02"})
    assert read.when == AllDay(date(2027, 3, 2), date(2027, 3, 3))


def test_an_end_that_google_made_up_is_an_end():
    assert item(endTimeUnspecified=True).when == Timed(NINE, NINE + HOUR)


@pytest.mark.parametrize(
    ("changes", "code", "values"),
    [
        ({"start": None}, "no_start", {}),
        ({"end": {}}, "no_end", {}),
        ({"start": {"dateTime": "soon"}}, "bad_date", {"text": "soon"}),
        ({"start": {"dateTime": "2027-02-30T09:00:00Z"}}, "bad_date", None),
        ({"start": {"date": "2027-03-02"}}, "bad_date", {"text": "2027-03-02"}),
        ({"start": {"date": "2.3.27"}, "end": {"date": "3.3.27"}}, "bad_date", {"text": "2.3.27"}),
        ({"start": {"dateTime": "2027-03-02T09:00:00"}}, "bad_date", None),
        (
            {"start": {"dateTime": "2027-03-02T09:00:00", "timeZone": "Europe"}},
            "bad_date",
            {"text": "2027-03-02T09:00:00"},
        ),
        (
            {"start": {"dateTime": "2027-03-02T09:00:00", "timeZone": "Nowhere/Land"}},
            "bad_date",
            None,
        ),
        ({"start": {"dateTime": "2027-03-02T10:00:01Z"}}, "end_before_start", None),
        (
            {"start": {"date": "2027-03-02"}, "end": {"date": "2027-03-01"}},
            "end_before_start",
            {"start": "2027-03-02", "stop": "2027-03-01"},
        ),
        ({"start": {"dateTime": "0001-01-01T00:00:00+14:00"}}, "year_out_of_range", None),
        ({"end": {"dateTime": "9999-12-31T23:59:59-12:00"}}, "year_out_of_range", None),
        (
            {"start": {"date": "9999-12-31"}, "end": {"date": "9999-12-31"}},
            "year_out_of_range",
            None,
        ),
    ],
)
def test_what_cannot_be_an_item_says_why(changes, code, values):
    error = trouble(**changes)
    assert error.code == code
    assert values is None or error.values == values


def test_what_google_shows_of_an_event_in_its_bin():
    state = decode(status="cancelled", summary="Visit")
    assert (state.item, state.remains) == (None, item(summary="Visit"))
    assert decode_event({"id": "visit", "status": "cancelled"}, (), CALENDAR).remains is None


def test_a_tombstone_needs_nothing_but_its_id():
    state = decode_event({"id": "visit", "status": "cancelled"}, (), CALENDAR)
    assert (state.item, state.etag, state.changed) == (None, None, None)


@pytest.mark.parametrize(
    ("answer", "own_response"),
    [
        ("accepted", "accepted"),
        ("tentative", "tentative"),
        ("needsAction", "needsAction"),
        ("perhaps", "tentative"),
    ],
)
def test_the_persons_own_answer_counts(answer, own_response):
    others = {"email": "bob@mail.example", "responseStatus": "declined"}
    own = {"email": CALENDAR, "self": True, "responseStatus": answer}
    assert item(attendees=[others, own], status="tentative").own_response == own_response


def test_a_declined_event_is_not_in_the_schedule():
    assert item(attendees=[{"self": True, "responseStatus": "declined"}]) is None


@pytest.mark.parametrize(
    ("status", "own_response"), [("confirmed", "accepted"), ("tentative", "tentative")]
)
def test_without_an_invitation_the_events_own_status_counts(status, own_response):
    guests = [{"email": "bob@mail.example", "responseStatus": "declined"}]
    assert item(attendees=guests, status=status).own_response == own_response


@pytest.mark.parametrize(
    ("organizer", "role"),
    [
        ({"self": True, "email": "x@mail.example"}, Role.ORGANIZER),
        ({"email": CALENDAR}, Role.ORGANIZER),
        ({"email": CALENDAR.upper()}, Role.ORGANIZER),
        ({"email": "bob@mail.example"}, Role.EXTERNAL),
    ],
)
def test_who_organises(organizer, role):
    assert decode(organizer=organizer).role is role


@pytest.mark.parametrize(
    ("told", "visibility"),
    [
        ("default", "default"),
        ("public", "public"),
        ("private", "private"),
        ("confidential", "private"),
        ("something new", "private"),
    ],
)
def test_visibility(told, visibility):
    assert item(visibility=told).visibility == visibility


def test_free_and_busy():
    assert item(transparency="opaque").busy
    assert not item(transparency="transparent").busy


def test_reminders():
    assert item(reminders={"useDefault": True}).reminders == DEFAULT
    assert item(reminders={"useDefault": False}).reminders == ()
    overrides = [
        {"method": "popup", "minutes": 60},
        {"method": "sms", "minutes": 1},
        {"method": "email", "minutes": 10},
        {"method": "popup", "minutes": 10},
        {"method": "popup", "minutes": 60},
        {"method": "popup"},
    ]
    expected = (Reminder(10, "email"), Reminder(10, "popup"), Reminder(60, "popup"))
    assert item(reminders={"overrides": overrides}).reminders == expected
    assert decode_reminders(overrides) == expected


def test_what_is_set_in_google_reminds_nobody_else():
    overrides = [{"method": "email", "minutes": 10}, {"method": "popup", "minutes": 10}]
    assert not any(reminder.everyone for reminder in decode_reminders(overrides))


def test_of_two_equal_reminders_the_first_counts():
    mine, everyones = Reminder(30, "email"), Reminder(30, "email", everyone=True)
    assert clip_reminders([everyones, mine])[0].everyone
    assert not clip_reminders([mine, everyones])[0].everyone


@given(st.lists(st.builds(Reminder, st.integers(-9, 50_000), st.sampled_from(["popup", "email"]))))
def test_clipped_reminders_are_what_google_can_hold(reminders):
    clipped = clip_reminders(reminders)
    assert len(clipped) <= 5
    assert set(clipped) <= set(reminders)
    assert all(0 <= reminder.minutes <= 40_320 for reminder in clipped)
    assert clip_reminders(reversed(clipped)) == clipped


MEET = "https://meet.google.com/abc-defg-hij"


@pytest.mark.parametrize(
    ("event", "link"),
    [
        ({}, ""),
        ({"hangoutLink": MEET}, MEET),
        ({"hangoutLink": "http://old.example"}, ""),
        ({"conferenceData": {"conferenceId": "x"}, "hangoutLink": MEET}, MEET),
        (
            {
                "conferenceData": {
                    "entryPoints": [
                        {"entryPointType": "phone", "uri": "tel:+41-44"},
                        {"entryPointType": "video", "uri": "https://zoom.example/1"},
                    ]
                },
                "hangoutLink": MEET,
            },
            "https://zoom.example/1",
        ),
        ({"conferenceData": {"entryPoints": [{"entryPointType": "more"}]}}, ""),
    ],
)
def test_the_link_to_the_video_conference(event, link):
    assert conference_link({**EVENT, **event}) == link


def test_a_conference_outlives_every_write(google, ana):
    request = {"createRequest": {"requestId": "1"}}
    event = google.edit(
        "POST", body={**body_of("Call"), "conferenceData": request}, conferenceDataVersion=1
    )
    link = conference_link(event)
    assert link.startswith("https://meet.google.com/")
    for wanted in SAMPLES:
        body = encode_event(held(wanted), EVERYTHING - {"meet"}, "UTC")
        (outcome,) = google_writes.send(ana, CALENDAR, [EventWrite("update", event["id"], body)])
        assert conference_link(outcome.record) == link


ROOM = "https://odoo.example/calendar/join_videocall/1?a=b&c=d"


@pytest.mark.parametrize("text", ["", "Bring papers", "One<br>two", "<ul><li>One</li></ul>"])
def test_odoos_video_link_is_the_last_line_of_the_description(text):
    joined = join_description(text, ROOM)
    assert joined.endswith("</a>") and ROOM.replace("&", "&amp;") in joined
    assert split_description(joined) == (text, ROOM)
    assert split_description(normalize_google(joined)) == (text, ROOM)
    assert join_description(text, "") == text


def test_a_camera_elsewhere_is_a_part_of_the_text():
    for text in ("🎥 https://odoo.example<br>more", "🎥", "see 🎥 tomorrow", "🎥 no link"):
        assert split_description(text) == (text, "")
    assert split_description("Text<br>🎥 https://odoo.example/1") == (
        "Text",
        "https://odoo.example/1",
    )


@pytest.mark.parametrize(
    ("event", "shown"),
    [
        ({}, ""),
        ({"colorId": "11"}, "11"),
        ({"colorId": "11", "eventLabelId": "a-label"}, "11"),
        ({"eventLabelId": "a-label"}, "label a-label"),
        ({"colorId": "11", "eventLabelId": "paired"}, "label paired"),
    ],
)
def test_the_color_of_an_event(event, shown):
    palette = Palette(frozenset({"label paired"}))
    assert decode_event({**EVENT, **event}, DEFAULT, CALENDAR, palette).item.color == Color(shown)
    assert item(**event).color is None, "nobody has asked"


def test_a_color_is_set_and_taken_away():
    for shown, color in (("11", "11"), ("", None)):
        colored = EventItem("", Timed(NINE, NINE + HOUR), color=Color(shown, ("5",)))
        assert encode_event(colored, frozenset({"color"}), "UTC") == {"colorId": color}
    labelled = EventItem("", Timed(NINE, NINE + HOUR), color=Color("label a", ("label a",)))
    assert encode_event(labelled, frozenset({"color"}), "UTC") == {"eventLabelId": "a"}
    unasked = EventItem("", Timed(NINE, NINE + HOUR))
    assert "colorId" not in encode_event(unasked, frozenset(field_names(unasked)), "UTC")


def test_metadata():
    known = metadata({"iCalUID": "1@x", "organizer": {"email": "b@x"}})
    assert (known.ical_uid, known.organizer_email) == ("1@x", "b@x")
    assert known.kind == ""
    bare = metadata({"id": "x"})
    assert (bare.ical_uid, bare.organizer_email) == (None, None)


# -- item → Google, and back -----------------------------------------------------------------------

_moments = st.datetimes(datetime(1001, 1, 1), datetime(9997, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=timezone.utc, microsecond=0)
)
_spans = st.builds(
    lambda start, seconds: Timed(start, start + timedelta(seconds=seconds)),
    _moments,
    st.integers(0, 200_000),
) | st.builds(
    lambda start, days: AllDay(start.date(), start.date() + timedelta(days=days)),
    _moments,
    st.integers(1, 40),
)
_html = st.lists(
    st.sampled_from(["a", " ", "\n", "<b>", "</b>", "<ul><li>", "</ul>", "&lt;", "<br>", "ü𝄞"])
).map("".join)
items = st.builds(
    EventItem,
    title=st.text().map(one_line),
    when=_spans,
    description=_html.map(normalize),
    location=st.text().map(one_line),
    visibility=st.sampled_from(["default", "public", "private"]),
    busy=st.booleans(),
    # Without a line of the user's own, an event does not say more.
    own_response=st.sampled_from(["tentative", "accepted"]),
    reminders=st.lists(
        st.builds(Reminder, st.integers(0, 40_320), st.sampled_from(["popup", "email"]))
    ).map(clip_reminders),
)
zones = st.sampled_from(["UTC", "Europe/Zurich", "America/St_Johns", "Pacific/Kiritimati"])
EVERYTHING = frozenset(field_names(EventItem("", Timed(NINE, NINE))))


@given(items, zones)
def test_what_is_said_to_google_is_read_back_as_it_was(wanted, zone):
    body = encode_event(wanted, EVERYTHING, zone)
    assert decode_event(body, DEFAULT, CALENDAR).item == wanted


@given(items, items, st.sets(st.sampled_from(sorted(EVERYTHING))))
def test_a_patch_changes_the_named_fields_and_no_other(before, after, names):
    if names & {"description", "video"}:
        names |= {"description", "video"}  # which are one text at Google
    event = encode_event(before, EVERYTHING, "UTC")
    event.update(encode_event(after, frozenset(names), "Europe/Zurich"))
    read = decode_event(event, DEFAULT, CALENDAR).item
    for name in EVERYTHING:
        assert getattr(read, name) == getattr(after if name in names else before, name)


SAMPLES = [
    EventItem("Visit", Timed(NINE, NINE + HOUR), "one<br><b>two</b>", "Bern"),
    EventItem("", AllDay(NINE.date(), NINE.date() + DAY), visibility="private", busy=False),
    EventItem("Lunch", Timed(NINE, NINE), own_response="tentative", visibility="public"),
    EventItem("Trip", AllDay(NINE.date(), NINE.date() + 3 * DAY), reminders=DEFAULT),
    EventItem("Meet", Timed(NINE + DAY, NINE + DAY + HOUR), reminders=(Reminder(0, "email"),)),
]


@pytest.mark.parametrize("second", SAMPLES, ids=lambda sample: f"to-{sample.title or 'none'}")
@pytest.mark.parametrize("first", SAMPLES, ids=lambda sample: f"{sample.title or 'none'}")
def test_google_holds_each_item_and_the_way_from_one_to_the_other(google, ana, first, second):
    """Also from whole days to hours and back, which a patch has to take apart."""

    def written(verb, wanted):
        body = encode_event(wanted, EVERYTHING, "Europe/Zurich")
        (outcome,) = google_writes.send(ana, CALENDAR, [EventWrite(verb, "sample00", body)])
        assert isinstance(outcome, Written), outcome
        return decode_event(outcome.record, DEFAULT, CALENDAR).item

    assert written("create", held(first)) == held(first)
    assert written("update", held(second)) == held(second)
