"""Our routes answer whatever somebody sends, and never by failing."""

from urllib.parse import quote, urlencode

from odoo.tests import tagged
from odoo.tools import mute_logger

from ...connect_case import ConnectCase
from ...security_table import PUBLIC_ROUTE, ROUTES

#: What no page of ours sends.
CONTROLS = ["a\x00b", "a\r\nSet-Cookie: b", "\x1b[31m", "\x7f"]
LONG = ["9" * 5000, "x" * 20_000]
WORDS = ["nonsense", "é ß 漢 🙂", "<script>alert(1)</script>", "%s %(name)s {} {0}"]
NUMBERS = ["0", "-1", "1.5", "1e9", "2147483648", "9" * 30, "٣", "²"]
PLACES = ["https://elsewhere.example/", "//elsewhere.example/", "../../odoo"]
ODD = ["", *CONTROLS, *LONG, *WORDS, *NUMBERS, *PLACES]

#: What our routes are told; each is told ``self``, too, which is a name of Python's own.
NAMES = {
    "/google_sync/oauth/callback": ["state", "code", "error"],
    "/google_sync/start/begin": ["category", "alert_email", "privacy", "populate_google"],
    "/google_sync/guide": ["page"],
    "/google_sync/connect": ["user_id"],
}


@tagged("post_install", "-at_install")
class TestOddParameters(ConnectCase):
    """Ana is connected, and her browser sends odd things."""

    def set_up_once(self):
        super().set_up_once()
        self.ana.email = "ana@practice.example"
        self.group = self.env["res.partner.category"].create({"name": "Patients"})

    def setUp(self):
        super().setUp()
        self.come_back(self.decide(self.ana, self.consent_page()))
        page = self.url_open("/google_sync/start").text
        self.token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
        self.assertTrue(self.token)
        self.enterContext(mute_logger("odoo.http", "odoo.addons.base.models.ir_http"))

    def send(self, address, values, method="GET", **options):
        if method == "POST":
            options["data"] = {"csrf_token": self.token, **values}
        elif values:
            address = f"{address}?{urlencode(values)}"
        answer = self.url_open(address, method=method, allow_redirects=False, **options)
        self.assertLess(answer.status_code, 500, (address, str(values)[:50]))
        self.assertNotIn("elsewhere.example", answer.headers.get("Location", ""))
        self.assertNotIn("<script>alert(1)", answer.text)
        return answer

    def begin(self, **values):
        answer = self.send("/google_sync/start/begin", values, "POST")
        self.env.invalidate_all()
        return answer

    def test_each_value_of_each_parameter(self):
        for route, (method,) in ROUTES.items():
            address = route.replace("<string:page>", "user")
            for name in (*NAMES.get(route, ()), "self"):
                for value in ODD:
                    self.send(address, {name: value}, method)

    def test_each_page_of_the_guide(self):
        for value in filter(None, ODD):
            answer = self.send(f"/google_sync/guide/{quote(value, safe='')}", {})
            self.assertIn(answer.status_code, (400, 404), value)

    def test_what_is_no_line_of_text_is_refused_in_words(self):
        for value in (*CONTROLS, *LONG):
            answer = self.begin(alert_email=value, alerts="1")
            self.assertEqual(answer.status_code, 400)
            self.assertIn("load the page again", answer.text)
        files = {"alert_email": ("a.txt", b"ana@practice.example")}
        answer = self.send("/google_sync/start/begin", {"alerts": "1"}, "POST", files=files)
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(self.ana.google_email_alerts)

    def test_a_group_that_is_not_there(self):
        """Nobody loses the group of their contacts by it."""
        self.ana.google_contact_category_id = self.group
        for value in (*WORDS, *NUMBERS, *PLACES):
            answer = self.begin(category=value, populate_google="1")
            self.assertEqual(answer.status_code, 200)
            self.assertIn("does not exist any more", answer.text)
            self.assertFalse(self.ana.google_populate_google, "nothing of it is kept")
        self.assertEqual(self.ana.google_contact_category_id, self.group)
        self.begin(category="")
        self.assertFalse(self.ana.google_contact_category_id)

    def test_what_is_for_somebody_else_or_unknown_changes_nothing(self):
        ben = self.new_user("ben")
        for name in ("user", "user_id", "uid", "id", "login"):
            self.begin(**{name: str(ben.id), "alerts": "1", "alert_email": "eve@mail.example"})
        self.assertFalse(ben.google_email_alerts)
        self.begin(google_sync_enabled="", group_ids="1", active="")
        self.assertTrue(self.ana.google_sync_enabled and self.ana.active)

    def test_strangers(self):
        for value in ODD:
            for name in ("self", "anything"):
                self.send(PUBLIC_ROUTE, {name: value[:500]}, "POST")
        self.logout()
        for route, (method,) in ROUTES.items():
            answer = self.send(route.replace("<string:page>", "user"), {}, method)
            self.assertIn(answer.status_code, (303, 400), route)
