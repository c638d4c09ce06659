"""People as Google tells of them, and what they are to the addon."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from contact_strategies import PLACES
from google_sync.engine.contacts.item import ContactItem
from google_sync.google_api.people.contact_codec import decode, encode
from google_sync.google_api.people.person import kept

from fake_google.person_names import completed

REGION = "DE"
FIELDS = tuple(ContactItem.__slots__)
CONTACT = {"type": "CONTACT", "id": "c1", "etag": "#2", "updateTime": "2027-03-01T08:30:00.123456Z"}


def person(**lists):
    """Google's JSON of a person that has these lists, and no name."""
    return {"resourceName": "people/c1", "etag": "%1", "metadata": {"sources": [CONTACT]}, **lists}


def named(**lists):
    """Google's JSON of Ana Lopez."""
    return person(names=[{"displayName": "Ana Lopez", "givenName": "Ana"}], **lists)


def item(company=None, **lists):
    """The item that Ana Lopez is with these lists."""
    return decode(named(**lists), PLACES, REGION, company).item


def read_address(address):
    """What the addon reads of Ana Lopez with an address."""
    return decode(named(addresses=[address]), PLACES, REGION)


def differing(one, other):
    """The names of the fields in which two items differ."""
    return frozenset(name for name in FIELDS if getattr(one, name) != getattr(other, name))


def apply(source, body, mask):
    """What Google makes of an update: whole lists are replaced, and it tells names as a whole."""
    changed = {**deepcopy(source), **{name: deepcopy(body.get(name, [])) for name in mask}}
    if "names" in mask:
        changed["names"] = [completed(name) for name in changed["names"]]
    return changed


def update(source, **changes):
    """What is sent for changes of the contact that a person is."""
    before = decode(source, PLACES, REGION).item
    after = replace(before, **changes)
    return encode(kept(source), before, after, frozenset(changes), PLACES, REGION)
