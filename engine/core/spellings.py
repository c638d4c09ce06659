"""What Google has made of values that it was sent: its spelling, and nobody's edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from .item import ItemT, field_names
from .link import Spellings

#: Characters: no side that cuts texts keeps less of them.
_LEAST_KEPT = 500
#: How many are kept of each field.
_MOST_SPELLINGS = 20


def differing_values(sent: ItemT, shown: ItemT, names: Iterable[str]) -> Spellings:
    """The fields of these names that Google does not show as they were sent."""
    pairs = ((name, getattr(sent, name), getattr(shown, name)) for name in names)
    return tuple((name, one, other) for name, one, other in pairs if one != other)


def cut_values(before: ItemT | None, sent: ItemT, shown: ItemT) -> Spellings:
    """The texts of which Google shows but the beginning.

    :param before: what was there before; who types that back has edited it
    """
    texts = (name for name in field_names(sent) if isinstance(getattr(sent, name), str))
    return tuple(
        (name, one, other)
        for name, one, other in differing_values(sent, shown, texts)
        if len(other) >= _LEAST_KEPT
        and one.startswith(other)
        and other != getattr(before, name, None)
    )


def as_sent(google: ItemT, known: ItemT, found: Spellings) -> ItemT:
    """Google's item with the values that it was sent, where it shows what it has made of these.

    :param known: what both agreed on last, as Google was told it
    """
    values: dict[str, Any] = {
        name: sent
        for name, sent, shown in found
        if getattr(google, name) == shown and getattr(known, name) == sent
    }
    return replace(google, **values) if values else google


def unlike(found: Spellings, google: Collection[ItemT]) -> Spellings:
    """The spellings of values that Google does not show as they were sent.

    What it shows so, it can hold. Whoever makes something else of it there has edited it, even if
    an answer has once shown the same.

    :param google: what Google shows: one item, or the master of a series and occurrences of it
    """
    return tuple(
        (name, sent, shown)
        for name, sent, shown in found
        if all(getattr(one, name) != sent for one in google)
    )


def kept_spellings(former: Spellings, found: Spellings) -> Spellings:
    """The newest ones of each field; those of values that nobody has any more do no harm."""
    others: Counter[str] = Counter()
    kept = []
    for one in reversed((*(one for one in former if one not in found), *found)):
        others[one[0]] += 1
        if others[one[0]] <= _MOST_SPELLINGS:
            kept.append(one)
    return tuple(reversed(kept))
