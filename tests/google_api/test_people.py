"""What is asked of contacts and written to them, against the fake Google."""

from __future__ import annotations

from dataclasses import replace

import pytest
from address_book import AddressBook, create, rename, update
from contact_strategies import PLACES, items
from google_sync.engine.contacts.item import ContactItem
from google_sync.engine.contacts.spelling import spellings
from google_sync.google_api.people import client as people
from google_sync.google_api.people import labels
from google_sync.google_api.people.contact_codec import decode, encode, with_number
from google_sync.google_api.people.person import kept, metadata
from google_sync.google_api.transport import oauth
from google_sync.google_api.transport.errors import (
    AddressBookFull,
    AlreadyExists,
    AuthorizationLost,
    HandedBack,
    RecordRefused,
    RetryLater,
    ScopeMissing,
    ServiceRefused,
)
from google_sync.google_api.transport.outcomes import Differs, Failed, Written
from hypothesis import HealthCheck, given, settings

SCOPES = {*oauth.SCOPES, oauth.SCOPE_CONTACTS}
UNREADABLE = [{"date": {"year": 1981, "month": 2, "day": 29}}]


@pytest.fixture
def book(google):
    return AddressBook(google)


@pytest.fixture
def ana(google):
    """Ana's access to her Google contacts, as the addon has it."""
    return google.session(scopes=SCOPES)


def called(changes):
    return sorted(person["names"][0]["displayName"] for person in changes.people.values())


def asked(google):
    return [method.removeprefix("people.") for method in google.asked()]


def everybody(session):
    """All contacts by their names, as Google has them."""
    found = people.list_changes(session, None).people
    return {person["names"][0]["displayName"]: person for person in found.values()}


# -- lists -----------------------------------------------------------------------------------------


def test_a_first_list_has_everything(book, ana):
    book.make("Ann Lee", "Bob Ray")
    changes = people.list_changes(ana, None)
    assert called(changes) == ["Ann Lee", "Bob Ray"]
    assert changes.full


def test_a_second_list_has_what_changed_since_and_the_tombstones(book, ana):
    ann, bob, _eve = book.make("Ann Lee", "Bob Ray", "Eve Fox")
    token = people.list_changes(ana, None).next_sync_token
    book.rename(ann, "Ann Day")
    book.delete(bob)
    changes = people.list_changes(ana, token)
    found = {metadata(person).resource_name: metadata(person) for person in changes.people.values()}
    assert set(found) == {ann, bob}
    assert (found[ann].deleted, found[bob].deleted, changes.full) == (False, True, False)
    assert people.list_changes(ana, changes.next_sync_token).people == {}


def test_a_list_comes_in_pages(google, book, ana, monkeypatch):
    monkeypatch.setattr(people, "PAGE", 3)
    book.make(*(f"Ann {n}" for n in range(8)))
    google.asked()
    assert len(people.list_changes(ana, None).people) == 8
    assert asked(google) == ["people.connections.list"] * 3


def test_an_expired_sync_token_leads_to_a_full_list(google, book, ana):
    book.make("Ann Lee")
    token = people.list_changes(ana, None).next_sync_token
    google.control("POST", "expire_sync_tokens")
    changes = people.list_changes(ana, token)
    assert changes.full
    assert called(changes) == ["Ann Lee"]


def test_a_sync_token_that_google_cannot_read_is_given_up(book, ana):
    book.make("Ann Lee")
    assert people.list_changes(ana, "no-token-of-googles").full


def test_other_trouble_is_no_reason_for_a_full_list(google, ana):
    token = people.list_changes(ana, None).next_sync_token
    google.fault("connections.list", status=403, reason="forbidden")
    google.asked()
    with pytest.raises(ServiceRefused):
        people.list_changes(ana, token)
    assert asked(google) == ["people.connections.list"]


def test_without_the_scope_contacts_are_closed(google):
    with pytest.raises(ScopeMissing):
        people.list_changes(google.session(), None)


def test_contacts_are_asked_for_by_name(google, book, ana, monkeypatch):
    monkeypatch.setattr(people, "BATCH", 2)
    ann, bob, eve = book.make("Ann Lee", "Bob Ray", "Eve Fox")
    book.delete(bob)
    google.asked()
    found = people.get_people(ana, [ann, bob, eve, ann])
    assert list(found) == [ann, bob, eve]
    assert found[ann]["names"][0]["displayName"] == "Ann Lee"
    assert found[bob] is None
    assert asked(google) == ["people.getBatchGet"] * 3, "of Bob Google says so twice"
    assert people.get_people(ana, []) == {}


@pytest.mark.parametrize("fault", [{"kind": "unseen"}, {"status": 404, "reason": "NOT_FOUND"}])
def test_one_answer_that_somebody_is_not_there_is_not_believed(google, book, ana, fault):
    names = book.make("Ann Lee", "Bob Ray")
    google.fault("people.getBatchGet", **fault)
    found = people.get_people(ana, names)
    assert all(person is not None for person in found.values())
    google.fault("people.deleteContact", status=404, reason="NOT_FOUND")
    (outcome,) = people.delete(ana, names[:1])
    assert isinstance(outcome.error, RetryLater)
    assert book.names() == ["Ann Lee", "Bob Ray"]


def test_two_hundred_contacts_fit_into_one_question(google, book, ana):
    names = book.make(*(f"Ann {n}" for n in range(200)))
    google.asked()
    assert len(people.get_people(ana, names)) == 200
    assert asked(google) == ["people.getBatchGet"]


# -- writing ---------------------------------------------------------------------------------------


def test_new_contacts_come_with_their_mark_and_label(google, book, ana):
    label = labels.create_label(ana, "Clients")
    google.asked()
    found = people.send(
        ana,
        [
            create(ContactItem("Ann Lee"), PLACES, "a", [label.resource_name]),
            create(ContactItem("ACME", is_company=True), PLACES, "b", [label.resource_name]),
        ],
    )
    assert asked(google) == ["people.batchCreateContacts"]
    about = [metadata(outcome.record) for outcome in found]
    assert [(each.mark, each.labels) for each in about] == [
        ("a", {label.resource_name}),
        ("b", {label.resource_name}),
    ]
    assert decode(found[1].record, PLACES, "").item == ContactItem("ACME", is_company=True)


def test_one_alone_is_created_and_changed_without_a_batch(google, book, ana):
    (made,) = people.send(ana, [create(ContactItem("Ann Lee"), PLACES)])
    (renamed,) = people.send(ana, [rename(made.record, "Ann Day")])
    assert asked(google) == ["people.createContact", "people.updateContact"]
    assert isinstance(renamed, Written)
    assert metadata(renamed.record).mark == "mark"
    assert book.names() == ["Ann Day"]


def test_several_are_changed_together_whatever_changes_in_each(google, book, ana):
    book.make("Ann Lee", "Bob Ray", emailAddresses=[{"value": "a@x.example", "type": "home"}])
    found = everybody(ana)
    phone = [{"value": "112"}]
    google.asked()
    outcomes = people.send(
        ana, [update(found["Ann Lee"], phoneNumbers=phone), rename(found["Bob Ray"], "Bob Day")]
    )
    assert asked(google) == ["people.batchUpdateContacts"]
    assert all(isinstance(outcome, Written) for outcome in outcomes)
    now = everybody(ana)
    assert sorted(now) == ["Ann Lee", "Bob Day"]
    assert now["Ann Lee"]["phoneNumbers"][0]["value"] == "112"
    assert "phoneNumbers" not in now["Bob Day"]
    assert now["Bob Day"]["emailAddresses"][0]["type"] == "home"


def test_writes_go_in_batches_of_their_own_kind(google, book, ana, monkeypatch):
    monkeypatch.setattr(people, "BATCH", 2)
    found = book.make("A", "B", "C", "D")
    persons = people.get_people(ana, found)
    google.asked()
    phone, email = [{"value": "112"}], [{"value": "x@x.example"}]
    people.send(
        ana,
        [
            update(persons[found[0]], phoneNumbers=phone),
            update(persons[found[1]], emailAddresses=email),
            update(persons[found[2]], phoneNumbers=phone),
            update(persons[found[3]], emailAddresses=email),
            create(ContactItem("E"), PLACES),
        ],
    )
    assert asked(google) == ["people.createContact", *["people.batchUpdateContacts"] * 2]


def test_a_contact_that_was_changed_meanwhile_comes_back_as_it_is(google, book, ana):
    ann, *_others = book.make("Ann Lee", "Bob Ray", "Eve Fox")
    found = everybody(ana)
    book.rename(ann, "Ann Theirs")
    google.asked()
    theirs, bob, eve = people.send(
        ana, [rename(person, f"{name} Ours") for name, person in sorted(found.items())]
    )
    assert isinstance(theirs, Differs)
    assert theirs.record["names"][0]["displayName"] == "Ann Theirs"
    assert isinstance(bob, Written)
    assert isinstance(eve, Written)
    assert book.names() == ["Ann Theirs", "Bob Ray Ours", "Eve Fox Ours"]
    assert asked(google) == [
        "people.batchUpdateContacts",
        "people.getBatchGet",
        "people.batchUpdateContacts",
    ]


def test_a_contact_that_is_gone_keeps_nobody(book, ana):
    ann, _bob = book.make("Ann Lee", "Bob Ray")
    found = everybody(ana)
    book.delete(ann)
    outcomes = people.send(
        ana, [rename(found["Ann Lee"], "X"), rename(found["Bob Ray"], "Bob Day")]
    )
    assert outcomes[0] == Differs(None)
    assert isinstance(outcomes[1], Written)


@pytest.mark.parametrize("number", [1, 2, 7])
def test_a_contact_that_google_refuses_keeps_nobody(book, ana, number):
    book.make(*(f"Ann {n}" for n in range(number)))
    writes = [rename(person, f"{name} Ours") for name, person in sorted(everybody(ana).items())]
    bad = writes[-1]
    writes[-1] = replace(bad, body={**bad.body, "birthdays": UNREADABLE}, mask=("birthdays",))
    outcomes = people.send(ana, writes)
    assert isinstance(outcomes[-1], Failed)
    assert isinstance(outcomes[-1].error, RecordRefused)
    assert all(isinstance(outcome, Written) for outcome in outcomes[:-1])


def test_a_new_contact_that_google_refuses_keeps_nobody(book, ana):
    writes = [create(ContactItem(f"Ann {n}"), PLACES) for n in range(5)]
    writes[2] = replace(writes[2], body={**writes[2].body, "birthdays": UNREADABLE})
    outcomes = people.send(ana, writes)
    assert [isinstance(outcome, Written) for outcome in outcomes] == [True, True, False, True, True]
    assert isinstance(outcomes[2].error, RecordRefused)
    assert book.names() == ["Ann 0", "Ann 1", "Ann 3", "Ann 4"]


@pytest.mark.parametrize("are_new", [True, False])
def test_what_google_refuses_of_all_is_asked_a_few_times(google, book, ana, are_new):
    """Such as contacts whose label is gone: nobody learns more by asking for each of them."""
    book.make(*(f"Ann {n}" for n in range(200)))
    bodies = {"birthdays": UNREADABLE}
    known = [update(person, **bodies) for person in everybody(ana).values()]
    new = [create(ContactItem(f"Bob {n}"), PLACES) for n in range(200)]
    new = [replace(write, body={**write.body, **bodies}) for write in new]
    google.asked()
    outcomes = people.send(ana, new if are_new else known)
    assert len(asked(google)) <= 40
    refused = [one for one in outcomes if isinstance(one.error, RecordRefused)]
    assert 5 <= len(refused) <= 10
    assert all(isinstance(one.error, RetryLater) for one in outcomes if one not in refused)


@pytest.mark.parametrize("room", [0, 3])
def test_a_full_address_book_is_asked_once(google, book, ana, room):
    google.control("POST", "settings", contacts_limit=room)
    writes = [create(ContactItem(f"Ann {n}"), PLACES) for n in range(450)]
    outcomes = people.send(ana, writes)
    assert {type(outcome.error) for outcome in outcomes} == {AddressBookFull}
    assert asked(google) == ["people.batchCreateContacts"]


def test_a_full_address_book_takes_changes(google, book, ana):
    book.make("Ann")
    google.control("POST", "settings", contacts_limit=1)
    writes = [create(ContactItem("Bob"), PLACES), rename(everybody(ana)["Ann"], "Ann Lee")]
    outcomes = people.send(ana, writes)
    assert isinstance(outcomes[0].error, AddressBookFull)
    assert isinstance(outcomes[1], Written)
    assert book.names() == ["Ann Lee"]


def test_new_contacts_are_never_made_twice(google, book, ana):
    session = google.session(scopes=SCOPES, timeout=0.5)
    google.fault("people.batchCreateContacts", kind="timeout_after")
    outcomes = people.send(session, [create(ContactItem(name), PLACES) for name in ("Ann", "Bob")])
    assert all(isinstance(outcome.error, RetryLater) for outcome in outcomes)
    assert book.names() == ["Ann", "Bob"]


@pytest.mark.parametrize(
    "kind", [{"status": 503}, {"status": 409, "reason": "ABORTED"}, {"status": 429}]
)
def test_passing_trouble_passes(google, book, ana, kind):
    book.make("Ann Lee", "Bob Ray")
    found = everybody(ana)
    google.fault("people.batchUpdateContacts", **kind)
    outcomes = people.send(ana, [rename(person, "X Y") for person in found.values()])
    assert all(isinstance(outcome, Written) for outcome in outcomes)


def test_trouble_that_stays_fails_all_of_a_batch_and_asks_no_more(google, book, ana):
    book.make("Ann Lee", "Bob Ray")
    found = everybody(ana)
    google.fault("people.batchUpdateContacts", status=503, times=-1)
    google.asked()
    outcomes = people.send(ana, [rename(person, "X Y") for person in found.values()])
    assert all(isinstance(outcome.error, RetryLater) for outcome in outcomes)
    assert set(asked(google)) == {"people.batchUpdateContacts"}


def test_trouble_of_the_account_concerns_all(google, book, ana):
    google.control("POST", "revoke", account="ana@gmail.example")
    with pytest.raises(AuthorizationLost):
        people.send(ana, [create(ContactItem("Ann"), PLACES)])


def test_five_thousand_contacts_take_few_requests(google, book, ana, monkeypatch):
    """In the proportions of 5,000: forty requests each way, for a list and for writes."""
    monkeypatch.setattr(people, "BATCH", 2)
    monkeypatch.setattr(people, "PAGE", 10)
    people.send(ana, [create(ContactItem(f"Ann {n}"), PLACES) for n in range(50)])
    assert len(asked(google)) == 25
    found = everybody(ana)
    assert len(asked(google)) <= 6
    people.send(ana, [rename(person, "X Y") for person in found.values()])
    assert len(asked(google)) == 25


def test_contacts_have_a_pace_of_their_own(google, book, ana):
    session = google.session(scopes=SCOPES, limit=2)
    for _ in range(2):
        labels.list_labels(session)
    with pytest.raises(HandedBack) as caught:
        labels.list_labels(session)
    assert caught.value.after == 60
    assert labels.create_label(session, "Clients").name == "Clients"


# -- round trips -----------------------------------------------------------------------------------


def made_of(outcome):
    """What Google has made of a contact that it was sent, as its answer tells."""
    ((sent, shown),) = outcome.exchanges
    as_sent = decode(sent, PLACES, "FR").item
    return spellings(as_sent, decode(shown, PLACES, "FR", as_sent.is_company).item)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(item=items(), other=items())
def test_a_contact_goes_to_google_and_back(google, ana, item, other):
    """And nobody is told that Google keeps something else of it."""
    google.time.now += 60  # so that no example uses up the minute of the next one
    (made,) = people.send(ana, [create(item, PLACES)])
    assert decode(made.record, PLACES, "FR", item.is_company).item == item
    assert made_of(made) == ()
    after = replace(other, is_company=item.is_company, company="" if item.is_company else "ACME")
    fields = frozenset(ContactItem.__slots__)
    body, mask = encode(kept(made.record), item, after, fields, PLACES, "FR")
    if not mask:
        return
    name = made.record["resourceName"]
    write = people.ContactWrite("update", name, body, mask)
    (written,) = people.send(ana, [write])
    assert decode(written.record, PLACES, "FR", item.is_company).item == after
    assert made_of(written) == ()


# -- labels ----------------------------------------------------------------------------------------


def test_a_label_is_made_once(ana):
    label = labels.create_label(ana, "Clients")
    assert labels.list_labels(ana) == [label]
    assert labels.create_label(ana, "Clients") == label


def test_googles_own_groups_are_no_labels(ana):
    with pytest.raises(AlreadyExists):
        labels.create_label(ana, "Friends")
    assert labels.list_labels(ana) == []


def test_a_label_gets_another_name(ana):
    label = labels.create_label(ana, "Clients")
    labels.create_label(ana, "Suppliers")
    renamed = labels.rename_label(ana, label, "Customers")
    assert (renamed.resource_name, renamed.name) == (label.resource_name, "Customers")
    assert labels.rename_label(ana, label, "Good customers").name == "Good customers"  # old etag
    with pytest.raises(AlreadyExists):
        labels.rename_label(ana, renamed, "Suppliers")


def test_contacts_come_into_a_label_and_leave_it(book, ana, monkeypatch):
    monkeypatch.setattr("google_sync.google_api.people.labels.MEMBERS", 2)
    label = labels.create_label(ana, "Clients").resource_name
    ann, bob, eve = book.make("Ann Lee", "Bob Ray", "Eve Fox")
    book.delete(eve)
    assert labels.change_members(ana, label, [ann, bob, eve], []) == {eve}
    assert label in book.labels(ann)
    assert labels.change_members(ana, label, [], [ann]) == frozenset()
    assert label not in book.labels(ann)
    assert label in book.labels(bob)


def test_who_has_no_other_label_stays_in_the_address_book(ana, book):
    label = labels.create_label(ana, "Clients").resource_name
    (made,) = people.send(ana, [create(ContactItem("Ann"), PLACES, labels=[label])])
    name = made.record["resourceName"]
    assert book.labels(name) == {label}
    assert labels.change_members(ana, label, [], [name]) == frozenset()
    assert book.labels(name) == {"contactGroups/myContacts"}


def test_the_number_of_one_contact_takes_nothing_from_another(google, book, ana):
    """What programs have left with a contact is not known of what a former version has kept."""
    left = [{"key": "crm", "value": "1"}]
    book.make("Ann Lee", "Bob Ray", clientData=left)
    ann, bob = (everybody(ana)[name] for name in ("Ann Lee", "Bob Ray"))
    numbered, bare = rename(ann, "Ann Day"), rename(bob, "Bob Fox")
    body, mask = with_number(numbered.body, numbered.mask, kept(ann), "7")
    numbered = replace(numbered, body=body, mask=mask)
    bare = replace(bare, body={**bare.body, "clientData": []})
    google.asked()
    assert [type(one) for one in people.send(ana, [numbered, bare])] == [Written, Written]
    assert asked(google) == ["people.updateContact"] * 2
    found = everybody(ana)
    data = {
        name: [(one["key"], one["value"]) for one in found[name]["clientData"]]
        for name in ("Ann Day", "Bob Fox")
    }
    assert data == {"Ann Day": [("crm", "1"), ("odoo_write", "7")], "Bob Fox": [("crm", "1")]}
