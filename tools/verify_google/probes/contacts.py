"""Single contacts: versions, fields, what Google makes of them."""

from __future__ import annotations

import base64
import struct
import zlib

from ..calls import Json
from ..desks import head_of, source_of
from ..guard import MARK
from ..lab import Lab
from ..probe import probe
from ..verdicts import expect, same

#: Numbers that are valid and nobody's: kept for films by Britain's regulator.
NUMBERS = ("+44 20 7946 0001", "+44 20 7946 0002")
ADDRESS = {
    "streetAddress": "Example Street 1",
    "postalCode": "1000",
    "city": "Brussels",
    "countryCode": "BE",
}


def picture(size: int = 128) -> str:
    """A grey PNG so many pixels wide and high, in base64."""

    def chunk(name: bytes, content: bytes) -> bytes:
        body = name + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0)  # 8 bits of grey
    rows = zlib.compress((b"\0" + b"\x80" * size) * size)
    chunks = chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + chunks).decode()


def first(person: Json, field: str) -> Json:
    """The first entry of a field; empty without one."""
    return next(iter(person.get(field, ())), {})


def read(lab: Lab, name: str) -> Json:
    """A contact, as soon as it can be read: what was written may show a while later."""

    def look() -> Json | None:
        found = lab.contacts.get(name)
        return found.body if found.ok else None

    return lab.eventually(look, "the contact")


@probe
def an_update_needs_an_etag(lab: Lab) -> None:
    person = lab.contacts.contact()
    body = {"biographies": [{"value": "Words"}]}
    lab.contacts.update(person["resourceName"], body, "biographies").must(400)


@probe
def the_etag_of_the_source_is_enough(lab: Lab) -> None:
    person = lab.contacts.contact()
    body = {**head_of(person), "biographies": [{"value": "Words"}]}
    after = lab.contacts.update(person["resourceName"], body, "biographies").must(200)
    same("notes", first(after.body, "biographies").get("value"), "Words")


@probe
def a_stale_etag_of_the_source_is_refused(lab: Lab) -> None:
    person = lab.contacts.contact()
    body = {**head_of(person), "biographies": [{"value": "First"}]}
    lab.contacts.update(person["resourceName"], body, "biographies").needed()
    late = lab.contacts.update(person["resourceName"], body, "biographies")
    late.must(400, "FAILED_PRECONDITION", "failedPrecondition")


@probe
def each_write_gives_a_new_etag(lab: Lab) -> None:
    person = lab.contacts.contact()
    body = {**head_of(person), "biographies": [{"value": "Words"}]}
    after = lab.contacts.update(person["resourceName"], body, "biographies").needed()
    before, now = source_of(person)["etag"], source_of(after.body)["etag"]
    expect(before != now, "etag of the source", "another one", now)


@probe
def the_answer_of_a_write_is_good_for_the_next(lab: Lab) -> None:
    person = lab.contacts.contact()
    for words in ("First", "Second"):
        body = {**head_of(person), "biographies": [{"value": words}]}
        person = lab.contacts.update(person["resourceName"], body, "biographies").must(200).body
    same("notes", first(person, "biographies").get("value"), "Second")


@probe
def the_persons_etag_is_current_after_a_write(lab: Lab) -> None:
    person = lab.contacts.contact()
    body = {**head_of(person), "biographies": [{"value": "First"}]}
    after = lab.contacts.update(person["resourceName"], body, "biographies").must(200)
    body = {"etag": after["etag"], "biographies": [{"value": "Second"}]}
    lab.contacts.update(person["resourceName"], body, "biographies").must(200)


@probe
def the_source_has_an_id(lab: Lab) -> None:
    person = lab.contacts.contact()
    expect(bool(source_of(person).get("id")), "id of the source", "one", source_of(person))
    found = read(lab, person["resourceName"])
    same("id when read", source_of(found).get("id"), source_of(person)["id"])


@probe
def an_update_keeps_what_its_mask_leaves_out(lab: Lab) -> None:
    person = lab.contacts.contact(emailAddresses=[{"value": "vera@verify.example"}])
    body = {**head_of(person), "biographies": [{"value": "Words"}]}
    after = lab.contacts.update(person["resourceName"], body, "biographies").must(200)
    same("email", first(after.body, "emailAddresses").get("value"), "vera@verify.example")


@probe
def an_update_replaces_whole_lists(lab: Lab) -> None:
    numbers = [{"value": number} for number in NUMBERS]
    person = lab.contacts.contact(phoneNumbers=numbers)
    body = {**head_of(person), "phoneNumbers": numbers[1:]}
    after = lab.contacts.update(person["resourceName"], body, "phoneNumbers").must(200)
    same("numbers", [each["value"] for each in after["phoneNumbers"]], [NUMBERS[1]])


@probe
def a_mask_without_values_empties(lab: Lab) -> None:
    person = lab.contacts.contact(biographies=[{"value": "Words"}])
    after = lab.contacts.update(person["resourceName"], head_of(person), "biographies").must(200)
    expect("biographies" not in after.body, "notes", "none", after.get("biographies"))


@probe
def one_name_is_the_most(lab: Lab) -> None:
    names = [{"givenName": "Vera"}, {"givenName": "Vero"}]
    lab.contacts.create(names=names).must(400)


@probe
def a_long_note_is_refused(lab: Lab) -> None:
    lab.contacts.contact(biographies=[{"value": "n" * 1024}])
    lab.contacts.create(biographies=[{"value": "n" * 1025}]).must(400)


@probe
def a_name_is_taken_apart(lab: Lab) -> None:
    person = lab.contacts.contact(names=[{"unstructuredName": "Vera Van Verification"}])
    name = first(person, "names")
    same("given name", name.get("givenName"), "Vera")
    expect(bool(name.get("familyName")), "family name", "one", name)


@probe
def parts_make_the_display_name(lab: Lab) -> None:
    person = lab.contacts.contact(names=[{"givenName": "Vera", "familyName": "Verification"}])
    shown = first(person, "names").get("displayName", "")
    same("words of the name", sorted(shown.replace(",", "").split()), ["Vera", "Verification"])


@probe
def an_address_gets_its_free_form(lab: Lab) -> None:
    person = lab.contacts.contact(addresses=[ADDRESS])
    shown = first(person, "addresses").get("formattedValue", "")
    expect("Example Street 1" in shown and "Brussels" in shown, "free form", "both", shown)
    same("city", first(person, "addresses").get("city"), "Brussels")


@probe
def an_emptied_free_form_is_made_anew(lab: Lab) -> None:
    person = lab.contacts.contact(addresses=[ADDRESS])
    moved = {**ADDRESS, "city": "Ghent", "formattedValue": ""}
    body = {**head_of(person), "addresses": [moved]}
    after = lab.contacts.update(person["resourceName"], body, "addresses").must(200)
    shown = first(after.body, "addresses").get("formattedValue", "")
    expect("Ghent" in shown and "Brussels" not in shown, "free form", "with Ghent", shown)


@probe
def a_number_with_its_country_gets_a_canonical_form(lab: Lab) -> None:
    person = lab.contacts.contact(phoneNumbers=[{"value": NUMBERS[0]}])
    number = first(person, "phoneNumbers")
    same("as written", number.get("value"), NUMBERS[0])
    same("canonical form", number.get("canonicalForm"), "+442079460001")


@probe
def a_birthday_may_lack_its_year(lab: Lab) -> None:
    person = lab.contacts.contact(birthdays=[{"date": {"month": 3, "day": 1}}])
    same("date", first(person, "birthdays").get("date"), {"month": 3, "day": 1})


@probe
def client_data_is_kept(lab: Lab) -> None:
    mine = [{"key": MARK, "value": "1"}, {"key": "verify", "value": "kept"}]
    person = lab.contacts.contact(clientData=mine)
    found = read(lab, person["resourceName"])
    kept = {each["key"]: each["value"] for each in found.get("clientData", ())}
    same("client data", kept, {MARK: "1", "verify": "kept"})


@probe
def a_picture_is_taken_and_given_back(lab: Lab) -> None:
    name = lab.contacts.contact()["resourceName"]
    body = {"photoBytes": picture(), "personFields": "photos,metadata"}
    after = lab.contacts.ask("PATCH", f"{name}:updateContactPhoto", body).must(200)
    photo = first(after["person"], "photos")
    expect(bool(photo.get("url")) and not photo.get("default"), "picture", "one", photo)
    gone = lab.contacts.ask("DELETE", f"{name}:deleteContactPhoto", personFields="photos,metadata")
    photo = first(gone.must(200).get("person", {}), "photos")
    expect(not photo or bool(photo.get("default")), "picture", "none, or initials", photo)


@probe
def a_picture_gives_a_new_etag(lab: Lab) -> None:
    person = lab.contacts.contact()
    name = person["resourceName"]
    body = {"photoBytes": picture(), "personFields": "photos,metadata"}
    after = lab.contacts.ask("PATCH", f"{name}:updateContactPhoto", body).needed()
    late = {**head_of(person), "biographies": [{"value": "Words"}]}
    lab.contacts.update(name, late, "biographies").must(400)
    fresh = {**head_of(after["person"]), "biographies": [{"value": "Words"}]}
    lab.contacts.update(name, fresh, "biographies").must(200)


@probe
def a_deleted_contact_is_not_found(lab: Lab) -> None:
    person = lab.contacts.contact()
    lab.contacts.delete(person["resourceName"]).must(200)
    body = {**head_of(person), "biographies": [{"value": "Words"}]}
    lab.contacts.update(person["resourceName"], body, "biographies").must(404, "NOT_FOUND")
    lab.contacts.delete(person["resourceName"]).must(404, "NOT_FOUND")


@probe
def a_birthday_shows_in_the_calendar(lab: Lab) -> None:
    lab.contacts.contact(
        names=[{"givenName": "Verification", "familyName": "Birthday"}],
        birthdays=[{"date": {"year": 1980, "month": 3, "day": 1}}],
    )
    window = {"timeMin": "2027-02-27T00:00:00Z", "timeMax": "2027-03-03T00:00:00Z"}

    def look() -> bool:
        query = {"eventTypes": "birthday", "singleEvents": True, **window}
        found = lab.primary.page(**query).needed().get("items", ())
        return any("Verification" in each.get("summary", "") for each in found)

    lab.eventually(look, "the birthday")
