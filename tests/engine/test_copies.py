"""Of a meeting called outside that several users attend, each copy tells what it shows, and undoes
what nobody's calendar says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from google_sync.engine.core.link import GoogleState, Link, OdooState, Role
from google_sync.engine.core.merge import Side
from google_sync.engine.core.plan import plan
from google_sync.engine.events.item import EventItem, Reminder, Repeating, Timed
from google_sync.engine.events.occurrences import occurrence, with_occurrences
from google_sync.engine.events.policy import EventPolicy

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
SECOND = NOON + timedelta(weeks=1)
HOUR = timedelta(hours=1)
VISIT = EventItem("Visit", Timed(NOON, NOON + HOUR))
OWN = replace(VISIT, visibility="private", busy=False)
LATER = replace(VISIT, when=Timed(NOON + HOUR, NOON + 2 * HOUR))
RENAMED = replace(VISIT, title="Renamed in Odoo")
RULE = Repeating(Timed(NOON, NOON + HOUR), ("RRULE:FREQ=WEEKLY;COUNT=3",), "UTC")
COURSE = replace(VISIT, title="Course", when=RULE)
POLICY, ONLY_TO_GOOGLE = EventPolicy(), EventPolicy(imports=False)


def decided(odoo, google, base, *others, policy=POLICY):
    """What is decided about one copy.

    :param google: as Google tells of it; ``None`` if it does not
    """
    item = policy.as_one_copy_has_it(odoo, google, base, others)
    link = Link(1, "g", base, "1", Role.EXTERNAL, Side.GOOGLE)
    theirs = {"g": GoogleState(google, "2", Role.EXTERNAL)} if google else {}
    (decision,) = plan([link], {1: OdooState(item, Role.EXTERNAL)}, theirs, policy).decisions
    return decision.odoo and decision.odoo.after, decision.google, decision.rejected


@pytest.mark.parametrize("google", [None, VISIT])
@pytest.mark.parametrize("news", [OWN, LATER], ids=["its own", "of all"])
def test_what_another_copy_has_brought_is_nobodys_edit(google, news):
    assert decided(news, google, VISIT, VISIT, news) == (None, None, ())


def test_what_nobody_has_brought_is_undone():
    assert decided(RENAMED, None, VISIT, VISIT) == (VISIT, None, ("title",))


def test_its_own_news_come_in():
    assert decided(OWN, LATER, VISIT, OWN)[0] == LATER
    assert decided(LATER, LATER, VISIT, LATER) == (None, None, ())


def test_who_takes_nothing_in_leaves_what_others_take():
    assert decided(LATER, LATER, VISIT, LATER, policy=ONLY_TO_GOOGLE) == (None, None, ())


def test_reminders_are_each_ones_own():
    hers, his = (replace(VISIT, reminders=(Reminder(n, "popup"),)) for n in (10, 30))
    assert decided(hers, his, VISIT, hers) == (None, None, ())
    assert decided(hers, his, None, hers) == (None, None, ())


@pytest.mark.parametrize("google", [None, COURSE])
def test_one_occurrence(google):
    free = replace(occurrence(COURSE, SECOND), busy=False)
    shown = with_occurrences(COURSE, {SECOND: free})
    assert decided(shown, google, COURSE, shown) == (None, None, ())
    assert decided(shown, google, COURSE, COURSE)[0] == COURSE


def test_a_series_that_repeats_otherwise():
    when = replace(RULE, rules=("RRULE:FREQ=WEEKLY;COUNT=2",))
    shorter = replace(COURSE, when=when)
    assert decided(shorter, None, COURSE, shorter) == (None, None, ())
