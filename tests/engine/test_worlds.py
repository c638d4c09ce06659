"""Worlds that one seed drives: the same seed lives the same world, and nothing is lost in any.

``make worlds`` lives as many as fit.
"""

from __future__ import annotations

from unittest.mock import patch

import figures
import mutants
import pytest
from seeded_worlds import live
from world_seeds import seeds

#: As many at least, however short the time is.
FEWEST = 150
#: A mistake is found in the first so many.
MOST = 400


def test_nothing_is_lost_in_any_world_and_each_can_be_lived_again():
    lived, failed = 0, []
    for seed in seeds(FEWEST):
        lived += 1
        try:
            assert live(seed) == live(seed), "another world from the same seed"
        except Exception as error:
            figures.say(f"WORLD={seed}: {error!r}")
            failed.append(seed)
    figures.tell("worlds", lived - len(failed), lived)
    assert not failed


@pytest.mark.parametrize("mutant", mutants.FOUND, ids=lambda mutant: mutant.__name__)
def test_a_planted_mistake_is_found(mutant):
    with patch.object(*mutant()):
        assert any(fails(f"1-{number}") for number in range(1, MOST)), "not found"


def fails(seed):
    try:
        live(seed)
    except AssertionError:
        return True
    return False
