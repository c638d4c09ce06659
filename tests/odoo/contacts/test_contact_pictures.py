"""Pictures of contacts go from Odoo to Google, for those who want that."""

import base64
from datetime import timedelta
from io import BytesIO
from unittest.mock import patch

import requests
from PIL import Image

from odoo import fields
from odoo.tests import tagged

from ....google_api.transport.errors import HandedBack
from ....google_api.transport.outcomes import Failed
from ....sync.run import contacts as contact_run
from ...contact_case import PIXEL, ContactAdversityCase

UPDATE, DELETE = "people.people.updateContactPhoto", "people.people.deleteContactPhoto"


def picture(color):
    content = BytesIO()
    Image.new("RGB", (20, 10), color).save(content, "PNG")
    return base64.b64encode(content.getvalue())


@tagged("post_install", "-at_install")
class TestContactPictures(ContactAdversityCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.google_contact_pictures = True

    def in_google(self, name):
        """The color of a contact's picture in Google; none where it shows initials."""
        google_id = self.google_people()[name]["resourceName"]
        (photo,) = self.people("GET", google_id, personFields="photos")["photos"]
        if photo.get("default"):
            return None
        content = requests.get(photo["url"], timeout=10).content
        return Image.open(BytesIO(content)).convert("RGB").getpixel((0, 0))

    def sent(self):
        return [method for method in self.methods() if method in (UPDATE, DELETE)]

    def test_a_new_one_a_changed_one_and_none_any_more(self):
        nora = self.odoo_contact("Nora", image_1920=picture("red"))
        self.odoo_contact("Bob")
        self.sync()
        self.assertEqual(self.in_google("Nora"), (255, 0, 0))
        self.assertIsNone(self.in_google("Bob"))
        self.assertEqual(self.sent(), [UPDATE])
        self.assert_still()
        nora.image_1920 = picture("blue")
        self.sync()
        self.assertEqual(self.in_google("Nora"), (0, 0, 255))
        self.assert_still()
        nora.image_1920 = False
        self.sync()
        self.assertIsNone(self.in_google("Nora"))
        self.assertEqual(self.sent(), [DELETE])
        self.assert_still()

    def test_who_may_not_see_the_contact_any_more_sends_no_picture_of_it(self):
        """And the others come across all the same."""
        nora = self.odoo_contact("Nora", image_1920=picture("red"))
        self.sync()
        other = self.env["res.company"].create({"name": "Another company"})
        nora.write({"company_id": other.id, "image_1920": picture("blue")})
        self.odoo_contact("Bob", image_1920=picture("green"))
        self.sync()
        self.assertEqual(self.in_google("Bob"), (0, 128, 0))
        self.assertEqual(self.in_google("Nora"), (255, 0, 0))
        self.assertFalse(self.account.contacts_ids.message)
        nora.company_id = False
        self.sync()
        self.assertEqual(self.in_google("Nora"), (0, 0, 255))

    def test_it_goes_along_with_other_changes(self):
        nora = self.odoo_contact("Nora")
        self.sync()
        nora.write({"function": "Baker", "image_1920": picture("red")})
        self.sync()
        person = self.google_people()["Nora"]
        self.assertEqual(person["organizations"][0]["title"], "Baker")
        self.assertEqual(self.in_google("Nora"), (255, 0, 0))
        self.assert_still()

    def test_without_the_setting_none_is_sent(self):
        self.ana.google_contact_pictures = False
        nora = self.odoo_contact("Nora", image_1920=picture("red"))
        self.sync()
        nora.image_1920 = picture("blue")
        self.sync()
        self.assertEqual(self.sent(), [])
        self.ana.google_contact_pictures = True
        self.sync()
        self.assertEqual(self.in_google("Nora"), (0, 0, 255), "it is sent once that is wanted")
        self.ana.google_contact_pictures = False
        nora.image_1920 = False
        self.sync()
        self.assertEqual(self.in_google("Nora"), (0, 0, 255), "and stays there")

    def test_a_picture_of_googles_own_stays(self):
        google_id = self.google_contact("Gus")
        self.people("PATCH", f"{google_id}:updateContactPhoto", {"photoBytes": PIXEL})
        self.sync()
        self.requests_made()
        gus = self.odoo_contacts()["Gus"]
        for color in ("red", "blue", None):
            gus.image_1920 = picture(color) if color else False
            self.sync()
        self.assertEqual(self.sent(), [])
        self.assertIsNotNone(self.in_google("Gus"))
        self.assert_still()

    def test_many_go_in_portions(self):
        self.enterContext(patch.object(contact_run, "MOST_PICTURES", 2))
        for number in range(5):
            self.odoo_contact(f"Client {number}", image_1920=picture("red"))
        self.sync()
        self.assertEqual(self.sent(), [UPDATE] * 5)
        self.assert_still()

    def test_those_beyond_what_google_takes_in_a_minute_follow_in_the_next_one(self):
        send, most = contact_run.people.send_pictures, 2

        def paced(session, writes):
            left = [Failed(HandedBack("paced", after=40))] * (len(writes) - most)
            return [*send(session, writes[:most]), *left]

        for number in range(5):
            self.odoo_contact(f"Client {number}", image_1920=picture("red"))
        contacts = self.account.contacts_ids
        with patch.object(contact_run.people, "send_pictures", paced):
            self.sync()
            now = fields.Datetime.now()
            self.assertGreater(contacts.next_sync, now + timedelta(seconds=30))
            self.assertLessEqual(contacts.next_sync, now + timedelta(seconds=41))
            contacts.work_id.next_sync = now
            self.sync()
        self.assertEqual(self.sent(), [UPDATE] * 4)
        contacts.work_id.next_sync = now
        self.sync()
        self.assertEqual(self.sent(), [UPDATE])
        self.assert_still()

    def test_kinds_that_google_does_not_take_become_a_png(self):
        for kind in ("GIF", "ICO", "BMP"):
            content = BytesIO()
            Image.new("RGB", (32, 32), "red").save(content, kind)
            self.odoo_contact(kind, image_1920=base64.b64encode(content.getvalue()))
        self.odoo_contact(
            "SVG", image_1920=base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
        )
        self.sync()
        for kind in ("GIF", "ICO", "BMP"):
            self.assertEqual(self.in_google(kind), (255, 0, 0))
        self.assertEqual(self.sent(), [UPDATE] * 3)
        (line,) = self.last_run(self.account).line_ids.filtered(lambda one: one.level == "warning")
        self.assertEqual(line.title, "SVG")
        self.assertIn("Choose a JPEG or a PNG", line.message)

    def test_google_does_not_answer(self):
        self.odoo_contact("Nora", image_1920=picture("red"))
        self.odoo_contact("Bob", image_1920=picture("blue"))
        self.fault("people.updateContactPhoto", status=503, reason="backendError", nth=2, times=20)
        self.sync()
        self.again()
        self.assertEqual(self.in_google("Nora"), (255, 0, 0))
        self.assertEqual(self.in_google("Bob"), (0, 0, 255))
        self.assert_still()

    def test_one_refusal_in_passing_costs_no_picture(self):
        for status, reason in ((412, "conditionNotMet"), (403, "forbidden"), (404, "notFound")):
            with self.subTest(status=status):
                nora = self.odoo_contact(f"Nora {status}", image_1920=picture("red"))
                self.fault("people.updateContactPhoto", status=status, reason=reason)
                self.sync()
                self.again()
                self.assertEqual(self.in_google(nora.name), (255, 0, 0))
                self.assert_still()

    def test_what_google_does_not_allow_is_given_up_and_told(self):
        self.odoo_contact("Nora", image_1920=picture("red"))
        self.fault("people.updateContactPhoto", status=403, reason="forbidden", times=2)
        self.sync()
        run = self.last_run(self.account)
        self.assertEqual(run.line_ids.filtered(lambda line: line.level == "warning").title, "Nora")
        self.again()
        self.assertIsNone(self.in_google("Nora"))

    def test_one_that_google_refuses_is_told_once(self):
        nora = self.odoo_contact("Nora", image_1920=picture("red"))
        self.fault("people.updateContactPhoto", status=400, reason="invalid", times=1)
        self.sync()
        run = self.last_run(self.account)
        (line,) = run.line_ids.filtered(lambda line: line.level == "warning")
        self.assertEqual((line.title, line.res_id), ("Nora", nora.id))
        self.again()
        self.assertIsNone(self.in_google("Nora"))
        nora.image_1920 = picture("blue")
        self.sync()
        self.assertEqual(self.in_google("Nora"), (0, 0, 255))
        self.assert_still()

    def test_deleted_in_google_while_its_picture_is_sent(self):
        self.odoo_contact("Nora", image_1920=picture("red"))
        send = contact_run.people.send_pictures

        def late(session, writes):
            self.people("DELETE", f"{writes[0].resource_name}:deleteContact")
            return send(session, writes)

        with patch.object(contact_run.people, "send_pictures", late):
            self.sync()
        self.sync()
        self.assertFalse(self.odoo_contacts())
        self.assert_still()
