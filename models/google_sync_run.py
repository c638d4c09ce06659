from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime

#: Runs are forgotten after this many days, unless the settings say otherwise.
KEPT_DAYS = 90
#: So many are forgotten in one transaction.
BATCH = 1000


class GoogleSyncRun(models.Model):
    """One sync of one account that did something, or failed; one with nothing to do leaves none."""

    _name = "google.sync.run"
    _description = "Google Sync: run"
    _order = "started_at desc, id desc"
    _rec_name = "started_at"
    _log_access = False

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
            ("stopped", "Stopped to ask"),
            ("failed", "Failed"),
        ],
        required=True,
        default="running",
        readonly=True,
    )
    message = fields.Char(readonly=True)
    delay = fields.Float(
        string="Seconds on the Way",
        readonly=True,
        aggregator="avg",
        help="From the oldest change that the run took across, in Odoo or in Google, to its end. "
        "Empty where it took none.",
    )
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

    @api.depends("started_at")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        for run in self:
            run.display_name = format_datetime(self.env, run.started_at, dt_format="short")

    @api.depends(
        *(
            f"{side}_{verb}"
            for side in ("odoo", "google")
            for verb in ("created", "updated", "deleted")
        )
    )
    @api.depends_context("lang")
    def _compute_in_words(self):
        """What was written on each side, without what was not."""
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

    @api.autovacuum
    def _gc_runs(self):
        horizon = fields.Datetime.subtract(fields.Datetime.now(), days=self._kept_days())
        old = Domain("started_at", "<", horizon)
        runs = self.search(old, limit=BATCH)
        count = len(runs)
        runs.unlink()
        return count, self.search_count(old, limit=1)
