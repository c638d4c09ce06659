"""Does a plan's writes in Odoo, with the user's own rights."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, TypeVar, cast

from psycopg2 import OperationalError

from odoo.api import Environment
from odoo.exceptions import UserError
from odoo.models import BaseModel
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ...engine.core.item import ItemError
from ...engine.core.link import Role
from ...engine.core.plan import Decision, Write
from ...engine.events.item import EventItem
from ..database.error_log import log_error
from ..database.lost import is_lost
from ..store.refs import RecordRef
from .event_records import EventRecords
from .guests import GuestRecords
from .records import Declined, Records
from .schedule import Schedule

_logger = logging.getLogger(__name__)

T = TypeVar("T")

#: PostgreSQL's errors of this class tell that a value is more than it can hold.
_LIMIT_EXCEEDED = "54"


class Disturbed(Exception):
    """Somebody has written the same record since this transaction began. A later one can do it."""


def write_decisions(
    env: Environment,
    records: Records[Any],
    decisions: Sequence[Decision[Any]],
    requests: Sequence[Any],
) -> list[RecordRef | Exception]:
    """Do the Odoo side of the decisions, each in a savepoint of its own.

    :param records: the user's :class:`~sync.odoo.schedule.Schedule` or
        :class:`~sync.odoo.contact_book.ContactBook`
    :param decisions: those that write to Odoo
    :param requests: what ``records.create`` takes, for those that create, in the same order
    :return: for each decision, in order, the record's ref or the exception that Odoo raised, which
        is :class:`Disturbed` where somebody is at the record
    """
    created = iter(_create(env, records, requests))
    return [
        next(created) if decision.to_odoo.verb == "create" else _change(env, records, decision)
        for decision in decisions
    ]


def _create(
    env: Environment, records: Records[Any], requests: Sequence[Any]
) -> list[RecordRef | Exception]:
    """Create all at once, which is fast; one by one only when one of them is refused."""
    if not requests:
        return []
    together = _guarded(env, records.create, requests)
    if not isinstance(together, Exception):
        return [*together]
    one_by_one = (_guarded(env, records.create, [request]) for request in requests)
    return [one if isinstance(one, Exception) else one[0] for one in one_by_one]


def _change(
    env: Environment, records: Records[Any], decision: Decision[Any]
) -> RecordRef | Exception:
    """Change one record, and let nobody who is at it hold up the others."""
    env.flush_all()  # what is disturbed of this is not this record's
    try:
        return _guarded(
            env,
            change,
            records,
            decision.link.odoo_id,
            decision.to_odoo,
            decision.role,
            decision.declined,
        )
    except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY as error:
        if (
            decision.reverts or not decision.link.key
        ):  # nothing remembers that it is still to be done
            raise
        env.invalidate_all()
        return Disturbed(type(error).__name__)


def change(
    records: Records[Any],
    ref: RecordRef,
    write: Write[Any],
    role: Role,
    declined: Declined = frozenset(),
) -> RecordRef:
    """Do one write to a record that exists.

    :param declined: of what is taken out, what takes place without the user, who has said no:
        original starts, and ``None`` for the record itself
    :return: the ref, which is another one where a single event became a series or the reverse
    """
    if write.verb == "delete":
        records.remove(ref, role, declined)
        return ref
    if write.verb == "restore":
        ref = records.restore(ref, write.item, role)
    else:
        ref = records.update(ref, write, role, declined)
    if not write.fields.isdisjoint({"guests", "exceptions"}) and role is not Role.INVITED:
        cast("Schedule", records).write_guests(ref, write.before, write.item)
    return ref


def make_contacts(
    env: Environment, guests: GuestRecords, writes: Iterable[Write[EventItem]]
) -> Exception | None:
    """Make contacts of the guests whom nobody knows, if the user has asked for it.

    :param writes: the writes to Odoo that bring the guests
    :return: what keeps them from becoming contacts; ``None`` if nothing does
    """
    unknown = guests.unknown(writes)
    if not unknown:
        return None
    if not guests.book.may_grow:
        return ItemError("no_right_to_create_contacts")
    result = _guarded(env, guests.book.add, unknown)
    return result if isinstance(result, Exception) else None


def let_attend(
    env: Environment, records: EventRecords, addresses: Collection[str]
) -> dict[BaseModel, Exception]:
    """Let those attend the user's events who were guests in Google only, and are contacts by now.

    :param addresses: of the new contacts, in lower case
    :return: by the events of which Odoo has refused that, its reasons
    """
    results = {
        event: _guarded(env, records.guests.let_attend, event, addresses)
        for event in records.awaiting(addresses)
    }
    return {event: one for event, one in results.items() if isinstance(one, Exception)}


def take_out(
    env: Environment, records: Records[Any], ref: RecordRef, role: Role
) -> Exception | None:
    """Take one record out of the user's schedule.

    :return: why Odoo has refused it; ``None`` if it has not
    """
    return _guarded(env, records.remove, ref, role)


def _guarded(env: Environment, method: Callable[..., T], *args: Any) -> T | Exception:
    """Call in a savepoint. An error that is the record's own is returned, not raised."""
    try:
        with env.cr.savepoint():
            result = method(*args)
            env.flush_all()
            return result
    except OperationalError as error:
        # It may be a value that PostgreSQL cannot hold, as a name too long for its index.
        if not (error.pgcode or "").startswith(_LIMIT_EXCEEDED):
            raise  # somebody else wrote the same rows: the whole step is done again
        env.invalidate_all()
        return ItemError("too_long_for_odoo")
    except Exception as error:  # whatever a module of this Odoo raises is this record's
        if is_lost(error):
            raise
        if not isinstance(error, UserError):
            log_error(_logger, "Odoo could not write what came from Google")
        env.invalidate_all()
        return error
