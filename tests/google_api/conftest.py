"""Lets the tests import the addon without Odoo, and runs a fake Google behind a socket."""

from __future__ import annotations

import pytest
import without_odoo

without_odoo.prepare()


@pytest.fixture(scope="session")
def server():
    from fake_google import FakeGoogle

    with FakeGoogle() as fake:
        yield fake


@pytest.fixture(autouse=True)
def _clocks_agree():
    """Each test begins with clocks that are right."""
    from google_sync.google_api.transport.clock import GOOGLE

    GOOGLE.forget()


@pytest.fixture
def google(server):
    """A fake Google that has just been born, with one person in it."""
    from world import World

    world = World(server.url)
    world.control("POST", "reset")
    world.settle()
    yield world
    world.close()
    # What was ordered has happened; or else the test has shown less than it says.
    assert not server.google.faults.missed()


@pytest.fixture
def ana(google):
    """Ana's access to her Google calendar, as the addon has it."""
    return google.session("ana@gmail.example")
