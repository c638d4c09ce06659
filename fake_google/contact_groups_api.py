"""People v1: the handlers for contact groups.

https://developers.google.com/people/api/rest/v1/contactGroups
"""

from __future__ import annotations

from typing import Any

from . import opaque, rpc_errors
from .api import Request, serves
from .contacts import ContactBook, Group
from .group_editing import GroupEditor
from .people_api import position
from .people_tokens import (
    PageToken,
    next_sync_token,
    page_size,
    read_page_token,
    read_sync_token,
)

Json = dict[str, Any]

FIELDS = ("clientData", "groupType", "memberCount", "metadata", "name")
DEFAULT_FIELDS = ("groupType", "memberCount", "metadata", "name")
AFTER_WRITE = ("groupType", "metadata", "name")
DEFAULT_PAGE = 30
LARGEST_PAGE = 1000
LARGEST_GET = 200
LARGEST_MODIFY = 1000
FIXED = ("groupFields", "pageSize")


# ------------------------------------------------------------------------------------------ reading
@serves("people.contactGroups.list")
def list_groups(request: Request) -> Json:
    """The account's groups: all, or what changed."""
    book, given = request.account.contacts, request.parameters
    mask = _mask("groupFields", given.get("groupFields"), DEFAULT_FIELDS)
    size = page_size(given, DEFAULT_PAGE, LARGEST_PAGE)
    query = {name: given[name] for name in (*FIXED, "syncToken") if given.get(name)}
    at = position(request)
    sync = read_sync_token(given, query, at, FIXED)
    page = read_page_token(given, query)
    groups = [
        g for g in book.groups.values() if (g.change > sync.change if sync else not g.deleted)
    ]
    left = [group for group in groups if page is None or [group.change] > page.after]
    start = page.start if page else book.last_change
    shown = [_listed(book, group, mask) for group in left[:size]]
    result: Json = {"contactGroups": shown, "totalItems": len(groups)}
    if len(left) > size:
        token = PageToken([left[size - 1].change], start, query)
        result["nextPageToken"] = opaque.written(token)
    else:
        first = {name: query[name] for name in FIXED if name in query}
        result["nextSyncToken"] = next_sync_token(at, start, first, sync)
    return {key: value for key, value in result.items() if value}


@serves("people.contactGroups.get")
def get_group(request: Request) -> Json:
    """One group, with some of its members if wanted."""
    return _with_members(request, request.account.contacts.group(_name(request)))


@serves("people.contactGroups.batchGet")
def get_groups(request: Request) -> Json:
    """Several groups; what is not found says so in its place."""
    names = request.parameters.get("resourceNames") or []
    if not 1 <= len(names) <= LARGEST_GET:
        raise rpc_errors.invalid_argument(f"Between 1 and {LARGEST_GET} names are needed.")
    return {"responses": [_response(request, name) for name in names]}


def _response(request: Request, name: str) -> Json:
    try:
        group = _with_members(request, request.account.contacts.group(name))
    except rpc_errors.RpcError as error:
        status = {"code": rpc_errors.NOT_FOUND, "message": error.message}
        return {"requestedResourceName": name, "status": status}
    return {"requestedResourceName": name, "status": {}, "contactGroup": group}


def _with_members(request: Request, group: Group) -> Json:
    book, given = request.account.contacts, request.parameters
    mask = _mask("groupFields", given.get("groupFields"), DEFAULT_FIELDS)
    wanted = given.get("maxMembers", 0)
    if wanted < 0:
        raise rpc_errors.invalid_argument("maxMembers must not be negative.")
    members = book.members(group.name)[:wanted]
    extra = {"memberResourceNames": members} if members else {}
    return {**shown(book, group, mask), **extra}


def shown(book: ContactBook, group: Group, mask: tuple[str, ...] = FIELDS) -> Json:
    """A group with the fields of a mask."""
    members = len(book.members(group.name)) if "memberCount" in mask else 0
    whole: Json = {
        "clientData": group.client_data,
        "groupType": "SYSTEM_CONTACT_GROUP" if group.system else "USER_CONTACT_GROUP",
        "memberCount": members,
        "metadata": {"updateTime": group.updated},
        "name": group.title,
    }
    words = {"formattedName": group.formatted} if "name" in mask else {}
    kept = {field: whole[field] for field in mask if whole[field]}
    return {"resourceName": group.name, "etag": group.etag, **kept, **words}


def _listed(book: ContactBook, group: Group, mask: tuple[str, ...]) -> Json:
    if not group.deleted:
        return shown(book, group, mask)
    gone = {"metadata": {"deleted": True}} if "metadata" in mask else {}
    return {"resourceName": group.name, "etag": group.etag, **gone}


# ------------------------------------------------------------------------------------------ writing
@serves("people.contactGroups.create")
def create_group(request: Request) -> Json:
    """A new group."""
    body, book = request.body.get("contactGroup") or {}, request.account.contacts
    mask = _mask("readGroupFields", request.body.get("readGroupFields"), AFTER_WRITE)
    group = GroupEditor(book).create(body.get("name") or "", body.get("clientData"))
    return shown(book, group, mask)


@serves("people.contactGroups.update")
def update_group(request: Request) -> Json:
    """A new name, or other client data."""
    body, book = request.body.get("contactGroup") or {}, request.account.contacts
    mask = _mask("readGroupFields", request.body.get("readGroupFields"), AFTER_WRITE)
    update = _mask("updateGroupFields", request.body.get("updateGroupFields"), ("name",))
    if not set(update) <= {"name", "clientData"}:
        raise rpc_errors.invalid_argument("Only name and clientData can be updated.")
    _check_version(book.group(_name(request)), body)
    title = (body.get("name") or "") if "name" in update else None
    client_data = (body.get("clientData") or []) if "clientData" in update else None
    return shown(book, GroupEditor(book).update(_name(request), title, client_data), mask)


@serves("people.contactGroups.delete")
def delete_group(request: Request) -> Json:
    """The end of a group, and of its contacts if wanted."""
    with_contacts = request.parameters.get("deleteContacts", False)
    GroupEditor(request.account.contacts).delete(_name(request), with_contacts)
    return {}


@serves("people.contactGroups.members.modify")
def modify_members(request: Request) -> Json:
    """Contacts into a group, and out of it."""
    add = request.body.get("resourceNamesToAdd") or []
    remove = request.body.get("resourceNamesToRemove") or []
    if len(add) + len(remove) > LARGEST_MODIFY:
        raise rpc_errors.invalid_argument(
            f"Request has more than {LARGEST_MODIFY} resource names to add and remove."
        )
    result = GroupEditor(request.account.contacts).modify(_name(request), add, remove)
    reply = {
        "notFoundResourceNames": result.not_found,
        "canNotRemoveLastContactGroupResourceNames": result.last_group,
    }
    return {key: names for key, names in reply.items() if names}


def _check_version(group: Group, body: Json) -> None:
    if not body.get("etag"):
        raise rpc_errors.invalid_argument("Request must set contact_group.etag.")
    if body["etag"] != group.etag:
        raise rpc_errors.failed_precondition(
            "Request contact_group.etag is different than the current contact_group.etag."
        )


def _name(request: Request) -> str:
    name: str = request.parameters["resourceName"]
    return name


def _mask(name: str, text: str | None, default: tuple[str, ...]) -> tuple[str, ...]:
    paths = [path.strip() for path in (text or "").split(",") if path.strip()]
    for path in paths:
        if path not in FIELDS:
            raise rpc_errors.invalid_argument(f'Invalid {name} mask path: "{path}".')
    return tuple(field for field in FIELDS if field in paths) or default
