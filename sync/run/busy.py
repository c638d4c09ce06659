"""Reads other calendars of a user, for their busy times.

It is a run of its own, so a server that is slow to answer holds up nobody's sync. It compares
nothing and writes to nobody: what was found takes the place of what was known.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from odoo import fields
from odoo.api import Environment
from odoo.models import BaseModel

from ...engine.busy import ical
from ...engine.busy.intervals import Interval
from ...google_api.calendar.freebusy import busy_times
from ...google_api.transport.deadline import Deadline
from ...google_api.transport.errors import GoogleError
from ...google_api.transport.session import Session
from ..database import zones
from ..database.side_connection import ConnectionLost
from ..feeds.fetch import FeedError, fetch
from ..google.access import sessions
from ..odoo.overlaps import Overlaps
from ..store.links import linked_uids
from .job import access_of, keep_tokens
from .steps import ToSend, Worker
from .whole import WholeRun

#: So far ahead calendars are read each time, and now and then.
NEAR, FAR = timedelta(days=56), timedelta(days=365)
#: How many questions wait for an answer at most: other people's servers may be slow, and hold
#: threads that are for Google.
AT_ONCE = 10
#: What has begun before, and may not be over yet.
BEFORE = timedelta(days=1)
#: How many appointments are looked at for double bookings.
MOST_BOOKED = 2_000


@dataclass(frozen=True)
class Found:
    """When one calendar is taken.

    :ivar taken: pairs of a span and the UID of what takes it; empty where nobody says so
    :ivar problem: the code of what could not be read of it
    """

    taken: tuple[ical.Taken, ...]
    problem: str | None = None


class Question(ABC):
    """What is asked of a server, in a thread: values alone.

    :ivar window: the time that is asked about
    :ivar is_whole: whether that is all of it
    """

    session: Session | Exception | None = None

    def __init__(self, readings: BaseModel) -> None:
        now = fields.Datetime.now()
        self.is_whole = self.always_whole or readings.wants_all(now)
        self.window = window_at(now, self.is_whole)

    always_whole = False

    @abstractmethod
    def ask(self) -> dict[int, Found | GoogleError]:
        """Return what was found, or the error, by the id of the reading."""


class OfGoogle(Question):
    """The calendars of one Google account, in one request for some weeks."""

    def __init__(self, readings: BaseModel, session: Session | Exception) -> None:
        super().__init__(readings)
        self.session = self._access = session
        self._readings = {one.calendar_id.google_id: one.id for one in readings}

    def ask(self) -> dict[int, Found | GoogleError]:
        found = busy_times(access_of(self._access), list(self._readings), self.window)
        return {
            self._readings[google_id]: said
            if isinstance(said, GoogleError)
            else Found(tuple(ical.Taken(span, "") for span in said))
            for google_id, said in found.items()
        }


class OfAddress(Question):
    """The calendar at one iCal address."""

    always_whole = True

    def __init__(
        self, reading: BaseModel, address: str | None, zone: str, deadline: Deadline
    ) -> None:
        super().__init__(reading)
        self._reading_id, self._address = reading.id, address
        self._zone, self._deadline = zone, deadline

    def ask(self) -> dict[int, Found | GoogleError]:
        if not self._address:
            raise FeedError("no_address")
        content = fetch(self._address, self._deadline)
        try:
            feed = ical.read(content, self.window, self._zone)
        except ical.NotACalendar as error:
            raise FeedError("not_ical") from error
        except ical.TooManyEvents as error:
            raise FeedError("too_large") from error
        problem = "too_many" if feed.is_cut else "partly" if feed.left_out else None
        return {self._reading_id: Found(feed.taken, problem)}


def window_at(now: datetime, is_whole: bool) -> Interval:
    """Return the time that is asked about.

    :param now: naive, in UTC
    """
    midnight = datetime(now.year, now.month, now.day, tzinfo=timezone.utc)
    return Interval(midnight - BEFORE, midnight + (FAR if is_whole else NEAR))


class BusyRun(WholeRun):
    """Takes calendars that are asked for together through the steps of the runner.

    :param readings: what was claimed
    :param question: what is asked
    """

    claimed_model = "google.sync.busy.reading"
    told_elsewhere = (GoogleError, FeedError, ConnectionLost)

    def __init__(self, readings: BaseModel, question: Question) -> None:
        super().__init__(readings)
        self.question = question

    @classmethod
    def claim(cls, env: Environment, worker: Worker, limit: int) -> list[BusyRun]:
        """Take the calendars that are due."""
        claimed = env[cls.claimed_model].claim(worker.number, limit)
        if not claimed:
            return []
        of_google = claimed.filtered(lambda one: one.calendar_id.kind == "google")
        return [
            *cls._of_google(of_google, worker),
            *cls._of_addresses(claimed - of_google, worker),
        ]

    @classmethod
    def _of_google(cls, readings: BaseModel, worker: Worker) -> list[BusyRun]:
        by_user = readings.grouped(lambda one: one.calendar_id.user_id)
        accounts = readings.calendar_id.user_id.google_sync_account_ids
        granted = sessions(accounts, connection=worker.connection, deadline=worker.deadline)
        return [
            cls(own, OfGoogle(own, granted[user.google_sync_account_ids.id]))
            for user, own in by_user.items()
        ]

    @classmethod
    def _of_addresses(cls, readings: BaseModel, worker: Worker) -> list[BusyRun]:
        addresses = readings.env["google.sync.busy.address"].load(readings.calendar_id)
        return [
            cls(
                one,
                OfAddress(
                    one,
                    addresses.get(one.calendar_id.id),
                    zones.known(one.calendar_id.user_id.tz),
                    worker.deadline,
                ),
            )
            for one in readings
        ]

    def fetch(self) -> Any:
        """Ask, in a thread."""
        return self.answer(self.question.ask)

    def go_on(self, env: Environment, answer: Any) -> Sequence[ToSend]:
        """Keep what was found; nothing is left to be sent."""
        readings = self.claimed(env)
        keep_tokens(env, self.question.session)
        if isinstance(answer, Exception):
            return self.fail(env, answer)
        for reading in readings:
            found = answer[reading.id]
            if isinstance(found, Found):
                self._store(reading, found)
            else:
                reading.record_failure(found)
        self._refresh(readings)
        return []

    def note_failure(self, claimed: BaseModel, error: Exception) -> None:
        """What was known stays, and the user's page says why."""
        claimed.record_failure(error)
        self._refresh(claimed)

    def _store(self, reading: BaseModel, found: Found) -> None:
        account = reading.calendar_id.user_id.google_sync_account_ids
        uids = {taken.uid for taken in found.taken if taken.uid}
        known = linked_uids(account, uids) if account and uids else set()
        spans = [
            taken.span
            for taken in found.taken
            # What the schedule has already would be in its own way.
            if taken.uid not in known
        ]
        question = self.question
        fresh = reading.store(spans, question.window, question.is_whole, found.problem)
        if account and fresh:
            self._note_double_bookings(account, fresh)

    def _note_double_bookings(self, account: BaseModel, fresh: BaseModel) -> None:
        """What was booked before is at a time that another calendar takes by now."""
        booked = [
            ("partner_ids", "in", account.partner_id.ids),
            ("show_as", "=", "busy"),
            ("start", "<", max(fresh.mapped("stop"))),
            ("stop", ">", min(fresh.mapped("start"))),
        ]
        events = account.env["calendar.event"].search(booked, limit=MOST_BOOKED)
        Overlaps(account.env, account).new_elsewhere(events.ids)

    def _refresh(self, readings: BaseModel) -> None:
        readings.calendar_id.user_id.google_sync_account_ids.refresh_browsers()
