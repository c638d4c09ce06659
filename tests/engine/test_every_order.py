"""Every order in which people act, answers are lost and the process dies: the last words stand.

``GOOGLE_SYNC_ORDERS`` is how many long orders are tried besides all short ones.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable
from datetime import timedelta
from itertools import product

import pytest
from google_sync.engine.core.merge import Side
from world import World
from world_runs import Outcome
from world_state import LATER, LONGER, ONCE, WEEKLY
from world_verdict import check_agreement

LENGTH = 3  # of the orders that are tried without exception
LONGEST = 9
ORDERS = int(os.environ.get("GOOGLE_SYNC_ORDERS", "1500"))
SEED = 20260302
SKEWS = (timedelta(), timedelta(minutes=10), timedelta(minutes=-10))

Deed = Callable[[World], None]


def act(side: Side, deed: str, *args: object) -> Deed:
    """Do something to the only record of a side, if it can be done."""

    def do(world: World) -> None:
        able = world.in_bin(side) if deed == "restore" else world.present(side)
        if deed == "change_occurrence":
            able = world.series(side)
        for key in able:
            getattr(world.people, deed)(side, key, *args)

    return do


def run(outcome: Outcome) -> Deed:
    return lambda world: world.run([outcome])


BY_PEOPLE = {
    f"{deed[0]} {deed[-1]} in {side.value}" if len(deed) > 1 else f"{deed[0]} in {side.value}": act(
        side, *deed
    )
    for side in Side
    for deed in (("edit", "title"), ("edit", "location"), ("delete",), ("restore",))
}
TO_SERIES = {
    f"{change} of {number} in {side.value}": act(side, "change_occurrence", number, change)
    for side in Side
    for number, change in ((1, "title"), (1, "cancel"), (2, "location"))
} | {
    "move in odoo": act(Side.ODOO, "reschedule", LATER),
    "move in google": act(Side.GOOGLE, "reschedule", LATER),
    "more in odoo": act(Side.ODOO, "reschedule", LONGER),
}
BY_NETWORK = {outcome.name: run(outcome) for outcome in Outcome}

Order = tuple[str, ...]


def single() -> World:
    world = World()
    world.people.add(Side.ODOO)
    world.run()
    return world


def new() -> World:
    world = World()
    world.people.add(Side.ODOO)
    return world


def series() -> World:
    world = World()
    world.people.add(Side.ODOO, WEEKLY)
    world.run()
    world.people.change_occurrence(Side.ODOO, 1, 1, "location")
    world.run()
    return world


def new_series() -> World:
    world = World()
    world.people.add(Side.ODOO, WEEKLY)
    world.people.change_occurrence(Side.ODOO, 1, 2, "cancel")
    world.people.change_occurrence(Side.ODOO, 1, 1, "location")
    return world


SINGLE = {**BY_PEOPLE, **BY_NETWORK}
SERIES = {**SINGLE, **TO_SERIES}
STARTS = {
    "single": (single, SINGLE),
    "new": (new, SINGLE),
    "series": (series, SERIES),
    "new series": (new_series, SERIES),
}


def check(start: str, order: Order, **circumstances: object) -> int:
    """:param circumstances: attributes of the :class:`World`
    :return: how many words were found where they had to be"""
    begin, deeds = STARTS[start]
    world = begin()
    for name, value in circumstances.items():
        setattr(world, name, value)
    for name in order:
        deeds[name](world)
    for _time in range(3):
        world.run()
    assert world.run() == 0, "nothing is left to do"
    check_agreement(world)
    return world.words.checked


def short_orders(start: str) -> Iterable[Order]:
    """All of a length; less of a series, which has so many."""
    return product(STARTS[start][1], repeat=LENGTH if STARTS[start][1] is SINGLE else LENGTH - 1)


def long_orders(start: str, count: int) -> Iterable[Order]:
    chance = random.Random(f"{SEED} {start}")
    deeds = list(STARTS[start][1])
    for _number in range(count):
        yield tuple(chance.choices(deeds, k=chance.randint(LENGTH + 1, LONGEST)))


@pytest.mark.parametrize("start", STARTS)
def test_every_short_order(start):
    checked = [check(start, order) for order in short_orders(start)]
    assert sum(checked) > len(checked) // 2, "hardly anything was said"


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize("start", STARTS)
def test_many_long_orders(start, numbered):
    """Without numbers, as of meetings called outside of Odoo, it cannot be known whether who types
    over our value has seen it, nor whether who deletes a series has seen its new rule."""
    for number, order in enumerate(long_orders(start, ORDERS // len(STARTS) // 2)):
        try:
            skew, brings_back = SKEWS[number % len(SKEWS)], number % 2 == 0
            check(start, order, odoo_is_ahead=skew, numbered=numbered, brings_back=brings_back)
        except AssertionError as error:
            error.add_note(f"{start}: {', '.join(order)}")
            raise


def test_the_second_edit_stands_when_the_answer_to_the_first_one_was_lost():
    for outcome in (Outcome.UNHEARD, Outcome.LOST, Outcome.LATE):
        world = single()
        world.people.edit(Side.ODOO, 1, "title")
        world.run([outcome])
        world.people.edit(Side.ODOO, 1, "title")
        wanted = world.odoo[1].item
        for _time in range(2):
            world.run()
        assert world.odoo[1].item == wanted
        assert [event.item for event in world.google.values()] == [wanted]
        assert world.odoo[1].item.when == ONCE
