"""The probes, by what they are about."""

from __future__ import annotations


def load() -> None:
    """Import them all, which registers them."""
    from . import (  # noqa: F401
        access,
        batches,
        changes,
        contacts,
        contact_lists,
        events,
        exceptions,
        groups,
        guests,
        series,
        writes,
    )
