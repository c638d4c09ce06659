"""The comparison: only the fields that both sides can hold are compared.

A field that Odoo has no place for (``Policy.unheld``) is blank in whatever a decision looks at: in
the states of both sides, in the base, and in what is on its way. So no decision can see a
difference in it, and none can write or delete it. Once Odoo gets a place for it, what Google has
comes in like any change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from .item import ItemT
from .link import GoogleState, Link, OdooState
from .policy import Policy

StateT = TypeVar("StateT", OdooState[Any], GoogleState[Any])


def compared_link(link: Link[ItemT], policy: Policy[ItemT]) -> Link[ItemT]:
    """The link with what counts of its items."""
    if not policy.unheld:
        return link
    sent = tuple(replace(one, item=_compared(one.item, policy)) for one in link.sent)
    base, buried = _compared(link.base, policy), _compared(link.buried, policy)
    if not sent and base is link.base and buried is link.buried:
        return link
    return replace(link, base=base, sent=sent, buried=buried)


def compared_state(state: StateT, policy: Policy[Any]) -> StateT:
    """A side's state with what counts of its item, and of what remains of one that is absent."""
    if not policy.unheld:
        return state
    item, remains = _compared(state.item, policy), _compared(state.remains, policy)
    if item is state.item and remains is state.remains:
        return state
    return replace(state, item=item, remains=remains)


def _compared(item: ItemT | None, policy: Policy[ItemT]) -> ItemT | None:
    return item and policy.compared(item)
