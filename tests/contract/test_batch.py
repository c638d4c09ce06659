"""Batch requests."""

import json

import pytest
from people import NINE, fake, with_header


def run(person, requests):
    """Send requests as one batch; returns replies and errors by number."""
    replies, errors = {}, {}

    def done(number, reply, error):
        if error:
            errors[int(number)] = error.resp.status
        else:
            replies[int(number)] = reply

    batch = person.api.new_batch_http_request(callback=done)
    for number, request in enumerate(requests):
        batch.add(request, request_id=str(number))
    batch.execute()
    return replies, errors


def inserts(person, count, **fields):
    return [
        person.events.insert(calendarId="primary", body={"summary": f"Event {n}", **NINE, **fields})
        for n in range(count)
    ]


def test_parts_are_answered_each_for_itself(ann):
    known = ann.insert("Known", id="a1b2c3")
    replies, errors = run(
        ann,
        [
            *inserts(ann, 1),
            *inserts(ann, 1, id="a1b2c3"),
            ann.events.get(calendarId="primary", eventId=known["id"]),
            ann.events.delete(calendarId="primary", eventId="missing"),
            ann.events.delete(calendarId="primary", eventId="a1b2c3"),
        ],
    )
    assert errors == {1: 409, 3: 404}
    assert (replies[0]["summary"], replies[2]["summary"]) == ("Event 0", "Known")
    assert ann.titles() == ["Event 0"]


def patch(person, event, **fields):
    return person.events.patch(calendarId="primary", eventId=event, body=fields)


def test_two_writes_to_one_event_or_series_conflict(google, ann, bob):
    series = ann.insert(recurrence=["RRULE:FREQ=DAILY;COUNT=4"], attendees=[{"email": bob.email}])
    days = [f"{series['id']}_202603{day:02}T080000Z" for day in (2, 3, 4, 5)]
    ann.patch(days[3], summary="Fourth")
    other = ann.insert("Other")
    requests = [
        ann.events.get(calendarId="primary", eventId=series["id"]),
        patch(ann, days[0], summary="First"),
        patch(ann, days[1], summary="Second"),
        patch(ann, days[3], summary="Last"),
        patch(ann, series["id"], summary="All"),
        ann.events.delete(calendarId=ann.email, eventId=days[2]),
        patch(ann, other["id"], summary="Renamed"),
        *inserts(ann, 2),
    ]
    replies, errors = run(ann, requests)
    assert errors == dict.fromkeys((2, 3, 4, 5), 409)
    assert replies[6]["summary"] == "Renamed"
    assert sorted(ann.titles()) == ["Event 0", "Event 1", "First", "Fourth", "Meeting", "Renamed"]
    fake(google, "settings", batch_siblings="done")
    replies, errors = run(ann, requests)
    assert errors == {}


def test_the_conflict_says_that_it_is_no_duplicate(ann):
    event, told = ann.insert(), []
    batch = ann.api.new_batch_http_request(callback=lambda _id, _reply, error: told.append(error))
    for number in range(2):
        batch.add(patch(ann, event["id"], summary=f"Title {number}"))
    batch.execute()
    [error] = json.loads(told[1].content)["error"]["errors"]
    assert error["reason"] == "conflict"
    assert "conflicts with other requested batched items" in error["message"]


def test_a_part_that_failed_stands_in_nobodys_way(ann):
    event = ann.insert()
    stale = with_header(patch(ann, event["id"], summary="Stale"), "If-Match", '"old"')
    replies, errors = run(ann, [stale, patch(ann, event["id"], summary="Fresh")])
    assert (replies[1]["summary"], errors) == ("Fresh", {0: 412})


def test_if_match_counts_within_a_batch(google, ann):
    fake(google, "settings", batch_siblings="done")
    event = ann.insert()
    patches = [
        with_header(
            ann.events.patch(calendarId="primary", eventId=event["id"], body={"summary": title}),
            "If-Match",
            event["etag"],
        )
        for title in ("First", "Second")
    ]
    _, errors = run(ann, patches)
    assert errors == {1: 412}
    assert ann.titles() == ["First"]


def test_words_of_all_scripts_survive(ann):
    replies, _ = run(ann, inserts(ann, 1, description="Grüße, 你好, שלום 🎉\r\nline two"))
    assert replies[0]["description"] == "Grüße, 你好, שלום 🎉\r\nline two"


def test_a_thousand_parts_and_no_more(ann):
    replies, errors = run(ann, inserts(ann, 1000))
    assert (len(replies), errors) == (1000, {})
    boundary = "--b\r\nContent-Type: application/http\r\n\r\nGET /x HTTP/1.1\r\n\r\n\r\n"
    response = ann.http(
        "POST",
        "/batch/calendar/v3",
        data=boundary * 1001 + "--b--",
        headers={"Content-Type": "multipart/mixed; boundary=b"},
    )
    assert response.status_code == 400
    assert "1000" in response.json()["error"]["message"]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", "{}"),
        ("multipart/mixed; boundary=b", "nothing in parts"),
        ("multipart/mixed; boundary=b", "--b\r\nContent-Type: text/plain\r\n\r\nGET /x\r\n--b--"),
        ("multipart/mixed; boundary=b", "--b\r\nContent-Type: application/http\r\n\r\n\r\n--b--"),
    ],
)
def test_a_body_that_is_no_batch(ann, content_type, body):
    headers = {"Content-Type": content_type}
    response = ann.http("POST", "/batch/calendar/v3", data=body, headers=headers)
    assert response.status_code == 400
    assert "batch" in response.json()["error"]["message"]


def test_a_wrong_token_fails_every_part(ann):
    ann.token = "revoked"
    part = "--b\r\nContent-Type: application/http\r\nContent-ID: <7>\r\n\r\n"
    response = ann.http(
        "POST",
        "/batch/calendar/v3",
        data=f"{part}GET /calendar/v3/users/me/settings HTTP/1.1\r\n\r\n\r\n--b--",
        headers={"Content-Type": "multipart/mixed; boundary=b"},
    )
    assert response.status_code == 200
    assert "HTTP/1.1 401 Unauthorized" in response.text
    assert "Content-ID: <response-7>" in response.text


def test_a_part_may_be_for_another_account(ann, bob):
    """G19: "the inner request's Authorization header overrides the outer one"."""
    of_bob = with_header(*inserts(bob, 1), "Authorization", f"Bearer {bob.token}")
    replies, errors = run(ann, [*inserts(ann, 1), of_bob])
    assert errors == {}
    creators = [replies[number]["creator"]["email"] for number in (0, 1)]
    assert creators == [ann.email, bob.email]
    assert len(ann.titles()) == len(bob.titles()) == 1


def test_parts_are_recorded_as_such(ann, google):
    fake(google, "requests", "delete")
    run(ann, inserts(ann, 3))
    record = fake(google, "requests", "get")
    assert (record["http"], record["total"]) == (1, 3)
    assert record["by_method"] == {"calendar.events.insert": 3}
    assert all(line["in_batch"] for line in record["requests"])
