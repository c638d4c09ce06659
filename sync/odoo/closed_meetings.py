"""Meetings in which Odoo refuses what would be somebody else's to do in Google.

*Closed* are those that their guests may not edit, by their organizer's choice in Google.

Google lets guests edit a meeting only where its organizer says so. Of one that was made in Google,
Odoo keeps that (``calendar.event.google_sync_closed``) and refuses what a guest does, while they do
it: later nobody could tell whose edit it was. Who edits what was made in Odoo, Odoo alone says.

*Called outside of Odoo* are those of which each user's own calendar tells whether they come. Odoo
has one record for all of them. Who deletes that, or takes another user out of it, would decline in
that one's name.
"""

from __future__ import annotations

from collections.abc import Mapping

from odoo.exceptions import UserError
from odoo.models import BaseModel
from odoo.tools import format_list

from ...engine.core.link import Role
from ...google_api.calendar.client import Event
from ...google_api.calendar.guest_codec import is_closed
from ..database import sync_only
from ..store.links import linked_ref
from .event_records import QUIET
from .schedule import Schedule


def keep(schedule: Schedule, links: BaseModel, reported: Mapping[str, Event]) -> None:
    """Keep on the user's own meetings whether Google lets their guests edit them.

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


def check_others_keep(events: BaseModel) -> None:
    """Let nobody delete a meeting called outside of Odoo that others attend.

    :param events: with the rights of who deletes them
    :raise UserError: it would decline it for other users
    """
    env, lines = events.env, _lines_of_others(events)
    if event := lines.event_id[:1]:
        others = (lines & event.attendee_ids).partner_id.mapped("name")
        raise UserError(
            env._(
                "%(organizer)s organizes “%(meeting)s” outside Odoo, and it is in the calendar of "
                "%(others)s, too. Deleting it would decline it for everybody. Anybody who can't "
                "come can decline it instead.",
                organizer=event.google_sync_organizer,
                meeting=event.name,
                others=format_list(env, others),
            )
        )


def check_others_stay(lines: BaseModel) -> None:
    """Let nobody take another one out of a meeting called outside of Odoo.

    :param lines: of attendees, with the rights of who takes them out
    :raise UserError: it would decline it for another user
    """
    env = lines.env
    if line := (_lines_of_others(lines.event_id) & lines.sudo())[:1]:
        raise UserError(
            env._(
                "%(organizer)s has invited %(guest)s to “%(meeting)s” outside Odoo. Only %(guest)s "
                "can decline it, in Odoo or in Google Calendar.",
                organizer=line.event_id.google_sync_organizer,
                guest=line.partner_id.name,
                meeting=line.event_id.name,
            )
        )


def _lines_of_others(events: BaseModel) -> BaseModel:
    """The lines of the other users whose own calendars have a meeting called outside of Odoo; none
    for a sync, and for the superuser."""
    env = events.env
    if env.su or sync_only.is_writing(env):
        return env["calendar.attendee"]
    called_outside = events.sudo().filtered(
        lambda event: event.active and event.google_sync_organizer and not event.user_id
    )
    return called_outside.attendee_ids.filtered(
        lambda line: (
            line.state != "declined"
            and line.partner_id != env.user.partner_id
            and any(map(_is_connected, line.partner_id.user_ids))
        )
    )


def _is_connected(user: BaseModel) -> bool:
    state = user.google_sync_account_ids.state
    return user.google_sync_enabled and state not in (False, "disconnected")
