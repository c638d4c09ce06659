"""The snapshot: what one transaction has read of both sides, and its log.

The snapshot answers questions about what was read, and sets aside what is left for later. It
decides nothing and writes to no side; it knows neither the reconciler nor the kinds of records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar, cast

from odoo import fields
from odoo.api import Environment
from odoo.models import BaseModel

from ...engine.contacts.item import ContactItem
from ...engine.contacts.policy import ContactPolicy
from ...engine.core.item import ItemT
from ...engine.core.link import GoogleState, OdooState
from ...engine.core.plan import Decision
from ...engine.core.policy import Policy
from ...engine.events.item import EventItem
from ...engine.events.policy import EventPolicy
from ..google.contact_reader import ReportedContacts
from ..google.event_reader import Problem, Reported
from ..odoo.contact_book import ContactBook
from ..odoo.policies import policy_of
from ..odoo.records import Records
from ..odoo.schedule import Schedule
from ..reporting import messages
from ..reporting.run_log import RunLog
from ..reporting.told import is_told
from ..store.links import SYNCED, LinkStore, inactive, linked_ref, postpone, ref_of
from ..store.refs import RecordRef


class AtGoogle(Protocol):
    """What the reader of a kind makes of Google's report.

    :ivar states: by Google's id
    :ivar problems: records that are no item
    """

    states: dict[str, GoogleState[Any]]
    problems: list[Problem]

    @property
    def mentioned(self) -> Set[str]:
        """The ids of all that Google has mentioned."""


RecordsT = TypeVar("RecordsT", bound=Records[Any])
ReportedT = TypeVar("ReportedT", bound=AtGoogle)
PolicyT = TypeVar("PolicyT", bound=Policy[Any])

Decisions = Sequence[Decision[Any]]
#: A decision that was applied, with its record in Odoo.
Decided = tuple[Decision[Any], RecordRef | None]
Done = Sequence[Decided]


@dataclass(frozen=True)
class Unreadable:
    """A record in Odoo that is no item.

    :ivar link: its link; an empty recordset if it has none
    """

    ref: RecordRef
    link: BaseModel
    error: Exception


class Snapshot(Generic[ItemT, RecordsT, ReportedT, PolicyT]):
    """:param claimed: the record that the run has claimed
    :param res_model: the model of a record that is not known yet
    :param records: the user's records in Odoo: a :class:`~sync.odoo.schedule.Schedule`, or
        :class:`~sync.odoo.contact_book.ContactBook`
    :param google: what the kind's reader makes of Google's report; empty before it has read
    :param run_id: the run's record, where an earlier transaction has made it
    :ivar found: the links of the records that are looked at
    :ivar odoo: the states of Odoo's records, by ref
    :ivar unreadable: Odoo's records that are no item
    :ivar texts: an environment in the user's language
    """

    def __init__(
        self,
        env: Environment,
        claimed: BaseModel,
        res_model: str,
        records: RecordsT,
        google: ReportedT,
        run_id: int | None = None,
    ) -> None:
        self.env = env
        self.claimed = claimed
        self.account = claimed.synced_account()
        self.res_model = res_model
        self.records = records
        self.google = google
        self.links = LinkStore(env, claimed, res_model)
        self.log = RunLog(env, claimed, run_id)
        self.texts = self.account.in_user_lang().env
        self.found = env["google.sync.link"]
        self.odoo: dict[RecordRef, OdooState[ItemT]] = {}
        self.unreadable: list[Unreadable] = []

    @cached_property
    def policy(self) -> PolicyT:
        """The user's :class:`~engine.core.policy.Policy`, the same for the whole transaction."""
        return cast("PolicyT", policy_of(self.account, self.res_model))

    # -- which links are looked at --------------------------------------------------------------

    def look_at(self, refs: Iterable[RecordRef]) -> None:
        """Look at the links of these records."""
        self.found |= self.links.of_odoo(refs)

    def skip(self, google_ids: Iterable[str]) -> None:
        """Stay away from the links about which Google gave no answer; they stay due."""
        links = self.links.of_google(google_ids)
        postpone(links)
        self.found -= links

    def set_aside(self, unseen: BaseModel) -> set[RecordRef | None]:
        """Stay away from the links that rest, and from those that Google has to show first.

        :param unseen: the latter, which the next run asks for
        :return: the refs of all their records
        """
        left_alone = inactive(self.found)
        unseen -= left_alone
        unseen.write({"retry_at": fields.Datetime.now()})
        self.found -= left_alone | unseen
        return set(map(ref_of, left_alone | unseen))

    def let_undecided_rest(self) -> None:
        """Nothing could be decided about some links that were due; what changes wakes them.

        Those that came due too late for their records to be looked at are next.
        """
        now = fields.Datetime.now()
        undecided = self.found.filtered(lambda link: link.retry_at and link.retry_at <= now)
        mentioned = self.google.mentioned
        seen = undecided.filtered(
            lambda link: link.google_id in mentioned or link.state == "pending"
        )
        seen.write(SYNCED)
        postpone(undecided - seen)

    def unseen(self) -> BaseModel:
        """The links that Google has to show first: failures, and what stayed in Odoo, for changes
        meanwhile were not kept, and those with a write that may or may not have arrived."""
        mentioned = self.google.mentioned
        return self.found.filtered(
            lambda link: (
                (link.state in ("failed", "kept") or link.sent) and link.google_id not in mentioned
            )
        )

    def ours(self, link: BaseModel) -> OdooState[ItemT] | None:
        """Return Odoo's state of a link's record; ``None`` if it was not read."""
        ref = ref_of(link)
        return self.odoo.get(ref) if ref else None

    def linked_refs(self) -> set[RecordRef]:
        """The records of all links that are looked at."""
        return {linked_ref(link) for link in self.found if link.res_id}

    def link_of(self, decision: Decision[Any]) -> BaseModel:
        """The link that was decided about; empty for a new one."""
        # Odoo reads it with the others, and none of them may be in its cache any more.
        return self.found.browse(decision.link.key).with_prefetch(self.found._ids)

    def new_link(self, google_id: str | None) -> BaseModel:
        """A link without a record in Odoo."""
        return self.links.create([{"google_id": google_id}])

    # -- the states of both sides ---------------------------------------------------------------

    def read_odoo(self, refs: Iterable[RecordRef]) -> None:
        """Read the records; those that are no item are ``unreadable``."""
        self.odoo, errors = self.records.read(refs)
        links = {ref_of(link): link for link in self.found} if errors else {}
        nothing = self.found.browse()
        self.unreadable += [
            Unreadable(ref, links.get(ref, nothing), error) for ref, error in errors.items()
        ]

    def read_more(self, refs: Iterable[RecordRef]) -> None:
        """Read the records that a match has named, unless they are known."""
        states, _problems = self.records.read(set(refs) - set(self.odoo))
        self.odoo.update(states)

    def new_at_google(self) -> dict[str, GoogleState[ItemT]]:
        """Return Google's states that have no link."""
        linked = set(self.found.mapped("google_id"))
        return {
            google_id: state
            for google_id, state in self.google.states.items()
            if google_id not in linked
        }

    # -- what cannot be read --------------------------------------------------------------------

    def trouble_of(self, link: BaseModel) -> Exception | None:
        """Return why a link's record could not be read, on either side; ``None`` if it could."""
        at_google = (one.error for one in self.google.problems if one.google_id == link.google_id)
        in_odoo = (one.error for one in self.unreadable if one.link == link)
        return next(iter((*at_google, *in_odoo)), None)

    def drop_troubled(self) -> BaseModel:
        """Forget the states of links with a side that could not be read.

        :return: these links
        """
        unread = {problem.google_id for problem in self.google.problems}
        links = self.found.filtered(lambda link: link.google_id in unread)
        links = links.union(*(one.link for one in self.unreadable))
        for link in links:
            if ref := ref_of(link):
                self.odoo.pop(ref, None)
            self.google.states.pop(link.google_id, None)
        return links

    def links_of_problems(self) -> Iterator[tuple[Problem, BaseModel]]:
        """Pairs of what is wrong with a record of Google's and the link that keeps it, which is
        made if there is none."""
        links = {link.google_id: link for link in self.found} if self.google.problems else {}
        for problem in self.google.problems:
            yield problem, links.get(problem.google_id) or self.new_link(problem.google_id)

    def quarantine(self, link: BaseModel, title: str, error: Exception) -> None:
        """Set one record aside: it is shown with its reason, tried again later, told once."""
        message = self.log.told(messages.describe, error)
        if link and not link.title:
            link.title = title
        if not link or not is_told(link, "error", message):
            ref = ref_of(link)
            self.log.remark(
                message,
                title=title,
                level="error",
                ref=ref and self.records.shown(ref),
                google_id=link.google_id,
            )
        link.record_failure(message)


EventSnapshot = Snapshot[EventItem, Schedule, Reported, EventPolicy]
ContactSnapshot = Snapshot[ContactItem, ContactBook, ReportedContacts, ContactPolicy]
AnySnapshot = Snapshot[Any, Any, Any, Any]
