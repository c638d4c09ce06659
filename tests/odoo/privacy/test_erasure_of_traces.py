"""Where else the sync keeps something of a client: links, the log, alerts, dialogues and mails."""

from odoo.tests import tagged

from ...erasure_case import ErasureCase


@tagged("post_install", "-at_install")
class TestErasureOfTraces(ErasureCase):
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
