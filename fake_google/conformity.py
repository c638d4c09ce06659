"""Whether a value keeps to a JSON Schema, told fast.

The `jsonschema` library says what is wrong, but takes its time to say that nothing is: a second for
a thousand contacts. So each schema also becomes a function that says yes only when it is sure;
after a no, `jsonschema` has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from jsonschema import FormatChecker

Json = dict[str, Any]
Check = Callable[[Any], bool]

KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "object": (dict,),
    "array": (list,),
}


def compiled(schema: Json, formats: FormatChecker) -> Check:
    """The function that says whether a value surely keeps to a schema."""
    if not schema:
        return lambda _value: True
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    types = tuple(python for kind in kinds for python in KINDS[kind])
    if "properties" in schema:
        return _of_object(schema, formats)
    if "items" in schema:
        each = compiled(schema["items"], formats)
        return lambda value: type(value) is list and all(map(each, value))
    details = _details(schema, formats)
    if not details:
        return lambda value: type(value) in types
    return lambda value: type(value) in types and all(check(value) for check in details)


def _of_object(schema: Json, formats: FormatChecker) -> Check:
    known = {name: compiled(item, formats) for name, item in schema["properties"].items()}
    rest = schema["additionalProperties"]
    other: Check = compiled(rest, formats) if rest is not False else lambda _value: False

    def check(value: Any) -> bool:
        if type(value) is not dict:
            return False
        return all(known.get(name, other)(item) for name, item in value.items())

    return check


def _details(schema: Json, formats: FormatChecker) -> list[Check]:
    """What a value has to be besides being of its type."""
    checks: list[Check] = []
    if "enum" in schema:
        allowed = frozenset(schema["enum"])
        checks.append(lambda value: value in allowed)
    if "pattern" in schema:
        pattern = re.compile(schema["pattern"])
        checks.append(lambda value: pattern.search(value) is not None)
    if schema.get("format") in formats.checkers:
        checks.append(lambda value: formats.conforms(value, schema["format"]))
    if "minimum" in schema:
        checks.append(lambda value: value >= schema["minimum"])
    if "maximum" in schema:
        checks.append(lambda value: value <= schema["maximum"])
    return checks
