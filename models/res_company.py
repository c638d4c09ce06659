from odoo import api, fields, models
from odoo.fields import Domain

from ..sync.database import caches

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


#: They are read together, and not with all else that everybody reads of a company.
_APART = "google_sync"

#: The fields that decide which words Google gets from the company's users.
_DECISIVE = frozenset({"google_privacy", "google_privacy_enforced", "active", "user_ids"})


class ResCompany(models.Model):
    """Decides what Google may show of appointments, for all users of a company."""

    _inherit = "res.company"

    google_privacy = fields.Selection(
        PRIVACY_LEVELS,
        string="Appointments in Google",
        default="full",
        required=True,
        prefetch=_APART,
        groups=ADMINISTRATORS,
        help="What Google can see of appointments created in Odoo.",
    )
    google_privacy_enforced = fields.Boolean(
        string="The same for everybody",
        prefetch=_APART,
        groups=ADMINISTRATORS,
        help="Users cannot choose for themselves what Google shows.",
    )
    google_privacy_of_tags = fields.Json(
        readonly=True,
        copy=False,
        prefetch=_APART,
        groups=ADMINISTRATORS,
        help="What Google can see at most, by the tag's id. All companies have the same.",
    )
    google_erased_contacts = fields.Json(
        readonly=True,
        copy=False,
        prefetch=_APART,
        groups=ADMINISTRATORS,
        help="The ids of the contacts that were erased from Google, once there were any. All "
        "companies have the same.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        common = self.google_common()
        if any(common.values()):
            companies.sudo().write(common)
        return companies

    @api.private
    @api.model
    def google_common(self):
        """What is decided for all companies, which each keeps beside what it decides itself.

        A run reads it in each transaction: what a worker has cached may be outdated.
        """
        erasures = self.env["google.sync.erasure"].sudo()
        is_used = bool(erasures.search_count([], limit=1))
        erased = {"contacts": erasures.contacts()} if is_used else False
        return {
            "google_privacy_of_tags": self.env["calendar.event.type"].google_levels(),
            "google_erased_contacts": erased,
        }

    @api.private
    @api.model
    def google_tell_all(self):
        """Tell all companies what has been decided for everybody."""
        caches.forget(self.env)
        companies = self.sudo().with_context(active_test=False).search(Domain.TRUE)
        companies.write(self.google_common())

    def write(self, vals):
        if _DECISIVE.isdisjoint(vals):
            return super().write(vals)
        users = self.env["res.users"].sudo().search([("google_sync_account_ids", "!=", False)])
        before = users._google_words()
        result = super().write(vals)
        caches.forget(self.env)
        users._send_google_words_again(before)
        return result
