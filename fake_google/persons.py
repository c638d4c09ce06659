"""Contacts as replies show them."""

from __future__ import annotations

from typing import Any

from .contacts import Contact
from .person_fields import READABLE
from .person_names import localised

Json = dict[str, Any]

PICTURES = "/contact-photos/"
NO_PICTURE = "default"


def shown(contact: Contact, mask: tuple[str, ...], root: str, locale: str = "en") -> Json:
    """A person with the fields of a mask.

    :param root: the address of this stand-in, for the picture's
    :param locale: the reader's, for the order of names
    """
    if not contact.shown:
        contact.shown.update(_whole(contact, root))
    whole = contact.shown
    person: Json = {"resourceName": contact.name, "etag": contact.etag}
    person |= {field: whole[field] for field in mask if field in whole}
    if "names" in person:
        person["names"] = [localised(name, locale) for name in person["names"]]
    return person


def in_sync(contact: Contact, mask: tuple[str, ...], root: str, locale: str = "en") -> Json:
    """A person in an incremental list: with the names it had, or only that it is no more."""
    if contact.deleted:
        gone = {"metadata": {"deleted": True}} if "metadata" in mask else {}
        return {"resourceName": contact.name, "etag": contact.etag, **gone}
    person = shown(contact, mask, root, locale)
    if contact.previous and "metadata" in person:
        previous = list(contact.previous)
        person["metadata"] = {**person["metadata"], "previousResourceNames": previous}
    return person


def whole(contact: Contact, root: str) -> Json:
    """A person with all there is."""
    return shown(contact, READABLE, root)


def with_metadata(entries: list[Json], source: Json) -> list[Json]:
    """The entries of a field, each with where it is from; the first is the primary one."""
    first = {"primary": True, "sourcePrimary": True, "source": source}
    return [
        {"metadata": {"source": source} if number else first, **entry}
        for number, entry in enumerate(entries)
    ]


def _whole(contact: Contact, root: str) -> Json:
    source = {"type": "CONTACT", "id": contact.source_id}
    version = {"etag": contact.source_etag, "updateTime": contact.updated}
    sources: list[Json] = [{**source, **version}]
    if contact.profile:
        sources.insert(0, profile_source(contact.profile))
    fields = {name: with_metadata(entries, source) for name, entries in contact.fields.items()}
    return {
        **fields,
        "metadata": {"sources": sources, "objectType": "PERSON"},
        "photos": with_metadata([_photo(contact, root)], source),
        "memberships": [_membership(name, source) for name in contact.groups],
    }


def profile_source(id_: str) -> Json:
    """Where what is known of an account's owner comes from."""
    kind = {"objectType": "PERSON", "userTypes": ["GOOGLE_USER"]}
    return {"type": "PROFILE", "id": id_, "profileMetadata": kind}


def _photo(contact: Contact, root: str) -> Json:
    if contact.photo is None:
        return {"url": f"{root}{PICTURES}{NO_PICTURE}", "default": True}
    return {"url": f"{root}{PICTURES}{contact.photo}"}


def _membership(group_name: str, source: Json) -> Json:
    membership = {
        "contactGroupId": group_name.partition("/")[2],
        "contactGroupResourceName": group_name,
    }
    return {"metadata": {"source": source}, "contactGroupMembership": membership}
