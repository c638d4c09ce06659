"""One sync of an account's contacts."""

from dataclasses import dataclass

from ..google_api import contact_codec, oauth, people
from ..google_api.errors import (
    AlreadyExists,
    GoogleError,
    NotFound,
    RecordRefused,
    RetryLater,
    ScopeMissing,
)
from ..google_api.labels import Label, change_members, create_label, list_labels, rename_label
from ..google_api.outcomes import Differs, Failed, Written
from . import messages
from .contact_step import NEW, ContactStep, as_asked
from .records import CATEGORY, CONTACT
from .sync_run import Job, SyncRun


@dataclass
class ContactJob(Job):
    """:ivar label: the one that the group has in Google, by the name that it was given
    :ivar group_name: the name that the group has in Odoo now
    """

    label: Label | None = None
    group_name: str = ""


@dataclass
class FetchedContacts:
    """What Google said: its changes, its label, and the contacts that were asked for.

    :ivar label_is_new: it is not the one that the contacts were given
    """

    changes: people.ContactChanges
    label: Label
    looked_at: dict
    label_is_new: bool = False


class ContactRun(SyncRun):
    claimed_model = "google.sync.contacts"
    record_models = (CONTACT, CATEGORY)

    def __init__(self, job):
        super().__init__(job)
        self.label_is_lost = False

    @classmethod
    def job_of(cls, claimed, session):
        label = claimed.label_id and Label(claimed.label_id, claimed.label_name)
        looked_at = (one for one in claimed._due_google_ids() if not one.startswith(NEW))
        category = claimed.category_id.with_context(lang=claimed.user_id.lang)
        return ContactJob(
            claimed.id,
            claimed.lease_until,
            claimed.sync_token or None,
            session,
            tuple(looked_at),
            label=label or None,
            group_name=category.name,
        )

    # -- in a thread ----------------------------------------------------------------------------

    def ask(self):
        job = self.job
        if oauth.SCOPE_CONTACTS not in job.session.tokens.scopes:
            raise ScopeMissing("contacts", "contacts were not allowed")
        changes = people.list_changes(job.session, job.sync_token)
        looked_at = people.get_people(job.session, job.look_at)
        label = self._ask_for_label(changes.full or self._lacks_label(changes.people))
        is_new = not job.label or label.resource_name != job.label.resource_name
        if is_new and not changes.full:
            # All lack it, also those that Google does not mention yet.
            changes = people.list_changes(job.session, None)
        return FetchedContacts(changes, label, looked_at, is_new)

    def _lacks_label(self, listed):
        """Whether the label could be gone: then Google reports all contacts, without it."""
        label = self.job.label
        metas = map(contact_codec.metadata, listed)
        return any(
            not (meta.deleted or (label and label.resource_name in meta.labels)) for meta in metas
        )

    def _ask_for_label(self, uncertain):
        """The label of the group's name, which is made once and renamed when the group is.

        :param uncertain: whether Google is asked if it still has it
        """
        session, name, known = self.job.session, self.job.group_name, self.job.label
        if known and known.name == name and not uncertain:
            return known
        labels = {label.resource_name: label for label in list_labels(session)}
        if known and known.resource_name in labels:
            label = labels[known.resource_name]
            return self._rename(label, name) if known.name != name else known
        by_name = {label.name.casefold(): label for label in labels.values()}
        label = by_name.get(name.casefold()) or self._create_label(name)
        return Label(label.resource_name, name)

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

    def carry_out(self, requests):
        writes = [request.write for request in requests if request.write]
        written = iter(people.send(self.job.session, writes) if writes else ())
        outcomes = [next(written) if request.write else Written(None) for request in requests]
        return self._label(requests, outcomes)

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
            trouble = Failed(RetryLater("label", "the label was deleted"))
        except RetryLater as error:
            trouble = Failed(error)
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

    def step(self, env, claimed):
        label = self.fetched.label.resource_name
        return ContactStep(env, claimed, label, self.run_id, self.fetched.label_is_new)

    def prepare(self, env, claimed):
        step = self.step(env, claimed)
        changes, changed = self.taken_changes(env, claimed._sync_account())
        full = self.fetched.changes.full
        step.read_due()
        step.leave(self._unanswered())
        asked = self.fetched.looked_at.values()
        asked = {person["resourceName"] for person in asked if isinstance(person, dict)}
        listed = {person["resourceName"] for person in self.fetched.changes.people} - asked
        step.read_google(list(self._reported()), full, listed)
        step.read_odoo(changed, everything=full)
        planned = step.plan()
        if self.stopped_by_deletions(claimed, planned, step.links.count()):
            return []
        # What this transaction writes to Odoo came from this account: it needs no echo.
        env["google.sync.change"].set_origin(claimed._sync_account())
        self.note_freshness(changes, planned, step)
        self.sendings = step.carry_out(planned)
        if full:
            step.links.look_again(step.google.mentioned)
        changes.unlink()
        claimed.sync_token = self.fetched.changes.next_sync_token
        return self.end_or_send(claimed, step)

    def learned(self):
        label = self.fetched.label
        return {
            "label_id": False if self.label_is_lost else label.resource_name,
            "label_name": label.name,
        }

    def deletions_text(self, env, excess):
        return env._(
            "This sync would take %(count)s contacts out of the group in %(side)s. Nothing was "
            "changed. Approve it if that is what you want, or have them brought back.",
            count=excess.deletions,
            side=env._(messages.SIDE_LABELS[excess.side.value]),
        )

    def _reported(self):
        """What is new, and the contacts asked for by name."""
        listed = {person["resourceName"]: person for person in self.fetched.changes.people}
        for google_id, person in self.fetched.looked_at.items():
            if person is None:
                gone = {"resourceName": google_id, "metadata": {"deleted": True}}
                listed.setdefault(google_id, gone)
            elif not isinstance(person, GoogleError):
                listed[person["resourceName"]] = as_asked(google_id, person)
        return listed.values()

    def _unanswered(self):
        return [
            google_id
            for google_id, person in self.fetched.looked_at.items()
            if isinstance(person, GoogleError)
        ]


def _with_its_label(google_id, gone, now):
    """What came of the label: the contact as it is now, which lists do not tell at once."""
    if google_id in gone:
        return Differs(None)
    person = now.get(google_id)
    return isinstance(person, dict) and person["resourceName"] == google_id and Written(person)


def _labelled(request, outcome, instead):
    """The outcome, with what came of the label."""
    if request.labelled is None or not isinstance(outcome, Written) or not instead:
        return outcome
    if isinstance(instead, Differs) and not request.labelled:
        return outcome  # who is gone is out of the group, too
    return instead
