"""What Odoo itself writes about people is apart from what their author wrote, and stays in Odoo."""

from __future__ import annotations

from dataclasses import replace

import pytest
import strategies
from google_sync.engine.core.link import GoogleState, Link, OdooState
from google_sync.engine.core.next_link import link_when_done, link_while_sending
from google_sync.engine.core.plan import plan
from google_sync.engine.events.contact_details import apart, heading, join, split, together
from google_sync.engine.events.item import EventItem, dump, load
from google_sync.engine.events.masking import WITHOUT_DETAILS, in_google, masked
from google_sync.engine.events.policy import EventPolicy
from google_sync.engine.events.video_line import join_description, split_description
from google_sync.engine.text.rich import normalize, normalize_google, plain, to_odoo
from hypothesis import given
from hypothesis import strategies as st
from world_state import ONCE

HEADINGS = frozenset(
    map(
        heading,
        ("Organized by", "Contact Details", "Kontaktdaten", "主催者：", "תפאצ'", "رقم <الهاتف>"),
    )
)
MAIL = '<a href="mailto:weber@mail.example">weber@mail.example</a>'
PHONE = '<a href="tel:+41 44 111 22 33">+41 44 111 22 33</a>'
BLOCK = f"<strong>Contact Details</strong><br/>Anna Weber<br/>{MAIL}<br/>{PHONE}"
ORGANIZER = "<strong>Organized by</strong><br/>Ana<br/><a href='mailto:ana@x.example'>ana@x</a>"


def parts(html):
    return split(normalize(html), HEADINGS)


# -- what belongs to Odoo's words


@pytest.mark.parametrize(
    ("html", "own"),
    [
        (f"<div>{BLOCK}</div>", ""),
        (f"<div>{ORGANIZER}<br/><br/>{BLOCK}</div>", ""),
        (f"<div><p>Bring papers</p><br/>{ORGANIZER}<br/><br/>{BLOCK}</div>", "Bring papers"),
        (f"<div>{BLOCK}</div><p>P.S. early</p>", "P.S. early"),
        (f"<p>One</p><div>{BLOCK}</div><p>Two</p>", "One<br>Two"),
        (f"<p>One</p>{ORGANIZER}<p>Between</p>{BLOCK}<p>Two</p>", "One<br>Between<br>Two"),
        ("<p>Contact Details</p><p>Anna Weber</p><p>P.S.</p>", "P.S."),
        (
            f"<p><b>Contact Details:</b></p><p></p><p>Anna Weber</p><p></p><p>{MAIL}</p><p>x</p>",
            "x",
        ),
        (f"<p><b>Contact Details</b>: Anna Weber</p><p>{PHONE}</p><p>x</p>", "x"),
        (
            f"<p><b>Contact</b> <i>Details</i></p><p>Anna Weber</p><p>A street</p><p>{MAIL}</p>x",
            "x",
        ),
        (f"<b>主催者：</b><br/>Anna Weber<br/>{MAIL}", ""),
        (f"<b>رقم &lt;الهاتف&gt;</b><br/>Anna Weber<br/>{MAIL}", ""),
        (f"<b>Kontaktdaten</b><br/>{MAIL}<br/>x", "x"),  # somebody without a name
        (f"<ul><li>Contact Details</li><li>Anna Weber</li></ul><p>{PHONE}</p><p>x</p>", "x"),
        (f"<table><tr><td>Contact Details</td></tr><tr><td>Anna Weber</td></tr></table>{MAIL}", ""),
        ("<p>Contact Details</p>", ""),
        ("<p>Call the contact details office</p>", "Call the contact details office"),
        ("<p>Weber, Contact Details follow</p>", "Weber, Contact Details follow"),
    ],
)
def test_what_is_odoos(html, own):
    assert plain(parts(html)[0]) == plain(normalize(own))


def test_the_order_is_odoos_own():
    rest, details = parts(f"<div><p>Mine</p><br/>{ORGANIZER}<br/><br/>{BLOCK}</div>")
    assert join(rest, details) == normalize(f"<div><p>Mine</p>{ORGANIZER}<br/><br/>{BLOCK}</div>")


# -- the mapping is clean

_pieces = st.sampled_from(
    [
        f"<div>{BLOCK}</div>",
        f"<div>{ORGANIZER}</div>",
        "<p><b>Kontaktdaten</b></p>",
        "<p>主催者： Anna</p>",
        "<p>Anna Weber</p>",
        f"<p>{MAIL}</p>",
        f"<p>{PHONE}</p>",
        "<p><br></p>",
        "<p>own words</p>",
        "<ul><li>one</li><li><b>Contact Details</b></li></ul>",
        "<ul><li>two</li></ul>",
        "plain",
    ]
)
descriptions = st.one_of(
    st.lists(_pieces, max_size=8).map("".join),
    st.lists(_pieces | strategies.html, max_size=5).map("".join),
)


@given(descriptions)
def test_put_together_and_read_again_it_is_the_same(html):
    own, details = parts(html)
    assert normalize(own) == own
    assert normalize(details) == details
    assert split(own, HEADINGS) == (own, "")
    whole = join(own, details)
    assert normalize(whole) == whole
    assert split(whole, HEADINGS) == (own, details)
    # by way of Odoo's editor, and of Google with a video link behind it
    assert split(normalize(to_odoo(whole)), HEADINGS) == (own, details)
    text, link = split_description(
        normalize_google(join_description(whole, "https://video.example/1"))
    )
    assert (*split(text, HEADINGS), link) == (own, details, "https://video.example/1")


@given(descriptions)
def test_no_word_is_lost(html):
    normal = normalize(html)
    own, details = split(normal, HEADINGS)
    assert sorted(plain(normal).split()) == sorted((plain(own) + "\n" + plain(details)).split())


@given(strategies.items, descriptions, descriptions)
def test_all_occurrences_are_taken_apart_and_put_together(item, one, other):
    def with_text(item):
        exceptions = tuple(
            (
                original_start,
                found and replace(found, description=normalize(other), contact_details=""),
            )
            for original_start, found in item.exceptions
        )
        words = {"description": normalize(one), "contact_details": ""}
        return replace(item, **words, exceptions=exceptions)

    item = with_text(item)
    divided = apart(item, HEADINGS)
    assert apart(divided, HEADINGS) == divided
    assert apart(together(divided), HEADINGS) == divided


# -- what goes to Google, and what survives there

VISIT = EventItem("First visit", ONCE, "Bring papers")
ANY = EventPolicy()


def in_odoo(description):
    own, details = parts(description)
    item = replace(VISIT, description=own, contact_details=details)
    return masked(item, WITHOUT_DETAILS)


def at_google(text):
    """Google's item of a description that was written there."""
    return apart(replace(VISIT, description=normalize_google(text)), HEADINGS)


def decide(link, odoo, google):
    (decision,) = plan(
        [link], {1: OdooState(odoo)}, {"g": GoogleState(google, "etag2")}, ANY
    ).decisions
    return decision


@given(descriptions, st.sampled_from(["", "New words", "One<br>Two", "<ul><li>x</li></ul>"]))
def test_an_edit_in_google_keeps_what_odoo_has_written(html, text):
    odoo = in_odoo(html)
    link = Link(1, "g", odoo, "etag")
    decision = decide(link, odoo, at_google(text))
    assert decision.google is None
    assert decision.agreed.description == at_google(text).description
    assert decision.agreed.contact_details == odoo.contact_details
    # Odoo, written with both, is read as what was agreed on; then nothing is left to do.
    again = in_odoo(to_odoo(join(decision.agreed.description, decision.agreed.contact_details)))
    assert again == decision.agreed
    settled = decide(link_when_done(decision, "etag2"), again, at_google(text))
    assert settled.google is settled.odoo is None


@given(descriptions, descriptions)
def test_an_edit_in_odoo_sends_its_authors_words_alone(before, after):
    base = in_odoo(before)
    shown = apart(together(in_google(base)), HEADINGS)
    decision = decide(Link(1, "g", base, "etag"), in_odoo(after), shown)
    assert decision.odoo is None
    sent = together(in_google(decision.agreed))
    assert sent.description == parts(after)[0]
    own_only = parts(before)[0] == parts(after)[0]
    assert (decision.google is None) == own_only


@given(descriptions, descriptions, st.booleans(), st.booleans())
def test_a_write_of_which_nobody_has_heard_is_known_as_our_own(before, after, shared, freed):
    base = replace(in_odoo(before), mask=None) if shared else in_odoo(before)
    odoo = replace(in_odoo(after), title="Visit by car")
    shown = apart(together(in_google(base)), HEADINGS)
    decision = decide(Link(1, "g", base, "etag"), odoo, shown)
    arrived = apart(together(in_google(decision.google.after)), HEADINGS)
    there = replace(arrived, busy=not freed)
    again = decide(link_while_sending(decision), odoo, there)
    assert again.google is None
    assert again.agreed == replace(odoo, busy=not freed)
    assert (again.odoo is not None) == freed


def test_what_google_has_of_it_goes_when_guests_are_kept_in_odoo():
    shared = replace(in_odoo(f"<p>Mine</p>{BLOCK}"), mask=None)
    link = Link(1, "g", shared, "etag")
    kept = masked(shared, WITHOUT_DETAILS)
    decision = decide(link, kept, shared)
    assert together(in_google(decision.google.after)).description == "Mine"
    back = decide(link_when_done(decision, "etag2"), shared, in_google(kept))
    assert "Weber" in together(in_google(back.google.after)).description


def test_guests_are_nobodys_loss_when_it_is_hidden():
    """Those whom the user invited in Google stay there, unlike where the title is hidden."""
    guests = tuple(strategies.in_order([strategies.Guest("ann@example.com")]))
    shared = replace(in_odoo(BLOCK), mask=None, guests=guests)
    decision = decide(Link(1, "g", shared, "etag"), masked(shared, WITHOUT_DETAILS), shared)
    assert decision.google.after.guests == guests


@given(strategies.any_items, st.text())
def test_it_is_kept_with_the_base(item, details):
    item = masked(replace(item, contact_details=details), WITHOUT_DETAILS)
    assert load(dump(item)) == item
    assert (item.mask is None) == (not details)


def test_a_base_of_before_has_none():
    values = dump(VISIT)
    del values["contact_details"]
    assert load(values) == VISIT
    assert load({**dump(VISIT), "mask": ["Busy", "", "", ""]}).mask.contact_details == ""
