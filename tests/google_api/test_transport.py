"""How requests get through to Google and back: retries, batches, refreshed access and the pace."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.transport import services, transport
from google_sync.google_api.transport.deadline import Deadline
from google_sync.google_api.transport.endpoints import Endpoints
from google_sync.google_api.transport.errors import (
    AuthorizationLost,
    GoogleError,
    Outdated,
    QuotaExceeded,
    RecordRefused,
    RetryLater,
)
from google_sync.google_api.transport.outcomes import Differs, Failed, Written
from raw_server import answering
from world import CALENDAR, create, update

RATE_LIMITS = [
    (403, "rateLimitExceeded"),
    (403, "userRateLimitExceeded"),
    (429, "rateLimitExceeded"),
    (500, "backendError"),
    (503, "backendError"),
]


def read(session):
    return calendar.get_calendar(session, "primary")


def writes(number):
    return [create(f"event{n:03}", f"Event {n}") for n in range(number)]


# -- retries ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "reason"), RATE_LIMITS)
def test_passing_trouble_passes(google, ana, status, reason):
    google.fault("calendarList.get", status=status, reason=reason, times=3)
    assert read(ana).id == CALENDAR
    assert google.asked() == ["calendarList.get"] * 4
    assert len(google.time.pauses) == 3


def test_patience_has_an_end(google, ana):
    google.fault("calendarList.get", status=503, times=-1)
    with pytest.raises(RetryLater) as caught:
        read(ana)
    assert caught.value.status == 503
    assert google.asked() == ["calendarList.get"] * transport.TRIES


def test_pauses_grow_and_are_out_of_step(google, ana, monkeypatch):
    longest = []
    monkeypatch.setattr(
        transport.random, "uniform", lambda _least, most: longest.append(most) or most
    )
    google.fault("calendarList.get", status=500, times=3)
    read(ana)
    assert longest == [1.0, 2.0, 4.0]
    assert google.time.pauses == longest


def test_google_says_how_long_to_wait(google, ana, monkeypatch):
    monkeypatch.setattr(transport.random, "uniform", lambda least, _most: least)
    google.fault("calendarList.get", status=429)  # the fake says: Retry-After: 1
    read(ana)
    assert google.time.pauses == [1.0]


def test_what_takes_an_hour_is_not_waited_for(google, ana):
    google.fault("calendarList.get", status=403, reason="dailyLimitExceeded", times=-1)
    with pytest.raises(QuotaExceeded) as caught:
        read(ana)
    assert caught.value.after == 3600
    assert google.asked() == ["calendarList.get"]
    assert google.time.pauses == []


def test_slow_failures_use_up_the_patience(google):
    twenty_seconds_later = iter(range(0, 1_000, 20))
    slow = google.transport(clock=lambda: next(twenty_seconds_later))
    google.fault("calendarList.get", status=500, times=-1)
    google.asked()
    with pytest.raises(RetryLater):
        read(google.session(transport=slow))
    assert google.asked() == ["calendarList.get"] * 3


def test_the_records_own_fault_is_not_repeated(google, ana):
    google.fault("events.insert", status=400, reason="invalid", times=-1)
    google.asked()
    (outcome,) = google_writes.send(ana, CALENDAR, writes(1))
    assert isinstance(outcome.error, RecordRefused)
    assert google.asked() == ["events.insert"]


def test_nobody_listens(google):
    nowhere = google.transport(endpoints=Endpoints.at("http://127.0.0.1:1"))
    session = google.session(transport=nowhere)
    with pytest.raises(RetryLater) as caught:
        read(session)
    assert caught.value.status is None
    assert caught.value.detail == "ConnectionRefusedError"


def test_an_error_of_ours_does_not_look_as_if_it_could_pass(google, ana, monkeypatch):
    def broken(*_args, **_options):
        raise TypeError("a mistake in the code")

    monkeypatch.setattr(transport.HttpRequest, "execute", broken)
    with pytest.raises(TypeError):
        read(ana)


# -- answers that get lost -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["timeout_after", "timeout_before", "reset"])
@pytest.mark.parametrize("number", [1, 3])
def test_an_insert_whose_answer_got_lost_is_there_once(google, kind, number):
    session = google.session(timeout=0.3)
    google.fault("events.insert", kind=kind, seconds=0.6)
    outcomes = google_writes.send(session, CALENDAR, writes(number))
    assert len(google.titles()) == number
    present = {outcome.record["id"] for outcome in outcomes}
    assert present == {write.event_id for write in writes(number)}
    done_before = kind == "timeout_after"
    assert isinstance(outcomes[0], Differs if done_before else Written)


def test_a_change_whose_answer_got_lost_shows_as_done(google):
    (visit,) = google.make("Visit")
    etag = google.edit("GET", f"/{visit}")["etag"]
    session = google.session(timeout=0.3)
    google.fault("events.patch", kind="timeout_after", seconds=0.6)
    (outcome,) = google_writes.send(session, CALENDAR, [update(visit, "Long visit", etag)])
    assert isinstance(outcome, Differs)
    assert outcome.record["summary"] == "Long visit"


def test_a_late_answer_is_not_taken_for_that_of_the_next_request(google):
    visit, lunch = google.make("Visit", "Lunch")
    session = google.session(timeout=0.3)
    google.fault("events.get", kind="timeout_after", seconds=0.5, times=4)
    with pytest.raises(RetryLater):
        session.call(session.calendar.events().get(calendarId=CALENDAR, eventId=visit))
    threading.Event().wait(0.3)
    event = session.call(session.calendar.events().get(calendarId=CALENDAR, eventId=lunch))
    assert event["summary"] == "Lunch"


def _proxy(body, content_type="text/html", status="200 OK"):
    """It answers everything with one text, as the gate of a hotel's network does."""
    headers = (f"Content-Type: {content_type}", f"Content-Length: {len(body)}")
    return answering(body, headers, status)


@pytest.mark.parametrize("body", ["<html>Please log in</html>", "[1]", '"text"'])
def test_an_answer_that_is_not_googles_is_none(google, body):
    with _proxy(body) as endpoints:
        session = google.session(transport=google.transport(endpoints=endpoints))
        with pytest.raises(RetryLater) as caught:
            read(session)
        assert caught.value.reason == "unreadable"
        outcomes = google_writes.send(session, CALENDAR, writes(2))
        assert [outcome.error.reason for outcome in outcomes] == ["unreadable"] * 2


def test_a_long_time_to_wait_is_left_to_the_caller(google):
    with _proxy("", status="503 Service Unavailable\r\nRetry-After: 60") as endpoints:
        session = google.session(transport=google.transport(endpoints=endpoints))
        with pytest.raises(RetryLater) as caught:
            read(session)
        assert caught.value.after == 60
        (*_others, last) = google_writes.send(session, CALENDAR, writes(2))
        assert last.error.after == 60
        assert google.time.pauses == []


def test_a_batch_answer_that_lacks_a_part_is_none(google):
    part = (
        "--b\r\nContent-Type: application/http\r\nContent-ID: <response-x + 0>\r\n\r\n"
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}\r\n--b--\r\n"
    )
    with _proxy(part, "multipart/mixed; boundary=b") as endpoints:
        session = google.session(transport=google.transport(endpoints=endpoints))
        outcomes = google_writes.send(session, CALENDAR, writes(2))
        assert [outcome.error.reason for outcome in outcomes] == ["unreadable"] * 2


@pytest.mark.parametrize("status", ["403 Forbidden", "503 Service Unavailable"])
@pytest.mark.parametrize(
    "body",
    [
        '{"error": {"message": 5}}',
        '{"error": {"message": {"a": 1}}}',
        '{"error": {"errors": [5]}}',
        '{"error": 5}',
        '[{"error": []}]',
        "[]",
        "[" * 50_000,
    ],
)
def test_an_error_that_is_not_googles_is_one_all_the_same(google, status, body):
    with _proxy(body, "application/json", status) as endpoints:
        session = google.session(transport=google.transport(endpoints=endpoints))
        with pytest.raises(GoogleError):
            read(session)
        outcomes = google_writes.send(session, CALENDAR, writes(2))
        assert [type(outcome) for outcome in outcomes] == [Failed] * 2


@pytest.mark.parametrize(
    "part",
    [
        "Content-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{}",
        "Content-ID: <response-x + 0>\r\n\r\nHTTP/1.1 200 OK",
        "Content-ID: <response-x + 0>\r\n\r\nHTTP/1.1 200 OK\r\nnothing more",
        "Content-ID: <response-x + 0>\r\n\r\nHTTP/1.1 500 X\r\n\r\n" + '{"error": {"message": 5}}',
        "Content-ID: <response-x + 0>\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c--",
    ],
)
def test_a_batch_answer_with_a_part_that_is_none(google, part):
    body = f"--b\r\n{part}\r\n--b--\r\n"
    with _proxy(body, "multipart/mixed; boundary=b") as endpoints:
        session = google.session(transport=google.transport(endpoints=endpoints))
        outcomes = google_writes.send(session, CALENDAR, writes(2))
        assert [type(outcome) for outcome in outcomes] == [Failed] * 2


# -- batches ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "reason"), RATE_LIMITS)
def test_only_the_part_that_failed_is_sent_again(google, ana, status, reason):
    google.fault("events.insert", nth=3, status=status, reason=reason)
    google.asked()
    outcomes = google_writes.send(ana, CALENDAR, writes(5))
    assert [type(outcome) for outcome in outcomes] == [Written] * 5
    assert google.asked() == ["events.insert"] * 6


def test_a_part_that_never_succeeds_has_its_own_error(google, ana):
    google.fault("events.insert", event_id="event001", status=503, times=-1)
    google.asked()
    first, second, third = google_writes.send(ana, CALENDAR, writes(3))
    assert isinstance(first, Written)
    assert isinstance(second.error, RetryLater)
    assert isinstance(third, Written)
    assert len(google.asked()) == 3 + transport.TRIES - 1


def test_a_part_that_takes_an_hour_does_not_cost_the_others_their_answers(google, ana):
    google.fault(
        "events.insert", event_id="event001", status=403, reason="dailyLimitExceeded", times=-1
    )
    first, second, third = google_writes.send(ana, CALENDAR, writes(3))
    assert isinstance(first, Written)
    assert isinstance(second.error, QuotaExceeded)
    assert isinstance(third, Written)
    assert google.time.pauses == []


def test_a_whole_batch_that_fails_is_sent_again(google, ana):
    google.fault("batch", status=503)
    outcomes = google_writes.send(ana, CALENDAR, writes(3))
    assert [type(outcome) for outcome in outcomes] == [Written] * 3


def test_a_batch_broken_in_the_middle_is_there_once(google, ana):
    google.fault("events.insert", nth=3, kind="reset")
    outcomes = google_writes.send(ana, CALENDAR, writes(5))
    kinds = [type(outcome) for outcome in outcomes]
    assert kinds == [Differs, Differs, Written, Written, Written]
    assert google.titles() == [f"Event {n}" for n in range(5)]


def test_when_google_is_down_the_rest_is_not_tried(google, ana):
    google.fault("batch", status=503, times=-1)
    google.control("DELETE", "requests")
    outcomes = google_writes.send(ana, CALENDAR, writes(500))
    assert [type(outcome.error) for outcome in outcomes] == [RetryLater] * 500
    assert google.control("GET", "requests")["http"] == transport.TRIES


def test_parts_have_etags_of_their_own(google, ana):
    visit, lunch = google.make("Visit", "Lunch")
    fresh = google.edit("GET", f"/{lunch}")["etag"]
    events = ana.calendar.events()
    requests = [events.patch(calendarId=CALENDAR, eventId=e, body={}) for e in (visit, lunch)]
    requests[0].headers["If-Match"] = '"1"'
    requests[1].headers["If-Match"] = fresh
    stale, good = ana.batch(requests)
    assert isinstance(stale, Outdated)
    assert good["id"] == lunch


def test_a_single_call_takes_an_etag(google, ana):
    (visit,) = google.make("Visit")
    patch = ana.calendar.events().patch(calendarId=CALENDAR, eventId=visit, body={"summary": "x"})
    with pytest.raises(Outdated):
        ana.call(patch, etag='"1"')


def test_texts_of_all_languages_survive_a_batch(google, ana):
    texts = ["Zürich → 東京 𝄞", 'From "me"\n--boundary--\r\nFrom: x', "\u2028\u00a0", "."]
    texts = [create(f"event{n:03}", text) for n, text in enumerate(texts)]
    outcomes = google_writes.send(ana, CALENDAR, texts)
    assert [o.record["summary"] for o in outcomes] == [w.body["summary"] for w in texts]


# -- access ----------------------------------------------------------------------------------------


def test_access_is_refreshed_before_it_ends(google):
    soon = datetime.now(timezone.utc) + timedelta(minutes=4)
    tokens = replace(google.tokens(), expiry=soon)
    session = google.session(tokens=tokens)
    read(session)
    assert session.refreshed
    assert session.tokens.access_token != tokens.access_token
    assert session.tokens.expiry > soon


def test_good_access_is_left_alone(google, ana):
    tokens = ana.tokens
    read(ana)
    assert not ana.refreshed
    assert ana.tokens == tokens


@pytest.mark.parametrize("number", [1, 3])
def test_access_that_ended_too_soon_is_refreshed_once(google, number):
    session = google.session(tokens=replace(google.tokens(), access_token="expired"))
    outcomes = google_writes.send(session, CALENDAR, writes(number))
    assert [type(outcome) for outcome in outcomes] == [Written] * number
    assert session.refreshed


def test_parts_that_were_done_before_access_ended_are_not_repeated(google, ana):
    # The library sends what was answered 401 once again by itself, so there are two of each.
    google.fault("events.insert", event_id="event001", status=401, times=2)
    google.fault("events.insert", event_id="event002", status=401, times=2)
    google.asked()
    outcomes = google_writes.send(ana, CALENDAR, writes(3))
    assert [type(outcome) for outcome in outcomes] == [Written] * 3
    assert google.asked() == ["events.insert"] * (3 + 2 + 2)


@pytest.mark.parametrize("number", [1, 3])
def test_access_that_google_gives_and_refuses_is_lost(google, ana, number):
    google.fault("events.insert", status=401, times=-1)
    with pytest.raises(AuthorizationLost):
        google_writes.send(ana, CALENDAR, writes(number))


def test_no_token_is_in_any_text(google):
    tokens = replace(google.tokens(), access_token="secret-access")
    session = google.session(tokens=tokens)
    google.control("POST", "revoke", account=CALENDAR)
    with pytest.raises(AuthorizationLost) as caught:
        read(session)
    chain, error = [], caught.value
    while error:
        chain.append(f"{error!s} {error!r}")
        error = error.__cause__ or error.__context__
    assert not any(secret in text for text in chain for secret in ("secret", tokens.refresh_token))


# -- connections ----------------------------------------------------------------------------------


def test_a_connection_serves_many_requests(google):
    """Also from threads that come and go, as those of a pool do."""
    made = []
    connect = transport.Http
    session = google.session()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(transport, "Http", lambda **o: made.append(1) or connect(**o))
        for _run in range(3):
            with ThreadPoolExecutor(1) as pool:
                pool.submit(read, session).result()
        google_writes.send(session, CALENDAR, writes(2))
    assert len(made) == 1


def test_threads_do_not_mix_up_their_answers(google):
    shared = google.transport()
    ids = google.make(*(f"Event {n}" for n in range(60)))
    token = google.tokens().access_token
    events = shared.calendar.events()

    def title(event_id):
        request = events.get(calendarId=CALENDAR, eventId=event_id)
        return shared.execute(request, token, Deadline())["summary"]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(title, ids)) == [f"Event {n}" for n in range(60)]


def test_a_closed_connection_is_opened_again(google):
    session = google.session()
    read(session)
    google.close()
    assert read(session).id == CALENDAR


def test_batches_go_where_the_requests_go():
    for endpoints, root in (
        (Endpoints.google(), "https://www.googleapis.com"),
        (Endpoints.at("https://proxy.example/google/"), "https://proxy.example/google"),
    ):
        service = services.calendar_service(endpoints)
        assert service.new_batch_http_request()._batch_uri == f"{root}/batch/calendar/v3"
        assert service.events().list(calendarId="x").uri.startswith(f"{root}/calendar/v3/")


def test_contacts_have_an_address_of_their_own():
    for endpoints, root in (
        (Endpoints.google(), "https://people.googleapis.com"),
        (Endpoints.at("https://proxy.example/google/"), "https://proxy.example/google"),
    ):
        request = services.people_service(endpoints).people().get(resourceName="people/c1")
        assert request.uri.startswith(f"{root}/v1/people/c1")


def test_a_collection_is_made_once_and_builds_requests_of_their_own():
    service = services.people_service(Endpoints.google())
    assert service.people().connections() is service.people().connections()
    first, second = (
        service.people().get(resourceName=name, personFields="names")
        for name in ("people/c1", "people/c2")
    )
    assert first is not second
    assert (first.uri.split("?")[0][-2:], second.uri.split("?")[0][-2:]) == ("c1", "c2")
