"""Aliases of time zones, for programs that do not know the name in an event."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import datetime, timezone
from functools import lru_cache
from itertools import islice
from zoneinfo import available_timezones

from ..core.guards import same_clock

#: What zones were called before, or went by as long as they had no name: those that are young
#: enough for some servers not to know them. https://data.iana.org/time-zones/tzdb/backward
_FORMER = {
    "America/Ciudad_Juarez": "America/Ojinaga",
    "America/Nuuk": "America/Godthab",
    "America/Punta_Arenas": "America/Santiago",
    "Asia/Kathmandu": "Asia/Katmandu",
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Qostanay": "Asia/Almaty",
    "Asia/Yangon": "Asia/Rangoon",
    "Europe/Kyiv": "Europe/Kiev",
    "Pacific/Kanton": "Pacific/Enderbury",
}
#: How many others of the same clock are worth a try.
_MOST_OTHERS = 2


@lru_cache(maxsize=64)
def other_names(zone: str, year: int) -> tuple[str, ...]:
    """Zones that show the same time as ``zone`` in the year, its former name first."""
    begins = datetime(year, 1, 1, tzinfo=timezone.utc)
    former = [_FORMER[zone]] if zone in _FORMER else []
    alike = [name for name in former if same_clock(name, zone, begins)]
    unknown = available_timezones() - {zone, *former}
    return (*alike, *islice(_of_same_clock(unknown, zone, begins), _MOST_OTHERS))


def name_among(known: Set[str], zone: str, year: int) -> str | None:
    """That of the known names which shows the same time as ``zone`` in the year, if one does."""
    if zone in known:
        return zone
    begins = datetime(year, 1, 1, tzinfo=timezone.utc)
    return next(_of_same_clock(known, zone, begins), None)


def _of_same_clock(among: Set[str], zone: str, begins: datetime) -> Iterator[str]:
    """Those of the same continent first."""
    area = zone.partition("/")[0]
    names = (name for name in among if "/" in name)
    for name in sorted(names, key=lambda name: (name.partition("/")[0] != area, name)):
        if not name.startswith("Etc/") and same_clock(name, zone, begins):
            yield name
