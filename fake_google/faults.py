"""Faults on order: errors, lost answers and broken connections at a chosen request."""

from __future__ import annotations

import random
import threading
from dataclasses import asdict, dataclass
from typing import Any

from . import errors

#: These strike once the work is done.
AFTER_THE_WORK = ("timeout_after", "garbage", "empty_page", "endless_page", "unseen")
KINDS = ("status", "timeout_before", "reset", *AFTER_THE_WORK)
REASONS = {
    400: "badRequest",
    401: "authError",
    403: "rateLimitExceeded",
    404: "notFound",
    409: "duplicate",
    410: "fullSyncRequired",
    412: "conditionNotMet",
    429: "rateLimitExceeded",
}


class DropConnection(Exception):
    """Give no answer: keep the client waiting, then break the connection."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no answer for {seconds} s")
        self.seconds = seconds


@dataclass
class Fault:
    """One order. See README.md for what each field means."""

    match: str = "*"
    kind: str = "status"
    nth: int = 1
    times: int = 1
    status: int = 503
    reason: str = ""
    message: str = ""
    seconds: float = 2.0
    account: str | None = None
    client: str | None = None
    calendar: str | None = None
    event_id: str | None = None
    summary: str | None = None
    resource_name: str | None = None
    may_miss: bool = False
    """Whether it is well if nothing meets it."""
    share: float = 1.0
    """The part of the matching requests that it strikes."""
    seed: str = ""
    """Which of them: the same seed draws the same ones, in the order in which they come."""
    seen: int = 0
    """Matching requests so far."""
    done: int = 0
    """Times it struck."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        if not 0 < self.share <= 1:
            raise ValueError(f"{self.share} is no share of all")
        self._chance = random.Random(str(self.seed))

    def is_drawn(self) -> bool:
        """Whether the share of all includes this request."""
        return self.share == 1 or self._chance.random() < self.share

    def error(self) -> errors.ApiError:
        """The answer of a fault of kind "status"."""
        reason = self.reason or REASONS.get(self.status, "backendError")
        message = self.message or ("Backend Error" if self.status >= 500 else reason)
        headers = {"Retry-After": "1"} if self.status in (429, 503) else {}
        return errors.ApiError(self.status, reason, message, headers=headers)


@dataclass(frozen=True)
class Occasion:
    """What a fault can be narrowed to."""

    method_id: str
    account: str | None = None
    client: str | None = None
    calendar: str | None = None
    event_id: str | None = None
    summary: str | None = None
    resource_name: str | None = None


class Faults:
    """All orders in force, and those that were taken back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        self._former: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Order a fault; it counts requests from now on."""
        with self._lock:
            self._faults.append(fault)

    def clear(self) -> None:
        """Take back all orders."""
        with self._lock:
            self._former += self._faults
            self._faults.clear()

    def missed(self) -> list[dict[str, Any]]:
        """The orders, of all so far, that no request has met, though one should have."""
        with self._lock:
            ordered = [*self._former, *self._faults]
            return [asdict(fault) for fault in ordered if not (fault.done or fault.may_miss)]

    def listed(self) -> list[dict[str, Any]]:
        """All orders with their counts."""
        with self._lock:
            return [asdict(fault) for fault in self._faults]

    def strike(self, occasion: Occasion) -> Fault | None:
        """The fault that this request meets, if any."""
        with self._lock:
            for fault in self._faults:
                if _matches(fault, occasion):
                    fault.seen += 1
                    open_ended = fault.times <= 0
                    is_on = fault.seen >= fault.nth and (open_ended or fault.done < fault.times)
                    if is_on and fault.is_drawn():
                        fault.done += 1
                        return fault
        return None


def _matches(fault: Fault, occasion: Occasion) -> bool:
    if fault.match != "*" and not f".{occasion.method_id}".endswith(f".{fault.match}"):
        return False
    narrowed = (
        (fault.account, occasion.account),
        (fault.client, occasion.client),
        (fault.calendar, occasion.calendar),
        (fault.event_id, occasion.event_id),
        (fault.summary, occasion.summary),
        (fault.resource_name, occasion.resource_name),
    )
    return all(wanted is None or wanted == actual for wanted, actual in narrowed)
