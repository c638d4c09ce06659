"""People who change their minds while workers are at it and do not hear from Google, or are killed.

Each has a story of their own, and all of them happen at the same time: a calendar is chosen and
given up again, everything is removed from Google and wanted back, access is given back and asked
for, and buttons are pressed in two tabs. Nothing is doubled or lost; the last word stands.
"""

from __future__ import annotations

import contextlib
import random
import threading
import time
from dataclasses import dataclass, field
from urllib.error import HTTPError

import scale
from crowd import Visit
from person import Person
from practice import each, wait_until

from tools.odoo_client import OdooError

#: How often each changes their mind.
TURNS = 6 if scale.LONG else 1
VISITS = 6
#: Google's answers take so long, in seconds, so that people are there before its workers.
SLOW = 0.3


@dataclass
class Fickle:
    """Somebody with some visits, of whom only they change the names."""

    person: Person
    chance: random.Random
    visits: list[Visit] = field(default_factory=list)

    def begin(self):
        self.person.connect()
        self.person.save(google_past_days=36500, google_future_days=36500)
        for _number in range(VISITS):
            entry = self.person.ledger.open()
            self.visits.append(Visit(entry, self.person.make(entry)))

    def rename_some(self):
        for visit in self.chance.sample(self.visits, 2):
            visit.version += 1
            self.person.rename(visit.entry, visit.id, visit.version)

    def pause(self, seconds):
        time.sleep(self.chance.uniform(0, seconds))

    def state(self):
        return self.person.read("google_sync_state")

    def be_connected(self):
        """Sign in, unless they are; a removal that goes on is at its end first."""
        wait_until(lambda: self.state() != "leaving", 180, "the end of a removal")
        if self.state() != "connected":
            self.person.connect()
        self.person.press("resume")
        wait_until(lambda: self.state() == "connected", 60, "a connected account")

    def come_to_rest(self):
        """In the end everybody wants the same: all that is in Odoo is in Google."""
        self.be_connected()
        self.person.save(google_populate_google=True)


def test_whoever_changes_their_mind_loses_nothing(practice, office, figure):
    stories = (moves_there_and_back, removes_and_comes_back, signs_in_again, has_two_tabs)
    hired = practice.hire(office, len(stories), "fickle")
    chances = [random.Random(f"{scale.SEED} {story.__name__}") for story in stories]
    people = [Fickle(*pair) for pair in zip(hired, chances, strict=True)]
    each(people, Fickle.begin)
    practice.settle(hired, 90)
    each(hired, lambda person: lose_answers(practice, person))
    practice.slow_google(SLOW)
    with blows(office, f"{scale.SEED} minds") if scale.LONG else contextlib.nullcontext():
        each(list(zip(stories, people, strict=True)), lambda pair: pair[0](pair[1]))
    practice.heal_google()
    each(people, Fickle.come_to_rest)
    seconds = practice.settle(hired, 150)
    figure(f"both sides agree {seconds:.0f} s after the last change of mind")
    practice.rest(1)
    assert practice.problems(hired) == []  # nothing comes back later
    assert not practice.mails()


# -- the stories --------------------------------------------------------------------------------


def moves_there_and_back(fickle):
    for turn in range(TURNS):
        fickle.person.choose_calendar("Visits elsewhere")
        fickle.pause(3)
        fickle.rename_some()
        fickle.person.choose_first_calendar()
        fickle.pause(3)
        fickle.rename_some()
        if turn % 2:
            fickle.person.choose_calendar("Visits at a third place")
            fickle.rename_some()


def removes_and_comes_back(fickle):
    """Everything is to leave Google; that is stopped halfway, or goes on with the next sign-in."""
    for turn in range(TURNS):
        fickle.be_connected()
        fickle.person.disconnect("remove")
        fickle.pause(2)
        fickle.rename_some()
        if turn % 2:
            fickle.person.connect()
            fickle.pause(2)
        else:
            fickle.person.press("disconnect_now")
        fickle.person.connect()
        fickle.rename_some()


def signs_in_again(fickle):
    """In another tab, while what was given back is on its way to Google."""
    for _turn in range(TURNS):
        each((fickle.person.disconnect, fickle.person.connect), pressed)
        fickle.pause(1)
        fickle.rename_some()


def has_two_tabs(fickle):
    person = fickle.person
    buttons = [
        lambda: person.press("pause"),
        lambda: person.press("resume"),
        lambda: person.press("sync_now"),
        lambda: person.save(google_populate_google=True, google_populate_odoo=True),
        person.disconnect,
        person.connect,
        lambda: person.choose_calendar("Visits in two tabs"),
    ]
    tabs = [fickle.chance.sample(buttons, len(buttons)) * TURNS for _tab in range(2)]
    each(tabs, lambda tab: [pressed(button) for button in tab])
    fickle.rename_some()


def pressed(button):
    """Press what may be gone by then, for another tab has changed the page; and of two sign-ins in
    one browser the later one counts."""
    with contextlib.suppress(OdooError, HTTPError):
        button()


# -- troubles -----------------------------------------------------------------------------------


def lose_answers(practice, person):
    """Some answers to each kind of write get lost; those to moves, after which everybody waits a
    minute, in the long form only."""
    moves = ["events.move"] if scale.LONG else []
    for request in (*moves, "events.delete", "events.patch", "events.insert"):
        fault = {
            "match": request,
            "kind": "timeout_after",
            "seconds": 0.01,
            "nth": 2,
            "times": 3 * TURNS,
            "account": person.email,
        }
        practice.fake.request("POST", "/_fake/faults", fault)


@contextlib.contextmanager
def blows(office, seed):
    """Workers are killed now and then, until the block ends."""
    chance, over = random.Random(seed), threading.Event()

    def strike():
        while not over.wait(chance.uniform(1, 4)):
            if office.server.cron_workers():
                office.kill_a_worker(chance.choice)

    thread = threading.Thread(target=strike)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
