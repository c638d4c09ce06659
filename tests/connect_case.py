"""What the tests share of the way to Google's consent page and back, as a browser goes it."""

from odoo.tests import HttpCase

from .common import FakeGoogleMixin

PASSWORD = "a long password"


class ConnectCase(FakeGoogleMixin, HttpCase):
    """Ana, who is logged in and has a Google account."""

    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].set_param("web.base.url", self.base_url())
        self.ana = self.new_user("ana", password=PASSWORD)
        self.make_google_account(self.ana)
        self.authenticate("ana", PASSWORD)

    def consent_page(self):
        answer = self.url_open("/google_sync/connect", allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        return answer.headers["Location"]

    def come_back(self, address):
        answer = self.url_open(address)
        self.env.invalidate_all()
        return answer

    def account(self):
        return self.env["google.sync.account"].search([("user_id", "=", self.ana.id)])

    def asked(self, method):
        """How often the addon has called this method of Google's since the last look."""
        return [request["method"] for request in self.requests_made()].count(method)

    def call(self, model, method, ids=(), *args):
        """What a button does in Ana's browser."""
        values = self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": [list(ids), *args], "kwargs": {}},
        )
        self.env.invalidate_all()
        return values
