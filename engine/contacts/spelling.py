"""Google's spellings of a contact that it was sent."""

from __future__ import annotations

from ..core.link import Spellings
from ..core.spellings import differing_values
from .item import ContactItem

#: The fields that are compared with what was sent. The kind of a contact is never sent.
_KEPT = ("company", "job", "email", "phone", "address", "website", "birthday", "notes")


def spellings(sent: ContactItem, shown: ContactItem) -> Spellings:
    """Google's spellings of what was just written.

    A name in another order, as readers of another language have it, is the same name.
    """
    names = () if _letters(sent.name) == _letters(shown.name) else ("name",)
    return differing_values(sent, shown, (*names, *_KEPT))


def _letters(name: str) -> list[str]:
    return sorted(filter(str.isalnum, name.casefold()))
