"""People with a Google account, as the tests use them: through google-api-python-client."""

import contextlib
import json
from importlib import resources

import pytest
import requests
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError

FOLDER = resources.files("googleapiclient.discovery_cache") / "documents"
CALENDAR = "https://www.googleapis.com/auth/calendar"


def service(google, credentials, name="calendar.v3"):
    """A client of one of Google's services that talks to the stand-in."""
    document = json.loads((FOLDER / f"{name}.json").read_text())
    document["rootUrl"] = f"{google.url}/"
    document["baseUrl"] = f"{google.url}/{document['servicePath']}"
    return build_from_document(document, credentials=credentials)


def fake(google, path, method="post", **body):
    """A request to /_fake."""
    response = requests.request(method, f"{google.url}/_fake/{path}", json=body, timeout=10)
    response.raise_for_status()
    return response.json()


@contextlib.contextmanager
def refused(status, reason, words=""):
    """Google is expected to refuse, and why."""
    with pytest.raises(HttpError) as caught:
        yield
    error = json.loads(caught.value.content)["error"]
    assert (caught.value.resp.status, error["errors"][0]["reason"]) == (status, reason), error
    assert error["code"] == status
    assert words in error["message"]


def timed(start, end, zone="Europe/Brussels"):
    """The start and end of a body, on local clocks."""
    return {
        "start": {"dateTime": f"{start}:00", "timeZone": zone},
        "end": {"dateTime": f"{end}:00", "timeZone": zone},
    }


def all_day(start, end):
    """The start and the day after the end of a body."""
    return {"start": {"date": start}, "end": {"date": end}}


NINE = timed("2026-03-02T09:00", "2026-03-02T10:00")
TEN = timed("2026-03-02T10:00", "2026-03-02T11:00")


class Person:
    """An account, and the calendar API as its owner uses it."""

    def __init__(self, google, email, name, zone, **extra):
        answer = fake(google, "accounts", email=email, name=name, time_zone=zone, **extra)
        self.google = google
        self.email = email
        self.token = answer["access_token"]
        self.refresh_token = answer["refresh_token"]
        self.api = service(google, Credentials(self.token))
        self.events = self.api.events()

    def insert(self, summary="Meeting", *, calendar="primary", when=NINE, **fields):
        options = {k: fields.pop(k) for k in OPTIONS if k in fields}
        body = {"summary": summary, **when, **fields}
        return self.events.insert(calendarId=calendar, body=body, **options).execute()

    def patch(self, event, *, calendar="primary", if_match=None, **fields):
        options = {k: fields.pop(k) for k in OPTIONS if k in fields}
        request = self.events.patch(
            calendarId=calendar, eventId=id_of(event), body=fields, **options
        )
        return with_header(request, "If-Match", if_match).execute()

    def update(self, event, *, calendar="primary", if_match=None, **options):
        request = self.events.update(
            calendarId=calendar, eventId=event["id"], body=event, **options
        )
        return with_header(request, "If-Match", if_match).execute()

    def delete(self, event, *, calendar="primary", if_match=None, **options):
        request = self.events.delete(calendarId=calendar, eventId=id_of(event), **options)
        return with_header(request, "If-Match", if_match).execute()

    def get(self, event, *, calendar="primary", **options):
        return self.events.get(calendarId=calendar, eventId=id_of(event), **options).execute()

    def list(self, *, calendar="primary", **options):
        return self.events.list(calendarId=calendar, **options).execute()

    def titles(self, **options):
        return [event.get("summary") for event in self.list(**options)["items"]]

    def http(self, method, path, **options):
        """A request that the client library would not let through."""
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        url = f"{self.google.url}{path}"
        return requests.request(method, url, headers=headers, timeout=10, **options)


OPTIONS = ("sendUpdates", "sendNotifications", "conferenceDataVersion", "supportsAttachments")
OPTIONS += ("eventLabelVersion",)


def id_of(event):
    return event if isinstance(event, str) else event["id"]


def with_header(request, name, value):
    if value is not None:
        request.headers[name] = value
    return request
