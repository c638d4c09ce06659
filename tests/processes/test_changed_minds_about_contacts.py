"""People who have their contacts' label taken off in Google, and change their minds about it.

It is stopped halfway, or they sign in again meanwhile, or much later; they go on renaming contacts
in Odoo, and give them jobs in Google. In the end both sides agree, and no contact is doubled.
"""

from __future__ import annotations

from fickle import TURNS, play
from keeper import Keeper

#: Kinds of writes to which some answers get lost. None is a contact's first: until it is known
#: whether there is one, everybody waits for a quarter of an hour.
LOST = ("contactGroups.members.modify", "people.updateContact", "people.batchUpdateContacts")


def test_whoever_changes_their_mind_loses_no_contact(practice, office, figure):
    stories = (stops_halfway, signs_in_halfway, comes_back_later)
    hired = practice.hire(office, len(stories), "keeper", Keeper)
    seconds = play(practice, office, hired, stories, LOST)
    figure(f"both sides agree {seconds:.0f} s after the last change of mind")


# -- the stories --------------------------------------------------------------------------------


def stops_halfway(fickle):
    for _turn in range(TURNS):
        leave(fickle)
        fickle.person.press("disconnect_now")
        come_back(fickle)


def signs_in_halfway(fickle):
    for _turn in range(TURNS):
        leave(fickle)
        come_back(fickle)


def comes_back_later(fickle):
    for _turn in range(TURNS):
        leave(fickle)
        fickle.be_removed()
        come_back(fickle)


def leave(fickle):
    """Have the contacts removed, and go on with them."""
    fickle.be_connected()
    fickle.person.disconnect("remove")
    fickle.pause(2)
    work(fickle)


def come_back(fickle):
    work(fickle)
    fickle.person.connect()
    work(fickle)


def work(fickle):
    fickle.rename_some()
    for visit in fickle.some():
        fickle.person.employ_in_google(visit.entry, visit.version)
