"""Names of people: the parts of a full name, and the full name of its parts."""

from __future__ import annotations

import re
from typing import Any

Json = dict[str, Any]

PARTS = ("honorificPrefix", "givenName", "middleName", "familyName", "honorificSuffix")
PREFIXES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "rev"})
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"})
FAMILY_FIRST = frozenset({"hu", "ja", "ko", "vi", "zh"})
CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
PARTICLES = frozenset({"van", "von", "de", "der", "den", "del", "di", "da", "la", "le", "ten"})


def completed(name: Json) -> Json:
    """A name with all that Google tells of it.

    Parts rule: a free form beside them is made anew. A free form alone is taken apart.
    """
    if not any(part in name for part in PARTS):
        name = {**name, **parsed(name.get("unstructuredName", ""))}
    first_first = _joined(name, "honorificPrefix", "givenName", "middleName", "familyName")
    rest = _joined(name, "honorificPrefix", "givenName", "middleName")
    last_first = ", ".join(filter(None, [name.get("familyName"), rest]))
    suffix = [name["honorificSuffix"]] if "honorificSuffix" in name else []
    displayed = ", ".join(filter(None, [first_first, *suffix]))
    if not displayed:  # sounds only
        return name
    return {
        **name,
        "displayName": displayed,
        "displayNameLastFirst": ", ".join([last_first, *suffix]) if last_first else displayed,
        "unstructuredName": displayed,
    }


def localised(name: Json, locale: str) -> Json:
    """A name as a reader's language displays it (G16): some put the family first.

    "The display name formatted according to the locale specified by the viewer's account or the
    Accept-Language HTTP header": the description of `displayName`.
    """
    family, given = name.get("familyName"), name.get("givenName")
    if locale.partition("-")[0] not in FAMILY_FIRST or not family or not given:
        return name
    rest = _joined(name, "givenName", "middleName")
    return {**name, "displayName": f"{family}{'' if CJK.match(family) else ' '}{rest}"}


def parsed(text: str) -> Json:
    """The parts of a full name, such as "Dr. Ann Maria van Dam, Jr." or "Dam, Ann"."""
    text, suffix = _without_suffix(text)
    family, comma, rest = text.partition(",")
    words = (rest if comma else text).split()
    prefix = words.pop(0) if len(words) > 1 and _bare(words[0]) in PREFIXES else ""
    last = [family.strip()] if comma else _family(words)
    parts = {
        "honorificPrefix": prefix,
        "givenName": words[0] if words else "",
        "middleName": " ".join(words[1:]),
        "familyName": " ".join(last),
        "honorificSuffix": suffix,
    }
    return {part: value for part, value in parts.items() if value}


def _without_suffix(text: str) -> tuple[str, str]:
    head, _, last = text.strip().replace(", ", " , ").rpartition(" ")
    if head and _bare(last) in SUFFIXES:
        return head.rstrip(" ,").replace(" , ", ", "), last
    return text, ""


def _family(words: list[str]) -> list[str]:
    """Take the family name off the end of a name, particles included."""
    if len(words) < 2:
        return []
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    family = words[start:]
    del words[start:]
    return family


def _bare(word: str) -> str:
    return word.lower().replace(".", "")


def _joined(name: Json, *parts: str) -> str:
    return " ".join(name[part] for part in parts if part in name)
