"""Formats values of items for people, in the language and time zone of an environment."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, astuple, fields
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple

from babel.dates import format_timedelta

from odoo.api import Environment
from odoo.tools import format_date, format_datetime, format_time, get_lang
from odoo.tools.translate import LazyGettext, LazyTranslate

from ...engine.contacts.address import Address
from ...engine.core.item import OriginalStart
from ...engine.events.colors import LABEL
from ...engine.events.item import (
    AllDay,
    Away,
    Color,
    EventItem,
    Guest,
    Mask,
    Reminder,
    Repeating,
    Timed,
)
from ...engine.events.occurrences import occurrence
from ...engine.text.rich import plain
from .rule_text import rule_text

_lt = LazyTranslate(__name__)

FIELD_LABELS = {
    "title": _lt("title"),
    "when": _lt("time"),
    "description": _lt("description"),
    "location": _lt("location"),
    "visibility": _lt("privacy"),
    "busy": _lt("show as"),
    "own_response": _lt("answer"),
    "reminders": _lt("reminders"),
    "guests": _lt("guests"),
    "meet": _lt("Google Meet"),
    "conference": _lt("video conference"),
    "video": _lt("video link"),
    "contact_details": _lt("contact details"),
    "mask": _lt("text in Google"),
    "color": _lt("color"),
    "away": _lt("out of office"),
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
}

_ANSWER_LABELS = {
    "needsAction": _lt("no answer"),
    "declined": _lt("no"),
    "tentative": _lt("maybe"),
    "accepted": _lt("yes"),
}

#: Values that are words, by their fields.
_WORDS: dict[str, Mapping[Any, LazyGettext]] = {
    "busy": {True: _lt("busy"), False: _lt("free")},
    "meet": {True: _lt("yes"), False: _lt("no")},
    "own_response": _ANSWER_LABELS,
    "visibility": {
        "default": _lt("as the calendar"),
        "public": _lt("public"),
        "private": _lt("private"),
    },
    "away": {
        Away("none"): _lt("yes"),
        Away("new"): _lt("yes, new meetings are declined"),
        Away("all"): _lt("yes, all meetings are declined"),
    },
    "is_company": {True: _lt("company"), False: _lt("person")},
}


class Change(NamedTuple):
    """One field, by its label, with its value before and after; empty where it had none."""

    label: str
    before: str
    after: str

    def in_words(self, env: Environment) -> str:
        nothing = env._("nothing")
        return env._(
            "%(field)s: %(before)s → %(after)s",
            field=self.label,
            before=self.before or nothing,
            after=self.after or nothing,
        )


def differences(env: Environment, before: Any, after: Any) -> list[Change]:
    """What differs between two items, field by field and occurrence by occurrence.

    :param env: in the reader's language and time zone
    :param before: an item; ``None``: there was nothing
    :param after: likewise
    """
    if not (before or after):
        return []
    return [*_different_fields(env, before, after), *_different_occurrences(env, before, after)]


def labels(env: Environment, names: Iterable[str]) -> str:
    """What fields are called, as a list for people."""
    return ", ".join(env._(FIELD_LABELS[name]) for name in dict.fromkeys(names))


def _different_fields(env: Environment, before: Any, after: Any) -> Iterator[Change]:
    for field in fields(before or after):
        values = [_told(item, field) if item else field.default for item in (before, after)]
        if values[0] != values[1] and field.name != "exceptions":
            texts = (
                readable_field(env, field.name, value) if item else ""
                for item, value in zip((before, after), values, strict=True)
            )
            yield Change(env._(FIELD_LABELS[field.name]), *texts)


def _told(item: Any, field: Field[Any]) -> Any:
    """The value of a field; what stays in Odoo beside an appointment's own words is no news."""
    mask = getattr(item, "mask", None)
    if mask and not mask.hides_title and field.name in ("mask", "contact_details"):
        return field.default
    return getattr(item, field.name)


def _different_occurrences(env: Environment, before: Any, after: Any) -> Iterator[Change]:
    """The differences of single occurrences of a series, each with its day."""
    repeating = [item for item in (before, after) if item and _repeats(item)]
    for original_start in sorted(
        {original_start for item in repeating for original_start, _changed in item.exceptions}
    ):
        day = readable(env, original_start)
        old, new = (_at(item, original_start) for item in (before, after))
        if old and new:
            for change in _different_fields(env, old, new):
                label = env._("%(field)s on %(day)s", field=change.label, day=day)
                yield change._replace(label=label)
        elif old != new:
            texts = (_takes_place(env, one) for one in (old, new))
            yield Change(env._("occurrence of %(day)s", day=day), *texts)


def _repeats(item: Any) -> bool:
    return isinstance(getattr(item, "when", None), Repeating)


def _at(item: Any, original_start: OriginalStart) -> EventItem | None:
    return occurrence(item, original_start) if item and _repeats(item) else None


def _takes_place(env: Environment, item: EventItem | None) -> str:
    return readable(env, item.when) if item else env._("does not take place")


def readable_field(env: Environment, name: str, value: Any) -> str:
    """The value of one field of an item; empty for none."""
    if value is None:
        return ""
    if name in _WORDS:
        return env._(_WORDS[name][value])
    if name in ("description", "contact_details"):
        return plain(value).strip()
    if isinstance(value, Color):
        ids = dict.fromkeys(filter(None, (value.shown, *value.tags)))
        return ", ".join(_color_name(env, one) for one in ids)
    return readable(env, value)


def readable(env: Environment, value: Any) -> str:
    """A value that is the same whatever field has it; empty for none."""
    if isinstance(value, Guest):
        answer = env._(_ANSWER_LABELS[value.answer])
        return env._("%(name)s: %(value)s", name=value.email, value=answer)
    if isinstance(value, Reminder):
        if value.method == "email":
            return env._("%(count)s min by email", count=value.minutes)
        return env._("%(count)s min", count=value.minutes)
    if isinstance(value, Repeating):
        return ", ".join(filter(None, (readable(env, value.first), rule_text(env, value))))
    if isinstance(value, AllDay | Timed):
        return _span(env, value)
    if isinstance(value, Address | Mask):
        return ", ".join(filter(None, astuple(value)))
    if isinstance(value, tuple):
        return ", ".join(readable(env, one) for one in value)
    if isinstance(value, datetime):
        # On the reader's clock, which that of the environment's user need not be.
        return format_datetime(env, value.replace(tzinfo=None), tz=env.tz.zone, dt_format="short")
    if isinstance(value, date):
        return format_date(env, value, date_format="short")
    return str(value or "")


def _color_name(env: Environment, color: str) -> str:
    """What one of Google's colors is called in the reader's language."""
    if color.startswith(LABEL):
        return env._("a label")
    names = dict(env["google.sync.tag.color"]._fields["color"]._description_selection(env))
    name: str = names.get(color, env._("another color"))
    return name


def _span(env: Environment, when: AllDay | Timed) -> str:
    if isinstance(when, AllDay):
        first, last = readable(env, when.start), readable(env, when.stop - timedelta(days=1))
        return first if first == last else f"{first} - {last}"
    start, stop = (moment.astimezone(env.tz) for moment in (when.start, when.stop))
    if start.date() != stop.date():
        return f"{readable(env, when.start)} - {readable(env, when.stop)}"
    return f"{readable(env, when.start)} - {format_time(env, stop.time(), time_format='short')}"


def span_of_minutes(env: Environment, minutes: int) -> str:
    """How long that is, in the largest unit that tells it exactly."""
    units: tuple[tuple[int, Literal["week", "day", "hour"]], ...]
    units = ((7 * 24 * 60, "week"), (24 * 60, "day"), (60, "hour"))
    unit: Literal["week", "day", "hour", "minute"]
    unit = next((name for size, name in units if minutes and not minutes % size), "minute")
    locale = get_lang(env).code
    # No unit but this one, whatever babel would round to.
    return format_timedelta(
        timedelta(minutes=minutes), granularity=unit, threshold=math.inf, locale=locale
    )
