"""One user's schedule in Odoo: single events and series, each known by its :class:`RecordRef`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Literal

from odoo.api import Environment
from odoo.models import BaseModel

from ...engine.core.item import ItemError
from ...engine.core.link import OdooState, Role
from ...engine.core.plan import Write
from ...engine.events.item import EventItem, Repeating
from ..store.refs import EVENT, SERIES, RecordRef, ids_of
from .event_records import EventRecords
from .records import Declined
from .schedule_queries import Window
from .series_records import SeriesRecords
from .series_writer import SeriesWriter


class Schedule:
    """:param env: an environment of the superuser
    :param user: whose schedule it is; what is written is written with their rights
    """

    def __init__(self, env: Environment, user: BaseModel) -> None:
        self.env = env
        self.events = EventRecords(env, user)
        self.series = SeriesRecords(self.events)
        self.series_writer = SeriesWriter(self.series)
        self.guests = self.events.guests

    # -- reading ------------------------------------------------------------------------------

    def everything(self, window: Window) -> set[RecordRef]:
        """All that the user organises or attends, and has not declined.

        :param window: between these two moments, aware
        """
        return {
            RecordRef(model, one)
            for model, records in self._kinds()
            for one in records.schedule(window)
        }

    def resolve(
        self,
        refs: Iterable[RecordRef],
        linked: set[RecordRef],
        is_any_in_google: Callable[[Iterable[RecordRef]], bool],
    ) -> set[RecordRef]:
        """``refs``, with series in place of their occurrences, unless these are for themselves.

        Whoever has an occurrence without its series goes on having occurrences: it would be there
        twice.

        :param linked: the refs that have a link, which stay what they are
        :param is_any_in_google: says of refs whether Google has one of them by itself
        """
        found = self._with_series(set(refs) - linked) | linked.intersection(refs)
        for ref in self.existing(ref for ref in found if ref.model == SERIES):
            is_one = ref in linked or (
                self.series.is_wholly_theirs(ref.id)
                and not is_any_in_google(_refs(EVENT, self.series.occurrence_ids(ref.id)))
            )
            if not is_one:
                found.discard(ref)
            found |= _refs(EVENT, self.series.single_ids(ref.id, is_one))
        return found

    def _with_series(self, refs: set[RecordRef]) -> set[RecordRef]:
        """``refs``, with series in place of all their occurrences."""
        events = self.events.model.browse(ids_of(refs, EVENT)).exists().filtered("recurrence_id")
        return refs - _refs(EVENT, events.ids) | _refs(SERIES, events.recurrence_id.ids)

    def read(
        self, refs: Iterable[RecordRef]
    ) -> tuple[dict[RecordRef, OdooState[EventItem]], dict[RecordRef, ItemError]]:
        """The states of the records, and what is wrong with those that are no item."""
        states: dict[RecordRef, OdooState[EventItem]] = {}
        problems: dict[RecordRef, ItemError] = {}
        for model, records in self._kinds():
            found, wrong = records.read(ids_of(refs, model))
            states.update((RecordRef(model, one), state) for one, state in found.items())
            problems.update((RecordRef(model, one), error) for one, error in wrong.items())
        return states, problems

    def existing(self, refs: Iterable[RecordRef]) -> set[RecordRef]:
        """Return the refs of existing records, archived ones too."""
        return self._those("existing", refs)

    def own(self, refs: Iterable[RecordRef]) -> set[RecordRef]:
        """Return the refs of all events that the user organises or attends, with any answer."""
        return self._those("own", refs)

    def alike(self, items: Iterable[EventItem]) -> dict[RecordRef, EventItem]:
        """What begins when one of ``items`` does, by ref."""
        items = list(items)
        found: dict[RecordRef, EventItem] = {}
        for model, records in self._kinds():
            series = model == SERIES
            group = [item for item in items if isinstance(item.when, Repeating) == series]
            alike = records.alike(group) if group else {}
            found.update((RecordRef(model, one), item) for one, item in alike.items())
        return found

    def title(self, ref: RecordRef) -> str:
        return self._of(ref).title(ref.id)

    def is_invited(self, ref: RecordRef) -> bool:
        """Return whether the meeting takes place, with the user among its guests."""
        return bool(self._own_line(ref))

    def _own_line(self, ref: RecordRef) -> BaseModel:
        """The user's line among the attendees of a meeting that takes place."""
        shown = self.shown(ref)
        event = self.events.model.browse(shown and shown.id).exists()
        return self.events.attendance.attendee(event.filtered("active"))

    def declined(self, ref: RecordRef, item: EventItem | None) -> Declined:
        """Return the parts of a record that the user has declined and that take place all the same.

        :param item: the record as it is in the user's schedule; ``None`` if it is not
        :return: original starts, and ``None`` for the record itself
        """
        if item is None:
            says_no = self._own_line(ref).state == "declined"
            return frozenset([None]) if says_no else frozenset()
        gone = {start for start, one in item.exceptions if one is None}
        if not gone or ref.model != SERIES:
            return frozenset()
        return frozenset(self.series.declined_starts(ref.id) & gone)

    def event_ids(self, refs: Iterable[RecordRef]) -> list[int]:
        """The events, those of a series all."""
        ids = ids_of(refs, EVENT)
        for series_id in ids_of(refs, SERIES):
            ids += self.series.event_ids(series_id)
        return ids

    def shown(self, ref: RecordRef) -> RecordRef | None:
        """The event that shows the record: of a series, one of its occurrences."""
        if ref.model == EVENT:
            return ref
        return next((RecordRef(EVENT, one) for one in self.series.event_ids(ref.id)), None)

    def events_of(self, refs: Collection[RecordRef]) -> dict[RecordRef, BaseModel]:
        """The event that stands for each record, archived ones too: of a series an occurrence.

        :return: by ref, without those of which there is none
        """
        found = {
            RecordRef(EVENT, one.id): one for one in self.events.model.browse(ids_of(refs, EVENT))
        }
        for ref in refs:
            if ref.model == SERIES:
                found[ref] = self.series.all_events(self.series.model.browse(ref.id))[:1]
        existing = self.existing(found)
        return {ref: event for ref, event in found.items() if event and ref in existing}

    def heirs(self, refs: Iterable[RecordRef]) -> dict[RecordRef, RecordRef]:
        """What has become of records: series of single events, and others of series.

        Odoo makes a new recurrence of one whose occurrences are all changed.

        :return: the ref now, of those of which something has become
        """
        refs = set(refs)
        events = (
            self.events.model.browse(ids_of(refs, EVENT))
            .exists()
            .filtered("google_sync_original_start")
        )
        gone = {ref for ref in refs if ref.model == SERIES} - self.existing(refs)
        found = {
            RecordRef(EVENT, event.id): RecordRef(SERIES, event.recurrence_id.id)
            for event in events
            if self.series.is_wholly_theirs(event.recurrence_id.id)
        }
        for ref in gone:
            if heir := self.series.heir(ref.id):
                found[ref] = RecordRef(SERIES, heir)
        return found

    def split_off(self, refs: Iterable[RecordRef]) -> dict[RecordRef, RecordRef]:
        """Return of which series Odoo has split off others, by the refs of these."""
        found = self.series.split_off(ids_of(refs, SERIES))
        return {RecordRef(SERIES, one): RecordRef(SERIES, other) for one, other in found.items()}

    # -- writing ------------------------------------------------------------------------------

    def create(self, requests: Iterable[tuple[EventItem, str | None]]) -> list[RecordRef]:
        """:param requests: pairs of the item and the organiser's address, for one who is no user
        :return: the new refs, in the same order
        """
        requests = list(requests)
        single = [request for request in requests if not isinstance(request[0].when, Repeating)]
        events = iter(self.events.create(single) if single else ())
        return [
            RecordRef(SERIES, self.series_writer.create(item, organizer))
            if isinstance(item.when, Repeating)
            else RecordRef(EVENT, next(events))
            for item, organizer in requests
        ]

    def update(
        self, ref: RecordRef, write: Write[EventItem], role: Role, declined: Declined = frozenset()
    ) -> RecordRef:
        """Write the fields in which the items of ``write`` differ, those alone.

        :param declined: the original starts that take place without the user, who has said no
        :return: the ref, which is another one where a single event became a series or the reverse
        """
        after = write.item
        repeats = isinstance(after.when, Repeating)
        if ref.model == SERIES and not repeats:
            return RecordRef(EVENT, self.series_writer.to_single(ref.id, after, role))
        if ref.model == EVENT and repeats:
            return RecordRef(SERIES, self.series_writer.from_single(ref.id, after, role))
        if repeats:
            self.series_writer.update(ref.id, write.before or after, after, role, declined)
        else:
            self.events.update(ref.id, after, write.fields)
        return ref

    def write_guests(self, ref: RecordRef, before: EventItem | None, after: EventItem) -> None:
        """Bring the guests from what they are in one item to what they are in another."""
        self._writer(ref).write_guests(ref.id, before, after)

    def remove(self, ref: RecordRef, role: Role, declined: Declined = frozenset()) -> None:
        """Take the record out of the user's schedule.

        :param declined: has ``None`` if it takes place without the user, who has said no
        """
        self._writer(ref).remove(ref.id, role, None in declined)

    def restore(self, ref: RecordRef, item: EventItem, role: Role) -> RecordRef:
        """Bring the record into the schedule, or back into it, as ``item`` says.

        :return: the ref, as from :meth:`update`
        """
        repeats = isinstance(item.when, Repeating)
        if ref.model == SERIES and not repeats:
            return RecordRef(EVENT, self.series_writer.to_single(ref.id, item, role))
        if ref.model == EVENT and repeats:
            return RecordRef(SERIES, self.series_writer.from_single(ref.id, item, role))
        self._writer(ref).restore(ref.id, item, role)
        return ref

    # -- both kinds ---------------------------------------------------------------------------

    def _of(self, ref: RecordRef) -> EventRecords | SeriesRecords:
        return self.events if ref.model == EVENT else self.series

    def _writer(self, ref: RecordRef) -> EventRecords | SeriesWriter:
        return self.events if ref.model == EVENT else self.series_writer

    def _kinds(self) -> tuple[tuple[str, EventRecords], tuple[str, SeriesRecords]]:
        return (EVENT, self.events), (SERIES, self.series)

    def _those(
        self, method: Literal["existing", "own"], refs: Iterable[RecordRef]
    ) -> set[RecordRef]:
        refs = set(refs)
        return {
            RecordRef(model, one)
            for model, records in self._kinds()
            for one in getattr(records, method)(ids_of(refs, model))
        }


def _refs(model: str, ids: Iterable[int]) -> set[RecordRef]:
    return {RecordRef(model, one) for one in ids}
