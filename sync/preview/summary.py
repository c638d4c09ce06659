"""What a run is about to do, in words and numbers for people."""

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial

from ...engine.core.merge import Side
from ...engine.events.item import EventItem
from ...engine.events.masking import in_google
from ..odoo.masks import title_on
from ..reporting import messages
from ..reporting.readable import differences, readable, readable_field
from ..reporting.run_log import COUNTERS
from ..store.refs import CONTACT

#: So many lines are made to be shown; the numbers count all.
MOST_LINES = 1000

#: What tells new records apart, besides their title and time, and who is named in them.
_TELLING = ("location", "guests", "contact_details", "company", "email", "phone")

#: Deletions come first and what stays as it is comes last, for a long list is cut off.
_ORDER = ("problem", "note", "delete", "leave", "update", "restore", "create", "skip")


@dataclass
class Outlook:
    """:ivar counts: writes, by the names of the fields that count them in the log of a run
    :ivar lines: values of what is shown of each record, of the first ones
    :ivar line_count: how many there would be
    :ivar left_out: how many of Google's records stay out of Odoo
    :ivar held: why a guard would stop the run; empty if none does
    :ivar requests: how often Google would be asked to write, a batch being one request
    :ivar mailed: the addresses of those whom Google would mail
    """

    counts: Counter = field(default_factory=Counter)
    lines: list[dict] = field(default_factory=list)
    line_count: int = 0
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
    lines.sort(key=lambda line: _ORDER.index(line[0]))
    return Outlook(
        Counter(_counters(planned.plan.decisions)),
        [{"verb": verb, **values()} for verb, values in lines[:MOST_LINES]],
        len(lines),
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


# What follows yields the verb of each line, and a function that makes the rest of it: words take
# their time, and most of thousands of lines are never shown.


def _remarks(step, besides):
    """What is done besides, and what cannot be read."""
    for text in besides:
        yield "note", partial(dict, side="google", details=text)
    for line in step.log.lines:
        yield "problem", partial(_problem, line)


def _writes(step, decisions):
    for decision in decisions:
        for side in Side:
            if write := getattr(decision, side.value):
                leaves = step.res_model == CONTACT and write.verb == "delete"
                verb = "leave" if leaves else write.verb
                yield verb, partial(_write, step, decision, side, write)


def _left_out(step, excluded):
    """What of Google's stays out of Odoo; of kinds that are not wanted, how many."""
    for google_id, reason in excluded.items():
        yield "skip", partial(_skipped, step, google_id, reason)
    for reason, count in step.google.excluded.items():
        yield "skip", partial(_skipped_kind, step.texts, reason, count)


def _problem(line):
    shown = {name: line[name] for name in ("title", "res_model", "res_id")}
    return {**shown, "details": line["message"]}


def _write(step, decision, side, write):
    ref = decision.link.odoo_id
    shown = ref and step.records.shown(ref)
    details = [_details(step.texts, _as_on(side, write)), step.remarks(decision)]
    item = write.after or write.before
    return {
        "side": side.value,
        **_named(step.texts, item),
        "title": title_on(side, step.texts, item),
        "details": "\n".join(filter(None, details)),
        "res_model": shown and shown.model,
        "res_id": shown and shown.id,
    }


def _as_on(side, write):
    """The write with the words that the side gets."""
    if side is Side.ODOO:
        return write
    before, after = map(_shown_in_google, (write.before, write.after))
    return replace(write, before=before, after=after)


def _shown_in_google(item):
    return in_google(item) if isinstance(item, EventItem) else item


def _skipped(step, google_id, reason):
    item = step.google.states[google_id].item
    return {**_named(step.texts, item), "details": messages.why_left_out(step.texts, reason)}


def _skipped_kind(env, reason, count):
    title = env._("%(count)s in Google", count=count)
    return {"title": title, "details": messages.why_left_out(env, reason)}


def _named(env, item):
    when = getattr(item, "when", None)
    return {"title": item.title, "moment": when and readable(env, when)}


def _details(env, write):
    """What changes, field by field; of what comes or goes, what tells it apart."""
    if write.verb != "update":
        item = write.after or write.before
        values = (readable_field(env, name, getattr(item, name, None)) for name in _TELLING)
        return ", ".join(value.replace("\n", " ") for value in values if value)
    found = differences(env, write.before, write.after)
    nothing = env._("nothing")
    lines = [f"{label}: {old or nothing} → {new or nothing}" for label, old, new in found]
    return "\n".join(lines) or env._("gets the label of the group")
