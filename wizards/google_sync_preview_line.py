from odoo import fields, models

from .google_sync_preview import KEPT_HOURS


class GoogleSyncPreviewLine(models.TransientModel):
    """What the sync would do to one record. Only workers add lines, with their part."""

    _name = "google.sync.preview.line"
    _description = "Google Sync: line of a preview"
    _order = "id"
    _rec_name = "title"
    _transient_max_hours = KEPT_HOURS

    preview_id = fields.Many2one(
        "google.sync.preview", required=True, ondelete="cascade", index=True, readonly=True
    )
    part_id = fields.Many2one(
        "google.sync.preview.part", required=True, ondelete="cascade", index=True, readonly=True
    )
    side = fields.Selection(
        [("odoo", "In Odoo"), ("google", "In Google")], string="Where", readonly=True
    )
    verb = fields.Selection(
        [
            ("create", "New"),
            ("update", "Changed"),
            ("delete", "Removed"),
            ("restore", "Comes back"),
            ("leave", "Leaves the group"),
            ("skip", "Left out"),
            ("note", "Also"),
            ("problem", "Please check"),
        ],
        string="What",
        required=True,
        readonly=True,
    )
    title = fields.Char(readonly=True)
    moment = fields.Char(string="When", readonly=True)
    details = fields.Text(readonly=True)
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)

    def action_open_record(self):
        """Open the record in a window of its own, for the preview is to stay."""
        self.ensure_one()
        self.check_access("read")
        url = f"/odoo/{self.res_model}/{self.res_id}"
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}
