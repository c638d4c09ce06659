"""Links, and the state of each side of a link in a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timezone
from enum import Enum
from typing import Any, Generic, final

from .item import ItemT, OriginalStart
from .merge import Conflict, Side

#: The caller's handle of a record in Odoo, for example a pair of model and id. It is hashable, and
#: not looked at.
OdooId = Any


#: Triples: a field's name, the value that was sent, and the value that Google shows instead.
Spellings = tuple[tuple[str, Any, Any], ...]


class Role(Enum):
    """What the account's user is to a meeting, or a contact to others in Odoo: it decides whose
    changes count."""

    ORGANIZER = "organizer"  # the user's own meeting, or contact: both sides may change it
    INVITED = "invited"  # a meeting organised by another Odoo user, or by nobody: Odoo leads
    KEPT = "kept"  # the user's own, kept by another record, as time off keeps its event: Odoo leads
    EXTERNAL = "external"  # a meeting organised by somebody outside of Odoo: Google leads
    EMPLOYEE = "employee"  # a contact below a company: in what is the company's, Odoo leads

    @property
    def is_own(self) -> bool:
        """Whether the user is the organizer, and the guests are theirs."""
        return self in (Role.ORGANIZER, Role.KEPT)


@dataclass(frozen=True, slots=True)
class Intent(Generic[ItemT]):
    """What a write to Google shall make of a record there.

    :ivar item: ``None`` where it is to be deleted
    :ivar origin: the side whose words the record has then
    :ivar number: goes out with the write and stays with the record, so that it tells that the write
        has arrived whatever is changed later; empty where Google keeps none
    :ivar conflicts: what it replaces at Google, which is lost once it has arrived
    """

    item: ItemT | None
    origin: Side = Side.ODOO
    number: str = ""
    conflicts: tuple[Conflict, ...] = field(default=(), compare=False)


def number_at(number: str, original_start: OriginalStart | None) -> str:
    """The number of a write's part about one occurrence; of that about the record itself where
    ``original_start`` is ``None``."""
    if original_start is None:
        return number
    if isinstance(original_start, datetime):
        original_start = original_start.astimezone(timezone.utc)
    return f"{number}@{original_start.isoformat()}"


@dataclass(frozen=True, slots=True)
class Link(Generic[ItemT]):
    """The pair of ids of one item, with the last state on which both sides agreed.

    ``google_id`` may be chosen before the record exists at Google. ``base`` is ``None`` while the
    item is on neither side; ``etag`` is that of the record at Google when it was looked at last,
    and ``None`` where it was not there. ``origin`` is the side whose words it has. ``key`` is the
    caller's handle and not looked at.

    :ivar sent: the writes to Google that may have arrived, or may yet arrive, of which nobody has
        heard: see :mod:`engine.core.own_writes`. The ``base`` is what Google had before them.
    :ivar is_copy: of somebody else's record, which Google itself has made for the user: what all
        copies have in common is not the user's to write
    :ivar apart: the addresses of guests who are to go at Google alone, see
        :mod:`sync.odoo.own_events`
    :ivar spellings: what Google has made of values that it was sent, which is nobody's edit: the
        name of a field, what was sent, and what Google shows instead
    :ivar buried: of one that both sides have given up, the last ``base``: what the bins have
    :ivar only_on: the one side that has the item since an undo (:mod:`engine.core.revert`), which
        is the base there; it rests until somebody changes it
    :ivar replaced: what writes have replaced at Google that turn out to have arrived, and of which
        nobody was told
    """

    odoo_id: OdooId | None = None
    google_id: str | None = None
    base: ItemT | None = None
    etag: str | None = None
    role: Role = Role.ORGANIZER
    origin: Side = Side.ODOO
    key: int | None = None
    only_on: Side | None = None
    sent: tuple[Intent[ItemT], ...] = ()
    buried: ItemT | None = None
    is_copy: bool = False
    apart: frozenset[str] = frozenset()
    spellings: Spellings = ()
    replaced: tuple[Conflict, ...] = field(default=(), compare=False)


@final
@dataclass(frozen=True, slots=True)
class OdooState(Generic[ItemT]):
    """A record as Odoo has it now. ``exists`` is false once the record itself is gone.

    :ivar remains: of one that is not present, what its record says, if that counts once it is
    """

    item: ItemT | None
    role: Role = Role.ORGANIZER
    changed: datetime | None = None
    exists: bool = True
    remains: ItemT | None = field(default=None, compare=False)


@final
@dataclass(frozen=True, slots=True)
class GoogleState(Generic[ItemT]):
    """A record as Google reported it in this run; ``origin`` tells whose words a new one has.

    :ivar remains: of one that is gone, what Google still shows of it, if it does
    :ivar numbers: those of our writes that it shows, see :func:`number_at`
    :ivar declined: of what is gone here, what is there all the same, without the user, who has said
        no: original starts of occurrences, and ``None`` for the record itself
    """

    item: ItemT | None
    etag: str | None = None
    role: Role = Role.ORGANIZER
    changed: datetime | None = None
    origin: Side = Side.GOOGLE
    remains: ItemT | None = field(default=None, compare=False)
    numbers: frozenset[str] = field(default=frozenset(), compare=False)
    declined: frozenset[OriginalStart | None] = field(default=frozenset(), compare=False)


@final
@dataclass(frozen=True, slots=True)
class Rest(Generic[ItemT]):
    """What both sides had in place of a record that is new, for it was split off another one.

    :ivar whole: the link of that one
    :ivar base: what they had agreed on
    :ivar odoo: what Odoo still has in the other one; ``None`` if it has the part itself
    :ivar google: what Google still has in it, likewise
    :ivar carried: the original starts of which is decided with this part
    """

    whole: Link[ItemT]
    base: ItemT
    odoo: OdooState[ItemT] | None = None
    google: GoogleState[ItemT] | None = None
    carried: frozenset[OriginalStart] = frozenset()
