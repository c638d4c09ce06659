"""Finds, by one query, which of a user's appointments stay in Odoo by the user's choice."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from odoo.models import BaseModel
from odoo.tools import SQL

from ...engine.events.kept import REASONS, Reason
from ..database import zones
from ..store.refs import EVENT, SERIES, RecordRef, ids_of
from . import schedule_queries
from .schedule_queries import Window
from .tag_colors import TagColors


class Kept:
    """:param user: whose choice it is; what is on a form, and not saved yet, counts

    A series is one appointment. It stays as a whole if one occurrence is private or has such a tag,
    and else if all occurrences do.
    """

    def __init__(self, user: BaseModel) -> None:
        self.user = user._origin or user
        self.env = user.env(su=True)
        self._conditions = {
            reason: condition
            for reason, condition in {
                "kept_private": _PRIVATE if user.google_keep_private else None,
                "kept_tag": _tag(user.sudo()),
                "kept_unconfirmed": _UNCONFIRMED if user.google_keep_unconfirmed else None,
                "kept_hours": _hours(user) if user.google_keep_hours else None,
                "kept_days": _days(user) if user.google_keep_days in _LAST_DAY else None,
            }.items()
            if condition
        }

    def __bool__(self) -> bool:
        return bool(self._conditions)

    def reasons(self, refs: Collection[RecordRef]) -> dict[RecordRef, Reason]:
        """Return why those of the records stay in Odoo that do, by their refs."""
        events, series = ids_of(refs, EVENT), ids_of(refs, SERIES)
        if not self or not (events or series):
            return {}
        those = SQL(
            "(event.id = ANY(%s) OR event.recurrence_id = ANY(%s))", list(events), list(series)
        )
        found = {}
        for event_id, series_id, reason in self.env.execute_query(self.query(those)):
            found[RecordRef(EVENT, event_id)] = found[RecordRef(SERIES, series_id)] = reason
        return {ref: found[ref] for ref in refs if ref in found}

    def colors_of_tags(self, ref: RecordRef) -> list[str | None]:
        """Of the tags of a record for which it stays in Odoo the color that each is paired with;
        ``None`` for one without any. It lacks a tag, where only those with one go to Google.
        """
        user = self.user.sudo()
        if user.google_keep_tags != "without":
            return []
        record = self.env[ref.model].browse(ref.id)
        events = record.calendar_event_ids if ref.model == SERIES else record
        color_of = TagColors(user).color_of
        return [color_of.get(tag.id) for tag in events.categ_ids & user.google_keep_tag_ids]

    def query(self, those: SQL) -> SQL:
        """A query of ``id``, ``recurrence_id`` and ``reason`` of the events that stay.

        :param those: a condition on ``event``
        """
        cases = SQL(" ").join(
            SQL("WHEN judged.%s THEN %s", SQL.identifier(reason), reason)
            for reason in REASONS
            if reason in self._conditions
        )
        return SQL(
            """
            SELECT kept.id, kept.recurrence_id, kept.reason
              FROM (SELECT judged.id, judged.recurrence_id, CASE %s END AS reason
                      FROM (%s) AS judged) AS kept
             WHERE kept.reason IS NOT NULL
            """,
            cases,
            self._judged(those),
        )

    def count(self, window: Window) -> tuple[int, int, dict[str, int]]:
        """How many appointments there are between two moments, how many of them stay in Odoo, and
        how many for each reason; some stay for more than one.
        """
        names = [reason for reason in REASONS if reason in self._conditions]
        start, stop = (moment.replace(tzinfo=None) for moment in window)
        marks = [SQL("judged.%s", SQL.identifier(name)) for name in names]
        counts = [SQL("count(*) FILTER (WHERE %s)", mark) for mark in marks]
        query = SQL(
            "SELECT count(*), count(*) FILTER (WHERE %s), %s FROM (%s) AS judged",
            SQL(" OR ").join(marks),
            SQL(", ").join(counts),
            self._judged(SQL("event.stop >= %s AND event.start <= %s", start, stop)),
        )
        ((total, kept, *each),) = self.env.execute_query(query)
        return total, kept, dict(zip(names, each, strict=True))

    def _judged(self, those: SQL) -> SQL:
        """A query of the events with a mark for each reason that counts."""
        schedule_queries.flush(self.env)
        self.env[EVENT].flush_model(["privacy", "allday", "start_date", "categ_ids"])
        self.env["res.users.settings"].flush_model(["calendar_default_privacy"])
        marks = SQL(", ").join(
            SQL(
                "%s(%s) OVER (PARTITION BY COALESCE(event.recurrence_id, -event.id)) AS %s",
                _OF_SERIES[condition.of_series],
                condition.sql,
                SQL.identifier(reason),
            )
            for reason, condition in self._conditions.items()
        )
        return SQL(
            """
            SELECT event.id, event.recurrence_id, %(marks)s
              FROM calendar_event AS event %(with_attendee)s
             WHERE %(takes_part)s AND %(those)s
            """,
            marks=marks,
            with_attendee=schedule_queries.with_attendee(self.user),
            takes_part=schedule_queries.takes_part(self.user),
            those=those,
        )


class _Condition:
    """:param sql: on ``event`` and ``attendee``
    :param of_series: "any": a series stays if one occurrence does; "all": if all of them do
    """

    def __init__(self, sql: SQL, of_series: Literal["any", "all"]) -> None:
        self.sql = sql
        self.of_series = of_series


_OF_SERIES = {"any": SQL("bool_or"), "all": SQL("bool_and")}

#: As ``EventRecords`` reads it: what is for internal users only, is private.
_PRIVATE = _Condition(
    SQL(
        """
        COALESCE(event.privacy, (SELECT settings.calendar_default_privacy
                                   FROM res_users_settings AS settings
                                  WHERE settings.user_id = event.user_id), 'public') != 'public'
        """
    ),
    "any",
)
_UNCONFIRMED = _Condition(
    SQL("(attendee.id IS NOT NULL AND attendee.state IS DISTINCT FROM 'accepted')"), "all"
)


def _tag(user: BaseModel) -> _Condition | None:
    if user.google_keep_tags == "no":
        return None
    tags = user.google_keep_tag_ids._origin.ids
    if not tags:
        return None
    has = SQL(
        """
        EXISTS (SELECT FROM meeting_category_rel AS tag
                 WHERE tag.event_id = event.id AND tag.type_id = ANY(%s))
        """,
        tags,
    )
    if user.google_keep_tags == "without":
        return _Condition(has, "any")
    return _Condition(SQL("NOT %s", has), "all")


#: The last day of the week that goes to Google, Monday being 1.
_LAST_DAY = {"mon_fri": 5, "mon_sat": 6}


def _begins(user: BaseModel) -> SQL:
    """When an event begins by the user's clock, as far as it has a time."""
    zone = zones.in_postgresql(user.env, user.tz)
    return SQL("(event.start AT TIME ZONE 'UTC' AT TIME ZONE %s)", zone)


def _days(user: BaseModel) -> _Condition:
    """What begins on another day."""
    return _Condition(
        SQL(
            """
            (extract(isodow FROM CASE WHEN event.allday
                                      THEN COALESCE(event.start_date, event.start::date)
                                      ELSE %(begins)s::date END) > %(last)s)
            """,
            begins=_begins(user),
            last=_LAST_DAY[user.google_keep_days],
        ),
        "all",
    )


def _hours(user: BaseModel) -> _Condition:
    """What begins at another time; whole days have none."""
    hour = SQL("extract(epoch FROM %s::time) / 3600", _begins(user))
    return _Condition(
        SQL(
            "(event.allday IS NOT TRUE AND NOT (%(hour)s >= %(since)s AND %(hour)s < %(until)s))",
            hour=hour,
            since=user.google_keep_hours_from,
            until=user.google_keep_hours_to,
        ),
        "all",
    )
