from odoo import fields, models
from odoo.fields import Command


class GoogleSyncChooseContact(models.TransientModel):
    """Asks which contact on the other side is the same, where nobody but the user can say."""

    _name = "google.sync.choose.contact"
    _description = "Google Sync: choose the same contact"

    link_id = fields.Many2one("google.sync.link", required=True, ondelete="cascade", readonly=True)
    title = fields.Char(related="link_id.title")
    candidate_ids = fields.One2many(
        "google.sync.choose.contact.candidate", "wizard_id", readonly=True
    )

    def _open(self, link):
        """The dialogue that asks about a link."""
        wizard = self.create(
            {
                "link_id": link.id,
                "candidate_ids": [
                    Command.create(
                        {"key": str(one["id"]), "name": one["name"], "about": one.get("about")}
                    )
                    for one in link.candidates
                ],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Is it one of these?"),
            "res_model": self._name,
            "res_id": wizard.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_none(self):
        """It is none of them: a contact of its own is made."""
        self.ensure_one()
        self.link_id._choose(None)


class GoogleSyncChooseContactCandidate(models.TransientModel):
    """A contact that it could be."""

    _name = "google.sync.choose.contact.candidate"
    _description = "Google Sync: a contact that it could be"

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
