"""What this Odoo has of one client for the sync: appointments, links, lines of the log, and so on.

A client is found by the contact. Somebody may have written the name into a text without adding the
client to the appointment: that is found by the full name, as far as it has two words.
"""

from functools import cached_property

from odoo.fields import Domain
from odoo.tools import SQL

from ..store.refs import CONTACT, EVENT, SERIES, Ref

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
    """

    def __init__(self, contact, known=()):
        self.contact = contact
        self.env = contact.env
        self.known = known

    @cached_property
    def needles(self):
        """Texts by which the client is known in others."""
        contact = self.contact
        names = [contact.name] if len((contact.name or "").split()) > 1 else []
        texts = (*names, contact.email_normalized, contact.phone)
        return [text for text in texts if text and len(text) >= _SHORTEST]

    @cached_property
    def appointments(self):
        """Those of the client, archived ones too."""
        events = self.env[EVENT].with_context(active_test=False)
        named = [
            Domain(name, "ilike", text)
            for name in ("name", "description")
            for text in self.needles
            if text == self.contact.name
        ]
        attended = Domain("attendee_ids.partner_id", "in", self.contact.ids)
        known = Domain("id", "in", list(self.known))
        return events.search(Domain.OR([attended, known, *named]), order="start, id")

    @cached_property
    def refs(self):
        """The client's records, by which links and lines name them."""
        events = self.appointments
        single = {Ref(EVENT, one) for one in events.ids}
        series = {Ref(SERIES, one) for one in events.recurrence_id.ids}
        return single | series | {Ref(CONTACT, one) for one in self.contact.ids}

    def links(self, accounts=None):
        """The links of these records.

        :param accounts: of these alone
        """
        those = Domain.OR(
            Domain("res_model", "=", ref.model) & Domain("res_id", "=", ref.id)
            for ref in sorted(self.refs)
        )
        if accounts is not None:
            those &= Domain("account_id", "in", accounts.ids)
        return self.env["google.sync.link"].search(those, order="id")

    def named_in(self, model, accounts=None):
        """The records of one of the sync's own models that are about the client, or name them.

        :param accounts: of these alone
        """
        records = self.env[model]
        records.flush_model()
        conditions = [self._names(column) for column in _TEXTS[model] if self.needles]
        if "res_id" in records._fields:
            conditions += [
                SQL("(res_model = %s AND res_id = %s)", ref.model, ref.id)
                for ref in sorted(self.refs)
            ]
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

    def _names(self, column):
        patterns = [f"%{_escaped(text)}%" for text in self.needles]
        return SQL("%s::text ILIKE ANY(%s)", SQL.identifier(column), patterns)

    def accounts(self):
        """The accounts of which anything names the client."""
        named = (self.named_in(model) for model in _TEXTS)
        found = self.links().account_id
        return found.union(*(account_of(one) for records in named for one in records))


def account_of(record):
    """The account that a record of the sync's own models belongs to."""
    if record._name == "google.sync.run.line":
        return record.run_id.account_id
    if record._name == "google.sync.preview.line":
        return record.preview_id.create_uid.google_sync_account_ids
    return record.account_id


def _escaped(text):
    for special in "\\%_":
        text = text.replace(special, f"\\{special}")
    return text
