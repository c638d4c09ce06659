"""What needs a word to the user: a tentative event, an overlap, and clocks that differ."""

from __future__ import annotations

from ..console import CommandError, say
from .compare import compare
from .people import ZONE, Person, sync_all, wait_until


def play(admin: Person, demo: Person) -> None:
    people = [admin, demo]
    tentative(demo)
    compare(people, "with a tentative event", expected=(8, 8))
    overlap(admin)
    compare(people, "with an overlap", expected=(10, 8))
    zone_mismatch(demo)
    sync_all(people)
    compare(people, "after the time zones differed", expected=(10, 8))


def tentative(person: Person) -> None:
    person.set(google_import_tentative=True)
    title = "smoke maybe"
    person.fake.insert(
        person.email,
        {
            "summary": title,
            "status": "tentative",
            "start": {"dateTime": "2027-05-03T09:00:00", "timeZone": ZONE},
            "end": {"dateTime": "2027-05-03T10:00:00", "timeZone": ZONE},
        },
    )
    person.sync()
    (answer,) = person.odoo.call(
        "calendar.attendee", "search_read", [("event_id.name", "=", title)], ["state"]
    )
    expect(answer["state"] == "tentative", f"the tentative event came in as {answer['state']}")


def overlap(person: Person) -> None:
    titles = "smoke surgery", "smoke lunch"
    for title, hour in zip(titles, (9, 10), strict=True):
        person.make(
            name=title, start=f"2027-05-04 {hour:02}:00:00", stop=f"2027-05-04 {hour + 2}:00:00"
        )
    person.sync()
    person.sync()
    told = [line for line in log(person) if all(title in line for title in titles)]
    expect(len(told) == 1, f"the overlap was told {len(told)} times")


def zone_mismatch(person: Person) -> None:
    person.set(tz="America/New_York")
    person.odoo.call("res.users", "action_google_sync_now", [person.odoo.uid])
    wait_until(lambda: person.read("google_sync_message")["google_sync_message"], "the warning")
    message = person.read("google_sync_message")["google_sync_message"]
    expect("America/New_York" in message and ZONE in message, f"no zones in: {message}")
    say(f"stopped: {message}")
    person.odoo.call("res.users", "action_google_use_google_zone", [person.odoo.uid])
    wait_until(lambda: not person.read("google_sync_message")["google_sync_message"], "the sync")


def log(person: Person) -> list[str]:
    lines = person.odoo.call("google.sync.run.line", "search_read", [], ["message"])
    return [line["message"] or "" for line in lines]


def expect(fulfilled: bool, otherwise: str) -> None:
    if not fulfilled:
        raise CommandError(otherwise)
