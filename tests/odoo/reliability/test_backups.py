"""Odoo's database is put back to how it was before: Google has what is newer, and ids are given
again."""

from odoo.tests import tagged

from ...fault_case import FaultCase
from ...series_case import hour


@tagged("post_install", "-at_install")
class TestBackups(FaultCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.google_import_events = True
        self.odoo_create(self.ana, "Kept")
        self.odoo_contact("Kept Green")
        self.sync()
        self.sync()

    def setUp(self):
        super().setUp()
        self.cr.execute("SAVEPOINT backup")

    def _put_back(self):
        """Nothing is left in Odoo of what was made since, not even that its ids were taken."""
        self.roll_back_to("backup")
        for table in ("calendar_event", "res_partner"):
            self.cr.execute(
                f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"  # noqa: S608
            )

    def _made_later(self, *records):
        """They were made an hour after what Google has."""
        self.commit()
        self.env.flush_all()
        for record in records:
            self.cr.execute(
                f"UPDATE {record._table} SET create_date = now() + interval '1 hour'"  # noqa: S608
                " WHERE id = %s",
                [record.id],
            )
        self.env.invalidate_all()

    def test_what_was_made_since_comes_back_and_is_nobody_else(self):
        weber = self.odoo_create(self.ana, "Mrs Weber", **hour("2027-03-02", 8, 9))
        ann = self.odoo_contact("Ann Old", email="ann@mail.example")
        former = weber.id, ann.id
        self.sync()
        self.sync()
        self._put_back()
        fischer = self.odoo_create(self.ana, "Mr Fischer", **hour("2027-03-04", 9, 10))
        zoe = self.odoo_contact("Zoe New", email="zoe@mail.example")
        self.assertEqual((fischer.id, zoe.id), former, "ids are given again")
        self._made_later(fischer, zoe)
        self.sync()
        self._come_to_rest()
        titles, names = {"Kept", "Mrs Weber", "Mr Fischer"}, {"Kept Green", "Ann Old", "Zoe New"}
        self.assertEqual(set(self.odoo_events(self.ana)), titles)
        self.assertEqual(set(self.google_events(self.ana)), titles)
        self.assertEqual(set(self.odoo_contacts()), names)
        self.assertEqual(set(self.google_people()), names)
        self.assertEqual(self.google_people()["Zoe New"]["emailAddresses"][0]["value"], zoe.email)

    def test_what_was_said_since_comes_back(self):
        event, contact = self.odoo_events(self.ana)["Kept"], self.odoo_contacts()["Kept Green"]
        event.name, contact.function = "Kept and renamed", "Gardener"
        self.sync()
        self._put_back()
        self.assertEqual(event.name, "Kept")
        self._come_to_rest()
        self.assertEqual((event.name, contact.function), ("Kept and renamed", "Gardener"))
        self.assertFalse(self.env["google.sync.conflict"].search([]))
