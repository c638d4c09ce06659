"""Odoo's Remote Work (``hr_homeworking``), which need not be installed: where a user works on which
day.

An employee has a weekly plan, a place for each weekday, and days that are otherwise. The plan is
never written; a day that is otherwise in Google becomes one in Odoo.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from odoo import fields
from odoo.api import Environment
from odoo.models import BaseModel

from ...engine.events.workplace import Place
from ...google_api.calendar.working_locations import LONGEST_LABEL
from .records import last_change
from .time_off import obstacle_of_kinds

DAY = "hr.employee.location"
LOCATION = "hr.work.location"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: How many days are kept the same, today among them.
AHEAD = 28


def is_installed(env: Environment) -> bool:
    return DAY in env


def is_on(user: BaseModel) -> bool:
    """Return whether the user's working locations are kept the same, as far as that is known."""
    if not user.google_workplaces or not is_installed(user.env):
        return False
    account = user.google_sync_account_ids
    return bool(account) and obstacle_of_kinds(account) is None


def days_ahead(user: BaseModel) -> tuple[date, date]:
    """The first and the last of the days that are kept the same, on the user's clock."""
    here = user.with_context(tz=user.tz)
    today = fields.Datetime.context_timestamp(here, fields.Datetime.now()).date()
    return today, today + timedelta(days=AHEAD - 1)


@dataclass(frozen=True)
class Planned:
    """What Odoo says of a day.

    :ivar usual: what the weekly plan says
    :ivar changed: when the day was said to be otherwise
    """

    place: Place | None
    usual: Place | None
    changed: datetime | None = None


class Workplaces:
    """:param user: in an environment of the superuser; what is written, is with their rights"""

    def __init__(self, user: BaseModel) -> None:
        self.user = user
        env = user.env(su=True)
        mine = [("user_id", "=", user.id), ("company_id", "=", user.company_id.id)]
        self.employee = env["hr.employee"].search(mine, limit=1)
        self.own_days = env(user=user.id, su=False)[DAY]

    def plan(self, first: date, last: date) -> dict[date, Planned]:
        """What Odoo says of these days, both included, by day."""
        otherwise = {one.date: one for one in self._days(first, last).sudo()}
        found = {}
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            usual, one = self.usual(day), otherwise.get(day)
            found[day] = (
                Planned(_place(one.work_location_id), usual, last_change(one))
                if one
                else Planned(usual, usual)
            )
        return found

    def usual(self, day: date) -> Place | None:
        """Return the place in the weekly plan for a day; ``None`` if there is none."""
        return _place(self._usual(day))

    def set(self, day: date, place: Place | None) -> bool:
        """Let Odoo say of a day what Google does.

        :param place: ``None``: the weekly plan counts
        :return: whether Odoo can say it
        """
        one = self._days(day, day)
        usual = self._usual(day)
        if place is None or (usual and place.is_like(_place(usual))):
            one.unlink()
            return True
        location = self._location(place)
        if not location:
            return False
        if one:
            one.work_location_id = location
        else:
            values = {"employee_id": self.employee.id, "date": day}
            self.own_days.create({**values, "work_location_id": location.id})
        return True

    def _days(self, first: date, last: date) -> BaseModel:
        """The days between that are otherwise than the weekly plan."""
        return self.own_days.search(
            [("employee_id", "=", self.employee.id), ("date", ">=", first), ("date", "<=", last)]
        )

    def _usual(self, day: date) -> BaseModel:
        return self.employee[f"{_WEEKDAYS[day.weekday()]}_location_id"]

    def _location(self, place: Place) -> BaseModel:
        """The location that a place is: those of the weekly plan come first."""
        weekly = self.employee.env[LOCATION].union(
            *(self.employee[f"{name}_location_id"] for name in _WEEKDAYS)
        )
        of_company = [("company_id", "=", self.employee.company_id.id)]
        all_of_them = weekly | self.employee.env[LOCATION].search(of_company)
        return next(
            (one for one in all_of_them if place.is_like(_place(one))), all_of_them.browse()
        )


def _place(location: BaseModel) -> Place | None:
    if not location:
        return None
    return Place(location.location_type, (location.name or "")[:LONGEST_LABEL])
