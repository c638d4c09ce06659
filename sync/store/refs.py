"""How a user's records are named, by model and id, and how their items are stored."""

from typing import NamedTuple

from ...engine.contacts import item as contact
from ...engine.contacts.item import ContactItem
from ...engine.events import item

EVENT = "calendar.event"
SERIES = "calendar.recurrence"
CONTACT = "res.partner"
CATEGORY = "res.partner.category"


class Ref(NamedTuple):
    """A single event, a series with all its occurrences, or a contact."""

    model: str
    id: int


def ids_of(refs, model):
    """The ids of those refs that are of one model."""
    return [ref.id for ref in refs if ref.model == model]


def dump_item(record):
    """The item as JSON values, in which a link or a line of the log keeps it."""
    return contact.dump(record) if isinstance(record, ContactItem) else item.dump(record)


def parse_item(values):
    """The inverse of :func:`dump_item`; ``None`` for no values."""
    if not values:
        return None
    return (item if "when" in values else contact).load(values)


def load_item(link):
    """The item that a link's base keeps; ``None`` without one."""
    return load_values(link, link.base)


def load_values(link, values):
    """The item of a link's record that was stored as ``values``; ``None`` without any."""
    return kind_of(link).load(values) if values else None


def kind_of(link):
    """The module that stores the items of a link's record, and the values of their fields."""
    return contact if link.res_model == CONTACT else item
