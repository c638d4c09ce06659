"""One answer that something is not there, or is there already, is not believed by itself."""

from __future__ import annotations

import json

import httplib2
import pytest
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.transport import errors
from google_sync.google_api.transport.errors import RetryLater
from google_sync.google_api.transport.outcomes import Differs, Failed, Written
from googleapiclient.errors import HttpError
from world import CALENDAR, create, delete, restore, update


def refusal(status, content):
    return errors.from_http_error(HttpError(httplib2.Response({"status": status}), content))


@pytest.mark.parametrize("number", [1, 3])
def test_an_event_that_one_server_does_not_know_is_not_gone(google, ana, number):
    ids = google.make("Visit", "Lunch", "Call")[:number]
    google.fault("events.get", status=404)
    found = calendar.get_events(ana, CALENDAR, ids)
    assert [found[event_id]["id"] for event_id in ids] == ids


@pytest.mark.parametrize("verb", ["update", "delete", "restore"])
@pytest.mark.parametrize("number", [1, 3])
def test_a_write_to_it_shows_what_is_there(google, ana, verb, number):
    ids = google.make("Visit", "Lunch", "Call")[:number]
    make = {
        "update": lambda event_id: update(event_id, "Changed"),
        "delete": delete,
        "restore": lambda event_id: restore(event_id, "Back"),
    }[verb]
    google.fault(f"events.{'delete' if verb == 'delete' else 'patch'}", status=404)
    first, *others = google_writes.send(ana, CALENDAR, [make(event_id) for event_id in ids])
    assert isinstance(first, Differs)
    assert first.record["summary"] == "Visit"
    assert [type(outcome) for outcome in others] == [Written] * (number - 1)


def test_what_google_does_not_know_twice_is_gone(google, ana):
    assert calendar.get_events(ana, CALENDAR, ["unknown"]) == {"unknown": None}
    outcomes = google_writes.send(ana, CALENDAR, [update("unknown", "Title"), delete("unheard")])
    assert outcomes == [Differs(None), Written(None)]


def test_a_calendar_out_of_sight_tells_nothing_of_its_events(google, ana):
    (visit,) = google.make("Visit")
    for match in ("events.get", "events.patch", "events.delete", "events.list"):
        google.fault(match, status=404, times=-1)
    assert isinstance(calendar.get_events(ana, CALENDAR, [visit])[visit], RetryLater)
    for write in (update(visit, "Changed"), delete(visit)):
        (outcome,) = google_writes.send(ana, CALENDAR, [write])
        assert isinstance(outcome, Failed)
        assert isinstance(outcome.error, RetryLater)


@pytest.mark.parametrize("status", [401, 403, 404, 409, 410, 412])
def test_what_is_said_to_a_whole_batch_is_said_of_none_of_its_parts(google, ana, status):
    ids = google.make("Visit", "Lunch", "Call")
    google.fault("batch", status=status, times=-1)
    for writes in (
        [update(event_id, "Changed") for event_id in ids],
        [delete(event_id) for event_id in ids],
        [create(f"event{n}", "New") for n in range(3)],
    ):
        outcomes = google_writes.send(ana, CALENDAR, writes)
        assert [type(outcome) for outcome in outcomes] == [Failed] * 3
        assert all(isinstance(outcome.error, RetryLater) for outcome in outcomes)


@pytest.mark.parametrize("status", [302, 401, 403, 404, 407, 409, 410, 412, 451])
@pytest.mark.parametrize("content", [b"", b"<html>Not here</html>", b'{"fault": "proxy"}'])
def test_what_is_not_in_googles_words_says_nothing(status, content):
    assert type(refusal(status, content)) is RetryLater


def test_an_id_is_in_use_only_where_google_says_so(google, ana):
    conflict = {"message": "Conflicts with other requested batched items.", "errors": []}
    for reason in ("conflict", ""):
        body = {"error": {**conflict, "errors": [{"reason": reason}]}}
        assert type(refusal(409, json.dumps(body).encode())) is errors.Conflicting
    google.fault("events.insert", nth=2, status=409, reason="conflict")
    outcomes = google_writes.send(
        ana, CALENDAR, [create(f"event{n}", f"Event {n}") for n in range(3)]
    )
    assert [type(outcome) for outcome in outcomes] == [Written] * 3
