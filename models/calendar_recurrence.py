from odoo import api, fields, models
from odoo.tools import SQL

from ..sync.database import sync_only
from .calendar_event import concerned_query


class CalendarRecurrence(models.Model):
    """Tells the outbox what changes, and keeps by what the sync knows a series again."""

    _name = "calendar.recurrence"
    _inherit = ["google.sync.guarded.mixin", "calendar.recurrence"]

    _google_sync_only = frozenset({"google_sync_start", "google_sync_replaces"})

    google_sync_start = fields.Datetime(
        string="First Start",
        copy=False,
        readonly=True,
        help="The start that the rule gave the first occurrence. Odoo itself forgets it once that "
        "occurrence is moved or deleted.",
    )
    google_sync_replaces = fields.Integer(
        copy=False,
        readonly=True,
        help="The recurrence of which this one is a changed copy. Odoo makes a new recurrence and "
        "deletes the old one when all events are changed; Google's series stays the same.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        recurrences = super().create(vals_list)
        for recurrence in recurrences.filtered(lambda r: not r.google_sync_start):
            recurrence._google_sync_begin(recurrence.base_event_id.start)
        self.env["google.sync.change"].enqueue(recurrences)
        return recurrences

    def write(self, vals):
        result = super().write(vals)
        self.env["google.sync.change"].enqueue(self)
        return result

    def unlink(self):
        self.env["google.sync.change"].enqueue(self)
        return super().unlink()

    def _apply_recurrence(self, *args, **kwargs):
        # Odoo makes the missing occurrences of what the first one has.
        with sync_only.writing(self.env):
            detached_events = super()._apply_recurrence(*args, **kwargs)
        # Odoo takes an event out of its own series where the rule does not give it.
        for recurrence in self.filtered(lambda r: r.base_event_id in detached_events):
            starts = recurrence.calendar_event_ids.mapped("start")
            recurrence._google_sync_begin(min(starts, default=recurrence.google_sync_start))
        return detached_events

    def _google_sync_begin(self, start):
        with sync_only.writing(self.env):
            self.google_sync_start = start

    def copy_data(self, default=None):
        return [
            {**values, "google_sync_replaces": recurrence._google_sync_known_id()}
            for recurrence, values in zip(self, super().copy_data(default), strict=True)
        ]

    def _google_sync_known_id(self):
        """The id by which Google Sync may know this series: one changed twice within a
        transaction is still known by its first."""
        linked = (
            self.env["google.sync.link"]
            .sudo()
            .search_count([("res_model", "=", self._name), ("res_id", "=", self.id)], limit=1)
        )
        return self.id if linked else self.google_sync_replaces or self.id

    @api.model
    def _google_sync_concerned_query(self, recurrence_ids):
        """Return the query of ``calendar.event``, for series."""
        return concerned_query(
            SQL("event.recurrence_id = ANY(%s)", recurrence_ids), self._name, recurrence_ids
        )
