"""Meetings that guests may not edit, by their organizer's choice in Google.

Google lets guests edit a meeting only where its organizer says so. Of one that was made in Google,
Odoo keeps that (``calendar.event.google_sync_closed``) and refuses what a guest does, while they do
it: later nobody could tell whose edit it was. Who edits what was made in Odoo, Odoo alone says.
"""

from __future__ import annotations

from collections.abc import Mapping

from odoo.models import BaseModel

from ...engine.core.link import Role
from ...google_api.calendar.client import Event
from ...google_api.calendar.guest_codec import is_closed
from ..store.links import linked_ref
from .event_records import QUIET
from .schedule import Schedule


def keep(schedule: Schedule, links: BaseModel, reported: Mapping[str, Event]) -> None:
    """Keep on the user's own meetings whether Google lets their guests edit them.

    :param schedule: the user's :class:`~sync.odoo.schedule.Schedule`
    :param links: of the meetings
    :param reported: by Google's id what Google has told of each, as JSON
    """
    for link in links:
        event = reported[link.google_id]
        if not link.res_id or link.role != Role.ORGANIZER.value or "organizer" not in event:
            continue
        closed = link.made_in == "google" and is_closed(event)
        records = schedule.events.model.browse(schedule.event_ids([linked_ref(link)]))
        others = records.filtered(lambda one, closed=closed: one.google_sync_closed != closed)
        if others:
            others.with_context(**QUIET).write({"google_sync_closed": closed})


def closed_to(events: BaseModel, user: BaseModel) -> BaseModel:
    """Those of the events that their organizer alone may edit, and ``user`` is but their guest.

    Not those whose organizer has left: their meetings are in Google no more.
    """
    return events.filtered(
        lambda event: (
            event.google_sync_closed
            and event.user_id != user
            and user.partner_id in event.partner_ids
            and _is_connected(event.user_id)
        )
    )


def _is_connected(user: BaseModel) -> bool:
    state = user.google_sync_account_ids.state
    return user.google_sync_enabled and state not in (False, "disconnected")
