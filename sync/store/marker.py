"""Marks at Google of what came from Odoo: whose it is, and a signature that nobody can forge.

A mark names the database and the record. Whoever may write to a calendar can write such words, or
copy them to another event; so they count only with a signature over the database, the person at
Google, the record and Google's id, by a key that is not in the database. Marks of former versions
have none, and prove nothing.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from odoo import models

from . import keyring
from .refs import CONTACT, EVENT, SERIES, RecordRef

#: The key of the mark among what clients may leave with a record.
MARKER = "odoo"

_PREFIXES = {EVENT: "", SERIES: "series:", CONTACT: "contact:"}
_MODELS = {prefix: model for model, prefix in _PREFIXES.items()}
# More digits were no id that PostgreSQL can hold.
_read = re.compile(r"(?P<prefix>[a-z]+:)?(?P<id>[1-9][0-9]{0,8})(:(?P<signature>[0-9a-f]{64}))?")


@dataclass(frozen=True)
class Marks:
    """The marks of one person's records. Knows no database, so that threads may use it.

    :ivar database: its uuid
    :ivar person: Google's id of the account's person
    :ivar keys: the first one signs, all of them verify
    """

    database: str
    person: str
    keys: tuple[bytes, ...] = field(repr=False)

    def mark(self, ref: RecordRef, google_id: str = "") -> str:
        """The mark of a record.

        :param google_id: the id that the event has; none of a contact, which gets it later
        """
        return f"{self._words(ref)}:{self._signature(self.keys[0], ref, google_id)}"

    def ref(self, mark: str, google_id: str = "") -> RecordRef | None:
        """The record that a mark names; ``None`` if it was not made for what has this id."""
        found = self._parse(mark)
        ref = _ref_of(found) if found and found["signature"] else None
        if not found or not ref:
            return None
        valid = (
            hmac.compare_digest(self._signature(key, ref, google_id), found["signature"])
            for key in self.keys
        )
        return ref if any(valid) else None

    def unsigned_ref(self, mark: str) -> RecordRef | None:
        """The record that a mark of a former version names; ``None`` for any other mark."""
        found = self._parse(mark)
        return None if not found or found["signature"] else _ref_of(found)

    def _parse(self, mark: str) -> re.Match[str] | None:
        owner, _colon, words = mark.partition(":")
        return _read.fullmatch(words) if owner == self.database else None

    def _words(self, ref: RecordRef) -> str:
        return f"{self.database}:{_PREFIXES[ref.model]}{ref.id}"

    def _signature(self, key: bytes, ref: RecordRef, google_id: str) -> str:
        # None of these has a line break in it, so no two of them come to the same.
        text = "\n".join((self.database, self.person, ref.model, str(ref.id), google_id))
        return hmac.new(key, text.encode(), "sha256").hexdigest()


def marks_of(account: models.BaseModel) -> Marks:
    """:param account: the ``google.sync.account`` whose calendar, or contacts, bear the marks"""
    database = account.env["ir.config_parameter"].sudo().get_param("database.uuid")
    person = account.google_subject or (account.google_email or "").lower()
    return Marks(database, person, keyring.derived(b"marks"))


def mark_on(event: Mapping[str, Any]) -> str:
    """The mark that an event of Google's bears; empty for none."""
    mark: str = event.get("extendedProperties", {}).get("private", {}).get(MARKER, "")
    return mark


def _ref_of(found: re.Match[str]) -> RecordRef | None:
    model = _MODELS.get(found["prefix"] or "")
    return RecordRef(model, int(found["id"])) if model else None
