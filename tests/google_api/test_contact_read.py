"""What the addon reads of Google's people."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest
from contact_strategies import PLACES
from google_sync.engine.contacts.address import Address
from google_sync.engine.contacts.item import ContactItem
from google_sync.engine.contacts.phone import of_number
from google_sync.engine.core.item import ItemError
from google_sync.google_api.people.contact_codec import decode
from google_sync.google_api.people.person import (
    Meta,
    displayed_as,
    kept,
    metadata,
    own_picture,
)
from persons import CONTACT, REGION, item, named, person, read_address


def test_a_contact_has_its_own_state_and_labels():
    about = metadata(
        person(
            metadata={
                "sources": [{"type": "PROFILE", "updateTime": "2020-01-01T00:00:00Z"}, CONTACT],
                "previousResourceNames": ["people/c0"],
            },
            memberships=[
                {"contactGroupMembership": {"contactGroupResourceName": "contactGroups/7"}},
                {"domainMembership": {"inViewerDomain": True}},
            ],
            clientData=[{"key": "other", "value": "x"}, {"key": "odoo", "value": "mark"}],
        )
    )
    assert about == Meta(
        resource_name="people/c1",
        etag="#2",
        source_id="c1",
        changed=datetime(2027, 3, 1, 8, 30, 0, 123456, tzinfo=timezone.utc),
        previous=("people/c0",),
        labels=frozenset({"contactGroups/7"}),
        mark="mark",
    )


def test_a_deleted_contact_has_little_more_than_its_name():
    gone = metadata({"resourceName": "people/c1", "metadata": {"deleted": True}})
    assert (gone.deleted, gone.changed, gone.etag) == (True, None, None)


@pytest.mark.parametrize(
    ("text", "microsecond"),
    [("2027-03-01T08:30:00Z", 0), ("2027-03-01T08:30:00.5Z", 500_000), ("…00.123456789Z", None)],
)
def test_moments_have_any_number_of_digits(text, microsecond):
    text = text.replace("…", "2027-03-01T08:30:")
    changed = metadata(person(metadata={"sources": [{**CONTACT, "updateTime": text}]})).changed
    assert changed.microsecond == (123_456 if microsecond is None else microsecond)


def test_the_contacts_own_picture_is_known_from_googles():
    default = {"url": "https://x.example/default", "default": True}
    own = {"url": "https://x.example/own"}
    assert own_picture(person(photos=[default, own])) == "https://x.example/own"
    assert own_picture(person(photos=[default])) == own_picture(person()) == ""


def test_a_whole_contact():
    read = item(
        emailAddresses=[
            {"value": "Old@x.example"},
            {"value": "Ana@x.example ", "metadata": {"primary": True}},
        ],
        phoneNumbers=[{"value": "030 901820", "canonicalForm": "+4930901820", "type": "work"}],
        organizations=[{"name": "ACME", "title": " Engineer", "department": "R&D"}],
        urls=[{"value": "https://p.example", "type": "profile"}, {"value": "HTTP://X.example/"}],
        birthdays=[{"date": {"year": 1980, "month": 2, "day": 29}, "text": "29 Feb 1980"}],
        biographies=[{"value": "one\r\n two ", "contentType": "TEXT_PLAIN"}],
        addresses=[
            {
                "streetAddress": "Hauptstr. 5\nHinterhaus",
                "city": "München",
                "postalCode": "80331",
                "region": "Bavaria",
                "country": "Deutschland",
                "formattedValue": "Hauptstr. 5\nHinterhaus\n80331 München\nGermany",
            }
        ],
    )
    assert read == ContactItem(
        name="Ana Lopez",
        company="ACME",
        job="Engineer",
        email="ana@x.example",
        phone=of_number("+4930901820"),
        address=Address("Hauptstr. 5", "Hinterhaus", "München", "80331", "DE-BY", "DE"),
        website="x.example",
        birthday=date(1980, 2, 29),
        notes="one\ntwo",
    )


def test_all_addresses_and_numbers_are_known_to_match_by():
    found = decode(
        named(
            emailAddresses=[{"value": "A@x.example"}, {"value": "b@x.example"}, {}],
            phoneNumbers=[{"value": "030 901820"}, {"value": "+33 1 23 45 67 89"}],
        ),
        PLACES,
        REGION,
    )
    assert found.emails == ("a@x.example", "b@x.example")
    assert found.phones == ("+4930901820", "+33123456789")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ({"displayName": "Dr. Ana", "givenName": "Ana"}, "Dr. Ana"),
        ({"unstructuredName": "Ana  L."}, "Ana L."),
        ({"givenName": "Ana", "familyName": "Lopez", "honorificPrefix": "Dr."}, "Dr. Ana Lopez"),
        ({"givenName": "太郎", "familyName": "山田"}, "山田太郎"),
        ({"givenName": "민수", "familyName": "김"}, "김민수"),
        ({"givenName": "יוסי", "familyName": "כהן"}, "יוסי כהן"),
        ({"givenName": "👩‍🚀", "familyName": "Zoë"}, "👩‍🚀 Zoë"),
    ],
)
def test_names_are_read_as_their_script_is(name, expected):
    assert decode(person(names=[name]), PLACES, REGION).item.name == expected


def test_a_name_is_its_parts_in_whatever_order_they_are_displayed():
    parts = {"givenName": "Anna", "familyName": "Nagy"}
    known = person(names=[{"displayName": "Anna Nagy", "unstructuredName": "Anna Nagy", **parts}])
    abroad = person(names=[{"displayName": "Nagy Anna", "unstructuredName": "Nagy Anna", **parts}])
    read = displayed_as(abroad, kept(known))
    assert decode(read, PLACES, REGION).item.name == "Anna Nagy"
    swapped = {"displayName": "Nagy Anna", "givenName": "Nagy", "familyName": "Anna"}
    for other in (person(names=[swapped]), person(names=[{"displayName": "Bob"}])):
        assert displayed_as(other, kept(known)) == other
    assert displayed_as(person(), kept(known)) == person()
    assert displayed_as(known, kept(person())) == known


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ({"organizations": [{"name": "ACME"}]}, ContactItem("ACME", is_company=True)),
        (
            {"organizations": [{"name": "ACME", "title": "Boss"}]},
            ContactItem("ACME", company="ACME", job="Boss"),
        ),
        ({"nicknames": [{"value": "Annie"}]}, ContactItem("Annie")),
        (
            {"emailAddresses": [{"value": "Ana@x.example"}]},
            ContactItem("Ana@x.example", email="ana@x.example"),
        ),
        ({"phoneNumbers": [{"value": "112"}]}, ContactItem("112", phone=of_number("112"))),
    ],
)
def test_who_has_no_name_is_called_by_something_else(lists, expected):
    assert decode(person(**lists), PLACES, REGION).item == expected


def test_who_has_nothing_at_all_cannot_be_a_contact():
    with pytest.raises(ItemError) as caught:
        decode(person(biographies=[{"value": "?"}]), PLACES, REGION)
    assert caught.value.code == "no_name"


def test_odoo_may_know_that_it_is_a_company():
    read = item(company=True, organizations=[{"name": "Holding"}])
    assert (read.name, read.is_company, read.company) == ("Ana Lopez", True, "")


@pytest.mark.parametrize(
    "day",
    [
        {"month": 2, "day": 29},
        {"year": 1980},
        {"year": 1981, "month": 2, "day": 29},
        {"year": 10**17, "month": 2, "day": 1},
        {"year": 1980, "month": 10**17, "day": -(10**17)},
        {},
    ],
)
def test_a_birthday_that_is_no_day_is_none(day):
    assert item(birthdays=[{"date": day, "text": "in spring"}]).birthday is None


def test_notes_in_html_are_read():
    html = {"value": "<b>one</b><br>two\nthree", "contentType": "TEXT_HTML"}
    assert item(biographies=[html]).notes == "one\ntwo\nthree"


def test_what_a_google_profile_says_is_not_the_contacts():
    profile = {"metadata": {"source": {"type": "PROFILE"}, "primary": True}, "value": "p@x.example"}
    source = named(emailAddresses=[profile, {"value": "c@x.example"}])
    assert decode(source, PLACES, REGION).item.email == "c@x.example"
    assert kept(source)["emailAddresses"] == [{"value": "c@x.example"}]


def test_the_present_job_counts():
    past, present = {"name": "Past"}, {"name": "Present", "current": True}
    assert item(organizations=[past, present]).company == "Present"


def test_the_home_page_counts_before_other_sites():
    sites = [("blog.example", "blog"), ("p.example", "profile"), ("x.example", "homePage")]
    assert item(urls=[{"value": v, "type": t} for v, t in sites]).website == "x.example"
    assert item(urls=[{"value": v, "type": t} for v, t in sites[:2]]).website == "blog.example"


def test_free_text_is_read():
    text = "12 rue X\n75002 Paris\nFrance"
    expected = Address("12 rue X", "", "Paris", "75002", "", "FR")
    assert read_address({"formattedValue": text}).item.address == expected
    assert read_address({"formattedValue": text, "streetAddress": text}).item.address == expected


def test_a_street_with_commas_stays_one():
    street = "Haus Sonne, Hinterhof, 2. Stock"
    assert read_address({"streetAddress": street}).item.address == Address(street)


@pytest.mark.parametrize(
    "place",
    [
        {"city": "Lyon", "region": "Auvergne-Rhône-Alpes", "country": "France"},
        {"city": "Lyon", "country": "France"},
    ],
)
def test_a_region_that_odoo_does_not_know_stays_at_google(place):
    found = read_address({"streetAddress": "1 rue X", **place}).item
    assert found.address == Address("1 rue X", city="Lyon", country="FR")
    assert found.notes == ""


def test_a_text_that_says_no_place_is_a_street():
    entry = {"formattedValue": "by the old mill"}
    notes = [{"value": "hello"}]
    found = item(addresses=[entry], biographies=notes)
    assert (found.address, found.notes) == (Address("by the old mill"), "hello")


@pytest.mark.parametrize(("box", "text"), [("12", "P.O. Box 12"), ("BP 12", "BP 12")])
def test_a_post_office_box_is_a_line_of_the_street(box, text):
    found = read_address({"poBox": box, "city": "Paris", "countryCode": "FR"})
    assert found.item.address == Address(text, "", "Paris", "", "", "FR")
