from odoo import api, fields, models


class GoogleSyncErasurePart(models.Model):
    """The progress of erasing a client in one account, as workers note it."""

    _name = "google.sync.erasure.part"
    _description = "Google Sync: erasure of a client in one account"
    _order = "id"
    _log_access = False
    _rec_name = "account_id"

    erasure_id = fields.Many2one(
        "google.sync.erasure", required=True, ondelete="cascade", index=True, readonly=True
    )
    account_id = fields.Many2one(
        "google.sync.account", string="User", required=True, ondelete="cascade", readonly=True
    )
    state = fields.Selection(
        [("waiting", "In progress"), ("done", "Done"), ("by_hand", "Deleted by hand")],
        required=True,
        default="waiting",
        readonly=True,
    )
    done_at = fields.Datetime(string="Finished", readonly=True)
    masked = fields.Integer(
        string="Appointments hidden", readonly=True, help="Google shows “Busy” in their place."
    )
    contacts = fields.Integer(string="Contacts deleted", readonly=True)
    lines = fields.Integer(
        string="Log entries cleared",
        readonly=True,
        help="Of the log, conflicts and alerts in Odoo.",
    )
    external = fields.Integer(
        string="Organized by others",
        readonly=True,
        help="Meetings that somebody else organizes in Google. Only they can change them.",
    )
    left = fields.Integer(
        string="Left in Google",
        readonly=True,
        help="Appointments that are no longer synchronized, such as in a former calendar.",
    )
    trouble = fields.Char(readonly=True, help="Why Google has not deleted the contact yet.")
    remark = fields.Char(compute="_compute_remark", compute_sudo=True)

    _waiting_index = models.Index("(account_id) WHERE state = 'waiting'")

    @api.depends("state", "external", "left", "trouble", "account_id.decision")
    @api.depends_context("lang")
    def _compute_remark(self):
        for part in self:
            part.remark = " ".join(filter(None, part._remarks())) or False

    def _remarks(self):
        """Why it is not done, and what is left for people to do."""
        if self.state == "waiting":
            yield self._waits_for()
        if self.external:
            yield self.env._(
                "Meetings that others organize in Google: %(count)s. Ask their organizers to "
                "delete them.",
                count=self.external,
            )
        if self.left:
            yield self.env._(
                "Appointments that are no longer synchronized: %(count)s. The user must delete "
                "them in Google Calendar.",
                count=self.left,
            )

    def _waits_for(self):
        account = self.account_id
        if account.state in ("disconnected", "reauthorize"):
            return self.env._(
                "Odoo has no access to this Google account. Erasing continues when the user "
                "connects again. Or delete the client's entries in Google, and press “Mark as "
                "Deleted by Hand”."
            )
        if account.state != "connected" or not account.user_id.syncs_with_google():
            return self.env._(
                "The sync of this user is stopped. Erasing continues when it is resumed."
            )
        if self.trouble:
            return self.env._("Google has not deleted the contact: %(why)s", why=self.trouble)
        return self.env._("Sending to Google… If this takes long, check the user's sync errors.")

    def action_settle(self):
        """People have seen to what Odoo could not do in Google."""
        self.ensure_one()
        self.check_access("read")
        self.sudo().account_id.ask_worker("erase", by_hand=self.id)
        text = self.env._("Odoo will clear the rest of the client's data in a moment.")
        return self.env["res.users"]._google_notify("success", text)
