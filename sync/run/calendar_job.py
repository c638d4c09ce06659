"""The requests with which the run of a calendar begins, sent in a thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from odoo.models import BaseModel

from ...google_api.calendar import client as google_calendar
from ...google_api.calendar import series as google_series
from ...google_api.calendar.guest_codec import is_invitation
from ...google_api.transport.errors import GoogleError, RetryLater
from ...google_api.transport.session import Session
from ..odoo.policies import populated_sides
from ..operations import labels, move_calendar, remove_from_google
from ..operations.move_calendar import CalendarMove, moving_ids
from ..operations.remove_from_google import RemovalFromGoogle
from ..store.links import due_google_ids, known_series_ids
from .job import Job, lease


@dataclass
class Fetched:
    """What Google said: its changes, and the events that were asked for by their id.

    :ivar unlisted: of these the invitations that have not come into the calendar
    :ivar labels: the names of the calendar's labels by their ids; ``None``, if nobody has asked or
        Google does not say
    """

    changes: google_calendar.Changes
    looked_at: dict[str, Any]
    unlisted: frozenset[str] = frozenset()
    labels: dict[str, str] | None = None


@dataclass
class CalendarJob(Job):
    """:ivar known_series: Google's ids of the series of which Odoo knows all exceptions
    :ivar synced_at: when the sync token was good; what was made later is told whole
    :ivar populate: the sides that users want populated once; unticked by the run that has done it
    :ivar moves: events that are to leave a former calendar, with which this run is busy then
    :ivar disconnecting: what Odoo removes from Google for a user who disconnects; this run does
        nothing else then
    :ivar known_labels: those of the calendar, if tags go by them and nobody has read them lately
    """

    calendar_id: str = ""
    populate: tuple[str, ...] = ()
    known_series: frozenset[str] = frozenset()
    synced_at: datetime | None = None
    moves: tuple[move_calendar.Move, ...] = ()
    disconnecting: remove_from_google.Part | None = None
    known_labels: dict[str, str] | None = None

    @classmethod
    def of(
        cls, claimed: BaseModel, granted: Mapping[int, Session | Exception]
    ) -> list[CalendarJob]:
        due, series = due_google_ids(claimed), known_series_ids(claimed)
        populated, moving = populated_sides(claimed), moving_ids(claimed)
        jobs = []
        for one in claimed:
            populate = populated[one.id]
            job = cls(
                one.id,
                lease(one),
                None if "odoo" in populate else one.current_token(),
                granted[one.id],
                due[one.id],
                calendar_id=one.calendar_id,
                populate=populate,
                known_series=frozenset(series[one.id]),
                synced_at=one.last_sync and _after(one.last_sync),
                known_labels=labels.due(one),
            )
            if one.decision == "disconnecting":
                job.disconnecting = RemovalFromGoogle(one).take_part()
            elif one.id in moving:
                job.moves = tuple(CalendarMove(one).take_moves())
            jobs.append(job)
        return jobs

    def ask(self) -> Any:
        if self.disconnecting:
            return remove_from_google.send_removals(self.access, self.disconnecting)
        if self.moves:
            return move_calendar.send_moves(self.access, self.calendar_id, self.moves)
        return self.read()

    def read(self) -> Fetched:
        changes = google_calendar.list_changes(self.access, self.calendar_id, self.sync_token)
        changes = google_series.complete_series(
            self.access, self.calendar_id, changes, self.known_series, self.synced_at
        )
        looked_at = google_series.get_series(self.access, self.calendar_id, self.look_at)
        come = self._have_come(looked_at, changes.series)
        late = {one: answer for one, answer in come.items() if isinstance(answer, RetryLater)}
        unlisted = frozenset(one for one, answer in come.items() if answer is False)
        return Fetched(changes, {**looked_at, **late}, unlisted, self._read_labels())

    def _have_come(
        self, looked_at: Mapping[str, Any], told: Collection[str]
    ) -> dict[str, bool | RetryLater]:
        """Whether the invitations among what was asked for, of which no list tells, have come."""
        invitations = {
            google_id: series.event
            for google_id, series in looked_at.items()
            if isinstance(series, google_series.Series)
            and google_id not in told
            and is_invitation(series.event, self.calendar_id)
        }
        if not invitations:
            return {}
        return google_calendar.are_in_calendar(self.access, self.calendar_id, invitations)

    def _read_labels(self) -> dict[str, str] | None:
        """If they are due. Where Google does not say, what is known stays: that is worth no failure
        of a sync."""
        if self.known_labels is None:
            return None
        try:
            return google_calendar.list_labels(self.access, self.calendar_id)
        except GoogleError:
            return self.known_labels

    def says_nothing(self, answer: object) -> bool:
        if self.populate or not isinstance(answer, Fetched) or answer.labels is not None:
            return False
        return not (answer.changes.full or answer.changes.events or answer.changes.series)


def _after(moment: datetime) -> datetime:
    """An instant that is not before ``moment``: Odoo keeps whole seconds only."""
    return moment.replace(tzinfo=timezone.utc) + timedelta(seconds=1)
