"""Recognizes new series at Google that nobody wants, without reading their rules.

Whoever knows an address can send it series. What is not wanted must cost next to nothing, whatever
it says; so that is asked first. A series that may be one that Odoo has is read all the same, for
then it comes to be linked with that, wanted or not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from odoo.fields import Domain

from ...engine.core.item import ItemError
from ...engine.core.link import GoogleState
from ...engine.events.item import EventItem, Reminder
from ...engine.events.policy import EventPolicy
from ...google_api.calendar import event_codec, series_codec
from ...google_api.calendar.client import Event
from ..odoo.event_records import span_values
from ..odoo.schedule import Schedule
from ..store.links import LinkStore
from ..store.marker import MARKER


class Unwanted:
    def __init__(
        self, find_policy: Callable[[], EventPolicy], links: LinkStore, schedule: Schedule
    ) -> None:
        self.find_policy = find_policy
        self.links = links
        self.schedule = schedule

    def reason(self, event: Event) -> str | None:
        """Why an event stays out that Odoo never had, as far as a glance tells; or ``None``."""
        accepted, changed = event_codec.glance(event)
        return None if accepted is None else self.find_policy().unwanted(accepted, changed)

    def unread(
        self,
        masters: Mapping[str, Event],
        default_reminders: tuple[Reminder, ...],
        calendar_id: str,
    ) -> dict[str, GoogleState[EventItem] | None]:
        """What is known of unwanted series without reading their rules.

        :param masters: Google's JSON of series without a link, by id
        :return: by id the state, or ``None`` where even that says nothing; without those that Odoo
            may have
        """
        states: dict[str, GoogleState[EventItem] | None] = {}
        for google_id, master in masters.items():
            try:
                states[google_id] = series_codec.decode_unread(
                    master, default_reminders, calendar_id
                )
            except ItemError:
                states[google_id] = None
        known = self.maybe_known(masters, states)
        return {google_id: state for google_id, state in states.items() if google_id not in known}

    def maybe_known(
        self, masters: Mapping[str, Event], states: Mapping[str, GoogleState[EventItem] | None]
    ) -> set[str]:
        """The ids of those that bear the sign of a record, or begin just when a series in Odoo
        does."""
        uids = self.links.model.search(
            Domain("ical_uid", "in", [master.get("iCalUID") for master in masters.values()])
            & Domain("res_id", "!=", False)
        ).mapped("ical_uid")
        starts = {
            google_id: span_values(state.item.series.first)["start"]
            for google_id, state in states.items()
            if state and state.item
        }
        taken = set(self.schedule.series.begin_at(starts.values()))
        return {
            google_id
            for google_id, master in masters.items()
            if master.get("iCalUID") in uids
            or MARKER in master.get("extendedProperties", {}).get("private", {})
            or starts.get(google_id) in taken
        }
