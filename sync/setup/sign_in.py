"""Ties the answer of Google's consent page to a user and to the session of their browser.

Nothing of it is stored. All that the way back needs is derived from the session, by a key of this
database, and from a number that travels through Google. So whatever else the browser opens
meanwhile, in other tabs or because another site wants it to, spoils no sign-in that is under way.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any

from odoo.api import Environment
from odoo.tools.misc import hash_sign, hmac, verify_hash_signed

from ...google_api.transport.pace import Quota
from ..database.side_connection import lasting_connection
from ..google.pace import SharedPacer

#: How long the answer of Google's page is good.
GOOD_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Limit:
    """How often a user may do something.

    :ivar most: times in any minute
    """

    name: str
    most: int


#: What one user begins in a minute, and how often Google refuses what they come back with.
BEGUN = Limit("sign-in", 40)
FAILED = Limit("sign-in-failed", 10)

_SCOPE = "google_sync.connect"


class SignInTooOld(Exception):
    """The answer belongs to this user and session, and comes too late."""


class HeldUp(Exception):
    """The user tries too often.

    :ivar seconds: after which they may go on
    """

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds


@dataclass(frozen=True)
class SignIn:
    """:ivar state: what travels through Google, signed
    :ivar nonce: what Google puts into the id token
    :ivar verifier: what Google wants to see with the code (PKCE)
    """

    state: str
    nonce: str
    verifier: str


def begin(env: Environment, session_id: str) -> SignIn:
    """A new sign-in of the user.

    :param session_id: what stays the same for as long as the browser is logged in
    """
    claims = [secrets.token_urlsafe(16), int(_now(env))]
    state = hash_sign(env(su=True), _scope(env, session_id), claims)
    return _derived(env, session_id, state, claims)


def resume(env: Environment, session_id: str, state: str) -> SignIn | None:
    """The sign-in to which an answer belongs.

    :return: ``None`` if this user did not begin it in this session of the browser
    :raise SignInTooOld: it is not good any more
    """
    try:
        claims = verify_hash_signed(env(su=True), _scope(env, session_id), state)
    except ValueError:  # not even made here
        return None
    if claims is None:
        return None
    if _now(env) - claims[1] > GOOD_FOR.total_seconds():
        raise SignInTooOld
    return _derived(env, session_id, state, claims)


def held_up(env: Environment, limit: Limit, count: int = 1) -> int:
    """How long the user has to wait; ``count`` is booked where that is not at all.

    It is counted over all processes, by what keeps Google's quotas (:mod:`sync.google.pace`).

    :param count: none, to look whether once more would be too often
    :return: seconds
    :raise ConnectionLost: nobody knows
    """
    most = limit.most if count else limit.most - 1
    quota = Quota(f"google_sync.{limit.name}/{env.uid}", most)
    pacer = SharedPacer(lasting_connection(env.cr.dbname))
    return ceil(pacer.reserve({quota: count}))


def _now(env: Environment) -> float:
    """The database's time: another server may take the answer, whose clock shows another one. It is
    asked beside the request's transaction, which is to begin after Google has answered."""
    look = "SELECT extract(epoch FROM clock_timestamp())::float8"
    ((now,),) = lasting_connection(env.cr.dbname).execute(look)
    return float(now)


def _scope(env: Environment, session_id: str) -> str:
    return f"{_SCOPE}/{env.uid}/{session_id}"


def _derived(env: Environment, session_id: str, state: str, claims: list[Any]) -> SignIn:
    def derive(purpose: str) -> str:
        return hmac(env(su=True), _scope(env, session_id), [purpose, *claims])

    return SignIn(state, derive("nonce"), derive("verifier"))
