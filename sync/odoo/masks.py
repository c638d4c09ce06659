"""Chooses, by a user's settings, the masks of Odoo's appointments."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from odoo.api import Environment
from odoo.models import BaseModel
from odoo.modules import Manifest

from ...engine.core.merge import Side
from ...engine.events.contact_details import heading
from ...engine.events.item import EventItem, Mask
from ...engine.events.masking import WITHOUT_DETAILS, Facts, Level, hides_title, mask_of, strictest
from ..store.refs import Item
from .erased import Erased

#: What Odoo writes above its own words about a client, see ``calendar.event.create``.
_HEADING = "Contact Details"
#: Its line in a catalogue of translations, and what is said for it.
_TRANSLATION = re.compile(rf'^msgid "{_HEADING}"\nmsgstr "(.+)"$', re.MULTILINE)


@cache
def headings() -> frozenset[str]:
    """What Odoo writes above its own words about a client, in any language that it has.

    Whoever has entered an appointment may have spoken a language that is switched off by now. The
    catalogues are searched for the one line: to have Odoo read all of them takes many seconds.
    """
    folder = Path(Manifest.for_addon("calendar").path)
    catalogues = (path.read_text("utf-8") for path in folder.glob("i18n*/*.po"))
    texts = [text for catalogue in catalogues for text in _TRANSLATION.findall(catalogue)]
    return frozenset(filter(None, map(heading, (_HEADING, *texts))))


class Masks:
    """:param user: in an environment of the superuser"""

    def __init__(self, user: BaseModel) -> None:
        self.user = user
        self.level = user.google_privacy
        self.level_of_tag = user.company_id.sudo().google_privacy_of_tags or {}
        self.erased = Erased(user)
        self.lang = user.lang
        self.texts = user.with_context(lang=self.lang).env

    def of(self, event: BaseModel) -> Mask | None:
        """Return the mask of an event; ``None`` if Google shows its words."""
        level = self.level_of(event)
        if level == "full":
            return self._of_details(event.user_id or self.user)
        # Colleagues are no secret, and their names would not tell who is to come.
        clients = event.attendee_ids.sorted("id").partner_id.filtered("partner_share")
        facts = Facts(
            tuple(client.name or "" for client in clients),
            event.with_context(lang=self.lang).google_sync_reference,
            self.texts._("Busy"),
            tuple(event.categ_ids.sorted("name").mapped("name")) if level == "kind" else (),
        )
        return mask_of(level, facts)

    @property
    def may_hide(self) -> bool:
        """Whether Google shows something else of some appointments."""
        return self.level != "full" or bool(self.level_of_tag) or self.erased.is_used

    def level_of(self, event: BaseModel) -> Level:
        """What Google is told of an event: the strictest of what counts for its user and of what
        counts for each of its tags; and nothing of an erased client's."""
        if self.erased.has(event):
            return "busy"
        if not self.level_of_tag:
            return self.level
        tags = map(str, event.categ_ids.ids)
        levels = (self.level_of_tag[tag] for tag in tags if tag in self.level_of_tag)
        return strictest({self.level, *levels})

    @property
    def of_absence(self) -> Mask:
        """Return the mask of an appointment that Google shows as out of office."""
        return Mask(self.texts._("Out of office"))

    @property
    def busy_mask(self) -> Mask | None:
        """Return the mask of an event without a record; ``None`` if Google shows its words."""
        if not self.may_hide:
            return self._of_details(self.user)
        return mask_of("busy", Facts((), "", self.texts._("Busy")))

    def example(self) -> str:
        """Return how Google shows the title “Mrs Anna Weber, first visit”."""
        facts = Facts(
            (self.texts._("Anna Weber"),),
            self.texts._("Appointment 1234"),
            self.texts._("Busy"),
            (self.texts._("First visit"),),
        )
        mask = mask_of(self.level, facts)
        shown = mask.title if mask else None
        return shown or self.texts._("Mrs Anna Weber, first visit")

    def example_of_details(self) -> str:
        """Return how Google shows the contact details of that client."""
        if self.level != "full" or self._of_details(self.user):
            return self.texts._("not shown")
        return self.texts._("Contact Details: Anna Weber, anna@mail.example, +41 44 000 00 00")

    @staticmethod
    def _of_details(organizer: BaseModel) -> Mask | None:
        """Guests are shared by whoever has called the meeting, and so is what Odoo says of them."""
        return None if organizer.sudo().shares_google_guests() else WITHOUT_DETAILS


def is_masked_on(side: Side, item: Item) -> bool:
    """Return whether that side shows something else than the title of an item."""
    return side is Side.GOOGLE and isinstance(item, EventItem) and hides_title(item)


def title_on(env: Environment, side: Side, item: Item) -> str:
    """The title of an item for its user; where it is masked in Google, with what that shows.

    :param env: in the user's language
    """
    if not (isinstance(item, EventItem) and is_masked_on(side, item)):
        return item.title
    shown = item.mask and item.mask.title
    return env._("%(title)s (in Google: %(shown)s)", title=item.title, shown=shown)
