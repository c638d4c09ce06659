"""Says a plan's writes to Google as requests; ``google_api.calendar.send`` carries them out."""

from ..engine.plan import Role
from ..google_api import event_codec
from ..google_api.calendar import EventWrite

#: Marks at Google the events that came from Odoo: the database's uuid and the record's id.
MARKER = "odoo"


def marker(database, odoo_id):
    """The mark of a record: no other database's record has it."""
    return f"{database}:{odoo_id}"


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
        body = self._body(decision, link)
        return EventWrite(decision.google.verb, link.google_id, body, decision.etag)

    def _body(self, decision, link):
        write, names = decision.google, decision.google.fields
        if write.after is None:
            return {}
        answer = {}
        if decision.role is Role.EXTERNAL and "status" in names:
            names -= {"status"}
            answer = self._answer(write.after)
        body = event_codec.encode_event(write.after, names, self.zone)
        if write.verb == "create":
            private = {MARKER: marker(self.database, link.res_id)}
            body["extendedProperties"] = {"private": private}
        return {**body, **answer}

    def _answer(self, item):
        """The user's own answer to somebody else's invitation, and nothing of the other guests.

        https://developers.google.com/workspace/calendar/api/v3/reference/events (attendeesOmitted)
        """
        response = "accepted" if item.status == "confirmed" else "tentative"
        guest = {"email": self.address, "responseStatus": response}
        return {"attendeesOmitted": True, "attendees": [guest]}
