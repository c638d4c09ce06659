"""Texts about a record: whether it is in Google, why, and the remedy.

The codes are those of :mod:`sync.reporting.status`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from odoo.api import Environment
from odoo.tools.translate import LazyTranslate

from .health import HeldUp

_lt = LazyTranslate(__name__)

SYNCED, WAITING, FAILED, EXCLUDED = "synced", "waiting", "failed", "excluded"
#: In Google, and not kept the same for the moment.
STOPPED = "stopped"


class Reason(NamedTuple):
    """:ivar remedy: what helps: ``retry``, ``again`` (to synchronize what was undone), ``choose``,
    ``connect``, ``authorize``, ``page`` (the settings on the Google page), or nothing
    :ivar held_up: whether it matters to the record that the account is held up
    """

    status: str
    text: Any
    remedy: str | None = None
    held_up: bool = True


REASONS = {
    "synced": Reason(SYNCED, ""),
    "shortened": Reason(
        SYNCED,
        _lt(
            "It is synchronized, but its description is too long for Google, which shows only the "
            "beginning. The whole text is in Odoo."
        ),
    ),
    "spelled": Reason(
        SYNCED,
        _lt(
            "It is synchronized, but Google stores it differently from Odoo: %(fields)s. Odoo's "
            "version stays in Odoo. Open it in Google to see what is shown there. If that is not "
            "good enough, shorten or rephrase it in Odoo."
        ),
    ),
    "refused_guests": Reason(
        SYNCED,
        _lt(
            "It is synchronized, but Google does not accept the address of a guest: "
            "%(addresses)s. The appointment is in Google without this guest, who stays in Odoo. "
            "Correct the address of the contact."
        ),
    ),
    "shortened_notes": Reason(
        SYNCED,
        _lt(
            "It is synchronized, but its notes are too long for Google, which shows only the "
            "beginning. All of them are in Odoo."
        ),
    ),
    "open_copy": Reason(
        SYNCED,
        _lt(
            "A colleague organizes it, so Google shows you its title although you hide yours. On "
            "your Google page you can hide the titles of colleagues' meetings, too."
        ),
        "page",
    ),
    "new": Reason(WAITING, _lt("It will be sent to Google with the next sync.")),
    "changed": Reason(WAITING, _lt("Its last change will be sent to Google with the next sync.")),
    "pending": Reason(WAITING, _lt("Sending to Google…")),
    "retried": Reason(WAITING, _lt("The next sync will retry. Last error: %(error)s")),
    "moving": Reason(WAITING, _lt("It is being moved to the calendar you chose.")),
    "copy": Reason(
        WAITING,
        _lt("Google will give you a copy once it has the organizer's, which is being sent."),
    ),
    "populate": Reason(WAITING, _lt("It will be copied to Google with the next sync.")),
    "failed": Reason(FAILED, "%(error)s", "retry"),
    "question": Reason(FAILED, "%(error)s", "choose"),
    "alike": Reason(
        SYNCED,
        _lt(
            "It looks like another appointment of yours. Say whether the two are the same, or keep "
            "both."
        ),
        "choose",
    ),
    "frozen": Reason(
        EXCLUDED,
        _lt(
            "You froze it when you disconnected, so it stays in Google as it was then. Press "
            "“Synchronize Again” on your Google page to resume it."
        ),
        "page",
    ),
    "erased": Reason(
        EXCLUDED,
        _lt("It was erased from Google, and is not sent to Google again."),
        held_up=False,
    ),
    "kept_private": Reason(
        EXCLUDED,
        _lt("Private appointments stay in Odoo. You can change that on your Google page."),
        "page",
        held_up=False,
    ),
    "kept_tag": Reason(
        EXCLUDED,
        _lt("It stays in Odoo because of its tags. You can choose other tags on your Google page."),
        "page",
        held_up=False,
    ),
    "kept_unconfirmed": Reason(
        EXCLUDED,
        _lt(
            "Appointments that you have not accepted stay in Odoo. You can change that on your "
            "Google page."
        ),
        "page",
        held_up=False,
    ),
    "kept_hours": Reason(
        EXCLUDED,
        _lt(
            "It begins outside the hours that you send to Google. You can change them on your "
            "Google page."
        ),
        "page",
        held_up=False,
    ),
    "kept_days": Reason(
        EXCLUDED,
        _lt(
            "It begins on a day of the week that you do not send to Google. You can change that "
            "on your Google page."
        ),
        "page",
        held_up=False,
    ),
    "removing": Reason(
        EXCLUDED, _lt("It is being removed from Google because you are disconnecting.")
    ),
    "undone": Reason(
        EXCLUDED,
        _lt(
            "You undid the sync that copied it, so it stays in Odoo only until you change it or "
            "synchronize it again."
        ),
        "again",
    ),
    "archived": Reason(EXCLUDED, _lt("It is archived."), held_up=False),
    "declined": Reason(EXCLUDED, _lt("You have declined it."), held_up=False),
    "not_theirs": Reason(EXCLUDED, _lt("You are not one of its attendees."), held_up=False),
    "too_late": Reason(
        EXCLUDED,
        _lt("It is too far ahead: the time zones of that year are not known yet."),
        held_up=False,
    ),
    "other_calendar": Reason(
        EXCLUDED,
        _lt(
            "It is in the Google calendar you used before. To have it in your current calendar, "
            "change it, or tick “Populate Google” on your Google page."
        ),
        "page",
    ),
    "before": Reason(
        EXCLUDED,
        _lt(
            "It was here before you connected Google. To copy it, tick “Populate Google” on your "
            "Google page, or change it."
        ),
        "page",
    ),
    "out_of_window": Reason(
        EXCLUDED,
        _lt(
            "It was here before you connected Google, and is outside the days set on your Google "
            "page. Increase them and tick “Populate Google”, or change it."
        ),
        "page",
    ),
    "unconnected": Reason(EXCLUDED, _lt("It was here before you connected Google.")),
    "merged": Reason(
        EXCLUDED,
        _lt("In Google it was merged with “%(leader)s”, which is synchronized instead."),
        held_up=False,
    ),
    "not_in_group": Reason(
        EXCLUDED, _lt("It is not in your client group “%(group)s”."), held_up=False
    ),
}


def explain(
    env: Environment, code: str, trouble: HeldUp | None, **values: Any
) -> tuple[str, str | None]:
    """The text and the remedy for a record.

    :param code: as of :data:`REASONS`
    :param trouble: a :class:`~sync.reporting.health.HeldUp`, if the account is held up
    :param values: for the text
    """
    reason = REASONS[code]
    text = reason.text if isinstance(reason.text, str) else env._(reason.text)
    text %= values
    if trouble and reason.held_up:
        if reason.status == SYNCED:
            text = env._("It was the same in Odoo and in Google at the last sync.")
        return f"{text} {trouble.text}", trouble.remedy or reason.remedy
    return text, reason.remedy
