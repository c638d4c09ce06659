"""events: insert, get, patch, update, delete, ids, etags."""

import re

import pytest
from people import NINE, TEN, Person, all_day, fake, refused, timed, with_header

ID = "0123456789abcdefghijklmnopqrstuv"


def test_insert_answers_a_whole_event(ann):
    event = ann.insert("Standup", location="Room 1", description="<b>bold</b>")
    assert event["summary"] == "Standup"
    assert event["status"] == "confirmed"
    assert event["eventType"] == "default"
    assert event["sequence"] == 0
    assert event["start"] == {
        "dateTime": "2026-03-02T09:00:00+01:00",
        "timeZone": "Europe/Brussels",
    }
    assert event["iCalUID"] == f"{event['id']}@google.com"
    assert event["organizer"] == {"email": ann.email, "displayName": "Ann", "self": True}
    assert event["creator"]["self"] is True
    assert event["reminders"] == {"useDefault": True}
    assert re.fullmatch(r'"[^"]+"', event["etag"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", event["updated"])


def test_primary_is_the_account_itself(ann):
    event = ann.insert()
    assert ann.get(event, calendar=ann.email) == ann.get(event)


def test_an_offset_is_enough_and_the_calendars_zone_is_filled_in(ann):
    when = {
        "start": {"dateTime": "2026-03-02T09:00:00Z"},
        "end": {"dateTime": "2026-03-02T10:00:00Z"},
    }
    assert ann.insert(when=when)["start"] == {
        "dateTime": "2026-03-02T10:00:00+01:00",
        "timeZone": "Europe/Brussels",
    }


def test_times_are_shown_in_the_calendars_zone_or_the_wanted_one(ann):
    event = ann.insert(when=timed("2026-07-01T09:00", "2026-07-01T10:00", "America/New_York"))
    assert event["start"] == {
        "dateTime": "2026-07-01T15:00:00+02:00",
        "timeZone": "America/New_York",
    }
    assert ann.get(event, timeZone="UTC")["start"]["dateTime"] == "2026-07-01T13:00:00Z"


def test_all_day_has_dates_only(ann):
    event = ann.insert(when=all_day("2026-03-02", "2026-03-04"))
    assert (event["start"], event["end"]) == ({"date": "2026-03-02"}, {"date": "2026-03-04"})


@pytest.mark.parametrize(
    ("when", "reason", "words"),
    [
        ({"start": NINE["start"]}, "required", "Missing end time."),
        ({"end": NINE["end"]}, "required", "Missing start time."),
        ({"start": TEN["start"], "end": NINE["start"]}, "timeRangeEmpty", "empty"),
        (all_day("2026-03-02", "2026-03-02"), "timeRangeEmpty", "empty"),
        ({"start": NINE["start"], "end": {"date": "2026-03-03"}}, "invalid", "both be date"),
        ({"start": {**NINE["start"], "date": "2026-03-02"}, "end": NINE["end"]}, "invalid", ""),
        (all_day("2026-02-30", "2026-03-04"), "invalid", "Invalid start time."),
        (timed("2026-03-02T09:00", "2026-03-02T10:00", "Mars/Base"), "invalid", "time zone"),
        (timed("0000-03-02T09:00", "2026-03-02T10:00"), "invalid", "Invalid start time."),
        (all_day("10000-01-01", "10000-01-02"), "invalid", ""),
    ],
)
def test_times_that_google_refuses(ann, when, reason, words):
    with refused(400, reason, words):
        ann.insert(when=when)


def test_a_time_without_offset_needs_a_zone(ann):
    with refused(400, "required", "Missing time zone definition for start time."):
        ann.insert(when={"start": {"dateTime": "2026-03-02T09:00:00"}, "end": NINE["end"]})


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_first_and_the_last_year_can_be_stored(ann, year):
    when = timed(f"{year}-06-02T09:00", f"{year}-06-02T10:00")
    event = ann.insert(when=when)
    assert event["start"]["dateTime"].startswith(f"{year}-06-02T09:00:00+")
    assert ann.titles() == ["Meeting"]


def test_a_client_may_choose_the_id_once_and_for_all(ann):
    assert ann.insert(id=ID)["id"] == ID
    with refused(409, "duplicate", "already exists"):
        ann.insert(id=ID)
    ann.delete(ID)
    with refused(409, "duplicate"):
        ann.insert(id=ID)


def test_the_same_id_may_be_used_on_another_calendar(ann, bob):
    assert ann.insert(id=ID)["id"] == bob.insert(id=ID)["id"]


@pytest.mark.parametrize("bad", ["abcd", "w" * 6, "ABCDEF", "abc-def", "a" * 1025])
def test_ids_are_base32hex(ann, bad):
    with refused(400, "invalid", "Invalid resource id value."):
        ann.insert(id=bad)


def test_id_and_ical_uid_do_not_go_together(ann):
    with refused(400, "invalid"):
        ann.insert(id=ID, iCalUID="x@example.com")
    event = ann.insert(iCalUID="x@example.com")
    assert event["iCalUID"] == "x@example.com"
    with refused(409, "duplicate"):
        ann.insert(iCalUID="x@example.com")


def test_deleting_twice(ann):
    event = ann.insert()
    ann.delete(event)
    with refused(410, "deleted", "Resource has been deleted"):
        ann.delete(event)
    with refused(404, "notFound"):
        ann.delete("neverthere")


def test_a_deleted_event_can_be_read_and_restored(ann):
    event = ann.insert("Back again")
    ann.delete(event)
    gone = ann.get(event)
    assert (gone["status"], gone["summary"]) == ("cancelled", "Back again")
    assert ann.titles() == []
    assert ann.patch(event, status="confirmed")["status"] == "confirmed"
    assert ann.titles() == ["Back again"]


def test_every_write_makes_a_new_etag(ann):
    event = ann.insert()
    etags = {event["etag"]}
    for number in range(3):
        etags.add(ann.patch(event, summary=f"Title {number}")["etag"])
    ann.delete(event)
    etags.add(ann.get(event)["etag"])
    assert len(etags) == 5


def test_if_match_protects_patch_update_and_delete(ann):
    event = ann.insert()
    fresh = ann.patch(event, summary="Changed", if_match=event["etag"])
    with refused(412, "conditionNotMet"):
        ann.patch(event, summary="Lost update", if_match=event["etag"])
    with refused(412, "conditionNotMet"):
        ann.update(event, if_match=event["etag"])
    with refused(412, "conditionNotMet"):
        ann.delete(event, if_match=event["etag"])
    assert ann.get(event) == fresh
    ann.delete(event, if_match=fresh["etag"])


def test_if_match_plays_no_part_in_insert(ann):
    body = {"summary": "New", **NINE}
    request = ann.events.insert(calendarId="primary", body=body)
    assert with_header(request, "If-Match", '"stale"').execute()["summary"] == "New"


def test_if_none_match_saves_a_reply(ann):
    event = ann.insert()
    path = f"/calendar/v3/calendars/primary/events/{event['id']}"
    known = ann.http("GET", path, headers={"If-None-Match": event["etag"]})
    assert (known.status_code, known.content) == (304, b"")
    assert ann.http("GET", path, headers={"If-None-Match": '"older"'}).status_code == 200


def test_patch_changes_what_it_names_and_null_takes_away(ann):
    event = ann.insert(description="Old", location="Here", attendees=[{"email": "x@example.com"}])
    after = ann.patch(event, description=None, summary="New")
    assert "description" not in after
    assert (after["summary"], after["location"]) == ("New", "Here")
    assert [guest["email"] for guest in after["attendees"]] == ["x@example.com"]


def test_patch_merges_objects_and_replaces_lists(ann):
    event = ann.insert(
        extendedProperties={"private": {"a": "1", "b": "2"}},
        attendees=[{"email": "x@example.com"}, {"email": "y@example.com"}],
    )
    after = ann.patch(
        event,
        extendedProperties={"private": {"a": None, "c": "3"}},
        attendees=[{"email": "y@example.com"}],
    )
    assert after["extendedProperties"] == {"private": {"b": "2", "c": "3"}}
    assert [guest["email"] for guest in after["attendees"]] == ["y@example.com"]


def test_patch_from_timed_to_all_day_has_to_take_the_time_away(ann):
    event = ann.insert()
    with refused(400, "invalid", "Invalid start time."):
        ann.patch(event, **all_day("2026-03-02", "2026-03-03"))
    day = {"dateTime": None, "timeZone": None}
    after = ann.patch(event, start={"date": "2026-03-02", **day}, end={"date": "2026-03-03", **day})
    assert after["start"] == {"date": "2026-03-02"}


def test_update_forgets_what_it_is_not_told(ann):
    event = ann.insert(description="Old", extendedProperties={"private": {"a": "1"}})
    after = ann.update({"id": event["id"], "summary": "All new", **TEN})
    assert "description" not in after
    assert "extendedProperties" not in after
    assert (after["iCalUID"], after["created"]) == (event["iCalUID"], event["created"])
    with refused(400, "required", "Missing end time."):
        ann.update({"id": event["id"], "start": TEN["start"]})


def test_sequence_counts_moves_only(ann):
    event = ann.insert()
    assert ann.patch(event, summary="Other")["sequence"] == 0
    assert ann.patch(event, **TEN)["sequence"] == 1
    with refused(400, "invalid", "Invalid sequence value."):
        ann.patch(event, sequence=0)


def test_reminders_leave_updated_alone(ann):
    event = ann.insert()
    mine = {"useDefault": False, "overrides": [{"method": "popup", "minutes": 5}]}
    after = ann.patch(event, reminders=mine)
    assert after["updated"] == event["updated"]
    assert after["etag"] != event["etag"]
    assert after["reminders"] == mine


@pytest.mark.parametrize(
    ("overrides", "reason"),
    [
        ([{"method": "popup", "minutes": 1}] * 6, "invalid"),
        ([{"method": "popup", "minutes": 40321}], "invalid"),
        ([{"method": "popup", "minutes": -1}], "invalid"),
        ([{"method": "pigeon", "minutes": 1}], "invalid"),
        ([{"method": "popup"}], "required"),
    ],
)
def test_reminders_that_google_refuses(ann, overrides, reason):
    with refused(400, reason):
        ann.insert(reminders={"useDefault": False, "overrides": overrides})


def test_default_reminders_exclude_own_ones(ann):
    own = [{"method": "popup", "minutes": 1}]
    with refused(400, "cannotUseDefaultRemindersAndSpecifyOverride"):
        ann.insert(reminders={"useDefault": True, "overrides": own})


def test_extended_properties_within_limits(ann):
    properties = {"k" * 44: "v" * 2000, "k" * 45: "too long a key"}
    event = ann.insert(extendedProperties={"private": properties})
    assert event["extendedProperties"] == {"private": {"k" * 44: "v" * 1024}}


def test_extended_properties_take_numbers_as_texts(ann):
    properties = {"odoo_id": 7, "flag": True}
    event = ann.insert(extendedProperties={"shared": properties})
    assert event["extendedProperties"] == {"shared": {"odoo_id": "7", "flag": "true"}}


@pytest.mark.parametrize("count, length", [(301, 1), (40, 1024)])
def test_too_many_extended_properties(ann, count, length):
    properties = {f"key{number}": "v" * length for number in range(count)}
    with refused(400, "invalid"):
        ann.insert(extendedProperties={"private": properties})


def test_what_is_only_stored_comes_back(ann):
    kept = {
        "transparency": "transparent",
        "visibility": "private",
        "colorId": "5",
        "source": {"url": "https://example.com/1", "title": "Origin"},
        "guestsCanInviteOthers": False,
        "guestsCanModify": True,
        "guestsCanSeeOtherGuests": False,
    }
    assert kept.items() <= ann.insert(**kept).items()


@pytest.mark.parametrize("field", ["status", "transparency", "visibility"])
def test_values_that_google_does_not_know(ann, field):
    with refused(400, "invalid", field):
        ann.insert(**{field: "perhaps"})


def test_event_types(ann):
    with refused(400, "invalid", "eventType"):
        ann.insert(eventType="fromGmail")
    event = ann.insert(eventType="outOfOffice", outOfOfficeProperties={"declineMessage": "Away"})
    with refused(400, "invalid", "event type"):
        ann.patch(event, eventType="default")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"when": all_day("2026-03-02", "2026-03-03")}, "must not be an all-day event"),
        ({"description": "Rome"}, "must not have a description"),
        ({"location": "Rome"}, "must not have a location"),
        ({"attendees": [{"email": "zoe@example.com"}]}, "must not have attendees"),
    ],
)
def test_what_out_of_office_cannot_be(ann, fields, words):
    with refused(400, "malformedOutOfOfficeEvent", words):
        ann.insert(eventType="outOfOffice", **fields)
    event = ann.insert(eventType="outOfOffice", description="", location="")
    without_times = {"dateTime": None, "timeZone": None}
    when = {name: {**without_times, **day} for name, day in fields.get("when", {}).items()}
    with refused(400, "malformedOutOfOfficeEvent", words):
        ann.patch(event, **(when or fields))


AT_HOME = {
    "when": all_day("2026-03-02", "2026-03-03"),
    "eventType": "workingLocation",
    "workingLocationProperties": {"type": "homeOffice", "homeOffice": {}},
    "visibility": "public",
    "transparency": "transparent",
}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"transparency": "opaque"}, "a transparency setting of transparent"),
        ({"visibility": "private"}, "a visibility setting of public"),
        ({"when": all_day("2026-03-02", "2026-03-04")}, "exactly one day long"),
        ({"workingLocationProperties": {}}, "a location type"),
    ],
)
def test_what_a_working_location_cannot_be(ann, fields, words):
    assert ann.insert(**AT_HOME)["eventType"] == "workingLocation"
    with refused(400, "malformedWorkingLocationEvent", words):
        ann.insert(**{**AT_HOME, **fields})


def test_who_may_say_where_they_are(google, ann):
    made = ann.api.calendars().insert(body={"summary": "Team"}).execute()
    with refused(400, "invalid", "primary"):
        ann.insert(calendar=made["id"], eventType="outOfOffice")
    fake(google, "settings", account=ann.email, status_events="refused")
    with refused(400, "invalid", "not supported"):
        ann.insert(eventType="outOfOffice")


def test_conference_data_need_their_version(ann):
    wanted = {"createRequest": {"requestId": "one"}}
    assert "conferenceData" not in ann.insert(conferenceData=wanted)
    event = ann.insert(conferenceData=wanted, conferenceDataVersion=1)
    assert event["hangoutLink"].startswith("https://meet.google.com/")
    assert event["conferenceData"]["entryPoints"][0]["uri"] == event["hangoutLink"]
    assert ann.patch(event, conferenceData=None)["hangoutLink"] == event["hangoutLink"]
    gone = ann.patch(event, conferenceData=None, conferenceDataVersion=1)
    assert "hangoutLink" not in gone


def test_attachments_need_their_parameter(ann):
    files = [{"fileUrl": "https://example.com/file", "title": "File"}]
    assert "attachments" not in ann.insert(attachments=files)
    event = ann.insert(attachments=files, supportsAttachments=True)
    assert ann.patch(event, summary="Kept")["attachments"] == files


def test_max_attendees(ann):
    event = ann.insert(attendees=[{"email": ann.email}, {"email": "x@example.com"}])
    short = ann.get(event, maxAttendees=1)
    assert short["attendeesOmitted"] is True
    assert [guest["email"] for guest in short["attendees"]] == [ann.email]


def test_lists_may_leave_guests_out_unasked(google, ann):
    guests = [{"email": ann.email}, {"email": "x@example.com"}, {"email": "y@example.com"}]
    event = ann.insert(attendees=guests, recurrence=["RRULE:FREQ=DAILY;COUNT=2"])
    fake(google, "settings", attendees_shown=2)
    instances = ann.events.instances(calendarId="primary", eventId=event["id"]).execute()["items"]
    for short in (*ann.list()["items"], *ann.list(singleEvents=True)["items"], *instances):
        assert short["attendeesOmitted"] is True
        assert [guest["email"] for guest in short["attendees"]] == [ann.email]
    [whole] = ann.list(maxAttendees=3)["items"]
    assert whole == ann.get(event) == event
    fake(google, "settings", attendees_shown=3)
    assert ann.list()["items"] == [event]


def test_a_short_guest_list_may_say_so_when_it_is_written(ann):
    event = ann.insert(attendees=[{"email": ann.email}, {"email": "x@example.com"}])
    yes = [{"email": ann.email, "responseStatus": "accepted"}, {"email": "new@example.com"}]
    after = ann.patch(event, attendees=yes, attendeesOmitted=True)
    answers = {guest["email"]: guest["responseStatus"] for guest in after["attendees"]}
    assert answers == {
        ann.email: "accepted",
        "x@example.com": "needsAction",
        "new@example.com": "needsAction",
    }
    assert "attendeesOmitted" not in after
    assert len(ann.update({**after, "attendees": [], "attendeesOmitted": True})["attendees"]) == 3
    assert len(ann.patch(event, attendees=yes)["attendees"]) == 2


def test_partial_replies(ann):
    ann.insert("One")
    assert ann.list(fields="items(summary,start/timeZone),timeZone") == {
        "items": [{"summary": "One", "start": {"timeZone": "Europe/Brussels"}}],
        "timeZone": "Europe/Brussels",
    }
    with refused(400, "invalidParameter", "field selection"):
        ann.list(fields="items(")


def test_import_adds_a_private_copy_and_renews_it(ann, bob):
    body = {
        "iCalUID": "far@elsewhere.example",
        "summary": "Imported",
        "organizer": {"email": "chief@elsewhere.example"},
        "attendees": [{"email": bob.email}],
        **NINE,
    }
    first = ann.events.import_(calendarId="primary", body=body).execute()
    assert first["organizer"] == {"email": "chief@elsewhere.example"}
    again = ann.events.import_(calendarId="primary", body={**body, "summary": "Twice"}).execute()
    assert again["id"] == first["id"]
    assert ann.titles() == ["Twice"]
    assert bob.titles() == []


def test_move_to_another_calendar(ann):
    other = ann.api.calendars().insert(body={"summary": "Other"}).execute()["id"]
    event = ann.insert("Moving")
    answer = ann.events.move(calendarId="primary", eventId=event["id"], destination=other).execute()
    assert answer["status"] == "cancelled"
    assert ann.get(event)["status"] == "cancelled"
    moved = ann.get(event, calendar=other)
    assert (moved["status"], moved["organizer"]["email"]) == ("confirmed", other)


def test_move_back_to_where_it_was(ann):
    other = ann.api.calendars().insert(body={"summary": "Other"}).execute()["id"]
    series = ann.insert("Moving", recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
    first, second = (f"{series['id']}_202603{day:02}T080000Z" for day in (2, 3))
    ann.patch(first, summary="Special")
    ann.delete(second)
    ways = [(ann.email, other), (other, ann.email)]
    for source, target in ways * 2:
        token = ann.list(calendar=target)["nextSyncToken"]
        ann.events.move(calendarId=source, eventId=series["id"], destination=target).execute()
        titles = ann.titles(calendar=target, singleEvents=True, orderBy="startTime")
        assert titles == ["Special", "Moving"]
        assert ann.titles(calendar=source, singleEvents=True) == []
        told = {event["id"] for event in ann.list(calendar=target, syncToken=token)["items"]}
        assert told == {series["id"], first, second}
    assert ann.get(series)["organizer"]["email"] == ann.email
    again = ann.insert("Not moved")
    copy = ann.insert("Same id", calendar=other, id=again["id"])
    with refused(409, "duplicate"):
        ann.events.move(calendarId=other, eventId=copy["id"], destination=ann.email).execute()


def test_a_secondary_calendar_is_the_organiser_and_marks_nobody_as_self(ann):
    other = ann.api.calendars().insert(body={"summary": "Team"}).execute()["id"]
    event = ann.insert(calendar=other, attendees=[{"email": ann.email}])
    assert event["organizer"] == {"email": other, "displayName": "Team", "self": True}
    assert "self" not in event["creator"]
    assert "self" not in event["attendees"][0]


def test_reading_is_not_writing(ann, google):
    cara = Person(google, "cara@example.com", "Cara", "UTC")
    event = ann.insert("Shared")
    with refused(404, "notFound"):
        cara.get(event, calendar=ann.email)
    fake(google, "share", **{"calendar": ann.email, "with": cara.email, "role": "reader"})
    assert cara.get(event, calendar=ann.email)["summary"] == "Shared"
    with refused(403, "requiredAccessLevel"):
        cara.patch(event, calendar=ann.email, summary="No")
