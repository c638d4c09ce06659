"""What decides about events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone

from .event_merge import merge, visible
from .guests import with_guests_of, without_answers
from .item import AllDay, EventItem, Repeating, Timed
from .link import GoogleState, Role
from .merge import Authorities, Authority, Merged, Side
from .policy import Policy
from .recurrence import slots, span_at

_LAST = datetime.max.replace(tzinfo=timezone.utc)

_MEETING = ("title", "when", "description", "location", "privacy", "busy", "video")
_AUTHORITIES: Mapping[Role, Authorities] = {
    Role.ORGANIZER: {"conference": Authority.GOOGLE},
    # The reminders of a guest's own copy are theirs; Odoo's belong to the whole meeting.
    Role.INVITED: {
        **dict.fromkeys(_MEETING, Authority.ODOO),
        **dict.fromkeys(("reminders", "conference"), Authority.LOCAL),
    },
    Role.EXTERNAL: dict.fromkeys((*_MEETING, "conference"), Authority.GOOGLE),
}


@dataclass(frozen=True, slots=True)
class EventPolicy(Policy):
    """:param import_tentative: whether events that nobody confirmed come in
    :param populate_odoo: whether events that Google had before come in
    :param known_since: unlinked events that Google changed before this moment are the past,
        which comes in with ``populate_odoo`` only
    :param window: start and stop of the time whose past comes in, aware; ``None``: all of it
    :param share_guests: whether the guests that Odoo has of the user's own meetings go to Google
    """

    import_tentative: bool = False
    populate_odoo: bool = False
    known_since: datetime | None = None
    window: tuple[datetime, datetime] | None = None
    share_guests: bool = False

    def out_of_scope(self, theirs: GoogleState) -> str | None:
        if theirs.item is None:
            return None
        if not (self.imports or self.populate_odoo):
            return "import_off"
        past = self.known_since and theirs.changed and theirs.changed < self.known_since
        if past and not self.populate_odoo:
            return "before_connection"
        if past and self.window and not _reaches(theirs.item.when, *self.window):
            return "out_of_window"
        if theirs.item.status == "tentative" and not self.import_tentative:
            return "tentative"
        return None

    def seen_of_odoo(self, odoo: EventItem, base: EventItem | None, role: Role) -> EventItem:
        """With those of its guests that may go to Google.

        The others stay out of the comparison: the guests are those that both sides agreed on last,
        so that what changes in Google still comes in, and nothing that Odoo has besides goes out.
        """
        if role is Role.ORGANIZER and self.share_guests:
            return odoo
        return with_guests_of(odoo, base if role is not Role.INVITED else None)

    def seen_of_google(self, google: EventItem, base: EventItem | None, role: Role) -> EventItem:
        """Without the guests of a colleague's meeting, who come by that one's account."""
        seen = google if base is None else visible(google, base, _AUTHORITIES[role])
        return with_guests_of(seen, None) if role is Role.INVITED else seen

    def merge(
        self,
        base: EventItem | None,
        odoo: EventItem,
        google: EventItem,
        prefer: Side,
        role: Role,
    ) -> Merged:
        return merge(base, odoo, google, prefer, _AUTHORITIES[role], role is Role.ORGANIZER)

    def outlives(self, item: EventItem, base: EventItem | None, role: Role) -> bool:
        """The user's own do. Guests who answer change nothing: they do so by deleting it, too."""
        edited = base is None or without_answers(item) != without_answers(base)
        return edited and role is Role.ORGANIZER


def _reaches(when: Timed | AllDay | Repeating, start: datetime, stop: datetime) -> bool:
    """Whether a time, or one occurrence of a series, has a part between ``start`` and ``stop``."""
    if isinstance(when, Repeating):
        spans = (span_at(when, slot) for slot in slots(when))
        coming = next((span for span in spans if _reaches(span, start, _LAST)), None)
        return coming is not None and _reaches(coming, start, stop)
    if isinstance(when, AllDay):
        start, stop = start.date(), stop.date()
    return when.start <= stop and when.stop > start
