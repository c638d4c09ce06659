"""Nobody is mailed by accident: whatever a sync could mail needs a permit, and gets it here.

*Google* mails guests where ``GooglePermits`` gives a permit; ``google_api.transport.permit`` looks
at every request and sends none that would mail without one.

*Odoo* mails nothing in a transaction of the runner, or where a person's request writes what came
from Google (``watch``, ``watched``), but to the addresses of a permit that is open (``permitted``).
The models that mail ask ``lets_out``. The mark is on the cursor (:mod:`sync.database.cursor_mark`).
"""

import logging
from contextlib import contextmanager
from datetime import datetime, timezone

from odoo.fields import Command
from odoo.tools import email_normalize_all

from ...engine.events.recurrence import is_over, occurrence
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

    def __init__(self, account):
        user = account.user_id
        self._user_id = user.id
        chosen = user.google_share_guests == "mail" and user.shares_google_guests()
        # Populating tells nobody of what they know already.
        self._chosen = chosen and not populates(account, "google")

    def of(self, decision, link):
        """The permit for one write; ``None`` if nobody is to hear of it.

        :param link: the record of the pair; whoever was invited by another program knows of it
        :rtype: Permit | None
        """
        if not self._chosen or decision.undoes or decision.link.apart or link.is_migrated:
            return None
        if not _concerns_guests(decision) or _is_past(decision.google):
            return None
        return Permit(self._user_id, link.google_id)


def _is_past(write):
    """Whether the meeting is over, and was so before: nobody need hear of it any more."""
    now = datetime.now(timezone.utc)
    return all(is_over(item, now) for item in (write.before, write.after) if item)


def _concerns_guests(decision):
    """Whether guests are to hear of a write: it is the user's own meeting, and they see it."""
    write = decision.google
    items = [item for item in (write.before, write.after) if item]
    parts = [*items, *(one for item in items for _start, one in item.exceptions if one)]
    if not decision.role.is_own or not any(map(_people, parts)):
        return False
    return write.verb != "update" or _tells_another_thing(write.before, write.after)


def _tells_another_thing(before, after):
    """Whether guests see a difference, in one occurrence of a series maybe."""
    if _told(before) != _told(after):
        return True
    original_starts = {start for item in (before, after) for start, _changed in item.exceptions}
    return any(
        _told(occurrence(before, start)) != _told(occurrence(after, start))
        for start in original_starts
    )


def _told(item):
    return item and (_people(item), *(getattr(item, name) for name in _TOLD))


def _people(item):
    return {guest.email for guest in item.guests if not guest.resource}


# -- Odoo -------------------------------------------------------------------------------------


#: ``watch(cursor)``: nothing leaves without a permit, until the end of this cursor.
watch = _WATCHED.set
#: ``is_watched(env)``: whether this transaction lets nothing out without a permit.
is_watched = _WATCHED.is_set


@contextmanager
def watched(env):
    """Let nothing out within, in a transaction that a person has begun."""
    with _WATCHED.within(env):
        yield
        env.flush_all()


@contextmanager
def permitted(env, emails):
    """Within, Odoo may mail these addresses and no others.

    :param emails: as people write them
    """
    before = getattr(env.cr, _PERMITTED, frozenset())
    setattr(env.cr, _PERMITTED, before.union(_normalized(emails)))
    try:
        yield
    finally:
        setattr(env.cr, _PERMITTED, before)


def is_permitted(env, emails):
    """Whether a permit is open for these addresses, all of them; nobody has one for none."""
    wanted = _normalized(emails)
    return bool(wanted) and wanted <= getattr(env.cr, _PERMITTED, frozenset())


def lets_out(env, kind, emails):
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


def recipients(env, values):
    """The addresses that a new ``mail.mail`` of these values goes to."""
    ids, others = set(), []
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


def _normalized(emails):
    return frozenset(one for text in emails if text for one in email_normalize_all(text))
