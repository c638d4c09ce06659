from odoo import api, fields, models
from odoo.exceptions import UserError

from ..google_api.calendar import client as google_calendar
from ..google_api.transport.errors import RetryLater
from ..sync.database.locks import Busy, one_at_a_time
from ..sync.google import access
from ..sync.operations.connect import choose_calendar
from ..sync.reporting import messages
from ..sync.reporting.client_actions import reload


class GoogleSyncChooseCalendar(models.TransientModel):
    """Lets a user pick the Google calendar that shall agree with their Odoo schedule."""

    _name = "google.sync.choose.calendar"
    _description = "Google Sync: choose a calendar"

    choice = fields.Selection(
        [("existing", "One of my calendars"), ("dedicated", "A new calendar for Odoo")],
        required=True,
        default="existing",
    )
    option_ids = fields.One2many("google.sync.choose.calendar.option", "wizard_id")
    option_id = fields.Many2one(
        "google.sync.choose.calendar.option",
        string="Calendar",
        domain="[('wizard_id', '=', id)]",
    )
    name = fields.Char(
        string="Calendar Name",
        default=lambda self: self._default_name(),
        help="A calendar of exactly this name is used. If there is none, it is created.",
    )

    appointments = fields.Selection(
        [
            ("move", "Move my appointments to the chosen calendar"),
            ("leave", "Leave them where they are"),
        ],
        string="What happens to my appointments",
        required=True,
        default="move",
        help="Appointments you leave behind are not synchronized until you choose their calendar "
        "again.",
    )

    @api.model
    def _default_name(self):
        parameter = self.env["ir.config_parameter"].sudo().get_param("google_sync.calendar_name")
        return parameter or self.env._("Odoo")

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        # Google is asked before anything is written.
        account = self._account()
        options = [
            fields.Command.create(
                {"google_id": calendar.id, "name": account.shown_calendar(calendar.summary)}
            )
            for calendar in self._ask(google_calendar.list_calendars)
            if calendar.writable
        ]
        wizards = super().create([{**vals, "option_ids": options} for vals in vals_list])
        present = account.calendar_id
        for wizard in wizards:
            wizard.option_id = wizard.option_ids.filtered(
                lambda option: option.google_id == present
            )[:1]
        return wizards

    def _account(self):
        return self.env["google.sync.account"].of_user(self.env.user)

    def _ask(self, question, *args):
        """Ask Google while the user waits; its refusal is told in plain words."""
        with messages.told_to_user(self.env):
            return question(access.session(self._account()), *args)

    def action_apply(self):
        """Ask Google first: if Odoo repeats this, the questions find what they made before."""
        self.ensure_one()
        self.check_access("write")
        account = self._account()
        choose_calendar(account, self._chosen(), move=self.appointments == "move")
        account.request_sync()
        return reload()

    def _chosen(self):
        if self.choice == "existing":
            if not self.option_id:
                raise UserError(self.env._("Choose one of your calendars."))
            return self._writable(self.option_id.google_id)
        name = (self.name or "").strip()
        if not name:
            raise UserError(self.env._("Give the calendar a name."))
        try:
            with one_at_a_time(self.env.cr.dbname, f"google_sync.calendar.{self.env.uid}"):
                return self._of_name(name) or self._make(name)
        except Busy:
            raise UserError(
                self.env._("Your calendar is already being created. Press Apply again in a moment.")
            ) from None

    def _of_name(self, name):
        """The calendar of this name, if there is one. For one at a time, so that nobody who presses
        twice gets two."""
        same = [
            calendar
            for calendar in self._ask(google_calendar.list_calendars)
            if calendar.summary == name and calendar.writable
        ]
        if len(same) > 1:
            raise UserError(
                self.env._(
                    "You have %(count)s Google calendars named “%(name)s”. Rename all but one.",
                    count=len(same),
                    name=name,
                )
            )
        return same[0] if same else None

    def _make(self, name):
        """Google says the id of a new calendar once. Where that answer is lost, the calendar is
        there all the same, and is known by its name."""
        zone = self.env.user.tz or "UTC"
        with messages.told_to_user(self.env):
            try:
                return google_calendar.create_calendar(access.session(self._account()), name, zone)
            except RetryLater as error:
                if made := self._of_name(name):
                    return made
                raise UserError(
                    self.env._(
                        "Google did not answer (%(detail)s). Press Apply again. If the calendar "
                        "was created after all, Odoo finds it by its name and does not create it "
                        "twice.",
                        detail=(error.detail or error.reason).rstrip(". "),
                    )
                ) from error

    def _writable(self, google_id):
        """The calendar of this id; whatever the browser sends, it must be one to write to."""
        calendar = self._ask(google_calendar.get_calendar, google_id)
        if not calendar.writable:
            raise UserError(
                self.env._(
                    "You can only view the Google calendar “%(calendar)s”. Choose one you can "
                    "edit.",
                    calendar=calendar.summary,
                )
            )
        return calendar


class GoogleSyncChooseCalendarOption(models.TransientModel):
    _name = "google.sync.choose.calendar.option"
    _inherit = "google.sync.owned.mixin"
    _description = "Google Sync: calendar to choose"

    wizard_id = fields.Many2one("google.sync.choose.calendar", required=True, ondelete="cascade")
    google_id = fields.Char(required=True)
    name = fields.Char(required=True)
