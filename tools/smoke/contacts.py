"""A group of contacts: new, changed, deleted, unlabelled and merged ones, and free addresses."""

from __future__ import annotations

import re
from typing import Any

from ..console import CommandError, say
from .people import Person, connect, wait_until
from .troubles import expect, log

GROUP = "smoke clients"
#: Addresses that somebody has typed into one field, with the city, postal code and country meant.
FREE_TEXT = {
    "smoke Ann": ("350 Fifth Avenue, New York, NY 10118, USA", "New York", "10118", "US"),
    "smoke Brigitte": ("12 rue de la Paix\n75002 Paris\nFrance", "Paris", "75002", "FR"),
    "smoke Carl": ("Unter den Linden 77\n10117 Berlin\nDeutschland", "Berlin", "10117", "DE"),
    "smoke Diana": (
        "221B Baker Street\nLondon\nNW1 6XE\nUnited Kingdom",
        "London",
        "NW1 6XE",
        "GB",
    ),
    "smoke Emilia": ("Calle Mayor 5, 28013 Madrid, España", "Madrid", "28013", "ES"),
}
FIELDS = (
    "name",
    "email",
    "phone",
    "function",
    "company_name",
    "street",
    "street2",
    "city",
    "zip",
    "country_code",
    "active",
)


def play(person: Person) -> None:
    group = person.odoo.call("res.partner.category", "create", [{"name": GROUP}])[0]
    choose(person, group)
    ids = first_contacts(person, group)
    sync(person)
    compare(person, group, "after the first sync", expected=3 + len(FREE_TEXT))
    check_addresses(person, group)
    change(person, ids)
    sync(person)
    compare(person, group, "after changes on both sides", expected=1 + len(FREE_TEXT) + 1)
    merge(person, group)
    sync(person)
    told = [line for line in log(person) if "merged in Google" in line]
    expect(len(told) == 1, f"the merge was told {len(told)} times")


def choose(person: Person, group: int) -> None:
    """Choose the group, and allow at Google what was not asked for before."""
    person.set(google_contact_category_id=group, google_import_contacts=True)
    wait_until(lambda: shown(person, "google_contacts_message"), "the word")
    connect(person)
    wait_until(lambda: shown(person, "google_contacts_last"), "the contacts")


def first_contacts(person: Person, group: int) -> dict[str, int]:
    """Some in Odoo, and those with addresses in free text in Google."""
    values = {
        "smoke Olga": {"email": "olga@smoke.example", "phone": "+32 2 555 12 12"},
        "smoke Peter": {"function": "Baker", "company_name": "Bread Ltd", "city": "Ghent"},
        "smoke Quinn": {"street": "1 Main Street", "street2": "Floor 2", "zip": "1000"},
    }
    made = person.odoo.call(
        "res.partner",
        "create",
        [{"name": name, "category_id": [(4, group)], **others} for name, others in values.items()],
    )
    label = label_of(person)
    for name, (text, *_meant) in FREE_TEXT.items():
        body = {
            "names": [{"unstructuredName": name}],
            "addresses": [{"streetAddress": text}],
            "memberships": [{"contactGroupMembership": {"contactGroupResourceName": label}}],
        }
        person.fake.people("POST", person.email, "people:createContact?personFields=names", body)
    return dict(zip(values, made, strict=True))


def check_addresses(person: Person, group: int) -> None:
    found = in_odoo(person, group)
    for name, (_text, *meant) in FREE_TEXT.items():
        contact = found[name]
        got = [contact["city"], contact["zip"], contact["country_code"]]
        expect(got == meant, f"{name}'s address became {got}")


def change(person: Person, ids: dict[str, int]) -> None:
    """One changed on both sides, one deleted and one unlabelled in Google, one new."""
    people = in_google(person)
    person.odoo.call("res.partner", "write", [ids["smoke Olga"]], {"function": "Painter"})
    olga = people["smoke Olga"]
    person.fake.people(
        "PATCH",
        person.email,
        f"{olga['resourceName']}:updateContact?updatePersonFields=emailAddresses"
        "&personFields=names",
        {"etag": olga["etag"], "emailAddresses": [{"value": "new@smoke.example"}]},
    )
    peter, quinn = (people[f"smoke {name}"]["resourceName"] for name in ("Peter", "Quinn"))
    person.fake.people("DELETE", person.email, f"{peter}:deleteContact")
    modify = {"resourceNamesToRemove": [quinn]}
    person.fake.people("POST", person.email, f"{label_of(person)}/members:modify", modify)
    group = person.odoo.call("res.partner.category", "search", [("name", "=", GROUP)])[0]
    person.odoo.call("res.partner", "create", [{"name": "smoke Rosa", "category_id": [(4, group)]}])


def merge(person: Person, group: int) -> None:
    people = in_google(person)
    body = {
        "account": person.email,
        "into": people["smoke Ann"]["resourceName"],
        "from": people["smoke Carl"]["resourceName"],
    }
    person.fake.request("POST", "/_fake/merge_contacts", body)


def sync(person: Person) -> None:
    """Press "Sync Now", and wait for the contacts, twice as in :meth:`Person.sync`."""
    for _round in range(2):
        before = shown(person, "google_contacts_last")
        person.press_sync()
        wait_until(
            lambda before=before: shown(person, "google_contacts_last") > before, "the contacts"
        )
    message = shown(person, "google_contacts_message")
    expect(not message, f"{person.email}: {message}")


def shown(person: Person, name: str) -> Any:
    """A field of the user's Google page."""
    return person.read(name)[name]


# -- both sides, record by record -----------------------------------------------------------------


def compare(person: Person, group: int, when: str, expected: int) -> None:
    label = label_of(person)
    odoo = {name: said_by_odoo(contact) for name, contact in in_odoo(person, group).items()}
    google = {
        name: said_by_google(contact)
        for name, contact in in_google(person).items()
        if label in labels_of(contact)
    }
    for name in sorted(odoo.keys() | google.keys()):
        ours, theirs = odoo.get(name), google.get(name)
        text = f"{name} is {ours} in Odoo and {theirs} in Google {when}"
        expect(bool(ours and theirs), text)
        # Google has the country, too, and an address in free text as it was typed.
        (*ours, ours_address), (*theirs, theirs_address) = ours, theirs
        expect(ours == theirs and ours_address <= theirs_address, text)
    if len(odoo) != expected:
        raise CommandError(f"{len(odoo)} contacts {when}, and not {expected}")
    say(f"{person.email}: {len(odoo)} contacts agree {when}")


def in_odoo(person: Person, group: int) -> dict[str, dict[str, Any]]:
    found = person.odoo.call(
        "res.partner", "search_read", [("category_id", "in", [group])], list(FIELDS)
    )
    return {contact["name"]: contact for contact in found}


def in_google(person: Person) -> dict[str, dict[str, Any]]:
    contacts = person.fake.state(person.email)["contacts"]
    return {contact["names"][0]["displayName"]: contact for contact in contacts}


def label_of(person: Person) -> str:
    groups = person.fake.state(person.email)["groups"]
    return next(group["resourceName"] for group in groups if group["name"] == GROUP)


def labels_of(contact: dict[str, Any]) -> set[str]:
    memberships = contact.get("memberships", ())
    return {one["contactGroupMembership"]["contactGroupResourceName"] for one in memberships}


def said_by_odoo(contact: dict[str, Any]) -> tuple[Any, ...]:
    names = ("email", "phone", "function", "company_name")
    email, phone, job, company = (contact[name] or "" for name in names)
    words = " ".join(str(contact[n] or "") for n in ("street", "street2", "zip", "city"))
    return email, _digits(phone), job, company, _words(words)


def said_by_google(contact: dict[str, Any]) -> tuple[Any, ...]:
    def first(name: str) -> dict[str, Any]:
        return next(iter(contact.get(name, ())), {})

    organization, address = first("organizations"), first("addresses")
    parts = [address.get(n, "") for n in ("streetAddress", "extendedAddress", "postalCode", "city")]
    return (
        first("emailAddresses").get("value", ""),
        _digits(first("phoneNumbers").get("value", "")),
        organization.get("title", ""),
        organization.get("name", ""),
        _words(" ".join(parts)),
    )


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))
