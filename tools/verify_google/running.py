"""Runs probes one after the other, and tells what came of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from .lab import Lab
from .ledger import Assumption
from .probe import PROBES, Probe
from .verdicts import Differs, NotTried, Verdict

#: What surrounds a probe, by its name and the number of its line: the recording of it.
Around = Callable[[str, str], AbstractContextManager[object]]


@dataclass(frozen=True)
class Result:
    """What came of one line of the ledger."""

    assumption: Assumption
    verdict: Verdict


def chosen(lines: Sequence[Assumption], only: Collection[str]) -> list[Assumption]:
    """The lines with these numbers or probes; all, if none are named.

    :raise ValueError: there is no such line
    """
    named = {name for line in lines for name in (line.number, line.probe) if name}
    if unknown := sorted(set(only) - named):
        raise ValueError(f"the ledger has no {', '.join(unknown)}")
    return [line for line in lines if not only or {line.number, line.probe} & set(only)]


def run(
    lab: Lab,
    lines: Sequence[Assumption],
    around: Around = lambda _probe, _number: nullcontext(),
) -> Iterator[Result]:
    """Make the probes of these lines, one after the other."""
    for line in lines:
        if not line.probe:
            yield Result(line, Verdict("not tried", line.remark))
            continue
        with around(line.probe, line.number):
            verdict = judged(lab, PROBES[line.probe])
        yield Result(line, verdict)


def judged(lab: Lab, probe: Probe) -> Verdict:
    """What comes of one probe."""
    try:
        probe(lab)
    except Differs as error:
        return Verdict("differs", str(error))
    except NotTried as error:
        return Verdict("not tried", str(error))
    except Exception as error:  # of whatever kind: no probe keeps the others
        return Verdict("differs", f"the answer has not the shape that the probe reads: {error!r}")
    return Verdict("holds")


def row(result: Result) -> str:
    """One row of the table."""
    line, verdict = result.assumption, result.verdict
    head = f"{line.number}  {verdict.kind:<9}  {line.sentence}"
    return f"{head}\n{'':17}{verdict.detail}" if verdict.detail else head


def summary(results: Sequence[Result]) -> str:
    """One line about all of them."""
    counts = Counter(result.verdict.kind for result in results)
    return f"{counts['holds']} hold, {counts['differs']} differ, {counts['not tried']} not tried"
