"""Makes the database from which an upgrade is tested; README.md says how it is called.

Servers of the version that is upgraded from, and a fake Google, come into as many states as people
and faults bring them to, and end in the middle of their work. What is kept: ``VERSION.sql``, all
that the addon has in the database; and ``VERSION.json``, what Google has.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from dump import dump

from tools import databases, odoo_process, postgres, processes
from tools.fake_client import FakeClient
from tools.odoo_client import OdooClient
from tools.stack import base_url, stack

DATABASE = "google_sync_upgrade"
ZONE = "Europe/Brussels"
PATIENCE = 60  # seconds
#: Where the ids of the scene's records begin: far above those of the demo data.
FIRST_ID = 700_000
GROUPS = ("group_user", "group_partner_manager")
PEOPLE = ("anna", "paul", "rita", "emil", "zoe", "lea", "dora", "iris", "will", "nora")


class Person:
    """One user on both sides."""

    def __init__(self, url: str, fake: FakeClient, login: str, password: str | None = None):
        self.email = f"{login}@gmail.example"
        self.fake = fake
        self.odoo = OdooClient(url, DATABASE, login, password or login)

    def connect(self) -> None:
        wait_for(self._is_let_in, f"the sign-in of {self.email}")
        wait_for(lambda: self.read("google_sync_last"), f"the first sync of {self.email}")

    def _is_let_in(self) -> bool:
        """Versions before 19.0.0.2.0 let nobody in while a worker is at their account."""
        page, _text = self.odoo.open("/google_sync/connect")
        scopes = parse_qs(urlsplit(page).query)["scope"][0].split()
        answer = {"account": self.email, "decision": "allow", "scope": scopes}
        return "Connected" in self.odoo.submit(page, answer)[1]

    def read(self, name: str) -> Any:
        return self.odoo.call("res.users", "read", [self.odoo.uid], [name])[0][name]

    def save(self, **settings: Any) -> None:
        self.odoo.call("res.users", "write", [self.odoo.uid], settings)

    def press(self, button: str) -> Any:
        return self.odoo.call("res.users", f"action_google_{button}", [self.odoo.uid])

    def make(self, name: str, day: int, **values: Any) -> int:
        span = {"start": f"2027-03-{day:02} 09:00:00", "stop": f"2027-03-{day:02} 09:40:00"}
        return self.odoo.call("calendar.event", "create", [{"name": name, **span, **values}])[0]

    def make_in_google(self, name: str, day: int, **values: Any) -> str:
        ends = {
            end: {"dateTime": f"2027-03-{day:02}T{clock}:00", "timeZone": ZONE}
            for end, clock in (("start", "14:00"), ("end", "14:40"))
        }
        return self.fake.insert(self.email, {"summary": name, **ends, **values})

    def shown(self, name: str) -> dict[str, Any]:
        """An event in Google by its name; none if it is not there, or deleted."""
        events = self.fake.state(self.email)["events"]
        living = [event for event in events if event["status"] != "cancelled"]
        return next((event for event in living if event.get("summary") == name), {})

    def rename(self, event_id: int, name: str) -> None:
        self.odoo.call("calendar.event", "write", [event_id], {"name": name})

    def state(self) -> str:
        return sql(
            "SELECT account.state FROM google_sync_account AS account"
            f" WHERE user_id = {self.odoo.uid}"
        )[0]

    def becomes(self, state: str) -> None:
        self.press("sync_now")
        wait_for(lambda: self.state() == state, f"“{state}” of {self.email}")


def main() -> None:
    version = sys.argv[1]
    folder = Path(__file__).resolve().parent
    base = f"{DATABASE}_base"
    with stack(database=DATABASE, serve=False) as ground:
        databases.create(base, addon=False)
        begin_ids_at(FIRST_ID)
        port = processes.choose_port("")
        databases.set_parameters(DATABASE, base_url(port))
        fake = FakeClient(ground.fake_url)
        with odoo_process.serving(DATABASE, port, ground.fake_url) as server:
            people = play(server, fake)
            os.killpg(server.process.pid, signal.SIGKILL)  # as by a power cut
        with odoo_process.serving(DATABASE, port, ground.fake_url, crons=0) as server:
            change_unheard(server.url, fake)
        (folder / f"{version}.json").write_text(google_side(fake, people))
        (folder / f"{version}.sql").write_text(dump(DATABASE, base, FIRST_ID))
        databases.drop(base)
        databases.drop(DATABASE)


def begin_ids_at(number: int) -> None:
    names = sql(
        "SELECT format('%I', relname) FROM pg_class"
        " WHERE relkind = 'S' AND relname NOT LIKE 'google_sync%'"
        " AND relname ~ '^(res_(users|partner)|calendar_)'"
    )
    for name in names:
        sql(f"SELECT setval('{name}', {number})")


# -- the scene ------------------------------------------------------------------------------------


def play(server, fake) -> list[Person]:
    admin = Person(server.url, fake, "admin")
    make_users(admin)
    people = [Person(server.url, fake, login) for login in PEOPLE]
    anna, paul, rita, emil, zoe, lea, dora, iris, will, nora = people
    connected = people[:-3]
    for person in people:
        login = person.email.partition("@")[0]
        fake.make_account(person.email, login.title(), ZONE)
        person.save(google_import_events=True)
    for person in connected:
        person.connect()
        person.make(f"{person.email} made in Odoo", 1)
        person.make_in_google(f"{person.email} made in Google", 2)
    admin.odoo.call("res.users", "action_google_invite", [iris.odoo.uid])
    nora.save(google_populate_google=True)
    will.save(google_sync_enabled=True)
    partner = will.odoo.call("res.users", "read", [will.odoo.uid], ["partner_id"])[0]["partner_id"]
    anna.make("will is asked", 3, partner_ids=[(4, partner[0])])
    contacts(anna)
    ids = appointments(anna)
    for person in connected:
        settle(person)
    conflicts(admin, anna, ids)
    fall_apart(admin, paul, rita, emil, zoe, lea, dora)
    under_way(admin, anna, ids)
    return people


def make_users(admin: Person) -> None:
    groups = admin.odoo.call(
        "ir.model.data",
        "search_read",
        [("module", "=", "base"), ("name", "in", GROUPS)],
        ["res_id"],
    )
    values = [
        {
            "group_ids": [(4, group["res_id"]) for group in groups],
            "name": login.title(),
            "login": login,
            "password": login,
            "tz": ZONE,
            "email": f"{login}@office.example",
        }
        for login in PEOPLE
    ]
    admin.odoo.call("res.users", "create", values, context={"no_reset_password": True})


def contacts(person: Person) -> None:
    """A group, with a contact that was made on each side."""
    group = person.odoo.call("res.partner.category", "create", [{"name": "Patients"}])[0]
    person.save(google_contact_category_id=group, google_import_contacts=True)
    wait_for(lambda: person.read("google_contacts_message"), "the word about contacts")
    person.connect()
    wait_for(lambda: person.read("google_contacts_last"), "the contacts")
    values = {"name": "Olga Odoo", "email": "olga@home.example", "category_id": [(4, group)]}
    person.odoo.call("res.partner", "create", [values])
    label = person.fake.state(person.email)["groups"]
    (name,) = [one["resourceName"] for one in label if one["name"] == "Patients"]
    body = {
        "names": [{"unstructuredName": "Gustav Google"}],
        "emailAddresses": [{"value": "gustav@home.example"}],
        "memberships": [{"contactGroupMembership": {"contactGroupResourceName": name}}],
    }
    person.fake.people("POST", person.email, "people:createContact?personFields=names", body)


def appointments(anna: Person) -> dict[str, int]:
    """Series, reminders and guests, and what will be disputed, refused or under way."""
    by_mail = {"useDefault": False, "overrides": [{"method": "email", "minutes": 30}]}
    anna.make_in_google("mailed by Google", 4, reminders=by_mail)
    guest = {"email": "guest@client.example", "responseStatus": "needsAction"}
    anna.make_in_google("with a guest", 4, attendees=[guest], reminders=by_mail)
    anna.make_in_google("yoga", 8, recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"], reminders=by_mail)
    weekly = {"recurrency": True, "rrule_type": "weekly", "tue": True, "end_type": "count"}
    anna.make("rounds", 9, **weekly, count=4, event_tz=ZONE)
    settle(anna)
    days = anna.odoo.call(
        "calendar.event", "search", [("name", "=", "rounds")], order="start", limit=2
    )
    span = {"start": "2027-03-17 12:00:00", "stop": "2027-03-17 12:40:00"}
    anna.odoo.call("calendar.event", "write", [days[1]], span)
    refuse = {"match": "calendar.events.insert", "status": 400, "summary": "refused", "times": 0}
    anna.fake.request("POST", "/_fake/faults", {**refuse, "account": anna.email})
    names = ("open dispute", "kept dispute", "refused", "to be renamed", "to be deleted", "at rest")
    return {name: anna.make(name, 20 + day) for day, name in enumerate(names)}


def conflicts(admin: Person, anna: Person, ids: dict[str, int]) -> None:
    """Both sides change a title while nobody may synchronize."""
    disputed = ("open dispute", "kept dispute")
    with_switch_off(
        admin,
        lambda: [
            (
                anna.rename(ids[name], f"{name} by Odoo"),
                anna.fake.patch(
                    anna.email, anna.shown(name)["id"], {"summary": f"{name} by Google"}
                ),
            )
            for name in disputed
        ],
    )
    anna.press("sync_now")
    wait_for(lambda: len(sql("SELECT id FROM google_sync_conflict")) == len(disputed), "conflicts")
    (kept,) = sql("SELECT id FROM google_sync_conflict WHERE title LIKE 'kept%'")
    anna.odoo.call("google.sync.conflict", "action_keep", [int(kept)])


def fall_apart(admin, paul, rita, emil, zoe, lea, dora) -> None:
    """Each of them comes to a stop of another kind."""
    with_switch_off(
        admin,
        lambda: (
            paul.save(google_populate_google=True, google_populate_odoo=True),
            admin.odoo.call("res.users", "action_google_pause", [paul.odoo.uid]),
        ),
    )
    paul.fake.request("POST", "/_fake/revoke", {"account": rita.email})
    rita.becomes("reauthorize")
    many = [f"series of visits {number}" for number in range(12)]
    for number, name in enumerate(many):
        emil.make(name, 10 + number)
    wait_for(lambda: all(emil.shown(name) for name in many), "the visits")
    settle(emil)
    with_switch_off(
        admin,
        lambda: [emil.fake.delete(emil.email, emil.shown(name)["id"]) for name in many],
    )
    emil.becomes("approval")
    zoe.save(tz="America/New_York")
    zoe.becomes("zone")
    disconnect(dora, "keep")
    fault = {"match": "calendar.events.delete", "account": lea.email, "times": 0}
    lea.fake.request("POST", "/_fake/faults", fault)
    disconnect(lea, "remove")
    wait_for(lambda: lea.read("google_sync_message"), "Google's refusal to remove")


def under_way(admin: Person, anna: Person, ids: dict[str, int]) -> None:
    """Google does what is asked, and no answer arrives."""
    fault = {"match": "batch", "kind": "timeout_after", "times": 0, "seconds": 600}
    anna.fake.request("POST", "/_fake/faults", fault)
    with_switch_off(
        admin,
        lambda: (
            anna.rename(ids["to be renamed"], "was renamed"),
            anna.odoo.call("calendar.event", "unlink", [ids["to be deleted"]]),
            anna.make("was made last", 27),
        ),
    )
    anna.press("sync_now")
    wait_for(lambda: anna.shown("was renamed"), "the change")
    wait_for(lambda: anna.shown("was made last"), "what was made last")
    wait_for(lambda: not anna.shown("to be deleted"), "the deletion")
    assert not nobody_at_work()


def change_unheard(url: str, fake: FakeClient) -> None:
    """What waits in the outbox."""
    anna, paul = (Person(url, fake, login) for login in ("anna", "paul"))
    for person in (anna, paul):
        person.make(f"{person.email} not sent yet", 28)
    (event_id,) = anna.odoo.call("calendar.event", "search", [("name", "=", "at rest")])
    anna.rename(event_id, "at rest no more")


def settle(person: Person) -> None:
    """Let all that waits be sent, but for what Google refuses."""
    person.press("sync_now")
    wait_for(
        lambda: (
            not sql(
                "SELECT id FROM google_sync_change WHERE account_id = (SELECT id FROM"
                f" google_sync_account WHERE user_id = {person.odoo.uid}) UNION ALL"
                " SELECT link.id FROM google_sync_link AS link JOIN google_sync_account AS account"
                " ON account.id = link.account_id AND account.user_id ="
                f" {person.odoo.uid} WHERE link.state = 'pending'"
            )
        ),
        f"the end of what {person.email} has to send",
    )
    names = sql(
        "SELECT name FROM calendar_event WHERE active AND recurrence_id IS NULL"
        f" AND user_id = {person.odoo.uid}"
    )
    wait_for(
        lambda: all(person.shown(name) for name in names if name != "refused"),
        f"the appointments of {person.email}",
    )


def disconnect(person: Person, mode: str) -> None:
    wizard = person.press("disconnect")["res_id"]
    person.odoo.call("google.sync.disconnect", "write", [wizard], {"mode": mode})
    person.odoo.call("google.sync.disconnect", "action_apply", [wizard])


def with_switch_off(admin: Person, do: Callable[[], Any]) -> None:
    """While the switch of the whole company is off, and nobody is at work."""
    time.sleep(2)
    wait_for(nobody_at_work, "the end of all runs")
    allow(admin, False)
    time.sleep(1)
    do()
    allow(admin, True)


def allow(admin: Person, allowed: bool) -> None:
    admin.odoo.call("ir.config_parameter", "set_param", "google_sync.enabled", str(allowed))


def nobody_at_work() -> bool:
    return not sql(
        "SELECT id FROM google_sync_account WHERE lease_until IS NOT NULL"
        " UNION ALL SELECT id FROM google_sync_contacts WHERE lease_until IS NOT NULL"
    )


# -- what is kept ---------------------------------------------------------------------------------


def google_side(fake: FakeClient, people: list[Person]) -> str:
    """What the fake has of each, and the names that it gives out by chance."""
    kept = {}
    for person in people:
        state = fake.state(person.email)
        token = fake.request("POST", "/_fake/accounts", {"email": person.email})["access_token"]
        about = fake.request("GET", "/oauth2/v2/userinfo", None, token)
        kept[person.email] = {
            "name": state["name"],
            "time_zone": state["time_zone"],
            "subject": about["id"],
            "sync_token": sync_token_of(person),
            "events": state["events"],
            "groups": [
                group for group in state["groups"] if group["groupType"] != "SYSTEM_CONTACT_GROUP"
            ],
            "contacts": state["contacts"],
        }
    text = json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True)
    return re.sub(r"http://127\.0\.0\.1:\d+", "https://fake.example", text) + "\n"


def sync_token_of(person: Person) -> str:
    tokens = sql(f"SELECT sync_token FROM google_sync_account WHERE user_id = {person.odoo.uid}")
    return "".join(tokens)


def sql(statement: str) -> list[str]:
    return postgres.sql(statement, DATABASE)


def wait_for(condition, what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit(f"{what} did not come within {PATIENCE} s")
        time.sleep(0.3)


if __name__ == "__main__":
    main()
