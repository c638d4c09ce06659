"""Parts of queries of ``calendar_event AS event``: which events are in whose schedule.

What is asked of one event in Python is ``OwnAttendance.in_schedule``.
"""

from __future__ import annotations

from datetime import datetime, timezone

from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools import SQL

#: Two moments, aware.
Window = tuple[datetime, datetime]


def with_attendee(user: BaseModel) -> SQL:
    """A join with the user's own line among the attendees, as ``attendee``."""
    return SQL(
        """
        LEFT JOIN LATERAL (
            SELECT id, state, create_date
              FROM calendar_attendee
             WHERE event_id = event.id AND partner_id = %s
             ORDER BY id
             LIMIT 1) AS attendee ON TRUE
        """,
        user.partner_id.id,
    )


def takes_part(user: BaseModel) -> SQL:
    """Return whether the user organises or attends it, and has not declined."""
    return SQL(
        """
        (event.active IS TRUE AND CASE WHEN attendee.id IS NULL
                                       THEN event.user_id IS NOT DISTINCT FROM %s
                                       ELSE attendee.state IS DISTINCT FROM 'declined' END)
        """,
        user.id,
    )


def single_events(user: BaseModel, window: Window) -> SQL:
    """A query of the ids of the single events in the user's schedule.

    :param window: those between these two moments, aware
    """
    return _schedule(SQL("event.id"), SQL("event.recurrence_id IS NULL"), user, window)


def series(user: BaseModel, window: Window) -> SQL:
    """A query of the ids of the series with an occurrence in the user's schedule.

    :param window: between these two moments, aware
    """
    return _schedule(
        SQL("DISTINCT event.recurrence_id"), SQL("event.recurrence_id IS NOT NULL"), user, window
    )


def made_since(user: BaseModel, moment: datetime) -> SQL:
    """A query of ``res_model`` and ``res_id`` of what is in the user's schedule and was made, or
    the user invited to it, since ``moment``, which is naive and in UTC."""
    flush(user.env)
    return SQL(
        """
        SELECT CASE WHEN event.recurrence_id IS NULL
                    THEN 'calendar.event' ELSE 'calendar.recurrence' END AS res_model,
               COALESCE(event.recurrence_id, event.id) AS res_id
          FROM calendar_event AS event %s
         WHERE %s AND GREATEST(event.create_date, attendee.create_date) >= %s
        """,
        with_attendee(user),
        takes_part(user),
        moment,
    )


def flush(env: Environment) -> None:
    """Bring what such queries ask for into the database."""
    names = ["user_id", "active", "start", "stop", "recurrence_id", "google_sync_original_start"]
    env["calendar.event"].flush_model(names)
    env["calendar.attendee"].flush_model(["event_id", "partner_id", "state"])


def _schedule(what: SQL, condition: SQL, user: BaseModel, window: Window) -> SQL:
    start, stop = (moment.astimezone(timezone.utc).replace(tzinfo=None) for moment in window)
    return SQL(
        """
        SELECT %(what)s
          FROM calendar_event AS event %(with_attendee)s
         WHERE %(condition)s AND event.stop >= %(start)s AND event.start <= %(stop)s
           AND %(takes_part)s
        """,
        what=what,
        with_attendee=with_attendee(user),
        condition=condition,
        start=start,
        stop=stop,
        takes_part=takes_part(user),
    )
