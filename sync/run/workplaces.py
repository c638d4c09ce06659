"""Compares where a user works: Odoo's Remote Work, and the user's Google calendar.

It is a run of its own, which reads both sides whole for some weeks each time, and keeps what both
agree on by day. So nothing has to be known of what was on its way when a process died: what has
arrived is read, and what has not is sent again.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from odoo.api import Environment
from odoo.exceptions import UserError
from odoo.models import BaseModel
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import format_date

from ...engine.core.merge import Side
from ...engine.events.workplace import Day, Known, Outcome, decide
from ...google_api.calendar import working_locations, writes
from ...google_api.calendar.writes import EventWrite
from ...google_api.transport.errors import GoogleError, HandedBack, RecordRefused
from ...google_api.transport.outcomes import Differs, Failed, Written
from ...google_api.transport.session import Session
from ..database.error_log import log_error
from ..database.side_connection import ConnectionLost
from ..google.access import sessions
from ..odoo.workplaces import Planned, Workplaces, days_ahead, is_on
from ..reporting.run_log import RunLog
from ..reporting.told import Texts
from .job import keep_tokens
from .steps import ToSend, Worker

_logger = logging.getLogger(__name__)

#: Whoever was in somebody's way goes on after so many seconds.
A_MOMENT = 2.0
NOTHING = Known(None, None)
_TOLD_ELSEWHERE = (GoogleError, ConnectionLost)


@dataclass(frozen=True)
class Sending:
    """A write to Google on its way.

    :ivar now: what both sides say; once it is done, Google says what Odoo does
    """

    day: date
    now: Known
    request: EventWrite


class WorkplaceRun:
    """Takes one user's working locations through the steps of the runner.

    :param workplace: what was claimed
    :param session: the account's access to Google, or why there is none
    """

    claimed_model = "google.sync.workplace"

    def __init__(self, workplace: BaseModel, session: Session | Exception) -> None:
        self.id = workplace.id
        self.claim_of = _claim_of(workplace)
        self.session = session
        self.calendar_id = workplace.account_id.calendar_id
        self.days = days_ahead(workplace.account_id.user_id)
        self.sendings: list[Sending] = []

    @classmethod
    def claim(cls, env: Environment, worker: Worker, limit: int) -> list[WorkplaceRun]:
        """Take the users who are due."""
        claimed = env[cls.claimed_model].claim(worker.number, limit)
        if not claimed:
            return []
        access = {"connection": worker.connection, "deadline": worker.deadline}
        granted = sessions(claimed.account_id, **access)
        return [cls(one, granted[one.account_id.id]) for one in claimed]

    # -- in a thread ----------------------------------------------------------------------------

    def fetch(self) -> Any:
        """What Google says of the days; every error is an answer."""
        return self._answer(
            lambda session: working_locations.list_days(session, self.calendar_id, *self.days)
        )

    def send(self, sendings: Sequence[ToSend]) -> Any:
        """The outcomes, or the error that stopped all."""
        requests = [sending.request for sending in sendings]
        return self._answer(lambda session: writes.send(session, self.calendar_id, requests))

    def _answer(self, question: Callable[[Session], Any]) -> Any:
        try:
            if isinstance(self.session, Exception):
                raise self.session
            return question(self.session)
        except Exception as error:
            if not isinstance(error, _TOLD_ELSEWHERE):
                log_error(_logger, "Google sync could not ask for %s", self)
            return error

    def has_news(self) -> bool:
        """It shows all at once."""
        return False

    def found_nothing(self, answer: Any) -> bool:
        """What was found is compared in a step of its own."""
        return False

    # -- in transactions --------------------------------------------------------------------------

    def go_on(self, env: Environment, answer: Any) -> list[Sending]:
        """Compare what Google has said, or keep what came of the writes.

        :return: the writes that Google is to receive
        """
        workplace = self._claimed(env)
        if not workplace:
            return []
        keep_tokens(env, self.session)
        if isinstance(answer, Exception):
            return self.fail(env, answer)
        log = RunLog(env, workplace.account_id)
        sent, self.sendings = self.sendings, []
        is_same_calendar = workplace.account_id.calendar_id == self.calendar_id
        if is_same_calendar and sent:
            self._record(workplace, sent, answer, log)
        elif is_same_calendar and _is_wanted(workplace.account_id):
            self.sendings = self._compare(workplace, answer, log)
        if log.lines:
            log.close()
        if not self.sendings:
            workplace.end(self.days[0])
        return self.sendings

    def fail(self, env: Environment, error: Exception) -> list[Sending]:
        """Nothing is known anew."""
        if isinstance(error, PG_CONCURRENCY_EXCEPTIONS_TO_RETRY):
            error = HandedBack("disturbed", after=A_MOMENT)
        if workplace := self._claimed(env):
            workplace.record_failure(error)
        return []

    def _claimed(self, env: Environment) -> BaseModel | None:
        """What was claimed, unless it is gone, or another worker has it."""
        workplace = env[self.claimed_model].browse(self.id).exists()
        return workplace if workplace and _claim_of(workplace) == self.claim_of else None

    def _compare(
        self, workplace: BaseModel, shown: working_locations.Days, log: RunLog
    ) -> list[Sending]:
        """:param shown: by day what Google has, as :mod:`~google_api.calendar.working_locations`"""
        workplaces = Workplaces(workplace.account_id.user_id)
        if not workplaces.employee:
            return []
        sendings: list[Sending] = []
        days, entered = workplace.days(), 0
        for day, planned in workplaces.plan(*self.days).items():
            if day in shown and shown[day] is None:
                continue  # Google says more of it than Odoo can hold
            row, theirs = days.get(day), shown.get(day)
            known = row.known() if row else None
            now = Known(planned.place, theirs.place if theirs else None)
            outcome = decide(_day(planned, known, theirs))
            if outcome is Outcome.TO_GOOGLE:
                sendings.append(self._sending(workplace, day, now, theirs))
            elif outcome is Outcome.TO_ODOO:
                entered += self._enter(workplaces, workplace, day, now, log)
            elif now != (known or NOTHING):
                workplace.keep(day, now)
        if entered:
            log.remark(log.told(_entered_text), title=_count(log, entered), level="info")
        return sendings

    def _enter(
        self, workplaces: Workplaces, workplace: BaseModel, day: date, now: Known, log: RunLog
    ) -> bool:
        """Let Odoo say what Google does of a day. Where it cannot, both stay as they are until
        one of them is changed.

        :return: whether Odoo says it
        """
        place = now.google
        text: Texts | str
        try:
            with workplace.env.cr.savepoint():
                is_entered = workplaces.set(day, place)
        except UserError as error:
            text, is_entered = str(error), False
        else:
            text = log.told(_unknown_place_text, place.label if place else "")
        if not is_entered:
            log.remark(text, title=format_date(log.texts, day))
        workplace.keep(day, Known(place, place) if is_entered else now)
        return is_entered

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
        written = 0
        for sending, outcome in zip(sendings, outcomes, strict=True):
            is_new, day = sending.request.verb == "create", sending.day
            if isinstance(outcome, Written):
                written += 1
                workplace.keep(day, Known(sending.now.odoo, sending.now.odoo))
            elif isinstance(outcome, Differs):
                self._forget_id(workplace, day, outcome.record)
            elif isinstance(outcome, Failed) and isinstance(outcome.error, RecordRefused):
                if is_new:
                    self._note_refusal(workplace, outcome.error, log)
                else:
                    workplace.keep(day, sending.now)
        if written:
            log.remark(log.told(_written_text), title=_count(log, written), level="info")

    def _forget_id(self, workplace: BaseModel, day: date, record: Mapping[str, Any] | None) -> None:
        """The id was used by an event that is deleted; Google frees none."""
        row = workplace.days().get(day)
        if row and (record is None or record.get("status") == "cancelled"):
            row.google_id = False

    def _note_refusal(self, workplace: BaseModel, error: GoogleError, log: RunLog) -> None:
        if workplace.is_refused:
            return
        workplace.is_refused = True
        text = log.told(_no_locations_text, error.detail)
        log.remark(text, title=log.texts._("Working locations"))

    def __str__(self) -> str:
        return f"{self.claimed_model}({self.id})"


def _is_wanted(account: BaseModel) -> bool:
    """Whether people have not decided otherwise meanwhile."""
    user = account.user_id
    return account.decision == "connected" and user.syncs_with_google() and is_on(user)


def _day(planned: Planned, known: Known | None, theirs: working_locations.Shown | None) -> Day:
    """One day on both sides, as the engine compares it."""
    newer = None
    if theirs and theirs.changed:
        # The weekly plan is as old as can be.
        is_later = not planned.changed or theirs.changed > planned.changed
        newer = Side.GOOGLE if is_later else Side.ODOO
    google = theirs.place if theirs else None
    return Day(planned.place, planned.usual, google, known, newer)


def _entered_text(env: Environment) -> str:
    return env._("The working locations that you entered in Google were copied to Odoo.")


def _written_text(env: Environment) -> str:
    return env._("Your working locations in Odoo were copied to Google.")


def _unknown_place_text(env: Environment, place: str) -> str:
    return env._(
        "Odoo has no work location “%(place)s”, so it stays in Google. An administrator "
        "can create it in Employees → Configuration → Work Locations.",
        place=place,
    )


def _no_locations_text(env: Environment, detail: str) -> str:
    return env._(
        "Google does not accept working locations from your account (%(detail)s). They need a "
        "Google Workspace. To try again, untick them on your Google page, save, and tick them "
        "again.",
        detail=detail,
    )


def _count(log: RunLog, count: int) -> str:
    return log.texts._("%(count)s days", count=count)


def _claim_of(workplace: BaseModel) -> tuple[Any, ...]:
    """What a claim rests on."""
    return workplace.runner, workplace.claimed_at
