"""Other names of time zones, for who does not know the one that somebody has."""

import pytest
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
