"""Access to an account at Google: by whose permission, and how it gets access tokens."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import oauth
from .endpoints import Endpoints
from .errors import AuthorizationLost, ScopeMissing


class Access(ABC):
    """What a :class:`google_api.transport.session.Session` asks for tokens.

    :ivar quota_user: whom requests count for, where Google would count them for the program
    :ivar lost: the error when Google does not accept the tokens any more
    :ivar scope_missing: the error when they do not reach so far
    """

    quota_user: str | None = None
    lost: type[AuthorizationLost] = AuthorizationLost
    scope_missing: type[ScopeMissing] = ScopeMissing

    if TYPE_CHECKING:  # only there: a dataclass would take it for the default of its field

        @property
        def endpoints(self) -> Endpoints:
            """Where Google is."""

    @property
    def scopes_without_consent(self) -> Set[str]:
        """What tokens may be had for without asking anybody."""
        return frozenset()

    @abstractmethod
    def refresh(self, tokens: oauth.Tokens) -> oauth.Tokens:
        """Tokens with a fresh access token, in place of ``tokens``.

        :raise AuthorizationLost: there are none any more
        :raise ClientRefused: wrong client id or secret
        :raise RetryLater: Google did not answer
        """

    @abstractmethod
    def revoke(self, tokens: oauth.Tokens) -> None:
        """Give up what the tokens allow, for good.

        :raise RetryLater: Google did not answer
        """


@dataclass(frozen=True)
class Consent(Access):
    """The owner of the account has consented, on Google's page."""

    client: oauth.Client

    @property
    def endpoints(self) -> Endpoints:
        return self.client.endpoints

    def refresh(self, tokens: oauth.Tokens) -> oauth.Tokens:
        return oauth.refresh(self.client, tokens)

    def revoke(self, tokens: oauth.Tokens) -> None:
        oauth.revoke(self.endpoints, tokens.refresh_token or tokens.access_token)
