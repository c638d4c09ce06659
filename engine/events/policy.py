"""The policy of events: which changes a sync takes across, and what Google may see."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from ..core.item import OriginalStart, without
from ..core.link import GoogleState, Link, Role, Spellings
from ..core.merge import Authorities, Authority, Merged, Side
from ..core.policy import Policy
from ..core.spellings import cut_values
from .arrival import as_arrived
from .colors import Palette, as_it_shows, has_any
from .copies import as_one_copy_has_it
from .guests import with_each_guest, with_guests_of, without_answers
from .item import AllDay, EventItem, Mask, Repeating, Timed, first_span
from .masking import (
    behind_masks_of,
    each_newly_masked,
    each_occurrence,
    each_with,
    found_behind,
    have_equal_words,
    hides_any_title,
    hides_title,
    in_google,
    in_odoo,
    masked,
    with_masks_of,
)
from .merge import merge, visible
from .recurrence import original_starts, span_at
from .spelling import as_known, as_sent, as_unasked, as_whole_as, held, refused_guests
from .video_line import as_text

_MEETING: tuple[str, ...] = ("title", "when", "description", "location", "visibility", "busy")
_MEETING += ("video", "contact_details")
_AUTHORITIES: Mapping[Role, Authorities] = {
    Role.ORGANIZER: {"conference": Authority.GOOGLE, "mask": Authority.ODOO},
    Role.KEPT: {
        **dict.fromkeys((*_MEETING, "mask", "away"), Authority.ODOO),
        **dict.fromkeys(("meet", "conference"), Authority.GOOGLE),
    },
    # The reminders of a guest's own copy are theirs; Odoo's belong to the whole meeting.
    Role.INVITED: {
        **dict.fromkeys((*_MEETING, "mask"), Authority.ODOO),
        **dict.fromkeys(("reminders", "meet", "conference"), Authority.LOCAL),
    },
    Role.EXTERNAL: dict.fromkeys((*_MEETING, "meet", "conference", "mask"), Authority.GOOGLE),
}
#: What Google has on all copies of a meeting alike follows its organizer's: who has but a copy
#: changes nothing of it, nor is it news.
_COMMON = ("title", "when", "description", "location", "video", "contact_details", "mask")
_OF_COPIES: Authorities = {
    **_AUTHORITIES[Role.INVITED],
    **dict.fromkeys(_COMMON, Authority.LOCAL),
}


#: In these Google leads where a meeting was called outside of Odoo.
_CALLED_OUTSIDE = tuple(
    name for name, authority in _AUTHORITIES[Role.EXTERNAL].items() if authority is Authority.GOOGLE
)
#: Whose color in their own calendar decides about the meeting's tags. In a colleague's meeting, and
#: in what another record keeps, it is but the look of one's own calendar.
_SETS_TAGS = (Role.ORGANIZER, Role.EXTERNAL)
#: What is not compared as long as there are no pairs of tags and colors.
_ONLY_COLOR = frozenset({"color"})


@dataclass(frozen=True, slots=True)
class EventPolicy(Policy[EventItem]):
    """:param import_tentative: whether events that nobody confirmed come in
    :param populate_odoo: whether events that Google had before come in
    :param known_since: unlinked events that Google changed before this moment are the past,
        which comes in with ``populate_odoo`` only
    :param window: start and stop of the time whose past comes in, aware; ``None``: all of it
    :param share_guests: whether the guests that Odoo has of the user's own meetings go to Google
    :param colleagues: the addresses of those who have an account: Google gives them a copy of what
        they are guests of, which would count as declined if they were taken out there
    :param masked_addresses: those of them whose copies are masked: they make them for themselves
    :param busy_mask: what Google shows of an appointment of which Odoo has no record to ask;
        ``None``: its words
    :param erased: the addresses of clients of whom Google must not know any more
    :param palette: the pairs of tags and colors; without any, colors are ``unheld``
    """

    import_tentative: bool = False
    populate_odoo: bool = False
    known_since: datetime | None = None
    window: tuple[datetime, datetime] | None = None
    share_guests: bool = False
    colleagues: frozenset[str] = frozenset()
    masked_addresses: frozenset[str] = frozenset()
    busy_mask: Mask | None = None
    palette: Palette | None = None
    erased: frozenset[str] = frozenset()

    def out_of_scope(self, theirs: GoogleState[EventItem]) -> str | None:
        if theirs.item is None:
            return None
        if reason := self.unwanted(theirs.item.own_response == "accepted", theirs.changed):
            return reason
        if self._is_past(theirs.changed) and self.window:
            return None if _reaches(theirs.item.when, *self.window) else "out_of_window"
        return None

    def unwanted(self, accepted: bool, changed: datetime | None) -> str | None:
        """Why an event stays out of an Odoo that never had it, as far as that can be told without
        knowing when it takes place; ``None`` if it cannot."""
        if not (self.imports or self.populate_odoo):
            return "import_off"
        if self._is_past(changed) and not self.populate_odoo:
            return "before_connection"
        if not accepted and not self.import_tentative:
            return "tentative"
        return None

    def _is_past(self, changed: datetime | None) -> bool:
        return bool(self.known_since and changed and changed < self.known_since)

    def seen_of_odoo(self, odoo: EventItem, link: Link[EventItem], role: Role) -> EventItem:
        """With those of its guests that may go to Google, and masked if its words are Odoo's.

        The other guests stay out of the comparison: they are those that both sides agreed on last,
        so that what changes in Google still comes in, and nothing that Odoo has besides goes out.
        """
        base = link.base
        if base is not None:
            odoo = as_whole_as(odoo, base)
        if self.palette:
            odoo = self.palette.seen_of_odoo(odoo, base)
        if role.is_own and self.share_guests:
            seen = _with_hidden_as(self._without_masked(odoo, base), base)
        else:
            seen = with_guests_of(odoo, base if role is not Role.INVITED else None)
        if uninvited := link.apart | self.erased:
            seen = _without_guests(seen, uninvited)
        if base is None:
            return seen
        if link.is_copy or self._has_googles_words(link, odoo, role):
            return with_masks_of(seen, base)
        if link.origin is Side.GOOGLE:
            return seen  # it was the user who invited its guests in Google
        return each_newly_masked(seen, base, self._with_colleagues_only)

    def seen_of_google(
        self, google: EventItem, link: Link[EventItem], odoo: EventItem | None, role: Role
    ) -> EventItem:
        """Without the guests of a colleague's meeting, who come by that one's account, and without
        the reminders that the user's copy began with, as long as Odoo has none; and with Odoo's
        words where Google shows others in their place. What somebody else has written is no video
        link."""
        base = link.base
        if role is not Role.KEPT and google.away:
            google = replace(google, away=None)  # it is out of office by Google's own doing
        if self.palette:
            sets_tags = self.imports and role in _SETS_TAGS
            google = self.palette.seen_of_google(google, base, odoo, sets_tags)
        if base is not None:
            google = as_sent(google, self.in_google(base), link.spellings)
        if known := base or odoo:
            google = as_known(google, known)
            if not (link.is_copy or role is Role.EXTERNAL):
                google = as_unasked(google, known)
        if role is Role.EXTERNAL:
            google = as_text(google)
        authorities = _OF_COPIES if link.is_copy and role is Role.INVITED else _AUTHORITIES[role]
        seen = google if base is None else visible(google, base, authorities)
        if role is Role.INVITED:
            seen = with_guests_of(seen, None)
            if base is None and odoo is not None and not odoo.reminders:
                seen = each_occurrence(seen, lambda one: replace(one, reminders=()))
        if base is not None:
            return behind_masks_of(seen, base)
        return seen if odoo is None or role is Role.EXTERNAL else found_behind(seen, odoo)

    def compared(self, item: EventItem) -> EventItem:
        if not self.unheld or (self.unheld == _ONLY_COLOR and not has_any(item)):
            return item
        return each_occurrence(item, partial(without, names=self.unheld))

    def not_imported(self, known: EventItem, google: EventItem) -> EventItem:
        """A color is the user's own, and is not to be taken for one of Odoo's later."""
        return replace(known, color=google.color) if self.palette else known

    def as_shown_now(
        self, item: EventItem, link: Link[EventItem], odoo: EventItem | None, role: Role
    ) -> EventItem:
        """Masked as Odoo's item is; without one, as what tells nothing, if its words are Odoo's."""
        if odoo is not None:
            return with_masks_of(item, odoo)
        if self.busy_mask is None or _was_made_in_google(link, role):
            return item
        return each_occurrence(item, partial(self._as_what_tells_nothing, self.busy_mask))

    def as_shown_apart(self, item: EventItem, link: Link[EventItem]) -> EventItem:
        """A series of which Odoo has only occurrences: see :mod:`engine.events.exploded`."""
        if _was_made_in_google(link, link.role):
            return item
        shown = each_occurrence(item, lambda one: masked(one, self.busy_mask))
        return each_newly_masked(shown, item, self._with_colleagues_only)

    def as_copies_show(self, item: EventItem, base: EventItem) -> EventItem:
        """The item with what all copies of a meeting have in common as Google showed it last."""
        return visible(item, base, _OF_COPIES)

    def as_one_copy_has_it(
        self,
        odoo: EventItem,
        shown: EventItem | None,
        base: EventItem | None,
        others: Collection[EventItem],
    ) -> EventItem:
        """Odoo's item of a meeting called outside, without what other users' copies have brought.

        :param shown: as the user's copy shows it, if Google has told of it
        :param base: what that and Odoo agreed on last; at least one of the two is known
        :param others: what the other copies have brought
        """
        agreed = base or shown
        seen = shown if shown and (self.imports or not base) else base
        if not (agreed and seen):
            return odoo
        return as_one_copy_has_it(odoo, seen, agreed, others, _CALLED_OUTSIDE)

    def in_odoo(self, item: EventItem) -> EventItem:
        return in_odoo(item)

    def in_one_request(self, item: EventItem) -> EventItem:
        return replace(item, exceptions=())

    def in_google(self, item: EventItem) -> EventItem:
        return held(in_google(item))

    def brought_back(self, buried: EventItem, shown: EventItem) -> EventItem:
        """Whether a series brings back what its occurrences had of their own is not documented."""
        there = dict(shown.exceptions)
        kept = tuple(exception for exception in buried.exceptions if exception[0] in there)
        return replace(buried, exceptions=kept)

    def unlike_sent(self, before: EventItem | None, sent: EventItem, shown: EventItem) -> Spellings:
        known = {guest.email for guest in before.guests} if before else set()
        return (*cut_values(before, sent, shown), *refused_guests(sent, shown, known))

    def origin(self, link: Link[EventItem], odoo: EventItem | None, role: Role) -> Side:
        """What was made in Google has Odoo's words once somebody has changed them in Odoo."""
        if odoo is None or link.base is None or self._has_googles_words(link, odoo, role):
            return link.origin
        return Side.ODOO

    def _has_googles_words(self, link: Link[EventItem], odoo: EventItem, role: Role) -> bool:
        """Whether the words were given in Google, so that they are not masked there."""
        if role is not Role.EXTERNAL and not (link.base and have_equal_words(odoo, link.base)):
            return False
        return _was_made_in_google(link, role)

    def _without_masked(self, odoo: EventItem, base: EventItem | None) -> EventItem:
        if not self.masked_addresses:
            return odoo
        known = base.guests if base else ()
        return _without_guests(odoo, self.masked_addresses - {guest.email for guest in known})

    def _with_colleagues_only(self, item: EventItem) -> EventItem:
        staying = tuple(guest for guest in item.guests if guest.email in self.colleagues)
        return replace(item, guests=staying)

    def _as_what_tells_nothing(self, busy_mask: Mask, item: EventItem) -> EventItem:
        seen = self._with_colleagues_only(item) if busy_mask.hides_title else item
        return masked(seen, busy_mask)

    def as_arrived(
        self,
        base: EventItem,
        sent: EventItem,
        shown: EventItem,
        shows: Callable[[OriginalStart | None], bool],
    ) -> EventItem:
        shown = as_it_shows(as_known(shown, sent), sent)
        return as_arrived(base, sent, shown, shows)

    def merge(
        self,
        base: EventItem | None,
        odoo: EventItem,
        google: EventItem,
        prefer: Side,
        role: Role,
    ) -> Merged[EventItem]:
        merge_color = self.palette.merge if self.palette else None
        authorities = _AUTHORITIES[role]
        return merge(base, odoo, google, prefer, authorities, role.is_own, merge_color)

    def outlives(
        self, item: EventItem, base: EventItem | None, role: Role, gone_from: Side
    ) -> bool:
        """The user's own do. Guests who answer change nothing: they do so by deleting it, too.
        What another record of Odoo keeps lives as long as Odoo has it."""
        if role is Role.KEPT:
            return gone_from is Side.GOOGLE
        if base is None:
            return role is Role.ORGANIZER
        one, other = (without_answers(in_odoo(each)) for each in (item, base))
        return one != other and role is Role.ORGANIZER


def _without_guests(item: EventItem, addresses: frozenset[str]) -> EventItem:
    return with_each_guest(
        item, lambda guests: tuple(g for g in guests if g.email not in addresses)
    )


def _with_hidden_as(item: EventItem, base: EventItem | None) -> EventItem:
    """The item, of which those occurrences whose title is hidden have the guests agreed on last:
    their list is not shared."""

    def view(one: EventItem, known: EventItem | None) -> EventItem:
        return replace(one, guests=known.guests if known else ()) if hides_title(one) else one

    if not hides_any_title(item):
        return item
    if base is None:
        return each_occurrence(item, lambda one: view(one, None))
    return each_with(item, base, view)


def _was_made_in_google(link: Link[EventItem], role: Role) -> bool:
    """Whether the words were given there, and by the user or the meeting's organizer."""
    return role is Role.EXTERNAL or (link.origin is Side.GOOGLE and role.is_own)


def _reaches(when: Timed | AllDay | Repeating, start: datetime, stop: datetime) -> bool:
    """Whether a time, or one occurrence of a series, has a part between ``start`` and ``stop``."""
    first = first_span(when)
    begin: OriginalStart
    end: OriginalStart
    if isinstance(first, AllDay):
        begin, end, earlier = start.date(), stop.date(), start.date() - first.stop
    else:
        begin, end, earlier = start, stop, start - first.stop
    if isinstance(when, Repeating):
        since = when.start + earlier if earlier > timedelta() else None
        spans = (
            span_at(when, original_start) for original_start in original_starts(when, since, end)
        )
        return any(span.stop > begin for span in spans)
    return when.start <= end and when.stop > begin
