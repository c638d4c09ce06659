"""calendarList, calendars, settings, channels."""

from people import CALENDAR, Person, fake, refused


def names(reply):
    return [entry["summary"] for entry in reply["items"]]


def test_the_list_begins_with_the_primary_calendar(ann):
    [entry] = ann.api.calendarList().list().execute()["items"]
    assert entry["id"] == ann.email
    assert entry["primary"] is True
    assert (entry["accessRole"], entry["timeZone"]) == ("owner", "Europe/Brussels")
    assert ann.api.calendarList().get(calendarId="primary").execute() == entry


def test_reminders_of_a_calendar(ann):
    mine = [{"method": "email", "minutes": 60}]
    entries = ann.api.calendarList()
    entry = entries.patch(calendarId="primary", body={"defaultReminders": mine}).execute()
    assert entry["defaultReminders"] == ann.list()["defaultReminders"] == mine
    with refused(400, "invalid"):
        wrong = [{"method": "sms", "minutes": 60}]
        entries.patch(calendarId="primary", body={"defaultReminders": wrong}).execute()


def test_a_new_calendar(ann):
    body = {"summary": "Work", "timeZone": "Asia/Tokyo", "description": "For work"}
    calendar = ann.api.calendars().insert(body=body).execute()
    assert calendar["id"].endswith("@group.calendar.google.com")
    assert body.items() <= calendar.items()
    assert ann.api.calendars().get(calendarId=calendar["id"]).execute() == calendar
    entry = ann.api.calendarList().get(calendarId=calendar["id"]).execute()
    assert "primary" not in entry
    assert entry["accessRole"] == "owner"
    event = ann.insert(calendar=calendar["id"])
    assert event["start"]["dateTime"] == "2026-03-02T17:00:00+09:00"


def test_a_calendar_needs_a_title_and_a_zone_that_exists(ann):
    calendars = ann.api.calendars()
    with refused(400, "required", "Missing title."):
        calendars.insert(body={}).execute()
    with refused(400, "invalid", "time zone"):
        calendars.insert(body={"summary": "X", "timeZone": "Mars/Base"}).execute()


def test_a_calendar_can_be_renamed_and_deleted(ann):
    calendars = ann.api.calendars()
    id_ = calendars.insert(body={"summary": "Old"}).execute()["id"]
    calendars.patch(calendarId=id_, body={"summary": "New", "timeZone": "UTC"}).execute()
    assert names(ann.api.calendarList().list().execute()) == [ann.email, "New"]
    assert ann.list(calendar=id_)["timeZone"] == "UTC"
    calendars.delete(calendarId=id_).execute()
    with refused(404, "notFound"):
        ann.list(calendar=id_)
    with refused(400, "invalid"):
        calendars.delete(calendarId="primary").execute()


def test_pages_of_the_calendar_list(ann):
    for number in range(4):
        ann.api.calendars().insert(body={"summary": f"Calendar {number}"}).execute()
    calendar_list = ann.api.calendarList()
    request, found = calendar_list.list(maxResults=2), []
    while request is not None:
        reply = request.execute()
        found += names(reply)
        request = calendar_list.list_next(request, reply)
    assert found == [ann.email, *(f"Calendar {number}" for number in range(4))]


def test_shared_calendars_and_their_roles(google, ann, bob):
    fake(google, "share", **{"calendar": bob.email, "with": ann.email, "role": "reader"})
    calendar_list = ann.api.calendarList()
    assert names(calendar_list.list().execute()) == [ann.email, bob.email]
    assert names(calendar_list.list(minAccessRole="writer").execute()) == [ann.email]
    entry = calendar_list.get(calendarId=bob.email).execute()
    assert "primary" not in entry
    assert ann.list(calendar=bob.email)["accessRole"] == "reader"


def test_calendars_of_others_do_not_exist(ann, bob):
    with refused(404, "notFound"):
        ann.list(calendar=bob.email)
    with refused(404, "notFound"):
        ann.api.calendarList().get(calendarId="nowhere").execute()


def test_settings(ann):
    assert ann.api.settings().get(setting="timezone").execute()["value"] == "Europe/Brussels"
    listed = ann.api.settings().list().execute()["items"]
    assert {"timezone", "locale", "weekStart"} <= {setting["id"] for setting in listed}
    with refused(404, "notFound"):
        ann.api.settings().get(setting="mood").execute()


def test_the_scope_app_created_reaches_the_apps_calendars_only(google, ann):
    app = Person(
        google, ann.email, "Ann", "UTC", client_id="app", scopes=[f"{CALENDAR}.app.created"]
    )
    id_ = app.api.calendars().insert(body={"summary": "Of the app"}).execute()["id"]
    assert app.insert("Allowed", calendar=id_)["summary"] == "Allowed"
    with refused(403, "insufficientPermissions"):
        app.list()
    other = ann.api.calendars().insert(body={"summary": "By hand"}).execute()["id"]
    with refused(403, "insufficientPermissions"):
        app.list(calendar=other)


def test_the_scope_events_owned_reaches_owned_calendars_only(google, ann, bob):
    app = Person(google, ann.email, "Ann", "UTC", scopes=[f"{CALENDAR}.events.owned"])
    fake(google, "share", **{"calendar": bob.email, "with": ann.email, "role": "writer"})
    assert app.titles() == []
    with refused(403, "insufficientPermissions"):
        app.list(calendar=bob.email)
