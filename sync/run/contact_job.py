"""The requests with which the run of contacts begins, sent in a thread, and the group's label."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

from odoo.models import BaseModel

from ...google_api.people import client as people
from ...google_api.people.labels import Label, create_label, list_labels, rename_label
from ...google_api.people.person import Person, metadata
from ...google_api.transport import oauth
from ...google_api.transport.errors import AlreadyExists, LabelReserved
from ...google_api.transport.outcomes import Outcome
from ...google_api.transport.session import Session
from ..google.contact_writer import NEW
from ..operations import erase
from ..store.links import due_google_ids
from .job import Job, lease


@dataclass
class FetchedContacts:
    """What Google said: its changes, its label, and the contacts that were asked for.

    :ivar title: the name that the label has in Google, or is to have
    :ivar label_is_new: it is not the one that the contacts were given
    :ivar erased: what came of the contacts that were deleted, by Google's name
    """

    changes: people.ContactChanges
    label: Label
    title: str
    looked_at: dict[str, Any]
    label_is_new: bool = False
    erased: dict[str, Outcome] = field(default_factory=dict)


#: Stands for the resource name of a label that is yet to be made.
NOT_YET = "contactGroups/not-yet"


@dataclass
class ContactJob(Job):
    """:ivar label: the one that the group has in Google, by the name that it was given
    :ivar group_name: the name that the group has in Odoo now
    :ivar group_path: the same behind those of the groups above it
    :ivar taken: resource names of the labels that the account's other groups have
    :ivar sends_pictures: whether the user wants Odoo's pictures in Google
    :ivar pictures_wait: whether all of them are to be looked at
    :ivar erasing: Google's names of contacts to be deleted, whose clients were erased
    """

    label: Label | None = None
    group_name: str = ""
    group_path: str = ""
    taken: frozenset[str] = frozenset()
    sends_pictures: bool = False
    pictures_wait: bool = False
    erasing: tuple[str, ...] = ()

    @classmethod
    def of(cls, claimed: BaseModel, granted: Mapping[int, Session | Exception]) -> list[ContactJob]:
        due, erasing = due_google_ids(claimed), erase.contact_names(claimed)
        return [
            cls._of_one(one, granted[one.account_id.id], due[one.id], erasing[one.id])
            for one in claimed
        ]

    @classmethod
    def _of_one(
        cls,
        claimed: BaseModel,
        session: Session | Exception,
        due: tuple[str, ...],
        erasing: tuple[str, ...],
    ) -> ContactJob:
        resource_name, name = claimed.label()
        looked_at = (one for one in due if not one.startswith(NEW))
        category = claimed.category_id.with_context(lang=claimed.user_id.lang)
        return cls(
            claimed.id,
            lease(claimed),
            claimed.current_token(),
            session,
            tuple(looked_at),
            label=Label(resource_name, name) if resource_name else None,
            group_name=category.name,
            group_path=category.display_name,
            taken=claimed.labels_of_others() - {resource_name},
            sends_pictures=claimed.user_id.google_contact_pictures,
            pictures_wait=claimed.pictures_wait,
            erasing=erasing,
        )

    def ask(self) -> FetchedContacts:
        outcomes: Sequence[Outcome] = ()
        if self.erasing:
            self.access.require(oauth.SCOPE_CONTACTS)
            outcomes = people.delete(self.access, self.erasing)
        answer = self._read(self._ask_for_label)
        answer.erased = dict(zip(self.erasing, outcomes, strict=True))
        return answer

    def read(self) -> FetchedContacts:
        return self._read(self._look_for_label)

    def _read(self, label_of: Callable[[bool], tuple[Label, str]]) -> FetchedContacts:
        """:param label_of: finds the label, by whether it is uncertain that Google still has it,
        and the name that it is to have there"""
        self.access.require(oauth.SCOPE_CONTACTS)
        changes = people.list_changes(self.access, self.sync_token)
        looked_at = people.get_people(self.access, self.look_at)
        label, title = label_of(changes.full or self._lacks_label(changes.people.values()))
        is_new = not self.label or label.resource_name != self.label.resource_name
        if is_new and not changes.full:
            # All lack it, also those that Google does not mention yet.
            changes = people.list_changes(self.access, None)
        return FetchedContacts(changes, label, title, looked_at, is_new)

    def _lacks_label(self, listed: Iterable[Person]) -> bool:
        """Whether the label could be gone: then Google reports all contacts, without it."""
        label = self.label
        metas = map(metadata, listed)
        return any(
            not (meta.deleted or (label and label.resource_name in meta.labels)) for meta in metas
        )

    def _ask_for_label(self, uncertain: bool) -> tuple[Label, str]:
        """The label of the group's name, which is made once and renamed when the group is."""
        label, title = self._find_label(uncertain)
        if label and self.is_renamed(label):
            self._rename(label, title)
        label = label or self._create_label(title)
        return Label(label.resource_name, self.group_name), title

    def _look_for_label(self, uncertain: bool) -> tuple[Label, str]:
        """The same label, as far as there is one."""
        label, title = self._find_label(uncertain)
        return Label(label.resource_name if label else NOT_YET, self.group_name), title

    def _find_label(self, uncertain: bool) -> tuple[Label | None, str]:
        """The label as Google has it: the group's own, or one of its name; ``None`` for none.

        :param uncertain: whether Google is asked if it still has it
        :return: the label, and the name that it is to have
        """
        known = self.label
        if known and known.name == self.group_name and not uncertain:
            return known, known.name
        labels = list_labels(self.access)
        title = self._title(labels)
        own = (label for label in labels if known and label.resource_name == known.resource_name)
        alike = (label for label in labels if label.name.casefold() == title.casefold())
        return next(own, None) or next(alike, None), title

    def _title(self, labels: Iterable[Label]) -> str:
        """The group's name, or a longer one where another group of this name has its label.

        Google has each name once, and the members of two groups must not become one.
        """
        taken = {label.name.casefold() for label in labels if label.resource_name in self.taken}
        numbered = (f"{self.group_path} ({number})" for number in count(2))
        names = chain((self.group_name, self.group_path), numbered)
        return next(name for name in names if name.casefold() not in taken)

    def is_renamed(self, label: Label) -> bool:
        """Return whether the group has got another name since the label was given it."""
        known = self.label
        if known is None or known.resource_name != label.resource_name:
            return False
        return known.name != self.group_name

    def _create_label(self, title: str) -> Label:
        try:
            return create_label(self.access, title)
        except AlreadyExists as error:
            raise LabelReserved("label_name", title) from error

    def _rename(self, label: Label, title: str) -> None:
        try:
            rename_label(self.access, label, title)
        except AlreadyExists:  # the user has two labels to put together, and this one goes on
            return

    def says_nothing(self, answer: object) -> bool:
        if not isinstance(answer, FetchedContacts) or answer.label != self.label:
            return False
        if answer.erased:
            return False
        pictures_wait = self.sends_pictures and self.pictures_wait
        return not (answer.changes.full or answer.changes.people or pictures_wait)
