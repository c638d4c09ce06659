"""The addresses by which others refer to an event or a contact: they lead to its page.

Google's own are ``https://www.google.com/calendar/event?eid=...`` and
``https://contacts.google.com/person/...``.
"""

from __future__ import annotations

import base64
import binascii
from urllib.parse import urlencode

from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from . import contact_pages, pages
from .google import Google
from .store import Account

EVENT = "/calendar/event"
PERSON = "/person/"
SHORT = {"m": "gmail.com", "g": "group.calendar.google.com", "i": "import.calendar.google.com"}


def owns(path: str) -> bool:
    """Whether a path is such an address."""
    return path == EVENT or path.startswith(PERSON)


def respond(google: Google, request: Request) -> Response:
    """Lead to the page that shows it."""
    with google.store.lock:
        account = google.store.accounts.get(request.args.get("authuser", ""))
        if account is None:
            raise NotFound
        if request.path == EVENT:
            return redirect(_event_page(account, request.args.get("eid", "")))
        return redirect(_person_page(account, request.path.removeprefix(PERSON)))


def _event_page(account: Account, eid: str) -> str:
    try:
        text = base64.urlsafe_b64decode(eid + "=" * (-len(eid) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise BadRequest(str(error)) from error
    event_id, _space, calendar = text.partition(" ")
    name, _at, domain = calendar.rpartition("@")
    calendar_id = f"{name}@{SHORT.get(domain, domain)}"
    place = {"account": account.email, "calendar": calendar_id, "event": event_id}
    return f"{pages.EDIT}?{urlencode(place)}"


def _person_page(account: Account, person: str) -> str:
    place = {"account": account.email, "contact": f"people/{person}"}
    return f"{contact_pages.EDIT}?{urlencode(place)}"
