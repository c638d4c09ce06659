"""The program as people start it: consent in a browser, the table, Ctrl-C."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from bench_top import ANN, AS_GOOGLE, CLIENT

from tools.verify_google.guard import TITLE

ROOT = Path(__file__).resolve().parents[2]
#: As :mod:`webbrowser` reads it, from a folder of any name.
BROWSER = f"{shlex.join([sys.executable, str(Path(__file__).with_name('browser.py')), ANN])} %s &"
PATIENCE = 60  # seconds


@pytest.fixture
def start(google):
    """Starts the program; ends it with the test."""
    google.control("accounts", email=ANN, time_zone="Europe/Brussels")
    google.control("accounts", email="bob@example.com", time_zone="Europe/Brussels")
    google.control("settings", **AS_GOOGLE)
    started = []

    def run(**words):
        secrets = {"GOOGLE_CLIENT_ID": CLIENT.id, "GOOGLE_CLIENT_SECRET": CLIENT.secret}
        known = {**os.environ, "PYTHONUNBUFFERED": "1", "BROWSER": BROWSER, "GOOGLE": google.url}
        started.append(
            subprocess.Popen(
                [sys.executable, "-m", "tools.verify_google"],
                cwd=ROOT,
                env={**known, **secrets, **words},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield run
    for process in started:
        process.kill()
        process.communicate()


def test_it_asks_and_tells(google, start):
    process = start(ONLY="deleted_twice_is_gone")
    out, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    assert "1 hold, 0 differ, 0 not tried" in out
    assert CLIENT.secret not in out + errors
    assert TITLE not in google.things()


def test_ctrl_c_leaves_nothing(google, start):
    before = google.things()
    google.control("settings", latency=0.02)
    process = start()
    giving_up = threading.Timer(PATIENCE, process.kill)
    giving_up.start()
    while "deleted" not in process.stdout.readline():
        assert process.poll() is None
    giving_up.cancel()
    assert TITLE in google.things()
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    _out, errors = process.communicate(timeout=PATIENCE)
    google.control("settings", latency=0)
    assert process.returncode == 130, errors
    assert google.things() == before
    assert "could not be removed" not in errors
