"""Limits how often somebody may do something in a minute, counted by PostgreSQL.

It is the account that is kept of Google's quotas (``sync.google.pace``), of what people do here.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from math import ceil

from ...google_api.transport.pace import Quota
from ..database.side_connection import lasting_connection
from ..google.pace import SharedPacer


@dataclass(frozen=True)
class Limit:
    """:ivar most: times in any minute"""

    name: str
    most: int


def seconds_to_wait(database: str, limit: Limit, whose: Hashable, count: int = 1) -> int:
    """Book what somebody is about to do, unless they have done it too often within the last minute.

    :param database: its name
    :param whose: by whom it is counted
    :param count: how often; none, to look whether once more would be too often
    :return: 0 where it may be done; else seconds, after which it may
    :raise ConnectionLost: nobody knows
    """
    most = limit.most if count else limit.most - 1
    quota = Quota(f"google_sync.{limit.name}/{whose}", most)
    return ceil(SharedPacer(lasting_connection(database)).reserve({quota: count}))
