"""What a run is about to do, in words and numbers for people."""

from collections import Counter
from dataclasses import dataclass, field

from ..engine.merge import Side
from . import messages
from .readable import differences, readable, readable_field
from .records import CONTACT
from .run_log import COUNTERS

#: What tells new records apart, besides their title and time.
_TELLING = ("location", "guests", "company", "email", "phone")

#: Deletions come first and what stays as it is comes last, for a long list is cut off.
_ORDER = ("problem", "note", "delete", "leave", "update", "restore", "create", "skip")


@dataclass
class Outlook:
    """:ivar counts: writes, by the names of the fields that count them in the log of a run
    :ivar lines: values of what is shown of each record
    :ivar left_out: how many of Google's records stay out of Odoo
    :ivar held: why a guard would stop the run; empty if none does
    :ivar requests: how often Google would be asked to write, a batch being one request
    :ivar mailed: the addresses of those whom Google would mail
    """

    counts: Counter = field(default_factory=Counter)
    lines: list[dict] = field(default_factory=list)
    left_out: int = 0
    held: str = ""
    requests: int = 0
    mailed: list[str] = field(default_factory=list)


def of(run, env, claimed):
    """Plan as the run would.

    :param env: one whose transaction is rolled back afterwards
    :rtype: Outlook
    """
    if stop := run.unfit(claimed):
        return Outlook(held=stop.message)
    planned = run.plan(env, claimed)
    step = planned.step
    sendings = step.rehearse(planned.plan)
    besides = run.besides(step.texts)
    lines = [
        *_remarks(step, besides),
        *_writes(step, planned.plan.decisions),
        *_left_out(step, planned.plan.excluded),
    ]
    return Outlook(
        Counter(_counters(planned.plan.decisions)),
        sorted(lines, key=lambda line: _ORDER.index(line["verb"])),
        len(planned.plan.excluded) + sum(step.google.excluded.values()),
        planned.stop.message if planned.stop else "",
        len(besides) + run.count_requests(sendings, step.most_writes),
        sorted(run.mailed(sendings)),
    )


def _counters(decisions):
    for side in Side:
        for decision in decisions:
            if write := getattr(decision, side.value):
                yield f"{side.value}_{COUNTERS[write.verb]}"


def _remarks(step, besides):
    """What is done besides, and what cannot be read."""
    for text in besides:
        yield {"verb": "note", "side": "google", "details": text}
    for line in step.log.lines:
        yield {
            "verb": "problem",
            "title": line["title"],
            "details": line["message"],
            "res_model": line["res_model"],
            "res_id": line["res_id"],
        }


def _writes(step, decisions):
    for decision in decisions:
        for side in Side:
            if write := getattr(decision, side.value):
                yield _write(step, decision, side, write)


def _write(step, decision, side, write):
    ref = decision.link.odoo_id
    shown = ref and step.records.shown(ref)
    leaves = step.res_model == CONTACT and write.verb == "delete"
    details = [_details(step.texts, write), step.remarks(decision)]
    return {
        "verb": "leave" if leaves else write.verb,
        "side": side.value,
        **_named(step.texts, write.after or write.before),
        "details": "\n".join(filter(None, details)),
        "res_model": shown and shown.model,
        "res_id": shown and shown.id,
    }


def _named(env, item):
    when = getattr(item, "when", None)
    return {"title": item.title, "moment": when and readable(env, when)}


def _details(env, write):
    """What changes, field by field; of what comes or goes, what tells it apart."""
    if write.verb != "update":
        item = write.after or write.before
        values = (readable_field(env, name, getattr(item, name, None)) for name in _TELLING)
        return ", ".join(filter(None, values))
    found = differences(env, write.before, write.after)
    nothing = env._("nothing")
    lines = [f"{label}: {old or nothing} → {new or nothing}" for label, old, new in found]
    return "\n".join(lines) or env._("gets the label of the group")


def _left_out(step, excluded):
    """What of Google's stays out of Odoo; of kinds that are not wanted, how many."""
    for google_id, reason in excluded.items():
        yield {
            "verb": "skip",
            **_named(step.texts, step.google.states[google_id].item),
            "details": messages.why_left_out(step.texts, reason),
        }
    for reason, count in step.google.excluded.items():
        yield {
            "verb": "skip",
            "title": step.texts._("%(count)s in Google", count=count),
            "details": messages.why_left_out(step.texts, reason),
        }
