"""Google mails guests only with a permit. What would mail without one is not sent.

This is the last look at every request, wherever it comes from. It reads the request itself, and
not what somebody meant by it.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from googleapiclient.http import HttpRequest

from .errors import MailNotPermitted
from .instance_ids import names_occurrence, series_of_id

_logger = logging.getLogger(__name__)

#: Parameters by which Google mails, with the values by which it does not.
#: https://developers.google.com/workspace/calendar/api/v3/reference/events/patch
_QUIET = {"sendUpdates": "none", "sendNotifications": "false"}

#: Google mails whoever gets a calendar shared, unless it is told not to.
_MAILS_BY_ITSELF = "calendar.acl."


@dataclass(frozen=True, slots=True)
class Permit:
    """Leave to let Google mail the guests of one meeting.

    Only ``sync.reporting.mail_permits`` gives it.

    :ivar user_id: whose choice it is, as Odoo's id
    :ivar event_id: Google's id of the meeting; the occurrences of a series are part of it
    """

    user_id: int
    event_id: str

    def covers(self, event_id: str) -> bool:
        """Return whether it is for this event, or for the series of this instance."""
        is_of_series = names_occurrence(event_id) and series_of_id(event_id) == series_of_id(
            self.event_id
        )
        return event_id == self.event_id or is_of_series


def attach(request: HttpRequest, permit: Permit | None) -> None:
    """Let a request go with the permit that it was made with."""
    request.permit = permit


def refusal(request: HttpRequest) -> MailNotPermitted | None:
    """Return why a request is not sent: Google would mail somebody without a permit."""
    if not _mails(request):
        return None
    permit: Permit | None = getattr(request, "permit", None)
    if permit and permit.covers(_event_id(request)):
        return None
    _logger.error(
        "Defect: %s would have let Google mail without a permit. It was not sent.", request.methodId
    )
    return MailNotPermitted("mailNotPermitted", f"{request.methodId} would have mailed guests")


def _mails(request: HttpRequest) -> bool:
    if request.method == "GET":
        return False
    given = parse_qs(urlsplit(request.uri).query)
    if any(set(given.get(name, ())) - {quiet} for name, quiet in _QUIET.items()):
        return True
    by_itself = str(request.methodId).startswith(_MAILS_BY_ITSELF) and request.method != "DELETE"
    return by_itself and "sendNotifications" not in given


def _event_id(request: HttpRequest) -> str:
    """The event that a request writes: named in the body of a new one, else in the address."""
    if request.methodId == "calendar.events.insert":
        return str(json.loads(request.body).get("id", ""))
    return urlsplit(str(request.uri)).path.rpartition("/")[2]
