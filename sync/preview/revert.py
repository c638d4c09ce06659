"""Previews the undo of a run, as far as possible without Google."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from odoo.api import Environment
from odoo.models import BaseModel

from ...engine.core.link import GoogleState, Role
from ...engine.core.merge import Side
from ...engine.core.plan import Decision
from ..reconcile.kinds.contacts import ContactKind
from ..reconcile.kinds.events import EventKind
from ..reconcile.revert import Undoing
from ..reporting import messages, record_texts
from ..reporting.readable import differences
from ..reporting.told import text_of
from ..store.refs import CONTACT

#: How many records are told one by one.
MOST_SHOWN = 100


@dataclass(frozen=True)
class UndoPreview:
    """:ivar text: what happens to the record; where it is ``left`` as it is, why"""

    title: str
    text: str
    left: bool


def preview_undo(lines: BaseModel, links: Mapping[str, BaseModel]) -> list[UndoPreview]:
    """What would become of the records.

    :param lines: of one run, those that say what it has written
    :param links: by Google's id, as from :func:`sync.reconcile.revert.links_of`
    """
    by_record = list(lines.grouped("google_id").items())[:MOST_SHOWN]
    account = lines.run_id.account_id
    found = lines.env["google.sync.link"].union(
        *(links[one] for one, _ in by_record if one in links)
    )
    of_contacts = found.filtered(lambda link: link.res_model == CONTACT)
    kinds: dict[str, ContactKind | EventKind] = {}
    for part in (found - of_contacts, of_contacts):
        if part:
            kind = _kind(account, part)
            kinds.update(dict.fromkeys(part.mapped("google_id"), kind))
    undoing, texts = Undoing(account), account.in_user_lang().env
    return [
        _preview_one(undoing, texts, kinds.get(google_id), links.get(google_id), group)
        for google_id, group in by_record
    ]


def _kind(account: BaseModel, links: BaseModel) -> ContactKind | EventKind:
    """The kind of the links' records, once it has read Odoo's side."""
    if links[0].res_model == CONTACT:
        label, _name = account.contacts_ids.label()
        kind: ContactKind | EventKind = ContactKind.begin(account.env, account.contacts_ids, label)
    else:
        kind = EventKind.begin(account.env, account, ())
    kind.snapshot.found = links
    kind.snapshot.read_odoo(kind.snapshot.linked_refs())
    return kind


def _preview_one(
    undoing: Undoing,
    texts: Environment,
    kind: ContactKind | EventKind | None,
    link: BaseModel,
    lines: BaseModel,
) -> UndoPreview:
    title = lines[-1:].title or ""
    if kind is None:
        return _stays(texts, title, texts._(record_texts.NOT_LINKED))
    if trouble := kind.snapshot.trouble_of(link):
        return _stays(texts, title, messages.describe(texts, trouble))
    known = kind.link_value(link)
    there = known.base if known.only_on is not Side.ODOO else None
    theirs = GoogleState(there, link.etag or None, Role(link.role))
    outcome = undoing.outcome(kind, link, lines, theirs)
    if isinstance(outcome, Decision):
        return UndoPreview(title, _text(texts, outcome), False)
    return _stays(texts, title, text_of(texts, outcome))


def _stays(env: Environment, title: str, why: str) -> UndoPreview:
    return UndoPreview(title, env._("Stays as it is. %(why)s", why=why), True)


def _text(env: Environment, decision: Decision[Any]) -> str:
    writes = [write for write in (decision.odoo, decision.google) if write]
    if not writes:
        return env._("It is already as it was before.")
    if decision.only_on:
        return env._(
            "Is removed from %(side)s, and stays in %(kept)s.",
            side=env._(record_texts.SIDE_LABELS[decision.only_on.other.value]),
            kept=env._(record_texts.SIDE_LABELS[decision.only_on.value]),
        )
    if decision.agreed is None:
        return env._("Is removed from both sides.")
    if any(write.before is None for write in writes):
        return env._("Comes back on both sides.")
    return "\n".join(
        change.in_words(env) for change in differences(env, writes[0].before, decision.agreed)
    )
