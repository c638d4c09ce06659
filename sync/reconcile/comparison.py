"""Both sides of what a run has claimed, read in one transaction, and the plan that comes of it."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Any

from odoo import fields

from ...engine.core.plan import plan
from ..reporting import messages
from ..reporting.run_log import RunLog
from ..store.links import LinkStore
from ..store.refs import Ref
from .revert import Undoing


@dataclass(frozen=True)
class Unreadable:
    """A record of Odoo's that is no item.

    :ivar link: its link; an empty recordset if it has none
    """

    ref: Ref
    link: Any
    error: Exception


class Comparison(ABC):
    """What reading and planning is for all kinds of records.

    :param claimed: the record that the run has claimed
    :param records: the user's records in Odoo: a :class:`~sync.odoo.schedule.Schedule`, or
        :class:`~sync.odoo.contact_book.ContactBook`
    :param google: what Google has reported so far
    :param run_id: the run's record, where an earlier step has made it
    """

    #: The model of a record that is not known yet.
    res_model: str

    def __init__(self, env, claimed, records, google, run_id=None):
        self.env = env
        self.claimed = claimed
        self.account = claimed._sync_account()
        self.records = records
        self.google = google
        self.links = LinkStore(env, claimed, self.res_model)
        self.log = RunLog(env, claimed, run_id)
        self.texts = self.account._in_user_lang().env
        self.undoing = Undoing(self.account)
        self.found = env["google.sync.link"]  # those of the records that are looked at
        self.odoo = {}
        self.unreadable = []

    # -- what each kind of record does in its own way -------------------------------------------

    @abstractmethod
    def policy(self):
        """The user's :class:`~engine.core.policy.Policy`."""

    @abstractmethod
    def read_odoo(self, changed):
        """Read the records that may have changed, and those of the links that were found.

        :param changed: refs of records
        """

    @abstractmethod
    def match(self, policy):
        """Odoo's refs by Google's ids, of what has no link and is the same on both sides."""

    @abstractmethod
    def new_google_id(self):
        """The id of a link whose record is yet to be made at Google."""

    def names_of(self, link):
        """The engine's value of a link."""
        value = LinkStore.value(link)
        sent = (replace(one, item=one.item and self.rename_people(one.item)) for one in value.sent)
        base = value.base and self.rename_people(value.base)
        buried = value.buried and self.rename_people(value.buried)
        return replace(value, base=base, sent=tuple(sent), buried=buried)

    def rename_people(self, item):
        """The item, with people called as this Odoo calls them."""
        return item

    def is_invited(self, ref):
        """Whether a colleague's meeting takes place, with the user among its guests."""
        return True

    # -- reading -----------------------------------------------------------------------------

    def read_due(self):
        """Look again at what was interrupted, or has failed and is to be tried again."""
        self.found |= self.links.due()

    def leave(self, google_ids):
        """Keep away from the links whose records could not be looked at; they stay due."""
        links = self.links.of_google(google_ids)
        LinkStore.postpone(links)
        self.found -= links

    def leave_unseen(self, links):
        """Have Google's records of these links looked at first.

        :return: the refs of their records
        """
        links.write({"retry_at": fields.Datetime.now()})
        self.found -= links
        return set(map(LinkStore.ref, links))

    def unseen(self):
        """The links of which Google has to tell more: failing ones, for what changed meanwhile was
        not kept, and those with a write of which nobody knows whether it has arrived."""
        mentioned = self.google.mentioned
        return self.found.filtered(
            lambda link: (link.state == "failed" or link.sent) and link.google_id not in mentioned
        )

    def leave_resting(self):
        """Keep away from the links that rest.

        :return: the refs of their records
        """
        resting = LinkStore.resting(self.found)
        self.found -= resting
        return set(map(LinkStore.ref, resting))

    def take_odoo(self, refs):
        """Read the records, and set those aside that are no item."""
        self.odoo, errors = self.records.read(refs)
        for ref, error in errors.items():
            link = self.found.filtered(lambda link, ref=ref: LinkStore.ref(link) == ref)
            self.unreadable.append(Unreadable(ref, link, error))

    def linked_refs(self):
        """Of the records of all links that were found."""
        return {LinkStore.ref(link) for link in self.found if link.res_id}

    # -- planning ----------------------------------------------------------------------------

    def plan(self):
        """Decide about all that could be read, on both sides."""
        troubled = self._troubled()
        for link in troubled:
            self.odoo.pop(LinkStore.ref(link), None)
            self.google.states.pop(link.google_id, None)
        policy = self.policy()
        matches = self.match(policy)
        links = [self.names_of(link) for link in self.found - troubled if not link.as_singles]
        planned = plan(links, self.odoo, self.google.states, policy, matches)
        return self.undoing.overrule(planned, self, policy)

    def new_at_google(self):
        """The states of what no link has."""
        linked = set(self.found.mapped("google_id"))
        return {
            google_id: state
            for google_id, state in self.google.states.items()
            if google_id not in linked
        }

    # -- what cannot be read -----------------------------------------------------------------

    def trouble_of(self, link):
        """Why a link's record could not be read, on either side; ``None`` if it could."""
        at_google = (one.error for one in self.google.problems if one.google_id == link.google_id)
        in_odoo = (one.error for one in self.unreadable if one.link == link)
        return next(iter((*at_google, *in_odoo)), None)

    def _troubled(self):
        """The links of which one side could not be read."""
        unread = {problem.google_id for problem in self.google.problems}
        links = self.found.filtered(lambda link: link.google_id in unread)
        return links.union(*(one.link for one in self.unreadable))

    def set_unreadable_aside(self):
        """Report what cannot be read, and keep it apart."""
        for problem in self.google.problems:
            self.quarantine(self._link_of(problem), problem.title, problem.error)
        for one in self.unreadable:
            link = one.link or self._link_of_new(one.ref)
            self.quarantine(link, self.records.title(one.ref), one.error)

    def _link_of(self, problem):
        """The link that keeps what is wrong with a record of Google's, made if there is none."""
        link = self.found.filtered(lambda link: link.google_id == problem.google_id)
        return link or self.new_link(problem.google_id)

    def _link_of_new(self, ref):
        """A link for a record that is not at Google, to keep what is wrong with it."""
        google_id = self.new_google_id()
        return self.links.create(
            [{"google_id": google_id, "res_model": ref.model, "res_id": ref.id}]
        )

    def new_link(self, google_id):
        """A link without a record in Odoo."""
        return self.links.create([{"google_id": google_id}])

    def quarantine(self, link, title, error):
        """Set one record aside: it is shown with its reason, tried again later, told once."""
        message = messages.describe(self.texts, error)
        if link and not link.title:
            link.title = title
        if not link or link.error != message:
            ref = LinkStore.ref(link)
            self.log.remark(
                message,
                title=title,
                level="error",
                ref=ref and self.records.shown(ref),
                google_id=link.google_id,
            )
        link._failed(message)
