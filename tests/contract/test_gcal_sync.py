"""A client that nobody here wrote, gcal_sync, against the stand-in."""

import asyncio

import aiohttp
from gcal_sync.api import GoogleCalendarService, ListEventsRequest
from gcal_sync.auth import AbstractAuth
from gcal_sync.store import InMemoryCalendarStore
from gcal_sync.sync import CalendarEventSyncManager
from people import NINE, TEN, fake, timed


class Auth(AbstractAuth):
    def __init__(self, session, person):
        super().__init__(session, f"{person.google.url}/calendar/v3")
        self._token = person.token

    async def async_get_access_token(self):
        return self._token


class Mirror:
    """gcal_sync's copy of a person's calendar."""

    def __init__(self, person):
        self._person = person
        self._store = InMemoryCalendarStore()

    def sync(self):
        """Sync once; returns the titles that gcal_sync now knows, by start."""
        return asyncio.run(self._sync())

    async def _sync(self):
        async with aiohttp.ClientSession() as session:
            api = GoogleCalendarService(Auth(session, self._person))
            manager = CalendarEventSyncManager(api, self._person.email, self._store)
            await manager.run()
            timeline = await manager.store_service.async_get_timeline()
            return [event.summary for event in timeline]


def lists(google):
    record = fake(google, "requests", "get")
    queries = [r["query"] for r in record["requests"] if r["method"] == "calendar.events.list"]
    fake(google, "requests", "delete")
    return ["syncToken" in query for query in queries]


def test_full_then_incremental_then_deletion(google, ann):
    mirror = Mirror(ann)
    first, second = ann.insert("First", when=NINE), ann.insert("Second", when=TEN)
    assert mirror.sync() == ["First", "Second"]
    ann.patch(first, summary="Renamed")
    ann.insert("Third", when=timed("2026-03-02T12:00", "2026-03-02T13:00"))
    assert mirror.sync() == ["Renamed", "Second", "Third"]
    ann.delete(second)
    lists(google)
    assert mirror.sync() == ["Renamed", "Third"]
    assert lists(google) == [True]


def test_many_pages(google, ann):
    bodies = [{"summary": f"Event {n:03}", **NINE} for n in range(600)]
    fake(google, "events", account=ann.email, events=bodies)
    assert sorted(Mirror(ann).sync()) == [body["summary"] for body in bodies]


def test_a_token_that_expired(google, ann):
    mirror = Mirror(ann)
    gone = ann.insert("Gone")
    ann.insert("Kept", when=TEN)
    assert mirror.sync() == ["Gone", "Kept"]
    ann.delete(gone)
    fake(google, "expire_sync_tokens", account=ann.email)
    lists(google)
    assert mirror.sync() == ["Kept"]
    assert lists(google) == [True, False]


def test_a_series_with_a_moved_and_a_cancelled_instance(ann):
    mirror = Mirror(ann)
    series = ann.insert("Daily", recurrence=["RRULE:FREQ=DAILY;COUNT=4"])
    assert mirror.sync() == ["Daily"] * 4
    ann.delete(f"{series['id']}_20260303T080000Z")
    ann.patch(f"{series['id']}_20260304T080000Z", summary="Special")
    assert mirror.sync() == ["Daily", "Special", "Daily"]


def test_calendars_and_plain_lists(ann):
    async def ask():
        async with aiohttp.ClientSession() as session:
            api = GoogleCalendarService(Auth(session, ann))
            calendars = await api.async_list_calendars()
            request = ListEventsRequest(calendar_id=ann.email)
            return calendars, await api.async_list_events(request)

    ann.insert("Far ahead", when=timed("2099-03-02T09:00", "2099-03-02T10:00"))
    calendars, events = asyncio.run(ask())
    assert [calendar.id for calendar in calendars.items] == [ann.email]
    assert [event.summary for event in events.items] == ["Far ahead"]
