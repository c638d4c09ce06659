from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..sync.database import caches
from ..sync.feeds.address import AddressRefused, checked_address, google_calendar_of
from ..sync.reporting import busy_texts
from ..sync.reporting.client_actions import notification, reload
from ..sync.store import keyring

#: Browsers hear by bus messages of this type that somebody has other calendars by now.
BUS_TYPE = "google_sync.busy"
#: Of one user; Google answers for so many at once.
MOST_CALENDARS = 50
#: Whoever opens their calendar has seen what was so long ago.
FRESH = timedelta(minutes=5)
#: Whoever wants a calendar read again waits so long before the next time.
AGAIN_AFTER = timedelta(minutes=1)
#: How many characters of a name are kept.
LONGEST_NAME = 200


class GoogleSyncBusyCalendar(models.Model):
    """Another calendar of a user's, whose appointments block time in Odoo. Nothing is written to
    it, and nothing is known of what is in it but when it is taken.

    People alone write these rows. What workers find is in ``google.sync.busy.reading`` and
    ``google.sync.busy.interval``.
    """

    _name = "google.sync.busy.calendar"
    _inherit = "google.sync.owned.mixin"
    _description = "Google Sync: another calendar that blocks time"
    _order = "kind, name, id"
    _log_access = False

    user_id = fields.Many2one(
        "res.users", required=True, ondelete="cascade", index=True, readonly=True
    )
    kind = fields.Selection(
        [("google", "Google"), ("ical", "iCal address")], required=True, readonly=True
    )
    google_id = fields.Char(string="Google's Id", readonly=True)
    name = fields.Char(required=True, readonly=True)
    asked = fields.Integer(
        default=0,
        required=True,
        readonly=True,
        help="How often the user wanted it read at once; workers note up to which time they have.",
    )
    asked_at = fields.Datetime(readonly=True, help="When the user has asked for it last.")
    reading_ids = fields.One2many(
        "google.sync.busy.reading", "calendar_id", groups=fields.NO_ACCESS
    )
    read_at = fields.Datetime(string="Last Read", compute="_compute_reading", compute_sudo=True)
    trouble = fields.Char(string="Problem", compute="_compute_reading", compute_sudo=True)

    _google_unique = models.Constraint(
        "UNIQUE(user_id, google_id)", "This calendar blocks your time already."
    )

    @api.depends("reading_ids.read_at", "reading_ids.trouble")
    @api.depends_context("lang")
    def _compute_reading(self):
        for calendar in self:
            reading = calendar.reading_ids
            calendar.read_at = reading.read_at
            calendar.trouble = reading.trouble and busy_texts.describe(self.env, reading.trouble)

    @api.model_create_multi
    def create(self, vals_list):
        is_first = not self.partner_ids()
        calendars = super().create(vals_list)
        caches.forget(self.env)
        if is_first and calendars:  # so far no browser asks for such times
            self.env.ref("base.group_user").sudo()._bus_send(BUS_TYPE, {})
        self.env["ir.cron"].google_sync_wake()
        return calendars

    def unlink(self):
        result = super().unlink()
        caches.forget(self.env)
        return result

    # -- who has any ------------------------------------------------------------------------------

    @api.private
    @api.model
    @caches.remembered()
    def partner_ids(self):
        """The contacts of the users who have any. Whoever has none costs no query.

        :rtype: frozenset[int]
        """
        self.flush_model()
        query = SQL(
            """
            SELECT DISTINCT app_user.partner_id FROM google_sync_busy_calendar AS calendar
              JOIN res_users AS app_user ON app_user.id = calendar.user_id
            """
        )
        return frozenset(partner_id for (partner_id,) in self.env.execute_query(query))

    @api.private
    @api.model
    def of(self, user, kind=None):
        kinds = [kind] if kind else ["google", "ical"]
        return self.sudo().search([("user_id", "=", user.id), ("kind", "in", kinds)])

    # -- what people decide -----------------------------------------------------------------------

    @api.private
    @api.model
    def tick(self, user, wanted):
        """Let these calendars of the user's at Google block time, and no others of theirs.

        :param wanted: names by Google's id
        """
        ticked = self.of(user, "google")
        ticked.filtered(lambda calendar: calendar.google_id not in wanted).unlink()
        known = set(ticked.exists().mapped("google_id"))
        new = [google_id for google_id in wanted if google_id not in known]
        self._check_room(user, len(new))
        return self.sudo().create(
            [
                {
                    "user_id": user.id,
                    "kind": "google",
                    "google_id": google_id,
                    "name": wanted[google_id][:LONGEST_NAME],
                }
                for google_id in new
            ]
        )

    @api.private
    @api.model
    def add_address(self, user, name, address):
        """Let a calendar block time that has an iCal address.

        :raise ValidationError: the address cannot be one, or is that of the user's own schedule
        """
        try:
            address = checked_address(address)
        except AddressRefused as error:
            raise ValidationError(busy_texts.describe(self.env, error.code)) from error
        account = user.sudo().google_sync_account_ids
        known = google_calendar_of(address)
        if known and known in (account.calendar_id, *self.of(user).mapped("google_id")):
            raise ValidationError(
                self.env._(
                    "This is the address of a Google calendar that Odoo reads already. Nothing "
                    "needs to be added."
                )
            )
        self._check_room(user, 1)
        calendar = self.sudo().create(
            {
                "user_id": user.id,
                "kind": "ical",
                "name": (name or "").strip()[:LONGEST_NAME] or self.env._("Calendar"),
            }
        )
        self.env["google.sync.busy.address"].sudo().create(
            {"calendar_id": calendar.id, "ciphertext": keyring.encrypt(address)}
        )
        return calendar

    @api.model
    def _check_room(self, user, more):
        if len(self.of(user)) + more > MOST_CALENDARS:
            raise ValidationError(
                self.env._("At most %(most)s calendars can block time.", most=MOST_CALENDARS)
            )

    @api.private
    def read_soon(self):
        """Have them read at once, whatever they wait for."""
        for calendar in self.sudo():
            calendar.asked += 1
        if self:
            self.env["ir.cron"].google_sync_wake()

    @api.private
    @api.model
    def opened(self, user):
        """The user has opened their calendar: what was not read for a while is read now."""
        if user.partner_id.id not in self.partner_ids():
            return
        latest = fields.Datetime.now() - FRESH
        stale = self.of(user).filtered(lambda one: one.read_at and one.read_at < latest)
        stale.filtered(lambda one: not one.trouble).read_soon()

    @api.private
    @api.model
    def forget_google(self, accounts):
        """The access to Google ends, and with it what was read by it."""
        for user in accounts.user_id:
            self.of(user, "google").unlink()

    @api.private
    @api.model
    def forget_own(self, user, google_id):
        """Forget the calendar that becomes the user's schedule: it must not block its own time."""
        calendars = self.of(user)
        addresses = self.env["google.sync.busy.address"].load(calendars)
        own = {one for one, text in addresses.items() if google_calendar_of(text) == google_id}
        calendars.filtered(lambda one: one.google_id == google_id or one.id in own).unlink()

    def action_read_again(self):
        """Have a worker read it now, though not over and over: the server is somebody else's."""
        self.check_access("read")
        waiting = self.sudo().filtered(lambda one: one._was_asked_lately())
        wanted = self.sudo() - waiting
        wanted.asked_at = fields.Datetime.now()
        wanted.read_soon()
        if not waiting:
            return reload()
        text = self.env._(
            "Odoo was asked to read this calendar less than a minute ago. Try again in a minute."
        )
        return notification("info", text, then=reload())

    def _was_asked_lately(self):
        """Return whether it was asked lately. A moment in the future is of a wrong clock."""
        now = fields.Datetime.now()
        return bool(self.asked_at) and now - AGAIN_AFTER < self.asked_at <= now

    def action_remove(self):
        """Let it block no time any more."""
        self.check_access("read")
        self.sudo().unlink()
        return reload()
