"""Actions of the browser after a button has done its work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


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
