"""Lists of events, their pages and sync tokens."""

from __future__ import annotations

from ..calls import Json
from ..desks import TEN
from ..lab import Lab
from ..probe import probe
from ..verdicts import expect, same


@probe
def a_sync_token_tells_what_changed(lab: Lab) -> None:
    lab.calendar.event()
    token = lab.calendar.token()
    event = lab.calendar.event(summary="New")
    same("ids", [each["id"] for each in lab.calendar.changes(token)], [event["id"]])


@probe
def a_sync_token_is_good_again(lab: Lab) -> None:
    token = lab.calendar.token()
    event = lab.calendar.event()
    first, second = lab.calendar.changes(token), lab.calendar.changes(token)
    same("ids", [each["id"] for each in second], [each["id"] for each in first])
    same("ids", [each["id"] for each in first], [event["id"]])


@probe
def a_sync_token_tells_deletions(lab: Lab) -> None:
    event = lab.calendar.event()
    token = lab.calendar.token()
    lab.calendar.delete(event["id"]).needed()
    [gone] = lab.calendar.changes(token)
    same("id and status", (gone["id"], gone["status"]), (event["id"], "cancelled"))


@probe
def a_sync_token_tells_reminders(lab: Lab) -> None:
    event = lab.calendar.event()
    token = lab.calendar.token()
    reminders = {"useDefault": False, "overrides": [{"method": "popup", "minutes": 15}]}
    lab.calendar.patch(event["id"], {"reminders": reminders}).needed()
    same("ids", [each["id"] for each in lab.calendar.changes(token)], [event["id"]])


@probe
def show_deleted_gives_details(lab: Lab) -> None:
    event = lab.calendar.event(summary="Gone")
    token = lab.calendar.token(showDeleted=True)
    lab.calendar.delete(event["id"]).needed()
    [gone] = lab.calendar.changes(token, showDeleted=True)
    same("summary", gone.get("summary"), "Gone")


@probe
def a_sync_token_stands_without_bounds(lab: Lab) -> None:
    token = lab.calendar.token()
    lab.calendar.page(syncToken=token, timeMin="2027-01-01T00:00:00Z").must(400)
    lab.calendar.page(syncToken=token, updatedMin="2026-01-01T00:00:00Z").must(400)


@probe
def a_sync_token_is_of_one_kind_of_list(lab: Lab) -> None:
    token = lab.calendar.token()
    lab.calendar.page(syncToken=token, singleEvents=True).must(400)


@probe
def an_unknown_sync_token_is_gone(lab: Lab) -> None:
    lab.calendar.page(syncToken="not-a-sync-token").must(410, "fullSyncRequired")


@probe
def a_sync_token_of_another_calendar_is_gone(lab: Lab) -> None:
    token = lab.other.token()
    answer = lab.calendar.page(syncToken=token)
    expect(answer.status in (400, 410), "answer", "400 or 410", answer)


@probe
def a_token_comes_with_the_last_page_alone(lab: Lab) -> None:
    lab.calendar.event()
    lab.calendar.event()
    page = lab.calendar.page(maxResults=1).must(200)
    expect("nextSyncToken" not in page.body, "first page", "no sync token", "one")
    expect("nextPageToken" in page.body, "first page", "a page token", "none")


@probe
def a_page_token_may_stand_alone(lab: Lab) -> None:
    lab.calendar.event()
    lab.calendar.event()
    token = lab.calendar.page(maxResults=1).needed()["nextPageToken"]
    lab.calendar.page(pageToken=token).must(200)


@probe
def the_size_of_pages_may_change(lab: Lab) -> None:
    token = lab.calendar.token()
    lab.calendar.page(syncToken=token, maxResults=5).must(200)


@probe
def an_ordered_list_has_no_sync_token(lab: Lab) -> None:
    found = lab.calendar.page(orderBy="updated", maxResults=2500).must(200)
    expect("nextSyncToken" not in found.body, "list", "no sync token", "one")


@probe
def a_list_tells_role_zone_and_reminders(lab: Lab) -> None:
    found = lab.calendar.page(maxResults=1).must(200)
    same("accessRole", found["accessRole"], "owner")
    same("timeZone", found["timeZone"], "Europe/Brussels")
    expect(isinstance(found["defaultReminders"], list), "defaultReminders", "a list", "none")


@probe
def own_properties_are_found(lab: Lab) -> None:
    event = lab.calendar.event(extendedProperties={"private": {"verify": "found"}})
    lab.calendar.event()
    found = lab.calendar.listed(privateExtendedProperty="verify=found")
    same("ids", [each["id"] for each in found], [event["id"]])


@probe
def a_uid_finds_its_event(lab: Lab) -> None:
    event = lab.calendar.event()
    found = lab.calendar.listed(iCalUID=event["iCalUID"])
    same("ids", [each["id"] for each in found], [event["id"]])


@probe
def a_uid_finds_exceptions_too(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=["RRULE:FREQ=DAILY;COUNT=4"])
    changed = f"{series['id']}_20270302T080000Z"
    lab.calendar.patch(changed, {"summary": "Special"}).needed()
    found = {each["id"] for each in lab.calendar.listed(iCalUID=series["iCalUID"])}
    expect({series["id"], changed} <= found, "ids", "series and exception", found)


@probe
def a_uid_finds_bare_instances_too(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=["RRULE:FREQ=DAILY;COUNT=4"])
    gone = f"{series['id']}_20270303T080000Z"
    lab.calendar.delete(gone).needed()
    found = {each["id"] for each in lab.calendar.listed(iCalUID=series["iCalUID"])}
    expect(gone in found, "ids", "the cancelled instance among them", found)


@probe
def instances_with_deleted_tell_them_all(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
    lab.calendar.delete(f"{series['id']}_20270302T080000Z").needed()
    same("living", len(lab.calendar.instances(series["id"])), 2)
    same("all", len(lab.calendar.instances(series["id"], showDeleted=True)), 3)


@probe
def a_change_on_the_way_is_not_lost(lab: Lab) -> None:
    first, second = lab.calendar.event(), lab.calendar.event()
    page = lab.calendar.page(maxResults=1).needed()
    lab.calendar.patch(first["id"], TEN).needed()
    lab.calendar.patch(second["id"], TEN).needed()
    starts: dict[str, Json] = {}
    while "nextPageToken" in page.body:
        page = lab.calendar.page(maxResults=2500, pageToken=page["nextPageToken"]).needed()
        starts |= {each["id"]: each.get("start", {}) for each in page["items"]}
    for each in lab.calendar.changes(page["nextSyncToken"]):
        starts[each["id"]] = each.get("start", {})
    ten = "2027-03-01T10:00:00+01:00"
    known = [starts.get(event["id"], {}).get("dateTime") for event in (first, second)]
    same("starts that were told", known, [ten, ten])
