"""What the tests share in which others are at work, or something is strange."""

from contextlib import contextmanager
from unittest.mock import patch

from ..sync import runner
from ..sync.runner import Runner
from .common import GoogleSyncCase


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
