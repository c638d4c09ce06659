"""Sync and page tokens of events.list.

A sync token remembers where in the order of changes the client is, and with which parameters it
began. https://developers.google.com/calendar/api/guides/sync
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from . import errors, opaque
from .store import Account, Store, Subscription

Json = dict[str, Any]

LIFE = 30 * 24 * 3600
"""Seconds until a sync token is too old. Google tells no number; this one is an assumption."""

FORBIDDEN = (
    "iCalUID",
    "orderBy",
    "privateExtendedProperty",
    "q",
    "sharedExtendedProperty",
    "timeMin",
    "timeMax",
    "updatedMin",
)
"""Not allowed together with a sync token, says its description in the discovery document."""

WITHOUT_TOKEN = frozenset(FORBIDDEN) - {"timeMin", "timeMax"}
"""A first list with one of these ends without a token. Seen for orderBy
(https://github.com/googleapis/google-api-ruby-client/issues/312); assumed for the others, whose
filter an incremental list could not repeat. Google's own guide begins with timeMin."""

FIXED = (
    "alwaysIncludeEmail",
    "eventTypes",
    "maxAttendees",
    "showDeleted",
    "showHiddenInvitations",
    "singleEvents",
    "timeZone",
)
"""What must stay as in the first list. The size of a page is not among them: it selects nothing."""


@dataclass(frozen=True)
class SyncToken:
    """Where a client is."""

    calendar: str
    change: int
    issued: float
    generation: int
    role: str
    """Tokens are invalidated by "changes in related ACLs", says the guide to synchronization."""
    parameters: Json = field(default_factory=dict)


@dataclass(frozen=True)
class PageToken:
    """Where in a list the next page begins, and which list that is."""

    after: list[Any] | None
    query: Json
    """The parameters of the list: a request for a further page need not repeat them."""
    full: bool = True
    """False when the next page will be an empty one."""


def read_page_token(parameters: Json) -> PageToken | None:
    """Check the page token of a request and the parameters beside it.

    Google's guide repeats all parameters on each page; Odoo's google_calendar sends the page token
    alone, and Google takes it.

    :raise ApiError: 400 for a text that is no page token, or one of another list
    """
    if "pageToken" not in parameters:
        return None
    try:
        token = opaque.read(PageToken, parameters["pageToken"])
    except ValueError:
        raise errors.invalid_parameter("pageToken", "Invalid page token value.") from None
    for name in (*FIXED, *FORBIDDEN, "syncToken"):
        if name in parameters and parameters[name] != token.query.get(name):
            raise errors.invalid_parameter(
                name, f"Parameter '{name}' differs from the list that the page token is of."
            )
    return token


def read_sync_token(
    store: Store, account: Account, at: Subscription, parameters: Json
) -> SyncToken | None:
    """Check the sync token of a request and the parameters beside it.

    :raise ApiError: 400 for parameters that do not go with it; 410 when it is no longer valid
    """
    if "syncToken" not in parameters:
        return None
    for name in FORBIDDEN:
        if name in parameters:
            raise errors.invalid_parameter(
                name, f"Parameter '{name}' cannot be used together with a sync token."
            )
    if parameters.get("showDeleted") is False:
        raise errors.invalid_parameter(
            "showDeleted", "showDeleted cannot be false together with a sync token."
        )
    try:
        token = opaque.read(SyncToken, parameters["syncToken"])
    except ValueError:
        raise errors.full_sync_required() from None
    _check_valid(token, store, account, at)
    _check_same(token, parameters)
    return token


def next_sync_token(
    store: Store, account: Account, at: Subscription, parameters: Json, last: SyncToken | None
) -> str | None:
    """The token for the next incremental list, None where Google gives none."""
    if WITHOUT_TOKEN & parameters.keys():
        return None
    kept = (*FIXED, "timeMin", "timeMax")
    first = last.parameters if last else {k: parameters[k] for k in kept if k in parameters}
    now = store.clock.timestamp()
    generation, calendar_id = account.sync_generation, at.calendar.id
    token = SyncToken(calendar_id, store.last_change, now, generation, at.role, first)
    return opaque.written(token)


def _check_valid(token: SyncToken, store: Store, account: Account, at: Subscription) -> None:
    age = store.clock.timestamp() - token.issued
    this_list = (at.calendar.id, account.sync_generation, at.role)
    of_this_list = (token.calendar, token.generation, token.role) == this_list
    if age > LIFE or not of_this_list or token.change > store.last_change:
        raise errors.full_sync_required()


def _check_same(token: SyncToken, parameters: Json) -> None:
    for name in FIXED:
        if name == "showDeleted":
            continue  # true adds details, and deletions come in any case
        if parameters.get(name) != token.parameters.get(name):
            raise errors.invalid_parameter(
                name, f"Parameter '{name}' differs from the first list that the sync token is of."
            )
