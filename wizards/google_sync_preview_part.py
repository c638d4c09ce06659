from odoo import api, fields, models
from odoo.tools import SQL

from ..sync.presence import is_free

#: So many of those who are mailed are named.
MOST_NAMED = 10


class GoogleSyncPreviewPart(models.TransientModel):
    """What becomes of the appointments, or of the contacts. A worker claims it."""

    _name = "google.sync.preview.part"
    _description = "Google Sync: part of a preview"
    _order = "id"

    preview_id = fields.Many2one(
        "google.sync.preview", required=True, ondelete="cascade", index=True, readonly=True
    )
    kind = fields.Selection(
        [("calendar", "Appointments"), ("contacts", "Contacts")], required=True, readonly=True
    )
    state = fields.Selection(
        [("waiting", "Being made"), ("ready", "Ready"), ("failed", "Not possible")],
        required=True,
        default="waiting",
        readonly=True,
    )
    runner = fields.Integer(
        string="Worker", readonly=True, help="The number of the worker that makes this preview."
    )
    message = fields.Char(readonly=True, help="Why there is no preview.")
    held = fields.Char(readonly=True, help="Why the sync would stop before it does anything.")
    odoo_created = fields.Integer(readonly=True)
    odoo_updated = fields.Integer(readonly=True)
    odoo_deleted = fields.Integer(readonly=True)
    google_created = fields.Integer(readonly=True)
    google_updated = fields.Integer(readonly=True)
    google_deleted = fields.Integer(readonly=True)
    left_out = fields.Integer(readonly=True)
    requests = fields.Integer(readonly=True, help="How often Google is asked to write.")
    mailed = fields.Json(readonly=True, help="The addresses of those whom Google mails.")
    mail_text = fields.Char(compute="_compute_mail_text")
    line_count = fields.Integer(readonly=True)
    line_ids = fields.One2many("google.sync.preview.line", "part_id", readonly=True)

    @api.depends("mailed")
    @api.depends_context("lang")
    def _compute_mail_text(self):
        for part in self:
            mailed = part.mailed or []
            names = ", ".join(mailed[:MOST_NAMED])
            if not mailed:
                part.mail_text = self.env._("0 people will be mailed")
            elif len(mailed) == 1:
                part.mail_text = self.env._("Google will mail 1 person: %(names)s", names=names)
            elif len(mailed) <= MOST_NAMED:
                part.mail_text = self.env._(
                    "Google will mail %(count)s people: %(names)s", count=len(mailed), names=names
                )
            else:
                part.mail_text = self.env._(
                    "Google will mail %(count)s people: %(names)s and others",
                    count=len(mailed),
                    names=names,
                )

    # -- as something to be claimed -------------------------------------------------------------

    def _claimed(self):
        """What is looked ahead for: the user's account, or its contacts."""
        account = self.preview_id._account()
        return account if self.kind == "calendar" else account.contacts_ids

    @api.model
    def _claim(self, runner, limit):
        """Take those that somebody waits for, as far as no run is at work there."""
        if not self.env["google.sync.account"]._sync_allowed():
            return self.browse()
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE google_sync_preview_part SET runner = %(runner)s
                 WHERE id IN (%(due)s
                     ORDER BY part.id
                     LIMIT %(limit)s
                       FOR NO KEY UPDATE OF part SKIP LOCKED)
                RETURNING id
                """,
                runner=runner,
                due=self._due_query(),
                limit=limit,
            )
        )
        claimed = self.browse(part_id for (part_id,) in rows)
        claimed.invalidate_recordset(["runner"])
        return claimed

    @api.model
    def _count_due(self):
        """How many a claim could take now."""
        if not self.env["google.sync.account"]._sync_allowed():
            return 0
        query = SQL("SELECT count(*) FROM (%s) AS due", self._due_query())
        ((count,),) = self.env.execute_query(query)
        return count

    def _due_query(self):
        """What people have just asked for of the account itself comes first."""
        return SQL(
            """
            SELECT part.id
              FROM google_sync_preview_part AS part
              JOIN google_sync_preview AS preview ON preview.id = part.preview_id
              JOIN google_sync_account AS account ON account.user_id = preview.create_uid
              LEFT JOIN google_sync_contacts AS contacts
                ON contacts.account_id = account.id AND part.kind = 'contacts'
              JOIN google_sync_work AS work
                ON work.id = CASE part.kind WHEN 'contacts' THEN contacts.work_id
                                            ELSE account.work_id END
             WHERE part.state = 'waiting'
               AND %(part_is_free)s
               AND %(work_is_free)s
            """,
            part_is_free=is_free(SQL("part")),
            work_is_free=is_free(SQL("work")),
        )

    # -- how it ends ----------------------------------------------------------------------------

    def _wait(self):
        """A run has been at it: both sides are looked at once more."""
        self.runner = False

    def _show(self, outlook):
        """:param sync.outlook.Outlook outlook: what the run would do"""
        self.write(
            {
                "state": "ready",
                "runner": False,
                **outlook.counts,
                "left_out": outlook.left_out,
                "held": outlook.held,
                "requests": outlook.requests,
                "mailed": outlook.mailed,
                "line_count": outlook.line_count,
            }
        )
        shared = {"preview_id": self.preview_id.id, "part_id": self.id}
        self.line_ids.create([{**line, **shared} for line in outlook.lines])
        self.preview_id._note_answer()

    def _give_up(self, message):
        self.write({"state": "failed", "runner": False, "message": message})
        self.preview_id._note_answer()
