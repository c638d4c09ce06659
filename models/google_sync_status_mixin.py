from functools import cache

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..sync.reporting import readable, reasons

_FIELDS = ("google_sync_status", "google_sync_reason", "google_sync_remedy", "google_sync_url")
#: Nodes of views whose names begin so are for those who have Google Sync enabled.
_PREFIX = "google_sync_status"
#: What they show is in views of its own, ``google_sync_status_view_TYPE``.
_SHARED_VIEWS = ("form", "list", "search")


class GoogleSyncStatusMixin(models.AbstractModel):
    """Records that tell their reader whether they are in the reader's Google, and why not.

    Nothing is stored: what is said depends on the reader. Readers without Google Sync see nothing
    of it, neither values nor fields nor filters.
    """

    _name = "google.sync.status.mixin"
    _description = "Google Sync: records that tell whether they are in Google"

    google_sync_status = fields.Selection(
        [
            (reasons.SYNCED, "In sync"),
            (reasons.WAITING, "Waiting"),
            (reasons.FAILED, "Sync error"),
            (reasons.STOPPED, "Not syncing"),
            (reasons.EXCLUDED, "Not in Google"),
        ],
        string="Google",
        compute="_compute_google_sync_status",
        search="_search_google_sync_status",
        help="Whether it is the same in your Google account.",
    )
    google_sync_reason = fields.Char(string="Why", compute="_compute_google_sync_status")
    google_sync_remedy = fields.Selection(
        [
            ("retry", "Try Again"),
            ("again", "Synchronize Again"),
            ("choose", "Choose"),
            ("connect", "Connect Google"),
            ("authorize", "Authorize Again"),
            ("page", "My Google Page"),
        ],
        string="How to Fix It",
        compute="_compute_google_sync_status",
    )
    google_sync_url = fields.Char(string="Open in Google", compute="_compute_google_sync_status")

    # -- what each of them is -------------------------------------------------------------------

    @api.model
    def _google_sync_scope(self):
        """Return which records of this model the reading user has in Google.

        :return: a ``sync.reporting.status.Scope``; ``None`` for nothing
        """
        raise NotImplementedError

    @api.model
    def _google_sync_pages(self, account):
        """Where Google shows records: a function of one and its ``Standing`` (sync.reporting)."""
        raise NotImplementedError

    # -- fields ---------------------------------------------------------------------------------

    @api.depends_context("uid", "lang")
    def _compute_google_sync_status(self):
        self.update(dict.fromkeys(_FIELDS, False))
        scope = self._google_sync_scope()
        records = {record.id: record for record in self if isinstance(record.id, int)}
        if not (scope and records):
            return
        account = scope.account
        group = account.user_id.google_contact_category_id.display_name or ""

        @cache  # for most records are told the same
        def explained(code, error, leader, spelled):
            names = {"error": error or "", "leader": leader or "", "group": group}
            names["fields"] = readable.labels(self.env, spelled) if code == "spelled" else ""
            names["addresses"] = ", ".join(spelled)
            return reasons.explain(self.env, code, scope.trouble, **names)

        there = account.state != "disconnected"
        address = self._google_sync_pages(account)
        for standing in scope.standings(records):
            record = records[standing.id]
            record.google_sync_status = standing.status
            record.google_sync_reason, record.google_sync_remedy = explained(
                standing.code, standing.error, standing.leader, tuple(standing.spelled or ())
            )
            at_google = there and standing.at_google and standing.status != reasons.EXCLUDED
            record.google_sync_url = at_google and address(record, standing)

    # -- searching, sorting and grouping ----------------------------------------------------------

    @api.model
    def _search_google_sync_status(self, operator, value):
        if operator != "in":
            return NotImplemented
        scope = self._google_sync_scope()
        if not scope:
            return Domain.TRUE if False in value else Domain.FALSE
        found = SQL(
            "(SELECT found.id FROM (%s) AS found WHERE found.status = ANY(%s))",
            scope.by_status(),
            [status for status in value if status],
        )
        return Domain("id", "in", found)

    def _field_to_sql(self, alias, field_expr, query=None):
        if field_expr != "google_sync_status":
            return super()._field_to_sql(alias, field_expr, query)
        scope = self._google_sync_scope()
        if not scope or query is None:
            return SQL("NULL::varchar")
        joined = query.make_alias(alias, field_expr)
        if joined not in query._joins:
            same = SQL("%s = %s", SQL.identifier(joined, "id"), SQL.identifier(alias, "id"))
            query.add_join("LEFT JOIN", joined, SQL("(%s)", scope.by_status()), same)
        return SQL.identifier(joined, "status")

    # -- who sees it ------------------------------------------------------------------------------

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        found = super().fields_get(allfields, attributes)
        if self._google_sync_is_shown():
            return found
        return {name: about for name, about in found.items() if name not in _FIELDS}

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Put what all such records show in place of the field ``google_sync_status``.

        Views inherit from one view only, so what views of two models share needs one of its own.
        """
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type in _SHARED_VIEWS:
            for place in arch.xpath("//field[@name='google_sync_status']"):
                shared = self.env.ref(f"google_sync.google_sync_status_view_{view_type}")
                for node in list(super()._get_view(shared.id)[0]):
                    place.addprevious(node)
                place.getparent().remove(place)
        if not self._google_sync_is_shown():
            for node in arch.xpath(f"//*[starts-with(@name, '{_PREFIX}')]"):
                node.getparent().remove(node)
        return arch, view

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self._google_sync_is_shown())

    @api.model
    def _google_sync_is_shown(self):
        return self.env.user.sudo().google_sync_enabled

    # -- actions ----------------------------------------------------------------------------------

    def action_google_sync_retry(self):
        """Try it again in the next run."""
        self._google_sync_links().action_retry()

    def action_google_sync_again(self):
        """Let it come to Google again, though a sync that brought it there was undone."""
        self._google_sync_links().action_synchronize_again()

    def action_google_sync_choose(self):
        """Ask which record in Google it is."""
        return self._google_sync_links().action_choose()

    def action_google_sync_connect(self):
        """Lead the user to Google's consent page."""
        return self.env.user.action_google_connect()

    def action_google_sync_page(self):
        """Open the settings that decide what is synchronized."""
        return self.env.user.action_google_open_page()

    def action_google_sync_open(self):
        """Show it in Google."""
        self.env.user._check_google_self()
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.google_sync_url, "target": "new"}

    def _google_sync_links(self):
        """The reader's own links of these records."""
        self.env.user._check_google_self()
        self.check_access("read")
        scope = self._google_sync_scope()
        standings = scope.standings(self.ids) if scope else ()
        ids = {standing.link_id for standing in standings} - {None}
        return self.env["google.sync.link"].browse(ids)
