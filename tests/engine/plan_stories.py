"""One record on both sides, and what the plan makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from google_sync.engine.core.link import GoogleState, Link, OdooState, Role
from google_sync.engine.core.plan import plan
from google_sync.engine.events.item import EventItem, Timed
from google_sync.engine.events.policy import EventPolicy

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
VISIT = EventItem("Visit", Timed(NOON, NOON + HOUR), location="Bern")
MOVED = replace(VISIT, when=Timed(NOON + HOUR, NOON + 2 * HOUR))
RENAMED = replace(VISIT, title="Zoo")
RENAMED_ELSE = replace(VISIT, title="Museum")

AGREED = Link(1, "g", VISIT, "etag")
SLEEPING = Link(1, "g", None, "etag")  # on neither side
UNMET = Link(1, "g", None, None)  # said to be the same, and not compared yet

DEFAULT = EventPolicy()
ONLY_TO_GOOGLE = EventPolicy(imports=False)


def as_(role, link=AGREED):
    return replace(link, role=role)


def plan_one(link, odoo=None, google=None, policy=DEFAULT):
    """:param odoo: a state, or an item for a record of the link's role; ``None``: not mentioned"""
    role = link.role if link else Role.ORGANIZER
    if isinstance(odoo, EventItem):
        odoo = OdooState(odoo, role)
    if isinstance(google, EventItem):
        google = GoogleState(google, "etag2", role)
    return plan(
        [link] if link else [],
        {1: odoo} if odoo else {},
        {"g": google} if google else {},
        policy,
    )


def decide(link, odoo=None, google=None, policy=DEFAULT):
    (decision,) = plan_one(link, odoo, google, policy).decisions
    return decision


def no_writes(decision):
    return decision.odoo is None and decision.google is None


DELETED = GoogleState(None, "etag2")
ARCHIVED = OdooState(None)
UNLINKED = OdooState(None, exists=False)
