"""Checks of this Odoo's setup at Google that need no user."""

from __future__ import annotations

import base64
import binascii
import secrets
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qs, urlsplit

import requests

from . import gate, oauth, token_requests
from .errors import ClientRefused, RetryLater, from_exception

MISMATCH = "redirect_uri_mismatch"


def check_redirect(client: oauth.Client) -> None:
    """Ask for Google's consent page, as a browser does, and look where it leads.

    For an address that is not registered Google leads to an error page, whose own address names
    the error. That can be seen, for example in the reports of people who met it, but is not
    documented: should Google change it, this finds nothing.

    :raise ClientRefused: ``redirect_uri_mismatch`` for an address that is not registered, or
        Google's word for what else is wrong with the client
    :raise RetryLater: Google did not answer
    """
    # Nobody consents here, so that nothing has to fit the answer.
    state, nonce = secrets.token_urlsafe(8), secrets.token_urlsafe(8)
    url, _verifier = oauth.authorization_url(client, oauth.SCOPES, state, nonce)
    answer = _get(url)
    query = parse_qs(urlsplit(answer.headers.get("Location", "")).query)
    if "authError" in query:
        raise ClientRefused(_error_of(query["authError"][0]))


def clock_difference(client: oauth.Client) -> float:
    """By how many seconds our clock is ahead of Google's; negative if it is behind.

    Google tells whole seconds, so a difference of one or two means nothing.

    :raise RetryLater: Google did not answer, or did not tell the time
    """
    asked_at = datetime.now(timezone.utc)
    answer = _get(client.endpoints.certs_uri)
    answered_at = datetime.now(timezone.utc)
    try:
        google = parsedate_to_datetime(answer.headers.get("Date", ""))
    except ValueError as error:
        raise RetryLater("no_date", "the answer has no date") from error
    return (asked_at + (answered_at - asked_at) / 2 - google).total_seconds()


def _get(url: str) -> requests.Response:
    gate.leave()
    try:
        answer = token_requests.ask("GET", url)
    except requests.RequestException as error:
        raise from_exception(error) from error
    return token_requests.check_answered(answer)


def _error_of(text: str) -> str:
    """The word in an ``authError``: the first field of a message of protobuf, in base64."""
    try:
        message = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        return message[2 : 2 + message[1]].decode("ascii")
    except (binascii.Error, IndexError, UnicodeDecodeError):
        return "consent_refused"
