"""What people are told of their working locations."""

from __future__ import annotations

from odoo.api import Environment
from odoo.tools.translate import LazyGettext, LazyTranslate

from ...engine.events.workplace import Place, Stays

_lt = LazyTranslate(__name__)

#: Why an undo leaves a day as it is.
STAYS = {
    Stays.CHANGED: _lt("Somebody has changed this day since then."),
    Stays.PLANNED: _lt("It follows the weekly plan. Change the plan in Odoo, in Employees."),
}
STAYS_PAST = _lt("This day is over, or more than four weeks ahead.")


def place_name(env: Environment, place: Place | None) -> str:
    """Return the name of a place in the reader's language."""
    if place is None:
        return env._("nothing")
    kinds = {"home": env._("Home"), "office": env._("Office"), "other": env._("Other place")}
    return place.label or kinds[place.kind]


def changed(env: Environment, before: Place | None, after: Place | None) -> str:
    """From one place to another."""
    return env._(
        "%(before)s → %(after)s", before=place_name(env, before), after=place_name(env, after)
    )


def entered(env: Environment, before: Place | None, after: Place | None) -> str:
    places = changed(env, before, after)
    return env._("Working location copied from Google to Odoo: %(places)s.", places=places)


def written(env: Environment, before: Place | None, after: Place | None) -> str:
    places = changed(env, before, after)
    return env._("Working location copied from Odoo to Google: %(places)s.", places=places)


def restored(env: Environment, before: Place | None, after: Place | None) -> str:
    places = changed(env, before, after)
    return env._(
        "Working location restored in Odoo: %(places)s. Google follows with the next sync.",
        places=places,
    )


def unknown_place(place: str) -> LazyGettext:
    return _lt(
        "Odoo has no work location “%(place)s”, so it stays in Google. An administrator "
        "can create it in Employees → Configuration → Work Locations.",
        place=place,
    )


def refused_by_odoo(why: str) -> LazyGettext:
    return _lt("Odoo does not accept this working location, so it stays in Google: %s", why)


def refused_day(detail: str) -> LazyGettext:
    return _lt(
        "Google does not accept this working location (%(detail)s). Both sides stay as they are "
        "on this day. Change the day in Odoo or in Google to try again.",
        detail=detail,
    )


def no_locations(detail: str) -> LazyGettext:
    return _lt(
        "Google does not accept working locations from your account (%(detail)s). They need a "
        "Google Workspace. To try again, untick them on your Google page, save, and tick them "
        "again.",
        detail=detail,
    )
