"""Contacts come back from the bin."""

import pytest
import requests
from address_book import MY_CONTACTS, given_name, group_names, in_groups, name_of
from people import fake

HIDDEN = ("name", "source", "clientData")


@pytest.fixture
def person(book):
    label = book.group("Clients")
    data = [{"key": "odoo", "value": "mark"}]
    return book.create("Ann", clientData=data, memberships=in_groups(name_of(label)))


def restore(book, person, **body):
    body = {"account": book.email, "contact": name_of(person), **body}
    return fake(book.google, "restore_contact", **body)


def source_id(person):
    return next(s["id"] for s in person["metadata"]["sources"] if s["type"] == "CONTACT")


@pytest.mark.parametrize("kept", [(), *((one,) for one in HIDDEN), HIDDEN])
def test_a_contact_comes_back_with_what_it_has_kept(book, person, kept):
    _, token = book.sync()
    book.delete(person)
    restored = restore(book, person, kept=kept)
    assert given_name(restored) == "Ann"
    assert group_names(restored) == group_names(person)
    assert (name_of(restored) == name_of(person)) == ("name" in kept)
    assert (source_id(restored) == source_id(person)) == bool({"name", "source"} & {*kept})
    assert ("clientData" in restored) == ("clientData" in kept)
    told = book.sync(token)[0]
    assert name_of(restored) in [name_of(one) for one in told if "names" in one]


def test_a_label_that_is_gone_does_not_come_back(book, person):
    book.delete(person)
    (label,) = group_names(person)
    book.groups.delete(resourceName=label).execute()
    assert group_names(restore(book, person)) == [MY_CONTACTS]


def test_what_is_not_in_the_bin_does_not_come_back(book, person):
    url = f"{book.google.url}/_fake/restore_contact"
    body = {"account": book.email, "contact": name_of(person)}
    assert requests.post(url, json=body, timeout=5).status_code == 404
