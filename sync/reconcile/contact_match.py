"""Finds out which contacts are the same on both sides, without guessing.

By our own mark, then if all of it is equal, then by an email address, then by a phone number and
the name. What somebody has written of themself matches, too, but proves nothing, nor does the
address of somebody with another name: then the user is asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from odoo.api import Environment
from odoo.models import BaseModel

from ...engine.contacts.item import ContactItem
from ...engine.contacts.match import may_be_one
from ..google.contact_reader import ReportedContacts
from ..odoo.contact_book import ContactBook
from ..store.links import LinkStore, without_person
from ..store.marker import Marks
from ..store.refs import CONTACT, RecordRef
from .marked import contacts_of

#: Contacts of Odoo's, and Google's ids, that may all be one person.
Group = tuple[set[BaseModel], set[str]]
#: The kinds of keys, the surest one first.
_KINDS = ("email:", "phone:")


@dataclass
class Matches:
    """:ivar pairs: the ref by Google's id
    :ivar disputed: groups of refs and Google ids, of which nobody can say which is which
    """

    pairs: dict[str, RecordRef] = field(default_factory=dict)
    disputed: list[tuple[set[RecordRef], set[str]]] = field(default_factory=list)


class ContactMatcher:
    def __init__(
        self,
        env: Environment,
        account: BaseModel,
        links: LinkStore,
        book: ContactBook,
        marks: Marks,
    ) -> None:
        self.account = account
        self.links = links
        self.book = book
        self.stored_keys = env["google.sync.contact.key"]
        self.marks = marks

    def match(
        self,
        members: Mapping[RecordRef, ContactItem],
        wanted: Mapping[str, ContactItem],
        google: ReportedContacts,
    ) -> Matches:
        """:param members: the group's contacts that have no link: items by ref
        :param wanted: those of Google's that are to come in, and have no link: items by id
        :param google: what Google said
        """
        found, marked = Matches(), self._marked(google, wanted)
        for ref, google_ids in marked.items():
            if len(google_ids) == 1:
                found.pairs.update(dict.fromkeys(google_ids, ref))
            else:  # a copy of a mark says of neither which one was made here
                found.disputed.append(({ref}, google_ids))
        known = {google_id for google_ids in marked.values() for google_id in google_ids}
        wanted = {one: item for one, item in wanted.items() if one not in known}
        members = {ref: item for ref, item in members.items() if ref not in marked}
        equal = self._equal(members, wanted)
        found.pairs.update(equal)
        known.update(equal)
        taken = {*marked, *equal.values()}
        left = [google_id for google_id in wanted if google_id not in known]
        contacts = self.book.own_model.browse(ref.id for ref in members if ref not in taken)
        strangers = self._unlinked(google.keys) - known
        for kind in _KINDS:
            groups = self._groups(kind, contacts, left, strangers, google, taken)
            for partners, google_ids in groups:
                refs = {RecordRef(CONTACT, partner.id) for partner in partners}
                if self._is_pair(kind, partners, google_ids, google):
                    found.pairs.update(zip(google_ids, refs, strict=True))
                else:
                    found.disputed.append((refs, google_ids))
                taken |= refs
                known |= google_ids
            # At once: to do so for each of thousands would go through thousands each time.
            contacts = contacts.browse(
                one.id for one in contacts if RecordRef(CONTACT, one.id) not in taken
            )
            left = [google_id for google_id in left if google_id not in known]
            strangers -= known
        return found

    def doubles(self, google_ids: Iterable[str], google: ReportedContacts) -> list[str]:
        """Return the ids of copies whose contact in Odoo is linked with another person by now."""
        refs = self._sent_once(google_ids, google)
        free = self._free(refs.values(), google)
        return [one for one, ref in refs.items() if ref not in free]

    def _marked(
        self, google: ReportedContacts, wanted: Collection[str]
    ) -> dict[RecordRef, set[str]]:
        """Contacts that this database has sent once, whose link was lost, and that the user still
        sees: by each the Google ids of those that bear its mark."""
        refs = self._sent_once(wanted, google)
        seen = self.book.seen(self._free(refs.values(), google))
        found: defaultdict[RecordRef, set[str]] = defaultdict(set)
        for google_id, ref in refs.items():
            if ref in seen:
                found[ref].add(google_id)
        return found

    def _sent_once(
        self, google_ids: Iterable[str], google: ReportedContacts
    ) -> dict[str, RecordRef]:
        """Return the contacts in Odoo, by Google's id, of the persons that bear our mark."""
        metas = [google.metas[one] for one in google_ids]
        refs = contacts_of(self.stored_keys.env, self.marks, metas)
        refs = {one: ref for one, ref in refs.items() if ref.model == CONTACT}
        existing = self.book.existing(refs.values())
        return {one: ref for one, ref in refs.items() if ref in existing}

    def _unlinked(self, google_ids: Iterable[str]) -> set[str]:
        """Return the ids without a link, or whose link is only a question."""
        links = self.links.of_google(google_ids).filtered(lambda link: not link.candidates)
        return set(google_ids) - set(links.mapped("google_id"))

    def _free(self, refs: Iterable[RecordRef], google: ReportedContacts) -> set[RecordRef]:
        """Return the refs that have no link, or one of a contact that Google has deleted."""
        links = self.links.of_odoo(refs).filtered(lambda link: not link.candidates)
        links -= without_person(links, google.deleted)
        linked = {RecordRef(CONTACT, link.res_id) for link in links}
        return set(refs) - linked

    def _equal(
        self, members: Mapping[RecordRef, ContactItem], wanted: Mapping[str, ContactItem]
    ) -> dict[str, RecordRef]:
        """Pairs that are the same in all: refs by Google's ids."""
        by_item = {item: google_id for google_id, item in wanted.items()}
        equal = sorted(ref.id for ref, item in members.items() if item in by_item)
        pairs: dict[str, RecordRef] = {}
        for partner in self.book.own_model.browse(equal):
            ref = RecordRef(CONTACT, partner.id)
            if all(_is_sure(kind, partner) for kind in _KINDS) and members[ref] in by_item:
                pairs[by_item.pop(members[ref])] = ref
        return pairs

    def _is_pair(
        self,
        kind: str,
        partners: Collection[BaseModel],
        google_ids: Collection[str],
        google: ReportedContacts,
    ) -> bool:
        """Whether nobody need be asked if they are one."""
        if not (len(partners) == len(google_ids) == 1 and _is_sure(kind, partners)):
            return False
        (partner,), (google_id,) = partners, google_ids
        if google_id not in google.names:  # it has to be asked for first
            return False
        if google_id in google.nameless or "@" in (partner.name or "@"):
            return True
        return may_be_one(partner.name, google.names[google_id])

    def _groups(
        self,
        kind: str,
        members: BaseModel,
        wanted: Collection[str],
        strangers: set[str],
        google: ReportedContacts,
        taken: set[RecordRef],
    ) -> Iterator[Group]:
        """Those that have a key of this kind in common, each in one group.

        :param taken: refs of those that are known, or in question
        :return: pairs of the set of partners and the set of Google ids
        """
        by_key: defaultdict[str, Group] = defaultdict(lambda: (set(), set()))
        own_keys = {partner: _of_kind(kind, self.book.keys(partner)) for partner in members}
        for partner, found in own_keys.items():
            for key in found:
                by_key[key][0].add(partner)
        for google_id in strangers:
            for key in _of_kind(kind, google.keys[google_id]):
                by_key[key][1].add(google_id)
        for key, google_ids in self._known_before(own_keys, google).items():
            by_key[key][1].update(google_ids)
        for partner, key in self._others(kind, wanted, by_key, google, taken):
            by_key[key][0].add(partner)
        in_question = {*members, *wanted}
        both_sides = ((partners, ids) for partners, ids in by_key.values() if partners and ids)
        for partners, google_ids in _joined(both_sides):
            if not in_question.isdisjoint((*partners, *google_ids)):
                yield partners, google_ids

    def _known_before(
        self, own_keys: Mapping[BaseModel, set[str]], google: ReportedContacts
    ) -> dict[str, set[str]]:
        """Return the unlinked contacts that Google told of before, by the keys of new members."""
        keys = {key for found in own_keys.values() for key in found}
        stored = self.stored_keys.find(self.account, keys)
        unlinked = self._unlinked({one for ids in stored.values() for one in ids})
        silent = unlinked - google.mentioned
        return {key: ids & silent for key, ids in stored.items()}

    def _others(
        self,
        kind: str,
        wanted: Collection[str],
        by_key: Mapping[str, Group],
        google: ReportedContacts,
        taken: set[RecordRef],
    ) -> Iterator[tuple[BaseModel, str]]:
        """Yield contacts outside the group, with the key, for persons whom no member matches."""
        lonely = [
            google_id
            for google_id in wanted
            if not any(by_key[key][0] for key in _of_kind(kind, google.keys[google_id]))
        ]
        keys = {key for google_id in lonely for key in _of_kind(kind, google.keys[google_id])}
        if not keys:
            return
        emails = {key.removeprefix(kind) for key in keys} if kind == "email:" else set()
        names = {google.names[one] for one in lonely} if kind == "phone:" else set()
        candidates = self.book.known_by(emails, names)
        refs = {RecordRef(CONTACT, partner.id) for partner in candidates}
        free = self._free(refs, google) - taken
        for partner in candidates:
            if RecordRef(CONTACT, partner.id) in free:
                for key in keys & self.book.keys(partner):
                    yield partner, key


def _is_sure(kind: str, partners: Collection[BaseModel]) -> bool:
    """Whether others than the contact have written by what it is found."""
    (partner,) = partners
    partner = partner.sudo()
    if kind == "email:":
        return not partner.google_sync_email_claimed
    return not (partner.user_ids or partner.parent_id.user_ids or partner.create_uid.share)


def _of_kind(kind: str, keys: Iterable[str]) -> set[str]:
    return {key for key in keys if key.startswith(kind)}


def _joined(groups: Iterable[Group]) -> list[Group]:
    """Groups that have a member in common are one."""
    of_member: dict[BaseModel | str, Group] = {}
    for partners, google_ids in groups:
        whole = set(partners), set(google_ids)
        found = [of_member[one] for one in (*partners, *google_ids) if one in of_member]
        for former in {id(group): group for group in found}.values():
            whole[0].update(former[0])
            whole[1].update(former[1])
        of_member.update(dict.fromkeys((*whole[0], *whole[1]), whole))
    return list({id(group): group for group in of_member.values()}.values())
