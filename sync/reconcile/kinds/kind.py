"""The interface of a kind of records: what Google reports of it in a run, and the hooks that the
reconciler calls, in this order.

A kind holds the snapshot of its transaction and knows no reconciler. It may change the snapshot's
links and states; it writes to Odoo only between ``prepare`` and ``written``.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from odoo.models import BaseModel

from ....engine.core.link import Link, Rest, Spellings
from ....engine.core.plan import Decision, Plan, Write
from ....google_api.calendar.series import Series
from ....google_api.transport.compressed import CompressedDict
from ....google_api.transport.outcomes import Exchange
from ...store.refs import RecordRef
from ..snapshot import AnySnapshot, Done


@dataclass(frozen=True)
class EventReport:
    """:ivar series: what Google has told of, by id: series, and single events beside them
    :ivar unlisted: ids of invitations that were asked for, and have not come into the calendar
    :ivar unknown: ids that Google has never had in this calendar, or has forgotten
    :ivar unanswered: ids that were asked for in vain
    :ivar incomplete: ids of new series of which Google has yet to tell the rest
    """

    series: Mapping[str, Series]
    unlisted: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    incomplete: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ContactReport:
    """:ivar people: Google's JSON by name
    :ivar full: whether everything is reported
    :ivar listed: ids from a list, which may tell what was true minutes ago
    :ivar unanswered: ids that were asked for in vain
    """

    people: CompressedDict
    full: bool = False
    listed: frozenset[str] = frozenset()
    unanswered: tuple[str, ...] = ()


Report = EventReport | ContactReport


class Kind(Protocol):
    """:ivar snapshot: both sides, as this transaction has read them
    :ivar most_writes: so many writes Google takes in one run
    :ivar rests: set by :meth:`match`: what both sides had in place of records that are new, for
        they were split off others
    """

    snapshot: AnySnapshot
    most_writes: int
    rests: Mapping[Hashable, Rest[Any]] = MappingProxyType({})

    # -- reading ----------------------------------------------------------------------------------

    @abstractmethod
    def read_google(self, report: Any) -> None:
        """Called first: store what Google has said in ``snapshot.google``, and look at its links.

        :param report: the kind's own
        """

    @abstractmethod
    def resolve(self, changed: Collection[RecordRef], everything: bool) -> set[RecordRef]:
        """Called after it: look at the links of the records to be compared.

        What rests, and what Google has to show first, is set aside.

        :param changed: refs of the records that the outbox names
        :param everything: whether all of the user's records are compared
        :return: refs of the records to read, those of links need not be among them
        """

    @abstractmethod
    def report_of(self, records: Mapping[str, Any]) -> Any:
        """Called in place of a fetch, when a write has found another state at Google.

        :param records: Google's JSON by id
        :return: the report for :meth:`read_google`
        """

    # -- planning ---------------------------------------------------------------------------------

    @abstractmethod
    def match(self) -> Mapping[str, RecordRef]:
        """Called once both sides are read: find those without a link that are the same on both.

        :return: Odoo's refs by Google's ids
        """

    def known(self, item: Any) -> Any:
        """Called for items that links and logs keep.

        :return: the item, with people called as this Odoo calls them
        """
        return item

    @abstractmethod
    def link_value(self, link: BaseModel) -> Link[Any]:
        """Called for each link of a plan, an undo or a preview.

        :return: the engine's :class:`~engine.core.link.Link`
        """

    @abstractmethod
    def complete(self, plan: Plan[Any]) -> Plan[Any]:
        """Called with what the engine has planned.

        :return: the plan, with what this kind does without a difference between items
        """

    # -- writing ----------------------------------------------------------------------------------

    @abstractmethod
    def prepare(self, plan: Plan[Any]) -> None:
        """Called before anything of the plan is applied; a preview does not call it."""

    def before_writing(self, writes: Sequence[Write[Any]]) -> None:
        """Called before each portion: make what its records rest on.

        :param writes: those to Odoo
        """

    @abstractmethod
    def create_requests(self, decisions: Iterable[Decision[Any]]) -> Sequence[Any]:
        """Called for the new records of each portion.

        :return: what ``records.create`` takes, in the same order
        """

    @abstractmethod
    def link_values(self, decision: Decision[Any], values: Mapping[str, Any]) -> dict[str, Any]:
        """Called for each decision that was applied.

        :param values: those that links of all kinds get
        :return: all values that the link gets
        """

    @abstractmethod
    def written(self, done: Done) -> None:
        """Called once Odoo is written and all links are stored: the follow-ups.

        :param done: pairs of decision and ref
        """

    @abstractmethod
    def request(self, decision: Decision[Any], link: BaseModel) -> Any:
        """Called for each write that goes to Google now.

        :return: what the run's ``send_requests`` takes
        """

    def declines(self, request: Any) -> bool:
        """Called with what was sent: whether it leaves the record there, and says no to it."""
        return False

    @abstractmethod
    def new_google_id(self) -> str:
        """Called for a link whose record is yet to be made at Google.

        :return: its id, or what stands for it until Google has given one
        """

    def listed_late(self, links: BaseModel) -> BaseModel:
        """Called when writes go out, and when their answers are lost.

        :return: those of the links whose new record Google may list only minutes later
        """
        return links.browse()

    # -- answers ----------------------------------------------------------------------------------

    @abstractmethod
    def spellings(self, exchange: Exchange) -> Spellings:
        """Called for each request that Google has taken, even if others of the same write failed.

        :param exchange: what was sent, and the answer
        :return: Google's spellings of the values that it was sent
        """

    @abstractmethod
    def answer_values(
        self, decision: Decision[Any], link: BaseModel, record: Any
    ) -> dict[str, Any]:
        """Called when Google has taken a write.

        :param record: Google's JSON, empty if it gives none
        :return: values that the link gets
        """

    def goes_otherwise(self, decision: Decision[Any], error: Exception) -> bool:
        """Called when Google has refused a write.

        :return: whether the next run writes the record in another way, so that nothing is wrong
            with it
        """
        return False

    @abstractmethod
    def missing_at_google(self, link: BaseModel) -> None:
        """Called when Google has no record to write to: make the link ready for the next plan."""
