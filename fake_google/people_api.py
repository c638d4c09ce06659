"""People v1: the handlers for people, thin between a checked request and the account's contacts.

https://developers.google.com/people/api/rest
"""

from __future__ import annotations

from typing import Any

from . import errors, persons, pictures, profiles, rpc_errors
from .api import Request, serves
from .connections import Connections
from .contact_editing import ContactEditor
from .contacts import Contact, ContactBook
from .people_tokens import Position
from .person_fields import UPDATABLE, needed, optional, read_mask

Json = dict[str, Any]

ME = "people/me"
LARGEST_GET = 200
LARGEST_WRITE = 200
LARGEST_DELETE = 500


# ------------------------------------------------------------------------------------------ reading
@serves("people.people.connections.list")
def list_connections(request: Request) -> Json:
    """The account's contacts: all, or what changed."""
    if request.parameters["resourceName"] != ME:
        raise rpc_errors.invalid_argument(f'Resource name must be "{ME}".')
    return Connections(_book(request), position(request), request.parameters).reply(
        _root(request), _locale(request)
    )


@serves("people.people.get")
def get_person(request: Request) -> Json:
    """One contact, or the account's owner."""
    mask = read_mask(request.parameters)
    return _person(request, request.parameters["resourceName"], mask)


@serves("people.people.getBatchGet")
def get_people(request: Request) -> Json:
    """Several contacts; what is not found says so in its place."""
    mask = read_mask(request.parameters)
    names = request.parameters.get("resourceNames") or []
    _check_number(names, LARGEST_GET, "resource names")
    return {"responses": [_response(request, name, mask) for name in names]}


def position(request: Request) -> Position:
    """Whose lists a request is about, and when."""
    account = request.account
    return Position(account.email, account.sync_generation, request.google.clock.timestamp())


def _person(request: Request, name: str, mask: tuple[str, ...]) -> Json:
    scopes = request.token.scopes
    if name in (ME, f"people/{request.account.sub}"):
        return profiles.shown(request.account, mask, scopes, _root(request))
    if not scopes & profiles.ABOUT_CONTACTS:
        raise errors.insufficient_scope(sorted(profiles.ABOUT_CONTACTS))
    contact = _book(request).followed(name)
    return persons.shown(contact, mask, _root(request), _locale(request))


def _response(request: Request, name: str, mask: tuple[str, ...]) -> Json:
    try:
        person = _person(request, name, mask)
    except rpc_errors.RpcError as error:
        status = {"code": rpc_errors.NOT_FOUND, "message": error.message}
        return {"requestedResourceName": name, "httpStatusCode": error.status, "status": status}
    return _found(name, person)


def _found(name: str, person: Json) -> Json:
    return {"requestedResourceName": name, "httpStatusCode": 200, "status": {}, "person": person}


# ------------------------------------------------------------------------------------------ writing
@serves("people.people.createContact")
def create_contact(request: Request) -> Json:
    """A new contact."""
    mask = read_mask(request.parameters, required=False)
    _check_room(request, 1)
    return _written(request, _editor(request).create(request.body), mask)


@serves("people.people.updateContact")
def update_contact(request: Request) -> Json:
    """Some fields of a contact."""
    given = request.parameters
    update = needed("updatePersonFields", given.get("updatePersonFields"), UPDATABLE)
    mask = read_mask(given, required=False)
    contact = _editor(request).update(given["resourceName"], request.body, update)
    return _written(request, contact, mask)


@serves("people.people.deleteContact")
def delete_contact(request: Request) -> Json:
    """The end of a contact."""
    _editor(request).delete([request.parameters["resourceName"]])
    return {}


@serves("people.people.batchCreateContacts")
def batch_create(request: Request) -> Json:
    """Many new contacts, all or none."""
    mask = optional("readMask", request.body.get("readMask"))
    entries = request.body.get("contacts") or []
    _check_number(entries, LARGEST_WRITE, "contacts")
    editor, book = _editor(request), _book(request)
    drafts = [editor.drafted((entry or {}).get("contactPerson") or {}) for entry in entries]
    _check_room(request, len(drafts))
    created = [book.put(draft) for draft in drafts]
    if not mask:
        return {}
    return {"createdPeople": [_response_of_write(request, c, mask) for c in created]}


@serves("people.people.batchUpdateContacts")
def batch_update(request: Request) -> Json:
    """The same fields of many contacts, all or none."""
    update = needed("updateMask", request.body.get("updateMask"), UPDATABLE)
    mask = optional("readMask", request.body.get("readMask"))
    contacts = request.body.get("contacts") or {}
    _check_number(contacts, LARGEST_WRITE, "contacts")
    editor, book = _editor(request), _book(request)
    drafts = [editor.drafted_update(name, body or {}, update) for name, body in contacts.items()]
    updated = [book.put(draft) for draft in drafts]
    if not mask:
        return {}
    return {"updateResult": {c.name: _response_of_write(request, c, mask) for c in updated}}


@serves("people.people.batchDeleteContacts")
def batch_delete(request: Request) -> Json:
    """The end of many contacts, all or none."""
    names = request.body.get("resourceNames") or []
    _check_number(names, LARGEST_DELETE, "resource names")
    _editor(request).delete(names)
    return {}


@serves("people.people.updateContactPhoto")
def update_photo(request: Request) -> Json:
    """A picture of a contact."""
    mask = optional("personFields", request.body.get("personFields"))
    key = pictures.kept(request.google.store.pictures, request.body.get("photoBytes") or "")
    return _with_photo(request, key, mask)


@serves("people.people.deleteContactPhoto")
def delete_photo(request: Request) -> Json:
    """No picture any more."""
    mask = optional("personFields", request.parameters.get("personFields"))
    return _with_photo(request, None, mask)


def _with_photo(request: Request, key: str | None, mask: tuple[str, ...]) -> Json:
    contact = _editor(request).set_photo(request.parameters["resourceName"], key)
    return {"person": _written(request, contact, mask)} if mask else {}


def _written(request: Request, contact: Contact, mask: tuple[str, ...]) -> Json:
    """A person as the answer of a write shows it, whose etag may be that of before (G16)."""
    person = persons.shown(contact, mask, _root(request), _locale(request))
    if request.google.store.habits.of(request.account.email).person_etag == "stale":
        person["etag"] = contact.stale_etag
    return person


def _response_of_write(request: Request, contact: Contact, mask: tuple[str, ...]) -> Json:
    return _found(contact.name, _written(request, contact, mask))


def _check_number(items: Any, largest: int, what: str) -> None:
    if not items:
        raise rpc_errors.invalid_argument(f"Request must have {what}.")
    if len(items) > largest:
        raise rpc_errors.invalid_argument(f"Request has more than {largest} {what}.")


def _check_room(request: Request, number: int) -> None:
    limit = request.google.store.habits.of(request.account.email).contacts_limit
    if len(_book(request).contacts) + number > limit:
        message = "MY_CONTACTS_OVERFLOW_COUNT"
        raise rpc_errors.RpcError(400, "FAILED_PRECONDITION", message)


def _book(request: Request) -> ContactBook:
    return request.account.contacts


def _editor(request: Request) -> ContactEditor:
    habits = request.google.store.habits.of(request.account.email)
    return ContactEditor(request.account.contacts, habits)


def _root(request: Request) -> str:
    return request.google.root


def _locale(request: Request) -> str:
    """The language of who asks: that of the request, or that of the account."""
    asked: str = request.headers.get("accept-language", "")
    return asked.partition(",")[0].strip() or request.account.settings["locale"]
