"""Google's people and contacts say the same things, and a change of one changes no other."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date, datetime, timezone

import pytest
from contact_strategies import PLACES, items
from google_sync.engine.address import Address
from google_sync.engine.contact import ContactItem
from google_sync.engine.item import ItemError
from google_sync.google_api import contact_codec
from google_sync.google_api.contact_codec import (
    decode,
    encode,
    encode_new,
    kept,
    metadata,
)
from google_sync.google_api.person import WRITTEN, own_picture
from hypothesis import given
from hypothesis import strategies as st
from people_strategies import people

from fake_google.person_names import completed

REGION = "DE"
FIELDS = tuple(ContactItem.__slots__)
CONTACT = {"type": "CONTACT", "id": "c1", "etag": "#2", "updateTime": "2027-03-01T08:30:00.123456Z"}


def person(**lists):
    return {"resourceName": "people/c1", "etag": "%1", "metadata": {"sources": [CONTACT]}, **lists}


def named(**lists):
    return person(names=[{"displayName": "Ana Lopez", "givenName": "Ana"}], **lists)


def item(company=None, **lists):
    return decode(named(**lists), PLACES, REGION, company).item


def text_of(address):
    return decode(named(addresses=[address]), PLACES, REGION)


def differing(one, other):
    return frozenset(name for name in FIELDS if getattr(one, name) != getattr(other, name))


def apply(source, body, mask):
    """What Google makes of an update: whole lists are replaced, and it tells names as a whole."""
    changed = {**deepcopy(source), **{name: deepcopy(body.get(name, [])) for name in mask}}
    if "names" in mask:
        changed["names"] = [completed(name) for name in changed["names"]]
    return changed


def update(source, **changes):
    """What is sent for changes of the contact that a person is."""
    before = decode(source, PLACES, REGION).item
    after = replace(before, **changes)
    return encode(kept(source), before, after, frozenset(changes), PLACES)


# -- what identifies a contact ---------------------------------------------------------------------


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
    assert about == contact_codec.Meta(
        resource_name="people/c1",
        etag="%1",
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


# -- Google → item ---------------------------------------------------------------------------------


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
        phone="+4930901820",
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
        ({"phoneNumbers": [{"value": "112"}]}, ContactItem("112", phone="112")),
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
    "day", [{"month": 2, "day": 29}, {"year": 1980}, {"year": 1981, "month": 2, "day": 29}, {}]
)
def test_a_birthday_without_a_year_is_none(day):
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


# -- addresses -------------------------------------------------------------------------------------


def test_free_text_is_read():
    text = "12 rue X\n75002 Paris\nFrance"
    expected = Address("12 rue X", "", "Paris", "75002", "", "FR")
    assert text_of({"formattedValue": text}).item.address == expected
    assert text_of({"formattedValue": text, "streetAddress": text}).item.address == expected


def test_a_street_with_commas_stays_one():
    street = "Haus Sonne, Hinterhof, 2. Stock"
    assert text_of({"streetAddress": street}).item.address == Address(street)


def test_what_cannot_be_placed_stays_in_the_notes_and_is_told():
    found = text_of({"streetAddress": "1 rue X", "region": "Île-de-France", "country": "France"})
    assert found.item.address == Address("1 rue X", country="FR")
    assert found.item.notes == "Île-de-France"
    (doubt,) = found.doubts
    assert (doubt.code, doubt.values) == ("check_address", {"text": "Île-de-France"})


def test_it_is_not_added_to_notes_that_have_it():
    entry = {"formattedValue": "by the old mill"}
    notes = [{"value": "hello\nby the old mill"}]
    assert item(addresses=[entry], biographies=notes).notes == "hello\nby the old mill"


def test_a_region_that_only_repeats_the_city_is_no_doubt():
    found = text_of({"city": "Paris", "region": "Paris", "countryCode": "FR"})
    assert (found.item.notes, found.doubts) == ("", ())


@pytest.mark.parametrize(("box", "text"), [("12", "P.O. Box 12"), ("BP 12", "BP 12")])
def test_a_post_office_box_is_a_line_of_the_street(box, text):
    found = text_of({"poBox": box, "city": "Paris", "countryCode": "FR"})
    assert found.item.address == Address(text, "", "Paris", "", "", "FR")


# -- item → Google ---------------------------------------------------------------------------------


def test_a_new_contact_has_only_what_it_says():
    body = encode_new(
        ContactItem("Ana Lopez", email="a@x.example"), PLACES, "m", ["contactGroups/7"]
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
    body = encode_new(ContactItem("ACME", is_company=True), PLACES, "m", [])
    assert body["organizations"] == [{"name": "ACME"}]
    assert "names" not in body


def test_a_contact_without_a_name_cannot_be_written():
    with pytest.raises(ItemError) as caught:
        encode_new(ContactItem(""), PLACES, "m", [])
    assert caught.value.code == "no_name"


def test_only_what_changed_is_named_and_other_entries_go_along():
    numbers = [
        {"value": "112", "type": "other", "formattedType": "Other"},
        {"value": "030 901820", "type": "work", "metadata": {"primary": True}},
    ]
    body, mask = update(named(phoneNumbers=numbers), phone="+33123456789")
    assert mask == ("phoneNumbers",)
    assert body["phoneNumbers"] == [
        {"value": "112", "type": "other"},
        {"value": "+33 1 23 45 67 89", "type": "work"},
    ]
    assert body["etag"] == "%1"
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
    body, mask = update(source, phone="112")
    assert mask == ("phoneNumbers",)
    assert "names" not in body
    assert update(source, name="Ana")[0]["names"] == [{"unstructuredName": "Ana"}]


def test_who_is_called_by_an_address_keeps_that_name_when_the_address_changes():
    body, _mask = update(person(emailAddresses=[{"value": "ana@x.example"}]), email="b@x.example")
    assert body["names"] == [{"unstructuredName": "ana@x.example"}]


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
    before = text_of(entry).item
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


def test_what_stood_in_the_address_only_is_written_to_the_notes():
    entry = {"formattedValue": "1 rue X, 75002 Paris, Île-de-France, France"}
    address = Address("2 rue X", "", "Paris", "75002", "", "FR")
    body, mask = update(named(addresses=[entry], biographies=[{"value": "hello"}]), address=address)
    assert mask == ("addresses", "biographies")
    assert body["biographies"][0]["value"] == "hello\nÎle-de-France"
    assert body["addresses"] == [
        {
            "streetAddress": "2 rue X",
            "city": "Paris",
            "postalCode": "75002",
            "country": "France",
            "countryCode": "FR",
        }
    ]


def test_who_has_looked_at_it_may_remove_it():
    entry = {"streetAddress": "1 rue X", "region": "Île-de-France", "countryCode": "FR"}
    body, mask = update(named(addresses=[entry]), notes="")
    assert mask == ("addresses",)
    assert body["addresses"] == [
        {"streetAddress": "1 rue X", "country": "France", "countryCode": "FR"}
    ]


def test_a_new_birthday_is_not_said_in_the_words_of_the_old_one():
    old = {"date": {"year": 1980, "month": 2, "day": 29}, "text": "29 Feb 1980"}
    new = {"date": {"year": 1981, "month": 3, "day": 1}}
    assert update(named(birthdays=[old]), birthday=date(1981, 3, 1))[0]["birthdays"] == [new]
    words = {"text": "in spring"}
    body, _mask = update(named(birthdays=[words]), birthday=date(1981, 3, 1))
    assert body["birthdays"] == [{**new, **words}]


# -- properties ------------------------------------------------------------------------------------


@given(items())
def test_a_new_contact_comes_back_as_it_was(contact):
    body = apply(person(), encode_new(contact, PLACES, "m", []), WRITTEN)
    found = decode(body, PLACES, "US", contact.is_company)
    assert found.item == contact
    assert found.doubts == ()


@given(people())
def test_what_is_kept_says_the_same(source):
    read = decode(source, PLACES, REGION)
    again = decode(kept(source), PLACES, REGION)
    assert again.item == read.item
    assert own_picture(kept(source)) == own_picture(source)
    assert (again.emails, again.phones) == (read.emails, read.phones)
    assert [doubt.values for doubt in again.doubts] == [doubt.values for doubt in read.doubts]
    assert kept(kept(source)) == kept(source)


@given(people())
def test_a_contact_that_did_not_change_is_not_sent(source):
    """However strangely Google spells it, and whatever fields are named."""
    before = decode(source, PLACES, REGION).item
    assert encode(kept(source), before, before, frozenset(FIELDS), PLACES)[1] == ()


_ENTRY_OF = {
    "email": "emailAddresses",
    "phone": "phoneNumbers",
    "address": "addresses",
    "website": "urls",
    "company": "organizations",
    "job": "organizations",
}


@given(people(), items(), st.frozensets(st.sampled_from(FIELDS)))
def test_a_change_arrives_and_nothing_else_is_touched(source, other, fields):
    before = decode(source, PLACES, REGION).item
    fields -= {"is_company", "company" if before.is_company else ""}
    # An entry that becomes empty gives way to the next one.
    fields -= {name for name in fields if _is_empty(other, name) and _has_several(source, name)}
    after = replace(before, **{name: getattr(other, name) for name in fields})
    body, mask = encode(kept(source), before, after, differing(before, after), PLACES)
    changed = apply(kept(source), body, mask)
    assert decode(changed, PLACES, REGION, after.is_company).item == after
    _check_that_others_are_untouched(kept(source), changed)


def _is_empty(contact, name):
    return getattr(contact, name) in ("", Address())


def _has_several(source, name):
    return len(source.get(_ENTRY_OF.get(name), ())) > 1


def _check_that_others_are_untouched(before, after):
    """All entries but one of each list are there as they were."""
    for name in WRITTEN:
        had, has = before.get(name, []), deepcopy(after.get(name, []))
        lost = 0
        for entry in had:
            plain = contact_codec._sendable(entry)
            found = next((each for each in has if contact_codec._sendable(each) == plain), None)
            if found is None:
                lost += 1
            else:
                has.remove(found)
        assert lost <= 1, name
        assert len(has) <= 1, name
