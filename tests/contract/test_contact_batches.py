"""Many contacts in one request; writes side by side; limits of requests a minute."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from address_book import AddressBook, given_name, group_names, in_groups, name_of, rpc_refused
from googleapiclient.errors import HttpError
from people import fake

ANN = {"names": [{"givenName": "Ann"}]}


def create(book, bodies, mask="names"):
    contacts = [{"contactPerson": body} for body in bodies]
    body = {"contacts": contacts, "readMask": mask}
    return book.people.batchCreateContacts(body=body).execute()


def update(book, contacts, update_mask="names", mask="names"):
    body = {"contacts": contacts, "updateMask": update_mask, "readMask": mask}
    return book.people.batchUpdateContacts(body=body).execute()


def renamed(person, given):
    return {"metadata": person["metadata"], "names": [{"givenName": given}]}


def delete(book, names):
    return book.people.batchDeleteContacts(body={"resourceNames": names}).execute()


def test_many_are_created(book):
    label = book.group("Clients")
    bodies = [{**ANN, "memberships": in_groups(label)}, {"names": [{"givenName": "Bea"}]}]
    reply = create(book, bodies, "names,memberships")
    first, second = reply["createdPeople"]
    assert (first["httpStatusCode"], first["status"]) == (200, {})
    assert first["requestedResourceName"] == name_of(first["person"])
    assert group_names(first["person"]) == [name_of(label)]
    assert given_name(second["person"]) == "Bea"
    assert book.names() == ["Ann", "Bea"]


def test_nothing_is_read_after_the_write_without_a_mask(book):
    assert create(book, [ANN], mask="") == {}
    [person] = book.sync()[0]
    assert update(book, {name_of(person): renamed(person, "Bea")}, mask=None) == {}
    assert book.names() == ["Bea"]


def test_one_bad_contact_spoils_the_whole_request(book):
    with rpc_refused(400, "INVALID_ARGUMENT"):
        create(book, [ANN, {"names": [*ANN["names"], *ANN["names"]]}])
    assert book.names() == []
    first, second = book.create_many(["First", "Second"])
    stale = second
    book.update(second, "names", names=[{"givenName": "Second again"}])
    contacts = {name_of(first): renamed(first, "New"), name_of(second): renamed(stale, "New")}
    with rpc_refused(400, "FAILED_PRECONDITION"):
        update(book, contacts)
    contacts = {name_of(first): renamed(first, "New"), "people/c404": renamed(first, "New")}
    with rpc_refused(404, "NOT_FOUND"):
        update(book, contacts)
    with rpc_refused(404, "NOT_FOUND"):
        delete(book, [name_of(first), "people/c404"])
    assert book.names() == ["First", "Second again"]


def test_many_are_changed(book):
    people = book.create_many(["One", "Two"], nicknames=[{"value": "Kept"}])
    contacts = {name_of(person): renamed(person, "New") for person in people}
    result = update(book, contacts, mask="names,nicknames,metadata")["updateResult"]
    assert result.keys() == {name_of(person) for person in people}
    for person in people:
        changed = result[name_of(person)]["person"]
        assert given_name(changed) == "New"
        assert changed["nicknames"][0]["value"] == "Kept"
        assert book.update(changed, "nicknames")["resourceName"] == name_of(person)


def test_many_are_deleted(book):
    people = book.create_many(["One", "Two", "Three"])
    assert delete(book, [name_of(person) for person in people[:2]]) == {}
    assert book.names() == ["Three"]


def test_masks_of_batches(book):
    with rpc_refused(400, "INVALID_ARGUMENT", "updateMask mask is required"):
        update(book, {"people/c1": ANN}, update_mask=None)
    with rpc_refused(400, "INVALID_ARGUMENT", 'Invalid readMask mask path: "shoes"'):
        create(book, [ANN], mask="shoes")


def test_limits_of_batches(book):
    assert len(create(book, [ANN] * 200)["createdPeople"]) == 200
    with rpc_refused(400, "INVALID_ARGUMENT", "more than 200"):
        create(book, [ANN] * 201)
    with rpc_refused(400, "INVALID_ARGUMENT", "more than 200"):
        update(book, {f"people/c{number}": ANN for number in range(201)})
    with rpc_refused(400, "INVALID_ARGUMENT", "more than 500"):
        delete(book, [f"people/c{number}" for number in range(501)])
    for request, nothing in ((create, []), (update, {}), (delete, [])):
        with rpc_refused(400, "INVALID_ARGUMENT", "must have"):
            request(book, nothing)


def test_a_full_batch_is_quick(book):
    start = time.monotonic()
    create(book, [ANN] * 200)
    assert time.monotonic() - start < 1


def write(person):
    return person.http("POST", "/v1/people:createContact", json=ANN).status_code


def test_writes_of_one_user_side_by_side_are_refused(google, ann, bob, book):
    fake(google, "settings", latency=0.3)
    with ThreadPoolExecutor(4) as pool:
        running = pool.submit(ann.http, "POST", "/v1/people:createContact", json=ANN)
        time.sleep(0.1)
        second = pool.submit(ann.http, "POST", "/v1/contactGroups", json={}).result()
        other = pool.submit(bob.http, "POST", "/v1/people:createContact", json=ANN)
        reading = pool.submit(ann.http, "GET", "/v1/contactGroups")
    assert (running.result().status_code, second.status_code) == (200, 409)
    assert second.json()["error"]["status"] == "ABORTED"
    assert "sequentially" in second.json()["error"]["message"]
    assert (other.result().status_code, reading.result().status_code) == (200, 200)
    fake(google, "settings", latency=0)
    assert book.names() == ["Ann"]


def test_writes_one_after_another_are_fine(ann, book):
    with ThreadPoolExecutor(1) as pool:
        statuses = list(pool.map(lambda _: write(ann), range(20)))
    assert statuses == [200] * 20


@pytest.mark.parametrize(("kind", "written"), [("timeout_after", 1), ("timeout_before", 0)])
def test_an_answer_is_lost(google, ann, book, kind, written):
    fake(google, "faults", match="people.createContact", kind=kind, seconds=0)
    with pytest.raises(OSError):
        write(ann)
    assert len(book.names()) == written


def test_reads_and_writes_have_a_share_each(google, book, bob):
    fake(google, "settings", quota=True, quota_people_per_user=2)
    book.create()
    book.create()
    with rpc_refused(429, "RESOURCE_EXHAUSTED", "Quota exceeded", "RATE_LIMIT_EXCEEDED"):
        book.create()
    assert book.names() == ["Ann", "Ann"]
    assert AddressBook(bob).names() == []
    fake(google, "clock", advance=61)
    book.create()


def test_calendar_requests_do_not_count(google, ann, book):
    fake(google, "settings", quota=True, quota_people_per_user=1)
    for _ in range(3):
        ann.list()
    assert book.names() == []


def test_an_update_costs_a_read_as_well(google, book):
    person = book.create()
    fake(google, "settings", quota=True, quota_people_per_user=2)
    person = book.update(person, "names", names=[{"givenName": "Once"}])
    book.get(person)
    with rpc_refused(429, "RESOURCE_EXHAUSTED", "Critical read requests", "RATE_LIMIT_EXCEEDED"):
        book.update(person, "names", names=[{"givenName": "Twice"}])
    assert book.create(), "what was refused has cost nothing"


def test_pictures_have_a_limit_of_their_own(google, book):
    person = book.create()
    fake(google, "settings", quota=True, quota_people_photos=1)
    remove = book.people.deleteContactPhoto(resourceName=person["resourceName"])
    remove.execute()
    with pytest.raises(HttpError) as caught:
        remove.execute()
    error = json.loads(caught.value.content)["error"]
    assert (error["code"], error["status"]) == (429, "RESOURCE_EXHAUSTED")
    [detail] = error["details"]
    assert detail["@type"] == "type.googleapis.com/google.rpc.QuotaFailure"
    assert detail["violations"][0]["description"] == "FBS quota limit exceeded"
    fake(google, "clock", advance=61)
    remove.execute()
    fake(google, "faults", match="people.get", status=429, reason="QUOTA_EXCEEDED")
    with pytest.raises(HttpError, match="FBS quota limit exceeded"):
        book.get(person)
