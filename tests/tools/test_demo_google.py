"""The Google of the demo: whoever stops the demo finds it again, where and as it was."""

from __future__ import annotations

import os

import pytest

from tools import browser, fake, locks
from tools.console import CommandError
from tools.fake_client import FakeClient

ANN = "ann@example.com"


@pytest.fixture(autouse=True)
def another_clone(tmp_path, monkeypatch):
    monkeypatch.setattr(locks, "RUN", tmp_path)
    monkeypatch.setattr(fake, "_STATE", tmp_path / "fake.json")
    monkeypatch.setattr(fake, "_KEPT", tmp_path / "fake-google.state")
    monkeypatch.delitem(os.environ, "FAKE_PORT", raising=False)


def accounts(url):
    return FakeClient(url).request("GET", "/_fake/state")["accounts"]


def test_it_goes_on_where_it_stopped():
    with fake.shared() as before:
        FakeClient(before).make_account(ANN, "Ann", "Europe/Brussels")
    with fake.shared() as after:
        assert after == before  # Odoo knows it by its port
        assert accounts(after) == [ANN]
    fake.forget()
    with fake.shared() as anew:
        assert accounts(anew) == []


def test_nobody_forgets_it_while_somebody_uses_it():
    with fake.shared(), pytest.raises(CommandError, match="in use"):
        fake.forget()


def test_a_new_account_is_in_the_time_zone_of_the_first_browser():
    with fake.shared() as url:
        google = FakeClient(url)
        google.make_account(ANN, "Ann", "browser")
        for first_and_later in ("America/New_York", "Asia/Tokyo"):
            with browser.page(first_and_later, 1280) as tab:
                tab.goto(f"{url}/?account={ANN}")
                tab.get_by_text("America/New_York").wait_for()
            google.make_account(ANN, "Ann", "browser")  # as the next `make demo` does
        assert google.state(ANN)["time_zone"] == "America/New_York"
