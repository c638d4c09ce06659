"""What may come of a probe, and how it says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["holds", "differs", "not tried"]


class Differs(Exception):
    """Google does something else than the assumption says; the text tells what came."""


class NotTried(Exception):
    """The probe could not be made; the text tells why."""


@dataclass(frozen=True)
class Verdict:
    """What came of the probe of one assumption."""

    kind: Kind
    detail: str = ""


def expect(holds: bool, what: str, wanted: object, came: object) -> None:
    """:raise Differs: it does not hold"""
    if not holds:
        raise Differs(f"{what}: expected {_short(wanted)}, came {_short(came)}")


def same(what: str, came: Any, wanted: Any) -> None:
    """:raise Differs: it is not the same"""
    expect(came == wanted, what, wanted, came)


def _short(value: object, most: int = 120) -> str:
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= most else f"{text[:most]}…"
