"""Checks of this Odoo's settings at Google."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tools import format_duration

from ...google_api.calendar import client as calendar
from ...google_api.people import labels
from ...google_api.transport import id_tokens, oauth, setup_checks
from ...google_api.transport.errors import ClientRefused, GoogleError, RetryLater
from ...google_api.transport.session import Session
from ..google import access
from ..reporting import messages
from ..store import switch
from .check_result import OK, PROBLEM, SETTINGS, UNKNOWN, Check, CheckResult, Setup, names

_CONSOLE = "https://console.cloud.google.com"
_CLIENTS = f"{_CONSOLE}/auth/clients"
_AUDIENCE = f"{_CONSOLE}/auth/audience"
_LIBRARY = f"{_CONSOLE}/apis/library"

#: Google ends so soon what was allowed to an application in Testing.
_TESTING = timedelta(days=7, hours=1)
#: How many connected accounts are asked at the most whether an API answers.
_ASKED = 3
_NOT_ENABLED = ("accessNotConfigured", "SERVICE_DISABLED")


def _needs_google(function: Check) -> Check:
    """A check that asks Google, which none may while the sync is switched off."""

    def checked(setup: Setup) -> CheckResult | None:
        if not switch.is_on(setup.env):
            text = setup.env._("Odoo does not contact Google while Google Sync is switched off.")
            return CheckResult(UNKNOWN, text, url=SETTINGS)
        return function(setup)

    return checked


@_needs_google
def client(setup: Setup) -> CheckResult:
    env = setup.env
    try:
        setup.ask(oauth.check_client, access.oauth_client(setup.env))
    except (ClientRefused, UserError) as error:
        return CheckResult(
            PROBLEM,
            messages.describe(env, error),
            env._("Copy both again from the client in the Google Cloud console into the settings."),
            _CLIENTS,
        )
    return CheckResult(OK, env._("Google accepts the client id and secret."))


@_needs_google
def redirect_address(setup: Setup) -> CheckResult:
    env = setup.env
    client = access.oauth_client(setup.env)
    try:
        setup.ask(setup_checks.check_redirect, client)
    except ClientRefused as error:
        if error.reason != setup_checks.MISMATCH:
            raise
        return CheckResult(
            PROBLEM,
            env._(
                "Google does not know the redirect address %(url)s, so nobody can connect.",
                url=client.redirect_uri,
            ),
            env._("Add it to “Authorized redirect URIs” of the client, exactly as it stands."),
            _CLIENTS,
        )
    return CheckResult(
        OK, env._("Google knows the redirect address %(url)s.", url=client.redirect_uri)
    )


@_needs_google
def clock(setup: Setup) -> CheckResult:
    env = setup.env
    seconds = setup.ask(setup_checks.clock_difference, access.oauth_client(setup.env))
    if abs(seconds) <= id_tokens.CLOCK_SKEW:
        return CheckResult(OK, env._("The clock of this server agrees with Google's."))
    return CheckResult(
        PROBLEM,
        env._(
            "The clock of this server differs by %(minutes)s (hours and minutes) from Google's. "
            "The sync takes that into account. But reminders come at the wrong time, and Google "
            "refuses a service account if the difference is more than a few minutes.",
            minutes=format_duration(abs(seconds) / 3600),
        ),
        env._("Let the server set its clock over the network (NTP)."),
    )


def consent_screen(setup: Setup) -> CheckResult:
    """Google tells nobody in which state it is, but says at consent when access ends."""
    env = setup.env
    known = setup.accounts.search([("state", "!=", "disconnected"), ("authorized_at", "!=", False)])
    ending = known.filtered(
        lambda account: (
            account.access_ends_at and account.access_ends_at - account.authorized_at <= _TESTING
        )
    )
    if ending:
        return CheckResult(
            PROBLEM,
            env._(
                "Google ends the access of %(names)s 7 days after they allowed it, because the "
                "application is still in Testing.",
                names=names(ending.user_id),
            ),
            env._(
                "Press “Publish app” under Audience, or make the application internal to your "
                "Google Workspace. Then these users must authorize again, because their current "
                "access still ends."
            ),
            _AUDIENCE,
        )
    if known:
        return CheckResult(OK, env._("Google has not ended anybody's access early."))
    return CheckResult(
        UNKNOWN,
        env._("Google shows only when somebody connects whether the application is in Testing."),
        env._(
            "Check Audience in the Google Cloud console: it should say “In production”, or "
            "internal."
        ),
        _AUDIENCE,
    )


@_needs_google
def calendar_api(setup: Setup) -> CheckResult:
    return _api(
        setup,
        "Google Calendar API",
        "calendar-json.googleapis.com",
        oauth.SCOPE_CALENDAR_LIST,
        lambda session: calendar.get_calendar(session, "primary"),
    )


@_needs_google
def people_api(setup: Setup) -> CheckResult | None:
    if not setup.env["google.sync.contacts"].sudo().search_count([], limit=1):
        return None
    return _api(
        setup, "People API", "people.googleapis.com", oauth.SCOPE_CONTACTS, labels.list_labels
    )


def _api(
    setup: Setup, name: str, service: str, scope: str, question: Callable[[Session], object]
) -> CheckResult:
    """Whether an API answers, asked for those who are connected.

    :param question: a function of a session
    """
    env = setup.env
    connected = setup.accounts.search([("state", "=", "connected")], order="last_sync desc")
    tokens = setup.env["google.sync.grant"].load(connected)
    allowed = [one for one in connected if one.id in tokens and scope in tokens[one.id].scopes]
    for account in allowed[:_ASKED]:
        try:
            setup.ask(question, access.session(account))
        except RetryLater:
            raise
        except GoogleError as error:
            if error.reason in _NOT_ENABLED:
                return CheckResult(
                    PROBLEM,
                    env._("The %(name)s is not enabled for the Google Cloud project.", name=name),
                    env._("Press “Enable” there, and wait a few minutes."),
                    f"{_LIBRARY}/{service}",
                )
            # Anything else is that account's own trouble.
        else:
            return CheckResult(OK, env._("The %(name)s answers.", name=name))
    return CheckResult(
        UNKNOWN,
        env._(
            "Nobody is connected yet, so Odoo cannot check whether the %(name)s is enabled.",
            name=name,
        ),
        env._("Check whether it is enabled in the Google Cloud console."),
        f"{_LIBRARY}/{service}",
    )
