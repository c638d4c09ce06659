"""The colors that Google shows of Odoo's tags, as one user or their company has paired them; or the
labels, which are found by the tag's name in the calendar of each user."""

from __future__ import annotations

from typing import Any

from odoo.fields import Command
from odoo.models import BaseModel

from ...engine.events.colors import LABEL, Palette
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

#: The color of a tag that is paired with the label of its name.
BY_NAME = "label"


class TagColors:
    """:param user: in an environment of the superuser"""

    def __init__(self, user: BaseModel) -> None:
        pairs = _resolved(user, user.env["google.sync.tag.color"].pairs_of(user))
        #: Nothing of the tags is read or written while Google must not tell them.
        self.pairs: tuple[tuple[int, str], ...] = () if _hides(user) else tuple(pairs)
        self.color_of = dict(self.pairs)
        self.palette: Palette | None = None
        if pairs:
            self.palette = Palette(frozenset(color for _tag, color in pairs), _hides(user))

    def read(self, event: BaseModel) -> Color | None:
        """Return the color for an event's tags; ``None`` if tags have no colors."""
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


def goes_by_labels(user: BaseModel) -> bool:
    """Return whether any of the user's tags goes by a label; that costs no query."""
    pairs = user.env["google.sync.tag.color"]
    return pairs.is_used() and any(color == BY_NAME for _tag, color in pairs.pairs_of(user))


def known_labels(account: BaseModel) -> dict[str, str] | None:
    """The ids of the labels of the account's calendar by their names, in lower case; ``None``, as
    long as nobody knows them."""
    known = account.work_id.event_labels or {}
    if not account or known.get("calendar") != account.calendar_id:
        return None
    return {name.casefold(): label_id for label_id, name in known["labels"].items()}


def _resolved(user: BaseModel, pairs: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    """The pairs with the labels of the user's calendar. A tag whose label it does not have, has no
    partner."""
    if all(color != BY_NAME for _tag, color in pairs):
        return pairs
    labels = known_labels(user.sudo().google_sync_account_ids) or {}
    tags = user.env["calendar.event.type"].browse(tag for tag, _color in pairs).exists()
    names = {tag.id: (tag.name or "").strip().casefold() for tag in tags}
    found = []
    for tag, color in pairs:
        label_id = labels.get(names.get(tag, ""))
        if color != BY_NAME:
            found.append((tag, color))
        elif label_id:
            found.append((tag, f"{LABEL}{label_id}"))
    return tuple(found)


def _hides(user: BaseModel) -> bool:
    return bool(user.google_privacy != "full")
