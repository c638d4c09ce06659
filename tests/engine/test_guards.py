"""Guards: what stops a run before it writes anything."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from google_sync.engine.core.guards import MassDeletion, check_deletions, same_clock
from google_sync.engine.core.link import GoogleState, Link, OdooState
from google_sync.engine.core.merge import Side
from google_sync.engine.core.plan import plan
from google_sync.engine.events.item import EventItem, Timed
from google_sync.engine.events.policy import EventPolicy
from hypothesis import given
from hypothesis import strategies as st

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
ITEM = EventItem("Visit", Timed(NOON, NOON))


def deletions(count, side):
    """The plan after ``count`` linked records were deleted on the other side of ``side``."""
    links = [Link(number, f"g{number}", ITEM, "etag") for number in range(1, count + 1)]
    if side is Side.GOOGLE:
        return plan(links, {link.odoo_id: OdooState(None) for link in links}, {}, EventPolicy())
    return plan(links, {}, {link.google_id: GoogleState(None) for link in links}, EventPolicy())


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize(
    ("count", "links", "approved", "passes"),
    [
        (0, 0, 0, True),
        (10, 10, 0, True),
        (11, 11, 0, False),
        (11, 54, 0, False),
        (11, 55, 0, True),
        (20, 100, 0, True),
        (21, 100, 0, False),
        (21, 100, 21, True),
        (21, 100, 30, True),
        (22, 100, 21, False),
        (11, 55, 5, True),
    ],
)
def test_more_deletions_than_ten_and_a_fifth_of_the_links_ask_first(
    side, count, links, approved, passes
):
    approved_ids = [f"g{number}" for number in range(1, approved + 1)]
    found = check_deletions(deletions(count, side), lambda: links, {side: approved_ids})
    assert (found is None) == passes
    if found:
        assert found == MassDeletion(side, count, max(10, links // 5))


@pytest.mark.parametrize("side", Side)
def test_an_approval_holds_for_the_very_records(side):
    others = range(2, 23) if side is Side.ODOO else [f"g{number}" for number in range(2, 23)]
    assert check_deletions(deletions(21, side), lambda: 21, {side: others})


@given(st.integers(0, 10**4))
def test_the_share_is_exactly_a_fifth(links):
    class Counted:
        def deleted(self, side):
            return frozenset(range(max(10, links // 5) + 1))

    assert check_deletions(Counted(), lambda: links).allowed == max(10, links // 5)


@pytest.mark.parametrize(
    ("odoo", "google"),
    [
        ("Europe/Zurich", "Europe/Zurich"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("US/Eastern", "America/New_York"),
        ("UTC", "Etc/GMT"),
        ("Europe/Paris", "Europe/Berlin"),
        ("Europe/London", "Europe/Lisbon"),
        ("America/Phoenix", "Etc/GMT+7"),
    ],
)
@pytest.mark.parametrize("month", [1, 7])
def test_zones_that_keep_one_clock_agree_in_every_season(odoo, google, month):
    now = NOON.replace(month=month)
    assert same_clock(odoo, google, now)
    assert same_clock(google, odoo, now)


@pytest.mark.parametrize(
    ("odoo", "google"),
    [
        ("Europe/Zurich", "Europe/London"),
        ("America/Phoenix", "America/Denver"),  # the same clock in winter only
        ("Europe/London", "UTC"),
        ("Australia/Sydney", "Australia/Brisbane"),
        ("Asia/Kolkata", "Asia/Kathmandu"),
        ("Europe/Zurich", "Nowhere/Land"),
        ("Europe/Zurich", "Europe"),
        ("Europe/Zurich", "../../etc/passwd"),
        ("Europe/Zurich", "x" * 5_000),
        ("Europe/Zurich", "\0"),
        ("Europe/Zurich", ""),
    ],
)
@pytest.mark.parametrize("month", [1, 7])
def test_zones_of_different_clocks_and_unknown_zones_do_not_agree(odoo, google, month):
    now = NOON.replace(month=month)
    assert not same_clock(odoo, google, now)
    assert not same_clock(google, odoo, now)


@pytest.mark.parametrize(
    ("odoo", "google"),
    [
        ("Asia/Beirut", "Europe/Athens"),
        ("America/Havana", "America/New_York"),
    ],
)
def test_zones_that_change_on_the_same_day_and_hours_apart_never_agree(odoo, google):
    hours = (NOON + timedelta(hours=hour, minutes=20) for hour in range(24))
    answers = {same_clock(odoo, google, now) for now in hours}
    assert answers == {False}
