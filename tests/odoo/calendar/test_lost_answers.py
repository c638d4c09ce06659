"""A write whose answer is lost is known as our own: the user's last word stands on both sides."""

from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from ...common import GoogleSyncCase
from ...lost_answers import NO_ANSWER, OFF, LostAnswersMixin, each_way


@tagged("post_install", "-at_install")
class TestLostAnswers(LostAnswersMixin, GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana, google_import_events=True)
        self.sync()

    def agreed(self, name="One", **values):
        event = self.odoo_create(self.ana, name, **values)
        self.sync()
        return event, self.link(self.account, event).google_id

    def shown(self):
        """What both sides show, which is the same: titles and places."""
        odoo = sorted(
            (event.name, event.location or "") for event in self.odoo_events(self.ana).values()
        )
        items = self.google(self.ana, "GET", maxResults=2500)["items"]
        google = sorted((one.get("summary", ""), one.get("location", "")) for one in items)
        self.assertEqual(odoo, google)
        return odoo

    def clear(self):
        """Take away all appointments, on both sides."""
        self.env["calendar.event"].search([("partner_ids", "in", self.ana.partner_id.ids)]).unlink()
        self.sync()
        self.wake()

    @each_way("events.patch")
    def test_the_second_of_two_edits_stands(self, how, lose):
        event, _google_id = self.agreed(f"One {how}")
        event.name = "Two"
        lose()
        event.name = "Three"
        self.wake()
        self.assertEqual(self.shown(), [("Three", "")])
        self.assert_own()
        self.clear()

    @each_way("events.patch")
    def test_what_an_unanswered_write_has_replaced_is_told(self, how, lose):
        """Once, when it turns out to have arrived, or when it is sent again."""
        for typed_over in {False, how in ("killed", "done")}:
            event, google_id = self.agreed(f"One {how} {typed_over}")
            self.google_patch(self.ana, google_id, summary="In Google")
            event.name = "In Odoo"
            self.shift_clock(event, "10 minutes")
            lose()
            if typed_over:
                self.google_patch(self.ana, google_id, summary="Later")
            self.wake()
            self.assertEqual(event.name, "Later" if typed_over else "In Odoo")
            told = self.env["google.sync.conflict"].search([])
            values = told.mapped("field"), told.mapped("kept"), told.mapped("lost")
            self.assertEqual(values, (["title"], ["In Odoo"], ["In Google"]))
            self.wake()
            self.assertEqual(self.env["google.sync.conflict"].search([]), told)
            told.unlink()

    def test_a_clock_that_is_off_makes_no_difference(self):
        event, _google_id = self.agreed()
        for number, off in enumerate(OFF):
            event.name = f"Two {number}"
            self.die_after_sending()
            event.name = f"Three {number}"
            self.shift_clock(event, off)
            self.wake()
            self.assertEqual(self.shown(), [(f"Three {number}", "")])
            self.assert_own()

    @each_way("events.patch")
    def test_an_edit_taken_back_stays_taken_back(self, how, lose):
        event, _google_id = self.agreed(f"One {how}")
        event.name = "Two"
        lose()
        event.name = f"One {how}"
        self.wake()
        self.assertEqual(self.shown(), [(f"One {how}", "")])
        self.assert_own()
        self.clear()

    @each_way("events.patch")
    def test_three_edits_and_two_lost_answers(self, how, lose):
        event, _google_id = self.agreed(f"One {how}")
        for name in ("Two", "Three"):
            event.name = name
            lose()
            self.env["google.sync.link"].search([("state", "=", "pending")]).retry_at = "2020-01-01"
            self.account.write({"retry_at": False, "runner": False})
        event.name = "Four"
        self.wake()
        self.assertEqual(self.shown(), [("Four", "")])
        self.assert_own()
        self.clear()

    @each_way("events.patch")
    def test_an_edit_in_google_of_another_field_meets_both(self, how, lose):
        event, google_id = self.agreed(f"One {how}")
        event.name = "Two"
        lose()
        self.google_patch(self.ana, google_id, location="Hall")
        event.name = "Three"
        self.wake()
        self.assertEqual(self.shown(), [("Three", "Hall")])
        self.assert_own()
        self.clear()

    @each_way("events.patch", ("killed", "done"))
    def test_typed_over_in_google_by_somebody_who_saw_the_edit(self, how, lose):
        event, google_id = self.agreed(f"One {how}")
        event.name = "Two"
        lose()
        self.google_patch(self.ana, google_id, summary="Three")
        self.shift_clock(event, OFF[0])
        self.wake()
        self.assertEqual(self.shown(), [("Three", "")])
        self.assert_own()
        self.clear()

    @each_way("events.patch", ("killed", "done"))
    def test_restored_and_typed_over_in_google(self, how, lose):
        event, google_id = self.agreed(f"One {how}")
        event.active = False
        self.sync()
        event.write({"active": True, "name": "Two"})
        lose()
        self.google_patch(self.ana, google_id, summary="Three", location="Hall")
        self.shift_clock(event, OFF[0])
        self.wake()
        self.assertEqual(self.shown(), [("Three", "Hall")])
        self.assert_own()
        self.clear()

    def test_restored_on_both_sides_after_both_had_given_it_up(self):
        event, google_id = self.agreed()
        event.active = False
        self.sync()
        event.write({"active": True, "name": "Two"})
        self.google_patch(self.ana, google_id, status="confirmed", location="Hall")
        self.wake()
        self.assertEqual(self.shown(), [("Two", "Hall")])
        self.assert_own()

    def test_what_is_gone_from_odoo_for_good_is_forgotten(self):
        event, google_id = self.agreed("Mrs Weber")
        event.with_user(self.ana).unlink()
        self.sync()
        link = self.env["google.sync.link"].search([("google_id", "=", google_id)])
        self.assertEqual((link.base, link.buried), (False, False))

    @each_way("events.patch")
    def test_deleted_in_odoo_after_an_edit(self, how, lose):
        event, _google_id = self.agreed(f"One {how}")
        event.name = "Two"
        lose()
        event.with_user(self.ana).unlink()
        self.wake()
        self.assertEqual(self.shown(), [])
        self.assert_own()

    def test_deleted_in_google_by_somebody_who_saw_the_edit(self):
        event, google_id = self.agreed()
        event.name = "Two"
        self.lose("events.patch", "done")
        self.google_delete(self.ana, google_id)
        self.wake()
        self.assertEqual(self.shown(), [])
        self.assert_own()

    @each_way("events.insert")
    def test_deleted_after_its_insert(self, how, lose):
        event = self.odoo_create(self.ana, f"One {how}")
        lose()
        event.with_user(self.ana).unlink()
        self.wake()
        self.assertEqual(self.shown(), [])
        self.assert_own()

    @each_way("events.insert")
    def test_edited_after_its_insert(self, how, lose):
        event = self.odoo_create(self.ana, f"One {how}")
        lose()
        event.name = "Two"
        self.wake()
        self.assertEqual(self.shown(), [("Two", "")])
        self.assert_own()
        self.clear()

    def test_edited_and_deleted_in_google_after_its_insert(self):
        event = self.odoo_create(self.ana, "One")
        self.lose("events.insert", "done")
        google_id = self.link(self.account, event).google_id
        self.google_patch(self.ana, google_id, location="Hall")
        self.wake()
        self.assertEqual(self.shown(), [("One", "Hall")])
        event = self.odoo_create(self.ana, "Two")
        self.lose("events.insert", "done")
        self.google_delete(self.ana, self.link(self.account, event).google_id)
        self.wake()
        self.assertEqual(self.shown(), [("One", "Hall")])
        self.assert_own()

    @each_way("events.delete")
    def test_restored_after_its_deletion(self, how, lose):
        event, _google_id = self.agreed(f"One {how}")
        event.active = False
        lose()
        event.active = True
        self.wake()
        self.assertEqual(self.shown(), [(f"One {how}", "")])
        self.assert_own()
        self.clear()

    def test_edited_in_google_after_a_deletion_that_did_not_arrive(self):
        event, google_id = self.agreed()
        event.active = False
        self.lose("events.delete", "not done")
        self.google_patch(self.ana, google_id, location="Hall")
        self.wake()
        self.assertEqual(self.shown(), [("One", "Hall")])

    def test_half_a_batch(self):
        events = [self.agreed(f"One {number}")[0] for number in range(4)]
        for number, event in enumerate(events):
            event.name = f"Two {number}"
        for number, fault in enumerate(NO_ANSWER.values()):
            google_id = self.link(self.account, events[number]).google_id
            # The first of them may end the batch that has them all.
            self.fault("events.patch", event_id=google_id, may_miss=True, **fault)
        self.sync()
        self.control("DELETE", "/_fake/faults")
        for number, event in enumerate(events[:3]):
            event.name = f"Three {number}"
        self.wake()
        names = ["Three 0", "Three 1", "Three 2", "Two 3"]
        self.assertEqual(self.shown(), [(name, "") for name in names])
        self.assert_own()

    def test_a_batch_of_which_nobody_heard(self):
        events = [self.agreed(f"One {number}")[0] for number in range(3)]
        for number, event in enumerate(events):
            event.name = f"Two {number}"
        self.die_after_sending()
        for number, event in enumerate(events):
            event.name = f"Three {number}"
        self.wake()
        self.assertEqual(self.shown(), [(f"Three {number}", "") for number in range(3)])
        self.assert_own()

    def test_words_that_are_hidden_meanwhile_stay_in_odoo(self):
        event, google_id = self.agreed("Mrs Anna Weber")
        self.ana.google_privacy = "busy"
        self.commit()
        self.die_after_sending()
        event.location = "Room 1"
        self.wake()
        self.assertEqual((event.name, event.location), ("Mrs Anna Weber", "Room 1"))
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["summary"], "Busy")
        self.assert_own()

    def test_guests_who_are_invited_one_after_another(self):
        self.ana.google_share_guests = "yes"
        partners = self.env["res.partner"].create(
            [{"name": name, "email": f"{name}@x.example"} for name in ("bob", "cleo")]
        )
        bob, cleo = partners
        event, google_id = self.agreed(partner_ids=[Command.link(self.ana.partner_id.id)])
        event.partner_ids += bob
        self.lose("events.patch", "done")
        event.partner_ids += cleo
        event.partner_ids -= bob
        self.wake()
        attendees = self.google(self.ana, "GET", f"/{google_id}").get("attendees", ())
        guests = {one["email"] for one in attendees if not one.get("self")}
        self.assertEqual(guests, {"cleo@x.example"})
        self.assertEqual(event.partner_ids, self.ana.partner_id + cleo)
        self.assert_own()

    def test_a_write_under_way_is_looked_at_as_soon_as_its_worker_is_gone(self):
        event, _google_id = self.agreed()
        event.name = "Two"
        self.die_after_sending()
        self.account.work_id.runner = False
        self.requests_made()
        self.sync()
        self.assertIn("calendar.events.get", self._methods())
        self.assertEqual(self.link(self.account, event).state, "synced")

    def _methods(self):
        return [request["method"] for request in self.requests_made()]

    def test_what_waits_its_turn_is_not_asked_for(self):
        """A large schedule takes several runs; what was not sent yet cannot be at Google."""
        for number in range(5):
            self.odoo_create(self.ana, f"One {number}", show_as="free")
        self.requests_made()
        with patch("odoo.addons.google_sync.sync.reconcile.kinds.events.MOST_WRITES", 2):
            self.sync()
        self.assertEqual(len(self.shown()), 5)
        self.assertNotIn("calendar.events.get", self._methods())
