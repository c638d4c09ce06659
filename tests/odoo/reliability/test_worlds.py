"""Worlds of the real addon that one seed drives; ``make worlds`` lives as many as fit."""

import os
import time
import traceback
from unittest.mock import patch

from odoo.tests import tagged

from ....sync.run import calendar
from ... import figures
from ...world_case import WorldCase

SECONDS = float(os.environ.get("WORLDS_SECONDS") or 0) / 2
SEED = os.environ.get("WORLDS_SEED") or "1"
ONLY = os.environ.get("WORLDS_ONLY")
#: As many at least; and a planted mistake is found in the first so many.
FEWEST, MOST = 3, 12


@tagged("post_install", "-at_install")
class TestWorlds(WorldCase):
    def _seeds(self):
        if ONLY:
            yield ONLY
            return
        ends, number = time.monotonic() + SECONDS, 0
        while number < FEWEST or time.monotonic() < ends:
            number += 1
            yield f"{SEED}-{number}"

    def _lived(self, seed):
        try:
            return self.live(seed)
        finally:
            self._begin_anew()

    def test_nothing_is_lost_in_any_world_and_each_can_be_lived_again(self):
        lived, failed = 0, []
        for seed in self._seeds():
            lived += 1
            try:
                self.assertEqual(self._lived(seed), self._lived(seed), "the same seed")
            except Exception as error:
                figures.say(f"WORLD={seed}: {self.trace}")
                traceback.print_exception(error)
                failed.append(seed)
        figures.tell("worlds", lived - len(failed), lived)
        self.assertFalse(failed)

    def test_a_planted_mistake_is_found(self):
        """What was sent, and of which nobody has heard, is not asked for any more."""

        def nothing_due(claimed):
            return dict.fromkeys(claimed.ids, ())

        with patch.object(calendar, "due_google_ids", nothing_due):
            self.assertTrue(any(self._fails(f"1-{number}") for number in range(1, MOST)))

    def _fails(self, seed):
        try:
            self._lived(seed)
        except AssertionError:
            return True
        return False
