"""What people read when something goes wrong: one text for each code, with the remedy.

The codes are those of ``engine.item.ItemError`` and the classes of ``google_api.errors``.
"""

from dataclasses import astuple
from datetime import datetime, timedelta

from odoo.exceptions import UserError
from odoo.tools import format_date, format_datetime
from odoo.tools.translate import LazyTranslate

from ..engine.address import Address
from ..engine.item import AllDay, Guest, ItemError, Reminder, Repeating, Timed
from ..google_api import errors

_lt = LazyTranslate(__name__)

_ITEM_TEXTS = {
    "no_start": _lt("It has no start in Google. Give it a start there."),
    "no_end": _lt("It has no end in Google. Give it an end there."),
    "bad_date": _lt("Its date “%(text)s” cannot be read. Choose the date again in Google."),
    "bad_rule": _lt(
        "The rule by which it repeats cannot be read: %(text)s. Set it again in Google."
    ),
    "rule_of_another_program": _lt(
        "Odoo cannot hold the rule by which it repeats in Google, so it stays as it is on both "
        "sides. Press “Synchronize Again” on your Google page to have its occurrences brought in "
        "one by one instead."
    ),
    "unknown_zone": _lt("Its time zone “%(text)s” is not known here. Choose another in Google."),
    "end_before_start": _lt("It ends (%(stop)s) before it starts (%(start)s). Correct its times."),
    "year_out_of_range": _lt(
        "Its year %(year)s is out of the range that both calendars can show "
        "(%(first)s to %(last)s). Choose another date."
    ),
    "too_many_guests": _lt(
        "It has %(count)s guests with you, and Google takes %(most)s. Take some of them out."
    ),
    "no_name": _lt("It has no name. Give it one, on either side."),
    "ambiguous": _lt(
        "It could be the same as %(names)s. Press “Choose” and say which, or that it is none."
    ),
    "check_address": _lt(
        "Please check the address: “%(text)s” could not be placed, and is kept in the notes."
    ),
    "no_right_to_create_contacts": _lt(
        "Guests whom Odoo does not know stay in Google only, for you may not create contacts. Ask "
        "an administrator for that right, or untick “Make contacts of unknown guests”."
    ),
}

_EXCLUSION_TEXTS = {
    "no_right_to_create": _lt(
        "You may not create contacts in Odoo, so they stay in Google only. Ask an administrator "
        "for that right, or untick “Send Google contacts into Odoo”."
    ),
    "out_of_window": _lt("Too long ago, or too far ahead, for what you chose on your Google page."),
    "working_location": _lt("Working locations are not synchronized."),
    "focus_time": _lt("Focus times are not synchronized."),
    "out_of_office": _lt("Out of office entries are not synchronized."),
    "birthday": _lt("Birthdays are not synchronized."),
    "from_gmail": _lt("Events that Gmail made are not synchronized."),
}

_GOOGLE_TEXTS = {
    errors.AuthorizationLost: _lt(
        "Google no longer lets Odoo act for you. Press “Authorize again” on your Google page."
    ),
    errors.ScopeMissing: _lt(
        "A permission is missing. Press “Authorize again” and tick every box on Google's page."
    ),
    errors.ClientRefused: _lt(
        "Google refuses this Odoo's client id or secret, or its use of the Calendar API "
        "(%(detail)s). An administrator can correct it in Settings → Google Sync, where “Test” "
        "tells whether it works."
    ),
    errors.QuotaExceeded: _lt(
        "Google's daily limit for this Odoo is used up. It goes on by itself in an hour or more."
    ),
    errors.RetryLater: _lt("Google did not answer (%(detail)s). It is tried again by itself."),
    errors.NotFound: _lt(
        "The Google calendar is not there any more. Choose another one on your Google page."
    ),
    errors.RecordRefused: _lt("Google refuses it: %(detail)s. Change it and it is sent again."),
}
_OTHER_GOOGLE_TEXT = _lt("Google answered: %(detail)s. It is tried again by itself.")


def describe(env, error):
    """The text for an error, in the language of ``env``.

    :param error: an ``ItemError``, a ``GoogleError``, or an exception raised by Odoo
    :rtype: str
    """
    if isinstance(error, ItemError):
        text = env._(_ITEM_TEXTS[error.code])
        return text % error.values
    if isinstance(error, errors.GoogleError):
        text = next(
            (text for kind, text in _GOOGLE_TEXTS.items() if isinstance(error, kind)),
            _OTHER_GOOGLE_TEXT,
        )
        translated = env._(text)
        return translated % {"detail": (error.detail or error.reason).rstrip(". ")}
    if isinstance(error, UserError):
        return str(error)
    return env._(
        "Something unexpected happened (%(kind)s). An administrator finds the details in the "
        "server's log. It is tried again by itself.",
        kind=type(error).__name__,
    )


def describe_exclusion(env, code):
    """Why an event of Google's is left out on purpose; empty for one that is simply not wanted."""
    text = _EXCLUSION_TEXTS.get(code)
    return env._(text) if text else ""


FIELD_LABELS = {
    "title": _lt("title"),
    "when": _lt("time"),
    "description": _lt("description"),
    "location": _lt("location"),
    "privacy": _lt("privacy"),
    "busy": _lt("show as"),
    "status": _lt("answer"),
    "reminders": _lt("reminders"),
    "guests": _lt("guests"),
    "conference": _lt("video conference"),
    "video": _lt("video link"),
    "exceptions": _lt("occurrences"),
    "name": _lt("name"),
    "is_company": _lt("kind"),
    "company": _lt("company"),
    "job": _lt("job position"),
    "email": _lt("email"),
    "phone": _lt("phone"),
    "address": _lt("address"),
    "website": _lt("website"),
    "birthday": _lt("birthday"),
    "notes": _lt("notes"),
    "photo": _lt("photo"),
}

_ANSWER_LABELS = {
    "needsAction": _lt("no answer"),
    "declined": _lt("no"),
    "tentative": _lt("maybe"),
    "accepted": _lt("yes"),
}

SIDE_LABELS = {"odoo": _lt("Odoo"), "google": _lt("Google")}


def conflict_text(env, conflicts):
    """Tell whose value won the fields that both sides changed, and the value that did not.

    :param env: in the user's language and time zone
    """
    return " ".join(_one_conflict_text(env, conflict) for conflict in conflicts)


def _one_conflict_text(env, conflict):
    names = {
        "field": env._(FIELD_LABELS[conflict.field]),
        "winner": env._(SIDE_LABELS[conflict.winner.value]),
        "lost": _readable(env, conflict.lost),
    }
    if conflict.slot is None:
        return env._(
            "Both sides changed the %(field)s: %(winner)s's stays; the other was “%(lost)s”.",
            **names,
        )
    return env._(
        "Both sides changed the %(field)s of the occurrence of %(day)s: %(winner)s's stays; the "
        "other was “%(lost)s”.",
        day=_moment(env, conflict.slot),
        **names,
    )


def undone_text(env, names, role):
    fields = ", ".join(env._(FIELD_LABELS[name]) for name in names)
    if role.value == "external":
        return env._("Only the organizer, in Google, can change this: %(fields)s.", fields=fields)
    if role.value == "employee":
        return env._(
            "The company in Odoo decides this, so Google shows it as before: %(fields)s. Change "
            "it at the company.",
            fields=fields,
        )
    return env._(
        "Only the organizer can change this, so Google shows it as before: %(fields)s.",
        fields=fields,
    )


def revived_text(env, side):
    if side.value == "google":
        return env._("It was deleted in Google but changed in Odoo; it is back in Google.")
    return env._("It was deleted in Odoo but changed in Google; it is back in Odoo.")


def _readable(env, value):
    if isinstance(value, Guest):
        return f"{value.email}: {env._(_ANSWER_LABELS[value.answer])}"
    if isinstance(value, Reminder):
        return env._("%(count)s min", count=value.minutes)
    if isinstance(value, Repeating):
        return env._("%(first)s, repeating", first=_readable(env, value.first))
    if isinstance(value, AllDay):
        return f"{_moment(env, value.start)} - {_moment(env, value.stop - timedelta(days=1))}"
    if isinstance(value, Timed):
        return f"{_moment(env, value.start)} - {_moment(env, value.stop)}"
    if isinstance(value, Address):
        return ", ".join(filter(None, astuple(value)))
    if isinstance(value, tuple):
        return ", ".join(_readable(env, one) for one in value)
    return str(value)


def _moment(env, moment):
    """A date, or an instant on the user's clock."""
    if isinstance(moment, datetime):
        return format_datetime(env, moment.replace(tzinfo=None), dt_format="short")
    return format_date(env, moment)
