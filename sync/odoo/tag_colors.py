"""The colors that Google shows of Odoo's tags, as one user or their company has paired them."""

from __future__ import annotations

from typing import Any

from odoo.fields import Command
from odoo.models import BaseModel

from ...engine.events.colors import Palette
from ...engine.events.item import Color

#: The colors that Google has for events, by its ids, as its calendar calls them.
#: https://developers.google.com/workspace/calendar/api/v3/reference/colors
COLORS = {
    "11": "Tomato",
    "4": "Flamingo",
    "6": "Tangerine",
    "5": "Banana",
    "2": "Sage",
    "10": "Basil",
    "7": "Peacock",
    "9": "Blueberry",
    "1": "Lavender",
    "3": "Grape",
    "8": "Graphite",
}


class TagColors:
    """:param user: in an environment of the superuser"""

    def __init__(self, user: BaseModel) -> None:
        pairs = user.env["google.sync.tag.color"].pairs_of(user)
        #: Nothing of the tags is read or written while Google must not tell them.
        self.pairs: tuple[tuple[int, str], ...] = () if _hides(user) else tuple(pairs)
        self.color_of = dict(self.pairs)
        self.palette: Palette | None = None
        if pairs:
            self.palette = Palette(frozenset(color for _tag, color in pairs), _hides(user))

    def read(self, event: BaseModel) -> Color | None:
        """What Google is to show of an event's tags; ``None``: that is not asked."""
        if not self.pairs:
            return None
        tags = set(event.categ_ids.ids)
        colors = list(dict.fromkeys(color for tag, color in self.pairs if tag in tags))
        return Color(colors[0] if colors else "", tuple(sorted(colors)))

    def values(self, color: Color | None, events: BaseModel | None) -> dict[str, Any]:
        """What gives events the tags that their color stands for; others keep them.

        :param color: as of an item
        :param events: to be written; none for a new one
        """
        if color is None or not self.pairs:
            return {}
        has = [{self.color_of.get(tag) for tag in event.categ_ids.ids} for event in events or ()]
        lacking = [one for one in color.tags if not has or any(one not in here for here in has)]
        tags = {one: tag for tag, one in reversed(self.pairs)}
        commands = [Command.link(tags[one]) for one in lacking if one in tags]
        there = set(events.categ_ids.ids) if events else set()
        for tag, one in self.pairs:
            if tag in there and one not in color.tags:
                commands.append(Command.unlink(tag))
        return {"categ_ids": commands} if commands else {}


def _hides(user: BaseModel) -> bool:
    return bool(user.google_privacy != "full")
