"""Texts about errors: one for each code, with the remedy.

The codes are those of ``engine.core.item.ItemError`` and the classes of
``google_api.transport.errors``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2.errors

from odoo.api import Environment
from odoo.exceptions import RedirectWarning, UserError
from odoo.tools.translate import LazyGettext, LazyTranslate

from ...engine.core.item import ItemError
from ...google_api.transport import errors
from ...google_api.transport.service_account import KeyFileError

_lt = LazyTranslate(__name__)

#: PostgreSQL's errors that no record has caused: it lacks something, is stopped, or must not write.
_OF_THE_DATABASE = (psycopg2.OperationalError, psycopg2.errors.ReadOnlySqlTransaction)

_ITEM_TEXTS = {
    "no_start": _lt("It has no start in Google. Give it a start there."),
    "no_end": _lt("It has no end in Google. Give it an end there."),
    "bad_date": _lt("Its date “%(text)s” cannot be read. Choose the date again in Google."),
    "bad_rule": _lt("Odoo cannot read how it repeats: %(text)s. Set that again in Google."),
    "too_much_work": _lt(
        "The way it repeats is too complicated, so it stays in Google, and Odoo does not show "
        "it. Let it repeat in a simpler way in Google, or use fewer single dates."
    ),
    "too_much_at_once": _lt(
        "There was too much to process in one sync, so this comes later. Odoo will retry "
        "automatically. If your Google calendar has many long entries that you do not recognize, "
        "delete them there."
    ),
    "malformed": _lt(
        "Odoo cannot read its data from Google (%(field)s), so it stays in Google only. Open it "
        "in Google, and save it again."
    ),
    "too_long": _lt(
        "Its text in Google is too long (%(field)s, at most %(most)s characters). Shorten it in "
        "Google."
    ),
    "too_long_for_odoo": _lt(
        "One of its texts in Google, such as the name, is too long for Odoo. Shorten it in Google."
    ),
    "too_many_guests_in_google": _lt(
        "It has %(count)s guests in Google, and Odoo can keep at most %(most)s. Invite a group "
        "in Google instead, or remove some guests."
    ),
    "rule_of_another_program": _lt(
        "Odoo does not support the way it repeats in Google, so it stays as it is on both sides. "
        "Press “Synchronize Again” on your Google page to import its occurrences one by one "
        "instead."
    ),
    "unknown_zone": _lt(
        "Odoo does not know its time zone “%(text)s”. Choose another one in Google."
    ),
    "end_before_start": _lt("It ends (%(stop)s) before it starts (%(start)s). Correct its times."),
    "year_out_of_range": _lt(
        "Its year %(year)s is outside the range that both calendars can show (%(first)s to "
        "%(last)s). Choose another date."
    ),
    "too_many_guests": _lt(
        "It has %(count)s guests including you, and Google allows %(most)s. Remove some guests."
    ),
    "unreadable": _lt(
        "Odoo's data about its guests or reminders in Google is damaged. Create a new "
        "appointment, and delete this one."
    ),
    "not_read": _lt(
        "It could not be read. Check its dates in Odoo, or create it again. The server's log says "
        "what is wrong."
    ),
    "unfit_picture": _lt(
        "Its picture is damaged, too large, or of a kind that Google does not take. Choose a JPEG "
        "or a PNG in Odoo."
    ),
    "not_seen": _lt(
        "You can't see this contact in Odoo any more, so your change stays in Google. The contact "
        "may belong to another company by now: ask an administrator."
    ),
    "no_name": _lt("It has no name. Give it one, on either side."),
    "copy_of_another": _lt(
        "It was changed in Odoo, but Google still shows the former version, because the Google "
        "calendar of %(organizer)s is not synchronized. Ask %(organizer)s to connect Google, or "
        "choose another organizer."
    ),
    "copy_of_declined": _lt(
        "It was changed in Odoo, but Google still shows the former version, because %(organizer)s, "
        "who organizes it, has declined it. Choose another organizer."
    ),
    "copy_of_kept": _lt(
        "It was changed in Odoo, but Google still shows the former version, because %(organizer)s, "
        "who organizes it, does not synchronize it. Choose another organizer, or look at it in "
        "Odoo."
    ),
    "copy_of_nobody": _lt(
        "It was changed in Odoo, but Google still shows the former version, because the calendar "
        "that it comes from is not synchronized. Choose an organizer."
    ),
    "not_invited": _lt(
        "You are not a guest of this meeting, neither in Odoo nor in the organizer's calendar. "
        "Ask the organizer to invite you."
    ),
    "alike": _lt(
        "It looks like “%(name)s”, another appointment of yours. Press “Choose” and say whether "
        "the two are the same."
    ),
    "ambiguous": _lt(
        "It could be the same as %(names)s. Press “Choose” and pick the right one, or “None of "
        "them”."
    ),
    "many_strangers": _lt(
        "Odoo does not know %(count)s of its guests, so they stay in Google only. If you want "
        "that many new contacts, open the appointment and press “Create Contacts for Them”."
    ),
    "no_right_to_create_contacts": _lt(
        "Guests that Odoo does not know stay in Google only, because you can't create contacts. "
        "Ask an administrator for that right, or untick “Create contacts for unknown guests”."
    ),
}

_EXCLUSION_TEXTS = {
    "no_right_to_create": _lt(
        "You can't create contacts in Odoo, so they stay in Google only. Ask an administrator "
        "for that right, or untick “Send new and changed Google contacts into Odoo”."
    ),
    "out_of_window": _lt("Outside the days set on your Google page."),
    "working_location": _lt("Working locations are not synchronized."),
    "focus_time": _lt("Focus times are not synchronized."),
    "out_of_office": _lt("Out of office entries are not synchronized."),
    "birthday": _lt("Birthdays are not synchronized."),
    "from_gmail": _lt("Events created by Gmail are not synchronized."),
}

#: Why something of Google's stays out as its user has chosen, which goes without saying in a log.
_CHOSEN_TEXTS = {
    "import_off": _lt("You chose not to import new entries from Google."),
    "before_connection": _lt(
        "It was in Google before you connected. “Populate Odoo” copies what was there."
    ),
    "tentative": _lt("It is tentative, and you chose to import only confirmed appointments."),
}

_KEY_FILE_TEXTS = {
    "not_json": _lt(
        "This is not the key file of a service account. In the Google Cloud console open the "
        "service account, then Keys → Add key → Create new key → JSON, and upload that file."
    ),
    "client_secret": _lt(
        "This is the file of an OAuth client, not the key of a service account. Create that in "
        "the Google Cloud console under IAM & Admin → Service accounts → Keys → Add key → Create "
        "new key → JSON."
    ),
    "wrong_type": _lt(
        "This file is of the type “%(type)s”, but the key of a service account is needed. Create "
        "one in the Google Cloud console under IAM & Admin → Service accounts → Keys."
    ),
    "missing": _lt(
        "The key file is not complete: %(fields)s is missing. Create a new key in the Google "
        "Cloud console, and upload its file as it is."
    ),
    "universe": _lt(
        "This key belongs to another cloud (%(domain)s), which has no Google Workspace. Create "
        "one in the Google Cloud console."
    ),
    "bad_key": _lt(
        "The private key in the file cannot be read. Create a new key in the Google Cloud "
        "console, and upload its file as it is."
    ),
}

#: Read by users, who can do nothing about it, and by the administrators who can.
_DELEGATION_TEXTS = {
    errors.NOT_DELEGATED: _lt(
        "Google does not let this Odoo's service account in. An administrator needs to allow it "
        "in the Google Workspace admin console; “Test” in Settings → Google Sync shows what is "
        "missing. Nobody else has to do anything: Odoo will retry automatically."
    ),
    errors.UNKNOWN_USER: _lt(
        "The Google Workspace has no user with this address. An administrator needs to correct "
        "the address on the user's Google page in Odoo, or create the user in the Workspace."
    ),
    errors.BAD_KEY: _lt(
        "Google does not accept the key of this Odoo's service account (%(detail)s). An "
        "administrator needs to upload a new one in Settings → Google Sync. Nobody else has to "
        "do anything."
    ),
    errors.NO_KEY: _lt(
        "This Odoo has no service account key. An administrator needs to upload it in Settings → "
        "Google Sync. Nobody else has to do anything."
    ),
    errors.CLOCK: _lt(
        "The clock of this Odoo's server is wrong, so Google does not accept its service "
        "account. An administrator needs to set the clock. Nobody else has to do anything."
    ),
}

_GOOGLE_TEXTS = {
    errors.ScopeNotDelegated: _lt(
        "Google does not let this Odoo's service account do that. An administrator needs to add "
        "the scope %(detail)s in the Google Workspace admin console. Nobody else has to do "
        "anything: Odoo will retry automatically."
    ),
    errors.AuthorizationLost: _lt(
        "Google has ended Odoo's access. Press “Authorize Again” on your Google page."
    ),
    errors.ScopeMissing: _lt(
        "A permission is missing. Press “Authorize Again” and tick every box on Google's page."
    ),
    errors.ClientRefused: _lt(
        "Google refuses this Odoo's client id or secret, or its use of the Calendar or People API "
        "(%(detail)s). An administrator can correct it in Settings → Google Sync, where “Test” "
        "shows whether it works."
    ),
    errors.AddressRefused: _lt(
        "Google does not report changes to the address of this Odoo (%(detail)s). Changes in "
        "Google are found by checking for them."
    ),
    errors.ServiceRefused: _lt(
        "Google does not let this account use Google Calendar or Google Contacts (%(detail)s). "
        "Open both in your browser once with this account. If Google refuses that too, ask the "
        "administrator of your Google Workspace to turn them on. Odoo will retry automatically."
    ),
    errors.WritesExceeded: _lt(
        "Too much was changed in Google at once, so Google accepts no more changes for some "
        "hours. Sync resumes automatically then."
    ),
    errors.QuotaExceeded: _lt(
        "Google's daily limit for this Odoo is used up. Sync resumes automatically in an hour or "
        "later."
    ),
    errors.RetryLater: _lt("Google did not answer (%(detail)s). Odoo will retry automatically."),
    errors.ReadOnlyCalendar: _lt(
        "You can now only view this Google calendar, so nothing is synchronized, and nothing was "
        "changed. Ask its owner to let you “Make changes to events” again, or press “Choose "
        "Another Calendar” on your Google page."
    ),
    errors.NotFound: _lt(
        "The Google calendar was deleted, or you can no longer see it. Press “Choose Another "
        "Calendar” on your Google page."
    ),
    errors.MailNotPermitted: _lt(
        "This was not sent, because Google would have mailed the guests without your permission. "
        "This is a bug in Google Sync. An administrator can find the details in the server's log."
    ),
    errors.TypeRestricted: _lt(
        "Google makes this event itself, from a contact or a mail, and does not let Odoo change or "
        "delete it. Change it in Google."
    ),
    errors.AddressBookFull: _lt(
        "Google Contacts is full: Google keeps 25,000 contacts at most, and counts those in its "
        "bin as well. Delete contacts there that nobody needs, and empty the bin. Odoo will retry "
        "automatically."
    ),
    errors.LabelReserved: _lt(
        "“%(detail)s” is the name of one of Google's own labels. Give the group another name, and "
        "Odoo makes its label."
    ),
    errors.RecordRefused: _lt(
        "Google refuses it: “%(detail)s”. Change it, and Odoo sends it again."
    ),
}
_OTHER_GOOGLE_TEXT = _lt("Google answered: “%(detail)s”. Odoo will retry automatically.")

#: The same, where somebody waits for the answer, so that nothing is tried again but by them.
_WAITED_FOR_TEXTS = {
    errors.WritesExceeded: _lt(
        "Too much was changed in Google at once, so Google accepts no more changes for some "
        "hours. Try again later."
    ),
    errors.QuotaExceeded: _lt(
        "Google's daily limit for this Odoo is used up. Try again in an hour or later."
    ),
    errors.RetryLater: _lt("Google did not answer (%(detail)s). Try again in a moment."),
    errors.RecordRefused: _lt("Google refuses it: “%(detail)s”."),
}
_OTHER_WAITED_FOR_TEXT = _lt("Google answered: “%(detail)s”. Try again in a moment.")

#: Errors that users mend by authorizing again, unless an administrator has delegated access.
_AUTHORIZED_AGAIN = (errors.AuthorizationLost, errors.ScopeMissing)
_BY_ADMINISTRATORS = (errors.DelegationRefused, errors.ScopeNotDelegated)


def describe(env: Environment, error: Exception, waited_for: bool = False) -> str:
    """Return the text for an error, in the language of ``env``.

    :param error: an ``ItemError``, a ``KeyFileError``, a ``GoogleError``, or an exception raised
        by Odoo
    :param waited_for: somebody waits for what has failed, so it is not tried again by itself
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
    if isinstance(error, _OF_THE_DATABASE):
        return env._(
            "Odoo's database could not do it (%(kind)s): its disk may be full, or it is being "
            "maintained. An administrator can find the details in the server's log. Odoo will "
            "retry automatically.",
            kind=type(error).__name__,
        )
    return env._(
        "Something unexpected happened (%(kind)s). An administrator can find the details in the "
        "server's log. Odoo will retry automatically.",
        kind=type(error).__name__,
    )


@contextmanager
def told_to_user(env: Environment) -> Iterator[None]:
    """Ask Google within while the user waits: its refusal is told in plain words.

    :raise UserError: in place of a ``GoogleError``
    :raise RedirectWarning: where the user can authorize again, with a button for that
    """
    try:
        yield
    except errors.GoogleError as error:
        text = describe(env, error, waited_for=True)
        if isinstance(error, _AUTHORIZED_AGAIN) and not isinstance(error, _BY_ADMINISTRATORS):
            action = env.ref("google_sync.connect_action").id
            raise RedirectWarning(text, action, env._("Authorize Again")) from error
        raise UserError(text) from error


def disturbed_preview(env: Environment) -> str:
    """Return why there is no preview, where somebody saved something during each attempt."""
    return env._(
        "Appointments or contacts were being changed while this preview was made. Press “Refresh” "
        "to make it again."
    )


def not_signed_in(env: Environment) -> str:
    return env._("Google did not accept the sign-in. Please connect again.")


def _google_text(error: errors.GoogleError, waited_for: bool) -> LazyGettext:
    if isinstance(error, errors.DelegationRefused):
        return _DELEGATION_TEXTS.get(error.reason, _DELEGATION_TEXTS[errors.NOT_DELEGATED])
    texts, other = _GOOGLE_TEXTS, _OTHER_GOOGLE_TEXT
    if waited_for:
        texts, other = {**texts, **_WAITED_FOR_TEXTS}, _OTHER_WAITED_FOR_TEXT
    return next((text for kind, text in texts.items() if isinstance(error, kind)), other)


def describe_exclusion(env: Environment, code: str) -> str:
    """Return why an event of Google's is left out; empty if the user chose so."""
    text = _EXCLUSION_TEXTS.get(code)
    return env._(text) if text else ""


def why_left_out(env: Environment, code: str) -> str:
    """Return why an event of Google's is left out, whatever the reason."""
    return env._((_EXCLUSION_TEXTS | _CHOSEN_TEXTS)[code])
