"""What Google's place may say of who has signed in: it ends in words, and no access is kept."""

import base64
import json
import time
from unittest.mock import patch

from odoo.tests import tagged

from fake_google.identity import Signer

from ....google_api.transport import oauth
from ...connect_case import ConnectCase

ANOTHER = "another.apps.googleusercontent.com"


@tagged("post_install", "-at_install")
class TestForgedIdTokens(ConnectCase):
    """An id token with a flaw connects nobody."""

    def setUp(self):
        super().setUp()
        self.before = self._clients()

    def _clients(self):
        return self.fake.google.grants.clients_of(self.email(self.ana))

    def _come_back_with(self, id_token):
        """Ana consents, and Google's place hands out another id token.

        :param id_token: makes it, of the good claims and the signer
        """
        signer, made = self.fake.google.signer, self.fake.google.signer.id_token

        def forged(*args):
            claims = _claims_of(made(*args))
            return id_token(claims, signer)

        with patch.object(signer, "id_token", forged):
            return self.come_back(self.decide(self.ana, self.consent_page()))

    def assert_refused(self, answer, text="did not accept the sign-in"):
        self.assertEqual(answer.status_code, 200)
        self.assertIn(text, answer.text)
        self.assertNotEqual(self.account().state, "connected")
        self.assertFalse(self.account().google_subject)
        self.assertFalse(self.env["google.sync.grant"].search([]))
        consent = self.env["google.sync.consent"].search([], order="id desc", limit=1)
        self.assertFalse(consent.sudo().ciphertext or consent.sudo().id_token)
        self.give_access_back()
        self.assertEqual(self._clients(), self.before)

    def test_claims_of_another_sign_in(self):
        past = int(time.time()) - 7200
        flaws = {
            "aud": ANOTHER,
            "iss": "https://accounts.example.com",
            "azp": ANOTHER,
            "nonce": "of another sign-in",
            "sub": "",
            "email_verified": False,
            "exp": past,
            "at_hash": "of another access token",
        }
        for claim, value in flaws.items():
            with self.subTest(claim):
                answer = self._come_back_with(
                    lambda claims, signer, c=claim, v=value: signer.sign({**claims, c: v})
                )
                self.assert_refused(answer)

    def test_claims_that_are_missing(self):
        for claim in ("sub", "email", "aud", "iss", "exp", "nonce"):
            with self.subTest(claim):
                answer = self._come_back_with(
                    lambda claims, signer, c=claim: signer.sign(
                        {name: value for name, value in claims.items() if name != c}
                    )
                )
                self.assert_refused(answer)

    def test_what_nobody_has_signed(self):
        def unsigned(claims, _signer):
            return f"{_encoded({'alg': 'none'})}.{_encoded(claims)}."

        self.assert_refused(self._come_back_with(unsigned))
        self.assert_refused(self._come_back_with(lambda claims, _signer: Signer().sign(claims)))

    def test_another_person_than_the_one_who_has_consented(self):
        """The token is Google's own and good, but about Ben's sign-in to the same program."""
        ben = self.new_user("ben")
        self.make_google_account(ben)
        signer, made = self.fake.google.signer, self.fake.google.signer.id_token
        issued_to = []

        def of_ben(account, issued, now):
            issued_to.append(account.email)
            claims = _claims_of(made(account, issued, now))
            bens = {"sub": "7", "email": self.email(ben), "at_hash": "of what Ben was given"}
            return signer.sign({**claims, **bens})

        with patch.object(signer, "id_token", of_ben):
            answer = self.come_back(self.decide(self.ana, self.consent_page()))
        self.assertEqual(issued_to, [self.email(self.ana)])
        self.assert_refused(answer)

    # -- scopes ----------------------------------------------------------------------------------

    def test_fewer_scopes_than_it_takes(self):
        labels = {
            oauth.SCOPE_EVENTS: "see and change your events",
            oauth.SCOPE_CALENDAR_LIST: "see the list of your calendars",
        }
        for scope, label in labels.items():
            with self.subTest(scope):
                address = self.decide(self.ana, self.consent_page(), without=[scope])
                self.assert_refused(self.come_back(address), label)

    def test_no_word_of_scopes(self):
        ask = oauth._ask_for_tokens

        def without(*args, **kwargs):
            answer = dict(ask(*args, **kwargs))
            answer.pop("scope", None)
            return answer

        with patch.object(oauth, "_ask_for_tokens", without):
            answer = self.come_back(self.decide(self.ana, self.consent_page()))
        self.assert_refused(answer, "did not allow everything")

    def test_contacts_that_were_not_allowed(self):
        self.ana.google_contact_category_id = self.env["res.partner.category"].create(
            {"name": "Clients"}
        )
        address = self.decide(self.ana, self.consent_page(), without=[oauth.SCOPE_CONTACTS])
        answer = self.come_back(address)
        self.assertIn("Contacts are not synchronized", answer.text)
        self.assertEqual(self.account().state, "connected")
        tokens = self.env["google.sync.grant"].load(self.account())[self.account().id]
        self.assertNotIn(oauth.SCOPE_CONTACTS, tokens.scopes)


def _encoded(part):
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def _claims_of(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
