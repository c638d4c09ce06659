from pathlib import Path

from lxml import etree, html

from odoo.tests import TransactionCase, tagged

from ....google_api.transport.errors import AuthorizationLost
from ....sync.reporting import messages

FOLDER = Path(__file__).parents[3] / "i18n"
LANGUAGES = {"de": "de_DE", "es": "es_ES", "fr": "fr_FR", "nl": "nl_NL"}


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    """Every language that comes along is complete where people read most."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.codes = [LANGUAGES.get(path.stem, path.stem) for path in FOLDER.glob("*.po")]
        for code in cls.codes:
            cls.env["res.lang"]._activate_lang(code)
        cls.env.ref("base.module_google_sync")._update_translations(cls.codes)

    def _guide(self, code):
        env = self.env(context={"lang": code})
        values = {"page": "user", "is_administrator": True}
        # No request is at hand here, and only the links of the head ask for one.
        body = env["ir.qweb"]._render("google_sync.guide_never", values)
        return html.fromstring(body).text_content()

    def test_the_page_and_the_guide(self):
        def label(code):
            fields = self.env["res.users"].with_context(lang=code)
            return fields.fields_get(["google_populate_odoo"])["google_populate_odoo"]["string"]

        def button(code):
            users = self.env["res.users"].with_context(lang=code)
            form = users.get_view(self.env.ref("base.view_users_form_simple_modif").id)["arch"]
            (found,) = etree.fromstring(form).xpath("//button[@name='action_google_sync_now']")
            return found.get("string")

        self.assertGreaterEqual(len(self.codes), 5)
        for code in self.codes:
            with self.subTest(code):
                self.assertNotEqual(label(code), label("en_US"))
                self.assertNotEqual(button(code), button("en_US"))
                self.assertNotEqual(self._guide(code), self._guide("en_US"))

    def test_what_plain_code_says(self):
        def said(code):
            return messages.describe(self.env(context={"lang": code}), AuthorizationLost("gone"))

        self.assertEqual(len(set(map(said, [*self.codes, "en_US"]))), len(self.codes) + 1)
