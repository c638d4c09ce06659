from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import format_list

from ..engine.core.item import ItemError
from ..sync.database import sync_only
from ..sync.odoo.guests import keep_guests, stored_guests
from ..sync.odoo.reminders import stored_reminders
from ..sync.odoo.schedule import Schedule
from ..sync.reporting import mail_permits
from ..sync.reporting.readable import span_of_minutes


def _readable(read, event):
    """Return what a reader finds in an event's stored values; nothing if they are damaged."""
    try:
        return read(event)
    except ItemError:
        return ()


class CalendarEvent(models.Model):
    """The guests and reminders that Google has of an appointment, and Odoo has no place for."""

    _inherit = "calendar.event"  # pylint: disable=consider-merging-classes-inherited

    google_sync_guests = fields.Json(
        string="Guests Only in Google",
        readonly=True,
        help="Guests without a contact in Odoo, and rooms, as Google has them.",
    )
    google_sync_guests_text = fields.Char(
        string="Only in Google", compute="_compute_google_sync_guests_text"
    )
    google_sync_reminders = fields.Json(
        string="Reminders Only in Google",
        readonly=True,
        help="Email reminders that users set in their Google calendars. Google mails only the user "
        "who set it. Odoo sends nothing.",
    )
    google_sync_reminders_text = fields.Char(
        string="Reminded by Google", compute="_compute_google_sync_reminders_text"
    )

    @api.depends("google_sync_guests")
    def _compute_google_sync_guests_text(self):
        for event in self:
            people = [
                guest.email for guest in _readable(stored_guests, event) if not guest.resource
            ]
            if len(people) == 1:
                text = self.env._("1 guest only in Google: %(email)s", email=people[0])
            elif people:
                text = self.env._(
                    "%(count)s guests only in Google: %(emails)s",
                    count=len(people),
                    emails=", ".join(people),
                )
            event.google_sync_guests_text = text if people else False

    @api.depends("google_sync_reminders")
    @api.depends_context("lang")
    def _compute_google_sync_reminders_text(self):
        for event in self:
            minutes = defaultdict(list)
            for reminder in _readable(stored_reminders, event):
                minutes[reminder.user_id].append(reminder.minutes)
            users = self.env["res.users"].sudo().browse(minutes).exists()
            event.google_sync_reminders_text = " ".join(
                self.env._(
                    "Google sends an email reminder to %(user)s only, %(times)s before.",
                    user=user.name,
                    times=format_list(
                        self.env, [span_of_minutes(self.env, one) for one in minutes[user.id]]
                    ),
                )
                for user in users
            )

    def _google_sync_forget_guests(self):
        """Forget the guests known from Google alone who attend in Odoo by now."""
        for event in self.sudo().filtered("google_sync_guests"):
            known = set(event.partner_ids.mapped("email_normalized"))
            guests = _readable(stored_guests, event)
            others = [guest for guest in guests if guest.email not in known]
            if len(others) < len(guests):
                with sync_only.writing(self.env):
                    event.write({"google_sync_guests": keep_guests(others)})

    def action_google_sync_make_contacts(self):
        """Create contacts for the guests who are in Google only; they attend from then on.

        The user's own rights apply, and no invitations are sent.
        """
        self.ensure_one()
        self.check_access("write")
        schedule = Schedule(self.env(su=True), self.env.user)
        with sync_only.writing(self.env), mail_permits.watched(self.env):
            schedule.guests.take_in(schedule.events.own_model.browse(self.id))
