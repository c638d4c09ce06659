"""Answers that are odd on order: half an answer, a page without entries, a list without an end."""

import pytest
import requests
from people import NINE, fake

EVENTS = "/calendar/v3/calendars/primary/events"


def pages(person, most=4):
    """The titles on each page of a list, as long as there is a further one."""
    token, found = None, []
    while len(found) < most:
        query = {"pageToken": token} if token else {}
        page = person.http("GET", EVENTS, params=query).json()
        found.append([event["summary"] for event in page["items"]])
        token = page.get("nextPageToken")
        if not token:
            assert page["nextSyncToken"]
            break
        assert "nextSyncToken" not in page
    return found


def test_half_an_answer_to_what_was_done(ann, google):
    fake(google, "faults", match="events.insert", kind="garbage")
    answer = ann.http("POST", EVENTS, json={"summary": "New", **NINE})
    assert answer.status_code == 200
    with pytest.raises(requests.JSONDecodeError):
        answer.json()
    assert ann.titles() == ["New"]


def test_half_of_a_token(ann, google):
    fake(google, "faults", match="oauth.token", kind="garbage")
    form = {"grant_type": "refresh_token", "refresh_token": "none"}
    assert requests.post(f"{google.url}/token", data=form, timeout=5).status_code == 400
    assert fake(google, "faults", "get")["faults"][0]["done"] == 1


def test_an_empty_page_leads_to_the_list(ann, google):
    ann.insert()
    (title,) = ann.titles()
    fake(google, "faults", match="events.list", kind="empty_page")
    assert pages(ann) == [[], [title]]


def test_an_endless_list(ann, google):
    ann.insert()
    (title,) = ann.titles()
    fake(google, "faults", match="events.list", kind="endless_page")
    assert pages(ann) == [[], [], [], []]
    assert pages(ann) == [[title]]
