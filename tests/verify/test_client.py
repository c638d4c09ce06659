"""The client reads what was recorded: each answer by itself, and in the order of its own calls."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
import recorded
from answering import Answering
from googleapiclient.http import HttpRequest

FAR = datetime.now(timezone.utc) + timedelta(days=1)
CALENDAR = "~calendar~"


@pytest.fixture
def client(monkeypatch):
    """The client of a recording: its session, and what answers it."""
    from google_sync.google_api.transport import oauth, transport
    from world import World

    world = World("http://127.0.0.1:9")

    def of(recording):
        http = Answering(recording)
        monkeypatch.setattr(transport, "Http", lambda: http)
        tokens = oauth.Tokens("ya29.recorded", "", FAR, frozenset(oauth.SCOPES))
        return world.session(tokens=tokens), http

    yield of
    world.close()


def id_in(recording):
    """The placeholder of the event or contact that a recording begins with."""
    body = recording["exchanges"][0]["parts"][0]["answer"]["body"]
    return body.get("id") or body["resourceName"]


def parts_of(recording):
    return [part for exchange in recording["exchanges"] for part in exchange["parts"]]


def request_of(session, part):
    """The request of a recorded part, as the client's library makes one."""
    asked = part["request"]
    path = asked["path"]
    query = "?sendUpdates=none" if asked["method"] != "GET" else ""
    uri = f"http://127.0.0.1:9{path}{query}"
    decode = session.calendar.events().list(calendarId="x").postproc
    return HttpRequest(None, decode, uri, asked["method"], methodId="recorded")


@pytest.mark.parametrize("name", recorded.NAMES)
def test_each_answer_is_read(client, name):
    from google_sync.google_api.transport.errors import AccessExpired, GoogleError

    recording = recorded.read(name)
    session, _http = client(recording)
    for part in [part for part in parts_of(recording) if part["request"]["path"] != "/token"]:
        status = part["answer"]["status"]
        try:
            answer = session.call(request_of(session, part), repeatable=False)
        except GoogleError as error:
            assert not isinstance(error, AccessExpired)
            assert (status, status >= 400) == (error.status, True)
            assert error.reason
        else:
            assert status < 300
            assert answer == part["answer"]["body"]


@pytest.mark.parametrize("name", recorded.NAMES)
def test_each_event_and_contact_is_an_item(name):
    from google_sync.engine.contacts.places import Places
    from google_sync.google_api.calendar.event_codec import decode_event
    from google_sync.google_api.people.contact_codec import decode
    from google_sync.google_api.transport import shape

    for part in parts_of(recorded.read(name)):
        body = part["answer"]["body"]
        for event in [body, *body.get("items", ())]:
            if event.get("kind") == "calendar#event" and "start" in event:
                assert decode_event(shape.event(event), (), CALENDAR).etag == event["etag"]
        if body.get("resourceName", "").startswith("people/"):
            person = decode(shape.person(body), Places({}), "BE")
            assert person.item.name == "Vera Verification"


def test_a_deletion_is_read_from_a_list(client):
    from google_sync.google_api.calendar.client import list_changes

    recording = recorded.read("a_sync_token_tells_deletions")
    session, http = client(recording)
    http.left = http.left[-1:]
    changes = list_changes(session, CALENDAR, "recorded")
    [gone] = changes.events
    assert (gone["id"], gone["status"], changes.full) == (id_in(recording), "cancelled", False)


def test_a_token_that_is_gone_leads_to_a_full_list(client):
    from google_sync.google_api.calendar.client import list_changes

    recording = recorded.read("an_unknown_sync_token_is_gone")
    full = parts_of(recorded.read("a_sync_token_tells_deletions"))[-1]
    recording["exchanges"].append({"account": "owner", "parts": [full]})
    session, _http = client(recording)
    assert list_changes(session, CALENDAR, "recorded").full


def test_an_event_that_is_deleted_already_is_deleted(client):
    from google_sync.google_api.calendar.event_write import EventWrite
    from google_sync.google_api.calendar.writes import send
    from google_sync.google_api.transport.outcomes import Written

    recording = recorded.read("deleted_twice_is_gone")
    session, _http = client(recording)
    for _time in range(2):
        [outcome] = send(session, CALENDAR, [EventWrite("delete", id_in(recording), {})])
        assert outcome == Written(None)


def test_a_stale_write_comes_back_with_what_is_there(client):
    from google_sync.google_api.calendar.event_write import EventWrite
    from google_sync.google_api.calendar.writes import send
    from google_sync.google_api.transport.outcomes import Differs

    recording = recorded.read("a_stale_etag_stops_a_change")
    session, http = client(recording)
    http.left = http.left[2:]
    write = EventWrite("update", id_in(recording), {"summary": "Second"}, '"1"')
    [outcome] = send(session, CALENDAR, [write])
    assert isinstance(outcome, Differs)
    assert outcome.record["summary"] == "First"


def test_an_id_that_is_taken(client):
    from google_sync.google_api.transport.errors import AlreadyExists

    recording = recorded.read("an_id_is_taken_once")
    session, http = client(recording)
    http.left = http.left[1:]
    with pytest.raises(AlreadyExists):
        session.call(request_of(session, http.left[0]))


def test_a_stale_contact_is_outdated(client):
    from google_sync.google_api.transport.errors import Outdated

    recording = recorded.read("a_stale_etag_of_the_source_is_refused")
    session, http = client(recording)
    http.left = http.left[-1:]
    with pytest.raises(Outdated):
        session.call(request_of(session, http.left[0]))


def test_parts_of_a_batch(client):
    from google_sync.google_api.transport.errors import NotFound

    session, http = client(recorded.read("parts_of_a_batch_fail_one_by_one"))
    http.left = http.left[1:]
    ids = [part["request"]["path"].rpartition("/")[2] for part in http.left]
    events = session.calendar.events()
    found, missing = session.batch(
        [events.get(calendarId=CALENDAR, eventId=event_id) for event_id in ids]
    )
    assert found["id"] == ids[0]
    assert isinstance(missing, NotFound)
