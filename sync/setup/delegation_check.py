"""Tests a service account's access for one user, and says in plain words what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from odoo.api import Environment

from ...google_api.calendar import client as google_calendar
from ...google_api.people import labels
from ...google_api.transport import errors, oauth
from ...google_api.transport.errors import ClientRefused, DelegationRefused, GoogleError
from ...google_api.transport.service_account import (
    NO_TOKENS,
    SCOPES_NEEDED,
    Delegation,
    get_identity,
)
from ...google_api.transport.session import Session
from ..google import client as google_client
from ..reporting import messages


@dataclass(frozen=True)
class CheckResult:
    """:ivar works: whether appointments are synchronized in spite of what the text says"""

    text: str
    works: bool = False


def check_delegation(env: Environment, delegation: Delegation) -> list[CheckResult]:
    """What keeps the service account from acting for the user.

    :param delegation: the :class:`~google_api.transport.service_account.Delegation` for all scopes
        that could be wanted
    """
    try:
        tokens = delegation.refresh(NO_TOKENS)
    except DelegationRefused as error:
        if error.reason == errors.NOT_DELEGATED:
            return _missing(env, delegation, delegation.granted_scopes())
        return [CheckResult(_refusal(env, delegation, error))]
    session = google_client.session(env, delegation, "check", tokens)
    return _missing(env, delegation, tokens.scopes) + _closed_doors(env, session)


def _missing(
    env: Environment, delegation: Delegation, granted: frozenset[str]
) -> list[CheckResult]:
    """The scopes that were not delegated, by name, as they are to be entered."""
    missing = sorted(delegation.scopes - granted)
    if not missing:
        return []
    values = {"client_id": delegation.service_account.client_id, "scopes": ", ".join(missing)}
    if not granted:
        return [
            CheckResult(
                env._(
                    "Nothing is delegated to the service account. In the Google Workspace admin "
                    "console, under Security → Access and data control → API controls → "
                    "Domain-wide delegation, add the client id %(client_id)s with these scopes: "
                    "%(scopes)s. It may take some minutes to take effect.",
                    **values,
                )
            )
        ]
    if granted >= SCOPES_NEEDED:
        text = env._(
            "Appointments work. These are not delegated; they are needed only for contacts, for "
            "separate calendars, or for other calendars that block time: %(scopes)s.",
            **values,
        )
        return [CheckResult(text, works=True)]
    return [
        CheckResult(
            env._(
                "Some of what is needed is not delegated. In the Google Workspace admin console "
                "add this to the client id %(client_id)s: %(scopes)s.",
                **values,
            )
        )
    ]


def _refusal(env: Environment, delegation: Delegation, error: DelegationRefused) -> str:
    """Why there is no access, in the words of who can do something about it."""
    if error.reason == errors.UNKNOWN_USER:
        return env._(
            "Your Google Workspace has no user %(address)s. Try the address of somebody who has a "
            "Google calendar there.",
            address=delegation.subject,
        )
    if error.reason == errors.BAD_KEY:
        return env._(
            "Google does not accept the key (%(detail)s). The key or the service account may "
            "have been deleted in the Google Cloud console. Create a new key there, and upload "
            "it.",
            detail=error.detail.rstrip(". ") or error.reason,
        )
    if error.reason == errors.CLOCK:
        return env._(
            "The clock of this server is more than a few minutes wrong, so Google does not "
            "accept its signatures. Set the clock, preferably with a time service (NTP)."
        )
    return messages.describe(env, error, waited_for=True)


def _closed_doors(env: Environment, session: Session) -> list[CheckResult]:
    """The services of Google that do not answer, or do not want to."""
    doors: list[tuple[str, Callable[[], object]]] = [
        ("Google Calendar API", lambda: google_calendar.get_calendar(session, "primary")),
        ("Google OAuth2 API", lambda: get_identity(session)),
    ]
    if oauth.SCOPE_CONTACTS in session.tokens.scopes:
        doors.append(("Google People API", lambda: labels.list_labels(session)))
    findings = []
    for name, knock in doors:
        try:
            knock()
        except ClientRefused as error:
            findings.append(
                CheckResult(
                    env._(
                        "The %(api)s is switched off in the Google Cloud project of the service "
                        "account. Enable it there under APIs & Services → Library (%(detail)s).",
                        api=name,
                        detail=error.detail.rstrip(". ") or error.reason,
                    )
                )
            )
        except GoogleError as error:
            findings.append(CheckResult(messages.describe(env, error, waited_for=True)))
    return findings
