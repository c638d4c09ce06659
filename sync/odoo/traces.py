"""Finds all that the sync keeps of one client: appointments, links, log lines and so on.

A client is found by the contact. Somebody may have written the name into a text without adding the
client to the appointment: that is found by the full name, as far as it has two words and no other
contact has the same, by the address and the number as far as nobody else has them, and by whatever
else the client is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools import SQL
from odoo.tools.sql import escape_psql

from ..store.refs import CONTACT, EVENT, SERIES, RecordRef
from .naming import SHORTEST, addresses_of, full_name, in_postgresql, own_details

#: Of which links and lines are.
_MODELS = (EVENT, SERIES, CONTACT)
#: Where texts are kept, by model: the columns, text and JSON alike.
_TEXTS = {
    "google.sync.run.line": ("title", "message", "before", "after", "undo_message"),
    "google.sync.conflict": ("title", "kept", "lost"),
    "google.sync.alert": ("name", "message"),
    "google.sync.preview.line": ("title", "details"),
}
#: The same of dialogues that somebody has opened: Odoo forgets them hours later.
_DIALOGUES = {
    "google.sync.undo.record": ("title", "text"),
    "google.sync.choose.contact.candidate": ("name", "about"),
}


class Traces:
    """:param contact: a ``res.partner``, in an environment of the superuser
    :param known: the ids of appointments that are known to be the client's
    :param numbers: the ids that the contact and its addresses had, which may be gone by now
    :param words: what else the client is called
    :ivar entries: the contact, and those that are its addresses
    """

    def __init__(
        self,
        contact: BaseModel,
        known: Iterable[int] = (),
        numbers: Iterable[int] = (),
        words: Iterable[str] = (),
    ) -> None:
        self.contact = contact
        self.entries = contact | addresses_of(contact)
        self.env = contact.env
        self.known = known
        self.numbers = {*self.entries.ids, *numbers}
        self.words = list(words)

    @cached_property
    def needles(self) -> list[str]:
        """Texts by which the client is known in others."""
        entries = self.entries
        texts = (self.name, *self.addresses, *entries.mapped("phone"))
        return [text for text in texts if text and len(text) >= SHORTEST] + self.words

    @property
    def addresses(self) -> list[str]:
        """Where mail reaches the client."""
        return list(filter(None, self.entries.mapped("email_normalized")))

    @cached_property
    def name(self) -> str:
        """The full name, by which nobody else can be meant; empty for any other."""
        return full_name(self.contact)

    @cached_property
    def attended(self) -> BaseModel:
        """The appointments that the client attends, archived ones too."""
        events = self.env[EVENT].with_context(active_test=False)
        return events.search([("attendee_ids.partner_id", "in", self.entries.ids)])

    @cached_property
    def appointments(self) -> BaseModel:
        """Return the client's appointments: attended in Odoo or Google, or naming the client."""
        events = self.env[EVENT].with_context(active_test=False)
        known = {*self.known, *self.attended.ids, *self._invited_in_google(), *self._named()}
        return events.search(Domain("id", "in", list(known)), order="start, id")

    def _named(self) -> list[int]:
        """The ids of events with a name of the client's in a text."""
        names = [*filter(None, [self.name]), *self.words, *own_details(self.entries)]
        if not names:
            return []
        self.env[EVENT].flush_model(["name", "description", "location"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM calendar_event
                 WHERE name ~* ANY(%(patterns)s) OR description ~* ANY(%(patterns)s)
                    OR location ~* ANY(%(patterns)s)
                """,
                patterns=list(map(in_postgresql, names)),
            )
        )
        return [event_id for (event_id,) in rows]

    def _invited_in_google(self) -> list[int]:
        """The ids of events with the client among the guests whom only Google knows."""
        if not self.addresses:
            return []
        self.env[EVENT].flush_model(["google_sync_guests"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT event.id
                  FROM calendar_event AS event
                 WHERE jsonb_exists_any(
                       jsonb_path_query_array(event.google_sync_guests, '$[*].email'), %s)
                """,
                self.addresses,
            )
        )
        return [event_id for (event_id,) in rows]

    @cached_property
    def refs(self) -> set[RecordRef]:
        """The client's records, by which links and lines name them."""
        events = self.appointments
        single = {RecordRef(EVENT, one) for one in events.ids}
        series = {RecordRef(SERIES, one) for one in events.recurrence_id.ids}
        return single | series | {RecordRef(CONTACT, one) for one in self.numbers}

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
        """The links of no record in Odoo that name the client: Google has what never came here, or
        stayed there; or the record was deleted in Odoo, where its number is all that it has left.
        """
        links = self.env["google.sync.link"]
        for model in (links, *map(self.env.__getitem__, _MODELS)):
            model.flush_model()
        named = map(self._names, ("title", "base", "sent", "buried", "remote"))
        rows = self.env.execute_query(
            SQL(
                """
                SELECT link.id FROM google_sync_link AS link
                 WHERE account_id = %s AND (%s) AND NOT COALESCE(%s, FALSE) ORDER BY id
                """,
                account.id,
                SQL(" OR ").join(named),
                SQL("CASE res_model %s END", SQL(" ").join(map(self._is_there, _MODELS))),
            )
        )
        return links.browse(link_id for (link_id,) in rows)

    def _is_there(self, model: str) -> SQL:
        table = SQL.identifier(self.env[model]._table)
        return SQL("WHEN %s THEN EXISTS (SELECT FROM %s WHERE id = link.res_id)", model, table)

    def is_named_in(self, text: str) -> bool:
        """Return whether a text names the client."""
        patterns = list(map(in_postgresql, self.needles))
        ((found,),) = self.env.execute_query(SQL("SELECT %s ~* ANY(%s::text[])", text, patterns))
        return found

    def named_in(self, model: str, accounts: BaseModel | None = None) -> BaseModel:
        """The records of one of the sync's own models that are about the client, or name them.

        :param accounts: of these alone
        """
        records = self.env[model]
        records.flush_model()
        columns = (_TEXTS | _DIALOGUES)[model]
        conditions = [self._names(column) for column in columns if self.needles]
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

    def in_dialogues(self) -> list[BaseModel]:
        """What open dialogues, of whomever, say of the client."""
        return [self.named_in(model) for model in _DIALOGUES]

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
        return SQL(
            "%s::text ~* ANY(%s)", SQL.identifier(column), list(map(in_postgresql, self.needles))
        )

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
