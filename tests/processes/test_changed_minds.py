"""People who change their minds while workers are at it and do not hear from Google, or are killed.

Each has a story of their own, and all of them happen at the same time: a calendar is chosen and
given up again, everything is removed from Google and wanted back, access is given back and asked
for, and buttons are pressed in two tabs. Nothing is doubled or lost; the last word stands.
"""

from __future__ import annotations

import contextlib
from urllib.error import HTTPError

import scale
from fickle import TURNS, play
from practice import each

from tools.odoo_client import OdooError

#: Kinds of writes to which some answers get lost. After a lost move everybody waits a minute.
LOST = ("events.delete", "events.patch", "events.insert", *(["events.move"] * scale.LONG))


def test_whoever_changes_their_mind_loses_nothing(practice, office, figure):
    stories = (moves_there_and_back, removes_and_comes_back, signs_in_again, has_two_tabs)
    hired = practice.hire(office, len(stories), "fickle")
    seconds = play(practice, office, hired, stories, LOST)
    figure(f"both sides agree {seconds:.0f} s after the last change of mind")


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
