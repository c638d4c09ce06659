from odoo import api, fields, models
from odoo.http import request

from ..sync.setup.check_result import STATES, Setup
from ..sync.setup.settings_check import check

#: How each state is shown: the color of its text, among Bootstrap's, and an icon.
LOOKS = {
    "problem": ("danger", "fa-times-circle"),
    "advice": ("warning", "fa-exclamation-triangle"),
    "unknown": ("muted", "fa-question-circle"),
    "ok": ("success", "fa-check-circle"),
}


class GoogleSyncSettingsCheck(models.TransientModel):
    """Shows an administrator which of the usual mistakes are in the setup."""

    _name = "google.sync.settings.check"
    _description = "Google Sync: check of the settings"

    findings = fields.Html(readonly=True, sanitize=False)

    @api.depends_context("lang")
    def _compute_display_name(self):
        self.display_name = self.env._("Check of the settings")

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        # Google is asked before anything is written.
        return super().create([{**vals, "findings": self._look()} for vals in vals_list])

    @api.model
    def _look(self):
        browser_url = request.httprequest.url_root if request else ""
        found = check(Setup(self.env, browser_url))
        labels = {
            "problem": self.env._("Problem"),
            "advice": self.env._("Recommended"),
            "unknown": self.env._("Unknown"),
            "ok": self.env._("OK"),
        }
        counts = {state: sum(one.state == state for _title, one in found) for state in STATES}
        return self.env["ir.qweb"]._render(
            "google_sync.settings_check",
            {"found": found, "labels": labels, "looks": LOOKS, "counts": counts},
        )

    @api.model
    def action_open(self):
        """Look, and show what was found."""
        return self.create({})._get_records_action(name=self.env._("Check of the settings"))
