"""Counts the appointments of each side, for users who decide whether to copy them."""

from __future__ import annotations

import time

from odoo.exceptions import UserError
from odoo.models import BaseModel
from odoo.tools import SQL

from ...google_api.calendar.amounts import Amount, count_events
from ...google_api.transport.deadline import Deadline
from ...google_api.transport.errors import GoogleError
from ..google import access
from ..odoo import schedule_queries
from ..odoo.policies import populate_window, wanted_kinds

#: How many seconds somebody waits for Google's number.
_PATIENCE = 5.0


def in_odoo(user: BaseModel) -> int:
    """Return how many appointments the user's schedule has within the days that populate copies.

    A series counts once.
    """
    schedule_queries.flush(user.env)
    window = populate_window(user)
    query = SQL(
        "SELECT (SELECT count(*) FROM (%s) AS event) + (SELECT count(*) FROM (%s) AS series)",
        schedule_queries.single_events(user, window),
        schedule_queries.series(user, window),
    )
    ((count,),) = user.env.execute_query(query)
    return count


def in_google(account: BaseModel) -> Amount | None:
    """How many the Google calendar has that would come to Odoo; ``None`` if Google does not say.

    Google is asked, so nothing may have been written before.
    """
    user = account.user_id
    deadline = Deadline(time.monotonic() + _PATIENCE)
    try:
        session = access.session(account, deadline=deadline)
        return count_events(
            session,
            account.calendar_id,
            populate_window(user),
            wanted_kinds(user),
            user.google_import_tentative,
        )
    except (GoogleError, UserError):
        return None
