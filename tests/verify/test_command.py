"""The command line: what it takes, prints and returns."""

from __future__ import annotations

import json
import re

import pytest
from bench_top import ANN, AS_GOOGLE, BOB, CLIENT

from tools.console import CommandError
from tools.verify_google import __main__ as command
from tools.verify_google import ledger
from tools.verify_google.lab import OWNER

WORDS = {"GOOGLE_CLIENT_ID": CLIENT.id, "GOOGLE_CLIENT_SECRET": CLIENT.secret}


@pytest.fixture(autouse=True)
def _no_signals(monkeypatch):
    monkeypatch.setattr(command.console, "interrupt_once", lambda *_signals: None)


def run(google, second=BOB, **words):
    google.control("settings", **AS_GOOGLE)
    emails = {OWNER: ANN, "second": second}

    def consented(_places, _client, name):
        return google.account(name, emails[name])

    return command.main({**WORDS, "GOOGLE": google.url, **words}, consented)


def rows(capsys):
    """Number and verdict of each line, and the last line."""
    shown = capsys.readouterr().out
    return dict(re.findall(r"^(A\d{3})  (holds|differs|not tried)", shown, re.MULTILINE)), (
        shown.strip().splitlines()[-1]
    )


def number_of(probe):
    return next(line.number for line in ledger.known() if line.probe == probe)


def test_all_lines_of_the_ledger_are_told(google, capsys):
    assert run(google, ACCOUNTS="2") == 0
    verdicts, summary = rows(capsys)
    lines = ledger.known()
    assert list(verdicts) == [line.number for line in lines]
    probed = {line.number for line in lines if line.probe}
    assert {number for number, kind in verdicts.items() if kind == "holds"} == probed
    assert summary == f"{len(probed)} hold, 0 differ, {len(lines) - len(probed)} not tried"
    assert google.mails() == []


def test_some_lines_by_number_or_name(google, capsys):
    number = number_of("deleted_twice_is_gone")
    assert run(google, ONLY=f"{number}, client_chooses_the_id") == 0
    verdicts, _summary = rows(capsys)
    assert set(verdicts) == {number, number_of("client_chooses_the_id")}


def test_what_differs_is_told_and_fails(google, capsys):
    google.control("settings", null_recurrence="kept")
    assert run(google, ONLY="a_null_recurrence_ends_the_series") == 1
    shown = capsys.readouterr().out
    assert "differs" in shown
    assert "came ['RRULE" in shown
    assert "1 differ" in shown


def test_without_a_second_account_nobody_is_invited(google, capsys):
    assert run(google, ONLY="a_guest_gets_a_copy") == 0
    verdicts, _summary = rows(capsys)
    assert set(verdicts.values()) == {"not tried"}


def test_both_accounts_are_not_the_same(google):
    with pytest.raises(CommandError, match="same"):
        run(google, second=ANN, ACCOUNTS="2")


def test_a_line_that_there_is_not(google):
    with pytest.raises(CommandError, match="no A999"):
        run(google, ONLY="A999")


def test_google_is_not_overridden_by_an_address_elsewhere(google):
    with pytest.raises(CommandError, match="not on this machine"):
        run(google, GOOGLE="https://elsewhere.example")


def test_the_secret_is_asked_for_and_not_shown(google, capsys, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _prompt: CLIENT.id)
    monkeypatch.setattr(command.getpass, "getpass", lambda _prompt: CLIENT.secret)
    unknown = {"GOOGLE_CLIENT_ID": "", "GOOGLE_CLIENT_SECRET": ""}
    assert run(google, ONLY="a_secret_that_is_wrong", **unknown) == 0
    assert CLIENT.secret not in capsys.readouterr().out


def test_there_may_be_nobody_to_ask(google, monkeypatch):
    def nobody(_prompt):
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    with pytest.raises(CommandError, match="GOOGLE_CLIENT_ID"):
        run(google, GOOGLE_CLIENT_ID="")


def test_what_is_left_is_told(google, capsys):
    google.control("faults", match="calendars.delete", status=403, reason="forbidden", times=-1)
    run(google, ONLY="deleted_twice_is_gone")
    assert capsys.readouterr().err.count("could not be removed") == 3


def test_a_recording_is_a_file_for_each_probe(google, tmp_path):
    names = "deleted_twice_is_gone,client_data_is_kept"
    run(google, ONLY=names, RECORD=str(tmp_path))
    assert {file.stem for file in tmp_path.iterdir()} == set(names.split(","))
    told = json.loads((tmp_path / "deleted_twice_is_gone.json").read_text())
    assert told["number"] == number_of("deleted_twice_is_gone")
    assert [part["answer"]["status"] for each in told["exchanges"] for part in each["parts"]] == [
        200,
        204,
        410,
        200,
    ]


def test_recordings_are_replayed(google, capsys, tmp_path):
    names = "a_null_recurrence_ends_the_series,client_data_is_kept"
    run(google, ONLY=names, RECORD=str(tmp_path), ACCOUNTS="2")
    capsys.readouterr()
    assert run(google, REPLAY=str(tmp_path)) == 0
    assert capsys.readouterr().out == "2 recordings, 0 differences\n"
    google.control("settings", null_recurrence="kept")
    before = google.things()
    assert run(google, REPLAY=str(tmp_path)) == 1
    assert "recurrence is new" in capsys.readouterr().out
    assert google.things() == before


def test_a_recording_that_needs_a_second_account(google, capsys, tmp_path):
    run(google, ONLY="a_guest_gets_a_copy", RECORD=str(tmp_path), ACCOUNTS="2")
    assert run(google, REPLAY=str(tmp_path)) == 1
    assert "a_guest_gets_a_copy: could not be replayed" in capsys.readouterr().out
