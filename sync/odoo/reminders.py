"""The reminders of Odoo's events: alarms, and what Google alone sends, beside them.

An alarm in Odoo is the meeting's: by email or SMS it reaches all who attend, clients among them. A
reminder in Google is its user's own. So one by email that was set in Google never becomes an alarm:
Google itself mails its user, and the event keeps it. A popup becomes a notification in Odoo, which
only users see.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from odoo.api import Environment
from odoo.fields import Command
from odoo.models import BaseModel

from ...engine.core.item import ItemError
from ...engine.events.item import Reminder, ReminderMethod
from ...google_api.calendar.event_codec import clip_reminders
from .memo import Memo

_ALARM_TYPES: dict[ReminderMethod, str] = {"popup": "notification", "email": "email"}
_METHODS = {alarm_type: method for method, alarm_type in _ALARM_TYPES.items()}


class Kept(NamedTuple):
    """A reminder that Google alone sends: whom, and how many minutes ahead."""

    user_id: int
    minutes: int


class ReminderRecords:
    """The reminders of events, as one user has them.

    :param env: an environment of the superuser
    :param user: whose reminders are read and kept
    """

    def __init__(self, env: Environment, user: BaseModel) -> None:
        self.user = user
        self._model = env["calendar.alarm"]
        self._alarms = Memo(env)

    # -- reading ------------------------------------------------------------------------------

    def read(self, event: BaseModel) -> tuple[Reminder, ...]:
        """Those that Google is to show: the alarms it knows, and what it sends to the user."""
        return clip_reminders([*_of_alarms(event.alarm_ids), *self._kept(event)])

    def _kept(self, event: BaseModel) -> list[Reminder]:
        return [
            Reminder(kept.minutes, "email")
            for kept in stored_reminders(event)
            if kept.user_id == self.user.id
        ]

    # -- writing ------------------------------------------------------------------------------

    def values(self, reminders: Collection[Reminder], event: BaseModel | None) -> dict[str, Any]:
        """The values by which an event has ``reminders`` in place of those that it shows.

        What Google does not show of its alarms stays: SMS, and what is too far ahead.

        :param event: ``None`` for a new one
        """
        if not event:
            new = [reminder for reminder in reminders if _is_alarm(reminder)]
            values: dict[str, Any] = {
                "alarm_ids": [Command.set([self._alarm(reminder).id for reminder in new])]
            }
            kept = [reminder for reminder in reminders if not _is_alarm(reminder)]
            return {**values, "google_sync_reminders": self._to_store(kept, None)}
        gone = {*self.read(event)}.difference(reminders)
        here = {*_of_alarms(event.alarm_ids)}
        known = self._kept(event)
        new = [r for r in reminders if r not in here and _is_alarm(r) and r not in known]
        kept = [r for r in reminders if r in known or (r not in here and not _is_alarm(r))]
        commands = [
            *(Command.unlink(alarm.id) for alarm in event.alarm_ids if _reminder(alarm) in gone),
            *(Command.link(self._alarm(reminder).id) for reminder in new),
        ]
        values = {"alarm_ids": commands} if commands else {}
        if kept != known:
            values["google_sync_reminders"] = self._to_store(kept, event)
        return values

    def write(self, events: BaseModel, reminders: Collection[Reminder]) -> None:
        """Give several events the same reminders.

        :param events: with the rights of the user and in a context that mails nobody
        """
        groups = events.grouped(lambda e: (e.alarm_ids, repr(e.google_sync_reminders)))
        for alike in groups.values():
            if values := self.values(reminders, alike[:1]):
                alike.write(values)

    def wake(self, events: BaseModel) -> None:
        """Let Odoo remind in time of what is new or has moved: an email, an SMS.

        A write that notifies nobody sets no time for its alarm job.
        """
        types = events._get_trigger_alarm_types()
        due = events.filtered(lambda e: any(a.alarm_type in types for a in e.alarm_ids))
        due.recurrence_id._setup_alarms(recurrence_update=True)
        due.filtered(lambda event: not event.recurrence_id)._setup_alarms()

    def _to_store(
        self, reminders: Collection[Reminder], event: BaseModel | None
    ) -> list[dict[str, int]] | bool:
        """The user's, and those that other users have in their own calendars."""
        stored = stored_reminders(event) if event else ()
        others = [kept for kept in stored if kept.user_id != self.user.id]
        mine = [Kept(self.user.id, one.minutes) for one in reminders]
        return [kept._asdict() for kept in (*others, *mine)] or False

    def _alarm(self, reminder: Reminder) -> BaseModel:
        known = self._alarms.known
        if reminder not in known:
            alarm_type = _ALARM_TYPES[reminder.method]
            # Odoo's search by minutes drops what is left over of an hour: 90 would find one hour.
            alarms = self._model.search([("alarm_type", "=", alarm_type)])
            alike = alarms.filtered(lambda alarm: alarm.duration_minutes == reminder.minutes)
            known[reminder] = alike[:1] or self._new_alarm(alarm_type, reminder.minutes)
        return known[reminder]

    def _new_alarm(self, alarm_type: str, minutes: int) -> BaseModel:
        interval, size = next(
            (interval, size)
            for interval, size in (("days", 1440), ("hours", 60), ("minutes", 1))
            if size == 1 or (minutes and minutes % size == 0)
        )
        draft = self._model.new(
            {"alarm_type": alarm_type, "duration": minutes // size, "interval": interval}
        )
        draft._onchange_duration_interval()  # Odoo's own name for such an alarm
        return self._model.create(
            {
                "name": draft.name,
                "alarm_type": alarm_type,
                "duration": minutes // size,
                "interval": interval,
            }
        )


def stored_reminders(event: BaseModel) -> tuple[Kept, ...]:
    """Those that Google alone sends, of all users.

    :raise ItemError: ``unreadable``
    """
    stored = event.google_sync_reminders or []
    if not (isinstance(stored, list) and all(map(_is_kept, stored))):
        raise ItemError("unreadable")
    return tuple(Kept(**values) for values in stored)


def _is_kept(values: object) -> bool:
    return (
        isinstance(values, dict)
        and values.keys() == {*Kept._fields}
        and all(type(value) is int and value >= 0 for value in values.values())
    )


def _is_alarm(reminder: Reminder) -> bool:
    """Whether Odoo reminds of it, and not Google alone."""
    return reminder.method == "popup" or reminder.everyone


def _reminder(alarm: BaseModel) -> Reminder | None:
    """Return the reminder that Google shows for an alarm; ``None`` for an unknown kind."""
    method = _METHODS.get(alarm.alarm_type)
    return Reminder(alarm.duration_minutes, method, everyone=True) if method else None


def _of_alarms(alarms: BaseModel) -> list[Reminder]:
    return [reminder for reminder in map(_reminder, alarms) if reminder]
