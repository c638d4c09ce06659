"""Which Python `.dev/venv` is made with."""

from __future__ import annotations

import sys

import pytest

from tools import venv


@pytest.fixture
def another(tmp_path, monkeypatch):
    """The system's Python, which is not the one at work."""
    python = tmp_path / "python3"
    python.symlink_to(sys.executable)
    monkeypatch.setattr(venv, "_SYSTEMS", str(python))
    monkeypatch.delenv("PYTHON", raising=False)
    return str(python)


def test_the_systems_goes_before_one_that_was_compiled_without_a_profile(another, monkeypatch):
    monkeypatch.setattr(venv, "_is_profiled", lambda: False)
    assert venv._interpreter() == another


def test_one_that_was_compiled_with_a_profile_stays(another, monkeypatch):
    monkeypatch.setattr(venv, "_is_profiled", lambda: True)
    assert venv._interpreter() == sys.executable


def test_one_that_somebody_has_named_stays(another, monkeypatch):
    monkeypatch.setattr(venv, "_is_profiled", lambda: False)
    monkeypatch.setenv("PYTHON", "python3.12")
    assert venv._interpreter() == sys.executable


def test_a_system_without_a_python_that_makes_environments_is_passed_over(another, monkeypatch):
    monkeypatch.setattr(venv, "_is_profiled", lambda: False)
    monkeypatch.setattr(venv, "_SYSTEMS", f"{another}-that-is-not-there")
    assert venv._interpreter() == sys.executable
    monkeypatch.setattr(venv, "_SYSTEMS", "/bin/false")
    assert venv._interpreter() == sys.executable
