"""How the records of a user's schedule are named: by model and id."""

from typing import NamedTuple

EVENT = "calendar.event"
SERIES = "calendar.recurrence"


class Ref(NamedTuple):
    """A single event, or a series with all its occurrences."""

    model: str
    id: int


def ids_of(refs, model):
    """The ids of those refs that are of one model."""
    return [ref.id for ref in refs if ref.model == model]
