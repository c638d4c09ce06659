"""Contacts, when Google answers late, wrong or not at all."""

import random
from contextlib import suppress
from dataclasses import replace
from unittest.mock import patch

from odoo.tests import Form, tagged

from ....google_api.transport.oauth import SCOPES
from ....sync import runner
from ....sync.run.contacts import ContactRun
from ...common import Killed
from ...contact_case import ContactAdversityCase


@tagged("post_install", "-at_install")
class TestContactsInTrouble(ContactAdversityCase):
    def test_an_answer_that_never_came_makes_no_double(self):
        for kind, match in (
            ("timeout_after", "people.createContact"),
            ("timeout_after", "people.batchCreateContacts"),
        ):
            with self.subTest(match):
                names = [match] if "batch" not in match else [f"{match} {n}" for n in range(3)]
                for name in names:
                    self.odoo_contact(name)
                self.fault(match, kind, seconds=0.05)
                self.sync()
                self.again()
                self.assertEqual(set(self.google_people()), set(self.odoo_contacts()))
                self.assert_still()

    def test_killed_at_each_place(self):
        for place in ("_fetch", "_send"):
            for after in (False, True):
                with self.subTest(place=place, after=after):
                    name = f"{place} {after}"
                    self.odoo_contact(name)
                    self.google_contact(f"G {name}")
                    self._die(place, after)
                    self.again()
                    self.assertEqual(set(self.google_people()), set(self.odoo_contacts()))
                    self.assert_still()

    def _die(self, place, after):
        original = getattr(runner, place)

        def die(*args):
            if isinstance(args[0], ContactRun):
                if after:
                    original(*args)
                raise Killed
            return original(*args)

        with patch.object(runner, place, die), suppress(Killed):
            self.sync()

    def test_the_token_expired(self):
        self.odoo_contact("Nora Field")
        self.google_contact("Gus Green")
        self.sync()
        people = self.google_people()
        self.control("POST", "/_fake/expire_sync_tokens", {"account": self.email(self.ana)})
        self.people("DELETE", f"{people['Gus Green']['resourceName']}:deleteContact")
        self.google_contact("New One")
        self.sync()
        self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"Nora Field", "New One"})
        self.assertEqual(set(self.google_people()), {"Nora Field", "New One"})
        self.assert_still()

    def test_changed_in_google_while_it_is_written(self):
        contact = self.odoo_contact("Nora Field", email="nora@field.example")
        self.sync()
        google_id = self.google_people()["Nora Field"]["resourceName"]
        contact.function = "Buyer"
        send, done = runner._send, []

        def edit_first(*args):
            if isinstance(args[0], ContactRun) and not done:
                done.append(self.google_update(google_id, biographies=[{"value": "Note"}]))
            return send(*args)

        with patch.object(runner, "_send", edit_first):
            self.sync()
        self.assertIn("Note", contact.comment)
        person = self.google_people()["Nora Field"]
        self.assertEqual(person["organizations"][0]["title"], "Buyer")
        self.assertEqual(person["biographies"][0]["value"], "Note")
        self.assert_still()

    def test_many_deletions_are_asked_first(self):
        for number in range(12):
            self.odoo_contact(f"Client {number}")
        self.sync()
        for person in self.google_people().values():
            self.people("DELETE", f"{person['resourceName']}:deleteContact")
        self.sync()
        contacts = self.env["google.sync.contacts"].search([])
        self.assertEqual(contacts.state, "approval")
        self.assertIn("12 contacts", contacts.message)
        self.assertEqual(len(self.odoo_contacts()), 12)
        self.ana.with_user(self.ana).action_google_undo_contacts()
        self.sync()
        self.assertEqual(len(self.google_people()), 12)
        self.assertEqual(len(self.odoo_contacts()), 12)
        self.assert_still()
        for person in self.google_people().values():
            self.people("DELETE", f"{person['resourceName']}:deleteContact")
        self.sync()
        self.ana.with_user(self.ana).action_google_approve_contacts()
        self.sync()
        self.assertFalse(self.odoo_contacts())

    def test_an_address_book_that_is_full(self):
        known = self.odoo_contact("Nora Field")
        self.sync()
        self.control("POST", "/_fake/settings", {"contacts_limit": 1})
        late = [self.odoo_contact(f"Late {n}") for n in range(5)]
        known.function = "Buyer"
        self.requests_made()
        self.sync()
        self.assertEqual(self.methods().count("people.people.batchCreateContacts"), 1)
        self.assertEqual(set(self.google_people()), {"Nora Field"})
        title = self.google_people()["Nora Field"]["organizations"][0]["title"]
        self.assertEqual(title, "Buyer", "what Google takes is not held up")
        contacts = self.env["google.sync.contacts"].search([])
        self.assertFalse(contacts.trouble)
        links = self.contact_links().filtered(lambda link: link.state == "failed")
        self.assertEqual(set(links.mapped("res_id")), {one.id for one in late})
        self.assertIn("empty the bin", links[0].error)
        self.control("POST", "/_fake/settings", {"contacts_limit": 25_000})
        self.again()
        self.assertEqual(len(self.google_people()), 6)
        self.assert_still()

    def test_a_name_that_odoo_cannot_hold_keeps_nobody_out(self):
        """As long as Google takes it, PostgreSQL has no room for it in an index."""
        draw = random.Random(1)
        name = "".join(chr(draw.randrange(0x4E00, 0x9FA5)) for _letter in range(1000))
        self.google_contact(name)
        self.google_contact("Gus Green")
        self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"Gus Green"})
        self.assertEqual(self.account.contacts_ids.state, "connected")
        link = self.contact_links().filtered(lambda link: link.state == "failed")
        self.assertIn("too long for Odoo", link.error)

    def test_contacts_not_allowed_by_the_user(self):
        tokens = self.env["google.sync.grant"]
        known = tokens.load(self.account)[self.account.id]
        tokens.give(self.account, replace(known, scopes=frozenset(SCOPES)))
        self.env.invalidate_all()
        mine = self.ana.with_user(self.ana)
        self.assertEqual(mine.google_contacts_state, "reauthorize", "before any sync")
        self.assertIn("Authorize Again", mine.google_contacts_message)
        mine.google_contact_category_id = False
        with Form(mine, "base.view_users_form_simple_modif") as form:
            self.assertFalse(form.google_contacts_message)
            form.google_contact_category_id = self.group
            self.assertIn("Authorize Again", form.google_contacts_message, "before it is saved")
        self.odoo_contact()
        event = self.odoo_create(self.ana, "Visit")
        self.sync()
        contacts = self.env["google.sync.contacts"].search([])
        self.assertEqual(contacts.state, "reauthorize")
        self.assertIn("Authorize Again", contacts.message)
        self.assertEqual(self.account.state, "connected")
        self.assertEqual(self.link(self.account, event).state, "synced")
        self.assertEqual(self.ana.google_contacts_state, "reauthorize")
