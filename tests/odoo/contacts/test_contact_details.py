"""The name, address and telephone of a client, which Odoo writes below the description."""

import importlib.util
import json
import re
from pathlib import Path

from odoo.tests import tagged

from ....engine.events.contact_details import together
from ....sync.store.refs import dump_item, load_item
from ...common import THREE_MONDAYS, GoogleSyncCase
from ...previews import PreviewMixin

MIGRATION = Path(__file__).parents[3] / "migrations/19.0.0.3.0/post-words.py"
SECRETS = ("Anna Weber", "weber@", "000 11 22")


def without_organizer(description):
    return re.sub(r"(<br><br>)?<b>.*?</a>", "", description or "")


@tagged("post_install", "-at_install")
class TestContactDetails(PreviewMixin, GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.weber = self.env["res.partner"].create(
            {"name": "Anna Weber", "email": "weber@mail.example", "phone": "+41 44 000 11 22"}
        )
        self.account = self.connect(self.ana)
        self.sync()

    def visit(self, by=None, doctor=None, **values):
        doctor = doctor or self.ana
        people = (doctor.partner_id | self.weber).ids
        values = {"description": "<p>Bring papers</p>", "partner_ids": [(6, 0, people)], **values}
        name = values.pop("name", "Visit")
        return self.odoo_create(by or doctor, name, user_id=doctor.id, **values)

    def in_google(self, event, user=None):
        account = (user or self.ana).google_sync_account_ids
        return self.google(user or self.ana, "GET", f"/{self.link(account, event).google_id}")

    def written(self, event, user=None):
        """Google's description, without who organizes the appointment, which Odoo writes, too."""
        return without_organizer(self.in_google(event, user).get("description"))

    def assert_kept(self, event, user=None):
        """Odoo has what it wrote, and Google nothing of it."""
        self.assertIn("Anna Weber", event.description)
        self.assertIn("weber@mail.example", event.description)
        state = json.dumps(
            self.control("GET", "/_fake/state", account=self.email(user or self.ana))
        )
        for secret in SECRETS:
            self.assertNotIn(secret, state)

    def test_it_stays_in_odoo_unless_guests_are_shared(self):
        event = self.visit()
        self.settle()
        self.assert_kept(event)
        self.assertEqual(self.written(event), "Bring papers")
        self.ana.google_share_guests = "yes"
        event.location = "Room 2"
        self.settle()
        shared = self.in_google(event)["description"]
        self.assertIn("weber@mail.example", shared)
        self.assertTrue(shared.startswith("Bring papers<br>"))
        self.ana.google_share_guests = "no"
        self.settle()
        self.assertEqual(self.written(event), "Bring papers")
        self.assert_quiet()

    def test_in_the_language_of_whoever_entered_it(self):
        desk = self.new_user("desk")
        for lang in ("de_DE", "fr_FR", "ja_JP", "ar_001"):
            self.env["res.lang"]._activate_lang(lang)
            desk.lang = lang
            event = self.visit(by=desk)
            with self.subTest(lang):
                self.assertNotIn("Contact Details", event.description)
                self.settle()
                self.assert_kept(event)
                self.assertEqual(self.written(event), "Bring papers")
        self.env["res.lang"].search([("code", "=", "ja_JP")]).active = False
        self.account.ask_worker("compare")
        self.settle()
        self.assert_kept(event)

    def test_the_description_is_edited_in_google(self):
        event = self.visit(videocall_location="https://video.example/1")
        self.settle()
        google = self.in_google(event)
        self.assertIn("🎥", google["description"])
        text = google["description"].replace("Bring papers", "Bring <b>nothing</b>")
        self.google_patch(self.ana, google["id"], description=text)
        self.settle()
        self.assertIn("nothing", event.description)
        self.assertNotIn("papers", event.description)
        self.assertEqual(event.videocall_location, "https://video.example/1")
        self.assert_kept(event)
        self.google_patch(self.ana, google["id"], description="")
        self.settle()
        self.assertNotIn("nothing", event.description)
        self.assert_kept(event)
        self.assert_quiet()

    def test_written_around_in_odoo(self):
        event = self.visit()
        self.settle()
        event.description = f"<p>Before</p>{event.description}<p>Behind</p>"
        self.settle()
        google = self.in_google(event)
        self.assertEqual(self.written(event), "Before<br>Bring papers<br><br>Behind")
        self.google_patch(self.ana, google["id"], description="Before<br>Behind")
        self.settle()
        self.assertNotIn("papers", event.description)
        self.assert_kept(event)
        self.assert_quiet()

    def test_a_series_and_one_of_its_occurrences(self):
        event = self.visit(**THREE_MONDAYS)
        second = event.recurrence_id.calendar_event_ids.sorted("start")[1]
        second.description = f"<p>Longer</p>{second.description}"
        self.settle()
        self.assert_kept(second)
        google = self.in_google(event.recurrence_id)
        instances = self.google(self.ana, "GET", f"/{google['id']}/instances")["items"]
        self.assertEqual(
            sorted(without_organizer(one["description"]) for one in instances),
            ["Bring papers", "Bring papers", "Longer<br>Bring papers"],
        )
        self.google_patch(self.ana, google["id"], description="Bring nothing")
        self.settle()
        for one in event.recurrence_id.calendar_event_ids:
            self.assert_kept(one)
        self.assert_quiet()

    def test_a_colleagues_meeting_follows_its_organizer(self):
        ben = self.new_user("ben")
        self.connect(ben)
        self.sync()
        people = (self.ana | ben).partner_id | self.weber
        event = self.visit(partner_ids=[(6, 0, people.ids)])
        self.settle()
        # Odoo writes of one of the two, and which is as it comes.
        self.assertIn("Contact Details", event.description)
        for user in (self.ana, ben):
            self.assertNotIn("Contact Details", self.in_google(event, user)["description"])
        self.assertEqual(self.written(event, ben), "Bring papers")

    def test_what_somebody_writes_in_google_is_theirs(self):
        text = "Contact Details<br>Anna Weber<br>weber@mail.example<br>come early"
        google_id = self.google_insert(self.ana, "From Google", description=text)
        self.settle()
        event = self.odoo_events(self.ana)["From Google"]
        self.assertIn("weber@mail.example", event.description)
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["description"], text)
        event.write({"start": "2027-03-04 09:00:00", "stop": "2027-03-04 10:00:00"})
        self.settle()
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["description"], text)
        self.assert_quiet()

    def test_the_page_says_so(self):
        self.assertEqual(self.ana.google_details_example, "not shown")
        self.ana.google_share_guests = "yes"
        self.assertIn("Anna Weber", self.ana.google_details_example)
        self.ana.google_privacy = "initials"
        self.assertEqual(self.ana.google_details_example, "not shown")

    def test_a_preview_shows_what_google_gets_of_it(self):
        self.ana.google_share_guests = "yes"
        new, known = self.visit(name="New"), self.visit(name="Known")
        new.active = False
        self.settle()
        new.active = True
        self.assertIn("+41 44 000 11 22", self.previewed("New"))
        self.ana.google_share_guests = "no"
        self.assertNotIn("000 11 22", self.previewed("New"))
        told = self.previewed("Known")
        self.assertIn("contact details: ", told)
        self.assertTrue(told.rstrip().endswith("→ nothing"), told)
        self.assertTrue(known.description)

    def previewed(self, title):
        """What a preview says of a record at Google."""
        lines = self.preview().sudo().line_ids.filtered(lambda line: line.title == title)
        return "\n".join(lines.filtered(lambda line: line.side == "google").mapped("details"))

    def test_what_an_older_version_has_sent_goes_from_google(self):
        self.ana.google_share_guests = "yes"
        event, other = self.visit(), self.visit(name="Other")
        series = self.visit(**THREE_MONDAYS).recurrence_id
        plain = self.odoo_create(self.ana, "Plain", description=False)
        self.settle()
        self.env.cr.execute("UPDATE res_users SET google_share_guests = 'no'")
        self.env.invalidate_all()
        links = self.link(self.account, event) | self.link(self.account, series)
        links |= self.link(self.account, other) | self.link(self.account, plain)
        for link in links:  # as it was kept until now
            former = dump_item(together(load_item(link)))
            del former["contact_details"]
            link.base = {**former, "title": f"{former['title']}\u200f"}
        self.google_patch(self.ana, self.link(self.account, other).google_id, summary="Renamed")
        self.env.flush_all()
        self._migrate()
        self.assertEqual(load_item(links[0]).title, "Visit")
        self.settle()
        for record in (event, other, series):
            self.assertEqual(self.written(record), "Bring papers")
        for one in (event, other, series.calendar_event_ids[0]):
            self.assertIn("weber@mail.example", one.description)
        self.assertEqual(other.name, "Renamed")
        self.assertFalse(self.written(plain))
        self.assert_quiet()

    def _migrate(self):
        spec = importlib.util.spec_from_file_location("post_words", MIGRATION)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.migrate(self.env.cr, "19.0.0.2.0")
        self.env.invalidate_all()
