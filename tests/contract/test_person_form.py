"""What Google makes of what it is sent, field by field."""

import base64
import json

import pytest
import requests
from address_book import name_of, rpc_refused
from people import FOLDER, fake

from fake_google.person_fields import UPDATABLE

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def kept(book, field, *entries):
    """Entries of a field as they come back, without metadata."""
    person = book.people.createContact(body={field: list(entries)}).execute()
    return [
        {key: value for key, value in entry.items() if key != "metadata"}
        for entry in person.get(field, [])
    ]


def full_name(display, last_first, **parts):
    return {
        "displayName": display,
        "displayNameLastFirst": last_first,
        "unstructuredName": display,
        **parts,
    }


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (
            {"givenName": "Ann", "familyName": "Lee"},
            full_name("Ann Lee", "Lee, Ann", givenName="Ann", familyName="Lee"),
        ),
        (
            {"unstructuredName": "Ann Maria van Dam"},
            full_name(
                "Ann Maria van Dam",
                "van Dam, Ann Maria",
                givenName="Ann",
                middleName="Maria",
                familyName="van Dam",
            ),
        ),
        (
            {"unstructuredName": "Lee, Ann"},
            full_name("Ann Lee", "Lee, Ann", givenName="Ann", familyName="Lee"),
        ),
        (
            {"unstructuredName": "Dr. Ann Lee, Jr."},
            full_name(
                "Dr. Ann Lee, Jr.",
                "Lee, Dr. Ann, Jr.",
                honorificPrefix="Dr.",
                givenName="Ann",
                familyName="Lee",
                honorificSuffix="Jr.",
            ),
        ),
        ({"unstructuredName": "Plato"}, full_name("Plato", "Plato", givenName="Plato")),
        (
            {"givenName": "Anne", "familyName": "Lee", "unstructuredName": "Ann Lee"},
            full_name("Anne Lee", "Lee, Anne", givenName="Anne", familyName="Lee"),
        ),
        (
            {"familyName": "Lee", "displayName": "not to be set"},
            full_name("Lee", "Lee", familyName="Lee"),
        ),
        ({"phoneticGivenName": "an"}, {"phoneticGivenName": "an"}),
    ],
)
def test_names(book, sent, expected):
    assert kept(book, "names", sent) == [expected]


@pytest.mark.parametrize(
    ("field", "sent", "expected"),
    [
        (
            "phoneNumbers",
            {"value": "+32 2 555 12 12", "type": "workFax"},
            {
                "value": "+32 2 555 12 12",
                "type": "workFax",
                "formattedType": "Work Fax",
                "canonicalForm": "+3225551212",
            },
        ),
        ("phoneNumbers", {"value": "02 555 12 12"}, {"value": "02 555 12 12"}),
        (
            "addresses",
            {
                "streetAddress": "Main Street 1",
                "postalCode": "1000",
                "city": "Brussels",
                "country": "Belgium",
                "countryCode": "BE",
                "type": "home",
            },
            {
                "streetAddress": "Main Street 1",
                "postalCode": "1000",
                "city": "Brussels",
                "country": "Belgium",
                "countryCode": "BE",
                "type": "home",
                "formattedType": "Home",
                "formattedValue": "Main Street 1\n1000 Brussels\nBelgium",
            },
        ),
        ("addresses", {"formattedValue": "A\nB"}, {"formattedValue": "A\nB"}),
        (
            "emailAddresses",
            {"value": " a@example.com ", "displayName": "A", "type": "Club house"},
            {
                "value": "a@example.com",
                "displayName": "A",
                "type": "Club house",
                "formattedType": "Club house",
            },
        ),
        (
            "organizations",
            {"name": "Company", "title": "", "current": False, "startDate": {"year": 2020}},
            {"name": "Company", "startDate": {"year": 2020}},
        ),
        (
            "biographies",
            {"value": "  Two\nlines\n"},
            {"value": "Two\nlines", "contentType": "TEXT_PLAIN"},
        ),
        (
            "birthdays",
            {"date": {"year": 0, "month": 2, "day": 29}},
            {"date": {"month": 2, "day": 29}},
        ),
        ("birthdays", {"text": "in spring"}, {"text": "in spring"}),
        ("genders", {"value": "female"}, {"value": "female", "formattedValue": "Female"}),
        (
            "imClients",
            {"username": "ann", "protocol": "googleTalk"},
            {"username": "ann", "protocol": "googleTalk", "formattedProtocol": "Google Talk"},
        ),
        (
            "relations",
            {"person": "Bob", "type": "domesticPartner"},
            {"person": "Bob", "type": "domesticPartner", "formattedType": "Domestic Partner"},
        ),
        (
            "events",
            {"date": {"year": 2020, "month": 5, "day": 1}, "type": "anniversary"},
            {
                "date": {"year": 2020, "month": 5, "day": 1},
                "type": "anniversary",
                "formattedType": "Anniversary",
            },
        ),
        ("userDefined", {"key": "Shoe", "value": "42"}, {"key": "Shoe", "value": "42"}),
        ("clientData", {"key": "odoo", "value": "7"}, {"key": "odoo", "value": "7"}),
    ],
)
def test_fields(book, field, sent, expected):
    assert kept(book, field, sent) == [expected]


@pytest.mark.parametrize(
    ("field", "entry"),
    [
        ("emailAddresses", {"value": ""}),
        ("emailAddresses", {"value": "  ", "type": "home"}),
        ("addresses", {"city": "", "type": "work"}),
        ("biographies", {"value": "", "contentType": "TEXT_PLAIN"}),
        ("birthdays", {"date": {}}),
        ("urls", {"value": None}),
    ],
)
def test_what_is_empty_disappears(book, field, entry):
    assert kept(book, field, entry) == []


@pytest.mark.parametrize("date", [{"month": 13, "day": 1}, {"year": 2023, "month": 2, "day": 30}])
def test_dates_that_do_not_exist(book, date):
    with rpc_refused(400, "INVALID_ARGUMENT", "date"):
        kept(book, "birthdays", {"date": date})


def filled_in(name, properties):
    """A value for a property of the schema that can be written."""
    source = properties[name]
    if source.get("$ref") == "Date":
        return {"year": 2020, "month": 5, "day": 1}
    if source.get("type") == "string" and not source.get("readOnly"):
        return source["enum"][1] if "enum" in source else f"some {name}"
    return None


def entries_of_all_fields():
    """Each field that can be written, with an entry in which all is filled in."""
    schemas = json.loads((FOLDER / "people.v1.json").read_text())["schemas"]
    for field in sorted(set(UPDATABLE) - {"memberships"}):
        properties = schemas[schemas["Person"]["properties"][field]["items"]["$ref"]]["properties"]
        values = {name: filled_in(name, properties) for name in properties}
        yield field, {name: value for name, value in values.items() if value}


@pytest.mark.parametrize(("field", "entry"), list(entries_of_all_fields()))
def test_every_field_of_the_schema_comes_back(book, field, entry):
    entry.pop("unstructuredName", None)  # made anew of the parts
    [back] = kept(book, field, entry)
    assert {key: back[key] for key in entry} == entry


def test_saving_what_was_read_changes_nothing(book):
    person = book.create(
        "Ann",
        emailAddresses=[{"value": "a@example.com", "type": "work"}],
        phoneNumbers=[{"value": "+32 2 555 12 12", "type": "mobile"}],
        addresses=[{"streetAddress": "Main Street 1", "city": "Brussels"}],
        birthdays=[{"date": {"month": 2, "day": 3}}],
    )
    mask = "names,emailAddresses,phoneNumbers,addresses,birthdays"
    fields = {field: person[field] for field in mask.split(",")}
    saved = book.update(person, mask, **fields)
    assert {field: saved[field] for field in mask.split(",")} == fields


def test_pictures(google, book):
    person = book.create()
    [default] = person["photos"]
    assert default["default"] is True
    assert requests.get(default["url"], timeout=5).headers["Content-Type"] == "image/png"
    body = {"photoBytes": base64.urlsafe_b64encode(PNG).decode(), "personFields": "photos"}
    request = book.people.updateContactPhoto(resourceName=name_of(person), body=body)
    [photo] = request.execute()["person"]["photos"]
    assert "default" not in photo
    assert photo["metadata"]["primary"] is True
    picture = requests.get(photo["url"], params={"sz": 50}, timeout=5)
    assert (picture.content, picture.headers["Content-Type"]) == (PNG, "image/png")
    assert book.get(person)["etag"] != person["etag"]
    request = book.people.deleteContactPhoto(resourceName=name_of(person), personFields="photos")
    assert request.execute()["person"]["photos"] == [default]
    assert requests.get(f"{google.url}/contact-photos/none", timeout=5).status_code == 404


@pytest.mark.parametrize("content", [b"GIF89a", b""])
def test_pictures_of_other_kinds(book, content):
    person = book.create()
    body = {"photoBytes": base64.b64encode(content).decode()}
    with rpc_refused(400, "INVALID_ARGUMENT", "JPEG or a PNG"):
        book.people.updateContactPhoto(resourceName=name_of(person), body=body).execute()


@pytest.mark.parametrize(
    ("locale", "given", "family", "displayed"),
    [
        ("en", "Péter", "Nagy", "Péter Nagy"),
        ("hu", "Péter", "Nagy", "Nagy Péter"),
        ("ja-JP", "太郎", "山田", "山田太郎"),
        ("de", "太郎", "山田", "太郎 山田"),
        ("hu", "Cher", "", "Cher"),
    ],
)
def test_the_displayed_name_follows_the_reader(google, ann, book, locale, given, family, displayed):
    person = book.create(names=[{"givenName": given, "familyName": family}])
    token = book.sync()[1]
    fake(google, "accounts", email=ann.email, locale=locale)
    for read in (book.get(person), book.sync()[0][0]):
        [name] = read["names"]
        assert name["displayName"] == displayed
        assert (name["givenName"], name.get("familyName", "")) == (given, family)
    assert book.sync(token)[0] == [], "nothing has changed"


def test_the_language_of_a_request_goes_before_that_of_the_account(ann, book):
    book.create(names=[{"givenName": "Péter", "familyName": "Nagy"}])
    asked = {"Accept-Language": "hu-HU,en;q=0.5"}
    path = "/v1/people/me/connections?personFields=names"
    [person] = ann.http("GET", path, headers=asked).json()["connections"]
    assert person["names"][0]["displayName"] == "Nagy Péter"
