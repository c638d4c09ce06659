"""``make verify-google``: the command line. See docs/verify-google.md."""

from __future__ import annotations

import getpass
import json
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from .. import console
from ..console import CommandError, say
from . import consent, ledger, probes, running
from .lab import OWNER, SECOND, Account, Client, Lab
from .places import Places
from .recording import Recording
from .replay import replayed

Consent = Callable[[Places, Client, str], Account]


def main(environment: Mapping[str, str] = os.environ, consented: Consent = consent.asked) -> int:
    """Return 1 if Google differs in anything, from the ledger or from the recordings.

    :param environment: what the person says, by the names of docs/verify-google.md
    :param consented: gets the access to an account
    """
    console.interrupt_once(signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    probes.load()
    lines = _lines(environment)
    places = Places.at(root) if (root := environment.get("GOOGLE")) else Places.google()
    client = _client(environment)
    names = (OWNER, SECOND) if environment.get("ACCOUNTS") == "2" else (OWNER,)
    accounts = [consented(places, client, name) for name in names]
    if len({account.email for account in accounts}) < len(accounts):
        raise CommandError("Both accounts are the same: choose another one for the second.")
    recording = Recording(Path(folder)) if (folder := environment.get("RECORD")) else None
    lab = Lab(places, client, accounts, recording)
    replay = environment.get("REPLAY")
    return _replay(lab, Path(replay)) if replay else _verify(lab, lines, recording)


def _verify(lab: Lab, lines: Sequence[ledger.Assumption], recording: Recording | None) -> int:
    """Make the probes of these lines, and print the table."""
    results = []
    with _opened(lab):
        if recording:
            recording.names = lab.names
        around = (recording.of,) if recording else ()
        for result in running.run(lab, lines, *around):
            print(running.row(result), flush=True)
            results.append(result)
    print(running.summary(results))
    return int(any(result.verdict.kind == "differs" for result in results))


def _replay(lab: Lab, folder: Path) -> int:
    """Ask what the recordings of a folder have asked, and tell where the answers differ."""
    recordings = [json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))]
    found = []
    with _opened(lab):
        for recording in recordings:
            for difference in replayed(lab, recording):
                print(difference, flush=True)
                found.append(difference)
    print(f"{len(recordings)} recordings, {len(found)} differences")
    return int(bool(found))


@contextmanager
def _opened(lab: Lab) -> Iterator[None]:
    """The lab, of which nothing is left, or it is told."""
    try:
        with lab.open():
            yield
    finally:
        for trouble in lab.left:
            say(f"could not be removed: {trouble}")


def _lines(environment: Mapping[str, str]) -> list[ledger.Assumption]:
    only = [name.strip() for name in environment.get("ONLY", "").split(",") if name.strip()]
    try:
        return running.chosen(ledger.known(), only)
    except ValueError as error:
        raise CommandError(f"ONLY: {error}.") from None


def _client(environment: Mapping[str, str]) -> Client:
    """What the person says of their OAuth client; what they do not, they are asked for.

    :raise CommandError: there is nobody to ask
    """
    try:
        id_ = environment.get("GOOGLE_CLIENT_ID") or input("Client id: ")
        secret = environment.get("GOOGLE_CLIENT_SECRET") or getpass.getpass("Client secret: ")
    except EOFError:
        raise CommandError("GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET say which client.") from None
    return Client(id_.strip(), secret.strip())


if __name__ == "__main__":
    console.run_main(main)
