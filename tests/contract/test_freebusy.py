"""freebusy.query, as google-api-python-client asks it."""

from people import NINE, all_day, fake, refused, timed

WEEK = {"timeMin": "2026-03-02T00:00:00Z", "timeMax": "2026-03-09T00:00:00Z"}


def busy(person, *calendars, **terms):
    items = [{"id": one} for one in calendars or ["primary"]]
    answer = person.api.freebusy().query(body={**WEEK, "items": items, **terms}).execute()
    return answer["calendars"]


def spans(person, calendar="primary", **terms):
    return [(s["start"], s["end"]) for s in busy(person, calendar, **terms)[calendar]["busy"]]


def test_spans_without_a_word_of_what_they_are(ann):
    ann.insert("Dentist", when=NINE)
    assert busy(ann)["primary"] == {
        "busy": [{"start": "2026-03-02T08:00:00Z", "end": "2026-03-02T09:00:00Z"}]
    }


def test_what_touches_is_one(ann):
    ann.insert(when=timed("2026-03-02T09:00", "2026-03-02T10:00"))
    ann.insert(when=timed("2026-03-02T10:00", "2026-03-02T11:00"))
    ann.insert(when=timed("2026-03-02T09:30", "2026-03-02T09:45"))
    assert spans(ann) == [("2026-03-02T08:00:00Z", "2026-03-02T10:00:00Z")]


def test_a_series_and_whole_days_in_the_zone_of_the_calendar(ann):
    ann.insert(when=NINE, recurrence=["RRULE:FREQ=DAILY;COUNT=2"])
    ann.insert(when=all_day("2026-03-05", "2026-03-06"))
    assert spans(ann) == [
        ("2026-03-02T08:00:00Z", "2026-03-02T09:00:00Z"),
        ("2026-03-03T08:00:00Z", "2026-03-03T09:00:00Z"),
        ("2026-03-04T23:00:00Z", "2026-03-05T23:00:00Z"),
    ]
    assert spans(ann, timeZone="Europe/Brussels")[0][0] == "2026-03-02T09:00:00+01:00"


def test_what_takes_no_time(ann, bob):
    ann.insert(transparency="transparent")
    gone = ann.insert()
    ann.delete(gone)
    invited = bob.insert(attendees=[{"email": ann.email}])
    assert len(spans(ann)) == 1
    ann.patch(invited, attendees=[{"email": ann.email, "responseStatus": "declined"}])
    assert spans(ann) == []


def test_it_is_cut_at_the_window(ann):
    ann.insert(when=all_day("2026-03-01", "2026-03-20"))
    assert spans(ann) == [("2026-03-02T00:00:00Z", "2026-03-09T00:00:00Z")]


def test_a_calendar_that_cannot_be_seen_has_an_error_of_its_own(ann, bob):
    found = busy(ann, "primary", bob.email)
    assert found["primary"] == {"busy": []}
    assert found[bob.email]["errors"] == [{"domain": "global", "reason": "notFound"}]
    fake(ann.google, "share", calendar=bob.email, **{"with": ann.email, "role": "freeBusyReader"})
    assert "errors" not in busy(ann, bob.email)[bob.email]


def test_what_is_refused(ann):
    ask = ann.api.freebusy()
    with refused(400, "timeRangeEmpty"):
        ask.query(body={**WEEK, "timeMax": WEEK["timeMin"], "items": []}).execute()
    with refused(400, "timeRangeTooLong"):
        ask.query(body={**WEEK, "timeMax": "2026-09-01T00:00:00Z", "items": []}).execute()
    with refused(400, "required"):
        ask.query(body={"timeMin": WEEK["timeMin"]}).execute()
    many = [{"id": str(number)} for number in range(51)]
    answer = ask.query(body={**WEEK, "items": many}).execute()
    reasons = {one["errors"][0]["reason"] for one in answer["calendars"].values()}
    assert reasons == {"tooManyCalendarsRequested"}
