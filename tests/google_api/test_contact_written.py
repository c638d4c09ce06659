"""What Google is told of a contact: what changed, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from contact_strategies import PLACES
from google_sync.engine.contacts.item import ContactItem
from google_sync.engine.contacts.phone import of_number
from google_sync.engine.core.item import ItemError
from google_sync.google_api.people.contact_codec import (
    decode,
    encode,
    encode_new,
    is_organized,
    with_number,
)
from google_sync.google_api.people.person import kept, metadata
from persons import REGION, apply, named, person, read_address, update


def test_a_new_contact_has_only_what_it_says():
    body = encode_new(
        ContactItem("Ana Lopez", email="a@x.example"), PLACES, REGION, "m", ["contactGroups/7"]
    )
    assert body == {
        "names": [{"unstructuredName": "Ana Lopez"}],
        "emailAddresses": [{"value": "a@x.example"}],
        "clientData": [{"key": "odoo", "value": "m"}],
        "memberships": [
            {"contactGroupMembership": {"contactGroupResourceName": "contactGroups/7"}}
        ],
    }


def test_a_new_company_is_nobody():
    body = encode_new(ContactItem("ACME", is_company=True), PLACES, REGION, "m", [])
    assert body["organizations"] == [{"name": "ACME"}]
    assert "names" not in body


def test_a_contact_without_a_name_cannot_be_written():
    with pytest.raises(ItemError) as caught:
        encode_new(ContactItem(""), PLACES, REGION, "m", [])
    assert caught.value.code == "no_name"


def test_only_what_changed_is_named_and_other_entries_go_along():
    numbers = [
        {"value": "112", "type": "other", "formattedType": "Other"},
        {"value": "030 901820", "type": "work", "metadata": {"primary": True}},
    ]
    body, mask = update(named(phoneNumbers=numbers), phone=of_number("+33123456789"))
    assert mask == ("phoneNumbers",)
    assert body["phoneNumbers"] == [
        {"value": "112", "type": "other"},
        {"value": "+33 1 23 45 67 89", "type": "work"},
    ]
    assert "etag" not in body  # that of the person may be old, and says more than the contact's
    assert body["metadata"]["sources"] == [{"type": "CONTACT", "id": "c1", "etag": "#2"}]


def test_which_entry_is_the_first_one_is_said_again():
    about = {"primary": True, "sourcePrimary": True, "source": {"type": "CONTACT"}}
    body, _mask = update(
        named(
            emailAddresses=[{"value": "a@x.example"}, {"value": "b@x.example", "metadata": about}]
        ),
        email="c@x.example",
    )
    assert body["emailAddresses"] == [
        {"value": "a@x.example"},
        {"value": "c@x.example", "metadata": {"sourcePrimary": True}},
    ]


def test_a_department_outlives_the_job():
    job = [{"name": "ACME", "title": "Boss", "department": "R&D", "type": "work"}]
    body, _mask = update(named(organizations=job), company="", job="")
    assert body["organizations"] == [{"department": "R&D", "type": "work"}]
    body, mask = update(named(organizations=[{"name": "ACME", "type": "work"}]), company="")
    assert "organizations" not in body
    assert mask == ("organizations",)


def test_a_new_name_takes_the_place_of_the_parts_and_keeps_the_sound():
    source = person(
        names=[{"displayName": "山田太郎", "familyName": "山田", "phoneticFamilyName": "やまだ"}]
    )
    body, mask = update(source, name="山田花子")
    assert body["names"] == [{"unstructuredName": "山田花子", "phoneticFamilyName": "やまだ"}]
    assert mask == ("names",)


def test_what_stood_in_for_a_name_is_not_written_as_one():
    source = person(emailAddresses=[{"value": "ana@x.example"}])
    body, mask = update(source, phone=of_number("112"))
    assert mask == ("phoneNumbers",)
    assert "names" not in body
    assert update(source, name="Ana")[0]["names"] == [{"unstructuredName": "Ana"}]


def test_who_is_called_by_an_address_is_not_named_after_the_old_one():
    source = person(emailAddresses=[{"value": "ana@x.example"}])
    body, mask = update(source, email="b@x.example")
    assert mask == ("emailAddresses",)
    assert "names" not in body
    body, _mask = update(source, email="")
    assert body["names"] == [{"unstructuredName": "ana@x.example"}]  # or nothing would be left
    body, _mask = update(source, company="ACME")
    assert body["names"] == [{"unstructuredName": "ana@x.example"}]  # or it would be the employer's


def test_who_is_called_like_their_employer_keeps_the_name_when_that_changes():
    nora = person(organizations=[{"name": "Nora Field", "title": "Owner"}])
    body, mask = update(nora, company="ACME")
    assert mask == ("names", "organizations")
    assert decode(apply(nora, body, mask), PLACES, REGION).item.name == "Nora Field"


def test_a_company_changes_its_name_where_it_has_it():
    body, mask = update(person(organizations=[{"name": "ACME", "symbol": "A"}]), name="ACME Ltd")
    assert mask == ("organizations",)
    assert body["organizations"] == [{"name": "ACME Ltd", "symbol": "A"}]


def test_an_address_keeps_googles_spelling_of_what_did_not_change():
    entry = {
        "streetAddress": "Hauptstr. 5",
        "city": "München",
        "region": "Bavaria",
        "country": "Deutschland",
        "type": "home",
        "formattedValue": "Hauptstr. 5\nMünchen",
    }
    before = read_address(entry).item
    body, _mask = update(
        named(addresses=[entry]), address=replace(before.address, street="Hauptstr. 6")
    )
    assert body["addresses"] == [
        {
            "streetAddress": "Hauptstr. 6",
            "city": "München",
            "region": "Bavaria",
            "country": "Deutschland",
            "type": "home",
        }
    ]


LYON = {"streetAddress": "1 rue X", "city": "Lyon", "postalCode": "69001"}
LYON |= {"region": "Auvergne-Rhône-Alpes", "country": "France"}
LYON_AS_TEXT = {"formattedValue": "1 rue X, 69001 Lyon, Auvergne-Rhône-Alpes, France"}


@pytest.mark.parametrize("entry", [LYON, LYON_AS_TEXT])
@pytest.mark.parametrize(
    ("changes", "region"),
    [
        ({"street": "2 rue X"}, "Auvergne-Rhône-Alpes"),
        ({"city": "Lyon 1er"}, "Auvergne-Rhône-Alpes"),
        ({"city": "Paris", "zip": "75002"}, None),
        ({"country": "ES", "state": "M"}, "Madrid"),
    ],
)
def test_a_region_that_odoo_does_not_know_goes_along_until_somebody_moves(entry, changes, region):
    address = replace(read_address(entry).item.address, **changes)
    body, mask = update(named(addresses=[entry], biographies=[{"value": "hello"}]), address=address)
    assert mask == ("addresses",)
    assert body["addresses"][0].get("region") == region
    assert read_address(body["addresses"][0]).item.address == address


def test_a_new_birthday_is_not_said_in_the_words_of_the_old_one():
    old = {"date": {"year": 1980, "month": 2, "day": 29}, "text": "29 Feb 1980"}
    new = {"date": {"year": 1981, "month": 3, "day": 1}}
    assert update(named(birthdays=[old]), birthday=date(1981, 3, 1))[0]["birthdays"] == [new]
    words = {"text": "in spring"}
    body, _mask = update(named(birthdays=[words]), birthday=date(1981, 3, 1))
    assert body["birthdays"] == [{**new, **words}]


OTHERS = [{"key": "crm", "value": "1"}, {"key": "crm", "value": "1"}, {"key": "odoo", "value": "m"}]


def test_the_number_of_a_write_takes_the_place_of_the_former_one():
    known = kept(named(clientData=[{"key": "odoo_write", "value": "6"}, *OTHERS]))
    body, mask = with_number({"names": []}, ("names",), known, "7")
    assert mask == ("names", "clientData")
    assert body == {"names": [], "clientData": [*OTHERS, {"key": "odoo_write", "value": "7"}]}
    assert metadata(named(clientData=body["clientData"])).numbers == {"7"}
    assert metadata(named(clientData=body["clientData"])).mark == "m"


@pytest.mark.parametrize(
    ("mask", "known", "number"),
    [
        pytest.param((), kept(named()), "7", id="nothing to write"),
        pytest.param(("names",), kept(named()), "", id="no number"),
        pytest.param(("names",), {"etag": "%1"}, "7", id="of a former version"),
    ],
)
def test_where_a_number_would_cost_something_there_is_none(mask, known, number):
    assert with_number({}, mask, known, number) == ({}, mask)


def test_who_is_named_in_the_entry_of_a_company_stays_so_beside_it():
    """The company goes on to be called by its own name, on both sides."""
    firm = ContactItem("Firm GmbH", is_company=True)
    entry = {
        "names": [{"displayName": "Hans Maier", "givenName": "Hans", "familyName": "Maier"}],
        "organizations": [{"name": "Firm GmbH"}],
    }
    assert is_organized(entry, firm)
    seen = decode(entry, PLACES, "", company=True, organized=True).item
    assert seen == firm
    renamed = replace(firm, name="Firm AG")
    body, mask = encode(entry, seen, renamed, frozenset({"name"}), PLACES, "")
    assert mask == ("organizations",)
    assert body["organizations"] == [{"name": "Firm AG"}]
    assert body["names"][0]["givenName"] == "Hans"
    both = {**entry, "names": [{"displayName": "Firm GmbH"}]}
    assert not is_organized(both, firm), "it may be renamed by either"
