from odoo import api, fields, models

from ..sync.reporting.readable import differences
from ..sync.store.refs import parse_item
from .told_field import ToldChar, ToldText


class GoogleSyncRunLine(models.Model):
    """One change that a run made to a record, with its state before and after."""

    _name = "google.sync.run.line"
    _inherit = "google.sync.filters.mixin"
    _description = "Google Sync: log line"
    _order = "id"
    _rec_name = "title"
    _log_access = False
    _google_sync_inner = frozenset(
        {"res_model", "res_id", "other_id", "google_id", "about", "run_id"}
    )

    run_id = fields.Many2one(
        "google.sync.run",
        string="Sync",
        required=True,
        ondelete="cascade",
        index=True,
        readonly=True,
    )
    user_id = fields.Many2one(related="run_id.user_id")
    started_at = fields.Datetime(related="run_id.started_at", string="When", store=True)
    kind = fields.Selection(related="run_id.kind", string="Calendar or Contacts")
    level = fields.Selection(
        [("info", "Done"), ("warning", "Remark"), ("error", "Problem")],
        required=True,
        default="info",
        readonly=True,
    )
    side = fields.Selection([("odoo", "Odoo"), ("google", "Google")], string="Where", readonly=True)
    verb = fields.Selection(
        [
            ("create", "Created"),
            ("update", "Changed"),
            ("delete", "Removed"),
            ("restore", "Restored"),
            ("decline", "Declined"),
        ],
        string="What",
        readonly=True,
    )
    title = ToldChar(readonly=True)
    res_model = fields.Char(string="Kind", readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", string="Entry", readonly=True)
    other_id = fields.Many2oneReference(
        model_field="res_model", string="Other Entry", readonly=True
    )
    google_id = fields.Char(string="Google's ID", readonly=True)
    about = fields.Selection(
        [("overlap", "Double booking"), ("conflict", "Conflict"), ("question", "Question")],
        readonly=True,
        help="What kind of remark it is; empty for any other.",
    )
    before = fields.Json(readonly=True)
    after = fields.Json(readonly=True)
    workplace = fields.Json(
        string="Working location",
        readonly=True,
        help="Where somebody works on a day: what was said before, and after.",
    )
    message = ToldText(readonly=True)
    is_erased = fields.Boolean(
        string="Erased from Google", readonly=True, help="It was about a client who was erased."
    )
    changed = fields.Text(string="Changes", compute="_compute_changed")
    changes = fields.Html(string="Before and After", compute="_compute_changes", sanitize=False)

    @api.depends("before", "after")
    @api.depends_context("lang", "tz")
    def _compute_changed(self):
        """Say in a few words what differs: the fields, and the values if it is only one."""
        for line in self:
            changes = line._changes() if line.verb == "update" else []
            if len(changes) == 1:
                line.changed = changes[0].in_words(self.env)
            else:
                line.changed = ", ".join(change.label for change in changes)

    @api.depends("before", "after")
    @api.depends_context("lang", "tz")
    def _compute_changes(self):
        for line in self:
            values = {"changes": line._changes(), "line": line}
            line.changes = self.env["ir.qweb"]._render("google_sync.run_line_changes", values)

    def _changes(self):
        """Field by field, in the reader's language and time zone."""
        return differences(self.env, parse_item(self.before), parse_item(self.after))

    def action_open_run(self):
        """Open all that was done in the same run."""
        self.ensure_one()
        self.check_access("read")
        return self.run_id._get_records_action()

    undo = fields.Selection(
        [("waiting", "Is being undone"), ("done", "Undone"), ("left", "Left as it is")],
        readonly=True,
        help="What has become of it since somebody has undone the run.",
    )
    undo_message = ToldText(string="Why It Was Left", readonly=True)
    only_on = fields.Selection(
        [("odoo", "In Odoo only"), ("google", "In Google only")],
        string="Undone",
        compute="_compute_only_on",
        compute_sudo=True,
    )

    _waiting_index = models.Index("(run_id) WHERE undo = 'waiting'")

    def _compute_only_on(self):
        for account, lines in self.grouped(lambda line: line.run_id.account_id).items():
            undone = self.env["google.sync.link"].search(
                [
                    ("account_id", "=", account.id),
                    ("google_id", "in", lines.filtered("verb").mapped("google_id")),
                    ("only_on", "!=", False),
                ]
            )
            sides = {link.google_id: link.only_on for link in undone}
            for line in lines:
                line.only_on = sides.get(line.google_id, False)

    def action_synchronize_again(self):
        """Let the record come to both sides again, which is on one only since an undo."""
        self.check_access("read")
        lines = self.sudo()
        links = lines.env["google.sync.link"].search(
            [
                ("account_id", "in", lines.run_id.account_id.ids),
                ("google_id", "in", lines.mapped("google_id")),
            ]
        )
        links.action_synchronize_again()

    def action_open_record(self):
        """Open the record that the line is about."""
        self.ensure_one()
        self.check_access("read")
        return self._open(self.res_id)

    def action_open_other(self):
        """Open the other record that it is about."""
        self.ensure_one()
        self.check_access("read")
        return self._open(self.other_id)

    def action_merge(self):
        """Open Odoo's dialogue that makes one contact of the two."""
        self.ensure_one()
        self.check_access("read")
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
        return self.env[self.res_model].browse(res_id)._get_records_action()
