"""Summarizes a plan in words and numbers for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from odoo.api import Environment
from odoo.models import BaseModel

from ...engine.core.merge import Side
from ...engine.core.plan import Decision, Write
from ...engine.core.policy import Policy
from ...engine.events.item import EventItem, Guest
from ...google_api.people.calls import parts
from ..odoo.masks import title_on
from ..reconcile.reconciler import Reconciler, Sending
from ..reconcile.snapshot import AnySnapshot
from ..reporting import messages
from ..reporting.readable import differences, readable, readable_field
from ..reporting.run_log import COUNTERS
from ..reporting.told import text_in
from ..run.base import SyncRun
from ..store.refs import CONTACT

#: How many lines are made to be shown; the numbers count all.
MOST_LINES = 1000

#: What tells new records of the same title and time apart, and who is named in them.
_TELLING = ("location", "guests", "contact_details", "company", "email", "phone")

#: What is done, and the values of a line that shows it.
Line = tuple[str, Callable[[], dict[str, Any]]]

#: Deletions come first and what stays as it is comes last, for a long list is cut off.
_ORDER = ("problem", "note", "delete", "leave", "update", "restore", "create", "skip")


@dataclass
class Summary:
    """:ivar counts: writes, by the names of the fields that count them in the log of a run
    :ivar lines: values of what is shown of each record, of the first ones
    :ivar line_count: how many there would be
    :ivar left_out: how many of Google's records stay out of Odoo
    :ivar held: why a guard would stop the run; empty if none does
    :ivar requests: how often Google would be asked to write, a batch being one request
    :ivar mailed: the addresses of those whom Google would mail
    """

    counts: Counter[str] = field(default_factory=Counter)
    lines: list[dict[str, Any]] = field(default_factory=list)
    line_count: int = 0
    left_out: int = 0
    held: str = ""
    requests: int = 0
    mailed: list[str] = field(default_factory=list)


def summarize(run: SyncRun, env: Environment, claimed: BaseModel) -> Summary:
    """Plan as the run would.

    :param env: one whose transaction is rolled back afterwards
    """
    if abort := run.precondition(claimed):
        return Summary(held=text_in(claimed.synced_account().in_user_lang().env, abort.message))
    planned = run.plan(env, claimed)
    reconciler, snapshot = planned.reconciler, planned.reconciler.snapshot
    sendings = reconciler.preview(planned.plan)
    others = run.other_writes(snapshot.texts)
    lines = [
        *_remarks(snapshot, others),
        *_writes(reconciler, planned.plan.decisions),
        *_left_out(snapshot, planned.plan.excluded),
    ]
    lines.sort(key=lambda line: _ORDER.index(line[0]))
    return Summary(
        Counter(
            f"{side.value}_{COUNTERS[write.verb]}"
            for side in Side
            for decision in planned.plan.decisions
            if (write := getattr(decision, side.value))
        ),
        [{"verb": verb, **values()} for verb, values in lines[:MOST_LINES]],
        len(lines),
        len(planned.plan.excluded) + sum(snapshot.google.excluded.values()),
        text_in(snapshot.texts, planned.abort.message) if planned.abort else "",
        len(others) + _count_requests(run, sendings, reconciler.kind.most_writes),
        sorted(_mailed(sendings)),
    )


def _count_requests(run: SyncRun, sendings: Sequence[Sending], at_once: int) -> int:
    """Return the number of requests that these writes would take.

    :param at_once: so many go in one run
    """
    requests = [sending.request for sending in sendings]
    return sum(run.count_requests(part) for part in parts(requests, at_once))


def _mailed(sendings: Sequence[Sending]) -> set[str]:
    """Return the addresses that Google would mail; about contacts it mails nobody."""
    return {
        guest.email
        for sending in sendings
        if getattr(sending.request, "permit", None)
        for item in (sending.decision.to_google.before, sending.decision.to_google.after)
        for guest in _people_of(item)
    }


def _people_of(item: EventItem | None) -> list[Guest]:
    """Return the people who are invited to an event or to an occurrence of it."""
    if item is None:
        return []
    invited = [item, *(changed for _start, changed in item.exceptions if changed)]
    return [guest for one in invited for guest in one.guests if not guest.resource]


# What follows yields the verb of each line, and a function that makes the rest of it: words take
# their time, and most of thousands of lines are never shown.


def _remarks(snapshot: AnySnapshot, others: Iterable[str]) -> Iterator[Line]:
    """What else is written to Google, and what cannot be read."""
    for text in others:
        yield "note", partial(dict, side="google", details=text)
    for line in snapshot.log.lines:
        yield "problem", partial(_problem, snapshot.texts, line)


def _writes(reconciler: Reconciler, decisions: Sequence[Decision[Any]]) -> Iterator[Line]:
    of_contacts = reconciler.snapshot.res_model == CONTACT
    for decision in decisions:
        for side in Side:
            if write := getattr(decision, side.value):
                verb = "leave" if of_contacts and write.verb == "delete" else write.verb
                yield verb, partial(_write, reconciler, decision, side, write)


def _left_out(snapshot: AnySnapshot, excluded: Mapping[str, str]) -> Iterator[Line]:
    """What stays out of Odoo; of kinds that are not wanted, how many."""
    for google_id, reason in excluded.items():
        yield "skip", partial(_skipped, snapshot, google_id, reason)
    for reason, count in snapshot.google.excluded.items():
        yield "skip", partial(_skipped_kind, snapshot.texts, reason, count)


def _problem(env: Environment, line: Mapping[str, Any]) -> dict[str, Any]:
    shown = {name: line[name] for name in ("title", "res_model", "res_id")}
    return {**shown, "details": text_in(env, line["message"])}


def _write(
    reconciler: Reconciler, decision: Decision[Any], side: Side, write: Write[Any]
) -> dict[str, Any]:
    snapshot, ref = reconciler.snapshot, decision.link.odoo_id
    shown = ref and snapshot.records.shown(ref)
    seen = _as_on(side, write, snapshot.policy)
    details = [_details(snapshot.texts, seen), reconciler.journal.remarks(snapshot.texts, decision)]
    item = write.item
    return {
        "side": side.value,
        **_named(snapshot.texts, item),
        "title": title_on(snapshot.texts, side, item),
        "details": "\n".join(filter(None, details)),
        "res_model": shown and shown.model,
        "res_id": shown and shown.id,
    }


def _as_on(side: Side, write: Write[Any], policy: Policy[Any]) -> Write[Any]:
    """The write with the words that the side gets."""
    if side is Side.ODOO:
        return write
    before, after = (item and policy.in_google(item) for item in (write.before, write.after))
    return replace(write, before=before, after=after)


def _skipped(snapshot: AnySnapshot, google_id: str, reason: str) -> dict[str, Any]:
    item = snapshot.google.states[google_id].item
    why = messages.why_left_out(snapshot.texts, reason)
    return {**_named(snapshot.texts, item), "details": why}


def _skipped_kind(env: Environment, reason: str, count: int) -> dict[str, Any]:
    title = env._("%(count)s in Google", count=count)
    return {"title": title, "details": messages.why_left_out(env, reason)}


def _named(env: Environment, item: Any) -> dict[str, Any]:
    when = getattr(item, "when", None)
    return {"title": item.title, "moment": when and readable(env, when)}


def _details(env: Environment, write: Write[Any]) -> str:
    """What changes, field by field; of a record that comes or goes, what tells it apart."""
    if write.verb != "update":
        item = write.after or write.before
        values = (readable_field(env, name, getattr(item, name, None)) for name in _TELLING)
        return ", ".join(value.replace("\n", " ") for value in values if value)
    found = differences(env, write.before, write.after)
    return "\n".join(change.in_words(env) for change in found) or env._(
        "gets the label of the group"
    )
