"""Jobs of OCA's ``queue_job`` and its own runner of jobs, on servers of which one is killed."""

from __future__ import annotations

from collections import Counter

import pytest
from practice import Practice, each, ground, wait_until
from test_several_workers import twice_at_once

from tools import databases, postgres, suites

#: Google's answers take so long, in seconds, so that the server is caught at work.
SLOW = 3.0
_LOAD = "--load=base,rpc,web,queue_job"


@pytest.fixture
def queue(monkeypatch):
    """A practice where jobs synchronize, two at a time."""
    monkeypatch.setenv("ODOO_QUEUE_JOB_CHANNELS", "root:3,root.google_sync:2")
    (modules,) = [one.modules for one in suites.find("odoo") if one.name == "with_neighbours"]
    with ground("queue", modules=modules) as made:
        databases.set_parameters(made.database, {"google_sync.job_queue": "True"})
        yield Practice(made)


def test_the_jobs_of_a_killed_server_are_resumed(queue, figure):
    with queue.office(0) as desk:
        queue.serves(desk)
        people = queue.hire(desk, 4, "queued")
        with queue.office(1, 0, _LOAD) as first:
            each(people, lambda person: person.connect())
            queue.settle(people, 90)
            wait_until(lambda: set(jobs(queue)) == {"done"}, 60, "the end of all jobs")
            queue.rest()
            made = jobs(queue)
            queue.rest(5)
            assert jobs(queue) == made, "jobs are made for accounts of which nothing is due"
            queue.slow_google(SLOW)
            queue.forget_requests()
            each(people, lambda person: person.make(person.ledger.open()))
            wait_until(queue.requests, 30, "the first job's first request")
            wait_until(lambda: jobs(queue)["started"] == 2, 30, "two jobs at work")
            first.kill()
        queue.slow_google(0)
        with queue.office(1, 0, _LOAD):
            done = lambda: not queue.problems(people) and set(jobs(queue)) == {"done"}  # noqa: E731
            seconds = wait_until(done, 150, "what the killed server had at hand")
            figure(f"resumed after {seconds:.0f} s")
            assert twice_at_once(queue.requests()) == []
            # Jobs that wait yet, and scheduled actions again, are at the same accounts now.
            each(people, lambda person: person.make(person.ledger.open()))
            queue.admin(desk).call("ir.config_parameter", "set_param", "google_sync.job_queue", "")
            queue.settle(people, 60)
            queue.rest()
            assert twice_at_once(queue.requests()) == []


def jobs(practice):
    """How many there are, by their state."""
    return Counter(postgres.sql("SELECT state FROM queue_job", practice.ground.database))
