"""Ordinary appointments: new ones, changes and deletions on both sides, a meeting of two users."""

from __future__ import annotations

from .compare import compare
from .people import ZONE, Person, partner, sync_all


def play(admin: Person, demo: Person) -> None:
    people = [admin, demo]
    make_first_events(admin, demo)
    sync_all(people)
    compare(people, "after the first sync", expected=(5, 4))
    change_both_sides(admin, demo)
    sync_all(people)
    compare(people, "after changes on both sides", expected=(4, 3))
    sync_all(people)
    compare(people, "after a sync with nothing to do", expected=(4, 3))


def make_first_events(admin: Person, demo: Person) -> None:
    """New appointments on both sides, of every kind."""
    guests = [partner(admin), partner(demo)]
    for person in (admin, demo):
        person.make(
            name=f"smoke consultation {person.email}",
            start="2027-03-01 09:00:00",
            stop="2027-03-01 09:45:00",
            location="Room 3",
            description="<p>Bring <strong>papers</strong></p><p>and patience</p>",
            show_as="free",
            privacy="private",
        )
        person.fake.insert(
            person.email,
            {
                "summary": f"smoke from Google {person.email}",
                "start": {"dateTime": "2027-03-03T14:00:00", "timeZone": ZONE},
                "end": {"dateTime": "2027-03-03T15:30:00", "timeZone": ZONE},
                "description": "line one\nline two",
            },
        )
        person.fake.insert(
            person.email,
            {
                "summary": f"smoke days off {person.email}",
                "start": {"date": "2027-03-30"},
                "end": {"date": "2027-04-02"},
                "transparency": "transparent",
            },
        )
    admin.make(
        name="smoke meeting of two",
        start="2027-03-05 10:00:00",
        stop="2027-03-05 11:00:00",
        partner_ids=[(6, 0, guests)],
    )
    admin.make(
        name="smoke holiday",
        allday=True,
        start="2027-03-28 08:00:00",  # the night in which summer time begins
        stop="2027-03-29 18:00:00",
        partner_ids=[(6, 0, guests[:1])],
    )


def change_both_sides(admin: Person, demo: Person) -> None:
    """Different fields of one event on both sides, a move, and a deletion on each side."""
    for person in (admin, demo):
        mine = f"smoke consultation {person.email}"
        in_odoo = {event["name"]: event["id"] for event in person.events_in_odoo()}
        in_google = {event["summary"]: event["id"] for event in person.events_in_google()}
        person.write(in_odoo[mine], location="Room 5")
        person.fake.patch(person.email, in_google[mine], {"summary": f"{mine} (long)"})
        days_off = f"smoke days off {person.email}"
        person.fake.delete(person.email, in_google[days_off])
        from_google = f"smoke from Google {person.email}"
        person.write(in_odoo[from_google], start="2027-03-04 08:00:00", stop="2027-03-04 09:00:00")
    meeting = {event["name"]: event["id"] for event in admin.events_in_odoo()}
    admin.write(meeting["smoke meeting of two"], name="smoke meeting of both")
