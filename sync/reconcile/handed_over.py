"""Meetings of the user's that a colleague organizes from now on, as the user has chosen in Google.

Google lets people make another one the owner of an event. Odoo follows, or else two would lead it:
the new one's calendar in Google, and the former one's account here.
https://support.google.com/calendar/answer/78739
"""

from __future__ import annotations

from odoo.api import Environment
from odoo.models import BaseModel

from ...engine.core.link import Role
from ...google_api.calendar.event_codec import metadata
from ...google_api.calendar.guest_codec import is_organizer
from ..store.links import linked_ref, ref_of
from .meetings import Meetings
from .snapshot import EventSnapshot


def follow(snapshot: EventSnapshot, meetings: Meetings) -> None:
    """Make those the organizers in Odoo whom Google shows as such now.

    :param snapshot: of the former organizer's calendar, with both sides read
    """
    events = snapshot.google.events if snapshot.policy.imports else {}
    for link in snapshot.found.filtered(lambda link: link.google_id in events):
        event = events[link.google_id]
        if not _was_led(link, snapshot) or is_organizer(event, snapshot.account.calendar_id):
            continue
        if colleague := meetings.colleague(metadata(event).organizer_email or ""):
            ref = linked_ref(link)
            text = snapshot.log.told(_text, colleague.name)
            shown = snapshot.records.shown(ref)
            snapshot.log.remark(text, title=link.title or "", level="info", ref=shown)
            snapshot.records.hand_over(ref, colleague)
            snapshot.odoo.update(snapshot.records.read({ref})[0])


def _was_led(link: BaseModel, snapshot: EventSnapshot) -> bool:
    """Whether it is the user's meeting in Odoo, and was in Google when that told of it last."""
    ref = ref_of(link)
    ours = snapshot.odoo.get(ref) if ref else None
    if not (ours and ours.item and ours.role is Role.ORGANIZER):
        return False
    return bool(link.base) and not link.is_copy and link.role == Role.ORGANIZER.value


def _text(env: Environment, name: str) -> str:
    return env._("%(name)s organizes it now, as you have chosen in Google.", name=name)
