"""Habits: where Google does not always behave the same, one can say how."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
import requests
from people import fake

from fake_google import habits

README = Path(__file__).resolve().parents[2] / "fake_google" / "README.md"


def settings(google, **wanted):
    return fake(google, "settings", **wanted)


def test_what_is_not_said_stays(google):
    before = settings(google)
    after = settings(google, long_descriptions="refused", latency=0)
    assert after == {**before, "long_descriptions": "refused", "latency": 0}
    assert settings(google) == after


def test_an_account_may_be_treated_apart(google, ann, bob):
    settings(google, account=ann.email, refused_zones=["Europe/Kyiv"])
    settings(google, guest_edits="refused")
    assert settings(google, account=ann.email)["refused_zones"] == ["Europe/Kyiv"]
    assert settings(google, account=ann.email)["guest_edits"] == "refused"
    assert settings(google, account=bob.email)["refused_zones"] == []


def test_reset_brings_the_defaults_back(google, ann):
    before = settings(google)
    settings(google, attendees_shown=3, exdates_limit=1)
    settings(google, account=ann.email, calendar_service="off")
    fake(google, "reset")
    fake(google, "accounts", email=ann.email)
    assert settings(google) == settings(google, account=ann.email) == before


def test_a_snapshot_keeps_them(google):
    settings(google, attendees_shown=3)
    taken = google.google.snapshot()
    settings(google, attendees_shown=None)
    google.google.restore(taken)
    assert settings(google)["attendees_shown"] == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"long_description": "cut"},
        {"long_descriptions": "shortened"},
        {"exdates_limit": "many"},
        {"exdates_limit": None},
        {"refused_zones": "Europe/Kyiv"},
        {"account": "ann@example.com", "latency": 1},
    ],
)
def test_settings_that_there_are_not(google, ann, wrong):
    before = settings(google)
    response = requests.post(f"{google.url}/_fake/settings", json=wrong, timeout=5)
    assert response.status_code == 400
    assert settings(google) == before


def test_all_are_told_in_the_readme():
    rows = re.findall(r"^\| `(\w+)` \| (?:G\d+|–) \| (.*) \|$", README.read_text(), re.MULTILINE)
    told = {name: set(re.findall(r"`([^`]+)`", text)) for name, text in rows}
    bold = {name: re.search(r"\*\*`([^`]+)`\*\*", text)[1] for name, text in rows}
    assert told.keys() == habits.NAMES
    for item in fields(habits.Habits):
        assert set(item.metadata.get("choices", ())) <= told[item.name]
        default = {None: "null", (): "[]"}.get(item.default, str(item.default))
        assert bold[item.name] == default
