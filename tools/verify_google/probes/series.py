"""Series as a whole: rules, their expansion, what Google takes and keeps of them."""

from __future__ import annotations

from datetime import date, timedelta

from ..calls import Json
from ..desks import timed, whole_days
from ..lab import Lab
from ..probe import probe
from ..verdicts import expect, same

DAILY = ["RRULE:FREQ=DAILY;COUNT=3"]
#: More than the 6,000 or so of which people report that Google refuses them.
TOO_MANY = 8000


def starts(events: list[Json]) -> list[str]:
    """The days on which events start."""
    return sorted((each["start"].get("date") or each["start"]["dateTime"])[:10] for each in events)


@probe
def instances_are_named_by_their_start(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    ids = [each["id"] for each in lab.calendar.instances(series["id"])]
    same("ids", sorted(ids), [f"{series['id']}_2027030{day}T080000Z" for day in (1, 2, 3)])


@probe
def whole_days_are_named_by_their_date(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY, **whole_days("2027-03-01", "2027-03-02"))
    ids = [each["id"] for each in lab.calendar.instances(series["id"])]
    same("ids", sorted(ids), [f"{series['id']}_2027030{day}" for day in (1, 2, 3)])


@probe
def instances_tell_series_and_start(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    second = lab.calendar.get(f"{series['id']}_20270302T080000Z").must(200)
    same("recurringEventId", second["recurringEventId"], series["id"])
    same("original start", second["originalStartTime"]["dateTime"], "2027-03-02T09:00:00+01:00")
    same("iCalUID", second["iCalUID"], series["iCalUID"])
    expect("recurrence" not in second.body, "recurrence", "none", second.get("recurrence"))


@probe
def a_plain_list_has_series_as_one(lab: Lab) -> None:
    token = lab.calendar.token()
    series = lab.calendar.event(recurrence=DAILY)
    [found] = lab.calendar.changes(token)
    same("id", found["id"], series["id"])
    same("recurrence", found["recurrence"], DAILY)


@probe
def nine_stays_nine_over_summer_time(lab: Lab) -> None:
    nine = timed("2027-03-27T09:00", "2027-03-27T10:00")
    series = lab.calendar.event(recurrence=DAILY, **nine)
    hours = {each["start"]["dateTime"][11:16] for each in lab.calendar.instances(series["id"])}
    same("hours", hours, {"09:00"})


@probe
def a_timed_series_needs_its_zone(lab: Lab) -> None:
    when = {side: {"dateTime": f"2027-03-01T{hour}:00:00Z"} for side, hour in
            (("start", "09"), ("end", "10"))}  # fmt: skip
    lab.calendar.insert(recurrence=DAILY, **when).must(400)


@probe
def a_rule_that_is_none_is_refused(lab: Lab) -> None:
    lab.calendar.insert(recurrence=["RRULE:FREQ=SOMETIMES"]).must(400, "invalid")


@probe
def dtstart_is_no_recurrence_line(lab: Lab) -> None:
    lines = ["DTSTART:20270301T080000Z", *DAILY]
    lab.calendar.insert(recurrence=lines).must(400)


@probe
def the_start_counts_outside_of_its_rule(lab: Lab) -> None:
    # A Monday, in a rule of Tuesdays: it is there, and the rule has its three all the same.
    series = lab.calendar.event(recurrence=["RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=3"])
    days = starts(lab.calendar.instances(series["id"]))
    same("days", days, ["2027-03-01", "2027-03-02", "2027-03-09", "2027-03-16"])


@probe
def until_is_a_moment_in_utc(lab: Lab) -> None:
    lines = ["RRULE:FREQ=DAILY;UNTIL=20270303T080000Z"]
    series = lab.calendar.event(recurrence=lines)
    same("recurrence", series["recurrence"], lines)
    days = starts(lab.calendar.instances(series["id"]))
    same("days", days, ["2027-03-01", "2027-03-02", "2027-03-03"])


@probe
def until_of_whole_days_is_a_date(lab: Lab) -> None:
    lines = ["RRULE:FREQ=DAILY;UNTIL=20270303"]
    series = lab.calendar.event(recurrence=lines, **whole_days("2027-03-01", "2027-03-02"))
    same("recurrence", series["recurrence"], lines)
    same("instances", len(lab.calendar.instances(series["id"])), 3)


@probe
def exdates_come_back_as_sent(lab: Lab) -> None:
    lines = [*DAILY, "EXDATE;TZID=Europe/Brussels:20270302T090000"]
    series = lab.calendar.event(recurrence=lines)
    same("recurrence", sorted(series["recurrence"]), sorted(lines))
    days = starts(lab.calendar.instances(series["id"]))
    same("days", days, ["2027-03-01", "2027-03-03"])


@probe
def exdates_in_utc_are_taken(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=[*DAILY, "EXDATE:20270302T080000Z"])
    same("days", starts(lab.calendar.instances(series["id"])), ["2027-03-01", "2027-03-03"])


@probe
def an_exdate_taken_away_brings_its_start_back(lab: Lab) -> None:
    lines = [*DAILY, "EXDATE;TZID=Europe/Brussels:20270302T090000"]
    series = lab.calendar.event(recurrence=lines)
    lab.calendar.patch(series["id"], {"recurrence": DAILY}).must(200)
    same("instances", len(lab.calendar.instances(series["id"])), 3)


@probe
def additional_dates_are_taken(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=[*DAILY, "RDATE;TZID=Europe/Brussels:20270310T090000"])
    expect("2027-03-10" in starts(lab.calendar.instances(series["id"])), "days", "the 10th", "none")


@probe
def very_many_exdates_are_refused(lab: Lab) -> None:
    first = date(2027, 3, 2)
    lines = [
        f"EXDATE;TZID=Europe/Brussels:{first + timedelta(number):%Y%m%d}T090000"
        for number in range(TOO_MANY)
    ]
    lab.calendar.insert(recurrence=["RRULE:FREQ=DAILY", *lines]).must(400)


@probe
def hundred_exdates_are_taken(lab: Lab) -> None:
    first = date(2027, 3, 2)
    dates = ",".join(f"{first + timedelta(number):%Y%m%d}T090000" for number in range(100))
    lines = ["RRULE:FREQ=DAILY;COUNT=200", f"EXDATE;TZID=Europe/Brussels:{dates}"]
    series = lab.calendar.insert(recurrence=lines).must(200)
    same("instances", len(lab.calendar.instances(series["id"], maxResults=2500)), 100)


@probe
def a_null_recurrence_ends_the_series(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    lab.calendar.patch(series["id"], {"recurrence": None}).must(200)
    left = lab.calendar.get(series["id"])
    expect(not left.get("recurrence"), "recurrence", "none", left.get("recurrence"))


@probe
def a_single_event_becomes_a_series(lab: Lab) -> None:
    event = lab.calendar.event()
    lab.calendar.patch(event["id"], {"recurrence": DAILY}).must(200)
    same("instances", len(lab.calendar.instances(event["id"])), 3)


@probe
def only_series_have_instances(lab: Lab) -> None:
    event = lab.calendar.event()
    lab.calendar.ask(lab.calendar.call("GET", event["id"], "instances")).must(400)


@probe
def a_hidden_instance_hides_its_series(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    second = f"{series['id']}_20270302T080000Z"
    lab.calendar.patch(second, {"visibility": "private"}).must(200)
    same("visibility of the series", lab.calendar.get(series["id"]).get("visibility"), "private")


@probe
def an_instance_does_not_open_its_series(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY, visibility="private")
    second = f"{series['id']}_20270302T080000Z"
    lab.calendar.patch(second, {"visibility": "public"})
    for event_id in (series["id"], second):
        same("visibility", lab.calendar.get(event_id).get("visibility"), "private")


@probe
def deleting_a_series_takes_all_along(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    second = f"{series['id']}_20270302T080000Z"
    lab.calendar.patch(second, {"summary": "Special"}).needed()
    token = lab.calendar.token()
    lab.calendar.delete(series["id"]).must(204)
    told = {each["id"]: each["status"] for each in lab.calendar.changes(token)}
    same("status of the series", told.get(series["id"]), "cancelled")
    found = lab.calendar.get(second)
    is_gone = found.status in (404, 410) or found.get("status") == "cancelled"
    expect(is_gone, "the exception", "gone", found.get("status"))
