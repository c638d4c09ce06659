"""Counts what Google would be asked, without asking it.

What sends and batches is the same as ever; only the last step, the transport, answers by itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import Any
from urllib.parse import parse_qs, urlsplit

from googleapiclient.http import HttpRequest

from .access import Consent
from .endpoints import Endpoints
from .oauth import Client, Tokens
from .pace import NoPace
from .session import Session
from .transport import Answer, Transport

_FOR_EVER = Tokens("none", "none", datetime.max.replace(tzinfo=timezone.utc), frozenset())


class Rehearsal(Transport):
    """Answers as Google does when it takes everything, and sends nothing.

    :param etags: by the ids of events the etags that they have at Google; without one, any is good
    :ivar requests: how often Google would have been asked, a batch being one request
    """

    def __init__(self, endpoints: Endpoints, etags: Mapping[str, str | None]) -> None:
        super().__init__(endpoints)
        self.requests = 0
        self._etags = etags

    def execute(self, request: HttpRequest, *_how: Any, **_when: Any) -> dict[str, Any]:
        self.requests += 1
        return self._answer(request)

    def execute_batch(
        self, requests: Sequence[HttpRequest], *_how: Any, **_when: Any
    ) -> list[Answer]:
        self.requests += 1
        return [self._answer(request) for request in requests]

    def session(self) -> Session:
        """An access by which nothing reaches Google, and which nobody has to wait for."""
        client = Client("none", "none", "none", Endpoints.google())
        return Session(Consent(client), _FOR_EVER, self, NoPace(), None)

    def _answer(self, request: HttpRequest) -> dict[str, Any]:
        answer = _ANSWERS.get(request.methodId)
        if answer:
            return answer(request)
        event_id = urlsplit(request.uri).path.rpartition("/")[2]
        return {"id": event_id, "etag": self._etags.get(event_id) or "any"}


def _created(request: HttpRequest) -> dict[str, Any]:
    contacts = json.loads(request.body)["contacts"]
    return {"createdPeople": [{"person": _person("people/new")} for _contact in contacts]}


def _updated(request: HttpRequest) -> dict[str, Any]:
    names = json.loads(request.body)["contacts"]
    return {"updateResult": {name: {"person": _person(name)} for name in names}}


def _looked_up(request: HttpRequest) -> dict[str, Any]:
    names = parse_qs(urlsplit(request.uri).query)["resourceNames"]
    return {"responses": [{"requestedResourceName": one, "person": _person(one)} for one in names]}


def _person(resource_name: str) -> dict[str, Any]:
    return {"resourceName": resource_name}


_ANSWERS = {
    "people.people.createContact": lambda _request: _person("people/new"),
    "people.people.updateContact": lambda _request: _person("people/known"),
    "people.people.batchCreateContacts": _created,
    "people.people.batchUpdateContacts": _updated,
    "people.people.getBatchGet": _looked_up,
    "people.contactGroups.members.modify": lambda _request: {},
}
