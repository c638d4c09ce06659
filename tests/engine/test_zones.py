"""Other names of time zones, for who does not know the one that somebody has."""

from datetime import datetime, timezone

import pytest
import pytz
from google_sync.engine.core.clocks import clock
from google_sync.engine.events.zones import name_among, other_names

KNOWN = {"UTC", "Europe/Paris", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "EST5EDT"}


@pytest.mark.parametrize(
    ("zone", "known_as"),
    [
        ("Europe/Paris", "Europe/Paris"),
        ("Europe/Rome", "Europe/Berlin"),
        ("US/Eastern", "America/New_York"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("UTC", "UTC"),
        ("Australia/Eucla", None),
        ("Mars/Olympus", None),
    ],
)
def test_the_known_name_of_the_same_clock(zone, known_as):
    assert name_among(KNOWN, zone, 2027) == known_as


def test_others_do_not_name_the_zone_itself():
    assert "Asia/Kolkata" not in other_names("Asia/Kolkata", 2027)
    assert other_names("Asia/Kolkata", 2027)[0] == "Asia/Calcutta"


@pytest.mark.parametrize("area", ["Africa", "America", "Asia", "Europe", "Pacific"])
def test_clocks_are_those_of_odoo_however_old_the_machines_are(area):
    """British Columbia, Alberta, Morocco and others have changed theirs in 2026."""
    noons = [
        datetime(year, month, 15, 12, tzinfo=timezone.utc)
        for year in range(2024, 2037)
        for month in range(1, 13)
    ]
    names = [name for name in pytz.all_timezones if name.startswith(f"{area}/")]
    assert names
    for name in names:
        ours, odoos = clock(name), pytz.timezone(name)
        apart = [
            noon
            for noon in noons
            if noon.astimezone(ours).utcoffset() != noon.astimezone(odoos).utcoffset()
        ]
        assert not apart, name
