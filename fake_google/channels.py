"""Channels: whom Google tells of changes in a calendar, and the messages themselves.

https://developers.google.com/workspace/calendar/api/guides/push

Real requests go to http addresses of this machine alone; what is for any other address is noted,
and kept. Shares of messages are lost, doubled and sent after the next one, as the settings say:
always the same ones, so that tests do not depend on chance.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import ipaddress
import queue
import threading
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime, timezone
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from . import errors

Json = dict[str, Any]

LIFE = 7 * 24 * 3600
"""Seconds that a channel lives at most, and where nobody says how long."""
LONGEST_ID, LONGEST_TOKEN = 64, 256
TYPES = ("web_hook", "webhook")
AGENT = "APIs-Google; (+https://developers.google.com/webmasters/APIs-Google.html)"


@dataclass
class Channel:
    """Who is told of one calendar, and until when."""

    id: str
    address: str
    token: str
    account: str
    calendar: str
    resource_id: str
    resource_uri: str
    expires: float
    number: int = 0
    """Of its last message."""


@dataclass
class Message:
    """One message, and what has become of it: waiting, lost, kept (its address is not on this
    machine), the status of the answer, or why there was none."""

    channel: str
    address: str
    headers: dict[str, str]
    outcome: str = "waiting"


@dataclass
class Share:
    """Strikes so many of all that come, evenly: of a fifth, each fifth one."""

    part: float = 0.0
    _sum: float = 0.0

    def strikes(self) -> bool:
        """Whether this one is struck."""
        self._sum += self.part
        if self._sum < 1 - 1e-9:
            return False
        self._sum -= 1
        return True


@dataclass
class Channels:
    """All channels that there are. The store's lock is held by whoever changes them."""

    by_id: dict[str, Channel] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    lost: Share = field(default_factory=Share)
    doubled: Share = field(default_factory=Share)
    reordered: Share = field(default_factory=Share)
    outbox: list[tuple[Message, bool]] = field(default_factory=list)
    """What is to be sent, and whether the next one overtakes it."""

    def open(self, channel: Channel, now: float) -> None:
        """Take a channel, and greet its address.

        :raise ApiError: 400 where the id is in use
        """
        known = self.by_id.get(channel.id)
        if known and known.expires > now:
            raise errors.channel_id_not_unique(channel.id)
        self.by_id[channel.id] = channel
        self._tell(channel, "sync")

    def close(self, id_: str, resource_id: str, account: str, now: float) -> None:
        """End a channel.

        :raise ApiError: 404 where the account has no such channel
        """
        known = self.by_id.get(id_)
        its_own = known and (known.resource_id, known.account) == (resource_id, account)
        if not its_own or known.expires <= now:
            raise errors.channel_not_found(id_)
        del self.by_id[id_]

    def tell(self, calendars: Iterable[str], now: float) -> None:
        """Tell of changes in calendars whoever has a channel."""
        changed = set(calendars)
        for channel in self.by_id.values():
            if channel.calendar in changed and channel.expires > now:
                self._tell(channel, "exists")

    def shown(self) -> Json:
        """All that there is, as JSON."""
        channels = [asdict(channel) for channel in self.by_id.values()]
        return {"channels": channels, "messages": [asdict(one) for one in self.messages]}

    def _tell(self, channel: Channel, state: str) -> None:
        channel.number += 1 if state == "sync" else 7  # "not sequential"
        expires = datetime.fromtimestamp(channel.expires, timezone.utc)
        headers = {
            "X-Goog-Channel-ID": channel.id,
            "X-Goog-Channel-Expiration": format_datetime(expires, usegmt=True),
            "X-Goog-Message-Number": str(channel.number),
            "X-Goog-Resource-ID": channel.resource_id,
            "X-Goog-Resource-State": state,
            "X-Goog-Resource-URI": channel.resource_uri,
            "User-Agent": AGENT,
        }
        if channel.token:
            headers["X-Goog-Channel-Token"] = channel.token
        for _copy in range(2 if self.doubled.strikes() else 1):
            message = Message(channel.id, channel.address, headers)
            self.messages.append(message)
            if self.lost.strikes():
                message.outcome = "lost"
            else:
                self.outbox.append((message, self.reordered.strikes()))


class Courier:
    """Brings messages, one after another, in a thread of its own."""

    IDLE = 0.5  # seconds after which one is sent that nothing has overtaken

    def __init__(self) -> None:
        self._queue: queue.Queue[tuple[Message, bool]] = queue.Queue()
        self._thread: threading.Thread | None = None
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def take(self, outbox: list[tuple[Message, bool]]) -> None:
        """Bring these."""
        for message, is_late in outbox:
            if not is_loopback(message.address):
                message.outcome = "kept"
                continue
            self._queue.put((message, is_late))
            if self._thread is None:
                self._thread = threading.Thread(target=self._bring, name="courier", daemon=True)
                self._thread.start()

    def _bring(self) -> None:
        late: list[Message] = []
        while True:
            with contextlib.suppress(queue.Empty):
                message, is_late = self._queue.get(timeout=self.IDLE if late else None)
                if is_late:
                    late.append(message)
                    continue
                self._send(message)
            for message in late:
                self._send(message)
            late.clear()

    def _send(self, message: Message) -> None:
        request = urllib.request.Request(  # noqa: S310  it is http to this machine
            message.address, b"", message.headers, method="POST"
        )
        try:
            with self._opener.open(request, timeout=10) as answer:
                message.outcome = str(answer.status)
        except urllib.error.HTTPError as error:
            message.outcome = str(error.code)
        except OSError as error:
            message.outcome = type(error).__name__


def check_address(address: str, accepted: str) -> None:
    """Look whether Google would send messages there.

    :param accepted: the habit `channel_addresses`
    :raise ApiError: it would not
    """
    parts = urlsplit(address)
    if parts.scheme != "https" and not (accepted == "loopback" and is_loopback(address)):
        raise errors.webhook_not_https(address)
    if not parts.hostname:
        raise errors.webhook_without_host(address)
    if accepted == "unverified":
        raise errors.webhook_unauthorized(address)


def is_loopback(address: str) -> bool:
    """Whether it is plain http to this machine."""
    parts = urlsplit(address)
    try:
        return parts.scheme == "http" and ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


def resource_id(account: str, calendar: str) -> str:
    """Google's name for what a channel is about; the same for all channels of an account."""
    digest = hashlib.sha256(f"{account}\n{calendar}".encode()).digest()
    return base64.urlsafe_b64encode(digest)[:27].decode()
