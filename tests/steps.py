"""What workers do outside of themselves, step by step: requests to Google, and commits.

Threads take turns here, one run after another, so the same work has the same steps each time, and
whoever disturbs a worker names the step by its number.
"""

from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from functools import partial
from unittest.mock import patch

from odoo.tests.test_cursor import TestCursor

from fake_google.faults import Faults
from fake_google.wire import Wire

from ..google_api.transport.question import Question
from ..sync import runner

COMMIT = "commit"
BATCH = "batch"
IN_BATCH = " in a batch"


class Refused(BaseException):
    """There is no connection to be had. It passes through the stand-in, which would answer."""


class InTurn:
    """Stands in for a pool of threads: what is submitted is done when somebody waits for it.

    :param choose: picks one of the works that are waiting
    """

    def __init__(self, choose):
        self._choose = choose

    def submit(self, work, *args):
        future = Future()
        future.work = partial(work, *args)
        return future

    def shutdown(self, **_options):
        """Nobody is at work."""

    def wait(self, futures, *_timeout, **_options):
        """Do one of them; what ends the process ends it here."""
        future = self._choose(list(futures))
        try:
            future.set_result(future.work())
        except Exception as error:
            future.set_exception(error)
        return {future}, set(futures) - {future}

    @contextmanager
    def instead_of_threads(self):
        with (
            patch.object(runner, "ThreadPoolExecutor", lambda *_args, **_options: self),
            patch.object(runner, "wait", self.wait),
            patch.object(Question, "answer", lambda question, _seconds: question._ask()),
        ):
            yield


class Steps:
    """Counts the steps of workers.

    :param disturb: is told each step before it is done, by its number and name: the method of
        Google's, or :data:`COMMIT`. A part of a batch is a step of its own. It may raise, or give
        what happens instead: of a request a :class:`fake_google.faults.Fault`
    :param before: is called before each request, while nothing holds a lock or a transaction
    :param done: is told the same once it is done, of a request when the answer is there
    :ivar names: of the steps so far
    """

    def __init__(
        self,
        disturb=lambda _number, _name: None,
        done=lambda _number, _name: None,
        before=lambda: None,
    ):
        self.names = []
        self._disturb, self._done, self._before = disturb, done, before
        self._asked = []  # the steps that the request which is being answered consists of

    @contextmanager
    def watched(self):
        strike, makefile, commit = Faults.strike, Wire.makefile, TestCursor.commit

        def begin(name):
            self.names.append(name)
            return self._disturb(len(self.names) - 1, name)

        def strike_or_disturb(faults, occasion):
            in_batch = self._asked and self._asked[0][1] == BATCH
            name = f"{occasion.method_id}{IN_BATCH}" if in_batch else occasion.method_id
            self._asked.append((len(self.names), name))
            return begin(name) or strike(faults, occasion)

        def answered(wire, *args, **options):
            self._before()
            self._asked, before = [], self._asked
            try:
                answer = makefile(wire, *args, **options)
            except Refused:
                raise ConnectionRefusedError("no connection") from None
            finally:
                asked, self._asked = self._asked, before
            for step in asked:
                self._done(*step)
            return answer

        def commit_or_disturb(cursor):
            if not cursor._savepoint and not cursor.precommit._funcs:
                commit(cursor)
                return
            number = len(self.names)
            cursor.flush()
            begin(COMMIT)
            commit(cursor)
            self._done(number, COMMIT)

        with ExitStack() as patches:
            patches.enter_context(patch.object(Faults, "strike", strike_or_disturb))
            patches.enter_context(patch.object(Wire, "makefile", answered))
            patches.enter_context(patch.object(TestCursor, "commit", commit_or_disturb))
            yield self
