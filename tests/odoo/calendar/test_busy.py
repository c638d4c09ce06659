from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...busy_case import BusyCase

#: What a calendar shows of these tests' week.
WEEK = ("2027-03-01 00:00:00", "2027-03-08 00:00:00")


@tagged("post_install", "-at_install")
class TestBusy(BusyCase):
    """What Ana does elsewhere blocks her time in Odoo, and nobody reads what it is."""

    def blocks(self, reader=None, users=None):
        partners = (users or self.ana).partner_id.ids
        found = self.env["res.users"].with_user(reader or self.ben)
        return found.google_sync_busy_blocks(partners, *WEEK)

    def test_a_ticked_calendar_blocks_time(self):
        self.private_event()
        self.tick("Private")
        self.read()
        self.assertEqual(self.busy(), [("02 09:00", "02 10:00")])
        event = self.odoo_create(self.ben, partner_ids=[(4, self.ana.partner_id.id)])
        self.assertIn(self.ana.partner_id, event.unavailable_partner_ids)
        event.write({"start": "2027-03-02 10:00:00", "stop": "2027-03-02 11:00:00"})
        self.assertFalse(event.unavailable_partner_ids)

    def test_colleagues_see_when_and_not_what(self):
        self.private_event()
        self.tick("Private")
        self.read()
        partner_id = self.ana.partner_id.id
        block = {"start": "2027-03-02 09:00:00", "stop": "2027-03-02 10:00:00"}
        self.assertEqual(self.blocks(), [{"partner_id": partner_id, **block}])

    def test_a_dump_holds_no_title(self):
        self.private_event()
        self.tick("Private")
        self.read()
        self.env.flush_all()
        self.cr.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND table_type = 'BASE TABLE' AND table_name LIKE ANY"
            " (ARRAY['google_sync%', 'calendar_event%', 'mail_m%', 'bus_bus'])"
        )
        for (table,) in self.cr.fetchall():
            self.cr.execute(f'SELECT count(*) FROM "{table}" AS t WHERE t::text LIKE \'%Dentist%\'')  # noqa: S608
            self.assertEqual(self.cr.fetchone(), (0,), table)
