"""Checks of how soon Odoo learns of changes in Google."""

from __future__ import annotations

from datetime import timedelta

from odoo import fields
from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools import formatLang

from ..google.push_address import is_wanted, push_address
from ..reporting.budget import usage
from .check_result import ADVICE, OK, PARAMETERS, PROBLEM, SETTINGS, CheckResult, Setup

#: A greeting comes within seconds.
_GREETED = timedelta(minutes=10)
#: Where Google is told whose a domain is.
_VERIFICATION = "https://search.google.com/search-console"
_UNVERIFIED = "push.webhookUrlUnauthorized"


def push(setup: Setup) -> CheckResult:
    """Return whether Google reports changes, and whether its messages arrive."""
    env = setup.env
    if not is_wanted(env):
        return CheckResult(
            OK,
            env._("As you have set it, Google does not report changes. Odoo checks for them."),
            url=SETTINGS,
        )
    address = push_address(env)
    if not address:
        return CheckResult(
            ADVICE,
            env._(
                "Google can't report changes to %(url)s, since this is no public https address. "
                "Changes in Google are found by checking for them.",
                url=setup.base_url,
            ),
            env._(
                "Set the system parameter web.base.url to a public https address, or untick “Let "
                "Google Report Changes” in the settings."
            ),
            PARAMETERS,
        )
    channels = env["google.sync.channel"].sudo().search([("address", "=", address)])
    if refused := channels.filtered(lambda one: (one.refusal or "").startswith("push.")):
        return _refused(env, address, refused[-1].refusal)
    return _arriving(env, address, channels.filtered("resource_id"))


def _refused(env: Environment, address: str, reason: str) -> CheckResult:
    text = env._(
        "Google does not send reports to %(address)s (%(reason)s). Changes in Google are found by "
        "checking for them.",
        address=address,
        reason=reason,
    )
    if reason == _UNVERIFIED:
        remedy = env._(
            "Show Google that the domain is yours: verify it in the Google Search Console, with an "
            "account that owns the project in the Google Cloud console."
        )
        return CheckResult(ADVICE, text, remedy, _VERIFICATION)
    return CheckResult(ADVICE, text, env._("Check the address."), PARAMETERS)


def _arriving(env: Environment, address: str, channels: BaseModel) -> CheckResult:
    greeted = fields.Datetime.now() - _GREETED
    old = channels.filtered(lambda one: one.made_at < greeted)
    if old and not any(channels.mapped("heard_at")):
        return CheckResult(
            ADVICE,
            env._(
                "Google was asked to report changes to %(address)s, and no report has arrived. "
                "Changes in Google are found by checking for them.",
                address=address,
            ),
            env._(
                "Make sure that this address can be reached from the internet without a login, "
                "and that the server knows which database it belongs to: where there are several, "
                "set dbfilter in its configuration."
            ),
        )
    return CheckResult(
        OK,
        env._(
            "Google reports changes to %(address)s. Calendars: %(count)s.",
            count=len(channels),
            address=address,
        ),
    )


def requests(setup: Setup) -> CheckResult:
    """Return whether the day's requests stay within the budget."""
    env = setup.env
    found = usage(env)
    numbers = {
        "today": formatLang(env, found.today, digits=0),
        "expected": formatLang(env, found.expected, digits=0),
        "budget": formatLang(env, found.budget, digits=0),
    }
    remedy = env._(
        "Check Google less often, and let it report changes. Or raise the daily budget, if you "
        "accept that Google may charge for more."
    )
    if found.is_too_much:
        text = env._(
            "%(today)s requests were sent to Google Calendar today, and it will probably be "
            "%(expected)s by midnight (UTC). That is more than the daily budget of %(budget)s. "
            "Google may charge for it.",
            **numbers,
        )
        return CheckResult(PROBLEM, text, remedy, SETTINGS)
    text = env._(
        "%(today)s requests were sent to Google Calendar today, and it will probably be "
        "%(expected)s by midnight (UTC). The daily budget is %(budget)s.",
        **numbers,
    )
    if found.is_nearly_too_much:
        return CheckResult(ADVICE, text, remedy, SETTINGS)
    return CheckResult(OK, text, url=SETTINGS)
