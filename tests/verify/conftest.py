"""One stand-in for the whole suite, and labs in it as the program has them at Google."""

from __future__ import annotations

import pytest
import without_odoo
from bench_top import ANN, AS_GOOGLE, BOB, CLIENT, Bench

without_odoo.prepare()

from fake_google import FakeGoogle  # noqa: E402
from tools.verify_google import ledger, probes  # noqa: E402
from tools.verify_google.recording import Recording  # noqa: E402
from tools.verify_google.running import run  # noqa: E402

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


@pytest.fixture(scope="session")
def everything(tmp_path_factory):
    """A recording of all probes, at an account with a friend.

    :return: its folder, and what must not be in it
    """
    folder = tmp_path_factory.mktemp("everything")
    with FakeGoogle() as fake:
        google = Bench(fake.url)
        google.control("settings", **AS_GOOGLE)
        recording = Recording(folder)
        lab = google.lab(recording)
        email = {"value": "xav@friend.example"}
        friend = {"names": [{"givenName": "Xaveria"}], "emailAddresses": [email]}
        google.control("contacts", account=ANN, contacts=[friend])
        with lab.open():
            recording.names = lab.names
            for _result in run(lab, ledger.known(), recording.of):
                pass
    made = lab.wire.guard.made
    ids = {name.rpartition("/")[2] for name in made.calendars | made.events | made.contacts}
    people = {ANN, BOB, "Xaveria", "friend.example"}
    return folder, ids | people | {CLIENT.id, CLIENT.secret, lab.owner.token, lab.second.token}
