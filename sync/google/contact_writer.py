"""Says a plan's writes of contacts as requests; ``ContactRun`` carries them out, in batches."""

import uuid
from dataclasses import dataclass

from ...engine.core.merge import Side
from ...google_api.people import contact_codec
from ...google_api.people.client import ContactWrite
from ...google_api.people.labels import MY_CONTACTS
from ..store.links import ref_of
from ..store.refs import load_values

#: While it is not known whether Google has made a new contact, its link has an id of our own.
NEW = "new/"


def new_id():
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
    """:param book: the user's :class:`~sync.odoo.contact_book.ContactBook`
    :param policy: the user's :class:`~engine.contacts.policy.ContactPolicy`
    :param label: the label's resource name
    :param marks: the :class:`~sync.store.marker.Marks` that new contacts get
    """

    def __init__(self, book, policy, label, marks):
        self.book = book
        self.policy = policy
        self.label = label
        self.marks = marks

    def request(self, decision, link, lacks_label):
        """The request that carries out the Google side of ``decision``.

        :param link: the record of the pair, which holds both ids
        :param lacks_label: whether Google is known to have the contact without the label
        :rtype: ContactRequest
        """
        write = decision.google
        if write.verb == "delete":
            return ContactRequest(None, link.google_id, labelled=False)
        comes_back = write.before is None or lacks_label
        if link.google_id.startswith(NEW) or not link.remote:
            return ContactRequest(self._new(write.after, link))
        seen, after = self._seen(write, link), write.after
        if not write.before:
            # What only Google knows of a contact that comes into the group is no loss of Odoo's,
            # nor is what was changed there since both agreed on it.
            agreed = load_values(link, link.buried)
            agreed = agreed and self.policy.compared(agreed)
            after = self.policy.merge(agreed, after, seen, Side.ODOO, decision.role).item
        body, mask = contact_codec.encode(
            link.remote,
            seen,
            after,
            frozenset(write.after.__dataclass_fields__),
            self.book.places,
            self.book.region,
        )
        number = decision.intent.number if decision.intent else ""
        body, mask = contact_codec.with_number(body, mask, link.remote, number)
        update = ContactWrite("update", link.google_id, body, mask)
        return ContactRequest(update if mask else None, link.google_id, comes_back or None)

    def _new(self, item, link):
        """The contact with our mark, so that the next list tells that it was made."""
        mark = self.marks.mark(ref_of(link))
        labels = [MY_CONTACTS, self.label]
        body = contact_codec.encode_new(item, self.book.places, self.book.region, mark, labels)
        return ContactWrite("create", None, body)

    def _seen(self, write, link):
        """What Google has, for a write that brings it back into the group."""
        if write.before:
            return write.before
        decoded = contact_codec.decode(
            link.remote,
            self.book.places,
            self.book.region,
            write.after.is_company,
            contact_codec.is_organized(link.remote, write.after),
        )
        return self.policy.compared(decoded.item)
