"""Asks again what a recording has asked, and tells where the answers have another shape.

What is a placeholder in the recording is whatever came in its place now; it must be the same
wherever the recording has the same one.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .calls import Answer, Call, Json, path_of
from .guard import Made, Refused
from .lab import Lab
from .recording import without_others
from .verdicts import NotTried
from .wire import Wire

_HOLE = re.compile(r"~\w+~")
#: What is another one each time, or said in other words.
_PASSING = {"created", "updated", "updateTime", "expires_in", "message", "error_description"}
_PASSING |= {"memberCount"}  # in a label that has the contacts of other probes, too


class Known(dict[str, str]):
    """What stands for the placeholders of a recording; ids that it chose are chosen anew."""

    @classmethod
    def of(cls, lab: Lab) -> Known:
        """What is there before any probe."""
        return cls({f"~{name}~": value for value, name in lab.names.items()})

    def __missing__(self, hole: str) -> str:
        return self.setdefault(hole, f"gsv{secrets.token_hex(12)}")

    def filled(self, value: Any) -> Any:
        """JSON with what stands for its placeholders."""
        if isinstance(value, str):
            return _HOLE.sub(lambda match: self[match[0]], value)
        if isinstance(value, Mapping):
            return {self.filled(name): self.filled(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self.filled(each) for each in value]
        return value

    def call(self, request: Json) -> Call:
        """The request of one part of a recording."""
        said = {name: self.filled(value) for name, value in request.items() if name != "path"}
        parts = [self.filled(part) for part in request["path"].strip("/").split("/")]
        return Call(path=path_of(*parts), **said)


def replayed(lab: Lab, recording: Json) -> Iterator[str]:
    """Ask all that a recording has asked; yield where an answer differs from the recorded one."""
    try:
        yield from _replayed(lab.wire, recording, Known.of(lab))
    except (NotTried, Refused) as error:
        yield f"{recording['probe']}: could not be replayed: {error}"


def _replayed(wire: Wire, recording: Json, known: Known) -> Iterator[str]:
    made = Made()
    for number, exchange in enumerate(recording["exchanges"], 1):
        calls = [known.call(part["request"]) for part in exchange["parts"]]
        answers = _asked(wire, exchange, calls)
        for part, answer in zip(exchange["parts"], answers, strict=True):
            made.note(answer)
            came = {"status": answer.status, "body": without_others(answer.body, made)}
            for difference in differences(part["answer"], came, known):
                yield f"{recording['probe']}, request {number} ({answer.call}): {difference}"


def differences(recorded: Any, came: Any, known: Known, where: str = "") -> Iterator[str]:
    """Where two pieces of JSON differ in more than what is passing."""
    if isinstance(recorded, dict) and isinstance(came, dict):
        yield from _of_objects(recorded, came, known, where)
    elif isinstance(recorded, list) and isinstance(came, list):
        yield from _of_lists(recorded, came, known, where)
    elif isinstance(recorded, str) and isinstance(came, str):
        if not _fits(recorded, came, known):
            yield f"{where}: {recorded!r} became {came!r}"
    elif recorded != came:
        yield f"{where}: {recorded!r} became {came!r}"


def _asked(wire: Wire, exchange: Json, calls: Sequence[Call]) -> list[Answer]:
    if exchange.get("batch"):
        return wire.batch(exchange["account"], calls, exchange.get("bearer", ""))
    return [wire.ask(exchange["account"], call) for call in calls]


def _of_objects(recorded: Json, came: Json, known: Known, where: str) -> Iterator[str]:
    named = {known.filled(name): name for name in recorded}
    for name in sorted(named.keys() | came.keys()):
        place = f"{where}.{name}" if where else name
        if name not in came:
            yield f"{place} is missing"
        elif name not in named:
            yield f"{place} is new"
        elif name not in _PASSING:
            yield from differences(recorded[named[name]], came[name], known, place)


def _of_lists(recorded: list[Any], came: list[Any], known: Known, where: str) -> Iterator[str]:
    if len(recorded) != len(came):
        yield f"{where}: {len(recorded)} became {len(came)}"
    for number, (one, other) in enumerate(zip(recorded, came, strict=False)):
        yield from differences(one, other, known, f"{where}[{number}]")


def _fits(recorded: str, came: str, known: Known) -> bool:
    """Whether a text is the recorded one, with the same in the place of each placeholder."""
    holes = _HOLE.findall(recorded)
    pieces = map(re.escape, _HOLE.split(recorded))
    match = re.fullmatch("(.*)".join(pieces), came, re.DOTALL)
    found = dict(zip(holes, match.groups(), strict=True)) if match else {}
    if not match or any(known.get(hole, value) != value for hole, value in found.items()):
        return False
    known.update(found)
    return True
