"""Restores the value that lost where both sides changed one field."""

from __future__ import annotations

from dataclasses import MISSING, replace
from typing import Any

from odoo.api import Environment
from odoo.exceptions import UserError
from odoo.models import BaseModel

from ...engine.contacts.item import ContactItem
from ...engine.core.link import Role
from ...engine.core.merge import Conflict, Side
from ...engine.core.plan import Write
from ...engine.core.policy import Policy
from ...engine.events.guests import by_email, in_order
from ...engine.events.item import EventItem, load_original_start
from ...engine.events.occurrences import follow, occurrence, with_occurrences
from ..database import sync_only
from ..odoo.linked_records import records_of
from ..odoo.policies import policy_of
from ..odoo.writer import change
from ..reporting import mail_permits, record_texts
from ..reporting.readable import readable_field
from ..store.links import linked_ref, load_link, ref_of
from ..store.refs import CONTACT, kind_of, load_item


def values_of(link: BaseModel, conflict: Conflict) -> dict[str, Any]:
    """A conflict as values to store: of guests, the lists of the one who is disputed."""

    def stored(value: Any) -> Any:
        value = (value,) if conflict.field == "guests" else value
        return kind_of(link).dump_value(conflict.field, value)

    return {
        "link_id": link.id,
        "title": link.title,
        "is_private": _is_private(link),
        "field": conflict.field,
        "original_start": conflict.original_start and conflict.original_start.isoformat(),
        "place": _place(conflict),
        "winner": conflict.winner.value,
        "kept": stored(conflict.kept),
        "lost": stored(conflict.lost),
    }


def _place(conflict: Conflict) -> str:
    """Return the disputed part of the record. Each guest's answer is a part of its own."""
    guest = conflict.lost.email if conflict.field == "guests" else ""
    original_start = conflict.original_start.isoformat() if conflict.original_start else ""
    return "/".join((conflict.field, original_start, guest))


def _is_private(link: BaseModel) -> bool:
    """Whether Odoo shows the record to nobody but those who attend."""
    item = load_item(link)
    if link.res_model == CONTACT or item is None:
        return False
    return "private" in {one.visibility for one in (item, *dict(item.exceptions).values()) if one}


class ConflictResolution:
    """A conflict that was stored, beside what Odoo has now.

    :param record: the ``google.sync.conflict``, with the superuser's rights
    """

    def __init__(self, record: BaseModel) -> None:
        self.link = record.link_id
        self.ref = ref_of(self.link)
        self.records = records_of(self.link)
        self.field = record.field
        self.original_start = (
            load_original_start(record.original_start) if record.original_start else None
        )
        self.kept, self.lost = map(self._load, (record.kept, record.lost))
        self._item: Any = None
        self._role = Role(self.link.role)

    @property
    def texts(self) -> Environment:
        return self.link.account_id.in_user_lang().env

    def read(self) -> Any:
        """:return: what Odoo has now; ``None`` where there is no such record, or guest, any more"""
        states, _problems = self.records.read({self.ref} if self.ref else ())
        state = states.get(self.ref) if self.ref else None
        if not (state and state.item):
            return None
        self._item, self._role = state.item, state.role
        return self._value(state.item)

    def readable(self, env: Environment, value: Any) -> str:
        return readable_field(env, self.field, value)

    def use(self) -> None:
        """Write the value that lost to Odoo, with the user's own rights; the next sync sends it.

        :raise UserError: the user cannot change this, or it would not come to Google
        """
        wanted = self._with_lost(self._item)
        self._check(wanted)
        write = Write("update", self._item, wanted)
        with mail_permits.watched(self.link.env), sync_only.writing(self.link.env):
            ref = change(self.records, linked_ref(self.link), write, self._role)
        if ref != self.ref:
            self.link.account_id.ask_worker(
                "link_again", link=self.link.id, model=ref.model, record=ref.id
            )

    def _check(self, wanted: Any) -> None:
        policy: Policy[Any] = policy_of(self.link.account_id, self.link.res_model)
        link = load_link(self.link)
        before, after = (
            policy.seen_of_odoo(item, link, self._role) for item in (self._item, wanted)
        )
        merged = policy.merge(before, after, before, Side.ODOO, self._role)
        if merged.rejected:
            raise UserError(record_texts.fixed_text(self.texts, merged.rejected, self._role))
        if merged.item == before and wanted != self._item:
            raise UserError(
                self.texts._(
                    "With your settings, the change would not reach Google. Change it in Google."
                )
            )

    def _value(self, item: Any) -> Any:
        one = occurrence(item, self.original_start) if self.original_start else item
        if one is None:
            return None
        value = getattr(one, self.field)
        if self.field != "guests":
            return value
        guests, (disputed,) = by_email(value), self.lost
        return (guests[disputed.email],) if disputed.email in guests else None

    def _with_lost(self, item: Any) -> Any:
        one: Any = occurrence(item, self.original_start) if self.original_start else item
        value = self.lost
        if self.field == "guests":
            others = (guest for guest in one.guests if guest.email != value[0].email)
            value = in_order((*value, *others))
        changed = replace(one, **{self.field: value})
        if self.original_start:
            return with_occurrences(item, {**dict(item.exceptions), self.original_start: changed})
        return changed if self.link.res_model == CONTACT else follow(item, changed)

    def _load(self, value: Any) -> Any:
        """:param value: as the record has it, which keeps nothing of what is empty"""
        if value:
            return kind_of(self.link).load_value(self.field, value)
        kind = ContactItem if self.link.res_model == CONTACT else EventItem
        usual = kind.__dataclass_fields__[self.field].default
        # A title or a name is a text; and what is true as a rule is not.
        return {MISSING: "", True: False}.get(usual, usual)
