"""A server that ends in the middle of its work, and another one that has to take it over."""

from __future__ import annotations

import time

import pytest
import scale
from practice import each, wait_until

#: Google's answers take so long, in seconds, so that the server is caught at work.
SLOW = 3.0


pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(not scale.LONG, reason="part of `make faults`"),
]


def test_the_accounts_of_a_killed_server_are_taken_over(quiet, desk, figure):
    seconds = taken_over(quiet, desk, lambda server: server.kill())
    figure(f"taken over after {seconds:.0f} s")
    assert seconds < 120


def test_a_server_that_is_asked_to_stop_leaves_nothing_behind(quiet, desk, figure):
    seconds = taken_over(quiet, desk, lambda server: server.ask_to_stop())
    figure(f"taken over after {seconds:.0f} s")
    assert seconds < 10


def test_a_server_that_is_asked_to_stop_waits_for_no_token(quiet, desk, figure):
    with quiet.office(1) as server:
        (person,) = quiet.hire(desk, 1, "expired")
        person.connect()
        quiet.settle([person], 60)
        quiet.rest()
        quiet.expire_access(60)
        person.make(person.ledger.open())
        wait_until(quiet.waits_for_access, 30, "the question for a token")
        started = time.monotonic()
        server.ask_to_stop()
        server.server.process.wait(90)
        seconds = time.monotonic() - started
    figure(f"ended after {seconds:.0f} s")
    assert seconds < 20


def taken_over(practice, desk, end):
    """Have a server ended while it waits for Google.

    :return: seconds until all whom it had at hand have been synchronized
    """
    with practice.office(1) as second, practice.office(1) as first:
        people = practice.hire(desk, 4, "patient")
        each(people, lambda person: person.connect())
        practice.settle(people, 60)
        practice.rest()
        time.sleep(1.1)  # Odoo keeps whole seconds
        second.sleep()
        before = last_syncs(people)
        practice.slow_google(SLOW)
        practice.forget_requests()
        each(people, lambda person: person.make(person.ledger.open()))
        wait_until(practice.requests, 30, "the first server's first request")
        assert last_syncs(people) == before
        second.wake()
        end(first)
        practice.slow_google(0)
        all_done = lambda: all(map(str.__gt__, last_syncs(people), before))  # noqa: E731
        seconds = wait_until(all_done, 150, "the sync of those whom the first server had at hand")
        practice.settle(people, 60)
        return seconds


def last_syncs(people):
    return each(people, lambda person: person.read("google_sync_last"))
