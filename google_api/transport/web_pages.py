"""The addresses of Google's web pages for records that Odoo knows by id."""

from __future__ import annotations

import base64
from urllib.parse import quote, urlencode

from .endpoints import Endpoints

#: How Google shortens the ends of calendars' ids in such addresses.
_SHORT = {
    "gmail.com": "m",
    "group.calendar.google.com": "g",
    "import.calendar.google.com": "i",
}


def event_page(endpoints: Endpoints, event_id: str, calendar_id: str, email: str) -> str:
    """Where an event, or one instance of a series, is shown: what Google calls ``htmlLink``.

    :param calendar_id: of the calendar that has it
    :param email: of the account that sees it, for people who have several
    """
    name, _at, domain = calendar_id.rpartition("@")
    calendar = f"{name}@{_SHORT.get(domain, domain)}" if name else calendar_id
    eid = base64.urlsafe_b64encode(f"{event_id} {calendar}".encode()).decode().rstrip("=")
    return f"{endpoints.event_page}?{urlencode({'eid': eid, 'authuser': email})}"


def person_page(endpoints: Endpoints, resource_name: str, email: str) -> str:
    """Where a contact is shown.

    :param resource_name: as ``people/c123``
    :param email: of the account that has it
    """
    person = quote(resource_name.removeprefix("people/"), safe="")
    return f"{endpoints.person_page}/{person}?{urlencode({'authuser': email})}"
