"""A lost answer about a contact, its label or a batch of them: the user's last word stands."""

from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from ....google_api.people import client as people
from ...contact_case import ContactAdversityCase
from ...lost_answers import NO_ANSWER, OFF, LostAnswersMixin, each_way


@tagged("post_install", "-at_install")
class TestLostAnswersOfContacts(LostAnswersMixin, ContactAdversityCase):
    def set_up_once(self):
        super().set_up_once()
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

    @each_way("people.people.updateContact", ways=("killed", "done"))
    def test_typed_back_in_google_after_the_edit_had_arrived(self, how, lose):
        """The contact shows the number of the edit: who types the former value has seen ours."""
        name = f"Nora {how}"
        partner = self.odoo_contact(name, function="One")
        self.sync()
        partner.function = "Two"
        lose()
        google_id = self.google_people()[name]["resourceName"]
        self.google_update(google_id, organizations=[{"title": "One"}])
        self.wake()
        self.assertEqual(self.in_google(name), ("One", "", True))
        self.assertEqual(partner.function, "One")
        self.assert_own()

    def test_what_other_programs_have_left_with_a_contact_stays(self):
        partner = self.agreed()
        google_id = self.google_people()["Nora Field"]["resourceName"]

        def left():
            found = self.people("GET", google_id, personFields="clientData")["clientData"]
            return [(one["key"], one["value"]) for one in found]

        ((_key, mark),) = left()
        theirs = [{"key": "crm", "value": "1"}, {"key": "odoo", "value": mark}]
        self.google_update(google_id, clientData=theirs)
        numbers = set()
        for job in ("Two", "Three"):
            partner.function = job
            self.sync()
            *others, (key, number) = left()
            self.assertEqual(others, [("crm", "1"), ("odoo", mark)])
            self.assertEqual(key, "odoo_write")
            numbers.add(number)
        self.assertEqual(len(numbers), 2)

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

    @each_way("people.people.updateContact")
    def test_renamed_and_removed_with_the_connection(self, how, lose):
        """Our name is nobody's edit in Google, when the user is back after another one."""
        name = f"Nora {how}"
        partner = self.agreed(name)
        partner.name = f"{name} Two"
        lose()
        self.disconnect(self.ana, "remove")
        self.wake()
        self.assertEqual(self.account.state, "disconnected")
        partner.name = f"{name} Three"
        self.shift_clock(partner, OFF[1])
        (there,) = (one for one in self.google_people() if one.startswith(name))
        google_id = self.google_people()[there]["resourceName"]
        self.google_update(google_id, organizations=[{"title": "Painter"}])
        self.account = self.connect(self.ana)
        self.wake()
        self.wake()  # it has its label again, and is read with it
        self.assertEqual((partner.name, partner.function), (f"{name} Three", "Painter"))
        self.assertEqual(self.in_google(f"{name} Three"), ("Painter", "", True))
        self.assert_own()

    def test_the_label_is_deleted_after_a_new_contact_arrived_unheard(self):
        """Nobody has taken it off that one."""
        partner = self.odoo_contact("Nora Field")
        self.die_after_sending()
        self.people("DELETE", self.label())
        self.wake()
        self.assertEqual(partner.category_id, self.group)
        self.assertIn("Nora Field", self.labelled())
        self.assert_own()

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

    @each_way("people.contactGroups.members.modify")
    def test_renamed_while_it_gets_another_label(self, how, lose):
        """The former one was deleted in Google."""
        name = f"Nora {how}"
        partner = self.agreed(name)
        google_id = self.google_people()[name]["resourceName"]
        self.people("DELETE", self.label())
        lose()
        self.google_update(google_id, organizations=[{"title": "Painter"}])
        partner.name = f"{name} Two"
        self.shift_clock(partner, OFF[1])
        self.wake()
        self.wake()
        self.assertEqual((partner.name, partner.function), (f"{name} Two", "Painter"))
        self.assertEqual(self.in_google(f"{name} Two"), ("Painter", "", True))
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
