"""Erased clients: Google must never get anything of them again.

Which contacts these are stands beside what companies decide, for it is read in each transaction of
a run; which appointments were theirs then, these say themselves. What comes later is recognized by
who attends it, and by the client's names, address or number in its words.
"""

from __future__ import annotations

import re
from functools import cached_property

from odoo.models import BaseModel

from .naming import SHORTEST, full_name, in_python, own_details


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
        self._meant: dict[BaseModel, bool] = {}

    def has(self, event: BaseModel) -> bool:
        """Whether an appointment is that of an erased client. What somebody else decides in Google
        is theirs to erase."""
        if not self.is_used or event.google_sync_organizer:
            return False
        attends = self.contacts and not self.contacts.isdisjoint(event.attendee_ids.partner_id.ids)
        return bool(event.google_sync_erased or attends or self._is_named_in(event))

    def _is_named_in(self, event: BaseModel) -> bool:
        """Whether title, description or place names one of the clients."""
        words = " ".join(filter(None, (event.name, event.description, event.location)))
        return any(
            pattern.search(words) and self._is_meant(client)
            for pattern, client in (self._names if words else ())
        )

    @cached_property
    def _names(self) -> list[tuple[re.Pattern[str], BaseModel | None]]:
        """Pairs of a pattern and the contact whose full name it is; of all else without one."""
        clients = self._clients.filtered(lambda one: len(one.name or "") >= SHORTEST)
        erasures = self._env["google.sync.erasure"].search([("is_lifted", "=", False)])
        words = self._env["google.sync.erasure.words"].load(erasures)
        others = [*words, *own_details(self._clients)]
        names = [(one.name, one) for one in clients] + [(word, None) for word in others]
        return [(in_python(name), client) for name, client in names]

    def _is_meant(self, client: BaseModel | None) -> bool:
        """Whether nobody else has the name; that is asked once, and only if a text has it."""
        if client is not None and client not in self._meant:
            self._meant[client] = bool(full_name(client))
        return client is None or self._meant[client]

    @cached_property
    def _clients(self) -> BaseModel:
        return self._env["res.partner"].browse(self.contacts).exists()

    def addresses(self) -> frozenset[str]:
        """The addresses of the clients, in lower case."""
        if not self.contacts:
            return frozenset()
        return frozenset(filter(None, self._clients.mapped("email_normalized")))
