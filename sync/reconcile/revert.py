"""Carries out undo: the next runs take back what an earlier one has done.

The lines of the run that is undone say what is still to be done. Each waits until both sides have
gone back, or it is clear that a record stays as it is; so nothing is lost when the process dies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from odoo import fields
from odoo.api import Environment
from odoo.models import BaseModel

from ...engine.core.link import GoogleState, Role
from ...engine.core.merge import Side
from ...engine.core.plan import Decision, Plan
from ...engine.core.revert import Left, Undo, take_back
from ..reporting import messages, record_texts, tasks
from ..reporting.run_log import RunLog
from ..reporting.told import Make, Telling
from ..store.links import INACTIVE, RESTING, postpone, ref_of
from ..store.refs import RecordRef, load_values
from .kinds.kind import Kind

#: How many records one run takes back, as it sends so many to Google; the others are next.
MOST_UNDONE = 500


def take_up(claimed: BaseModel) -> None:
    """Have the runs that claim them look at the records whose undo waits.

    What has no link any more, or one that rests in another calendar, stays as it is.
    """
    lines = claimed.env["google.sync.run.line"].search(
        [
            ("undo", "=", "waiting"),
            ("workplace", "=", False),  # which is taken back by a run of its own
            ("run_id.account_id", "in", claimed.synced_account().ids),
        ]
    )
    by_account = lines.grouped(lambda line: line.run_id.account_id)
    for one in claimed if lines else ():
        if own := by_account.get(one.synced_account()):
            _take_up(one, own)
            if count := _count_waiting(one):
                tasks.left(one, tasks.UNDO, count, of=max(count, tasks.total(one, tasks.UNDO)))
        tell_how_far(one)


def tell_how_far(claimed: BaseModel) -> None:
    """Tell how many records an undo that is under way has still to take back."""
    if not tasks.is_running(claimed, tasks.UNDO):
        return
    if count := _count_waiting(claimed):
        tasks.left(claimed, tasks.UNDO, count)
    else:
        tasks.end(claimed, tasks.UNDO)


def _count_waiting(claimed: BaseModel) -> int:
    """Return how many records are still to be taken back."""
    waiting = [
        ("undo", "=", "waiting"),
        ("workplace", "=", False),
        ("run_id.account_id", "=", claimed.synced_account().id),
        ("run_id.kind", "=", claimed._sync_kind),
    ]
    return len(claimed.env["google.sync.run.line"]._read_group(waiting, ["run_id", "google_id"]))


def _take_up(claimed: BaseModel, lines: BaseModel) -> None:
    account = claimed.synced_account()
    links = links_of(lines)
    undoing = Undoing(account)
    unknown = lines.filtered(lambda line: line.google_id not in links)
    for group in unknown.grouped(lambda line: (line.run_id, line.google_id)).values():
        undoing.give_up(group, record_texts.NOT_LINKED)
    undoing.write()
    mine = claimed.env["google.sync.link"].union(*links.values())
    mine = mine.filtered(lambda link: link.collection == claimed.synced_collection())
    mine[:MOST_UNDONE].write({"retry_at": fields.Datetime.now()})
    postpone(mine[MOST_UNDONE:])


def links_of(lines: BaseModel) -> dict[str, BaseModel]:
    """The links of the records of these lines, as far as they are synchronized at the moment.

    :return: by Google's id
    """
    account = lines.run_id.account_id
    links = lines.env["google.sync.link"].search(
        [
            ("account_id", "in", account.ids),
            ("collection", "in", _collections(account)),
            ("google_id", "in", lines.mapped("google_id")),
            ("state", "not in", {*INACTIVE, *RESTING}),
            ("is_exploded", "=", False),
        ]
    )
    return {link.google_id: link for link in links}


def _collections(account: BaseModel) -> list[str]:
    """Return the collections that are synchronized now: the calendar and the contacts."""
    chosen = account.contacts_ids.filtered("user_id.google_contact_category_id")
    return [*account.mapped("calendar_id"), *chosen.mapped("collection")]


class Undoing:
    """What becomes of the records whose undo waits, in one transaction.

    :param account: whose runs are undone
    """

    def __init__(self, account: BaseModel) -> None:
        self.account = account
        self.told = Telling(account.in_user_lang().env)
        self.lines = account.env["google.sync.run.line"]
        #: By the ids of lines why their record stays as it is.
        self.left: dict[tuple[int, ...], Make] = {}
        self.logs: dict[BaseModel, RunLog] = {}

    # -- deciding ------------------------------------------------------------------------------

    def overrule(self, planned: Plan[Any], kind: Kind) -> Plan[Any]:
        """The plan, with what is to be taken back instead of what else it says of these records.

        A record whose state Google has not told is looked at first; what is on its way to Google
        is sent first.
        """
        instead: dict[int, Decision[Any] | None] = {}
        for link, lines in self._waiting(kind.snapshot.found):
            theirs = kind.snapshot.google.states.get(link.google_id)
            if trouble := kind.snapshot.trouble_of(link):
                self.give_up(lines, partial(messages.describe, error=trouble))
            elif theirs is None and link.state != "pending":
                postpone(link)
                instead[link.id] = None
            elif theirs is not None and not _is_coming_back(kind, link, theirs):
                outcome = self.outcome(kind, link, lines, theirs)
                if isinstance(outcome, Decision):
                    instead[link.id] = outcome
                else:
                    self.give_up(lines, outcome)
        if not instead:
            return planned
        others = (one for one in planned.decisions if one.link.key not in instead)
        return replace(planned, decisions=(*others, *filter(None, instead.values())))

    def outcome(
        self, kind: Kind, link: BaseModel, lines: BaseModel, theirs: GoogleState[Any]
    ) -> Decision[Any] | Make:
        """What becomes of one record.

        :param kind: with Odoo's side as it was read
        :param lines: of one run, about this record, in their order
        :param theirs: its state at Google
        :return: a :class:`~engine.core.plan.Decision`, or the text that says why it stays as it is
        """
        snapshot, ref = kind.snapshot, ref_of(link)
        ours = snapshot.ours(link)
        if ours is None:  # it is none any more that the user may see
            return record_texts.NOT_LINKED
        undo = _undo_of(lines, link, kind.known)
        decided = take_back(undo, kind.link_value(link), ours, theirs, snapshot.policy)
        if isinstance(decided, Decision) and _joins(decided):
            allowed = snapshot.records.is_invited(ref)
            decided = decided if allowed else Left("leader", decided.role)
        if isinstance(decided, Left):
            return partial(record_texts.left_text, left=decided)
        return decided

    def _waiting(self, links: BaseModel) -> Iterator[tuple[BaseModel, BaseModel]]:
        """The links with the lines that wait, of the latest run only that is being undone."""
        by_google_id = {link.google_id: link for link in links}
        lines = self.lines.search(
            [
                ("undo", "=", "waiting"),
                ("run_id.account_id", "=", self.account.id),
                ("google_id", "in", list(by_google_id)),
            ]
        )
        for google_id, found in lines.grouped("google_id").items():
            latest = found.run_id.sorted("id")[-1:]
            yield (
                by_google_id[google_id],
                found.filtered(lambda line, run=latest: line.run_id == run),
            )

    # -- what came of it -----------------------------------------------------------------------

    def log_of(self, decision: Decision[Any]) -> RunLog:
        """The log of the undo to which a decision belongs."""
        return self._log(self.lines.browse(decision.reverts))

    def done(self, decision: Decision[Any]) -> None:
        self.lines.browse(decision.reverts).write({"undo": "done"})
        self.log_of(decision)

    def refused(self, decision: Decision[Any], error: Exception) -> None:
        """One side does not take it."""
        self.give_up(self.lines.browse(decision.reverts), partial(messages.describe, error=error))

    def overtaken(self, decision: Decision[Any]) -> None:
        """Somebody changed the record while it was sent, which the ordinary plan takes from here.

        What was to go from Google is not wanted to go any more.
        """
        if decision.to_google.verb == "delete":
            left = Left("changed", decision.role, (Side.GOOGLE,))
            why = partial(record_texts.left_text, left=left)
            self.give_up(self.lines.browse(decision.reverts), why)
        else:
            self.done(decision)

    def give_up(self, lines: BaseModel, why: Make) -> None:
        """The record of these lines stays as it is."""
        self.left[tuple(lines.ids)] = why

    def write(self) -> None:
        """Store what has become of the lines, and end the undos of which none waits any more."""
        for ids, why in self.left.items():
            lines, message = self.lines.browse(ids), self.told(why)
            lines.write({"undo": "left", "undo_message": message})
            last = lines[-1:]
            self._log(lines).remark(
                message,
                title=self.told(_title_of, last),
                ref=RecordRef(last.res_model, last.res_id) if last.res_id else None,
                google_id=last.google_id,
            )
        self.left = {}
        for undone, log in self.logs.items():
            log.write()
            if not undone.line_ids.filtered(lambda line: line.undo == "waiting"):
                log.close()
        self.logs = {}

    def _log(self, lines: BaseModel) -> RunLog:
        run = lines.run_id
        if run not in self.logs:
            self.logs[run] = RunLog(run.env, self.account, run.undo_ids.id)
        return self.logs[run]


def _is_coming_back(kind: Kind, link: BaseModel, theirs: GoogleState[Any]) -> bool:
    """Whether what Google shows of a record is as it was before a write that waits for its turn."""
    if not kind.snapshot.policy.lives_on or link.state != "pending" or link.base:
        return False
    return theirs.item is None and theirs.remains is not None


def _title_of(env: Environment, line: BaseModel) -> str:
    title: str = line.with_context(lang=env.lang).title
    return title


def _undo_of(lines: BaseModel, link: BaseModel, known: Callable[[Any], Any]) -> Undo[Any]:
    """Return the undo of what these lines did to the link's record."""

    def item(values: Mapping[str, Any] | None) -> Any:
        loaded = load_values(link, values)
        return loaded and known(loaded)

    before: dict[Side, Any] = {}
    for line in lines:
        before.setdefault(Side(line.side), item(line.before))
    return Undo(before, item(lines[-1:].after), tuple(lines.ids))


def _joins(decision: Decision[Any]) -> bool:
    """Whether somebody would be in a colleague's meeting again."""
    write = decision.odoo
    return decision.role is Role.INVITED and write is not None and write.before is None
