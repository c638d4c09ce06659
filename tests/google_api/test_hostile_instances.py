"""Events that say of themselves to be instances, and are none."""

from __future__ import annotations

import pytest
from google_sync.google_api.calendar.series import gather
from google_sync.google_api.transport import shape
from google_sync.google_api.transport.instance_ids import names_occurrence

RULE = {"recurrence": ["RRULE:FREQ=DAILY;COUNT=3"]}


def told(event_id, **fields):
    return shape.event({"id": event_id, **fields})


@pytest.mark.parametrize("text", ["", "x", "20279999T999999Z", "20270322x", "2027032", "R20270322"])
def test_an_id_that_names_no_time_is_no_instances(text):
    event = told(f"master_{text}", recurringEventId="master")
    assert "recurringEventId" not in event
    assert not names_occurrence(f"master_{text}")


def test_an_instance_of_nothing_is_an_event_by_itself():
    assert "recurringEventId" not in told("master_20270322", recurringEventId="")
    assert not names_occurrence("20270322")


@pytest.mark.parametrize("event_id", ["m_20270322", "m_20270322T090000Z", "_60q30c1g_20270322"])
def test_a_true_instance_says_what_it_belongs_to(event_id):
    assert told(event_id, recurringEventId="m")["recurringEventId"] == "m"


def test_what_stands_alone_has_no_instances():
    """Whatever the order in which they come: cycles, and an event that is its own series."""
    one = told("one_20270322", recurringEventId="two_20270322")
    two = told("two_20270322", recurringEventId="one_20270322")
    own = told("own_20270322", recurringEventId="own_20270322", **RULE)
    for events in ([one, two, own], [own, two, one]):
        gathered = gather(events)
        assert set(gathered) == {"one_20270322", "two_20270322", "own_20270322"}
        assert not any(series.instances for series in gathered.values())


def test_a_listed_series_has_its_instances():
    master, instance = told("m", **RULE), told("m_20270322", recurringEventId="m")
    assert gather([instance, master])["m"].instances == (instance,)
