"""People who change their minds, each in a story of their own, and what gets in their way."""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import scale
from crowd import Visit
from person import Person
from practice import Office, Practice, each, wait_until

from tools import postgres
from tools.stack import CREDENTIALS

#: How often each changes their mind.
TURNS = 6 if scale.LONG else 1
VISITS = 6
#: Google's answers take so long, in seconds, so that people are there before its workers.
SLOW = 0.3


@dataclass
class Fickle:
    """Somebody with some visits, or contacts, of which only they change the names."""

    person: Person
    chance: random.Random
    visits: list[Visit] = field(default_factory=list)

    def begin(self) -> None:
        self.person.connect()
        self.person.save(google_past_days=36500, google_future_days=36500)
        for _number in range(VISITS):
            entry = self.person.ledger.open()
            self.visits.append(Visit(entry, self.person.make(entry)))

    def some(self) -> list[Visit]:
        """Two of them, in their next version."""
        some = self.chance.sample(self.visits, 2)
        for visit in some:
            visit.version += 1
        return some

    def rename_some(self) -> None:
        for visit in self.some():
            self.person.rename(visit.entry, visit.id, visit.version)

    def pause(self, seconds: float) -> None:
        time.sleep(self.chance.uniform(0, seconds))

    def state(self) -> str:
        return self.person.read("google_sync_state")

    def be_connected(self) -> None:
        """Sign in, unless they are; a removal that goes on is at its end first."""
        self.be_removed()
        if self.state() != "connected":
            self.person.connect()
        self.person.press("resume")
        wait_until(lambda: self.state() == "connected", 60, "a connected account")

    def be_removed(self) -> None:
        """Wait for the end of a removal. Each time that an answer is lost, it pauses, from a minute
        on."""
        wait_until(lambda: self.state() != "disconnecting", 600, "the end of a removal")

    def come_to_rest(self) -> None:
        """In the end everybody wants the same: all that is in Odoo is in Google."""
        self.be_connected()
        self.person.save(google_populate_google=True)


def play(
    practice: Practice,
    office: Office,
    hired: Sequence[Person],
    stories: Sequence[Callable[[Fickle], None]],
    lost: Sequence[str],
) -> float:
    """Let each have their story, all at the same time, while answers are slow, or lost.

    :param lost: the requests of Google's to which some answers get lost
    :return: after how many seconds both sides agreed
    """
    chances = [random.Random(f"{scale.SEED} {story.__name__}") for story in stories]
    people = [Fickle(*pair) for pair in zip(hired, chances, strict=True)]
    each(people, Fickle.begin)
    practice.settle(hired, 150)
    each(hired, lambda person: _lose_answers(practice, person, lost))
    practice.slow_google(SLOW)
    database = practice.ground.database
    with (
        _blows(office, database, f"{scale.SEED} minds") if scale.LONG else contextlib.nullcontext()
    ):
        each(list(zip(stories, people, strict=True)), lambda pair: pair[0](pair[1]))
    practice.heal_google()
    each(people, Fickle.come_to_rest)
    seconds = practice.settle(hired, 150)
    practice.rest(1)
    assert practice.problems(hired) == []  # nothing comes back later
    assert not practice.mails()
    return seconds


def _lose_answers(practice: Practice, person: Person, requests: Sequence[str]) -> None:
    """Every other answer: after each the sync pauses for a minute or more, and one that loses all
    would not end while the story lasts."""
    for request in requests:
        fault: dict[str, Any] = {
            "match": request,
            "kind": "timeout_after",
            "seconds": 0.01,
            "nth": 2,
            "times": 3 * TURNS,
            "share": 0.5,
            "seed": f"{scale.SEED} {request}",
            "account": person.email,
            "client": CREDENTIALS["google_sync.client_id"],  # what people do in Google is answered
        }
        practice.fake.request("POST", "/_fake/faults", fault)


@contextlib.contextmanager
def _blows(office: Office, database: str, seed: str) -> Iterator[None]:
    """Workers are killed now and then, until the block ends. Not too often: an account whose
    workers die again and again is put aside for minutes, for it may be what kills them."""
    chance, over = random.Random(seed), threading.Event()

    def strike():
        while not over.wait(chance.uniform(4, 16)):
            if office.server.cron_workers():
                office.kill_a_worker(chance.choice)
                # The one that follows looks within a minute, and would be dead by then; or when
                # somebody saves something.
                over.wait(1)
                postgres.sql(f"NOTIFY cron_trigger, '{database}'")

    thread = threading.Thread(target=strike)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
