"""contactGroups: labels and their members."""

import pytest
from address_book import (
    MY_CONTACTS,
    STARRED,
    group_names,
    in_groups,
    name_of,
    rpc_refused,
)
from people import fake

SYSTEM = [
    "myContacts",
    "starred",
    "friends",
    "family",
    "coworkers",
    "chatBuddies",
    "all",
    "blocked",
]
DAY = 24 * 3600


def listed(book, **options):
    return book.groups.list(**options).execute()


def update(book, group, fields=None, **changes):
    body = {"contactGroup": {"etag": group["etag"], **changes}, "updateGroupFields": fields}
    return book.groups.update(resourceName=name_of(group), body=body).execute()


def test_groups_of_the_system_and_own_ones(book):
    label = book.group("Clients")
    groups = listed(book)["contactGroups"]
    assert [group["name"] for group in groups] == [*SYSTEM, "Clients"]
    assert groups[0] == {
        "resourceName": MY_CONTACTS,
        "etag": groups[0]["etag"],
        "groupType": "SYSTEM_CONTACT_GROUP",
        "metadata": groups[0]["metadata"],
        "name": "myContacts",
        "formattedName": "My Contacts",
    }
    assert groups[-1]["groupType"] == "USER_CONTACT_GROUP"
    assert groups[-1]["formattedName"] == "Clients"
    assert groups[-1]["etag"] == label["etag"]


def test_members_are_counted_and_named(book):
    label = book.group("Clients")
    people = book.create_many(["One", "Two"], memberships=in_groups(label))
    group = book.groups.get(resourceName=name_of(label), maxMembers=1).execute()
    assert group["memberCount"] == 2
    assert group["memberResourceNames"] == [name_of(people[0])]
    assert "memberResourceNames" not in book.groups.get(resourceName=name_of(label)).execute()
    assert book.members(MY_CONTACTS) == []
    assert len(book.members("contactGroups/all")) == 2


def test_a_mask_for_groups(book):
    label = book.group("Clients")
    request = book.groups.get(resourceName=name_of(label), groupFields="groupType")
    assert request.execute().keys() == {"resourceName", "etag", "groupType"}
    with rpc_refused(400, "INVALID_ARGUMENT", "shoes"):
        listed(book, groupFields="shoes")


def test_several_groups_at_once(book):
    names = [MY_CONTACTS, "contactGroups/none"]
    reply = book.groups.batchGet(resourceNames=names).execute()
    found, missing = reply["responses"]
    assert found["contactGroup"]["name"] == "myContacts"
    assert (missing["requestedResourceName"], missing["status"]["code"]) == (names[1], 5)


def test_names_are_unique(book):
    first = book.group("Clients")
    for taken in ("Clients", "clients", "starred"):
        with rpc_refused(409, "ALREADY_EXISTS", "already exists"):
            book.group(taken)
    second = book.group("Friends of the house")
    with rpc_refused(409, "ALREADY_EXISTS"):
        update(book, second, name="Clients")
    assert update(book, first, name="CLIENTS")["name"] == "CLIENTS"
    with rpc_refused(400, "INVALID_ARGUMENT", "name is required"):
        book.group("  ")


def test_a_group_is_renamed(book):
    label = book.group("Clients")
    renamed = update(book, label, name="Customers")
    assert (renamed["name"], renamed["resourceName"]) == ("Customers", name_of(label))
    assert renamed["etag"] != label["etag"]
    with rpc_refused(400, "FAILED_PRECONDITION", "etag is different"):
        update(book, label, name="Others")
    with rpc_refused(400, "INVALID_ARGUMENT", "must set contact_group.etag"):
        update(book, {**label, "etag": None}, name="Others")


def test_client_data_of_a_group(book):
    label = book.group("Clients")
    data = [{"key": "odoo", "value": "7"}]
    update(book, label, fields="clientData", clientData=data)
    request = book.groups.get(resourceName=name_of(label), groupFields="name,clientData")
    group = request.execute()
    assert (group["name"], group["clientData"]) == ("Clients", data)


def test_system_groups_stay_as_they_are(book):
    [mine] = [g for g in listed(book)["contactGroups"] if g["resourceName"] == MY_CONTACTS]
    with rpc_refused(400, "INVALID_ARGUMENT", "System contact groups"):
        update(book, mine, name="Mine")
    with rpc_refused(400, "INVALID_ARGUMENT", "System contact groups"):
        book.groups.delete(resourceName=MY_CONTACTS).execute()


def test_a_group_is_deleted_without_its_contacts(book):
    label = book.group("Clients")
    both = book.create(memberships=in_groups(label, STARRED))
    alone = book.create(memberships=in_groups(label))
    _, token = book.sync()
    assert book.groups.delete(resourceName=name_of(label)).execute() == {}
    assert group_names(book.get(both)) == [STARRED]
    assert group_names(book.get(alone)) == [MY_CONTACTS]
    assert len(book.sync(token)[0]) == 2
    with rpc_refused(404, "NOT_FOUND"):
        book.members(label)
    assert book.group("Clients")["resourceName"] != name_of(label)


def test_a_group_is_deleted_with_its_contacts(book):
    label = book.group("Clients")
    book.create("Member", memberships=in_groups(label, MY_CONTACTS))
    book.create("Other")
    book.groups.delete(resourceName=name_of(label), deleteContacts=True).execute()
    assert book.names() == ["Other"]


def test_members_come_and_go(book):
    label = book.group("Clients")
    first, second = book.create_many(["First", "Second"])
    assert book.modify(label, add=[first, second]) == {}
    assert book.members(label) == [name_of(first), name_of(second)]
    assert group_names(book.get(first)) == [MY_CONTACTS, name_of(label)]
    assert book.get(first)["etag"] != first["etag"]
    assert book.modify(label, remove=[first]) == {}
    assert book.members(label) == [name_of(second)]
    assert book.modify(STARRED, add=[first]) == {}
    assert book.members(STARRED) == [name_of(first)]


def test_the_last_group_is_kept_and_the_unknown_named(book):
    label = book.group("Clients")
    alone = book.create(memberships=in_groups(label))
    reply = book.modify(label, add=["people/c404"], remove=[alone, "people/c405"])
    assert reply == {
        "notFoundResourceNames": ["people/c404", "people/c405"],
        "canNotRemoveLastContactGroupResourceNames": [name_of(alone)],
    }
    assert group_names(book.get(alone)) == [name_of(label)]


def test_most_system_groups_take_nobody(book):
    person = book.create()
    with rpc_refused(400, "INVALID_ARGUMENT", "cannot be added"):
        book.modify("contactGroups/friends", add=[person])
    assert book.modify("contactGroups/friends", remove=[person]) == {}
    with rpc_refused(404, "NOT_FOUND"):
        book.modify("contactGroups/none", add=[person])


@pytest.mark.parametrize(("add", "remove"), [(1001, 0), (500, 501)])
def test_a_thousand_names_at_most(book, add, remove):
    label = book.group("Clients")
    names = [f"people/c{number}" for number in range(add + remove)]
    with rpc_refused(400, "INVALID_ARGUMENT", "more than 1000"):
        book.modify(label, add=names[:add], remove=names[add:])
    assert len(book.modify(label, add=names[:500], remove=names[500:1000]).popitem()[1]) == 1000


def test_changes_of_groups(google, book):
    gone, kept = book.group("Gone"), book.group("Kept")
    token = listed(book)["nextSyncToken"]
    assert listed(book, syncToken=token).keys() == {"nextSyncToken"}
    book.groups.delete(resourceName=name_of(gone)).execute()
    update(book, kept, name="Renamed")
    reply = listed(book, syncToken=token)
    tombstone, renamed = reply["contactGroups"]
    assert tombstone.keys() == {"resourceName", "etag", "metadata"}
    assert (tombstone["resourceName"], tombstone["metadata"]) == (name_of(gone), {"deleted": True})
    assert renamed["name"] == "Renamed"
    assert "contactGroups" not in listed(book, syncToken=reply["nextSyncToken"])
    fake(google, "expire_sync_tokens", account=book.email)
    with rpc_refused(400, "FAILED_PRECONDITION", reason="EXPIRED_SYNC_TOKEN"):
        listed(book, syncToken=token)


def test_pages_of_groups(book):
    for number in range(25):
        book.group(f"Label {number:02}")
    first = listed(book)
    assert (len(first["contactGroups"]), first["totalItems"]) == (30, 33)
    assert "nextSyncToken" not in first
    rest = listed(book, pageToken=first["nextPageToken"])
    assert [group["name"] for group in rest["contactGroups"]] == [
        "Label 22",
        "Label 23",
        "Label 24",
    ]
    assert "nextSyncToken" in rest
    with rpc_refused(400, "INVALID_ARGUMENT", "must match the first call"):
        listed(book, pageToken=first["nextPageToken"], pageSize=5)
    with rpc_refused(400, "INVALID_ARGUMENT", "Page size"):
        listed(book, pageSize=1001)


def test_a_token_of_contacts_is_none_of_groups(book):
    with rpc_refused(400, "INVALID_ARGUMENT"):
        listed(book, syncToken=book.sync()[1])
    with rpc_refused(400, "INVALID_ARGUMENT"):
        book.sync(listed(book)["nextSyncToken"])
