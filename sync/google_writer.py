"""Says a plan's writes to Google as requests; ``google_api.calendar.send`` carries them out."""

import re
from dataclasses import replace

from ..engine.plan import Role
from ..google_api import series_codec
from ..google_api.calendar import EventWrite
from .link_store import LinkStore
from .records import EVENT, SERIES, Ref

#: Marks at Google the events that came from Odoo: the database's uuid and the record.
MARKER = "odoo"

_SERIES = "series:"
_is_id = re.compile("[1-9][0-9]{0,8}").fullmatch  # more would be no id that PostgreSQL can hold


def marker(database, ref):
    """The mark of a record: no other database's record has it."""
    return f"{database}:{_SERIES if ref.model == SERIES else ''}{ref.id}"


def marked_ref(database, mark):
    """The inverse of :func:`marker`; ``None`` for what is no mark of this database."""
    owner, _colon, name = mark.partition(":")
    model = SERIES if name.startswith(_SERIES) else EVENT
    number = name.removeprefix(_SERIES)
    return Ref(model, int(number)) if owner == database and _is_id(number) else None


class GoogleWriter:
    """:param account: whose calendar is written"""

    def __init__(self, account):
        self.zone = account.google_time_zone
        self.address = account.google_email
        parameters = account.env["ir.config_parameter"].sudo()
        self.database = parameters.get_param("database.uuid")

    def request(self, decision, link):
        """The request that carries out the Google side of ``decision``.

        :param link: the record of the pair, which holds both ids
        :rtype: EventWrite
        """
        write = decision.google
        if write.after is None:
            return EventWrite(write.verb, link.google_id, {}, decision.etag)
        before, after = write.before, write.after
        body = series_codec.encode_write(before, after, write.fields, self.zone)
        instances = series_codec.encode_instances(link.google_id, before, after, self.zone)
        if write.verb == "create":
            private = {MARKER: marker(self.database, LinkStore.ref(link))}
            body["extendedProperties"] = {"private": private}
        request = EventWrite(
            write.verb, link.google_id, body, decision.etag, instances=tuple(instances)
        )
        return self._as_guest(request) if decision.role is Role.EXTERNAL else request

    def _as_guest(self, request):
        """The request, in which the status of the meeting is the user's own answer to it."""
        body = dict(request.body)
        if status := body.pop("status", None):
            body.update(self._answer(status))
        instances = tuple(map(self._as_guest, request.instances))
        return replace(request, body=body, instances=instances)

    def _answer(self, status):
        """The user's answer to somebody else's invitation, and nothing of the other guests.

        https://developers.google.com/workspace/calendar/api/v3/reference/events (attendeesOmitted)
        """
        response = "accepted" if status == "confirmed" else "tentative"
        guest = {"email": self.address, "responseStatus": response}
        return {"attendeesOmitted": True, "attendees": [guest]}
