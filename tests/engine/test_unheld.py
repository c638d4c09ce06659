"""A field that Odoo has no place for is never compared, so nobody loses it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from contact_strategies import items as contacts
from google_sync.engine.contacts.item import ContactItem
from google_sync.engine.contacts.policy import ContactPolicy
from google_sync.engine.core.item import field_names, without
from google_sync.engine.core.link import GoogleState, Intent, Link, OdooState, Role
from google_sync.engine.core.merge import Side
from google_sync.engine.core.next_link import link_when_done
from google_sync.engine.core.plan import plan
from google_sync.engine.core.revert import Undo, take_back
from google_sync.engine.events.item import EventItem
from google_sync.engine.events.policy import EventPolicy
from hypothesis import given
from hypothesis import strategies as st
from strategies import items as events

#: What a record cannot be without.
_ALWAYS = {"name", "title", "when", "exceptions"}

CONTACT_FIELDS = sorted(set(ContactItem.__slots__) - _ALWAYS)
EVENT_FIELDS = sorted(set(EventItem.__slots__) - _ALWAYS)

#: Also one that nobody has confirmed comes in.
ANY_EVENT = partial(EventPolicy, import_tentative=True)

CASES = [
    pytest.param(ContactPolicy, contacts(), field, id=f"contact-{field}")
    for field in CONTACT_FIELDS
]
CASES += [pytest.param(ANY_EVENT, events, field, id=f"event-{field}") for field in EVENT_FIELDS]


def decide(policy, link=None, odoo=None, google=None):
    """The one decision about a record that is on these sides."""
    ours = {1: OdooState(odoo)} if odoo else {}
    theirs = {"g": GoogleState(google, "e2")} if google else {}
    matches = {"g": 1} if link is None and odoo and google else {}
    links = [link] if link else []
    (decision,) = plan(links, ours, theirs, policy, matches).decisions
    return decision


@pytest.mark.parametrize(("kind", "drawn", "field"), CASES)
@given(st.data())
def test_what_odoo_cannot_hold_stays_at_google(kind, drawn, field, data):
    """After the import, and after the first edit of another field in Odoo."""
    policy, google = kind(unheld=frozenset({field})), data.draw(drawn)
    came = decide(policy, google=google)
    assert came.google is None
    assert getattr(came.odoo.after, field) == getattr(without(google, frozenset({field})), field)
    link = replace(link_when_done(came), odoo_id=1, google_id="g", etag="e1")
    in_odoo = without(google, frozenset({field}))
    rests = decide(policy, link, in_odoo, google)
    assert (rests.odoo, rests.google) == (None, None)
    called = "name" if "name" in field_names(google) else "title"
    edited = replace(in_odoo, **{called: "Somebody"})
    write = decide(policy, link, edited).google
    assert write is None or field not in write.fields


@given(contacts(), contacts(), st.sampled_from(CONTACT_FIELDS))
def test_it_is_not_compared_whatever_was_agreed_on(base, google, field):
    """Also where a former version, or an Odoo that had a place for it, has agreed on a value."""
    policy = ContactPolicy(unheld=frozenset({field}))
    sent = (Intent(replace(base, name="Sent"), number="7"),)
    for known in (Link(1, "g", base, "e1"), Link(1, "g", base, "e1", sent=sent)):
        decision = decide(policy, known, without(google, policy.unheld), google)
        for write in filter(None, (decision.odoo, decision.google)):
            assert field not in write.fields
        assert getattr(decision.agreed, field) == getattr(without(base, policy.unheld), field)


@given(contacts(), st.sampled_from(CONTACT_FIELDS))
def test_an_undo_does_not_touch_it_either(contact, field):
    policy = ContactPolicy(unheld=frozenset({field}))
    before, made = replace(contact, name="Before"), replace(contact, name="Made")
    undo = Undo({Side.ODOO: before}, made, 1)
    ours, theirs = OdooState(without(made, policy.unheld)), GoogleState(made, "e1")
    back = take_back(undo, Link(1, "g", made, "e1"), ours, theirs, policy)
    assert back.odoo.fields == back.google.fields == {"name"}


def test_once_odoo_has_a_place_for_it_googles_comes_in():
    google = ContactItem("Ana", job="Baker")
    link = Link(1, "g", ContactItem("Ana"), "e1", Role.ORGANIZER)
    decision = decide(ContactPolicy(), link, ContactItem("Ana"), google)
    assert (decision.odoo.after.job, decision.google) == ("Baker", None)
