"""A translation has the places for values, and the tags, of the text that it translates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

_PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\$\{\w+\}")
_TAGS = re.compile(r"</?\w[^>]*>")
#: What a tag says to people, which is translated like the rest.
_WORDS = re.compile(r'(?<= )(title|alt|aria-label|placeholder)="([^"]*)"')


def broken(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield what would fail, or look wrong, when it is shown."""
    for path in files:
        if path.suffix == ".po":
            entries = polib.pofile(str(root / path)).translated_entries()
            known = {entry.msgid: entry.msgstr for entry in entries}
            for entry in entries:
                for fault in _faults(entry.msgid, entry.msgstr, known):
                    yield f"{path}: {fault} in the translation of “{entry.msgid[:60]}”"


def _faults(source: str, translation: str, known: dict[str, str]) -> Iterator[str]:
    """:param known: the translations of all terms"""
    if _found(_PLACES, source) != _found(_PLACES, translation):
        yield "other places for values"
    if _tags(source) != _tags(translation):
        yield "other tags"
    left = {word for _name, word in _WORDS.findall(translation)}
    for _name, word in _WORDS.findall(source):
        if word in left and known.get(word, word) != word:
            yield f"“{word}” left as it was"


def _tags(text: str) -> list[str]:
    return _found(_TAGS, _WORDS.sub(r'\1=""', text))


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return sorted(pattern.findall(text))
