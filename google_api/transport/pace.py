"""The quotas that Google counts, and the interface of what keeps requests below them.

Calendar: https://developers.google.com/workspace/calendar/api/guides/quota, counted over a sliding
minute. People: what the Cloud console shows of a new project,
https://console.cloud.google.com/apis/api/people.googleapis.com/quotas
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from googleapiclient.http import HttpRequest

#: What all requests to Calendar count for, by the minute; by the day, Google charges for more than
#: a number of them.
PROJECT = "calendar"

#: What the requests of one user to Calendar count for, by the minute.
OF_USER = 600

#: The part of each quota that workers may use. The rest is for people who wait for an answer: a
#: button takes a few requests, and of Calendar's 30 are left for them in each minute.
SHARE_OF_WORKERS = 0.95

_UPDATES = ("updateContact", "batchUpdateContacts")


@dataclass(frozen=True, slots=True)
class Quota:
    """:ivar key: what is counted together, over all workers
    :ivar most: requests in any minute
    """

    key: str
    most: int


class Pacer(ABC):
    """For any number of threads."""

    @abstractmethod
    def reserve(self, counts: Mapping[Quota, int]) -> float:
        """Book requests that are about to be sent, in all of these quotas or in none.

        Nothing is booked for later, so that who waits takes nothing from others meanwhile.

        :param counts: requests by quota, of each no more than it has at all
        :return: 0.0 when they are booked; otherwise the seconds after which it is worth asking
            again
        """


class NoPace(Pacer):
    """For what never reaches Google."""

    def reserve(self, counts: Mapping[Quota, int]) -> float:
        return 0.0


def counts_of(requests: Iterable[HttpRequest], user: Hashable) -> Mapping[Quota, int]:
    """What requests count for, when they are sent for this user of Google's."""
    counts: Counter[Quota] = Counter()
    for request in requests:
        counts.update(_quotas(request, user))
    return counts


def _quotas(request: HttpRequest, user: Hashable) -> list[Quota]:
    if not request.methodId.startswith("people."):
        return [Quota(f"calendar/{user}", OF_USER), Quota(PROJECT, 10_000)]
    reads, writes = Quota(f"people.reads/{user}", 90), Quota(f"people.writes/{user}", 90)
    if request.method == "GET":
        return [reads]
    if request.methodId.endswith("ContactPhoto"):
        return [writes, Quota(f"people.photos/{user}", 60)]
    # An update of contacts is also what the console calls a critical read.
    return [writes, reads] if request.methodId.endswith(_UPDATES) else [writes]
