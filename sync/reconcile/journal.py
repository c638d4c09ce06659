"""Logs the changes of a transaction, in its own log or in that of the undo it works for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from odoo.api import Environment
from odoo.models import BaseModel

from ...engine.contacts import notes
from ...engine.contacts.item import ContactItem
from ...engine.core.link import Spellings
from ...engine.core.merge import Conflict, Side
from ...engine.core.plan import Decision, Write
from ...engine.events.item import EventItem
from ...engine.events.spelling import is_shortened
from ..reporting import record_texts
from ..reporting.run_log import RunLog
from ..store.links import ref_of
from ..store.refs import RecordRef
from .revert import Undoing
from .snapshot import AnySnapshot, Done


class Journal:
    def __init__(self, snapshot: AnySnapshot, undoing: Undoing) -> None:
        self.snapshot = snapshot
        self.undoing = undoing

    def wrote_to_odoo(self, decision: Decision[Any], ref: RecordRef) -> None:
        self._log_of(decision).wrote(
            Side.ODOO,
            decision.to_odoo,
            ref=self.snapshot.records.shown(ref),
            google_id=decision.link.google_id,
            message=self._log_of(decision).told(self.remarks, decision),
            about=_about(decision),
        )

    def wrote_to_google(
        self,
        decision: Decision[Any],
        link: BaseModel,
        spellings: Spellings = (),
        declined: bool = False,
    ) -> None:
        """:param spellings: what Google has made of what it was sent, see ``Kind.spellings``
        :param declined: whether it is still there, and the user does not come to it
        """
        ref = ref_of(link)
        log = self._log_of(decision)
        log.wrote(
            Side.GOOGLE,
            decision.to_google,
            ref=ref and self.snapshot.records.shown(ref),
            google_id=link.google_id,
            message=log.told(self._remarks_at_google, decision, spellings),
            about=not decision.odoo and _about(decision),
            verb=declined and "decline",
        )
        if decision.intent:
            self.snapshot.log.conflicts(link, decision.intent.conflicts)
        if decision.reverts:
            self.undoing.done(decision)

    def kept(self, portion: Done, links: Iterable[BaseModel]) -> None:
        """A portion is in Odoo. Where Google alone is written, it has to take it first."""
        for (decision, _ref), link in zip(portion, links, strict=True):
            if decision.reverts and not decision.google:
                self.undoing.done(decision)
            if decision.odoo:
                self.snapshot.log.conflicts(link, decision.conflicts)
            if decision.link.replaced:
                self._tell_replaced(decision.link.replaced, link)

    def _remarks_at_google(
        self, env: Environment, decision: Decision[Any], spellings: Spellings
    ) -> str:
        remarks = [] if decision.odoo else [self.remarks(env, decision)]
        remarks.append(record_texts.spelled_text(env, spellings))
        return " ".join(filter(None, remarks))

    def _tell_replaced(self, conflicts: Sequence[Conflict], link: BaseModel) -> None:
        """A write has arrived of whose answer nobody has heard: what it replaced is lost."""
        log, ref = self.snapshot.log, ref_of(link)
        log.remark(
            log.told(record_texts.conflict_text, conflicts),
            title=link.title or "",
            ref=ref and self.snapshot.records.shown(ref),
            google_id=link.google_id,
            about="conflict",
        )
        log.conflicts(link, conflicts)

    def remarks(self, env: Environment, decision: Decision[Any]) -> str:
        """What the user should know of a decision: which changes lost, and which came back.

        :param env: in the language of the text
        """
        if decision.reverts and decision.rejected:  # it goes back in part
            return record_texts.fixed_text(env, decision.rejected, decision.role)
        if decision.reverts:
            return ""
        parts = []
        if decision.conflicts:
            parts.append(record_texts.conflict_text(env, decision.conflicts))
        if decision.rejected:
            parts.append(record_texts.rejected_text(env, decision.rejected, decision.role))
        if decision.revived:
            parts.append(record_texts.revived_text(env, decision.revived, decision.role))
        if _shortens(decision.google, EventItem, is_shortened):
            parts.append(env._(record_texts.SHORTENED))
        if _shortens(decision.google, ContactItem, _has_long_notes):
            parts.append(env._(record_texts.SHORTENED_NOTES))
        return " ".join(parts)

    def _log_of(self, decision: Decision[Any]) -> RunLog:
        return self.undoing.log_of(decision) if decision.reverts else self.snapshot.log


def _about(decision: Decision[Any]) -> str | bool:
    """What kind of remark is made on a decision."""
    return bool(decision.conflicts) and "conflict"


def _shortens(
    write: Write[Any] | None, kind: type[Any], is_too_long: Callable[[Any], bool]
) -> bool:
    """Whether Google gets but the beginning of a text, which it has not had so far.

    :param kind: of the items that have such a text
    """
    if not (write and isinstance(write.after, kind) and is_too_long(write.after)):
        return False
    return not (write.before and is_too_long(write.before))


def _has_long_notes(contact: ContactItem) -> bool:
    return notes.is_too_long(contact.notes)
