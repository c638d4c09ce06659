"""Recurring events: expansion, instances, exceptions."""

import pytest
from people import NINE, all_day, fake, refused, timed

WEEKLY = {"when": NINE, "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"]}  # Mondays 2, 9, 16, 23 March
SECOND = "20260309T080000Z"


def starts(events):
    return [event["start"].get("date") or event["start"]["dateTime"][:16] for event in events]


def instances(person, series, **options):
    request = person.events.instances(calendarId="primary", eventId=series["id"], **options)
    return request.execute()["items"]


def test_a_series_is_one_event_in_a_plain_list(ann):
    series = ann.insert("Weekly", **WEEKLY)
    [listed] = ann.list()["items"]
    assert listed == series
    assert listed["recurrence"] == WEEKLY["recurrence"]


def test_single_events_are_its_instances(ann):
    series = ann.insert("Weekly", **WEEKLY)
    items = ann.list(singleEvents=True, orderBy="startTime")["items"]
    assert starts(items) == [f"2026-03-{day:02}T09:00" for day in (2, 9, 16, 23)]
    second = items[1]
    assert second["id"] == f"{series['id']}_{SECOND}"
    assert second["recurringEventId"] == series["id"]
    assert second["originalStartTime"] == second["start"]
    assert second["iCalUID"] == series["iCalUID"]
    assert "recurrence" not in second
    assert ann.get(second) == second


def test_nine_stays_nine_over_summer_time(ann):
    ann.insert(when=NINE, recurrence=["RRULE:FREQ=WEEKLY;COUNT=5"])
    items = ann.list(singleEvents=True, orderBy="startTime")["items"]
    assert [item["start"]["dateTime"][10:] for item in items[-2:]] == [
        "T09:00:00+01:00",
        "T09:00:00+02:00",
    ]
    assert items[-1]["id"].endswith("_20260330T070000Z")


def test_all_day_instances_have_dates_in_their_ids(ann):
    series = ann.insert(
        when=all_day("2026-03-30", "2026-04-01"), recurrence=["RRULE:FREQ=DAILY;COUNT=2"]
    )
    items = instances(ann, series)
    assert [item["id"] for item in items] == [
        f"{series['id']}_20260330",
        f"{series['id']}_20260331",
    ]
    assert items[1]["end"] == {"date": "2026-04-02"}


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["RRULE:FREQ=DAILY;UNTIL=20260304T080000Z"], [2, 3, 4]),
        (["RRULE:FREQ=DAILY;UNTIL=20260304T075959Z"], [2, 3]),
        (["RRULE:FREQ=DAILY;UNTIL=20260304"], [2, 3, 4]),
        (["RRULE:FREQ=DAILY;COUNT=3", "EXDATE;TZID=Europe/Brussels:20260303T090000"], [2, 4]),
        (["RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20260303T080000Z"], [2, 4]),
        (["RRULE:FREQ=DAILY;COUNT=2", "RDATE;TZID=Europe/Brussels:20260320T090000"], [2, 3, 20]),
        (["RDATE;TZID=Europe/Brussels:20260305T090000"], [2, 5]),
        (["RRULE:FREQ=DAILY;COUNT=4", "EXRULE:FREQ=DAILY;INTERVAL=2;COUNT=2"], [3, 5]),
        (["RRULE:FREQ=MONTHLY;BYDAY=1MO,-1FR;COUNT=2"], [2, 27]),
        (["RRULE:FREQ=MONTHLY;BYDAY=TU,-1FR;COUNT=6"], [2, 3, 10, 17, 24, 27, 31]),
        (["RRULE:FREQ=YEARLY;BYDAY=TU,10WE;COUNT=3"], [2, 3, 10, 11]),
        (["RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3"], [2, 3, 10, 17]),
        (["RRULE:FREQ=WEEKLY;BYDAY=MO,TU;COUNT=3"], [2, 3, 9]),
        (["RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260310T225959Z"], [2, 3, 10]),
        (["RRULE:FREQ=DAILY;UNTIL=20260220"], [2]),
        (["RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2", "EXDATE:20260302T080000Z"], [3, 10]),
    ],
)
def test_recurrence_lines(ann, lines, days):
    series = ann.insert(when=NINE, recurrence=lines)
    assert starts(instances(ann, series)) == [f"2026-03-{day:02}T09:00" for day in days]


@pytest.mark.parametrize(
    "line",
    [
        "RRULE:FREQ=SOMETIMES",
        "DTSTART:20260302T090000Z",
        "nonsense",
        "RRULE:COUNT=x",
        "RRULE:FREQ=MINUTELY;BYSECOND=7;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=HOURLY;BYDAY=MO;BYMONTH=2;BYMONTHDAY=30",
        "EXRULE:freq=secondly;byyearday=366;bymonth=1",
    ],
)
def test_lines_that_google_refuses(ann, line):
    with refused(400, "invalid", "Invalid recurrence rule."):
        ann.insert(when=NINE, recurrence=[line])


def test_a_timed_series_needs_its_zone(ann):
    when = {
        "start": {"dateTime": "2026-03-02T09:00:00+01:00"},
        "end": {"dateTime": "2026-03-02T10:00:00+01:00"},
    }
    with refused(400, "required", "Missing time zone definition for start time."):
        ann.insert(when=when, recurrence=["RRULE:FREQ=DAILY;COUNT=2"])


def test_an_endless_series_fills_the_window_that_is_asked_for(ann):
    ann.insert(when=NINE, recurrence=["RRULE:FREQ=DAILY"])
    window = {"timeMin": "2026-06-01T00:00:00Z", "timeMax": "2026-06-08T00:00:00Z"}
    assert len(ann.list(singleEvents=True, **window)["items"]) == 7
    assert ann.titles(**window) == ["Meeting"]
    assert ann.titles(timeMax="2026-03-01T00:00:00Z") == []


def test_instances_of_a_window_far_from_the_start(ann):
    when = timed("1990-01-01T09:00", "1990-01-01T10:00")
    series = ann.insert(when=when, recurrence=["RRULE:FREQ=DAILY"])
    window = {"timeMin": "2027-01-05T08:30:00Z", "timeMax": "2027-01-07T08:00:00Z"}
    found = instances(ann, series, **window)
    assert starts(found) == ["2027-01-05T09:00", "2027-01-06T09:00"]
    assert found == ann.list(singleEvents=True, **window)["items"]
    assert ann.get(found[0]) == found[0]


def test_one_instance_can_be_moved(ann):
    series = ann.insert("Weekly", **WEEKLY)
    moved = ann.patch(f"{series['id']}_{SECOND}", **timed("2026-03-10T14:00", "2026-03-10T15:00"))
    assert moved["originalStartTime"]["dateTime"] == "2026-03-09T09:00:00+01:00"
    assert starts(instances(ann, series))[:2] == ["2026-03-02T09:00", "2026-03-10T14:00"]
    assert {event["id"] for event in ann.list()["items"]} == {series["id"], moved["id"]}


def test_one_instance_can_be_cancelled_and_comes_bare(ann):
    series = ann.insert("Weekly", **WEEKLY)
    token = ann.list()["nextSyncToken"]
    ann.delete(f"{series['id']}_{SECOND}")
    assert len(instances(ann, series)) == 3
    assert len(instances(ann, series, showDeleted=True)) == 4
    [bare] = ann.list(syncToken=token)["items"]
    assert bare.keys() == {
        "kind",
        "etag",
        "id",
        "status",
        "recurringEventId",
        "originalStartTime",
    }
    assert bare["originalStartTime"]["dateTime"] == "2026-03-09T09:00:00+01:00"
    assert bare in ann.list()["items"], "gaps of a living series are always told"
    assert len(ann.list(singleEvents=True)["items"]) == 3


def test_an_instance_is_found_by_its_original_start(ann):
    series = ann.insert(**WEEKLY)
    [found] = instances(ann, series, originalStart="2026-03-09T09:00:00+01:00")
    assert found["id"].endswith(SECOND)


@pytest.mark.parametrize("suffix", ["20260310T080000Z", "20260309", "2026"])
def test_instances_that_are_not_in_the_rule(ann, suffix):
    series = ann.insert(**WEEKLY)
    with refused(404, "notFound"):
        ann.get(f"{series['id']}_{suffix}")


def test_only_series_have_instances(ann):
    with refused(400, "invalid"):
        instances(ann, ann.insert())


def test_deleting_a_series_takes_its_exceptions_along_and_brings_them_back(ann):
    series = ann.insert("Weekly", **WEEKLY)
    changed = ann.patch(f"{series['id']}_{SECOND}", summary="Special")
    token = ann.list()["nextSyncToken"]
    ann.delete(series)
    gone = {event["id"]: event["status"] for event in ann.list(syncToken=token)["items"]}
    assert gone == {series["id"]: "cancelled", changed["id"]: "cancelled"}
    ann.patch(series, status="confirmed")
    titles = ann.titles(singleEvents=True, orderBy="startTime")
    assert titles == ["Weekly", "Special", "Weekly", "Weekly"]


def test_exceptions_keep_what_they_changed_and_inherit_the_rest(ann):
    series = ann.insert("Weekly", location="Here", **WEEKLY)
    exception = ann.patch(f"{series['id']}_{SECOND}", summary="Special")
    ann.patch(series, summary="Renamed", location="There")
    after = ann.get(exception)
    assert (after["summary"], after["location"]) == ("Special", "There")


def test_a_shorter_rule_drops_its_exceptions(ann):
    series = ann.insert("Weekly", **WEEKLY)
    last = ann.patch(f"{series['id']}_20260323T080000Z", summary="Special")
    singles = ann.list(singleEvents=True)
    plain = ann.list()
    ann.patch(series, recurrence=["RRULE:FREQ=WEEKLY;COUNT=2"])
    told = {e["id"]: e["status"] for e in ann.list(syncToken=plain["nextSyncToken"])["items"]}
    assert told == {series["id"]: "confirmed", last["id"]: "cancelled"}
    told = ann.list(syncToken=singles["nextSyncToken"], singleEvents=True)["items"]
    gone = {event["id"] for event in told if event["status"] == "cancelled"}
    assert gone == {f"{series['id']}_20260316T080000Z", last["id"]}


def test_a_series_can_become_a_single_event(ann):
    series = ann.insert(**WEEKLY)
    assert "recurrence" not in ann.patch(series, recurrence=None)
    assert len(ann.list(singleEvents=True)["items"]) == 1


def test_if_match_of_an_untouched_instance_is_the_series_etag(ann):
    series = ann.insert(**WEEKLY)
    instance = f"{series['id']}_{SECOND}"
    with refused(412, "conditionNotMet"):
        ann.patch(instance, summary="No", if_match='"stale"')
    assert ann.patch(instance, summary="Yes", if_match=series["etag"])["summary"] == "Yes"


def test_a_series_is_found_with_its_exceptions_by_its_ical_uid(ann):
    series = ann.insert("Weekly", **WEEKLY)
    ann.insert("Other")
    moved = ann.patch(f"{series['id']}_{SECOND}", **timed("2026-03-10T14:00", "2026-03-10T15:00"))
    gap = f"{series['id']}_20260316T080000Z"
    ann.delete(gap)
    found = ann.list(iCalUID=series["iCalUID"], showDeleted=True)["items"]
    assert {event["id"] for event in found} == {series["id"], moved["id"], gap}


def test_an_empty_recurrence_makes_a_single_event_too(ann):
    series = ann.insert(**WEEKLY)
    assert "recurrence" not in ann.patch(series, recurrence=[])


def test_a_list_by_ical_uid_may_leave_cancelled_instances_out(google, ann):
    series = ann.insert(**WEEKLY)
    gone = ann.patch(f"{series['id']}_{SECOND}", status="cancelled")
    changed = ann.patch(f"{series['id']}_20260316T080000Z", summary="Special")

    def found(**options):
        return {event["id"] for event in ann.list(iCalUID=series["iCalUID"], **options)["items"]}

    for options in ({}, {"showDeleted": True}):
        assert found(**options) == {series["id"], gone["id"], changed["id"]}
    fake(google, "settings", ical_uid_gaps="left_out")
    for options in ({}, {"showDeleted": True}):
        assert found(**options) == {series["id"], changed["id"]}
    assert gone["id"] in {event["id"] for event in ann.list()["items"]}
    whole = instances(ann, series, showDeleted=True)
    assert gone["id"] in {event["id"] for event in whole if event["status"] == "cancelled"}


def shown_to_readers(person):
    items = person.list(singleEvents=True, orderBy="startTime")["items"]
    return [item.get("visibility", "default") for item in items]


def test_an_instance_that_is_hidden_more_hides_its_series(ann):
    series = ann.insert("Weekly", **WEEKLY)
    special = ann.patch(f"{series['id']}_20260323T080000Z", summary="Special")
    token = ann.list()["nextSyncToken"]
    hidden = ann.patch(f"{series['id']}_{SECOND}", visibility="private", summary="Hidden")
    assert (hidden["visibility"], hidden["summary"]) == ("private", "Hidden")
    assert shown_to_readers(ann) == ["private"] * 4
    told = {event["id"] for event in ann.list(syncToken=token)["items"]}
    assert told == {series["id"], special["id"], hidden["id"]}


def test_an_instance_cannot_be_hidden_less_than_its_series(ann):
    series = ann.insert("Weekly", visibility="private", **WEEKLY)
    for visibility in ("public", "default", None):
        after = ann.patch(f"{series['id']}_{SECOND}", visibility=visibility, summary="Changed")
        assert (after["visibility"], after["summary"]) == ("private", "Changed")
    ann.patch(series, visibility="public")
    assert shown_to_readers(ann) == ["public"] * 4


def test_or_each_instance_has_its_own_visibility(google, ann):
    fake(google, "settings", instance_visibility="own")
    series = ann.insert("Weekly", **WEEKLY)
    ann.patch(f"{series['id']}_{SECOND}", visibility="private")
    assert shown_to_readers(ann) == ["default", "private", "default", "default"]


def test_the_start_is_an_instance_though_no_rule_gives_it(ann):
    series = ann.insert(when=NINE, recurrence=["RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2"])
    first = f"{series['id']}_20260302T080000Z"
    assert ann.get(first)["start"] == series["start"]
    ann.patch(series, recurrence=["RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=2"])
    assert ann.get(first)["status"] == "confirmed"
