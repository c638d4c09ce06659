"""When calendars are busy: what Google tells of it, and of what it tells nothing."""

from __future__ import annotations

from ..desks import NINE, TEN, timed, whole_days
from ..lab import Lab
from ..probe import probe
from ..verdicts import expect, same

#: A Monday, and the days around it.
DAY = ("2027-03-01T00:00:00Z", "2027-03-02T00:00:00Z")


def hours(*spans: tuple[str, str]) -> list[dict[str, str]]:
    """Spans of that Monday in UTC."""
    return [{"start": f"2027-03-01T{a}:00Z", "end": f"2027-03-01T{b}:00Z"} for a, b in spans]


@probe
def busy_times_are_spans_joined_where_they_touch(lab: Lab) -> None:
    desk = lab.busy
    for when in (NINE, TEN):
        lab.busy_calendar.event(**when)
    same("busy times", desk.spans(*DAY), hours(("08:00", "10:00")))


@probe
def busy_times_of_what_is_not_there_are_an_error(lab: Lab) -> None:
    found = lab.busy.ask(*DAY, missing=True).must(200)["calendars"]
    mine, other = (found.get(one, {}) for one in (lab.busy_calendar.id, lab.busy.missing))
    same("errors", [each.get("reason") for each in other.get("errors", ())], ["notFound"])
    expect("busy" in mine and not mine.get("errors"), "the other calendar", "an answer", mine)


@probe
def a_question_about_a_hundred_days_is_refused(lab: Lab) -> None:
    lab.busy.ask("2027-03-01T00:00:00Z", "2027-06-09T00:00:00Z").must(400)


@probe
def what_is_free_or_called_off_is_not_busy(lab: Lab) -> None:
    desk, calendar = lab.busy, lab.busy_calendar
    calendar.event(transparency="transparent", **timed("2027-03-03T09:00", "2027-03-03T10:00"))
    gone = calendar.event(**timed("2027-03-03T12:00", "2027-03-03T13:00"))
    calendar.delete(gone["id"]).needed()
    calendar.event(**whole_days("2027-03-04", "2027-03-05"))
    day = {"start": "2027-03-03T23:00:00Z", "end": "2027-03-04T23:00:00Z"}
    same("busy times", desk.spans("2027-03-03T00:00:00Z", "2027-03-06T00:00:00Z"), [day])


@probe
def busy_times_end_with_the_window(lab: Lab) -> None:
    lab.busy_calendar.event(**timed("2027-03-08T09:00", "2027-03-08T11:00"))
    found = lab.busy.spans("2027-03-08T08:30:00Z", "2027-03-08T09:30:00Z")
    same("busy times", found, [{"start": "2027-03-08T08:30:00Z", "end": "2027-03-08T09:30:00Z"}])
