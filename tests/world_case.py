"""A world of the real addon, of which one seed decides all that happens between two steps.

At each request people may act, or a second worker may begin; at each step something may get lost,
or the process may die. What people do, and what must stand in the end, is said by scenes: visits in
each world, and contacts, a series or a meeting with a colleague in some. What both sides change is
told where it does not stand; nothing else may be. Some worlds have Odoo's database put back to how
it was before, and in the end somebody may delete all in Google, about which the sync asks first.
In some Google has other habits than by default.
"""

import random
import secrets
import uuid
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from unittest.mock import patch

from psycopg2 import OperationalError

from odoo.tools import SQL

from fake_google import odd_answers, times
from fake_google.habits import TRIED

from ..sync.workers.presence import ALIVE
from . import fault_kinds
from .common import Killed
from .fault_case import FaultCase
from .steps import BATCH, COMMIT, IN_BATCH, InTurn, Steps
from .world_contacts import Contacts
from .world_meeting import Meeting
from .world_series import Series
from .world_visits import Visits
from .world_whims import Whims

#: Runs of the scheduled action in one world; before each people do so much at most.
RUNS, DEEDS = 4, 4
#: How often something happens at a step, and how often what is wrong with Google's answers stays
#: so until the end of the run.
ACTS, FAULTS, SECOND_WORKER, STAYS = 0.25, 0.2, 0.1, 0.5
#: How often something goes wrong with what is written to Google, and with what is kept of it.
WRITES_FAIL = 0.5
#: How often people go on with what they have just done, and how often they use a moment: what has
#: its moment while a worker waits for Google, mostly has it afterwards, too.
GOES_ON, USED, AT_ONCE = 0.5, 0.7, 0.5
#: How often Google's server lags that lists all, and how often Google forgets, or Odoo's clock is
#: set, when people would act.
LAGS, FORGETS, JUMPS = 0.8, 0.1, 0.03
#: How often all is deleted in the end, and a backup is put back in the middle.
MISHAP, BACKUP = 0.5, 0.15
#: What there may be beside visits.
OTHERS = (None, None, Contacts, Series, Meeting)
#: What leaves most behind comes most often, and what has a step done again.
_ENDINGS = frozenset({"killed before", "killed after", "half a batch", "serialization"})
_GET, _LIST = "calendar.events.get", "calendar.events.list"
#: How the names of the steps end that only read.
_READS = ("list", "get", "Get", BATCH)
#: Odoo's clock is off by no more seconds.
_OFF = 600
#: Habits by which Google does nothing for a while: each ends before all comes to rest. Who is at
#: Google's own pages does not meet them.
_PASSING = ("calendar_service", "people_service", "contacts_limit", "write_burst")


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
        self.taken_away = set()  # what the second worker has taken from the first
        self.is_outside = False  # somebody else than the first worker is at it
        self.likely = []  # what people do next
        self.lists_all = self.lags = self.does_not_know = self.has_written = False
        self.is_off = 0  # seconds by which Odoo's clock is slow
        self.lasting = {}
        self.habits, self.passing = dict(habits), {}
        with self._by_chance(seed):
            self._begin()
            self._pass({name: self.habits[name] for name in _PASSING if name in self.habits})
            steps = Steps(self._disturb, self._done_with, self._between)
            with InTurn(self.chance.choice).instead_of_threads(), steps.watched(), self._lagging():
                for run in range(RUNS):
                    for _deed in range(self.chance.randint(1, DEEDS)):
                        self._person_acts()
                    self.lasting, self.has_denied = {}, False
                    self._work()
                    if run == self.backup_after:
                        self._put_back()
                self.lasting = {}
            self._pass({})
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
            self._set_habits({name: v for name, v in self.habits.items() if name not in _PASSING})
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
        self._learn_of_clocks(self.is_off)
        self.likely, self.taken_away = [], set()
        with self._outside():
            for scene in self.scenes:
                scene.restored()

    # -- what happens in between -----------------------------------------------------------------

    def _between(self):
        """Before a request of the first worker."""
        if self.is_outside:
            return
        if self.chance.random() < (AT_ONCE if self._moments() else ACTS):
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
        with self._outside(), self._on_googles_pages():
            deed = self._deed()
            self.trace.append(getattr(deed, "func", deed).__name__)
            self.likely = deed() or self.likely

    def _moments(self):
        return [deed for scene in self.scenes for deed in scene.moments()]

    def _deed(self):
        if (moments := self._moments()) and self.chance.random() < USED:
            return self.chance.choice(moments)
        if self.likely and self.chance.random() < GOES_ON:
            return self.chance.choice(self.likely)
        what = self.chance.random()
        if what < FORGETS:
            return self.google_forgets
        if what < FORGETS + JUMPS:
            return self._clock_jumps
        return self.chance.choice(self.chance.choice(self.scenes).deeds())

    def next_version(self):
        self.versions += 1
        return self.versions

    def told(self):
        """What the log has told as lost by now."""
        return set(self.env["google.sync.conflict"].search([]).mapped("lost"))

    @contextmanager
    def _on_googles_pages(self):
        passing, zones = self.passing, self.habits.get("refused_zones")
        self._pass({})
        if zones:
            self._set_habits({"refused_zones": []})
        try:
            yield
        finally:
            self._pass(passing)
            if zones:
                self._set_habits({"refused_zones": zones})

    # -- what Google does by itself ---------------------------------------------------------------

    def google_forgets(self):
        """Its sync tokens expire, and nothing is left in its bin.

        Not while an answer is missing: where Google shows nothing of what was sent, the change
        outlives the deletion.
        """
        if not self.env["google.sync.link"].search_count([("sent", "!=", False)]):
            self.empty_bin()

    def empty_bin(self):
        store = self.fake.google.store
        events = store.calendars[self.email(self.ana)].events
        with store.lock:
            for google_id, entry in list(events.items()):
                repeats = {"recurrence", "recurringEventId"} & set(entry.resource)
                if entry.resource["status"] == "cancelled" and not repeats:
                    del events[google_id]
        self.control("POST", "/_fake/expire_sync_tokens", {})

    def _set_habits(self, habits):
        self.control("POST", "/_fake/settings", habits)

    def _pass(self, passing):
        """Let Google have these of the habits that pass, and no other one of them."""
        if passing != self.passing:
            ended = {name: TRIED[name][0] for name in self.passing}
            self.passing = passing
            self._set_habits({**ended, **passing})

    def _clock_jumps(self):
        """Somebody sets Odoo's clock. Since it shows here what time it is, all that Google has
        dated is moved instead, and what has been learned of Google's clock."""
        is_off = self.chance.choice((-_OFF, 0, _OFF))
        moved, self.is_off = is_off - self.is_off, is_off
        self.fake.google.clock.advance(moved)
        store = self.fake.google.store
        with store.lock:
            for calendar in store.calendars.values():
                for entry in calendar.events.values():
                    _move_dates(entry, moved)
        self._learn_of_clocks(moved)

    def _learn_of_clocks(self, seconds):
        for work in self.env["google.sync.work"].search([]):
            work.google_ahead += seconds
        self.commit()

    @contextmanager
    def _lagging(self):
        """A server of Google's that lags leaves something out of a list of all, which Odoo knows,
        and does not know it when it is asked once."""
        page, page_asked = odd_answers.page, odd_answers.page_asked

        def asked(parameters):
            self.lists_all = "syncToken" not in parameters
            return page_asked(parameters)

        def left_out(result, kind):
            result = page(result, kind)
            is_whole = self.lists_all and "items" in result and "nextSyncToken" in result
            if not (self.lags and is_whole):
                return result
            self.lags = False
            listed = {one["id"] for one in result["items"] if one.get("status") == "confirmed"}
            known = sorted(listed & self._known())
            if not known:
                return result
            self.does_not_know, unknown = True, self.chance.choice(known)
            self.trace.append("the list lags")
            return {**result, "items": [one for one in result["items"] if one["id"] != unknown]}

        with (
            patch.object(odd_answers, "page", left_out),
            patch.object(odd_answers, "page_asked", asked),
        ):
            yield

    def _known(self):
        """Google's ids of the events that both sides have."""
        self.env.cr.execute("SELECT google_id FROM google_sync_link WHERE base IS NOT NULL")
        return {google_id for (google_id,) in self.env.cr.fetchall()}

    # -- what goes wrong -------------------------------------------------------------------------

    def _disturb(self, number, name):
        self.after = None
        if self.is_outside:
            return None
        self.trace.append(name)
        if name in self.lasting:
            return fault_kinds.strike(self.lasting[name], name)
        asks_for_one = name.removesuffix(IN_BATCH) == _GET
        if asks_for_one and self.does_not_know and not self.has_denied:
            self.does_not_know = False
            return self._strike(number, name, "404")
        self.lags = name == _LIST and self.chance.random() < LAGS
        if name != COMMIT:
            self.has_written = not name.removesuffix(IN_BATCH).endswith(_READS)
        if self.chance.random() >= (WRITES_FAIL if self.has_written else FAULTS):
            return None
        kinds = fault_kinds.of(name)
        endings = [kind for kind in kinds if kind in _ENDINGS]
        if asks_for_one:  # what is said twice is believed
            kinds = [kind for kind in kinds if kind != "404" or not self.has_denied]
            endings += {"404"}.intersection(kinds)
        favoured = endings and self.chance.random() < 0.5
        return self._strike(number, name, self.chance.choice(endings if favoured else kinds))

    def _strike(self, number, name, kind):
        self.trace.append(kind)
        self.after = (number, kind)
        self.has_denied |= kind == "404" and name.removesuffix(IN_BATCH) == _GET
        if kind in fault_kinds.LASTING and self.chance.random() < STAYS:
            self.lasting[name] = kind
        return fault_kinds.strike(kind, name)

    def _done_with(self, number, name):
        if not self.is_outside and self.after and self.after[0] == number:
            fault_kinds.strike_after(self.after[1])

    # -- in the end ------------------------------------------------------------------------------

    def _check(self):
        """Each is there once, and on both sides with the last word of each."""
        if self.habits:
            self._set_habits({"attendees_shown": None})  # for a look at all of them
        for scene in self.scenes:
            scene.check()
        contested = tuple(words.name for scene in self.scenes for words in scene.contested)
        others = [one for one in self.told() if not str(one).startswith(contested)]
        self.assertFalse(others, "a conflict")
        self.assertFalse(self.crashes, "a run has crashed")
        self.assertFalse(self.taken_away, "two workers were at the same account")
        self.assertEqual(self.mails(), self.mails_before)
        self.assertFalse(self._caught, "mailed without a permit")
        self._check_no_defects()


def _move_dates(entry, seconds):
    """Let Google have dated an event so much later."""
    for name in entry.resource.keys() & {"created", "updated"}:
        moment = times.parse(entry.resource[name]) + timedelta(seconds=seconds)
        entry.resource[name] = times.stamp(moment)
    entry.shown.clear()
