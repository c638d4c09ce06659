from odoo import fields, models


class GoogleSyncRunLine(models.Model):
    """What one run did to one record, with its state before and after."""

    _name = "google.sync.run.line"
    _description = "Google Sync: log line"
    _order = "id"
    _rec_name = "title"
    _log_access = False

    run_id = fields.Many2one(
        "google.sync.run", required=True, ondelete="cascade", index=True, readonly=True
    )
    user_id = fields.Many2one(related="run_id.user_id")
    level = fields.Selection(
        [("info", "Done"), ("warning", "Remark"), ("error", "Problem")],
        required=True,
        default="info",
        readonly=True,
    )
    side = fields.Selection([("odoo", "Odoo"), ("google", "Google")], string="On", readonly=True)
    verb = fields.Selection(
        [
            ("create", "Created"),
            ("update", "Changed"),
            ("delete", "Removed"),
            ("restore", "Restored"),
        ],
        string="What",
        readonly=True,
    )
    title = fields.Char(readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", string="Record", readonly=True)
    other_id = fields.Many2oneReference(
        model_field="res_model", string="Other Record", readonly=True
    )
    google_id = fields.Char(string="Google's Id", readonly=True)
    before = fields.Json(readonly=True)
    after = fields.Json(readonly=True)
    message = fields.Char(readonly=True)

    def action_open_record(self):
        """Open the record that the line is about."""
        self.ensure_one()
        return self._open(self.res_id)

    def action_open_other(self):
        """Open the other record that it is about."""
        self.ensure_one()
        return self._open(self.other_id)

    def action_merge(self):
        """Open Odoo's dialogue that makes one contact of the two."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Merge contacts"),
            "res_model": "base.partner.merge.automatic.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "active_model": "res.partner",
                "active_ids": [self.res_id, self.other_id],
            },
        }

    def _open(self, res_id):
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": res_id,
            "views": [(False, "form")],
        }
