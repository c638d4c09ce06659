"""Finds the usual mistakes of a setup, and says how to correct them.

Each check is a function of a :class:`~sync.setup.check_result.Setup` that returns one result, or
none where it has nothing to say. What Google alone could tell, and does not, is said to be unknown.
"""

from __future__ import annotations

from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from ...google_api.transport.errors import GoogleError
from ..reporting import messages
from . import freshness_checks, google_checks, server_checks
from .check_result import SETTINGS, STATES, UNKNOWN, Check, CheckResult, Setup

_lt = LazyTranslate(__name__)

CHECKS: tuple[tuple[str, Check], ...] = (
    (_lt("Allowed"), server_checks.switch),
    (_lt("Client id and secret"), google_checks.client),
    (_lt("Redirect address"), google_checks.redirect_address),
    (_lt("Address of this Odoo"), server_checks.base_url),
    (_lt("One address only"), server_checks.browser_address),
    (_lt("Consent screen"), google_checks.consent_screen),
    (_lt("Calendar API"), google_checks.calendar_api),
    (_lt("People API"), google_checks.people_api),
    (_lt("Clock"), google_checks.clock),
    (_lt("Scheduled action"), server_checks.scheduled_action),
    (_lt("Workers"), server_checks.workers),
    (_lt("Connections to PostgreSQL"), server_checks.connections),
    (_lt("Job queue"), server_checks.jobs),
    (_lt("Reports of changes"), freshness_checks.push),
    (_lt("Requests a day"), freshness_checks.requests),
    (_lt("Encryption key"), server_checks.encryption_key),
    (_lt("Mail"), server_checks.mail),
    (_lt("Odoo's own Google Calendar"), server_checks.other_sync),
    (_lt("Odoo's own Outlook Calendar"), server_checks.outlook_too),
    (_lt("Where Google is"), server_checks.google_address),
)


#: What each step of the first setup can be checked by.
STEPS: dict[str, tuple[Check, ...]] = {
    "project": (server_checks.switch, server_checks.base_url, server_checks.browser_address),
    "consent": (google_checks.consent_screen,),
    "client": (google_checks.client,),
    "redirect": (google_checks.redirect_address,),
    "test": (google_checks.calendar_api, google_checks.consent_screen),
    "invite": (server_checks.scheduled_action, server_checks.mail),
}


def check(setup: Setup, step: str | None = None) -> list[tuple[str, CheckResult]]:
    """All findings, the worst first.

    :param step: one of :data:`STEPS`, whose checks alone are made
    :return: pairs of title and :class:`CheckResult`
    """
    checks = [one for one in CHECKS if step is None or one[1] in STEPS[step]]
    found = [(setup.env._(title), _look(function, setup)) for title, function in checks]
    said = [(title, result) for title, result in found if result]
    return sorted(said, key=lambda pair: STATES.index(pair[1].state))


def _look(function: Check, setup: Setup) -> CheckResult | None:
    try:
        return function(setup)
    except GoogleError as error:
        return CheckResult(UNKNOWN, messages.describe(setup.env, error, waited_for=True))
    except UserError as error:
        return CheckResult(UNKNOWN, str(error), url=SETTINGS)
