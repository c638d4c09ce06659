"""Five hundred events on each side from before the connection, copied when the user asks for it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from .compare import compare
from .people import Person, connect, wait_until

EACH = 500
BOXES = "google_populate_google", "google_populate_odoo"


def play(person: Person) -> None:
    make_the_past(person)
    connect(person)
    person.set(**dict.fromkeys(BOXES, True))
    person.odoo.call("res.users", "action_google_sync_now", [person.odoo.uid])
    wait_until(lambda: not any(person.read(*BOXES)[box] for box in BOXES), "the populate")
    compare([person], "after populating both sides", expected=(2 * EACH,))
    person.sync()
    compare([person], "after a further sync", expected=(2 * EACH,))


def make_the_past(person: Person) -> None:
    """What both sides have before they know of each other."""
    first = datetime.now(timezone.utc).replace(hour=6, minute=0, second=0, microsecond=0)
    spans = [
        (start, start + timedelta(minutes=20))
        for start in (
            first + timedelta(days=1 + number // 20, minutes=30 * (number % 20))
            for number in range(2 * EACH)
        )
    ]
    person.odoo.call(
        "calendar.event",
        "create",
        [
            {"name": f"smoke odoo {number}", "start": _odoo(start), "stop": _odoo(stop)}
            for number, (start, stop) in enumerate(spans[:EACH])
        ],
    )
    person.fake.seed(
        person.email,
        [
            {
                "summary": f"smoke google {number}",
                "start": {"dateTime": start.isoformat()},
                "end": {"dateTime": stop.isoformat()},
            }
            for number, (start, stop) in enumerate(spans[EACH:])
        ],
    )


def _odoo(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"
