from odoo import api, fields, models
from odoo.fields import Command

from ..sync.store.refs import CONTACT


class GoogleSyncChooseContact(models.TransientModel):
    """Asks which record is the same, where nobody but the user can say: of a contact, which one on
    the other side it is; of an appointment, whether another one of the user's is the same."""

    _name = "google.sync.choose.contact"
    _description = "Google Sync: choose the same contact or appointment"

    link_id = fields.Many2one("google.sync.link", required=True, ondelete="cascade", readonly=True)
    title = fields.Char(compute="_compute_title")
    asks = fields.Selection(
        [
            ("contact", "Which contact it is"),
            ("own", "Whether two entries of the user are one"),
            ("invitation", "Whether an entry of the user is an invitation"),
        ],
        compute="_compute_asks",
    )
    candidate_ids = fields.One2many(
        "google.sync.choose.contact.candidate", "wizard_id", readonly=True
    )

    @api.depends("link_id")
    def _compute_asks(self):
        for wizard in self:
            link = wizard.link_id.sudo()
            if link.res_model == CONTACT:
                wizard.asks = "contact"
            else:
                is_own = any(one.get("is_own") for one in link.candidates or ())
                wizard.asks = "own" if is_own else "invitation"

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards._check_link()
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self._check_link()
        return result

    @api.depends("link_id")
    def _compute_title(self):
        for wizard in self:
            # An unsaved dialogue may name any link.
            wizard.title = wizard.link_id._filtered_access("read").title

    def _check_link(self):
        """Nobody is asked about another's records, nor told their titles."""
        self.env["google.sync.link"].browse(self.sudo().link_id.ids).check_access("read")

    def _open(self, link):
        """The dialogue that asks about a link."""
        wizard = self.create(
            {
                "link_id": link.id,
                "candidate_ids": [
                    Command.create(
                        {"key": str(one["id"]), "name": one["name"], "about": one.get("about")}
                    )
                    for one in link.candidates or ()
                ],
            }
        )
        return wizard._get_records_action(name=self.env._("Is it one of these?"), target="new")

    def action_none(self):
        """It is none of them: it stays, or becomes, a record of its own."""
        self.ensure_one()
        self.link_id._choose(None)


class GoogleSyncChooseContactCandidate(models.TransientModel):
    """A record that could be the same."""

    _name = "google.sync.choose.contact.candidate"
    _description = "Google Sync: a contact or appointment that it could be"

    wizard_id = fields.Many2one(
        "google.sync.choose.contact", required=True, ondelete="cascade", readonly=True
    )
    key = fields.Char(required=True, readonly=True)
    name = fields.Char(required=True, readonly=True)
    about = fields.Text(readonly=True)

    def action_choose(self):
        """It is this one."""
        self.ensure_one()
        self.wizard_id.link_id._choose(self.key)
