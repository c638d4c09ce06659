"""Counts the requests to Google a day, and forecasts their number.

Google charges a project for requests to Calendar above a number a day. Days are those of UTC: when
Google's begin is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from odoo import fields
from odoo.api import Environment

from ...engine.core.forecast import HOURS, forecast

#: https://developers.google.com/workspace/calendar/api/guides/quota
DAILY_REQUESTS = 1_000_000
#: From this part of the budget on, an administrator should know.
NEARLY = 0.8


@dataclass(frozen=True)
class Usage:
    """Requests of today.

    :ivar today: until now
    :ivar expected: until the end of the day, as far as can be said
    :ivar budget: that is not to be passed
    """

    today: int
    expected: int
    budget: int

    @property
    def is_too_much(self) -> bool:
        return max(self.today, self.expected) > self.budget

    @property
    def is_nearly_too_much(self) -> bool:
        return max(self.today, self.expected) > NEARLY * self.budget


def daily_budget(env: Environment) -> int:
    """Return how many requests a day the settings allow."""
    parameter = env["ir.config_parameter"].sudo().get_param("google_sync.daily_requests")
    return int(parameter or DAILY_REQUESTS)


def usage(env: Environment) -> Usage:
    """Count today's requests, by the hour."""
    now = fields.Datetime.now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    since = midnight - timedelta(days=1)
    hours = env["google.sync.usage"].sudo().search([("hour", ">=", since), ("hour", "<=", now)])
    by_hour = {row.hour: row.requests for row in hours}
    sent = [by_hour.get(since + timedelta(hours=hour), 0) for hour in range(HOURS + now.hour + 1)]
    yesterday, today = sent[:HOURS], sent[HOURS:]
    part = (now.minute * 60 + now.second) / 3600
    return Usage(sum(today), forecast(today, yesterday, part), daily_budget(env))
