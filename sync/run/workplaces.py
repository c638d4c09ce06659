"""Compares where a user works: Odoo's Remote Work, and the user's Google calendar.

It is a run of its own, which reads both sides whole for some weeks each time, and keeps what both
agree on by day. So nothing has to be known of what was on its way when a process died: what has
arrived is read, and what has not is sent again.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools import format_date
from odoo.tools.translate import LazyTranslate

from ...engine.core.merge import Side
from ...engine.events.workplace import Day, Known, Outcome, Place, decide
from ...google_api.calendar import working_locations, writes
from ...google_api.calendar.event_write import EventWrite
from ...google_api.transport.errors import GoogleError, RecordRefused
from ...google_api.transport.outcomes import Differs, Failed, Written
from ...google_api.transport.session import Session
from ..database.side_connection import ConnectionLost
from ..google.access import sessions
from ..odoo.workplaces import Planned, Workplaces, days_ahead, is_on
from ..operations import working_days
from ..reporting import workplace_texts as texts
from ..reporting.run_log import RunLog
from .job import access_of, keep_tokens
from .steps import ToSend, Worker
from .whole import WholeRun

_lt = LazyTranslate(__name__)

NOTHING = Known(None, None)


@dataclass(frozen=True)
class Sending:
    """A write to Google on its way.

    :ivar now: what both sides say; once it is done, Google says what Odoo does
    """

    day: date
    now: Known
    request: EventWrite


@dataclass(frozen=True)
class Change:
    """What becomes of one day.

    :ivar now: what both sides say
    :ivar theirs: what Google has of it
    """

    day: date
    now: Known
    outcome: Outcome
    theirs: working_locations.Shown | None = None

    @property
    def verb(self) -> str:
        """What happens to the side that is written."""
        before, after = self.now.google, self.now.odoo
        if self.outcome is Outcome.TO_ODOO:
            before, after = after, before
        return "delete" if after is None else "update" if before else "create"


@dataclass
class WorkplaceJob:
    """What a run asks Google, in a thread.

    :ivar session: the account's access to Google, or why there is none
    :ivar days: the first and the last of them
    """

    session: Session | Exception
    calendar_id: str
    days: tuple[date, date]

    def read(self) -> working_locations.Days:
        """Return the working locations in Google, by day."""
        return working_locations.list_days(access_of(self.session), self.calendar_id, *self.days)

    def send(self, requests: Sequence[EventWrite]) -> Any:
        return writes.send(access_of(self.session), self.calendar_id, requests)


class WorkplaceRun(WholeRun):
    """Takes one user's working locations through the steps of the runner.

    :param workplace: what was claimed
    :param session: the account's access to Google, or why there is none
    """

    claimed_model = "google.sync.workplace"
    told_elsewhere = (GoogleError, ConnectionLost)

    def __init__(self, workplace: BaseModel, session: Session | Exception) -> None:
        super().__init__(workplace)
        account = workplace.account_id
        self.job = WorkplaceJob(session, account.calendar_id, days_ahead(account.user_id))
        self.fetched: working_locations.Days = {}
        self.sendings: list[Sending] = []

    @classmethod
    def claim(cls, env: Environment, worker: Worker, limit: int) -> list[WorkplaceRun]:
        """Take the users who are due."""
        return cls._of(env[cls.claimed_model].claim(worker.number, limit), worker)

    @classmethod
    def begin(cls, accounts: BaseModel, worker: Worker) -> list[WorkplaceRun]:
        """The same for a preview, whose transaction is never committed."""
        return cls._of(accounts.env[cls.claimed_model].of_accounts(accounts), worker)

    @classmethod
    def _of(cls, workplaces: BaseModel, worker: Worker) -> list[WorkplaceRun]:
        if not workplaces:
            return []
        access = {"connection": worker.connection, "deadline": worker.deadline}
        granted = sessions(workplaces.account_id, **access)
        return [cls(one, granted[one.account_id.id]) for one in workplaces]

    # -- in a thread ----------------------------------------------------------------------------

    def fetch(self) -> Any:
        """Return Google's answer about the days, or the error in its place."""
        return self.answer(self.job.read)

    def send(self, sendings: Sequence[ToSend]) -> Any:
        """The outcomes, or the error that stopped all."""
        requests = [sending.request for sending in sendings]
        return self.answer(lambda: self.job.send(requests))

    # -- in transactions --------------------------------------------------------------------------

    def go_on(self, env: Environment, answer: Any) -> Sequence[ToSend]:
        """Compare what Google has said, or keep what came of the writes.

        :return: the writes that Google is to receive
        """
        workplace = self.claimed(env)
        if not workplace:
            return []
        keep_tokens(env, self.job.session)
        if isinstance(answer, Exception):
            return self.fail(env, answer)
        log = RunLog(env, workplace.account_id)
        sent, self.sendings = self.sendings, []
        is_same_calendar = workplace.account_id.calendar_id == self.job.calendar_id
        if is_same_calendar and sent:
            self._record(workplace, sent, answer, log)
        elif is_same_calendar and _is_wanted(workplace.account_id):
            self.sendings = self._compare(workplace, answer, log)
        if log.lines:
            log.close()
        if not self.sendings:
            workplace.end(self.job.days[0])
        return self.sendings

    def note_failure(self, claimed: BaseModel, error: Exception) -> None:
        """Both sides stay as they are."""
        claimed.record_failure(error)

    def _compare(
        self, workplace: BaseModel, shown: working_locations.Days, log: RunLog
    ) -> list[Sending]:
        """:param shown: by day what Google has, as :mod:`~google_api.calendar.working_locations`"""
        workplaces = Workplaces(workplace.account_id.user_id)
        if not workplaces.employee:
            return []
        places = {day: one.place for day, one in shown.items() if one}
        working_days.Undo(workplace.account_id, workplaces, places).take_back()
        sendings: list[Sending] = []
        for change in changes(workplaces, workplace.days(), shown, self.job.days):
            if change.outcome is Outcome.TO_GOOGLE:
                sendings.append(self._sending(workplace, change.day, change.now, change.theirs))
            elif change.outcome is Outcome.TO_ODOO:
                self._enter(workplaces, workplace, change, log)
            else:
                workplace.keep(change.day, change.now)
        return sendings

    def _enter(
        self, workplaces: Workplaces, workplace: BaseModel, change: Change, log: RunLog
    ) -> None:
        """Let Odoo say what Google does of a day. Where it cannot, both stay as they are until
        one of them is changed."""
        place, title = change.now.google, log.told(format_date, change.day)
        if problem := working_days.why_not_in_odoo(workplaces, change.day, place):
            log.remark(log.told(problem), title=title)
            workplace.keep(change.day, change.now)
        else:
            _tell(log, Side.ODOO, change.day, change.now.odoo, place)
            workplace.keep(change.day, Known(place, place))

    def _sending(
        self, workplace: BaseModel, day: date, now: Known, theirs: working_locations.Shown | None
    ) -> Sending:
        """What makes Google say of a day what Odoo does. The id of a new event is kept before it is
        sent: should the answer be lost, it is not made twice."""
        place = now.odoo
        if theirs and place is None:
            return Sending(day, now, EventWrite("delete", theirs.event_id, {}, theirs.etag))
        if place is None:
            raise ValueError("neither side says anything of the day")
        if theirs:
            body = working_locations.changes(place)
            return Sending(day, now, EventWrite("update", theirs.event_id, body, theirs.etag))
        row = workplace.days().get(day)
        google_id = (row and row.google_id) or uuid.uuid4().hex
        workplace.keep(day, row.known() if row else NOTHING, google_id)
        body = working_locations.body(place, day)
        return Sending(day, now, EventWrite("create", google_id, body))

    def _record(
        self,
        workplace: BaseModel,
        sendings: Sequence[Sending],
        outcomes: Sequence[Any],
        log: RunLog,
    ) -> None:
        """Keep what came of the writes. What was overtaken is read in the next comparison, and what
        Google refuses stays as it is until one side is changed."""
        refused: list[tuple[Sending, GoogleError]] = []
        for sending, outcome in zip(sendings, outcomes, strict=True):
            if isinstance(outcome, Written):
                place = sending.now.odoo
                _tell(log, Side.GOOGLE, sending.day, sending.now.google, place)
                workplace.keep(sending.day, Known(place, place))
            elif isinstance(outcome, Differs):
                self._forget_id(workplace, sending.day, outcome.record)
            elif isinstance(outcome, Failed) and isinstance(outcome.error, RecordRefused):
                refused.append((sending, outcome.error))
        if refused and self._takes_none(workplace, refused):
            self._note_refusal(workplace, refused[0][1], log)
        else:
            for sending, error in refused:
                self._leave(workplace, sending, error, log)

    def _takes_none(
        self, workplace: BaseModel, refused: Sequence[tuple[Sending, GoogleError]]
    ) -> bool:
        """Whether Google takes no working locations at all from this account, as far as anybody
        can tell: it has refused new ones, and has never had any."""
        has_any = any(one.google_place for one in workplace.days().values())
        return not has_any and all(one.request.verb == "create" for one, _error in refused)

    def _leave(
        self, workplace: BaseModel, sending: Sending, error: GoogleError, log: RunLog
    ) -> None:
        """One day that Google refuses stays as it is on both sides, until one is changed."""
        title = log.told(format_date, sending.day)
        log.remark(log.told(texts.refused_day(error.detail)), title=title)
        workplace.keep(sending.day, sending.now)

    def _forget_id(self, workplace: BaseModel, day: date, record: Mapping[str, Any] | None) -> None:
        """The id was used by an event that is deleted; Google frees none."""
        row = workplace.days().get(day)
        if row and (record is None or record.get("status") == "cancelled"):
            row.google_id = False

    def _note_refusal(self, workplace: BaseModel, error: GoogleError, log: RunLog) -> None:
        workplace.is_refused = True
        text = log.told(texts.no_locations(error.detail))
        log.remark(text, title=log.told(_lt("Working locations")))


def changes(
    workplaces: Workplaces,
    known_days: Mapping[date, BaseModel],
    shown: working_locations.Days,
    days: tuple[date, date],
) -> Iterator[Change]:
    """What becomes of each day on which both sides do not agree as they did.

    :param known_days: rows of ``google.sync.workplace.day`` by day
    :param shown: by day what Google has
    :param days: the first and the last of them
    """
    for day, planned in workplaces.plan(*days).items():
        if day in shown and shown[day] is None:
            continue  # Google says more of it than Odoo can hold
        row, theirs = known_days.get(day), shown.get(day)
        known = row.known() if row else None
        now = Known(planned.place, theirs.place if theirs else None)
        outcome = decide(_day(planned, known, theirs))
        if outcome is not Outcome.AGREED or now != (known or NOTHING):
            yield Change(day, now, outcome, theirs)


def _tell(log: RunLog, side: Side, day: date, before: Place | None, after: Place | None) -> None:
    """Log that a day was written on one side; people can undo it from the log."""
    text = texts.entered if side is Side.ODOO else texts.written
    log.remark(
        log.told(text, before, after),
        title=log.told(format_date, day),
        level="info",
        side=side,
        workplace=working_days.as_stored(day, before, after),
    )


def _is_wanted(account: BaseModel) -> bool:
    """Whether people have not decided otherwise meanwhile."""
    user = account.user_id
    return account.decision == "connected" and user.syncs_with_google() and is_on(user)


def _day(planned: Planned, known: Known | None, theirs: working_locations.Shown | None) -> Day:
    """Return one day of both sides, as the engine compares it."""
    newer = None
    if theirs and theirs.changed:
        # The weekly plan is as old as can be.
        is_later = not planned.changed or theirs.changed > planned.changed
        newer = Side.GOOGLE if is_later else Side.ODOO
    google = theirs.place if theirs else None
    return Day(planned.place, planned.usual, google, known, newer)
