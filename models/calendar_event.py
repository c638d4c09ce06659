import re

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..google_api.transport.instance_ids import instance_id
from ..google_api.transport.web_pages import event_page
from ..sync.database import sync_only
from ..sync.google import client as google_client
from ..sync.odoo.closed_meetings import check_others_keep, closed_to
from ..sync.odoo.original_starts import original_start_of
from ..sync.odoo.overlaps import SPAN
from ..sync.reporting.health import held_up
from ..sync.reporting.status import EventScope

#: A write of none of these changes nothing that Google shows; of tags, see
#: ``_google_sync_shows``.
SYNCED_FIELDS = frozenset(
    {
        "name",
        "description",
        "location",
        "start",
        "stop",
        "start_date",
        "stop_date",
        "duration",
        "allday",
        "privacy",
        "show_as",
        "alarm_ids",
        "videocall_location",
        "google_sync_meet",
        "active",
        "user_id",
        "partner_ids",
        "attendee_ids",
        "recurrency",
        "recurrence_id",
    }
)


def concerned_query(touched, model_name, ids):
    """Return a query of the accounts that a change concerns, each with its record.

    An occurrence concerns its series as a whole. Links tell who had a record in their schedule,
    and has just lost it.

    :param SQL touched: a condition on ``event``
    :param model_name: with ``ids`` the records themselves, which may be deleted by now
    :return: a query of ``account_id, res_model, res_id``
    """
    return SQL(
        """
        SELECT account.id AS account_id, concerned.res_model, concerned.res_id
          FROM (
            WITH event AS (
                SELECT event.id, event.user_id,
                       CASE WHEN event.recurrence_id IS NULL
                            THEN 'calendar.event' ELSE 'calendar.recurrence' END AS res_model,
                       COALESCE(event.recurrence_id, event.id) AS res_id
                  FROM calendar_event AS event
                 WHERE (event.active OR event.recurrence_id IS NOT NULL) AND %(touched)s
            )
            SELECT account.id AS account_id, event.res_model, event.res_id
              FROM event
              JOIN google_sync_account AS account ON account.user_id = event.user_id
             UNION
            SELECT account.id, event.res_model, event.res_id
              FROM event
              JOIN calendar_attendee AS attendee ON attendee.event_id = event.id
              JOIN google_sync_account AS account ON account.partner_id = attendee.partner_id
             UNION
            SELECT account.id, link.res_model, link.res_id
              FROM (SELECT event.res_model, event.res_id FROM event
                     UNION
                    SELECT %(model)s, unnest(%(ids)s::integer[])) AS changed
              JOIN google_sync_link AS link
                ON link.res_model = changed.res_model AND link.res_id = changed.res_id
              JOIN google_sync_account AS account
                ON account.id = link.account_id AND account.calendar_id = link.collection
          ) AS concerned
          JOIN google_sync_account AS account ON account.id = concerned.account_id
          JOIN res_users AS app_user ON app_user.id = account.user_id
         WHERE app_user.active AND app_user.google_sync_enabled
        """,
        touched=touched,
        model=model_name,
        ids=ids,
    )


#: The fields that a duplicate of an event does not take over.
_OF_ITSELF = ("google_sync_guests", "google_sync_reminders", "google_sync_conference")
_OF_ITSELF += ("google_sync_closed",)


def _names_an_event(field):
    return field.type == "many2one" and field.comodel_name == "calendar.event" and field.store


class CalendarEvent(models.Model):
    """Enqueues changes, and keeps what Google says and Odoo has no field for."""

    _name = "calendar.event"
    # The guard comes first, for Odoo's own methods take values out of what they are given.
    _inherit = [
        "google.sync.guarded.mixin",
        "google.sync.filters.mixin",
        "calendar.event",
        "google.sync.status.mixin",
    ]

    _google_sync_inner = frozenset({"google_sync_original_start"})

    _google_sync_only = frozenset(
        {
            "google_sync_organizer",
            "google_sync_guests",
            "google_sync_reminders",
            "google_sync_conference",
            "google_sync_original_start",
            "google_sync_closed",
            "google_sync_erased",
        }
    )

    google_sync_organizer = fields.Char(
        string="Organizer at Google",
        copy=False,
        readonly=True,
        help="Address of the organizer, if they are not an Odoo user. Only they can change the "
        "meeting, in Google.",
    )

    google_sync_conference = fields.Char(
        string="Google's Video Conference",
        readonly=True,
        help="Shown as the event's video link, unless somebody chose another one in Odoo.",
    )
    google_sync_meet = fields.Boolean(
        string="Google Meet",
        help="Google makes a video conference with the next sync, and its link appears here.",
    )
    google_sync_offers_meet = fields.Boolean(compute="_compute_google_sync_offers_meet")
    google_sync_reference = fields.Char(
        string="Reference in Google",
        compute="_compute_google_sync_reference",
        search="_search_google_sync_reference",
        help="The number that Google shows instead of the title, if the user chose that.",
    )
    google_sync_closed = fields.Boolean(
        string="Closed to Guests",
        readonly=True,
        help="The organizer made this meeting in Google, where its guests cannot edit it. So they "
        "cannot in Odoo.",
    )
    google_sync_erased = fields.Boolean(
        string="Erased from Google",
        readonly=True,
        help="Its client was erased from Google, which only sees “Busy”.",
    )
    google_sync_original_start = fields.Datetime(
        string="Start by the Rule",
        compute="_compute_google_sync_original_start",
        store=True,
        readonly=False,
        copy=False,
        help="The start that the rule of its series gave this occurrence, which identifies it even "
        "when it has been moved. For whole days, the date of it counts. A copy of an occurrence "
        "has none: it is an appointment of its own.",
    )

    _google_sync_span_index = models.Index(
        f"USING gist ({SPAN.format('')}) WHERE active AND show_as = 'busy'"
    )

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_google_sync_offers_meet(self):
        """It is the organizer's Google that makes it."""
        mine = self.filtered(lambda event: event.user_id == self.env.user)
        mine.google_sync_offers_meet = bool(mine) and self.env.user.sudo().google_can_make_meet()
        (self - mine).google_sync_offers_meet = False

    @api.depends("recurrence_id")
    @api.depends_context("lang")
    def _compute_google_sync_reference(self):
        for event in self:
            series = event.recurrence_id
            event.google_sync_reference = (
                self.env._("Series %(number)s", number=series.id)
                if series
                else self.env._("Appointment %(number)s", number=event.id)
            )

    def _search_google_sync_reference(self, operator, value):
        """Find an appointment by the number in its reference, in whatever language that is."""
        if operator not in ("in", "like", "ilike"):
            return NotImplemented
        texts = [value] if isinstance(value, str) else value
        numbers = [int(number) for text in texts for number in re.findall(r"\d{1,9}", text or "")]
        return Domain("id", "in", numbers) | Domain("recurrence_id", "in", numbers)

    @api.depends("recurrence_id")
    def _compute_google_sync_original_start(self):
        """An occurrence begins where the rule says when it joins its series, and keeps that."""
        for event in self:
            event.google_sync_original_start = event.recurrence_id and event.start

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, **kwargs):
        """Odoo masks what others read of a private appointment; nor do they find it by what the
        sync keeps of it, or learn of that by its place in a list."""
        domain = Domain(domain)
        named = {one.field_expr.split(".")[0] for one in domain.iter_conditions()}
        named.update(re.findall(r"\w+", order or ""))
        if not self.env.su and named & self._google_sync_only:
            takes_part = Domain("partner_ids", "in", self.env.user.partner_id.ids)
            domain &= Domain(self._get_default_privacy_domain()) | takes_part
        return super()._search(domain, offset, limit, order, **kwargs)

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        events._google_sync_ask_for_meet()
        self.env["google.sync.change"].enqueue(events)
        return events

    def write(self, vals):
        # Odoo's own write takes values out of ``vals``.
        if not self._google_sync_shows(vals):
            return super().write(vals)
        if not SYNCED_FIELDS.isdisjoint(vals):  # tags are Odoo's own, whoever gives them
            self._google_sync_check_open()
        if not vals.get("active", True):
            check_others_keep(self)
        if not vals.get("videocall_location", True) and not sync_only.is_writing(self.env):
            # Removing its link removes it, unless an organizer in Google decides about it.
            theirs = self.filtered("google_sync_organizer")
            if theirs and theirs != self:
                return all([theirs.write({**vals}), (self - theirs).write({**vals})])
            vals = vals if theirs else {"google_sync_meet": False, **vals}
        if "start" in vals or "start_date" in vals:
            # What waits to be computed must be, before the occurrence is moved.
            self._recompute_recordset(["google_sync_original_start"])
        if "recurrence_id" in vals:  # the series that they leave has some less
            self.env["google.sync.change"].enqueue(self.recurrence_id)
        if "user_id" in vals and any(event.google_sync_closed for event in self.sudo()):
            with sync_only.writing(self.env):  # it was another organizer's word
                super().write({"google_sync_closed": False})
        result = super().write(vals)
        self.env["google.sync.change"].enqueue(self)
        return result

    def _google_sync_shows(self, vals):
        """Whether Google shows something of these values. Of tags it does if they have colors, or
        decide what it shows or what stays in Odoo."""
        if not SYNCED_FIELDS.isdisjoint(vals):
            return True
        if "categ_ids" not in vals:
            return False
        return (
            self.env["google.sync.tag.color"].is_used()
            or self.env["res.users"].google_keeps_by_tags()
            or self.env["calendar.event.type"].google_tell()
        )

    def copy(self, default=None):
        # Odoo's own copies of a series' occurrences keep what is only in Google, a person's do not.
        only_in_google = dict.fromkeys(_OF_ITSELF, False)
        only_in_google["google_sync_erased"] = False  # for nobody may say so but the sync
        copies = super().copy({**only_in_google, **(default or {})})
        with sync_only.writing(self.env):
            # It stays among the occurrences in Odoo, but is none that the rule gives.
            copies.write({"google_sync_original_start": False})
            for event, one in zip(self, copies, strict=True):
                if event.google_sync_erased:  # its words are those of the same client
                    one.write({"google_sync_erased": True})
                if event.google_sync_meet:  # the copy gets one of its own, if anybody may make it
                    if not one.user_id.sudo().google_can_make_meet():
                        one.write({"google_sync_meet": False})
                    if one.videocall_location == event.google_sync_conference:
                        one.write({"videocall_location": False})
                elif event.google_sync_conference:  # whose link the copy has
                    one.write({"google_sync_conference": event.google_sync_conference})
        return copies

    def _apply_recurrence_values(self, *args, **kwargs):
        # Odoo makes a recurrence of what another one has.
        with sync_only.writing(self.env):
            return super()._apply_recurrence_values(*args, **kwargs)

    def _google_sync_ask_for_meet(self):
        """Let new meetings have a Google Meet whose organizers want it for all with others.

        A series has one, so all of its occurrences say so.
        """
        if sync_only.is_writing(self.env):
            return  # it has what Google has
        for organizer, meetings in self.grouped("user_id").items():
            if organizer.sudo().google_meet != "guests":
                continue
            wanted = meetings.filtered(
                lambda event: not event.videocall_location and len(event.partner_ids) > 1
            )
            if wanted and organizer.sudo().google_can_make_meet():
                (wanted | wanted.recurrence_id.calendar_event_ids).google_sync_meet = True

    def unlink(self):
        self._google_sync_check_open()
        check_others_keep(self)
        self.env["google.sync.change"].enqueue(self.recurrence_id)
        self.env["google.sync.change"].enqueue(self)
        return super().unlink()

    def _compute_user_can_edit(self):
        result = super()._compute_user_can_edit()
        closed = closed_to(self._origin.sudo(), self.env.user)
        for event in self:
            event.user_can_edit &= event._origin.id not in closed._ids
        return result

    def _google_sync_check_open(self):
        """:raise UserError: the user is but a guest of a meeting, and its organizer alone edits it
        in Google"""
        if self.env.su or sync_only.is_writing(self.env):
            return
        if closed := closed_to(self.sudo(), self.env.user)[:1]:
            raise UserError(
                self.env._(
                    "Only %(organizer)s can change “%(meeting)s”, because its guests cannot edit "
                    "it in Google Calendar. You can accept or decline it. To change it, ask "
                    "%(organizer)s to allow guests to modify the event in Google.",
                    organizer=closed.user_id.name,
                    meeting=closed.name,
                )
            )

    @api.model
    def _google_sync_concerned_query(self, event_ids):
        """The accounts of those who have Google Sync enabled and organize, attend or have a link.

        Not all of them are connected: what concerns the others waits until they are.

        :param list[int] event_ids: also of events that are deleted by now
        :return: a query of ``account_id, res_model, res_id``
        """
        return concerned_query(SQL("event.id = ANY(%s)", event_ids), self._name, event_ids)

    @api.private
    def google_sync_is_kept(self):
        """Whether the record that the appointment is about names it in turn, as time off does.

        Such a record has made it and decides what becomes of it. Who merely plans a meeting about
        an opportunity or an applicant may move it as they like. Modules can say otherwise.
        """
        self.ensure_one()
        if self.res_model not in self.env:
            return False
        keepers = self.env[self.res_model].sudo().with_context(active_test=False)
        names = [name for name, one in keepers._fields.items() if _names_an_event(one)]
        keeper = keepers.browse(self.res_id).exists() if names else keepers
        return any(keeper[name] == self for name in names)

    # -- whether it is in Google ----------------------------------------------------------------

    @api.model
    def _google_sync_scope(self):
        account = self.env.user.sudo().google_sync_account_ids
        if not (account and self._google_sync_is_shown()):
            return None
        noted = self.env["google.sync.change"].enqueued()
        trouble = held_up(self.env, account)
        return EventScope(account, account.calendar_id or "", noted, trouble)

    @api.model
    def _google_sync_pages(self, account):
        addresses, calendar, email = (
            google_client.endpoints(),
            account.calendar_id,
            account.google_email,
        )

        def page(event, standing):
            google_id = standing.google_id
            if standing.of_series:
                original_start = original_start_of(
                    event.sudo().google_sync_original_start, standing.all_day
                )
                google_id = instance_id(google_id, original_start)
            return event_page(addresses, google_id, calendar, email)

        return page
