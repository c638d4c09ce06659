"""A person's consent, by a browser that a test steers."""

from __future__ import annotations

import threading
import webbrowser
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from bench_top import ANN, CLIENT

from tools.console import CommandError
from tools.verify_google import consent
from tools.verify_google.lab import OWNER, SCOPES
from tools.verify_google.places import Places


class Browser(webbrowser.BaseBrowser):
    """Answers the consent page as it is told, and follows where that leads.

    :ivar asked: what was in the address of the page
    """

    def __init__(self, decision="allow", refuse=()):
        super().__init__("test")
        self.asked = {}
        self._decision, self._refuse = decision, refuse
        self._thread = None

    def open(self, url, new=0, autoraise=True):
        self._thread = threading.Thread(target=self._go, args=(url,))
        self._thread.start()
        return True

    def _go(self, url):
        self.asked = {name: value for name, (value,) in parse_qs(urlsplit(url).query).items()}
        allowed = [scope for scope in self.asked["scope"].split() if scope not in self._refuse]
        form = {"account": ANN, "decision": self._decision, "scope": allowed}
        page = requests.post(url, data=form, allow_redirects=False, timeout=10)
        requests.get(page.headers["Location"], timeout=10)


def consented(google, browser, client=CLIENT):
    webbrowser.register("test", None, browser)
    return consent.asked(Places.at(google.url), client, OWNER, browser="test")


@pytest.fixture
def person(google):
    google.account(OWNER, ANN)
    return google


def test_an_account_is_had_by_consent(person, capsys):
    browser = Browser()
    account = consented(person, browser)
    assert account.email == ANN
    assert account.scopes >= set(SCOPES)
    assert {"access_token", "expires_in", "scope", "id_token"} <= account.told
    shown = capsys.readouterr()
    assert account.token not in shown.out + shown.err
    assert CLIENT.secret not in shown.out + shown.err


def test_the_code_is_of_no_use_to_others(person):
    browser = Browser()
    consented(person, browser)
    assert browser.asked["code_challenge_method"] == "S256"
    assert urlsplit(browser.asked["redirect_uri"]).hostname == "127.0.0.1"
    assert browser.asked["state"]


def test_the_access_ends_by_itself(person):
    browser = Browser()
    account = consented(person, browser)
    assert browser.asked["access_type"] == "online"
    assert "refresh_token" not in account.told


def test_scopes_may_be_refused(person):
    contacts = next(scope for scope in SCOPES if scope.endswith("/contacts"))
    account = consented(person, Browser(refuse=[contacts]))
    assert contacts not in account.scopes


def test_nobody_has_to_consent(person):
    with pytest.raises(CommandError, match="access_denied"):
        consented(person, Browser("cancel"))


def test_a_client_whose_secret_is_wrong(person):
    consented(person, Browser())  # the stand-in keeps the secret that comes first
    with pytest.raises(CommandError, match="invalid_client"):
        consented(person, Browser(), replace(CLIENT, secret="another-secret"))
