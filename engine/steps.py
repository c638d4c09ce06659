"""How much work one event may make.

What strangers send is theirs to choose, so work is counted in steps of a few microseconds, the same
on every machine, and what takes too many of them is left as it is in Google.
"""

from __future__ import annotations

from .item import ItemError

#: For one event: a few hundredths of a second. A daily series with three years of exceptions takes
#: a tenth of it.
EVENT = 20_000


class Steps:
    """:ivar left: how many more there may be
    :ivar most: how many there were to begin with
    """

    def __init__(self, most: int = EVENT) -> None:
        self.most = most
        self.left = most

    @property
    def taken(self) -> int:
        """How many were taken so far."""
        return self.most - self.left

    def take(self, number: int = 1) -> None:
        """:raise ItemError: ``too_much_work``: these are more than are left"""
        self.left -= number
        if self.left < 0:
            raise ItemError("too_much_work")
