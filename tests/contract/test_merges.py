"""Two contacts become one."""

import pytest
import requests
from address_book import (
    MY_CONTACTS,
    STARRED,
    given_name,
    group_names,
    in_groups,
    name_of,
    rpc_refused,
)
from people import fake


@pytest.fixture
def pair(book):
    into = book.create(
        "Ann",
        emailAddresses=[{"value": "ann@example.com", "type": "home"}],
        biographies=[{"value": "Kept"}],
    )
    other = book.create(
        "Anne",
        emailAddresses=[{"value": "ANN@example.com"}, {"value": "work@example.com"}],
        biographies=[{"value": "Lost"}],
        birthdays=[{"date": {"month": 2, "day": 3}}],
        memberships=in_groups(STARRED),
    )
    return into, other


def merge(book, into, other):
    body = {"account": book.email, "into": name_of(into), "from": name_of(other)}
    return fake(book.google, "merge_contacts", **body)


def test_the_one_that_stays_gets_what_the_other_had(book, pair):
    into, other = pair
    merged = merge(book, into, other)
    assert merged["resourceName"] == name_of(into)
    assert given_name(merged) == "Ann"
    assert [e["value"] for e in merged["emailAddresses"]] == ["ann@example.com", "work@example.com"]
    assert merged["biographies"][0]["value"] == "Kept"
    assert merged["birthdays"][0]["date"] == {"month": 2, "day": 3}
    assert group_names(merged) == [MY_CONTACTS, STARRED]
    assert merged["etag"] != into["etag"]
    assert book.names() == ["Ann"]


def test_an_incremental_list_tells_of_the_merge(book, pair):
    into, other = pair
    _, token = book.sync()
    merge(book, into, other)
    gone, merged = book.sync(token)[0]
    assert (name_of(gone), gone["metadata"]) == (name_of(other), {"deleted": True})
    assert name_of(merged) == name_of(into)
    assert merged["metadata"]["previousResourceNames"] == [name_of(other)]


def test_only_lists_with_a_sync_token_tell_of_it(book, pair):
    into, other = pair
    merge(book, into, other)
    [listed], token = book.sync()
    assert "previousResourceNames" not in listed["metadata"]
    assert "previousResourceNames" not in book.get(into)["metadata"]
    book.update(listed, "nicknames", nicknames=[{"value": "Annie"}])
    [changed], _ = book.sync(token)
    assert changed["metadata"]["previousResourceNames"] == [name_of(other)]


def test_the_old_name_leads_to_the_merged_contact(book, pair):
    into, other = pair
    merge(book, into, other)
    third = book.create("Third")
    merge(book, third, into)
    assert name_of(book.get(other)) == name_of(third)
    names = [name_of(other)]
    reply = book.people.getBatchGet(resourceNames=names, personFields="names").execute()
    [response] = reply["responses"]
    assert response["requestedResourceName"] == name_of(other)
    assert name_of(response["person"]) == name_of(third)
    for write in (lambda: book.delete(other), lambda: book.update(other, "names")):
        with rpc_refused(404, "NOT_FOUND"):
            write()


def test_merges_of_merges_name_all(book):
    first, second, third = book.create_many(["First", "Second", "Third"])
    _, token = book.sync()
    merge(book, second, third)
    merge(book, first, second)
    people, _ = book.sync(token)
    [merged] = [person for person in people if name_of(person) == name_of(first)]
    assert merged["metadata"]["previousResourceNames"] == [name_of(second), name_of(third)]


def test_merges_that_make_no_sense(book):
    person = book.create()
    for wrong, status in ((name_of(person), 400), ("people/c404", 404)):
        body = {"account": book.email, "into": name_of(person), "from": wrong}
        url = f"{book.google.url}/_fake/merge_contacts"
        assert requests.post(url, json=body, timeout=5).status_code == status
    assert book.names() == ["Ann"]


def link(book, person):
    return fake(book.google, "link_profile", account=book.email, contact=name_of(person))


def contact_source(person):
    [source] = [s for s in person["metadata"]["sources"] if s["type"] == "CONTACT"]
    return source


def test_a_contact_that_is_linked_to_a_profile_goes_by_another_name(book):
    before = book.create("Ann")
    _, token = book.sync()
    after = link(book, before)
    assert name_of(after) != name_of(before)
    assert contact_source(after)["id"] == contact_source(before)["id"]
    assert [s["type"] for s in after["metadata"]["sources"]] == ["PROFILE", "CONTACT"]
    [told], token = book.sync(token)
    assert name_of(told) == name_of(after)
    assert told["metadata"]["previousResourceNames"] == [name_of(before)]
    [listed] = book.sync()[0]
    assert "previousResourceNames" not in listed["metadata"], "in incremental lists only"
    assert book.sync(token)[0] == []


def test_the_old_name_leads_to_it_for_reading_only(book):
    before = book.create("Ann")
    after = link(book, before)
    assert name_of(book.get(before)) == name_of(after)
    with rpc_refused(404, "NOT_FOUND"):
        book.update(before, "names", names=[{"givenName": "Anna"}])
    renamed = book.update(book.get(before), "names", names=[{"givenName": "Anna"}])
    assert given_name(renamed) == "Anna"
    twice = link(book, renamed)
    assert contact_source(twice)["id"] == contact_source(before)["id"]
    assert name_of(book.get(before)) == name_of(twice)


def test_a_linked_contact_can_be_merged_and_deleted(book, pair):
    into, other = pair
    _, token = book.sync()
    into = link(book, into)
    merged = merge(book, into, other)
    assert book.names() == ["Ann"]
    gone, told = book.sync(token)[0]
    assert (name_of(gone), name_of(told)) == (name_of(other), name_of(merged))
    book.delete(merged)
    assert book.names() == []
