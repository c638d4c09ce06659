"""A meeting that has another owner in Google now, as its former one has wished there.

Only the former owner's calendar tells so in a way that proves something: it is their own event, by
its id, of which Google now says that somebody else calls it. That one gets nothing by it but what
anybody has who calls a meeting outside of Odoo; a user has it as their own once their calendar says
the same.
"""

from __future__ import annotations

from odoo.api import Environment
from odoo.fields import Domain
from odoo.models import BaseModel

from ...engine.core.link import Role
from ...google_api.calendar.event_codec import metadata
from ...google_api.calendar.guest_codec import is_organizer
from ..odoo.event_records import QUIET
from ..odoo.invited import is_called_by, proved_addresses
from ..store.links import linked_ref
from ..store.refs import Ref
from .snapshot import EventSnapshot


def follow(snapshot: EventSnapshot) -> None:
    """Let the meetings that the user has given away be called by their new owners in Odoo.

    Called before Odoo's records are read.
    """
    account = snapshot.account
    calendar_id, own = account.calendar_id, {"", *proved_addresses(account)}
    for link in snapshot.found.filtered(_was_own):
        event = snapshot.google.events.get(link.google_id, {})
        state = snapshot.google.states.get(link.google_id)
        if not (state and state.item) or is_organizer(event, calendar_id):
            continue
        owner = (metadata(event).organizer_email or "").strip().lower()
        records = _records(snapshot, linked_ref(link))
        if owner in own or records.user_id != account.user_id:
            continue
        values = {"user_id": False, "google_sync_organizer": owner, "google_sync_closed": False}
        records.with_context(**QUIET).write(values)
        link.role = Role.EXTERNAL.value
        text = snapshot.log.told(_given_text, owner)
        shown = snapshot.records.shown(linked_ref(link))
        snapshot.log.remark(text, title=link.title or "", ref=shown, google_id=link.google_id)


def unseen(snapshot: EventSnapshot) -> BaseModel:
    """The links of meetings that a colleague has given to the user, and that Google has to show
    first, with their guests: of a copy nobody has looked at those.

    Called before Odoo's records are read.
    """
    links = snapshot.found.filtered(
        lambda link: (
            link.res_id
            and link.role == Role.INVITED.value
            and not link.is_copy
            and link.google_id not in snapshot.google.mentioned
        )
    )
    events = snapshot.records.events_of(set(map(linked_ref, links))) if links else {}
    return links.filtered(
        lambda link: (
            linked_ref(link) in events and _is_given(snapshot, link, events[linked_ref(link)])
        )
    )


def take_over(snapshot: EventSnapshot) -> None:
    """Let those be the user's own that a colleague has given to them, if their calendar says so.

    Called when Odoo's records are read.
    """
    for link in snapshot.found.filtered("res_id"):
        ref, theirs = linked_ref(link), snapshot.google.states.get(link.google_id)
        ours, event = snapshot.odoo.get(ref), snapshot.google.events.get(link.google_id, {})
        if not (ours and ours.item and ours.role is Role.EXTERNAL and theirs and theirs.item):
            continue
        if "organizer" not in event or not is_organizer(event, snapshot.account.calendar_id):
            continue
        records = _records(snapshot, ref)
        if _is_given(snapshot, link, records[:1]):
            snapshot.records.events.attendance.take_the_lead(records, theirs.item)
            snapshot.odoo.update(snapshot.records.read({ref})[0])


def _was_own(link: BaseModel) -> bool:
    """Whether the user has called it, when both sides agreed last."""
    is_own = link.role == Role.ORGANIZER.value and not (link.is_copy or link.is_migrated)
    return bool(is_own and link.res_id and link.base)


def _is_given(snapshot: EventSnapshot, link: BaseModel, event: BaseModel) -> bool:
    """Whether it is the very event of a colleague's, who says that the user calls it; and not one
    that the user has had in the place of a copy."""
    if not is_called_by(event.sudo(), snapshot.account.user_id):
        return False
    same = Domain("google_id", "=", link.google_id) & Domain("res_id", "=", link.res_id)
    others = Domain("account_id", "!=", snapshot.account.id)
    return bool(snapshot.links.model.search_count(same & others, limit=1))


def _records(snapshot: EventSnapshot, ref: Ref) -> BaseModel:
    return snapshot.records.events.model.browse(snapshot.records.event_ids([ref]))


def _given_text(env: Environment, owner: str) -> str:
    return env._(
        "In Google this meeting was given to another owner (%(owner)s), who decides about it now. "
        "To lead it again in Odoo, ask them to give it back.",
        owner=owner,
    )
