"""A user is deleted while a worker is at what they have just made."""

from __future__ import annotations

import time

from practice import each, wait_until

#: Google's answers take so long, in seconds, so that the worker is still at it.
SLOW = 2.0
#: Seconds in which somebody is deleted. Who waits for a worker waits much longer.
PATIENCE = 30


def test_nobody_who_deletes_a_user_waits_for_a_worker(quiet, desk, figure):
    with quiet.office(2) as office:
        people = quiet.hire(desk, 3, "deleted")
        each(people, lambda person: person.connect())
        quiet.settle(people, 60)
        quiet.rest()
        log = office.log()
        admin = quiet.admin(desk)
        quiet.slow_google(SLOW)
        for person in people:
            quiet.forget_requests()
            for _number in range(3):
                person.make(person.ledger.open())
            wait_until(quiet.requests, 30, "a worker's question")
            started = time.monotonic()
            admin.call("res.users", "unlink", [person.odoo.uid])
            seconds = time.monotonic() - started
            figure(f"deleted after {seconds:.1f} s")
            assert seconds < PATIENCE
        assert log.overtime() == []
