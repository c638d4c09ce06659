"""What a run has heard from Google, as values for :meth:`Kind.read_google`."""

from dataclasses import dataclass

from ...google_api.transport.packed import Packed


@dataclass(frozen=True)
class EventReport:
    """:ivar events: Google's JSON: events, masters of series and instances, in any order
    :ivar whole: ids of the series whose differing instances are all among ``events``; ``None``:
        that is so of all series
    :ivar unknown: ids that Google has never had in this calendar, or has forgotten
    :ivar unanswered: ids that were asked for in vain
    """

    events: tuple[dict, ...]
    whole: frozenset[str] | None = frozenset()
    unknown: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()


@dataclass(frozen=True)
class ContactReport:
    """:ivar people: Google's JSON by name
    :ivar full: whether everything is reported
    :ivar listed: ids from a list, which may tell what was true minutes ago
    :ivar unanswered: ids that were asked for in vain
    """

    people: Packed
    full: bool = False
    listed: frozenset[str] = frozenset()
    unanswered: tuple[str, ...] = ()
