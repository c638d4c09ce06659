from odoo.fields import Command
from odoo.tests import tagged

from ...common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestStatusOfContacts(GoogleSyncCase):
    """Why is this contact not in Google?"""

    def set_up_once(self):
        super().set_up_once()
        self.ana.group_ids += self.env.ref("base.group_partner_manager")
        self.group = self.env["res.partner.category"].create({"name": "Patients"})
        self.account = self.connect(self.ana, google_contact_category_id=self.group.id)
        self.sync()

    def new_contact(self, name="Clara Weber", **values):
        values = {"category_id": [Command.link(self.group.id)], **values}
        return self.env["res.partner"].create({"name": name, **values})

    def assertShown(self, contact, status, words="", remedy=False):
        self.env.flush_all()
        self.env.invalidate_all()
        mine = contact.with_user(self.ana)
        found = (mine.google_sync_status, mine.google_sync_remedy, mine.google_sync_reason or "")
        self.assertEqual(found[:2], (status, remedy), found)
        self.assertIn(words, found[2])

    def test_in_the_group_and_out_of_it(self):
        contact = self.new_contact(category_id=[])
        self.assertShown(contact, "excluded", "It is not in your client group “Patients”.")
        contact.category_id = self.group
        self.assertShown(contact, "waiting", "will be sent to Google with the next sync")
        self.sync()
        self.assertShown(contact, "synced")
        self.assertIn("Clara Weber", self.page(contact.with_user(self.ana).google_sync_url))
        contact.active = False
        self.sync()
        self.assertShown(contact, "excluded", "It is archived.")

    def test_filters_and_groups(self):
        contacts = self.new_contact("Out", category_id=[]) | self.new_contact("In")
        self.sync()
        contacts |= self.new_contact("New")
        self.env.flush_all()
        partners = self.env["res.partner"].with_user(self.ana)
        mine = [("id", "in", contacts.ids)]
        groups = partners.formatted_read_group(mine, ["google_sync_status"], ["__count"])
        found = {group["google_sync_status"]: group["__count"] for group in groups}
        self.assertEqual(found, {"synced": 1, "waiting": 1, "excluded": 1})
        for status, name in (("synced", "In"), ("waiting", "New"), ("excluded", "Out")):
            one = partners.search([*mine, ("google_sync_status", "=", status)])
            self.assertEqual(one.mapped("name"), [name])

    def test_who_has_chosen_no_group_is_told_nothing(self):
        contact = self.new_contact()
        self.ana.google_contact_category_id = False
        self.assertShown(contact, False)

    def test_a_name_that_is_missing_is_failing(self):
        company = self.new_contact("Weber & Co", is_company=True, category_id=[])
        contact = self.new_contact(False, type="invoice", parent_id=company.id)
        self.sync()
        self.assertShown(contact, "failed", "It has no name.", "retry")
        contact.name = "Accounts"
        self.sync()
        self.assertShown(contact, "synced")

    def test_contacts_that_were_not_allowed(self):
        contact = self.new_contact()
        self.account.contacts_ids.work_id.write(
            {"finding": "reauthorize", "trouble": "Tick every box."}
        )
        self.assertShown(contact, "waiting", "Tick every box.", "authorize")
        event = self.odoo_create(self.ana)
        self.assertFalse(event.with_user(self.ana).google_sync_remedy)
