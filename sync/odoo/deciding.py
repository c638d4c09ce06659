"""Which appointments show something else in Google once a record beside them has changed: those of
a contact, of whom they have the name or the address, of an organizer, whose default counts, and
those with a reminder or a tag.

Only what is linked is told: what never was in Google has no news there.
"""

from __future__ import annotations

from collections.abc import Collection

from odoo import fields
from odoo.api import Environment
from odoo.tools import SQL


def masked_for(env: Environment, partner_ids: Collection[int]) -> list[int]:
    """The ids of those that are masked in Google, maybe by the names of these contacts: as a whole,
    or in one occurrence."""
    is_masked = SQL(
        """
        (link.base ->> 'mask' IS NOT NULL
         OR jsonb_path_exists(link.base, '$.exceptions[*][1].mask ? (@ != null)'))
        """
    )
    return _linked(env, _attended_by(partner_ids), is_masked)


def inviting(env: Environment, partner_ids: Collection[int]) -> list[int]:
    """Return the ids of coming meetings that Google shows with these contacts as guests."""
    is_shared = SQL(
        """
        EXISTS (
            SELECT FROM google_sync_account AS account
              JOIN res_users AS organizer ON organizer.id = account.user_id
             WHERE account.id = link.account_id AND organizer.id = event.user_id
               AND organizer.google_share_guests != 'no')
        """
    )
    return _linked(env, _attended_by(partner_ids), _to_come(), is_shared)


def reminded_by(env: Environment, alarm_ids: Collection[int]) -> list[int]:
    """Return the ids of coming linked appointments with one of these reminders."""
    has_alarm = SQL(
        """
        event.id IN (SELECT reminder.calendar_event_id
                       FROM calendar_alarm_calendar_event_rel AS reminder
                      WHERE reminder.calendar_alarm_id = ANY(%s))
        """,
        list(alarm_ids),
    )
    env["calendar.event"].flush_model(["alarm_ids"])
    return _linked(env, has_alarm, _to_come())


def tagged(env: Environment, tag_ids: Collection[int]) -> list[int]:
    """Return the ids of linked appointments with one of these tags."""
    has_tag = SQL(
        """
        event.id IN (SELECT tag.event_id FROM meeting_category_rel AS tag
                      WHERE tag.type_id = ANY(%s))
        """,
        list(tag_ids),
    )
    env["calendar.event"].flush_model(["categ_ids"])
    return _linked(env, has_tag)


def of_default_privacy(env: Environment, user_ids: Collection[int]) -> list[int]:
    """Return the ids of linked appointments that follow the default privacy of these organizers."""
    return _linked(env, SQL("event.user_id = ANY(%s) AND event.privacy IS NULL", list(user_ids)))


def attended_by(env: Environment, partner_ids: Collection[int]) -> list[int]:
    """Return the ids of coming appointments that these contacts attend, linked or not."""
    env["calendar.event"].flush_model(["stop"])
    env["calendar.attendee"].flush_model(["event_id", "partner_id"])
    those = SQL(" AND ").join([_attended_by(partner_ids), _to_come()])
    query = SQL("SELECT event.id FROM calendar_event AS event WHERE %s", those)
    return [event_id for (event_id,) in env.execute_query(query)]


def _attended_by(partner_ids: Collection[int]) -> SQL:
    return SQL(
        """
        event.id IN (SELECT attendee.event_id FROM calendar_attendee AS attendee
                      WHERE attendee.partner_id = ANY(%s))
        """,
        list(partner_ids),
    )


def _to_come() -> SQL:
    return SQL("event.stop >= %s", fields.Datetime.now())


def _linked(env: Environment, *conditions: SQL) -> list[int]:
    """:param conditions: on ``event`` and ``link``"""
    env["calendar.event"].flush_model(["user_id", "privacy", "stop", "recurrence_id"])
    env["calendar.attendee"].flush_model(["event_id", "partner_id"])
    env["google.sync.link"].flush_model(["account_id", "res_model", "res_id", "base"])
    rows = env.execute_query(
        SQL(
            """
            SELECT DISTINCT event.id
              FROM calendar_event AS event
              JOIN google_sync_link AS link
                ON (link.res_model = 'calendar.event' AND link.res_id = event.id)
                OR (link.res_model = 'calendar.recurrence'
                    AND link.res_id = event.recurrence_id)
             WHERE %s
            """,
            SQL(" AND ").join(conditions),
        )
    )
    return [event_id for (event_id,) in rows]
