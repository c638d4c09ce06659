"""Who has which event in their schedule: parts of queries of ``calendar_event AS event``.

What is asked of one event in Python is ``EventRecords.in_schedule``.
"""

from datetime import timezone

from odoo.tools import SQL


def with_attendee(user):
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


def takes_part(user):
    """Whether the user organises or attends it, and has not declined."""
    return SQL(
        """
        (event.active IS TRUE AND CASE WHEN attendee.id IS NULL
                                       THEN event.user_id IS NOT DISTINCT FROM %s
                                       ELSE attendee.state IS DISTINCT FROM 'declined' END)
        """,
        user.id,
    )


def single_events(user, window):
    """A query of the ids of the single events in the user's schedule.

    :param window: those between these two moments, aware
    """
    return _schedule(SQL("event.id"), SQL("event.recurrence_id IS NULL"), user, window)


def series(user, window):
    """A query of the ids of the series of which the user's schedule has an occurrence.

    :param window: between these two moments, aware
    """
    return _schedule(
        SQL("DISTINCT event.recurrence_id"), SQL("event.recurrence_id IS NOT NULL"), user, window
    )


def made_since(user, moment):
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


def flush(env):
    """Bring what such queries ask for into the database."""
    names = ["user_id", "active", "start", "stop", "recurrence_id", "google_sync_slot"]
    env["calendar.event"].flush_model(names)
    env["calendar.attendee"].flush_model(["event_id", "partner_id", "state"])


def _schedule(what, condition, user, window):
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
