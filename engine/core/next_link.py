"""What a link keeps of a decision: while its write waits, is on its way, and once it is done."""

from __future__ import annotations

from dataclasses import replace

from .item import ItemT
from .link import Intent, Link, Spellings
from .plan import Decision
from .spellings import kept_spellings


def with_intent(decision: Decision[ItemT], number: str) -> Decision[ItemT]:
    """The decision, ready for its write to Google to go out.

    :param number: one that no other write has; a write that is but tried again keeps its former one
    """
    replaced = () if decision.odoo else decision.conflicts  # else that is told with Odoo's write
    intent = Intent(decision.to_google.after, decision.origin, conflicts=replaced)
    equal = (one for one in decision.link.sent if replace(one, number="") == intent)
    new = replace(intent, number=number) if intent.item else intent
    return replace(decision, intent=next(equal, new))


def link_while_waiting(decision: Decision[ItemT]) -> Link[ItemT]:
    """The link to keep while the write to Google has yet to go out.

    Its base is what Google has, so that the difference to Odoo is what a later run sends. What that
    replaces is told by the run that sends it; until then both have changed the base that they had.
    """
    link, before = decision.link, decision.to_google.before
    buried = (link.base or link.buried) if before is None else None
    if decision.conflicts and not decision.odoo and link.base is not None:
        before = link.base
    return replace(link, base=before, etag=decision.etag, role=decision.role, buried=buried)


def link_while_sending(decision: Decision[ItemT]) -> Link[ItemT]:
    """The link to keep while the write to Google is on its way.

    It has what is sent besides, so that whoever reads Google next knows it as our own should this
    run not live to see the answer.
    """
    link = link_while_waiting(decision)
    intent = decision.intent or with_intent(decision, "").intent
    if intent is None or intent in link.sent:
        return link
    return replace(link, sent=(*link.sent, intent))


def link_when_done(
    decision: Decision[ItemT], etag: str | None = None, spellings: Spellings = ()
) -> Link[ItemT]:
    """The link to keep once both sides agree.

    What was sent before and has left no trace may still arrive, unless another write has.

    :param etag: the one in Google's answer, if something was sent and the answer has one
    :param spellings: what Google has made of what was sent
    """
    etag = etag or decision.etag
    link = decision.link
    is_buried = decision.agreed is None and decision.restorable
    return replace(
        link,
        base=decision.agreed,
        etag=etag,
        role=decision.role,
        origin=decision.origin,
        only_on=decision.only_on,
        spellings=kept_spellings(link.spellings, spellings),
        sent=() if decision.google else tuple(one for one in link.sent if one.item),
        buried=(link.base or link.buried) if is_buried else None,
    )
