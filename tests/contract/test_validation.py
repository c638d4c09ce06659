"""Google's discovery documents rule: unknown, wrong, missing, not allowed, broken."""

import pytest
from people import CALENDAR, NINE, Person, refused, service

from fake_google import api

EVENTS = "/calendar/v3/calendars/primary/events"


def reason(response):
    return response.status_code, response.json()["error"]["errors"][0]["reason"]


def test_an_unknown_parameter(ann):
    response = ann.http("GET", EVENTS, params={"shwDeleted": "true"})
    assert reason(response) == (400, "invalidParameter")
    assert "shwDeleted" in response.json()["error"]["message"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("maxResults", "many"),
        ("maxResults", "0"),
        ("maxResults", "99999999999"),
        ("singleEvents", "yes"),
        ("orderBy", "mood"),
        ("eventTypes", "party"),
        ("timeMin", "yesterday"),
        ("timeZone", "Mars/Base"),
        ("pageToken", "nonsense"),
        ("privateExtendedProperty", "no-equals-sign"),
    ],
)
def test_a_parameter_of_the_wrong_kind(ann, name, value):
    ann.insert()
    response = ann.http("GET", EVENTS, params={name: value})
    assert reason(response) == (400, "invalidParameter")
    assert response.json()["error"]["errors"][0]["location"] == name


def test_a_parameter_given_twice(ann):
    assert reason(ann.http("GET", f"{EVENTS}?q=a&q=b")) == (400, "invalidParameter")
    assert ann.http("GET", f"{EVENTS}?eventTypes=default&eventTypes=birthday").ok


@pytest.mark.parametrize(
    "body",
    [
        {"summry": "Typo", **NINE},
        {"summary": 7, **NINE},
        {"start": {**NINE["start"], "tz": "UTC"}, "end": NINE["end"]},
        {"attendees": {"email": "x@example.com"}, **NINE},
        {"attendees": [{"mail": "x@example.com"}], **NINE},
        {"reminders": {"overrides": [{"method": "popup", "minutes": "5"}]}, **NINE},
        {"start": {"dateTime": "tomorrow at nine"}, "end": NINE["end"]},
        {"sequence": 2**40, **NINE},
        {"sequence": True, **NINE},
    ],
)
def test_a_body_that_breaks_the_schema(ann, body):
    assert reason(ann.http("POST", EVENTS, json=body)) == (400, "invalid")
    assert ann.titles() == []


def test_a_body_that_is_not_json(ann):
    assert reason(ann.http("POST", EVENTS, data="{")) == (400, "parseError")
    assert reason(ann.http("POST", EVENTS, data="[]")) == (400, "parseError")


def test_a_missing_scope(google, ann):
    reader = Person(google, ann.email, "Ann", "UTC", scopes=[f"{CALENDAR}.events.readonly"])
    assert reader.titles() == []
    response = reader.http("POST", EVENTS, json={"summary": "No", **NINE})
    assert reason(response) == (403, "insufficientPermissions")
    assert 'error="insufficient_scope"' in response.headers["WWW-Authenticate"]


def test_no_token_or_a_wrong_one(ann):
    nobody = ann.http("GET", EVENTS, headers={"Authorization": ""})
    assert reason(nobody) == (401, "required")
    stranger = ann.http("GET", EVENTS, headers={"Authorization": "Bearer nonsense"})
    assert reason(stranger) == (401, "authError")
    assert "invalid_token" in stranger.headers["WWW-Authenticate"]


def test_a_token_in_the_query_as_older_clients_send_it(ann):
    anonymous = {"Authorization": ""}
    response = ann.http("GET", EVENTS, headers=anonymous, params={"access_token": ann.token})
    assert response.ok


def test_methods_that_are_not_served_say_so(ann):
    with refused(501, "notImplemented", "calendar.colors.get"):
        ann.api.colors().get().execute()


def test_people_is_routed_by_its_document_before_it_is_served(google, ann):
    from google.oauth2.credentials import Credentials

    people = service(google, Credentials(ann.token), "people.v1")
    request = people.otherContacts().list(readMask="names")
    with pytest.raises(Exception, match=r"people\.otherContacts\.list is not served"):
        request.execute()


def test_addresses_that_google_does_not_have(ann):
    assert reason(ann.http("GET", "/calendar/v3/nothing")) == (404, "notFound")
    assert reason(ann.http("PUT", EVENTS)) == (404, "notFound")


def test_a_reply_of_ours_that_breaks_the_schema_fails_loudly(ann, monkeypatch, caplog):
    monkeypatch.setitem(api.HANDLERS, "calendar.settings.get", lambda _request: {"id": 7})
    response = ann.http("GET", "/calendar/v3/users/me/settings/timezone")
    assert reason(response) == (500, "backendError")
    assert "calendar.settings.get" in response.json()["error"]["message"]
    assert "breaks Google's schema" in caplog.text


def test_a_reply_with_a_broken_item_fails_loudly(ann, monkeypatch):
    ann.insert()
    handler = api.HANDLERS["calendar.events.list"]

    def broken(request):
        return {**handler(request), "items": [{"id": "x", "surprise": 1}]}

    monkeypatch.setitem(api.HANDLERS, "calendar.events.list", broken)
    assert reason(ann.http("GET", EVENTS)) == (500, "backendError")
