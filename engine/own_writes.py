"""Our own writes, known as our own when they come back.

What is about to be sent is kept with the link before it goes out (``Link.sent``). When Google is
read next, what it shows as it was sent was us, and becomes the base; only what differs from both is
somebody's change. So a lost answer, a process that died, and a batch of which half arrived, all end
in the same: the ordinary plan, from the base that is true.
"""

from __future__ import annotations

from dataclasses import replace

from .link import GoogleState, Intent, Item, Link
from .policy import Policy


def settled(link: Link, theirs: GoogleState | None, policy: Policy) -> Link:
    """The link with the base that is true, now that Google has told what it has.

    A write is about the state of the record that it was based on: Google refuses it once the record
    has another etag. So what has left no trace may still arrive before the next write does, as long
    as the etag is the same.
    """
    if theirs is None or not link.sent:
        return link
    base, origin = link.base, link.origin
    for intent in link.sent:
        found = _base_after(base, intent, link, theirs, policy) if intent.item else base
        if found != base:
            base, origin = found, intent.origin
    if base == link.base and theirs.item is None and any(one.item is None for one in link.sent):
        base = None
    if base == link.base and theirs.etag == link.etag:
        return link
    return replace(link, base=base, origin=origin, sent=())


def _base_after(
    base: Item | None, intent: Intent, link: Link, theirs: GoogleState, policy: Policy
) -> Item | None:
    """What both agreed on, if that was ``base`` before the write of an item."""
    shown = theirs.item or theirs.remains
    if base is not None:
        return policy.as_arrived(base, intent.item, shown) if shown else base
    if theirs.item is None:
        return intent.item if _came_and_went(link, theirs, policy) else None
    return _base_once_there(intent, link, theirs.item, policy)


def _base_once_there(intent: Intent, link: Link, shown: Item, policy: Policy) -> Item | None:
    """The base of a record that is there and was not: somebody else may have restored it."""
    first = policy.in_one_request(intent.buried or intent.item)
    is_ours = policy.in_google(first) == policy.in_one_request(shown)
    if link.etag is None or intent.buried is not None or is_ours:
        return policy.as_arrived(first, intent.item, shown)
    return None


def _came_and_went(link: Link, theirs: GoogleState, policy: Policy) -> bool:
    """Whether a record that was sent was there, and somebody has deleted it since."""
    if theirs.etag is None:
        return False
    return link.etag is None or (policy.restores_at_once and theirs.etag != link.etag)
