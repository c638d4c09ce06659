"""How often a series repeats, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from dateutil.parser import isoparse

from odoo.api import Environment
from odoo.tools import format_date
from odoo.tools.translate import LazyTranslate

from ...engine.events import rule as rules
from ...engine.events.item import Repeating

_lt = LazyTranslate(__name__)

_EVERY_ONE = {
    "YEARLY": _lt("every year"),
    "MONTHLY": _lt("every month"),
    "WEEKLY": _lt("every week"),
    "DAILY": _lt("every day"),
    "HOURLY": _lt("every hour"),
    "MINUTELY": _lt("every minute"),
    "SECONDLY": _lt("every second"),
}
_EVERY_FEW = {
    "YEARLY": _lt("every %(count)s years"),
    "MONTHLY": _lt("every %(count)s months"),
    "WEEKLY": _lt("every %(count)s weeks"),
    "DAILY": _lt("every %(count)s days"),
    "HOURLY": _lt("every %(count)s hours"),
    "MINUTELY": _lt("every %(count)s minutes"),
    "SECONDLY": _lt("every %(count)s seconds"),
}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_A_MONDAY = date(2024, 1, 1)
#: Parts of a rule that take more than a few words, and are only hinted at.
_FINER = frozenset(
    {"BYMONTH", "BYSETPOS", "BYWEEKNO", "BYYEARDAY", "BYHOUR", "BYMINUTE", "BYSECOND"}
)


def rule_text(env: Environment, when: Repeating) -> str:
    """The rules of a series, as far as few words can say them.

    :param when: the time of the series
    :return: nothing for one whose rules were not read
    """
    lines = [line.partition(":")[2] for line in when.rules if line.startswith("RRULE")]
    words = "; ".join(_one_text(env, rules.split(line)) for line in lines)
    return words or (str(env._("on single days")) if len(when.extra) > 1 else "")


def _one_text(env: Environment, parts: Mapping[str, str]) -> str:
    words = [_every(env, parts)]
    if "BYDAY" in parts:
        days = ", ".join(_weekday(env, day) for day in parts["BYDAY"].split(","))
        words.append(env._("on %(days)s", days=days))
    if "BYMONTHDAY" in parts:
        days = parts["BYMONTHDAY"].replace("-1", env._("last")).replace(",", ", ")
        words.append(env._("on day %(days)s", days=days))
    if not _FINER.isdisjoint(parts):
        words.append(env._("in its own way"))
    if "COUNT" in parts:
        words.append(env._("%(count)s times", count=parts["COUNT"]))
    if "UNTIL" in parts:
        last = isoparse(parts["UNTIL"][:8]).date()
        words.append(env._("until %(day)s", day=format_date(env, last)))
    return ", ".join(words)


def _every(env: Environment, parts: Mapping[str, str]) -> str:
    count, unit = parts.get("INTERVAL", "1"), parts["FREQ"]
    if count == "1":
        return str(env._(_EVERY_ONE[unit]))
    text: str = env._(_EVERY_FEW[unit])
    return text % {"count": count}


def _weekday(env: Environment, day: str) -> str:
    """A weekday, and which of the month it is where only one of them is meant."""
    monday_is_0 = _WEEKDAYS.index(day[-2:])
    name: str = format_date(env, _A_MONDAY + timedelta(monday_is_0), date_format="EEE")
    which = day[:-2].lstrip("+")
    if not which:
        return name
    which = env._("last") if which == "-1" else which
    text: str = env._("%(weekday)s (%(which)s)", weekday=name, which=which)
    return text
