"""The preview: a run that ends with its plan and is rolled back.

It claims nothing but itself, so that ordinary runs go on meanwhile. It reads in a transaction that
is never committed, in which the user has what they are still thinking about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any

from odoo import SUPERUSER_ID, api
from odoo.api import Environment
from odoo.models import BaseModel
from odoo.modules.registry import Registry
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..reporting import messages
from ..run.base import SyncRun
from ..run.calendar import CalendarRun
from ..run.contacts import ContactRun
from ..run.job import keep_tokens
from ..run.steps import Run, ToSend, Worker
from ..run.workplaces import WorkplaceRun
from .summary import Summary, summarize
from .workplaces import summarize_days

#: The run that a preview looks ahead to, and what tells what it would do.
RUNS: dict[str, tuple[type[SyncRun] | type[WorkplaceRun], Callable[..., Summary]]] = {
    "calendar": (CalendarRun, summarize),
    "contacts": (ContactRun, summarize),
    "workplaces": (WorkplaceRun, summarize_days),
}


class PreviewRun(Run):
    """Takes one part of a preview through the steps of the runner.

    :param part: the record that was claimed
    :param run: the one that is looked ahead to
    :param seen: what :func:`_latest` said when the run's questions were made
    """

    claimed_model = "google.sync.preview.part"

    def __init__(self, part: BaseModel, run: SyncRun | WorkplaceRun, seen: tuple[Any, ...]) -> None:
        self.part_id = part.id
        self.runner = part.runner
        self.run = run
        self.seen = seen

    @classmethod
    def claim(cls, env: Environment, worker: Worker, limit: int) -> list[PreviewRun]:
        """Take the previews that somebody waits for.

        :raise UserError: this Odoo is not set up
        """
        parts = env[cls.claimed_model].claim(worker.number, limit)
        return [cls._begin(part, worker) for part in parts]

    @classmethod
    def _begin(cls, part: BaseModel, worker: Worker) -> PreviewRun:
        with never_committed(part.env.registry) as env:
            # The part itself is there for others once the claim is committed.
            preview = env["google.sync.preview"].browse(part.preview_id.id)
            claimed = preview.subject_of(part.kind)
            seen = _latest(claimed)
            preview.grant_wishes()
            kind, _summarize = RUNS[part.kind]
            (run,) = kind.begin(claimed, worker)
        return cls(part, run, seen)

    def fetch(self) -> Any:
        """Ask Google what is new, and so write nothing to it. In a thread: network only."""
        return self.run.answer(self.run.job.read)

    def go_on(self, env: Environment, answer: Any) -> list[ToSend]:
        """Plan with Google's answer, and keep what would come of it for the user to see."""
        part = self._part(env)
        if not part:
            return []
        keep_tokens(env, self.run.job.session)
        if isinstance(answer, Exception):
            return self.fail(env, answer)
        with never_committed(env.registry) as other:
            found = self._look_ahead(other, answer)
        if found is None:
            part.wait()
        else:
            part.show(found)
        return []

    def fail(self, env: Environment, error: Exception) -> list[ToSend]:
        """Tell the user why there is no preview."""
        if part := self._part(env):
            texts = part.preview_id.account().in_user_lang().env
            # To begin again by itself could go on for hours after nobody looks any more.
            disturbed = isinstance(error, PG_CONCURRENCY_EXCEPTIONS_TO_RETRY)
            part.give_up(
                messages.disturbed_preview(texts) if disturbed else messages.describe(texts, error)
            )
        return []

    def _part(self, env: Environment) -> BaseModel:
        """Return the claimed part; an empty record if it is gone or another worker has it."""
        part = env[self.claimed_model].browse(self.part_id).exists()
        return part if part.runner == self.runner else part.browse()

    def _look_ahead(self, env: Environment, answer: Any) -> Summary | None:
        """:return: the :class:`~sync.preview.summary.Summary`; ``None``, if a run was at it since
        Google was asked
        """
        part = env[self.claimed_model].browse(self.part_id)
        claimed = part.preview_id.subject_of(part.kind)
        if claimed.is_claimed() or _latest(claimed) != self.seen:
            return None
        part.preview_id.grant_wishes()
        run = copy(self.run)
        run.fetched = answer
        _kind, tell = RUNS[part.kind]
        return tell(run, env, claimed)

    def __str__(self) -> str:
        return f"{self.claimed_model}({self.part_id})"


@contextmanager
def never_committed(registry: Registry) -> Iterator[Environment]:
    """A transaction with the superuser's rights that is rolled back in the end."""
    with registry.cursor() as cursor:
        yield api.Environment(cursor, SUPERUSER_ID, {})
        cursor.rollback()


def _latest(claimed: BaseModel) -> tuple[Any, ...]:
    """Return what differs once a run has synchronized it."""
    return claimed.last_sync, claimed.synced_collection()
