"""What workers do with an account's links because people have asked for it; see
:mod:`sync.operations.requests`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from odoo import fields
from odoo.fields import Domain
from odoo.models import BaseModel

from ..odoo.event_records import QUIET
from ..store.links import LinkStore, links_of
from ..store.refs import CONTACT, EVENT, RecordRef


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


class OneAppointment:
    """Makes two appointments of one user one, since the user has said that they are the same.

    Somebody else's invitation stays as it is: the user's own entry goes, and with it, by the
    ordinary plan, what Google has of it. Nothing of it gets into the invitation. Of two entries of
    the user, the one that Odoo had first stays and is linked with Google's; where they differ, the
    newer word counts, and the other is kept as a conflict.

    :param link: the link of the event that came from Google
    """

    def __init__(self, account: BaseModel, link: BaseModel) -> None:
        self.links = LinkStore(account.env, account)
        self.link = link
        self.user = account.user_id
        self.events = account.env[EVENT].with_user(self.user).with_context(**QUIET)

    def merge(self, candidate: Mapping[str, Any]) -> None:
        """:param candidate: the one that the user has chosen, as the link had it"""
        own = RecordRef(candidate["model"], candidate["id"])
        event = self.events.browse(own.id).exists()
        if own.model != EVENT or event.user_id != self.user or not event.active:
            return  # it has gone, or is somebody else's by now
        if candidate["is_own"]:
            self._link_with(own)
        else:
            event.write({"active": False})

    def _link_with(self, ref: RecordRef) -> None:
        """Have Google's event joined with the record that was there first."""
        former = self.events.browse(self.link.res_id)
        values = {name: self.link[name] for name in ("google_id", "etag", "ical_uid")}
        self.link.unlink()
        former.filtered("active").write({"active": False})
        if other := self.links.of_odoo([ref]):
            other.flush_recordset()
            (other | self.links.replace(other, **values)).retry_at = fields.Datetime.now()
        else:
            again = {"res_model": ref.model, "res_id": ref.id, "made_in": "google"}
            self.links.create([{**values, **again, "retry_at": fields.Datetime.now()}])


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
