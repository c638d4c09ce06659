"""What this Odoo has of one client for the sync: appointments, links, lines of the log, and so on.

A client is found by the contact. Somebody may have written the name into a text without adding the
client to the appointment: that is found by the full name, as far as it has two words and no other
contact has the same.
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
        texts = (self.name, contact.email_normalized, contact.phone)
        return [text for text in texts if text and len(text) >= _SHORTEST]

    @cached_property
    def name(self):
        """The full name, by which nobody else can be meant; empty for any other."""
        name = self.contact.name or ""
        contacts = self.contact.with_context(active_test=False)
        is_telling = len(name.split()) > 1 and len(name) >= _SHORTEST
        return name if is_telling and contacts.search_count([("name", "=ilike", name)]) == 1 else ""

    @cached_property
    def attended(self):
        """The appointments that the client attends, archived ones too."""
        events = self.env[EVENT].with_context(active_test=False)
        return events.search([("attendee_ids.partner_id", "in", self.contact.ids)])

    @cached_property
    def appointments(self):
        """Those of the client: attended, here or in Google alone, or with the name in a text."""
        events = self.env[EVENT].with_context(active_test=False)
        known = {*self.known, *self.attended.ids, *self._invited_in_google()}
        those = Domain("id", "in", list(known))
        if self.name:
            those |= Domain("name", "ilike", self.name) | Domain("description", "ilike", self.name)
        return events.search(those, order="start, id")

    def _invited_in_google(self):
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
