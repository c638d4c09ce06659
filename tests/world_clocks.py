"""Clocks in a world: Odoo's and Google's may differ.

Time passes with the steps of the first worker, however long the machine takes for them: what is due
a second later is due in each life of a world, or in none.
"""

from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from unittest.mock import patch

from odoo import fields

from fake_google import times

#: Odoo's clock is off by no more seconds.
_OFF = 600
#: Seconds that a step takes.
_STEP = 0.05


class Clocks:
    """Since Odoo's shows here what time it is, all that Google has dated is moved instead, and what
    has been learned of Google's clock.

    :param world: the :class:`~.world_case.WorldCase`, whose chance decides
    """

    def __init__(self, world):
        self._world = world
        self._is_off = 0  # seconds by which Odoo's clock is slow
        self._began, self._steps = fields.Datetime.now(), 0

    def in_place(self):
        """Odoo's clock goes so while this lasts."""
        return patch.object(fields.Datetime, "now", staticmethod(self._now))

    def a_step_begins(self):
        self._steps += 1

    def _now(self, *_args):
        return self._began + timedelta(seconds=int(self._steps * _STEP))

    def clock_jumps(self):
        """Somebody sets Odoo's clock."""
        is_off = self._world.chance.choice((-_OFF, 0, _OFF))
        moved, self._is_off = is_off - self._is_off, is_off
        google = self._world.fake.google
        with google.store.lock:
            for account in google.store.accounts.values():
                account.contacts.listed()  # what is due by now stays listed
        google.clock.advance(moved)
        with google.store.lock:
            for calendar in google.store.calendars.values():
                for entry in calendar.events.values():
                    _move_dates(entry, moved)
            for account in google.store.accounts.values():
                _move_contacts(account.contacts, moved)
        self._learn(moved)

    def learn_anew(self):
        """Odoo's database is of a time at which both agreed."""
        self._learn(self._is_off)

    def _learn(self, seconds):
        for work in self._world.env["google.sync.work"].search([]):
            work.google_ahead += seconds
        for link in self._world.env["google.sync.link"].search([("remote", "!=", False)]):
            remote = deepcopy(link.remote)
            for source in remote["metadata"]["sources"]:
                source["updateTime"] = _moved(source["updateTime"], seconds)
            link.remote = remote
        self._world.commit()


def _move_dates(entry, seconds):
    """Let Google have dated an event so much later."""
    for name in entry.resource.keys() & {"created", "updated"}:
        entry.resource[name] = times.stamp(
            times.parse(entry.resource[name]) + timedelta(seconds=seconds)
        )
    entry.shown.clear()


def _move_contacts(book, seconds):
    """The same of contacts."""
    for name, contact in book.contacts.items():
        book.contacts[name] = replace(contact, updated=_moved(contact.updated, seconds), shown={})
    for name, row in book.listed().rows.items():
        contact = replace(row.contact, updated=_moved(row.contact.updated, seconds), shown={})
        book.listed().rows[name] = replace(row, contact=contact)


def _moved(text, seconds):
    moment = datetime.fromisoformat(text) + timedelta(seconds=seconds)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
