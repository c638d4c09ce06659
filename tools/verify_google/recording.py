"""What was asked and answered during each probe, as files that may be shown to others.

Of Google's lists a recording has what its probe has made; the rest is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from .calls import Answer, Exchange, Json
from .guard import Made
from .scrubbing import Scrubber

#: Lists in which there may be what others have made, and what tells how much.
_LISTS = ("items", "connections", "contactGroups")
_COUNTS = ("totalPeople", "totalItems")


class Recording:
    """:ivar names: what is known to be secret, and what it is called in the files"""

    def __init__(self, folder: Path) -> None:
        self.names: Mapping[str, str] = {}
        self._made = Made()
        self._folder = folder
        self._exchanges: list[Json] | None = None
        self._scrubber = Scrubber({})

    @contextmanager
    def of(self, probe: str, number: str) -> Iterator[None]:
        """Record what is asked meanwhile, and write it into a file of the probe's name.

        :param number: of the probe's line in the ledger
        """
        self._exchanges, self._scrubber, self._made = [], Scrubber(self.names), Made()
        try:
            yield
        finally:
            head = {"number": number, "probe": probe, "exchanges": self._exchanges}
            self._exchanges = None
            self._folder.mkdir(parents=True, exist_ok=True)
            text = json.dumps(head, indent=1, ensure_ascii=False)
            (self._folder / f"{probe}.json").write_text(f"{text}\n")

    def note(self, exchange: Exchange) -> None:
        """Take note of one request, if a probe is being made."""
        if self._exchanges is None:
            return
        for answer in exchange.answers:
            self._made.note(answer)
        parts = [self._part(answer) for answer in exchange.answers]
        told = {
            "account": exchange.account,
            "batch": exchange.in_batch,
            "bearer": exchange.bearer,
            "parts": parts,
        }
        self._exchanges.append({name: value for name, value in told.items() if value})

    def _part(self, answer: Answer) -> Json:
        call, scrub = answer.call, self._scrubber
        for said in (call.body, call.query, call.form):
            scrub.learn(said)
        request = {
            "method": call.method,
            "path": scrub.path(call.path),
            "query": scrub.scrubbed(call.query),
            "body": scrub.scrubbed(call.body),
            "form": scrub.scrubbed(call.form),
            "if_match": call.if_match and scrub.text(call.if_match),
            "bearer": call.bearer,
        }
        kept = {name: value for name, value in request.items() if value}
        body = scrub.scrubbed(without_others(answer.body, self._made))
        return {"request": kept, "answer": {"status": answer.status, "body": body}}


def without_others(body: Json, made: Made) -> Json:
    """An answer without the entries of lists that are not among what was made, and without lists
    of which nothing is left: Google has some empty ones and some not at all."""
    kept = {name: value for name, value in body.items() if name not in (*_LISTS, *_COUNTS)}
    for name in _LISTS:
        if entries := [entry for entry in body.get(name, ()) if _is_of(entry, made)]:
            kept[name] = entries
    return kept


def _is_of(entry: Json, made: Made) -> bool:
    id_ = str(entry.get("id", ""))
    is_named = entry.get("resourceName") in made.contacts | made.groups
    return is_named or id_ in made.calendars or made.has_event(id_)
