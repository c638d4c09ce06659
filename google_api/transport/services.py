"""Google's services as its library knows them, built from discovery documents.

They only build requests and keep no state, so all threads share them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from typing import Any

import httplib2
from googleapiclient.discovery import Resource, build_from_document

from .answers import Answers
from .endpoints import Endpoints


class Service:
    """A service, or a collection of it, whose collections are made once.

    The library makes all methods of a collection anew whenever somebody names it, which takes up to
    13 ms.
    """

    def __init__(self, resource: Resource) -> None:
        self._resource = resource

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method: Callable[..., Any] = getattr(self._resource, name)
        if getattr(method, "__is_resource__", False):
            collection = Service(method())
            method = lambda: collection  # noqa: E731  it stands for a method of the library's
        setattr(self, name, method)
        return method


@lru_cache(maxsize=4)
def calendar_service(endpoints: Endpoints) -> Service:
    """The requests that Calendar v3 knows."""
    return _service("calendar.v3", endpoints.api_root)


@lru_cache(maxsize=4)
def people_service(endpoints: Endpoints) -> Service:
    """The requests that People v1 knows."""
    return _service("people.v1", endpoints.people_root)


@lru_cache(maxsize=4)
def userinfo_service(endpoints: Endpoints) -> Service:
    """The request for a token's owner."""
    collection: Service = _service("oauth2.v2", endpoints.api_root).userinfo()
    return collection


def _service(name: str, root: str) -> Service:
    document = json.loads(
        resources.files("googleapiclient.discovery_cache.documents")
        .joinpath(f"{name}.json")
        .read_text("utf-8")
    )
    document.update(rootUrl=f"{root}/", baseUrl=f"{root}/{document['servicePath']}")
    return Service(build_from_document(document, http=httplib2.Http(), model=Answers()))
