"""Version 19.0.0.1.0 had many states of many people in its database: an upgrade keeps them all."""

from __future__ import annotations

import os
import subprocess
from collections import Counter

import pytest
import scale
from former import Former
from person import Person
from practice import Practice, ground, wait_until
from schema import dump, schema

from tools import databases, odoo_process, paths, postgres
from tools.odoo_log import records
from tools.stack import CREDENTIALS

FORMER = "19.0.0.1.0"
SECRET = CREDENTIALS["google_sync.client_secret"]
PATIENCE = 30  # seconds
CALENDAR_OF_ANNA = "/calendar/v3/calendars/anna%40gmail.example/events"
#: What anna has in both schedules once everything has arrived.
OF_ANNA = Counter(
    {
        "anna@gmail.example made in Odoo": 1,
        "anna@gmail.example made in Google": 1,
        "anna@gmail.example not sent yet": 1,
        "will is asked": 1,
        "mailed by Google": 1,
        "with a guest": 1,
        "yoga": 3,
        "rounds": 4,
        "open dispute by Google": 1,
        "kept dispute by Google": 1,
        "refused": 1,
        "was renamed": 1,
        "was made last": 1,
        "at rest no more": 1,
    }
)


class Place:
    """The upgraded database, and a server on it."""

    def __init__(self, practice, office, emails):
        self.practice = practice
        self.office = office
        self.log = office.log()
        self.people = {email.partition("@")[0]: self._meet(email) for email in emails}

    def _meet(self, email):
        odoo = self.practice.log_in(self.office, email.partition("@")[0])
        return Person(odoo, self.practice.fake, email)

    def __getattr__(self, login):
        return self.people[login]


@pytest.fixture(scope="module")
def former():
    with ground("upgrade", addon=False) as made:
        former = Former(Practice(made), FORMER)
        former.lay()
        # Whoever has saved the settings before midnight.
        postgres.sql(
            "INSERT INTO res_config_settings (company_id, google_sync_client_secret)"
            f" VALUES (1, '{SECRET}')",
            former.database,
        )
        yield former


@pytest.fixture(scope="module")
def upgraded(former):
    """The log of the upgrade."""
    return upgrade(former.database)


@pytest.fixture(scope="module")
def place(former, upgraded):
    """Everybody at their desks, and nothing synchronized yet."""
    databases.set_parameters(former.database, {"google_sync.enabled": "False"})
    with former.practice.office(2) as office:
        former.practice.serves(office)
        yield Place(former.practice, office, former.accounts)


def test_a_copy_of_the_former_version_can_be_neutralized(former):
    copy = f"{former.database}_copy"
    postgres.sql(f'CREATE DATABASE "{copy}" OWNER {postgres.ROLE} TEMPLATE "{former.database}"')
    try:
        command = odoo_process.command("neutralize", "-d", copy)
        done = subprocess.run(command, capture_output=True, text=True, cwd=paths.DEV, check=False)
        assert done.returncode == 0, done.stderr
        left = dump(copy)
    finally:
        databases.drop(copy)
    assert SECRET not in left
    assert "gAAAA" not in left


def test_the_upgrade_has_nothing_to_complain_of(upgraded):
    assert upgraded
    assert [str(record) for record in upgraded if record.trouble] == []


@pytest.mark.skipif(not scale.LONG, reason="part of `make faults`")
def test_another_upgrade_has_nothing_to_do(former, upgraded):
    before = schema(former.database)
    assert [str(record) for record in upgrade(former.database) if record.trouble] == []
    assert schema(former.database) == before


def test_the_tables_are_those_of_a_fresh_installation(former, upgraded):
    fresh = f"google_sync_fresh_{os.getpid()}"
    try:
        databases.create(fresh)
        expected, found = schema(fresh), schema(former.database)
    finally:
        databases.drop(fresh)
    assert sorted(found - expected) == []  # a left-over column that is required breaks each insert
    assert sorted(expected - found) == []


def test_the_secret_of_the_client_lies_open_nowhere_any_more(former, upgraded):
    assert SECRET not in dump(former.database)


def test_everybody_finds_the_state_that_they_left(place):
    shown = {login: person.read("google_sync_state") for login, person in place.people.items()}
    assert shown == {
        "anna": "connected",
        "paul": "paused",
        "rita": "reauthorize",
        "emil": "approval",
        "zoe": "zone",
        "lea": "disconnecting",
        "dora": "disconnected",
        "iris": "disconnected",
        "will": "disconnected",
        "nora": "disconnected",
    }
    assert "Paused by Mitchell Admin" in place.paul.read("google_sync_message")
    assert "America/New_York" in place.zoe.read("google_sync_message")
    assert "12" in place.emil.read("google_sync_message")
    assert place.rita.read("google_sync_message")
    assert not place.anna.read("google_sync_message")
    assert "Invited by Mitchell Admin" in place.iris.read("google_sync_invitation")
    assert "Reminded of waiting" in place.will.read("google_sync_invitation")
    boxes = ("google_populate_google", "google_populate_odoo")
    ticked = {
        login: [place.people[login].read(box) for box in boxes]
        for login in ("anna", "paul", "nora")
    }
    assert ticked == {"anna": [False, False], "paul": [True, True], "nora": [True, False]}
    assert place.anna.read("google_sync_failed_count") == 1
    assert conflicts(place.anna) == {"open dispute": "open", "kept dispute": "kept"}


def test_the_reminders_that_mailed_everybody_are_googles_now(place):
    events = place.anna.odoo.call(
        "calendar.event",
        "search_read",
        [("name", "in", ["mailed by Google", "with a guest", "yoga"])],
        ["alarm_ids", "google_sync_reminders_text"],
    )
    assert len(events) == 5
    assert [event["alarm_ids"] for event in events] == [[]] * 5
    assert all("Anna" in event["google_sync_reminders_text"] for event in events)


def test_who_was_at_work_goes_on(place):
    practice, anna, lea = place.practice, place.anna, place.lea
    anna.fake.patch(
        anna.email,
        in_google(anna, "anna@gmail.example made in Google")["id"],
        {"location": "Room 7"},
    )
    (label,) = labels(anna)
    renamed = {"contactGroup": {"etag": label["etag"], "name": "Sick people"}}
    anna.fake.people("PUT", anna.email, label["resourceName"], renamed)
    practice.forget_requests()
    practice.allow(place.office, True)
    failing = anna.odoo.call("google.sync.link", "search", [("state", "=", "failed")])
    anna.odoo.call("google.sync.link", "action_retry", failing)
    wait_until(lambda: titles_in_google(anna) == OF_ANNA, PATIENCE, "what anna has in Google")
    wait_until(lambda: rooms_in_odoo(anna) == ["Room 7"], PATIENCE, "Google's change")
    wait_until(lambda: lea.read("google_sync_state") == "disconnected", PATIENCE, "lea's leave")
    practice.rest()
    assert titles_in_odoo(anna) == titles_in_google(anna) == OF_ANNA
    assert contacts_in_odoo(anna) == contacts_in_google(anna) == ["Gustav Google", "Olga Odoo"]
    assert len(labels(anna)) == 1  # it was known by its id, not by its name
    assert not anna.read("google_sync_failed_count")
    assert conflicts(anna) == {"open dispute": "open", "kept dispute": "kept"}
    for name in ("mailed by Google", "with a guest", "yoga"):
        by_mail = [{"method": "email", "minutes": 30}]
        assert in_google(anna, name)["reminders"]["overrides"] == by_mail
    asked = [one["query"] for one in practice.requests() if one["path"] == CALENDAR_OF_ANNA]
    news = [query for query in asked if "showDeleted" in query]
    # Once all is listed, to look at what is linked without a proof; from then on what is new.
    assert len([query for query in news if "syncToken" not in query]) == 1
    assert list(titles_in_google(lea)) == ["lea@gmail.example made in Google"]
    assert not practice.mails()


def test_who_was_stopped_stays_so_until_they_act(place):
    """And those who go on then find everything once on both sides."""
    paul, rita, emil, zoe, dora, iris = (
        place.people[login] for login in ("paul", "rita", "emil", "zoe", "dora", "iris")
    )
    stopped = {person: person.read("google_sync_state") for person in (paul, rita, emil, zoe, dora)}
    assert list(stopped.values()) == ["paused", "reauthorize", "approval", "zone", "disconnected"]
    admin = place.practice.admin(place.office)
    place.practice.allow(place.office, True)
    admin.call("res.users", "action_google_resume", [paul.odoo.uid])
    emil.press("approve_deletions")
    zoe.press("use_google_zone")
    for person in (rita, dora, iris):
        person.connect()
    own = ("made in Odoo", "made in Google")
    expected = {
        person: Counter(f"{person.email} {name}" for name in own)
        for person in (paul, rita, emil, zoe, dora)
    }
    expected[paul][f"{paul.email} not sent yet"] = 1
    expected[iris] = Counter()
    for person, titles in expected.items():
        wait_until(lambda one=person: is_well(one), PATIENCE, f"the sync of {person.email}")
        wait_until(
            lambda one=person, all_=titles: titles_in_odoo(one) == titles_in_google(one) == all_,
            PATIENCE,
            f"what {person.email} has on both sides",
        )
    assert not any(paul.read(f"google_populate_{side}") for side in ("google", "odoo"))
    assert not place.practice.mails()


def test_a_conflict_is_still_to_be_decided(place):
    anna = place.anna
    place.practice.allow(place.office, True)
    (conflict,) = anna.odoo.call("google.sync.conflict", "search", [("state", "=", "open")])
    anna.odoo.call("google.sync.conflict", "action_use", [conflict])
    wait_until(lambda: in_google(anna, "open dispute by Odoo"), PATIENCE, "the other title")


def test_nothing_of_it_was_an_error(place):
    assert place.log.tracebacks() == []


def upgrade(database):
    """:return: the log of it"""
    odoo_process.run_once(database, "-u", paths.ADDON)
    return list(records(paths.LOGS / f"{database}-install.log"))


def conflicts(person):
    found = person.odoo.call("google.sync.conflict", "search_read", [], ["title", "state"])
    return {one["title"].partition(" by ")[0]: one["state"] for one in found}


def is_well(person):
    return person.read("google_sync_state") == "connected" and not person.read(
        "google_sync_message"
    )


def titles_in_odoo(person):
    domain = [("user_id", "=", person.odoo.uid)]
    return Counter(
        event["name"]
        for event in person.odoo.call("calendar.event", "search_read", domain, ["name"])
    )


def rooms_in_odoo(person):
    domain = [("user_id", "=", person.odoo.uid), ("location", "!=", False)]
    found = person.odoo.call("calendar.event", "search_read", domain, ["location"])
    return [event["location"] for event in found]


def titles_in_google(person):
    return Counter(event["summary"] for event in person.fake.shown_events(person.email))


def in_google(person, title):
    """The event whose title begins so; none if there is none."""
    events = person.fake.state(person.email)["events"]
    living = [event for event in events if event["status"] != "cancelled"]
    return next((event for event in living if event["summary"].startswith(title)), None)


def contacts_in_odoo(person):
    domain = [("category_id.name", "=", "Patients")]
    found = person.odoo.call("res.partner", "search_read", domain, ["name"])
    return sorted(contact["name"] for contact in found)


def contacts_in_google(person):
    contacts = person.fake.state(person.email)["contacts"]
    return sorted(contact["names"][0]["displayName"] for contact in contacts)


def labels(person):
    groups = person.fake.state(person.email)["groups"]
    return [one for one in groups if one["groupType"] == "USER_CONTACT_GROUP"]
