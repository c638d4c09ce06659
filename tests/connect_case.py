"""What the tests share of the way to Google's consent page and back, as a browser goes it."""

from odoo.tests import HttpCase

from .common import FakeGoogleMixin

PASSWORD = "a long password"


class ConnectCase(FakeGoogleMixin, HttpCase):
    """Ana, who is logged in and has a Google account."""

    def set_up_once(self):
        super().set_up_once()
        self.env["ir.config_parameter"].set_param("web.base.url", self.base_url())
        self.ana = self.new_user("ana", password=PASSWORD)
        self.make_google_account(self.ana)

    def setUp(self):
        super().setUp()
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

    def exchanges(self):
        """How often a code was exchanged since the last look, with or without success."""
        return self.control("GET", "/_fake/requests")["tokens"].get("authorization_code", 0)

    def call(self, model, method, ids=None, *args):
        """What a button does in Ana's browser.

        :param ids: of the records; none for a method of the model
        """
        args = args if ids is None else (ids, *args)
        values = self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": {}},
        )
        self.env.invalidate_all()
        return values
