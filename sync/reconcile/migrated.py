"""The links that another program has left, until a run has compared both sides.

Such a link has no base. What the other program kept elsewhere is written to Odoo's records first;
``engine.events.migration`` then says what both sides may have agreed on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from odoo.models import BaseModel

from ...engine.core.item import ItemError
from ...engine.core.link import GoogleState, Role
from ...engine.events.item import EventItem
from ...google_api.calendar import event_codec
from ..google.event_reader import Reported
from ..odoo.schedule import Schedule
from ..reporting import messages
from ..reporting.run_log import RunLog
from ..store.links import LinkStore, linked_ref, ref_of
from ..store.refs import RecordRef


def is_uncompared(link: BaseModel) -> bool:
    """Return whether nobody has compared the two that another program has linked."""
    return link.is_migrated and not link.base


class MigratedLinks:
    def __init__(self, links: LinkStore, schedule: Schedule) -> None:
        self.links = links
        self.schedule = schedule

    def of_google(self, google_ids: Iterable[str]) -> BaseModel:
        return self.links.of_google(google_ids).filtered(is_uncompared)

    def unread(self, links: BaseModel, mentioned: Collection[str]) -> BaseModel:
        """The links whose events Google has not shown yet."""
        return links.filtered(lambda link: is_uncompared(link) and link.google_id not in mentioned)

    def freeze(self, links: BaseModel, google_ids: Collection[str], log: RunLog) -> None:
        """Leave series alone that the other program has brought in otherwise than Google has them.

        :param google_ids: of the series whose rule Odoo cannot hold
        """
        text = log.told(messages.describe, ItemError("rule_of_another_program"))
        for link in links.filtered(lambda link: link.google_id in google_ids):
            link.write({"state": "frozen", "is_migrated": False, "retry_at": False, "error": text})
            ref = ref_of(link)
            log.remark(
                text,
                title=link.title or "",
                ref=ref and self.schedule.shown(ref),
                google_id=link.google_id,
            )

    def complete(self, links: BaseModel, google: Reported) -> None:
        """Write to Odoo's records what Google says of them and the other program kept elsewhere.

        :param links: those that are looked at
        :param google: what was :class:`~sync.google.event_reader.Reported`
        """
        for link in links.filtered(is_uncompared):
            state = google.states.get(link.google_id)
            if state and state.item:
                event = google.events.get(link.google_id, {})
                self._complete(linked_ref(link), state, event_codec.metadata(event))

    def _complete(
        self, ref: RecordRef, state: GoogleState[EventItem], about: event_codec.EventMetadata
    ) -> None:
        events = self.schedule.events.model.browse(self.schedule.event_ids([ref]))
        if state.role is Role.EXTERNAL:
            strangers = events.filtered(lambda event: not event.user_id)
            strangers.write({"google_sync_organizer": about.organizer_email})
        conferences = {item.conference for item in _occurrences(state.item)} - {""}
        for event in events:
            link = event.videocall_location
            if link in conferences and event.google_sync_conference != link:
                event.google_sync_conference = link


def _occurrences(item: EventItem | None) -> Iterator[EventItem]:
    if item:
        yield item
        yield from (occurrence for _start, occurrence in item.exceptions if occurrence)
