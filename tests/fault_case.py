"""A scenario that is run once to count its steps, and then again with each fault at each of them.

What must stand in the end is what stands when nothing goes wrong: the same records with the same
values on both sides, each of them once.
"""

import os
import random
import traceback
from collections import Counter
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import NamedTuple

from psycopg2 import OperationalError

from odoo.tools import SQL

from ..google_api.transport.breaker import PROBE_EVERY
from ..sync.google import client as google_client
from . import fault_kinds, figures
from .adversity_case import CrashesCase
from .common import Killed
from .contact_case import ContactCase, labels_of, name_of
from .kept_caches import KeptCaches
from .series_case import odoo_start, utc
from .steps import COMMIT, InTurn, Steps
from .undo_case import UndoCase

#: In ``make faults`` all cases are tried; else so many of each scenario.
LONG = os.environ.get("FAULTS") == "long"
SHORT = int(os.environ.get("FAULTS_SHORT", "10"))
#: Which ones: others each day, but the same ones in continuous integration.
_IN_CI = os.environ.get("HYPOTHESIS_PROFILE") == "ci"
SEED = os.environ.get("FAULTS_SEED") or (
    "1" if _IN_CI else str(datetime.now(timezone.utc).toordinal())
)
#: One case alone, as a failure names it: ``FAULTS_CASE="12 409 conflict"``.
ONLY = os.environ.get("FAULTS_CASE")

#: So many further runs may find something to do, until both sides agree.
MOST_PASSES = 8


class Case(NamedTuple):
    """:ivar number: of the step, which has the name"""

    number: int
    name: str
    kind: str

    def __str__(self):
        return f"{self.number} {self.kind} ({self.name})"


class Shown(NamedTuple):
    """How often each record is there on each side, by its values."""

    odoo: Counter
    google: Counter


class FaultCase(CrashesCase, ContactCase, UndoCase):
    """A scenario is what :meth:`set_up_once` leaves to be done by the next run."""

    scenario = ""
    ends = (Killed, OperationalError)
    #: Whether both sides are the same in the end.
    agree = True

    def setUp(self):
        super().setUp()
        self.enterContext(InTurn(lambda waiting: waiting[0]).instead_of_threads())
        self.cr.execute("SAVEPOINT fault_case")
        self._kept = KeptCaches(self.registry)
        self.mails_before = self.mails()

    # -- the cases -------------------------------------------------------------------------------

    def try_each_fault(self):
        """Try all faults at all steps, or some of them."""
        names, expected = self._without_faults()
        figures.say(f"{self.scenario}: {len(names)} steps: {', '.join(names)}")
        cases = [
            Case(number, name, kind)
            for number, name in enumerate(names)
            for kind in fault_kinds.of(name)
        ]
        chosen = _chosen(cases, f"{SEED} {self.scenario}")
        failed = [case for case in chosen if not self._survives(case, names, expected)]
        figures.tell("faults survived", len(chosen) - len(failed), len(chosen))
        self.assertFalse(failed, f"{self.scenario}: not survived")

    def _without_faults(self):
        """:return: the names of the steps, and what both sides show in the end"""
        steps = Steps()
        with steps.watched():
            self.sync()
        self._come_to_rest()
        expected = Shown(self._shown_in_odoo(), self._shown_in_google())
        if self.agree:
            self._assert_same(*expected, "both sides, without faults")
        self.assert_placed()
        self._begin_anew()
        return steps.names, expected

    def _survives(self, case, names, expected):
        """Try one case; whatever is wrong is printed with what it takes to see it again."""
        try:
            self._meet(case, names)
            self._come_to_rest()
            self._assert_same(self._shown_in_odoo(), expected.odoo, "Odoo, with the fault")
            self._assert_same(self._shown_in_google(), expected.google, "Google, with the fault")
            self.assert_placed()
            self.assertEqual(self.mails(), self.mails_before)
            self.assertFalse(self._caught, "mailed without a permit")
            self.assertFalse(self.crashes, "a run has crashed")
            self._check_no_defects()
        except Exception as error:
            figures.say(f"{self.scenario}: FAULTS_CASE='{case.number} {case.kind}' at {case.name}")
            traceback.print_exception(error)
            return False
        else:
            return True
        finally:
            self._begin_anew()

    def _meet(self, case, names):
        """One run, in which it goes wrong."""
        met = []

        def is_met(number, name):
            again = case.kind in fault_kinds.LASTING and met and name == case.name
            return number == case.number or (again and number > case.number)

        def disturb(number, name):
            if is_met(number, name):
                met.append(name)
                return fault_kinds.strike(case.kind, name)
            return None

        def done(number, name):
            if is_met(number, name):
                fault_kinds.strike_after(case.kind)

        with Steps(disturb, done).watched() as steps, self._dying_or_cut(case):
            self.sync()
        self.assertEqual(steps.names[: case.number + 1], names[: case.number + 1])
        self.assertTrue(met)

    @contextmanager
    def _dying_or_cut(self, case):
        """The process may die, and an action fails whose connection is cut."""
        try:
            yield
        except Killed:
            self.assertTrue(case.kind.startswith("killed"))
        except OperationalError:
            self.assertEqual(case.name, COMMIT)
        if case.name == COMMIT:  # that PostgreSQL is not there is told in the log
            self.crashes.clear()

    # -- afterwards ------------------------------------------------------------------------------

    def _come_to_rest(self):
        """All waits are over, one after another, until a run finds nothing to do and so writes
        nothing."""
        done = self._done()
        for _pass in range(MOST_PASSES):
            self._wake()
            written = self._written()
            self.sync()
            before, done = done, self._done()
            if done == before:
                break
        else:
            self.fail("each run finds something to do")
        self.env.invalidate_all()
        self._assert_nobody_waits()
        self.assertEqual(self._written(), written, "a run writes that tells of nothing")
        links = self.env["google.sync.link"].search([])
        self.assertLessEqual(set(links.mapped("state")), self.states, links.mapped("error"))
        self.assertEqual((self.account.state, self.account.message), ("connected", False))

    def _done(self):
        """Whoever has waited in vain, and waits for longer now, is not done either."""
        links = self.env["google.sync.link"].search([], order="id")
        return super()._done(), links.mapped("failures")

    def _assert_nobody_waits(self):
        """What a worker has yet to do may look like rest as long as none comes."""
        works = self.env["google.sync.work"].search([])
        begun = works.filtered(
            lambda work: work.runner or work.interruptions or work.failures or work.retry_at
        )
        self.assertFalse(begun.read(), "no worker has ended these")
        self.assertFalse(self.env["google.sync.change"].search([]).read(), "no worker took these")

    def _written(self):
        """When each appointment and contact was written last."""
        return [
            self.env[name].search([], order="id").mapped("write_date")
            for name in ("calendar.event", "res.partner")
        ]

    #: In which links may be in the end.
    states = frozenset({"synced"})

    def assert_placed(self):
        """What else must be so in the end."""

    def _wake(self):
        """What has failed is tried again, and what has ended several workers, and Google, if it
        was silent."""
        self.env["google.sync.work"].search([]).write(
            {"retry_at": False, "claimed_at": "2020-01-01"}
        )
        self.clock.wait(PROBE_EVERY)
        waiting = self.env["google.sync.link"].search([("retry_at", "!=", False)])
        waiting.retry_at = "2020-01-01"

    def roll_back_to(self, savepoint):
        """Put Odoo's database back to a savepoint. Google goes on."""
        self.cr.precommit.clear()
        self.env.invalidate_all(flush=False)
        self.env.cr.clear()
        self.cr.execute(SQL("ROLLBACK TO SAVEPOINT %s", SQL.identifier(savepoint)))
        self.registry.clear_all_caches()
        google_client.forget()

    def _begin_anew(self):
        self._kept.look()
        self.roll_back_to("fault_case")
        self._kept.restore()
        self._kept = KeptCaches(self.registry)
        self.fake.google.restore(self._snapshot)
        self.access_tokens = dict(self._made_once["access_tokens"])
        self._forget_pace()
        self.crashes.clear()
        self._caught.clear()

    def _assert_same(self, one, other, about):
        self.assertEqual(([*(one - other)], [*(other - one)]), ([], []), about)

    # -- what both sides show --------------------------------------------------------------------

    def _shown_in_odoo(self):
        """:return: how often each appointment and contact is there"""
        self.env.invalidate_all()
        events = self.env["calendar.event"].search([("partner_ids", "in", self.ana.partner_id.ids)])
        shown = Counter((odoo_start(event), event.name, event.location or "") for event in events)
        shown.update(
            (contact.name, contact.function or "", contact.email or "")
            for contact in self.group.partner_ids
        )
        return shown

    def _shown_in_google(self):
        """The same, of all calendars."""
        shown = Counter()
        state = self.control("GET", "/_fake/state", account=self.email(self.ana))
        for calendar in state["calendars"]:
            shown.update(
                (utc(event["start"]), event.get("summary", ""), event.get("location", ""))
                for event in self._occurrences(calendar["id"])
            )
        label = self.labels().get(self.group.name)
        shown.update(_contact(person) for person in self._people() if label in labels_of(person))
        return shown

    def _occurrences(self, calendar):
        path = f"/calendar/v3/calendars/{calendar}/events"
        query = {"singleEvents": "true", "maxResults": 2500}
        return self.ask("GET", path, params=query, user=self.ana)["items"]

    def _people(self):
        fields = "names,emailAddresses,organizations,memberships,biographies"
        answer = self.people("GET", "people/me/connections", personFields=fields, pageSize=1000)
        return answer.get("connections", ())


def _contact(person):
    jobs, emails = person.get("organizations") or [{}], person.get("emailAddresses") or [{}]
    return name_of(person), jobs[0].get("title", ""), emails[0].get("value", "")


def _chosen(cases, seed):
    if ONLY:
        return [case for case in cases if f"{case.number} {case.kind}" == ONLY]
    if LONG:
        return cases
    return random.Random(seed).sample(cases, min(SHORT, len(cases)))
