"""Recognizes the sync's own writes when Google reports them.

What is about to be sent is kept with the link before it goes out (``Link.sent``), with a number
that goes along. When Google is read next, a record that shows the number has had that write,
whatever somebody has made of it since; and without it, what is there as it was sent was us. That
becomes the base; only what differs from it is somebody's change. So a lost answer, a process that
died, and a batch of which half arrived, all end in the same: the ordinary plan, from the base that
is true.

What nobody can know is left to the ordinary plan as well:

- Meetings called outside of Odoo keep no number. Where somebody has typed over a value that Google
  may or may not have had from us, that counts as a change on both sides.
- A deletion leaves no number. Who restores at Google what we have deleted without an answer is not
  told from somebody who has but touched it: it is deleted once more. And one that is withdrawn, for
  the record is back in Odoo, and yet arrives after Google was asked, is taken for somebody's.
- Where Google has made something else of what it was sent, and its answer is lost, that is taken
  for somebody's edit, unless it is the beginning of a long text: so much Google has kept of it; or
  a guest is not there whom the write has invited: Google has not taken the address.
- Google takes so many gaps in the lines of a series; the others are cancelled after these. Who lets
  one of those take place again, before anybody has heard of it, is not told from lines that have
  done so: it is cancelled once more.
- Google's bin shows a series without its occurrences. What was sent about some of these, and not
  heard of before somebody deleted the series, outlives the deletion.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .item import ItemT, OriginalStart
from .link import GoogleState, Intent, Link, number_at
from .policy import Policy

#: Whether Google shows that a write's part about an occurrence has arrived; for ``None``, that
#: about the record itself.
Shows = Callable[[OriginalStart | None], bool]


def settled(
    link: Link[ItemT], theirs: GoogleState[ItemT] | None, policy: Policy[ItemT]
) -> Link[ItemT]:
    """The link with the base that is true, now that Google has told what it has.

    A write is about the state of the record that it was based on: Google refuses it once the record
    has another etag. So what has left no trace may still arrive before the next write does, as long
    as the etag is the same.
    """
    if theirs is None or not link.sent:
        return link
    base, origin, buried, spellings = link.base, link.origin, link.buried, link.spellings
    replaced, deleted = link.replaced, False
    for intent in link.sent:
        deleted = deleted or intent.item is None
        found = _base_after(base, intent, link, theirs, policy)
        if found != base:
            before, base, origin = base and policy.in_google(base), found, intent.origin
            if found is not None and theirs.item is not None:
                cut = policy.unlike_sent(before, policy.in_google(found), theirs.item)
                spellings = (*spellings, *(one for one in cut if one not in spellings))
            replaced += intent.conflicts
            deleted = False  # else Google would have refused what has arrived
        elif base is None:
            before, buried = buried, _buried_after(buried, intent, theirs, policy)
            replaced += intent.conflicts if buried != before else ()
    if deleted and theirs.item is None:
        base, buried = None, base or buried
    if base == link.base and theirs.etag == link.etag:
        return link
    return replace(
        link,
        base=base,
        origin=origin,
        sent=(),
        buried=buried,
        spellings=spellings,
        replaced=replaced,
    )


def _base_after(
    base: ItemT | None,
    intent: Intent[ItemT],
    link: Link[ItemT],
    theirs: GoogleState[ItemT],
    policy: Policy[ItemT],
) -> ItemT | None:
    """What both agreed on, if that was ``base`` before the write of an item."""
    wanted, shown = intent.item, theirs.item or theirs.remains
    if wanted is None:
        return base
    shows = _shows(intent, theirs)
    if base is not None:
        return policy.as_arrived(base, wanted, shown, shows) if shown else base
    if theirs.item is None:
        return wanted if _came_and_went(link, theirs, intent, policy) else None
    return _base_once_there(wanted, link, theirs.item, policy, shows)


def _buried_after(
    buried: ItemT | None,
    intent: Intent[ItemT],
    theirs: GoogleState[ItemT],
    policy: Policy[ItemT],
) -> ItemT | None:
    """What remains of a record that both sides have given up, as far as it was agreed on, if that
    was ``buried`` before the write of an item."""
    wanted, shows = intent.item, _shows(intent, theirs)
    if wanted is None or theirs.remains is None:
        return buried
    if buried is None:
        return wanted if shows(None) else None
    return policy.as_arrived(buried, wanted, theirs.remains, shows)


def _shows(intent: Intent[ItemT], theirs: GoogleState[ItemT]) -> Shows:
    def shows(original_start: OriginalStart | None) -> bool:
        return bool(intent.number) and number_at(intent.number, original_start) in theirs.numbers

    return shows


def _base_once_there(
    wanted: ItemT, link: Link[ItemT], shown: ItemT, policy: Policy[ItemT], shows: Shows
) -> ItemT | None:
    """The base of a record that is there and was not: somebody else may have restored it."""
    first = policy.in_one_request(wanted)
    there = policy.in_google(policy.in_one_request(shown))
    is_ours = link.etag is None or policy.in_google(first) == there
    if link.buried is not None or is_ours or shows(None):
        first = policy.brought_back(link.buried, shown) if link.buried else first
        return policy.as_arrived(first, wanted, shown, shows)
    return None


def _came_and_went(
    link: Link[ItemT], theirs: GoogleState[ItemT], intent: Intent[ItemT], policy: Policy[ItemT]
) -> bool:
    """Whether a record that was sent was there, and somebody has deleted it since.

    One in the bin may have another etag for other reasons: guests answer what has been called off.
    """
    if policy.lives_on:  # what has arrived may have come without bringing it back
        return link.etag is None and theirs.etag is not None
    if _shows(intent, theirs)(None):
        return True
    if theirs.etag is None:
        return False
    keeps_numbers = link.role.is_own and not link.is_copy
    if theirs.remains is not None and intent.number and keeps_numbers:
        return False  # it would show the number
    return link.etag is None or theirs.etag != link.etag
