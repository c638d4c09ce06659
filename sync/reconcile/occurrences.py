"""Occurrences that are records of their own for one user, of series that others have as a whole.

Whoever is invited to some occurrences of a series gets a copy of each of them from Google, with the
id that the instance has in the organizer's series.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from odoo.api import Environment
from odoo.fields import Domain
from odoo.models import BaseModel

from ...engine.core.item import OriginalStart
from ...engine.events.item import EventItem, Repeating
from ...engine.events.occurrences import occurrence
from ...engine.events.recurrence import has_occurrence
from ...google_api.calendar.event_codec import ical_uid_of_occurrence, ical_uid_of_series
from ...google_api.transport.instance_ids import (
    instance_id,
    names_occurrence,
    original_start_of_id,
)
from ..odoo.original_starts import is_date, original_start_of
from ..odoo.schedule import Schedule
from ..store.refs import EVENT, SERIES, RecordRef, ids_of, load_item


class SharedOccurrence(NamedTuple):
    """What another account has of an occurrence.

    :ivar link: that of the series
    :ivar google_id: the instance's
    :ivar ical_uid: by which :mod:`sync.google.event_reader` knows a copy of the instance
    :ivar item: as both sides have agreed on it there; ``None`` where it does not take place
    """

    link: BaseModel
    google_id: str
    ical_uid: str
    item: EventItem | None


class Occurrences:
    """:param account: whose user has them as records of their own"""

    def __init__(self, env: Environment, account: BaseModel, schedule: Schedule) -> None:
        self.schedule = schedule
        self.links = env["google.sync.link"]
        self._others = Domain("account_id", "!=", account.id) & Domain("res_model", "=", SERIES)

    def shared(self, refs: Iterable[RecordRef]) -> Mapping[RecordRef, list[SharedOccurrence]]:
        """Return, for records that are occurrences, what others have of them in their series."""
        events = self.schedule.events.model.browse(ids_of(refs, EVENT)).exists()
        of_series = events.filtered("google_sync_original_start").grouped("recurrence_id")
        found: defaultdict[RecordRef, list[SharedOccurrence]] = defaultdict(list)
        ids = [series.id for series in of_series if series]
        those = Domain("res_id", "in", ids) & Domain("base", "!=", False)
        for link in self.links.search(self._others & those) if ids else ():
            series = self.schedule.series.model.browse(link.res_id)
            for event in of_series[series]:
                if shared := _shared(link, load_item(link), event):
                    found[RecordRef(EVENT, event.id)].append(shared)
        return found

    def named_by(self, ical_uids: Mapping[str, str]) -> set[RecordRef]:
        """The records of the occurrences to which events invite the user without their series.

        :param ical_uids: those of the events, by their ids
        """
        starts: defaultdict[str, set[OriginalStart]] = defaultdict(set)
        for google_id, uid in ical_uids.items():
            if names_occurrence(google_id) and (series_uid := ical_uid_of_series(uid)):
                starts[series_uid].add(original_start_of_id(google_id))
        those = Domain("ical_uid", "in", list(starts)) & Domain("res_id", "!=", False)
        found: set[RecordRef] = set()
        for link in self.links.search(self._others & those) if starts else ():
            wanted = starts[link.ical_uid]
            series = self.schedule.series
            events = series.all_events(series.model.browse(link.res_id))
            by_start = series.by_start(events, all(map(is_date, wanted)))
            found.update(RecordRef(EVENT, by_start[one].id) for one in wanted if one in by_start)
        return found


def _shared(link: BaseModel, series: EventItem, event: BaseModel) -> SharedOccurrence | None:
    """Return what a link of a series has of one of its occurrences."""
    if not isinstance(series.when, Repeating):
        return None
    original_start = original_start_of(event.google_sync_original_start, is_date(series.when.start))
    if original_start is None or not has_occurrence(series.when, original_start):
        return None
    google_id = instance_id(link.google_id, original_start)
    uid = ical_uid_of_occurrence(link.ical_uid or "", google_id)
    return SharedOccurrence(link, google_id, uid, occurrence(series, original_start))
