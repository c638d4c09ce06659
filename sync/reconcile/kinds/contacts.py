"""The hooks of contacts: their label, ids that change at Google, and questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import Any

from odoo import fields
from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools.translate import LazyTranslate

from ....engine.contacts.item import ContactItem
from ....engine.contacts.notes import beginning, is_too_long
from ....engine.contacts.spelling import spellings
from ....engine.core.link import GoogleState, Link, Spellings
from ....engine.core.plan import Decision, Plan, Write
from ....engine.core.spellings import unlike
from ....google_api.people.contact_codec import is_organized, still_called
from ....google_api.people.person import Person, called, displayed_as, kept, metadata
from ....google_api.transport.compressed import CompressedDict
from ....google_api.transport.outcomes import Exchange
from ...google.contact_reader import ContactReader, ReportedContacts
from ...google.contact_writer import NEW, ContactRequest, ContactWriter, new_id
from ...odoo.contact_book import ContactBook
from ...odoo.event_records import EventRecords
from ...odoo.writer import let_attend
from ...reporting import messages
from ...store.links import inactive, load_link, ref_of
from ...store.marker import marks_of
from ...store.refs import CONTACT, EVENT, RecordRef
from ..contact_pairing import ContactPairing
from ..contact_questions import ContactQuestions
from ..merged_contacts import MergedContacts
from ..snapshot import ContactSnapshot, Done, Snapshot
from .kind import ContactReport, Kind

_lt = LazyTranslate(__name__)

#: How many contacts are sent in one run: ten batches of Google's.
MOST_WRITES = 2000


class ContactKind(Kind):
    """:param snapshot: of one account's group of contacts
    :param label: the label's resource name
    :param label_is_new: nobody has had the time to take it from a contact
    """

    def __init__(self, snapshot: ContactSnapshot, label: str, label_is_new: bool = False) -> None:
        self.snapshot = snapshot
        self.most_writes = MOST_WRITES
        self.label = label
        all_come = snapshot.claimed.user_id.google_contact_scope == "all"
        self.reader = ContactReader(snapshot.links, snapshot.records, label, all_come, label_is_new)
        self.marks = marks_of(snapshot.account)
        self.merged = MergedContacts(snapshot, self.marks)
        self.pairing = ContactPairing(snapshot, self.reader, ContactQuestions(snapshot))

    @classmethod
    def begin(
        cls,
        env: Environment,
        contacts: BaseModel,
        label: str,
        run_id: int | None = None,
        label_is_new: bool = False,
    ) -> ContactKind:
        """The kind with an empty snapshot of the account's group of contacts."""
        book = ContactBook(env, contacts.user_id, contacts.category_id)
        reported = ReportedContacts()
        snapshot: ContactSnapshot = Snapshot(env, contacts, CONTACT, book, reported, run_id)
        return cls(snapshot, label, label_is_new)

    # -- reading ----------------------------------------------------------------------------------

    def read_google(self, report: ContactReport) -> None:
        """Links follow what was made and merged at Google before they are looked at."""
        snapshot = self.snapshot
        people = self._without_outdated(report)
        metas = [metadata(person) for person in people.values()]
        self.merged.adopt(metas)
        self.merged.follow(metas)
        google = snapshot.google = self.reader.read(people)
        links = snapshot.links.of_google(google.mentioned)
        snapshot.found |= links - inactive(links)
        for link in links - snapshot.found:
            google.states.pop(link.google_id, None)
        self._keep_keys(links, report.full)

    def _without_outdated(self, report: ContactReport) -> CompressedDict:
        """The people, but for those of which a later state is known already."""
        people = copy(report.people)
        for link in self.snapshot.links.of_google(report.listed).filtered("remote"):
            told = metadata(people[link.google_id])
            known = metadata(link.remote)
            if told.changed and known.changed and told.changed < known.changed:
                del people[link.google_id]
        return people

    def _keep_keys(self, links: BaseModel, full: bool) -> None:
        """Remember by what those without a link could be known, should they match later."""
        google = self.snapshot.google
        linked = set(links.filtered(lambda link: not link.candidates).mapped("google_id"))
        gone: dict[str, frozenset[str]] = dict.fromkeys(google.mentioned, frozenset())
        strangers = {one: keys for one, keys in google.keys.items() if one not in linked}
        keys = self.snapshot.env["google.sync.contact.key"]
        keys.replace(self.snapshot.account, {**gone, **strangers}, full)

    def report_of(self, records: Mapping[str, dict[str, Any]]) -> ContactReport:
        asked = (as_asked(google_id, person) for google_id, person in records.items())
        return ContactReport(CompressedDict(asked))

    def resolve(self, changed: Iterable[RecordRef], everything: bool) -> set[RecordRef]:
        snapshot = self.snapshot
        refs = {ref for ref in changed if ref.model == CONTACT}
        if everything:
            refs |= snapshot.records.everything()
        snapshot.look_at(refs)
        refs -= self._set_unlisted_aside()
        refs -= snapshot.set_aside(self._unseen())
        self._recall()
        return refs

    def _recall(self) -> None:
        """Have those that were given up before as Google has told them last, where it has them."""
        states = self.snapshot.google.states
        for link in self.snapshot.found.filtered("etag"):
            if link.google_id not in states and not link.base and link.remote:
                states[link.google_id] = self.reader.without_label(link)

    def _set_unlisted_aside(self) -> set[RecordRef | None]:
        """Stay away from contacts that Google may have made, until it would have listed them.

        One that is not listed then was not made.

        :return: the refs of those to stay away from
        """
        snapshot = self.snapshot
        new = snapshot.found.filtered(_may_be_made)
        now = fields.Datetime.now()
        waiting = new.filtered(
            lambda link: link.state == "pending" and link.retry_at and link.retry_at > now
        )
        absent = (new - waiting).mapped("google_id")
        snapshot.google.states.update(dict.fromkeys(absent, GoogleState(None)))
        snapshot.found -= waiting
        return set(map(ref_of, waiting))

    def _unseen(self) -> BaseModel:
        """What is not known to be at Google cannot be looked at there."""
        return self.snapshot.unseen().filtered(lambda link: not link.google_id.startswith(NEW))

    # -- planning ---------------------------------------------------------------------------------

    def match(self) -> dict[str, RecordRef]:
        return self.pairing.match()

    def link_value(self, link: BaseModel) -> Link[ContactItem]:
        """With the spellings that what Google tells in this run does not disprove."""
        value: Link[ContactItem] = load_link(link)
        theirs = self.snapshot.google.states.get(link.google_id)
        told = (theirs.item,) if theirs and theirs.item else ()
        return replace(value, spellings=unlike(value.spellings, told))

    def complete(self, plan: Plan[ContactItem]) -> Plan[ContactItem]:
        """Whoever is in the group has the label, and the beginning of notes that are too long."""
        return replace(plan, decisions=tuple(map(self._completed, plan.decisions)))

    def _completed(self, decision: Decision[ContactItem]) -> Decision[ContactItem]:
        agreed, google_id, write = decision.agreed, decision.link.google_id, decision.google
        if decision.only_on or not agreed:
            return decision
        begun = _other_beginning(self.snapshot.google.states.get(google_id or ""), agreed.notes)
        if ("notes", beginning(agreed.notes), begun) in decision.link.spellings:
            begun = None  # so Google shows what it was sent, and would do so again
        if not write and (begun is not None or self._lacks_label(google_id)):
            write = Write("update", agreed, agreed)
        if begun is not None and write and write.before:
            write = replace(write, before=replace(write.before, notes=begun))
        return replace(decision, google=write)

    def _lacks_label(self, google_id: str | None) -> bool:
        google = self.snapshot.google
        if google_id is None or google_id not in google.people:
            return False
        return self.label not in google.metas[google_id].labels

    # -- writing ----------------------------------------------------------------------------------

    def prepare(self, plan: Plan[ContactItem]) -> None:
        google = self.snapshot.google
        self.merged.wake(plan.decisions)
        google.excluded.update(plan.excluded.values())
        self._report_excluded(google.excluded)

    def _report_excluded(self, excluded: Mapping[str, int]) -> None:
        log = self.snapshot.log
        for reason, count in excluded.items():
            if text := log.told(messages.describe_exclusion, reason):
                title = _lt("Contacts in Google: %(count)s", count=count)
                log.remark(text, title=log.told(title))

    def create_requests(self, decisions: Iterable[Decision[ContactItem]]) -> list[ContactItem]:
        return [decision.to_odoo.item for decision in decisions]

    def link_values(
        self, decision: Decision[ContactItem], values: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Whoever lacks the label is not in the group at Google, until it is sent; what both have
        agreed on tells what is somebody's change then."""
        person = self.snapshot.google.people.get(values["google_id"])
        if person:
            values = {**values, "remote": kept(person)}
        if decision.google and self._lacks_label(decision.link.google_id):
            values = {**values, "base": False, "buried": values["base"] or values["buried"]}
        return {**values}

    def written(self, done: Done) -> None:
        addresses = {
            decision.agreed.email
            for decision, _ref in done
            if decision.odoo and decision.agreed and "email" in decision.odoo.fields
        } - {""}
        if not addresses:
            return
        snapshot, log = self.snapshot, self.snapshot.log
        records = EventRecords(snapshot.env, snapshot.account.user_id)
        # What Odoo refuses is told of its event, and keeps no contact from coming in.
        for event, error in let_attend(snapshot.env, records, addresses).items():
            text = log.told(messages.describe, error)
            log.remark(text, title=event.sudo().name, ref=RecordRef(EVENT, event.id))

    def request(self, decision: Decision[ContactItem], link: BaseModel) -> ContactRequest:
        return self._writer.request(decision, link, self._lacks_label(link.google_id))

    @cached_property
    def _writer(self) -> ContactWriter:
        return ContactWriter(self.snapshot.records, self.snapshot.policy, self.label, self.marks)

    def new_google_id(self) -> str:
        return new_id()

    def listed_late(self, links: BaseModel) -> BaseModel:
        """Return the links of new contacts, to which Google gives an id of its own."""
        return links.filtered(_may_be_made)

    # -- answers ----------------------------------------------------------------------------------

    def spellings(self, exchange: Exchange) -> Spellings:
        items = self.reader.exchanged(exchange)
        return spellings(*items) if items else ()

    def answer_values(
        self, decision: Decision[ContactItem], link: BaseModel, record: Person
    ) -> dict[str, Any]:
        if not record:
            return {}
        meta, write = metadata(record), decision.to_google
        # One that comes back keeps what was changed at Google meanwhile: see ``ContactWriter``.
        is_as_sent = write.before or not link.remote
        is_named = not is_organized(record, write.after)
        if is_as_sent and "name" in write.fields and is_named:
            person = called(record, write.item.name)
        else:
            person = displayed_as(record, link.remote or {})
        remote = still_called(kept(person), link.remote or {}, write.item)
        return {"google_id": meta.resource_name, "etag": meta.etag, "remote": remote}

    def missing_at_google(self, link: BaseModel) -> None:
        """Somebody has deleted it there: it leaves the group, unless it was to come back, or
        changes made in Google do not count."""
        if link.base and self.snapshot.policy.imports:
            return
        nothing = dict.fromkeys(("base", "etag", "sent", "buried", "remote"), False)
        link.write({"google_id": self.new_google_id(), **nothing})


def as_asked(google_id: str, person: dict[str, Any]) -> dict[str, Any]:
    """A person that was asked for by ``google_id``: Google gives the one it was merged into."""
    if person["resourceName"] == google_id:
        return person
    about = person.get("metadata", {})
    former = [*about.get("previousResourceNames", ()), google_id]
    return {**person, "metadata": {**about, "previousResourceNames": former}}


def _other_beginning(state: GoogleState[ContactItem] | None, notes: str) -> str | None:
    """Google's notes, where these are another beginning than it is to have; else ``None``.

    :param state: what Google has told of the contact, if anything
    """
    if not (state and state.item and is_too_long(notes)):
        return None
    shown = state.item.notes
    return None if shown in (notes, beginning(notes)) else shown


def _may_be_made(link: BaseModel) -> bool:
    """Whether a new contact was sent, and its id at Google is unknown."""
    return link.sent and link.google_id.startswith(NEW)
