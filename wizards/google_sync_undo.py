from odoo import fields, models
from odoo.fields import Command

from ..sync.operations import working_days
from ..sync.preview.revert import preview_undo
from ..sync.reconcile.revert import links_of


class GoogleSyncUndo(models.TransientModel):
    """Shows what the undo of a run would do, and asks whether to do it."""

    _name = "google.sync.undo"
    _description = "Google Sync: undo a sync"

    run_id = fields.Many2one("google.sync.run", required=True, ondelete="cascade", readonly=True)
    record_count = fields.Integer(readonly=True)
    record_ids = fields.One2many("google.sync.undo.record", "wizard_id", readonly=True)
    unshown_count = fields.Integer(compute="_compute_unshown_count")

    def _compute_unshown_count(self):
        for wizard in self:
            wizard.unshown_count = wizard.record_count - len(wizard.record_ids)

    def _open(self, run):
        """The dialogue that asks about a run. Only its user sees what it did to which record."""
        lines = run.sudo()._written_lines()
        shown = lines if run.user_id == self.env.user else lines.browse()
        days = shown.filtered("workplace")
        records = shown - days
        of_days = [
            {"title": line.title, "text": text, "is_left": is_left}
            for line, text, is_left in (working_days.preview_undo(days) if days else ())
        ]
        wizard = self.create(
            {
                "run_id": run.id,
                "record_count": len(lines.filtered("workplace") or set(lines.mapped("google_id"))),
                "record_ids": [
                    *map(Command.create, of_days),
                    *(
                        Command.create({"title": one.title, "text": one.text, "is_left": one.left})
                        for one in preview_undo(records, links_of(records))
                    ),
                ],
            }
        )
        return wizard._get_records_action(name=self.env._("Undo?"), target="new")

    def action_undo(self):
        """Undo the run, and lead to where the outcome is told."""
        self.ensure_one()
        self.check_access("write")
        undo = self.run_id._undo()
        return undo._get_records_action()


class GoogleSyncUndoRecord(models.TransientModel):
    """What undoing does to one record."""

    _name = "google.sync.undo.record"
    _description = "Google Sync: what an undo does to a record"
    _order = "is_left desc, id"

    wizard_id = fields.Many2one(
        "google.sync.undo", required=True, ondelete="cascade", readonly=True
    )
    title = fields.Char(readonly=True)
    text = fields.Text(string="What Happens", readonly=True)
    is_left = fields.Boolean(readonly=True)
