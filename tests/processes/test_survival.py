"""Workers and servers killed, connections cut, Google stopped: nobody's last word is lost."""

from __future__ import annotations

import random
import time

import scale
from crowd import Crowd
from practice import each, patiently


def test_the_last_word_survives_every_blow(practice, office, staff, figure):
    chance = random.Random(f"{scale.SEED} blows")
    client = {"email": "client@example.com", "name": "Client"}
    patiently(lambda: practice.admin(office).call("res.partner", "create", [client]))
    each(
        staff,
        lambda person: person.make_in_google(
            person.ledger.open(), attendees=[{"email": client["email"]}]
        ),
    )
    blows = {
        "a worker is killed": lambda: office.kill_a_worker(chance.choice),
        "connections are cut": practice.cut_connections,
        "Google stops": lambda: practice.stop_google(chance.uniform(0.5, 3)),
        "a server is killed": lambda: kill_a_server(practice, chance),
    }
    chosen = [list(blows)[number % len(blows)] for number in range(scale.BLOWS)]
    practice.slow_google(0.5)  # so that blows find workers at work
    with Crowd(staff, f"{scale.SEED} blows") as crowd:
        time.sleep(2)
        for name in chosen:
            time.sleep(chance.uniform(0.5, 3))
            blows[name]()
        time.sleep(2)
    practice.heal_google()
    seconds = practice.settle(staff, 150)
    each(staff, lambda person: person.press("sync_now"))
    time.sleep(3)
    assert practice.problems(staff) == []  # nothing comes back later
    figure(
        f"{len(chosen)} blows, {sum(len(person.ledger) for person in staff)} records,"
        f" {crowd.saves.figures()}, both sides agree after {seconds:.0f} s"
    )
    assert not practice.mails()


def kill_a_server(practice, chance):
    """One that serves nobody, but works at the accounts beside the other."""
    with practice.office(1) as other:
        time.sleep(chance.uniform(1, 4))
        other.kill()
