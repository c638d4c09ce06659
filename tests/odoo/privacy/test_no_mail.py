import ast
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from ....engine.core.link import Link, Role
from ....engine.core.plan import Decision, Write
from ....engine.events.item import EventItem, Guest, Timed
from ....google_api.transport.permit import Permit
from ....sync.odoo.event_records import QUIET
from ....sync.reporting import mail_permits
from ...guests_case import GuestsCase

CLIENT = "weber@mail.example"
ROOT = Path(__file__).parents[3]


@tagged("post_install", "-at_install")
class TestLedger(GuestsCase):
    """A defect that would mail is refused and told, and the sync goes on."""

    def _odoo_forgets_to_be_quiet(self):
        """A mistake: what comes from Google is written as if people did so."""
        return patch.dict(QUIET, clear=True)

    def test_an_import_that_would_invite(self):
        self.invite(CLIENT)
        before = self.env["mail.mail"].search_count([])
        with self._odoo_forgets_to_be_quiet(), self.defect_expected() as told:
            self.sync()
        self.assertIn("would have sent a notification to 1 address", told[0])
        self.assertNotIn(CLIENT, told[0], "logs name nobody")
        self.assertEqual(self.env["mail.mail"].search_count([]), before)
        self.assertEqual(self.states(self.in_odoo()), {"Mrs Weber": "needsAction"})
        self.assertEqual(self.last_run(self.account).state, "done")

    def test_code_of_another_module_that_mails_whatever_is_written(self):
        event = self.meet(self.weber)
        self.sync()
        google_id = self.link(self.account, event).google_id
        self.google_patch(self.ana, google_id, location="Room 5")
        write = type(event).write

        def loud(records, values):
            result = write(records, values)
            if "location" in values:
                sudo = records.sudo()
                sudo.message_notify(partner_ids=self.weber.ids, body="Moved", subject="Moved")
                sudo.env["mail.mail"].create({"email_to": CLIENT, "subject": "Moved"})
                sudo.with_context(no_such_key=1).env["ir.mail_server"].send_email(
                    self.env["ir.mail_server"]._build_email__(
                        "ana@practice.example", [CLIENT], "Moved", "Moved"
                    )
                )
            return result

        self.patch(type(event), "write", loud)
        with self.defect_expected() as told:
            self.sync()
        self.assertEqual(event.location, "Room 5")
        defects = [line for line in told if line.startswith("Defect")]
        for kind in ("a notification", "a mail", "a message"):
            self.assertTrue([line for line in defects if f"{kind} to 1 address" in line], told)
        self.assertFalse(self.env["mail.mail"].search([("subject", "=", "Moved")]))

    def test_whom_no_mail_reaches_is_asked_by_none_to_connect(self):
        self.ben.write({"email": False, "google_sync_enabled": True})
        self.meet(self.ben.partner_id)
        self.settle()
        asking = [("subject", "=", "Connect your Google calendar")]
        self.assertFalse(self.env["mail.message"].search(asking).notification_ids)

    def test_a_permit_is_for_its_addresses(self):
        with mail_permits.watched(self.env):
            with mail_permits.permitted(self.env, ["Ana <ana@practice.example>"]):
                self.assertTrue(mail_permits.lets_out(self.env, "a mail", ["ANA@practice.example"]))
                with self.defect_expected():
                    both = ["ana@practice.example", CLIENT]
                    self.assertFalse(mail_permits.lets_out(self.env, "a mail", both))
                with self.defect_expected():
                    self.assertFalse(mail_permits.lets_out(self.env, "an SMS", ()))
            with self.defect_expected():
                self.assertFalse(
                    mail_permits.lets_out(self.env, "a mail", ["ana@practice.example"])
                )
        self.assertTrue(mail_permits.lets_out(self.env, "a mail", [CLIENT]))

    def test_what_people_do_mails_as_ever(self):
        before = self.env["mail.mail"].search_count([])
        self.meet(self.weber)
        self.assertEqual(self.env["mail.mail"].search_count([]), before + 1)

    def test_a_value_brought_back_by_hand_is_watched_too(self):
        event = self.meet()
        self.sync()
        google_id = self.link(self.account, event).google_id
        event.location = "Room 1"
        self.google_patch(self.ana, google_id, location="Room 2")
        self.sync()
        conflict = self.env["google.sync.conflict"].search([])
        write = type(event).write

        def loud(records, values):
            records.sudo().env["mail.mail"].create({"email_to": CLIENT, "subject": "Moved"})
            return write(records, values)

        with patch.object(type(event), "write", loud), self.defect_expected():
            conflict.with_user(self.ana).action_use()
        self.assertFalse(self.env["mail.mail"].search([("subject", "=", "Moved")]))

    def test_a_permit_that_nobody_gave(self):
        """A mistake: Google would be let mail for a user who has not chosen that."""
        self.ana.google_share_guests = "yes"
        event = self.meet(self.weber)
        other = Permit(self.ana.id, "anotherevent")
        with (
            patch.object(mail_permits.GooglePermits, "of", lambda *_args: other),
            self.defect_expected() as told,
        ):
            self.sync()
        self.assertIn("calendar.events.insert", told[0])
        self.assertFalse(self.mails())
        link = self.link(self.account, event)
        self.assertEqual(link.state, "failed")
        self.assertIn("without your permission", link.error)
        link.retry_at = "2026-01-01"
        self.sync()
        self.assertEqual(link.state, "synced")
        self.assertIn(CLIENT, self.answers())
        self.assertFalse(self.mails())

    def test_who_gets_a_permit(self):
        when = Timed(*(datetime(2027, 3, 2, hour, tzinfo=timezone.utc) for hour in (9, 10)))
        before = EventItem("Meeting", when, guests=(Guest(CLIENT),))
        after = replace(before, location="Room 5")
        decision = Decision(Link(), after, Role.ORGANIZER, google=Write("update", before, after))
        link = self.env["google.sync.link"].new({"google_id": "g1"})
        for settings, is_given in (
            ({"google_share_guests": "no"}, False),
            ({"google_share_guests": "yes"}, False),
            ({"google_share_guests": "mail"}, True),
            ({"google_share_guests": "mail", "google_privacy": "busy"}, False),
            ({"google_share_guests": "mail", "google_populate_google": True}, False),
        ):
            with self.subTest(settings):
                self.ana.write({"google_privacy": "full", "google_populate_google": False})
                self.ana.write(settings)
                permit = mail_permits.GooglePermits(self.account).of(decision, link)
                self.assertEqual(permit, Permit(self.ana.id, "g1") if is_given else None)


@tagged("post_install", "-at_install")
class TestOnePlace(GuestsCase):
    def test_permits_are_given_in_one_place(self):
        makers = {
            str(path.relative_to(ROOT))
            for folder in ("engine", "google_api", "sync", "models", "wizards", "controllers")
            for path in (ROOT / folder).rglob("*.py")
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Permit"
        }
        self.assertEqual(makers, {"sync/reporting/mail_permits.py"})

    def test_the_trap_catches(self):
        self.ana.google_share_guests = "mail"
        self.meet(self.weber)
        self.sync()
        self._look_at_google()
        self.assertEqual(self._caught, [f"Google: Invitation: Meeting to {CLIENT}"])
        self._caught.clear()

    def test_the_trap_catches_a_reminder(self):
        self.invite(CLIENT)
        self.sync()
        alarm = self.env["calendar.alarm"].create(
            {"name": "x", "alarm_type": "email", "duration": 30, "interval": "minutes"}
        )
        self.in_odoo().alarm_ids = [Command.set(alarm.ids)]
        with self.assertRaises(AssertionError):
            self._remind_of_what_google_made()
        self.alarms_set_in_odoo = True
