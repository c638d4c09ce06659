from lxml import html

from odoo.tests import HttpCase, new_test_user, tagged

PAGES = ("", "/user", "/administrator", "/cloud")


@tagged("post_install", "-at_install")
class TestGuide(HttpCase):
    """The guide that the Google page and the settings open."""

    def _page(self, page):
        answer = self.url_open(f"/google_sync/guide{page}")
        self.assertEqual(answer.status_code, 200)
        return html.fromstring(answer.text)

    def test_each_page_has_a_title_and_its_pictures_and_links_are_there(self):
        self.authenticate("admin", "admin")
        for page in PAGES:
            with self.subTest(page=page):
                content = self._page(page)
                self.assertTrue(content.findtext(".//h1"))
                inside = [
                    address
                    for _element, name, address, _at in content.iterlinks()
                    if name in ("src", "href") and address.startswith("/")
                ]
                self.assertTrue(inside)
                for address in inside:
                    self.assertEqual(self.url_open(address).status_code, 200, address)

    def test_users_see_their_own_page(self):
        new_test_user(self.env, "guide_reader", password="guide_reader")
        self.authenticate("guide_reader", "guide_reader")
        text = self._page("").text_content()
        self.assertIn("A sync sends no mail to guests", text)
        self.assertNotIn("For administrators", text)

    def test_it_says_its_language_and_has_pictures_in_it(self):
        """Screen readers choose their voice by it."""
        self.env["res.lang"]._activate_lang("fr_FR")
        new_test_user(self.env, "lecteur", password="lecteur", lang="fr_FR")
        self.authenticate("lecteur", "lecteur")
        page = self._page("")
        self.assertEqual(page.get("lang"), "fr-FR")
        pictures = page.xpath("//main//img/@src")
        self.assertIn("/google_sync/static/description/fr/google_page.png", pictures)
        for address in pictures:
            self.assertEqual(self.url_open(address).status_code, 200, address)

    def test_pictures_are_in_english_where_there_are_none_in_the_language(self):
        self.env["res.lang"]._activate_lang("nl_NL")
        new_test_user(self.env, "lezer", password="lezer", lang="nl_NL")
        self.authenticate("lezer", "lezer")
        pictures = self._page("").xpath("//main//img/@src")
        self.assertIn("/google_sync/static/description/google_page.png", pictures)

    def test_it_says_what_stays_in_odoo(self):
        self.authenticate("admin", "admin")
        self.assertIn(
            "The Notes of an appointment stay in Odoo",
            " ".join(self._page("").text_content().split()),
        )

    def test_an_unknown_page(self):
        self.authenticate("admin", "admin")
        self.assertEqual(self.url_open("/google_sync/guide/cook").status_code, 404)
