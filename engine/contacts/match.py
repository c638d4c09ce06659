"""Matching contacts without a common id: which of Google's is which of Odoo's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .places import fold

_WORD = re.compile(r"[^\W_]+")


def keys(emails: Iterable[str], phones: Iterable[str], name: str) -> frozenset[str]:
    """What one and the same contact has in common on both sides.

    An email address alone is enough. A phone is often shared by a household or a company, so it
    counts with the name only.

    :param emails: in lower case
    :param phones: in normal form
    """
    folded = fold(name)
    by_email = {f"email:{email}" for email in emails if email}
    by_phone = {f"phone:{phone}|{folded}" for phone in phones if phone and folded}
    return frozenset(by_email | by_phone)


def may_be_one(one: str, other: str) -> bool:
    """Whether two names may be those of one person or company: the longer one has all words of the
    shorter one, or what they are short for, as in "N. Field" and "Nora F."

    Families and companies share addresses, and are not one for that.
    """
    shorter, longer = sorted((_WORD.findall(fold(one)), _WORD.findall(fold(other))), key=len)
    return all(any(_is_short_for(word, full) for full in longer) for word in shorter)


def _is_short_for(one: str, other: str) -> bool:
    return other.startswith(one) or (len(other) == 1 and one.startswith(other))
