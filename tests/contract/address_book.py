"""Contacts of a person, as the tests use them: through google-api-python-client."""

import contextlib
import json

import pytest
from google.oauth2.credentials import Credentials
from googleapiclient.errors import HttpError
from people import service

FIELDS = "metadata,names,emailAddresses,phoneNumbers,memberships"
MY_CONTACTS = "contactGroups/myContacts"
STARRED = "contactGroups/starred"


@contextlib.contextmanager
def rpc_refused(status, name, words="", reason=None):
    """People is expected to refuse, with this status and, maybe, the reason of an ErrorInfo."""
    with pytest.raises(HttpError) as caught:
        yield
    error = json.loads(caught.value.content)["error"]
    assert (caught.value.resp.status, error["status"]) == (status, name), error
    assert error["code"] == status
    assert words in error["message"]
    assert "errors" not in error
    assert [detail["reason"] for detail in error.get("details", [])] == ([reason] if reason else [])


class AddressBook:
    """The contacts of an account, and the People API as their owner uses it."""

    def __init__(self, person, token=None):
        api = service(person.google, Credentials(token or person.token), "people.v1")
        self.google = person.google
        self.email = person.email
        self.people = api.people()
        self.connections = self.people.connections()
        self.groups = api.contactGroups()

    def create(self, given="Ann", **fields):
        body = {"names": [{"givenName": given}], **fields}
        return self.people.createContact(body=body).execute()

    def get(self, person, fields=FIELDS):
        request = self.people.get(resourceName=name_of(person), personFields=fields)
        return request.execute()

    def update(self, person, mask, **changes):
        request = self.people.updateContact(
            resourceName=person["resourceName"],
            updatePersonFields=mask,
            body={"metadata": person["metadata"], **changes},
        )
        return request.execute()

    def delete(self, person):
        return self.people.deleteContact(resourceName=name_of(person)).execute()

    def create_many(self, names, **fields):
        bodies = [{"names": [{"givenName": name}], **fields} for name in names]
        contacts = [{"contactPerson": body} for body in bodies]
        reply = self.people.batchCreateContacts(
            body={"contacts": contacts, "readMask": "names,metadata"}
        ).execute()
        return [response["person"] for response in reply["createdPeople"]]

    def page(self, fields=FIELDS, **options):
        request = self.connections.list(
            resourceName="people/me", personFields=fields, **{"requestSyncToken": True, **options}
        )
        return request.execute()

    def sync(self, token=None, **options):
        """All pages of a list: the people, and the token for the next."""
        people, page = [], None
        while True:
            given = {
                key: value for key, value in (("syncToken", token), ("pageToken", page)) if value
            }
            reply = self.page(**given, **options)
            people += reply.get("connections", [])
            assert ("nextPageToken" in reply) != ("nextSyncToken" in reply)
            page = reply.get("nextPageToken")
            if not page:
                return people, reply["nextSyncToken"]

    def names(self, **options):
        return [given_name(person) for person in self.sync(**options)[0]]

    def group(self, title):
        return self.groups.create(body={"contactGroup": {"name": title}}).execute()

    def members(self, group):
        reply = self.groups.get(resourceName=name_of(group), maxMembers=1000).execute()
        return reply.get("memberResourceNames", [])

    def modify(self, group, add=(), remove=()):
        body = {
            "resourceNamesToAdd": [name_of(person) for person in add],
            "resourceNamesToRemove": [name_of(person) for person in remove],
        }
        request = self.groups.members().modify(resourceName=name_of(group), body=body)
        return request.execute()


def name_of(resource):
    return resource if isinstance(resource, str) else resource["resourceName"]


def given_name(person):
    return person["names"][0]["givenName"]


def group_names(person):
    return [
        membership["contactGroupMembership"]["contactGroupResourceName"]
        for membership in person["memberships"]
    ]


def in_groups(*groups):
    """The memberships of a body."""
    return [
        {"contactGroupMembership": {"contactGroupResourceName": name_of(group)}} for group in groups
    ]
