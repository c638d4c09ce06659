from odoo import api, fields, models
from odoo.tools import formatLang

from ..google_api.transport import errors, oauth
from ..sync.reporting import health, messages
from ..sync.store import switch
from .res_users import SHOWN, selection_of

_OF_ACCOUNT = {"compute": "_compute_google_sync", "compute_sudo": True, **SHOWN}
_OF_CONTACTS = {"compute": "_compute_google_contacts", "compute_sudo": True, **SHOWN}

#: A group of more contacts than this takes a while at first.
LARGE_GROUP = 500
#: How many new ones Google takes in a minute.
CONTACTS_A_MINUTE = 2000


class ResUsers(models.Model):
    """What the Google page shows of a user's account, and of their contacts."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    google_sync_account_ids = fields.One2many("google.sync.account", "user_id", **SHOWN)
    google_sync_is_mine = fields.Boolean(compute="_compute_google_sync_reader", **SHOWN)
    google_sync_administers = fields.Boolean(compute="_compute_google_sync_reader", **SHOWN)
    google_sync_state = fields.Selection(
        selection_of("google.sync.account", "state"),
        **_OF_ACCOUNT,
    )
    google_sync_health = fields.Selection(
        selection_of("google.sync.account", "health"),
        string="Google Sync Status",
        **_OF_ACCOUNT,
    )
    google_sync_calendar_trouble = fields.Boolean(**_OF_ACCOUNT)
    google_sync_overlap_count = fields.Integer(**_OF_ACCOUNT)
    google_sync_email = fields.Char(**_OF_ACCOUNT)
    google_sync_calendar_name = fields.Char(**_OF_ACCOUNT)
    google_sync_message = fields.Char(**_OF_ACCOUNT)
    google_sync_last = fields.Datetime(**_OF_ACCOUNT)
    google_sync_next = fields.Datetime(**_OF_ACCOUNT)
    google_sync_tasks = fields.Json(**_OF_ACCOUNT)
    google_sync_frozen_count = fields.Integer(**_OF_ACCOUNT)
    google_sync_failed_count = fields.Integer(**_OF_ACCOUNT)
    google_sync_conflict_count = fields.Integer(**_OF_ACCOUNT)
    google_sync_zone = fields.Char(**_OF_ACCOUNT)
    google_sync_invitation = fields.Char(**_OF_ACCOUNT)
    google_sync_may_resume = fields.Boolean(**_OF_ACCOUNT)
    google_sync_allowed = fields.Boolean(**_OF_ACCOUNT)

    google_contacts_state = fields.Selection(
        selection_of("google.sync.contacts", "state"),
        **_OF_CONTACTS,
    )
    google_contacts_message = fields.Char(**_OF_CONTACTS)
    google_contacts_last = fields.Datetime(**_OF_CONTACTS)
    google_contacts_notice = fields.Char(compute="_compute_google_contacts_notice", **SHOWN)
    google_alert_notice = fields.Char(
        compute="_compute_google_alert_notice", compute_sudo=True, **SHOWN
    )

    @api.depends_context("uid")
    def _compute_google_sync_reader(self):
        """Who looks at the page. Groups on its nodes would not do: ``hr`` has the preferences read
        by the superuser."""
        administers = self.env.user.has_group("base.group_system")
        for user in self:
            user.google_sync_is_mine = user == self.env.user
            user.google_sync_administers = administers

    @api.depends_context("uid", "lang")
    @api.depends(
        "google_sync_account_ids.state",
        "google_sync_account_ids.health",
        "google_sync_account_ids.google_email",
        "google_sync_account_ids.calendar_name",
        "google_sync_account_ids.message",
        "google_sync_account_ids.work_id.last_sync",
        "google_sync_account_ids.work_id.next_sync",
        "google_sync_account_ids.shown_tasks",
        "google_sync_account_ids.invitation",
        "google_sync_account_ids.frozen_count",
        "google_sync_account_ids.paused_by_id",
    )
    def _compute_google_sync(self):
        allowed = switch.is_on(self.env)
        sees_all = self.env.user.has_group("base.group_system")
        for user in self:
            account = user.google_sync_account_ids
            if user != self.env.user and not sees_all:
                account = account.browse()
            user.google_sync_allowed = allowed
            user.google_sync_state = account.state or "disconnected"
            user.google_sync_health = account.health or "disconnected"
            user.google_sync_calendar_trouble = account.health == "calendar"
            user.google_sync_overlap_count = account.overlap_count
            user.google_sync_email = account.google_email
            user.google_sync_calendar_name = account.shown_calendar(account.calendar_name)
            is_late = account.health == "late"
            user.google_sync_message = health.text_of(account) if is_late else account.message
            user.google_sync_last = account.last_sync
            user.google_sync_next = max(
                filter(None, (account.next_sync, account.retry_at)), default=False
            )
            user.google_sync_tasks = account.shown_tasks or []
            user.google_sync_frozen_count = account.frozen_count
            user.google_sync_failed_count = account.failed_count
            user.google_sync_conflict_count = account.conflict_count
            user.google_sync_zone = account.google_time_zone
            user.google_sync_invitation = account.invitation
            user.google_sync_may_resume = account.may_resume(self.env.user)

    @api.depends_context("uid", "lang")
    @api.depends(
        "google_contact_category_id",
        "google_sync_account_ids.contacts_ids.state",
        "google_sync_account_ids.contacts_ids.message",
        "google_sync_account_ids.contacts_ids.work_id.last_sync",
    )
    def _compute_google_contacts(self):
        sees_all = self.env.user.has_group("base.group_system")
        for user in self:
            contacts = user._origin.google_sync_account_ids.contacts_ids
            is_shown = sees_all or user._origin == self.env.user
            if not (user.google_contact_category_id and is_shown):
                contacts = contacts.browse()
            state, message = contacts.state, contacts.message
            if user._google_contacts_not_allowed_yet():
                state = "reauthorize"
                message = messages.describe(self.env, errors.ScopeMissing("contacts"))
            user.google_contacts_state = state
            user.google_contacts_message = message
            user.google_contacts_last = contacts.last_sync

    def _google_contacts_not_allowed_yet(self):
        """Whether this user has chosen a group, and has not allowed contacts at Google so far.

        The first sync would find it out, too, but the user should not wait for it.
        """
        if self._origin != self.env.user or not self.google_contact_category_id:
            return False
        return self.google_lacks_scope(oauth.SCOPE_CONTACTS)

    @api.depends_context("lang")
    @api.depends("google_contact_category_id", "google_contact_category_id.partner_ids")
    def _compute_google_contacts_notice(self):
        """What the first sync of a large group will take."""
        for user in self:
            group = user.google_contact_category_id
            count = self.env["res.partner"].search_count([("category_id", "in", group.ids)])
            user.google_contacts_notice = count > LARGE_GROUP and self.env._(
                "The group has %(count)s contacts. The first sync sends them to Google in "
                "batches of 200 and takes about %(minutes)s minutes. A smaller group is easier "
                "to manage.",
                count=formatLang(self.env, count, digits=0),
                minutes=max(1, round(count / CONTACTS_A_MINUTE)),
            )

    @api.depends_context("lang")
    @api.depends("google_email_alerts", "google_alert_email", "email")
    def _compute_google_alert_notice(self):
        for user in self:
            missing = user.google_email_alerts and not user._google_alert_address()
            user.google_alert_notice = missing and self.env._(
                "No mail can be sent because there is no address. Enter one."
            )
