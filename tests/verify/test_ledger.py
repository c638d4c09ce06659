"""The ledger, the probes and the stand-in fit together."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from fake_google.habits import Habits
from tools.verify_google import ledger
from tools.verify_google.probe import PROBES

LINE = "| A001 | It is so. | guide | `batch.py:answer` | `a_probe` |"


def found(row, probes=("a_probe",)):
    return list(ledger.problems(ledger.read(row), probes))


def test_nothing_is_missing():
    assert list(ledger.problems(ledger.known(), PROBES)) == []


def test_every_line_of_the_facts_is_in_it():
    named = re.findall(r"\bG(\d+)\b", ledger.FILE.read_text())
    assert set(map(int, named)) >= set(range(1, 21))


def test_every_habit_of_the_stand_in_is_in_it():
    places = {place for line in ledger.known() for place in line.places}
    assert places >= {f"habits.py:Habits.{item.name}" for item in fields(Habits)}


def test_a_good_line():
    assert found(LINE) == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (f"{LINE}\n{LINE.replace('a_probe', 'other')}", "the number A001 is there 2 times"),
        (f"{LINE}\n{LINE.replace('A001', 'A002')}", "the probe a_probe is there 2 times"),
        (LINE.replace("`a_probe`", "`another`"), "A001: there is no probe another"),
        (LINE.replace("`a_probe`", "`another`"), "the probe a_probe has no line"),
        (LINE.replace("`a_probe`", ""), "A001: neither a probe nor a reason why there is none"),
        (
            LINE.replace("batch.py:answer", "batch.py:no"),
            "A001: the stand-in has no batch.py:no",
        ),
        (
            LINE.replace("batch.py:answer", "no.py:answer"),
            "A001: the stand-in has no no.py:answer",
        ),
        (LINE.replace("guide", ""), "A001: no source; say unverified"),
        (LINE.replace("so.", "so"), "A001: no sentence"),
    ],
)
def test_what_does_not_fit_is_told(row, problem):
    assert problem in found(row)


def test_methods_and_constants_are_places():
    row = LINE.replace("`batch.py:answer`", "`editing.py:Editor.insert`, `batch.py:LARGEST_BATCH`")
    assert found(row) == []


def test_a_line_that_cannot_be_read():
    with pytest.raises(ValueError, match="3 columns"):
        ledger.read("| A001 | It is so. | guide |")


def test_a_reason_stands_for_a_probe():
    [line] = ledger.read(LINE.replace("`a_probe`", "it takes a year"))
    assert (line.probe, line.remark) == ("", "it takes a year")
