"""The sync of an account's contacts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import replace
from http.client import NOT_FOUND
from math import ceil
from typing import Any

from odoo.api import Environment
from odoo.models import BaseModel

from ...google_api.people import client as people
from ...google_api.people.labels import MEMBERS, change_members, list_labels
from ...google_api.transport import shape
from ...google_api.transport.compressed import CompressedDict
from ...google_api.transport.errors import (
    AddressBookFull,
    GoogleError,
    HandedBack,
    NotFound,
    RecordRefused,
    RetryLater,
    in_part,
)
from ...google_api.transport.outcomes import Differs, Failed, Outcome, Written
from ..database.locks import brings_contacts_alone
from ..google.contact_writer import ContactRequest
from ..google.pictures import MOST_PICTURES, ContactPictures, PictureSending
from ..operations import erase
from ..reconcile.kinds.contacts import ContactKind, as_asked
from ..reconcile.kinds.kind import ContactReport
from ..reconcile.reconciler import Reconciler
from ..store.refs import CATEGORY, CONTACT
from .base import Abort, Planned, SyncRun
from .contact_job import NOT_YET, ContactJob, FetchedContacts
from .job import unanswered
from .steps import ToSend


class ContactRun(SyncRun):
    job: ContactJob
    claimed_model = "google.sync.contacts"
    record_models = (CONTACT, CATEGORY)
    job_type = ContactJob

    def __init__(self, job: ContactJob) -> None:
        """:ivar touched: ids of the contacts whose pictures may have changed
        :ivar pictures: those on their way
        """
        super().__init__(job)
        self.label_is_lost = False
        self.touched: frozenset[int] = frozenset()
        self.pictures: Sequence[PictureSending] = ()
        self.pictures_wait = False

    # -- in a thread ----------------------------------------------------------------------------

    def send_requests(self, requests: Sequence[Any]) -> Sequence[Outcome]:
        if self.pictures:
            return people.send_pictures(self.job.access, requests)
        writes = [request.write for request in requests if request.write]
        written = iter(people.send(self.job.access, writes) if writes else ())
        outcomes = [next(written) if request.write else Written(None) for request in requests]
        return self._label(requests, self._without_label(requests, outcomes))

    def count_requests(self, requests: Sequence[ContactRequest]) -> int:
        """The label is written after the contacts, and then looked for at them."""
        writes = [request.write for request in requests if request.write]
        labelled = sum(request.labelled is not None for request in requests)
        members, looked_at = ceil(labelled / MEMBERS), ceil(labelled / people.BATCH)
        return people.count_requests(writes) + members + looked_at

    def _without_label(
        self, requests: Sequence[ContactRequest], outcomes: Sequence[Outcome]
    ) -> Sequence[Outcome]:
        """The outcomes; new contacts are refused as well when the label is gone in which they are
        to be, and no list tells of a label that nobody had."""
        refused = [
            request.write is not None and request.write.verb == "create" and _is_refused(outcome)
            for request, outcome in zip(requests, outcomes, strict=True)
        ]
        if not any(refused) or self._has_label():
            return outcomes
        self.label_is_lost = True
        return [
            _label_deleted() if is_refused else outcome
            for is_refused, outcome in zip(refused, outcomes, strict=True)
        ]

    def _has_label(self) -> bool:
        """Whether Google has the label still, as far as it says."""
        try:
            labels = list_labels(self.job.access)
        except GoogleError:
            return True
        return self.fetched.label.resource_name in {label.resource_name for label in labels}

    def _label(
        self, requests: Sequence[ContactRequest], outcomes: Sequence[Outcome]
    ) -> Sequence[Outcome]:
        """Put those contacts into the group, and take those out of it, that are to be."""
        wanted = [
            (request.google_id or "", request.labelled)
            for request, outcome in zip(requests, outcomes, strict=True)
            if request.labelled is not None and isinstance(outcome, Written)
        ]
        if not wanted:
            return outcomes
        add, remove = ([one for one, into in wanted if into is way] for way in (True, False))
        label = self.fetched.label.resource_name
        try:
            missing = change_members(self.job.access, label, add, remove)
            now = people.get_people(self.job.access, [one for one, _into in wanted])
        except NotFound:
            self.label_is_lost = True
            trouble = _label_deleted()
        except RetryLater as error:
            trouble = Failed(in_part(error))
        else:
            return [
                _labelled(request, outcome, _with_its_label(request.google_id or "", missing, now))
                for request, outcome in zip(requests, outcomes, strict=True)
            ]
        return [
            _labelled(request, outcome, trouble)
            for request, outcome in zip(requests, outcomes, strict=True)
        ]

    # -- in transactions ------------------------------------------------------------------------

    def reconciler(self, env: Environment, claimed: BaseModel) -> Reconciler:
        label, is_new = self.fetched.label.resource_name, self.fetched.label_is_new
        return Reconciler(ContactKind.begin(env, claimed, label, self.run_id, is_new))

    def precondition(self, claimed: BaseModel) -> Abort | None:
        return None  # there is no time in them whose zone could differ

    def report(self) -> ContactReport:
        changes, asked = self.fetched.changes, self.fetched.looked_at.values()
        asked = {person["resourceName"] for person in asked if isinstance(person, dict)}
        listed = frozenset(changes.people.keys() - asked)
        return ContactReport(self._reported(), changes.full, listed, unanswered(self.fetched))

    def reads_everything(self, claimed: BaseModel) -> bool:
        return self.fetched.changes.full

    def keep(self, claimed: BaseModel, answer: Any) -> None:
        """What Google has deleted by now, it has."""
        if isinstance(answer, FetchedContacts) and answer.erased:
            erase.record_contacts(claimed, answer.erased)

    def prepare(self, env: Environment, claimed: BaseModel) -> Sequence[ToSend]:
        self.keep(claimed, self.fetched)
        if self.fetched.changes.full:
            claimed.work_id.pictures_wait = True
        return super().prepare(env, claimed)

    def is_in_the_way(self, env: Environment, claimed: BaseModel, planned: Planned) -> bool:
        """Users of one group may have the same people in Google: one after the other brings them,
        so that each finds whom the others have brought."""
        decisions = planned.plan.decisions
        brings = any(one.odoo and one.odoo.verb == "create" for one in decisions)
        return brings and not brings_contacts_alone(env, claimed.category_id.id)

    def plan(self, env: Environment, claimed: BaseModel) -> Planned:
        planned = super().plan(env, claimed)
        changes = planned.changes.filtered(lambda change: change.res_model == CONTACT)
        self.touched = frozenset(changes.mapped("res_id"))
        return planned

    def record_results(
        self, env: Environment, claimed: BaseModel, outcomes: Sequence[Outcome]
    ) -> Sequence[ToSend]:
        if self.pictures:
            return self._record_pictures(claimed, outcomes)
        links = env["google.sync.link"].browse([sending.link_id for sending in self.sendings])
        self.touched |= frozenset(links.mapped("res_id"))
        return super().record_results(env, claimed, outcomes)

    def conclude(self, claimed: BaseModel) -> Sequence[ToSend]:
        """The pictures come last, for Google must know the contacts."""
        if self.job.sends_pictures and (claimed.pictures_wait or self.touched):
            pictures = ContactPictures(claimed, self.run_id)
            differing = pictures.differing(None if claimed.pictures_wait else self.touched)
            self.pictures = pictures.sendings(differing[:MOST_PICTURES])
            self.pictures_wait = len(differing) > MOST_PICTURES
            self.run_id = pictures.log.write()
        return self.pictures or super().conclude(claimed)

    def _record_pictures(self, claimed: BaseModel, outcomes: Sequence[Outcome]) -> Sequence[ToSend]:
        pictures = ContactPictures(claimed, self.run_id)
        left = pictures.store(self.pictures, outcomes)
        self.run_id = pictures.log.write()
        if self.pictures_wait and not left:
            claimed.work_id.sync_soon()
        self.pictures_wait |= left is not None
        self.finish(claimed)
        if isinstance(left, HandedBack):  # Google takes so many in a minute
            claimed.work_id.sync_within(left.after or 0)
        return []

    def learned(self, claimed: BaseModel) -> dict[str, Any]:
        label = self.fetched.label
        resource_name = False if self.label_is_lost else label.resource_name
        kept = claimed.values_of_label(resource_name, label.name)
        return {"pictures_wait": self.pictures_wait, **kept}

    def other_writes(self, env: Environment) -> list[str]:
        label, title = self.fetched.label, self.fetched.title
        if label.resource_name == NOT_YET:
            return [env._("The label “%(name)s” is created.", name=title)]
        if self.job.is_renamed(label):
            return [env._("The label is renamed to “%(name)s”, like its group.", name=title)]
        return []

    def _reported(self) -> CompressedDict:
        """Return the new contacts and those asked for by name: Google's JSON, by name."""
        reported = copy(self.fetched.changes.people)
        for google_id, person in self.fetched.looked_at.items():
            if person is None:
                gone = {"resourceName": google_id, "metadata": {"deleted": True}}
                reported.setdefault(google_id, gone)
            elif not isinstance(person, GoogleError):
                reported[person["resourceName"]] = as_asked(google_id, person)
        return reported


def _label_deleted() -> Failed:
    return Failed(RetryLater("label", "the label was deleted"))


def _is_refused(outcome: Outcome) -> bool:
    """Whether Google has refused something for good, or knows nothing of it."""
    if not isinstance(outcome, Failed) or isinstance(outcome.error, AddressBookFull):
        return False
    return isinstance(outcome.error, RecordRefused) or outcome.error.status == NOT_FOUND


def _with_its_label(
    google_id: str, missing: Collection[str], now: Mapping[str, Any]
) -> Outcome | None:
    """What came of the label: the contact as it is now, which lists do not tell at once.

    :param missing: the contacts that the label could not have
    """
    if google_id not in now:  # nobody wanted to know
        return None
    person = now[google_id]
    if person is None:
        return Differs(None)
    if google_id in missing:
        return Failed(RetryLater("not_found", "Google's servers do not agree"))
    if not isinstance(person, dict) or person["resourceName"] != google_id:
        return None
    return Written(person) if shape.fits(person) else None


def _labelled(request: ContactRequest, outcome: Outcome, instead: Outcome | None) -> Outcome:
    """The outcome, with what came of the label."""
    if request.labelled is None or not isinstance(outcome, Written) or not instead:
        return outcome
    if isinstance(instead, Differs) and not request.labelled:
        return outcome  # who is gone is out of the group, too
    if isinstance(instead, Differs):
        return instead
    return replace(instead, exchanges=outcome.exchanges)
