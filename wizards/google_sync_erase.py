import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..sync.odoo.traces import Traces
from ..sync.operations.erase import begin
from ..sync.store.refs import CONTACT

#: A shorter name would be found in too many texts; nobody has more of them.
SHORTEST, MOST = 3, 20


class GoogleSyncErase(models.TransientModel):
    """Asks an administrator whether a client is to be erased from Google, with what that means."""

    _name = "google.sync.erase"
    _description = "Google Sync: erase a client from Google"

    partner_id = fields.Many2one("res.partner", string="Contact", required=True, readonly=True)
    words = fields.Char(
        string="Other names",
        size=500,
        help="Appointments with one of these in title, description or place are the client's, too. "
        "They are kept encrypted, so that later appointments are recognized.",
    )
    addresses = fields.Char(compute="_compute_counts", compute_sudo=True)
    appointments = fields.Integer(compute="_compute_counts", compute_sudo=True)
    in_google = fields.Integer(compute="_compute_counts", compute_sudo=True)
    organized_elsewhere = fields.Integer(compute="_compute_counts", compute_sudo=True)
    contacts = fields.Integer(compute="_compute_counts", compute_sudo=True)
    users = fields.Char(compute="_compute_counts", compute_sudo=True)
    clears = fields.Boolean(string="Also clear these appointments in Odoo")
    is_sure = fields.Boolean(string="I know that this can't be undone")

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if self.env.context.get("active_model") == "res.partner":
            values.setdefault("partner_id", self.env.context.get("active_id"))
        return values

    @api.constrains("words")
    def _check_words(self):
        """:raise ValidationError: names that would be found in too many appointments"""
        for wizard in self:
            names = wizard._other_names()
            if len(names) > MOST or not all(map(_is_telling, names)):
                raise ValidationError(
                    self.env._(
                        "Enter at most %(most)s other names, with at least %(shortest)s letters "
                        "each.",
                        most=MOST,
                        shortest=SHORTEST,
                    )
                )

    def _other_names(self):
        """:rtype: list[str]"""
        return list(dict.fromkeys(filter(None, map(str.strip, re.split("[,;]", self.words or "")))))

    @api.depends("partner_id", "words")
    def _compute_counts(self):
        for wizard in self:
            wizard._check_administrator()
            names = list(filter(_is_telling, wizard._other_names()))[:MOST]
            traces = Traces(wizard.partner_id._origin, words=names)
            addresses = traces.entries - traces.contact
            wizard.addresses = ", ".join(addresses.mapped("display_name"))
            elsewhere = traces.appointments.filtered("google_sync_organizer")
            links = traces.links()
            contacts = links.filtered(lambda one: one.res_model == CONTACT)
            wizard.appointments = len(traces.appointments - elsewhere)
            wizard.organized_elsewhere = len(elsewhere)
            wizard.in_google = len(links - contacts)
            wizard.contacts = len(contacts.filtered(lambda one: one.state != "erased"))
            wizard.users = ", ".join(traces.accounts().user_id.mapped("name"))

    def action_erase(self):
        """Begin, and show the record of it.

        :raise UserError: nobody has said that it may be
        """
        self.ensure_one()
        self._check_administrator()
        if not self.is_sure:
            raise UserError(self.env._("Tick “I know that this can't be undone” first."))
        if self.partner_id.with_context(active_test=False).user_ids.filtered(
            lambda user: not user.share
        ):
            raise UserError(self.env._("This is a user of Odoo. Only clients can be erased."))
        erasure = begin(self.partner_id, self.clears, self._other_names())
        self.words = False  # nobody needs them here any more
        return erasure._get_records_action()

    def _check_administrator(self):
        if not self.env.user.has_group("base.group_system"):
            raise AccessError(self.env._("Only administrators can erase a client from Google."))


def _is_telling(name):
    """Whether it has letters enough; "..." is in many texts."""
    return sum(map(str.isalnum, name)) >= SHORTEST
