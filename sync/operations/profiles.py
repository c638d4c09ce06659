"""Gives users what the profiles of their groups say.

No sync ever asks a profile. What one says is written to its users, as if they had chosen it, so
whatever follows a choice of theirs follows this one. Two columns of users keep what came of it:
``google_locks`` which of their settings are locked, and by which profile;
``google_profile_values`` what profiles have given them last, for who has another value has chosen
it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from odoo import fields
from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools import SQL

#: How many users at most are changed in one transaction.
PORTION = 100
#: No transaction is still open after this time that has begun without a change of the profiles.
LONGEST_TRANSACTION = timedelta(minutes=20)


class Rule(NamedTuple):
    """The rule of a profile for one setting."""

    profile_id: int
    is_locked: bool
    value: object


def spread(env: Environment) -> None:
    """Give all users what the profiles say by now: a portion at once, the rest soon."""
    env = env(su=True)
    profiles = env["google.sync.profile"].in_force()
    differing = list(changes(concerned(profiles), profiles))
    _write(differing[:PORTION])
    look_again(env)


def look_again(env: Environment, after: timedelta = timedelta()) -> None:
    """Have the scheduled action look at all of them once this is committed.

    Who saves a profile and who changes a group at the same moment see nothing of each other.

    :param after: the time until then
    """
    # An administrator may have deleted it, which is no reason to refuse a change of groups.
    if action := env.ref("google_sync.ir_cron_profiles", raise_if_not_found=False):
        action.sudo()._trigger(fields.Datetime.now() + after)


def spread_in_portions(env: Environment) -> None:
    """The same for all of them, with a commit after each portion."""
    profiles = env["google.sync.profile"].in_force()
    differing = [user for user, _values in changes(concerned(profiles), profiles)]
    for start in range(0, len(differing), PORTION):
        portion = env["res.users"].browse(user.id for user in differing[start : start + PORTION])
        follow(portion.exists())
        left = max(0, len(differing) - start - PORTION)
        if not env["ir.cron"]._commit_progress(len(portion), remaining=left):
            break


def follow(users: BaseModel) -> None:
    """Give these users what the profiles say."""
    _write(changes(users, users.env["google.sync.profile"].in_force()))


def concerned(profiles: BaseModel) -> BaseModel:
    """The users in the groups of the profiles, and those who still have locks of former ones."""
    env = profiles.env
    env["res.users"].flush_model(["google_locks"])
    locked = env.execute_query(SQL("SELECT id FROM res_users WHERE google_locks IS NOT NULL"))
    users = env["res.users"].browse(user_id for (user_id,) in locked)
    return users.union(*(profile.members() for profile in profiles))


def changes(users: BaseModel, profiles: BaseModel) -> Iterator[tuple[BaseModel, dict[str, Any]]]:
    """What is to be written, as pairs of a user and values, of those whose settings differ.

    :param profiles: those in force, the most important one first
    """
    columns = users.google_setting_columns()
    given = users.default_get(list(columns.values()))
    defaults = {name: given.get(column, False) for name, column in columns.items()}
    for user, rules in _rules(users, profiles).items():
        if values := _changes_of(user, rules, columns, defaults):
            yield user, values


def _rules(users: BaseModel, profiles: BaseModel) -> dict[BaseModel, dict[str, Rule]]:
    """Return, for each user, the rules of the decided settings. The first profile wins."""
    found: dict[BaseModel, dict[str, Rule]] = {user: {} for user in users}
    for profile in profiles:
        rules = profile.rules()
        for user in profile.members(users):
            for name, rule in rules.items():
                found[user].setdefault(name, rule)
    return found


def _changes_of(
    user: BaseModel,
    rules: Mapping[str, Rule],
    columns: Mapping[str, str],
    defaults: Mapping[str, Any],
) -> dict[str, Any]:
    former = user.google_profile_values or {}
    given = dict(former)
    locks: dict[str, int] = {}
    values: dict[str, Any] = {}
    for name, rule in rules.items():
        present = user.google_setting(name)
        if rule.is_locked:
            locks[name] = rule.profile_id
        elif present != given.get(name, defaults[name]):
            continue  # they have chosen
        given[name] = rule.value
        if present != rule.value:
            values[columns[name]] = rule.value
    if given != former:
        values["google_profile_values"] = given
    if locks != (user.google_locks or {}):
        values["google_locks"] = locks
    return values


def _write(differing: Iterable[tuple[BaseModel, dict[str, Any]]]) -> None:
    """Write the same values together: each write compares what Google sees before and after."""
    alike: defaultdict[str, list[BaseModel]] = defaultdict(list)
    for user, values in differing:
        # With the locks even if they stay: they mark what a profile writes.
        values.setdefault("google_locks", user.google_locks or {})
        alike[json.dumps(values, sort_keys=True)].append(user)
    for text, users in alike.items():
        users[0].union(*users).write(json.loads(text))
