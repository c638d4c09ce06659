"""What becomes of contacts: spellings stay, and who joins the group loses nothing."""

from __future__ import annotations

from dataclasses import replace

from contact_strategies import REGIONS, items, phones
from google_sync.engine.contacts.item import ContactItem
from google_sync.engine.contacts.match import may_be_one
from google_sync.engine.contacts.notes import MOST_NOTES, beginning, is_too_long
from google_sync.engine.contacts.phone import read
from google_sync.engine.contacts.policy import ContactPolicy
from google_sync.engine.contacts.spelling import spellings
from google_sync.engine.core.link import GoogleState, Link, OdooState
from google_sync.engine.core.next_link import link_when_done
from google_sync.engine.core.plan import plan
from google_sync.engine.text.plain import lines
from hypothesis import given
from hypothesis import strategies as st

POLICY = ContactPolicy()
_regions = st.sampled_from(["", *REGIONS])


def decide(ours, google, link=None):
    links, matches = ([link], {}) if link else ([], {"g": 1})
    states = {"g": GoogleState(google, "e1")} if google else {}
    (decision,) = plan(links, {1: ours} if ours else {}, states, POLICY, matches).decisions
    return decision


def nora(text, region, **values):
    return ContactItem("Nora Field", phone=read(text, region), **values)


@given(phones, _regions, _regions, _regions)
def test_a_number_that_nobody_edits_is_never_written(text, region, here, there):
    """Whatever the countries are in which each side reads it, now and later."""
    (came,) = plan([], {}, {"g": GoogleState(nora(text, region), "e1")}, POLICY).decisions
    link = replace(link_when_done(came), odoo_id=1, google_id="g")
    in_odoo = nora(came.odoo.after.phone.written(here), here)
    settled = decide(OdooState(in_odoo), nora(text, region), link)
    assert (settled.odoo, settled.google) == (None, None)
    link = replace(link_when_done(settled), odoo_id=1, google_id="g")
    moved = nora(str(in_odoo.phone), there, job="Baker")
    later = decide(OdooState(moved), nora(text, there), link)
    assert later.odoo is None
    assert later.google.fields == {"job"}


def test_one_spelling_is_one_number_also_when_two_meet():
    decision = decide(OdooState(nora("030 901820", "AT")), nora("030 901820", "DE"))
    assert (decision.odoo, decision.google, decision.conflicts) == (None, None, ())


def test_a_number_that_somebody_edits_is_written_as_they_have_it():
    known = Link(1, "g", nora("030 901820", "DE"), "e1")
    decision = decide(None, nora("(030) 90 18 21", "DE"), known)
    assert str(decision.odoo.after.phone) == "(030) 90 18 21"


@given(items(), items(), items())
def test_what_google_has_made_of_a_contact_is_no_edit(sent, shown, changed):
    """And what somebody edits there beside it is one."""
    shown = replace(shown, name=sent.name, is_company=sent.is_company)
    link = Link(1, "g", sent, "e1", spellings=spellings(sent, shown))
    decision = decide(OdooState(sent), shown, link)
    assert (decision.agreed, decision.odoo, decision.google) == (sent, None, None)
    edited = replace(shown, job=changed.job)
    decision = decide(OdooState(sent), edited, link)
    kept = sent.job if changed.job == shown.job else changed.job
    assert decision.agreed == replace(sent, job=kept)


def test_a_name_in_another_order_is_the_same_name():
    assert spellings(ContactItem("Ana Lopez"), ContactItem("Lopez, Ana")) == ()
    found = spellings(ContactItem("Ana Lopez de Santana"), ContactItem("Ana Lopez de"))
    assert [name for name, *_values in found] == ["name"]


@given(items(), items())
def test_who_joins_the_group_keeps_what_google_lacks(remains, google):
    """And Google gets it; of what both have, one wins and the other is told of."""
    decision = decide(OdooState(None, remains=remains), google)
    assert decision.odoo.verb == "restore"
    told = {conflict.field for conflict in decision.conflicts}
    nothing = ContactItem(remains.name)
    for name in ("job", "email", "website", "notes", "address", "phone"):
        agreed, had = getattr(decision.agreed, name), getattr(remains, name)
        if agreed != had != getattr(nothing, name):
            assert agreed == getattr(google, name)
            assert name in told


def test_what_was_changed_outside_of_the_group_counts_when_they_come_back():
    base = ContactItem("Nora Field", job="Baker")
    left = Link(1, "g", None, "e1", buried=base)
    remains, google = replace(base, notes="Likes tea"), replace(base, job="Cook")
    decision = decide(OdooState(None, remains=remains), google, left)
    assert decision.agreed == replace(base, job="Cook", notes="Likes tea")
    assert decision.google.fields == {"notes"}


def test_who_was_deleted_in_google_and_is_restored_there_comes_back():
    base = ContactItem("Nora Field", job="Baker")
    deleted = Link(1, "g", None, None, buried=base)
    decision = decide(OdooState(None, remains=base), base, deleted)
    assert (decision.agreed, decision.odoo.verb, decision.google) == (base, "restore", None)


#: Long ones, in words and without; of many characters two count as one of Google's.
_notes = st.builds(
    lambda word, blank, count: lines(blank.join(f"{word}{n}" for n in range(count))),
    st.sampled_from(["word", "\U0001f600", "é", "字"]),
    st.sampled_from([" ", "\n", "", "\n\n"]),
    st.integers(180, 900),
)


@given(_notes, st.text("ab \n", max_size=30))
def test_google_has_the_beginning_of_notes_that_are_too_long(notes, typed):
    """Nobody writes anything for that, and an edit of the beginning leaves the rest as it is."""
    nora = ContactItem("Nora Field", notes=notes)
    shown = beginning(notes)
    assert len(shown.encode("utf-16-le")) <= 2 * MOST_NOTES
    link = Link(1, "g", nora, "e1")
    still = decide(OdooState(nora), replace(nora, notes=lines(shown)), link)
    assert (still.odoo, still.google, still.agreed) == (None, None, nora)
    edited = decide(OdooState(nora), replace(nora, notes=lines(f"{typed}x{shown}")), link)
    assert edited.agreed.notes == lines(f"{typed}x{notes}")
    cleared = decide(OdooState(nora), replace(nora, notes=""), link)
    if is_too_long(notes):
        assert notes.endswith(cleared.agreed.notes) and cleared.agreed.notes
    else:
        assert cleared.agreed.notes == ""


def test_what_google_makes_of_the_beginning_of_notes_is_no_edit():
    nora = ContactItem("Nora Field", notes="word " * 400 + "end")
    sent = beginning(nora.notes)
    shown = sent.upper()
    link = Link(1, "g", nora, "e1", spellings=(("notes", sent, shown),))
    still = decide(OdooState(nora), replace(nora, notes=shown), link)
    assert (still.odoo, still.google, still.agreed) == (None, None, nora)


def test_names_of_one_person_and_of_two():
    for one, other in (
        ("Nora Field", "N. Field"),
        ("Nora Field", "Field, Nora F."),
        ("Gus", "Dr. Gus Green-Meyer"),
        ("Zoë Müller", "zoe mueller".replace("ue", "u")),
    ):
        assert may_be_one(one, other) and may_be_one(other, one)
    for one, other in (
        ("Anna Weber", "Tim Weber"),
        ("Field GmbH", "Nora Field"),
        ("Nora Field", "Bob Field"),
    ):
        assert not may_be_one(one, other) and not may_be_one(other, one)
