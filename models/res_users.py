from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import email_normalize, single_email_re

from ..sync.operations.disconnect import disconnect_deleted

#: A hundred years: populate looks no further, back or ahead.
MOST_DAYS = 36_500

#: Who reads and searches these fields of users: administrators, and users their own, which Odoo
#: lets them (``SELF_READABLE_FIELDS``).
OWN = "base.group_system"
#: How what users choose for themselves is defined.
SETTING = {"copy": False, "groups": OWN}
#: How what users may only read, of their own, is defined.
SHOWN = {"groups": OWN, "google_shown": True}

#: The settings of the Google page, which users read and write for themselves.
SETTINGS = [
    "google_sync_enabled",
    "google_populate_google",
    "google_populate_odoo",
    "google_past_days",
    "google_future_days",
    "google_import_events",
    "google_import_tentative",
    "google_import_out_of_office",
    "google_import_focus_time",
    "google_import_working_location",
    "google_import_birthday",
    "google_import_from_gmail",
    "google_create_guest_contacts",
    "google_share_guests",
    "google_replace_copies",
    "google_import_contacts",
    "google_contact_category_id",
    "google_contact_scope",
    "google_contact_pictures",
    "google_email_alerts",
    "google_alert_email",
    "google_email_full_log",
    "google_busy_booking",
]

#: The settings after whose change all contacts are compared.
CONTACT_SETTINGS = frozenset(
    {
        "google_contact_category_id",
        "google_import_contacts",
        "google_contact_scope",
        "google_contact_pictures",
    }
)


def selection_of(model, name):
    """The selection of another model's field, for a field that shows it."""
    return lambda self: self.env[model]._fields[name]._description_selection(self.env)


class ResUsers(models.Model):
    """The settings of the sync that users choose for themselves."""

    _name = "res.users"
    _inherit = ["res.users", "google.sync.filters.mixin"]

    _google_sync_inner = frozenset({"google_privacy_choice", "google_sync_invitable"})

    google_sync_enabled = fields.Boolean(
        string="Enable Google Sync",
        help="Keeps my Odoo schedule and my Google calendar in sync.",
        **SETTING,
    )
    google_populate_google = fields.Boolean(
        string="Populate Google with all my Odoo appointments during the next sync",
        compute="_compute_google_populate",
        inverse="_inverse_google_populate_google",
        compute_sudo=True,
        help="Copies your existing Odoo appointments once, for the days set below. Unticks itself "
        "when done.",
        groups=OWN,
    )
    google_populate_odoo = fields.Boolean(
        string="Populate Odoo with all my Google appointments during the next sync",
        compute="_compute_google_populate",
        inverse="_inverse_google_populate_odoo",
        compute_sudo=True,
        help="Copies your existing Google appointments once, for the days set below. Unticks "
        "itself when done.",
        groups=OWN,
    )
    google_past_days = fields.Integer(
        string="How far back",
        default=30,
        help="Populate copies appointments from this many days back. New and changed appointments "
        "are always synchronized, whatever their date.",
        **SETTING,
    )
    google_future_days = fields.Integer(
        string="How far ahead",
        default=365,
        help="Populate copies appointments up to this many days ahead. New and changed "
        "appointments are always synchronized, whatever their date.",
        **SETTING,
    )
    google_import_events = fields.Boolean(
        string="Send new, changed and deleted Google appointments into Odoo",
        default=True,
        help="Without it, appointments go from Odoo to Google only.",
        **SETTING,
    )
    google_import_tentative = fields.Boolean(
        string="Include tentative appointments",
        help="Appointments that are tentative, or that you have not answered yet.",
        **SETTING,
    )
    google_import_out_of_office = fields.Boolean(
        string="Import out-of-office times",
        default=True,
        help="Your absences entered in Google block the time in Odoo. Use “Populate Odoo” to "
        "import existing ones.",
        **SETTING,
    )
    google_import_focus_time = fields.Boolean(
        string="Import focus times",
        help="Time that you keep free of meetings. Use “Populate Odoo” to import existing ones.",
        **SETTING,
    )
    google_import_working_location = fields.Boolean(
        string="Import working locations",
        help="Where you work on which day, as entered in Google. Use “Populate Odoo” to import "
        "existing ones.",
        **SETTING,
    )
    google_import_birthday = fields.Boolean(
        string="Import birthdays",
        help="The birthdays that Google shows in your calendar, also those of the contacts that "
        "Odoo sends. Use “Populate Odoo” to import existing ones.",
        **SETTING,
    )
    google_import_from_gmail = fields.Boolean(
        string="Import bookings from Gmail",
        help="Flights, hotels and other bookings that Google finds in your mail. Use “Populate "
        "Odoo” to import existing ones.",
        **SETTING,
    )
    google_create_guest_contacts = fields.Boolean(
        string="Create contacts for unknown guests",
        help="Creates a contact for each guest of your Google appointments that Odoo does not "
        "know. Otherwise these guests are only shown on the appointment.",
        **SETTING,
    )
    google_share_guests = fields.Selection(
        [
            ("no", "Keep them in Odoo"),
            ("yes", "Share them with Google; no invitations are sent"),
            ("mail", "Share them with Google; Google sends invitations"),
        ],
        string="Guests of my meetings",
        default="no",
        required=True,
        help="Whether Google gets the attendees of the meetings you organize in Odoo.",
        **SETTING,
    )
    google_import_contacts = fields.Boolean(
        string="Send new and changed Google contacts into Odoo",
        help="Without it, contacts go from Odoo to Google only.",
        **SETTING,
    )
    google_contact_category_id = fields.Many2one(
        "res.partner.category",
        string="Client Group",
        help="Keeps the contacts of this group in sync with the Google contacts that have a label "
        "of the same name. Contacts are never deleted: they leave the group, or lose the "
        "label. Google shows the birthdays of your Google contacts in your Google calendar.",
        **SETTING,
    )
    google_contact_scope = fields.Selection(
        [
            ("label", "Google contacts with the group's label"),
            ("all", "All my Google contacts"),
        ],
        string="Which of them",
        default="label",
        required=True,
        **SETTING,
    )
    google_contact_pictures = fields.Boolean(
        string="Send the pictures of my contacts to Google",
        help="Contacts that already have a picture in Google keep it. Pictures are sent one by "
        "one, so the first sync of many takes a while.",
        **SETTING,
    )
    google_email_alerts = fields.Boolean(string="Email warnings and errors to me", **SETTING)
    google_alert_email = fields.Char(
        string="Alert Address",
        compute="_compute_google_alert_email",
        store=True,
        readonly=False,
        **SETTING,
        help="Where they are sent. Your own address, unless you enter another one.",
    )
    google_email_full_log = fields.Boolean(
        string="Email detailed logs as well",
        help="A file with all changes, after each sync that changed something. Useful to track "
        "down a problem, but a lot of mail.",
        **SETTING,
    )

    @property
    def SELF_READABLE_FIELDS(self):  # noqa: N802
        ours = self._fields.items()
        shown = [name for name, field in ours if getattr(field, "google_shown", False)]
        return super().SELF_READABLE_FIELDS + self._google_settings() + shown

    def _valid_field_parameter(self, field, name):
        return name == "google_shown" or super()._valid_field_parameter(field, name)

    @property
    def SELF_WRITEABLE_FIELDS(self):  # noqa: N802
        return super().SELF_WRITEABLE_FIELDS + self._google_settings()

    @api.depends("google_email_alerts")
    def _compute_google_alert_email(self):
        """Propose the user's own address when they tick the box."""
        for user in self:
            if user.google_email_alerts and not user.google_alert_email:
                user.google_alert_email = user.email

    def _google_alert_address(self):
        """Return the address for alerts, normalized; empty if none is known."""
        return email_normalize(self.google_alert_email or self.email or "") or ""

    @api.constrains("google_alert_email")
    def _check_google_alert_email(self):
        for user in self.filtered("google_alert_email"):
            address = email_normalize(user.google_alert_email)
            if not (address and single_email_re.match(address)):
                raise ValidationError(
                    self.env._(
                        "“%(text)s”, the alert address of %(user)s on the Google page, is not an "
                        "email address. Enter one, such as name@example.com.",
                        text=user.google_alert_email,
                        user=user.name,
                    )
                )

    @api.constrains("google_past_days", "google_future_days")
    def _check_google_days(self):
        for user in self:
            if not 0 <= user.google_past_days <= MOST_DAYS:
                raise ValidationError(
                    self.env._(
                        "“How far back” on the Google page takes a number of days from 0 to "
                        "%(most)s.",
                        most=MOST_DAYS,
                    )
                )
            if not 1 <= user.google_future_days <= MOST_DAYS:
                raise ValidationError(
                    self.env._(
                        "“How far ahead” on the Google page takes a number of days from 1 to "
                        "%(most)s.",
                        most=MOST_DAYS,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        # Whoever creates users may not be allowed to see this.
        made = users.sudo()
        made.filtered("google_sync_enabled")._prepare_google_sync()
        made._prepare_google_contacts()
        return users

    def write(self, vals):
        self._check_google_writer(vals)
        users = self.sudo()  # whoever changes users may not be allowed to see their settings
        if "google_email_alerts" in vals:
            users.google_sync_account_ids.ask_worker("forget_alerts")
        wakes = vals.get("google_sync_enabled") or vals.get("active")
        asleep = users.filtered(lambda user: wakes and not user.syncs_with_google())
        result = super().write(vals)
        asleep.filtered(lambda user: user.syncs_with_google())._prepare_google_sync()
        if not CONTACT_SETTINGS.isdisjoint(vals):
            users._prepare_google_contacts()
        if "tz" in vals:  # which may be what a sync has waited for
            stopped = users.google_sync_account_ids.filtered(lambda one: one.state == "zone")
            stopped.ask_worker("go_on")
        return result

    @api.model
    def _check_google_writer(self, vals):
        """Odoo lets everybody write what is theirs, those from outside as well.

        :raise AccessError: Google Sync is not for this user
        """
        ours = any(name in vals for name in self._google_settings())
        if ours and not (self.env.su or self.env.user._is_internal()):
            raise AccessError(self.env._("Google Sync is for internal users only."))

    @api.model
    def _google_settings(self):
        """The settings that users read and write for themselves."""
        return SETTINGS

    @api.constrains("google_sync_enabled", "google_contact_category_id")
    def _check_google_user(self):
        for user in self:
            if (user.google_sync_enabled or user.google_contact_category_id) and user.share:
                raise ValidationError(self.env._("Google Sync is for internal users only."))

    @api.ondelete(at_uninstall=False)
    def _unlink_disconnect_google(self):
        """Give back the access to Google of users who are deleted."""
        disconnect_deleted(self.google_sync_account_ids)

    @api.private
    def syncs_with_google(self):
        return self.google_sync_enabled and self.active

    def _prepare_google_sync(self):
        """From now on changes are noted; what was not noted before is looked at once, also what
        others have put into the calendar of somebody who was away."""
        for user in self:
            account = self.env["google.sync.account"].of_user(user)
            account.ask_worker("sift")
            account.contacts_ids.start_anew()

    def _prepare_google_contacts(self):
        """From now on the contacts of the group that is chosen are kept the same."""
        for user in self.filtered("google_contact_category_id"):
            self.env["google.sync.contacts"].of_user(user).choose(user.google_contact_category_id)
