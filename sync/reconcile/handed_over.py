"""Meetings of the user's that a colleague organizes from now on, as the user has chosen in Google.

Google lets people make another one the owner of an event. Odoo follows, or else two would lead it:
the new one's calendar in Google, and the former one's account here.
https://support.google.com/calendar/answer/78739
"""

from ...engine.core.link import Role
from ...google_api.calendar.event_codec import metadata
from ...google_api.calendar.guest_codec import is_organizer
from ..store.links import ref_of


def follow(snapshot, meetings):
    """Make those the organizers in Odoo whom Google shows as such now.

    :param snapshot: of the former organizer's calendar, with both sides read
    :param meetings: its :class:`~sync.reconcile.meetings.Meetings`
    """
    events = snapshot.google.events if snapshot.policy.imports else {}
    for link in snapshot.found.filtered(lambda link: link.google_id in events):
        event = events[link.google_id]
        if not _was_led(link, snapshot) or is_organizer(event, snapshot.account.calendar_id):
            continue
        if colleague := meetings.colleague(metadata(event).organizer_email or ""):
            ref = ref_of(link)
            text = snapshot.log.told(_text, colleague.name)
            shown = snapshot.records.shown(ref)
            snapshot.log.remark(text, title=link.title, level="info", ref=shown)
            snapshot.records.hand_over(ref, colleague)
            snapshot.odoo.update(snapshot.records.read({ref})[0])


def _was_led(link, snapshot):
    """Whether it is the user's meeting in Odoo, and was in Google when that told of it last."""
    ours = snapshot.odoo.get(ref_of(link))
    is_own = bool(ours and ours.item) and ours.role is Role.ORGANIZER
    return is_own and link.base and not link.is_copy and link.role == Role.ORGANIZER.value


def _text(env, name):
    return env._("%(name)s organizes it now, as you have chosen in Google.", name=name)
