"""Takes out of a recording what is nobody's business: tokens, addresses, ids, names, texts.

A text stays only if it is known to be harmless: a word of Google's own documents, a text that the
probes have written, a moment, a rule. Anything else becomes a placeholder such as ``~7~``, the same
one wherever it is, so that a recording can be replayed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from . import words
from .guard import DESCRIPTION, MARK, TITLE

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?)?")
_DAY = r"[+-]?\d{0,3}(?:MO|TU|WE|TH|FR|SA|SU)"
_NUMBERS = r"-?\d{1,4}(?:,-?\d{1,3})*"
_VALUE = rf"(?:[A-Z]{{3,6}}LY|\d{{8}}(?:T\d{{6}}Z?)?|{_NUMBERS}|{_DAY}(?:,{_DAY})*)"
_PART = rf"(?:FREQ|INTERVAL|COUNT|UNTIL|WKST|BY[A-Z]{{3,8}})={_VALUE}"
_RULE = re.compile(rf"(?:RRULE|EXRULE):{_PART}(?:;{_PART})*")
#: Texts that have something to keep before and behind what is replaced.
_FORMS = (
    re.compile(r"()(.+)(_R?\d{8}(?:T\d{6}Z?)?)", re.DOTALL),
    re.compile(r"()(.+)(@google\.com)", re.DOTALL),
    re.compile(r"(people/|contactGroups/)(.+)()", re.DOTALL),
    re.compile(r'(")(.+)(")', re.DOTALL),
)
#: The last part of a path, where a verb of Google's may follow.
_VERB = re.compile(r"(.*?)(:[A-Za-z]+)?", re.DOTALL)
#: Ids that the probes choose; they are as good as any that Google has given.
_CHOSEN = re.compile(r"gsv[0-9a-f]{24}")
#: What Google tells in words of its own.
_SPOKEN = {"message", "error_description", "reason", "error", "status", "domain"}
#: What is longer tells something wherever it is.
_TELLING = 5
#: Numbers from here on may be somebody's.
_LARGE = 1_000_000


class Scrubber:
    """:param names: what is known to be secret, and what it is to be called"""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._given = [secret for secret in names if secret]
        self._names = {secret: f"~{name}~" for secret, name in names.items() if secret}
        self._ours: set[str] = set()
        """The words of our own texts."""
        self.learn([MARK, TITLE, DESCRIPTION])

    def learn(self, value: Any) -> None:
        """Take texts for ours, as the probes send them; not what is known to be secret."""
        if isinstance(value, str):
            if not (self._is_secret(value) or _CHOSEN.fullmatch(value)):
                self._ours.update(_words(value))
        elif isinstance(value, Mapping):
            for key, inner in value.items():
                self.learn(key)
                self.learn(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                self.learn(inner)

    def scrubbed(self, value: Any, key: str = "") -> Any:
        """JSON without anything that might be secret."""
        if isinstance(value, str):
            return self._spoken(value) if key in _SPOKEN else self.text(value)
        if isinstance(value, Mapping):
            return {self.text(name): self.scrubbed(each, name) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.scrubbed(each, key) for each in value]
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value if abs(value) < _LARGE else 0
        return value

    def path(self, path: str) -> str:
        """A path whose ids are replaced."""
        return "/".join(self._segment(unquote(part)) for part in path.split("/"))

    def text(self, text: str) -> str:
        """A text as a whole: it stays, or is replaced, but for forms that are Google's."""
        if not text or text in self._names:
            return self._names.get(text, text)
        if self._stays(text):
            return text
        for form in _FORMS:
            if match := form.fullmatch(text):
                before, inner, behind = match.groups()
                return before + self.text(inner) + behind
        return self._placeholder(text)

    def _segment(self, text: str) -> str:
        match = _VERB.fullmatch(text)
        name, verb = match.groups() if match else (text, "")
        if verb and not words.is_public(verb[1:]):
            return self.text(text)
        return self.text(name) + (verb or "")

    def _spoken(self, text: str) -> str:
        """What Google says, word by word: only words of its own documents stay."""
        return re.sub(r"[^\s.,;:!?'\"()\[\]{}<>=/&-]+", lambda match: self._word(match[0]), text)

    def _word(self, word: str) -> str:
        if word not in self._names and words.is_public(word):
            return word
        return self._placeholder(word)

    def _placeholder(self, text: str) -> str:
        return self._names.setdefault(text, f"~{len(self._names) + 1}~")

    def _stays(self, text: str) -> bool:
        """Whether it is public, a moment, a rule, or has no other words than our own texts."""
        if any(secret in text for secret in self._given):
            return False
        if text in words.values() or _is_plain(text):
            return True
        found = _words(text)
        return bool(found) and self._ours.issuperset(found)

    def _is_secret(self, text: str) -> bool:
        """Whether it is known from an answer, or has something in it that is."""
        learned = (secret for secret in self._names if len(secret) > _TELLING)
        return any(secret in text for secret in (*self._given, *learned))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _is_plain(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (_MOMENT, _RULE))
