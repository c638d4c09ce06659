"""A world of the real addon, of which one seed decides all that happens between two steps.

At each request people may act, or a second worker may begin; at each step something may get lost,
or the process may die. What people do, and what must stand in the end, is said by scenes: visits in
each world, and contacts, a series or a meeting with a colleague in some. What both sides change is
told where it does not stand; nothing else may be. Some worlds have Odoo's database put back to how
it was before, and in the end somebody may delete all in Google, about which the sync asks first.
In some Google has other habits than by default, or people leave and come back.
"""

import random
import secrets
import uuid
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from unittest.mock import patch

from psycopg2 import OperationalError

from . import fault_kinds
from .common import Killed
from .fault_case import FaultCase
from .steps import InTurn, Steps
from .world_between import Between
from .world_clocks import Clocks
from .world_contacts import Contacts
from .world_google import GoogleItself
from .world_meeting import Meeting
from .world_series import Series
from .world_troubles import Troubles
from .world_visits import Visits
from .world_whims import Whims

#: Runs of the scheduled action in one world; before each people do so much at most.
RUNS, DEEDS = 4, 4
#: How often all is deleted in the end, and a backup is put back in the middle.
MISHAP, BACKUP = 0.5, 0.15
#: What there may be beside visits.
OTHERS = (None, None, Contacts, Series, Meeting)


class WorldCase(FaultCase):
    """:ivar trace: what happened, in order; the same for the same seed"""

    def set_up_once(self):
        with self._by_chance("the beginning"):
            super().set_up_once()
            self.ana.google_import_events = True
            self.account.known_since -= timedelta(minutes=1)
            self.chance = random.Random(0)
            self.sync()
            Visits(self).begin()
            self.sync()
            self.sync()

    def live(self, seed, habits=()):
        """One world, from beginning to rest.

        :param habits: those of Google in it, see :mod:`fake_google.mixtures`
        :return: its trace
        :raise AssertionError: something was lost, doubled or mailed, or a run crashed
        """
        self.chance = random.Random(seed)
        self.trace, self.versions = [], 0
        self.habits = dict(habits)
        self.google_itself, self.clocks = GoogleItself(self), Clocks(self)
        self.between, self.troubles = Between(self), Troubles(self)
        with self._by_chance(seed), self.clocks.in_place():
            self._begin()
            self.google_itself.begin_passing_habits()
            with self._disturbed():
                for run in range(RUNS):
                    for _deed in range(self.chance.randint(1, DEEDS)):
                        self.between.person_acts()
                    self.troubles.end()
                    self._work()
                    if run == self.backup_after:
                        self._put_back()
            self.google_itself.end_passing_habits()
            if self.between.is_away():
                self.between.come_and_go()
            self.crashes[:] = [crash for crash in self.crashes if fault_kinds.CUT not in crash]
            self._come_to_rest()
        self._check()
        if self.chance.random() < MISHAP:
            self.scenes[0].delete_all_in_google()
        self.trace.append(f"rest: {[scene.summary() for scene in self.scenes]}")
        return self.trace

    def _begin(self):
        self.scenes = [Visits(self)]
        self.backup_after = None
        if self.habits:
            self.google_itself.begin_lasting_habits()
            self._add(Whims)
        if self.chance.random() < BACKUP and not self.habits:
            self.backup_after = self.chance.randrange(RUNS)
            self.env.flush_all()
            self.cr.execute("SAVEPOINT backup")
        elif other := self.chance.choice(list(filter(None, OTHERS)) if self.habits else OTHERS):
            self._add(other)
        self.trace.append(f"{[type(scene).__name__ for scene in self.scenes]} {self.backup_after}")

    def _add(self, scene):
        self.scenes.append(scene(self))
        self.scenes[-1].begin()
        self.sync()
        self.sync()

    @contextmanager
    def _by_chance(self, seed):
        """Whatever is drawn anywhere comes from the seed."""
        drawn = random.Random(f"{seed} ids")
        with ExitStack() as patches:
            for module, name, draw in (
                (uuid, "uuid4", lambda: uuid.UUID(int=drawn.getrandbits(128), version=4)),
                (secrets, "token_hex", lambda size=32: drawn.randbytes(size).hex()),
                (secrets, "token_urlsafe", lambda size=32: drawn.randbytes(size).hex()),
            ):
                patches.enter_context(patch.object(module, name, draw))
            random.seed(seed)
            yield

    @contextmanager
    def _disturbed(self):
        steps = Steps(self.troubles.disturb, self.troubles.done_with, self.between.before_a_request)
        in_turn = InTurn(self.chance.choice).instead_of_threads()
        with in_turn, steps.watched(), self.troubles.server.in_place():
            yield

    def _work(self):
        try:
            self.sync()
        except Killed:
            self.trace.append("the worker is dead")
        except OperationalError:
            self.trace.append("the action has failed")

    def _put_back(self):
        """Put Odoo's database back to how it was in the beginning. Google goes on."""
        self.trace.append("a backup is put back")
        self.roll_back_to("backup")
        self.clocks.learn_anew()
        self.between.begin_anew()
        with self.between.outside():
            for scene in self.scenes:
                scene.restored()

    # -- what scenes ask ------------------------------------------------------------------------

    def next_version(self):
        self.versions += 1
        return self.versions

    def told(self):
        """What the log has told as lost by now, lists and the like in writing."""
        lost = self.env["google.sync.conflict"].search([]).mapped("lost")
        return {one if isinstance(one, str) else repr(one) for one in lost}

    # -- in the end ------------------------------------------------------------------------------

    def _check(self):
        """Each is there once, and on both sides with the last word of each."""
        if self.habits:
            self.google_itself.show_all_guests()
        for scene in self.scenes:
            scene.check()
        contested = tuple(words.name for scene in self.scenes for words in scene.contested)
        others = [one for one in self.told() if not str(one).startswith(contested)]
        self.assertFalse(others, "a conflict")
        self.assertFalse(self.crashes, "a run has crashed")
        self.assertFalse(self.between.taken_away, "two workers were at the same account")
        self.assertEqual(self.mails(), self.mails_before)
        self.assertFalse(self._caught, "mailed without a permit")
        self._check_no_defects()
