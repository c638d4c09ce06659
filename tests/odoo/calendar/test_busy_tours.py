from odoo.tests import tagged

from ...busy_case import BusyCase
from ...tour_case import TourCase


@tagged("post_install", "-at_install")
class TestBusyTours(BusyCase, TourCase):
    """Other calendars on the Google page."""

    def test_choosing_google_calendars(self):
        self.tour("busy_choose", self.preferences())
        self.assertEqual(self.calendars().google_id, self.private)

    def test_an_address(self):
        self.tour("busy_address", self.preferences())
        self.assertFalse(self.calendars())
