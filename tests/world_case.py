"""A world of the real addon, of which one seed decides all that happens between two steps.

At each request people may act, or a second worker may begin; at each step something may get lost,
or the process may die. Titles are Odoo's and places Google's, so each has one last word; only one
visit has titles from both, and what of them does not stand has to be told. One has a guest, whom
nobody may mail, and one is put away in Odoo, and brought back. In the end somebody may delete all
in Google, which is asked about before it is done in Odoo.
"""

import random
import re
import secrets
import uuid
from collections import Counter
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from psycopg2 import OperationalError

from odoo.tools import SQL

from ..engine.core import guards
from ..sync.workers.presence import ALIVE
from . import fault_kinds
from .common import Killed
from .fault_case import FaultCase
from .steps import InTurn, Steps

#: Runs of the scheduled action in one world; before each people do so much at most.
RUNS, DEEDS = 3, 4
#: How often something happens at a step, and how often what is wrong with Google's answers stays
#: so until the end of the run.
ACTS, FAULTS, SECOND_WORKER, STAYS = 0.25, 0.2, 0.1, 0.5
#: How often all is deleted in the end.
MISHAP = 0.5
#: The visit that both sides give titles, the one that has a guest, and the one that nobody changes
#: in Google.
CONTESTED, WITH_GUEST, QUIET = 0, 1, 2
#: What leaves most behind comes most often.
_ENDINGS = frozenset({"killed before", "killed after", "half a batch"})
_NUMBER = re.compile(r"^visit (\d+) ")


class WorldCase(FaultCase):
    """:ivar trace: what happened, in order; the same for the same seed"""

    def set_up_once(self):
        super().set_up_once()
        self.ana.google_import_events = True
        self.sync()
        for number in (CONTESTED, QUIET):
            self.odoo_create(self.ana, f"visit {number} v0", location="Room 0")
        guest = self.env["res.partner"].create({"name": "Weber", "email": "weber@mail.example"})
        guests = [
            {"email": guest.email},
            {"email": self.email(self.ana), "responseStatus": "accepted"},
        ]
        self.google_insert(self.ana, f"visit {WITH_GUEST} v0", location="Room 0", attendees=guests)
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
        self.is_put_away = False
        self.taken_away = set()  # what the second worker has taken from the first
        self.last_words = {}  # of the contested title, by side, unless the other one has seen it
        self.is_outside = False  # somebody else than the first worker is at it
        with self._by_chance(seed):
            steps = Steps(self._disturb, self._done_with, self._between)
            with InTurn(self.chance.choice).instead_of_threads(), steps.watched():
                for _run in range(RUNS):
                    for _deed in range(self.chance.randint(1, DEEDS)):
                        self._person_acts()
                    self.lasting = {}
                    self._work()
                self.lasting = {}
            self.crashes = [crash for crash in self.crashes if fault_kinds.CUT not in crash]
            self._come_to_rest()
        self._check()
        if self.chance.random() < MISHAP:
            self._delete_all_in_google()
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
        before = self._claims()
        with self._outside(), self.registry.cursor() as cursor:
            self.env(cr=cursor)["google.sync.account"]._cron_sync()
        self.taken_away |= before - self._claims()
        self.trace.append("it has ended")

    def _claims(self):
        """What living workers have claimed, and which worker has what."""
        self.env.cr.execute(
            SQL("SELECT id, runner FROM google_sync_work WHERE runner IN (%s)", ALIVE)
        )
        return set(self.env.cr.fetchall())

    def _person_acts(self):
        with self._outside():
            deeds = (
                *(self._rename, self._rename, self._place, self._make, self._put_away_or_back),
                *(self._contest_in_odoo, self._contest_in_google),
            )
            deed = self.chance.choice(deeds)
            self.trace.append(deed.__name__)
            deed()

    def _rename(self):
        number = self.chance.choice([one for one in self._shown() if one != CONTESTED])
        self.env.invalidate_all()
        event = next(iter(self._in_odoo().get(number, ())), None)
        if event:
            self.titles[number] = event.name = f"visit {number} v{self._next()}"
            self.commit()

    def _place(self):
        number = self.chance.choice([one for one in self._shown() if one != QUIET])
        event = next(iter(self._in_google().get(number, ())), None)
        if event:
            self.places[number] = place = f"Room {self._next()}"
            self.google_patch(self.ana, event["id"], location=place)

    def _contest_in_odoo(self):
        event = self._in_odoo()[CONTESTED][0]
        self._note_contest("odoo", "google", event.name)
        event.name = self.last_words["odoo"]
        self.commit()

    def _contest_in_google(self):
        event = self._in_google()[CONTESTED][0]
        self._note_contest("google", "odoo", event["summary"])
        self.google_patch(self.ana, event["id"], summary=self.last_words["google"])

    def _note_contest(self, side, other, shown):
        """Somebody gives the contested visit another title.

        :param shown: the title that they have before them
        """
        if self.last_words.get(other) == shown:
            del self.last_words[other]
        self.last_words[side] = f"visit {CONTESTED} {side}{self._next()}"

    def _put_away_or_back(self):
        """Archive the visit that nobody changes in Google, or have it back as it was."""
        self.env.invalidate_all()
        everything = self.env["calendar.event"].with_context(active_test=False)
        self.is_put_away = not self.is_put_away
        everything.search([("name", "=like", f"visit {QUIET} %")]).active = not self.is_put_away
        self.commit()

    def _shown(self):
        """The numbers of those that are to be seen."""
        return [number for number in sorted(self.titles) if number != QUIET or not self.is_put_away]

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
        if name in self.lasting:
            return fault_kinds.strike(self.lasting[name], name)
        if self.chance.random() >= FAULTS:
            return None
        kinds = fault_kinds.of(name)
        endings = [kind for kind in kinds if kind in _ENDINGS]
        kind = self.chance.choice(endings if endings and self.chance.random() < 0.5 else kinds)
        self.trace.append(kind)
        self.after = (number, kind)
        if kind in fault_kinds.LASTING and self.chance.random() < STAYS:
            self.lasting[name] = kind
        return fault_kinds.strike(kind, name)

    def _done_with(self, number, name):
        if not self.is_outside and self.after and self.after[0] == number:
            fault_kinds.strike_after(self.after[1])

    # -- in the end ------------------------------------------------------------------------------

    def _check(self):
        """Each is there once, and on both sides with the last word of each."""
        odoo, google = self._in_odoo(), self._in_google()
        self._check_contest(odoo[CONTESTED][0].name)
        expected = Counter((self.titles[number], self.places[number]) for number in self._shown())
        shown = Counter((one.name, one.location or "") for all_ in odoo.values() for one in all_)
        self._assert_same(shown, expected, "Odoo")
        shown = Counter(
            (one["summary"], one.get("location", "")) for all_ in google.values() for one in all_
        )
        self._assert_same(shown, expected, "Google")
        self.assertFalse(self.crashes, "a run has crashed")
        self.assertFalse(self.taken_away, "two workers were at the same account")
        self.assertEqual(self.mails(), self.mails_before)
        self.assertFalse(self._caught, "mailed without a permit")
        self._check_no_defects()

    def _check_contest(self, title):
        """One of the last words stands, and the other one is told; nothing else is contested."""
        told = self.env["google.sync.conflict"].search([]).mapped("lost")
        contested = f"visit {CONTESTED} "
        self.assertFalse([one for one in told if not str(one).startswith(contested)], "a conflict")
        if words := set(self.last_words.values()):
            self.assertIn(title, words)
            self.assertLessEqual(words - {title}, set(told), "lost in silence")
        self.titles[CONTESTED] = title

    def _delete_all_in_google(self):
        """So much is gone that the next run asks; until somebody allows it all stays in Odoo."""
        shown = self._shown()
        for events in self._in_google().values():
            self.google_delete(self.ana, events[0]["id"])
        with patch.object(guards, "DELETIONS_ALWAYS_ALLOWED", 1):
            if self.chance.random() < 0.5:  # the list of all does not mention what is gone
                self.control("POST", "/_fake/expire_sync_tokens", {})
                self.sync()
            self.sync()
            self.assertEqual(sorted(self._in_odoo()), shown, "deleted without a question")
            self.assertEqual(self.account.state, "approval")
            self.ana.with_user(self.ana).action_google_approve_deletions()
            self.commit()
            self._come_to_rest()
        self.assertEqual(self._in_odoo(), {})

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
