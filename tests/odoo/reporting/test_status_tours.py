from odoo.tests import tagged

from ...tour_case import TourCase


@tagged("post_install", "-at_install")
class TestStatusTours(TourCase):
    """What people see in the browser of their account, and of one record."""

    def test_a_sync_is_asked_for_and_shown_as_it_happens(self):
        self.connect(self.ana)
        self.sync()
        today = self.today()
        self.google_insert(
            self.ana,
            "Lunch with Clara",
            start={"dateTime": f"{today}T10:00:00Z"},
            end={"dateTime": f"{today}T11:00:00Z"},
        )
        with self.syncing_at_once():
            self.tour("chip")

    def test_what_needs_attention(self):
        self.connect(self.ana, tz="America/New_York")
        self.sync()
        self.tour("attention")

    def test_the_first_appointment_offers_to_connect(self):
        self.make_google_account(self.ana)
        self.ana.google_sync_enabled = True
        self.tour("first_appointment")

    def test_a_failing_appointment_is_tried_again(self):
        account = self.connect(self.ana)
        event = self.odoo_create(self.ana, "Mrs Weber")
        self.fault("events.insert", status=400, reason="invalid", times=1)
        self.sync()
        self.tour("retry", f"/odoo/calendar.event/{event.id}")
        self.sync()
        self.assertEqual(self.link(account, event).state, "synced")
        self.assertIn("Mrs Weber", self.google_events(self.ana))

    def test_filters_of_the_list(self):
        self.connect(self.ana)
        today = self.today()
        for name in ("Mrs Weber", "Mr Lambert"):
            self.odoo_create(self.ana, name, start=f"{today} 09:00:00", stop=f"{today} 10:00:00")
        self.fault("events.insert", status=400, reason="invalid", times=1)
        self.sync()
        self.tour("filter")
