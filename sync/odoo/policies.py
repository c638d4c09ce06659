"""Translates a user's settings into the engine's policies of events and contacts."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from odoo.models import BaseModel

from ...engine.contacts.policy import ContactPolicy
from ...engine.events.policy import EventPolicy
from ...google_api.calendar.event_codec import KINDS
from ...google_api.transport.clock import GOOGLE
from ..store.refs import EVENT, SERIES
from . import workplaces
from .contact_fields import unheld
from .erased import Erased
from .masks import Masks
from .schedule_queries import Window
from .tag_colors import TagColors


def policy_of(account: BaseModel, res_model: str) -> EventPolicy | ContactPolicy:
    """Return the policy for the records of a model."""
    if res_model in (EVENT, SERIES):
        return event_policy(account)
    return contact_policy(account.contacts_ids)


def event_policy(account: BaseModel) -> EventPolicy:
    user = account.user_id
    palette = TagColors(user).palette
    return EventPolicy(
        imports=user.google_import_events,
        import_tentative=user.google_import_tentative,
        populate_odoo=populates(account, "odoo"),
        window=populate_window(user),
        known_since=_known_since(account),
        undo_deletions=account.undo_deletions,
        share_guests=user.shares_google_guests(),
        busy_mask=Masks(user).busy_mask,
        palette=palette,
        erased=Erased(user).addresses(),
        unheld=frozenset() if palette else frozenset({"color"}),
        **_colleagues(account),
    )


def google_ahead(account: BaseModel) -> timedelta:
    """By how much Google's clock was ahead of ours when the user has connected: as it is now, until
    a first run has ended. Our own may have been set since, so nothing is told by which is later."""
    work = account.work_id
    if work.google_ahead_since != account.known_since:
        return GOOGLE.ahead
    return timedelta(seconds=work.google_ahead)


def _known_since(account: BaseModel) -> datetime | None:
    """What Google's clock showed when the user has connected, read as all of Google's times are:
    our own clock may have been set since."""
    if not account.known_since:
        return None
    since: datetime = account.known_since.replace(tzinfo=timezone.utc)
    return GOOGLE.ours(since + google_ahead(account))


def contact_policy(contacts: BaseModel) -> ContactPolicy:
    user = contacts.user_id
    partners = contacts.env(user=user.id, su=False)["res.partner"]
    return ContactPolicy(
        imports=user.google_import_contacts,
        undo_deletions=contacts.undo_deletions,
        unheld=unheld(contacts.env),
        may_create=partners.has_access("create"),
    )


#: The sides: each can be populated from the other one.
SIDES = ("google", "odoo")


def populates(account: BaseModel, side: str) -> bool:
    """Return whether everything is to be copied to this side, "google" or "odoo"."""
    return side in populated_sides(account)[account.id]


def populated_sides(accounts: BaseModel) -> dict[int, tuple[str, ...]]:
    """The sides to which everything from the other side is to be copied, by the account's id.

    What people have asked for last counts, until a worker has done it.
    """
    wanted = {
        account.work_id.id: {side: account.work_id[f"populate_{side}"] for side in SIDES}
        for account in accounts
    }
    for request in accounts.env["google.sync.request"].of(accounts):
        if request.verb == "populate":
            wanted[request.work_id][request.details["side"]] = request.details["wanted"]
    return {
        account.id: tuple(side for side, is_so in wanted[account.work_id.id].items() if is_so)
        for account in accounts
    }


def populate_window(user: BaseModel) -> Window:
    """Return the start and the stop, aware, between which populate copies appointments."""
    now = datetime.now(timezone.utc)
    past, future = timedelta(user.google_past_days), timedelta(user.google_future_days)
    return now - past, now + future


def wanted_kinds(user: BaseModel) -> frozenset[str]:
    """Return the kinds of events, apart from appointments, that come in from Google."""
    found = frozenset(kind for kind in KINDS if user[f"google_import_{kind}"])
    # Where somebody works is no appointment where Odoo has a place for it.
    return found - {"working_location"} if workplaces.is_on(user) else found


def _colleagues(account: BaseModel) -> dict[str, Any]:
    """The addresses of the other accounts, where guests go to Google or are removed there."""
    user = account.user_id
    if not (Masks(user).may_hide or user.shares_google_guests()):
        return {}
    others = account.search([("google_email", "!=", False)])
    masked = others.filtered(lambda other: other.user_id.google_privacy != "full")
    return {"colleagues": _addresses(others), "masked_addresses": _addresses(masked)}


def _addresses(accounts: BaseModel) -> frozenset[str]:
    return frozenset(email.lower() for email in accounts.mapped("google_email"))
