"""One write to an event of Google's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..transport.permit import Permit
from .client import Event
from .guest_codec import Attendance


@dataclass(frozen=True, slots=True)
class EventWrite:
    """:ivar verb: ``decline`` says no to a meeting, which stays in view: somebody else's, or the
        user's own one to which others come; where it is neither, that is the same as ``delete``.
        ``replace`` takes away an event that is to be made anew, with another id: Google changes
        the type of none
    :ivar body: empty for an update that is all in the ``instances``
    :ivar etag: the state that the write is based on; ``None``: whatever is there
    :ivar permit: leave to let Google mail the guests about it; ``None``: it mails nobody
    :ivar is_news: whether guests who know of it learn anything by it; of what is not news, Google
        mails them only if it had been called off
    :ivar instances: writes to single instances of the series, for after its own write
    :ivar attendance: what a patch does to the attendees, of whom it has to name all: the list is
        looked up before
    :ivar invited: the addresses among the attendees in ``body`` that Google does not have so far
    """

    verb: Literal["create", "update", "restore", "delete", "decline", "replace"]
    event_id: str
    body: Event
    etag: str | None = None
    permit: Permit | None = None
    is_news: bool = True
    instances: tuple[EventWrite, ...] = ()
    attendance: Attendance | None = None
    invited: frozenset[str] = frozenset()

    @property
    def says_something(self) -> bool:
        """Whether there is anything to write but instances."""
        return self.verb != "update" or bool(self.body or self.attendance)
