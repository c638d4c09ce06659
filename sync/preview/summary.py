"""What a run is about to do, in words and numbers for people."""

from collections import Counter
from copy import copy
from dataclasses import dataclass, field, replace
from functools import partial

from ...engine.core.merge import Side
from ...google_api.people.calls import parts
from ...google_api.transport.rehearsal import Rehearsal
from ..google import client
from ..odoo.masks import title_on
from ..reporting import messages
from ..reporting.readable import differences, readable, readable_field
from ..reporting.run_log import COUNTERS
from ..reporting.told import text_in
from ..store.refs import CONTACT

#: So many lines are made to be shown; the numbers count all.
MOST_LINES = 1000

#: What tells new records of the same title and time apart, and who is named in them.
_TELLING = ("location", "guests", "contact_details", "company", "email", "phone")

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

    counts: Counter = field(default_factory=Counter)
    lines: list[dict] = field(default_factory=list)
    line_count: int = 0
    left_out: int = 0
    held: str = ""
    requests: int = 0
    mailed: list[str] = field(default_factory=list)


def summarize(run, env, claimed):
    """Plan as the run would.

    :param env: one whose transaction is rolled back afterwards
    :rtype: Summary
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
        Counter(_counters(planned.plan.decisions)),
        [{"verb": verb, **values()} for verb, values in lines[:MOST_LINES]],
        len(lines),
        len(planned.plan.excluded) + sum(snapshot.google.excluded.values()),
        text_in(snapshot.texts, planned.abort.message) if planned.abort else "",
        len(others) + _count_requests(run, sendings, reconciler.kind.most_writes),
        sorted(_mailed(sendings)),
    )


def _count_requests(run, sendings, at_once):
    """How often Google would be asked to take these writes: all is as ever, but nothing sent.

    :param at_once: so many go in one run
    """
    etags = {sending.decision.link.google_id: sending.decision.etag for sending in sendings}
    rehearsal = Rehearsal(client.endpoints(), etags)
    run = copy(run)
    run.job = replace(run.job, session=rehearsal.session())
    for part in parts(sendings, at_once):
        run.send_requests([sending.request for sending in part])
    return rehearsal.requests


def _mailed(sendings):
    """The addresses of those whom Google would mail; about contacts it mails nobody."""
    return {
        guest.email
        for sending in sendings
        if getattr(sending.request, "permit", None)
        for item in (sending.decision.google.before, sending.decision.google.after)
        for guest in _people_of(item)
    }


def _people_of(item):
    """Those who are invited to an event, or to one occurrence of it."""
    if item is None:
        return []
    invited = [item, *(changed for _start, changed in item.exceptions if changed)]
    return [guest for one in invited for guest in one.guests if not guest.resource]


def _counters(decisions):
    for side in Side:
        for decision in decisions:
            if write := getattr(decision, side.value):
                yield f"{side.value}_{COUNTERS[write.verb]}"


# What follows yields the verb of each line, and a function that makes the rest of it: words take
# their time, and most of thousands of lines are never shown.


def _remarks(snapshot, others):
    """What else is written to Google, and what cannot be read."""
    for text in others:
        yield "note", partial(dict, side="google", details=text)
    for line in snapshot.log.lines:
        yield "problem", partial(_problem, snapshot.texts, line)


def _writes(reconciler, decisions):
    of_contacts = reconciler.snapshot.res_model == CONTACT
    for decision in decisions:
        for side in Side:
            if write := getattr(decision, side.value):
                verb = "leave" if of_contacts and write.verb == "delete" else write.verb
                yield verb, partial(_write, reconciler, decision, side, write)


def _left_out(snapshot, excluded):
    """What stays out of Odoo; of kinds that are not wanted, how many."""
    for google_id, reason in excluded.items():
        yield "skip", partial(_skipped, snapshot, google_id, reason)
    for reason, count in snapshot.google.excluded.items():
        yield "skip", partial(_skipped_kind, snapshot.texts, reason, count)


def _problem(env, line):
    shown = {name: line[name] for name in ("title", "res_model", "res_id")}
    return {**shown, "details": text_in(env, line["message"])}


def _write(reconciler, decision, side, write):
    snapshot, ref = reconciler.snapshot, decision.link.odoo_id
    shown = ref and snapshot.records.shown(ref)
    seen = _as_on(side, write, snapshot.policy)
    details = [_details(snapshot.texts, seen), reconciler.journal.remarks(snapshot.texts, decision)]
    item = write.after or write.before
    return {
        "side": side.value,
        **_named(snapshot.texts, item),
        "title": title_on(snapshot.texts, side, item),
        "details": "\n".join(filter(None, details)),
        "res_model": shown and shown.model,
        "res_id": shown and shown.id,
    }


def _as_on(side, write, policy):
    """The write with the words that the side gets."""
    if side is Side.ODOO:
        return write
    before, after = (item and policy.in_google(item) for item in (write.before, write.after))
    return replace(write, before=before, after=after)


def _skipped(snapshot, google_id, reason):
    item = snapshot.google.states[google_id].item
    why = messages.why_left_out(snapshot.texts, reason)
    return {**_named(snapshot.texts, item), "details": why}


def _skipped_kind(env, reason, count):
    title = env._("%(count)s in Google", count=count)
    return {"title": title, "details": messages.why_left_out(env, reason)}


def _named(env, item):
    when = getattr(item, "when", None)
    return {"title": item.title, "moment": when and readable(env, when)}


def _details(env, write):
    """What changes, field by field; of a record that comes or goes, what tells it apart."""
    if write.verb != "update":
        item = write.after or write.before
        values = (readable_field(env, name, getattr(item, name, None)) for name in _TELLING)
        return ", ".join(value.replace("\n", " ") for value in values if value)
    found = differences(env, write.before, write.after)
    nothing = env._("nothing")
    lines = [f"{label}: {old or nothing} → {new or nothing}" for label, old, new in found]
    return "\n".join(lines) or env._("gets the label of the group")
