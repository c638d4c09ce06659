"""Odoo's log of the whole play: what is at WARNING or above must have been provoked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ..console import CommandError, say
from ..odoo_log import records


def expect_no_trouble(log: Path, provoked: Iterable[str]) -> None:
    """Compare the log with what the scenes have provoked.

    :param provoked: patterns of the texts that scenes provoke, from where they do so
    :raise CommandError: there is more
    """
    patterns = [re.compile(pattern) for pattern in provoked]
    trouble = [record for record in records(log) if record.trouble]
    unprovoked = [
        record for record in trouble if not any(pattern.search(record.text) for pattern in patterns)
    ]
    if unprovoked:
        shown = "\n".join(str(record)[:1500] for record in unprovoked)
        raise CommandError(f"{len(unprovoked)} entries of {log} were not provoked:\n{shown}")
    say(f"{len(trouble)} warnings in Odoo's log, all of them provoked")
