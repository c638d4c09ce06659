"""Ways to lose Google's answer to a write, for the tests of what becomes of it."""

from functools import partial, wraps
from unittest.mock import patch

from ..sync import runner
from .common import Killed

#: How far Odoo's clock is off.
OFF = ("10 minutes", "-10 minutes")

#: How a request can end without an answer, by whether it took effect.
NO_ANSWER = {
    "done": {"kind": "timeout_after", "seconds": 0.01, "times": -1},
    "not done": {"kind": "timeout_before", "seconds": 0.01, "times": -1},
    "503": {"kind": "status", "status": 503, "times": -1},
}


def each_way(call, ways=("killed", *NO_ANSWER)):
    """Do a test once for each way to lose an answer: with its name, and what loses it.

    :param call: the method of Google's
    """

    def decorate(test):
        @wraps(test)
        def run(self):
            for how in ways:
                with self.subTest(how):
                    test(self, how, partial(self.lose, call, how))

        return run

    return decorate


class LostAnswersMixin:
    """What the tests of appointments and of contacts share."""

    def setUp(self):
        super().setUp()
        self.enterContext(patch("odoo.addons.google_sync.google_api.transport.transport.TRIES", 2))

    def lose(self, call, how):
        """Lose the answer to what is written in the next run, in one of the ways to do so."""
        if how == "killed":
            self.die_after_sending()
            return
        self.fault(call, **NO_ANSWER[how])
        self.sync()
        self.control("DELETE", "/_fake/faults")

    def die_after_sending(self):
        send = runner._send

        def sent_and_died(*args):
            send(*args)
            raise Killed

        with patch.object(runner, "_send", sent_and_died), self.dying():
            self.sync()

    def shift_clock(self, record, off):
        """Let a record have been changed by a clock that is off."""
        self.commit()
        self.env.cr.execute(
            f"UPDATE {record._table} SET write_date = write_date + %s::interval WHERE id IN %s",  # noqa: S608
            [off, tuple(record.ids)],
        )
        self.env.invalidate_all()

    def wake(self):
        """The next run, once the time has passed that accounts and links were told to wait."""
        past = {"retry_at": False, "runner": False}
        self.account.write(past)
        self.account.contacts_ids.write(past)
        self.env["google.sync.link"].search([("retry_at", "!=", False)]).retry_at = "2020-01-01"
        self.sync()
        self.env.invalidate_all()

    def assert_own(self):
        """Nothing was taken for somebody else's, nobody was mailed, and nothing is left to do."""
        self.assertFalse(self.env["google.sync.conflict"].search([]), "a conflict was told")
        self.assertFalse(self.mails())
        self.wake()
        self.assertFalse(
            self.env["google.sync.link"].search([]).filtered(lambda link: link.state != "synced")
        )
