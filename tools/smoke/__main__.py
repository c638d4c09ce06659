"""Runs the scenes one after the other."""

from __future__ import annotations

import time

from .. import console
from ..console import CommandError, say
from ..fake_client import FakeClient
from ..stack import stack
from . import clinic, contacts, log, populate, series, troubles
from .people import connect, meet, new_user

#: What the scenes provoke in Odoo's log, as patterns with their reasons: nothing at present.
PROVOKED: tuple[str, ...] = ()


def main() -> None:
    started = time.monotonic()
    with stack(database="google_sync_smoke") as running:
        fake = FakeClient(running.fake_url)
        admin, demo = (meet(running, fake, login, address(login)) for login in ("admin", "demo"))
        connect(admin)
        connect(demo)
        for play in (clinic.play, series.play, troubles.play):
            play(admin, demo)
        contacts.play(admin)
        populate.play(meet(running, fake, new_user(admin, "nora"), address("nora")))
        expect_no_mails(fake)
        log.expect_no_trouble(running.log, PROVOKED)
        say(f"0 mails to guests; done in {time.monotonic() - started:.0f} s")


def address(login: str) -> str:
    return f"{login}.smoke@gmail.example"


def expect_no_mails(fake: FakeClient) -> None:
    if mails := fake.mails():
        raise CommandError(f"{len(mails)} mails would have gone out: {mails}")


if __name__ == "__main__":
    console.run_main(main)
