"""The kinds of records that are synchronized."""

from __future__ import annotations

from typing import TypeVar

from ..contacts.item import ContactItem
from ..events.item import EventItem

Item = EventItem | ContactItem

#: The one kind that a link, a plan or a policy is about.
ItemT = TypeVar("ItemT", bound=Item)
