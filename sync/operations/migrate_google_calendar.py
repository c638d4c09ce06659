"""Migration from Odoo's own ``google_calendar``: its ids become links, and it is switched off.

It is no dependency of this addon; its fields are there or not. It knows one Google id of each
record; all guests' copies of a meeting have that id. In Odoo 19.0 it knows one Google calendar of
each user, the first one; in later versions an event says in which one of several it is
(:func:`other_calendar`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from odoo import fields
from odoo.api import Environment
from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools import str2bool

from ...engine.core.link import Role
from ...google_api.transport.instance_ids import original_start_of_id
from ..database import sync_only
from ..odoo.original_starts import field_value
from ..odoo.schedule import Schedule
from ..store.links import SYNCED, links_of, ref_of
from ..store.refs import EVENT, SERIES, RecordRef
from .invitations import ask_to_connect

#: Stands for the calendar of a user who has not connected yet: its id is not known.
PRIMARY = "primary"

#: What it keeps of a user's access to Google.
SECRETS = ("google_calendar_rtoken", "google_calendar_token", "google_calendar_token_validity")

#: The parameters of the client by which it signs users in.
_CLIENT = ("google_calendar_client_id", "google_calendar_client_secret")

_read_instance = re.compile(r"(?P<series>.+)_\d{8}(T\d{6}Z)?").fullmatch


def is_installed(env: Environment) -> bool:
    return "google_id" in env[EVENT]._fields


def is_known(env: Environment) -> bool:
    """Return whether this version keeps the access of its users where this addon looks for it."""
    wanted = {*SECRETS, "google_synchronization_stopped"}
    return is_installed(env) and wanted <= env["res.users.settings"]._fields.keys()


def its_users(env: Environment) -> BaseModel:
    """Return the users whose schedule it synchronizes."""
    if not is_known(env):
        return env["res.users"]
    settings = env["res.users.settings"].sudo()
    active = Domain("google_calendar_rtoken", "!=", False)
    active &= Domain("google_synchronization_stopped", "=", False)
    return settings.search(active).user_id.filtered("active")


def is_paused(env: Environment) -> bool:
    """Return whether an administrator has paused it for everybody."""
    paused = env["ir.config_parameter"].sudo().get_param("google_calendar_sync_paused")
    return str2bool(paused or "False")


def users_of_both(env: Environment) -> BaseModel:
    """Those whose calendar it and this addon synchronize, so that everything may be there twice."""
    return env["res.users"] if is_paused(env) else its_users(env).filtered("google_sync_enabled")


def its_client(env: Environment) -> tuple[str, ...] | None:
    """The id and the secret of the client by which it signs users in; ``None`` without both."""
    parameters = env["ir.config_parameter"].sudo()
    client = tuple((parameters.get_param(name) or "").strip() for name in _CLIENT)
    return client if all(client) else None


# -- migrating an account -------------------------------------------------------------------------


def migrate(account: BaseModel) -> None:
    """Make links of what ``google_calendar`` has linked, and switch it off for this user.

    Nothing is sent or asked now: the next run compares both sides, or the first one, if the user is
    not connected yet. Until then the links wait for the user's first calendar.
    """
    account = account.sudo()
    access = switch_off(account.user_id)
    account.env["google.sync.migration.access"].lay_aside(account, access)
    account.migrated_at = fields.Datetime.now()
    _create_links(account)
    account.ask_worker("list_again")
    if account.state == "disconnected":
        reason = account.in_user_lang().env._(
            "From now on, Google Sync keeps your Odoo schedule and your Google "
            "calendar in sync. It needs your permission once. Nothing is copied "
            "twice, and no invitations are sent."
        )
        ask_to_connect(account, reason)
    account.user_id.google_sync_enabled = True


def undo_migration(account: BaseModel) -> None:
    """Switch ``google_calendar`` on again for a user who has not connected since."""
    account = account.sudo()
    if account.state != "disconnected":
        return
    access = account.env["google.sync.migration.access"].take_back(account)
    switch_on(account.user_id, access)
    uncompared = Domain("is_migrated", "=", True) & Domain("base", "=", False)
    links_of(account, uncompared).unlink()
    account.migrated_at = False
    account.user_id.google_sync_enabled = False


def adopt_links(account: BaseModel) -> None:
    """The user's first calendar is known: the links that waited for it are its own."""
    waiting = waiting_links(account)
    if not waiting:
        return
    here = links_of(account, Domain("collection", "=", account.calendar_id))
    known = {*here.mapped("google_id"), *map(ref_of, here)}
    double = waiting.filtered(lambda link: link.google_id in known or ref_of(link) in known)
    double.unlink()
    (waiting - double).collection = account.calendar_id


def waiting_links(account: BaseModel) -> BaseModel:
    """Return the links that wait until the user's first calendar is chosen."""
    return links_of(account, Domain("collection", "=", PRIMARY))


def _create_links(account: BaseModel) -> None:
    """Link the pairs that have no link on either side yet.

    Those of other calendars than the user's first one rest, until the user chooses that calendar.
    """
    linked = Linked(account.env, account.user_id)
    linked.name_occurrences()
    first = PRIMARY if _waits_for_primary(account) else account.calendar_id
    known = {
        (link.collection, name)
        for link in links_of(account)
        for name in (link.google_id, ref_of(link))
    }
    values_list = []
    for pair in linked.pairs():
        collection = pair.calendar_id or first
        names = {(collection, pair.ref), (collection, pair.google_id)}
        if names & known:
            continue
        known |= names
        values_list.append(
            {
                "account_id": account.id,
                "collection": collection,
                "res_model": pair.ref.model,
                "res_id": pair.ref.id,
                "google_id": pair.google_id,
                "series_id": pair.series_id,
                "title": pair.title,
                "role": pair.role.value,
                "is_migrated": True,
                **SYNCED,
            }
        )
    account.env["google.sync.link"].create(values_list)


def _waits_for_primary(account: BaseModel) -> bool:
    """Whether the links are to wait until the user's first calendar is chosen."""
    own = (account.google_email or "").lower()
    return not account.calendar_id or account.calendar_id.lower() != own


# -- what google_calendar has ---------------------------------------------------------------------


def switch_off(user: BaseModel) -> dict[str, Any]:
    """Have it leave the user's calendar alone.

    To be stopped is not enough: it still sends with the user's access what a colleague changes, and
    what is made without an organizer. Its record of what is still to be sent stays as it is.

    :return: the access, for :func:`switch_on`
    """
    settings = user.sudo().res_users_settings_id
    access = {name: settings[name] for name in SECRETS}
    settings.write({**dict.fromkeys(SECRETS, False), "google_synchronization_stopped": True})
    return access


def switch_on(user: BaseModel, access: Mapping[str, Any]) -> None:
    """The inverse of :func:`switch_off`."""
    settings = user.sudo().res_users_settings_id
    settings.write({**access, "google_synchronization_stopped": False})


@dataclass(frozen=True)
class Pair:
    """A record that it has linked.

    :ivar series_id: of an occurrence that is for itself, Google's id of the series
    :ivar calendar_id: as of :func:`other_calendar`
    """

    ref: RecordRef
    google_id: str
    title: str
    role: Role
    series_id: str = ""
    calendar_id: str = ""


def other_calendar(event: BaseModel, user: BaseModel) -> str:
    """Google's id of the calendar that the user's own event is in, if that is not their first one.

    What others have called is in the first one.
    https://github.com/odoo/odoo/pull/261571

    :return: empty if it is the first one, or if this version knows no other one
    """
    calendar = event["calendar_id"] if "calendar_id" in event._fields else None
    if not calendar or event.user_id != user:
        return ""
    if not {"google_id", "is_primary"} <= calendar._fields.keys():
        return ""
    is_first = calendar.with_user(user).sudo().is_primary
    return "" if is_first else calendar.google_id or ""


class Linked:
    """What it has linked of one user's schedule.

    :param env: an environment of the superuser
    """

    def __init__(self, env: Environment, user: BaseModel) -> None:
        self.user = user
        self.schedule = Schedule(env, user)
        self.events = env[EVENT].with_context(active_test=False)

    def count(self) -> int:
        """Return how many appointments; a series is one."""
        single = self.events.search_count(self._mine() & Domain("recurrence_id", "=", False))
        return single + len(self._series())

    def count_elsewhere(self) -> int:
        """Return how many of them are in other calendars than the user's first one."""
        return sum(bool(pair.calendar_id) for pair in self.pairs())

    def pairs(self) -> list[Pair]:
        singles = self.events.search(self._mine() & Domain("recurrence_id", "=", False))
        found = [
            self._pair(RecordRef(EVENT, event.id), event, event.google_id)
            for event in singles
            if not _read_instance(event.google_id)
        ]
        for recurrence in self._series():
            found += self._pairs_of_series(recurrence)
        return found

    def name_occurrences(self) -> None:
        """Say of the occurrences that have been moved which ones of their series they are.

        That was not kept before this addon was there; but the ids at Google tell it.
        """
        for recurrence in self._series():
            for event in self.schedule.series.all_events(recurrence):
                named = _read_instance(event.google_id or "")
                if not (named and recurrence.google_id.startswith(named["series"])):
                    continue
                original_start = field_value(original_start_of_id(event.google_id))
                if str(event.google_sync_original_start) != str(original_start):
                    with sync_only.writing(event.env):
                        event.google_sync_original_start = original_start

    def _mine(self) -> Domain:
        """Whatever the user has answered: what they declined is known, too."""
        partner = self.user.partner_id
        organized = Domain("user_id", "=", self.user.id)
        attended = Domain("attendee_ids.partner_id", "=", partner.id)
        known = Domain("google_id", "!=", False) & Domain("active", "=", True)
        return (organized | attended) & known

    def _series(self) -> BaseModel:
        occurrences = self._mine() & Domain("recurrence_id.google_id", "!=", False)
        groups = self.events._read_group(occurrences, ["recurrence_id"])
        return self.events.recurrence_id.union(*(recurrence for (recurrence,) in groups))

    def _pairs_of_series(self, recurrence: BaseModel) -> list[Pair]:
        """The series, or the occurrences of one in which the user takes part now and then."""
        events = self.schedule.series.all_events(recurrence).filtered("active")
        if self.schedule.series.is_wholly_theirs(recurrence.id):
            ref = RecordRef(SERIES, recurrence.id)
            return [self._pair(ref, events[:1], recurrence.google_id)]
        return [
            self._pair(RecordRef(EVENT, event.id), event, event.google_id, recurrence.google_id)
            for event in events.filtered(self.schedule.events.attendance.in_schedule)
            if event.google_id
        ]

    def _pair(self, ref: RecordRef, event: BaseModel, google_id: str, series_id: str = "") -> Pair:
        role = self.schedule.events.role(event)
        if role is Role.ORGANIZER and not event.user_id:
            role = Role.EXTERNAL
        calendar_id = other_calendar(event, self.user)
        return Pair(ref, google_id, event.name or "", role, series_id, calendar_id)
