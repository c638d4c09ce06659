"""Takes one account through its sync: what a job of OCA's ``queue_job`` does (``job_queue.py``).

It is one more worker, and claims like all of them. So scheduled actions and jobs may be at work
side by side, and no account is synchronized twice at once.
"""

from __future__ import annotations

from datetime import datetime

from odoo import fields
from odoo.api import Environment
from odoo.models import BaseModel

from .run.base import SyncRun
from .run.calendar import CalendarRun
from .run.contacts import ContactRun
from .run.steps import Run
from .runner import Runner
from .workers.shift import Shift, longest_request


class AccountRunner(Runner):
    """:param account: the one that it synchronizes; previews and other calendars are for others"""

    def __init__(self, account: BaseModel) -> None:
        super().__init__(account.env)
        self.account_id = account.id

    def postponed_until(self) -> datetime | None:
        """When the first of what has failed is tried again; ``None`` without any."""
        now = fields.Datetime.now()
        with self._environment() as env:
            moments = [claimed.retry_at for _kind, own in self._own(env) for claimed in own]
        return min((moment for moment in moments if moment and moment > now), default=None)

    def _own(self, env: Environment) -> tuple[tuple[type[SyncRun], BaseModel], ...]:
        """Return the calendar and the contacts of the account, each with its kind of run."""
        account = env["google.sync.account"].browse(self.account_id).exists()
        return ((CalendarRun, account), (ContactRun, account.contacts_ids))

    def _shift(self) -> Shift:
        return Shift(longest_request())

    def _is_worth_a_claim(self) -> bool:
        """Once all of it has ended: others are other jobs."""
        return not self.waiting

    def _claim(self, limit: int) -> list[Run]:
        return self._in_gate(self._claim_own)

    def _claim_own(self, env: Environment) -> list[Run]:
        env["google.sync.request"].take()
        return [
            run
            for kind, claimed in self._own(env)
            for run in kind.begin(claimed.claim_these(self.worker.number), self.worker)
        ]

    def _is_due(self, env: Environment) -> bool:
        return any(
            env["google.sync.request"].of(claimed) or claimed.are_due()
            for _kind, claimed in self._own(env)
        )

    def _tell_odoo(self) -> None:
        """Nobody waits for it."""
