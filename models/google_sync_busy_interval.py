from datetime import timedelta, timezone

from odoo import api, fields, models
from odoo.tools import SQL

from ..engine.busy.intervals import Interval, merge

#: What is over is kept for so long.
KEPT = timedelta(days=1)


class GoogleSyncBusyInterval(models.Model):
    """A busy time in one of a user's other calendars, without any words.

    Workers alone write these rows, and nobody reads them as they are: colleagues see no more than
    that somebody is busy (``of_partners``).
    """

    _name = "google.sync.busy.interval"
    _description = "Google Sync: busy time of another calendar"
    _log_access = False
    _rec_name = "start"

    calendar_id = fields.Many2one("google.sync.busy.calendar", required=True, ondelete="cascade")
    start = fields.Datetime(required=True)
    stop = fields.Datetime(required=True)

    _calendar_index = models.Index("(calendar_id, stop)")

    @api.private
    @api.model
    def of_partners(self, partner_ids, since, until):
        """When people are busy elsewhere, by contact; those who never are are not named.

        :param since: and ``until``: naive, in UTC
        :rtype: dict[int, tuple[Interval, ...]]
        """
        concerned = self.env["google.sync.busy.calendar"].partner_ids().intersection(partner_ids)
        if not concerned:
            return {}
        self.flush_model()
        self.env["res.users"].flush_model(["active", "google_sync_enabled", "partner_id"])
        query = SQL(
            """
            SELECT app_user.partner_id, busy.start, busy.stop
              FROM google_sync_busy_interval AS busy
              JOIN google_sync_busy_calendar AS calendar ON calendar.id = busy.calendar_id
              JOIN res_users AS app_user ON app_user.id = calendar.user_id
             WHERE app_user.partner_id = ANY(%(partners)s)
               AND app_user.active AND app_user.google_sync_enabled
               AND busy.stop > %(since)s AND busy.start < %(until)s
            """,
            partners=list(concerned),
            since=since,
            until=until,
        )
        found = {}
        for partner_id, start, stop in self.env.execute_query(query):
            found.setdefault(partner_id, []).append(Interval(start, stop))
        return {partner_id: merge(spans) for partner_id, spans in found.items()}

    @api.private
    @api.model
    def replace(self, calendar, wanted):
        """Have these times, and no others, of a calendar; what is the same is not written.

        :param wanted: aware spans in UTC
        :return: those that are new
        """
        rows = self.search([("calendar_id", "=", calendar.id)])
        wanted = {tuple(moment.replace(tzinfo=None) for moment in span) for span in wanted}
        rows.filtered(lambda row: (row.start, row.stop) not in wanted).unlink()
        known = {(row.start, row.stop) for row in rows.exists()}
        return self.create(
            [
                {"calendar_id": calendar.id, "start": start, "stop": stop}
                for start, stop in sorted(wanted - known)
            ]
        )

    @api.private
    def spans(self):
        """:rtype: list[Interval]"""
        return [
            Interval(row.start.replace(tzinfo=timezone.utc), row.stop.replace(tzinfo=timezone.utc))
            for row in self
        ]

    @api.autovacuum
    def _gc_over(self):
        self.search([("stop", "<", fields.Datetime.now() - KEPT)]).unlink()
