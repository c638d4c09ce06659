"""A world of which one seed decides all: who acts when, what is lost, how clocks are set.

The same seed gives the same trace. Whatever happens, in the end both sides agree, the last words
stand, and a further run writes nothing; else an ``AssertionError`` says what is wrong.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

from google_sync.engine.core.merge import Side
from google_sync.engine.events.policy import EventPolicy
from world import World
from world_runs import Outcome
from world_state import LATER, LONGER, ONCE, WEEKLY
from world_verdict import check_agreement

#: So much happens in one world.
DEEDS = 14
#: So many quiet runs until nothing is left to do, at most.
QUIET = 4
FIELDS = ("title", "location")
CHANGES = (*FIELDS, "cancel", "reset")


class Life:
    """One world, from its first record to its rest.

    :ivar trace: what happened, in order, with what came of it
    """

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)
        ahead = timedelta(minutes=self.chance.choice((0, 10, -10)))
        policy = EventPolicy(prefer=self.chance.choice(("newest", "odoo", "google")))
        self.world = World(policy=policy, odoo_is_ahead=ahead)
        self.trace: list[str] = [f"{policy.prefer} {ahead}"]

    def live(self) -> list[str]:
        """:return: the trace
        :raise AssertionError: something was lost, or doubled, or nothing comes to rest"""
        for _number in range(DEEDS):
            self._deed()
        for _number in range(QUIET):
            if not self._run([]):
                break
        assert self.world.run() == 0, "nothing is left to do"
        check_agreement(self.world)
        self._note(f"rest: {self.world.odoo} {self.world.google}")
        return self.trace

    def _deed(self) -> None:
        if self.chance.random() < 0.3:
            outcomes = self.chance.choices(list(Outcome), k=self.chance.randint(0, 4))
            meddle = self._people if self.chance.random() < 0.4 else lambda: None
            self._run(outcomes, meddle)
        elif self.chance.random() < 0.05:
            self.world.lose_cursor()
            self._note("the cursor is lost")
        else:
            self._people()

    def _run(self, outcomes: list[Outcome], meddle: Callable[[], None] = lambda: None) -> int:
        writes = self.world.run(outcomes, meddle)
        self._note(f"run {[outcome.name for outcome in outcomes]}: {writes} writes")
        return writes

    def _people(self) -> None:
        """Somebody does something, if there is anything to do it to."""
        side, world, chance = self.chance.choice(list(Side)), self.world, self.chance
        deed = chance.choice(("add", "edit", "edit", "occurrence", "move", "delete", "restore"))
        able = {"occurrence": world.series, "restore": world.in_bin}.get(deed, world.present)(side)
        when = chance.choice((ONCE, WEEKLY, LONGER, LATER))
        if deed == "add" or not able:
            world.people.add(side, when)
            self._note(f"{side.value}: add")
            return
        key = chance.choice(able)
        if deed == "edit":
            world.people.edit(side, key, chance.choice(FIELDS))
        elif deed == "occurrence":
            world.people.change_occurrence(side, key, chance.randrange(3), chance.choice(CHANGES))
        elif deed == "move":
            world.people.reschedule(side, key, when)
        elif deed == "delete":
            world.people.delete(side, key, unlink=side is Side.ODOO and chance.random() < 0.5)
        else:
            world.people.restore(side, key)
        self._note(f"{side.value}: {deed} {key}")

    def _note(self, text: str) -> None:
        """What happened, and how far both sides and the links have come by it."""
        world = self.world
        there = [len(world.present(side)) for side in Side]
        sent = sum(len(link.sent) for link in world.links.values())
        self.trace.append(f"{text} | {there} {world.revision} {world.writes} {sent}")


def live(seed: str) -> list[str]:
    """The trace of the world with this seed."""
    return Life(seed).live()
