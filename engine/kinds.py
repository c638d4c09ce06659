"""The kinds of records that are synchronized."""

from __future__ import annotations

from typing import TypeVar

from .contact import ContactItem
from .item import EventItem

Item = EventItem | ContactItem

#: The one kind that a link, a plan or a policy is about.
ItemT = TypeVar("ItemT", bound=Item)
