"""Stories of a write to a contact of which nobody has heard. Without its label it lives on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import contact_strategies
import pytest
from google_sync.engine.contacts.item import ContactItem
from google_sync.engine.contacts.policy import ContactPolicy
from google_sync.engine.core.link import GoogleState, Intent, Link, OdooState
from google_sync.engine.core.next_link import link_when_done, link_while_sending, with_intent
from google_sync.engine.core.own_writes import settled
from google_sync.engine.core.plan import Write, plan
from hypothesis import given
from world_state import NOON

NORA = ContactItem("Nora", job="Baker")
RENAMED_NORA, TWICE_NORA = replace(NORA, name="Nora Field"), replace(NORA, name="Nora F. Field")
PAINTER = replace(RENAMED_NORA, job="Painter")


def decide_contact(link, odoo, google):
    (decision,) = plan([link], {1: OdooState(odoo)}, {"g": google}, ContactPolicy()).decisions
    return decision


@given(contact_strategies.items(), contact_strategies.items(), contact_strategies.items())
def test_contacts_are_told_apart_field_by_field(base, sent, there):
    link = Link(1, "g", base, "etag", sent=(Intent(sent),))
    known = settled(link, GoogleState(there, "etag2"), ContactPolicy()).base
    for name in ContactItem.__dataclass_fields__:
        ours = getattr(there, name) == getattr(sent, name)
        assert getattr(known, name) == getattr(sent if ours else base, name)


@given(contact_strategies.items(), contact_strategies.items(), contact_strategies.items())
def test_what_is_typed_over_a_contact_that_shows_our_number_stands(base, sent, there):
    """Also the former value, typed again: nobody has changed anything in Odoo since."""
    there = replace(there, is_company=sent.is_company)  # which is Odoo's to say
    for typed in (there, replace(base, is_company=sent.is_company)):
        link = Link(1, "g", base, "etag", sent=(Intent(sent, number="7"),))
        theirs = GoogleState(typed, "etag2", numbers=frozenset({"7"}))
        (decision,) = plan([link], {1: OdooState(sent)}, {"g": theirs}, ContactPolicy()).decisions
        assert (decision.agreed, decision.google, decision.conflicts) == (typed, None, ())


def test_a_contact_whose_label_did_not_arrive_is_not_taken_out():
    nora = ContactItem("Nora", job="Baker")
    link = Link(1, "g", None, "etag", sent=(Intent(nora),))
    theirs = GoogleState(None, "etag2", remains=nora)  # changed already
    (decision,) = plan([link], {1: OdooState(nora)}, {"g": theirs}, ContactPolicy()).decisions
    assert decision.google == Write("restore", None, nora)


@pytest.mark.parametrize("numbers", [{"7"}, set()])
def test_a_name_that_arrived_unheard_before_its_contact_was_given_up_was_us(numbers):
    """It has lost its label since; somebody in Google has given it another job meanwhile."""
    sent = (Intent(RENAMED_NORA, number="7"),)
    given_up = Link(1, "g", None, "etag", sent=sent, buried=NORA)
    there = GoogleState(PAINTER, "etag3", numbers=frozenset(numbers))
    without_label = replace(there, item=None, remains=PAINTER)
    for theirs in (without_label, there):
        decision = decide_contact(given_up, TWICE_NORA, theirs)
        assert (decision.agreed, decision.conflicts) == (replace(TWICE_NORA, job="Painter"), ())
        assert decision.odoo.fields == {"job"}


def test_a_name_that_arrived_unheard_before_the_label_was_taken_off_was_us():
    """By somebody in Google, or by us: it is not lost, should the contact come back."""
    link = Link(1, "g", NORA, "etag", sent=(Intent(RENAMED_NORA, number="7"),))
    there = GoogleState(None, "etag3", remains=PAINTER, numbers=frozenset({"7"}))
    decision = decide_contact(link, RENAMED_NORA, there)
    assert decision.odoo == Write("delete", RENAMED_NORA, None)
    assert link_when_done(decision).buried == RENAMED_NORA
    ours = replace(link, sent=(*link.sent, Intent(None)))
    decision = decide_contact(ours, TWICE_NORA, there)
    assert decision.google == Write("restore", None, replace(TWICE_NORA, job="Painter"))
    assert (decision.odoo.fields, decision.link.buried) == ({"job"}, PAINTER)


def test_what_both_have_changed_of_a_contact_that_comes_back_is_told():
    given_up = Link(1, "g", None, "etag", buried=NORA)
    there = GoogleState(None, "etag2", remains=replace(NORA, job="Painter"), changed=NOON)
    later, baker = NOON + timedelta(hours=1), replace(NORA, job="Cook")
    for changed, job in ((None, "Cook"), (later, "Cook"), (NOON - timedelta(hours=1), "Painter")):
        ours = OdooState(baker, changed=changed)
        (decision,) = plan([given_up], {1: ours}, {"g": there}, ContactPolicy()).decisions
        assert decision.google == Write("restore", None, replace(NORA, job=job))
        assert [one.field for one in decision.conflicts] == ["job"]
        (again,) = plan(
            [link_while_sending(decision)],
            {1: OdooState(decision.agreed)},
            {"g": replace(there, remains=replace(NORA, job="Smith"))},
            ContactPolicy(prefer="google"),
        ).decisions
        lost = [one.lost for one in again.conflicts]
        assert lost == (["Cook"] if job == "Cook" else []), "what came from Google is nobody's word"
    kept = ContactPolicy(imports=False)
    (decision,) = plan([given_up], {1: OdooState(baker)}, {"g": there}, kept).decisions
    assert (decision.odoo, decision.conflicts) == (None, ())


@pytest.mark.parametrize("buried", [NORA, None])
def test_what_a_contact_that_comes_back_has_replaced_is_told_though_its_label_did_not_arrive(
    buried,
):
    given_up = Link(1, "g", None, "etag", buried=buried)
    cook = replace(NORA, job="Cook")
    painter = GoogleState(None, "etag2", remains=replace(NORA, job="Painter"))
    link = link_while_sending(with_intent(decide_contact(given_up, cook, painter), "7"))
    lost = {one.field: one.lost for one in link.sent[0].conflicts}
    assert lost["job"] == "Painter"
    there = GoogleState(None, "etag3", remains=link.sent[0].item, numbers=frozenset({"7"}))
    decision = decide_contact(link, cook, there)
    assert decision.google.verb == "restore"
    assert decision.link.replaced == link.sent[0].conflicts


def test_a_new_contact_that_lost_its_label_unheard_leaves_the_group():
    link = Link(1, "g", None, None, sent=(Intent(NORA, number="7"),))
    decision = decide_contact(link, NORA, GoogleState(None, "etag", remains=NORA))
    assert decision.odoo == Write("delete", NORA, None)
