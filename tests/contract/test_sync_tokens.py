"""events.list: full and incremental lists, pages, tombstones, filters."""

import pytest
from people import NINE, TEN, all_day, fake, refused, timed


def sync(person, token=None, **options):
    """List to the end; returns what came and the next sync token."""
    items, page = [], None
    while True:
        reply = person.list(syncToken=token, pageToken=page, **options)
        items += reply["items"]
        assert ("nextPageToken" in reply) != ("nextSyncToken" in reply)
        page = reply.get("nextPageToken")
        if not page:
            return items, reply["nextSyncToken"]


def test_only_changes_come_after_the_first_list(ann):
    first, second = ann.insert("First"), ann.insert("Second")
    items, token = sync(ann)
    assert {event["id"] for event in items} == {first["id"], second["id"]}
    assert sync(ann, token)[0] == []
    changed = ann.patch(second, summary="Changed")
    third = ann.insert("Third")
    items, token = sync(ann, token)
    assert items == [changed, third]
    assert sync(ann, token)[0] == []


def test_deletions_come_bare_and_always(ann):
    event = ann.insert("Secret", description="Details")
    _, token = sync(ann)
    ann.delete(event)
    [tombstone], _ = sync(ann, token)
    assert tombstone.keys() == {"kind", "etag", "id", "status"}
    assert (tombstone["id"], tombstone["status"]) == (event["id"], "cancelled")
    assert ann.list()["items"] == []


def test_show_deleted_gives_details(ann):
    event = ann.insert("Gone")
    ann.delete(event)
    [shown] = ann.list(showDeleted=True)["items"]
    assert (shown["summary"], shown["status"]) == ("Gone", "cancelled")


def test_the_sync_token_is_on_the_last_page_only(ann):
    for number in range(5):
        ann.insert(f"Event {number}")
    first = ann.list(maxResults=2)
    assert "nextSyncToken" not in first
    items, token = sync(ann, maxResults=2)
    assert len(items) == 5
    for number in range(3):
        ann.insert(f"Later {number}")
    page = ann.list(syncToken=token, maxResults=2)
    assert "nextSyncToken" not in page
    last = ann.list(syncToken=token, pageToken=page["nextPageToken"], maxResults=2)
    assert [event["summary"] for event in last["items"]] == ["Later 2"]
    assert "nextSyncToken" in last


def test_a_page_token_remembers_its_list(ann):
    """Odoo's own google_calendar asks for further pages by the page token alone."""
    _, token = sync(ann)
    for number in range(3):
        ann.insert(f"Later {number}")
    page = ann.list(syncToken=token, maxResults=2)
    last = ann.list(pageToken=page["nextPageToken"])
    assert [event["summary"] for event in last["items"]] == ["Later 2"]
    assert sync(ann, last["nextSyncToken"])[0] == []
    with refused(400, "invalidParameter", "showDeleted"):
        ann.list(pageToken=page["nextPageToken"], showDeleted=True)


def test_a_change_between_two_pages_is_not_lost(ann):
    events = [ann.insert(f"Event {number}") for number in range(4)]
    page = ann.list(maxResults=2)
    ann.patch(events[0], summary="Changed")
    ann.patch(events[3], summary="Changed too")
    rest = ann.list(maxResults=2, pageToken=page["nextPageToken"])
    seen = {event["id"]: event["summary"] for event in page["items"] + rest["items"]}
    items, _ = sync(ann, ann.list(pageToken=rest.get("nextPageToken"))["nextSyncToken"])
    seen |= {event["id"]: event["summary"] for event in items}
    last = {e["id"]: e["summary"] for e in ann.list(pageToken=rest["nextPageToken"])["items"]}
    assert (seen | last) == {event["id"]: ann.get(event)["summary"] for event in events}


def test_empty_pages_now_and_then(ann, google):
    fake(google, "settings", empty_pages=True)
    for number in range(3):
        ann.insert(f"Event {number}")
    first = ann.list(maxResults=2)
    assert first["items"] == []
    assert first["nextPageToken"]
    items, token = sync(ann, maxResults=2)
    assert len(items) == 3
    ann.insert("Later")
    assert [event["summary"] for event in sync(ann, token)[0]] == ["Later"]
    fake(google, "settings", empty_pages=False)


@pytest.mark.parametrize(
    "parameter",
    [
        {"iCalUID": "x"},
        {"orderBy": "updated"},
        {"privateExtendedProperty": "a=b"},
        {"q": "x"},
        {"sharedExtendedProperty": "a=b"},
        {"timeMin": "2026-01-01T00:00:00Z"},
        {"timeMax": "2026-01-01T00:00:00Z"},
        {"updatedMin": "2026-01-01T00:00:00Z"},
        {"showDeleted": False},
    ],
)
def test_what_does_not_go_with_a_sync_token(ann, parameter):
    _, token = sync(ann)
    with refused(400, "invalidParameter", next(iter(parameter))):
        ann.list(syncToken=token, **parameter)


@pytest.mark.parametrize(
    "parameter", [{"singleEvents": True}, {"eventTypes": ["default"]}, {"timeZone": "UTC"}]
)
def test_the_other_parameters_stay_the_same(ann, parameter):
    _, token = sync(ann, **parameter)
    assert sync(ann, token, **parameter)[0] == []
    with refused(400, "invalidParameter", next(iter(parameter))):
        ann.list(syncToken=token)


def test_the_first_list_may_be_restricted_in_time(ann):
    ann.insert("Old", when=timed("2020-03-02T09:00", "2020-03-02T10:00"))
    ann.insert("New")
    items, token = sync(ann, timeMin="2026-01-01T00:00:00Z")
    assert [event["summary"] for event in items] == ["New"]
    ann.insert("Newer")
    assert [event["summary"] for event in sync(ann, token)[0]] == ["Newer"]


@pytest.mark.parametrize("parameter", [{"orderBy": "updated"}, {"q": "Meeting"}])
def test_lists_that_end_without_a_sync_token(ann, parameter):
    ann.insert()
    reply = ann.list(**parameter)
    assert len(reply["items"]) == 1
    assert "nextSyncToken" not in reply


def test_a_token_dies_of_age(ann, google):
    _, token = sync(ann)
    fake(google, "clock", advance=29 * 24 * 3600)
    ann.token = fake(google, "accounts", email=ann.email)["access_token"]
    path = "/calendar/v3/calendars/primary/events"
    assert ann.http("GET", path, params={"syncToken": token}).status_code == 200
    fake(google, "clock", advance=2 * 24 * 3600)
    ann.token = fake(google, "accounts", email=ann.email)["access_token"]
    gone = ann.http("GET", path, params={"syncToken": token})
    assert gone.status_code == 410
    [error] = gone.json()["error"]["errors"]
    assert (error["reason"], error["location"]) == ("fullSyncRequired", "syncToken")


def test_tokens_can_be_made_invalid(ann, bob, google):
    _, token = sync(ann)
    _, other = sync(bob)
    fake(google, "expire_sync_tokens", account=ann.email)
    with refused(410, "fullSyncRequired"):
        ann.list(syncToken=token)
    assert sync(bob, other)[0] == []
    assert sync(ann)[1]


@pytest.mark.parametrize("token", ["nonsense", "e30=", "bnVsbA=="])
def test_tokens_that_are_none(ann, token):
    with refused(410, "fullSyncRequired"):
        ann.list(syncToken=token)


def test_a_token_of_another_calendar(ann):
    other = ann.api.calendars().insert(body={"summary": "Other"}).execute()["id"]
    _, token = sync(ann)
    with refused(410, "fullSyncRequired"):
        ann.list(calendar=other, syncToken=token)


def test_pages_hold_at_most_2500(ann, google):
    bodies = [{"summary": f"Event {number}", **NINE} for number in range(2600)]
    fake(google, "events", account=ann.email, events=bodies)
    assert len(ann.list()["items"]) == 250
    assert len(ann.list(maxResults=9999)["items"]) == 2500
    with refused(400, "invalidParameter", "range"):
        ann.list(maxResults=0)
    assert len(sync(ann, maxResults=2500)[0]) == 2600


def test_order_by_updated(ann, google):
    first, second = ann.insert("First"), ann.insert("Second")
    fake(google, "clock", advance=1)
    ann.patch(first, summary="First, changed")
    reply = ann.list(orderBy="updated")
    assert [event["id"] for event in reply["items"]] == [second["id"], first["id"]]


def test_order_by_start_time_needs_single_events(ann):
    ann.insert("Later", when=TEN)
    ann.insert("Earlier", when=NINE)
    with refused(400, "invalidParameter"):
        ann.list(orderBy="startTime")
    assert ann.titles(orderBy="startTime", singleEvents=True) == ["Earlier", "Later"]
    page = ann.list(orderBy="startTime", singleEvents=True, maxResults=1)
    rest = ann.list(orderBy="startTime", singleEvents=True, pageToken=page["nextPageToken"])
    assert [event["summary"] for event in rest["items"]] == ["Later"]


def test_filters(ann):
    one = ann.insert(
        "Dentist",
        location="Main Street",
        extendedProperties={"private": {"a": "1"}, "shared": {"b": "2"}},
    )
    ann.insert("Lunch", attendees=[{"email": "zoe@example.com"}])
    ann.insert("Away", eventType="outOfOffice")
    assert ann.titles(q="main dentist") == ["Dentist"]
    assert ann.titles(q="zoe") == ["Lunch"]
    assert ann.titles(iCalUID=one["iCalUID"]) == ["Dentist"]
    assert ann.titles(eventTypes=["outOfOffice"]) == ["Away"]
    assert ann.titles(privateExtendedProperty=["a=1"]) == ["Dentist"]
    assert ann.titles(privateExtendedProperty=["a=1", "b=2"]) == []
    assert ann.titles(sharedExtendedProperty="b=2") == ["Dentist"]


def test_a_query_too_long_for_an_address(ann):
    ann.insert("Wanted", extendedProperties={"private": {"key": "v" * 1000}})
    ann.insert("Other")
    wanted = [f"key={'v' * 1000}"] * 3
    assert ann.titles(privateExtendedProperty=wanted) == ["Wanted"]


def test_time_bounds_are_exclusive(ann):
    ann.insert("Nine to ten")
    ann.insert("All day", when=all_day("2026-03-03", "2026-03-04"))
    assert ann.titles(timeMin="2026-03-02T09:00:00Z", timeMax="2026-03-02T23:00:00Z") == []
    assert ann.titles(timeMin="2026-03-02T09:00:00+01:00", timeMax="2026-03-02T08:30:00Z") == [
        "Nine to ten"
    ]
    assert ann.titles(timeMin="2026-03-02T23:00:00Z") == ["All day"]
    with refused(400, "timeRangeEmpty"):
        ann.list(timeMin="2026-03-02T09:00:00Z", timeMax="2026-03-01T09:00:00Z")
    with refused(400, "invalidParameter", "offset"):
        ann.list(timeMin="2026-03-02T09:00:00")


def test_updated_min_shows_deletions(ann):
    gone = ann.insert("Gone")
    since = ann.insert("Stays")["updated"]
    ann.delete(gone)
    items = ann.list(updatedMin=since)["items"]
    assert {item["id"]: item["status"] for item in items}[gone["id"]] == "cancelled"


def test_the_reply_says_whose_calendar_it_is(ann):
    reply = ann.list()
    assert reply["timeZone"] == "Europe/Brussels"
    assert reply["accessRole"] == "owner"
    assert reply["summary"] == ann.email
    assert reply["defaultReminders"] == [{"method": "popup", "minutes": 10}]
