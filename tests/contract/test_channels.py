"""Channels: real messages about what changes, and what is lost, doubled and reordered of them."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
from people import Person, fake, refused

ADDRESS = "https://odoo.example/push"


@pytest.fixture
def heard():
    """What comes at an address of this machine: the headers of each message, in order."""
    messages = []

    class Inbox(BaseHTTPRequestHandler):
        def do_POST(self):
            messages.append(self.headers)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_words):
            """Tell nobody."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Inbox)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    messages_at = f"http://127.0.0.1:{server.server_port}/push"
    yield messages, messages_at
    server.shutdown()
    server.server_close()


def watch(person, address, channel="channel-1", **more):
    body = {"id": channel, "type": "web_hook", "address": address, **more}
    return person.events.watch(calendarId="primary", body=body).execute()


def stop(person, channel):
    body = {"id": channel["id"], "resourceId": channel["resourceId"]}
    return person.api.channels().stop(body=body).execute()


def outcomes(google):
    return [message["outcome"] for message in fake(google, "channels", "get")["messages"]]


def delivered(google, count):
    """Wait until nothing is on its way of at least ``count`` messages."""
    deadline = time.monotonic() + 20
    while len(found := outcomes(google)) < count or "waiting" in found:
        assert time.monotonic() < deadline, found
        time.sleep(0.02)
    return found


def states(messages):
    return [message["X-Goog-Resource-State"] for message in messages]


def test_a_channel_greets_and_tells_of_changes(google, ann, bob, heard):
    messages, address = heard
    fake(google, "settings", channel_addresses="loopback")
    channel = watch(ann, address, token="secret")
    event = ann.insert("Lunch")
    ann.patch(event, summary="Dinner")
    bob.insert("Elsewhere")
    assert delivered(google, 3) == ["204"] * 3
    assert states(messages) == ["sync", "exists", "exists"]
    for message in messages:
        assert message["X-Goog-Channel-ID"] == "channel-1"
        assert message["X-Goog-Resource-ID"] == channel["resourceId"]
        assert message["X-Goog-Channel-Token"] == "secret"
    numbers = [int(message["X-Goog-Message-Number"]) for message in messages]
    assert numbers[0] == 1
    assert numbers == sorted(set(numbers))


def test_a_channel_that_is_stopped_or_over_tells_nothing(google, ann):
    first, second = watch(ann, ADDRESS, "one"), watch(ann, ADDRESS, "two")
    assert first["resourceId"] == second["resourceId"]
    assert stop(ann, first) == ""
    ann.insert()
    told = [message["channel"] for message in fake(google, "channels", "get")["messages"]]
    assert told == ["one", "two", "two"]
    fake(google, "clock", advance=7 * 24 * 3600 + 1)
    ann = Person(google, ann.email, "Ann", "UTC")  # her token is too old by now
    ann.insert()
    assert len(outcomes(google)) == 3
    for channel in (first, second):
        with refused(404, "notFound"):
            stop(ann, channel)


def test_only_whose_channel_it_is_stops_it(ann, bob):
    channel = watch(ann, ADDRESS)
    with refused(404, "notFound"):
        stop(bob, channel)
    with refused(404, "notFound"):
        stop(ann, {**channel, "resourceId": "other"})
    stop(ann, channel)


def test_a_channel_lives_a_week_at_most(google, ann):
    now = time.time()
    channel = watch(ann, ADDRESS)
    assert 0 < int(channel["expiration"]) / 1000 - now < 7 * 24 * 3600 + 60
    hour = int((now + 3600) * 1000)
    assert int(watch(ann, ADDRESS, "short", expiration=str(hour))["expiration"]) == hour


def test_messages_are_lost_doubled_and_reordered(google, ann, heard):
    messages, address = heard
    fake(google, "settings", channel_addresses="loopback")
    watch(ann, address)
    fake(google, "settings", push_lost=0.5)
    for _time in range(4):
        ann.insert()
    assert delivered(google, 5).count("lost") == 2
    fake(google, "settings", push_lost=0, push_doubled=1)
    ann.insert()
    assert delivered(google, 7)[-2:] == ["204", "204"]
    fake(google, "settings", push_doubled=0, push_reordered=0.5)
    for _time in range(2):
        ann.insert()
    delivered(google, 9)
    numbers = [int(message["X-Goog-Message-Number"]) for message in messages]
    assert sorted(numbers) != numbers or len(set(numbers)) < len(numbers)
    with pytest.raises(Exception, match="400"):
        fake(google, "settings", push_lost=2)


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        ({"id": "x", "type": "web_hook"}, 400, "required"),
        ({"id": "x", "type": "mail", "address": ADDRESS}, 400, "invalid"),
        ({"id": "x" * 65, "type": "web_hook", "address": ADDRESS}, 400, "invalid"),
        ({"id": "x", "type": "web_hook", "address": "http://odoo"}, 400, "push.webhookUrlNotHttps"),
        (
            {"id": "x", "type": "web_hook", "address": "http://127.0.0.1:1/push"},
            400,
            "push.webhookUrlNotHttps",
        ),
        ({"id": "one", "type": "web_hook", "address": ADDRESS}, 400, "channelIdNotUnique"),
    ],
)
def test_channels_that_google_refuses(ann, body, status, reason):
    watch(ann, ADDRESS, "one")
    with refused(status, reason):
        ann.events.watch(calendarId="primary", body=body).execute()


def test_a_domain_that_is_not_verified(google, ann):
    fake(google, "settings", channel_addresses="unverified")
    answer = requests.post(  # Google's library would ask for another token
        f"{google.url}/calendar/v3/calendars/primary/events/watch",
        json={"id": "x", "type": "web_hook", "address": ADDRESS},
        headers={"Authorization": f"Bearer {ann.token}"},
        timeout=10,
    )
    (error,) = answer.json()["error"]["errors"]
    assert (answer.status_code, error["reason"]) == (401, "push.webhookUrlUnauthorized")
    assert outcomes(google) == []
