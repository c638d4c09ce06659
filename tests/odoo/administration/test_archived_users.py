"""What an administrator is told of somebody who leaves, and how the access to Google ends."""

from ast import literal_eval

from odoo.tests import tagged

from ....sync.reporting import dashboard
from ... import browsers
from .test_administration import AdministrationCase


@tagged("post_install", "-at_install")
class TestArchivedUsers(AdministrationCase):
    """Ana leaves the clinic, and the administrator archives her user."""

    def archive(self):
        self.env.flush_all()
        self.ana.with_user(self.admin).action_archive()
        self.env.invalidate_all()

    def told(self, user=None):
        """What a user's screens show, the administrator's by default."""
        self.commit()
        return browsers.told(self.env, user or self.admin, "simple_notification")

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
        self.told()
        self.archive()
        (told,) = self.told()
        self.assertIn("Nothing of Ana is synchronized any more", told["message"])
        self.assertIn("“Disconnect” in Google Sync → Dashboard", told["message"])
        self.assertTrue(told["sticky"])
        self.archive()
        self.assertFalse(self.told(), "she was archived already")

    def test_in_whatever_way_they_do_it(self):
        self.told()
        self.ana.with_user(self.admin).write({"active": False})
        self.assertEqual(len(self.told()), 1)

    def test_while_the_company_does_not_synchronize_either(self):
        self.env["ir.config_parameter"].set_param("google_sync.enabled", "False")
        self.told()
        self.archive()
        self.assertEqual(len(self.told()), 1)
        self.assertEqual(self._tiles()["attention"], 1)

    def test_nothing_is_said_of_who_has_not_connected(self):
        ben = self.new_user("ben")
        self.env["google.sync.account"].of_user(ben)
        self.told()
        ben.with_user(self.admin).action_archive()
        self.assertFalse(self.told())

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
