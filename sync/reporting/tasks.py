"""Long work of an account and its progress: copying, moving, removing, undoing.

Workers keep it with the rest of their state (``google.sync.work``), by its kind, and browsers are
told of each change. What people want of it, to begin or to stop, is a request like all others.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from math import ceil
from typing import Any, Literal

from odoo import fields
from odoo.models import BaseModel

from ...google_api.transport.pace import OF_USER, SHARE_OF_WORKERS
from ..odoo.policies import SIDES, populated_sides

#: By side, the kind of work that copies to it.
COPY = {side: f"to_{side}" for side in SIDES}
MOVE, REMOVE, UNDO = "move", "remove", "undo"
KINDS = (*COPY.values(), MOVE, REMOVE, UNDO)

#: How often Google is asked for each record, at least; it takes so much in a minute and no more.
_REQUESTS = {COPY["google"]: 1, MOVE: 1, REMOVE: 2}

#: The decisions with which an account is synchronized, if only later.
_SYNCED = ("connected", "paused")
#: How long it is told that something is done.
TOLD = timedelta(minutes=10)


# -- what workers say ----------------------------------------------------------------------------


def begin(claimed: BaseModel, kind: str, total: int = 0) -> None:
    """Work of this kind begins.

    :param total: of how many records; 0 while that is not known
    """
    _keep(claimed, kind, {"state": "running", "done": 0, "total": total, "since": _now()})


def total(claimed: BaseModel, kind: str) -> int:
    """Of how many records the work that is under way consists; 0 if there is none, or nobody knows
    yet.
    """
    return _running(claimed, kind).get("total", 0)


def done(claimed: BaseModel, kind: str) -> int:
    """Return how many records of the work under way are done."""
    return _running(claimed, kind).get("done", 0)


def left(claimed: BaseModel, kind: str, count: int, of: int | None = None) -> None:
    """So many records are left, of the work that is under way, if any.

    :param of: how many there are in all, if that was not known before
    """
    if of is not None and not is_running(claimed, kind):
        begin(claimed, kind)
    task = _running(claimed, kind)
    if not task:
        return
    if of is not None and of != task["total"]:
        task = {**task, "total": of, "since": _now()}
    done = max(task["total"] - count, task["done"])
    _keep(claimed, kind, {**task, "done": done})


def look_anew(claimed: BaseModel, kind: str) -> None:
    """Find out once more how many records there are."""
    if task := _running(claimed, kind):
        _keep(claimed, kind, {**task, "done": 0, "total": 0})


def end(claimed: BaseModel, kind: str, *, stopped: bool = False, failed: int = 0) -> None:
    """The work is done, or was stopped, which people are told for a while.

    :param failed: how many records could not be done
    """
    if task := _running(claimed, kind):
        done = task["done"] if stopped else max(task["total"] - failed, 0)
        state = "stopped" if stopped else "done"
        _keep(claimed, kind, {**task, "state": state, "done": done, "ended": _now()})


def is_running(claimed: BaseModel, kind: str) -> bool:
    return bool(_running(claimed, kind))


def _running(claimed: BaseModel, kind: str) -> dict[str, Any]:
    task = (claimed.work_id.tasks or {}).get(kind, {})
    return task if task.get("state") == "running" else {}


def _keep(claimed: BaseModel, kind: str, task: Mapping[str, Any]) -> None:
    claimed.work_id.tasks = {**(claimed.work_id.tasks or {}), kind: task}


def _now() -> str:
    return fields.Datetime.to_string(fields.Datetime.now())


# -- what people see -----------------------------------------------------------------------------


def shown(account: BaseModel) -> list[dict[str, Any]]:
    """What is under way, is about to begin, or has just ended, as JSON values.

    ``minutes`` are those that are left, as far as that can be said. What people want, and no worker
    has heard of yet, is shown as well.
    """
    found: dict[str, dict[str, Any]] = {}
    for claimed in filter(None, (account, account.contacts_ids)):
        for kind, task in (claimed.work_id.tasks or {}).items():
            goes_on = task["state"] == "running"  # both may undo, and one is done before
            if _is_told(task, kind, account) and (goes_on or kind not in found):
                found[kind] = _shown(kind, task, claimed)
    if _is_synced(account):
        wanted = populated_sides(account)[account.id]
        for side, kind in COPY.items():
            is_running = found.get(kind, {}).get("state") in ("running", "waiting")
            if side in wanted and not is_running:
                found[kind] = _shown(kind, {"state": "running", "done": 0, "total": 0}, account)
            elif side not in wanted and is_running:
                found[kind]["state"] = "stopping"
    return [found[kind] for kind in KINDS if kind in found]


def _is_told(task: Mapping[str, Any], kind: str, account: BaseModel) -> bool:
    """What is under way rests while the account is not connected, or its sync is off."""
    if task["state"] == "running":
        return account.decision == "disconnecting" if kind == REMOVE else _is_synced(account)
    return fields.Datetime.to_datetime(task["ended"]) > fields.Datetime.now() - TOLD


def _is_synced(account: BaseModel) -> bool:
    """Whether people want it synchronized, if only later."""
    return account.decision in _SYNCED and account.user_id.syncs_with_google()


def _shown(kind: str, task: Mapping[str, Any], claimed: BaseModel) -> dict[str, Any]:
    rests = task["state"] == "running" and _is_held_up(claimed)
    return {
        "kind": kind,
        "state": "waiting" if rests else task["state"],
        "done": task["done"],
        "total": task["total"],
        "minutes": False if rests else _minutes_left(kind, task),
        "ended": task.get("ended", False),
    }


def _is_held_up(claimed: BaseModel) -> bool:
    """Whether nothing goes on until people, or Google, have put something right."""
    return claimed.state not in ("connected", "disconnecting") or bool(claimed.message)


def _minutes_left(kind: str, task: Mapping[str, Any]) -> int | Literal[False]:
    """At the pace so far, which is no faster than Google allows; ``False`` if nobody can say."""
    if task["state"] != "running" or not task["done"]:
        return False
    left = task["total"] - task["done"]
    took = fields.Datetime.now() - fields.Datetime.to_datetime(task["since"])
    allowed = _REQUESTS.get(kind, 0) * left / (OF_USER * SHARE_OF_WORKERS)
    return ceil(max(took / timedelta(minutes=1) * left / task["done"], allowed))
