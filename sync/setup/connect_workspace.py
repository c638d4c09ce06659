"""Connects users of a Google Workspace by the service account, many at once."""

from __future__ import annotations

from collections.abc import Mapping

from odoo.api import Environment
from odoo.exceptions import UserError
from odoo.models import BaseModel

from ...google_api.transport.errors import GoogleError
from ...google_api.transport.service_account import NO_TOKENS
from ...google_api.transport.session import Session
from ..google import access, client
from ..operations.connect import connect
from ..reporting import messages
from ..store import switch
from .identity_lookup import FoundIdentity, look_up_identities


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
    for user, answer in look_up_identities(sessions).items():
        try:
            # Whatever fails leaves nothing half connected.
            with env.cr.savepoint():
                _attach(env["google.sync.account"].of_user(user), answer)
        except (GoogleError, UserError) as error:
            wrong[user] = messages.describe(env, error, waited_for=True)
    return wrong


def _attach(account: BaseModel, answer: FoundIdentity | GoogleError) -> None:
    """:param answer: an :class:`~.identity_lookup.FoundIdentity`, or Google's refusal"""
    if isinstance(answer, GoogleError):
        raise answer
    # The user sees at Google that their own consent, if they gave one, is not needed any more.
    connect(account, answer.tokens, answer.identity, answer.calendar, "service_account")
    account.user_id.google_sync_enabled = True
