"""The common values of a series, where a side knows only its occurrences.

Somebody who edits one of them, or several in turn, edits these. So the series goes on saying what
both sides have agreed on; only when more than half of the occurrences that had it from the series
say the same new thing has somebody edited the series itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any

from ..core.item import OriginalStart
from .item import EventItem, Repeating

#: What is said of a series as of each of its occurrences.
FIELDS = tuple(n for n in EventItem.__dataclass_fields__ if n not in ("when", "exceptions"))

#: A field of an item, or what else is to be said of one.
Value = Callable[[EventItem], Any]


def length(item: EventItem) -> Any:
    """How long it takes, in time or in whole days."""
    when = item.when
    return when.stop - when.start


def common_fields(
    shown: Mapping[OriginalStart, EventItem], agreed: EventItem | None
) -> dict[str, Any]:
    """The :data:`FIELDS` of a series.

    :param shown: its occurrences, by their original starts; at least one
    :param agreed: the series as both sides agreed on it last, if they did
    """
    return {name: common(shown, agreed, attrgetter(name)) for name in FIELDS}


def common(shown: Mapping[OriginalStart, EventItem], agreed: EventItem | None, value: Value) -> Any:
    """One of these fields, or the length of the occurrences.

    :param value: tells it of an item
    """
    if agreed is None or not isinstance(agreed.when, Repeating):
        return _most_frequent(map(value, shown.values()))[0]
    own = {original_start for original_start, _changed in agreed.exceptions}
    values = [value(item) for original_start, item in shown.items() if original_start not in own]
    values = values or list(map(value, shown.values()))
    found, count = _most_frequent(values)
    known = value(agreed)
    return known if known in values and 2 * count <= len(values) else found


def _most_frequent(values: Iterable[Any]) -> tuple[Any, int]:
    return Counter(values).most_common(1)[0]
