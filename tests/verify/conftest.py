"""One stand-in for the whole suite, and labs in it as the program has them at Google."""

from __future__ import annotations

import pytest
import without_odoo
from bench_top import Bench

without_odoo.prepare()

from fake_google import FakeGoogle  # noqa: E402
from tools.verify_google import probes  # noqa: E402

probes.load()


@pytest.fixture(scope="session")
def server():
    with FakeGoogle() as fake:
        yield fake


@pytest.fixture
def google(server):
    """A stand-in that has just been born."""
    server.google.reset()
    return Bench(server.url)


@pytest.fixture
def lab(google):
    """A lab of two accounts, open, and removed again."""
    lab = google.lab()
    with lab.open():
        yield lab
    assert lab.left == []
