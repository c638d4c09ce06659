"""Marks that are forged or carried elsewhere."""

from odoo.tests import tagged

from ....sync.store.marker import marks_of
from ....sync.store.refs import EVENT, SERIES, RecordRef
from ...identity_case import IdentityCase


@tagged("post_install", "-at_install")
class TestForgedMarks(IdentityCase):
    """A mark holds for the event for which it was signed, and for no other."""

    def test_what_a_signature_is_over(self):
        marks, ref = marks_of(self.account), RecordRef(EVENT, 7)
        mark = marks.mark(ref, "id")
        self.assertEqual(marks.ref(mark, "id"), ref)
        self.assertIsNone(marks.ref(mark, "another"))
        self.assertIsNone(marks_of(self.ben_account).ref(mark, "id"))
        self.assertIsNone(marks.ref(mark.replace(":7:", ":8:"), "id"))
        self.assertIsNone(marks.ref(mark.replace(":7:", ":series:7:"), "id"))
        self.assertIsNone(marks.ref(mark.rpartition(":")[0], "id"), "of a former version")
        self.assertEqual(marks.unsigned_ref(mark.rpartition(":")[0]), ref)
        self.assertIsNone(marks.unsigned_ref(mark), "a signature that does not hold is no mark")
        self.env["ir.config_parameter"].set_param("database.uuid", "another")
        self.assertIsNone(marks_of(self.account).ref(mark, "id"))
        series = marks.mark(RecordRef(SERIES, 7), "id")
        self.assertEqual(marks.ref(series, "id"), RecordRef(SERIES, 7))

    def test_nothing_secret_is_in_a_mark(self):
        marks = marks_of(self.account)
        self.assertNotIn(marks.keys[0].hex(), marks.mark(RecordRef(EVENT, 7), "id"))
        self.assertNotIn(repr(marks.keys[0]), repr(marks))

    def test_a_mark_in_another_calendar(self):
        secret = self.secret(privacy="private")
        self.both()
        google_id = self.link(self.account, secret).google_id
        mark = self.google(self.ana, "GET", f"/{google_id}")["extendedProperties"]
        self.google_insert(self.ben, "Mine", id=google_id, extendedProperties=mark)
        self.both()
        self.assert_untouched(secret)
        self.assertEqual(self.titled("Mine").partner_ids, self.ben.partner_id)

    def test_a_mark_on_another_event_once_the_link_is_lost(self):
        secret = self.secret()
        self.both()
        link = self.link(self.account, secret)
        google_id = link.google_id
        mark = self.google(self.ana, "GET", f"/{google_id}")["extendedProperties"]
        copy = self.google_insert(self.ana, "Copy", extendedProperties=mark)
        self.account.link_ids.unlink()
        self.google_patch(self.ana, google_id, summary="Renamed")
        self.ana.write({"google_populate_google": True, "google_populate_odoo": True})
        self.both()
        self.assertEqual(self.link(self.account, secret).google_id, google_id)
        self.assertEqual(self.google(self.ana, "GET", f"/{copy}")["summary"], "Copy")
        self.assertNotEqual(self.titled("Copy"), secret)

    def test_an_event_of_a_former_version_gets_a_signature_with_its_next_change(self):
        event = self.secret()
        self.both()
        link = self.link(self.account, event)
        self.assertTrue(link.is_signed)
        uuid = self.env["ir.config_parameter"].get_param("database.uuid")
        old = {"private": {"odoo": f"{uuid}:{event.id}"}}
        self.google_patch(self.ana, link.google_id, extendedProperties=old)
        self.both()
        link.is_signed = False
        event.location = "Room 2"
        self.settle()
        self.assertTrue(link.is_signed)
        mark = self.google(self.ana, "GET", f"/{link.google_id}")["extendedProperties"]["private"]
        found = marks_of(self.account).ref(mark["odoo"], link.google_id)
        self.assertEqual(found, RecordRef(EVENT, event.id))

    def test_when_the_user_leaves(self):
        """What was signed once is not taken away by a mark without a signature; of a former
        version, which could not sign, it is."""
        signed, former = self.secret(), self.secret()
        self.both()
        uuid = self.env["ir.config_parameter"].get_param("database.uuid")
        links = {event: self.link(self.account, event) for event in (signed, former)}
        for event, link in links.items():
            old = {"private": {"odoo": f"{uuid}:{event.id}"}}
            self.google_patch(self.ana, link.google_id, extendedProperties=old)
        self.both()
        links[former].is_signed = False
        google_ids = {event: link.google_id for event, link in links.items()}
        self.disconnect(self.ana, "remove")
        self.both()
        self.make_google_account(self.ana)
        left = {event["id"] for event in self.google_events(self.ana).values()}
        self.assertEqual(left, {google_ids[signed]})
