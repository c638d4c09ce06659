"""Instances of a series that are changed or cancelled, and what a change of the series makes of
them."""

from __future__ import annotations

from ..calls import Json
from ..desks import timed
from ..lab import Lab
from ..probe import probe
from ..verdicts import expect, same

DAILY = ["RRULE:FREQ=DAILY;COUNT=4"]
AFTERNOON = timed("2027-03-02T14:00", "2027-03-02T15:00")


def second_of(series: Json) -> str:
    """The id of the instance on the second day."""
    return f"{series['id']}_20270302T080000Z"


@probe
def a_moved_instance_keeps_its_start(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    moved = lab.calendar.patch(second_of(series), AFTERNOON).must(200)
    same("id", moved["id"], second_of(series))
    same("original start", moved["originalStartTime"]["dateTime"], "2027-03-02T09:00:00+01:00")
    same("start", moved["start"]["dateTime"], "2027-03-02T14:00:00+01:00")


@probe
def a_changed_instance_is_told_beside_its_series(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    token = lab.calendar.token()
    lab.calendar.patch(second_of(series), {"summary": "Special"}).must(200)
    ids = {each["id"] for each in lab.calendar.changes(token)}
    expect(second_of(series) in ids, "changes", "the instance", ids)


@probe
def a_cancelled_instance_is_bare(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    token = lab.calendar.token()
    lab.calendar.delete(second_of(series)).must(204)
    gone = {each["id"]: each for each in lab.calendar.changes(token)}[second_of(series)]
    same("status", gone["status"], "cancelled")
    same("series", gone.get("recurringEventId"), series["id"])
    same("original start", gone["originalStartTime"]["dateTime"], "2027-03-02T09:00:00+01:00")


@probe
def a_plain_list_tells_gaps(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    lab.calendar.delete(second_of(series)).needed()
    found = lab.calendar.listed(maxResults=2500)
    gaps = [each["id"] for each in found if each["status"] == "cancelled"]
    expect(second_of(series) in gaps, "gaps", second_of(series), gaps)


@probe
def an_instance_is_deleted_once(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    lab.calendar.delete(second_of(series)).must(204)
    lab.calendar.delete(second_of(series)).must(410, "deleted")


@probe
def a_cancelled_instance_comes_back(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    lab.calendar.delete(second_of(series)).must(204)
    lab.calendar.patch(second_of(series), {"status": "confirmed"}).must(200)
    same("instances", len(lab.calendar.instances(series["id"])), 4)


@probe
def instances_outside_of_the_rule_are_not_found(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    lab.calendar.get(f"{series['id']}_20270401T070000Z").must(404, "notFound")


@probe
def exceptions_follow_what_they_did_not_change(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY, location="Here")
    lab.calendar.patch(second_of(series), {"summary": "Special"}).needed()
    lab.calendar.patch(series["id"], {"location": "There"}).must(200)
    same("location", lab.calendar.get(second_of(series)).get("location"), "There")


@probe
def exceptions_keep_what_they_changed(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    lab.calendar.patch(second_of(series), {"summary": "Special"}).needed()
    lab.calendar.patch(series["id"], {"summary": "Renamed"}).must(200)
    same("summary", lab.calendar.get(second_of(series))["summary"], "Special")


@probe
def a_shorter_rule_cancels_its_exceptions(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    last = f"{series['id']}_20270304T080000Z"
    lab.calendar.patch(last, {"summary": "Special"}).needed()
    lab.calendar.patch(series["id"], {"recurrence": ["RRULE:FREQ=DAILY;COUNT=2"]}).must(200)
    found = lab.calendar.get(last)
    is_gone = found.status in (404, 410) or found.get("status") == "cancelled"
    expect(is_gone, "the exception", "gone", found.get("status"))


@probe
def what_a_rule_cancelled_stays_cancelled(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    last = f"{series['id']}_20270304T080000Z"
    lab.calendar.patch(last, {"summary": "Special"}).needed()
    lab.calendar.patch(series["id"], {"recurrence": ["RRULE:FREQ=DAILY;COUNT=2"]}).needed()
    lab.calendar.patch(series["id"], {"recurrence": DAILY}).must(200)
    same("instances", len(lab.calendar.instances(series["id"])), 3)


@probe
def a_cancelled_instance_outlives_a_change_of_the_series(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    lab.calendar.delete(second_of(series)).needed()
    lab.calendar.patch(series["id"], {"summary": "Renamed"}).must(200)
    same("instances", len(lab.calendar.instances(series["id"])), 3)


@probe
def a_new_hour_cancels_exceptions(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    lab.calendar.patch(second_of(series), {"summary": "Special"}).needed()
    ten = timed("2027-03-01T10:00", "2027-03-01T11:00")
    lab.calendar.patch(series["id"], ten).must(200)
    living = lab.calendar.instances(series["id"])
    same("titles", {each["summary"] for each in living}, {"Verification"})
    same("instances", len(living), 4)


@probe
def an_instance_may_be_all_day(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    patch = {
        side: {"date": day, "dateTime": None, "timeZone": None}
        for side, day in (("start", "2027-03-02"), ("end", "2027-03-03"))
    }
    after = lab.calendar.patch(second_of(series), patch).must(200)
    same("start", after["start"], {"date": "2027-03-02"})
    same("original start", after["originalStartTime"]["dateTime"], "2027-03-02T09:00:00+01:00")


@probe
def an_instance_has_etags_of_its_own(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=DAILY)
    lab.calendar.patch(second_of(series), {"summary": "First"}).needed()
    late = lab.calendar.patch(second_of(series), {"summary": "Second"}, if_match='"1"')
    late.must(412, "conditionNotMet")
