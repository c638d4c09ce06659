from odoo import fields, models

#: Only they change this; other users may change companies, too.
ADMINISTRATORS = "base.group_system"

#: How much of an appointment's words Google shows, from everything to nothing.
PRIVACY_LEVELS = [
    ("full", "Title, description and place"),
    ("first_name", "The client's first name only"),
    ("initials", "The client's initials only"),
    ("kind", "Kind of appointment (its tags) only"),
    ("reference", "Reference number only"),
    ("busy", "“Busy” only"),
]


#: What decides on the words that Google gets of the company's users.
_DECISIVE = frozenset({"google_privacy", "google_privacy_enforced", "active", "user_ids"})


class ResCompany(models.Model):
    """What Google may show of appointments, for all users of a company."""

    _inherit = "res.company"

    google_privacy = fields.Selection(
        PRIVACY_LEVELS,
        string="Appointments in Google",
        default="full",
        required=True,
        groups=ADMINISTRATORS,
        help="What Google can see of appointments created in Odoo.",
    )
    google_privacy_enforced = fields.Boolean(
        string="The same for everybody",
        groups=ADMINISTRATORS,
        help="Users cannot choose for themselves what Google shows.",
    )

    def write(self, vals):
        if _DECISIVE.isdisjoint(vals):
            return super().write(vals)
        users = self.env["res.users"].sudo().search([("google_sync_account_ids", "!=", False)])
        before = users._google_words()
        result = super().write(vals)
        self.env.registry.clear_cache()
        users._send_google_words_again(before)
        return result
