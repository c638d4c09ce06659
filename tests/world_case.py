"""A world of the real addon, of which one seed decides all that happens between two steps.

At each request people may act, or a second worker may begin; at each step something may get lost,
or the process may die. Titles and jobs are Odoo's and places Google's, so each has one last word.
"""

import random
import re
import secrets
import uuid
from collections import Counter
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from psycopg2 import OperationalError

from . import fault_kinds
from .common import Killed
from .fault_case import FaultCase
from .steps import InTurn, Steps

#: Runs of the scheduled action in one world, and how often something happens at a step.
RUNS = 3
ACTS, FAULTS, SECOND_WORKER = 0.25, 0.2, 0.1
#: What leaves most behind comes most often.
_ENDINGS = frozenset({"killed before", "killed after", "half a batch"})
_NUMBER = re.compile(r"^visit (\d+) ")


class WorldCase(FaultCase):
    """:ivar trace: what happened, in order; the same for the same seed"""

    def set_up_once(self):
        super().set_up_once()
        self.ana.google_import_events = True
        self.sync()
        for number in range(3):
            self.odoo_create(self.ana, f"visit {number} v0", location="Room 0")
        self.sync()
        self.sync()

    def live(self, seed):
        """One world, from beginning to rest.

        :return: its trace
        :raise AssertionError: something was lost, doubled or mailed, or a run crashed
        """
        self.chance = random.Random(seed)
        self.trace, self.versions = [], 0
        self.titles = {number: f"visit {number} v0" for number in range(3)}
        self.places = dict.fromkeys(self.titles, "Room 0")
        self.is_outside = False  # somebody else than the first worker is at it
        with self._by_chance(seed):
            steps = Steps(self._disturb, self._done_with, self._between)
            with InTurn(self.chance.choice).instead_of_threads(), steps.watched():
                for _run in range(RUNS):
                    self._person_acts()
                    self._work()
            self.crashes.clear()  # of connections that were cut
            self._come_to_rest()
        self._check()
        self.trace.append(f"rest: {sorted(self.titles.items())} {sorted(self.places.items())}")
        return self.trace

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

    def _work(self):
        try:
            self.sync()
        except Killed:
            self.trace.append("the worker is dead")
        except OperationalError:
            self.trace.append("the action has failed")

    # -- what happens in between -----------------------------------------------------------------

    def _between(self):
        """Before a request of the first worker."""
        if self.is_outside:
            return
        if self.chance.random() < ACTS:
            self._person_acts()
        if self.chance.random() < SECOND_WORKER:
            self._second_worker_comes()

    @contextmanager
    def _outside(self):
        self.is_outside = True
        try:
            yield
        finally:
            self.is_outside = False

    def _second_worker_comes(self):
        self.trace.append("a second worker")
        with self._outside(), self.registry.cursor() as cursor:
            self.env(cr=cursor)["google.sync.account"]._cron_sync()
        self.trace.append("it has ended")

    def _person_acts(self):
        with self._outside():
            deed = self.chance.choice((self._rename, self._rename, self._place, self._make))
            self.trace.append(deed.__name__)
            deed()

    def _rename(self):
        number = self.chance.choice(sorted(self.titles))
        self.env.invalidate_all()
        event = next(iter(self._in_odoo().get(number, ())), None)
        if event:
            self.titles[number] = event.name = f"visit {number} v{self._next()}"
            self.commit()

    def _place(self):
        number = self.chance.choice(sorted(self.titles))
        event = next(iter(self._in_google().get(number, ())), None)
        if event:
            self.places[number] = place = f"Room {self._next()}"
            self.google_patch(self.ana, event["id"], location=place)

    def _make(self):
        number = len(self.titles)
        self.titles[number], self.places[number] = f"visit {number} v0", "Room 0"
        if self.chance.random() < 0.5:
            self.odoo_create(self.ana, self.titles[number], location="Room 0")
            self.commit()
        else:
            self.google_insert(self.ana, self.titles[number], location="Room 0")

    def _next(self):
        self.versions += 1
        return self.versions

    # -- what goes wrong -------------------------------------------------------------------------

    def _disturb(self, number, name):
        self.after = None
        if self.is_outside:
            return None
        self.trace.append(name)
        if self.chance.random() >= FAULTS:
            return None
        kinds = fault_kinds.of(name)
        endings = [kind for kind in kinds if kind in _ENDINGS]
        kind = self.chance.choice(endings if endings and self.chance.random() < 0.5 else kinds)
        self.trace.append(kind)
        self.after = (number, kind)
        return fault_kinds.strike(kind, name)

    def _done_with(self, number, name):
        if not self.is_outside and self.after and self.after[0] == number:
            fault_kinds.strike_after(self.after[1])

    # -- in the end ------------------------------------------------------------------------------

    def _check(self):
        """Each is there once, and on both sides with the last word of each."""
        odoo, google = self._in_odoo(), self._in_google()
        expected = Counter((self.titles[number], self.places[number]) for number in self.titles)
        shown = Counter((one.name, one.location or "") for all_ in odoo.values() for one in all_)
        self._assert_same(shown, expected, "Odoo")
        shown = Counter(
            (one["summary"], one.get("location", "")) for all_ in google.values() for one in all_
        )
        self._assert_same(shown, expected, "Google")
        self.assertFalse(self.crashes, "a run has crashed")
        self.assertFalse(self.env["google.sync.conflict"].search([]), "a conflict was told")
        self.assertEqual(self.mails(), self.mails_before)
        self.assertFalse(self._caught, "mailed without a permit")
        self._check_no_defects()

    def _in_odoo(self):
        """The living visits by their number."""
        self.env.invalidate_all()
        found = {}
        for event in self.env["calendar.event"].search([("name", "like", "visit ")], order="id"):
            found.setdefault(int(_NUMBER.match(event.name).group(1)), []).append(event)
        return found

    def _in_google(self):
        state = self.control("GET", "/_fake/state", account=self.email(self.ana))
        found = {}
        for event in state["events"]:
            if event["status"] != "cancelled" and _NUMBER.match(event.get("summary", "")):
                number = int(_NUMBER.match(event["summary"]).group(1))
                found.setdefault(number, []).append(event)
        return found
