from datetime import datetime, time, timedelta

import pytz

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import MissingError, UserError
from odoo.tools import format_datetime, format_list, unique
from odoo.tools.translate import LazyTranslate

from ..engine.busy.intervals import Interval
from ..sync.database import sync_only, zones
from ..sync.odoo.overlaps import has_time
from ..sync.reporting.client_actions import tell

_lt = LazyTranslate(__name__)

#: A booking is looked at when one of these is written.
_OF_TIME = frozenset(
    {
        *("start", "stop", "start_date", "stop_date", "duration", "allday"),
        *("partner_ids", "attendee_ids", "show_as", "active"),
    }
)
#: Where a transaction keeps the clashes about which the person who books is warned.
_CLASHES = "google_sync.clashes"
#: How many of the clashes of one booking are named.
MOST_NAMED = 5


class CalendarEvent(models.Model):
    """Checks appointments against the busy times in the attendees' other calendars."""

    _inherit = "calendar.event"  # pylint: disable=consider-merging-classes-inherited

    @api.depends("allday", "start_date", "stop_date")
    @api.depends_context("uid", "su")
    def _compute_unavailable_partner_ids(self):
        """Busy times in other calendars make attendees unavailable, as appointments in Odoo do."""
        result = super()._compute_unavailable_partner_ids()
        for event, busy in self._google_sync_busy().items():
            # What Odoo itself asks, to offer a time to people from outside, knows of everybody.
            told = busy if self.env.su else self.env["res.users"].google_busy_shown(busy)
            event.unavailable_partner_ids |= event.partner_ids.filtered(
                lambda partner, told=told: partner._origin.id in told
            )
        return result

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        events._google_sync_check_busy()
        return events

    def write(self, vals):
        is_of_time = not _OF_TIME.isdisjoint(vals)  # before Odoo's own takes values out of it
        result = super().write(vals)
        if is_of_time:
            self._google_sync_check_busy()
        return result

    def _google_sync_busy(self):
        """When attendees are busy elsewhere during the appointments.

        :return: by appointment and contact the spans, of those that have any; no query is made
            where nobody has other calendars
        :rtype: dict[models.Model, dict[int, list[Interval]]]
        """
        concerned = self.env["google.sync.busy.calendar"].partner_ids()
        timed = self.filtered(
            lambda event: (
                has_time(event) and not concerned.isdisjoint(event.partner_ids._origin.ids)
            )
        )
        if not timed:
            return {}
        day = timedelta(days=1)
        since, until = min(timed.mapped("start")) - day, max(timed.mapped("stop")) + 2 * day
        partners = timed.partner_ids._origin
        busy = self.env["google.sync.busy.interval"].of_partners(partners.ids, since, until)
        zone_of = {partner.id: zones.known(partner.sudo().tz) for partner in partners}
        found = {}
        for event in timed:
            clashes = {
                partner.id: spans
                for partner in event.partner_ids._origin
                if (spans := _during(busy.get(partner.id, ()), event, zone_of[partner.id]))
            }
            if clashes:
                found[event] = clashes
        return found

    # -- bookings ---------------------------------------------------------------------------------

    def _google_sync_check_busy(self):
        """Refuse a booking into a time in which somebody is busy elsewhere, or warn of it, as they
        want it. What a sync brings is neither: it is there already, in Google. Whoever may not
        see when they are busy is not warned, and reads no more than that it cannot be.

        :raise UserError: somebody wants such bookings refused
        """
        # The superuser, as whom scripts run, books nobody.
        if sync_only.is_sync(self.env) or self.env.uid == SUPERUSER_ID:
            return
        if not self._google_sync_may_clash():
            return
        # Odoo makes a series anew where it is changed, and deletes what was written.
        booked = self.exists().filtered(lambda event: event.active and event.show_as == "busy")
        lines = []
        for event, clashes in booked._google_sync_busy().items():
            attending = event.attendee_ids.filtered(lambda one: one.state != "declined")
            for user in attending.partner_id.sudo().user_ids:
                if spans := clashes.get(user.partner_id.id):
                    lines.append((user, event, spans[0]))
        refused = [
            one
            for one in lines
            if one[0].google_busy_booking == "refuse" and one[0] != self.env.user
        ]
        shown = self.env["res.users"].google_busy_shown([user.partner_id.id for user, *_ in lines])
        self._google_sync_refuse(refused, shown)
        self._google_sync_warn([one for one in lines if one[0].partner_id.id in shown])

    def _google_sync_may_clash(self):
        """Whether anybody who attends has other calendars; whoever has none costs no query."""
        concerned = self.env["google.sync.busy.calendar"].partner_ids()
        try:
            return bool(concerned) and any(
                not concerned.isdisjoint(event.partner_ids.ids) for event in self
            )
        except MissingError:
            return True

    def _google_sync_refuse(self, lines, shown):
        """:param shown: the contacts whose busy times the user may see"""
        told = [one for one in lines if one[0].partner_id.id in shown]
        if told:
            raise UserError(
                self.env._(
                    "%(clashes)s\n\nChoose another time. The person can allow such bookings on "
                    "their Google page.",
                    clashes=self._google_sync_clash_text(told),
                )
            )
        if lines:
            names = [user.name for user, *_ in lines[:MOST_NAMED]]
            raise UserError(
                self.env._(
                    "%(people)s cannot come at this time. Choose another time.",
                    people=format_list(self.env, unique(names)),
                )
            )

    def _google_sync_warn(self, lines):
        """Tell whoever books, once, however often what they save writes the same appointment."""
        precommit = self.env.cr.precommit
        if lines and _CLASHES not in precommit.data:
            precommit.data[_CLASHES] = {}
            precommit.add(self.env["calendar.event"]._google_sync_send_warning)
        for user, event, span in lines:
            precommit.data[_CLASHES][user, event] = span

    @api.model
    def _google_sync_send_warning(self):
        found = self.env.cr.precommit.data.pop(_CLASHES, {})
        lines = [(*key, span) for key, span in found.items() if key[1].exists()]
        if lines:
            tell(
                self.env,
                "warning",
                lambda env: self.with_env(env)._google_sync_clash_text(lines),
                title=_lt("Busy in another calendar"),
                sticky=True,
            )

    def _google_sync_clash_text(self, lines):
        return "\n".join(
            self.env._(
                "%(person)s is busy in another calendar from %(start)s to %(stop)s, during "
                "“%(appointment)s”.",
                person=user.name,
                appointment=event.name,
                start=_shown(self.env, span.start),
                stop=_shown(self.env, span.stop),
            )
            for user, event, span in lines[:MOST_NAMED]
        )


def _during(spans, event, zone):
    """Return the spans that the appointment overlaps; whole days are days of this zone."""
    own = _span(event, zone)
    return [span for span in spans if span.start < own.stop and span.stop > own.start]


def _span(event, zone):
    """Start and stop of an appointment, naive and in UTC."""
    if not event.allday:
        return Interval(event.start, event.stop)
    first = event.start_date or event.start.date()
    last = event.stop_date or event.stop.date()
    where = pytz.timezone(zone)
    midnights = (datetime.combine(day, time()) for day in (first, last + timedelta(days=1)))
    return Interval(
        *(where.localize(one).astimezone(pytz.utc).replace(tzinfo=None) for one in midnights)
    )


def _shown(env, moment):
    return format_datetime(env, moment, tz=env.user.tz or "UTC", dt_format="short")
