"""Contacts come back from where they are kept, and have one normal form."""

from __future__ import annotations

import json
from datetime import date

import pytest
from contact_strategies import items, notes
from google_sync.engine.contacts.address import Address
from google_sync.engine.contacts.item import (
    ContactItem,
    dump,
    email,
    html_of_notes,
    load,
    notes_of_html,
    website,
)
from google_sync.engine.contacts.match import keys
from google_sync.engine.contacts.phone import Phone
from google_sync.engine.text.plain import lines
from google_sync.engine.text.rich import normalize
from hypothesis import given
from hypothesis import strategies as st
from strategies import awkward_text

FULL = ContactItem(
    name="Ana Lopez",
    company="ACME",
    job="Engineer",
    email="ana@x.example",
    phone=Phone("+33123456789", ("01 23 45 67 89",)),
    address=Address("1 rue X", "", "Paris", "75002", "", "FR"),
    website="x.example",
    birthday=date(1980, 2, 29),
    notes="one\ntwo",
)


@given(items())
def test_a_contact_comes_back_from_json(item):
    again = load(json.loads(json.dumps(dump(item))))
    assert again == item
    assert str(again.phone) == str(item.phone)


def test_what_an_older_version_did_not_store_has_its_default():
    assert load({"name": "Ana", "shoe_size": 38}) == ContactItem("Ana")
    assert load({"name": "Ana", "address": {"city": "Rome", "planet": "Mars"}}) == ContactItem(
        "Ana", address=Address(city="Rome")
    )


def test_a_number_that_an_older_version_stored_is_the_same():
    """It kept the number alone, and what is none as it was written."""
    assert load({"name": "Ana", "phone": "+33123456789"}).phone == FULL.phone
    assert str(load({"name": "Ana", "phone": "+33123456789"}).phone) == "+33 1 23 45 67 89"
    assert load({"name": "Ana", "phone": "030 1"}).phone.spellings == ("030 1",)
    assert load({"name": "Ana", "phone": ""}).phone == Phone()


def test_logs_call_a_contact_by_its_name():
    assert FULL.title == "Ana Lopez"


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("http://x.example", "x.example"),
        ("HTTPS://WWW.X.Example/", "www.x.example"),
        ("x.example/", "x.example"),
        ("X.example/Path/", "x.example/Path/"),
        ("x.example?Q=1", "x.example?Q=1"),
        (" x.example \n", "x.example"),
        ("ftp://x.example/a", "ftp://x.example/a"),
        ("http://https://x.example /", "x.example"),
        ("", ""),
        (None, ""),
    ],
)
def test_websites_that_are_the_same_are_written_the_same(written, normal):
    assert website(written) == normal


@given(
    awkward_text
    | st.lists(st.sampled_from(["http://", "HTTPS://", " ", "/", "?", "X"])).map("".join)
)
def test_the_normal_form_of_a_website_is_its_own(text):
    assert website(website(text)) == website(text)


# -- notes -----------------------------------------------------------------------------------------


def test_notes_keep_their_lines():
    assert lines(" one \r\n\r\ntwo\t three\n\n") == "one\n\ntwo three"
    assert lines(None) == ""


@given(awkward_text)
def test_the_normal_form_of_notes_is_its_own(text):
    assert lines(lines(text)) == lines(text)


@given(notes)
def test_notes_come_back_from_html(text):
    assert notes_of_html(html_of_notes(text)) == text
    assert normalize(html_of_notes(text)) == normalize(normalize(html_of_notes(text)))


def test_html_becomes_what_can_be_read_of_it():
    html = "<p>Met in <b>Rome</b></p><ul><li>likes tea</li><li>&lt;3 cats</li></ul>"
    assert notes_of_html(html) == "Met in Rome\n- likes tea\n- <3 cats"


# -- matching --------------------------------------------------------------------------------------


def test_a_contact_is_known_by_its_email_or_by_phone_and_name():
    assert keys(["ana@x.example", ""], ["+33123456789"], "Ana  LÓPEZ") == {
        "email:ana@x.example",
        "phone:+33123456789|ana lopez",
    }


def test_a_phone_without_a_name_is_nobodys():
    assert keys([], ["+33123456789"], "") == frozenset()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" Nora@Field.example ", "nora@field.example"),
        ("nora@field.example, office@field.example", "nora@field.example"),
        ('"Field, Nora" <nora@field.example>', "nora@field.example"),
        ("Nora Field nora@field.example", "nora@field.example"),
        ("mailto:nora@field.example", "nora@field.example"),
        ("o'neil+x@field.example", "o'neil+x@field.example"),
        ("n@field", "n@field"),
        ("ask at the desk", "ask at the desk"),
        ("@field", "@field"),
        ("", ""),
        (None, ""),
    ],
)
def test_an_address_is_the_first_one_whatever_is_around_it(text, address):
    assert email(text) == address
    assert email(address) == address
