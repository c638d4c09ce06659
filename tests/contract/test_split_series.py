"""Series that were parted at Google: "This and following events"."""

import pytest
from people import NINE, all_day, fake, refused
from test_series import instances, starts

DAYS = "RRULE:FREQ=DAILY;COUNT=5"  # 2 to 6 March


def split(person, instance, calendar="primary"):
    order = {"account": person.email, "calendar": calendar, "instance": instance}
    return fake(person.google, "split", **order)


def day(series, number):
    return f"{series['id']}_202603{number:02}T080000Z"


@pytest.fixture
def series(ann):
    return ann.insert("Daily", recurrence=[DAYS])


@pytest.fixture
def second(ann, series):
    return split(ann, day(series, 4))


def test_both_parts_are_series(ann, series, second):
    assert second["id"] == f"{series['id']}_R20260304T080000"
    assert second["iCalUID"] == f"{second['id']}@google.com"
    first = ann.get(series)
    assert first["recurrence"] == ["RRULE:FREQ=DAILY;UNTIL=20260304T075959Z"]
    assert second["recurrence"] == ["RRULE:FREQ=DAILY;COUNT=3"]
    assert starts(instances(ann, first)) == ["2026-03-02T09:00", "2026-03-03T09:00"]
    assert starts(instances(ann, second)) == [f"2026-03-{n:02}T09:00" for n in (4, 5, 6)]


def test_instances_are_named_after_the_whole_series(ann, series, second):
    ids = [item["id"] for item in instances(ann, second)]
    assert ids == [day(series, number) for number in (4, 5, 6)]
    for id_ in ids:
        assert ann.get(id_)["recurringEventId"] == second["id"]
    assert ann.get(day(series, 2))["recurringEventId"] == series["id"]
    with refused(404, "notFound"):
        ann.get(day(series, 7))
    with refused(404, "notFound"):
        ann.get(day(second, 5))


def test_an_instance_of_the_second_part_can_be_changed(ann, series, second):
    token = ann.list()["nextSyncToken"]
    changed = ann.patch(day(series, 5), summary="Special")
    [told] = ann.list(syncToken=token)["items"]
    assert told == changed
    assert (told["id"], told["recurringEventId"]) == (day(series, 5), second["id"])
    ann.delete(day(series, 6))
    assert ann.titles(singleEvents=True, orderBy="startTime") == [*["Daily"] * 3, "Special"]
    ann.delete(second)
    assert ann.titles(singleEvents=True) == ["Daily"] * 2


def test_exceptions_go_with_their_part(ann, bob):
    series = ann.insert("Daily", recurrence=[DAYS], attendees=[{"email": bob.email}])
    ann.patch(day(series, 3), summary="Early")
    ann.patch(day(series, 5), summary="Late")
    second = split(ann, day(series, 4))
    for person in (ann, bob):
        leaders = {e["summary"]: e.get("recurringEventId") for e in person.list()["items"]}
        assert leaders == {"Daily": None, "Early": series["id"], "Late": second["id"]}
        titles = person.titles(singleEvents=True, orderBy="startTime")
        assert titles == ["Daily", "Early", "Daily", "Late", "Daily"]


def test_lists_of_single_events_do_not_tell_of_an_end(ann, series):
    token = ann.list(singleEvents=True)["nextSyncToken"]
    second = split(ann, day(series, 4))
    told = ann.list(singleEvents=True, syncToken=token)["items"]
    assert {event["status"] for event in told} == {"confirmed"}
    assert len(told) == len({event["id"] for event in told}) == 5
    ann.patch(second, recurrence=["RRULE:FREQ=DAILY;COUNT=2"])
    token = ann.list(singleEvents=True, syncToken=token)["nextSyncToken"]
    ann.patch(second, recurrence=["RRULE:FREQ=DAILY;COUNT=1"])
    told = ann.list(singleEvents=True, syncToken=token)["items"]
    gone = {event["id"] for event in told if event["status"] == "cancelled"}
    assert gone == {day(series, 5), day(series, 6)}


def test_it_is_parted_again(ann, series, second):
    third = split(ann, day(series, 6))
    assert third["id"] == f"{series['id']}_R20260306T080000"
    assert [item["id"] for item in instances(ann, third)] == [day(series, 6)]
    assert len(ann.list(singleEvents=True)["items"]) == 5


def test_whole_days(ann):
    rule = ["RRULE:FREQ=DAILY;UNTIL=20260305", "EXDATE;VALUE=DATE:20260304"]
    series = ann.insert(when=all_day("2026-03-02", "2026-03-03"), recurrence=rule)
    second = split(ann, f"{series['id']}_20260303")
    assert second["id"] == f"{series['id']}_R20260303"
    assert starts(instances(ann, second)) == ["2026-03-03", "2026-03-05"]
    assert starts(instances(ann, ann.get(series))) == ["2026-03-02"]
    assert ann.get(f"{series['id']}_20260305")["recurringEventId"] == second["id"]


def test_the_parts_can_be_moved(ann, series, second):
    other = ann.api.calendars().insert(body={"summary": "Other"}).execute()["id"]
    ann.patch(day(series, 5), summary="Special")
    ann.events.move(calendarId="primary", eventId=second["id"], destination=other).execute()
    assert ann.get(day(series, 6), calendar=other)["recurringEventId"] == second["id"]
    titles = ann.titles(calendar=other, singleEvents=True, orderBy="startTime")
    assert titles == ["Daily", "Special", "Daily"]


def test_a_client_cannot_choose_such_an_id(ann):
    with refused(400, "invalid", "Invalid resource id value."):
        ann.insert(id="abcdef_R20260304T080000", when=NINE, recurrence=[DAYS])
