"""Text from outside: whoever may invite somebody writes into their calendar, log and mails."""

import csv
import io

from lxml import html

from odoo.tests import tagged

from ....engine.events.video_line import web_link
from ....sync.reporting import log_file
from ...common import GoogleSyncCase

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
TEMPLATE = "{{ object.user_id.password }} ${7*7} {{ 7*7 }} <t t-out='7*7'/> %(title)s %s {0}"
CAMERA = "🎥"


def is_active(text):
    """Whether a browser would do something at the sight of it, and not only show it."""
    tree = html.fromstring(f"<div>{text}</div>")
    for element in tree.iter():
        if element.tag in ("script", "img", "iframe", "style", "object", "embed", "form", "t"):
            return True
        for name, value in element.attrib.items():
            if name.startswith("on") or "javascript:" in value.lower():
                return True
    return False


@tagged("post_install", "-at_install")
class TestTitles(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.email = "ana@practice.example"
        self.account = self.connect(self.ana, google_email_alerts=True, google_email_full_log=True)
        self.sync()

    def test_what_nobody_sees_is_taken_out_and_google_keeps_its_spelling(self):
        title = "\u202eInv\u200boice\u2066 \u200f2027"
        google_id = self.google_insert(self.ana, title, location="Be\u200drn\u061c")
        self.settle()
        event = self.odoo_events(self.ana)["Invoice 2027"]
        self.assertEqual(event.location, "Bern")
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["summary"], title)
        self.assert_quiet()
        event.location = "Basel\u202e"
        self.settle()
        google = self.google(self.ana, "GET", f"/{google_id}")
        self.assertEqual((google["summary"], google["location"]), (title, "Basel"))
        self.assert_quiet()
        self.assertEqual(event.location, "Basel\u202e", "Odoo keeps its spelling, too")

    def test_what_writing_needs_stays(self):
        titles = [
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\U0001f469\u200d\u2695\ufe0f",
        ]
        for title in titles:
            self.google_insert(self.ana, title)
        self.settle()
        self.assertLessEqual(set(titles), set(self.odoo_events(self.ana)))
        self.assert_quiet()

    def test_nothing_from_outside_acts_in_logs_previews_and_mails(self):
        for text in (SCRIPT, TEMPLATE, "a\r\nBcc: evil@x.example"):
            with self.subTest(text):
                self._meet_all_of(text)

    def _meet_all_of(self, text):
        first = self.google_insert(self.ana, f"One {text}", description=text, location=text)
        self.google_insert(self.ana, f"Two {text}")
        self.sync()
        self.google_patch(self.ana, first, description=f"{text} changed", summary=f"New {text}")
        self.sync()
        lines = self.env["google.sync.run.line"].search([("title", "like", "New")])
        self.assertTrue(lines)
        for line in lines:
            self.assertFalse(is_active(line.changes), line.changes)
        mails = self.env["mail.mail"].search([("model", "=", "google.sync.account")])
        self.assertTrue(mails)
        for mail in mails:
            self.assertFalse(is_active(mail.body_html), mail.body_html)
            self.assertEqual(len(mail.subject.splitlines()), 1)
            self.assertNotIn("49", mail.subject)
            self.assertNotIn(">49<", mail.body_html)
            self.assertEqual(mail.email_to, "ana@practice.example")
            for name in mail.attachment_ids.mapped("name"):
                self.assertRegex(name, r"^google-sync [\d-]+ \d+\.csv$")
        mails.unlink()
        events = self.env["calendar.event"].search([("name", "like", "New ")])
        self.assertFalse(is_active(events.description))
        for record in self.env["calendar.event"].search([]):
            self.google_events(self.ana)
            record.with_context(dont_notify=True).active = False
        self.sync()
        self.env["mail.mail"].search([("model", "=", "google.sync.account")]).unlink()

    def test_a_description_full_of_tricks(self):
        self.control("POST", "/_fake/settings", {"description_limit": 1_000_000})
        nested = "<div>" * 3000 + "deep" + "</div>" * 3000
        text = (
            f'<style>body{{display:none}}</style>{SCRIPT}<a href="javascript:alert(1)">x</a>'
            f'<a href="data:text/html,y" onmouseover="alert(1)">y</a><svg onload=alert(1)>z</svg>'
            f'<img src="https://track.example/1.gif"><iframe src="https://x.example"></iframe>'
            f"<form action=https://x.example><input></form>{nested}<b>bold</b>"
        )
        google_id = self.google_insert(self.ana, "Tricks", description=text)
        self.settle()
        event = self.odoo_events(self.ana)["Tricks"]
        self.assertFalse(is_active(event.description), event.description)
        self.assertNotIn("track.example", event.description)
        self.assertIn("deep", event.description)
        self.assertIn("<b>bold</b>", str(event.description))
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["description"], text)
        self.assert_quiet()

    def test_formulas_are_defused_in_the_log(self):
        starts = ("=1+1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠1", "a;=1+1")
        for start in starts:
            self.google_insert(self.ana, start, location=start, description=f"{start}<br>=2")
        self.sync()
        run = self.last_run(self.account).with_context(lang="en_US", tz="UTC")
        content = log_file.content(run).decode("utf-8-sig")
        for delimiter in ",;\t":
            for row in csv.reader(io.StringIO(content), delimiter=delimiter):
                for cell in row:
                    self.assertNotIn(cell.strip(" \"'\t")[:1] if cell[:1] != "'" else "", starts)
                    self.assertNotRegex(cell, r"^[\s\"]*[=+\-@＝＋－＠\t\r]")
        self.assertIn("'=1+1", content)


@tagged("post_install", "-at_install")
class TestVideoLinks(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana, google_import_tentative=True)
        self.carl = self.new_user("carl")
        self.make_google_account(self.carl)
        self.sync()

    def _invited(self, **fields):
        self.google_insert(
            self.carl, "Invitation", attendees=[{"email": self.email(self.ana)}], **fields
        )
        self.settle()
        return self.odoo_events(self.ana)["Invitation"]

    def test_what_a_stranger_writes_is_no_button(self):
        event = self._invited(description=f"Hi<br>{CAMERA} https://evil.example/join")
        self.assertFalse(event.videocall_location)
        self.assertIn("https://evil.example/join", event.description)
        self.sync()
        self.requests_made()
        self.sync()
        asked = [one["method"] for one in self.requests_made()]
        self.assertFalse([method for method in asked if not method.endswith(".list")], asked)

    def test_googles_own_conference_is(self):
        self.google(
            self.carl,
            "POST",
            body={
                "summary": "Invitation",
                "attendees": [{"email": self.email(self.ana)}],
                "start": {"dateTime": "2027-03-02T09:00:00Z"},
                "end": {"dateTime": "2027-03-02T10:00:00Z"},
                "conferenceData": {"createRequest": {"requestId": "1"}},
            },
            conferenceDataVersion=1,
        )
        self.settle()
        event = self.odoo_events(self.ana)["Invitation"]
        self.assertTrue(event.videocall_location.startswith("https://meet.google.com/"))

    def test_only_an_address_goes_to_google_and_comes_back(self):
        for text in (
            'https://x.example/" onmouseover="alert(1)',
            "https://x.example/a\r\nb",
            "javascript:alert(1)",
            "https://meet.google.com@x.example/1",
            "Room 5",
        ):
            with self.subTest(text):
                event = self.odoo_create(self.ana, f"Call {text}", videocall_location=text)
                kept = event.videocall_location
                if web_link(kept):  # Odoo has made an address of its own server of it
                    continue
                self.settle()
                google_id = self.link(self.account, event).google_id
                google = self.google(self.ana, "GET", f"/{google_id}")
                self.assertNotIn(CAMERA, google.get("description", ""))
                self.google_patch(
                    self.ana, google_id, description=f"New<br>{CAMERA} {text}", summary="Done"
                )
                self.settle()
                self.assertEqual(event.videocall_location, kept)
                self.assertIn("New", event.description)


@tagged("post_install", "-at_install")
class TestCrowds(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana, google_create_guest_contacts=True)
        self.ana.write({"group_ids": [(4, self.env.ref("base.group_partner_manager").id)]})
        self.sync()

    def _crowd(self, count, name):
        guests = [{"email": f"{name.lower()}{number}@x.example"} for number in range(count)]
        self.google_insert(self.ana, name, attendees=guests)
        self.sync()
        return self.odoo_events(self.ana)[name]

    def _contacts(self):
        return self.env["res.partner"].search_count([("email", "=like", "%@x.example")])

    def test_a_crowd_becomes_contacts_when_the_user_says_so(self):
        self._crowd(20, "Few")
        self.assertEqual(self._contacts(), 20)
        event = self._crowd(150, "Many")
        self.assertEqual(self._contacts(), 20)
        self.assertEqual(len(event.google_sync_guests), 150)
        told = self.last_run(self.account).line_ids.filtered(lambda line: line.level == "warning")
        self.assertIn("150 of its guests", "".join(told.mapped("message")))
        mails = self.env["mail.mail"].search_count([])
        event.with_user(self.ana).action_google_sync_make_contacts()
        self.assertEqual(self._contacts(), 170)
        self.assertFalse(event.google_sync_guests)
        self.assertEqual(len(event.attendee_ids), 151)
        self.settle()
        self.assertEqual(len(self.google_events(self.ana)["Many"]["attendees"]), 150)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
