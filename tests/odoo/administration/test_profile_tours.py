"""Profiles and managers in the browser."""

from odoo.tests import new_test_user, tagged

from ...profiles import ProfilesMixin
from ...tour_case import TourCase


@tagged("post_install", "-at_install")
class TestProfileTours(ProfilesMixin, TourCase):
    def test_a_profile_and_who_has_it(self):
        self.ana.name = "Ana"
        self.env.ref("base.user_admin").name = "Mitchell Admin"
        self.connect(self.ana)
        self.odoo_create(self.ana, "Mrs Weber")
        self.sync()
        self.group("Doctors", self.ana)
        self.tour("profile", "/odoo/google-sync-profiles", login="admin")
        self.assertEqual(self.ana.google_privacy, "busy")
        self.tour("locked", self.preferences())
        self.assertTrue(self.ana.google_import_birthday)
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Busy"})

    def test_a_manager(self):
        self.ana.name = "Ana"
        account = self.connect(self.ana)
        self.sync()
        groups = "base.group_user,google_sync.group_google_sync_manager"
        new_test_user(self.env, "front_desk", groups, password="front_desk")
        self.tour("manager", "/odoo/google-sync", login="front_desk")
        self.assertEqual(account.state, "paused")
