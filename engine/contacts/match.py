"""Matching contacts without a common id: which of Google's is which of Odoo's."""

from __future__ import annotations

from collections.abc import Iterable

from .places import fold


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
