"""The stand-in as a whole: everything it holds, apart from the web server around it."""

from __future__ import annotations

import time
from collections.abc import Callable

from . import snapshot
from .channels import Channels, Courier
from .clock import Clock
from .discovery import Catalogue
from .faults import Faults
from .identity import Signer
from .journal import Journal
from .oauth import Grants
from .quota import Quota
from .service_accounts import ServiceAccounts
from .store import Store
from .writers import Writers

_HELD = (
    "channels",
    "clock",
    "faults",
    "journal",
    "quota",
    "store",
    "grants",
    "service_accounts",
    "writers",
)


class Google:
    """State and rules of one stand-in for Google.

    :param latency: seconds that each request takes; each part of a batch takes a tenth of it
    :param quota: whether Google's limits of requests a minute apply
    """

    def __init__(self, latency: float = 0.0, quota: bool = False) -> None:
        self.latency = latency
        self.root = ""
        """The address of the web server around this, for addresses within replies."""
        self.interrupt: Callable[[float], None] = lambda seconds: None
        """Has the web server around this closed for so many seconds."""
        self.catalogue = Catalogue()
        self.signer = Signer()
        self.courier = Courier()
        self._begin(quota)

    def reset(self) -> None:
        """Forget everything but latency, quota, the address and the signing key."""
        self._begin(self.quota.enabled)

    def _begin(self, quota: bool) -> None:
        self.clock = Clock()
        self.faults = Faults()
        self.journal = Journal()
        self.quota = Quota(self.clock, quota)
        self.store = Store(self.clock)
        self.grants = Grants(self.clock)
        self.service_accounts = ServiceAccounts(self.clock)
        self.writers = Writers()
        self.channels = Channels()

    def announce(self) -> None:
        """Send what the channels have to say of what has changed since the last call."""
        with self.store.lock:
            changed, self.store.changed = self.store.changed, []
            self.channels.tell(changed, self.clock.timestamp())
            outbox, self.channels.outbox = self.channels.outbox, []
        self.courier.take(outbox)

    def take_time(self, times: float = 1.0) -> None:
        """Let the time of a request pass, so many times."""
        if self.latency:
            time.sleep(self.latency * times)

    def snapshot(self) -> bytes:
        """All that is held, to come back to by :meth:`restore`."""
        return snapshot.taken({name: getattr(self, name) for name in _HELD})

    def keepsake(self) -> bytes:
        """As a snapshot, while others work; without the journal, which would only grow.

        :raise RuntimeError: what is behind other locks than the store's has grown meanwhile
        """
        with self.store.lock:
            held = {name: getattr(self, name) for name in _HELD if name != "journal"}
            return snapshot.taken(held)

    def restore(self, taken: bytes) -> None:
        """Hold again what was held when the snapshot was taken."""
        vars(self).update(snapshot.held(taken))
