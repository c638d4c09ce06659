"""People: reading and writing contacts one by one."""

import json
import re

import pytest
from address_book import (
    MY_CONTACTS,
    STARRED,
    AddressBook,
    given_name,
    group_names,
    in_groups,
    name_of,
    rpc_refused,
)
from people import CALENDAR, Person, fake

CONTACTS = "https://www.googleapis.com/auth/contacts"
MISSING = "people/c404"


def test_a_created_contact_is_there(book):
    created = book.create("Ann", emailAddresses=[{"value": "ann@example.com", "type": "work"}])
    assert re.fullmatch(r"people/c\d+", created["resourceName"])
    [source] = created["metadata"]["sources"]
    assert (source["type"], source["id"]) == (
        "CONTACT",
        f"{int(created['resourceName'].removeprefix('people/c')):x}",
    )
    assert source["etag"] != created["etag"]
    assert source["updateTime"].endswith("Z")
    assert created["metadata"]["objectType"] == "PERSON"
    [email] = created["emailAddresses"]
    assert email == {
        "metadata": {
            "primary": True,
            "sourcePrimary": True,
            "source": {"type": "CONTACT", "id": source["id"]},
        },
        "value": "ann@example.com",
        "type": "work",
        "formattedType": "Work",
    }
    assert group_names(created) == [MY_CONTACTS]
    assert created["photos"][0]["default"] is True
    fields = ",".join(key for key in created if key not in ("resourceName", "etag"))
    assert book.get(created, fields) == created


def test_only_the_fields_asked_for(book):
    body = {"names": [{"givenName": "Ann"}], "nicknames": [{"value": "Annie"}]}
    created = book.people.createContact(body=body, personFields="nicknames").execute()
    assert created.keys() == {"resourceName", "etag", "nicknames"}
    assert book.get(created, "names,birthdays").keys() == {"resourceName", "etag", "names"}


def test_the_first_entry_is_the_primary_one(book):
    created = book.create(emailAddresses=[{"value": "a@example.com"}, {"value": "b@example.com"}])
    marks = [email["metadata"].get("primary") for email in created["emailAddresses"]]
    assert marks == [True, None]


def test_masks_are_needed_and_checked(book):
    created = book.create()
    with rpc_refused(400, "INVALID_ARGUMENT", "personFields mask is required"):
        book.people.get(resourceName=name_of(created)).execute()
    with rpc_refused(400, "INVALID_ARGUMENT", 'Invalid personFields mask path: "shoes"'):
        book.get(created, "names,shoes")
    with rpc_refused(400, "INVALID_ARGUMENT", "updatePersonFields mask is required"):
        book.people.updateContact(resourceName=name_of(created), body=created).execute()
    with rpc_refused(400, "INVALID_ARGUMENT", 'mask path: "photos"'):
        book.update(created, "photos")


def test_the_old_name_of_a_mask(book):
    created = book.create()
    request = book.people.get(
        resourceName=name_of(created), requestMask_includeField="person.names"
    )
    assert request.execute()["names"] == created["names"]


def test_updates_replace_the_fields_of_their_mask_alone(book):
    created = book.create(
        emailAddresses=[{"value": "a@example.com"}, {"value": "b@example.com"}],
        nicknames=[{"value": "Annie"}],
    )
    updated = book.update(
        created,
        "emailAddresses,urls",
        emailAddresses=[{"value": "c@example.com"}],
        urls=[{"value": "https://example.com"}],
        nicknames=[{"value": "not in the mask"}],
    )
    assert [email["value"] for email in updated["emailAddresses"]] == ["c@example.com"]
    assert updated["nicknames"] == created["nicknames"]
    assert updated["names"] == created["names"]
    assert updated["etag"] != created["etag"]
    cleared = book.update(updated, "emailAddresses")
    assert "emailAddresses" not in cleared
    assert "urls" in cleared


def test_an_update_needs_an_etag(book):
    created = book.create()
    with rpc_refused(400, "INVALID_ARGUMENT", "Request must set person.etag"):
        book.update({**created, "metadata": {}}, "names")
    with rpc_refused(400, "INVALID_ARGUMENT", "Request must set person.etag"):
        book.update({**created, "metadata": {"sources": [{"type": "CONTACT"}]}}, "names")


def test_the_answer_of_a_write_may_have_a_stale_etag(google, book):
    fake(google, "settings", person_etag="stale")
    created = book.create("Ann")
    updated = book.update(created, "names", names=[{"givenName": "Anna"}])
    with rpc_refused(400, "FAILED_PRECONDITION", "different than the current person.etag"):
        book.update({**updated, "metadata": {}}, "names", etag=updated["etag"])
    with rpc_refused(400, "FAILED_PRECONDITION", "different than the current person.etag"):
        book.update(updated, "names", etag=updated["etag"])
    assert book.get(updated)["etag"] != updated["etag"]
    assert book.get(updated)["metadata"] == updated["metadata"]
    again = book.update(updated, "names", names=[{"givenName": "Anne"}])
    assert given_name(book.get(again)) == "Anne"


def test_the_etag_of_the_person_does_as_well(book):
    created = book.create()
    etag = created["etag"]
    assert book.update({**created, "metadata": {}}, "names", etag=etag)["etag"] != etag


@pytest.mark.parametrize("of", ["person", "source"])
def test_a_stale_etag_is_refused(book, of):
    created = book.create()
    current = book.update(created, "nicknames", nicknames=[{"value": "Annie"}])
    stale = {"etag": created["etag"]} if of == "person" else {"metadata": created["metadata"]}
    with rpc_refused(400, "FAILED_PRECONDITION", "different than the current person.etag"):
        book.people.updateContact(
            resourceName=name_of(created), updatePersonFields="nicknames", body=stale
        ).execute()
    assert book.get(created, "nicknames")["nicknames"] == current["nicknames"]


def test_a_deleted_contact_is_gone(book):
    created = book.create()
    assert book.delete(created) == {}
    for request in (
        lambda: book.get(created),
        lambda: book.delete(created),
        lambda: book.update(created, "names"),
        lambda: book.get(MISSING),
    ):
        with rpc_refused(404, "NOT_FOUND", "Requested entity was not found."):
            request()


@pytest.mark.parametrize(
    ("field", "entry"),
    [
        ("names", {"givenName": "Ann"}),
        ("biographies", {"value": "Words"}),
        ("birthdays", {"date": {"month": 2, "day": 3}}),
        ("genders", {"value": "female"}),
    ],
)
def test_what_there_is_one_of(book, field, entry):
    with rpc_refused(400, "INVALID_ARGUMENT", field):
        book.create(**{field: [entry, entry]})
    created = book.create()
    with rpc_refused(400, "INVALID_ARGUMENT", "singleton"):
        book.update(created, field, **{field: [entry, entry]})


def test_groups_of_a_contact_are_set_by_memberships(book):
    label = book.group("Clients")
    created = book.create(memberships=in_groups(label, STARRED))
    assert group_names(created) == [name_of(label), STARRED]
    updated = book.update(created, "memberships", memberships=in_groups(MY_CONTACTS))
    assert group_names(updated) == [MY_CONTACTS]
    with rpc_refused(400, "INVALID_ARGUMENT", "no contact group memberships"):
        book.update(updated, "memberships", memberships=[])
    with rpc_refused(400, "INVALID_ARGUMENT", "does not exist"):
        book.update(updated, "memberships", memberships=in_groups("contactGroups/none"))
    with rpc_refused(400, "INVALID_ARGUMENT", "cannot be added"):
        book.create(memberships=in_groups("contactGroups/friends"))


def test_several_at_once(book):
    first, second = book.create("First"), book.create("Second")
    names = [name_of(first), MISSING, name_of(second)]
    reply = book.people.getBatchGet(resourceNames=names, personFields="names").execute()
    assert [r["requestedResourceName"] for r in reply["responses"]] == names
    assert [r["httpStatusCode"] for r in reply["responses"]] == [200, 404, 200]
    assert reply["responses"][1]["status"]["code"] == 5
    assert reply["responses"][2]["person"]["names"] == second["names"]
    with rpc_refused(400, "INVALID_ARGUMENT", "more than 200"):
        book.people.getBatchGet(resourceNames=["people/c1"] * 201, personFields="names").execute()


def test_me(google, book):
    me = book.get("people/me", "names,emailAddresses,metadata")
    assert me["names"][0]["displayName"] == "Ann"
    assert me["emailAddresses"][0]["value"] == book.email
    assert me["metadata"]["sources"][0]["type"] == "PROFILE"
    scopes = ["https://www.googleapis.com/auth/userinfo.profile"]
    limited = AddressBook(Person(google, book.email, "Ann", "UTC", scopes=scopes))
    assert limited.get("people/me", "names,emailAddresses").keys() == {
        "resourceName",
        "etag",
        "names",
    }
    assert limited.get(me, "names")["names"] == me["names"]
    with rpc_refused(403, "PERMISSION_DENIED", reason="ACCESS_TOKEN_SCOPE_INSUFFICIENT"):
        limited.get(book.create())


def test_scopes(google, book):
    created = book.create()
    reader = AddressBook(Person(google, book.email, "Ann", "UTC", scopes=[f"{CONTACTS}.readonly"]))
    assert reader.names() == ["Ann"]
    assert reader.get(created)["names"] == created["names"]
    for request in (
        reader.create,
        lambda: reader.group("No"),
        lambda: reader.delete(created),
    ):
        with rpc_refused(403, "PERMISSION_DENIED", reason="ACCESS_TOKEN_SCOPE_INSUFFICIENT"):
            request()
    stranger = AddressBook(Person(google, book.email, "Ann", "UTC", scopes=[CALENDAR]))
    with rpc_refused(403, "PERMISSION_DENIED", reason="ACCESS_TOKEN_SCOPE_INSUFFICIENT"):
        stranger.page()


def test_accounts_do_not_see_each_other(book, bob):
    other = AddressBook(bob)
    created = book.create()
    assert other.names() == []
    with rpc_refused(404, "NOT_FOUND"):
        other.get(created)


def test_what_google_does_not_know_is_refused(ann):
    response = ann.http("POST", "/v1/people:createContact", json={"nmaes": []})
    assert response.status_code == 400
    error = response.json()["error"]
    assert error["status"] == "INVALID_ARGUMENT"
    assert "nmaes" in error["message"]


def test_no_token(ann):
    response = ann.http("GET", "/v1/people/me", headers={"Authorization": ""})
    assert response.status_code == 401
    assert response.json()["error"]["status"] == "UNAUTHENTICATED"


def test_the_older_form_of_errors_for_those_who_ask(ann):
    response = ann.http("GET", f"/v1/{MISSING}?personFields=names&$.xgafv=1")
    error = response.json()["error"]
    assert (error["status"], error["errors"][0]["reason"]) == ("NOT_FOUND", "notFound")


def test_state_shows_contacts_and_groups(google, book):
    label = book.group("Clients")
    created = book.create(memberships=in_groups(label), nicknames=[{"value": "Annie"}])
    state = fake(google, f"state?account={book.email}", "get")
    assert state["contacts"] == [created]
    [shown] = [group for group in state["groups"] if group["name"] == "Clients"]
    assert (shown["resourceName"], shown["memberCount"]) == (name_of(label), 1)
    assert json.dumps(state)


def test_requests_and_faults_go_by_the_method(google, book):
    fake(google, "requests", "delete")
    fake(google, "faults", match="people.createContact", status=503, reason="UNAVAILABLE")
    fake(google, "faults", match="connections.list", status=400, reason="EXPIRED_SYNC_TOKEN")
    with rpc_refused(503, "UNAVAILABLE"):
        book.create()
    with rpc_refused(400, "FAILED_PRECONDITION", reason="EXPIRED_SYNC_TOKEN"):
        book.page()
    created = book.create()
    fake(google, "faults", match="people.get", resource_name=name_of(created), status=404)
    with rpc_refused(404, "NOT_FOUND"):
        book.get(created)
    by_method = fake(google, "requests", "get")["by_method"]
    assert by_method == {
        "people.people.createContact": 2,
        "people.people.connections.list": 1,
        "people.people.get": 1,
    }


def test_notes_that_are_too_long(book):
    fake(book.google, "settings", notes_limit=5)
    with rpc_refused(400, "INVALID_ARGUMENT"):
        book.create("Ann", biographies=[{"value": "Too long"}])
    person = book.create("Ann", biographies=[{"value": "Short"}])
    fake(book.google, "settings", long_notes="cut")
    after = book.update(person, "biographies", biographies=[{"value": "Too long"}])
    assert book.get(after, "biographies")["biographies"][0]["value"] == "Too l"
