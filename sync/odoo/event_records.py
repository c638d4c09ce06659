"""Odoo's events ↔ items, as one user sees them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta, timezone
from functools import cached_property
from typing import Any, cast

from odoo.api import Environment
from odoo.fields import Command
from odoo.models import BaseModel
from odoo.tools import SQL

from ...engine.core.item import ItemError
from ...engine.core.link import OdooState, Role
from ...engine.events import contact_details
from ...engine.events.item import AllDay, EventItem, Repeating, Timed, Visibility, utc
from ...engine.events.masking import WORDS, masked, wordless
from ...engine.events.spelling import shortened
from ...engine.events.video_line import web_link
from ...engine.text.plain import one_line
from ...engine.text.rich import normalize, to_odoo
from ..store.refs import EVENT
from . import outlook, schedule_queries
from .attendance import OwnAttendance, own_response
from .guests import AddressBook, GuestRecords, is_user
from .masks import Masks, headings
from .records import last_change, read_each
from .reminders import ReminderRecords
from .schedule_queries import Window
from .tag_colors import TagColors
from .time_off import TimeOff

#: Odoo wants a title, Google does not; this is what Google itself shows for none.
NO_TITLE = "(No title)"

EVERY_FIELD = frozenset(EventItem.__dataclass_fields__) - {"exceptions"}

#: Odoo keeps the hours of its own screens on all-day events, which mean nothing.
ALL_DAY_START, ALL_DAY_STOP = time(8), time(18)

#: Odoo's own switches: an import invites and notifies nobody, and adds no text of its own.
QUIET = {
    "dont_notify": True,
    "no_mail_to_attendees": True,
    "skip_attendee_notification": True,
    "skip_contact_description": True,
    "tracking_disable": True,
    "mail_create_nosubscribe": True,
}


class EventRecords:
    """The single events of one user: reads them as items, and says items in Odoo's values.

    :param env: an environment of the superuser
    :param user: the user whose schedule this is; the writing methods act with their rights
    """

    def __init__(self, env: Environment, user: BaseModel) -> None:
        self.user = user
        self.partner = user.partner_id
        self.model = env[EVENT].with_context(active_test=False)
        self.own_model = env(user=user.id, su=False)[EVENT].with_context(
            active_test=False, lang=user.lang, tz=user.tz, **QUIET
        )
        self._descriptions: dict[str, tuple[str, str]] = {}
        self.guests = GuestRecords(AddressBook(env, user))
        self.attendance = OwnAttendance(user, self.guests)
        self.reminders = ReminderRecords(env, user)
        self.time_off = TimeOff(user)

    @cached_property
    def masks(self) -> Masks:
        return Masks(self.user)

    @cached_property
    def colors(self) -> TagColors:
        return TagColors(self.user)

    # -- reading ------------------------------------------------------------------------------

    def schedule(self, window: Window) -> list[int]:
        """The ids of the single events that the user organises or attends, and has not declined.

        :param window: the events between these two moments, aware, and no others
        """
        env = self.model.env
        schedule_queries.flush(env)
        rows = env.execute_query(schedule_queries.single_events(self.user, window))
        return [event_id for (event_id,) in rows]

    def read(
        self, ids: Iterable[int]
    ) -> tuple[dict[int, OdooState[EventItem]], dict[int, ItemError]]:
        """The states of the records ``ids``, and what is wrong with those that are no item."""
        ids = list(ids)
        existing = self.model.browse(ids).exists()
        shown = set(self.readable(existing).ids)
        return read_each(ids, existing, lambda event: self._state(event, event.id in shown))

    def readable(self, events: BaseModel) -> BaseModel:
        """Return the events that Odoo itself shows to the user."""
        return self.own_model.browse(events.ids)._filtered_access("read")

    def existing(self, ids: Iterable[int]) -> list[int]:
        """Return the ids of existing records, archived ones too."""
        return self.model.browse(set(ids)).exists().ids

    def alike(self, items: Iterable[EventItem]) -> dict[int, EventItem]:
        """The user's appointments that begin when one of ``items`` does, by id."""
        env = self.model.env
        env["calendar.event"].flush_model(["start", "user_id", "active"])
        rows = env.execute_query(
            SQL(
                """
                SELECT event.id
                  FROM calendar_event AS event
                 WHERE event.start = ANY(%(starts)s) AND event.recurrence_id IS NULL
                   AND (event.user_id = %(user)s OR EXISTS (
                        SELECT FROM calendar_attendee AS attendee
                         WHERE attendee.event_id = event.id
                           AND attendee.partner_id = %(partner)s))
                """,
                starts=list({span_values(item.when)["start"] for item in items}),
                user=self.user.id,
                partner=self.partner.id,
            )
        )
        states, _problems = self.read([event_id for (event_id,) in rows])
        return {odoo_id: state.item for odoo_id, state in states.items() if state.item}

    def own(self, ids: Iterable[int]) -> list[int]:
        """Return the ids of events that the user organises or attends, whatever they answered."""
        events = self.model.browse(set(ids)).exists()
        return events.filtered(lambda e: e.user_id == self.user or self.attendance.attendee(e)).ids

    def title(self, odoo_id: int) -> str:
        return self.model.browse(odoo_id).exists().name or ""

    def _state(self, event: BaseModel, is_shown: bool) -> OdooState[EventItem]:
        role, mine = self.role(event), self.attendance.attendee(event)
        changed = last_change(event)
        if not (is_shown and self.attendance.takes_part(event, mine)):
            return OdooState(None, role, changed)
        item = self._item(event, mine)
        if role.is_own:
            self.guests.check_sendable(item.guests)
        return OdooState(item, role, changed)

    def role(self, event: BaseModel) -> Role:
        if event.user_id and event.user_id != self.user:
            return Role.INVITED
        if outlook.was_called_outside(event):
            return Role.INVITED  # Odoo leads, and asks Outlook
        if event.google_sync_organizer:
            return Role.EXTERNAL
        has_connected = self.guests.book.has_connected
        if not event.user_id and has_connected(event.partner_ids - self.partner):
            return Role.INVITED  # by nobody, so that none of them invites the others in Google
        return Role.KEPT if event.google_sync_is_kept() else Role.ORGANIZER

    def item(self, event: BaseModel) -> EventItem:
        return self._item(event, self.attendance.attendee(event))

    def _item(self, event: BaseModel, mine: BaseModel) -> EventItem:
        description, details = self._description(event.description)
        away = self.time_off.away(event)
        mask = self.masks.of_absence if away else self.masks.of(event)
        item = EventItem(
            title="" if event.name == NO_TITLE else one_line(event.name or ""),
            when=span(event),
            description=description,
            location=one_line(event.location or ""),
            visibility=self._visibility(event),
            busy=event.show_as == "busy",
            own_response=own_response(mine),
            reminders=self.reminders.read(event),
            guests=self.guests.read(event),
            meet=event.google_sync_meet,
            conference=event.google_sync_conference or "",
            video=_video(event),
            contact_details=details,
            # Tags are words, too.
            color=None if mask and mask.hides_title else self.colors.read(event),
            away=away,
        )
        if self.masks.erased.has(event):
            item = wordless(item, (mask and mask.title) or "")
        return shortened(masked(item, mask))

    def _description(self, html: str) -> tuple[str, str]:
        """What people wrote, and what Odoo did.

        All the occurrences of a series have the same one, which takes time to read.
        """
        if html not in self._descriptions:
            self._descriptions[html] = contact_details.split(normalize(html), headings())
        return self._descriptions[html]

    def _visibility(self, event: BaseModel) -> Visibility:
        """Google has no "only internal users": it becomes private, for nothing may show more."""
        if event.privacy == "public":
            return "public"
        default = event.user_id.calendar_default_privacy or "public"
        return "default" if not event.privacy and default == "public" else "private"

    # -- writing ------------------------------------------------------------------------------

    def create(self, requests: Iterable[tuple[EventItem, str | None]]) -> list[int]:
        """Create events in one go.

        :param requests: pairs of the item and the organiser's address, for one who is no user
        :return: the new ids, in the same order
        """
        return self.make([self.new_values(item, organizer) for item, organizer in requests]).ids

    def make(self, values_list: Sequence[Mapping[str, Any]]) -> BaseModel:
        """Create events of these values, as :meth:`new_values` gives them.

        What nobody here has called becomes private only with its attendees: before it has any,
        Odoo takes whoever stores them for a stranger.
        """
        events = self.own_model.create(
            [{**values, **_before_attendees(values)} for values in values_list]
        )
        for event, values in zip(events, values_list, strict=True):
            if _before_attendees(values):
                event.write({"privacy": values["privacy"]})
        self.reminders.wake(events)
        return events

    def update(self, odoo_id: int, item: EventItem, field_names: Collection[str]) -> None:
        """Write the named fields of the item, those alone, and not the guests."""
        event = self.own_model.browse(odoo_id)
        values = self.values(item, field_names, event)
        if values:
            event.write(values)
        if not {"when", "reminders"}.isdisjoint(field_names):
            self.reminders.wake(event)
        if "own_response" in field_names:
            self.attendance.answer(event, item.own_response)

    def awaiting(self, addresses: Collection[str]) -> BaseModel:
        """The user's events that have people of these addresses as guests in Google only.

        :param addresses: in lower case
        :return: the events, to be written with the user's rights
        """
        rows = self.model.env.execute_query(
            SQL(
                """
                SELECT event.id
                  FROM calendar_event AS event
                 WHERE event.active
                   AND jsonb_exists_any(
                       jsonb_path_query_array(event.google_sync_guests, '$[*].email'), %s)
                """,
                list(addresses),
            )
        )
        events = self.model.browse(event_id for (event_id,) in rows).filtered(
            lambda event: (
                self.attendance.in_schedule(event) and self.role(event) is not Role.INVITED
            )
        )
        return self.own_model.browse(events.ids)

    def write_guests(self, odoo_id: int, before: EventItem | None, after: EventItem) -> None:
        """Bring the guests from what they are in one item to what they are in another."""
        event = self.own_model.browse(odoo_id)
        self.guests.write(event, before.guests if before else (), after.guests)

    def remove(self, odoo_id: int, role: Role, declined: bool = False) -> None:
        """Take the event out of the user's schedule, see :meth:`take_out`."""
        self.take_out(self.own_model.browse(odoo_id), role, declined)

    def take_out(self, events: BaseModel, role: Role, declined: bool = False) -> None:
        """Take events, or occurrences of one series, out of the user's schedule.

        Their own meetings are archived, so that they can be restored. From a colleague's, from what
        other users attend as well, and from their own ones to which they have said no, they are
        only away: the meeting itself stays (principle 8).
        """
        if declined and role.is_own:
            self.attendance.decline_own(events)
            return
        if role is Role.INVITED or (role is Role.EXTERNAL and _others_come(events, self.partner)):
            self.attendance.answer(events, "declined")
        else:
            events.write({"active": False})

    def restore(self, odoo_id: int, item: EventItem, role: Role) -> None:
        """Bring the event into the schedule, or back into it, as ``item`` says.

        Of somebody else's meeting nothing changes but that the user takes part.
        """
        event = self.own_model.browse(odoo_id)
        self.attendance.join(event)
        if role is Role.ORGANIZER:
            self.attendance.take_the_lead(event, item)
        if role is not Role.INVITED:
            event.write({"active": True, **self.values(item, EVERY_FIELD, event)})
            self.reminders.wake(event)
        self.attendance.answer(event, item.own_response)

    def new_values(self, item: EventItem, organizer: str | None) -> dict[str, Any]:
        values = self.values(item, EVERY_FIELD, None)
        own = {"partner_id": self.partner.id, "state": item.own_response}
        partner_ids, attendees, others = self.guests.values_of_new(item.guests, organizer)
        return {
            **values,
            # What Odoo would compute of these, and write once more then.
            "duration": self.own_model._get_duration(values["start"], values["stop"]),
            "google_sync_original_start": False,
            "user_id": False if organizer else self.user.id,
            "google_sync_organizer": organizer,
            "partner_ids": [Command.set([*partner_ids, self.partner.id])],
            "attendee_ids": [Command.create(attendee) for attendee in (*attendees, own)],
            "google_sync_guests": others,
        }

    def values(
        self, item: EventItem, field_names: Collection[str], event: BaseModel | None
    ) -> dict[str, Any]:
        """The item's named fields as values to write; ``event`` is ``None`` for a new one.

        Words that were kept from the sync do not come from it.
        """
        if any(self.masks.erased.has(one) for one in event or ()):
            field_names = frozenset(field_names) - frozenset(WORDS)
        values = _text_values(item, field_names)
        if "when" in field_names:
            values.update(span_values(item.when))
        if "visibility" in field_names:
            values["privacy"] = False if item.visibility == "default" else item.visibility
        if "busy" in field_names:
            values["show_as"] = "busy" if item.busy else "free"
        values.update(_video_values(item, field_names, event))
        if "reminders" in field_names:
            values.update(self.reminders.values(item.reminders, event))
        if "color" in field_names:
            values.update(self.colors.values(item.color, event))
        return values


def _others_come(events: BaseModel, partner: BaseModel) -> bool:
    """Whether other users attend; of clients nobody tells once no user does."""
    coming = events.attendee_ids.filtered(lambda line: line.state != "declined").partner_id
    return any(map(is_user, coming - partner))


def _video(event: BaseModel) -> str:
    """Odoo's own link, which is none where Google's conference is shown."""
    link = web_link(event.videocall_location)
    return "" if link == event.google_sync_conference else link


def _text_values(item: EventItem, field_names: Collection[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if "title" in field_names:
        values["name"] = item.title or NO_TITLE
    if not {"description", "contact_details"}.isdisjoint(field_names):
        whole = contact_details.join(item.description, item.contact_details)
        values["description"] = to_odoo(whole) or False
    if "location" in field_names:
        values["location"] = item.location or False
    return values


def _before_attendees(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that a new event has until it gets its attendees."""
    is_strangers = not values["user_id"] and values["privacy"] == "private"
    return {"privacy": False} if is_strangers else {}


def _video_values(
    item: EventItem, field_names: Collection[str], event: BaseModel | None
) -> dict[str, Any]:
    """Where one joins it, and whether Google makes the place."""
    values: dict[str, Any] = {"google_sync_meet": item.meet} if "meet" in field_names else {}
    if not {"conference", "video"}.isdisjoint(field_names):
        values["google_sync_conference"] = item.conference or False
        if item.video or not _has_other_place(event):
            values["videocall_location"] = item.video or item.conference or False
    return values


def _has_other_place(events: BaseModel | None) -> bool:
    """Whether people have typed something into Odoo's video link that is none; it is theirs."""
    return any(
        event.videocall_location and not web_link(event.videocall_location)
        for event in events or ()
    )


def span(event: BaseModel) -> Timed | AllDay:
    if event.allday:
        return AllDay(event.start_date, event.stop_date + timedelta(days=1))
    return Timed(
        utc(event.start.replace(tzinfo=timezone.utc)), utc(event.stop.replace(tzinfo=timezone.utc))
    )


def span_values(when: Timed | AllDay | Repeating) -> dict[str, Any]:
    if isinstance(when, AllDay):
        last_day = when.stop - timedelta(days=1)
        return {
            "allday": True,
            "start": datetime.combine(when.start, ALL_DAY_START),
            "stop": datetime.combine(last_day, ALL_DAY_STOP),
        }
    single = cast("Timed", when)  # of a series nobody asks that
    return {
        "allday": False,
        "start": single.start.replace(tzinfo=None),
        "stop": single.stop.replace(tzinfo=None),
    }
