"""Tells what a transaction does to records: in its own log, or in that of the undo it works for."""

from ...engine.contacts import notes
from ...engine.contacts.item import ContactItem
from ...engine.core.merge import Side
from ...engine.events.item import EventItem
from ...engine.events.spelling import is_shortened
from ..reporting import messages
from ..store.links import ref_of


class Journal:
    """:param snapshot: the :class:`~sync.reconcile.snapshot.Snapshot`, with the run's log
    :param undoing: the :class:`~sync.reconcile.revert.Undoing`, with the logs of undos
    """

    def __init__(self, snapshot, undoing):
        self.snapshot = snapshot
        self.undoing = undoing

    def wrote_to_odoo(self, decision, ref):
        self._log_of(decision).wrote(
            Side.ODOO,
            decision.odoo,
            ref=self.snapshot.records.shown(ref),
            google_id=decision.link.google_id,
            message=self._log_of(decision).told(self.remarks, decision),
            about=_about(decision),
        )

    def wrote_to_google(self, decision, link, spellings=(), declined=False):
        """:param spellings: what Google has made of what it was sent, see ``Kind.spellings``
        :param declined: whether it is still there, and the user does not come to it
        """
        ref = ref_of(link)
        log = self._log_of(decision)
        log.wrote(
            Side.GOOGLE,
            decision.google,
            ref=ref and self.snapshot.records.shown(ref),
            google_id=link.google_id,
            message=log.told(self._remarks_at_google, decision, spellings),
            about=not decision.odoo and _about(decision),
            verb=declined and "decline",
        )
        if not decision.odoo:
            self.snapshot.log.conflicts(link, decision.conflicts)
        if decision.undoes:
            self.undoing.done(decision)

    def kept(self, portion, links):
        """A portion is in Odoo. Where Google alone is written, it has to take it first."""
        for (decision, _ref), link in zip(portion, links, strict=True):
            if decision.undoes and not decision.google:
                self.undoing.done(decision)
            if decision.odoo:
                self.snapshot.log.conflicts(link, decision.conflicts)

    def _remarks_at_google(self, env, decision, spellings):
        remarks = [] if decision.odoo else [self.remarks(env, decision)]
        if spellings:
            remarks.append(messages.spelled_text(env, spellings))
        return " ".join(filter(None, remarks))

    def remarks(self, env, decision):
        """What the user should know of a decision: which changes lost, and which came back.

        :param env: in the language of the text
        """
        if decision.undoes:
            return self.undoing.remarks(env, decision)
        parts = []
        if decision.conflicts:
            parts.append(messages.conflict_text(env, decision.conflicts))
        if decision.undone:
            parts.append(messages.undone_text(env, decision.undone, decision.role))
        if decision.revived:
            parts.append(messages.revived_text(env, decision.revived, decision.role))
        if _shortens(decision.google, EventItem, is_shortened):
            parts.append(messages.shortened_text(env))
        if _shortens(decision.google, ContactItem, _has_long_notes):
            parts.append(messages.shortened_notes_text(env))
        return " ".join(parts)

    def _log_of(self, decision):
        return self.undoing.log_of(decision) if decision.undoes else self.snapshot.log


def _about(decision):
    """What kind of remark is made on a decision."""
    return bool(decision.conflicts) and "conflict"


def _shortens(write, kind, is_too_long):
    """Whether Google gets but the beginning of a text, which it has not had so far.

    :param kind: of the items that have such a text
    """
    if not (write and isinstance(write.after, kind) and is_too_long(write.after)):
        return False
    return not (write.before and is_too_long(write.before))


def _has_long_notes(contact):
    return notes.is_too_long(contact.notes)
