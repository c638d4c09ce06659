"""Series from both sides, with moved, changed and cancelled occurrences, over summer time."""

from __future__ import annotations

from .compare import compare
from .people import ZONE, Person, sync_all

TITLE = "smoke yoga"


def play(admin: Person, demo: Person) -> None:
    people = [admin, demo]
    make_series(admin, demo)
    sync_all(people)
    compare(people, "with a series each", expected=(10, 9))
    change_in_odoo(admin)
    change_in_google(demo)
    sync_all(people)
    compare(people, "with occurrences moved, changed and cancelled", expected=(9, 8))
    change_the_other_side(admin, demo)
    sync_all(people)
    compare(people, "with occurrences changed on the other side", expected=(8, 7))
    sync_all(people)
    compare(people, "after a further sync of the series", expected=(8, 7))


def make_series(admin: Person, demo: Person) -> None:
    admin.make(
        name=TITLE,
        start="2027-03-08 09:00:00",
        stop="2027-03-08 10:00:00",
        recurrency=True,
        rrule_type="weekly",
        mon=True,
        end_type="count",
        count=6,
        event_tz=ZONE,
    )
    demo.fake.insert(
        demo.email,
        {
            "summary": TITLE,
            "start": {"dateTime": "2027-03-08T18:00:00", "timeZone": ZONE},
            "end": {"dateTime": "2027-03-08T19:00:00", "timeZone": ZONE},
            "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=6"],
        },
    )


def change_in_odoo(person: Person) -> None:
    moved, changed, cancelled = (occurrence(person, n) for n in (1, 2, 3))
    person.write(moved["id"], start="2027-03-16 15:00:00", stop="2027-03-16 16:00:00")
    person.write(changed["id"], name=f"{TITLE} outside")
    person.odoo.call("calendar.event", "unlink", [cancelled["id"]])


def change_in_google(person: Person) -> None:
    moved, changed, cancelled = (instance(person, n) for n in (1, 2, 3))
    person.fake.patch(
        person.email,
        moved["id"],
        {
            "start": {"dateTime": "2027-03-16T15:00:00Z"},
            "end": {"dateTime": "2027-03-16T16:00:00Z"},
        },
    )
    person.fake.patch(person.email, changed["id"], {"summary": f"{TITLE} outside"})
    person.fake.delete(person.email, cancelled["id"])


def change_the_other_side(admin: Person, demo: Person) -> None:
    admin.fake.delete(admin.email, instance(admin, 0)["id"])
    admin.fake.patch(admin.email, instance(admin, 3)["id"], {"location": "Hall 2"})
    demo.odoo.call("calendar.event", "unlink", [occurrence(demo, 0)["id"]])
    demo.write(occurrence(demo, 3)["id"], location="Hall 2")


def occurrence(person: Person, number: int) -> dict:
    """An occurrence as Odoo has it, by its place in time."""
    events = [event for event in person.events_in_odoo() if TITLE in event["name"]]
    return sorted(events, key=lambda event: event["start"])[number]


def instance(person: Person, number: int) -> dict:
    """An occurrence as Google has it, by its place in time."""
    events = [event for event in person.events_in_google() if TITLE in event["summary"]]
    return sorted(events, key=lambda event: event["start"]["dateTime"])[number]
