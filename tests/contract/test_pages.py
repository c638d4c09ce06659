"""The web page that people look at."""

import re

import pytest
import requests
from people import NINE, fake

EDIT = "/ui/event"


def get(google, path, status=200, **query):
    response = requests.get(f"{google.url}{path}", params=query, timeout=5)
    assert response.status_code == status, response.text
    return response.text


def post(google, path=EDIT, status=200, **form):
    response = requests.post(f"{google.url}{path}", data=form, timeout=5)
    assert response.status_code == status, response.text
    return response.text


def fields(page):
    """The form of an event as a browser would send it back unchanged."""
    values = dict(
        re.findall(
            r'<input type="(?:hidden|text|datetime-local)" name="(\w+)" value="([^"]*)"', page
        )
    )
    values |= dict(re.findall(r'<textarea name="(\w+)"[^>]*>([^<]*)</textarea>', page))
    values |= {"all_day": "on"} if re.search(r'name="all_day" checked', page) else {}
    return values


def test_without_accounts_one_can_be_made(google):
    assert "No accounts yet" in get(google, "/")
    page = post(google, "/ui/accounts", email="new@example.com", name="New", time_zone="UTC")
    assert "new@example.com" in page


def test_the_calendar_shows_events(google, ann, bob):
    ann.insert("Past & gone", when={"start": {"date": "2020-01-01"}, "end": {"date": "2020-01-02"}})
    page = get(google, "/", account=ann.email)
    assert ann.email in page and bob.email in page
    assert "Past" not in page
    assert "Past &amp; gone" in get(google, "/", account=ann.email, past="on")


def test_an_event_can_be_created_changed_deleted_and_restored(google, ann):
    form = fields(get(google, EDIT, account=ann.email))
    form |= {"summary": "By hand", "start": "2026-03-02T09:00", "end": "2026-03-02T10:00"}
    post(google, **form)
    [event] = ann.list()["items"]
    assert event["summary"] == "By hand"
    assert event["start"]["dateTime"] == "2026-03-02T09:00:00+01:00"

    form = fields(get(google, EDIT, account=ann.email, event=event["id"]))
    post(google, **{**form, "summary": "Changed", "location": "There", "start": "2026-03-02T08:00"})
    changed = ann.get(event)
    assert (changed["summary"], changed["location"]) == ("Changed", "There")
    assert changed["sequence"] == 1

    post(google, **form, action="delete")
    assert ann.get(event)["status"] == "cancelled"
    assert "Restore" in get(google, "/", account=ann.email)
    where = {"account": ann.email, "calendar": ann.email, "event": event["id"]}
    post(google, **where, action="restore")
    assert ann.titles() == ["Changed"]


@pytest.mark.parametrize(
    "when", [NINE, {"start": {"date": "2026-03-02"}, "end": {"date": "2026-03-05"}}]
)
def test_saving_without_a_change_changes_nothing(google, ann, when):
    event = ann.insert(
        "Same", when=when, description="Words", attendees=[{"email": "x@example.com"}]
    )
    post(google, **fields(get(google, EDIT, account=ann.email, event=event["id"])))
    after = ann.get(event)
    assert {**after, "etag": "", "updated": ""} == {**event, "etag": "", "updated": ""}


def test_one_of_a_series_is_changed_alone(google, ann):
    series = ann.insert("Daily", recurrence=["RRULE:FREQ=DAILY;COUNT=2"])
    page = get(google, EDIT, account=ann.email, event=f"{series['id']}_20260303T080000Z")
    assert "Edit the whole series" in page
    post(google, **{**fields(page), "summary": "Special"})
    assert ann.titles(singleEvents=True, orderBy="startTime") == ["Daily", "Special"]


def test_all_day_counts_both_days(google, ann):
    form = fields(get(google, EDIT, account=ann.email))
    form |= {"summary": "Fair", "start": "2026-03-02T09:00", "end": "2026-03-03T09:00"}
    post(google, **form, all_day="on")
    [event] = ann.list()["items"]
    assert (event["start"], event["end"]) == ({"date": "2026-03-02"}, {"date": "2026-03-04"})


def test_a_guest_answers(google, ann, bob):
    event = ann.insert(attendees=[{"email": bob.email}])
    page = get(google, EDIT, account=bob.email, event=event["id"])
    assert f"Organised by {ann.email}" in page
    post(google, **fields(page), answer="accepted")
    assert ann.get(event)["attendees"][0]["responseStatus"] == "accepted"


def test_mails_go_out_only_if_wanted(google, ann, bob):
    form = fields(get(google, EDIT, account=ann.email)) | {"guests": bob.email}
    post(google, **{**form, "summary": "Quiet"})
    assert fake(google, "requests", "get")["mails"] == []
    post(google, **{**form, "summary": "Loud"}, mails="on")
    assert "Invitation: Loud" in get(google, "/ui/mails")
    assert sorted(bob.titles()) == ["Loud", "Quiet"]


def test_what_google_refuses_is_said(google, ann):
    form = fields(get(google, EDIT, account=ann.email))
    page = post(google, status=400, **{**form, "end": "2000-01-01T00:00"})
    assert "The specified time range is empty." in page


def test_an_app_can_lose_its_access(google, ann):
    assert "tokens made for tests" in get(google, "/ui/access", account=ann.email)
    post(google, "/ui/access", account=ann.email, client="")
    assert ann.http("GET", "/calendar/v3/users/me/settings").status_code == 401


def test_nothing_comes_from_elsewhere(google, ann):
    for path in ("/", "/ui/mails", f"/ui/event?account={ann.email}"):
        assert not re.search(r'(?:src|href)="(?:https?:)?//', get(google, path))


def test_titles_are_not_markup(google, ann):
    ann.insert(
        "<script>alert(1)</script>",
        when={"start": {"date": "2099-01-01"}, "end": {"date": "2099-01-02"}},
    )
    assert "<script>alert" not in get(google, "/", account=ann.email)


def test_pages_that_do_not_exist(google, ann):
    get(google, "/ui/nothing", 404)
    get(google, EDIT, 404, account="nobody@example.com")
    get(google, EDIT, 404, account=ann.email, event="missing")
