"""Nothing reaches Google that would mail somebody without a permit, whoever made the request."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.transport.errors import MailNotPermitted
from google_sync.google_api.transport.outcomes import Failed, Written
from google_sync.google_api.transport.permit import Permit, attach
from world import CALENDAR, create, delete

INVITED = {
    "id": "meeting00",
    "summary": "Meeting",
    "start": {"dateTime": "2027-03-02T09:00:00Z"},
    "end": {"dateTime": "2027-03-02T10:00:00Z"},
    "attendees": [{"email": "bob@mail.example"}],
}


def mails(google):
    return [mail["to"] for mail in google.control("GET", "requests")["mails"]]


def loud(session, **parameters):
    body = {**INVITED, "id": parameters.pop("event_id", INVITED["id"])}
    return session.calendar.events().insert(calendarId=CALENDAR, body=body, **parameters)


@pytest.mark.parametrize(
    "parameters",
    [{"sendUpdates": "all"}, {"sendUpdates": "externalOnly"}, {"sendNotifications": True}],
)
def test_one_request_is_refused(google, ana, caplog, parameters):
    with pytest.raises(MailNotPermitted):
        ana.call(loud(ana, **parameters))
    assert mails(google) == []
    assert google.titles() == []
    assert [(one.levelno, "Defect" in one.message) for one in caplog.records] == [
        (logging.ERROR, True)
    ]


def test_of_a_batch_the_others_go(google, ana, caplog):
    requests = [
        loud(ana, event_id="first"),
        loud(ana, event_id="second", sendUpdates="all"),
        loud(ana, event_id="third", sendUpdates="none"),
    ]
    answers = ana.batch(requests)
    assert [answers[0]["id"], answers[2]["id"]] == ["first", "third"]
    assert isinstance(answers[1], MailNotPermitted)
    assert mails(google) == []
    assert "calendar.events.insert" in caplog.text


def test_a_batch_of_which_nothing_is_left_asks_nothing(google, ana):
    google.control("DELETE", "requests")
    answers = ana.batch([loud(ana, sendUpdates="all")] * 2)
    assert all(isinstance(answer, MailNotPermitted) for answer in answers)
    assert google.control("GET", "requests")["requests"] == []


def test_a_permit_is_for_its_own_meeting(google, ana):
    for permit in (Permit(1, "another"), Permit(1, "meet")):
        request = loud(ana, sendUpdates="all")
        attach(request, permit)
        with pytest.raises(MailNotPermitted):
            ana.call(request)
    request = loud(ana, sendUpdates="all")
    attach(request, Permit(1, "meeting00"))
    ana.call(request)
    assert mails(google) == ["bob@mail.example"]


def test_a_permit_for_a_series_is_for_its_occurrences():
    permit = Permit(1, "series00")
    assert permit.covers("series00_20270302T090000Z")
    assert not permit.covers("series001")
    part = Permit(1, "series00_R20270329T080000")
    assert part.covers("series00_20270405T080000Z")
    assert not part.covers("series01_20270405T080000Z")


def test_a_write_with_anothers_permit_fails_by_itself(google, ana):
    writes = [
        replace(create("first", "One"), permit=Permit(1, "second")),
        create("third", "Three"),
    ]
    refused, written = google_writes.send(ana, CALENDAR, writes)
    assert isinstance(refused, Failed)
    assert isinstance(refused.error, MailNotPermitted)
    assert isinstance(written, Written)
    assert mails(google) == []


def test_sharing_a_calendar_mails_by_itself(ana):
    rule = {"role": "reader", "scope": {"type": "user", "value": "bob@mail.example"}}
    with pytest.raises(MailNotPermitted):
        ana.call(ana.calendar.acl().insert(calendarId=CALENDAR, body=rule))


def test_who_reads_needs_no_permit(ana):
    google_writes.send(ana, CALENDAR, [create("first", "One")])
    assert calendar.get_events(ana, CALENDAR, ["first"])["first"]["summary"] == "One"
    assert isinstance(google_writes.send(ana, CALENDAR, [delete("first")])[0], Written)
