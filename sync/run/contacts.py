"""One sync of an account's contacts."""

from copy import copy
from dataclasses import dataclass
from http.client import NOT_FOUND

from ...google_api.people import client as people
from ...google_api.people.labels import (
    Label,
    change_members,
    create_label,
    list_labels,
    rename_label,
)
from ...google_api.people.person import metadata
from ...google_api.transport import oauth, shape
from ...google_api.transport.errors import (
    AddressBookFull,
    AlreadyExists,
    GoogleError,
    NotFound,
    RecordRefused,
    RetryLater,
    in_part,
)
from ...google_api.transport.outcomes import Differs, Failed, Written
from ..google.contact_writer import NEW
from ..google.pictures import MOST_PICTURES, ContactPictures
from ..reconcile.kinds.contacts import ContactKind, as_asked
from ..reconcile.reconciler import Reconciler
from ..reconcile.report import ContactReport
from ..reporting import messages
from ..store.links import due_google_ids
from ..store.refs import CATEGORY, CONTACT
from .base import Job, SyncRun, lease, unanswered


@dataclass
class ContactJob(Job):
    """:ivar label: the one that the group has in Google, by the name that it was given
    :ivar group_name: the name that the group has in Odoo now
    :ivar sends_pictures: whether the user wants Odoo's pictures in Google
    :ivar pictures_wait: whether all of them are to be looked at
    """

    label: Label | None = None
    group_name: str = ""
    sends_pictures: bool = False
    pictures_wait: bool = False


@dataclass
class FetchedContacts:
    """What Google said: its changes, its label, and the contacts that were asked for.

    :ivar label_is_new: it is not the one that the contacts were given
    """

    changes: people.ContactChanges
    label: Label
    looked_at: dict
    label_is_new: bool = False


#: Stands for the resource name of a label that is yet to be made.
NOT_YET = "contactGroups/not-yet"


class ContactRun(SyncRun):
    claimed_model = "google.sync.contacts"
    record_models = (CONTACT, CATEGORY)

    def __init__(self, job):
        """:ivar touched: ids of the contacts whose pictures may have changed
        :ivar pictures: those on their way
        """
        super().__init__(job)
        self.label_is_lost = False
        self.touched = frozenset()
        self.pictures = ()
        self.pictures_wait = False

    @classmethod
    def jobs_of(cls, claimed, granted):
        due = due_google_ids(claimed)
        return [cls._job_of(one, granted[one.account_id.id], due[one.id]) for one in claimed]

    @staticmethod
    def _job_of(claimed, session, due):
        resource_name, name = claimed.label()
        looked_at = (one for one in due if not one.startswith(NEW))
        category = claimed.category_id.with_context(lang=claimed.user_id.lang)
        return ContactJob(
            claimed.id,
            lease(claimed),
            claimed.current_token(),
            session,
            tuple(looked_at),
            label=Label(resource_name, name) if resource_name else None,
            group_name=category.name,
            sends_pictures=claimed.user_id.google_contact_pictures,
            pictures_wait=claimed.pictures_wait,
        )

    # -- in a thread ----------------------------------------------------------------------------

    def ask(self):
        return self._read(self._ask_for_label)

    def read(self):
        return self._read(self._look_for_label)

    def _read(self, label_of):
        """:param label_of: finds the label, by whether it is uncertain that Google still has it"""
        job = self.job
        job.session.require(oauth.SCOPE_CONTACTS)
        changes = people.list_changes(job.session, job.sync_token)
        looked_at = people.get_people(job.session, job.look_at)
        label = label_of(changes.full or self._lacks_label(changes.people.values()))
        is_new = not job.label or label.resource_name != job.label.resource_name
        if is_new and not changes.full:
            # All lack it, also those that Google does not mention yet.
            changes = people.list_changes(job.session, None)
        return FetchedContacts(changes, label, looked_at, is_new)

    def _lacks_label(self, listed):
        """Whether the label could be gone: then Google reports all contacts, without it."""
        label = self.job.label
        metas = map(metadata, listed)
        return any(
            not (meta.deleted or (label and label.resource_name in meta.labels)) for meta in metas
        )

    def _ask_for_label(self, uncertain):
        """The label of the group's name, which is made once and renamed when the group is."""
        label = self._find_label(uncertain)
        if label and self._is_renamed(label):
            return self._rename(label, self.job.group_name)
        label = label or self._create_label(self.job.group_name)
        return Label(label.resource_name, self.job.group_name)

    def _look_for_label(self, uncertain):
        """The same label, as far as there is one."""
        label = self._find_label(uncertain)
        return Label(label.resource_name if label else NOT_YET, self.job.group_name)

    def _find_label(self, uncertain):
        """The label as Google has it: the group's own, or one of its name; ``None`` for none.

        :param uncertain: whether Google is asked if it still has it
        """
        name, known = self.job.group_name, self.job.label
        if known and known.name == name and not uncertain:
            return known
        labels = list_labels(self.job.session)
        own = (label for label in labels if known and label.resource_name == known.resource_name)
        alike = (label for label in labels if label.name.casefold() == name.casefold())
        return next(own, None) or next(alike, None)

    def _is_renamed(self, label):
        """Whether the group has got another name since the label was given it."""
        known = self.job.label
        same = known and known.resource_name == label.resource_name
        return same and known.name != self.job.group_name

    def _create_label(self, name):
        try:
            return create_label(self.job.session, name)
        except AlreadyExists as error:
            detail = f"“{name}” is the name of one of its own labels"
            raise RecordRefused("label_name", detail) from error

    def _rename(self, label, name):
        try:
            return rename_label(self.job.session, label, name)
        except AlreadyExists:  # the user has two labels to put together, and this one goes on
            return Label(label.resource_name, name)

    def says_nothing(self, answer):
        if not isinstance(answer, FetchedContacts) or answer.label != self.job.label:
            return False
        pictures_wait = self.job.sends_pictures and self.job.pictures_wait
        return not (answer.changes.full or answer.changes.people or pictures_wait)

    def send_requests(self, requests):
        if self.pictures:
            return people.send_pictures(self.job.session, requests)
        writes = [request.write for request in requests if request.write]
        written = iter(people.send(self.job.session, writes) if writes else ())
        outcomes = [next(written) if request.write else Written(None) for request in requests]
        return self._label(requests, self._without_label(requests, outcomes))

    def _without_label(self, requests, outcomes):
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

    def _has_label(self):
        """Whether Google has the label still, as far as it says."""
        try:
            labels = list_labels(self.job.session)
        except GoogleError:
            return True
        return self.fetched.label.resource_name in {label.resource_name for label in labels}

    def _label(self, requests, outcomes):
        """Put those contacts into the group, and take those out of it, that are to be."""
        wanted = [
            (request.google_id, request.labelled)
            for request, outcome in zip(requests, outcomes, strict=True)
            if request.labelled is not None and isinstance(outcome, Written)
        ]
        if not wanted:
            return outcomes
        add, remove = ([one for one, into in wanted if into is way] for way in (True, False))
        label = self.fetched.label.resource_name
        try:
            gone = change_members(self.job.session, label, add, remove)
            now = people.get_people(self.job.session, [one for one, _into in wanted])
        except NotFound:
            self.label_is_lost = True
            trouble = _label_deleted()
        except RetryLater as error:
            trouble = Failed(in_part(error))
        else:
            return [
                _labelled(request, outcome, _with_its_label(request.google_id, gone, now))
                for request, outcome in zip(requests, outcomes, strict=True)
            ]
        return [
            _labelled(request, outcome, trouble)
            for request, outcome in zip(requests, outcomes, strict=True)
        ]

    # -- in transactions ------------------------------------------------------------------------

    def reconciler(self, env, claimed):
        label, is_new = self.fetched.label.resource_name, self.fetched.label_is_new
        return Reconciler(ContactKind.begin(env, claimed, label, self.run_id, is_new))

    def precondition(self, claimed):
        return None  # there is no time in them whose zone could differ

    def report(self):
        changes, asked = self.fetched.changes, self.fetched.looked_at.values()
        asked = {person["resourceName"] for person in asked if isinstance(person, dict)}
        listed = frozenset(changes.people.keys() - asked)
        return ContactReport(self._reported(), changes.full, listed, unanswered(self.fetched))

    def reads_everything(self, claimed):
        return self.fetched.changes.full

    def prepare(self, env, claimed):
        if self.fetched.changes.full:
            claimed.work_id.pictures_wait = True
        return super().prepare(env, claimed)

    def plan(self, env, claimed):
        planned = super().plan(env, claimed)
        changes = planned.changes.filtered(lambda change: change.res_model == CONTACT)
        self.touched = frozenset(changes.mapped("res_id"))
        return planned

    def record_results(self, env, claimed, outcomes):
        if self.pictures:
            return self._record_pictures(claimed, outcomes)
        links = env["google.sync.link"].browse([sending.link_id for sending in self.sendings])
        self.touched |= frozenset(links.mapped("res_id"))
        return super().record_results(env, claimed, outcomes)

    def conclude(self, claimed):
        """The pictures come last, for Google must know the contacts."""
        if self.job.sends_pictures and (claimed.pictures_wait or self.touched):
            pictures = ContactPictures(claimed, self.run_id)
            differing = pictures.differing(None if claimed.pictures_wait else self.touched)
            self.pictures = pictures.sendings(differing[:MOST_PICTURES])
            self.pictures_wait = len(differing) > MOST_PICTURES
            self.run_id = pictures.log.write()
        return self.pictures or super().conclude(claimed)

    def _record_pictures(self, claimed, outcomes):
        pictures = ContactPictures(claimed, self.run_id)
        left = pictures.store(self.pictures, outcomes)
        self.run_id = pictures.log.write()
        if self.pictures_wait and not left:
            claimed.work_id.sync_soon()
        self.pictures_wait |= left
        self.finish(claimed)
        return []

    def learned(self, claimed):
        label = self.fetched.label
        resource_name = False if self.label_is_lost else label.resource_name
        kept = claimed.values_of_label(resource_name, label.name)
        return {"pictures_wait": self.pictures_wait, **kept}

    def other_writes(self, env):
        label = self.fetched.label
        if label.resource_name == NOT_YET:
            return [env._("The label “%(name)s” is created.", name=label.name)]
        if self._is_renamed(label):
            return [env._("The label is renamed to “%(name)s”, like its group.", name=label.name)]
        return []

    def deletions_text(self, env, excess):
        return env._(
            "This sync would remove %(count)s contacts from the group in %(side)s. Nothing was "
            "changed. On your Google page, press “Approve” if you want that, or “Bring Them Back”.",
            count=excess.deletions,
            side=env._(messages.SIDE_LABELS[excess.side.value]),
        )

    def _reported(self):
        """What is new, and the contacts asked for by name: Google's JSON, by name."""
        reported = copy(self.fetched.changes.people)
        for google_id, person in self.fetched.looked_at.items():
            if person is None:
                gone = {"resourceName": google_id, "metadata": {"deleted": True}}
                reported.setdefault(google_id, gone)
            elif not isinstance(person, GoogleError):
                reported[person["resourceName"]] = as_asked(google_id, person)
        return reported


def _label_deleted():
    return Failed(RetryLater("label", "the label was deleted"))


def _is_refused(outcome):
    """Whether Google has refused something for good, or knows nothing of it."""
    if not isinstance(outcome, Failed) or isinstance(outcome.error, AddressBookFull):
        return False
    return isinstance(outcome.error, RecordRefused) or outcome.error.status == NOT_FOUND


def _with_its_label(google_id, gone, now):
    """What came of the label: the contact as it is now, which lists do not tell at once."""
    if google_id in gone:
        return Differs(None)
    person = now.get(google_id)
    if not isinstance(person, dict) or person["resourceName"] != google_id:
        return None
    return Written(person) if shape.fits(person) else None


def _labelled(request, outcome, instead):
    """The outcome, with what came of the label."""
    if request.labelled is None or not isinstance(outcome, Written) or not instead:
        return outcome
    if isinstance(instead, Differs) and not request.labelled:
        return outcome  # who is gone is out of the group, too
    return instead
