"""Google tells a real server of changes by real requests; what is lost comes by asking."""

from __future__ import annotations

import pytest
from practice import wait_until

from tools import postgres

#: Changes of which each fifth message gets lost, and the share of it.
CHANGES, LOST = 5, 0.2
#: So often Google is asked in the second part, in minutes: each three seconds.
OFTEN = "0.05"
PARAMETERS = ("google_sync.push", "google_sync.longest_minutes")


@pytest.fixture
def office(quiet, desk):
    """A server whose workers do what messages to the desk, another server, are about."""
    with quiet.office(2) as office:
        yield office


@pytest.fixture
def told(quiet, desk, office):
    """Somebody who is connected, and of whose changes Google tells."""
    practice, admin = quiet, quiet.admin(desk)
    practice.fake.request("POST", "/_fake/settings", {"channel_addresses": "loopback"})
    admin.call("ir.config_parameter", "set_param", "google_sync.push", "True")
    (person,) = practice.hire(desk, 1, "told")
    person.connect()
    wait_until(lambda: channels(practice, "heard_at IS NOT NULL"), 60, "the greeting")
    wait_until(lambda: person.read("google_sync_last"), 60, "the first sync")
    yield person
    for name in PARAMETERS:
        admin.call("ir.config_parameter", "set_param", name, False)
    settings = {"channel_addresses": "https", "push_lost": 0}
    practice.fake.request("POST", "/_fake/settings", settings)
    practice.tick("ir_cron_channels")
    wait_until(lambda: not channels(practice), 60, "the end of all channels")
    assert not at_google(practice)


def channels(practice, condition="TRUE"):
    return int(query(practice, f"SELECT count(*) FROM google_sync_channel WHERE {condition}"))


def query(practice, statement):
    (line,) = postgres.sql(statement, practice.ground.database)
    return line


def at_google(practice):
    return practice.fake.request("GET", "/_fake/channels")["channels"]


def outcomes(practice):
    told = practice.fake.request("GET", "/_fake/channels")["messages"]
    return [message["outcome"] for message in told]


def change(person, number):
    event = {
        "summary": f"told {number}",
        "start": {"dateTime": f"2027-05-03T{8 + number:02}:00:00Z"},
        "end": {"dateTime": f"2027-05-03T{8 + number:02}:30:00Z"},
    }
    person.fake.insert(person.email, event)


def arrived(person, number):
    return person.odoo.call("calendar.event", "search_count", [("name", "=", f"told {number}")])


def test_google_tells_and_what_is_lost_comes_by_asking(quiet, desk, office, told, figure):
    practice, admin, log = quiet, quiet.admin(desk), office.log()
    for number in (0, 1):  # the first one takes a worker that has yet to read its modules
        change(told, number)
        seconds = wait_until(lambda: arrived(told, number), 90, "a change")  # noqa: B023
    figure(f"a change in Google was in Odoo after {seconds:.1f} s")
    admin.call("ir.config_parameter", "set_param", "google_sync.longest_minutes", OFTEN)

    def comes(number):
        practice.tick("ir_cron_sync")
        return arrived(told, number)

    for number in range(2, CHANGES + 2):
        is_last = number == CHANGES + 1  # nothing comes after it that would tell of it, too
        practice.fake.request("POST", "/_fake/settings", {"push_lost": 1 if is_last else LOST})
        change(told, number)
    assert outcomes(practice)[-1] == "lost"
    seconds = [
        wait_until(lambda: comes(number), 90, f"change {number}")  # noqa: B023
        for number in range(2, CHANGES + 2)
    ]
    figure(f"what was lost came {sum(seconds):.1f} s later")
    assert not [text for text in log.tracebacks() if "google_sync" in text]
