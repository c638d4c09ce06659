"""A guest whose address Google does not take is missing there, and called off by nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from google_sync.engine.core.link import GoogleState, Intent, Link, OdooState, Role
from google_sync.engine.core.plan import plan
from google_sync.engine.events.guests import in_order
from google_sync.engine.events.item import EventItem, Guest, Timed
from google_sync.engine.events.policy import EventPolicy
from google_sync.engine.events.spelling import refused_addresses, spellings, unlike
from repeating import HOUR, MONDAY

NORA, GUS, EVA = (Guest(f"{name}@mail.example") for name in ("nora", "gus.", "eva"))
POLICY = EventPolicy(share_guests=True)


def visit(*guests, title="Visit"):
    return EventItem(title=title, when=Timed(MONDAY, MONDAY + HOUR), guests=in_order(guests))


SENT, SHOWN = visit(NORA, GUS), visit(NORA)
FOUND = spellings(SENT, SHOWN)


def decided(google, odoo=SENT, numbers=(), **values):
    link = {"odoo_id": 1, "google_id": "e", "base": SENT, "etag": "1", "spellings": FOUND, **values}
    ours = {1: OdooState(odoo)}
    theirs = {"e": GoogleState(google, "2", Role.ORGANIZER, numbers=frozenset(numbers))}
    (decision,) = plan([Link(**link)], ours, theirs, POLICY).decisions
    return decision


def test_only_who_is_missing_is_told():
    assert refused_addresses(FOUND) == [GUS.email]
    assert refused_addresses(spellings(SENT, SENT)) == []


def test_where_somebody_else_is_there_nobody_can_tell():
    assert refused_addresses(spellings(SENT, visit(NORA, EVA))) == []


def test_nothing_is_written_on_either_side():
    decision = decided(SHOWN)
    assert (decision.odoo, decision.google) == (None, None)
    assert decision.agreed == SENT


def test_the_others_answer_and_come_and_go():
    decision = decided(visit(replace(NORA, answer="accepted"), EVA))
    assert decision.google is None
    assert decision.to_odoo.after.guests == in_order((replace(NORA, answer="accepted"), EVA, GUS))
    assert decided(visit()).to_odoo.after.guests == (GUS,)


def test_who_is_taken_out_in_odoo_is_gone():
    decision = decided(SHOWN, odoo=SHOWN)
    assert (decision.odoo, decision.agreed) == (None, SHOWN)


def test_once_google_has_them_they_can_be_called_off_there():
    assert unlike(FOUND, [SHOWN]) == FOUND
    assert unlike(FOUND, [SENT]) == ()


@pytest.mark.parametrize("title", ["Visit", "Renamed"])
def test_an_answer_that_is_lost(title):
    """The number of the write shows that it has arrived."""
    decision = decided(
        visit(NORA, title=title),
        numbers=["n"],
        base=SHOWN,
        sent=(Intent(SENT, number="n"),),
        spellings=(),
    )
    assert decision.google is None
    assert decision.agreed == visit(NORA, GUS, title=title)
    assert refused_addresses(decision.link.spellings) == [GUS.email]
