"""Whether the clocks of Odoo and Google differ, and what is said then."""

from __future__ import annotations

from datetime import datetime, timezone

from odoo.models import BaseModel
from odoo.tools.translate import LazyGettext, LazyTranslate

from ...engine.core.guards import same_clock

_lt = LazyTranslate(__name__)


def trouble(account: BaseModel, google: str) -> LazyGettext | None:
    """Return the text for people, to be translated; ``None`` if both show the same time.

    :param google: the time zone of the calendar at Google
    """
    odoo = account.user_id.tz or "UTC"
    if same_clock(odoo, google, datetime.now(timezone.utc)):
        return None
    return _lt(
        "The time zone is %(odoo)s in Odoo and %(google)s in Google. Nothing is synchronized "
        "until they are the same. Press “Use Google's Time Zone”, or change it in Google.",
        odoo=odoo,
        google=google,
    )


def zone_of_calendar(account: BaseModel) -> str | None:
    """The time zone of the calendar that people have chosen, also before a worker knows of it."""
    chosen = [
        request.details["zone"]
        for request in account.env["google.sync.request"].of(account)
        if request.verb == "other_calendar"
    ]
    return chosen[-1] if chosen else account.google_time_zone
