"""The one path of the requests: pace, patience, tokens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bench_top import CLIENT

from tools.console import CommandError
from tools.verify_google.places import Places
from tools.verify_google.probe import PROBES
from tools.verify_google.running import judged
from tools.verify_google.verdicts import NotTried
from tools.verify_google.wire import PAUSE, PAUSE_OF_CONTACTS, WAITS


@pytest.fixture
def slow(lab):
    """The lab as at the real Google, with a clock that passes at once.

    :return: the lab, and the pauses that it has made
    """
    pauses = []
    lab.wire.places = replace(lab.wire.places, is_real=True)
    lab.wire.sleep = pauses.append
    yield lab, pauses
    lab.wire.places = replace(lab.wire.places, is_real=False)


def test_requests_are_paced(slow):
    lab, pauses = slow
    lab.calendar.page()
    lab.contacts.page()
    assert pauses == [PAUSE, PAUSE_OF_CONTACTS]


def test_what_was_too_much_is_asked_again_later(google, slow):
    lab, pauses = slow
    google.control("faults", match="events.list", status=403, reason="rateLimitExceeded", times=2)
    assert lab.calendar.page().status == 200
    assert pauses == [PAUSE, WAITS[0], PAUSE, WAITS[1], PAUSE]


def test_what_google_could_not_do_is_asked_again(google, slow):
    lab, _pauses = slow
    google.control("faults", match="events.delete", status=503, times=2)
    assert judged(lab, PROBES["deleted_twice_is_gone"]).kind == "holds"


def test_what_is_too_much_for_long_says_nothing_of_google(google, slow):
    lab, _pauses = slow
    google.control("faults", match="events.insert", status=429, times=-1)
    verdict = judged(lab, PROBES["client_chooses_the_id"])
    google.ask("DELETE", "/_fake/faults")
    assert verdict.kind == "not tried"
    assert "enough" in verdict.detail


def test_it_looks_several_times_for_what_takes_a_while(google, slow):
    lab, _pauses = slow
    google.control("people", list_delay=10)
    lab.wire.sleep = lambda seconds: google.control("clock", advance=seconds)
    assert judged(lab, PROBES["a_people_token_tells_new_contacts"]).kind == "holds"


def test_no_answer_says_nothing_of_google(google, lab):
    google.control("faults", match="events.list", kind="reset")
    with pytest.raises(NotTried, match="no answer"):
        lab.calendar.page()


def test_secrets_are_in_no_text(lab):
    shown = f"{lab.wire!r} {lab.owner!r} {CLIENT!r}"
    assert lab.owner.token not in shown
    assert CLIENT.secret not in shown


@pytest.mark.parametrize("root", ["http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1"])
def test_a_stand_in_on_this_machine_will_do(root):
    assert Places.at(root).token == f"{root}/token"


@pytest.mark.parametrize(
    "root", ["https://google.example", "http://127.0.0.1.example", "http://10.0.0.1", "ftp://[::1]"]
)
def test_nobody_elsewhere_gets_the_secret(root):
    with pytest.raises(CommandError):
        Places.at(root)
