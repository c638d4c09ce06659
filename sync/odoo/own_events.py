"""Appointments of a user's own in place of the copies that Google made of colleagues' meetings.

A copy has its organizer's words, also in the calendar of a guest who hides theirs. So a guest may
choose an appointment of their own instead, as they have one of each meeting to which nobody invites
them by Google. To delete a copy is to decline it, so nobody does:

1. The guest's account links the record with an event of its own, which it makes in Google.
2. Once that is there, the organizer's account takes the guest out of Google's list, and mails
   nobody. Google takes the copy away, with which no record is linked any more.

Whatever fails in between leaves the guest with both of them until a later run goes on. In Odoo the
guest attends all the time; Odoo leads, and the organizer's changes come by the organizer's account.
"""

from __future__ import annotations

from collections.abc import Collection

from odoo.api import Environment
from odoo.fields import Domain
from odoo.models import BaseModel

from ...engine.core.link import Role
from ..store.links import INACTIVE, RESTING, ref_of
from ..store.refs import RecordRef, naming


def replaces_copies(user: BaseModel) -> bool:
    """Return whether the user hides titles and wants no copies that show them."""
    return user.google_privacy != "full" and bool(user.google_replace_copies)


def replaceable(account: BaseModel, refs: Collection[RecordRef]) -> set[RecordRef]:
    """Return the records whose organizer's account can remove this user from the guests."""
    if not refs:
        return set()
    leading = (
        Domain("account_id", "!=", account.id)
        & Domain("role", "=", Role.ORGANIZER.value)
        & Domain("is_copy", "=", False)
        & Domain("base", "!=", False)
        & Domain("state", "not in", {*INACTIVE, *RESTING, "removing"})
    )
    links = account.env["google.sync.link"].search(leading & naming(refs))
    return {ref for link in links if _is_led(link) and (ref := ref_of(link))} & set(refs)


def replacing_accounts(env: Environment) -> BaseModel:
    """Return the accounts of all users who want no copies."""
    users = env["res.users"].search([("google_replace_copies", "=", True)])
    return users.filtered(replaces_copies).google_sync_account_ids


def guests_apart(link: BaseModel, invited: Collection[str], replacing: BaseModel) -> frozenset[str]:
    """Return the addresses of the guests who have replaced their copy of the user's meeting.

    :param link: the organizer's
    :param invited: the addresses of all whom Google invites, or invited before
    :param replacing: :func:`replacing_accounts`
    """
    accounts = replacing.filtered(lambda one: (one.google_email or "").lower() in invited)
    ref = ref_of(link)
    if not (accounts and ref):
        return frozenset()
    made = Domain("role", "=", Role.INVITED.value) & Domain("is_copy", "=", False)
    there = Domain("etag", "!=", False) & Domain("base", "!=", False)
    own = Domain("account_id", "in", accounts.ids) & made & there & naming({ref})
    found = link.env["google.sync.link"].search(own).account_id
    return frozenset(one.google_email.lower() for one in found)


def is_at_it(account: BaseModel) -> bool:
    """Return whether an account is synchronized, or will be after a pause."""
    user = account.user_id
    works = user.active and not user.share and user.google_sync_enabled
    return bool(works and account.decision in ("connected", "paused"))


def _is_led(link: BaseModel) -> bool:
    """Whether runs go on writing the organizer's event, or do so again after a pause."""
    account = link.account_id
    return bool(is_at_it(account) and link.collection == account.calendar_id)
