"""Contacts at Google, as they get there behind the addon's back, and what the addon writes."""

from __future__ import annotations

from google_sync.google_api.people.client import ContactWrite
from google_sync.google_api.people.contact_codec import encode_new
from google_sync.google_api.people.person import kept, metadata
from world import CALENDAR


class AddressBook:
    """Somebody's contacts at the fake Google.

    :param world: which has that person
    """

    def __init__(self, world, email=CALENDAR):
        self._world = world
        self._email = email
        self._token = world._account(email)["access_token"]

    def make(self, *names, **lists):
        """Contacts with these names; returns their resource names."""
        contacts = [{"names": [{"unstructuredName": name}], **lists} for name in names]
        return self._world.control("POST", "contacts", account=self._email, contacts=contacts)[
            "resourceNames"
        ]

    def call(self, method, path, body=None, **params):
        """What a person does in their contacts, by other means than the code under test."""
        return self._world.ask(method, f"/v1/{path}", body, params, self._token)

    def get(self, name):
        return self.call("GET", name, personFields="names,emailAddresses,memberships,metadata")

    def rename(self, name, new):
        body = {"etag": self.get(name)["etag"], "names": [{"unstructuredName": new}]}
        return self.call("PATCH", f"{name}:updateContact", body, updatePersonFields="names")

    def delete(self, name):
        self.call("DELETE", f"{name}:deleteContact")

    def names(self):
        """The names of all contacts, those that are there twice twice."""
        contacts = self._world.control("GET", f"state?account={self._email}")["contacts"]
        return sorted(contact["names"][0]["displayName"] for contact in contacts)

    def labels(self, name):
        """The groups of a contact."""
        return metadata(self.get(name)).labels


def create(item, places, mark="mark", labels=()):
    return ContactWrite("create", None, encode_new(item, places, "", mark, labels))


def update(person, **lists):
    """A write that replaces lists of a contact, as Google had it when it was read."""
    known = kept(person)
    body = {**{k: v for k, v in known.items() if k != "resourceName"}, **lists}
    return ContactWrite("update", person["resourceName"], body, tuple(lists))


def rename(person, name):
    return update(person, names=[{"unstructuredName": name}])
