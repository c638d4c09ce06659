"""The command line, the socket, the seeds, the control addresses."""

import contextlib
import json
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
import requests
from google.oauth2.credentials import Credentials
from people import NINE, Person, fake, service

from fake_google import FakeGoogle

ROOT = Path(__file__).resolve().parents[2]


def start(*options):
    return subprocess.Popen(
        [sys.executable, "-m", "fake_google", *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_command_line_prints_one_line_and_serves_until_stopped():
    process = start("--port", "0", "--latency", "0", "--quota")
    try:
        line = process.stdout.readline()
        found = re.fullmatch(r"listening on (http://127\.0\.0\.1:\d+)\n", line)
        assert found, line
        assert requests.get(f"{found[1]}/", timeout=5).ok
    finally:
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (0, "", "")


@contextlib.contextmanager
def kept_in(path, warning=""):
    process = start("--state", str(path))
    try:
        yield SimpleNamespace(url=process.stdout.readline().removeprefix("listening on ").strip())
    finally:
        process.send_signal(signal.SIGTERM)
        _out, warnings = process.communicate(timeout=10)
    assert warning in warnings
    assert bool(warning) == bool(warnings)


def test_the_next_start_goes_on_with_what_this_one_held(tmp_path):
    path = tmp_path / "state"
    with kept_in(path) as google:
        ann = Person(google, "ann@example.com", "Ann", "Europe/Brussels")
        first = ann.insert("First")
        until(lambda: path.exists() and b"First" in path.read_bytes())  # before it is stopped, too
        ann.insert("Second")
    with kept_in(path) as google:
        again = service(google, Credentials(ann.token))  # whoever was let in before still is
        again.events().patch(
            calendarId="primary", eventId=first["id"], body={"location": "Room 5"}
        ).execute()
        found = again.events().list(calendarId="primary").execute()["items"]
    assert {event["summary"]: event.get("location") for event in found} == {
        "First": "Room 5",
        "Second": None,
    }
    assert path.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [path]


def test_what_another_version_has_kept_is_not_read(tmp_path):
    path = tmp_path / "state"
    path.write_bytes(b"another version\nno pickle")
    with kept_in(path, "begins anew") as google:
        assert fake(google, "state", "get") == {"accounts": []}


def until(true):
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_seed_file(tmp_path):
    seed = {
        "accounts": [
            {
                "email": "ann@example.com",
                "name": "Ann",
                "time_zone": "Europe/Brussels",
                "events": [{"summary": "Seeded", **NINE}],
                "calendars": [{"summary": "Second", "events": [{"summary": "There", **NINE}]}],
                "groups": ["Clients"],
                "contacts": [
                    {"names": [{"givenName": "Bea"}], "groups": ["Clients", "myContacts"]},
                    {"emailAddresses": [{"value": "cid@example.com"}]},
                ],
            }
        ]
    }
    path = tmp_path / "seed.json"
    path.write_text(json.dumps(seed))
    with FakeGoogle(seed=path) as google:
        state = fake(google, "state?account=ann@example.com", "get")
    assert [event["summary"] for event in state["events"]] == ["Seeded"]
    assert [c["summary"] for c in state["calendars"]] == ["ann@example.com", "Second"]
    assert state["calendars"][1]["events"][0]["summary"] == "There"
    first, second = state["contacts"]
    assert [len(contact["memberships"]) for contact in (first, second)] == [2, 1]
    assert first["photos"][0]["url"].startswith(google.url)
    assert second["emailAddresses"][0]["value"] == "cid@example.com"
    assert [g["memberCount"] for g in state["groups"] if g["name"] == "Clients"] == [1]


def test_only_loopback_is_bound(google):
    port = int(google.url.rsplit(":", 1)[1])
    assert google._server.server_address == ("127.0.0.1", port)
    with socket.socket() as probe:
        probe.bind(("127.0.0.2", port))  # free, so nothing listens on every address


def test_connections_are_kept_open(google, ann):
    port = int(google.url.rsplit(":", 1)[1])
    request = (
        "GET /calendar/v3/users/me/settings/timezone HTTP/1.1\r\nHost: x\r\n"
        f"Authorization: Bearer {ann.token}\r\n\r\n"
    ).encode()
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        for _ in range(3):
            connection.sendall(request)
            assert connection.recv(65536).startswith(b"HTTP/1.1 200 OK\r\n")


def test_many_small_requests_do_not_wait_for_acknowledgements(ann):
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {ann.token}"
    url = f"{ann.google.url}/calendar/v3/users/me/settings/timezone"
    times = sorted(session.get(url, timeout=5).elapsed.total_seconds() for _ in range(20))
    assert times[10] < 0.03


def test_state_shows_masters_exceptions_and_the_cancelled(google, ann):
    series = ann.insert("Weekly", recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"])
    ann.delete(f"{series['id']}_20260309T080000Z")
    ann.delete(ann.insert("Gone"))
    state = fake(google, f"state?account={ann.email}", "get")
    assert {(e["summary"], e["status"]) for e in state["events"]} == {
        ("Weekly", "confirmed"),
        ("Weekly", "cancelled"),
        ("Gone", "cancelled"),
    }
    assert state["contacts"] == []
    assert state["time_zone"] == "Europe/Brussels"
    assert state["calendars"][0]["events"] == state["events"]


def test_an_account_is_made_once(google, ann):
    ann.insert("Kept")
    again = fake(google, "accounts", email=ann.email, time_zone="UTC")
    assert again["access_token"] != ann.token
    assert ann.titles() == ["Kept"]
    assert ann.list()["timeZone"] == "UTC"
    assert fake(google, f"state?account={ann.email}", "get")["name"] == "Ann"


def test_events_by_the_thousand_are_checked_as_by_insert(google, ann):
    ids = fake(google, "events", account=ann.email, events=[NINE] * 1000)["ids"]
    assert len(set(ids)) == 1000
    assert fake(google, "requests", "get")["total"] == 0
    for wrong in ({"summary": "No end", "start": NINE["start"]}, {"summry": "Typo", **NINE}):
        response = requests.post(
            f"{google.url}/_fake/events",
            json={"account": ann.email, "events": [NINE, wrong]},
            timeout=5,
        )
        assert response.status_code == 400
        assert "Event 1" in response.json()["error"]["message"]


def test_contacts_by_the_thousand_are_checked_as_by_create_contact(google, ann):
    bodies = [{"names": [{"givenName": str(number)}]} for number in range(1000)]
    names = fake(google, "contacts", account=ann.email, contacts=bodies)["resourceNames"]
    assert len(set(names)) == 1000
    assert fake(google, "requests", "get")["total"] == 0
    for wrong in ({"nmaes": []}, {"groups": ["None"]}):
        response = requests.post(
            f"{google.url}/_fake/contacts",
            json={"account": ann.email, "contacts": [bodies[0], wrong]},
            timeout=5,
        )
        assert response.status_code == 400
        assert "Contact 1" in response.json()["error"]["message"]


def test_requests_are_recorded(google, ann):
    ann.insert("One", sendUpdates="none")
    with pytest.raises(Exception, match="404"):
        ann.get("missing")
    record = fake(google, "requests", "get")
    assert record["by_method"] == {"calendar.events.insert": 1, "calendar.events.get": 1}
    assert record["by_status"] == {"200": 1, "404": 1}
    line = record["requests"][0]
    assert (line["account"], line["http_method"]) == (ann.email, "POST")
    assert line["path"] == "/calendar/v3/calendars/primary/events"
    assert line["query"]["sendUpdates"] == ["none"]
    assert fake(google, "requests/reset")["total"] == 0


def test_reset_forgets_everything(google, ann):
    fake(google, "reset")
    assert fake(google, "state", "get") == {"accounts": []}
    assert ann.http("GET", "/calendar/v3/users/me/settings").status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "nothing", 404),
        ("GET", "accounts", 405),
        ("GET", "state?account=nobody@example.com", 404),
        ("POST", "accounts", 400),
        ("POST", "clock", 400),
    ],
)
def test_control_addresses_say_what_is_wrong(google, method, path, status):
    response = requests.request(method, f"{google.url}/_fake/{path}", json={}, timeout=5)
    assert response.status_code == status


def test_a_zone_that_does_not_exist(google):
    with pytest.raises(requests.HTTPError, match="400"):
        Person(google, "x@example.com", "X", "Mars/Base")


def test_two_stand_ins_know_nothing_of_each_other(google, ann):
    with FakeGoogle() as other:
        assert fake(other, "state", "get") == {"accounts": []}
        assert other.url != google.url
