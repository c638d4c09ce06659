"""What names a client who was erased, and what does not."""

import json

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ....sync.odoo.naming import in_python
from ....sync.odoo.traces import Traces
from ...erasure_case import ErasureCase


@tagged("post_install", "-at_install")
class TestErasedWords(ErasureCase):
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
