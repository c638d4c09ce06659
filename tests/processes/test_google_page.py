"""What people press on their Google page while workers run: it succeeds, at the first try."""

from __future__ import annotations

import random
import time
from collections import defaultdict

import scale
from crowd import Crowd, Saves
from practice import each

#: Seconds from one time that somebody connects to the next: more than 40 in a minute are refused.
PAUSE = 1.6


def test_every_button_succeeds_at_the_first_try(practice, office, staff, figure):
    newcomers = practice.hire(office, 2, "newcomer")
    log = office.log()
    saves = defaultdict(Saves)
    with Crowd(staff[: scale.USERS // 2], f"{scale.SEED} beside"):
        each(newcomers, lambda person: come_and_go(person, saves))

    failed = {name: done.failed for name, done in saves.items() if done.failed}
    own = log.own_retries()
    for name, done in saves.items():
        figure(f"{name}: {done.figures()}")
    for cause in sorted(set(own)):
        figure(f"  begun anew {own.count(cause)} × {cause}")
    assert not failed
    assert not own
    assert {len(done.seconds) for done in saves.values()} == {scale.TIMES * len(newcomers)}
    practice.settle(staff, 60)


def come_and_go(person, saves):
    """All that the Google page offers, over and over, with a worker at the account each time."""
    chance = random.Random(f"{scale.SEED} {person.email}")
    deeds = {
        "connect": lambda turn: person.connect(),
        "choose a calendar": lambda turn: person.choose_calendar(f"Visits {turn}"),
        "save preferences": lambda turn: person.save(google_import_tentative=bool(turn % 2)),
        "pause": lambda turn: person.press("pause"),
        "resume": lambda turn: person.press("resume"),
        "sync now": lambda turn: person.press("sync_now"),
        "disconnect": lambda turn: person.disconnect(),
    }
    began = time.monotonic()
    for turn in range(scale.TIMES):
        time.sleep(max(began + turn * PAUSE - time.monotonic(), 0))
        for name, deed in deeds.items():
            for _ in range(chance.randrange(3)):  # something for the worker to do meanwhile
                person.make(person.ledger.open())
            with saves[name].one():
                deed(turn)
