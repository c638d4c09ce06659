"""What workers do with an account's links because people have asked for it; see
:mod:`sync.operations.requests`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from odoo import fields
from odoo.fields import Domain
from odoo.models import BaseModel

from ..store.links import links_of
from ..store.refs import CONTACT
from .one_appointment import OneAppointment


def retry(claimed: BaseModel, links: Sequence[int]) -> None:
    """Try failing records again."""
    _own(claimed.synced_account(), links).write({"retry_at": fields.Datetime.now()})
    claimed.work_id.sync_soon()


def copy_again(account: BaseModel, links: Sequence[int]) -> None:
    """Let what is on one side only since an undo come to the other side again."""
    undone = _own(account, links).filtered("only_on")
    now = fields.Datetime.now()
    undone.write({"only_on": False, "base": False, "sent": False, "retry_at": now})
    account.work_id.sync_soon()


def choose(account: BaseModel, link: int, answer: Mapping[str, Any]) -> None:
    """Link the record that somebody has chosen on the other side.

    :param answer: Google's id, or the record's; empty: neither is
    """
    asking = _own(account, [link]).filtered("candidates")
    if not asking or asking.linked_with(answer):
        return  # it was linked meanwhile; the question stays
    same_collection = Domain("collection", "=", asking.collection)
    questions = links_of(account, same_collection & Domain("candidates", "!=", False))
    # What was asked from the other side is answered with it.
    (questions - asking).filtered(
        lambda other: any(other[name] == value for name, value in answer.items())
    ).unlink()
    questions.exists().write({"retry_at": fields.Datetime.now()})
    asking.write({**answer, "candidates": False, "state": "synced", "error": False})


def say_same(account: BaseModel, link: int, record: int | None) -> None:
    """Somebody has said whether two appointments of theirs are the same.

    :param record: the id of the one that this is, too; ``None``: they are two
    """
    asking = _own(account, [link]).filtered("candidates")
    candidates = {one["id"]: one for one in asking.candidates or ()}
    asking.write({"candidates": False, "error": False})
    if record in candidates:
        OneAppointment(account, asking).merge(candidates[record])


def follow_merged_partners(account: BaseModel, former: Sequence[int], partner: int) -> None:
    """Contacts were merged in Odoo: the one that stays gets a link of the others.

    Where it has one of its own it keeps that, and theirs lose the label with them.
    """
    merged = Domain("res_model", "=", CONTACT) & Domain("res_id", "in", [*former, partner])
    links = links_of(account, merged).sorted("id")
    living = links.filtered(lambda link: link.state != "merged" and not link.candidates)
    for group in links.grouped("collection").values():
        own = group.filtered(lambda link: link.res_id == partner)
        heir = ((own & living) or (group & living))[:1]
        if not heir or heir in own:
            continue
        own.unlink()  # makes room for the one that it gets
        heir.res_id = partner


def link_again(account: BaseModel, link: int, model: str, record: int) -> None:
    """Odoo has another record in the place of the one that was linked."""
    _own(account, [link]).write({"res_model": model, "res_id": record})


def _own(account: BaseModel, ids: Sequence[int]) -> BaseModel:
    """Return the links that still exist and belong to the account."""
    return links_of(account, Domain("id", "in", ids))
