"""Contact groups, which Google shows as labels.

https://developers.google.com/people/api/rest/v1/contactGroups
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..transport import shape
from ..transport.errors import AlreadyExists, Outdated
from ..transport.session import Session
from .calls import parts

PAGE = 1000  # the most that Google gives at once
MEMBERS = 1000  # the most that Google takes at once, those to add and to remove together

#: Where every contact is that is in the address book at all.
MY_CONTACTS = "contactGroups/myContacts"

_FIELDS = "name,groupType,metadata"


@dataclass(frozen=True, slots=True)
class Label:
    """A group that the user has made."""

    resource_name: str
    name: str
    etag: str = ""


def list_labels(session: Session) -> list[Label]:
    """The user's own groups, without those of Google."""
    parameters = {"pageSize": PAGE, "groupFields": _FIELDS}
    found = session.pages(session.people.contactGroups(), parameters)
    return [
        _label(group)
        for page in found
        for group in shape.labels_of(page)
        if group.get("groupType") == "USER_CONTACT_GROUP"
    ]


def create_label(session: Session, name: str) -> Label:
    """A group of this name: a new one, or the one that is there.

    :raise AlreadyExists: one of Google's own groups has this name
    """
    body = {"contactGroup": {"name": name}, "readGroupFields": _FIELDS}
    try:
        return _label(session.call(session.people.contactGroups().create(body=body)))
    except AlreadyExists:
        for label in list_labels(session):
            if label.name.casefold() == name.casefold():
                return label
        raise


def rename_label(session: Session, label: Label, name: str) -> Label:
    """:raise AlreadyExists: another group has this name"""
    try:
        return _rename(session, label, name)
    except Outdated:
        group = session.people.contactGroups().get(
            resourceName=label.resource_name, groupFields=_FIELDS
        )
        return _rename(session, _label(session.call(group)), name)


def _rename(session: Session, label: Label, name: str) -> Label:
    group = {"resourceName": label.resource_name, "etag": label.etag, "name": name}
    body = {"contactGroup": group, "updateGroupFields": "name", "readGroupFields": _FIELDS}
    request = session.people.contactGroups().update(resourceName=label.resource_name, body=body)
    return _label(session.call(request))


def _label(group: dict[str, Any]) -> Label:
    known = shape.label(group)
    return Label(known["resourceName"], known.get("name", ""), known.get("etag", ""))


def change_members(
    session: Session, label_name: str, add: Iterable[str], remove: Iterable[str]
) -> frozenset[str]:
    """Put contacts into a group, and take others out of it.

    :param label_name: resource name of the group
    :return: the resource names of the contacts that Google does not find
    """
    changes = [(name, True) for name in dict.fromkeys(add)]
    changes += [(name, False) for name in dict.fromkeys(remove)]
    missing: set[str] = set()
    stuck: list[str] = []
    for part in parts(changes, MEMBERS):
        added = [name for name, wanted in part if wanted]
        answer = _modify(session, label_name, added, [name for name, w in part if not w])
        missing.update(shape.texts(answer, "notFoundResourceNames"))
        stuck += shape.texts(answer, "canNotRemoveLastContactGroupResourceNames")
    for names in parts(stuck, MEMBERS):
        # A contact has to be in some group.
        _modify(session, MY_CONTACTS, names, ())
        _modify(session, label_name, (), names)
    return frozenset(missing)


def _modify(
    session: Session, label_name: str, add: Iterable[str], remove: Iterable[str]
) -> dict[str, Any]:
    body = {"resourceNamesToAdd": list(add), "resourceNamesToRemove": list(remove)}
    present = {name: names for name, names in body.items() if names}
    members = session.people.contactGroups().members()
    return session.call(members.modify(resourceName=label_name, body=present))
