"""What the tests share in which others are at work, or something is strange."""

import traceback
from contextlib import contextmanager
from unittest.mock import patch

from ..sync import runner
from ..sync.runner import Runner
from .common import GoogleSyncCase


class CrashesCase(GoogleSyncCase):
    """Runs that crash are noted."""

    def setUp(self):
        super().setUp()
        self.crashes = []
        self.patch(runner, "log_error", self._note_crash)

    def _note_crash(self, _logger, text, *args):
        self.crashes.append(f"{text % args}\n{traceback.format_exc()}")

    def assert_told(self, account, about):
        """Nothing has crashed, and whatever was set aside has its reason.

        :return: how many records were
        """
        self.assertFalse(self.crashes, about)
        self.env.invalidate_all()
        self.assertEqual(account.state, "connected", account.message)
        failed = self.env["google.sync.link"].search([("state", "=", "failed")])
        for link in failed:
            self.assertTrue(link.error, link.google_id)
        return len(failed)


class AdversityCase(GoogleSyncCase):
    """A connected user. Runs fail that do not end, and something can be done in their middle."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()

    def sync(self, *accounts):
        """A run that would never end fails instead."""
        claim, claims = Runner._claim, []

        def counted(*args):
            runs = claim(*args)
            claims.extend(runs)
            self.assertLess(len(claims), 20, "the same account is claimed again and again")
            return runs

        with patch.object(Runner, "_claim", counted):
            return super().sync(*accounts)

    @contextmanager
    def meanwhile(self, place, action):
        """Do something once, right after Google has answered."""
        ask, done = getattr(runner, place), []

        def ask_and_act(*args):
            answer = ask(*args)
            if not done:
                done.append(action)
                self._in_the_middle.append(action)
            return answer

        self._in_the_middle = []
        take = Runner._without_quiet

        def act_first(this, *args):
            while self._in_the_middle:
                self._in_the_middle.pop()()
                self.commit()
            return take(this, *args)

        with (
            patch.object(runner, place, ask_and_act),
            patch.object(Runner, "_without_quiet", act_first),
        ):
            yield
