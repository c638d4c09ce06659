"""Undo: takes back what a run has done to a record, unless somebody has changed it since.

Both sides go back to what the run found there. Of what it made anew only its own copy goes: the
original stays on its side, and the two rest (``Link.only_on``).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Generic, Literal

from .item import ItemT
from .link import GoogleState, Link, OdooState, Role
from .merge import Side
from .own_writes import settled
from .plan import Decision, exists_in_odoo, write_to
from .policy import Policy

#: The roles of records that belong to somebody else: once lost there, Odoo cannot restore them.
_LEADERS: Mapping[Role, Side] = {
    Role.INVITED: Side.ODOO,
    Role.KEPT: Side.ODOO,
    Role.EXTERNAL: Side.GOOGLE,
}

ItemBySide = Mapping[Side, ItemT | None]


@dataclass(frozen=True, slots=True)
class Undo(Generic[ItemT]):
    """What a run has done to a record.

    :ivar before: what it found on the sides to which it wrote; ``None`` where there was nothing
    :ivar made: on what both sides agreed then; ``None`` for what it took away
    :ivar key: the caller's handle
    """

    before: ItemBySide[ItemT]
    made: ItemT | None
    key: Hashable


@dataclass(frozen=True, slots=True)
class Left:
    """A record that stays as it is.

    :ivar reason: ``changed`` since on these ``sides``, or only its ``leader`` could put it back
    """

    reason: Literal["changed", "leader"]
    role: Role
    sides: tuple[Side, ...] = ()


def take_back(
    undo: Undo[ItemT],
    link: Link[ItemT],
    ours: OdooState[ItemT],
    theirs: GoogleState[ItemT],
    policy: Policy[ItemT],
) -> Decision[ItemT] | Left:
    """Decide how the sides of one link go back to what they were.

    What is there already is not written again, so that an undo which did not live to see its end
    can be taken up anew.
    """
    undo = _changed(undo, policy.compared)
    ours, theirs = policy.compared_state(ours), policy.compared_state(theirs)
    link = settled(policy.compared_link(link), theirs, policy)
    role = ours.role if ours.item else link.role
    odoo = ours.item and policy.seen_of_odoo(ours.item, link, role)
    google = theirs.item and policy.seen_of_google(theirs.item, link, odoo, role)
    present = {Side.ODOO: odoo, Side.GOOGLE: google}
    if undo.made is None and link.base is None:
        link = replace(link, base=next(iter(undo.before.values())))  # as it is in Google's bin
    undo = _changed(undo, lambda item: policy.as_shown_now(item, link, odoo, role))
    wanted, fixed = _former(undo, policy, role)
    changed = tuple(side for side in Side if present[side] not in (undo.made, wanted[side]))
    if changed:
        return Left("changed", role, changed)
    if _is_out_of_reach(undo, role, present, wanted):
        return Left("leader", role)
    kept = [side for side in Side if wanted[side] is not None]
    return Decision(
        link,
        agreed=wanted[kept[0]] if kept else None,
        role=role,
        origin=policy.origin(link, ours.item, role),
        odoo=write_to(present[Side.ODOO], wanted[Side.ODOO], exists=exists_in_odoo(link, ours)),
        google=write_to(present[Side.GOOGLE], wanted[Side.GOOGLE], exists=bool(theirs.etag)),
        etag=theirs.etag,
        rejected=fixed,
        only_on=kept[0] if len(kept) == 1 else None,
        reverts=undo.key,
    )


def _changed(undo: Undo[ItemT], change: Callable[[ItemT], ItemT]) -> Undo[ItemT]:
    """The undo after a change of all its items."""
    before = {side: item and change(item) for side, item in undo.before.items()}
    return replace(undo, before=before, made=undo.made and change(undo.made))


def _former(
    undo: Undo[ItemT], policy: Policy[ItemT], role: Role
) -> tuple[ItemBySide[ItemT], tuple[str, ...]]:
    """What the sides go back to, and the fields that stay, since they are others' to decide.

    Where the run changed both sides, each change is taken back by itself: that is a merge of what
    the sides were before, from what they agreed on after it.
    """
    made = undo.made
    if made is None:
        deleted = next(iter(undo.before.values()))
        return dict.fromkeys(Side, deleted), ()
    odoo, google = (undo.before.get(side, made) for side in Side)
    if odoo is None or google is None:
        return {Side.ODOO: odoo and made, Side.GOOGLE: google and made}, ()
    merged = policy.merge(made, odoo, google, Side.ODOO, role)
    return dict.fromkeys(Side, merged.item), merged.rejected


def _is_out_of_reach(
    undo: Undo[ItemT], role: Role, present: ItemBySide[ItemT], wanted: ItemBySide[ItemT]
) -> bool:
    """Whether nothing can be put back, for others decide about it."""
    leader = _LEADERS.get(role)
    lost = leader is not None and present[leader] is None and wanted[leader] is not None
    if lost and leader not in undo.before:
        return True
    return undo.made is not None and all(item == undo.made for item in wanted.values())
