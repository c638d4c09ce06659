"""Tells guests how many meetings Google shows in spite of their masks.

A guest's copy has the words that its organizer has given it, and Google lets nobody else change
them. So people are told how many there are, when their hiding begins, and that they can have
appointments of their own instead (:mod:`sync.odoo.own_events`).
"""

from __future__ import annotations

from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools.translate import LazyTranslate

from ...engine.core.link import Role
from ..odoo.own_events import replaceable, replaces_copies
from ..store.links import linked_ref, links_of
from .run_log import RunLog

_lt = LazyTranslate(__name__)


def tell(account: BaseModel) -> None:
    """Say in the log how many meetings Google shows with their words to a user who hides these."""
    if account.user_id.google_privacy == "full":
        return
    copies = links_of(
        account,
        Domain("collection", "=", account.calendar_id)
        & Domain("role", "=", Role.INVITED.value)
        & Domain("is_copy", "=", True)
        & Domain("base", "!=", False),
    )
    log = RunLog(account.env, account)
    if replaces_copies(account.user_id):
        going = replaceable(account, set(map(linked_ref, copies)))
        copies = copies.filtered(lambda link: linked_ref(link) not in going)
        text = _lt(
            "Colleagues organize them, and Odoo cannot remove you from their guests in Google. So "
            "Google still shows you their titles. Ask the organizers to remove you."
        )
    else:
        text = _lt(
            "Colleagues organize them, so Google shows you their titles although you hide yours. "
            "To hide these, too, tick “Also hide the titles of meetings that colleagues organize” "
            "on your Google page."
        )
    if copies:
        title = _lt("Meetings that colleagues organize: %(count)s", count=len(copies))
        log.remark(log.told(text), title=log.told(title))
        log.close()
