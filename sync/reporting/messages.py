"""What people read when something goes wrong: one text for each code, with the remedy.

The codes are those of ``engine.events.item.ItemError`` and the classes of
``google_api.transport.errors``.
"""

from contextlib import contextmanager

from odoo.exceptions import UserError
from odoo.tools.translate import LazyTranslate

from ...engine.events.item import ItemError
from ...google_api.transport import errors
from ...google_api.transport.service_account import KeyFileError
from .readable import FIELD_LABELS, readable, readable_field

_lt = LazyTranslate(__name__)

_ITEM_TEXTS = {
    "no_start": _lt("It has no start in Google. Give it a start there."),
    "no_end": _lt("It has no end in Google. Give it an end there."),
    "bad_date": _lt("Its date “%(text)s” cannot be read. Choose the date again in Google."),
    "bad_rule": _lt(
        "The rule by which it repeats cannot be read: %(text)s. Set it again in Google."
    ),
    "too_much_work": _lt(
        "The rule by which it repeats takes too long to work out, so it stays as it is in Google, "
        "and Odoo does not show it. Give it a simpler rule in Google, or fewer single dates."
    ),
    "too_much_at_once": _lt(
        "There was too much to work out in one run, so its turn is later. It is tried again by "
        "itself. If there are many such series in your Google calendar that you do not know, "
        "delete them there."
    ),
    "malformed": _lt(
        "What Google tells of it cannot be read (%(field)s), so it stays in Google only. Open it "
        "in Google, and save it again."
    ),
    "too_long": _lt(
        "It has more text in Google than can be kept (%(field)s, at most %(most)s characters). "
        "Shorten it in Google."
    ),
    "too_many_guests_in_google": _lt(
        "It has %(count)s guests in Google, and no more than %(most)s can be kept. Invite a group "
        "in Google instead, or take some of them out."
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
    "unreadable": _lt(
        "What Odoo keeps of its guests or reminders in Google is damaged. Make a new appointment "
        "in its place, and delete this one."
    ),
    "unfit_picture": _lt(
        "Its picture is damaged, or too large to be sent to Google. Choose another one in Odoo."
    ),
    "no_name": _lt("It has no name. Give it one, on either side."),
    "not_invited": _lt(
        "You are not a guest of this meeting: neither in Odoo, nor in the calendar of whoever has "
        "called it. Ask that person to invite you."
    ),
    "alike": _lt(
        "It looks like “%(name)s”, another appointment of yours. Press “Choose” and say whether "
        "the two are the same."
    ),
    "ambiguous": _lt(
        "It could be the same as %(names)s. Press “Choose” and say which, or that it is none."
    ),
    "check_address": _lt(
        "Please check the address: “%(text)s” could not be placed, and is kept in the notes."
    ),
    "many_strangers": _lt(
        "Odoo does not know %(count)s of its guests, so they stay in Google only. If you want so "
        "many new contacts, open the appointment and press “Make Contacts of Them”."
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

#: Why something of Google's stays out as its user has chosen, which goes without saying in a log.
_CHOSEN_TEXTS = {
    "import_off": _lt("New things in Google do not come into Odoo, as you chose."),
    "before_connection": _lt(
        "It was in Google before you connected. “Populate Odoo” copies what was there."
    ),
    "tentative": _lt("It is not confirmed, and only confirmed ones come in, as you chose."),
}

_KEY_FILE_TEXTS = {
    "not_json": _lt(
        "This is not the key file of a service account. In the Google Cloud console open the "
        "service account, then Keys → Add key → Create new key → JSON, and upload that file."
    ),
    "client_secret": _lt(
        "This is the file of an OAuth client, by which users give their own consent. The key of a "
        "service account is made in the Google Cloud console under IAM & Admin → Service accounts "
        "→ Keys → Add key → Create new key → JSON."
    ),
    "wrong_type": _lt(
        "This file is of the type “%(type)s”; that of a service account is needed. It is made in "
        "the Google Cloud console under IAM & Admin → Service accounts → Keys."
    ),
    "missing": _lt(
        "The key file is not complete: %(fields)s is missing. Make a new key in the Google Cloud "
        "console, and upload its file as it is."
    ),
    "universe": _lt(
        "This key belongs to another cloud (%(domain)s), which has no Google Workspace. Make one "
        "in the Google Cloud console."
    ),
    "bad_key": _lt(
        "The private key in the file cannot be read. Make a new key in the Google Cloud console, "
        "and upload its file as it is."
    ),
}

#: Read by users, who can do nothing about it, and by the administrators who can.
_DELEGATION_TEXTS = {
    errors.NOT_DELEGATED: _lt(
        "Google does not let this Odoo's service account in. An administrator allows it in the "
        "Google Workspace admin console; “Test” in Settings → Google Sync tells what is missing. "
        "Nobody else has to do anything: it is tried again by itself."
    ),
    errors.UNKNOWN_USER: _lt(
        "The Google Workspace has no user of this address. An administrator corrects the address "
        "on the Google page of the user in Odoo, or makes the user in the Workspace."
    ),
    errors.BAD_KEY: _lt(
        "Google does not accept the key of this Odoo's service account (%(detail)s). An "
        "administrator uploads a new one in Settings → Google Sync. Nobody else has to do anything."
    ),
    errors.NO_KEY: _lt(
        "This Odoo has no key of a service account. An administrator uploads it in Settings → "
        "Google Sync. Nobody else has to do anything."
    ),
    errors.CLOCK: _lt(
        "The clock of this Odoo's server is wrong, and so Google does not accept its service "
        "account. An administrator sets the clock. Nobody else has to do anything."
    ),
}

_GOOGLE_TEXTS = {
    errors.ScopeNotDelegated: _lt(
        "Google does not let this Odoo's service account do that. An administrator adds the scope "
        "%(detail)s in the Google Workspace admin console. Nobody else has to do anything: it is "
        "tried again by itself."
    ),
    errors.AuthorizationLost: _lt(
        "Google no longer lets Odoo act for you. Press “Authorize Again” on your Google page."
    ),
    errors.ScopeMissing: _lt(
        "A permission is missing. Press “Authorize Again” and tick every box on Google's page."
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
    errors.MailNotPermitted: _lt(
        "This was not sent, because Google would have mailed the guests without your permission. "
        "This is a defect of Google Sync. An administrator finds it in the server's log."
    ),
    errors.RecordRefused: _lt("Google refuses it: %(detail)s. Change it and it is sent again."),
}
_OTHER_GOOGLE_TEXT = _lt("Google answered: %(detail)s. It is tried again by itself.")

#: The same, where somebody waits for the answer, so that nothing is tried again but by them.
_WAITED_FOR_TEXTS = {
    errors.QuotaExceeded: _lt(
        "Google's daily limit for this Odoo is used up. Try again in an hour or later."
    ),
    errors.RetryLater: _lt("Google did not answer (%(detail)s). Try again in a moment."),
    errors.RecordRefused: _lt("Google refuses it: %(detail)s."),
}
_OTHER_WAITED_FOR_TEXT = _lt("Google answered: %(detail)s. Try again in a moment.")


def describe(env, error, waited_for=False):
    """The text for an error, in the language of ``env``.

    :param error: an ``ItemError``, a ``KeyFileError``, a ``GoogleError``, or an exception raised
        by Odoo
    :param waited_for: somebody waits for what has failed, so it is not tried again by itself
    :rtype: str
    """
    if isinstance(error, ItemError):
        text = env._(_ITEM_TEXTS[error.code])
        return text % error.values
    if isinstance(error, KeyFileError):
        text = env._(_KEY_FILE_TEXTS[error.code])
        return text % error.values
    if isinstance(error, errors.GoogleError):
        translated = env._(_google_text(error, waited_for))
        return translated % {"detail": (error.detail or error.reason).rstrip(". ")}
    if isinstance(error, UserError):
        return str(error)
    return env._(
        "Something unexpected happened (%(kind)s). An administrator finds the details in the "
        "server's log. It is tried again by itself.",
        kind=type(error).__name__,
    )


@contextmanager
def told_to_user(env):
    """Ask Google within while the user waits: its refusal is told in plain words.

    :raise UserError: in place of a ``GoogleError``
    """
    try:
        yield
    except errors.GoogleError as error:
        raise UserError(describe(env, error, waited_for=True)) from error


def not_signed_in(env):
    return env._("Google did not accept the sign-in. Please connect again.")


def _google_text(error, waited_for):
    if isinstance(error, errors.DelegationRefused):
        return _DELEGATION_TEXTS.get(error.reason, _DELEGATION_TEXTS[errors.NOT_DELEGATED])
    texts, other = _GOOGLE_TEXTS, _OTHER_GOOGLE_TEXT
    if waited_for:
        texts, other = {**texts, **_WAITED_FOR_TEXTS}, _OTHER_WAITED_FOR_TEXT
    return next((text for kind, text in texts.items() if isinstance(error, kind)), other)


def describe_exclusion(env, code):
    """Why an event of Google's is left out on purpose; empty for one that is simply not wanted."""
    text = _EXCLUSION_TEXTS.get(code)
    return env._(text) if text else ""


def why_left_out(env, code):
    """Why an event of Google's is left out, whatever the reason."""
    return env._((_EXCLUSION_TEXTS | _CHOSEN_TEXTS)[code])


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
        "lost": readable_field(env, conflict.field, conflict.lost),
    }
    if conflict.slot is None:
        return env._(
            "Both sides changed the %(field)s: %(winner)s's stays; the other was “%(lost)s”.",
            **names,
        )
    return env._(
        "Both sides changed the %(field)s of the occurrence of %(day)s: %(winner)s's stays; the "
        "other was “%(lost)s”.",
        day=readable(env, conflict.slot),
        **names,
    )


def undone_text(env, names, role):
    """Tell which changes were undone, and why."""
    others = [name for name in names if name != "mask"]
    texts = [_undone_by_role(env, others, role)] if others else []
    if len(others) < len(names):
        texts.append(
            env._(
                "What Google shows of your appointments is decided in Odoo, so it shows that "
                "again. Change the title, the description or the place in Odoo."
            )
        )
    return " ".join(texts)


def _undone_by_role(env, names, role):
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


def left_text(env, left):
    """Why an undo leaves a record as it is.

    :param engine.core.revert.Left left:
    """
    if left.reason == "changed":
        sides = env._(" and ").join(env._(SIDE_LABELS[side.value]) for side in left.sides)
        return env._("It was changed or removed in %(sides)s since.", sides=sides)
    if left.role.value == "employee":
        return env._("The company in Odoo decides this. Change it at the company.")
    if left.role.value == "organizer":
        return env._(
            "What Google shows of your appointments is decided on your Google page, and their "
            "video conferences in Google."
        )
    return env._("Only its organizer can put it back.")


def not_linked_text(env):
    """Why an undo cannot reach a record."""
    return env._(
        "It is not synchronized any more, or not in the calendar or group that is chosen now."
    )


def fixed_text(env, names, role):
    """Which fields an undo leaves as they are."""
    fields = ", ".join(env._(FIELD_LABELS[name]) for name in names)
    if role.value == "employee":
        return env._("The company in Odoo decides this, so it stays: %(fields)s.", fields=fields)
    return env._("Only the organizer can change this, so it stays: %(fields)s.", fields=fields)


def revived_text(env, side):
    if side.value == "google":
        return env._("It was deleted in Google but changed in Odoo; it is back in Google.")
    return env._("It was deleted in Odoo but changed in Google; it is back in Odoo.")
