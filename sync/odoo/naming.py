"""When a text names a client: patterns for PostgreSQL, and for Python where a text is at hand.

A name counts where a word begins, so "Anna Weber" is nobody's who is called Joanna. It may end
otherwise, for names have cases.
"""

from __future__ import annotations

import re

from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools.sql import escape_psql

#: A shorter text is in too many others.
SHORTEST = 5
#: What JSON, or HTML, writes otherwise.
_WRITTEN = {'"': r'\\?"', "\\": r"\\+", "&": "&(amp;)?"}


def in_postgresql(text: str) -> str:
    """A pattern that finds a text in words and in JSON alike."""
    # Of an address also a dot and the like are a part. In JSON a new line ends with a letter.
    inside = "[:alnum:]._+-" if "@" in text else "[:alnum:]"
    return rf"(^|[^{inside}]|\\[nrt]){_said(text)}"


def in_python(text: str) -> re.Pattern[str]:
    """The same, for words alone."""
    inside = r"[\w.+-]" if "@" in text else r"[^\W_]"
    return re.compile(rf"(?<!{inside}){_said(text)}", re.IGNORECASE)


def full_name(contact: BaseModel) -> str:
    """The full name, as far as it tells who is meant: it has two words, and nobody else has it."""
    name: str = contact.name or ""
    contacts = contact.with_context(active_test=False)
    namesakes = [("name", "=ilike", escape_psql(name))]
    is_telling = len(name.split()) > 1 and len(name) >= SHORTEST
    return name if is_telling and contacts.search_count(namesakes) == 1 else ""


def own_details(contacts: BaseModel) -> list[str]:
    """The addresses and telephone numbers of contacts that no other contact has, as in families."""
    found: list[str] = []
    for name in ("email_normalized", "phone"):
        known = {text for text in contacts.mapped(name) if text and len(text) >= SHORTEST}
        others = Domain(name, "in", list(known)) & Domain("id", "not in", contacts.ids)
        shared = contacts.with_context(active_test=False).search(others) if known else contacts[:0]
        found += sorted(known.difference(shared.mapped(name)))
    return found


def addresses_of(contacts: BaseModel) -> BaseModel:
    """The addresses of contacts that Odoo has as contacts of their own; people who belong to them
    are none."""
    children = contacts.with_context(active_test=False).child_ids
    return children.filtered(lambda one: one.type != "contact" and not one.user_ids)


def _said(text: str) -> str:
    # There is one way to read a space: of two, Python would try all combinations.
    return r"(?:[\s\u00a0]|&nbsp;)+".join(map(_literally, text.split()))


def _literally(word: str) -> str:
    # Backslashes in a row are one sign, for the same reason.
    return re.sub(r"\\+|[^\w\s]", lambda sign: _WRITTEN.get(sign[0][0], f"\\{sign[0]}"), word)
