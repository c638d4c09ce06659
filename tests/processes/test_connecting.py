"""Connecting, and what else people do at the same moment, over all processes of a server."""

from __future__ import annotations

import random
import time
import urllib.error
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest
import scale
from person import words
from practice import each, patiently

TABS = range(4)


@pytest.fixture
def newcomer(practice, office):
    (person,) = practice.hire(office, 1, "newcomer")
    practice.forget_requests()
    return person


def exchanges(practice):
    """How often Google was asked to exchange a code."""
    tokens = practice.fake.request("GET", "/_fake/requests")["tokens"]
    return tokens.get("authorization_code", 0)


def accounts(practice, office, person):
    return practice.admin(office).call(
        "google.sync.account", "search_count", [("user_id", "=", person.odoo.uid)]
    )


def test_one_answer_comes_four_times_at_once(practice, newcomer):
    address = newcomer.allow(newcomer.leave())
    for text in each(TABS, lambda _tab: newcomer.come_back(address)):
        assert "Connected" in text, words(text)
    assert exchanges(practice) == 1


def test_four_tabs_at_once(newcomer):
    pages = each(TABS, lambda _tab: newcomer.leave())
    for page in pages:
        assert "Connected" in newcomer.come_back(newcomer.allow(page))


def test_bad_codes_are_held_up(practice, newcomer):
    address = urlsplit(newcomer.allow(newcomer.leave()))
    state = parse_qs(address.query)["state"][0]

    def come(number):
        try:
            return newcomer.come_back(f"{address.path}?state={state}&code=bad{number}")
        except urllib.error.HTTPError as error:
            return str(error.code)

    answers = each(range(15), come)
    assert answers.count("429") == 5
    assert exchanges(practice) == 10


def test_connections_are_cut_while_google_answers(practice, newcomer):
    """Wherever it happens: what people read are words, and loading the page again connects."""
    chance = random.Random(f"{scale.SEED} cut")
    for _blow in range(scale.BLOWS):
        address = patiently(lambda: newcomer.allow(newcomer.leave()))
        practice.forget_requests()
        practice.slow_google(0.8)
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(newcomer.come_back, address)
            time.sleep(chance.uniform(0.4, 1.8))
            practice.cut_connections()
        practice.slow_google(0)
        text = answer.result()
        assert "Load this page again" in text or "Connected" in text, words(text)
        text = patiently(lambda: newcomer.come_back(address))  # noqa: B023
        assert "Connected" in text, words(text)
        assert exchanges(practice) == 1


def test_an_account_is_made_once(practice, office, figure):
    """Four tabs at once do what makes the account of each."""
    people = practice.hire(office, 2, "newcomer")
    log = office.log()
    for person in people:
        each(TABS, lambda _tab: person.press("preview"))  # noqa: B023
        assert accounts(practice, office, person) == 1
    assert not [text for text in log.tracebacks() if "google_sync" in text]
    figure(f"begun anew {len(log.retries())} of {len(people) * len(TABS)}")


def test_saves_of_somebody_who_has_not_connected(practice, office, newcomer):
    """Each offers to connect, and none is in the way of another."""
    newcomer.save(google_sync_enabled=True)
    log = office.log()
    entries = [newcomer.ledger.open() for _number in range(12)]
    each(entries, newcomer.make)
    assert not log.own_retries()
    assert not log.tracebacks()


def test_previews_in_several_tabs(practice, office, newcomer):
    """Workers make them while the next ones are asked for: nobody waits, and none vanishes."""
    newcomer.connect()
    newcomer.make(newcomer.ledger.open())
    log = office.log()

    def preview(_tab):
        opened = newcomer.press("preview")["res_id"]
        shown = []
        for _time in range(scale.TIMES):
            opened = newcomer.odoo.call("google.sync.preview", "action_show", [opened])["res_id"]
            shown.append(opened)
            time.sleep(0.3)
        return shown

    shown = [one for tab in each(TABS, preview) for one in tab]
    newest = max(shown)
    patiently(lambda: check_ready(newcomer, newest))
    read = newcomer.odoo.call("google.sync.preview", "read", shown, ["state", "is_newest"])
    assert len(read) == len(shown)
    assert [one["id"] for one in read if one["is_newest"]] == [newest]
    assert not log.own_retries()
    assert not log.tracebacks()


def check_ready(person, preview_id):
    (read,) = person.odoo.call("google.sync.preview", "read", [preview_id], ["state"])
    if read["state"] != "ready":
        raise OSError(f"the preview is {read['state']}")
