"""people.connections.list: pages, orders, sync tokens, deletions, delays."""

import pytest
from address_book import AddressBook, given_name, name_of, rpc_refused
from people import Person, fake

DAY = 24 * 3600
EXPIRED = (400, "FAILED_PRECONDITION", "Sync token is expired.", "EXPIRED_SYNC_TOKEN")


def later(google, book, seconds):
    """The same book when time has passed; access tokens live an hour."""
    fake(google, "clock", advance=seconds)
    return AddressBook(Person(google, book.email, "Ann", "Europe/Brussels"))


def test_only_changes_come_after_the_first_list(book):
    first, second = book.create("First"), book.create("Second")
    people, token = book.sync()
    assert [name_of(person) for person in people] == [name_of(first), name_of(second)]
    assert book.sync(token)[0] == []
    changed = book.update(first, "nicknames", nicknames=[{"value": "One"}])
    third = book.create("Third")
    people, token = book.sync(token)
    assert [person["etag"] for person in people] == [changed["etag"], third["etag"]]
    assert book.sync(token)[0] == []


def test_an_empty_list_has_no_list(book):
    assert book.page().keys() == {"nextSyncToken"}


def test_deletions_come_bare(book):
    gone, never_seen = book.create("Gone"), book.create("Stays")
    _, token = book.sync()
    book.delete(gone)
    [tombstone], _ = book.sync(token)
    assert tombstone.keys() == {"resourceName", "etag", "metadata"}
    assert tombstone["resourceName"] == name_of(gone)
    assert tombstone["metadata"] == {"deleted": True}
    assert [name_of(person) for person in book.sync()[0]] == [name_of(never_seen)]


def test_deletions_are_told_in_the_metadata_only(book):
    gone = book.create("Gone")
    _, token = book.sync(fields="names")
    book.delete(gone)
    [tombstone], _ = book.sync(token, fields="names")
    assert tombstone.keys() == {"resourceName", "etag"}


def test_a_sync_token_is_given_on_request_and_on_the_last_page(book):
    book.create_many([f"Contact {number}" for number in range(5)])
    assert "nextSyncToken" not in book.page(requestSyncToken=False)
    first = book.page(pageSize=2)
    assert (first["totalItems"], first["totalPeople"], len(first["connections"])) == (5, 5, 2)
    assert "nextSyncToken" not in first
    people, token = book.sync(pageSize=2)
    assert len(people) == 5
    assert "nextSyncToken" not in book.page(syncToken=token, pageSize=2, requestSyncToken=False)


def test_pages_of_changes(book):
    _, token = book.sync(pageSize=2)
    book.create_many(["One", "Two", "Three"])
    page = book.page(syncToken=token, pageSize=2)
    assert "nextSyncToken" not in page
    last = book.page(syncToken=token, pageSize=2, pageToken=page["nextPageToken"])
    assert [given_name(person) for person in last["connections"]] == ["Three"]


def test_a_change_between_two_pages_is_not_lost(book):
    people = book.create_many([f"Contact {number}" for number in range(4)])
    page = book.page(pageSize=2)
    book.delete(people[0])
    book.update(people[1], "nicknames", nicknames=[{"value": "Changed"}])
    rest = book.page(pageSize=2, pageToken=page["nextPageToken"])
    last = book.page(pageSize=2, pageToken=rest["nextPageToken"])
    changes, _ = book.sync(last["nextSyncToken"], pageSize=2)
    assert [name_of(person) for person in changes] == [name_of(people[0]), name_of(people[1])]


def test_sizes_of_pages(book):
    book.create_many([f"Contact {number}" for number in range(120)])
    assert len(book.page()["connections"]) == 100
    assert len(book.page(pageSize=0)["connections"]) == 100
    assert len(book.page(pageSize=1000)["connections"]) == 120
    for size in (-1, 1001):
        with rpc_refused(400, "INVALID_ARGUMENT", "Page size"):
            book.page(pageSize=size)


@pytest.mark.parametrize(
    "other",
    [
        {"fields": "names"},
        {"pageSize": 3},
        {"sortOrder": "FIRST_NAME_ASCENDING"},
        {"sources": ["READ_SOURCE_TYPE_CONTACT"]},
    ],
)
def test_the_other_parameters_stay_the_same(book, other):
    book.create_many(["One", "Two", "Three"])
    _, token = book.sync(pageSize=2)
    page = book.page(pageSize=2)["nextPageToken"]
    options = {"pageSize": 2, **other}
    with rpc_refused(400, "INVALID_ARGUMENT", "must match the first call"):
        book.page(syncToken=token, **options)
    with rpc_refused(400, "INVALID_ARGUMENT", "must match the first call"):
        book.page(pageToken=page, **options)


def test_a_sync_without_asking_for_a_token_again(book):
    _, token = book.sync()
    book.create("New")
    reply = book.page(syncToken=token, requestSyncToken=None)
    assert [given_name(person) for person in reply["connections"]] == ["New"]


def test_a_page_token_of_no_list(book):
    with rpc_refused(400, "INVALID_ARGUMENT", "Page token"):
        book.page(pageToken="nonsense")


def test_the_list_needs_fields_and_is_of_oneself(book):
    with rpc_refused(400, "INVALID_ARGUMENT", "personFields mask is required"):
        book.connections.list(resourceName="people/me").execute()
    with rpc_refused(400, "INVALID_ARGUMENT", "people/me"):
        book.connections.list(resourceName="people/c1", personFields="names").execute()


def test_orders(book):
    for given, family in (("Bea", "Young"), ("ann", "Zimmer"), ("Cid", "Adams")):
        book.create(names=[{"givenName": given, "familyName": family}])
    expected = {
        "LAST_MODIFIED_ASCENDING": ["Bea", "ann", "Cid"],
        "LAST_MODIFIED_DESCENDING": ["Cid", "ann", "Bea"],
        "FIRST_NAME_ASCENDING": ["ann", "Bea", "Cid"],
        "LAST_NAME_ASCENDING": ["Cid", "Bea", "ann"],
    }
    for order, names in expected.items():
        assert book.names(sortOrder=order, pageSize=2) == names


def test_a_token_dies_seven_days_after_the_full_sync(google, book):
    _, token = book.sync()
    book = later(google, book, 6 * DAY)
    _, renewed = book.sync(token)
    book = later(google, book, DAY - 60)
    assert book.sync(renewed)[0] == []
    book = later(google, book, 120)
    for dead in (token, renewed):
        with rpc_refused(*EXPIRED):
            book.sync(dead)
    _, fresh = book.sync()
    assert book.sync(fresh)[0] == []


def test_tokens_can_be_made_invalid(google, book, bob):
    other = AddressBook(bob)
    _, token = book.sync()
    _, others = other.sync()
    fake(google, "expire_sync_tokens", account=book.email)
    with rpc_refused(*EXPIRED):
        book.sync(token)
    assert other.sync(others)[0] == []
    with rpc_refused(*EXPIRED):
        book.sync(others)
    with rpc_refused(*EXPIRED):
        book.sync("nonsense")


def test_writes_show_in_lists_after_a_delay(google, book):
    kept, gone = book.create_many(["Kept", "Gone"])
    _, token = book.sync()
    label = book.group("Clients")
    fake(google, "people", account=book.email, list_delay=300)
    new = book.create("New")
    book.update(kept, "names", names=[{"givenName": "Changed"}])
    book.delete(gone)
    book.modify(label, add=[new])
    assert book.names() == ["Kept", "Gone"]
    people, between = book.sync(token)
    assert people == []
    assert book.members(label) == []
    assert book.get(kept)["names"][0]["givenName"] == "Changed"
    with rpc_refused(404, "NOT_FOUND"):
        book.get(gone)
    fake(google, "clock", advance=299)
    assert book.sync(token)[0] == []
    fake(google, "clock", advance=2)
    assert book.names() == ["Changed", "New"]
    assert book.members(label) == [name_of(new)]
    for known in (token, between):
        people, _ = book.sync(known)
        assert [name_of(p) for p in people] == [name_of(kept), name_of(gone), name_of(new)]


def test_the_delay_is_for_one_account_or_for_all(google, book, bob):
    other = AddressBook(bob)
    assert fake(google, "people", list_delay=60) == {
        "accounts": [book.email, other.email],
        "list_delay": 60.0,
    }
    fake(google, "people", account=other.email, list_delay=0)
    book.create()
    other.create()
    assert (book.names(), other.names()) == ([], ["Ann"])


def test_a_long_list_stays_quick(google, book):
    bodies = [
        {
            "names": [{"givenName": f"Contact {number}"}],
            "emailAddresses": [{"value": f"contact{number}@example.com"}],
        }
        for number in range(2500)
    ]
    fake(google, "contacts", account=book.email, contacts=bodies)
    people, token = book.sync(pageSize=1000)
    assert len({name_of(person) for person in people}) == 2500
    assert book.sync(token, pageSize=1000)[0] == []
