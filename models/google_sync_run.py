from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_datetime

from ..sync.odoo import workplaces
from ..sync.reconcile.revert import links_of
from .told_field import ToldChar

#: Runs are forgotten after this many days, unless the settings say otherwise.
KEPT_DAYS = 90
#: How many are forgotten in one transaction.
BATCH = 1000


class GoogleSyncRun(models.Model):
    """One sync of one account that did something, or failed; one with nothing to do leaves none."""

    _name = "google.sync.run"
    _inherit = ["google.sync.owned.mixin", "google.sync.filters.mixin"]
    _description = "Google Sync: run"
    _order = "started_at desc, id desc"
    _rec_name = "started_at"
    _log_access = False
    _google_sync_inner = frozenset({"account_id"})

    account_id = fields.Many2one(
        "google.sync.account", required=True, ondelete="cascade", index=True, readonly=True
    )
    user_id = fields.Many2one(related="account_id.user_id", store=True, index=True)
    kind = fields.Selection(
        [("calendar", "Calendar"), ("contacts", "Contacts")], string="What", readonly=True
    )
    started_at = fields.Datetime(string="Started", required=True, readonly=True, index=True)
    finished_at = fields.Datetime(string="Finished", readonly=True)
    state = fields.Selection(
        [
            ("running", "Running"),
            ("done", "Done"),
            ("warnings", "Done, with remarks"),
            ("stopped", "Stopped"),
            ("failed", "Failed"),
        ],
        required=True,
        default="running",
        readonly=True,
    )
    message = ToldChar(readonly=True)
    delay = fields.Float(
        string="Delay in Seconds",
        readonly=True,
        aggregator="avg",
        help="From the oldest change that the run took across, in Odoo or in Google, to its end. "
        "Empty where it took none.",
    )
    google_seconds = fields.Float(string="Seconds Waiting for Google", readonly=True)
    reading_seconds = fields.Float(string="Seconds Reading", readonly=True)
    planning_seconds = fields.Float(string="Seconds Planning", readonly=True)
    writing_seconds = fields.Float(string="Seconds Writing", readonly=True)
    odoo_created = fields.Integer(string="New in Odoo", readonly=True)
    odoo_updated = fields.Integer(string="Changed in Odoo", readonly=True)
    odoo_deleted = fields.Integer(string="Removed from Odoo", readonly=True)
    google_created = fields.Integer(string="New in Google", readonly=True)
    google_updated = fields.Integer(string="Changed in Google", readonly=True)
    google_deleted = fields.Integer(string="Removed from Google", readonly=True)
    in_odoo = fields.Char(compute="_compute_in_words")
    in_google = fields.Char(compute="_compute_in_words")
    problems = fields.Integer(string="Remarks", readonly=True)
    line_ids = fields.One2many("google.sync.run.line", "run_id", string="Log", readonly=True)
    undoes_id = fields.Many2one(
        "google.sync.run",
        string="Undoes the Sync of",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
    )
    undo_ids = fields.One2many(
        "google.sync.run", "undoes_id", string="Undone by the Sync of", readonly=True
    )
    can_undo = fields.Boolean(compute="_compute_can_undo")
    undo_progress = fields.Char(string="Done so Far", compute="_compute_undo_progress")

    _running_index = models.Index("(account_id) WHERE state = 'running'")
    _undo_unique = models.UniqueIndex(
        "(undoes_id) WHERE undoes_id IS NOT NULL", "This sync is already being undone."
    )

    @api.depends("started_at", "undoes_id")
    @api.depends_context("lang", "tz", "uid")
    def _compute_display_name(self):
        for run in self:
            of = run.undoes_id or run
            moment = format_datetime(self.env, of.started_at, dt_format="short")
            undone = self.env._("Undo of %(moment)s", moment=moment)
            run.display_name = undone if run.undoes_id else moment
        self._hide_names_of_others()

    @api.depends(
        *(
            f"{side}_{verb}"
            for side in ("odoo", "google")
            for verb in ("created", "updated", "deleted")
        )
    )
    @api.depends_context("lang")
    def _compute_in_words(self):
        """Count in words what was written on each side."""
        for run in self:
            for side in ("odoo", "google"):
                texts = (
                    (run[f"{side}_created"], self.env._("%(count)s new")),
                    (run[f"{side}_updated"], self.env._("%(count)s changed")),
                    (run[f"{side}_deleted"], self.env._("%(count)s removed")),
                )
                run[f"in_{side}"] = ", ".join(text % {"count": n} for n, text in texts if n)

    @api.model
    def _kept_days(self):
        parameter = self.env["ir.config_parameter"].sudo().get_param("google_sync.log_days")
        return int(parameter or KEPT_DAYS)

    @api.depends("state", "undo_ids", "line_ids.verb", "line_ids.workplace")
    def _compute_can_undo(self):
        for run in self:
            run.can_undo = run.state != "running" and not run.undo_ids and run._written_lines()

    @api.depends("undoes_id.line_ids.undo")
    @api.depends_context("lang")
    def _compute_undo_progress(self):
        for run in self:
            lines = run.undoes_id.line_ids.filtered("undo")
            done = len(lines.filtered(lambda line: line.undo != "waiting"))
            run.undo_progress = bool(lines) and self.env._(
                "%(done)s of %(total)s changes", done=done, total=len(lines)
            )

    def _written_lines(self):
        """Return the lines of what the run has written, on either side."""
        return self.line_ids.filtered(lambda line: line.verb or line.workplace)

    def action_undo(self):
        """Show what an undo would do, and ask."""
        self.ensure_one()
        self.check_access("read")
        self.sudo()._check_undoable()
        return self.env["google.sync.undo"]._open(self)

    def _check_undoable(self):
        """:raise UserError: the run cannot be undone now"""
        if self.state == "running":
            raise UserError(self.env._("This sync is still running. Undo it when it has ended."))
        if self.undo_ids:
            raise UserError(
                self.env._(
                    "This sync was already undone. To bring its changes back, undo the sync that "
                    "undid it."
                )
            )
        lines = self._written_lines()
        if not lines:
            raise UserError(self.env._("This sync changed nothing, or its log was deleted."))
        if self.account_id.state != "connected":
            raise UserError(
                self.env._(
                    "%(user)s is not in sync with Google at the moment. Fix that on the Google "
                    "page first.",
                    user=self.user_id.name,
                )
            )
        if lines.filtered("workplace"):
            if not workplaces.is_on(self.user_id):
                raise UserError(
                    self.env._(
                        "To undo this, first tick “Keep my working locations the same in Odoo and "
                        "Google” on the Google page."
                    )
                )
        elif not links_of(lines):
            raise UserError(
                self.env._(
                    "The entries of this sync are frozen, or in another calendar or group than "
                    "the current one. Change that on the Google page first."
                )
            )

    def _undo(self):
        """Have the following syncs take back what this one has done.

        :return: the run that tells of it
        """
        self.check_access("read")
        run = self.sudo()
        run._check_undoable()
        run._written_lines().write({"undo": "waiting"})
        undo = run.create(
            {
                "account_id": run.account_id.id,
                "undoes_id": run.id,
                "kind": run.kind,
                "started_at": fields.Datetime.now(),
            }
        )
        run.account_id.request_sync()
        run.account_id.contacts_ids.request_sync()
        if run.line_ids.filtered("workplace"):
            run.account_id.ask_worker("workplaces")
        return undo.sudo(self.env.su)

    @api.autovacuum
    def _gc_runs(self):
        horizon = fields.Datetime.subtract(fields.Datetime.now(), days=self._kept_days())
        old = Domain("started_at", "<", horizon)
        runs = self.search(old, limit=BATCH)
        count = len(runs)
        runs.unlink()
        return count, self.search_count(old, limit=1)
