"""Errors on order, lost answers, broken connections; limits of requests a minute; latency."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from people import NINE, Person, fake, refused
from test_batch import inserts, run

EVENTS = "/calendar/v3/calendars/primary/events"


def post(person, summary="New"):
    return person.http("POST", EVENTS, json={"summary": summary, **NINE})


def test_the_nth_request_fails(ann, google):
    fake(google, "faults", match="events.insert", nth=2, kind="status", status=503)
    assert [post(ann).status_code for _ in range(3)] == [200, 503, 200]
    assert len(ann.titles()) == 2


def test_several_times_in_a_row_with_a_reason(ann, google):
    fake(google, "faults", match="*", status=403, reason="rateLimitExceeded", times=2)
    for _ in range(2):
        with refused(403, "rateLimitExceeded"):
            ann.list()
    assert ann.titles() == []


def test_until_taken_back(ann, google):
    fake(google, "faults", match="calendar.events.list", status=500, times=-1)
    for _ in range(3):
        with refused(500, "backendError"):
            ann.list()
    assert fake(google, "faults", "get")["faults"][0]["done"] == 3
    fake(google, "faults", "delete")
    assert ann.titles() == []


def test_faults_can_be_narrowed(ann, bob, google):
    fake(google, "faults", match="events.insert", account=bob.email, summary="Bad", status=400)
    assert post(ann, "Bad").ok
    assert post(bob, "Good").ok
    assert post(bob, "Bad").status_code == 400
    event = ann.insert()
    fake(google, "faults", match="events.get", event_id=event["id"], status=404)
    with refused(404, "notFound"):
        ann.get(event)
    app = Person(google, ann.email, "Ann", "Europe/Brussels", client_id="app")
    fake(google, "faults", match="events.insert", client="app", status=503)
    assert post(ann).ok
    assert post(app).status_code == 503


def test_a_calendar_that_is_not_there_for_a_moment(ann, google):
    other = ann.api.calendars().insert(body={"summary": "Other"}).execute()["id"]
    event = ann.insert()
    fake(google, "faults", match="*", calendar=ann.email, status=404, times=3)
    replies, errors = run(ann, [ann.events.get(calendarId="primary", eventId=event["id"])])
    assert (replies, errors) == ({}, {0: 404})
    with refused(404, "notFound"):
        ann.patch(event, summary="New", calendar=ann.email)
    assert ann.titles(calendar=other) == []
    with refused(404, "notFound"):
        ann.list()
    assert ann.titles() == ["Meeting"]


def test_pictures_that_cannot_be_fetched(google):
    def fetched():
        return requests.get(f"{google.url}/contact-photos/default", timeout=5).status_code

    fake(google, "faults", match="photos.get", status=403)
    assert [fetched(), fetched()] == [403, 200]


@pytest.mark.parametrize(
    ("kind", "written"), [("timeout_after", 1), ("timeout_before", 0), ("reset", 0)]
)
def test_connections_that_break(ann, google, kind, written):
    fake(google, "faults", match="events.insert", kind=kind, seconds=0.1)
    with pytest.raises(requests.ConnectionError):
        post(ann)
    assert len(ann.titles()) == written


def test_a_client_that_gives_up_first(ann, google):
    fake(google, "faults", match="events.insert", kind="timeout_after", seconds=1)
    with pytest.raises(requests.Timeout):
        requests.post(
            f"{google.url}{EVENTS}",
            json={"summary": "Lost answer", **NINE},
            headers={"Authorization": f"Bearer {ann.token}"},
            timeout=0.2,
        )
    assert ann.titles() == ["Lost answer"]


def test_a_part_of_a_batch_fails(ann, google):
    fake(google, "faults", match="events.insert", nth=2, status=503)
    replies, errors = run(ann, inserts(ann, 3))
    assert (sorted(replies), errors) == ([0, 2], {1: 503})


@pytest.mark.parametrize(("kind", "written"), [("timeout_after", 2), ("reset", 1)])
def test_a_batch_that_breaks_halfway(ann, google, kind, written):
    fake(google, "faults", match="events.insert", nth=2, kind=kind, seconds=0)
    with pytest.raises(OSError):
        run(ann, inserts(ann, 4))
    assert len(ann.titles()) == written


@pytest.mark.parametrize(("kind", "written"), [("timeout_after", 3), ("timeout_before", 0)])
def test_a_whole_batch_without_answer(ann, google, kind, written):
    fake(google, "faults", match="batch", kind=kind, seconds=0)
    with pytest.raises(OSError):
        run(ann, inserts(ann, 3))
    assert len(ann.titles()) == written


def test_orders_that_make_no_sense(google):
    for wrong in ({"kind": "earthquake"}, {"mtch": "*"}):
        response = requests.post(f"{google.url}/_fake/faults", json=wrong, timeout=5)
        assert response.status_code == 400


def test_a_user_has_so_many_requests_a_minute(ann, bob, google):
    fake(google, "settings", quota=True, quota_per_user=5)
    replies, errors = run(ann, inserts(ann, 6))
    assert (len(replies), errors) == (5, {5: 403})
    with refused(403, "userRateLimitExceeded"):
        ann.list()
    assert bob.titles() == []
    fake(google, "clock", advance=59)
    with refused(403, "userRateLimitExceeded"):
        ann.list()
    fake(google, "clock", advance=2)
    assert len(ann.titles()) == 5


def test_a_project_has_so_many_requests_a_minute(ann, bob, google):
    fake(google, "settings", quota=True, quota_per_project=2)
    ann.list()
    bob.list()
    with refused(403, "rateLimitExceeded"):
        ann.list()


def test_quota_user_counts_apart(ann, google):
    fake(google, "settings", quota=True, quota_per_user=1)
    ann.list(quotaUser="one")
    ann.list(quotaUser="two")
    with refused(403, "userRateLimitExceeded"):
        ann.list(quotaUser="two")


def test_latency_of_requests_overlaps(ann, google):
    fake(google, "settings", latency=0.2)
    start = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: ann.http("GET", EVENTS).status_code, range(8)))
    elapsed = time.monotonic() - start
    assert replies == [200] * 8
    assert 0.2 <= elapsed < 0.8


def test_a_part_of_a_batch_takes_a_tenth(ann, google):
    fake(google, "settings", latency=0.1)
    start = time.monotonic()
    run(ann, inserts(ann, 10))
    assert 0.2 <= time.monotonic() - start < 0.6


def test_an_outage_breaks_what_waits_and_forgets_nothing(ann, google):
    ann.insert("Before")
    google.google.latency = 5
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(ann.http, "GET", EVENTS)
        time.sleep(0.3)
        fake(google, "outage", seconds=1)
        with pytest.raises(requests.ConnectionError):
            waiting.result()
    google.google.latency = 0
    with pytest.raises(requests.ConnectionError):
        ann.http("GET", EVENTS)
    time.sleep(1.5)
    assert ann.http("GET", EVENTS).json()["items"][0]["summary"] == "Before"


def test_the_journal_tells_what_waited_side_by_side(ann, google):
    google.google.latency = 0.2
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(ann.http, ["GET"] * 2, [EVENTS] * 2))
    ann.http("GET", EVENTS)
    first, second, third = fake(google, "requests", "get")["requests"]
    assert max(first["began"], second["began"]) < min(first["ended"], second["ended"])
    assert third["began"] >= max(first["ended"], second["ended"])


def test_writes_may_come_too_fast(ann, bob, google):
    fake(google, "settings", write_burst=3)
    replies, errors = run(ann, inserts(ann, 5))
    assert (len(replies), errors) == (3, {3: 403, 4: 403})
    with refused(403, "rateLimitExceeded", "Rate Limit Exceeded"):
        ann.delete(replies[0])
    assert len(ann.titles()) == 3
    bob.insert()
    fake(google, "clock", advance=11)
    ann.insert()


def test_a_calendar_may_be_read_only_for_a_time(ann, google):
    other = ann.api.calendars().insert(body={"summary": "Other"}).execute()["id"]
    event = ann.insert("Before")
    fake(google, "freeze", calendar=ann.email, seconds=3000)
    for write in (ann.insert, lambda: ann.patch(event, summary="New"), lambda: ann.delete(event)):
        with refused(403, "quotaExceeded", "Calendar usage limits exceeded."):
            write()
    away = ann.insert("Elsewhere", calendar=other)
    with refused(403, "quotaExceeded"):
        ann.events.move(calendarId=other, eventId=away["id"], destination=ann.email).execute()
    assert ann.titles() == ["Before"]
    fake(google, "clock", advance=2990)
    with refused(403, "quotaExceeded"):
        ann.insert()
    fake(google, "clock", advance=11)
    ann.insert()


def test_a_share_of_all_is_drawn_by_a_seed(ann, google):
    def drawn(seed):
        fake(google, "faults", match="events.list", times=0, share=0.3, seed=seed, status=500)
        answers = [ann.http("GET", EVENTS).status_code for _ in range(40)]
        fake(google, "faults", "delete")
        return answers

    first = drawn("1")
    assert drawn("1") == first != drawn("2")
    assert 4 <= first.count(500) <= 20
    with pytest.raises(requests.HTTPError):
        fake(google, "faults", share=1.5)
