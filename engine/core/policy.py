"""The policy: the user's settings, and the rules of a kind of records, for a plan."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, Literal, TypeVar

from .item import ItemT, OriginalStart, without
from .link import GoogleState, Link, OdooState, Role, Spellings
from .merge import Merged, Side
from .spellings import cut_values

StateT = TypeVar("StateT", OdooState[Any], GoogleState[Any])


@dataclass(frozen=True, slots=True)
class Policy(ABC, Generic[ItemT]):
    """The settings that all kinds have in common; each kind has its own class.

    :param prefer: who wins a field changed on both sides; Odoo, without ``imports``
    :param imports: whether changes made in Google come into Odoo
    :param undo_deletions: the user has asked that what was deleted on one side comes back there
    :param unheld: the fields that Odoo has no place for. They are blank in whatever a decision
        looks at: in the states of both sides, in the base, and in what is on its way. So no
        decision writes or deletes them; once Odoo has a place for one, what Google has comes in
    """

    prefer: Literal["newest", "odoo", "google"] = "newest"
    imports: bool = True
    undo_deletions: bool = False
    unheld: frozenset[str] = frozenset()

    #: Whether people see, and change, at Google what is not present there any more. It takes more
    #: than a write to bring such a record back.
    lives_on: ClassVar[bool] = False

    @abstractmethod
    def out_of_scope(self, theirs: GoogleState[ItemT]) -> str | None:
        """Return why a record that Odoo never had stays out; ``None`` when it comes in."""

    @abstractmethod
    def seen_of_odoo(self, odoo: ItemT, link: Link[ItemT], role: Role) -> ItemT:
        """Odoo's item, with what is to stay in Odoo as it was agreed last."""

    @abstractmethod
    def seen_of_google(
        self, google: ItemT, link: Link[ItemT], odoo: ItemT | None, role: Role
    ) -> ItemT:
        """Google's item, with what is to stay in Google as it was agreed last.

        :param odoo: what is seen of Odoo's item
        """

    def as_shown_now(self, item: ItemT, link: Link[ItemT], odoo: ItemT | None, role: Role) -> ItemT:
        """An item of former days, with no more for Google than it may have by now.

        :param odoo: what is seen of Odoo's item, if there is one
        """
        return item

    def compared(self, item: ItemT) -> ItemT:
        """The item as far as both sides can hold it."""
        return without(item, self.unheld)

    def compared_link(self, link: Link[ItemT]) -> Link[ItemT]:
        """The link with its items as far as both sides can hold them."""
        if not self.unheld:
            return link
        sent = tuple(replace(one, item=self._compared(one.item)) for one in link.sent)
        base, buried = self._compared(link.base), self._compared(link.buried)
        if not sent and base is link.base and buried is link.buried:
            return link
        return replace(link, base=base, sent=sent, buried=buried)

    def compared_state(self, state: StateT) -> StateT:
        """A side's state with its item, and what remains of an absent one, as far as both sides
        can hold them."""
        if not self.unheld:
            return state
        item, remains = self._compared(state.item), self._compared(state.remains)
        if item is state.item and remains is state.remains:
            return state
        return replace(state, item=item, remains=remains)

    def _compared(self, item: ItemT | None) -> ItemT | None:
        return item and self.compared(item)

    def in_odoo(self, item: ItemT) -> ItemT:
        """The item as Odoo holds it."""
        return item

    def in_one_request(self, item: ItemT) -> ItemT:
        """The item as Google holds it after the first of several requests that send it."""
        return item

    def in_google(self, item: ItemT) -> ItemT:
        """The item as Google holds it."""
        return item

    def not_imported(self, known: ItemT, google: ItemT) -> ItemT:
        """What counts of Google's item while its changes do not come into Odoo.

        :param known: what Google had when both agreed last
        """
        return known

    def brought_back(self, buried: ItemT, shown: ItemT) -> ItemT:
        """What Google has of an item that was in its bin, as far as nobody has changed it since.

        :param shown: as Google shows it
        """
        return buried

    def unlike_sent(self, before: ItemT | None, sent: ItemT, shown: ItemT) -> Spellings:
        """Google's spellings of a write whose answer is lost, as far as they are no edits.

        :param before: what was there before; who types that back has edited it
        """
        return cut_values(before, sent, shown)

    def origin(self, link: Link[ItemT], odoo: ItemT | None, role: Role) -> Side:
        """The side whose words a record has, now that Odoo has it as ``odoo``."""
        return link.origin

    @abstractmethod
    def as_arrived(
        self, base: ItemT, sent: ItemT, shown: ItemT, shows: Callable[[OriginalStart | None], bool]
    ) -> ItemT:
        """The base, with the parts of a write that have arrived: see :mod:`engine.core.own_writes`.

        :param sent: what was to be made of ``base``
        :param shown: as Google shows it
        :param shows: as :data:`engine.core.own_writes.Shows`
        """

    @abstractmethod
    def merge(
        self, base: ItemT | None, odoo: ItemT, google: ItemT, prefer: Side, role: Role
    ) -> Merged[ItemT]:
        """The item on which both sides shall agree, see :mod:`engine.core.merge`."""

    @abstractmethod
    def outlives(self, item: ItemT, base: ItemT | None, role: Role, gone_from: Side) -> bool:
        """Whether a record lives that one side has as ``item`` while the other deleted it."""
