"""People who change their minds while workers are at it, are killed, and do not hear from Google.

Each has a story of their own, and all of them happen at the same time: a calendar is chosen and
given up again, everything is removed from Google and wanted back, access is given back and asked
for, and buttons are pressed in two tabs. Nothing is doubled or lost; the last word stands.
"""

from __future__ import annotations

import contextlib
import random
import threading
import time

import pytest
import scale
from practice import each, patiently, wait_until

from tools.odoo_client import OdooError

#: How often each changes their mind.
TURNS = 6 if scale.LONG else 1
VISITS = 6
#: Google's answers take so long, in seconds, so that people are there before its workers.
SLOW = 0.3


@pytest.fixture(scope="module")
def people(practice, office):
    """One for each story, with some visits on both sides."""
    people = practice.hire(office, 4, "fickle")
    each(people, lambda person: person.connect())
    each(people, make_visits)
    practice.settle(people, 90)
    return people


def test_whoever_changes_their_mind_loses_nothing(practice, office, people, figure):
    stories = (moves_there_and_back, removes_and_comes_back, signs_in_again, has_two_tabs)
    for request in ("events.move", "events.delete", "events.patch", "events.insert"):
        lose_answers(practice, people, request)
    practice.slow_google(SLOW)
    with blows(office, f"{scale.SEED} minds"):
        each(
            list(zip(stories, people, strict=True)),
            lambda story: story[0](practice, story[1], random.Random(f"{scale.SEED} {story[0].__name__}")),
        )
    practice.heal_google()
    each(people, come_to_rest)
    seconds = practice.settle(people, 150)
    figure(f"both sides agree {seconds:.0f} s after the last change of mind")
    practice.rest(1)
    assert practice.problems(people) == []  # nothing comes back later
    assert not practice.mails()


# -- the stories --------------------------------------------------------------------------------


def moves_there_and_back(practice, person, chance):
    for turn in range(TURNS):
        person.choose_calendar("Visits elsewhere")
        time.sleep(chance.uniform(0, 3))
        rename_some(person, chance)
        person.choose_first_calendar()
        time.sleep(chance.uniform(0, 3))
        rename_some(person, chance)
        if turn % 2:
            person.choose_calendar("Visits at a third place")
            rename_some(person, chance)


def removes_and_comes_back(practice, person, chance):
    """Everything is to leave Google; that is stopped halfway, or goes on with the next sign-in."""
    for turn in range(TURNS):
        person.disconnect("remove")
        time.sleep(chance.uniform(0, 2))
        rename_some(person, chance)
        if turn % 2:
            person.connect()
            time.sleep(chance.uniform(0, 2))
        else:
            person.press("disconnect_now")
        person.connect()
        rename_some(person, chance)


def signs_in_again(practice, person, chance):
    """In another tab, while what was given back is on its way to Google."""
    for _turn in range(TURNS):
        each((person.disconnect, person.connect), lambda press: pressed(press))
        time.sleep(chance.uniform(0, 1))
        rename_some(person, chance)


def has_two_tabs(practice, person, chance):
    buttons = {
        "pause": lambda: person.press("pause"),
        "resume": lambda: person.press("resume"),
        "sync now": lambda: person.press("sync_now"),
        "populate": lambda: person.save(google_populate_google=True, google_populate_odoo=True),
        "come and go": lambda: (person.disconnect(), person.connect()),
        "choose": lambda: person.choose_calendar("Visits in two tabs"),
        "rename": lambda: rename_some(person, chance),
    }
    names = [list(buttons) for _tab in range(2)]
    for tab in names:
        chance.shuffle(tab)

    def use(tab):
        for name in tab * TURNS:
            pressed(buttons[name])

    each(names, use)


# -- what they do -------------------------------------------------------------------------------


def make_visits(person):
    person.save(google_past_days=36500, google_future_days=36500)
    person.visits = {}
    for _number in range(VISITS):
        entry = person.ledger.open()
        person.visits[entry] = [person.make(entry), 1]


def rename_some(person, chance):
    for entry in chance.sample(list(person.visits), 2):
        visit = person.visits[entry]
        visit[1] += 1
        person.rename(entry, visit[0], visit[1])


def pressed(press):
    """Press a button that may be gone by then, for another tab has changed the page."""
    with contextlib.suppress(OdooError):
        press()


def come_to_rest(person):
    """In the end everybody wants the same: all that is in Odoo is in Google."""
    state = lambda: person.read("google_sync_state")  # noqa: E731
    wait_until(lambda: state() != "leaving", 120, "the end of a removal")
    if state() != "connected":
        patiently(person.connect)
    person.press("resume")
    wait_until(lambda: state() == "connected", 60, "a connected account")
    person.save(google_populate_google=True)


# -- troubles -----------------------------------------------------------------------------------


def lose_answers(practice, people, request):
    for person in people:
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
