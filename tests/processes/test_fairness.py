"""A small account beside one that has a lot to send."""

from __future__ import annotations

import pytest
import scale
from practice import each, wait_until

pytestmark = pytest.mark.alone

#: What anybody waits at most, in seconds.
PATIENCE = 10
_SAVES = 4
#: Google takes so many writes of one user in so many seconds.
_MOST, _IN = 600, 62


def test_nobody_waits_for_somebody_elses_thousands(practice, office, figure):
    large, small = practice.hire(office, 2, "neighbour")
    each((large, small), lambda person: person.connect())
    practice.settle((large, small), 60)
    practice.slow_google(0.3)
    thousands(large)
    wait_until(lambda: sent(large), 60, "the first of the large account")
    waits = []
    while sent(large) < scale.SENDS and len(waits) < _SAVES:
        small.make(small.ledger.open())
        waits.append(wait_until(lambda: not small.problems(), 120, "the small account's save"))
    assert waits, "the large account was no burden: SENDS is too small"
    figure(f"{max(waits):.1f} s at most, in {len(waits)} saves beside {scale.SENDS} of another")
    assert max(waits) < PATIENCE
    practice.slow_google(0)
    patience = 120 + 1.5 * _IN * scale.SENDS / _MOST
    wait_until(lambda: sent(large) == scale.SENDS, patience, "all of the large account")


def thousands(person):
    """A lot of appointments in few saves."""
    for first in range(0, scale.SENDS, 200):
        values = [
            {
                "name": f"load {number}",
                "start": "2027-06-01 09:00:00",
                "stop": "2027-06-01 09:30:00",
            }
            for number in range(first, min(first + 200, scale.SENDS))
        ]
        person.odoo.call("calendar.event", "create", values)


def sent(person):
    """How many of them Google has."""
    events = person.fake.state(person.email)["events"]
    return sum(event.get("summary", "").startswith("load ") for event in events)
