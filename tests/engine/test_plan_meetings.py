"""Stories of one record that is not the user's alone: meetings of others, and their guests."""

from __future__ import annotations

from dataclasses import replace

import pytest
from google_sync.engine.core.link import OdooState, Role
from google_sync.engine.core.merge import Side
from google_sync.engine.core.plan import Write
from google_sync.engine.events.item import Reminder
from plan_stories import AGREED, ARCHIVED, DELETED, MOVED, VISIT, as_, decide, no_writes

# -- somebody else's meetings


def test_a_guest_cannot_move_the_meeting_of_a_colleague_in_google():
    decision = decide(as_(Role.INVITED), google=MOVED)
    assert decision.google == Write("update", MOVED, VISIT)
    assert decision.odoo is None
    assert decision.rejected == ("when",)


def test_a_colleague_moves_the_meeting_and_nothing_of_the_guests_is_undone():
    decision = decide(as_(Role.INVITED), odoo=MOVED, google=VISIT)
    assert decision.google == Write("update", VISIT, MOVED)
    assert decision.rejected == ()


@pytest.mark.parametrize(
    ("role", "is_copy", "is_news"),
    [
        (Role.ORGANIZER, False, False),
        (Role.INVITED, False, False),
        (Role.INVITED, True, True),
        (Role.EXTERNAL, False, True),
    ],
)
def test_maybe_in_google_is_an_answer_where_google_asks(role, is_copy, is_news):
    unanswered, maybe = (
        replace(VISIT, own_response=response) for response in ("needsAction", "tentative")
    )
    link = replace(AGREED, base=unanswered, role=role, is_copy=is_copy)
    decision = decide(link, google=maybe)
    assert bool(decision.odoo) is is_news
    assert decision.google is None


def test_a_guest_may_answer_in_google():
    maybe = replace(VISIT, own_response="tentative")
    assert decide(as_(Role.INVITED), google=maybe).odoo == Write("update", VISIT, maybe)


def test_a_guests_own_reminders_stay_in_google_unseen():
    decision = decide(as_(Role.INVITED), google=replace(VISIT, reminders=(Reminder(5, "popup"),)))
    assert no_writes(decision)
    assert decision.rejected == ()
    assert decision.agreed == VISIT


def test_the_reminders_that_a_guests_copy_begins_with_stay():
    delivered = replace(VISIT, reminders=(Reminder(10, "popup"),))
    decision = decide(as_(Role.INVITED, replace(AGREED, base=None)), odoo=VISIT, google=delivered)
    assert (decision.google, decision.odoo) == (None, None)
    reminded = replace(VISIT, reminders=(Reminder(30, "popup"),))
    decision = decide(
        as_(Role.INVITED, replace(AGREED, base=None)), odoo=reminded, google=delivered
    )
    assert decision.google.after.reminders == reminded.reminders


def test_new_reminders_of_the_meeting_reach_the_guest():
    reminded = replace(VISIT, reminders=(Reminder(10, "popup"),))
    decision = decide(as_(Role.INVITED), odoo=reminded)
    assert decision.google.fields == {"reminders"}


def test_a_guest_cannot_move_an_outsiders_meeting_in_odoo():
    decision = decide(as_(Role.EXTERNAL), odoo=MOVED)
    assert decision.odoo == Write("update", MOVED, VISIT)
    assert decision.google is None
    assert decision.rejected == ("when",)


def test_a_guest_of_an_outsider_has_reminders_of_their_own_in_odoo():
    reminded = replace(VISIT, reminders=(Reminder(10, "popup"),))
    decision = decide(as_(Role.EXTERNAL), odoo=reminded)
    assert decision.google == Write("update", VISIT, reminded)


def test_a_guest_who_takes_a_meeting_over_may_change_it():
    decision = decide(as_(Role.INVITED), OdooState(VISIT, Role.ORGANIZER), MOVED)
    assert decision.odoo == Write("update", VISIT, MOVED)
    assert decision.role is Role.ORGANIZER


# -- what another record of Odoo keeps


def test_what_a_record_of_odoo_keeps_is_not_moved_in_google():
    decision = decide(as_(Role.KEPT), google=MOVED)
    assert decision.google == Write("update", MOVED, VISIT)
    assert decision.odoo is None
    assert decision.rejected == ("when",)


@pytest.mark.parametrize("in_odoo", [VISIT, MOVED])
def test_what_a_record_of_odoo_keeps_comes_back_when_google_deletes_it(in_odoo):
    decision = decide(as_(Role.KEPT), odoo=in_odoo, google=DELETED)
    assert decision.google == Write("restore", None, in_odoo)
    assert decision.odoo is None
    assert decision.revived is Side.GOOGLE


@pytest.mark.parametrize("in_google", [VISIT, MOVED])
def test_what_a_record_of_odoo_gives_up_is_gone_whatever_google_made_of_it(in_google):
    decision = decide(as_(Role.KEPT), odoo=ARCHIVED, google=in_google)
    assert decision.google.verb == "delete"
    assert decision.odoo is None


# -- guests who leave


@pytest.mark.parametrize("role", [Role.INVITED, Role.EXTERNAL])
@pytest.mark.parametrize("in_odoo", [VISIT, MOVED])
def test_a_guest_who_deletes_in_google_is_away_from_the_meeting_in_odoo(role, in_odoo):
    decision = decide(as_(role), odoo=in_odoo, google=DELETED)
    assert decision.odoo == Write("delete", in_odoo, None)
    assert decision.google is None
    assert decision.agreed is None


@pytest.mark.parametrize("role", [Role.INVITED, Role.EXTERNAL])
@pytest.mark.parametrize("in_google", [VISIT, MOVED])
def test_a_guest_who_declines_in_odoo_is_away_from_the_meeting_in_google(role, in_google):
    decision = decide(as_(role), odoo=ARCHIVED, google=replace(in_google, busy=False))
    assert decision.google.verb == "delete"
    assert decision.odoo is None
