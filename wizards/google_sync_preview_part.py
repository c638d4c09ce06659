from odoo import api, fields, models
from odoo.tools import SQL

from ..sync.workers.presence import is_free
from .google_sync_preview import KEPT_HOURS

#: How many of those who are mailed are named.
MOST_NAMED = 10


class GoogleSyncPreviewPart(models.TransientModel):
    """What the sync would do to the appointments, the contacts or the working locations.

    A worker adds the row to claim it, and fills it in later. No user's transaction writes it.
    """

    _name = "google.sync.preview.part"
    _inherit = "google.sync.claim.mixin"
    _description = "Google Sync: part of a preview"
    _order = "kind, id"
    _transient_max_hours = KEPT_HOURS
    _claim_users = "google_sync_preview"

    preview_id = fields.Many2one(
        "google.sync.preview", required=True, ondelete="cascade", index=True, readonly=True
    )
    kind = fields.Selection(
        [
            ("calendar", "Appointments"),
            ("contacts", "Contacts"),
            ("workplaces", "Working locations"),
        ],
        required=True,
        readonly=True,
    )
    state = fields.Selection(
        [("waiting", "Preparing"), ("ready", "Ready"), ("failed", "Not possible")],
        required=True,
        default="waiting",
        readonly=True,
    )
    runner = fields.Integer(
        string="Worker", readonly=True, help="The number of the worker that makes this preview."
    )
    looked_at = fields.Datetime(readonly=True, help="When both sides were looked at.")
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

    _kind_unique = models.Constraint(
        "UNIQUE(preview_id, kind)", "Each part of a preview is made once."
    )

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

    def _claim_query(self, runner, limit, now):
        """Take those that somebody waits for, as far as no run is at work there.

        A part that is there already belongs to a worker that is gone, or a run has disturbed it.
        """
        return SQL(
            """
            INSERT INTO google_sync_preview_part
                   (preview_id, kind, state, runner,
                    create_uid, write_uid, create_date, write_date)
            SELECT due.preview_id, due.kind, 'waiting', %(runner)s,
                   %(uid)s, %(uid)s, %(now)s, %(now)s
              FROM (%(due)s ORDER BY preview.id, wanted.kind LIMIT %(limit)s) AS due
                ON CONFLICT (preview_id, kind) DO UPDATE SET runner = EXCLUDED.runner
            RETURNING id
            """,
            runner=runner,
            uid=self.env.uid,
            now=now,
            due=self._ready_query(now),
            limit=limit,
        )

    def _claimed_of(self, ids):
        claimed = super()._claimed_of(ids)
        claimed.preview_id.invalidate_recordset(["part_ids"])
        return claimed

    def _ready_query(self, now):
        """The parts of the newest preview of each user that are not done, by preview and kind."""
        return SQL(
            """
            SELECT preview.id AS preview_id, wanted.kind
              FROM (SELECT DISTINCT ON (create_uid) id, create_uid, has_contacts,
                           has_workplaces AND workplaces AS has_workplaces
                      FROM google_sync_preview WHERE asked
                     ORDER BY create_uid, id DESC) AS preview
              JOIN (VALUES ('calendar'), ('contacts'), ('workplaces')) AS wanted (kind)
                ON CASE wanted.kind WHEN 'contacts' THEN preview.has_contacts
                                    WHEN 'workplaces' THEN preview.has_workplaces
                                    ELSE TRUE END
              JOIN google_sync_account AS account ON account.user_id = preview.create_uid
              LEFT JOIN google_sync_contacts AS contacts
                ON contacts.account_id = account.id AND wanted.kind = 'contacts'
              JOIN google_sync_work AS work
                ON work.id = CASE wanted.kind WHEN 'contacts' THEN contacts.work_id
                                              ELSE account.work_id END
              LEFT JOIN google_sync_preview_part AS part
                ON part.preview_id = preview.id AND part.kind = wanted.kind
             WHERE (part.id IS NULL OR (part.state = 'waiting' AND %(part_is_free)s))
               AND %(work_is_free)s
            """,
            part_is_free=is_free(SQL("part")),
            work_is_free=is_free(SQL("work")),
        )

    # -- how it ends ----------------------------------------------------------------------------

    @api.private
    def wait(self):
        """A run has synchronized meanwhile: compare both sides again."""
        self.runner = False

    @api.private
    def show(self, summary):
        """:param sync.preview.summary.Summary summary: what the run would do"""
        self.write(
            {
                **self._done("ready"),
                **summary.counts,
                "left_out": summary.left_out,
                "held": summary.held,
                "requests": summary.requests,
                "mailed": summary.mailed,
                "line_count": summary.line_count,
            }
        )
        shared = {"preview_id": self.preview_id.id, "part_id": self.id}
        self.line_ids.create([{**line, **shared} for line in summary.lines])
        self._tell()

    @api.private
    def give_up(self, message):
        self.write({**self._done("failed"), "message": message})
        self._tell()

    def _done(self, state):
        return {"state": state, "runner": False, "looked_at": fields.Datetime.now()}

    def _tell(self):
        """Let the browser look. Of two parts that are done at the same moment, the one that is
        committed last is told of last, and then both are there."""
        preview = self.preview_id
        preview.create_uid._bus_send("google_sync_preview", {"preview_id": preview.id})
