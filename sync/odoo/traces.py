"""Finds all that the sync keeps of one client: appointments, links, log lines and so on.

A client is found by the contact. Somebody may have written the name into a text without adding the
client to the appointment: that is found by the full name, as far as it has two words and no other
contact has the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools import SQL
from odoo.tools.sql import escape_psql

from ..store.refs import CONTACT, EVENT, SERIES, Ref

#: Of which links and lines are.
_MODELS = (EVENT, SERIES, CONTACT)
#: A shorter text is in too many others.
_SHORTEST = 5
#: Where texts are kept, by model: the columns, text and JSON alike.
_TEXTS = {
    "google.sync.run.line": ("title", "message", "before", "after", "undo_message"),
    "google.sync.conflict": ("title", "kept", "lost"),
    "google.sync.alert": ("name", "message"),
    "google.sync.preview.line": ("title", "details"),
}


class Traces:
    """:param contact: a ``res.partner``, in an environment of the superuser
    :param known: the ids of appointments that are known to be the client's
    :param number: the id that the contact had, which may be gone by now
    """

    def __init__(
        self, contact: BaseModel, known: Iterable[int] = (), number: int | None = None
    ) -> None:
        self.contact = contact
        self.env = contact.env
        self.known = known
        self.numbers = {*contact.ids, *filter(None, [number])}

    @cached_property
    def needles(self) -> list[str]:
        """Texts by which the client is known in others."""
        contact = self.contact
        texts = (self.name, contact.email_normalized, contact.phone)
        return [text for text in texts if text and len(text) >= _SHORTEST]

    @cached_property
    def name(self) -> str:
        """The full name, by which nobody else can be meant; empty for any other."""
        name = self.contact.name or ""
        contacts = self.contact.with_context(active_test=False)
        namesakes = [("name", "=ilike", escape_psql(name))]
        is_telling = len(name.split()) > 1 and len(name) >= _SHORTEST
        return name if is_telling and contacts.search_count(namesakes) == 1 else ""

    @cached_property
    def attended(self) -> BaseModel:
        """The appointments that the client attends, archived ones too."""
        events = self.env[EVENT].with_context(active_test=False)
        return events.search([("attendee_ids.partner_id", "in", self.contact.ids)])

    @cached_property
    def appointments(self) -> BaseModel:
        """Those of the client: attended, here or in Google alone, or with the name in a text."""
        events = self.env[EVENT].with_context(active_test=False)
        known = {*self.known, *self.attended.ids, *self._invited_in_google(), *self._named()}
        return events.search(Domain("id", "in", list(known)), order="start, id")

    def _named(self) -> list[int]:
        """The ids of events with the full name in a text."""
        if not self.name:
            return []
        self.env[EVENT].flush_model(["name", "description"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM calendar_event
                 WHERE name ~* %(pattern)s OR description ~* %(pattern)s
                """,
                pattern=_begins(self.name),
            )
        )
        return [event_id for (event_id,) in rows]

    def _invited_in_google(self) -> list[int]:
        """The ids of events with the client among the guests whom only Google knows."""
        address = self.contact.email_normalized
        if not address:
            return []
        self.env[EVENT].flush_model(["google_sync_guests"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT event.id
                  FROM calendar_event AS event
                 WHERE jsonb_exists(
                       jsonb_path_query_array(event.google_sync_guests, '$[*].email'), %s)
                """,
                address,
            )
        )
        return [event_id for (event_id,) in rows]

    @cached_property
    def refs(self) -> set[Ref]:
        """The client's records, by which links and lines name them."""
        events = self.appointments
        single = {Ref(EVENT, one) for one in events.ids}
        series = {Ref(SERIES, one) for one in events.recurrence_id.ids}
        return single | series | {Ref(CONTACT, one) for one in self.numbers}

    def links(self, accounts: BaseModel | None = None) -> BaseModel:
        """The links of these records.

        :param accounts: of these alone
        """
        those = Domain.OR(
            Domain("res_model", "=", model) & Domain("res_id", "in", self._ids(model))
            for model in _MODELS
        )
        if accounts is not None:
            those &= Domain("account_id", "in", accounts.ids)
        return self.env["google.sync.link"].search(those, order="id")

    def strays(self, account: BaseModel) -> BaseModel:
        """The links of no record in Odoo whose title names the client: Google has what never came
        here, or stayed there."""
        links = self.env["google.sync.link"]
        links.flush_model(["account_id", "res_id", "title"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM google_sync_link
                 WHERE account_id = %s AND COALESCE(res_id, 0) = 0 AND %s ORDER BY id
                """,
                account.id,
                self._names("title"),
            )
        )
        return links.browse(link_id for (link_id,) in rows)

    def is_named_in(self, text: str) -> bool:
        """Whether a text names the client."""
        patterns = list(map(_begins, self.needles))
        ((found,),) = self.env.execute_query(SQL("SELECT %s ~* ANY(%s::text[])", text, patterns))
        return found

    def named_in(self, model: str, accounts: BaseModel | None = None) -> BaseModel:
        """The records of one of the sync's own models that are about the client, or name them.

        :param accounts: of these alone
        """
        records = self.env[model]
        records.flush_model()
        conditions = [self._names(column) for column in _TEXTS[model] if self.needles]
        if "res_id" in records._fields:
            conditions += [one for kind in _MODELS for one in self._is_about(records, kind)]
        if not conditions:
            return records
        table = SQL.identifier(records._table)
        rows = self.env.execute_query(
            SQL("SELECT id FROM %s WHERE %s ORDER BY id", table, SQL(" OR ").join(conditions))
        )
        found = records.browse(record_id for (record_id,) in rows)
        if accounts is None:
            return found
        return found.filtered(lambda one: account_of(one) in accounts)

    def _is_about(self, records: BaseModel, model: str) -> Iterator[SQL]:
        """Conditions by which rows are about the client's records of a model, or about two records
        of which one is the client's."""
        ids = self._ids(model)
        yield SQL("(res_model = %s AND res_id = ANY(%s))", model, ids)
        if "other_id" in records._fields:
            yield SQL("(res_model = %s AND other_id = ANY(%s))", model, ids)
        if "key" in records._fields:  # of an alert about two: pair/<model>/<id>/<id>
            yield SQL(
                "(key LIKE %s AND string_to_array(key, '/') && %s::text[])",
                f"pair/{escape_psql(model)}/%",
                list(map(str, ids)),
            )

    def _ids(self, model: str) -> list[int]:
        return sorted(ref.id for ref in self.refs if ref.model == model)

    def _names(self, column: str) -> SQL:
        return SQL("%s::text ~* ANY(%s)", SQL.identifier(column), list(map(_begins, self.needles)))

    def accounts(self) -> BaseModel:
        """The accounts of which anything names the client."""
        named = (self.named_in(model) for model in _TEXTS)
        found = self.links().account_id
        return found.union(*(account_of(one) for records in named for one in records))


def account_of(record: BaseModel) -> BaseModel:
    """The account that a record of the sync's own models belongs to."""
    if record._name == "google.sync.run.line":
        return record.run_id.account_id
    if record._name == "google.sync.preview.line":
        return record.preview_id.create_uid.google_sync_account_ids
    return record.account_id


def _begins(text: str) -> str:
    """A pattern of PostgreSQL's that finds a text where a word begins, in words and in JSON alike:
    "Anna Weber" is nobody's who is called Joanna. It may end otherwise, for names have cases."""
    said = r"(\s|\u00a0|&nbsp;)+".join(map(_literally, text.split()))
    # Of an address also a dot and the like are a part. In JSON a new line ends with a letter.
    inside = "[:alnum:]._+-" if "@" in text else "[:alnum:]"
    return rf"(^|[^{inside}]|\\[nrt]){said}"


#: What JSON, or HTML, writes otherwise.
_WRITTEN = {'"': r'\\?"', "\\": r"\\+", "&": "&(amp;)?"}


def _literally(word: str) -> str:
    return re.sub(r"[^\w\s]", lambda sign: _WRITTEN.get(sign[0], f"\\{sign[0]}"), word)
