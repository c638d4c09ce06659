"""The time until Google is asked again.

Where something went on a moment ago, more is likely to follow; where nothing has happened for
days, a few minutes change little. So each account is asked again after a part of the time for which
it has been silent, within bounds. It is told as steps, which a database looks up for many accounts
at once.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta

#: Of the silence so far, this part is waited.
SHARE = 0.1
#: Each step waits so many times as long as the one before.
STEP = 1.5
#: Google asks that clients vary their intervals by this part, either way.
JITTER = 0.25
#: Who supposes that Google has news has it asked no sooner than so long after the last time,
#: however often. A change just behind a sync still arrives within five seconds.
APART = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class Steps:
    """:ivar silences: lengths of silence, in seconds, from which on the next step counts; growing
    :ivar pauses: how long to wait, in seconds, one more than there are silences; growing
    """

    silences: tuple[float, ...]
    pauses: tuple[float, ...]

    def pause(self, silence: float) -> float:
        """Seconds until Google is asked again.

        :param silence: seconds since something went on last
        """
        return self.pauses[bisect_right(self.silences, silence)]


def steps(shortest: timedelta, longest: timedelta, is_told: bool = False) -> Steps:
    """:param shortest: between two questions; what is longer than ``longest`` counts as that
    :param longest: the same; more than nothing
    :param is_told: Google tells of changes by itself, as far as is known. Then it is asked once
        more soon, for it may have told of one that its list did not have yet; else as rarely as may
        be
    """
    first, last = min(shortest, longest).total_seconds(), longest.total_seconds()
    if is_told:
        return Steps((first / 2,), (first, last))
    pauses = [first]
    while pauses[-1] < last:
        pauses.append(min(pauses[-1] * STEP, last))
    return Steps(tuple(pause / SHARE for pause in pauses[1:]), tuple(pauses))
