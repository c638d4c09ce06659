"""Lists, sync tokens and batches of contacts."""

from __future__ import annotations

import re

from ..calls import Json
from ..desks import PERSON_FIELDS, head_of, source_of
from ..lab import Lab
from ..probe import probe
from ..verdicts import expect, same

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z")


def source_type(person: Json) -> list[str]:
    """The types of a person's sources."""
    return [source.get("type") for source in person.get("metadata", {}).get("sources", ())]


def token_of(lab: Lab) -> str:
    """A sync token for what changes from now on."""
    _people, token = lab.contacts.everybody(requestSyncToken=True)
    return token


def changes(lab: Lab, token: str) -> dict[str, Json]:
    """What has changed since a sync token was given, by name."""
    people, _token = lab.contacts.everybody(requestSyncToken=True, syncToken=token)
    return {person["resourceName"]: person for person in people}


@probe
def a_people_token_tells_new_contacts(lab: Lab) -> None:
    token = token_of(lab)
    name = lab.contacts.contact()["resourceName"]
    lab.eventually(lambda: name in changes(lab, token), "the new contact")


@probe
def a_people_token_tells_deletions(lab: Lab) -> None:
    person = lab.contacts.contact()
    name = person["resourceName"]

    def listed() -> str | None:
        people, token = lab.contacts.everybody(requestSyncToken=True)
        return token if any(each["resourceName"] == name for each in people) else None

    token = lab.eventually(listed, "the contact in the list")
    lab.contacts.delete(name).needed()

    def look() -> bool:
        gone = changes(lab, token).get(name, {})
        return bool(gone.get("metadata", {}).get("deleted"))

    lab.eventually(look, "the deletion")


@probe
def a_people_token_is_of_its_fields(lab: Lab) -> None:
    token = token_of(lab)
    answer = lab.contacts.page(requestSyncToken=True, syncToken=token, personFields="names")
    answer.must(400)


@probe
def an_unknown_people_token_is_refused(lab: Lab) -> None:
    answer = lab.contacts.page(requestSyncToken=True, syncToken="not-a-sync-token")
    expect(answer.status in (400, 410), "answer", "400 or 410", answer)


@probe
def a_list_without_asking_has_no_token(lab: Lab) -> None:
    _people, token = lab.contacts.everybody()
    same("token", token, "")


@probe
def a_contact_has_one_source_of_its_own(lab: Lab) -> None:
    person = lab.contacts.contact()
    same("sources", source_type(person).count("CONTACT"), 1)


@probe
def more_than_a_thousand_are_no_page(lab: Lab) -> None:
    lab.contacts.page(pageSize=1001).must(400)


@probe
def a_batch_makes_contacts_in_order(lab: Lab) -> None:
    entries = [
        {"contactPerson": lab.contacts.person(names=[{"givenName": name}])}
        for name in ("Alpha", "Beta", "Gamma")
    ]
    body = {"contacts": entries, "readMask": "names,metadata"}
    made = lab.contacts.ask("POST", "people:batchCreateContacts", body).must(200)
    names = [each["person"]["names"][0]["givenName"] for each in made["createdPeople"]]
    same("order", names, ["Alpha", "Beta", "Gamma"])


@probe
def a_batch_changes_contacts(lab: Lab) -> None:
    people = [lab.contacts.contact() for _number in range(2)]
    bodies = {
        each["resourceName"]: {**head_of(each), "biographies": [{"value": "Words"}]}
        for each in people
    }
    body = {"contacts": bodies, "updateMask": "biographies", "readMask": "biographies,metadata"}
    answer = lab.contacts.ask("POST", "people:batchUpdateContacts", body).must(200)
    same("names", set(answer["updateResult"]), set(bodies))


@probe
def one_stale_contact_fails_its_batch(lab: Lab) -> None:
    fine, late = lab.contacts.contact(), lab.contacts.contact()
    first = {**head_of(late), "biographies": [{"value": "First"}]}
    lab.contacts.update(late["resourceName"], first, "biographies").needed()
    bodies = {
        each["resourceName"]: {**head_of(each), "biographies": [{"value": "Batch"}]}
        for each in (fine, late)
    }
    body = {"contacts": bodies, "updateMask": "biographies", "readMask": "biographies,metadata"}
    lab.contacts.ask("POST", "people:batchUpdateContacts", body).must(400)
    kept = lab.contacts.get(fine["resourceName"]).needed()
    expect("biographies" not in kept.body, "the other contact", "as it was", kept.body)


@probe
def what_is_not_found_says_so_in_its_place(lab: Lab) -> None:
    living, gone = lab.contacts.contact(), lab.contacts.contact()
    lab.contacts.delete(gone["resourceName"]).needed()
    names = [living["resourceName"], gone["resourceName"]]
    found = lab.contacts.ask(
        "GET", "people:batchGet", resourceNames=names, personFields=PERSON_FIELDS
    )
    parts = {each["requestedResourceName"]: each for each in found.must(200)["responses"]}
    expect("person" in parts[names[0]], "the living one", "a person", parts[names[0]])
    missing = parts[names[1]]
    code = missing.get("httpStatusCode") or missing.get("status", {}).get("code")
    expect(code in (404, 5), "the deleted one", "not found", missing)


@probe
def a_batch_deletes_contacts(lab: Lab) -> None:
    names = [lab.contacts.contact()["resourceName"] for _number in range(2)]
    lab.contacts.ask("POST", "people:batchDeleteContacts", {"resourceNames": names}).must(200)
    for name in names:
        lab.contacts.delete(name).must(404, "NOT_FOUND")


@probe
def a_list_may_be_of_contacts_alone(lab: Lab) -> None:
    lab.contacts.page(sources="READ_SOURCE_TYPE_CONTACT").must(200)


@probe
def a_contact_tells_when_it_was_changed(lab: Lab) -> None:
    source = source_of(lab.contacts.create().must(200).body)
    moment = str(source.get("updateTime", ""))
    expect(bool(MOMENT.fullmatch(moment)), "updateTime", "a moment in UTC", moment)
