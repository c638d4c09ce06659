"""Worlds of the real addon that one seed drives; ``make worlds`` lives as many as fit."""

import random
import traceback

from odoo.tests import tagged

from fake_google.mixtures import any_mixture, pairwise

from ... import figures, mutants
from ...fault_case import SEED as CHOICE
from ...world_case import WorldCase
from ...world_seeds import SECONDS, seeds

#: As many at least; and so many planted mistakes, unless all are.
FEWEST, SOME = 3, 4
#: A mistake is looked for in so many worlds, for what happens in one changes with the addon.
TRIES = 10


@tagged("post_install", "-at_install")
class TestWorlds(WorldCase):
    def _lived(self, seed, habits=()):
        try:
            return self.live(seed, habits)
        finally:
            self._begin_anew()

    def test_nothing_is_lost_in_any_world_and_each_can_be_lived_again(self):
        lived, failed = 0, []
        for seed in seeds(FEWEST):
            lived += 1
            try:
                habits = _habits(seed)
                first, again = (self._lived(seed, habits) for _time in range(2))
                self.assertEqual(first, again, "the same seed")
            except Exception as error:
                figures.say(f"WORLD={seed}: {self.trace}")
                traceback.print_exception(error)
                failed.append(seed)
        figures.tell("worlds", lived - len(failed), lived)
        self.assertFalse(failed)

    def test_nothing_is_lost_whatever_habits_google_has(self):
        """Each two choices of different habits meet in one of these worlds."""
        failed = []
        for number, habits in enumerate(pairwise()):
            try:
                self._lived(f"habits-{number}", habits)
            except Exception as error:
                figures.say(f"with {habits}: {self.trace}")
                traceback.print_exception(error)
                failed.append(number)
        self.assertFalse(failed)

    def test_planted_mistakes_are_found(self):
        """Each soon, in a world that is well without it."""
        self.ill = []
        found = {mutant.__name__: self._finding(mutant, seed) for mutant, seed in _mutants()}
        missed = [name for name, seed in found.items() if not seed]
        figures.say(f"planted mistakes are found in {found}")
        figures.tell("planted mistakes found", len(found) - len(missed), len(found))
        self.assertFalse(self.ill, "worlds that go wrong by themselves")
        self.assertFalse(missed)

    def _finding(self, mutant, seed):
        """The first of some worlds that goes wrong by it, from the one on that is named with it;
        None if there is none."""
        group, _, first = seed.rpartition("-")
        seeds = (f"{group}-{number}" for number in range(int(first), int(first) + TRIES))
        return next((seed for seed in seeds if self._goes_wrong(mutant, seed)), None)

    def _goes_wrong(self, mutant, seed):
        """Whether the world goes wrong with the mistake, and only with it."""
        try:
            with mutant():
                self._lived(seed)
        except Exception:  # what is not there where it should be is an error of many kinds
            return self._is_well(seed)
        return False

    def _is_well(self, seed):
        try:
            self._lived(seed)
        except Exception as error:
            traceback.print_exception(error)
            self.ill.append(seed)
            return False
        return True


def _habits(seed):
    """Those of Google in a world: by default in half of them, and else any."""
    chance = random.Random(f"{seed} habits")
    return any_mixture(chance) if chance.random() < 0.5 else ()


def _mutants():
    """All of them in ``make worlds``, else some."""
    everything = sorted(mutants.FOUND.items(), key=lambda found: found[0].__name__)
    if SECONDS:
        return everything
    return random.Random(f"{CHOICE} mutants").sample(everything, SOME)
