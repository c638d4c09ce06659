"""Values of items in plain words, in the language and on the clock of an environment."""

from dataclasses import astuple
from datetime import date, datetime, timedelta

from odoo.tools import format_date, format_datetime
from odoo.tools.translate import LazyTranslate

from ..engine.address import Address
from ..engine.item import AllDay, Guest, Reminder, Repeating, Timed, field_names
from ..engine.recurrence import occurrence
from ..engine.richtext import plain

_lt = LazyTranslate(__name__)

FIELD_LABELS = {
    "title": _lt("title"),
    "when": _lt("time"),
    "description": _lt("description"),
    "location": _lt("location"),
    "privacy": _lt("privacy"),
    "busy": _lt("show as"),
    "status": _lt("answer"),
    "reminders": _lt("reminders"),
    "guests": _lt("guests"),
    "conference": _lt("video conference"),
    "video": _lt("video link"),
    "exceptions": _lt("occurrences"),
    "name": _lt("name"),
    "is_company": _lt("kind"),
    "company": _lt("company"),
    "job": _lt("job position"),
    "email": _lt("email"),
    "phone": _lt("phone"),
    "address": _lt("address"),
    "website": _lt("website"),
    "birthday": _lt("birthday"),
    "notes": _lt("notes"),
    "photo": _lt("photo"),
}

_ANSWER_LABELS = {
    "needsAction": _lt("no answer"),
    "declined": _lt("no"),
    "tentative": _lt("maybe"),
    "accepted": _lt("yes"),
}

#: Values that are words, by their fields.
_WORDS = {
    "busy": {True: _lt("busy"), False: _lt("available")},
    "status": {"confirmed": _lt("yes"), "tentative": _lt("maybe")},
    "privacy": {
        "default": _lt("as usual"),
        "public": _lt("public"),
        "private": _lt("private"),
    },
    "is_company": {True: _lt("company"), False: _lt("person")},
}


def differences(env, before, after):
    """What differs between two items, field by field and occurrence by occurrence.

    :param before: an item; ``None``: there was nothing
    :param after: likewise
    :return: triples of the field's label, the old value and the new one
    """
    found = []
    for name in field_names(after or before):
        old, new = (one and getattr(one, name) for one in (before, after))
        if name == "exceptions":
            found += _different_occurrences(env, before, after)
        elif old != new and (old or new or (before and after)):
            values = (readable_field(env, name, value) for value in (old, new))
            found.append((env._(FIELD_LABELS[name]), *values))
    return found


def readable_field(env, name, value):
    """The value of one field of an item."""
    if value is None:
        return ""
    if name in _WORDS:
        return env._(_WORDS[name][value])
    if name == "description":
        return plain(value).strip()
    return readable(env, value)


def readable(env, value):
    if isinstance(value, Guest):
        return f"{value.email}: {env._(_ANSWER_LABELS[value.answer])}"
    if isinstance(value, Reminder):
        return env._("%(count)s min", count=value.minutes)
    if isinstance(value, Repeating):
        return env._("%(first)s, repeating", first=readable(env, value.first))
    if isinstance(value, AllDay):
        last_day = value.stop - timedelta(days=1)
        return f"{readable(env, value.start)} - {readable(env, last_day)}"
    if isinstance(value, Timed):
        return f"{readable(env, value.start)} - {readable(env, value.stop)}"
    if isinstance(value, Address):
        return ", ".join(filter(None, astuple(value)))
    if isinstance(value, tuple):
        return ", ".join(readable(env, one) for one in value)
    if isinstance(value, datetime):  # an instant, on the user's clock
        return format_datetime(env, value.replace(tzinfo=None), dt_format="short")
    if isinstance(value, date):
        return format_date(env, value)
    return str(value)


def _different_occurrences(env, before, after):
    if not (before and after):
        return []
    slots = sorted({slot for item in (before, after) for slot, _changed in item.exceptions})
    found = []
    for slot in slots:
        old, new = occurrence(before, slot), occurrence(after, slot)
        day = readable(env, slot)
        if old and new:
            found += [
                (env._("%(field)s on %(day)s", field=label, day=day), *values)
                for label, *values in differences(env, old, new)
            ]
        elif old or new:
            states = (env._("takes place") if one else env._("cancelled") for one in (old, new))
            found.append((day, *states))
    return found
