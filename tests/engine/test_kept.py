"""What stays in Odoo: what is in Google already rests, but for what Google itself has brought."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from google_sync.engine.core.merge import Side
from google_sync.engine.events.item import Color, EventItem, Timed
from google_sync.engine.events.kept import REASONS, falls_out

NOON = datetime(2027, 3, 2, 12, tzinfo=timezone.utc)
VISIT = EventItem("Visit", Timed(NOON, NOON + timedelta(hours=1)))
CHANGED = {
    "kept_private": {"visibility": "private"},
    "kept_unconfirmed": {"own_response": "tentative"},
    "kept_hours": {"when": Timed(NOON + timedelta(hours=9), NOON + timedelta(hours=10))},
    "kept_days": {"when": Timed(NOON + timedelta(days=4), NOON + timedelta(days=4, hours=1))},
}


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("made_in", [Side.ODOO, None])
def test_what_was_not_made_in_google_rests(reason, made_in):
    assert falls_out(reason, VISIT, VISIT, made_in)


@pytest.mark.parametrize("reason", CHANGED)
def test_what_google_has_brought_so_goes_on(reason):
    came = replace(VISIT, **CHANGED[reason])
    assert not falls_out(reason, replace(came, title="Renamed"), came, Side.GOOGLE)
    assert falls_out(reason, came, VISIT, Side.GOOGLE)


def test_a_tag_is_given_in_odoo():
    assert falls_out("kept_tag", VISIT, VISIT, Side.GOOGLE, tags=[None])
    assert falls_out("kept_tag", VISIT, VISIT, Side.GOOGLE, tags=["11"])


def test_a_tag_that_its_color_has_brought():
    red = replace(VISIT, color=Color("11", ("11",)))
    assert not falls_out("kept_tag", red, red, Side.GOOGLE, tags=["11"])
    assert falls_out("kept_tag", red, red, Side.GOOGLE, tags=["11", None])


def test_that_it_has_no_tag_is_what_it_came_with():
    assert not falls_out("kept_tag", VISIT, VISIT, Side.GOOGLE)
    assert falls_out("kept_tag", VISIT, VISIT, Side.ODOO)
