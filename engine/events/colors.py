"""Colors: Google shows an appointment's tags in Odoo as a color.

Google gives an event one color, which is its own in each copy; Odoo gives it any number of tags.
Some tags are paired with a color. Of an appointment's paired tags the first one decides which color
Google shows, and a paired color that somebody picks in Google stands for its tag. What has no
partner is nobody's business: a color without a tag stays where it is, and so does a tag without a
color.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..core.merge import Conflict, Side, Sides
from .item import Color, EventItem
from .masking import each_occurrence, each_with, hides_title

_NONE = Color("")
#: What the id of a label is told by, among those of colors. Google shows one or the other.
LABEL = "label "


@dataclass(frozen=True, slots=True)
class Palette:
    """The pairs of a user who has some.

    :ivar paired: the colors, by Google's ids, that stand for a tag
    :ivar hides: whether Google must not tell the tags, for it does not tell the titles
    """

    paired: frozenset[str]
    hides: bool = False

    def seen_of_odoo(self, odoo: EventItem, base: EventItem | None) -> EventItem:
        """Odoo's item with the color that Google is to show of its tags.

        :param base: what both agreed on last
        """

        def view(one: EventItem, known: EventItem) -> EventItem:
            return replace(one, color=self._of_tags(one, known.color))

        return each_occurrence(odoo, self._new) if base is None else each_with(odoo, base, view)

    def seen_of_google(
        self,
        google: EventItem,
        base: EventItem | None,
        odoo: EventItem | None,
        sets_tags: bool,
    ) -> EventItem:
        """Google's item with the tags that its color stands for.

        :param base: what both agreed on last
        :param odoo: what is seen of Odoo's item
        :param sets_tags: whether the user's color decides about the tags of the meeting
        """

        def view(one: EventItem, known: EventItem) -> EventItem:
            hides = self._hides(known)
            return replace(one, color=self._as_shown(one.color, known.color, sets_tags, hides))

        def new(one: EventItem) -> EventItem:
            return replace(one, color=self._as_shown(one.color, _NONE, sets_tags, self.hides))

        if base is None and self.hides:
            return google
        known = base or odoo
        return each_occurrence(google, new) if known is None else each_with(google, known, view)

    def merge(self, color: Sides, prefer: Side) -> tuple[Color | None, list[Conflict]] | None:
        """What the ordinary merge of a field would get wrong; ``None`` leaves it to that.

        What Google shows is not known of what was agreed on while there were no pairs, and Google
        has not told since. Then it is left alone, until somebody has looked.
        """
        base, odoo, google = color
        if isinstance(odoo, Color) and google is None:
            return (Color(None, odoo.tags) if odoo.tags else None), []
        if not (isinstance(odoo, Color) and isinstance(google, Color)):
            return None
        known = base if isinstance(base, Color) else None
        if self.hides:
            tells = known is not None and google.shown in known.tags
            return (odoo if tells else google), []
        if google.is_own_choice:
            return replace(google, tags=odoo.tags), []
        if known is None or known.shown is None:
            return self._first_met(odoo, google)
        return None

    @staticmethod
    def _first_met(odoo: Color, google: Color) -> tuple[Color, list[Conflict]] | None:
        if not google.shown:
            return odoo, []
        if not odoo.tags:
            return google, []
        return (replace(google, tags=odoo.tags), []) if google.shown in odoo.tags else None

    def _hides(self, item: EventItem) -> bool:
        """Whether Google must not tell the tags of this one."""
        return self.hides or hides_title(item)

    def _new(self, item: EventItem) -> EventItem:
        return replace(item, color=_NONE) if self._hides(item) else item

    def _of_tags(self, item: EventItem, known: Color | None) -> Color | None:
        odoo = item.color
        if self._hides(item):
            if known is None or known.shown is None:
                return None
            return _NONE if known.shown in known.tags else Color(known.shown)
        if odoo is None or known is None or known.shown is None:
            return odoo
        if odoo.tags == known.tags:
            return known
        stays = known.is_own_choice or (known.shown and known.shown not in self.paired)
        return replace(odoo, shown=known.shown) if stays else odoo

    def _as_shown(
        self, google: Color | None, known: Color | None, sets_tags: bool, hides: bool
    ) -> Color | None:
        if google is None or google.shown is None:
            return None
        if hides:
            return None if known is None or known.shown is None else Color(google.shown)
        if known is None:
            known = _NONE
        if google.shown == known.shown:
            return known
        if not sets_tags or (google.shown and google.shown not in self.paired):
            return replace(known, shown=google.shown)
        tags = {*known.tags, google.shown} - {known.shown, ""}
        return Color(google.shown, tuple(sorted(filter(None, tags))))


def as_it_shows(google: EventItem, known: EventItem) -> EventItem:
    """Google's item with the tags of one that shows the same color.

    :param google: as Google shows it
    :param known: the same event as it was sent
    """

    def view(one: EventItem, partner: EventItem) -> EventItem:
        is_same = one.color and partner.color and one.color.shown == partner.color.shown
        return replace(one, color=partner.color) if is_same else one

    return each_with(google, known, view) if has_any(known) else google


def has_any(item: EventItem, those: Callable[[Color], object] = bool) -> bool:
    """Return whether an item, or one of its occurrences, says something of a color.

    :param those: what it must be
    """
    if item.color is not None and those(item.color):
        return True
    return any(
        changed is not None and changed.color is not None and those(changed.color)
        for _start, changed in item.exceptions
    )


def is_unknown(item: EventItem) -> bool:
    """Whether nobody has looked yet what color Google shows of an appointment with paired tags."""
    return has_any(item, lambda color: color.shown is None)
