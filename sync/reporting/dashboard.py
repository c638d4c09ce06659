"""The figures above the list of accounts, which show an administrator whether all is well."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from odoo import fields
from odoo.api import Environment
from odoo.fields import Domain
from odoo.tools import formatLang

from ..store.links import OPEN_PROBLEMS
from .budget import usage
from .health import WELL

#: How an account is that only somebody can put right.
NOT_WELL = ("reauthorize", "zone", "approval", "calendar", "failing", "late", "archived")

#: Who is archived and was disconnected needs nobody any more.
MANAGED = Domain("user_id.active", "=", True) | Domain("state", "!=", "disconnected")

#: Freshness is shown for so many days, and failures for so many.
FRESHNESS_DAYS, FAILURE_DAYS = 7, 1
#: A change that waits longer is worth a look.
LONG = timedelta(minutes=30)


def tiles(env: Environment) -> list[dict[str, Any]]:
    """What the dashboard shows, in order: of the accounts that the reader sees.

    :param env: of a manager; administrators have the figures of this Odoo, too
    :return: dicts of name, value, label, color (among Bootstrap's), maybe help, and the ``filter``
        of the search view, or the ``action``, that shows what is counted
    """
    health = Counter(dict(env["google.sync.account"]._read_group(MANAGED, ["health"], ["__count"])))
    attention = sum(health[one] for one in NOT_WELL)
    # Managers see no links and changes, but how many there are.
    seen = Domain("account_id", "in", env["google.sync.account"].search([]).ids)
    failing = env["google.sync.link"].sudo().search_count(seen & OPEN_PROBLEMS)
    waiting = _longest_waiting(env)
    return [
        _tile("well", sum(health[one] for one in WELL), env._("In sync"), "success"),
        _tile("attention", attention, env._("Need attention"), attention and "danger"),
        _tile("paused", health["paused"], env._("Paused"), health["paused"] and "warning"),
        _tile("not_connected", health["disconnected"], env._("Not connected")),
        _tile("failing", failing, env._("Sync errors"), failing and "warning"),
        _tile(
            "waiting",
            _duration_text(env, waiting),
            env._("Longest waiting change"),
            waiting and waiting > LONG and "warning",
            filter="well",
            help=env._("How long the oldest change of connected users has been waiting."),
        ),
        *(_figures(env) if env.user.has_group("base.group_system") else ()),
    ]


def _figures(env: Environment) -> list[dict[str, Any]]:
    """The tiles that lead to pages of administrators."""
    since = fields.Datetime.now() - timedelta(days=FAILURE_DAYS)
    runs = env["google.sync.run"]
    failed = runs.search_count([("state", "=", "failed"), ("started_at", ">=", since)])
    return [
        _tile(
            "failures",
            failed,
            env._("Failed syncs in a day"),
            failed and "warning",
            action="google_sync.google_sync_run_action_failures",
        ),
        _tile(
            "freshness",
            _freshness_text(env),
            env._("Typical / slowest delay"),
            action="google_sync.google_sync_freshness_action",
            help=env._(
                "How long a change took to reach the other side, over the past week. Half of "
                "the syncs were at least as fast as the first value, and 95 of 100 as the "
                "second."
            ),
        ),
        _requests_tile(env),
    ]


def _requests_tile(env: Environment) -> dict[str, Any]:
    found = usage(env)
    color = "danger" if found.is_too_much else found.is_nearly_too_much and "warning"
    numbers = [formatLang(env, number, digits=0) for number in (found.today, found.expected)]
    return _tile(
        "requests",
        " / ".join(numbers),
        env._("Requests today / by midnight"),
        color,
        action="google_sync.google_sync_usage_action",
        help=env._(
            "Requests to Google Calendar since midnight (UTC), and how many it will probably be by "
            "the end of the day. The daily budget is %(budget)s.",
            budget=formatLang(env, found.budget, digits=0),
        ),
    )


def _tile(name: str, value: Any, label: str, color: Any = None, **more: Any) -> dict[str, Any]:
    """:param more: ``help``, and what the tile leads to if not to the filter of its name"""
    tile = {"name": name, "value": value, "label": label, "color": color or "secondary"}
    return {"filter": name, **tile, **more}


def _longest_waiting(env: Environment) -> timedelta | None:
    """For how long the oldest change waits, of the accounts that could send it.

    :return: ``None``: no change waits
    """
    connected = env["google.sync.account"].search([("state", "=", "connected")]).sudo()
    waiting = [("account_id", "in", connected.filtered("user_id.google_sync_enabled").ids)]
    oldest = env["google.sync.change"].sudo().search(waiting, order="enqueued_at", limit=1)
    return fields.Datetime.now() - oldest.enqueued_at if oldest else None


def _freshness_text(env: Environment) -> str:
    since = fields.Datetime.now() - timedelta(days=FRESHNESS_DAYS)
    found = env["google.sync.freshness"]._read_group(
        [("finished_at", ">=", since)], ["percentile"], ["delay:avg"], order="percentile"
    )
    delays = [_duration_text(env, timedelta(seconds=delay)) for _percentile, delay in found]
    return " / ".join(delays) or "-"


def _duration_text(env: Environment, duration: timedelta | None) -> str:
    if duration is None:
        return "-"
    seconds = duration.total_seconds()
    for size, text in (
        (86400, env._("%(count)s d")),
        (3600, env._("%(count)s h")),
        (60, env._("%(count)s min")),
    ):
        if seconds >= 2 * size:
            return text % {"count": round(seconds / size)}
    return env._("%(count)s s", count=round(seconds))
