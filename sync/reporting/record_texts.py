"""Texts about changes of a record that were lost or come back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from odoo.api import Environment
from odoo.tools.translate import LazyGettext, LazyTranslate

from ...engine.core.guards import MassDeletion
from ...engine.core.link import Role, Spellings
from ...engine.core.merge import Conflict, Side
from ...engine.core.revert import Left
from ...engine.events.spelling import refused_addresses
from ...google_api.transport import errors
from .readable import FIELD_LABELS, labels, readable, readable_field

_lt = LazyTranslate(__name__)

SIDE_LABELS = {"odoo": _lt("Odoo"), "google": _lt("Google")}

SHORTENED = _lt(
    "Its description is too long for Google, which shows only the beginning. The whole text "
    "stays in Odoo. Put at its beginning what people need to see in Google."
)
SHORTENED_NOTES = _lt(
    "Its notes are too long for Google, which shows only the beginning. The whole text stays "
    "in Odoo. Put at its beginning what people need to see in Google."
)
#: Why an undo cannot reach a record.
NOT_LINKED = _lt("It is no longer synchronized, or not in the current calendar or group.")


def conflict_text(env: Environment, conflicts: Iterable[Conflict]) -> str:
    """Tell whose value won the fields that both sides changed, and the value that did not.

    :param env: in the user's language and time zone
    """
    return " ".join(_one_conflict_text(env, conflict) for conflict in conflicts)


def _one_conflict_text(env: Environment, conflict: Conflict) -> str:
    names = {
        "field": env._(FIELD_LABELS[conflict.field]),
        "winner": env._(SIDE_LABELS[conflict.winner.value]),
        "lost": readable_field(env, conflict.field, conflict.lost),
    }
    if conflict.original_start is None:
        return env._(
            "Both sides changed the %(field)s. %(winner)s's version was kept and replaced "
            "“%(lost)s”.",
            **names,
        )
    return env._(
        "Both sides changed the %(field)s of the occurrence of %(day)s. %(winner)s's version was "
        "kept and replaced “%(lost)s”.",
        day=readable(env, conflict.original_start),
        **names,
    )


def deletions_text(env: Environment, excess: MassDeletion, of_contacts: bool) -> str:
    """Tell that a run would delete too much, and how to decide about it."""
    values = {"count": excess.deletions, "side": env._(SIDE_LABELS[excess.side.value])}
    if of_contacts:
        return env._(
            "This sync would remove %(count)s contacts from the group in %(side)s. Nothing was "
            "changed. On your Google page, press “Approve” if you want that, or “Bring Them Back”.",
            **values,
        )
    return env._(
        "This sync would remove %(count)s appointments from %(side)s. Nothing was changed. On "
        "your Google page, press “Approve” if you want that, or “Bring Them Back”.",
        **values,
    )


def rejected_text(env: Environment, names: Sequence[str], role: Role) -> str:
    """Tell which changes were undone, and why."""
    others = [name for name in names if name != "mask"]
    texts = [_rejected_by_role(env, others, role)] if others else []
    if len(others) < len(names):
        texts.append(
            env._(
                "Odoo decides what Google can see, so the edit in Google was reverted. Change "
                "the title, the description or the place in Odoo."
            )
        )
    return " ".join(texts)


def _rejected_by_role(env: Environment, names: Sequence[str], role: Role) -> str:
    fields = labels(env, names)
    if role.value == "external":
        return env._("Only the organizer, in Google, can change this: %(fields)s.", fields=fields)
    if role.value == "employee":
        return env._(
            "The company in Odoo decides this, so Google shows it as before: %(fields)s. Change "
            "it at the company.",
            fields=fields,
        )
    if role.value == "kept":
        return env._(
            "Another record in Odoo, such as time off, decides this, so Google shows it as before: "
            "%(fields)s. Change it in that record.",
            fields=fields,
        )
    return env._(
        "Only the organizer can change this, so Google shows it as before: %(fields)s.",
        fields=fields,
    )


def no_out_of_office(error: errors.GoogleError) -> LazyGettext:
    """Tell that Google refuses to show time off as out of office."""
    return _lt(
        "Google does not show your time off as out of office (%(detail)s), so it is a private "
        "appointment there. Your Google page says what you can do.",
        detail=error.detail,
    )


def spelled_text(env: Environment, spellings: Spellings) -> str:
    """Tell what Google has kept in another form than it was sent, if there is any."""
    parts = []
    if refused := refused_addresses(spellings):
        parts.append(
            env._(
                "Google does not accept the address of a guest: %(addresses)s. The appointment is "
                "in Google without this guest, who stays in Odoo. Correct the address of the "
                "contact.",
                addresses=", ".join(refused),
            )
        )
    if names := [name for name, *_values in spellings if name != "guests"]:
        parts.append(
            env._(
                "Google stores it differently from Odoo: %(fields)s. Odoo's version stays in Odoo. "
                "Open it in Google to see what is shown there.",
                fields=labels(env, names),
            )
        )
    return " ".join(parts)


def left_text(env: Environment, left: Left) -> str:
    """Return why an undo leaves a record as it is."""
    if left.reason == "changed":
        sides = env._(" and ").join(env._(SIDE_LABELS[side.value]) for side in left.sides)
        return env._("It was changed or removed in %(sides)s in the meantime.", sides=sides)
    if left.role.value == "employee":
        return env._("The company in Odoo decides this. Change it at the company.")
    if left.role.value == "kept":
        return env._(
            "Another record in Odoo, such as time off, decides this. Change it in that record."
        )
    if left.role.value == "organizer":
        return env._(
            "Your Google page decides what Google can see of your appointments. Video "
            "conferences are managed in Google."
        )
    return env._("Only its organizer can restore it.")


def fixed_text(env: Environment, names: Sequence[str], role: Role) -> str:
    """Which fields an undo leaves as they are."""
    fields = labels(env, names)
    if role.value == "employee":
        return env._("The company in Odoo decides this, so it stays: %(fields)s.", fields=fields)
    if role.value == "kept":
        return env._(
            "Another record in Odoo, such as time off, decides this, so it stays: %(fields)s.",
            fields=fields,
        )
    return env._("Only the organizer can change this, so it stays: %(fields)s.", fields=fields)


def revived_text(env: Environment, side: Side, role: Role) -> str:
    if role.value == "kept":
        return env._(
            "It was deleted in Google, but another record in Odoo, such as time off, keeps it. So "
            "it is back in Google. To remove it, cancel that record."
        )
    if side.value == "google":
        return env._("It was deleted in Google but changed in Odoo; it is back in Google.")
    return env._("It was deleted in Odoo but changed in Google; it is back in Odoo.")
