"""A service account to which the administrator of a Google Workspace has delegated its users.

https://developers.google.com/identity/protocols/oauth2/service-account
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from itertools import combinations
from typing import Any

from google.auth import crypt
from google.auth.exceptions import GoogleAuthError
from google.oauth2 import service_account

from . import oauth, shape, token_requests
from .access import Access
from .endpoints import Endpoints
from .errors import (
    NOT_DELEGATED,
    UNKNOWN_USER,
    DelegationRefused,
    ScopeNotDelegated,
    from_exception,
)
from .id_tokens import Identity
from .oauth import Tokens
from .session import Session

#: What the administrator delegates: what users are asked for, but for signing in, for contacts and
#: for other calendars.
SCOPES = tuple(scope for scope in oauth.SCOPES if scope != oauth.SCOPE_OPENID)
SCOPES_NEEDED = oauth.SCOPES_NEEDED.intersection(SCOPES)
#: Those without which the rest works.
SCOPES_OPTIONAL = frozenset(
    {
        *oauth.SCOPES_OF_CONTACTS,
        *oauth.SCOPES_OF_BUSY,
        *oauth.SCOPES_OF_LABELS,
        oauth.SCOPE_APP_CALENDARS,
    }
)

#: Tokens that are replaced before they are used.
NO_TOKENS = Tokens("", "", datetime.fromtimestamp(0, timezone.utc), frozenset())

_FIELDS = ("client_email", "client_id", "private_key_id", "private_key")
_UNIVERSE = "googleapis.com"


class KeyFileError(ValueError):
    """A file that is not the key of a service account.

    :ivar code: what is wrong with it
    :ivar values: to be named with it
    """

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class ServiceAccount:
    """What is needed of a key file. The addresses in it are not: assertions go to Google only."""

    client_email: str
    client_id: str
    private_key_id: str
    private_key: str = field(repr=False)


def read_key_file(content: bytes) -> ServiceAccount:
    """The service account of a key file, as the Cloud console makes it.

    :raise KeyFileError: ``not_json``, ``client_secret`` (that of an OAuth client), ``wrong_type``
        (with ``type``), ``missing`` (with ``fields``), ``universe`` (with ``domain``), ``bad_key``
    """
    info = _parsed(content)
    if "web" in info or "installed" in info:
        raise KeyFileError("client_secret")
    if info.get("type") != "service_account":
        raise KeyFileError("wrong_type", type=str(info.get("type") or "?"))
    missing = [name for name in _FIELDS if not (info.get(name) and isinstance(info[name], str))]
    if missing:
        raise KeyFileError("missing", fields=", ".join(missing))
    if info.get("universe_domain", _UNIVERSE) != _UNIVERSE:
        raise KeyFileError("universe", domain=str(info["universe_domain"]))
    try:
        crypt.RSASigner.from_service_account_info(info)
    except (ValueError, TypeError):
        # Without the cause, whose message may quote the key.
        raise KeyFileError("bad_key") from None
    return ServiceAccount(*(info[name] for name in _FIELDS))


def _parsed(content: bytes) -> Mapping[str, Any]:
    try:
        info = json.loads(content)
    except ValueError:
        info = None
    if not isinstance(info, dict):
        raise KeyFileError("not_json")
    return info


@dataclass(frozen=True)
class Delegation(Access):
    """The service account acts for one user of the Workspace.

    :ivar subject: the user's address
    :ivar scopes: what is wanted
    """

    service_account: ServiceAccount
    endpoints: Endpoints
    subject: str
    scopes: frozenset[str]
    quota_user: str

    lost = DelegationRefused
    scope_missing = ScopeNotDelegated

    @property
    def scopes_without_consent(self) -> frozenset[str]:
        return self.scopes

    def refresh(self, tokens: Tokens) -> Tokens:
        """Fresh tokens, for as much of what is wanted as was delegated.

        One scope that was not delegated spoils a request, so it is tried again with as few as may
        be of those left out that can be done without.

        :raise DelegationRefused: there is no access at all
        :raise RetryLater: Google did not answer
        """
        optional = self.scopes.intersection(SCOPES_OPTIONAL)
        for count in range(len(optional)):
            for without in combinations(optional, count):
                try:
                    return self.grant(self.scopes.difference(without))
                except DelegationRefused as error:
                    if error.reason != NOT_DELEGATED:
                        raise
        return self.grant(self.scopes - optional)

    def revoke(self, tokens: Tokens) -> None:
        """Nothing: what an administrator has delegated is not one user's to take back."""

    def granted_scopes(self) -> frozenset[str]:
        """Those that were delegated, asked for one by one.

        :raise DelegationRefused: for another reason than the delegation
        """
        return frozenset(scope for scope in self.scopes if self._is_granted(scope))

    def grant(self, scopes: Iterable[str]) -> Tokens:
        """Tokens for all of these scopes.

        :raise DelegationRefused: of one of them, or of the user, or of the key
        :raise RetryLater: Google did not answer
        """
        scopes = sorted(scopes)
        info = {
            "client_email": self.service_account.client_email,
            "private_key_id": self.service_account.private_key_id,
            "private_key": self.service_account.private_key,
            "token_uri": self.endpoints.token_uri,
        }
        credentials = service_account.Credentials.from_service_account_info(info, scopes=scopes)
        credentials = credentials.with_subject(self.subject)
        try:
            credentials.refresh(token_requests.AssertionRequest())
        except GoogleAuthError as error:
            raise from_exception(error) from error
        expiry = credentials.expiry.replace(tzinfo=timezone.utc)
        return Tokens(credentials.token, "", expiry, frozenset(scopes))

    def _is_granted(self, scope: str) -> bool:
        try:
            self.grant([scope])
        except DelegationRefused as error:
            if error.reason != NOT_DELEGATED:
                raise
            return False
        return True


def get_identity(session: Session) -> Identity:
    """Whose account it is, as Google says itself.

    :raise DelegationRefused: Google has not verified the address
    """
    who = shape.user(session.call(session.userinfo.get()))
    if not (who.get("email") and who.get("verified_email")):
        raise DelegationRefused(UNKNOWN_USER, "Google has not verified the address")
    return Identity(who["id"], who["email"], who.get("name", ""))
