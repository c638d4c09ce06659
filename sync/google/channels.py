"""Asks Google for channels, and ends them. Network only, so threads may do it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any

from odoo.api import Environment
from odoo.exceptions import UserError
from odoo.models import BaseModel

from ...google_api.calendar import channels
from ...google_api.transport.access import Consent
from ...google_api.transport.errors import GoogleError
from ...google_api.transport.oauth import Tokens
from ...google_api.transport.session import Session
from ..database.side_connection import ConnectionLost
from . import client
from .access import oauth_client

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wanted:
    """A channel that is to be made.

    :ivar row_id: where it is kept
    :ivar account_id: whose calendar it is
    :ivar session: the account's access to Google, or why it has none
    """

    row_id: int
    account_id: int
    session: Session | Exception
    calendar_id: str
    channel: str
    token: str = field(repr=False)
    address: str

    def ask(self) -> channels.Channel | Exception:
        """:return: the channel, or the error in its place"""
        try:
            if isinstance(self.session, Exception):
                raise self.session
            return channels.watch(
                self.session, self.calendar_id, self.channel, self.token, self.address
            )
        except (GoogleError, UserError, ConnectionLost) as error:
            return error


@dataclass(frozen=True)
class Unwanted:
    """A channel that is to end.

    :ivar session: the access to Google by which it was made, or why there is none
    """

    row_id: int
    session: Session | Exception
    channel: str
    resource_id: str | None

    def stop(self) -> None:
        """Have Google tell nothing more, as far as it can be done. What remains ends by itself."""
        if isinstance(self.session, Exception) or not self.resource_id:
            return
        try:
            channels.stop(self.session, self.channel, self.resource_id)
        except (GoogleError, UserError, ConnectionLost) as error:
            _logger.info("A channel of Google's was not stopped, and ends by itself: %s", error)


def by_token(env: Environment, token: str, channels: BaseModel, **how: Any) -> list[Unwanted]:
    """Channels that end together with the consent that made them.

    :param token: a refresh token of the consent
    :param channels: the rows of ``google.sync.channel``
    :param how: as for :func:`client.session`
    """
    try:
        access = Consent(oauth_client(env))
    except UserError:  # nothing is set up any more
        return []
    past = datetime.fromtimestamp(0, timezone.utc)
    tokens = Tokens("", token, past, frozenset())
    session = client.session(env, access, ("channels", channels[:1].account), tokens, **how)
    return [Unwanted(one.id, session, one.channel, one.resource_id) for one in channels]
