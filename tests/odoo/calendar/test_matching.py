from odoo.tests import tagged

from ...common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestMatching(GoogleSyncCase):
    """What is known on both sides is linked, and nothing is created a second time."""

    def set_up_once(self):
        super().set_up_once()
        self.ben = self.new_user("ben")

    def _count(self, title):
        return self.env["calendar.event"].search_count([("name", "=", title)])

    def test_the_same_appointment_on_both_sides(self):
        self.make_google_account(self.ana)
        self.google_insert(self.ana, "Check-up", location="Room 3")
        event = self.odoo_create(self.ana, "Check-up")
        self.connect(self.ana, google_populate_google=True, google_populate_odoo=True)
        self.sync()
        self.assertEqual(self._count("Check-up"), 1)
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 1)
        event.name = "Long check-up"
        self.sync()
        self.assertIn("Long check-up", self.google_events(self.ana))

    def test_links_that_were_lost_are_found_by_the_mark(self):
        account = self.connect(self.ana)
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        account.link_ids.unlink()
        event.write({"name": "Long check-up", "start": "2027-03-02 08:00:00"})
        self.ana.write({"google_populate_google": True, "google_populate_odoo": True})
        self.sync()
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 1)
        self.assertEqual(len(self.odoo_events(self.ana)), 1)

    def test_a_mark_of_a_database_that_was_restored_names_another_record_by_now(self):
        """What was made after the backup is in Google alone, and its number is given again."""
        account = self.connect(self.ana)
        event = self.odoo_create(self.ana, "Mrs Weber")
        self.sync()
        account.link_ids.unlink()
        event.write({"name": "Mr Fischer", "start": "2027-03-01 09:00:00"})
        self.commit()
        self.env.cr.execute(
            "UPDATE calendar_event SET create_date = create_date + interval '1 day' WHERE id = %s",
            [event.id],
        )
        self.env.invalidate_all()
        account.start_anew()
        self.sync()
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Mr Fischer", "Mrs Weber"})
        self.assertEqual(set(self.google_events(self.ana)), {"Mr Fischer", "Mrs Weber"})
        self.assertEqual(len(account.link_ids), 2)

    def test_links_of_what_has_become_a_series_are_found_by_the_mark(self):
        account = self.connect(self.ana)
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        event.write(
            {
                "recurrency": True,
                "rrule_type": "weekly",
                "tue": True,
                "end_type": "count",
                "count": 3,
                "event_tz": "Europe/Paris",
            }
        )
        self.sync()
        account.link_ids.unlink()
        self.ana.write({"google_populate_google": True, "google_populate_odoo": True})
        self.sync()
        self.sync()
        items = self.google(self.ana, "GET")["items"]
        self.assertEqual(len({item.get("recurringEventId", item["id"]) for item in items}), 1)
        self.assertEqual(self._count("Check-up"), 3)

    def test_a_copy_made_in_google_is_an_event_of_its_own(self):
        account = self.connect(self.ana)
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        original = self.google(self.ana, "GET", f"/{self.link(account, event).google_id}")
        self.google_insert(self.ana, "Check-up", extendedProperties=original["extendedProperties"])
        self.sync()
        self.assertEqual(self._count("Check-up"), 2)

    def _meeting(self):
        """A meeting that Ana calls in Google, with Ben as her guest."""
        return self.google_insert(self.ana, "Meeting", attendees=[{"email": self.email(self.ben)}])

    def _assert_one_meeting(self):
        meeting = self.env["calendar.event"].search([("name", "like", "eeting")])
        self.assertEqual(len(meeting), 1)
        self.assertEqual(meeting.user_id, self.ana)
        self.assertEqual(meeting.partner_ids, (self.ana | self.ben).partner_id)
        self.assertFalse(meeting.google_sync_organizer)
        for user in (self.ana, self.ben):
            self.assertEqual(len(self.google(user, "GET")["items"]), 1)
        self.assertFalse(self.mails())
        return meeting

    def test_one_meeting_of_two_users_organizer_first(self):
        accounts = [
            self.connect(user, google_import_tentative=True) for user in (self.ana, self.ben)
        ]
        self.sync()
        self._meeting()
        for account in accounts:
            self.sync(account)
        self.sync()
        self._assert_one_meeting()

    def test_one_meeting_of_two_users_guest_first(self):
        accounts = [
            self.connect(user, google_import_tentative=True) for user in (self.ana, self.ben)
        ]
        self.sync()
        google_id = self._meeting()
        for account in reversed(accounts):
            account.write({"next_sync": False})
            others = self.env["google.sync.account"].search([]) - account
            with self.another_worker_at(others):
                self.sync(account)
        self.sync()
        self.sync()
        self._assert_one_meeting()
        self.google_patch(self.ana, google_id, summary="Long meeting")
        self.sync()
        self.sync()
        meeting = self._assert_one_meeting()
        self.assertEqual(meeting.name, "Long meeting")
