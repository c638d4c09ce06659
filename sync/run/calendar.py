"""The sync of an account's calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import floor
from typing import Any, cast

from odoo import fields
from odoo.api import Environment
from odoo.fields import Domain
from odoo.models import BaseModel

from ...google_api.calendar import series as google_series
from ...google_api.calendar import writes as google_writes
from ...google_api.calendar.event_write import EventWrite
from ...google_api.transport.outcomes import Outcome
from ..database.locks import brings_guests_alone, brings_meetings_alone
from ..odoo.policies import google_ahead
from ..operations import labels
from ..operations.disconnect import finish_removal
from ..operations.move_calendar import CalendarMove, moving_ids
from ..operations.remove_from_google import RemovalFromGoogle
from ..operations.requests import compare
from ..reconcile.kinds.events import EventKind
from ..reconcile.kinds.kind import EventReport
from ..reconcile.reconciler import Reconciler
from ..reporting import clocks, tasks
from ..reporting.told import told
from ..store.links import links_of
from ..store.refs import EVENT, SERIES
from .base import Abort, Planned, SyncRun
from .calendar_job import CalendarJob
from .job import unanswered
from .steps import ToSend

#: Within this time Google has told of a change, if it does.
MESSAGES_TAKE = timedelta(minutes=2)


class CalendarRun(SyncRun):
    job: CalendarJob
    claimed_model = "google.sync.account"
    record_models = (EVENT, SERIES)
    job_type = CalendarJob
    #: How many of the writes under way Google had answered when people were told last.
    told = 0

    def send_requests(self, requests: Sequence[EventWrite]) -> Sequence[Outcome]:
        return google_writes.send(self.job.access, self.job.calendar_id, requests)

    def count_requests(self, requests: Sequence[EventWrite]) -> int:
        return google_writes.count_requests(requests)

    def reconciler(self, env: Environment, claimed: BaseModel) -> Reconciler:
        reminders = self.fetched.changes.default_reminders
        return Reconciler(EventKind.begin(env, claimed, reminders, self.run_id))

    def prepare(self, env: Environment, claimed: BaseModel) -> Sequence[ToSend]:
        if self.job.disconnecting:
            return self.record_removals(env, claimed, self.fetched)
        if self.job.moves:
            return self.record_moves(env, claimed, self.fetched)
        if self.fetched.labels is not None and labels.learn(claimed, self.fetched.labels):
            compare(claimed)
        return super().prepare(env, claimed)

    def is_in_the_way(self, env: Environment, claimed: BaseModel, planned: Planned) -> bool:
        """Two who are invited may have their copies at the same moment, and the same new guest: one
        after the other brings them, so that each becomes one record."""
        kind = cast("EventKind", planned.reconciler.kind)
        decisions = [decision for decision in planned.plan.decisions if decision.odoo]
        guests = kind.records.guests.unknown(decision.to_odoo for decision in decisions)
        events = kind.snapshot.google.events
        new = (
            events.get(decision.link.google_id or "", {})
            for decision in decisions
            if decision.to_odoo.verb == "create"
        )
        uids = (event.get("iCalUID") for event in new if event.get("attendees"))
        return not (
            brings_meetings_alone(env, claimed.id, filter(None, uids))
            and brings_guests_alone(env, (guest.email for guest in guests))
        )

    def note_news(self, claimed: BaseModel, moments: Sequence[datetime]) -> None:
        """Replace a channel that should have told of these changes by now, and has not."""
        told_by_now = fields.Datetime.now() - MESSAGES_TAKE
        if late := [moment for moment in moments if moment < told_by_now]:
            claimed.env["google.sync.channel"].missed(claimed, max(late))

    def keep(self, claimed: BaseModel, answer: Any) -> None:
        """What Google has moved or removed by now, it has, whatever people want meanwhile."""
        if isinstance(answer, Exception):
            return
        if self.job.disconnecting and self.job.disconnecting.removals:
            RemovalFromGoogle(claimed).record_results(self.job.disconnecting, answer)
        elif self.job.moves:
            CalendarMove(claimed, self.job.calendar_id).record_results(self.job.moves, answer)

    def report(self) -> EventReport:
        fetched = self.fetched
        told = google_series.with_answers(fetched.changes, fetched.looked_at, self.job.known_series)
        unknown = tuple(one for one, event in fetched.looked_at.items() if event is None)
        return EventReport(
            told.series, fetched.unlisted, unknown, unanswered(fetched), told.incomplete
        )

    def reads_everything(self, claimed: BaseModel) -> bool:
        """Once for each populate, for one run cannot send all of a large schedule."""
        return "google" in self.job.populate and not tasks.total(claimed, tasks.COPY["google"])

    def has_news(self) -> bool:
        is_copying = self.sendings and "google" in self.job.populate
        return bool(is_copying) and self.job.access.answered != self.told

    def tell_how_far(self, env: Environment) -> None:
        self.told = self.job.access.answered
        if claimed := self._claimed(env):
            going = min(self.told, len(self.sendings))
            tasks.left(claimed, tasks.COPY["google"], claimed.count_waiting() - going)

    def record_moves(
        self, env: Environment, claimed: BaseModel, outcomes: Sequence[Any]
    ) -> Sequence[ToSend]:
        """Keep which appointments are in the new calendar by now; the next run goes on with it."""
        trouble = CalendarMove(claimed, self.job.calendar_id).record_results(
            self.job.moves, outcomes
        )
        if trouble:
            return self.fail(env, trouble)
        if count := CalendarMove(claimed).count_left():
            tasks.left(claimed, tasks.MOVE, count)
        else:
            tasks.end(claimed, tasks.MOVE)
        claimed.go_on_at_once()
        return []

    def record_removals(
        self, env: Environment, claimed: BaseModel, outcomes: Sequence[Any]
    ) -> Sequence[ToSend]:
        """Keep what is not in Google any more; the run that finds nothing left was the last."""
        part = self.job.disconnecting
        if not (part and part.removals):
            finish_removal(claimed)
            return []
        if trouble := RemovalFromGoogle(claimed).record_results(part, outcomes):
            return self.fail(env, trouble)
        tasks.left(claimed, tasks.REMOVE, RemovalFromGoogle(claimed).count_left())
        claimed.go_on_at_once(failures=0)
        return []

    def end_or_send(self, claimed: BaseModel, reconciler: Reconciler) -> Sequence[ToSend]:
        self._count_copies(claimed, reconciler)
        return super().end_or_send(claimed, reconciler)

    def _count_copies(self, claimed: BaseModel, reconciler: Reconciler) -> None:
        """Google has taken, or refused for good, what does not wait any more."""
        if "google" in self.job.populate:
            waiting = claimed.count_waiting()
            begins = self.rounds == 0 and self.is_complete and self.reads_everything(claimed)
            tasks.left(claimed, tasks.COPY["google"], waiting, of=waiting if begins else None)
        if self.rounds == 0 and "odoo" in self.job.populate:
            done, not_yet = reconciler.created, reconciler.not_yet_created
            before = tasks.done(claimed, tasks.COPY["odoo"])
            tasks.left(claimed, tasks.COPY["odoo"], not_yet, of=before + done + not_yet)

    def learned(self, claimed: BaseModel) -> dict[str, Any]:
        return {
            "google_time_zone": self.fetched.changes.time_zone,
            "google_ahead": floor(google_ahead(claimed).total_seconds()),
            "google_ahead_since": claimed.known_since,
        }

    def finish(self, claimed: BaseModel) -> None:
        self._untick(claimed)
        ended = super().finish(claimed)
        # What has a copy by now is there twice.
        if claimed.id in moving_ids(claimed) and CalendarMove(claimed).next_moves():
            claimed.go_on_at_once()
        return ended

    def _untick(self, claimed: BaseModel) -> None:
        """What the user asked for once is done; copying much to Google takes several runs."""
        to_google, to_odoo = (tasks.COPY[side] for side in ("google", "odoo"))
        copied = tasks.done(claimed, to_google) == tasks.total(claimed, to_google)
        done = [side for side in self.job.populate if copied or side != "google"]
        if done:
            claimed.work_id.write({f"populate_{side}": False for side in done})
        if "google" in done:
            tasks.end(claimed, to_google, failed=self._count_refused(claimed))
        if "odoo" in done:
            tasks.end(claimed, to_odoo)

    def _count_refused(self, claimed: BaseModel) -> int:
        """Return how many appointments from Odoo Google has refused so far."""
        refused = (
            Domain("collection", "=", claimed.calendar_id)
            & Domain("state", "=", "failed")
            & Domain("made_in", "=", "odoo")
            & Domain("base", "=", False)
        )
        return len(links_of(claimed, refused))

    def precondition(self, account: BaseModel) -> Abort | None:
        """Stop while the time zones of Odoo and Google differ."""
        google = self.fetched.changes.time_zone
        text = clocks.trouble(account, google)
        if text is None:
            return None
        message = told(account.in_user_lang().env, text)
        return Abort("zone", message, {"google_time_zone": google})
