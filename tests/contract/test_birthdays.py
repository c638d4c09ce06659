"""Birthdays of contacts in their owner's calendar."""

import pytest
from people import Person, fake, refused

BORN = [{"date": {"year": 1980, "month": 5, "day": 17}}]
PRIVATE = {"visibility": "private", "transparency": "transparent", "eventType": "birthday"}


@pytest.fixture
def shown(google):
    fake(google, "settings", contact_birthdays="shown")


def test_they_are_hidden_at_first(ann, book):
    book.create("Bo", birthdays=BORN)
    assert ann.titles() == []


def test_a_birthday_is_an_event_of_each_year(ann, book, shown):
    person = book.create("Bo", birthdays=BORN)
    book.create("Cy")
    [event] = ann.list()["items"]
    assert event["summary"] == "Bo's birthday"
    assert (event["start"], event["end"]) == ({"date": "1980-05-17"}, {"date": "1980-05-18"})
    assert event["recurrence"] == ["RRULE:FREQ=YEARLY"]
    assert event["birthdayProperties"] == {"contact": person["resourceName"], "type": "birthday"}
    assert PRIVATE.items() <= event.items()
    assert ann.get(event) == event
    assert ann.list(eventTypes="default")["items"] == []
    assert ann.list(eventTypes="birthday")["items"] == [event]
    window = {"timeMin": "2027-01-01T00:00:00Z", "timeMax": "2028-01-01T00:00:00Z"}
    [instance] = ann.list(singleEvents=True, **window)["items"]
    assert instance["start"] == {"date": "2027-05-17"}


@pytest.mark.parametrize("year", [None, 1980])
def test_the_leap_day_is_the_last_of_february(ann, book, shown, year):
    day = {"month": 2, "day": 29, **({"year": year} if year else {})}
    book.create("Bo", birthdays=[{"date": day}])
    [event] = ann.list()["items"]
    assert event["recurrence"] == ["RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"]
    window = {"timeMin": "2027-01-01T00:00:00Z", "timeMax": "2029-01-01T00:00:00Z"}
    days = [item["start"]["date"] for item in ann.list(singleEvents=True, **window)["items"]]
    assert sorted(days) == ["2027-02-28", "2028-02-29"]


def test_it_follows_the_contact(ann, book, shown):
    person = book.create("Bo", birthdays=BORN)
    page = ann.list()
    token = page["nextSyncToken"]
    person = book.update(person, "names", names=[{"givenName": "Bob"}])
    [renamed] = ann.list(syncToken=token)["items"]
    assert (renamed["id"], renamed["summary"]) == (page["items"][0]["id"], "Bob's birthday")
    person = book.update(person, "birthdays", birthdays=[])
    assert ann.titles() == []
    person = book.update(person, "birthdays", birthdays=[{"date": {"month": 1, "day": 2}}])
    [event] = ann.list()["items"]
    assert event["start"]["date"].endswith("-01-02")
    book.delete(person)
    assert ann.titles() == []


def test_its_date_is_told_by_the_contact(ann, book, shown):
    book.create("Bo", birthdays=BORN)
    [event] = ann.list()["items"]
    with refused(400, "eventTypeRestriction", "'birthday'"):
        ann.patch(event, start={"date": "1980-05-18"}, end={"date": "1980-05-19"})
    with refused(400, "eventTypeRestriction"):
        ann.delete(event)
    assert ann.patch(event, colorId="3")["colorId"] == "3"


def test_nobody_else_sees_whose_birthday_it_is(google, ann, bob, book, shown):
    book.create("Bo", birthdays=BORN)
    fake(google, "share", **{"calendar": ann.email, "with": bob.email, "role": "reader"})
    [event] = bob.list(calendar=ann.email)["items"]
    assert "summary" not in event
    assert bob.titles() == []


def test_one_account_may_have_them_shown(google, ann, book):
    cara = Person(google, "cara@example.com", "Cara", "UTC")
    fake(google, "settings", account=ann.email, contact_birthdays="shown")
    for person in (ann, cara):
        fake(
            google,
            "contacts",
            account=person.email,
            contacts=[{"names": [{"givenName": "Bo"}], "birthdays": BORN}],
        )
    assert (ann.titles(), cara.titles()) == (["Bo's birthday"], [])
