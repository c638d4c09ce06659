"""Everything that the program makes is removed again, and nothing else is touched."""

from __future__ import annotations

import pytest
from bench_top import ANN, BOB

from tools.verify_google.guard import DESCRIPTION, TITLE
from tools.verify_google.probe import PROBES
from tools.verify_google.running import judged

LIKE_OURS = {"summary": TITLE, "description": "Notes about the verification."}
OWN_LABELS = ["Clients", f"{TITLE} of mine"]
NINE = {
    "start": {"dateTime": "2027-03-01T09:00:00Z"},
    "end": {"dateTime": "2027-03-01T10:00:00Z"},
}


@pytest.fixture
def before(google):
    """What two people have, some of it named like ours."""
    for name, email in (("owner", ANN), ("second", BOB)):
        token = google.account(name, email).token
        google.control("events", account=email, events=[{"summary": f"{name}'s", **NINE}])
        person = {"names": [{"givenName": "Verification"}], "groups": ["Clients"]}
        google.control("contacts", account=email, contacts=[person], groups=OWN_LABELS)
        scopes = ["https://www.googleapis.com/auth/calendar"]
        token = google.control("accounts", email=email, scopes=scopes)["access_token"]
        bearer = {"Authorization": f"Bearer {token}"}
        google.ask("POST", "/calendar/v3/calendars", json=LIKE_OURS, headers=bearer)
    return google.things()


def make_all(lab):
    """One thing of each kind, and an invitation."""
    for name in ("a_guest_gets_a_copy", "a_move_keeps_id_and_words", "client_data_is_kept",
                 "a_new_label_is_listed_at_once"):  # fmt: skip
        assert judged(lab, PROBES[name]).kind == "holds"


def test_nothing_is_left(google, before):
    lab = google.lab()
    with lab.open():
        make_all(lab)
        assert google.things() != before
    assert google.things() == before
    assert lab.left == []


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, RuntimeError])
def test_nothing_is_left_when_it_is_interrupted(google, before, interruption):
    lab = google.lab()
    with pytest.raises(interruption), lab.open():
        make_all(lab)
        raise interruption
    assert google.things() == before


def test_what_an_earlier_run_left_is_removed(google, before):
    killed = google.lab()
    killed._furnish()
    make_all(killed)
    assert google.things() != before
    with google.lab().open():
        pass
    assert google.things() == before


def test_one_that_is_killed_while_it_makes_its_calendar(google, before):
    google.control("faults", match="calendars.insert", kind="timeout_after", seconds=0)
    google.lab()._furnish()
    assert len(google.things()) > len(before)
    with google.lab().open():
        pass
    assert google.things() == before


def test_what_cannot_be_removed_is_told_and_keeps_nobody_else(google, before):
    lab = google.lab()
    with lab.open():
        make_all(lab)
        google.control("faults", match="calendars.delete", status=403, reason="forbidden", times=1)
    [trouble] = lab.left
    assert "403 forbidden" in trouble
    assert [thing for thing in google.things() if thing == TITLE] == [TITLE] * 3
    assert len(google.things()) == len(before) + 1


def test_nobody_is_mailed(google, before):
    lab = google.lab()
    with lab.open():
        make_all(lab)
    assert google.mails() == []


def test_the_mark_tells_what_it_is(google, lab):
    calendars = google.state()["calendars"]
    assert len([each for each in calendars if each["summary"] == TITLE]) == 3
    assert "It may be deleted" in DESCRIPTION
