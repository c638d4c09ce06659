"""What Google makes of an item is its spelling, and nobody's edit."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from google_sync.engine.core.link import GoogleState, Link, OdooState, Role
from google_sync.engine.core.merge import Side
from google_sync.engine.core.plan import plan
from google_sync.engine.core.spellings import unlike
from google_sync.engine.events.contact_details import together
from google_sync.engine.events.item import (
    EventItem,
    Mask,
    Reminder,
    Timed,
    dump_value,
    first_span,
    load_value,
)
from google_sync.engine.events.masking import WITHOUT_DETAILS, in_google
from google_sync.engine.events.occurrences import template, with_occurrences
from google_sync.engine.events.policy import EventPolicy
from google_sync.engine.events.recurrence import original_starts
from google_sync.engine.events.spelling import (
    MOST_DESCRIPTION,
    as_known,
    as_whole_as,
    held,
    is_shortened,
    shortened,
    spellings,
)
from google_sync.engine.events.video_line import join_description, split_description
from google_sync.engine.text.rich import normalize, normalize_google, plain, shorten
from hypothesis import given
from hypothesis import strategies as st
from repeating import AT_NINE, HOUR, MONDAY, series

AT_ONCE = Timed(MONDAY, MONDAY)
LONG = "word " * 3_000
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.text(max_size=40), max_size=40).map("<br>".join),
    st.lists(st.text("ab <>&é", max_size=40), max_size=20).map(
        lambda items: f"<ul>{''.join(f'<li><b>{item}</b></li>' for item in items)}</ul>"
    ),
)


@given(TEXTS, st.integers(3, 200))
def test_what_is_shortened_fits_and_is_as_both_sides_write_it(html, most):
    whole = normalize(html)
    short = shorten(whole, most)
    assert short == whole if len(whole) <= most else len(short) <= most
    assert normalize(short) == normalize_google(short) == short
    if short != whole:
        assert plain(short).endswith("[…]")
        assert "".join(plain(whole).split()).startswith("".join(plain(short)[:-3].split()))


def seconds(work):
    began = time.process_time()
    work()
    return time.process_time() - began


@pytest.mark.parametrize("part", ["word ", "<b>a</b>i", "<ul><li>x</li></ul>"])
def test_to_shorten_takes_not_much_longer_than_to_read_it_once(part):
    whole = normalize(part * (100_000 // len(part)))
    for _try in range(3):  # something else may have come in between
        once = seconds(lambda: normalize(whole))
        shortening = seconds(lambda: shorten(whole, MOST_DESCRIPTION))
        if shortening < 12 * once:  # by halves it is read 17 times, word by word thousands of times
            return
    pytest.fail(f"{shortening} s, where it is read in {once} s")


def sent(item):
    return together(held(in_google(item)))


@pytest.mark.parametrize("video", ["", "https://meet.example/abc"])
@pytest.mark.parametrize("details", ["", "Contact Details<br>Anna<br>anna@mail.example"])
@pytest.mark.parametrize("mask", [None, WITHOUT_DETAILS, Mask("Busy")])
def test_a_long_description_is_shortened_visibly_above_the_video_link(video, details, mask):
    item = EventItem("Visit", AT_NINE, normalize(LONG), video=video, contact_details=details)
    item = shortened(replace(item, mask=mask))
    shown = sent(item)
    text = join_description(shown.description, shown.video)
    assert len(text) <= MOST_DESCRIPTION
    assert split_description(text)[1] == ("" if mask and mask.hides_title else video)
    if mask and mask.hides_title:
        assert not is_shortened(item)
        assert text == ""
        return
    assert is_shortened(item)
    assert "[…]" in text
    assert ("anna@mail.example" in text) == (bool(details) and mask is None)
    assert item.description == normalize(LONG)


def test_what_fits_is_left_as_it_is():
    item = EventItem("Visit", AT_NINE, "x" * MOST_DESCRIPTION)
    assert shortened(item) is item
    assert not is_shortened(item)


@pytest.mark.parametrize("mask", [None, WITHOUT_DETAILS])
def test_what_google_has_in_fewer_characters_stays_whole(mask):
    """Plain text has one where ours takes four."""
    there = EventItem("Log", AT_NINE, normalize_google("x < y & z\n" * 800), mask=mask)
    ours = shortened(replace(there, location="Bern"))
    assert is_shortened(ours)
    assert as_whole_as(ours, there) == replace(there, location="Bern")
    edited = shortened(replace(ours, description=normalize("<b>x</b>&lt;" * 3_000), mask=mask))
    assert as_whole_as(edited, there) == edited
    masked = replace(there, mask=Mask("Busy"))
    assert as_whole_as(ours, masked) == ours
    assert as_whole_as(masked, there) == masked


def planned(link, odoo, google):
    states = {1: OdooState(odoo)}, {"g": GoogleState(google, "etag")}
    (decision,) = plan([link], *states, EventPolicy()).decisions
    return decision


def agreed(base):
    return Link(1, "g", base, "etag", Role.ORGANIZER, Side.ODOO)


SERIES = EventItem("Course", series("RRULE:FREQ=WEEKLY;COUNT=3", first=AT_ONCE))
SECOND = list(original_starts(SERIES.when))[1]
RECORDS = {
    "no time": EventItem("Pill", AT_ONCE),
    "no time, weekly": SERIES,
    "no time, with an exception": with_occurrences(
        SERIES, {SECOND: replace(template(SERIES, SECOND), title="Exam")}
    ),
    "a long text": shortened(EventItem("Visit", AT_NINE, normalize(LONG))),
}


@pytest.mark.parametrize("name", RECORDS)
def test_what_comes_back_as_google_spells_it_changes_nothing(name):
    item = RECORDS[name]
    decision = planned(agreed(item), item, sent(item))
    assert (decision.agreed, decision.odoo, decision.google) == (item, None, None)


@pytest.mark.parametrize("name", RECORDS)
def test_it_stays_so_when_the_answer_was_lost(name):
    item = RECORDS[name]
    with_intent = replace(agreed(None), etag=None)
    decision = planned(with_intent, item, sent(item))
    assert (decision.odoo, decision.google) == (None, None)


@pytest.mark.parametrize("name", RECORDS)
def test_an_edit_in_google_is_still_one(name):
    item = RECORDS[name]
    edited = replace(sent(item), location="Basel")
    decision = planned(agreed(item), item, edited)
    assert decision.odoo.fields == {"location"}
    assert decision.google is None


def test_a_longer_time_in_google_is_an_edit():
    item = RECORDS["no time"]
    longer = replace(item, when=Timed(MONDAY, MONDAY + HOUR))
    assert planned(agreed(item), item, longer).odoo.after == longer


def test_who_edits_the_beginning_in_google_does_not_lose_the_rest():
    item = RECORDS["a long text"]
    decision = planned(agreed(item), item, replace(sent(item), description="Short"))
    assert decision.odoo is None
    assert in_google(decision.google.after) == in_google(item)
    assert decision.rejected == ("mask",)


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("Europe/Kyiv", "Europe/Kiev", True),
        ("Asia/Kolkata", "Asia/Calcutta", True),
        ("Europe/Paris", "Europe/London", False),
        ("Europe/Paris", "Africa/Algiers", False),
    ],
)
def test_a_zone_by_another_name_is_the_same(ours, theirs, same):
    item, shown = (
        EventItem("Course", series("RRULE:FREQ=WEEKLY;COUNT=3", zone=zone))
        for zone in (ours, theirs)
    )
    assert (as_known(shown, item) == item) is same


def test_times_that_google_holds_are_its_own():
    for name, item in RECORDS.items():
        first = first_span(held(item).when)
        assert first.stop > first.start, name


# -- what else Google makes of values, as its answers tell ---------------------------------------

VISIT = EventItem("Visit", AT_NINE, "Bring papers -::~:~::-", "Bern")
COURSE = with_occurrences(
    EventItem("Course", series("RRULE:FREQ=WEEKLY;COUNT=3"), "Mats -::~:~::-"),
    {},
)
MADE = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(("VISIT", "")),
        "description": st.sampled_from(("Bring papers", "")),
        "location": st.just("Bern, Switzerland"),
        "visibility": st.just("private"),
        "reminders": st.just((Reminder(10, "popup"),)),
        "when": st.just(Timed(MONDAY, MONDAY + 2 * HOUR)),
    },
)


@given(MADE)
def test_what_google_has_made_of_a_write_is_no_edit(made):
    shown = replace(VISIT, **made)
    found = spellings(VISIT, shown)
    assert {name for name, _sent, _shown in found} == {
        name for name in made if getattr(VISIT, name) != made[name]
    }
    kept = tuple(
        (name, *(load_value(name, dump_value(name, value)) for value in both))
        for name, *both in found
    )
    link = replace(agreed(VISIT), spellings=kept)
    decision = planned(link, VISIT, shown)
    assert (decision.agreed, decision.odoo, decision.google) == (VISIT, None, None)


def test_it_holds_for_the_occurrences_of_a_series():
    shown = replace(COURSE, description="Mats")
    second = list(original_starts(COURSE.when))[1]
    shown = with_occurrences(shown, {second: replace(template(shown, second), location="Basel")})
    link = replace(agreed(COURSE), spellings=spellings(COURSE, shown))
    decision = planned(link, COURSE, shown)
    assert decision.google is None
    ((_start, moved),) = decision.odoo.after.exceptions
    assert (moved.location, moved.description) == ("Basel", COURSE.description)


def test_who_may_see_an_occurrence_is_no_spelling_of_its_own():
    shown = replace(VISIT, title="Call", visibility="private")
    assert spellings(VISIT, shown, occurrence=True) == (("title", "Visit", "Call"),)


def test_an_edit_of_what_google_has_made_is_one():
    shown = replace(VISIT, description="Bring papers")
    link = replace(agreed(VISIT), spellings=spellings(VISIT, shown))
    edited = replace(shown, description="Bring all papers")
    assert planned(link, VISIT, edited).odoo.after.description == "Bring all papers"
    renamed = replace(VISIT, description="No papers")
    assert planned(link, renamed, shown).google.after == renamed


@given(MADE.filter(bool))
def test_what_google_shows_as_it_was_sent_has_no_other_spelling(made):
    """An answer was old, or Google holds by now what it did not: an edit to the same is an edit."""
    shown = replace(VISIT, **made)
    found = spellings(VISIT, shown)
    assert unlike(found, [shown]) == found
    link = replace(agreed(VISIT), spellings=unlike(found, [shown, VISIT]))
    edited = planned(link, VISIT, shown)
    assert (edited.agreed, edited.google) == (shown, None)
