from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...busy_case import WEEK, BusyCase


@tagged("post_install", "-at_install")
class TestBusyRights(BusyCase):
    """Colleagues see when Ana is busy elsewhere; nobody reads what it is, or whose."""

    def test_colleagues_see_when_and_not_what(self):
        self.busy_at_nine()
        block = {"start": "2027-03-02 09:00:00", "stop": "2027-03-02 10:00:00"}
        self.assertEqual(self.blocks(), [{"partner_id": self.ana.partner_id.id, **block}])

    def test_another_company_sees_nothing(self):
        self.busy_at_nine()
        company = self.env["res.company"].create({"name": "Elsewhere"})
        chris = self.new_user("chris", company_id=company.id, company_ids=[(6, 0, company.ids)])
        self.assertEqual(self.blocks(chris), [])

    def test_another_company_finds_out_nothing_by_booking(self):
        self.busy_at_nine()
        company = self.env["res.company"].create({"name": "Elsewhere"})
        chris = self.new_user("chris", company_id=company.id, company_ids=[(6, 0, company.ids)])
        self.env["bus.bus"].search([]).unlink()
        event = self.booked(chris)
        self.assertFalse(event.with_user(chris).unavailable_partner_ids)
        self.assertEqual(event.with_user(self.ben).unavailable_partner_ids, self.ana.partner_id)
        self.assertEqual(self.warnings(), [])
        self.ana.google_busy_booking = "refuse"
        with self.assertRaisesRegex(UserError, "cannot come at this time") as refused:
            self.booked(chris)
        self.assertNotIn("calendar", str(refused.exception))

    def test_a_guest_from_outside_finds_out_nothing(self):
        self.busy_at_nine()
        portal = self.new_user("outside", groups="base.group_portal")
        event = self.booked()
        event.partner_ids |= portal.partner_id
        self.assertIn(self.ana.partner_id, event.unavailable_partner_ids)
        self.assertFalse(event.with_user(portal).unavailable_partner_ids)

    def test_people_from_outside_see_nothing(self):
        self.busy_at_nine()
        portal = self.new_user("outside", groups="base.group_portal")
        with self.assertRaises(AccessError):
            self.blocks(portal)
        for model in ("busy.interval", "busy.calendar", "busy.reading", "busy.address"):
            for user in (portal, self.ben):
                rows = self.env[f"google.sync.{model}"].with_user(user)
                with self.subTest(model=model, user=user.login):
                    if model == "busy.calendar" and user == self.ben:
                        self.assertFalse(rows.search([]))
                    else:
                        with self.assertRaises(AccessError):
                            rows.search([])

    def test_the_name_of_a_calendar_is_its_owners(self):
        self.tick("Private")
        calendar = self.calendars()
        self.assertEqual(calendar.with_user(self.ana).display_name, "Private")
        self.assertFalse(calendar.with_user(self.ben).display_name)

    def test_nonsense_is_refused(self):
        asked = self.env["res.users"].with_user(self.ben).google_sync_busy_blocks
        for arguments in (
            (self.ana.partner_id.ids, "yesterday", WEEK[1]),
            (self.ana.partner_id.ids, WEEK[1], WEEK[0]),
            (self.ana.partner_id.ids, "1970-01-01 00:00:00", WEEK[1]),
            ("all", *WEEK),
            (list(range(1000)), *WEEK),
            (self.ana.partner_id.ids, None, None),
            (self.ana.partner_id.ids, "", ""),
            (self.ana.partner_id.ids, [], {}),
        ):
            with self.subTest(arguments=str(arguments)[:60]), self.assertRaises(ValidationError):
                asked(*arguments)
        self.assertEqual(asked([None, "1", {}, 10**12, -1, True], *WEEK), [])

    def test_a_dump_holds_no_title(self):
        self.busy_at_nine()
        self.env.flush_all()
        self.cr.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND table_type = 'BASE TABLE' AND table_name LIKE ANY"
            " (ARRAY['google_sync%', 'calendar_event%', 'mail_m%', 'bus_bus'])"
        )
        for (table,) in self.cr.fetchall():
            self.cr.execute(
                f'SELECT count(*) FROM "{table}" AS one'  # noqa: S608
                " WHERE one::text LIKE '%Dentist%'"
            )
            self.assertEqual(self.cr.fetchone(), (0,), table)
