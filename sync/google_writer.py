"""Says a plan's writes to Google as requests; ``google_api.calendar.send`` carries them out."""

from ..engine.guests import NO_CHANGE, GuestChange, guest_change
from ..engine.plan import Role
from ..google_api import event_codec
from ..google_api.calendar import EventWrite
from ..google_api.guest_codec import Attendance, encode_guests, own_answer

#: Marks at Google the events that came from Odoo: the database's uuid and the record's id.
MARKER = "odoo"

#: What guests are told of, where the user lets Google mail them.
_TOLD = frozenset({"title", "when", "description", "location"})


def marker(database, odoo_id):
    """The mark of a record: no other database's record has it."""
    return f"{database}:{odoo_id}"


class GoogleWriter:
    """:param account: whose calendar is written
    :param aliases: by other addresses of guests the ones that Odoo uses for them
    """

    def __init__(self, account, aliases):
        self.zone = account.google_time_zone
        self.calendar_id = account.calendar_id
        self.address = account.google_email
        self.aliases = aliases
        user = account.user_id
        # Populating tells nobody of what they know already.
        self.mails = user.google_share_guests == "mail" and not user.google_populate_google
        parameters = account.env["ir.config_parameter"].sudo()
        self.database = parameters.get_param("database.uuid")

    def request(self, decision, link):
        """The request that carries out the Google side of ``decision``.

        :param link: the record of the pair, which holds both ids
        :rtype: EventWrite
        """
        return EventWrite(
            decision.google.verb,
            link.google_id,
            self._body(decision, link),
            decision.etag,
            "all" if self.mails and _concerns_guests(decision) else "none",
            self._attendance(decision),
        )

    def _body(self, decision, link):
        write = decision.google
        if write.after is None:
            return {}
        if write.verb == "create":
            return self._new(decision, link)
        body = event_codec.encode_event(write.after, write.fields - {"status"}, self.zone)
        if decision.role is Role.EXTERNAL and "status" in write.fields:
            body.update(own_answer(Attendance(self.address, write.after.status)))
        return body

    def _new(self, decision, link):
        item, names = decision.google.after, decision.google.fields
        private = {MARKER: marker(self.database, link.res_id)}
        people = {}
        if item.guests:
            names -= {"status"}  # the answer in the organizer's own line
            change = GuestChange(invited=item.guests)
            attendance = Attendance(self.calendar_id, item.status, change=change)
            people = {"attendees": encode_guests(attendance)}
        return {
            **event_codec.encode_event(item, names, self.zone),
            **people,
            "extendedProperties": {"private": private},
        }

    def _attendance(self, decision):
        """What an event that Google has is told about the user's answer and the guests."""
        write = decision.google
        if write.verb not in ("update", "restore") or decision.role is Role.EXTERNAL:
            return None
        change = NO_CHANGE
        if decision.role is Role.ORGANIZER:
            known = write.before or decision.link.base
            change = guest_change(known.guests if known else (), write.after.guests)
        answered = "status" in write.fields
        if not answered and not change.any:
            return None
        status = write.after.status
        return Attendance(self.calendar_id, status, answered, change, self.aliases)


def _concerns_guests(decision):
    """Whether guests are to hear of a write: it is the user's own meeting, and they see it."""
    write = decision.google
    people = [
        {guest.email for guest in item.guests if not guest.resource} if item else set()
        for item in (write.before, write.after)
    ]
    if decision.role is not Role.ORGANIZER or not any(people):
        return False
    return write.verb != "update" or people[0] != people[1] or bool(_TOLD & write.fields)
