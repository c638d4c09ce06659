"""What browsers do after a button has done its work, and what they show meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from odoo.api import Environment

from .told import Make, text_of


def reload() -> dict[str, Any]:
    """The screen is read anew, with all that has changed; messages stay."""
    return {"type": "ir.actions.client", "tag": "soft_reload"}


def notification(
    kind: str, message: str, *, sticky: bool = False, then: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """A short message in the corner of the screen.

    :param kind: ``success``, ``info`` or ``warning``
    :param sticky: whether it stays until somebody closes it
    :param then: the action that follows
    """
    params: dict[str, Any] = {"type": kind, "message": message, "sticky": sticky}
    if then:
        params["next"] = then
    return {"type": "ir.actions.client", "tag": "display_notification", "params": params}


def tell(
    env: Environment, kind: str, message: Make, *, title: Make | None = None, sticky: bool = False
) -> None:
    """Show the user such a message on every screen of theirs, once this has been committed.

    Whoever has written, a program of theirs too, it is in their own language. It is for what is
    worth to be told however it was done; an action tells only who has pressed the button.
    """
    user = env.user
    reader = env(context={**env.context, "lang": user.lang, "tz": user.tz})
    shown = {"type": kind, "message": text_of(reader, message), "sticky": sticky}
    if title:
        shown["title"] = text_of(reader, title)
    user._bus_send("simple_notification", shown)
