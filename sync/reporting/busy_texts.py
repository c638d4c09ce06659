"""Texts about other calendars that cannot be read: one for each code, with the remedy.

Where it says nothing else, the last known times stay until they are over.
"""

from __future__ import annotations

from odoo.api import Environment
from odoo.tools.translate import LazyTranslate

from ...google_api.transport import errors

_lt = LazyTranslate(__name__)

_TEXTS = {
    "address": _lt(
        "This is not the iCal address of a calendar. It begins with https:// or webcal:// and "
        "often ends with .ics. Copy it from the settings of the other calendar."
    ),
    "https": _lt("Only addresses that begin with https:// are read. Ask for such an address."),
    "port": _lt(
        "The address names a port of its own (the number behind the colon), which is not allowed. "
        "Use an address without it."
    ),
    "internal": _lt(
        "The address leads into an internal network, which is not allowed. Remove it, and add an "
        "address that is reachable from the internet."
    ),
    "no_address": _lt(
        "This server can't decrypt the address. Remove the calendar, and add its address again."
    ),
    "denied": _lt(
        "The other server does not allow Odoo to read the calendar. Its last known busy times "
        "stay. Copy its secret iCal address again, and add it in place of this one."
    ),
    "gone": _lt(
        "There is no calendar at the address any more. Its last known busy times stay. Copy its "
        "iCal address again, and add it in place of this one."
    ),
    "redirects": _lt(
        "The address only leads to other addresses, and never to a calendar. Copy the calendar's "
        "iCal address again, and add it in place of this one."
    ),
    "too_large": _lt(
        "The calendar is too large to be read. Its last known busy times stay. Let the other "
        "program share fewer past appointments, or remove the calendar here."
    ),
    "not_ical": _lt(
        "There is no calendar at the address, but perhaps a page to sign in. The last known busy "
        "times stay. Copy the calendar's iCal address again, and add it in place of this one."
    ),
    "partly": _lt(
        "Some of its appointments could not be read, because they repeat in a way that Odoo "
        "cannot follow. Their times may look free."
    ),
    "too_many": _lt("It has very many appointments. Only the next ones block time."),
    "no_answer": _lt(
        "There is no answer at the moment. Its last known busy times stay. Odoo will retry "
        "automatically."
    ),
    "not_shared": _lt(
        "Google no longer shows you this calendar. Its last known busy times stay until they are "
        "over. Remove it here, or ask its owner to share it with you again."
    ),
    "not_allowed": _lt(
        "You have not allowed Odoo to see when your other calendars are busy. Press “Allow at "
        "Google” and tick every box on Google's page."
    ),
    "not_delegated": _lt(
        "Your company has not allowed this to Odoo. Ask an administrator to delegate the scope "
        "calendar.freebusy to the service account in the Google Workspace admin console."
    ),
    "no_access": _lt(
        "Odoo has no access to your Google account at the moment. Press “Authorize Again” on "
        "your Google page."
    ),
    "google": _lt(
        "Google did not say when the calendar is busy. Its last known busy times stay. Odoo will "
        "retry automatically."
    ),
    "unexpected": _lt(
        "Something unexpected happened. An administrator can find the details in the server's "
        "log. Odoo will retry automatically."
    ),
}

#: By Google's error, the first one that fits.
_OF_GOOGLE = (
    (errors.ScopeNotDelegated, "not_delegated"),
    (errors.ScopeMissing, "not_allowed"),
    (errors.AuthorizationLost, "no_access"),
    (errors.NotFound, "not_shared"),
    (errors.GoogleError, "google"),
)


def code_of(error: Exception) -> str:
    """The code of what keeps a calendar from being read."""
    if code := getattr(error, "code", None):
        return code if code in _TEXTS else "unexpected"
    found = (code for kind, code in _OF_GOOGLE if isinstance(error, kind))
    return next(found, "unexpected")


def describe(env: Environment, code: str) -> str:
    """The text of a code, in the language of ``env``."""
    return env._(_TEXTS.get(code, _TEXTS["unexpected"]))
