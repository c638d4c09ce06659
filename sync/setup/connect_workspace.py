"""Connects users of a Google Workspace by the service account, many at once."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from odoo.api import Environment
from odoo.exceptions import UserError
from odoo.models import BaseModel

from ...google_api.calendar import client as google_calendar
from ...google_api.transport import gate
from ...google_api.transport.errors import GoogleError
from ...google_api.transport.id_tokens import Identity
from ...google_api.transport.oauth import Tokens
from ...google_api.transport.service_account import NO_TOKENS, get_identity
from ...google_api.transport.session import Session
from ..google import access, client
from ..operations.connect import connect
from ..reporting import messages
from ..store import switch

#: Requests to Google that wait at the same time.
THREADS = 10


@dataclass(frozen=True)
class _FoundIdentity:
    """:ivar calendar: the one that Google shows at first"""

    tokens: Tokens
    identity: Identity
    calendar: google_calendar.CalendarEntry


def connect_users(
    env: Environment, addresses: Mapping[BaseModel, str | None]
) -> dict[BaseModel, str]:
    """Connect users to their addresses in the Workspace.

    Google is asked for all of them at once, before anything is written; the trouble of one is
    nobody else's.

    :param addresses: by user, an address that an administrator has just said, or ``None`` for
        the one that is known
    :return: what is wrong, in plain words, by the users who could not be connected
    :raise UserError: Google Sync is switched off
    """
    switch.check_on(env)
    service_account = env["google.sync.service.account"].load()
    sessions: dict[BaseModel, Session] = {}
    wrong: dict[BaseModel, str] = {}
    for user, said in addresses.items():
        try:
            address = user._google_workspace_address(said)
            delegation = access.delegation(service_account, user, address)
            sessions[user] = client.session(env, delegation, ("connecting", user.id), NO_TOKENS)
        except (GoogleError, UserError) as error:
            wrong[user] = messages.describe(env, error, waited_for=True)
    for user, answer in _look_up_identities(sessions).items():
        try:
            # Whatever fails leaves nothing half connected.
            with env.cr.savepoint():
                _attach(env["google.sync.account"].of_user(user), answer)
        except (GoogleError, UserError) as error:
            wrong[user] = messages.describe(env, error, waited_for=True)
    return wrong


def _attach(account: BaseModel, answer: _FoundIdentity | GoogleError) -> None:
    """:param answer: an :class:`_FoundIdentity`, or Google's refusal"""
    if isinstance(answer, GoogleError):
        raise answer
    # The user sees at Google that their own consent, if they gave one, is not needed any more.
    connect(account, answer.tokens, answer.identity, answer.calendar, "service_account")
    account.user_id.google_sync_enabled = True


def _look_up_identities(
    sessions: Mapping[BaseModel, Session],
) -> dict[BaseModel, _FoundIdentity | GoogleError]:
    """Ask Google who the owners of these sessions are; by user, what it says or why it does not."""
    gate.leave()  # those who ask know nothing of the transaction in which it is asked
    with ThreadPoolExecutor(THREADS, thread_name_prefix="google_sync") as pool:
        return dict(zip(sessions, pool.map(_look_up, sessions.values()), strict=True))


def _look_up(session: Session) -> _FoundIdentity | GoogleError:
    """In a thread: network only."""
    try:
        identity = get_identity(session)
        primary = google_calendar.get_calendar(session, "primary")
    except GoogleError as error:
        return error
    return _FoundIdentity(session.tokens, identity, primary)
