from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..sync.operations.resolve_conflict import ConflictResolution, values_of
from ..sync.reporting.client_actions import reload
from ..sync.reporting.readable import FIELD_LABELS, readable


class GoogleSyncConflict(models.Model):
    """A field that both sides changed, with the value that did not win."""

    _name = "google.sync.conflict"
    _inherit = ["google.sync.shown", "google.sync.filters.mixin"]
    _description = "Google Sync: conflict"
    _order = "found_at desc, id desc"
    _rec_name = "title"
    _log_access = False
    _google_sync_inner = frozenset(
        {
            "link_id",
            "account_id",
            "is_private",
            "field",
            "original_start",
            "place",
            "answer",
        }
    )
    _state_depends = ("answer", "place", "link_id")

    link_id = fields.Many2one(
        "google.sync.link", required=True, ondelete="cascade", index=True, readonly=True
    )
    account_id = fields.Many2one(
        related="link_id.account_id", store=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        related="link_id.account_id.user_id", store=True, index=True, ondelete="cascade"
    )
    run_id = fields.Many2one(
        "google.sync.run", string="Sync of", ondelete="set null", index=True, readonly=True
    )
    found_at = fields.Datetime(
        string="When", required=True, default=fields.Datetime.now, readonly=True
    )
    title = fields.Char(string="Entry", readonly=True)
    is_private = fields.Boolean(
        readonly=True, help="Administrators cannot see it, just as they cannot see the appointment."
    )
    field = fields.Char(required=True, readonly=True)
    original_start = fields.Char(
        readonly=True, help="Of a series: the start by which its rule names the occurrence."
    )
    winner = fields.Selection(
        [("odoo", "Odoo"), ("google", "Google")], string="From", required=True, readonly=True
    )
    kept = fields.Json(string="Kept Value", readonly=True)
    lost = fields.Json(readonly=True)
    place = fields.Char(
        string="Part of the Entry",
        readonly=True,
        help="What both sides changed. A later conflict about it makes this one outdated.",
    )
    answer = fields.Selection(
        [("kept", "Kept"), ("used", "Other version used"), ("outdated", "Outdated")],
        readonly=True,
        help="What the user decided. Workers report conflicts, and people answer them.",
    )
    state = fields.Selection(
        [
            ("open", "To resolve"),
            ("kept", "Kept"),
            ("used", "Other version used"),
            ("outdated", "Outdated"),
        ],
        compute="_compute_state",
        search="_search_state",
    )
    what = fields.Char(compute="_compute_texts", compute_sudo=True)
    kept_text = fields.Text(string="Kept", compute="_compute_texts", compute_sudo=True)
    lost_text = fields.Text(string="Replaced", compute="_compute_texts", compute_sudo=True)
    now_text = fields.Text(string="Now in Odoo", compute="_compute_now", compute_sudo=True)
    is_changed = fields.Boolean(compute="_compute_now", compute_sudo=True)

    _place_index = models.Index("(link_id, place)")

    def _shown_query(self, name):
        if name != "state":
            return super()._shown_query(name)
        self.flush_model()
        return SQL(
            """
            SELECT conflict.id,
                   CASE WHEN conflict.answer IS NOT NULL THEN conflict.answer
                        WHEN EXISTS (SELECT FROM google_sync_conflict AS later
                                      WHERE later.link_id = conflict.link_id
                                        AND later.place = conflict.place
                                        AND later.id > conflict.id) THEN 'outdated'
                        ELSE 'open' END AS value
              FROM google_sync_conflict AS conflict
            """
        )

    @api.depends("field", "original_start", "kept", "lost")
    @api.depends_context("lang", "tz")
    def _compute_texts(self):
        for conflict in self:
            resolution = ConflictResolution(conflict)
            label = self.env._(FIELD_LABELS[conflict.field])
            conflict.what = label
            if resolution.original_start:
                day = readable(self.env, resolution.original_start)
                conflict.what = self.env._("%(field)s on %(day)s", field=label, day=day)
            conflict.kept_text = resolution.readable(self.env, resolution.kept)
            conflict.lost_text = resolution.readable(self.env, resolution.lost)

    @api.depends_context("lang", "tz")
    def _compute_now(self):
        for conflict in self:
            resolution = ConflictResolution(conflict)
            now = resolution.read()
            conflict.now_text = resolution.readable(self.env, now)
            conflict.is_changed = now != resolution.kept

    @api.private
    @api.model
    def record(self, run_id, disputed):
        """Keep conflicts.

        :param disputed: pairs of a link and a :class:`~engine.core.merge.Conflict`
        """
        self.create([{**values_of(*pair), "run_id": run_id} for pair in disputed])
        self.invalidate_model(["state"])

    @api.autovacuum
    def _gc_conflicts(self):
        horizon = fields.Datetime.subtract(
            fields.Datetime.now(), days=self.env["google.sync.run"]._kept_days()
        )
        self.search(Domain("found_at", "<", horizon), limit=1000).unlink()

    # -- actions ------------------------------------------------------------------------------

    def action_use(self):
        """Write the other value to Odoo, and so to Google; ask first if it was changed since."""
        self.ensure_one()
        resolution = self._resolution()
        now = resolution.read()
        if now not in (None, resolution.kept, resolution.lost):
            title = self.env._("Changed in the meantime")
            return self._get_records_action(name=title, target="new")
        return self._use(resolution, now)

    def action_use_anyway(self):
        """Write the other value, whatever the record says by now."""
        self.ensure_one()
        resolution = self._resolution()
        return self._use(resolution, resolution.read())

    def action_keep(self):
        """The value that won is right."""
        self.check_access("read")
        self.sudo().filtered(lambda one: one.state == "open").answer = "kept"
        return reload()

    def action_open_record(self):
        """Open the record with the conflict."""
        self.ensure_one()
        self.check_access("read")
        return self.sudo().link_id._open_record()

    def _resolution(self):
        # Reading checks that it is the user's own, or that they administer all.
        self.check_access("read")
        return ConflictResolution(self.sudo())

    def _use(self, resolution, now):
        conflict = self.sudo()
        if now is None:
            conflict.answer = "outdated"
            text = self.env._("It was deleted, so there is nothing to resolve.")
            return self.env["res.users"]._google_notify("warning", text)
        if now != resolution.lost:
            resolution.use()
        conflict.answer = "used"
        text = self.env._("Done. The next sync sends it to Google.")
        return self.env["res.users"]._google_notify("success", text)
