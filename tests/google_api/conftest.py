"""Makes the addon's rooms importable without Odoo, and runs a fake Google behind a socket."""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[2]

if "google_sync" not in sys.modules:
    addon = types.ModuleType("google_sync")
    addon.__path__ = [str(ROOT)]
    sys.modules["google_sync"] = addon

_SLOW = [HealthCheck.too_slow]
settings.register_profile("dev", deadline=None, max_examples=150, suppress_health_check=_SLOW)
settings.register_profile("ci", settings.get_profile("dev"), derandomize=True)
settings.register_profile("thorough", settings.get_profile("dev"), max_examples=5_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "dev"))


@pytest.fixture(scope="session")
def server():
    from fake_google import FakeGoogle

    with FakeGoogle() as fake:
        yield fake


@pytest.fixture
def google(server):
    """A fake Google that has just been born, with one person in it."""
    from world import World

    world = World(server.url)
    world.control("POST", "reset")
    world.settle()
    yield world
    world.close()


@pytest.fixture
def ana(google):
    """Ana's access to her Google calendar, as the addon has it."""
    return google.session("ana@gmail.example")
