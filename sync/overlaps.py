"""Finds what a run has brought to the same time as something else, so that the user is warned."""

from datetime import datetime, time, timedelta

import pytz

from odoo.tools import SQL, format_date, format_datetime

from ..models.calendar_event import possible_span

#: Nobody reads more in one log.
MOST = 100


class Overlaps:
    """:param account: whose user's schedule it is"""

    def __init__(self, env, account):
        self.env = env
        self.account = account
        self.texts = account._in_user_lang().env
        self.zone = pytz.timezone(account.user_id.tz or "UTC")

    def new_pairs(self, event_ids):
        """Pairs of busy events at the same time, one of them in ``event_ids``; each told once.

        :return: pairs of records, the earlier one first; from now on they count as told
        """
        pairs = [pair for pair in self._possible(event_ids) if self._overlap(*pair)]
        self.env["google.sync.overlap"].create(
            [
                {"account_id": self.account.id, "first_id": first.id, "second_id": second.id}
                for first, second in pairs
            ]
        )
        return [pair if pair[0].start <= pair[1].start else pair[::-1] for pair in pairs]

    def text(self, first, second):
        return self.texts._(
            "“%(first)s” (%(first_time)s) and “%(second)s” (%(second_time)s) are at the same "
            "time. Both stay; move one of them.",
            first=first.name,
            first_time=self._time(first),
            second=second.name,
            second_time=self._time(second),
        )

    def _possible(self, event_ids):
        """Pairs that may overlap, by the index on time: days are matched in every zone."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT LEAST(mine.id, other.id), GREATEST(mine.id, other.id)
                  FROM calendar_event AS mine
                  JOIN calendar_event AS other
                    ON other.id != mine.id AND other.active AND other.show_as = 'busy'
                   AND %(other_span)s && %(mine_span)s
                  JOIN calendar_attendee AS attendee
                    ON attendee.event_id = other.id AND attendee.partner_id = %(partner)s
                   AND attendee.state != 'declined'
                  LEFT JOIN google_sync_overlap AS told
                    ON told.account_id = %(account)s
                   AND told.first_id = LEAST(mine.id, other.id)
                   AND told.second_id = GREATEST(mine.id, other.id)
                 WHERE mine.id = ANY(%(ids)s) AND mine.active AND mine.show_as = 'busy'
                   AND told.id IS NULL
                 ORDER BY 1, 2
                 LIMIT %(most)s
                """,
                mine_span=possible_span("mine"),
                other_span=possible_span("other"),
                partner=self.account.partner_id.id,
                account=self.account.id,
                ids=list(event_ids),
                most=MOST,
            )
        )
        events = self.env["calendar.event"]
        return [(events.browse(first), events.browse(second)) for first, second in rows]

    def _overlap(self, first, second):
        first_start, first_stop = self._local_span(first)
        second_start, second_stop = self._local_span(second)
        return first_start < second_stop and second_start < first_stop

    def _local_span(self, event):
        """Start and stop on the clock of the user's wall."""
        if event.allday:
            stop = event.stop_date + timedelta(days=1)
            return tuple(datetime.combine(day, time.min) for day in (event.start_date, stop))
        moments = (pytz.utc.localize(moment) for moment in (event.start, event.stop))
        return tuple(moment.astimezone(self.zone).replace(tzinfo=None) for moment in moments)

    def _time(self, event):
        if event.allday:
            return format_date(self.texts, event.start_date)
        return format_datetime(self.texts, event.start, tz=self.zone.zone, dt_format="short")
