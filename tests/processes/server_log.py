"""Odoo's log, from a moment on: what was retried, and because of which statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tools.odoo_log import Record, records

_AGAIN = re.compile(r"tries left, try again|maximum number of tries reached")
#: The words with which Odoo says that a scheduled action took too long.
_OVERTIME = re.compile(
    r"virtual real time limit|timeout after|Job .* timed out|CPU time limit", re.IGNORECASE
)
#: Odoo logs what it is about to retry as an error, too.
_RETRIED = "could not serialize access"


class ServerLog:
    """What a server writes from now on.

    :param path: its log, of which what is there already does not count
    """

    def __init__(self, path: Path):
        self._path = path
        self._skip = path.stat().st_size

    def records(self) -> Iterator[Record]:
        return records(self._path, self._skip)

    def retries(self) -> list[str]:
        """For each time that Odoo began a request anew, the statement that was refused."""
        found, refused = [], {}
        for record in self.records():
            if record.text.startswith("bad query:"):
                refused[record.pid] = record.text
            elif record.logger == "odoo.service.model" and _AGAIN.search(record.text):
                cause = refused.pop(record.pid, record.text)
                found.append(_shortened(cause))
        return found

    def own_retries(self) -> list[str]:
        """Those that rows of ours have caused."""
        return [cause for cause in self.retries() if "google_sync" in cause]

    def overtime(self) -> list[str]:
        """Where a scheduled action, or a request, took longer than Odoo lets them."""
        return [record.text for record in self.records() if _OVERTIME.search(record.text)]

    def tracebacks(self) -> list[str]:
        """Errors that are not about a request that Odoo has begun anew."""
        return [
            record.text
            for record in self.records()
            if record.level in ("ERROR", "CRITICAL") and _RETRIED not in record.text
        ]


def _shortened(text: str) -> str:
    """The beginning of a statement, and why it was refused."""
    query, _sep, reason = text.removeprefix("bad query:").replace("\\n", " ").partition("\nERROR:")
    return " ".join(f"{' '.join(query.split())[:120]} … {reason}".split())
