from odoo import api, fields, models
from odoo.exceptions import UserError

from ..sync.database import caches
from ..sync.reporting.client_actions import reload


class GoogleSyncErasure(models.Model):
    """The erasure of a client from Google: who asked for it, when, and the outcome.

    It has no more of the client than the contact's number. Administrators insert it; what workers
    do is in the parts, one for each account.
    """

    _name = "google.sync.erasure"
    _description = "Google Sync: erasure of a client"
    _order = "id desc"
    _rec_name = "reference"
    _log_access = False

    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
        help="Empty once the contact was deleted in Odoo.",
    )
    contact_number = fields.Integer(readonly=True)
    addresses = fields.Json(
        readonly=True, help="The ids of the contacts that were addresses of the client's."
    )
    reference = fields.Char(compute="_compute_reference")
    requested_by_id = fields.Many2one(
        "res.users", string="Requested by", default=lambda self: self.env.user, readonly=True
    )
    requested_at = fields.Datetime(
        string="Requested", required=True, default=fields.Datetime.now, readonly=True
    )
    clears = fields.Boolean(
        string="Cleared in Odoo, too",
        readonly=True,
        help="The client's appointments in Odoo have lost title, description, place and client.",
    )
    events = fields.Json(readonly=True, help="The ids of the appointments, also in Odoo.")
    appointments = fields.Integer(
        readonly=True, help="How many appointments of the client Odoo had at that time."
    )
    is_lifted = fields.Boolean(
        string="Allowed in Google Again",
        readonly=True,
        help="New appointments of the client go to Google again. The former ones stay hidden.",
    )
    part_ids = fields.One2many(
        "google.sync.erasure.part", "erasure_id", string="Accounts", readonly=True
    )
    state = fields.Selection(
        [("waiting", "In progress"), ("partly", "Done, see remarks"), ("done", "Done")],
        compute="_compute_state",
    )
    done_at = fields.Datetime(string="Finished", compute="_compute_state")

    @api.depends("contact_number")
    @api.depends_context("lang")
    def _compute_reference(self):
        for erasure in self:
            erasure.reference = self.env._("Contact %(number)s", number=erasure.contact_number)

    @api.depends("part_ids.state", "part_ids.done_at")
    def _compute_state(self):
        for erasure in self:
            parts = erasure.part_ids
            waits = any(part.state == "waiting" for part in parts)
            remarks = any(part.left or part.external or part.state == "by_hand" for part in parts)
            erasure.state = "waiting" if waits else "partly" if remarks else "done"
            dates = [erasure.requested_at, *parts.mapped("done_at")]
            erasure.done_at = False if waits else max(filter(None, dates), default=False)

    @api.private
    @api.model
    @caches.remembered()
    def contacts(self):
        """Return the ids of the contacts that Google must not know of.

        :rtype: list[int]
        """
        erased = self.sudo().search([("is_lifted", "=", False)])
        numbers = (number for erasure in erased for number in erasure.numbers())
        return sorted({*numbers, *erased.partner_id.ids})

    @api.private
    def numbers(self):
        """Return the ids that the contact and its addresses had.

        :rtype: list[int]
        """
        return [self.contact_number, *(self.addresses or ())]

    def action_lift(self):
        """Let what is new of the client go to Google again."""
        self.ensure_one()
        self.check_access("read")
        if self.state == "waiting":
            raise UserError(
                self.env._(
                    "Wait until it is finished. Or delete in Google what is left, and press “Mark "
                    "as Deleted by Hand”."
                )
            )
        self.sudo().is_lifted = True
        self.env["google.sync.erasure.words"].forget(self)
        self.env["res.company"].google_tell_all()
        self.sudo().part_ids.account_id.ask_worker("let_back")
        return reload()
