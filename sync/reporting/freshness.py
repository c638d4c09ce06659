"""Measures how fresh a side is: the age of the oldest change that a run took across.

A change waits from the moment it was made: when the transaction noted it in the outbox, or what
Google says. Until the user has authorized the sync, or somebody has resumed it, it waits for a
person, which is not counted. Google's lists of everything tell nothing, for what they mention may
be years old.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from odoo.models import BaseModel

from ...engine.core.link import GoogleState
from ...engine.core.plan import Plan

#: Google's states by its ids.
States = Mapping[str, GoogleState[Any]]


def oldest_change(changes: BaseModel, planned: Plan[Any], states: States) -> datetime | None:
    """Return when the oldest change was made that a plan takes across.

    :param changes: the rows of the outbox that the run has taken
    :param planned: what it is going to do
    :param states: by Google's ids, what an incremental list has reported
    :return: a moment in UTC, naive as Odoo's are; ``None`` where nothing is known to have changed
    """
    moments = changes_in_google(planned, states)
    if any(decision.google for decision in planned.decisions):
        moments += changes.mapped("enqueued_at")
    return min(moments, default=None)


def changes_in_google(planned: Plan[Any], states: States) -> list[datetime]:
    """When what goes to Odoo was changed in Google, as far as Google says; for the parameters see
    :func:`oldest_change`."""
    to_odoo = [states.get(each.link.google_id or "") for each in planned.decisions if each.odoo]
    return [_naive(state.changed) for state in to_odoo if state and state.changed]


def waited(changed_at: datetime, account: BaseModel, finished_at: datetime) -> float:
    """Return the seconds from a change to the end of the run that took it across.

    :param changed_at: of :func:`oldest_change`
    """
    since: datetime = max(filter(None, (changed_at, account.authorized_at, account.resumed_at)))
    return max((finished_at - since).total_seconds(), 0)


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(timezone.utc).replace(tzinfo=None)
