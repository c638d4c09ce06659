from hashlib import sha256

from odoo import api, fields, models
from odoo.tools import SQL

from ..google_api.transport import errors
from ..sync.reporting.delegation_alerts import tell_administrators
from ..sync.store.refs import CATEGORY, CONTACT
from ..sync.workers.due import waits_query
from .google_sync_lease_mixin import CLEARING, IS_PAST, has_come


class GoogleSyncContacts(models.Model):
    """The contacts of one account: a group in Odoo, and the label of its name in Google."""

    _name = "google.sync.contacts"
    _inherit = ["google.sync.lease.mixin", "google.sync.shown"]
    _description = "Google Sync: contacts"
    _rec_name = "account_id"
    _log_access = False
    _sync_kind = "contacts"
    _claim_users = "google_sync_contacts"
    _state_depends = ("work_id.finding",)

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
        compute="_compute_state",
        search="_search_state",
    )
    message = fields.Char(string="Problem", compute="_compute_message")

    _account_unique = models.Constraint(
        "UNIQUE(account_id)", "The contacts of an account are synchronized with one group only."
    )

    @api.depends("category_id")
    def _compute_collection(self):
        for contacts in self:
            contacts.collection = f"contacts/{contacts.category_id.id}"

    def _shown_query(self, name):
        if name != "state":
            return super()._shown_query(name)
        for model in (self._name, "google.sync.work", "google.sync.request"):
            self.env[model].flush_model()
        return SQL(
            """
            SELECT contacts.id,
                   CASE WHEN work.finding NOT IN ('reauthorize', 'approval') OR %(past)s
                        THEN 'connected' ELSE work.finding END AS value,
                   %(past)s AS past
              FROM google_sync_contacts AS contacts
              JOIN google_sync_work AS work ON work.id = contacts.work_id
            """,
            past=IS_PAST,
        )

    @api.depends("work_id.trouble")
    @api.depends_context("lang")
    def _compute_message(self):
        past = self._is_asked(*CLEARING)
        for contacts in self:
            contacts.message = contacts not in past and contacts.work_id.trouble

    @api.private
    @api.model
    def of_user(self, user):
        """The contacts of the user's account, made when they have none."""
        return self._the_one_of("account_id", self.env["google.sync.account"].of_user(user))

    @api.private
    def choose(self, category):
        """Synchronize with this group from now on; links of the former one are inactive."""
        if category != self.category_id:
            self.category_id = category
        self.start_anew()

    @api.private
    def label(self):
        """The resource name and the name of the group's label in Google, as a pair.

        Both are ``False`` before the label is made.
        """
        return (self.labels or {}).get(str(self.category_id.id)) or (False, False)

    @api.private
    def labels_of_others(self):
        """Return the resource names of the labels that the user's other groups have in Google."""
        labels = self.labels or {}
        # A label may be stored for no group: one that somebody took back before the sync.
        groups = self.category_id.browse(int(one) for one in labels if one.isdigit()).exists()
        others = (labels[str(group.id)][0] for group in groups - self.category_id)
        return frozenset(filter(None, others))

    @api.private
    def values_of_label(self, resource_name, name):
        """Return the values that store the label."""
        return {"labels": {**(self.labels or {}), str(self.category_id.id): [resource_name, name]}}

    # -- as something that a worker leases --------------------------------------------------------

    @api.private
    def synced_account(self):
        return self.account_id

    @api.private
    def synced_collection(self):
        return self.collection

    @api.private
    def token_scope(self):
        """The group as the user has it: neither side tells what other rights let in, or keep
        out."""
        user = self.user_id
        rights = sorted(user.company_ids.ids), sorted(user._get_group_ids())
        return f"{self.collection}/{sha256(repr(rights).encode()).hexdigest()[:16]}"

    @api.private
    def lease_terms(self):
        account = self.account_id
        return account.decision, account.google_subject, self.token_scope()

    def _access_revoked(self, error):
        if not isinstance(error, errors.ScopeMissing):
            self.account_id.revoke_access(error)
            return {}
        if isinstance(error, errors.ScopeNotDelegated) and not self._is_refused_for_others():
            tell_administrators(self.account_id, error)
        return {"finding": "reauthorize"}

    def _is_refused_for_others(self):
        """Whether contacts were not delegated, so that administrators know of it."""
        refused = [
            ("finding", "=", "reauthorize"),
            ("account_id.connected_by", "=", "service_account"),
        ]
        return bool(self.search_count(refused, limit=1))

    def _due_query(self, now):
        return SQL(
            """
            SELECT work.id
              FROM google_sync_work AS work
              JOIN google_sync_contacts AS contacts ON contacts.work_id = work.id
              JOIN google_sync_account AS account ON account.id = contacts.account_id
              JOIN google_sync_work AS calendar ON calendar.id = account.work_id
              JOIN res_users AS app_user ON app_user.id = account.user_id
             WHERE account.decision = 'connected' AND calendar.finding != 'reauthorize'
               AND (work.finding = 'fine'
                    OR (work.finding = 'reauthorize'
                        AND account.connected_by = 'service_account'))
               AND app_user.active AND app_user.share IS NOT TRUE
               AND app_user.google_sync_enabled
               AND app_user.google_contact_category_id = contacts.category_id
               AND %(may_retry)s
               AND (%(is_time)s OR %(waits)s)
            """,
            may_retry=has_come(self.env, SQL("work.retry_at"), now),
            is_time=has_come(self.env, SQL("work.next_sync"), now),
            waits=waits_query(self.env, now, (CONTACT, CATEGORY), SQL("contacts.collection")),
        )
