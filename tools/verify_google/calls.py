"""One request to Google and its answer, as the probes see them: without any token."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from .verdicts import Differs, NotTried, expect

Json = dict[str, Any]


def path_of(*parts: str) -> str:
    """The path of a resource, with ids that may hold any character."""
    return "/" + "/".join(quote(part, safe=":") for part in parts)


@dataclass(frozen=True)
class Call:
    """A request.

    :ivar bearer: whose token goes along: the account's own if not said, none that is known for
        ``nobody``
    :ivar form: for the token endpoint, in place of a body
    """

    method: str
    path: str
    body: Json | None = None
    query: Mapping[str, Any] = field(default_factory=dict)
    if_match: str | None = None
    bearer: str = ""
    form: Mapping[str, str] | None = field(default=None, repr=False)

    @property
    def target(self) -> str:
        """Path and query."""
        return f"{self.path}?{urlencode(self.query, doseq=True)}" if self.query else self.path

    @property
    def content(self) -> bytes:
        """The body as it is sent; empty without one."""
        return b"" if self.body is None else json.dumps(self.body).encode()

    def __str__(self) -> str:
        return f"{self.method} {self.path.rpartition('/')[2] or self.path}"


@dataclass(frozen=True)
class Answer:
    """What Google said to a call."""

    call: Call
    status: int
    body: Json

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return 200 <= self.status < 300

    @property
    def reason(self) -> str:
        """Google's code for an error, in whichever of its forms; empty for a success."""
        error = self.body.get("error", {}) if not self.ok else {}
        if isinstance(error, str):
            return error
        infos = [info.get("reason") for info in error.get("details", ())]
        reasons = [item.get("reason") for item in error.get("errors", ())]
        return next(filter(None, (*reasons, *infos, error.get("status"))), "")

    @property
    def message(self) -> str:
        """Google's sentence about an error."""
        error = self.body.get("error", {})
        if isinstance(error, dict):
            return str(error.get("message", ""))
        return str(self.body.get("error_description", ""))

    def __getitem__(self, key: str) -> Any:
        """:raise Differs: the answer has no such field"""
        if key not in self.body:
            raise Differs(f"no {key} in the answer to {self.call}")
        return self.body[key]

    def get(self, key: str, default: Any = None) -> Any:
        """A field that may be missing."""
        return self.body.get(key, default)

    def must(self, status: int, *reasons: str) -> Answer:
        """The answer itself, if it is the one that the assumption says.

        :param reasons: any of these codes will do; every code, without them
        :raise Differs: it is another one
        """
        wanted = f"{status} {' or '.join(reasons)}".strip()
        is_wanted = self.status == status and (not reasons or self.reason in reasons)
        expect(is_wanted, str(self.call), wanted, self)
        return self

    def needed(self) -> Answer:
        """The answer itself, if it is a success, without which a probe cannot begin.

        :raise NotTried: it is an error
        """
        if not self.ok:
            raise NotTried(f"{self.call} was answered {self}")
        return self

    def __str__(self) -> str:
        return f"{self.status} {self.reason}".strip()


@dataclass(frozen=True)
class Exchange:
    """One request as it went over the wire.

    :ivar account: in whose name
    :ivar answers: one, or those to the parts of a batch
    :ivar bearer: whose token a batch as a whole has had, if not the account's
    """

    account: str
    answers: Sequence[Answer]
    in_batch: bool = False
    bearer: str = ""
