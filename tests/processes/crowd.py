"""People at work at the same time, and Google's side at work with them."""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from keeper import Keeper
from ledger import Entry
from person import Person

_PAUSE = 0.1, 0.5  # seconds between two saves of a person


@dataclass
class Saves:
    """What came of the saves of all: how long each took, and which were refused."""

    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Around one save."""
        started = time.monotonic()
        try:
            yield
        except Exception as error:  # whatever it is: the person sees that it failed
            self.failed.append(f"{type(error).__name__}: {error}")
        self.seconds.append(time.monotonic() - started)

    def percentile(self, percent: int) -> float:
        return statistics.quantiles(self.seconds, n=100, method="inclusive")[percent - 1]

    def figures(self) -> str:
        return (
            f"{len(self.seconds)} saves, p50 {self.percentile(50):.2f} s,"
            f" p95 {self.percentile(95):.2f} s, {len(self.failed)} failed"
        )


@dataclass
class Visit:
    """An appointment that somebody made, as they know it."""

    entry: Entry
    id: int | str
    version: int = 1


class Desk:
    """One person at work in Odoo: makes, renames, moves and deletes appointments."""

    def __init__(self, person: Person, chance: random.Random, saves: Saves):
        self.person = person
        self.chance = chance
        self.saves = saves
        self.kept: list[Visit] = []
        self.doomed: list[Visit] = []  # nobody else touches these: they may be deleted

    def act(self) -> None:
        with self.saves.one():
            deed = self.chance.choices(
                (self._make, self._rename, self._move, self._delete), (25, 40, 25, 10)
            )[0]
            deed()

    def _make(self) -> None:
        entry = self.person.ledger.open()
        visit = Visit(entry, self.person.make(entry))
        self.chance.choice((self.kept, self.doomed)).append(visit)

    def _rename(self) -> None:
        self._change(self.person.rename)

    def _move(self) -> None:
        self._change(self.person.move)

    def _change(self, change: Callable[[Entry, int, int], None]) -> None:
        visits = self.kept + self.doomed
        if not visits:
            self._make()
            return
        visit = self.chance.choice(visits)
        visit.version += 1
        change(visit.entry, visit.id, visit.version)

    def _delete(self) -> None:
        if self.doomed:
            # Off the list first: who does not know whether it was deleted leaves it alone.
            visit = self.doomed.pop(self.chance.randrange(len(self.doomed)))
            self.person.delete(visit.entry, visit.id)
        else:
            self._make()


class Hand:
    """Google's side of one person: new appointments there, other titles, places, deletions."""

    def __init__(self, desk: Desk, chance: random.Random):
        self.desk = desk
        self.person = desk.person
        self.chance = chance
        self.made: list[Visit] = []
        self.version = 1

    def act(self) -> None:
        deeds = (self._make, self._rename, self._place, self._delete)
        self.chance.choices(deeds, (30, 30, 30, 10))[0]()

    def _make(self) -> None:
        entry = self.person.ledger.open()
        self.made.append(Visit(entry, self.person.make_in_google(entry)))

    def _rename(self) -> None:
        if self.made:
            visit = self.chance.choice(self.made)
            visit.version += 1
            self.person.rename_in_google(visit.entry, visit.id, visit.version)

    def _place(self) -> None:
        """The place of what was made in Odoo, once Google has it; its title is Odoo's to change."""
        there = self.person.in_google()
        known = [visit for visit in list(self.desk.kept) if visit.entry.number in there]
        if known:
            visit = self.chance.choice(known)
            google_id = there[visit.entry.number][0]["id"]
            self.version += 1
            self.person.place_in_google(visit.entry, google_id, self.version)

    def _delete(self) -> None:
        if self.made:
            visit = self.made.pop(self.chance.randrange(len(self.made)))
            self.person.delete_in_google(visit.entry, visit.id)


class ContactDesk(Desk):
    """Somebody who makes and renames contacts."""

    def act(self) -> None:
        with self.saves.one():
            self.chance.choices((self._make, self._rename), (30, 70))[0]()


class ContactHand(Hand):
    """Google's side of their contacts: other jobs for those that are there."""

    def act(self) -> None:
        there = self.person.in_google()
        known = [visit for visit in list(self.desk.kept) if visit.entry.number in there]
        if known:
            self.version += 1
            self.person.employ_in_google(self.chance.choice(known).entry, self.version)


#: Who works for a person, in Odoo and at Google.
_ROLES = {Person: (Desk, Hand), Keeper: (ContactDesk, ContactHand)}


class Crowd:
    """Everybody at work, until the block ends.

        with Crowd(people, seed=1) as crowd:
            time.sleep(10)
        print(crowd.saves.figures())

    :param google: whether Google's side changes, too
    :param pause: between two deeds on one side of a person there are so many seconds
    """

    def __init__(
        self,
        people: Sequence[Person],
        seed: int | str,
        google: bool = True,
        pause: tuple[float, float] = _PAUSE,
    ):
        self._pause = pause
        self.saves = Saves()
        self._over = threading.Event()
        # Chance by text, so that people do not do the same, and the same seed does the same.
        desks, hands = [], []
        for person in people:
            desk, hand = _ROLES[type(person)]
            own = desk(person, random.Random(f"{seed} {person.email}"), self.saves)
            desks.append(own)
            hands.append(hand(own, random.Random(f"{seed} google {person.email}")))
        acts = [desk.act for desk in desks] + [hand.act for hand in hands if google]
        self._threads = [
            threading.Thread(target=self._work, args=(act, random.Random(f"{seed} {number}")))
            for number, act in enumerate(acts)
        ]

    def __enter__(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _work(self, act: Callable[[], None], chance: random.Random) -> None:
        while not self._over.wait(chance.uniform(*self._pause)):
            try:
                act()
            except OSError:  # Google cannot be reached just now
                continue
