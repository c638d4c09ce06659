"""Reads what Google reported of contacts, as one state each."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field, replace

from odoo.models import BaseModel

from ...engine.contacts.item import ContactItem
from ...engine.contacts.match import keys
from ...engine.core.item import ItemError
from ...engine.core.link import GoogleState
from ...google_api.people import contact_codec
from ...google_api.people.person import Meta, Person, displayed_as, metadata
from ...google_api.transport.compressed import CompressedDict
from ...google_api.transport.outcomes import Exchange
from ..odoo.contact_book import ContactBook, about
from ..store.links import LinkStore
from ..store.refs import load_item, load_values
from .event_reader import Problem


@dataclass
class ReportedContacts:
    """:ivar states: by Google's id; a contact is present as long as it is in the user's group
    :ivar people: Google's JSON of those that exist
    :ivar metas: what identifies each, of those that are gone too
    :ivar keys: by what each could be known, of those that exist
    :ivar names: how each is called
    :ivar nameless: those that are called so for want of a name
    :ivar about: by what people tell it from others of the same name
    """

    states: dict[str, GoogleState[ContactItem]] = field(default_factory=dict)
    people: CompressedDict = field(default_factory=CompressedDict)
    metas: dict[str, Meta] = field(default_factory=dict)
    keys: dict[str, frozenset[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    nameless: set[str] = field(default_factory=set)
    about: dict[str, str] = field(default_factory=dict)
    excluded: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    @property
    def mentioned(self) -> set[str]:
        """The ids of all contacts that Google has mentioned."""
        return {*self.metas, *self.states}

    @property
    def deleted(self) -> set[str]:
        """The ids of those that Google has said to be deleted."""
        return {google_id for google_id, meta in self.metas.items() if meta.deleted}


class ContactReader:
    """:param label: the label's resource name
    :param all_come: whether contacts without the label come in, too
    :param label_is_new: whether those that are linked lack the label as nobody has given it to them
    """

    def __init__(
        self,
        links: LinkStore,
        book: ContactBook,
        label: str,
        all_come: bool,
        label_is_new: bool = False,
    ) -> None:
        self.links = links
        self.book = book
        self.label = label
        self.all_come = all_come
        self.label_is_new = label_is_new

    def read(self, people: CompressedDict) -> ReportedContacts:
        """:param people: Google's JSON by name; of one that is gone its name alone"""
        found = ReportedContacts(people=copy(people))
        links = {link.google_id: link for link in self.links.of_google(people)}
        for google_id, told in people.items():
            person = told
            meta = found.metas[google_id] = metadata(person)
            link = links.get(google_id, self.links.model)
            if meta.deleted:
                found.states[google_id] = GoogleState(None)
                del found.people[google_id]
            else:
                if link.remote:
                    person = found.people[google_id] = displayed_as(told, link.remote)
                self._read_one(found, meta, person, link)
        return found

    def _read_one(
        self, found: ReportedContacts, meta: Meta, person: Person, link: BaseModel
    ) -> None:
        base = load_item(link)
        known = base or load_values(link, link.buried)
        try:
            decoded = decoded_as(self.book, person, known, link.remote or {})
        except ItemError as error:
            if link:
                found.problems.append(Problem(meta.resource_name, link.title or "", error))
            return
        google_id = meta.resource_name
        found.keys[google_id] = keys(decoded.emails, decoded.phones, decoded.item.name)
        found.names[google_id] = decoded.item.name
        if not decoded.named:
            found.nameless.add(google_id)
        found.about[google_id] = about(decoded.item)
        arrived_unheard = link.sent and not link.etag
        stays = self.label_is_new and bool(base is not None or arrived_unheard)
        state = GoogleState(decoded.item, meta.etag, changed=meta.changed, numbers=meta.numbers)
        if self.label in meta.labels or stays or (self.all_come and not link):
            found.states[google_id] = state
        elif link:
            found.states[google_id] = replace(state, item=None, remains=decoded.item)

    def without_label(self, link: BaseModel) -> GoogleState[ContactItem]:
        """The state of a contact that was given up, as Google has told it last."""
        meta = metadata(link.remote)
        state: GoogleState[ContactItem] = GoogleState(None, link.etag, changed=meta.changed)
        with suppress(ItemError):
            known = load_values(link, link.buried)
            decoded = decoded_as(self.book, link.remote, known, link.remote)
            state = replace(state, remains=decoded.item, numbers=meta.numbers)
        return state

    def exchanged(self, exchange: Exchange) -> tuple[ContactItem, ContactItem] | None:
        """What was written, and what Google shows in its answer; nothing if either is no contact.

        :param exchange: one write and its answer
        """
        places, region = self.book.places, self.book.region
        try:
            sent = contact_codec.decode(exchange.sent, places, region).item
            shown = contact_codec.decode(exchange.shown, places, region, sent.is_company).item
        except ItemError:
            return None
        return sent, shown

    def state_as(
        self, found: ReportedContacts, google_id: str, ours: ContactItem
    ) -> GoogleState[ContactItem]:
        """The state of a contact, in the group or not, that is known to be the same as ``ours``.

        What stands in for a name there is none, where Odoo knows one.
        """
        person, meta = found.people[google_id], found.metas[google_id]
        decoded = decoded_as(self.book, person, ours, person)
        item = decoded.item if decoded.named else replace(decoded.item, name="")
        return GoogleState(item, meta.etag, changed=meta.changed, numbers=meta.numbers)


def decoded_as(
    book: ContactBook, person: Person, item: ContactItem | None, shown: Person
) -> contact_codec.Decoded:
    """Return what a person at Google says, as a company if ``item`` is one.

    :param shown: the person as it was when it said what ``item`` does
    :raise ItemError: it is no contact
    """
    if item is None:
        return contact_codec.decode(person, book.places, book.region)
    return contact_codec.decode(
        person,
        book.places,
        book.region,
        company=item.is_company,
        organized=contact_codec.is_organized(shown, item),
        instead=_instead_of_name(person, item, shown),
    )


def _instead_of_name(person: Person, item: ContactItem, shown: Person) -> str:
    """What a person is called who has no name, as :func:`decoded_as` takes them.

    Odoo requires one, so that a name that lacks is no change: they keep theirs. Who had none is
    called by what stands in for it now.
    """
    stood_in = contact_codec.stand_in(shown, item.is_company)
    if item.name != stood_in:
        return item.name
    return contact_codec.stand_in(person, item.is_company) or item.name
