from odoo import api, fields, models
from odoo.fields import Domain

from ..sync.reporting import health
from ..sync.store.links import OPEN_PROBLEMS
from .google_sync_account import CALENDAR_MODELS


class GoogleSyncAccount(models.Model):
    """How an account is, and how much there is to look at, as all screens show it."""

    _inherit = "google.sync.account"  # pylint: disable=consider-merging-classes-inherited

    health = fields.Selection(
        [
            ("reauthorize", "Authorize again"),
            ("zone", "Time zones differ"),
            ("approval", "Waiting for approval"),
            ("calendar", "Calendar not available"),
            ("failing", "Not syncing"),
            ("late", "Sync is late"),
            ("archived", "User archived"),
            ("attention", "Items to check"),
            ("new", "Not synced yet"),
            ("fine", "In sync"),
            ("paused", "Paused"),
            ("disconnecting", "Disconnecting"),
            ("off", "Switched off"),
            ("disconnected", "Not connected"),
        ],
        string="Status",
        compute="_compute_health",
        search="_search_health",
        group_expand="_group_expand_health",
        help="How the sync of this account is doing.",
    )
    link_count = fields.Integer(
        string="Appointments", compute="_compute_link_counts", compute_sudo=True
    )
    failed_count = fields.Integer(
        string="Sync Errors",
        compute="_compute_link_counts",
        compute_sudo=True,
        search="_search_failed_count",
    )
    frozen_count = fields.Integer(
        string="Frozen", compute="_compute_link_counts", compute_sudo=True
    )
    conflict_ids = fields.One2many("google.sync.conflict", "account_id", readonly=True)
    conflict_count = fields.Integer(
        string="Conflicts", compute="_compute_conflict_count", compute_sudo=True
    )
    overlap_ids = fields.One2many("google.sync.overlap", "account_id", readonly=True)
    overlap_count = fields.Integer(
        string="Double Bookings", compute="_compute_overlap_count", compute_sudo=True
    )

    def _shown_query(self, name):
        if name != "health":
            return super()._shown_query(name)
        contacts = self.env["google.sync.contacts"]
        states = self._shown_query("state"), contacts._shown_query("state")
        return health.query(self.env, *states)

    @api.depends(
        "state",
        "user_id.active",
        "user_id.google_sync_enabled",
        "user_id.google_contact_category_id",
        "contacts_ids.state",
        "contacts_ids.work_id.trouble",
        "work_id.trouble",
        "work_id.calendar_trouble",
        "work_id.last_sync",
        "work_id.next_sync",
        "work_id.retry_at",
        "authorized_at",
        "resumed_at",
        "link_ids.state",
        "link_ids.candidates",
        "conflict_ids.state",
        "overlap_ids.state",
    )
    def _compute_health(self):
        self._compute_shown("health")

    @api.model
    def _search_health(self, operator, value):
        return self._search_shown("health", operator, value)

    @api.model
    def _group_expand_health(self, values, _domain):
        """The most urgent first; what nobody has needs no column."""
        return [value for value in self._fields["health"].get_values(self.env) if value in values]

    @api.depends("link_ids.state", "link_ids.candidates")
    def _compute_link_counts(self):
        links = self.env["google.sync.link"]
        own = Domain("account_id", "in", self.ids)
        is_frozen = Domain("state", "=", "frozen")
        frozen = dict(links._read_group(own & is_frozen, ["account_id"], ["__count"]))
        problems = dict(links._read_group(own & OPEN_PROBLEMS, ["account_id"], ["__count"]))
        of_calendar = own & Domain("res_model", "in", CALENDAR_MODELS)
        # Once, though it be in a former calendar as well.
        by_model = links._read_group(
            of_calendar, ["account_id", "res_model"], ["res_id:count_distinct"]
        )
        for account in self:
            account.failed_count = problems.get(account, 0)
            account.frozen_count = frozen.get(account, 0)
            account.link_count = sum(count for its, _model, count in by_model if its == account)

    @api.model
    def _search_failed_count(self, operator, value):
        """Find accounts with more than ``value`` records that need their user."""
        if operator != ">":
            return NotImplemented
        links = self.env["google.sync.link"].sudo()
        groups = links._read_group(OPEN_PROBLEMS, ["account_id"], having=[("__count", ">", value)])
        return [("id", "in", [account.id for (account,) in groups])]

    @api.depends("conflict_ids.state")
    def _compute_conflict_count(self):
        groups = self.env["google.sync.conflict"]._read_group(
            [("account_id", "in", self.ids), ("state", "=", "open")], ["account_id"], ["__count"]
        )
        counts = dict(groups)
        for account in self:
            account.conflict_count = counts.get(account, 0)

    @api.depends("overlap_ids.state")
    def _compute_overlap_count(self):
        for account in self:
            account.overlap_count = account.overlap_ids.mapped("state").count("open")

    @api.private
    def shown_calendar(self, name):
        """How people read the name of one of the account's calendars. Google calls the main one by
        the address, which is shown already."""
        is_main = name and name == self.google_email
        return self.env._("Main calendar") if is_main else name
