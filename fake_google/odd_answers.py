"""Odd answers on order: what is no JSON, pages of lists that lead nowhere, and people unseen.

The work is done in any case. A page that is told to be empty leads to the list itself, as Google's
empty pages do; one that is endless leads to itself.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from werkzeug.wrappers import Response

from . import rpc_errors
from .faults import DropConnection, Fault

if TYPE_CHECKING:
    from .api import Reply

Json = dict[str, Any]

#: Tokens of pages that no list gives by itself.
_ONCE_MORE, _ENDLESS = "once-more", "endless"
_NEXT = {"empty_page": _ONCE_MORE, "endless_page": _ENDLESS}
#: Not what a list is a list of.
_BESIDE_THE_LIST = "defaultReminders"


def told(reply: Reply, fault: Fault | None) -> Reply:
    """The reply as it goes back, by a fault that has struck after the work.

    :raise DropConnection: it does not arrive
    """
    if fault is None or fault.kind in _NEXT:
        return reply
    if fault.kind == "unseen":
        return replace(reply, body=_without_people(reply.body))
    if fault.kind == "garbage":
        return replace(reply, status=200, body=halved(reply.body))
    raise DropConnection(fault.seconds)


def spoilt(response: Response, fault: Fault | None) -> Response:
    """The same for what is no call of an API: a token, a picture.

    :raise DropConnection: it does not arrive
    """
    if fault and fault.kind == "garbage":
        response.set_data(halved(response.get_data()))
    elif fault and fault.kind not in _NEXT:
        raise DropConnection(fault.seconds)
    return response


def halved(body: bytes) -> bytes:
    """The first half of an answer."""
    return body[: len(body) // 2] or b"<html>"


def page_asked(parameters: Json) -> tuple[Json, str | None]:
    """The parameters of a list as its handler knows them, and the odd page that is asked for."""
    token = parameters.get("pageToken")
    if token not in _NEXT.values():
        return parameters, None
    rest = {name: value for name, value in parameters.items() if name != "pageToken"}
    return rest, "endless_page" if token == _ENDLESS else None


def page(result: Json, kind: str | None) -> Json:
    """A page of a list without its entries, which leads to another one.

    :param kind: of the fault; for others, and for what is no list, it is the page itself
    """
    if kind not in _NEXT or not any(isinstance(value, list) for value in result.values()):
        return result
    kept = {
        name: [] if isinstance(value, list) and name != _BESIDE_THE_LIST else value
        for name, value in result.items()
        if name != "nextSyncToken"
    }
    return {**kept, "nextPageToken": _NEXT[kind]}


def _without_people(body: bytes) -> bytes:
    """The answer of a server that knows none of the people who were asked for together."""
    responses = json.loads(body).get("responses", ())
    status = {"code": rpc_errors.NOT_FOUND, "message": "Requested entity was not found."}
    unseen = [
        {
            "requestedResourceName": response["requestedResourceName"],
            "httpStatusCode": 404,
            "status": status,
        }
        for response in responses
    ]
    return json.dumps({"responses": unseen}).encode()
