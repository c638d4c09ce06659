"""Somebody with a group of contacts on both sides: their names are Odoo's, their jobs Google's."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ledger import Entry
from person import Person

_CLIENT = re.compile(r"^client (\d+) ")
_TRIES = 20


class Keeper(Person):
    """:ivar group: of the contacts in Odoo
    :ivar label: its name, and that of the label in Google
    """

    RIGHTS = ("group_partner_manager",)

    def __init__(self, *both_sides: Any):
        super().__init__(*both_sides)
        self.label = f"Clients of {self.email.partition('@')[0]}"
        (self.group,) = self.odoo.call("res.partner.category", "create", [{"name": self.label}])
        self.save(google_contact_category_id=self.group, google_import_contacts=True)

    # -- contacts -------------------------------------------------------------------------------

    def make(self, entry: Entry, version: int = 1) -> int:
        """Make a contact in Odoo."""
        name = _name(entry, version)
        values = {"name": name, "category_id": [(4, self.group)]}
        with entry.becoming(alive=True), entry.saving(name=name, job="", labelled="yes"):
            (contact_id,) = self.odoo.call("res.partner", "create", [values])
        return contact_id

    def rename(self, entry: Entry, contact_id: int, version: int) -> None:
        name = _name(entry, version)
        with entry.saving(name=name):
            self.odoo.call("res.partner", "write", [contact_id], {"name": name})

    def employ_in_google(self, entry: Entry, version: int) -> None:
        """Give a contact another job, as it is at that moment."""
        job = f"Job {version}"
        with entry.saving(job=job):
            for attempt in range(_TRIES):
                (person,) = [one for one in self._people() if _number(one) == entry.number]
                change = {
                    "etag": person["etag"],
                    "metadata": {"sources": person["metadata"]["sources"]},
                    "organizations": [{"title": job}],
                }
                path = f"{person['resourceName']}:updateContact?updatePersonFields=organizations"
                try:
                    self.fake.people("PATCH", self.email, f"{path}&personFields=names", change)
                except OSError:  # a worker is at it at the same moment
                    if attempt == _TRIES - 1:
                        raise
                    time.sleep(0.1)  # as somebody presses once more
                else:
                    return

    # -- what both sides show -------------------------------------------------------------------

    def in_odoo(self) -> Mapping[int, list[dict[str, str]]]:
        domain = [("name", "like", "client "), ("create_uid", "=", self.odoo.uid)]
        fields = ["name", "function", "category_id"]
        found = defaultdict(list)
        for contact in self.odoo.call("res.partner", "search_read", domain, fields):
            shown = {
                "name": contact["name"],
                "job": contact["function"] or "",
                "labelled": "yes" if self.group in contact["category_id"] else "no",
            }
            found[int(_CLIENT.match(contact["name"]).group(1))].append(shown)
        return found

    def in_google(self) -> Mapping[int, list[dict[str, str]]]:
        """All contacts, with the label or without: none is doubled."""
        state = self.fake.state(self.email)
        labels = {one["resourceName"] for one in state["groups"] if one["name"] == self.label}
        found = defaultdict(list)
        for person in state["contacts"]:
            jobs = person.get("organizations") or [{}]
            shown = {
                "name": _full_name(person),
                "job": jobs[0].get("title", ""),
                "labelled": "yes" if labels & _labels_of(person) else "no",
            }
            found[_number(person)].append(shown)
        return found

    def _people(self) -> list[dict[str, Any]]:
        return self.fake.state(self.email)["contacts"]


def _name(entry: Entry, version: int) -> str:
    return f"client {entry.number} v{version}"


def _full_name(person: Mapping[str, Any]) -> str:
    return person["names"][0]["displayName"]


def _number(person: Mapping[str, Any]) -> int:
    return int(_CLIENT.match(_full_name(person)).group(1))


def _labels_of(person: Mapping[str, Any]) -> set[str]:
    memberships = (one["contactGroupMembership"] for one in person.get("memberships", ()))
    return {one["contactGroupResourceName"] for one in memberships}
