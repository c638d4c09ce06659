"""Labels and who is in them."""

from __future__ import annotations

import secrets

from ..calls import Json
from ..desks import head_of
from ..guard import TITLE, is_marked
from ..lab import Lab
from ..probe import probe
from ..verdicts import expect, same
from .contacts import read

MINE = "contactGroups/myContacts"


def labels_of(person: Json) -> set[str]:
    """The labels that a contact is in."""
    return {
        entry["contactGroupMembership"]["contactGroupResourceName"]
        for entry in person.get("memberships", ())
        if "contactGroupMembership" in entry
    }


def own(words: str) -> str:
    """A name for a label that no other one has."""
    return f"{words} {secrets.token_hex(4)}"


def label(lab: Lab, words: str) -> Json:
    """A label of a probe's own."""
    return lab.contacts.new_label(own(words)).needed().body


@probe
def a_contact_is_made_in_its_label(lab: Lab) -> None:
    person = lab.contacts.contact()
    expect(lab.contacts.label in labels_of(person), "labels", "ours", labels_of(person))


@probe
def a_contact_without_label_is_among_mine(lab: Lab) -> None:
    person = lab.contacts.contact(memberships=[])
    same("labels", labels_of(person), {MINE})


@probe
def an_update_of_other_fields_keeps_labels(lab: Lab) -> None:
    person = lab.contacts.contact()
    body = {**head_of(person), "biographies": [{"value": "Words"}]}
    after = lab.contacts.update(person["resourceName"], body, "biographies").must(200)
    same("labels", labels_of(after.body), labels_of(person))


@probe
def memberships_cannot_be_emptied(lab: Lab) -> None:
    person = lab.contacts.contact()
    body = {**head_of(person), "memberships": []}
    lab.contacts.update(person["resourceName"], body, "memberships").must(400)


@probe
def a_contact_leaves_and_joins(lab: Lab) -> None:
    name = lab.contacts.contact()["resourceName"]
    other = label(lab, "joins")["resourceName"]
    lab.contacts.modify(other, add=[name]).must(200)
    lab.contacts.modify(lab.contacts.label, remove=[name]).must(200)

    def look() -> bool:
        return other in labels_of(lab.contacts.get(name).body)

    lab.eventually(look, "the new label")


@probe
def the_last_label_stays(lab: Lab) -> None:
    name = lab.contacts.contact()["resourceName"]
    answer = lab.contacts.modify(lab.contacts.label, remove=[name])
    told = answer.get("canNotRemoveLastContactGroupResourceNames", [])
    expect(name in told or answer.status == 400, "answer", "that it is the last one", answer)


@probe
def unknown_members_are_told(lab: Lab) -> None:
    person = lab.contacts.contact()
    lab.contacts.delete(person["resourceName"]).needed()
    answer = lab.contacts.modify(lab.contacts.label, add=[person["resourceName"]])
    told = answer.get("notFoundResourceNames", [])
    expect(person["resourceName"] in told or answer.status == 404, "answer", "not found", answer)


@probe
def names_of_labels_are_there_once(lab: Lab) -> None:
    words = own("once")
    lab.contacts.new_label(words).needed()
    lab.contacts.new_label(words).must(409, "ALREADY_EXISTS")


@probe
def names_of_labels_have_no_case(lab: Lab) -> None:
    words = own("case")
    lab.contacts.new_label(words).needed()
    lab.contacts.new_label(words.upper()).must(409, "ALREADY_EXISTS")


@probe
def a_label_is_renamed_by_its_etag(lab: Lab) -> None:
    made = label(lab, "before")
    name = made["resourceName"]
    body = {"contactGroup": {"name": f"{TITLE} {own('after')}", "etag": made["etag"]}}
    lab.contacts.ask("PUT", name, body).must(200)
    late = {"contactGroup": {"name": f"{TITLE} {own('late')}", "etag": made["etag"]}}
    lab.contacts.ask("PUT", name, late).must(400)


@probe
def members_do_not_change_a_labels_etag(lab: Lab) -> None:
    made = label(lab, "members")
    person = lab.contacts.contact()
    lab.contacts.modify(made["resourceName"], add=[person["resourceName"]]).needed()
    body = {"contactGroup": {"name": f"{TITLE} {own('renamed')}", "etag": made["etag"]}}
    lab.contacts.ask("PUT", made["resourceName"], body).must(200)


@probe
def a_new_label_is_listed_at_once(lab: Lab) -> None:
    made = label(lab, "listed")
    found = lab.contacts.labels().must(200)
    names = {each["resourceName"] for each in found.get("contactGroups", ())}
    expect(made["resourceName"] in names, "labels", "the new one among them", "without it")


@probe
def a_label_keeps_its_client_data(lab: Lab) -> None:
    made = label(lab, "marked")
    body = {"contactGroup": {"name": f"{TITLE} {own('renamed')}", "etag": made["etag"]}}
    lab.contacts.ask("PUT", made["resourceName"], body).must(200)
    found = {
        each["resourceName"]: each for each in lab.contacts.labels().must(200)["contactGroups"]
    }
    expect(is_marked(found.get(made["resourceName"], {})), "client data", "the mark", "none")


@probe
def a_deleted_label_leaves_its_contacts(lab: Lab) -> None:
    made = label(lab, "deleted")
    member = {"contactGroupMembership": {"contactGroupResourceName": made["resourceName"]}}
    name = lab.contacts.contact(memberships=[member])["resourceName"]
    lab.contacts.ask("DELETE", made["resourceName"]).must(200)
    read(lab, name)
