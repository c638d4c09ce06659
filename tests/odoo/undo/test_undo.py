"""A run is undone: both sides go back, whatever it has done."""

from odoo.tests import tagged

from ...undo_case import UndoCase


@tagged("post_install", "-at_install")
class TestUndoEvents(UndoCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()

    def _synced(self, name="Check-up", **values):
        """An appointment that both sides have."""
        event = self.odoo_create(self.ana, name, **values)
        self.sync()
        return event, self.link(self.account, event).google_id

    def _in_google(self, google_id):
        return self.google(self.ana, "GET", f"/{google_id}")

    def test_a_change_made_in_google(self):
        event, google_id = self._synced()
        self.google_patch(self.ana, google_id, summary="Renamed", location="Room 5")
        self.sync()
        run = self.last_run(self.account)
        self.assertEqual(event.name, "Renamed")
        undo = self.undo(run)
        self.assertEqual((event.name, event.location), ("Check-up", False))
        self.assertEqual(self._in_google(google_id)["summary"], "Check-up")
        self.assertFalse(self._in_google(google_id).get("location"))
        self.assertEqual(self.outcomes(run), ["done"])
        self.assertEqual((undo.state, undo.undoes_id), ("done", run))
        self.assertEqual(undo.undo_progress, "1 of 1 changes")
        self.assertEqual(undo.display_name, f"Undo of {run.display_name}")
        self.assert_still()

    def test_a_change_made_in_odoo(self):
        event, google_id = self._synced(start="2027-03-02 09:00:00")
        event.write({"allday": True, "start": "2027-03-02 08:00:00", "stop": "2027-03-03 18:00:00"})
        self.sync()
        self.undo(self.last_run(self.account))
        self.assertFalse(event.allday)
        self.assertEqual(str(event.start), "2027-03-02 09:00:00")
        self.assertEqual(
            self._in_google(google_id)["start"]["dateTime"], "2027-03-02T10:00:00+01:00"
        )
        self.assert_still()

    def test_changes_made_on_both_sides(self):
        event, google_id = self._synced(location="Room 3")
        event.location = "Room 5"
        self.google_patch(self.ana, google_id, summary="Renamed")
        self.sync()
        self.undo(self.last_run(self.account))
        self.assertEqual((event.name, event.location), ("Check-up", "Room 3"))
        in_google = self._in_google(google_id)
        self.assertEqual((in_google["summary"], in_google["location"]), ("Check-up", "Room 3"))
        self.assert_still()

    def test_what_google_had_new_stays_there(self):
        google_id = self.google_insert(self.ana, "Lunch")
        self.sync()
        event = self.odoo_events(self.ana)["Lunch"]
        self.undo(self.last_run(self.account))
        self.assertFalse(event.active)
        self.assertEqual(self._in_google(google_id)["status"], "confirmed")
        self.assert_still()

    def test_what_odoo_had_new_stays_there(self):
        event, _google_id = self._synced()
        self.undo(self.last_run(self.account))
        self.assertTrue(event.active)
        self.assertFalse(self.google_events(self.ana))
        self.assertEqual(self.link(self.account, event).only_on, "odoo")
        self.assert_still()

    def test_what_stays_apart_rests_whatever_is_listed(self):
        self.google_insert(self.ana, "Lunch")
        self.sync()
        self.undo(self.last_run(self.account))
        self._synced()
        self.undo(self.last_run(self.account))
        self.account.sync_token = False  # Google lists everything
        self.ana.google_populate_google = True
        self.ana.google_populate_odoo = True
        self.account.ask_worker("compare")
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch"})
        self.assertEqual(set(self.odoo_events(self.ana)), {"Check-up"})
        self.assert_still()

    def test_what_stays_apart_is_synchronized_once_it_is_changed(self):
        lunch = self.google_insert(self.ana, "Lunch")
        self.sync()
        self.undo(self.last_run(self.account))
        event, _google_id = self._synced()
        self.undo(self.last_run(self.account))
        event.location = "Room 5"
        self.google_patch(self.ana, lunch, location="Chez Paul")
        self.sync()
        self.assertEqual(self.odoo_events(self.ana)["Lunch"].location, "Chez Paul")
        self.assertEqual(self.google_events(self.ana)["Check-up"]["location"], "Room 5")
        self.assertFalse(self.link(self.account, event).only_on)
        self.assert_still()

    def test_what_stays_apart_is_synchronized_again_on_request(self):
        self.google_insert(self.ana, "Lunch")
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        undo = self.undo(self.last_run(self.account))
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch"})
        self.env.invalidate_all()
        self.assertFalse(event.with_user(self.ana).google_sync_url, "there is nothing to open")
        self.assertEqual(set(undo.line_ids.mapped("only_on")), {"odoo", "google"})
        undo.line_ids.with_user(self.ana).action_synchronize_again()
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch", "Check-up"})
        self.assertEqual(set(self.odoo_events(self.ana)), {"Lunch", "Check-up"})
        self.assertEqual(set(undo.line_ids.mapped("only_on")), {False})
        self.assert_still()

    def test_what_stays_apart_is_never_deleted_from_afar(self):
        google_id = self.google_insert(self.ana, "Lunch")
        self.sync()
        self.undo(self.last_run(self.account))
        event = (
            self.env["calendar.event"]
            .with_context(active_test=False)
            .search([("name", "=", "Lunch")])
        )
        event.unlink()
        self.sync()
        self.assertEqual(self._in_google(google_id)["status"], "confirmed")
        self.assert_still()

    def test_a_deletion_in_google(self):
        event, google_id = self._synced(location="Room 3")
        self.google_delete(self.ana, google_id)
        self.sync()
        self.assertFalse(event.active)
        self.undo(self.last_run(self.account))
        self.assertTrue(event.active)
        self.assertEqual(self.google_events(self.ana)["Check-up"]["location"], "Room 3")
        self.assert_still()

    def test_a_deletion_in_odoo(self):
        for how in ("archive", "unlink"):
            with self.subTest(how=how):
                event, _google_id = self._synced(how)
                if how == "archive":
                    event.active = False
                else:
                    event.unlink()
                self.sync()
                self.undo(self.last_run(self.account))
                self.assertIn(how, self.odoo_events(self.ana))
                self.assertIn(how, self.google_events(self.ana))
                self.assert_still()

    def test_the_undo_is_undone(self):
        lunch = self.google_insert(self.ana, "Lunch")
        event, _google_id = self._synced()
        gone, _gone_id = self._synced("Gone")
        event.location = "Room 5"
        gone.active = False
        self.google_patch(self.ana, lunch, location="Chez Paul")
        self.odoo_create(self.ana, "New")
        self.sync()
        undo = self.undo(self.last_run(self.account))
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch", "Check-up", "Gone"})
        self.assertFalse(self.google_events(self.ana)["Lunch"].get("location"))
        again = self.undo(undo)
        self.assertEqual(set(self.outcomes(undo)), {"done"})
        self.assertEqual(again.state, "done")
        events = self.google_events(self.ana)
        self.assertEqual(set(events), {"Lunch", "Check-up", "New"})
        self.assertEqual(events["Lunch"]["location"], "Chez Paul")
        self.assertEqual(events["Check-up"]["location"], "Room 5")
        self.assertEqual(event.location, "Room 5")
        self.assertFalse(gone.active)
        self.assert_still()
