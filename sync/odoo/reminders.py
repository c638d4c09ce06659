"""The reminders of Odoo's events: alarms, and what Google alone sends, beside them.

An alarm in Odoo is the meeting's: by email or SMS it reaches all who attend, clients among them. A
reminder in Google is its user's own. So one by email that was set in Google never becomes an alarm:
Google itself mails its user, and the event keeps it. A popup becomes a notification in Odoo, which
only users see.
"""

from typing import NamedTuple

from odoo.fields import Command

from ...engine.core.item import ItemError
from ...engine.events.item import Reminder
from ...google_api.calendar.event_codec import clip_reminders
from .memo import Memo

_ALARM_TYPES = {"popup": "notification", "email": "email"}
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

    def __init__(self, env, user):
        self.user = user
        self._model = env["calendar.alarm"]
        self._alarms = Memo(env)

    # -- reading ------------------------------------------------------------------------------

    def read(self, event):
        """Those that Google is to show: the alarms it knows, and what it sends to the user."""
        return clip_reminders([*_of_alarms(event.alarm_ids), *self._kept(event)])

    def _kept(self, event):
        return [
            Reminder(kept.minutes, "email")
            for kept in stored_reminders(event)
            if kept.user_id == self.user.id
        ]

    # -- writing ------------------------------------------------------------------------------

    def values(self, reminders, event):
        """The values by which an event has ``reminders`` in place of those that it shows.

        What Google does not show of its alarms stays: SMS, and what is too far ahead.

        :param event: ``None`` for a new one
        """
        if not event:
            new = [reminder for reminder in reminders if _is_alarm(reminder)]
            values = {"alarm_ids": [Command.set([self._alarm(reminder).id for reminder in new])]}
            kept = [reminder for reminder in reminders if not _is_alarm(reminder)]
            return {**values, "google_sync_reminders": self._to_store(kept, ())}
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

    def write(self, events, reminders):
        """Give several events the same reminders.

        :param events: with the rights of the user and in a context that mails nobody
        """
        groups = events.grouped(lambda e: (e.alarm_ids, repr(e.google_sync_reminders)))
        for alike in groups.values():
            if values := self.values(reminders, alike[:1]):
                alike.write(values)

    def wake(self, events):
        """Let Odoo remind in time of what is new or has moved: an email, an SMS.

        A write that notifies nobody sets no time for its alarm job.
        """
        types = events._get_trigger_alarm_types()
        due = events.filtered(lambda e: any(a.alarm_type in types for a in e.alarm_ids))
        due.recurrence_id._setup_alarms(recurrence_update=True)
        due.filtered(lambda event: not event.recurrence_id)._setup_alarms()

    def _to_store(self, reminders, event):
        """The user's, and those that other users have in their own calendars."""
        stored = stored_reminders(event) if event else ()
        others = [kept for kept in stored if kept.user_id != self.user.id]
        mine = [Kept(self.user.id, one.minutes) for one in reminders]
        return [kept._asdict() for kept in (*others, *mine)] or False

    def _alarm(self, reminder):
        known = self._alarms.known
        if reminder not in known:
            alarm_type = _ALARM_TYPES[reminder.method]
            alike = [("alarm_type", "=", alarm_type), ("duration_minutes", "=", reminder.minutes)]
            alarm = self._model.search(alike, limit=1)
            known[reminder] = alarm or self._new_alarm(alarm_type, reminder.minutes)
        return known[reminder]

    def _new_alarm(self, alarm_type, minutes):
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


def stored_reminders(event):
    """Those that Google alone sends, of all users.

    :raise ItemError: ``unreadable``
    """
    stored = event.google_sync_reminders or []
    if not (isinstance(stored, list) and all(map(_is_kept, stored))):
        raise ItemError("unreadable")
    return tuple(Kept(**values) for values in stored)


def _is_kept(values):
    return (
        isinstance(values, dict)
        and values.keys() == {*Kept._fields}
        and all(type(value) is int and value >= 0 for value in values.values())
    )


def _is_alarm(reminder):
    """Whether Odoo reminds of it, and not Google alone."""
    return reminder.method == "popup" or reminder.everyone


def _reminder(alarm):
    """What Google shows of an alarm; ``None`` for a kind that it does not know."""
    method = _METHODS.get(alarm.alarm_type)
    return method and Reminder(alarm.duration_minutes, method, everyone=True)


def _of_alarms(alarms):
    return [reminder for reminder in map(_reminder, alarms) if reminder]
