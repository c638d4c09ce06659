"""Asks the user which contacts are the same, where nobody can say; until then both stay aside."""

from ...engine.core.item import ItemError
from ..google.contact_writer import NEW, new_id


class ContactQuestions:
    """:param snapshot: the :class:`~sync.reconcile.snapshot.Snapshot` of a group of contacts
    :ivar known: how those were shown that were asked about before, by id
    :ivar asked: the texts of former questions, by the record's id and Google's
    """

    def __init__(self, snapshot):
        self.snapshot = snapshot
        self.known = {}
        self.asked = {}

    def take_back(self):
        """Have former questions matched anew: by now they may be clear.

        What is asked again is told once.
        """
        questions = self.snapshot.found.filtered("candidates")
        self.known = {one["id"]: one for link in questions for one in link.candidates}
        self.asked = {(link.res_id, _known_id(link)): link.error for link in questions}
        self.snapshot.found -= questions
        questions.unlink()

    def forget(self, google_ids):
        """Take back what was asked about these contacts."""
        self.snapshot.links.of_google(google_ids).filtered("candidates").unlink()

    def ask(self, members, refs, google_ids):
        """Set aside what could be the same in more than one way, until somebody says which is.

        :param members: those of ``refs`` that are in the group
        """
        records, google = self.snapshot.records, self.snapshot.google
        titles = {ref: records.title(ref) for ref in refs}
        contacts = [
            {"id": ref.id, "name": title, "about": records.about(ref)}
            for ref, title in sorted(titles.items())
        ]
        people = [self._candidate(google_id) for google_id in sorted(google_ids)]
        for ref in sorted(members):
            del self.snapshot.odoo[ref]
            self._ask({"res_id": ref.id, "google_id": new_id()}, titles[ref], people)
        self.forget(google_ids)
        for google_id in sorted(google_ids):
            state = google.states.pop(google_id, None)
            # Until it is looked at, for which it has to have a link.
            unknown = google_id not in {**google.names, **self.known}
            if unknown or (state and state.item):
                values = {"google_id": google_id, "etag": state and state.etag}
                self._ask(values, self._candidate(google_id)["name"], contacts)

    def _ask(self, values, title, candidates):
        link = self.snapshot.links.create([{**values, "candidates": candidates, "title": title}])
        link.error = self.asked.get((link.res_id, _known_id(link)))
        names = ", ".join(dict.fromkeys(f"“{one['name']}”" for one in candidates))
        self.snapshot.quarantine(link, title, ItemError("ambiguous", names=names))

    def _candidate(self, google_id):
        """How a contact of Google's is shown to the user who is asked."""
        google = self.snapshot.google
        if google_id in google.names:
            name, about = google.names[google_id], google.about[google_id]
            return {"id": google_id, "name": name, "about": about}
        name = self.snapshot.texts._("a contact in Google")
        return self.known.get(google_id, {"id": google_id, "name": name, "about": ""})


def _known_id(link):
    """Google's id, of a link that has one."""
    return "" if link.google_id.startswith(NEW) else link.google_id
