"""Recordings are replayed at the stand-in, and say where it answers otherwise."""

from __future__ import annotations

import copy

import pytest
import recorded
from bench_top import AS_GOOGLE

from tools.verify_google.replay import Known, differences, replayed


def differing(lab, name, recording=None):
    return list(replayed(lab, recording or recorded.read(name)))


@pytest.mark.parametrize("name", recorded.NAMES)
def test_the_stand_in_answers_as_recorded(google, lab, name):
    google.control("settings", **AS_GOOGLE)
    assert differing(lab, name) == []


@pytest.mark.parametrize(
    ("name", "habits", "words"),
    [
        ("a_null_recurrence_ends_the_series", {"null_recurrence": "kept"}, "recurrence is new"),
        ("a_guest_does_not_change_the_meeting", {"guest_edits": "refused"}, "200 became 403"),
        ("a_hidden_instance_hides_its_series", {"instance_visibility": "own"}, "is missing"),
    ],
)
def test_another_habit_is_told(google, lab, name, habits, words):
    google.control("settings", **habits)
    found = differing(lab, name)
    assert words in "\n".join(found)
    assert all(line.startswith(f"{name}, request ") for line in found)


def test_ids_have_to_be_the_same_everywhere(lab):
    recording = recorded.read("client_chooses_the_id")
    answer = recording["exchanges"][0]["parts"][0]["answer"]["body"]
    mixed = copy.deepcopy(recording)
    mixed["exchanges"][0]["parts"][0]["answer"]["body"]["iCalUID"] = "~calendar~@google.com"
    assert answer["iCalUID"] != "~calendar~@google.com"
    assert ["iCalUID" in line for line in differing(lab, "", mixed)] == [True]


@pytest.mark.parametrize(
    ("recorded_as", "came", "told"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, ["a: 1 became 2"]),
        ({"a": 1}, {}, ["a is missing"]),
        ({}, {"a": {"b": 1}}, ["a is new"]),
        ({"a": [1, 2]}, {"a": [1]}, ["a: 2 became 1"]),
        ({"a": "~1~_20270301"}, {"a": "x_20270301"}, []),
        ({"a": "~1~_20270301"}, {"a": "x_20270302"}, ["a: '~1~_20270301' became 'x_20270302'"]),
        ({"a": "~1~", "b": "~1~"}, {"a": "x", "b": "y"}, ["b: '~1~' became 'y'"]),
        ({"a": "~1~"}, {"a": 1}, ["a: '~1~' became 1"]),
        ({"updated": "2026"}, {"updated": "2027"}, []),
        ({"~1~": 1, "a": "~1~"}, {"x": 1, "a": "x"}, []),
    ],
)
def test_what_is_told(recorded_as, came, told):
    known = Known({"~1~": "x"} if "~1~" in recorded_as else {})
    assert list(differences(recorded_as, came, known)) == told


def test_all_that_is_recorded_now_can_be_replayed_now(google, lab, everything):
    google.control("settings", **AS_GOOGLE)
    folder, _secrets = everything
    found = [
        line for file in sorted(folder.iterdir()) for line in replayed(lab, recorded.load(file))
    ]
    assert found == []
