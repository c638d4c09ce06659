from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .... import hooks
from ....google_api.transport.errors import AuthorizationLost
from ....sync.operations import remove_from_google
from ....sync.runner import Runner
from ....sync.store.links import LinkStore
from ...common import GoogleSyncCase, Killed


class LeavingCase(GoogleSyncCase):
    """A user with appointments that were made on either side."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.ours = self.odoo_create(self.ana, "Check-up")
        self.series = self.odoo_create(
            self.ana,
            "Weekly",
            start="2027-03-08 13:00:00",
            stop="2027-03-08 14:00:00",
            recurrency=True,
            rrule_type="weekly",
            mon=True,
            end_type="count",
            count=3,
        )
        self.google_insert(self.ana, "Lunch")
        self.sync()

    def leave(self, mode="remove"):
        self.disconnect(self.ana, mode)
        self.commit()

    def again(self):
        self.account.write({"retry_at": False, "runner": False})
        self.sync()

    def reconnect(self, **settings):
        self.connect(self.ana, **settings)
        self.sync()

    def created(self):
        """How often something was made in Google since the last look."""
        made = [request["method"] for request in self.requests_made()]
        return made.count("calendar.events.insert")

    def assert_removing(self, done, total):
        (shown,) = self.account.shown_tasks
        found = (shown["kind"], shown["state"], shown["done"], shown["total"])
        self.assertEqual(found, ("remove", "running", done, total))

    def assert_disconnected(self):
        self.assertEqual(self.account.state, "disconnected")
        self.assertFalse(self.account.message)
        self.assertFalse(self.env["google.sync.grant"].load(self.account))


@tagged("post_install", "-at_install")
class TestKeep(LeavingCase):
    def test_both_sides_keep_everything(self):
        self.leave("keep")
        self.assert_disconnected()
        self.make_google_account(self.ana)
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up", "Weekly", "Lunch"})

    def test_what_changed_meanwhile_flows_after_connecting_again(self):
        self.leave("keep")
        self.ours.name = "Long check-up"
        self.commit()
        self.requests_made()
        self.reconnect()
        self.assertEqual(set(self.google_events(self.ana)), {"Long check-up", "Weekly", "Lunch"})
        self.assertFalse(self.created())


@tagged("post_install", "-at_install")
class TestRemove(LeavingCase):
    def _question(self):
        action = self.ana.with_user(self.ana).action_google_disconnect()
        return self.env[action["res_model"]].browse(action["res_id"])

    def test_what_was_made_in_odoo_goes_and_the_rest_stays(self):
        token = self.env["google.sync.grant"].load(self.account)[self.account.id].access_token
        self.assertEqual(self._question().events, 2)
        titles = set(self.odoo_events(self.ana))
        self.leave()
        self.take()
        self.assert_removing(0, 2)
        self.assertEqual(self.ana.with_user(self.ana).google_sync_state, "disconnecting")
        self.sync()
        self.assert_disconnected()
        self.give_access_back()
        self.assert_revoked(token)
        self.make_google_account(self.ana)
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch"})
        self.assertEqual(set(self.odoo_events(self.ana)), titles)
        self.assertFalse(self.mails())
        lines = self.env["google.sync.run.line"].search([("verb", "=", "delete")])
        self.assertEqual(set(lines.mapped("title")), {"Check-up", "Weekly"})

    def test_no_request_goes_out_while_the_user_waits(self):
        self.requests_made()
        self.leave()
        self.assertFalse(self.requests_made())

    def test_connecting_again_copies_nothing_until_it_is_asked_for(self):
        self.leave()
        self.sync()
        self.reconnect()
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch"})
        self.ana.google_populate_google = True
        self.sync()
        items = self.google(self.ana, "GET")["items"]
        titles = [event["summary"] for event in items]
        self.assertEqual(sorted(titles), ["Check-up", "Lunch", "Weekly"])
        self.assertEqual(len(self.account.link_ids.filtered("base")), 3)

    def test_a_change_in_odoo_during_the_removal_sends_nothing(self):
        self.leave()
        self.ours.name = "Long check-up"
        self.odoo_create(self.ana, "Another")
        self.sync()
        self.make_google_account(self.ana)
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch"})

    def test_meetings_with_guests_stay(self):
        self.ana.google_share_guests = "mail"
        ben = self.new_user("ben", email="ben@gmail.example")
        self.connect(ben)
        guest = self.env["res.partner"].create({"name": "Gus", "email": "gus@gmail.example"})
        partners = (self.ana | ben).partner_id | guest
        meeting = self.odoo_create(self.ana, "Meeting", partner_ids=[Command.set(partners.ids)])
        with self.mails_expected(self.email(ben), "gus@gmail.example"):
            self.sync()
            self.sync()
        mails = self.mails()
        self.assertEqual((self._question().events, self._question().meetings), (2, 1))
        self.leave()
        self.sync()
        self.assert_disconnected()
        self.make_google_account(self.ana)
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch", "Meeting"})
        self.assertIn("Meeting", self.google_events(ben))
        self.assertNotIn("declined", meeting.attendee_ids.mapped("state"))
        self.assertEqual(self.mails(), mails)

    def test_a_guest_added_in_google_a_moment_ago_keeps_it(self):
        event = self.google_events(self.ana)["Check-up"]
        self.google_patch(self.ana, event["id"], attendees=[{"email": "gus@gmail.example"}])
        self.leave()
        self.sync()
        self.assert_disconnected()
        self.make_google_account(self.ana)
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch", "Check-up"})
        remarks = self.env["google.sync.run.line"].search([("title", "=", "Check-up")])
        self.assertIn("It stays in Google", remarks[-1].message)

    def test_meetings_to_which_the_user_is_invited_stay(self):
        ben = self.new_user("ben", email="ben@gmail.example", google_share_guests="yes")
        self.connect(ben)
        partners = (self.ana | ben).partner_id
        self.odoo_create(ben, "Ben's meeting", partner_ids=[Command.set(partners.ids)])
        self.sync()
        self.sync()
        self.leave()
        self.sync()
        self.assert_disconnected()
        self.make_google_account(self.ana)
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch", "Ben's meeting"})
        self.assertIn("Ben's meeting", self.google_events(ben))

    def test_without_our_mark_nothing_is_deleted(self):
        event = self.google_events(self.ana)["Check-up"]
        mark = {"private": {"odoo": "another-database:1"}}
        self.google_patch(self.ana, event["id"], extendedProperties=mark)
        self.leave()
        self.sync()
        self.make_google_account(self.ana)
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch", "Check-up"})

    def test_what_was_about_to_be_replaced_goes_as_well(self):
        link = self.link(self.account, self.ours)
        other = self.google_insert(self.ana, "Check-up, as somebody else has it")
        LinkStore(self.env, self.account).replace(link, other, False, False)
        self.leave()
        self.again()
        self.assert_disconnected()
        self.make_google_account(self.ana)
        self.assertEqual(
            set(self.google_events(self.ana)), {"Lunch", "Check-up, as somebody else has it"}
        )

    def test_in_portions_and_after_the_process_dies(self):
        for number in range(3):
            self.odoo_create(self.ana, f"Visit {number}", show_as="free")
        self.sync()
        self.enterContext(patch.object(remove_from_google, "MOST_REMOVALS", 2))
        self.leave()
        with (
            patch.object(
                remove_from_google.RemovalFromGoogle, "record_results", side_effect=Killed
            ),
            self.dying(),
        ):
            self.sync()
        self.assertEqual(self.account.state, "disconnecting")
        self.again()
        self.assert_disconnected()
        self.make_google_account(self.ana)
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch"})

    def test_google_is_down_for_a_while(self):
        self.leave()
        self.fault("events.delete", status=503, reason="backendError", times=50)
        self.sync()
        self.assertEqual(self.account.state, "disconnecting")
        self.assertIn("retry automatically", self.account.message)
        self.control("DELETE", "/_fake/faults")
        self.again()
        self.assert_disconnected()

    def test_a_new_sign_in_outlives_the_end_of_a_removal(self):
        self.leave()
        self.sync()
        self.assert_disconnected()
        self.env["google.sync.revocation"].spare(self.account.google_subject)  # who signs in does
        self.reconnect()
        self.give_access_back()
        self.sync()
        self.assertEqual(self.account.state, "connected")

    def _lose_answers(self, call):
        """Let the next run hear nothing of what it sends, though it arrives."""
        self.fault(call, "timeout_after", seconds=0.01, times=-1)
        with patch("odoo.addons.google_sync.google_api.transport.transport.TRIES", 1):
            self.sync()
        self.control("DELETE", "/_fake/faults")

    def test_stopped_by_the_user_after_an_answer_was_lost(self):
        """What had arrived of the removal is no deletion of the user's, whenever they come back."""
        self._stop_after_a_lost_answer()

    def test_stopped_by_the_user_after_the_answer_to_an_edit_was_lost_as_well(self):
        self.ours.name = "Check-up, later"
        self._lose_answers("events.patch")
        self._stop_after_a_lost_answer()

    def _stop_after_a_lost_answer(self):
        self.leave()
        self._lose_answers("events.delete")
        self.assertEqual(self.account.state, "disconnecting")
        self.ana.with_user(self.ana).action_google_disconnect_now()
        self.commit()
        self.reconnect()
        self.again()
        self.assertTrue(self.ours.active)
        self.assertTrue(self.series.active)
        self.assertFalse(self.mails())

    def test_stopped_by_the_user_while_google_answers(self):
        self.leave()
        send_removals = remove_from_google.send_removals

        def send_and_be_stopped(*args):
            answer = send_removals(*args)
            stopping.append(True)
            return answer

        stopping, step = [], Runner._step

        def stop_first(this, *args):
            if stopping:
                stopping.clear()
                self.ana.with_user(self.ana).action_google_disconnect_now()
                self.commit()
            return step(this, *args)

        with (
            patch.object(remove_from_google, "send_removals", send_and_be_stopped),
            patch.object(Runner, "_step", stop_first),
        ):
            self.sync()
        self.reconnect()
        self.again()
        self.assertTrue(self.ours.active)
        self.assertTrue(self.series.active)

    def test_access_that_is_lost_on_the_way(self):
        self.leave()
        lost = AuthorizationLost("invalid_grant", "revoked")
        with patch.object(remove_from_google, "send_removals", side_effect=lost):
            self.sync()
        self.assertEqual(self.account.state, "reauthorize")
        self.assertIn("2 entries from Odoo are still in Google", self.account.message)
        self.reconnect()
        self.assert_disconnected()
        self.make_google_account(self.ana)
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch"})

    def test_access_that_is_lost_when_nothing_was_left(self):
        self.leave()
        lost = AuthorizationLost("invalid_grant", "revoked")
        with patch(
            "odoo.addons.google_sync.google_api.transport.session.Session.revoke", side_effect=lost
        ):
            self.sync()
        self.assert_disconnected()

    def test_stopped_in_the_middle(self):
        self.leave()
        self.ana.with_user(self.ana).action_google_disconnect_now()
        self.assert_disconnected()
        self.reconnect()
        self.assertEqual(self.account.state, "connected")
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up", "Weekly", "Lunch"})

    def test_stopped_and_signed_in_again_before_a_worker_has_heard_of_it(self):
        self.leave()
        self.take()
        self.assert_removing(0, 2)
        self.ana.with_user(self.ana).action_google_disconnect_now()
        self.reconnect()
        self.again()
        self.assertEqual(self.account.state, "connected")
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up", "Weekly", "Lunch"})

    def test_it_needs_access(self):
        self.account.state = "reauthorize"
        with self.assertRaisesRegex(UserError, "Authorize again on the Google page"):
            self.leave()

    def test_who_is_archived_meanwhile_is_taken_to_the_end(self):
        self.leave()
        self.ana.active = False
        self.sync()
        self.assert_disconnected()


@tagged("post_install", "-at_install")
class TestFreeze(LeavingCase):
    def set_up_once(self):
        super().set_up_once()
        self.leave("freeze")

    def _change_both_sides(self):
        self.ours.name = "Moved in Odoo"
        self.series.recurrence_id.calendar_event_ids.unlink()
        self.make_google_account(self.ana)
        lunch = self.google_events(self.ana)["Lunch"]
        self.google_patch(self.ana, lunch["id"], summary="Moved in Google")
        self.odoo_create(self.ana, "In between")
        self.google_insert(self.ana, "In between, in Google")
        self.commit()

    def test_nothing_flows_after_connecting_again(self):
        self.assert_disconnected()
        self._change_both_sides()
        self.requests_made()
        self.connect(self.ana)
        self.account.known_since += timedelta(seconds=1)  # it is kept without its fractions
        self.sync()
        in_google = {"Check-up", "Weekly", "Moved in Google", "In between, in Google"}
        self.assertEqual(set(self.google_events(self.ana)), in_google)
        self.assertEqual(set(self.odoo_events(self.ana)), {"Moved in Odoo", "Lunch", "In between"})
        self.ours.name = "Once more"
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), in_google)
        self.assertFalse(self.created())

    def test_what_is_new_is_synchronized(self):
        self.reconnect()
        self.odoo_create(self.ana, "New")
        self.google_insert(self.ana, "New in Google")
        self.sync()
        self.assertIn("New", self.google_events(self.ana))
        self.assertIn("New in Google", self.odoo_events(self.ana))

    def test_populate_doubles_nothing(self):
        self.reconnect(google_populate_google=True, google_populate_odoo=True)
        self.sync()
        items = self.google(self.ana, "GET")["items"]
        titles = sorted(event["summary"] for event in items)
        self.assertEqual(titles, ["Check-up", "Lunch", "Weekly"])
        self.assertEqual(set(self.odoo_events(self.ana)), {"Check-up", "Lunch", "Weekly"})

    def test_a_series_that_is_changed_as_a_whole_stays_frozen(self):
        self.reconnect()
        first = self.series.recurrence_id.base_event_id
        first.write({"recurrence_update": "all_events", "start": "2027-03-08 15:00:00"})
        self.requests_made()
        self.sync()
        self.assertFalse(self.created())
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 3)

    def test_synchronized_again_when_the_user_wants(self):
        self._change_both_sides()
        self.reconnect()
        self.assertEqual(self.ana.with_user(self.ana).google_sync_frozen_count, 3)
        self.ana.with_user(self.ana).action_google_unfreeze()
        self.sync()
        self.assertFalse(self.ana.google_sync_frozen_count)
        in_google = {"Moved in Odoo", "Moved in Google", "In between, in Google"}
        self.assertEqual(set(self.google_events(self.ana)), in_google)
        self.assertIn("Moved in Google", self.odoo_events(self.ana))


@tagged("post_install", "-at_install")
class TestWhoMayDisconnect(LeavingCase):
    def test_an_administrator_disconnects_somebody_else(self):
        self.disconnect(self.ana, "remove", by=self.env.ref("base.user_admin"))
        self.sync()
        self.assert_disconnected()

    def test_nobody_else_does(self):
        ben = self.new_user("ben")
        action = self.ana.with_user(self.ana).action_google_disconnect()
        wizard = self.env[action["res_model"]].browse(action["res_id"])
        with self.assertRaises(AccessError):
            self.ana.with_user(ben).action_google_disconnect()
        with self.assertRaises(AccessError):
            wizard.with_user(ben).action_apply()
        forged = self.env[action["res_model"]].with_user(ben).create({"user_id": self.ana.id})
        with self.assertRaises(AccessError):
            forged.action_apply()
        with self.assertRaises(AccessError):
            forged.read(["events"])
        with self.assertRaises(AccessError):
            self.ana.with_user(ben).action_google_unfreeze()
        self.assertEqual(self.account.state, "connected")

    def test_the_access_of_a_deleted_user_is_given_back(self):
        token = self.env["google.sync.grant"].load(self.account)[self.account.id].access_token
        self.env["calendar.event"].search([("user_id", "=", self.ana.id)]).unlink()
        self.ana.unlink()
        self.give_access_back()
        self.assert_revoked(token)

    def test_the_access_of_a_deleted_account_is_given_back(self):
        token = self.env["google.sync.grant"].load(self.account)[self.account.id].access_token
        self.account.with_user(self.env.ref("base.user_admin")).unlink()
        self.give_access_back()
        self.assert_revoked(token)

    def test_who_is_deleted_goes_though_google_does_not_answer(self):
        self.env["calendar.event"].search([("user_id", "=", self.ana.id)]).unlink()
        self.fault("*", "timeout_before", times=-1, may_miss=True)
        self.ana.unlink()
        self.assertFalse(self.account.exists())

    def test_without_an_oauth_client_access_is_given_back_all_the_same(self):
        token = self.env["google.sync.grant"].load(self.account)[self.account.id].access_token
        self.env["ir.config_parameter"].set_param("google_sync.client_id", "")
        self.disconnect(self.ana)
        self.give_access_back()
        self.assert_revoked(token)

    def test_uninstalled_the_settings_are_forgotten(self):
        with patch.object(hooks, "_begin_anew"):  # which commits
            hooks.uninstall_hook(self.env)
        parameters = self.env["ir.config_parameter"]
        self.assertFalse(parameters.search_count([("key", "=like", "google_sync.%")]))
