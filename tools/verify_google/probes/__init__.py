"""The probes, by what they are about."""

from __future__ import annotations


def load() -> None:
    """Import them all, which registers them."""
    from . import (
        access,
        batches,
        busy,
        changes,
        contact_lists,
        contacts,
        events,
        exceptions,
        groups,
        guests,
        series,
        writes,
    )
