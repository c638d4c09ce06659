"""What Google has reported in a run, as values for :meth:`Kind.read_google`."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...google_api.calendar.series import Series
from ...google_api.transport.compressed import CompressedDict


@dataclass(frozen=True)
class EventReport:
    """:ivar series: what Google has told of, by id: series, and single events beside them
    :ivar unlisted: ids of invitations that were asked for, and have not come into the calendar
    :ivar unknown: ids that Google has never had in this calendar, or has forgotten
    :ivar unanswered: ids that were asked for in vain
    :ivar incomplete: ids of new series of which Google has yet to tell the rest
    """

    series: Mapping[str, Series]
    unlisted: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    incomplete: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ContactReport:
    """:ivar people: Google's JSON by name
    :ivar full: whether everything is reported
    :ivar listed: ids from a list, which may tell what was true minutes ago
    :ivar unanswered: ids that were asked for in vain
    """

    people: CompressedDict
    full: bool = False
    listed: frozenset[str] = frozenset()
    unanswered: tuple[str, ...] = ()


Report = EventReport | ContactReport
