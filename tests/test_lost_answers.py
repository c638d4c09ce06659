"""A write whose answer is lost is known as our own: the user's last word stands on both sides."""

from functools import partial, wraps
from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from ..google_api import people
from ..sync import runner
from .common import GoogleSyncCase, Killed
from .contact_case import ContactAdversityCase
from .series_case import DisturbedCase, weeks

#: How far Odoo's clock is off.
OFF = ("10 minutes", "-10 minutes")

#: How a request can end without an answer, by whether it took effect.
NO_ANSWER = {
    "done": {"kind": "timeout_after", "seconds": 0.01, "times": -1},
    "not done": {"kind": "timeout_before", "seconds": 0.01, "times": -1},
    "503": {"kind": "status", "status": 503, "times": -1},
}


def each_way(call, ways=("killed", *NO_ANSWER)):
    """Do a test once for each way to lose an answer: with its name, and what loses it.

    :param call: the method of Google's
    """

    def decorate(test):
        @wraps(test)
        def run(self):
            for how in ways:
                with self.subTest(how):
                    test(self, how, partial(self.lose, call, how))

        return run

    return decorate


class LostAnswersMixin:
    """What the tests of appointments and of contacts share."""

    def setUp(self):
        super().setUp()
        self.enterContext(patch("odoo.addons.google_sync.google_api.transport.FIRST_DELAY", 0.01))
        self.enterContext(patch("odoo.addons.google_sync.google_api.transport.TRIES", 2))

    def lose(self, call, how):
        """Lose the answer to what is written in the next run, in one of the ways to do so."""
        if how == "killed":
            self._die_after_sending()
            return
        self.fault(call, **NO_ANSWER[how])
        self.sync()
        self.control("DELETE", "/_fake/faults")

    def _die_after_sending(self):
        send = runner._send

        def sent_and_died(*args):
            send(*args)
            raise Killed

        with patch.object(runner, "_send", sent_and_died), self.dying():
            self.sync()

    def shift_clock(self, record, off):
        """Let a record have been changed by a clock that is off."""
        self.commit()
        self.env.cr.execute(
            f"UPDATE {record._table} SET write_date = write_date + %s::interval WHERE id IN %s",  # noqa: S608
            [off, tuple(record.ids)],
        )
        self.env.invalidate_all()

    def wake(self):
        """The next run, once the time has passed that accounts and links were told to wait."""
        past = {"retry_at": False, "runner": False}
        self.account.write(past)
        self.account.contacts_ids.write(past)
        self.env["google.sync.link"].search([("retry_at", "!=", False)]).retry_at = "2020-01-01"
        self.sync()
        self.env.invalidate_all()

    def assert_own(self):
        """Nothing was taken for somebody else's, nobody was mailed, and nothing is left to do."""
        self.assertFalse(self.env["google.sync.conflict"].search([]), "a conflict was told")
        self.assertFalse(self.mails())
        self.wake()
        self.assertFalse(
            self.env["google.sync.link"].search([]).filtered(lambda link: link.state != "synced")
        )


@tagged("post_install", "-at_install")
class TestLostAnswers(LostAnswersMixin, GoogleSyncCase):
    def setUp(self):
        super().setUp()
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

    def test_a_clock_that_is_off_makes_no_difference(self):
        event, _google_id = self.agreed()
        for number, off in enumerate(OFF):
            event.name = f"Two {number}"
            self._die_after_sending()
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
            self.fault(
                "events.patch", event_id=self.link(self.account, events[number]).google_id, **fault
            )
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
        self._die_after_sending()
        for number, event in enumerate(events):
            event.name = f"Three {number}"
        self.wake()
        self.assertEqual(self.shown(), [(f"Three {number}", "") for number in range(3)])
        self.assert_own()

    def test_words_that_are_hidden_meanwhile_stay_in_odoo(self):
        event, google_id = self.agreed("Mrs Anna Weber")
        self.ana.google_privacy = "busy"
        self.commit()
        self._die_after_sending()
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
        self._die_after_sending()
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
        with patch("odoo.addons.google_sync.sync.event_step.MOST_WRITES", 2):
            self.sync()
        self.assertEqual(len(self.shown()), 5)
        self.assertNotIn("calendar.events.get", self._methods())


@tagged("post_install", "-at_install")
class TestLostAnswersOfSeries(LostAnswersMixin, DisturbedCase):
    def agreed(self):
        series = self.odoo_series()
        self.sync()
        return series, self.the_series()[1]

    def rename_all(self, name):
        self.mine()[0].with_user(self.ana).write({"name": name, "recurrence_update": "all_events"})

    def rename_one(self, day, name):
        self.on(day).write({"name": name})

    def both(self):
        """What both sides show, which is the same."""
        odoo, google = self.shown_in_odoo(), self.shown_in_google()
        self.assertEqual(odoo, google)
        return dict(odoo.keys())

    @each_way("events.patch")
    def test_a_series_is_renamed_twice(self, how, lose):
        if not self.mine():
            self.agreed()
        self.rename_all(f"Two {how}")
        lose()
        self.rename_all(f"Three {how}")
        self.wake()
        self.assertEqual(self.both(), weeks(6, f"Three {how}"))
        self.assert_own()

    @each_way("events.patch")
    def test_an_occurrence_is_renamed_twice(self, how, lose):
        if not self.mine():
            self.agreed()
        self.rename_one("2027-03-08", f"Two {how}")
        lose()
        self.rename_one("2027-03-08", f"Three {how}")
        self.wake()
        expected = {**weeks(6), "2027-03-08 09:00": f"Three {how}"}
        self.assertEqual(self.both(), expected)
        self.assert_own()

    def test_the_series_arrived_but_not_its_occurrence(self):
        """The master is one request, and each occurrence another one."""
        _series, google_id = self.agreed()
        self.rename_one("2027-03-08", "Early")
        self.sync()
        self.rename_one("2027-03-15", "Two")
        self.rename_one("2027-03-08", "Earlier")
        instance = self.instance(google_id, "2027-03-15")
        self.fault("events.patch", event_id=instance, **NO_ANSWER["not done"])
        self.sync()
        self.control("DELETE", "/_fake/faults")
        self.rename_one("2027-03-15", "Three")
        self.rename_one("2027-03-08", "Earliest")
        self.wake()
        expected = {
            **weeks(6),
            "2027-03-08 09:00": "Earliest",
            "2027-03-15 09:00": "Three",
        }
        self.assertEqual(self.both(), expected)
        self.assert_own()

    @each_way("events.patch", ("killed", "done", "not done"))
    def test_an_occurrence_is_taken_out(self, how, lose):
        if not self.mine():
            self.agreed()
        day = {"killed": "2027-03-08", "done": "2027-03-15", "not done": "2027-03-22"}[how]
        self.rename_one(day, "Two")
        lose()
        self.on(day).with_user(self.ana).unlink()
        self.wake()
        self.assertNotIn(day, {start[:10] for start in self.both()})
        self.assert_own()

    def test_a_series_is_deleted_in_google_after_a_new_rule(self):
        _series, google_id = self.agreed()
        # Else Odoo writes these into one occurrence, of which Google's bin shows nothing.
        first = self.mine()[0].with_user(self.ana).with_context(skip_contact_description=True)
        first.write({"count": 4, "recurrence_update": "all_events"})
        self.lose("events.patch", "done")
        self.google_delete(self.ana, google_id)
        self.wake()
        self.assertFalse(self.both())
        self.assert_own()

    def test_a_series_is_deleted_after_an_edit(self):
        self.agreed()
        self.rename_all("Two")
        self.lose("events.patch", "done")
        self.mine().with_user(self.ana).unlink()
        self.wake()
        self.assertFalse(self.both())
        self.assert_own()


@tagged("post_install", "-at_install")
class TestLostAnswersOfContacts(LostAnswersMixin, ContactAdversityCase):
    def setUp(self):
        super().setUp()
        self.odoo_contact("Zoe Zimmer", email="zoe@x.example")  # there is a label from the start
        self.sync()

    def agreed(self, name="Nora Field", **values):
        partner = self.odoo_contact(name, email="nora@field.example", **values)
        self.sync()
        return partner

    def in_google(self, name="Nora Field"):
        """What Google has of a contact: job, note, and whether it has the label."""
        person = self.google_people().get(name)
        if not person:
            return None
        job = person.get("organizations", [{}])[0].get("title", "")
        note = person.get("biographies", [{}])[0].get("value", "")
        return job, note, name in self.labelled()

    @each_way("people.people.updateContact")
    def test_the_second_of_two_edits_stands(self, how, lose):
        partner = self.odoo_contact(f"Nora {how}")
        self.sync()
        partner.function = "Two"
        lose()
        partner.function = "Three"
        self.shift_clock(partner, OFF[1])
        self.wake()
        self.assertEqual(partner.function, "Three")
        self.assertEqual(self.in_google(f"Nora {how}"), ("Three", "", True))
        self.assert_own()

    @each_way("people.people.updateContact")
    def test_an_edit_in_google_of_another_field_meets_both(self, how, lose):
        partner = self.env["res.partner"].search([("name", "=", "Nora Field")]) or self.agreed()
        partner.function = f"Two {how}"
        lose()
        google_id = self.google_people()["Nora Field"]["resourceName"]
        self.google_update(google_id, biographies=[{"value": f"Note {how}"}])
        partner.function = f"Three {how}"
        self.wake()
        self.assertEqual(self.in_google(), (f"Three {how}", f"Note {how}", True))
        self.assertIn(f"Note {how}", partner.comment)
        self.assert_own()

    @each_way("people.people.updateContact")
    def test_taken_out_after_an_edit(self, how, lose):
        partner = self.env["res.partner"].search([("name", "=", "Nora Field")]) or self.agreed()
        partner.function = f"Two {how}"
        lose()
        partner.category_id = False
        self.wake()
        self.assertNotIn("Nora Field", self.labelled())
        self.assertFalse(partner.category_id)
        self.assert_own()
        partner.category_id = self.group
        self.sync()

    @each_way("people.contactGroups.members.modify")
    def test_put_back_after_it_was_taken_out(self, how, lose):
        partner = self.env["res.partner"].search([("name", "=", "Nora Field")]) or self.agreed()
        partner.category_id = False
        lose()
        partner.category_id = self.group
        self.wake()
        self.assertIn("Nora Field", self.labelled())
        self.assertEqual(partner.category_id, self.group)
        self.assert_own()

    def test_put_back_and_edited_but_the_label_did_not_arrive(self):
        partner = self.agreed()
        partner.category_id = False
        self.sync()
        partner.write({"category_id": [Command.link(self.group.id)], "function": "Two"})
        self.lose("people.contactGroups.members.modify", "not done")
        partner.function = "Three"
        self.wake()
        self.assertEqual(self.in_google(), ("Three", "", True))
        self.assertEqual(partner.category_id, self.group)
        self.assert_own()

    @each_way("people.people.createContact")
    def test_taken_out_after_it_was_made(self, how, lose):
        name = f"Nora {how.title()}"
        partner = self.odoo_contact(name)
        lose()
        partner.category_id = False
        self.wake()
        self.wake()
        self.assertNotIn(name, self.labelled())
        self.assertFalse(partner.category_id)
        self.assert_own()

    def test_edited_while_google_has_yet_to_list_it(self):
        """A contact that may have been made is not made again because somebody edits it."""
        partner = self.odoo_contact("Nora Field")
        self.delay(60)
        self.lose("people.people.createContact", "done")
        partner.function = "Two"
        self.sync()
        self.later(61)
        self.sync()
        self.wake()
        people_named = [
            person
            for person in self.people(
                "GET", "people/me/connections", personFields="names", pageSize=1000
            )["connections"]
            if person["names"][0]["displayName"] == "Nora Field"
        ]
        self.assertEqual(len(people_named), 1)
        self.later(61)
        self.sync()
        self.assertEqual(self.in_google(), ("Two", "", True))
        self.assert_own()

    def test_half_a_batch(self):
        partners = [self.odoo_contact(f"Nora {number}") for number in range(3)]
        self.sync()
        for number, partner in enumerate(partners):
            partner.function = f"Two {number}"
        with patch.object(people, "BATCH", 2):
            self.fault("people.people.updateContact", **NO_ANSWER["done"])
            self.sync()
        self.control("DELETE", "/_fake/faults")
        for number, partner in enumerate(partners):
            partner.function = f"Three {number}"
        self.wake()
        for number in range(3):
            self.assertEqual(self.in_google(f"Nora {number}"), (f"Three {number}", "", True))
        self.assert_own()
