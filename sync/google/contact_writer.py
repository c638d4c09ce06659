"""Turns a plan's writes of contacts into requests, which ``ContactRun`` sends in batches."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from odoo.models import BaseModel

from ...engine.contacts.item import ContactItem
from ...engine.contacts.policy import ContactPolicy
from ...engine.core.merge import Side
from ...engine.core.plan import Decision, Write
from ...google_api.people import contact_codec
from ...google_api.people.client import ContactWrite
from ...google_api.people.labels import MY_CONTACTS
from ..odoo.contact_book import ContactBook
from ..store.links import linked_ref
from ..store.marker import Marks
from ..store.refs import load_values
from .contact_reader import decoded_as

#: While it is not known whether Google has made a new contact, its link has an id of our own.
NEW = "new/"


def new_id() -> str:
    """Such an id."""
    return f"{NEW}{uuid.uuid4().hex}"


@dataclass(frozen=True)
class ContactRequest:
    """:ivar write: what is written to the contact itself, if anything
    :ivar google_id: of the contact, as far as there is one
    :ivar labelled: whether it is to have the label; ``None``: as it is
    """

    write: ContactWrite | None
    google_id: str | None = None
    labelled: bool | None = None


class ContactWriter:
    """:param label: the label's resource name
    :param marks: the :class:`~sync.store.marker.Marks` that new contacts get
    """

    def __init__(self, book: ContactBook, policy: ContactPolicy, label: str, marks: Marks) -> None:
        self.book = book
        self.policy = policy
        self.label = label
        self.marks = marks

    def request(
        self, decision: Decision[ContactItem], link: BaseModel, lacks_label: bool
    ) -> ContactRequest:
        """The request that carries out the Google side of ``decision``.

        :param link: the record of the pair, which holds both ids
        :param lacks_label: whether Google is known to have the contact without the label
        """
        write = decision.to_google
        if write.verb == "delete":
            return ContactRequest(None, link.google_id, labelled=False)
        comes_back = write.before is None or lacks_label
        if link.google_id.startswith(NEW) or not link.remote:
            return ContactRequest(self._new(write.item, link))
        seen, after = self._seen(write, link), write.item
        if not (write.before or self.policy.imports):
            # What Google alone has of a contact that comes into the group, and what was changed
            # there since both agreed on it, stays there. Where it counts, the plan has merged it.
            agreed = load_values(link, link.buried)
            agreed = agreed and self.policy.compared(agreed)
            after = self.policy.merge(agreed, after, seen, Side.ODOO, decision.role).item
        body, mask = contact_codec.encode(
            link.remote,
            seen,
            after,
            frozenset(write.item.__dataclass_fields__),
            self.book.places,
            self.book.region,
        )
        number = decision.intent.number if decision.intent else ""
        body, mask = contact_codec.with_number(body, mask, link.remote, number)
        update = ContactWrite("update", link.google_id, body, mask)
        return ContactRequest(update if mask else None, link.google_id, comes_back or None)

    def _new(self, item: ContactItem, link: BaseModel) -> ContactWrite:
        """The contact with our mark, so that the next list tells that it was made."""
        mark = self.marks.mark(linked_ref(link))
        labels = [MY_CONTACTS, self.label]
        body = contact_codec.encode_new(item, self.book.places, self.book.region, mark, labels)
        return ContactWrite("create", None, body)

    def _seen(self, write: Write[ContactItem], link: BaseModel) -> ContactItem:
        """Return the contact in Google that a write brings back into the group."""
        if write.before:
            return write.before
        decoded = decoded_as(self.book, link.remote, write.item, link.remote)
        return self.policy.compared(decoded.item)
