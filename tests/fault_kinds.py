"""All that can go wrong with a step of a worker, by its name."""

from psycopg2 import OperationalError
from psycopg2.errors import SerializationFailure

from fake_google.faults import Fault

from .common import Killed
from .steps import COMMIT, IN_BATCH, Refused

#: Some 403, 409 and 410 mean different things, and People has words of its own for them.
_ANSWERS = {
    "401": (401, "authError", "authError"),
    "403 rate": (403, "rateLimitExceeded", "rateLimitExceeded"),
    "403 quota": (403, "quotaExceeded", "quotaExceeded"),
    "404": (404, "notFound", "NOT_FOUND"),
    "409 duplicate": (409, "duplicate", "ALREADY_EXISTS"),
    "409 conflict": (409, "conflict", "ABORTED"),
    "410 full sync": (410, "fullSyncRequired", "EXPIRED_SYNC_TOKEN"),
    "410 deleted": (410, "deleted", "NOT_FOUND"),
    "412": (412, "conditionNotMet", "FAILED_PRECONDITION"),
    "429": (429, "rateLimitExceeded", "RESOURCE_EXHAUSTED"),
    "500": (500, "backendError", "INTERNAL"),
    "503": (503, "backendError", "UNAVAILABLE"),
}
#: The same goes for all further tries, until the run is over.
LASTING = frozenset(
    {"refused", "reset", "timeout before", "timeout after", "403 rate", "403 quota", "429", "500"}
    | {"503", "garbage", "endless page"}
)
_SILENCES = {
    "reset": Fault(kind="reset"),
    "timeout before": Fault(kind="timeout_before", seconds=60),
    "timeout after": Fault(kind="timeout_after", seconds=60),
    "garbage": Fault(kind="garbage"),
}
_LISTS = {"empty page": Fault(kind="empty_page"), "endless page": Fault(kind="endless_page")}
#: What PostgreSQL is made to say.
CUT = "the connection was cut"
_ENDS = ("killed before", "killed after")
_OF_COMMITS = (*_ENDS, "cut before", "cut after", "serialization")
_OF_REQUESTS = ("refused", *_SILENCES, *_ANSWERS, *_ENDS)


def of(name):
    """The kinds of faults that a step can meet.

    :param name: of the step
    """
    if name == COMMIT:
        return _OF_COMMITS
    if name.endswith(IN_BATCH):  # all parts have one connection, and what was before this is done
        return ("half a batch", "garbage", *_ANSWERS)
    return (*_OF_REQUESTS, *(_LISTS if name.endswith(".list") else ()))


def strike(kind, name):
    """Let it go wrong.

    :param kind: one of those that it can meet
    :return: the :class:`Fault` that a request meets; None if the step is done first
    """
    if kind.startswith("killed"):
        return _raise(Killed, "before" in kind)
    if kind.startswith("cut"):
        return _raise(OperationalError(CUT), "before" in kind)
    if kind == "serialization":
        raise SerializationFailure("somebody else was faster")
    if kind == "refused":
        raise Refused
    if kind == "half a batch":
        return _SILENCES["reset"]
    if kind in _ANSWERS:
        status, reason, of_people = _ANSWERS[kind]
        return Fault(status=status, reason=of_people if name.startswith("people") else reason)
    return _SILENCES.get(kind) or _LISTS[kind]


def strike_after(kind):
    """Let it go wrong once the step is done."""
    if kind == "killed after":
        raise Killed
    if kind == "cut after":
        raise OperationalError(CUT)


def _raise(error, now):
    if now:
        raise error
