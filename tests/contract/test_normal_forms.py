"""What Google makes of what it is sent: it stores something else, or refuses it."""

import pytest
from people import NINE, fake, refused, timed

LINE = "-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-"
MEET = f"{LINE}\nJoin with Google Meet: https://meet.google.com/aaa-bbbb-ccc\nPIN: 283483#\n{LINE}"


def test_a_long_description_is_cut(google, ann):
    event = ann.insert(description="é" * 9000)
    assert event["description"] == "é" * 8192
    assert ann.patch(event, description="x" * 8193)["description"] == "x" * 8192
    fake(google, "settings", description_limit=10)
    assert ann.insert(description="0123456789ABC")["description"] == "0123456789"


def test_or_a_long_description_is_refused(google, ann):
    fake(google, "settings", long_descriptions="refused")
    event = ann.insert(description="x" * 8192)
    with refused(400, "invalid", "exceeds the allowed size limit"):
        ann.patch(event, description="x" * 8193)
    assert ann.get(event) == event


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (MEET, None),
        (f"Bring the plan.\n\n{MEET}", "Bring the plan."),
        (f"Bring the plan.\n\n{MEET}\n\nAnd cake.", "Bring the plan.\nAnd cake."),
        (f"One line\n{LINE}", f"One line\n{LINE}"),
        ("-::~:~::-\nlooks alike\n-::~:~::-", "-::~:~::-\nlooks alike\n-::~:~::-"),
        (" spaces stay \n", " spaces stay \n"),
    ],
)
def test_a_meet_block_is_taken_out(ann, sent, kept):
    event = ann.insert(description=sent)
    assert event.get("description") == kept
    assert ann.patch(event, description=sent).get("description") == kept
    assert ann.update({"id": event["id"], "description": sent, **NINE}).get("description") == kept


@pytest.mark.parametrize("minutes", ["09:00", "08:59"])
def test_an_event_has_to_end_after_its_start(ann, minutes):
    when = timed("2026-03-02T09:00", f"2026-03-02T{minutes}")
    with refused(400, "timeRangeEmpty", "The specified time range is empty."):
        ann.insert(when=when)
    event = ann.insert()
    with refused(400, "timeRangeEmpty"):
        ann.patch(event, **when)
    assert ann.get(event) == event


@pytest.mark.parametrize("per_line", [1, 10])
def test_very_many_exdates_are_refused(google, ann, per_line):
    days = [f"2026{month:02}{day:02}T080000Z" for month in range(4, 12) for day in range(1, 29)]
    fake(google, "settings", exdates_limit=40)

    def recurrence(count):
        starts = range(0, count, per_line)
        lines = [f"EXDATE:{','.join(days[n : min(n + per_line, count)])}" for n in starts]
        return ["RRULE:FREQ=DAILY", *lines]

    series = ann.insert(recurrence=recurrence(40))
    with refused(400, "invalid", "exceeds the allowed size limit"):
        ann.patch(series, recurrence=recurrence(41))
    with refused(400, "invalid", "exceeds the allowed size limit"):
        ann.insert(recurrence=recurrence(41))


def test_zones_that_google_does_not_know_yet(google, ann):
    kyiv = timed("2026-03-02T09:00", "2026-03-02T10:00", "Europe/Kyiv")
    assert ann.insert(when=kyiv)["start"]["timeZone"] == "Europe/Kyiv"
    fake(google, "settings", refused_zones=["Europe/Kyiv"])
    with refused(400, "invalid", "Invalid time zone definition for start time."):
        ann.insert(when=kyiv)
    with refused(400, "invalid", "Invalid time zone definition for start time."):
        ann.patch(ann.insert(), **kyiv)
    with refused(400, "invalid", "Invalid time zone."):
        ann.api.calendars().insert(body={"summary": "Team", "timeZone": "Europe/Kyiv"}).execute()
    kiev = timed("2026-03-02T09:00", "2026-03-02T10:00", "Europe/Kiev")
    assert ann.insert(when=kiev)["start"]["timeZone"] == "Europe/Kiev"


def test_a_rule_that_is_taken_away_by_null(google, ann):
    series = ann.insert(recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
    fake(google, "settings", null_recurrence="kept")
    kept = ann.patch(series, recurrence=None, summary="Once")
    assert (kept["recurrence"], kept["summary"]) == (series["recurrence"], "Once")
    fake(google, "settings", null_recurrence="removed")
    assert "recurrence" not in ann.patch(series, recurrence=None)
