"""Mixtures of habits: all of them are too many, so either any one, or few that have every pair.

A new habit is in both by itself.
"""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

from . import habits

Json = dict[str, Any]
#: Two choices of different habits, each by its habit's name and its place among those tried.
Pair = frozenset[tuple[str, int]]


def any_mixture(chance: random.Random) -> Json:
    """A mixture by chance, as `POST /_fake/settings` takes it."""
    return {name: chance.choice(tried) for name, tried in habits.TRIED.items()}


def pairwise() -> list[Json]:
    """Few mixtures in which each two choices of different habits meet; always the same ones."""
    missing = set(_pairs({name: range(len(tried)) for name, tried in habits.TRIED.items()}))
    chance, mixtures = random.Random(0), []
    while missing:
        mixture = _with_many_of(missing, chance)
        missing -= set(_pairs({name: [number] for name, number in mixture.items()}))
        mixtures.append({name: habits.TRIED[name][number] for name, number in mixture.items()})
    return mixtures


def _pairs(numbers: dict[str, Any]) -> list[Pair]:
    return [
        frozenset({(one, first), (other, second)})
        for one, other in combinations(sorted(numbers), 2)
        for first in numbers[one]
        for second in numbers[other]
    ]


def _with_many_of(missing: set[Pair], chance: random.Random) -> dict[str, int]:
    """Begin with a pair that is missing, and give each other habit what adds most of them."""
    mixture = dict(min(missing, key=sorted))
    others = [name for name in habits.TRIED if name not in mixture]
    chance.shuffle(others)
    for name in others:

        def gained(number: int, name: str = name) -> int:
            return sum(frozenset({(name, number), known}) in missing for known in mixture.items())

        mixture[name] = max(range(len(habits.TRIED[name])), key=gained)
    return mixture
