from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..sync.odoo.linked_records import shown_record
from ..sync.store.refs import CONTACT
from .told_field import ToldText

#: The first retry of a failing record; each further one waits four times as long, up to a day.
FIRST_RETRY = timedelta(minutes=5)
LONGEST_RETRY = timedelta(days=1)

#: What only the sync makes something of.
_INNER = frozenset(
    {
        "account_id",
        "collection",
        "etag",
        "google_id",
        "ical_uid",
        "is_copy",
        "is_exploded",
        "is_migrated",
        "is_signed",
        "leader_id",
        "only_on",
        "origin",
        "picture",
        "picture_url",
        "res_id",
        "res_model",
        "role",
        "series_id",
    }
)


class GoogleSyncLink(models.Model):
    """The pair of ids of one item on both sides, with the state on which both agreed last."""

    _name = "google.sync.link"
    _inherit = ["google.sync.owned.mixin", "google.sync.filters.mixin"]
    _description = "Google Sync: link"
    _log_access = False
    _rec_name = "title"
    _google_sync_inner = _INNER

    account_id = fields.Many2one(
        "google.sync.account", required=True, ondelete="cascade", readonly=True
    )
    collection = fields.Char(
        required=True,
        readonly=True,
        help="Google's id of the calendar, or the contact group. When the user picks another one "
        "the links of the old one rest, and wake when the user comes back to it.",
    )
    res_model = fields.Char(string="Kind", required=True, readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", string="Entry", readonly=True)
    google_id = fields.Char(string="Google's ID", required=True, readonly=True)
    series_id = fields.Char(
        readonly=True,
        help="Google's id of the series, of which this is an occurrence that is for itself.",
    )
    ical_uid = fields.Char(readonly=True)
    title = fields.Char(readonly=True)
    etag = fields.Char(
        readonly=True,
        help="The version of the record in Google when last read. Empty if it was not there.",
    )
    role = fields.Char(required=True, default="organizer", readonly=True)
    origin = fields.Char(
        required=True,
        default="odoo",
        readonly=True,
        help="The side whose words it has: “google” as long as nobody has changed in Odoo what was "
        "made in Google.",
    )
    moving_to = fields.Json(
        readonly=True,
        help="The calendars to which it was about to be moved, without an answer so far: it is in "
        "its own, or in one of them.",
    )
    base = fields.Json(
        readonly=True,
        help="The last state on which both sides agreed; empty when the record is on neither.",
    )
    sent = fields.Json(
        readonly=True,
        help="What is on its way to Google. It may have arrived even if no answer came.",
    )
    spellings = fields.Json(
        readonly=True,
        help="What Google has made of values that it was sent, as its answers have told: the "
        "field, what was sent, and what Google shows instead.",
    )
    buried = fields.Json(
        readonly=True,
        help="Of a record that was given up on both sides, and that Odoo could bring back: what "
        "they agreed on before.",
    )
    remote = fields.Json(
        readonly=True,
        prefetch=False,
        help="Of a contact, what Google has besides. Google takes lists as a whole, so that what "
        "Odoo does not know has to be sent along.",
    )
    picture = fields.Char(
        readonly=True,
        help="Of a contact, the checksum of Odoo's picture that Google was given last, or has not "
        "been given since it has one of its own.",
    )
    picture_url = fields.Char(
        readonly=True, help="Of a contact, Google's address of the picture that it was given."
    )
    leader_id = fields.Many2one(
        "google.sync.link",
        ondelete="cascade",
        index="btree_not_null",
        readonly=True,
        help="Of a contact that was merged in Google: the link of the one that it is now.",
    )
    candidates = fields.Json(
        readonly=True,
        help="Which records it could be in Google, by id and name, until the user has chosen. "
        "None: a new one is created.",
    )
    made_in = fields.Selection(
        [("odoo", "Odoo"), ("google", "Google")],
        readonly=True,
        help="Where it was made; empty where nobody knows. Only what was made in Odoo is taken out "
        "of Google when the user leaves.",
    )
    is_copy = fields.Boolean(
        string="Copy of a Guest",
        readonly=True,
        help="Google says that somebody else calls it: the user has but a guest's copy.",
    )
    is_signed = fields.Boolean(
        readonly=True,
        help="Google has a mark with our signature of it, so that none without will do.",
    )
    is_migrated = fields.Boolean(
        readonly=True,
        help="Another program has linked the two, and they have not been compared since.",
    )
    is_exploded = fields.Boolean(
        string="As Single Appointments",
        readonly=True,
        help="A series of Google's that Odoo cannot hold: its occurrences are events of their own.",
    )
    only_on = fields.Selection(
        [("odoo", "In Odoo only"), ("google", "In Google only")],
        string="Undone",
        readonly=True,
        help="Since a sync was undone the record is on this side only, and rests until somebody "
        "changes it or synchronizes it again.",
    )
    state = fields.Selection(
        [
            ("synced", "In sync"),
            ("pending", "Waiting"),
            ("failed", "Sync error"),
            ("moving", "Moving to another calendar"),
            ("moving_out", "Moving out of its former calendar"),
            ("merged", "Merged in Google"),
            ("frozen", "Frozen"),
            ("kept", "Kept in Odoo"),
            ("removing", "Being removed from Google"),
            ("erased", "Erased from Google"),
        ],
        required=True,
        default="synced",
        readonly=True,
    )
    error = ToldText(string="Reason", readonly=True)
    failures = fields.Integer(string="Failed Attempts", readonly=True)
    retry_at = fields.Datetime(string="Next Try", readonly=True)

    _google_unique = models.Constraint(
        "UNIQUE(account_id, collection, google_id)",
        "An event of a Google calendar is linked to one record only.",
    )
    _record_unique = models.UniqueIndex(
        "(account_id, collection, res_model, res_id) WHERE res_id != 0",
        "A record is linked to one event of a Google calendar only.",
    )
    _record_index = models.Index("(res_model, res_id)")
    _removing_index = models.Index("(account_id) WHERE state IN ('frozen', 'removing')")
    _meeting_index = models.Index("USING hash (ical_uid) WHERE ical_uid IS NOT NULL")
    _moving_index = models.Index(
        "(account_id) WHERE state IN ('moving', 'moving_out') OR moving_to IS NOT NULL"
    )
    _series_index = models.Index("(series_id) WHERE series_id IS NOT NULL")
    _due_index = models.Index("(account_id, retry_at) WHERE retry_at IS NOT NULL")
    _failed_index = models.Index("(account_id) WHERE state = 'failed'")

    @api.private
    def record_failure(self, message):
        """Put the record into quarantine: it is tried again later, the others go on.

        :param message: as of :func:`sync.reporting.told.told`
        """
        now = fields.Datetime.now()
        for link in self:
            delay = min(FIRST_RETRY * 4 ** min(link.failures, 10), LONGEST_RETRY)
            link.write(
                {
                    "state": "failed",
                    "error": message,
                    "failures": link.failures + 1,
                    "retry_at": now + delay,
                }
            )

    @api.model
    def _follow_partners(self, former, partner):
        """Contacts were merged in Odoo into ``partner``: it takes over a link of theirs."""
        links = self.search(
            [("res_model", "=", partner._name), ("res_id", "in", (former | partner).ids)]
        )
        for account in links.account_id:
            account.ask_worker("partners_merged", former=former.ids, partner=partner.id)
        self.env["google.sync.change"].enqueue(former | partner)

    def unlink(self):
        """Hand open conflicts on to another link of the same record, if there is one."""
        self.sudo()._hand_on_conflicts()
        return super().unlink()

    def _hand_on_conflicts(self):
        conflicts = self.env["google.sync.conflict"].search([("link_id", "in", self.ids)])
        for link, left in conflicts.grouped("link_id").items():
            heirs = link._others_of_record() - self
            here = heirs.filtered(lambda heir: heir.collection == heir.account_id.calendar_id)
            if heir := (here or heirs)[-1:]:
                left.link_id = heir

    def _others_of_record(self):
        """Return the other links that this user has of the same record, the latest one last."""
        if not self.res_id:
            return self.browse()
        same = Domain("res_model", "=", self.res_model) & Domain("res_id", "=", self.res_id)
        mine = Domain("account_id", "=", self.account_id.id) & Domain("id", "!=", self.id)
        return self.search(mine & same, order="id")

    def action_retry(self):
        """Try the failing records again in the next run."""
        self.check_access("read")
        self._ask_workers("retry")

    def action_synchronize_again(self):
        """Let what is on one side only since an undo come to the other side again."""
        self.check_access("read")
        self.sudo().filtered("only_on")._ask_workers("copy_again")

    def _ask_workers(self, verb):
        """Have a worker do something with these links."""
        for account, links in self.sudo().grouped("account_id").items():
            account.ask_worker(verb, links=links.ids)
            account.contacts_ids.request_sync()

    def action_open_record(self):
        """Open the record in Odoo."""
        self.ensure_one()
        self.check_access("read")
        return self.sudo()._open_record()

    def _open_record(self):
        ref = shown_record(self)
        record = ref and self.env[ref.model].browse(ref.id).exists()
        if not record:
            raise UserError(self.env._("It was deleted."))
        return record._get_records_action()

    def action_choose(self):
        """Ask which record on the other side it is."""
        self.ensure_one()
        self.check_access("read")
        return self.env["google.sync.choose.contact"]._open(self.sudo())

    def _choose(self, key):
        """Somebody has said which record it is on the other side.

        :param key: Google's id, or for what Google has the id of a record; ``None``: neither
        """
        self.check_access("read")
        link = self.sudo()
        link._check_is_candidate(key)
        if link.res_model != CONTACT:
            link.account_id.ask_worker("say_same", link=link.id, record=int(key) if key else None)
            link.account_id.request_sync()
            return
        answer = {}
        if key and link.res_id:
            answer["google_id"] = key
        elif key:
            answer["res_id"] = int(key)
        link._check_still_free(answer)
        link.account_id.ask_worker("choose", link=link.id, answer=answer)
        link.account_id.contacts_ids.request_sync()

    def _check_is_candidate(self, key):
        """:raise UserError: nobody has asked, or not about that one"""
        candidates = {str(one["id"]) for one in self.candidates or ()}
        if not candidates or (key is not None and key not in candidates):
            raise UserError(self.env._("This question is already answered. Reload the page."))

    def _check_still_free(self, answer):
        """:raise UserError: what was chosen is linked with another record by now"""
        if other := self.linked_with(answer):
            raise UserError(
                self.env._(
                    "“%(name)s” is now synchronized with another contact. Choose another one, or "
                    "“None of them”.",
                    name=other.title,
                )
            )

    @api.private
    def linked_with(self, answer):
        """The link that has what was chosen, if there is one."""
        if not answer:
            return self.browse()
        taken = Domain.OR(Domain(name, "=", value) for name, value in answer.items())
        mine = Domain("account_id", "=", self.account_id.id)
        mine &= Domain("collection", "=", self.collection) & Domain("candidates", "=", False)
        return self.search(mine & taken, limit=1)
