from odoo.tests import tagged

from ...common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestTold(GoogleSyncCase):
    """What a worker stores is read by everybody in their own language."""

    def set_up_once(self):
        super().set_up_once()
        for lang in ("fr_FR", "de_DE"):
            self.env["res.lang"]._activate_lang(lang)
        self.ana.write({"lang": "fr_FR", "google_email_alerts": True})
        self.account = self.connect(self.ana)

    def assert_told(self, record, name, **words):
        """:param words: by language what the text of that field has in it"""
        self.env.flush_all()
        self.env.invalidate_all()
        for lang, expected in words.items():
            self.assertIn(expected, record.with_context(lang=lang)[name])

    def alert_mails(self):
        return self.env["mail.mail"].search([("model", "=", "google.sync.account")])

    def refuse_one(self):
        self.fault("events.insert", status=400, reason="invalid", message="Bad thing", times=-1)
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        return self.link(self.account, event)

    def test_of_an_account(self):
        self.fault("*", status=503, reason="backendError", message="Back end", times=-1)
        self.sync()
        words = {
            "en_US": "Google did not answer",
            "fr_FR": "Google n'a pas répondu",
            "de_DE": "Google hat nicht geantwortet",
        }
        self.assert_told(self.account, "message", **words)
        self.assert_told(self.last_run(self.account), "message", **words)
        for lang, text in words.items():
            reader = self.env["res.users"].with_user(self.ana).with_context(lang=lang)
            self.assertIn(text, reader.browse(self.ana.id).google_sync_message)

    def test_of_a_record_and_in_the_log(self):
        link = self.refuse_one()
        words = {
            "en_US": "Google refuses it: “Bad thing”.",
            "fr_FR": "Google le refuse_: «_Bad thing_».".replace("_", "\N{NO-BREAK SPACE}"),
            "de_DE": "Google lehnt es ab: „Bad thing“.",
        }
        self.assert_told(link, "error", **words)
        (line,) = self.last_run(self.account).line_ids.filtered("message")
        self.assert_told(line, "message", **words)
        event = self.env["calendar.event"].browse(link.res_id).with_user(self.ana)
        self.assert_told(event, "google_sync_reason", **words)

    def test_of_what_is_not_called_as_a_record(self):
        self.ana.google_privacy_choice = "busy"
        self.odoo_create(self.ana, "Dinner", privacy="private")
        self.sync()
        (masked,) = self.last_run(self.account).line_ids
        words = {"en_US": "Dinner (in Google:", "fr_FR": "Dinner (dans Google"}
        self.assert_told(masked, "title", **words)
        self.ana.google_keep_private = True
        self.sync()
        (kept,) = self.last_run(self.account).line_ids
        words = {
            "en_US": "Appointments that stay in Odoo: 1",
            "fr_FR": "Rendez-vous qui restent dans Odoo",
            "de_DE": "Termine, die in Odoo bleiben: 1",
        }
        self.assert_told(kept, "title", **words)

    def test_of_a_state(self):
        """On the Google page as everywhere else."""
        for label in self.env["ir.model.fields.selection"].search(
            [("field_id.model", "like", "google.sync.%"), ("name", "=", "Authorize again")]
        ):
            label.with_context(lang="de_DE").name = "Erneut autorisieren"
        names = ["google_sync_state", "google_sync_health", "google_contacts_state"]
        page = self.env["res.users"].with_user(self.ana).with_context(lang="de_DE")
        for name, field in page.fields_get(names, ["selection"]).items():
            self.assertIn("Erneut autorisieren", dict(field["selection"]).values(), name)

    def test_of_a_pause(self):
        self.account.pause()
        self.assert_told(self.account, "message", en_US="Paused by", de_DE="pausiert")

    def test_another_language_is_no_news(self):
        """Whoever changes their language is not mailed again, and the log says nothing twice."""
        link = self.refuse_one()
        lines = self.env["google.sync.run.line"].search([("google_id", "=", link.google_id)])
        mail = self.alert_mails()
        self.assertIn("Google le refuse", mail.body_html)
        mail.state = "sent"
        self.ana.lang = "de_DE"
        link.retry_at = "2020-01-01 00:00:00"
        self.sync()
        self.assertEqual(link.failures, 2)
        found = self.env["google.sync.run.line"].search([("google_id", "=", link.google_id)])
        self.assertEqual(found, lines)
        self.assertEqual(self.alert_mails(), mail)

    def test_what_was_stored_before_stays(self):
        """An upgrade finds texts in the language of their day."""
        link = self.refuse_one()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE google_sync_link SET error = jsonb_build_object('en_US', 'Refusé.')"
        )
        self.assert_told(link, "error", en_US="Refusé.", fr_FR="Refusé.", de_DE="Refusé.")

    def test_an_upgrade_is_no_news_either(self):
        """What was stored before, in the user's own language, is the same as it is now."""
        link = self.refuse_one()
        mail = self.alert_mails()
        mail.state = "sent"
        lines = self.env["google.sync.run.line"].search([("google_id", "=", link.google_id)])
        self.env.flush_all()
        for table, column in (("link", "error"), ("alert", "message")):
            self.env.cr.execute(
                f"UPDATE google_sync_{table}"  # noqa: S608
                f" SET {column} = jsonb_build_object('en_US', {column} ->> 'fr_FR')"
            )
        self.env.invalidate_all()
        self.assertIn("Google le refuse", link.error)
        link.retry_at = "2020-01-01 00:00:00"
        self.sync()
        found = self.env["google.sync.run.line"].search([("google_id", "=", link.google_id)])
        self.assertEqual(found, lines)
        self.assertEqual(self.alert_mails(), mail)
        self.assert_told(link, "error", en_US="Google refuses it", fr_FR="Google le refuse")

    def test_no_language_keeps_what_was_said_before(self):
        link = self.refuse_one()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE google_sync_link SET error = error || jsonb_build_object('es_ES', 'Antes')"
        )
        self.env.invalidate_all()
        self.control("DELETE", "/_fake/faults")
        self.fault("events.insert", status=400, reason="invalid", message="Worse", times=-1)
        link.retry_at = "2020-01-01 00:00:00"
        self.sync()
        self.assert_told(link, "error", en_US="Worse", fr_FR="Worse", de_DE="Worse")
        self.env.cr.execute("SELECT error FROM google_sync_link WHERE id = %s", (link.id,))
        self.assertNotIn("es_ES", self.env.cr.fetchone()[0])
