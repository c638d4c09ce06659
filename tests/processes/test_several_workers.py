"""Two workers do twice the work of one, and nobody is synchronized twice at once."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest
import scale
from practice import each, wait_until

pytestmark = pytest.mark.alone

#: What one waits for: Google's answers take so long, in seconds; on a slow machine longer, so many
#: times as long as all of our own work for one account does, but not too long for a request.
SLOW, SLOWEST, TIMES_OWN = 2.0, 5.0, 40
#: So long a scheduled action may take, in seconds: all of it in one go, for what is handed back at
#: the end of one and begun anew is another question.
ONE_GO = 900


@pytest.mark.skipif(not scale.ACCOUNTS, reason="part of `make faults`")
def test_two_workers_do_twice_the_work(quiet, desk, figure):
    people = quiet.hire(desk, scale.ACCOUNTS, "many")
    each(people, lambda person: person.connect())
    with quiet.office(2):
        quiet.settle(people, 300)
        quiet.rest()
    own = seconds_with(quiet, desk, people, 1, 0) / len(people)
    slow = min(max(SLOW, TIMES_OWN * own), SLOWEST)
    one, two = (seconds_with(quiet, desk, people, workers, slow) for workers in (1, 2))
    figure(
        f"{len(people)} accounts, {own:.2f} s of our own for each: while Google takes {slow:.1f} s"
        f" {one:.1f} s with one worker, {two:.1f} s with two, {one / two:.2f} times as fast"
    )
    assert one / two >= 1.8


def seconds_with(practice, desk, people, workers, slow):
    """How long so many workers take to bring everybody's new appointment to Google.

    :param slow: so long each of Google's answers takes, in seconds
    """
    with practice.office(workers, 0, f"--limit-time-real-cron={ONE_GO}"):
        practice.slow_google(slow)
        practice.forget_requests()
        try:
            at_the_front_desk(practice.admin(desk), people)
            patience = 300 + slow * len(people)
            seconds = wait_until(lambda: all_there(practice, people), patience, "all appointments")
        finally:
            practice.slow_google(0)
        practice.rest(max(2 * slow, 2))
    assert twice_at_once(practice.requests()) == []
    return seconds


def at_the_front_desk(admin, people):
    """One save makes an appointment for each of them."""
    partners = admin.call("res.users", "read", [each.odoo.uid for each in people], ["partner_id"])
    of_user = {user["id"]: user["partner_id"][0] for user in partners}
    admin.call(
        "calendar.event",
        "create",
        [
            {
                "name": "front desk",
                "user_id": person.odoo.uid,
                "partner_ids": [(6, 0, [of_user[person.odoo.uid]])],
                "start": "2027-06-01 09:00:00",
                "stop": "2027-06-01 10:00:00",
            }
            for person in people
        ],
    )


def all_there(practice, people):
    made = [line for line in practice.requests() if line["method"] == "calendar.events.insert"]
    return len({line["account"] for line in made if line["status"] == 200}) == len(people)


def twice_at_once(requests):
    """The accounts for which Google was asked again before it had answered."""
    by_account = defaultdict(list)
    for line in requests:
        if not line["in_batch"]:
            by_account[line["account"]].append((line["began"], line["ended"]))
    return [
        account
        for account, spans in by_account.items()
        if any(later[0] < earlier[1] for earlier, later in pairwise(sorted(spans)))
    ]


def test_the_check_sees_who_is_asked_for_twice():
    asked = [("ann", 1, 3), ("bob", 1, 3), ("ann", 3, 4), ("bob", 2, 4)]
    requests = [
        {"account": account, "began": began, "ended": ended, "in_batch": False}
        for account, began, ended in asked
    ]
    assert twice_at_once(requests) == ["bob"]
