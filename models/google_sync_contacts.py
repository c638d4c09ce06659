from odoo import api, fields, models
from odoo.tools import SQL

from ..engine.contact_policy import ContactPolicy
from ..google_api import errors
from ..sync.records import CATEGORY, CONTACT
from ..sync.refusals import tell_administrators


class GoogleSyncContacts(models.Model):
    """The contacts of one account: a group in Odoo, and the label of its name in Google."""

    _name = "google.sync.contacts"
    _inherit = "google.sync.claimable"
    _description = "Google Sync: contacts"
    _rec_name = "account_id"
    _log_access = False
    _sync_kind = "contacts"

    account_id = fields.Many2one(
        "google.sync.account", required=True, ondelete="cascade", readonly=True
    )
    user_id = fields.Many2one(related="account_id.user_id")
    category_id = fields.Many2one(
        "res.partner.category", string="Client Group", ondelete="cascade", readonly=True
    )
    collection = fields.Char(compute="_compute_collection", store=True)
    state = fields.Selection(
        [
            ("connected", "In sync"),
            ("reauthorize", "Authorize again"),
            ("approval", "Waiting for approval"),
        ],
        required=True,
        default="connected",
        readonly=True,
    )
    label_id = fields.Char(readonly=True, help="Google's resource name of the label.")
    label_name = fields.Char(
        readonly=True, help="The name of the group when the label was given it."
    )

    former_labels = fields.Json(
        readonly=True,
        help="By the id of a group that was chosen before, the label's resource name and name.",
    )

    pictures_wait = fields.Boolean(
        readonly=True, help="The pictures of all contacts are to be looked at in the next run."
    )

    _account_unique = models.Constraint(
        "UNIQUE(account_id)", "The contacts of an account are synchronized with one group only."
    )

    @api.depends("category_id")
    def _compute_collection(self):
        for contacts in self:
            contacts.collection = f"contacts/{contacts.category_id.id}"

    @api.model
    def _of_user(self, user):
        """The contacts of the user's account, made when they have none."""
        account = self.env["google.sync.account"]._of_user(user)
        contacts = self.sudo()
        found = contacts.search([("account_id", "=", account.id)])
        return found or contacts.create({"account_id": account.id})

    def _choose(self, category):
        """Synchronise with this group from now on; links of the former one rest."""
        if category != self.category_id:
            labels = {
                **(self.former_labels or {}),
                str(self.category_id.id): [self.label_id, self.label_name],
            }
            label_id, label_name = labels.pop(str(category.id), (False, False))
            self.write(
                {
                    "category_id": category.id,
                    "label_id": label_id,
                    "label_name": label_name,
                    "former_labels": labels,
                }
            )
        self._start_anew()

    def _forget_google(self):
        """Another Google account has other contacts: which are the same, they have to tell."""
        self.write({"label_id": False, "label_name": False, "former_labels": False})
        self.env["google.sync.link"].search(
            [("account_id", "in", self.account_id.ids), ("res_model", "=", CONTACT)]
        ).unlink()

    def _start_anew(self):
        """Compare everything in the next run."""
        if not self:
            return
        self.write({**self._anew(), "state": "connected"})
        self._request_sync()

    def _policy(self):
        user = self.user_id
        return ContactPolicy(
            imports=user.google_import_contacts,
            undo_deletions=self.undo_deletions,
            may_create=self.env(user=user.id, su=False)["res.partner"].has_access("create"),
        )

    # -- as something to be claimed ------------------------------------------------------------

    def _sync_account(self):
        return self.account_id

    def _collection(self):
        return self.collection

    def _lost(self, error):
        if not isinstance(error, errors.ScopeMissing):
            self.account_id._lose_access(error)
            return {}
        if isinstance(error, errors.ScopeNotDelegated) and not self._is_refused_for_others():
            tell_administrators(self.account_id, error)
        return {"state": "reauthorize"}

    def _is_refused_for_others(self):
        """Whether contacts were not delegated, so that administrators know of it."""
        refused = [
            ("state", "=", "reauthorize"),
            ("account_id.connected_by", "=", "service_account"),
        ]
        return bool(self.search_count(refused, limit=1))

    def _due_query(self, now):
        return SQL(
            """
            SELECT claimed.id
              FROM google_sync_contacts AS claimed
              JOIN google_sync_account AS account ON account.id = claimed.account_id
              JOIN res_users AS app_user ON app_user.id = account.user_id
             WHERE account.state NOT IN ('disconnected', 'reauthorize', 'paused', 'leaving')
               AND (claimed.state = 'connected'
                    OR (claimed.state = 'reauthorize'
                        AND account.connected_by = 'service_account'))
               AND app_user.active AND app_user.share IS NOT TRUE
               AND app_user.google_sync_enabled
               AND app_user.google_contact_category_id = claimed.category_id
               AND (claimed.lease_until IS NULL OR claimed.lease_until < %(now)s)
               AND (claimed.retry_at IS NULL OR claimed.retry_at <= %(now)s)
               AND (claimed.next_sync IS NULL OR claimed.next_sync <= %(now)s OR %(waits)s)
            """,
            now=now,
            waits=self._waits_query(now, (CONTACT, CATEGORY), SQL("claimed.collection")),
        )
