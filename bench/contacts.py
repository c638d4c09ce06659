"""Contacts as every variant works on them, and what their sync may cost besides time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import memory, scene

COUNT = scene.part(5000)
GROUP = "Clients"
#: What one sync of all of them may take, each way.
MOST_REQUESTS = 40
MOST_MEMORY = 64  # MiB; as Python's objects, all of them at once take more than twice that


def odoo_values(env: Any, number: int) -> dict[str, Any]:
    return {
        "name": f"Client {number}",
        "email": f"client{number}@bench.example",
        "phone": f"+32 2 555 {number:04d}",
        "street": f"Main Street {number}",
        "city": "Brussels",
        "country_id": env.ref("base.be").id,
    }


def google_person(number: int) -> dict[str, Any]:
    return {
        "names": [{"unstructuredName": f"Client {number}"}],
        "emailAddresses": [{"value": f"client{number}@bench.example"}],
        "phoneNumbers": [{"value": f"+32 2 555 {number:04d}"}],
        "addresses": [
            {"streetAddress": f"Main Street {number}", "city": "Brussels", "countryCode": "BE"}
        ],
        "groups": [GROUP],
    }


def seed_google(email: str) -> None:
    people = [google_person(number) for number in range(COUNT)]
    scene.control("POST", "/_fake/contacts", {"account": email, "contacts": people})


def measured(work: Callable[[], Any]) -> float:
    """Seconds that the work takes.

    :raise WrongResultError: it asks too much of Google, or takes too much memory
    """
    requests, seconds = scene.requests_made(), 0.0

    def timed() -> None:
        nonlocal seconds
        seconds = scene.timed(work)

    taken = memory.growth(timed)
    if (made := scene.requests_made() - requests) > MOST_REQUESTS:
        raise scene.WrongResultError(f"{made} requests")
    if taken > MOST_MEMORY:
        raise scene.WrongResultError(f"{taken} MiB of memory")
    return seconds


def check_odoo(env: Any) -> None:
    """:raise WrongResultError: Odoo does not have exactly these contacts"""
    partners = env["res.partner"].search([("name", "like", "Client ")])
    found = {partner.name: (partner.email, partner.street) for partner in partners}
    if len(partners) != COUNT or found != _wanted():
        raise scene.WrongResultError(f"Odoo has {len(partners)} contacts")


def check_google(email: str) -> None:
    """:raise WrongResultError: Google does not have exactly these contacts"""
    people = scene.control("GET", "/_fake/state", account=email)["contacts"]
    found = {
        person["names"][0]["displayName"]: (
            person["emailAddresses"][0]["value"],
            person["addresses"][0]["streetAddress"],
        )
        for person in people
    }
    if len(people) != COUNT or found != _wanted():
        raise scene.WrongResultError(f"Google has {len(people)} contacts")


def _wanted() -> dict[str, tuple[str, str]]:
    return {
        f"Client {number}": (f"client{number}@bench.example", f"Main Street {number}")
        for number in range(COUNT)
    }
