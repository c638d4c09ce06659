import json

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL

from ....sync.odoo.erased import Erased
from ....sync.odoo.naming import in_python
from ....sync.odoo.traces import Traces
from ....sync.operations.disconnect import disconnect
from ....sync.operations.erase import contact_names
from ...common import THREE_MONDAYS
from ...contact_case import ContactCase

#: What nobody must find after the client was erased.
PERSONAL = ("Weber", "weber", "history", "+41 44 668 18 00", "446681800", "Room 2")


class ErasureCase(ContactCase):
    """Ana has a client in her calendar and among her contacts, and shares guests."""

    def set_up_once(self):
        super().set_up_once()
        self.admin = self.env.ref("base.user_admin")
        self.ana.google_share_guests = "yes"
        self.weber = self.odoo_contact(
            "Anna Weber", email="weber@mail.example", phone="+41 44 668 18 00"
        )
        self.other = self.odoo_contact("Bo Li", email="bo@mail.example")
        self.visit = self.visit_of(self.weber)
        self.series = self.visit_of(self.weber, **THREE_MONDAYS).recurrence_id
        self.lunch = self.odoo_create(self.ana, "Lunch")
        self.sync()
        self.sync()
        self.requests_made()

    def visit_of(self, client, **values):
        people = (self.ana.partner_id | client).ids
        values = {"description": f"{client.name}'s history", "location": "Room 2", **values}
        return self.odoo_create(
            self.ana, f"{client.name}, first visit", partner_ids=[Command.set(people)], **values
        )

    def erase(self, clears=False, client=None, words=False):
        """What an administrator does: the dialogue, and its button."""
        client = client or self.weber
        dialogue = self.env["google.sync.erase"].with_user(self.admin)
        dialogue = dialogue.with_context(active_model="res.partner", active_id=client.id)
        values = {"clears": clears, "is_sure": True, "words": words}
        action = dialogue.create(values).action_erase()
        return self.env[action["res_model"]].browse(action["res_id"])

    def in_google(self):
        """All that Google has of Ana, as text."""
        google = self.control("GET", "/_fake/state", account=self.email(self.ana))
        known = [google["calendars"], self.google_people()]
        return json.dumps(known, ensure_ascii=False)

    def kept(self):
        """All that the sync's own tables have, as text."""
        self.env.flush_all()
        tables = self.env.execute_query(
            SQL("SELECT tablename FROM pg_tables WHERE tablename LIKE 'google_sync_%%'")
        )
        return " ".join(
            text or ""
            for (table,) in tables
            for (text,) in self.env.execute_query(
                SQL("SELECT string_agg(row::text, ' ') FROM %s AS row", SQL.identifier(table))
            )
        )

    def assert_forgotten(self, text):
        for personal in PERSONAL:
            self.assertNotIn(personal, text)

    def end_trouble(self):
        self.control("DELETE", "/_fake/faults")
        self.account.contacts_ids.work_id.write({"retry_at": False, "failures": 0})
        self.sync()
        self.sync()

    def titles(self):
        return {event.get("summary") for event in self.google(self.ana, "GET")["items"]}


@tagged("post_install", "-at_install")
class TestErasure(ErasureCase):
    def test_a_client_leaves_google_and_what_the_sync_keeps(self):
        self.assertIn("Weber", self.in_google())
        self.assertIn("Weber", self.kept())
        erasure = self.erase()
        self.assertEqual(erasure.state, "waiting")
        self.sync()
        self.sync()
        self.assert_forgotten(self.in_google())
        self.assert_forgotten(self.kept())
        self.assertEqual(self.titles(), {"Busy", "Lunch"})
        self.assertIn("Bo Li", self.google_people())
        self.assertFalse(self.mails())
        # The record of it.
        self.assertEqual(erasure.state, "done")
        self.assertEqual(erasure.requested_by_id, self.admin)
        (part,) = erasure.part_ids
        self.assertEqual((part.account_id, part.state), (self.account, "done"))
        self.assertEqual((part.masked, part.contacts, part.left), (2, 1, 0))
        self.assertGreater(part.lines, 0)
        self.assertFalse(part.remark)
        # Odoo has what it had.
        self.assertEqual(self.visit.name, "Anna Weber, first visit")
        self.assertIn(self.weber, self.visit.partner_ids)

    def test_what_comes_later_goes_to_google_no_more(self):
        self.erase()
        self.sync()
        self.visit.write({"name": "Weber again", "description": "Weber's history"})
        self.visit.copy().name = "Weber, second visit"
        self.visit_of(self.weber, start="2027-03-09 09:00:00", stop="2027-03-09 10:00:00")
        self.weber.phone = "+41 44 668 18 01"
        self.sync()
        # Somebody invites them in Google, and writes the name over it.
        google_id = self.link(self.account, self.visit).google_id
        guests = [{"email": "weber@mail.example"}]
        self.google_patch(self.ana, google_id, summary="Weber", attendees=guests)
        self.sync()
        self.sync()
        self.assert_forgotten(self.in_google())
        self.assertEqual(self.titles(), {"Busy", "Lunch"})
        self.assertEqual(self.visit.name, "Weber again")
        links = self.env["google.sync.link"].search([]).mapped("base")
        self.assert_forgotten(json.dumps(links))
        self.assertFalse(self.mails())

    def test_when_it_is_allowed_again_new_appointments_are_sent(self):
        erasure = self.erase()
        self.sync()
        self.sync()
        self.assertNotIn("Anna Weber", self.google_people())
        erasure.with_user(self.admin).action_lift()
        self.visit_of(self.weber, start="2027-03-09 09:00:00", stop="2027-03-09 10:00:00")
        self.sync()
        self.sync()
        self.assertEqual(self.titles(), {"Busy", "Lunch", "Anna Weber, first visit"})
        self.assertIn("Anna Weber", self.google_people())

    def test_appointments_in_odoo_are_cleared_too(self):
        erasure = self.erase(clears=True)
        self.sync()
        self.sync()
        self.assertEqual(erasure.state, "done")
        self.assertEqual(erasure.part_ids.masked, 2)
        for event in self.visit | self.series.calendar_event_ids:
            self.assertEqual(event.name, "Erased")
            self.assertFalse(event.description or event.location)
            self.assertEqual(event.partner_ids, self.ana.partner_id)
        self.assertEqual(str(self.visit.start), "2027-03-02 09:00:00")
        self.assert_forgotten(self.in_google())
        self.assertFalse(self.mails())


@tagged("post_install", "-at_install")
class TestErasedWords(ErasureCase):
    """What names the client, and what does not."""

    def test_who_is_only_named_in_a_title(self):
        named = self.odoo_create(self.ana, "Call Anna Weber")
        self.sync()
        self.erase()
        self.sync()
        self.assertTrue(named.google_sync_erased)
        self.assert_forgotten(self.in_google())

    def test_whose_place_address_or_number_is_in_the_words(self):
        """As far as nobody else has them: families share theirs."""
        self.odoo_contact("Eva Miller", email="family@mail.example", phone="+41 44 668 18 00")
        self.weber.email = "weber@mail.example"
        values = [
            {"location": "Anna Weber's, Main Street 3"},
            {"name": "Mail WEBER@mail.example back"},
            {"name": "Mail jo.weber@mail.example back"},
            {"name": "Mail family@mail.example back"},
            {"description": "<p>Call +41 44 668 18 00</p>"},
        ]
        made = [self.odoo_create(self.ana, **{"name": "Errand", **one}) for one in values]
        self.sync()
        self.erase()
        self.sync()
        self.assertEqual(
            [one.google_sync_erased for one in made], [True, True, False, False, False]
        )
        later = self.odoo_create(self.ana, "Errand", location="c/o Anna Weber")
        number = self.odoo_create(self.ana, "Call +41 44 668 18 01")
        self.weber.phone = "+41 44 668 18 01"
        self.sync()
        shown = self.google_events(self.ana)
        self.assertNotIn(later.location, json.dumps(shown))
        self.assertNotIn(number.name, shown)
        self.assertIn("Mail jo.weber@mail.example back", shown)

    def test_what_was_deleted_before(self):
        """Its link stays for ever, lest Google bring it back."""
        self.visit.unlink()
        self.sync()
        gone = self.env["google.sync.link"].search(
            [("title", "like", "Weber"), ("base", "=", False)]
        )
        self.assertTrue(gone)
        again = self.visit_of(self.weber, start="2027-03-09 09:00:00", stop="2027-03-09 10:00:00")
        self.sync()
        again.unlink()
        archived = self.visit_of(
            self.weber, start="2027-03-10 09:00:00", stop="2027-03-10 10:00:00"
        )
        self.sync()
        archived.active = False
        self.sync()
        erasure = self.erase()
        self.sync()
        self.sync()
        self.assert_forgotten(self.kept())
        self.assertEqual((erasure.state, erasure.part_ids.left), ("done", 0))
        self.assertEqual(self.titles(), {"Busy", "Lunch"})
        self.control("POST", "/_fake/expire_sync_tokens", {"account": self.email(self.ana)})
        self.sync()
        self.assertNotIn(again.id, self.env["calendar.event"].search([]).ids)
        self.assert_forgotten(self.kept())

    def test_dialogues_that_are_open(self):
        run = self.last_run(self.account)
        run.with_user(self.ana).action_undo()
        self.assertIn("Weber", self.kept())
        self.erase()
        self.sync()
        self.sync()
        self.assert_forgotten(self.kept())

    def test_what_only_names_the_client_later(self):
        self.erase()
        self.sync()
        call = self.odoo_create(self.ana, "Call Anna Weber back")
        joanna = self.odoo_create(self.ana, "Joanna Weber")
        self.sync()
        self.assert_forgotten(json.dumps(self.google_events(self.ana)).replace("Joanna Weber", ""))
        self.assertEqual(self.titles(), {"Busy", "Lunch", "Joanna Weber"})
        call.with_user(self.ana).name = "Call the lab back"
        joanna.with_user(self.ana).description = "<p>Sister of Anna&nbsp;Weber</p>"
        self.sync()
        self.assertEqual(self.titles(), {"Busy", "Lunch", "Call the lab back"})
        # Also once the contact is renamed, as somebody does who erases the client in Odoo.
        self.weber.name = "Client 12"
        joanna.with_user(self.ana).location = "Room 3"
        self.sync()
        self.assertEqual(self.titles(), {"Busy", "Lunch", "Call the lab back"})
        # Whatever somebody has put between two words, it is read at once.
        call.with_user(self.ana).name = "Anna" + "\N{NO-BREAK SPACE}" * 100 + "Miller"
        self.sync()
        self.assertTrue(any("Miller" in title for title in self.titles()))

    def test_other_names_of_the_client(self):
        before = self.odoo_create(self.ana, "Mrs Miller, as she was called")
        self.sync()
        dialogue = self.env["google.sync.erase"].with_user(self.admin)
        counts = dialogue.new({"partner_id": self.weber.id})
        appointments = counts.appointments
        counts.words = "Miller, Nan"
        self.assertEqual(counts.appointments, appointments + 1)
        for short in ("Nan, M", "Nan, ...", "Nan, M. -"):
            with self.assertRaises(ValidationError):
                dialogue.create({"partner_id": self.weber.id, "words": short})
        erasure = self.erase(words="Miller, Nan")
        self.sync()
        later = self.odoo_create(self.ana, "nan again")
        unrelated = self.odoo_create(self.ana, "Finances")
        self.sync()
        self.assertTrue(before.google_sync_erased)
        self.assertEqual(self.titles(), {"Busy", "Lunch", "Finances"})
        self.assertNotIn("Miller", self.kept())
        self.assert_forgotten(self.kept())
        self.assertEqual((later.name, unrelated.name), ("nan again", "Finances"))
        erasure.with_user(self.admin).action_lift()
        self.assertFalse(self.env["google.sync.erasure.words"].search([]))

    def test_addresses_of_the_client(self):
        """Odoo has them as contacts of their own; people who belong to a contact are others."""
        home, mother = self.env["res.partner"].create(
            [
                {"name": "Weber at home", "type": "invoice", "email": "weber@home.example"},
                {"name": "Eva Weber", "type": "contact", "email": "eva@mail.example"},
            ]
        )
        (home | mother).parent_id = self.weber
        (home | mother).category_id = self.weber.category_id
        visit = self.odoo_create(
            self.ana, "At home", partner_ids=[Command.set((self.ana.partner_id | home).ids)]
        )
        self.sync()
        self.assertIn("weber@home.example", self.in_google())
        erasure = self.erase()
        self.sync()
        self.sync()
        self.assertNotIn("weber@home.example", self.in_google())
        self.assertIn("eva@mail.example", self.in_google())
        self.assertTrue(visit.google_sync_erased)
        self.assertEqual((erasure.state, erasure.part_ids.contacts), ("done", 2))

    def test_a_namesake_keeps_theirs(self):
        namesake = self.odoo_contact("Anna Weber", email="anna@other.example")
        theirs = self.visit_of(namesake, start="2027-03-09 09:00:00", stop="2027-03-09 10:00:00")
        self.sync()
        self.erase(clears=True)
        self.sync()
        self.assertEqual(theirs.name, "Anna Weber, first visit")
        self.assertEqual(self.titles(), {"Busy", "Lunch", "Anna Weber, first visit"})

    def test_who_has_the_name_as_part_of_theirs(self):
        joanna = self.odoo_contact("Joanna Weber", email="jo.anna@mail.example")
        theirs = self.visit_of(joanna, start="2027-03-09 09:00:00", stop="2027-03-09 10:00:00")
        self.sync()
        line = self.env["google.sync.run.line"].search([("title", "=like", "Joanna Weber,%")])
        self.weber.email = "anna@mail.example"
        named = self.odoo_create(self.ana, "Call", description="<p>Bad news for<br>anna  weber</p>")
        self.sync()
        self.erase()
        self.sync()
        self.sync()
        self.assertFalse(theirs.google_sync_erased)
        self.assertTrue(named.google_sync_erased)
        self.assertIn("Joanna Weber, first visit", self.titles())
        self.assertEqual(line.title, "Joanna Weber, first visit")

    def test_names_that_json_and_html_write_otherwise(self):
        for name, stored in (
            ('Anna "Nan" Weber', '{"title": "Visit\\nAnna \\"Nan\\" Weber"}'),
            ("Bo & Li (Ltd.)", "<p>bo &amp; Li (Ltd.)</p>"),
            ("Müller \\ Co", '"M\u00fcller \\\\ Co."'),
        ):
            traces = Traces(self.odoo_contact(name))
            self.assertTrue(traces.is_named_in(stored), stored)
            self.assertTrue(traces.is_named_in(f"With {name}"), name)
            self.assertFalse(traces.is_named_in(f"Jo{name}"), name)

    def test_texts_that_take_long_to_look_through(self):
        """As many spaces, or backslashes, as an editor or somebody hostile leaves in a text."""
        for name, text in (
            ("Nora Field", "Nora" + "\u00a0" * 100 + "Miller"),
            ("Nora Fields", "Nora" + "&nbsp; \u00a0" * 100 + "Miller"),
            ("\\" * 20 + " Field", "\\" * 200 + "Miller"),
        ):
            found = name.replace(" ", "\u00a0&nbsp; ")
            for is_named in (in_python(name).search, Traces(self.odoo_contact(name)).is_named_in):
                self.assertFalse(is_named(text))
                self.assertTrue(is_named(f"{text} {found}"))


@tagged("post_install", "-at_install")
class TestErasureMeanwhile(ErasureCase):
    """What else happens to the client, and to what is about others as well."""

    def test_the_contact_was_deleted_in_odoo_before_google_has_deleted_it(self):
        self.fault("deleteContact", "status", status=503, reason="backendError", times=-1)
        line = self.env["google.sync.run.line"].search(
            [("res_model", "=", "res.partner"), ("res_id", "=", self.weber.id)], limit=1
        )
        self.assertIn("Weber", line.title)
        erasure = self.erase()
        self.visit.unlink()
        self.series.calendar_event_ids.unlink()
        self.weber.unlink()
        self.sync()
        self.sync()
        self.assertIn("Anna Weber", self.google_people())
        self.assertEqual(erasure.state, "waiting")
        self.assertNotIn("Weber", line.title)
        self.end_trouble()
        self.assertEqual(erasure.state, "done")
        self.assertNotIn("Anna Weber", self.google_people())

    def test_the_contact_is_deleted_later(self):
        """Of appointments that came after the request it alone told whose they were."""
        self.erase()
        self.visit_of(self.weber, start="2027-03-09 09:00:00", stop="2027-03-09 10:00:00")
        call = self.odoo_create(self.ana, "Call Anna Weber back")
        self.sync()
        self.sync()
        self.weber.unlink()
        call.with_user(self.ana).description = "Anna Weber called"
        self.sync()
        self.sync()
        self.assert_forgotten(self.in_google())
        self.assertEqual(self.titles(), {"Busy", "Lunch"})

    def test_the_contact_is_merged_into_another(self):
        self.visit_of(self.other, start="2027-03-09 09:00:00", stop="2027-03-09 10:00:00")
        self.sync()
        self.assertIn("Bo Li, first visit", self.titles())
        self.erase()
        self.sync()
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((self.weber | self.other).ids, self.other)
        self.sync()
        self.sync()
        self.assertEqual(self.titles(), {"Busy", "Lunch"})
        self.assertNotIn("Bo Li", self.google_people())

    def test_what_never_came_to_odoo_is_counted_and_not_named(self):
        link = self.link(self.account, self.lunch).copy(
            {"google_id": "stray", "res_id": False, "title": "Anna Weber", "state": "frozen"}
        )
        erasure = self.erase()
        self.sync()
        self.sync()
        self.assertEqual((erasure.state, erasure.part_ids.left), ("partly", 1))
        self.assertEqual(link.title, "Erased")

    def test_what_is_about_another_appointment_and_the_clients(self):
        ids = sorted([self.lunch.id, self.visit.id])
        shared = {"res_model": "calendar.event", "res_id": self.lunch.id, "message": "A diagnosis"}
        run = self.env["google.sync.run"].search([], limit=1)
        line = self.env["google.sync.run.line"].create(
            {**shared, "run_id": run.id, "title": "Lunch", "other_id": self.visit.id}
        )
        alert = self.env["google.sync.alert"].create(
            {
                **shared,
                "account_id": self.account.id,
                "key": "pair/calendar.event/{}/{}".format(*ids),
                "level": "warning",
                "noticed_at": "2027-03-01 09:00:00",
            }
        )
        self.erase()
        self.sync()
        self.assertNotEqual(line.message, "A diagnosis")
        self.assertFalse(alert.exists())

    def test_a_question_whether_another_appointment_is_the_clients(self):
        link = self.link(self.account, self.lunch)
        name = "Anna Weber, first visit"
        asked = {"id": self.visit.id, "model": "calendar.event", "name": name, "about": "9:00"}
        link.write({"candidates": [asked], "error": f"It looks like “{name}”"})
        self.erase()
        self.sync()
        self.assertFalse(link.candidates or link.error)

    def test_mails_that_have_not_left(self):
        mail = self.env["mail.mail"].create({"state": "exception", "body_html": "Bad news"})
        log = {"name": "log.csv", "raw": "Anna Weber, first visit", "res_model": "mail.message"}
        mail.attachment_ids = self.env["ir.attachment"].create(log)
        alert = {"account_id": self.account.id, "key": "x", "level": "error", "mail_id": mail.id}
        self.env["google.sync.alert"].create({**alert, "noticed_at": "2027-03-01 09:00:00"})
        self.erase()
        self.sync()
        self.assertFalse(mail.exists())

    def test_logs_that_were_mailed_and_have_not_left(self):
        """Also that of the sync which takes the client out of Google."""
        self.ana.write({"google_email_alerts": True, "google_email_full_log": True})
        self.visit.location = "Room 3"
        self.sync()
        mails = [("model", "=", "google.sync.account"), ("state", "=", "outgoing")]
        self.assertTrue(self.env["mail.mail"].search(mails))
        self.erase()
        self.sync()
        self.sync()
        found = self.env["mail.mail"].search(mails)
        logs = b" ".join(found.attachment_ids.mapped("raw")).decode()
        self.assert_forgotten(" ".join([logs, *found.mapped("body_html")]))

    def test_without_access_it_waits_and_can_be_settled_by_hand(self):
        disconnect(self.account)
        erasure = self.erase()
        self.sync()
        (part,) = erasure.part_ids
        self.assertEqual(part.state, "waiting")
        self.assertIn("no access", part.remark)
        part.with_user(self.admin).action_settle()
        self.sync()
        self.assertEqual((part.state, erasure.state), ("by_hand", "partly"))
        self.assertIn("no longer synchronized: 2.", part.remark)
        self.assert_forgotten(self.kept())

    def test_it_goes_on_once_the_user_connects_again(self):
        disconnect(self.account)
        erasure = self.erase()
        self.sync()
        self.connect(self.ana)
        self.sync()
        self.sync()
        self.assertEqual(erasure.state, "done")
        self.assert_forgotten(self.in_google())

    def test_a_contact_that_google_refuses_to_delete_waits(self):
        self.fault("deleteContact", "status", status=503, reason="backendError", times=9)
        erasure = self.erase()
        self.sync()
        self.assertEqual(erasure.state, "waiting")
        self.end_trouble()
        self.assertEqual(erasure.state, "done")
        self.assertNotIn("Anna Weber", self.google_people())


@tagged("post_install", "-at_install")
class TestErasureDoors(ErasureCase):
    def test_only_administrators_erase_and_only_who_is_sure(self):
        dialogue = self.env["google.sync.erase"]
        with self.assertRaises(AccessError):
            dialogue.with_user(self.ana).create({"partner_id": self.weber.id})
        unsure = dialogue.with_user(self.admin).create({"partner_id": self.weber.id})
        with self.assertRaises(UserError):
            unsure.action_erase()
        colleague = {"partner_id": self.ana.partner_id.id, "is_sure": True}
        with self.assertRaises(UserError):
            dialogue.with_user(self.admin).create(colleague).action_erase()
        with self.assertRaises(AccessError):
            self.visit.with_user(self.ana).google_sync_erased = True
        self.assertFalse(self.env["google.sync.erasure"].search([]))

    def test_a_client_who_uses_the_portal(self):
        new_test_user(self.env, "patient", "base.group_portal", partner_id=self.weber.id)
        erasure = self.erase()
        self.sync()
        self.sync()
        self.assertEqual(erasure.state, "done")
        self.assertEqual(self.titles(), {"Busy", "Lunch"})

    def test_the_dialogue_counts(self):
        dialogue = self.env["google.sync.erase"].with_user(self.admin)
        counts = dialogue.create({"partner_id": self.weber.id})
        self.assertEqual((counts.appointments, counts.in_google, counts.contacts), (4, 2, 1))
        self.assertEqual((counts.organized_elsewhere, counts.users), (0, self.ana.name))

    def test_who_does_not_use_it_pays_nothing(self):
        contacts = self.account.contacts_ids
        self.committed()
        self.env["google.sync.erasure"].contacts()
        self.env.invalidate_all()
        user = self.account.user_id
        self.assertEqual(user.company_id.google_privacy, "full")  # which each run reads
        with self.assertQueryCount(0):
            self.assertFalse(Erased(user).has(self.visit))
            self.assertEqual(contact_names(contacts), {contacts.id: ()})
