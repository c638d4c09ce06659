"""The log of a run: a record for the run once there is something to tell, and its lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from odoo import fields
from odoo.api import Environment
from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools.translate import LazyTranslate

from ...engine.core.merge import Conflict, Side
from ...engine.core.plan import Write
from ..database.bulk import insert
from ..odoo.masks import is_masked_on, title_on
from ..store.refs import Item, RecordRef, dump_item
from .freshness import waited
from .told import Telling, Texts, told

_lt = LazyTranslate(__name__)

#: How a run counts what was done on a side, by the verb of the write.
COUNTERS = {
    "create": "created",
    "restore": "created",
    "update": "updated",
    "decline": "updated",
    "delete": "deleted",
}


_INTERRUPTED = _lt("This sync was interrupted. A later one went on with the rest.")


def close_interrupted(claimed: BaseModel) -> None:
    """End the runs of former workers that have not come to their end: nobody is at them any more,
    once the same is claimed anew. Those that undo others go on.

    :param claimed: some that a worker has just claimed
    """
    those = Domain("account_id", "in", claimed.synced_account().ids)
    those &= Domain("kind", "=", claimed._sync_kind)
    those &= Domain("state", "=", "running") & Domain("undoes_id", "=", False)
    found = claimed.env["google.sync.run"].search(those)
    # All others wait for a claim. Whoever has lost theirs may yet be in the middle of a step.
    for run in found.try_lock_for_update(allow_referencing=True):
        texts = run.account_id.in_user_lang().env
        message, now = told(texts, _INTERRUPTED), fields.Datetime.now()
        run.write({"state": "warnings", "message": message, "finished_at": now})


class RunLog:
    """Collects lines, and writes them in one go.

    :param claimed: what is synchronized: an account's calendar, or its contacts
    :param run_id: the run's record, where an earlier step of the run has made it
    :ivar told: makes their messages
    """

    def __init__(self, env: Environment, claimed: BaseModel, run_id: int | None = None) -> None:
        self.claimed = claimed
        self.texts = claimed.synced_account().in_user_lang().env
        self.told = Telling(self.texts)
        self.runs = env["google.sync.run"]
        self.run_id = run_id
        self.lines: list[dict[str, Any]] = []
        self.disputed: list[tuple[BaseModel, Conflict]] = []

    def wrote(
        self,
        side: Side,
        write: Write[Any],
        *,
        ref: RecordRef | None,
        google_id: str | None,
        message: Texts | str = "",
        about: str | bool = False,
        verb: str | bool = False,
    ) -> None:
        """One write that was done on one side.

        :param ref: the record that shows it, of a series one of its occurrences
        :param message: as ``told`` makes it
        :param about: what kind of remark the message is, see ``google.sync.run.line``
        :param verb: what it is called, if not as the write
        """
        item = write.after or write.before
        self.lines.append(
            {
                "side": side.value,
                "verb": verb or write.verb,
                "level": "warning" if message else "info",
                "title": self._title(side, item),
                "res_model": ref and ref.model,
                "res_id": ref and ref.id,
                "google_id": google_id,
                "before": write.before and dump_item(write.before),
                "after": write.after and dump_item(write.after),
                "message": message,
                "about": about,
            }
        )

    def remark(
        self,
        message: Texts | str,
        *,
        title: Texts | str,
        level: str = "warning",
        ref: RecordRef | None = None,
        google_id: str | bool | None = False,
        other: RecordRef | None = None,
        about: str | bool = False,
        side: Side | None = None,
        workplace: Mapping[str, Any] | None = None,
    ) -> None:
        """Something that the user should know, about one record.

        :param message: as ``told`` makes it
        :param title: what the record is called; of what has no name, as ``told`` makes it
        :param other: another record of the same model that it is about
        :param about: what kind of remark it is, see ``google.sync.run.line``
        :param workplace: what was written of a day on a ``side``, see
            :mod:`sync.operations.working_days`
        """
        self.lines.append(
            {
                "side": side and side.value,
                "workplace": workplace,
                "level": level,
                "title": title,
                "res_model": ref and ref.model,
                "res_id": ref and ref.id,
                "google_id": google_id,
                "other_id": other and other.id,
                "message": message,
                "about": about,
            }
        )

    def _title(self, side: Side, item: Item | None) -> Texts | str:
        if item is None or not is_masked_on(side, item):
            return item.title if item else ""
        return self.told(title_on, side, item)

    def conflicts(self, link: BaseModel, conflicts: Iterable[Conflict]) -> None:
        """Fields that both sides changed, for the user to decide on."""
        self.disputed += [(link, conflict) for conflict in conflicts]

    def write(self) -> int | None:
        """Store the lines collected so far, and the conflicts of which they tell.

        :return: the id of the run's record; ``None`` while there is nothing to tell
        """
        if self.lines:
            run = self._run()
            run.write(self._counted(run))
            shared = {"run_id": run.id, "started_at": run.started_at}
            insert(
                self.runs.env["google.sync.run.line"], [{**shared, **line} for line in self.lines]
            )
            self.lines = []
        self.runs.env["google.sync.conflict"].record(self.run_id, self.disputed)
        self.disputed = []
        return self.run_id

    def close(
        self,
        state: str | None = None,
        message: Texts = False,
        changed_at: datetime | None = None,
        spent: Mapping[str, float] | None = None,
    ) -> BaseModel:
        """Store how the run ended; by itself, that is with or without remarks.

        :param message: as ``told`` makes it
        :param changed_at: when the oldest change was made that it took across
        :param spent: seconds by the part of the run, as far as there were any
        :return: the run's record
        """
        self.write()
        run, now = self._run(), fields.Datetime.now()
        state = state or ("warnings" if run.problems else "done")
        values = {"state": state, "message": message, "finished_at": now}
        if changed_at:
            values["delay"] = waited(changed_at, self.claimed.synced_account(), now)
        for part, seconds in (spent or {}).items():
            values[f"{part}_seconds"] = seconds
        run.write(values)
        return run

    def _run(self) -> BaseModel:
        if not self.run_id:
            self.run_id = self.runs.create(
                {
                    "account_id": self.claimed.synced_account().id,
                    "kind": self.claimed._sync_kind,
                    "started_at": fields.Datetime.now(),
                }
            ).id
        return self.runs.browse(self.run_id)

    def _counted(self, run: BaseModel) -> dict[str, int]:
        counts: dict[str, int] = {}
        for line in self.lines:
            if line["level"] != "info":
                counts["problems"] = counts.get("problems", run.problems) + 1
            if verb := line.get("verb"):
                name = f"{line['side']}_{COUNTERS[verb]}"
                counts[name] = counts.get(name, run[name]) + 1
        return counts
