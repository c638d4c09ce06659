"""An hour of many accounts in some minutes (``make soak``), or some minutes of a few."""

from __future__ import annotations

import time

import pytest
import scale
import soak
from crowd import Crowd
from keeper import Keeper
from practice import Practice, each, ground, patiently

#: One of so many has contacts, and no appointments.
KEEPERS = 4
#: Within so many seconds both sides agree once Google is well, and nobody saves any more.
PATIENCE = 120 + 2 * scale.SOAK_ACCOUNTS
#: So many times as large may a worker be in the end.
GROWTH = 1.1


@pytest.fixture
def crowded():
    """A practice of its own, where nobody is but those of the test."""
    with ground("soak") as made:
        yield Practice(made)


@pytest.fixture
def hurried(crowded, monkeypatch):
    """Its server, of which what waits does so for a part of the time."""
    practice = crowded
    monkeypatch.setenv("SOAK_SPEED", str(scale.SOAK_SPEED))
    messages = {"channel_addresses": "loopback", "push_lost": scale.SOAK_FAULTS}
    practice.fake.request("POST", "/_fake/settings", messages)
    with practice.office(2, 2, *soak.options()) as office:
        practice.serves(office)
        often = soak.POLLING / scale.SOAK_SPEED
        for name, value in (("push", "True"), ("longest_minutes", str(often))):
            practice.admin(office).call(
                "ir.config_parameter", "set_param", f"google_sync.{name}", value
            )
        yield office


def test_an_hour_of_many_accounts(crowded, hurried, figure):
    practice, office = crowded, hurried
    people = hire(practice, office)
    log = office.log()
    practice.forget_requests()
    practice.disturb_google(scale.SOAK_FAULTS, soak.FAULTS, scale.SOAK_SEED)
    eyes, deaths = soak.Eyes(practice, people), soak.Deaths(office, scale.SOAK_MINUTES)
    with (
        soak.again_and_again(soak.MINUTE, lambda: practice.tick("ir_cron_sync")),
        soak.again_and_again(1, eyes.look, deaths.look),
        Crowd(people, scale.SOAK_SEED, pause=soak.PAUSE) as crowd,
    ):
        time.sleep(scale.SOAK_MINUTES * soak.MINUTE)
    grown = deaths.grown()
    figure(
        f"{len(people)} accounts, {scale.SOAK_MINUTES:.0f} minutes at {scale.SOAK_SPEED:.0f} times"
        f" the speed, {deaths.number} deaths, seed {scale.SOAK_SEED}"
    )
    figure(f"{crowd.saves.figures()} in Odoo; {eyes.figures()}")
    figure(f"{soak.runs(practice)}; {soak.asked(practice)}")
    practice.heal_google()
    try:
        with soak.again_and_again(soak.MINUTE, lambda: practice.tick("ir_cron_sync")):
            seconds = practice.settle(people, PATIENCE)
            practice.rest()
        figure(f"both sides agree {seconds:.0f} s after the last save")
    finally:
        problems, mails = practice.problems(people), practice.mails()
        doubled = sum(problem.endswith("doubled") for problem in problems)
        figure(f"lost {len(problems) - doubled}, doubled {doubled}, mailed {len(mails)}")
        for first, last, minutes in grown:
            figure(f"a worker had {first:.0f} MiB, and {minutes:.0f} minutes later {last:.0f} MiB")
    assert problems == []  # nothing comes back later
    assert mails == []
    assert [text for text in log.tracebacks() if "google_sync" in text] == []
    is_long = scale.SOAK_MINUTES * soak.MINUTE > 4 * soak.WARM_UP
    assert grown or not is_long, "no worker lived for long"
    assert all(last <= GROWTH * first for first, last, _minutes in grown)


def hire(practice, office):
    """People who are connected, and of whose calendars both sides agree."""
    keepers = scale.SOAK_ACCOUNTS // KEEPERS
    people = practice.hire(office, scale.SOAK_ACCOUNTS - keepers, "soaked")
    people += practice.hire(office, keepers, "keeper", Keeper)
    each(people, lambda person: patiently(person.connect))
    days = {"google_past_days": 36500, "google_future_days": 36500}
    each(people, lambda person: person.save(**days))
    practice.settle(people, PATIENCE)
    return people
