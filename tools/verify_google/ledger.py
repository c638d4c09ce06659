"""The ledger of assumptions: ``fake_google/ASSUMPTIONS.md``, whose tables are read here.

A line has a number, one sentence, its source, the places in the stand-in that embody it, and its
probe, or the reason why there is none. Places and probe are in backticks.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STAND_IN = ROOT / "fake_google"
FILE = STAND_IN / "ASSUMPTIONS.md"

_NUMBER = re.compile(r"A\d{3}")
_NAMED = re.compile(r"`([^`]+)`")
_PROBE = re.compile(r"`(\w+)`")
_GAP = re.compile(r"(?<!\\)\|")
_COLUMNS = 5


@dataclass(frozen=True)
class Assumption:
    """One line.

    :ivar places: functions of the stand-in, as ``file:function`` or ``file:Class.function``
    :ivar probe: the name of its function; empty where there is none
    :ivar remark: why there is none
    """

    number: str
    sentence: str
    source: str
    places: tuple[str, ...]
    probe: str
    remark: str = ""


def read(text: str) -> list[Assumption]:
    """The lines of all tables, in their order.

    :raise ValueError: a line has not the columns that it should have
    """
    return [_line(row) for row in text.splitlines() if _NUMBER.match(row.strip("| ")[:4])]


def known() -> list[Assumption]:
    """The lines of the ledger."""
    return read(FILE.read_text())


def problems(
    lines: Sequence[Assumption], probes: Collection[str], stand_in: Path = STAND_IN
) -> Iterator[str]:
    """What does not fit between the ledger, the probes and the stand-in."""
    for what, names in (
        ("number", [line.number for line in lines]),
        ("probe", [line.probe for line in lines if line.probe]),
    ):
        for name, count in Counter(names).items():
            if count > 1:
                yield f"the {what} {name} is there {count} times"
    for line in lines:
        yield from _problems_of(line, probes, stand_in)
    for name in sorted(set(probes) - {line.probe for line in lines}):
        yield f"the probe {name} has no line"


def _problems_of(line: Assumption, probes: Collection[str], stand_in: Path) -> Iterator[str]:
    if not line.sentence.endswith("."):
        yield f"{line.number}: no sentence"
    if not line.source:
        yield f"{line.number}: no source; say unverified"
    if line.probe and line.probe not in probes:
        yield f"{line.number}: there is no probe {line.probe}"
    if not (line.probe or line.remark):
        yield f"{line.number}: neither a probe nor a reason why there is none"
    for place in line.places:
        file, _colon, function = place.partition(":")
        if function not in functions_of(stand_in / file):
            yield f"{line.number}: the stand-in has no {place}"


@cache
def functions_of(file: Path) -> frozenset[str]:
    """The functions, classes and constants of a module; what a class has after its name and a
    dot."""
    if not file.is_file():
        return frozenset()
    return frozenset(_names_in(ast.parse(file.read_text()).body))


def _names_in(body: Sequence[ast.stmt], prefix: str = "") -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield prefix + node.name
        if isinstance(node, ast.ClassDef):
            yield from _names_in(node.body, f"{prefix}{node.name}.")
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (prefix + each.id for each in targets if isinstance(each, ast.Name))


def _line(row: str) -> Assumption:
    cells = [cell.strip().replace(r"\|", "|") for cell in _GAP.split(row.strip())[1:-1]]
    if len(cells) != _COLUMNS:
        raise ValueError(f"{len(cells)} columns in place of {_COLUMNS}: {row}")
    number, sentence, source, place, probe = cells
    name = _PROBE.fullmatch(probe)
    return Assumption(
        number,
        sentence,
        source,
        tuple(name for name in _NAMED.findall(place) if ":" in name),
        name[1] if name else "",
        "" if name else probe,
    )
