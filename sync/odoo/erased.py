"""Erased clients: Google must never get anything of them again.

Which contacts these are stands beside what companies decide, for it is read in each transaction of
a run; which appointments were theirs then, these say themselves.
"""

from __future__ import annotations

from odoo.models import BaseModel


class Erased:
    """:param user: whose calendar and contacts are concerned"""

    def __init__(self, user: BaseModel) -> None:
        company = user.company_id.sudo()
        decided = company.google_erased_contacts or {}
        #: Whether anybody ever was.
        self.is_used = bool(decided)
        #: The ids of the contacts.
        self.contacts = frozenset(decided.get("contacts", ()))
        self._env = company.env

    def has(self, event: BaseModel) -> bool:
        """Whether an appointment is that of an erased client. What somebody else decides in Google
        is theirs to erase."""
        if not self.is_used or event.google_sync_organizer:
            return False
        attends = self.contacts and not self.contacts.isdisjoint(event.attendee_ids.partner_id.ids)
        return bool(event.google_sync_erased or attends)

    def addresses(self) -> frozenset[str]:
        """The addresses of the clients, in lower case."""
        if not self.contacts:
            return frozenset()
        clients = self._env["res.partner"].browse(self.contacts).exists()
        return frozenset(filter(None, clients.mapped("email_normalized")))
