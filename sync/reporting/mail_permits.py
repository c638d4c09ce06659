"""Permits for mail: the sync mails nobody, and lets Google mail nobody, without one.

*Google* mails guests where ``GooglePermits`` gives a permit; ``google_api.transport.permit`` looks
at every request and sends none that would mail without one.

*Odoo* mails nothing in a transaction of the runner, or where a person's request writes what came
from Google (``watch``, ``watched``), but to the addresses of a permit that is open (``permitted``).
The models that mail ask ``lets_out``. The mark is on the cursor (:mod:`sync.database.cursor_mark`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timezone
from typing import Any

from odoo import fields
from odoo.api import Environment
from odoo.fields import Command
from odoo.models import BaseModel
from odoo.tools import email_normalize_all

from ...engine.core.item import OriginalStart
from ...engine.core.plan import Decision, Write
from ...engine.events.item import EventItem
from ...engine.events.occurrences import is_over, occurrence
from ...google_api.transport.permit import Permit
from ..database.cursor_mark import CursorMark
from ..odoo.policies import populates

_logger = logging.getLogger(__name__)

_WATCHED = CursorMark("_google_sync_watched")
_PERMITTED = "_google_sync_permitted"

#: What guests are told of, where the user lets Google mail them.
_TOLD = ("title", "when", "description", "location")


# -- Google -----------------------------------------------------------------------------------


class GooglePermits:
    """The user's choice: Google mails the guests of their own meetings, and they hide no titles.

    :param account: whose calendar is written
    """

    def __init__(self, account: BaseModel) -> None:
        user = account.user_id
        self._user_id = user.id
        chosen = user.google_share_guests == "mail" and user.shares_google_guests()
        # Populating tells nobody of what they know already.
        self._chosen = chosen and not populates(account, "google")

    def of(self, decision: Decision[Any], link: BaseModel) -> Permit | None:
        """The permit for one write; ``None`` if nobody is to hear of it.

        :param link: the record of the pair; whoever was invited by another program knows of it
        """
        if not self._chosen or decision.reverts or decision.link.apart or link.is_migrated:
            return None
        if not _concerns_guests(decision) or _is_past(decision.to_google):
            return None
        return Permit(self._user_id, link.google_id)


def _is_past(write: Write[Any]) -> bool:
    """Whether the meeting is over, and was so before: nobody need hear of it any more."""
    now = fields.Datetime.now().replace(tzinfo=timezone.utc)
    return all(is_over(item, now) for item in (write.before, write.after) if item)


def _concerns_guests(decision: Decision[Any]) -> bool:
    """Whether guests are to hear of a write: it is the user's own meeting, and they see it."""
    write = decision.to_google
    items = [item for item in (write.before, write.after) if item]
    parts = [*items, *(one for item in items for _start, one in item.exceptions if one)]
    if not decision.role.is_own or not any(map(_people, parts)):
        return False
    return write.verb != "update" or tells(write.before, write.after)


def tells(before: EventItem | None, after: EventItem | None) -> bool:
    """Whether guests who know of a meeting as ``before`` see a difference in what becomes of it, in
    one occurrence of a series maybe."""
    if before is None or after is None or _told(before) != _told(after):
        return True
    original_starts: set[OriginalStart] = {
        start for item in (before, after) for start, _changed in item.exceptions
    }
    return any(
        _told(occurrence(before, start)) != _told(occurrence(after, start))
        for start in original_starts
    )


def _told(item: EventItem | None) -> Any:
    return item and (_people(item), *(getattr(item, name) for name in _TOLD))


def _people(item: EventItem) -> set[str]:
    return {guest.email for guest in item.guests if not guest.resource}


# -- Odoo -------------------------------------------------------------------------------------


#: ``watch(cursor)``: nothing leaves without a permit, until the end of this cursor.
watch = _WATCHED.set
#: ``is_watched(env)``: whether this transaction lets nothing out without a permit.
is_watched = _WATCHED.is_set


@contextmanager
def watched(env: Environment) -> Iterator[None]:
    """Let nothing out within, in a transaction that a person has begun."""
    with _WATCHED.within(env):
        yield
        env.flush_all()


@contextmanager
def permitted(env: Environment, emails: Iterable[str | None]) -> Iterator[None]:
    """Within, Odoo may mail these addresses and no others.

    :param emails: as people write them
    """
    before: frozenset[str] = getattr(env.cr, _PERMITTED, frozenset())
    setattr(env.cr, _PERMITTED, before.union(_normalized(emails)))
    try:
        yield
    finally:
        setattr(env.cr, _PERMITTED, before)


def is_permitted(env: Environment, emails: Iterable[str | None]) -> bool:
    """Return whether a permit is open for these addresses, all of them; nobody has one for none."""
    wanted = _normalized(emails)
    return bool(wanted) and wanted <= getattr(env.cr, _PERMITTED, frozenset())


def lets_out(env: Environment, kind: str, emails: Iterable[str | None]) -> bool:
    """Whether something may leave Odoo in this transaction; what may not is logged as a defect.

    :param kind: what it is, for the log
    :param emails: whom it would reach; of an SMS, nobody's
    """
    if not is_watched(env) or is_permitted(env, emails):
        return True
    _logger.error(
        "Defect: a sync would have sent %s to %s address(es) without a permit. It was not made.",
        kind,
        len(_normalized(emails)),
        stack_info=True,
    )
    return False


def recipients(env: Environment, values: Mapping[str, Any]) -> list[str]:
    """The addresses that a new ``mail.mail`` of these values goes to."""
    ids: set[int] = set()
    others: list[str | None] = []
    for command in values.get("recipient_ids") or ():
        if isinstance(command, int):
            ids.add(command)
        elif command[0] == Command.LINK:
            ids.add(command[1])
        elif command[0] == Command.SET:
            ids.update(command[2])
        elif command[0] == Command.CREATE:
            others.append(command[2].get("email"))
    partners = env["res.partner"].sudo().browse(ids)
    texts = [values.get("email_to"), values.get("email_cc"), *others, *partners.mapped("email")]
    return [text for text in texts if text]


def _normalized(emails: Iterable[str | None]) -> frozenset[str]:
    return frozenset(one for text in emails if text for one in email_normalize_all(text))
