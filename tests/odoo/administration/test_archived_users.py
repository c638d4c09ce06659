"""What an administrator is told of somebody who leaves, and how the access to Google ends."""

from ast import literal_eval

from odoo.tests import tagged

from ....sync.reporting import dashboard
from .test_administration import AdministrationCase


@tagged("post_install", "-at_install")
class TestArchivedUsers(AdministrationCase):
    """Ana leaves the clinic, and the administrator archives her user."""

    def archive(self):
        self.env.flush_all()
        told = self.ana.with_user(self.admin).action_archive()
        self.env.invalidate_all()
        return told

    def test_nothing_is_asked_of_google_and_nothing_is_given_back_unasked(self):
        self.archive()
        self.google_insert(self.ana, "Lunch")
        self.odoo_create(self.ana, "Check-up")
        self.requests_made()
        self.sync()
        self.give_access_back()
        self.assertFalse(self.requests_made())
        self.assertTrue(self.env["google.sync.grant"].load(self.account))

    def test_whoever_archives_is_told(self):
        told = self.archive()["params"]
        self.assertIn("Nothing of Ana is synchronized any more", told["message"])
        self.assertIn("“Disconnect” in Google Sync → Dashboard", told["message"])
        self.assertTrue(told["sticky"])

    def test_nothing_is_said_of_who_has_not_connected(self):
        ben = self.new_user("ben")
        self.env["google.sync.account"].of_user(ben)
        self.assertFalse(ben.with_user(self.admin).action_archive())

    def test_the_dashboard_counts_them_until_they_are_disconnected(self):
        self.assertEqual(self._tiles()["attention"], 0)
        self.archive()
        self.assertEqual((self._tiles()["attention"], self._tiles()["well"]), (1, 0))
        shown = self._shown()
        self.assertEqual(shown, self.account)
        self.assertEqual(shown.health, "archived")
        self.assertIn("an administrator presses “Disconnect”", shown.message)
        token = self.env["google.sync.grant"].load(self.account)[self.account.id].access_token
        dialogue = self._as_admin().action_disconnect()
        wizard = self.env[dialogue["res_model"]].with_user(self.admin).browse(dialogue["res_id"])
        wizard.action_apply()
        self.give_access_back()
        self.assert_revoked(token)
        self.assertEqual(self._tiles()["attention"], 0)
        self.assertEqual(self._tiles()["not_connected"], 0, "nobody is to connect")
        self.assertFalse(self._shown())

    def test_a_pause_is_no_end_of_the_access_either(self):
        self._as_admin().action_pause()
        self.archive()
        self.assertEqual(self.account.health, "archived")
        self.ana.active = True
        self.env.invalidate_all()
        self.assertEqual(self.account.health, "paused")
        self.assertIn("Paused by", self.account.message)

    def test_who_comes_back_goes_on(self):
        self.archive()
        self.google_insert(self.ana, "Lunch")
        self.ana.with_user(self.admin).action_unarchive()
        self.env.invalidate_all()
        self.sync()
        self.assertIn("Lunch", self.odoo_events(self.ana))
        self.assertFalse(self.account.message)

    def _tiles(self):
        self.env.invalidate_all()
        return {tile["name"]: tile["value"] for tile in dashboard.tiles(self._as_admin().env)}

    def _shown(self):
        """What the list of the menu shows."""
        self.env.invalidate_all()
        action = self.env.ref("google_sync.google_sync_account_action")
        accounts = self.env["google.sync.account"].with_user(self.admin)
        return accounts.search(literal_eval(action.domain))
