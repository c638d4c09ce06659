"""Signing in at Google: what spoils it, what holds it up, and what becomes of an answer."""

import time
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import psycopg2
import requests

from odoo.tests import tagged
from odoo.tools import mute_logger

from ....controllers import oauth as oauth_controller
from ....google_api.transport import id_tokens
from ....models import google_sync_consent
from ....sync.google.access import CALLBACK, CONNECT
from ....sync.setup import sign_in
from ...connect_case import PASSWORD, ConnectCase


@tagged("post_install", "-at_install")
class TestSignIn(ConnectCase):
    def _answer(self):
        """Allow everything at Google: the address that leads back."""
        return self.decide(self.ana, self.consent_page())

    def _state(self):
        return parse_qs(urlsplit(self.consent_page()).query)["state"][0]

    def _come_with(self, state, code):
        return self.url_open(f"{CALLBACK}?state={state}&code={code}", allow_redirects=False)

    def _at_once(self, addresses):
        """What a browser gets that opens all of these at the same moment."""

        def load(address):
            cookies = self.opener.cookies.copy()
            return requests.get(
                self.base_url() + address, cookies=cookies, allow_redirects=False, timeout=60
            )

        with self.allow_requests(), ThreadPoolExecutor(5) as pool:
            return list(pool.map(load, addresses))

    def assert_connected(self, answer):
        self.assertIn("Connected", answer.text)
        self.assertEqual(self.account().state, "connected")

    # -- several at once ------------------------------------------------------------------------

    def test_two_tabs(self):
        """Whichever is answered first: both are good."""
        first, second = self.consent_page(), self.consent_page()
        self.assert_connected(self.come_back(self.decide(self.ana, first)))
        self.assert_connected(self.come_back(self.decide(self.ana, second)))

    def test_two_tabs_at_the_same_moment(self):
        pages = [answer.headers["Location"] for answer in self._at_once([CONNECT] * 2)]
        for page in pages:
            self.assert_connected(self.come_back(self.decide(self.ana, page)))

    def test_what_others_let_the_browser_open_spoils_nothing(self):
        page = self.consent_page()
        for _time in range(20):
            self.url_open(CONNECT, allow_redirects=False)
        self.assert_connected(self.come_back(self.decide(self.ana, page)))

    def test_a_picture_is_no_way_to_google(self):
        headers = {"Sec-Fetch-Dest": "image", "Sec-Fetch-Site": "same-origin"}
        for _time in range(3):
            answer = self.url_open(CONNECT, headers=headers, allow_redirects=False)
            self.assertEqual(answer.status_code, 400)
        with patch.object(sign_in, "BEGUN", sign_in.Limit("sign-in", 1)):
            page = self.consent_page()
            self.assertEqual(self.url_open(CONNECT).status_code, 429)
        self.assert_connected(self.come_back(self.decide(self.ana, page)))

    # -- whose it is, and how long --------------------------------------------------------------

    def test_another_session_of_the_same_user(self):
        address = self._answer()
        self.authenticate("ana", PASSWORD)
        answer = self.come_back(address)
        self.assertEqual(answer.status_code, 400)
        self.assertIn(CONNECT, answer.text, "a way on, for the session may have expired")
        self.assertFalse(self.exchanges())

    def test_ten_minutes(self):
        begun = time.time()
        address = self._answer()
        for seconds, is_good in ((606, False), (594, True)):
            with patch.object(sign_in, "_now", lambda _env, now=begun + seconds: now):
                answer = self.come_back(address)
            self.assertEqual("longer than 10 minutes" in answer.text, not is_good)
            self.assertEqual(self.exchanges(), int(is_good))
        self.assert_connected(answer)

    def test_a_state_that_is_no_state(self):
        for state in ("", "x", "AAAA", "é", "AQ" * 200):
            self.assertEqual(self._come_with(state, "y").status_code, 400, state)

    # -- codes that are not good ----------------------------------------------------------------

    def test_a_bad_code_is_shown_to_google_once(self):
        state = self._state()
        for _time in range(15):
            self.assertIn("did not accept the sign-in", self._come_with(state, "4/bad").text)
        self.assertEqual(self.exchanges(), 1)

    def test_many_bad_codes_are_held_up(self):
        state = self._state()
        answers = [self._come_with(state, f"4/bad{number}") for number in range(15)]
        self.assertEqual(self.exchanges(), 10)
        self.assertEqual([one.status_code for one in answers], [200] * 10 + [429] * 5)
        self.assertRegex(answers[-1].text, "Wait [0-9]+ seconds")
        self.assertTrue(0 < int(answers[-1].headers["Retry-After"]) <= 62)

    def test_bad_codes_at_the_same_moment_are_held_up_too(self):
        state = self._state()
        addresses = [f"{CALLBACK}?state={state}&code=4/bad{number}" for number in range(15)]
        codes = [answer.status_code for answer in self._at_once(addresses)]
        self.assertEqual((codes.count(200), codes.count(429)), (10, 5))

    def test_many_sign_ins_are_held_up(self):
        answers = [self.url_open(CONNECT, allow_redirects=False) for _number in range(60)]
        begun = [answer for answer in answers if answer.status_code == 303]
        self.assertEqual(len(begun), sign_in.BEGUN.most)
        self.assertEqual(answers[-1].status_code, 429)
        self.assertIn("too often", answers[-1].text)
        self.new_user("ben", password=PASSWORD)
        self.authenticate("ben", PASSWORD)
        self.assertEqual(self.url_open(CONNECT, allow_redirects=False).status_code, 303)

    def test_who_was_not_known_by_google(self):
        """An id token that does not say whose account it is."""
        address = self._answer()
        verify = id_tokens.id_token.verify_token

        def nobody(*args, **kwargs):
            claims = verify(*args, **kwargs)
            return {name: claims[name] for name in claims if name != "sub"}

        with patch.object(id_tokens.id_token, "verify_token", nobody):
            answer = self.come_back(address)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("did not accept the sign-in", answer.text)
        self.give_access_back()
        self.assertFalse(self.fake.google.grants.clients_of(self.email(self.ana))[1:])

    # -- PostgreSQL is away ---------------------------------------------------------------------

    def _cut(self, owner, name):
        """The database connection is cut once, where this function, or method, is called."""
        called, cut = getattr(owner, name), []

        def cut_once(*args, **kwargs):
            if not cut:
                cut.append(True)
                raise psycopg2.errors.AdminShutdown
            return called(*args, **kwargs)

        return patch.object(owner, name, cut_once)

    def test_the_connection_is_cut_while_it_is_attached(self):
        address = self._answer()
        with self._cut(google_sync_consent, "connect"), mute_logger("odoo.http"):
            answer = self.come_back(address)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Load this page again", answer.text)
        self.assert_connected(self.come_back(address))
        self.assertEqual(self.exchanges(), 1)

    def test_the_connection_is_cut_before_google_is_asked(self):
        with self._cut(oauth_controller, "oauth_client"), mute_logger("odoo.http"):
            answer = self.url_open(CONNECT, allow_redirects=False)
        self.assertIn("Load this page again", answer.text)
        self.assert_connected(self.come_back(self._answer()))

    def test_what_google_gives_is_kept_though_the_connection_is_cut(self):
        address = self._answer()
        with self._cut(type(self.env["google.sync.revocation"]), "spare"):
            self.assert_connected(self.come_back(address))
        self.assertEqual(self.exchanges(), 1)
