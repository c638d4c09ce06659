"""Turns a plan's writes to Google into requests for :func:`google_api.calendar.writes.send`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from odoo.models import BaseModel

from ...engine.core.item import without
from ...engine.core.link import Role, number_at
from ...engine.core.plan import Decision, Write
from ...engine.events.absence import needs_another_event
from ...engine.events.contact_details import together
from ...engine.events.guests import NO_CHANGE, GuestChange, guest_change
from ...engine.events.identity import named
from ...engine.events.item import EventItem
from ...engine.events.masking import each_occurrence, hides_any_title, in_google
from ...engine.events.spelling import held
from ...google_api.calendar import event_codec, series_codec
from ...google_api.calendar.client import Event
from ...google_api.calendar.event_codec import with_number
from ...google_api.calendar.event_write import EventWrite
from ...google_api.calendar.guest_codec import Attendance, encode_guests, event_status
from ...google_api.calendar.video import with_request_id
from ...google_api.transport.instance_ids import instance_id, original_start_of_id
from ..odoo.records import Declined
from ..reporting.mail_permits import GooglePermits, tells
from ..store.links import is_copy, linked_ref
from ..store.marker import MARKER, marks_of

#: The fields that each copy of a meeting has for itself, like its owner's answer.
_OF_ONE_COPY = frozenset({"reminders", "transparency", "visibility"})
_OF_ONE_COPY |= {"colorId", "eventLabelId"}


class EventWriter:
    """:param account: whose calendar is written
    :param aliases: by other addresses of guests the ones that Odoo uses for them
    """

    def __init__(self, account: BaseModel, aliases: Mapping[str, str]) -> None:
        self.zone = account.google_time_zone
        self.calendar_id = account.calendar_id
        self.aliases = aliases
        self.permits = GooglePermits(account)
        self.marks = marks_of(account)

    def request(
        self, decision: Decision[EventItem], link: BaseModel, declined: Declined = frozenset()
    ) -> EventWrite:
        """The request that carries out the Google side of ``decision``.

        :param link: the record of the pair, which holds both ids
        :param declined: what goes since the user does not come to it, and takes place all the same:
            original starts of a series, and ``None`` for the whole
        """
        # Guests of what Google hides are nobody's business; nor are those of what it hid so far,
        # perhaps of hundreds.
        items = (decision.to_google.before, decision.to_google.after)
        hides, is_news = any(one and hides_any_title(one) for one in items), _is_news(decision)
        decision = replace(decision, google=_as_google_gets(decision.to_google, decision.role))
        write = decision.to_google
        permit = None if hides else self.permits.of(decision, link)
        request = EventWrite(
            write.verb, link.google_id, {}, decision.etag, permit=permit, is_news=is_news
        )
        if write.after is not None and _is_of_another_type(decision):
            return replace(request, verb="replace")
        meets_others = decision.role.is_own and _has_guests(write)
        if write.after is None:
            says_no = declined and (meets_others or _is_anothers(decision, link))
            return self._declining(request) if says_no else request
        said_no: tuple[EventWrite, ...] = ()
        if declined and meets_others:
            said_no = self._said_no(write, link, declined)
            write = _without(write, declined)
            decision = replace(decision, google=write)
        instances = series_codec.encode_instances(
            link.google_id,
            write.before,
            write.item,
            self.zone,
            partial(self._attendance, decision.role),
        )
        request = replace(
            request,
            body=self._body(decision, link),
            instances=(*(replace(one, permit=permit) for one in instances), *said_no),
            attendance=self._attendance_of(decision),
            invited=_invited_by(write),
        )
        if write.verb != "create" and _is_anothers(decision, link):
            return self._own_part(request)
        return _numbered(request, decision)

    def _body(self, decision: Decision[EventItem], link: BaseModel) -> Event:
        write = decision.to_google
        fields = _fields_to_send(decision)
        body = series_codec.encode_write(write.before, write.item, fields, self.zone)
        if write.verb == "create" or _lacks_signature(link):
            mark = self.marks.mark(linked_ref(link), link.google_id)
            body["extendedProperties"] = {"private": {MARKER: mark}}
        if write.verb == "create":
            body.update(self._people_of_new(write.item))
            return event_codec.of_its_type(body, write.item)
        return body

    def _people_of_new(self, item: EventItem) -> dict[str, Any]:
        """The guests, and the user's own answer: in their own line, if there are others."""
        if not item.guests:
            return {"status": event_status(item.own_response)}
        change = GuestChange(invited=item.guests)
        return {
            "attendees": encode_guests(
                Attendance(self.calendar_id, item.own_response, change=change)
            )
        }

    def _attendance_of(self, decision: Decision[EventItem]) -> Attendance | None:
        write = decision.to_google
        if write.verb == "create":
            return None
        if write.verb == "update":
            return self._attendance(decision.role, write.before, write.item)
        # An event in Google's bin has the guests that it had there. Some of them may have let go of
        # their copies when it was called off, which is no answer.
        known, guests = decision.link.base, write.item.guests
        change = guest_change(known.guests, guests) if known else GuestChange(guests, guests)
        mine = decision.role.is_own
        return self._attendance_to(write.item, change if mine else NO_CHANGE, answered=True)

    def _attendance(
        self, role: Role, before: EventItem | None, after: EventItem
    ) -> Attendance | None:
        """Return the user's answer and the guests, as an update tells them to Google."""
        change = NO_CHANGE
        if role.is_own:
            change = guest_change(before.guests if before else (), after.guests)
        answered = before is None or before.own_response != after.own_response
        if not answered and not change.any:
            return None
        return self._attendance_to(after, change, answered)

    def _attendance_to(self, item: EventItem, change: GuestChange, answered: bool) -> Attendance:
        return Attendance(self.calendar_id, item.own_response, answered, change, self.aliases)

    def _own_part(self, request: EventWrite) -> EventWrite:
        """What the user says of their own copy of somebody else's meeting.

        Of what all copies have in common Google takes nothing, or refuses the whole request.
        """
        body = {name: value for name, value in request.body.items() if name in _OF_ONE_COPY}
        instances = tuple(
            self._declining(one) if one.verb == "delete" else self._own_part(one)
            for one in request.instances
        )
        return replace(request, body=body, instances=instances)

    def _said_no(
        self, write: Write[EventItem], link: BaseModel, declined: Declined
    ) -> tuple[EventWrite, ...]:
        """The writes by which the user says no to occurrences that stay those of their guests."""
        exceptions = write.before.exceptions if write.before else ()
        known = {original_start for original_start, one in exceptions if one is None}
        return tuple(
            self._declining(EventWrite("decline", instance_id(link.google_id, original_start), {}))
            for original_start in sorted(filter(None, declined.difference(known)))
        )

    def _declining(self, request: EventWrite) -> EventWrite:
        """The answer that keeps a meeting in view and the user out of it. Nobody is mailed about
        that."""
        attendance = Attendance(self.calendar_id, "declined", answered=True)
        return replace(request, verb="decline", permit=None, attendance=attendance)


def _invited_by(write: Write[EventItem]) -> frozenset[str]:
    """Of a new meeting, whom its body invites; else that depends on whom Google has by then."""
    guests = write.item.guests if write.verb == "create" else ()
    return frozenset(guest.email for guest in guests)


def _fields_to_send(decision: Decision[EventItem]) -> frozenset[str]:
    """What a write says. What comes back from Google's bin has the Meet that it had: to ask for it
    would make another one."""
    write, known = decision.to_google, decision.link.base or decision.link.buried
    has_its_own = write.verb == "restore" and known and known.meet == write.item.meet
    return write.fields - {"meet"} if has_its_own else write.fields


def _is_of_another_type(decision: Decision[EventItem]) -> bool:
    """Whether Google's event cannot become what it shall be, so that it is taken away first."""
    write, link = decision.to_google, decision.link
    there = write.before or link.base or link.buried
    return write.verb != "create" and needs_another_event(there, write.item)


def _lacks_signature(link: BaseModel) -> bool:
    """Whether a former version has made it in Google: its mark gets one with what else is sent."""
    return link.made_in == "odoo" and link.res_id and not (link.is_signed or link.series_id)


def _as_google_gets(write: Write[EventItem], role: Role) -> Write[EventItem]:
    """The write without what Google does not get, and with the words that it gets as one text.

    A Meet is its organizer's to ask for, whoever has an event of their own for the meeting.
    """
    items = (item and together(held(in_google(item))) for item in (write.before, write.after))
    if role is Role.INVITED:
        items = (
            item and each_occurrence(item, partial(without, names=frozenset({"meet"})))
            for item in items
        )
    return Write(write.verb, *items)


def _is_news(decision: Decision[EventItem]) -> bool:
    """Whether guests who know of it learn anything by a write. Its organizer may have said no, and
    comes all the same: to them it was never gone."""
    write, known = decision.to_google, decision.link.buried
    if write.verb != "restore" or known is None:
        return True
    shown = _as_google_gets(Write("update", known, write.after), decision.role)
    return tells(shown.before, shown.after)


def _has_guests(write: Write[EventItem]) -> bool:
    """Whether Google has, or gets, somebody else who is to come."""
    return any(item and named(item) for item in (write.before, write.after))


def _without(write: Write[EventItem], original_starts: Declined) -> Write[EventItem]:
    """The write that leaves these occurrences of a series as the series says."""

    def others(item: EventItem) -> EventItem:
        kept = tuple(one for one in item.exceptions if one[0] not in original_starts)
        return replace(item, exceptions=kept)

    return Write(write.verb, *(item and others(item) for item in (write.before, write.after)))


def _is_anothers(decision: Decision[EventItem], link: BaseModel) -> bool:
    """Whether the event at Google is somebody else's, and the user has but a copy of it."""
    return decision.role is Role.EXTERNAL or is_copy(link)


def _numbered(request: EventWrite, decision: Decision[EventItem]) -> EventWrite:
    """The request with the number that tells later that it has arrived."""
    number = decision.intent.number if decision.intent else ""
    if not number:
        return request
    instances = (
        replace(
            one, body=_with_number(one.body, number_at(number, original_start_of_id(one.event_id)))
        )
        if one.verb != "delete"
        else one
        for one in request.instances
    )
    body = _with_number(request.body, number) if request.says_something else request.body
    return replace(request, body=body, instances=tuple(instances))


def _with_number(body: Event, number: str) -> Event:
    return with_number(with_request_id(body, number), number)
