"""Limits on the work that one event may cause.

What strangers send is theirs to choose, so work is counted in steps of a few microseconds, the same
on every machine, and what takes too many of them is left as it is in Google.
"""

from __future__ import annotations

from ..core.item import ItemError

#: For one event: a few hundredths of a second. An ordinary series takes some 600.
EVENT = 20_000
#: For all events of a run, besides so many that each may take in any case.
RUN, LEAST = 500_000, 1_000
#: Characters that a run reads: some six seconds, were each of them a tag. Those that each event may
#: have in any case do not count.
TEXT, SHORT = 4_000_000, 500


#: The codes of the errors of what takes more.
TOO_MUCH = ("too_much_work", "too_much_at_once")


class Steps:
    """Those of one event.

    :param run: those of the run, which count along
    :ivar left: how many more there may be
    :ivar most: how many there were to begin with
    """

    def __init__(self, most: int = EVENT, run: RunSteps | None = None) -> None:
        self.most = most
        self.left = most
        self._run = run

    @property
    def taken(self) -> int:
        """How many were taken so far."""
        return self.most - self.left

    @property
    def _costly(self) -> int:
        return max(self.taken - LEAST, 0)

    def take(self, number: int = 1) -> None:
        """:raise ItemError: these are more than are left: ``too_much_work`` for any event, or
        ``too_much_at_once`` for what is left of its run
        """
        if number > self.left:
            raise ItemError(TOO_MUCH[self.most < EVENT])
        before, self.left = self._costly, self.left - number
        if self._run:
            self._run.left -= self._costly - before

    def read(self, characters: int) -> None:
        """Count a text. How long that of one event is, Google bounds; so here only the run does.

        :raise ItemError: ``too_much_at_once``: its run has read so much that no long one comes in
        """
        if self._run and characters > SHORT:
            self._run.read(characters - SHORT)


class RunSteps:
    """Those of one run. When they are used up, what is costly waits for a later run; what is
    ordinary still comes.

    :ivar left: how many more there may be
    :ivar characters: how many more of them may be read
    """

    def __init__(self, most: int = RUN, text: int = TEXT) -> None:
        self.left = most
        self.characters = text

    def of_one(self) -> Steps:
        """What one more event may take."""
        return Steps(min(EVENT, max(self.left, 0) + LEAST), self)

    def read(self, characters: int) -> None:
        """The last text may be longer than what is left, so that any comes in at some time.

        :raise ItemError: ``too_much_at_once``: nothing was left before
        """
        if self.characters <= 0:
            raise ItemError("too_much_at_once")
        self.characters -= characters
