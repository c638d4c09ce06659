"""What a write has changed, field by field and in plain words, for logs that people read."""

import dataclasses
from typing import NamedTuple

from ..engine import recurrence
from ..engine.item import Repeating
from . import messages
from .records import parse_item


class Change(NamedTuple):
    """One field, by its label, with its value before and after; empty where it had none."""

    label: str
    before: str
    after: str


def changes_of(env, before, after):
    """What is different after a write.

    :param env: in the reader's language and time zone
    :param before: the item as ``records.dump_item`` stores it; empty when there was none
    :param after: likewise, when there is none any more
    :rtype: list[Change]
    """
    if not (before or after):
        return []
    one, other = (values and parse_item(values) for values in (before, after))
    return [*_fields(env, one, other), *_occurrences(env, one, other)]


def _fields(env, one, other):
    for name in _differing(one, other):
        texts = (_text(env, name, item) for item in (one, other))
        yield Change(env._(messages.FIELD_LABELS[name]), *texts)


def _differing(one, other):
    """The names of the fields that tell something; occurrences tell it by themselves."""
    for field in dataclasses.fields(one or other):
        values = [getattr(item, field.name) if item else field.default for item in (one, other)]
        if values[0] != values[1] and field.name != "exceptions":
            yield field.name


def _text(env, name, item):
    if not item:
        return ""
    value = getattr(item, name)
    return messages.readable(env, name, value)


def _occurrences(env, one, other):
    """The changes of single occurrences of a series, each with its day."""
    items = [item for item in (one, other) if item and _repeats(item)]
    slots = {slot for item in items for slot, _changed in item.exceptions}
    for slot in sorted(slots):
        day = messages.moment(env, slot)
        before, after = (_at(item, slot) for item in (one, other))
        if before and after:
            for change in _fields(env, before, after):
                label = env._("%(field)s on %(day)s", field=change.label, day=day)
                yield change._replace(label=label)
        elif before != after:
            texts = (_takes_place(env, item) for item in (before, after))
            yield Change(env._("occurrence of %(day)s", day=day), *texts)


def _repeats(item):
    return isinstance(getattr(item, "when", None), Repeating)


def _at(item, slot):
    return recurrence.occurrence(item, slot) if item and _repeats(item) else None


def _takes_place(env, item):
    return messages.readable(env, "when", item.when) if item else env._("does not take place")
