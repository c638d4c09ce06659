"""Asks the user which contacts are the same if that is uncertain; until then both wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from odoo import fields
from odoo.models import BaseModel

from ...engine.core.item import ItemError
from ..google.contact_writer import NEW, new_id
from ..reporting.told import SOURCE
from ..store.links import postpone
from ..store.refs import RecordRef
from .snapshot import ContactSnapshot

#: How a contact is shown to the user who is asked: its id, its name, and what tells it from others.
Shown = dict[str, Any]


class ContactQuestions:
    """:ivar known: how those were shown that were asked about before, by id
    :ivar asked: the texts of former questions, in English, by the record's id and Google's
    """

    def __init__(self, snapshot: ContactSnapshot) -> None:
        self.snapshot = snapshot
        self.known: dict[str | int, Shown] = {}
        self.asked: dict[tuple[int, str], str] = {}

    def take_back(self) -> None:
        """Have former questions matched anew: by now they may be clear.

        What is asked again is told once.
        """
        questions = self.snapshot.found.filtered("candidates")
        self.known = {one["id"]: one for link in questions for one in link.candidates}
        sources = questions.with_context(lang=SOURCE)
        self.asked = {(link.res_id, _known_id(link)): link.error for link in sources}
        self.snapshot.found -= questions
        questions.unlink()

    def forget(self, google_ids: Iterable[str]) -> None:
        """Take back what was asked about these contacts."""
        self.snapshot.links.of_google(google_ids).filtered("candidates").unlink()

    def ask(self, members: set[RecordRef], refs: set[RecordRef], google_ids: set[str]) -> None:
        """Set aside what could be the same in more than one way, until somebody says which is.

        Contacts of which nothing but digests is known are asked for first: nobody can choose
        among contacts without names.

        :param members: those of ``refs`` that are in the group
        """
        records, google = self.snapshot.records, self.snapshot.google
        titles = {ref: records.title(ref) for ref in refs}
        contacts = [
            {"id": ref.id, "name": title, "about": records.about(ref)}
            for ref, title in sorted(titles.items())
        ]
        people = {google_id: self._candidate(google_id) for google_id in sorted(google_ids)}
        unknown = {google_id for google_id, one in people.items() if not one["name"]}
        set_aside: list[tuple[dict[str, Any], str, list[Shown]]] = [
            ({"res_id": ref.id, "google_id": new_id()}, titles[ref], [*people.values()])
            for ref in sorted(members)
        ]
        for google_id, one in people.items():
            state = google.states.pop(google_id, None)
            if google_id in unknown or (state and state.item):
                values = {"google_id": google_id, "etag": state and state.etag}
                set_aside.append((values, one["name"], contacts))
        for ref in members:
            del self.snapshot.odoo[ref]
        waited = self.snapshot.links.of_google(unknown) or unknown & self.known.keys()
        self.forget(google_ids)
        for values, title, candidates in set_aside:
            link = self._set_aside(values, title, candidates)
            if not unknown:
                self._put_question(link)
            elif waited:  # Google gave no answer
                postpone(link)
            else:
                link.retry_at = fields.Datetime.now()

    def _set_aside(
        self, values: Mapping[str, Any], title: str, candidates: Iterable[Shown]
    ) -> BaseModel:
        by_name = sorted(candidates, key=lambda one: (one["name"].casefold(), str(one["id"])))
        return self.snapshot.links.create([{**values, "candidates": by_name, "title": title}])

    def _put_question(self, link: BaseModel) -> None:
        link.error = self.asked.get((link.res_id, _known_id(link)))
        names = ", ".join(dict.fromkeys(one["name"] for one in link.candidates))
        self.snapshot.quarantine(link, link.title, ItemError("ambiguous", names=names))

    def _candidate(self, google_id: str) -> Shown:
        """How a contact of Google's is shown to the user who is asked; without a name as long as
        Google has to tell it."""
        google = self.snapshot.google
        if google_id in google.names:
            name, about = google.names[google_id], google.about[google_id]
            return {"id": google_id, "name": name, "about": about}
        if google_id in google.mentioned:
            name = self.snapshot.texts._("a contact in Google that Odoo cannot read")
            return {"id": google_id, "name": name, "about": ""}
        return self.known.get(google_id, {"id": google_id, "name": "", "about": ""})


def _known_id(link: BaseModel) -> str:
    """Google's id, of a link that has one."""
    return "" if link.google_id.startswith(NEW) else link.google_id
