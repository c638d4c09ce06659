"""Marks at Google of what came from Odoo: the database's uuid, and the record."""

import re

from .records import CONTACT, EVENT, SERIES, Ref

#: The key of the mark among what clients may leave with a record.
MARKER = "odoo"

_PREFIXES = {EVENT: "", SERIES: "series:", CONTACT: "contact:"}
_read = re.compile("(.*:)?([1-9][0-9]{0,8})").fullmatch  # more were no id that PostgreSQL can hold


def marker(database, ref):
    """The mark of a record: no other database's record has it."""
    return f"{database}:{_PREFIXES[ref.model]}{ref.id}"


def marked_ref(database, mark):
    """The inverse of :func:`marker`; ``None`` for what is no mark of this database."""
    owner, _colon, name = mark.partition(":")
    found = _read(name)
    if owner != database or not found:
        return None
    models = {prefix: model for model, prefix in _PREFIXES.items()}
    model = models.get(found[1] or "")
    return model and Ref(model, int(found[2]))
