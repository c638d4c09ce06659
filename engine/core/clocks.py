"""The clocks of time zones, by the data that Odoo goes by.

Python knows the zones of its machine, and Odoo those of ``pytz``, which may be years newer. Where a
country has changed its clocks meanwhile, the two are an hour apart, and so would be the occurrences
that this addon and Odoo find for one series.
"""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo

import pytz


@lru_cache(maxsize=1024)
def clock(name: str) -> ZoneInfo:
    """The zone of an IANA name.

    :raise ValueError, ZoneInfoNotFoundError, OSError: there is none, as ``ZoneInfo`` says so
    """
    if name not in pytz.all_timezones_set:
        return ZoneInfo(name)
    with pytz.open_resource(name) as data:
        return ZoneInfo.from_file(data, key=name)
