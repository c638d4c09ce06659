from odoo import api, models
from odoo.tools import SQL

from ..google_api.transport.web_pages import person_page
from ..sync.google import client as google_client
from ..sync.odoo import deciding
from ..sync.odoo.contact_fields import HELD_FIELDS
from ..sync.operations.erase import keep_erased
from ..sync.reporting.health import held_up
from ..sync.reporting.status import ContactScope

#: A write of none of these changes nothing that Google shows: the fields that are synchronized, and
#: those that decide about them, about the group, or about who may see the contact.
SYNCED_FIELDS = frozenset(name for field in HELD_FIELDS.values() for name in field.names) | {
    "active",
    "category_id",
    "company_id",
    "company_type",
    "image_1920",
    "parent_id",
    "type",
}

#: By these, the words of appointments are known to name a client.
FOUND_BY = frozenset({"name", "email", "phone"})


class ResPartner(models.Model):
    """Tells the outbox what changes of contacts, and those who are concerned by it."""

    _name = "res.partner"
    _inherit = ["res.partner", "google.sync.status.mixin"]

    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        self.env["google.sync.change"].enqueue(partners.filtered("category_id"))
        return partners

    def write(self, vals):
        if SYNCED_FIELDS.isdisjoint(vals):
            return super().write(vals)
        before = {partner: partner.email_normalized for partner in self if "email" in vals}
        if not FOUND_BY.isdisjoint(vals):
            keep_erased(self)
        result = super().write(vals)
        changes = self.env["google.sync.change"]
        changes.enqueue(self)
        if "name" in vals:
            changes.enqueue_events(deciding.masked_for, self)
        moved = self.filtered(lambda one: one in before and one.email_normalized != before[one])
        changes.enqueue_events(deciding.inviting, moved)
        return result

    def _write_multi(self, vals_list):
        """Odoo writes the address of a company and of its people past ``write``, as well as what it
        computes of a company's name for all below it."""
        result = super()._write_multi(vals_list)
        changed = (
            partner.id
            for partner, vals in zip(self, vals_list, strict=True)
            if not SYNCED_FIELDS.isdisjoint(vals)
        )
        self.env["google.sync.change"].enqueue(self.browse(changed))
        return result

    def unlink(self):
        keep_erased(self)
        changes = self.env["google.sync.change"]
        changes.enqueue(self)
        # PostgreSQL takes them out of their meetings, without a word to anybody.
        for of_contacts in (deciding.masked_for, deciding.inviting):
            changes.enqueue_events(of_contacts, self)
        return super().unlink()

    @api.model
    def _google_sync_concerned_query(self, partner_ids):
        """The accounts that have a contact in their group or linked.

        :param list[int] partner_ids: also of contacts that are deleted by now
        :return: a query of ``account_id, res_model, res_id``
        """
        return SQL(
            """
            SELECT contacts.account_id, %(model)s AS res_model, concerned.res_id
              FROM (
                SELECT member.category_id, member.partner_id AS res_id
                  FROM res_partner_res_partner_category_rel AS member
                 WHERE member.partner_id = ANY(%(ids)s)
                 UNION
                SELECT contacts.category_id, link.res_id
                  FROM google_sync_link AS link
                  JOIN google_sync_contacts AS contacts
                    ON contacts.account_id = link.account_id
                   AND contacts.collection = link.collection
                 WHERE link.res_model = %(model)s AND link.res_id = ANY(%(ids)s)
              ) AS concerned
              JOIN google_sync_contacts AS contacts
                ON contacts.category_id = concerned.category_id
              JOIN google_sync_account AS account ON account.id = contacts.account_id
              JOIN res_users AS app_user ON app_user.id = account.user_id
             WHERE account.decision != 'disconnected'
               AND app_user.active AND app_user.google_sync_enabled
               AND app_user.google_contact_category_id = contacts.category_id
            """,
            model=self._name,
            ids=partner_ids,
        )

    # -- whether it is in Google ----------------------------------------------------------------

    @api.model
    def _google_sync_scope(self):
        """The contacts of the group that the user has chosen; ``None`` without one."""
        user = self.env.user.sudo()
        contacts = user.google_sync_account_ids.contacts_ids
        chosen = user.google_contact_category_id and contacts
        if not (chosen and self._google_sync_is_shown()):
            return None
        noted = self.env["google.sync.change"].enqueued()
        trouble = held_up(self.env, contacts.account_id, contacts)
        return ContactScope(contacts.account_id, contacts.collection, noted, trouble)

    @api.model
    def _google_sync_pages(self, account):
        addresses, email = google_client.endpoints(), account.google_email
        return lambda _contact, standing: person_page(addresses, standing.google_id, email)
