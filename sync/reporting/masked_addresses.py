"""Masks the names of records in mails to an address that is not the user's in Odoo.

A user who hides the titles of appointments from Google does not want them in another mailbox
either. Only the address that Odoo itself has of the user gets the words. Any other address gets
what Google gets of an appointment, and the number of a contact.
"""

from __future__ import annotations

from dataclasses import replace

from odoo.models import BaseModel
from odoo.tools import email_normalize

from ...engine.events.item import EventItem
from ...engine.events.masking import each_occurrence, hides_title, in_google
from ..odoo.masks import Masks
from ..store.refs import CONTACT, EVENT, Item, RecordRef


class OutsideMask:
    """Masks what a mail says, if the user's alert address is not their own.

    :param user: the recipient, in an environment of the superuser
    """

    def __init__(self, user: BaseModel) -> None:
        self.masks = Masks(user)
        self.texts = self.masks.texts
        address = user._google_alert_address()
        self.applies = self.masks.may_hide and address != email_normalize(user.email or "")

    def name(self, title: str, ref: RecordRef | None) -> str:
        """What a record is called in the mail.

        :param ref: the record; ``None`` where Odoo has none
        """
        if not (self.applies and title):
            return title
        if ref and ref.model == CONTACT:
            return self.texts._("Contact %(number)s", number=ref.id)
        event = self.texts[EVENT].browse(ref.id if ref and ref.model == EVENT else ()).exists()
        mask = self.masks.of(event) if event else self.masks.busy_mask
        return mask.title or "" if mask and mask.hides_title else title

    def message(self, text: str) -> str:
        """A message about one record, which may name it, or others."""
        if not (self.applies and text):
            return text
        return self.texts._("See the log of Google Sync in Odoo for the details.")

    def item(self, item: Item | None) -> Item | None:
        """The item with nothing but its time and the like; ``None`` for contacts."""
        if not self.applies or item is None:
            return item
        if not isinstance(item, EventItem):
            return None
        return in_google(each_occurrence(item, self._without_words))

    def _without_words(self, item: EventItem) -> EventItem:
        mask = item.mask if hides_title(item) else self.masks.busy_mask
        return replace(item, mask=mask, guests=(), conference="")
