"""Asks the user whether two appointments are the same; both are there and go on meanwhile."""

from ...engine.core.item import ItemError
from ..odoo.overlaps import Overlaps
from ..reporting import messages
from ..store.links import ref_of
from ..store.refs import EVENT, Ref


class EventQuestions:
    """:param snapshot: the :class:`~sync.reconcile.snapshot.Snapshot` of a calendar"""

    def __init__(self, snapshot):
        self.snapshot = snapshot

    def ask(self, questions):
        """Put the questions to the links of events that have come in.

        :param questions: of the matcher, each about one event
        :return: the pairs of events that were asked about, by their ids
        """
        asked = set()
        for question in questions:
            link = self.snapshot.links.of_google([question.google_id])
            event = self._as_user_sees(question.ref)
            if link.res_id and link.base and event:
                self._ask(link, question, event)
                shown = self.snapshot.records.shown(ref_of(link))
                asked.add(frozenset((shown.id, event.id)))
        return asked

    def _ask(self, link, question, event):
        snapshot = self.snapshot
        overlaps = Overlaps(snapshot.env, snapshot.account)
        name = overlaps.name_of(snapshot.texts, event) or ""
        link.candidates = [
            {
                "id": question.ref.id,
                "model": question.ref.model,
                "name": name,
                "about": overlaps.time_of(snapshot.texts, event),
                "is_own": question.is_own,
            }
        ]
        error = ItemError("alike", name=name)
        text = snapshot.log.told(messages.describe, error)
        link.error = text
        snapshot.log.remark(
            text,
            title=link.title,
            ref=snapshot.records.shown(ref_of(link)),
            other=Ref(EVENT, event.id),
            google_id=link.google_id,
            about="question",
        )

    def _as_user_sees(self, ref):
        user = self.snapshot.account.user_id
        event = self.snapshot.env[EVENT].with_user(user).with_context(lang=user.lang, tz=user.tz)
        return event.browse(ref.id).exists()._filtered_access("read")

    @staticmethod
    def words(link, values):
        """The link's values that keep its question, whatever becomes of its record."""
        asks = link.candidates and not values.get("error")
        return {"error": link.error} if asks else {}
