"""Compares what both sides show, record by record; any difference ends the command."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import lxml.html

from ..console import CommandError, say
from .people import Person


def compare(people: list[Person], when: str, expected: tuple[int, ...]) -> None:
    """Compare both sides of each person.

    :param expected: how many events each of them has
    :raise CommandError: there is a difference
    """
    for person, count in zip(people, expected, strict=True):
        odoo = sorted(map(from_odoo, person.events_in_odoo()))
        google = sorted(map(from_google, person.events_in_google()))
        if odoo != google or len(odoo) != count:
            lines = "\n".join(
                [f"  odoo   {event}" for event in odoo] + [f"  google {event}" for event in google]
            )
            raise CommandError(f"{person.email} {when}: {count} events expected\n{lines}")
        say(f"{person.email}: {count} events agree {when}")


def from_odoo(event: dict) -> tuple:
    start, stop = event["start"], event["stop"]
    if event["allday"]:
        start, stop = start[:10], f"{stop[:10]} inclusive"
    return (
        event["name"],
        start,
        stop,
        event["location"] or "",
        own_words(words(event["description"])),
        event["show_as"],
        "private" if event["privacy"] in ("private", "confidential") else "default",
    )


def from_google(event: dict) -> tuple:
    start, stop = google_span(event)
    return (
        event["summary"],
        start,
        stop,
        event.get("location", ""),
        words(event.get("description")),
        "free" if event.get("transparency") == "transparent" else "busy",
        "private" if event.get("visibility") in ("private", "confidential") else "default",
    )


def google_span(event: dict) -> tuple[str, str]:
    if "date" in event["start"]:
        last = date.fromisoformat(event["end"]["date"]) - timedelta(days=1)
        return event["start"]["date"], f"{last} inclusive"
    moments = (
        datetime.fromisoformat(event[end]["dateTime"].replace("Z", "+00:00"))
        for end in ("start", "end")
    )
    start, stop = (f"{moment.astimezone(timezone.utc):%Y-%m-%d %H:%M:%S}" for moment in moments)
    return start, stop


def own_words(description: list[str]) -> list[str]:
    """Odoo's description without the client's address and telephone, which Odoo writes at its end
    and which stay in Odoo with its guests."""
    text = " ".join(description)
    return text.partition("Contact Details")[0].split()


def words(html: str | bool | None) -> list[str]:
    """The words of a text, without its markup."""
    if not html:
        return []
    return " ".join(lxml.html.fromstring(f"<div>{html}</div>").itertext()).split()
