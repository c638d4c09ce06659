"""Mistakes planted in the addon: in the runner, the writers, the guards, and in what they store.

Each is a context in which the mistake is made, and has the seed of the world from which on it is
looked for. The world that finds it is well without the mistake. Those of the engine are in
``engine/mutants.py``.
"""

from contextlib import ExitStack, contextmanager
from dataclasses import replace
from unittest.mock import patch

from odoo.tools import SQL

from ..engine.core.next_link import link_while_waiting
from ..google_api.calendar import client, writes
from ..google_api.transport import permit
from ..google_api.transport.outcomes import Failed, Written
from ..models import google_sync_lease_mixin
from ..sync import runner
from ..sync.google import event_writer
from ..sync.reconcile import reconciler
from ..sync.reconcile.reconciler import Reconciler
from ..sync.reporting.run_log import RunLog
from ..sync.run import base, calendar_job, contact_job, quiet
from ..sync.run.base import SyncRun
from ..sync.run.calendar import CalendarRun
from ..sync.runner import Runner
from ..sync.store.links import LinkStore


def what_is_on_its_way_is_not_looked_at_again():
    return patch.object(Reconciler, "_make_due", lambda _self, _links: None)


def another_id_is_sent_than_stored():
    make = writes._request

    def with_another_id(events, calendar_id, write):
        other = f"{write.event_id}0" if write.verb == "create" else write.event_id
        return make(events, calendar_id, replace(write, event_id=other))

    return patch.object(writes, "_request", with_another_id)


def failures_count_as_done():
    send = CalendarRun.send_requests

    def send_and_hope(self, requests):
        outcomes = send(self, requests)
        return [Written(None) if isinstance(one, Failed) else one for one in outcomes]

    return patch.object(CalendarRun, "send_requests", send_and_hope)


def token_is_stored_before_its_changes():
    def store(env, run, answer):
        if hasattr(answer, "changes"):
            token = answer.changes.next_sync_token
            claimed = env[run.claimed_model].browse(run.job.claimed_id)
            claimed.work_id.write({"sync_token": token, "token_of": claimed.synced_collection()})

    return _before_each_step(store)


def outbox_is_emptied_before_its_changes_are_applied():
    taken = {}

    def empty(env, run, _answer):
        claimed = env[run.claimed_model].browse(run.job.claimed_id)
        own = [("account_id", "=", claimed.synced_account().id)]
        changes = env["google.sync.change"].search([*own, ("res_model", "in", run.record_models)])
        rows = changes.read(["account_id", "res_model", "res_id"], load=None)
        taken.setdefault(run, []).extend(
            {name: row[name] for name in row if name != "id"} for row in rows
        )
        changes.unlink()

    plan = SyncRun.plan

    def plan_with_taken(self, env, claimed):
        env["google.sync.change"].create(taken.get(self, []))
        return plan(self, env, claimed)

    return _all(_before_each_step(empty), patch.object(SyncRun, "plan", plan_with_taken))


def leases_are_not_minded():
    def terms_alone(claimed):
        return None, None, claimed.lease_terms()

    return _all(
        patch.object(google_sync_lease_mixin, "is_free", lambda _work: SQL("TRUE")),
        *(
            patch.object(module, "lease", terms_alone)
            for module in (base, calendar_job, contact_job, quiet)
        ),
    )


def a_step_is_done_again_with_what_is_left_of_it():
    return patch.object(runner, "copy", lambda run: run)


def the_guard_is_off():
    return patch.object(base, "check_deletions", lambda *_args: None)


def what_the_guard_has_stopped_is_taken_as_read():
    prepare = SyncRun.prepare

    def prepare_and_store(self, env, claimed):
        sendings = prepare(self, env, claimed)
        if claimed.finding == "approval":
            token = self.fetched.changes.next_sync_token
            claimed.work_id.write({"sync_token": token})
        return sendings

    return patch.object(SyncRun, "prepare", prepare_and_store)


def conflicts_are_not_told():
    nothing = property(lambda _log: [], lambda _log, _disputed: None)
    return patch.object(RunLog, "disputed", nothing, create=True)


def etags_are_not_sent():
    make = writes._request

    def without_etag(events, calendar_id, write):
        return make(events, calendar_id, replace(write, etag=None))

    return patch.object(writes, "_request", without_etag)


def what_is_sent_is_not_kept():
    return patch.object(reconciler, "link_while_sending", link_while_waiting)


def writes_have_no_number():
    return patch.object(event_writer, "_numbered", lambda request, _decision: request)


def what_both_have_given_up_is_forgotten():
    dump = reconciler.dump_link
    return patch.object(reconciler, "dump_link", lambda link: {**dump(link), "buried": False})


def a_first_404_is_believed():
    return patch.object(client, "_present_or_not", lambda _calendar, _event: None)


def what_a_full_list_lacks_is_not_looked_for():
    return patch.object(LinkStore, "look_again", lambda _links, _reported: None)


def guests_are_mailed():
    make = writes._request

    def mailing(events, calendar_id, write):
        request = make(events, calendar_id, write)
        request.uri = request.uri.replace("sendUpdates=none", "sendUpdates=all")
        return request

    return _all(
        patch.object(writes, "_request", mailing),
        patch.object(permit, "_mails", lambda _request: False),
    )


def _before_each_step(do):
    """In a transaction of its own before each step."""
    step = Runner._step

    def step_after(self, run, answer):
        if not run.fetched:
            with self._environment() as env:
                do(env, run, answer)
        return step(self, run, answer)

    return patch.object(Runner, "_step", step_after)


@contextmanager
def _all(*contexts):
    with ExitStack() as stack:
        for context in contexts:
            stack.enter_context(context)
        yield


FOUND = {
    what_is_on_its_way_is_not_looked_at_again: "1-1",
    another_id_is_sent_than_stored: "1-3",
    token_is_stored_before_its_changes: "1-2",
    outbox_is_emptied_before_its_changes_are_applied: "1-1",
    leases_are_not_minded: "1-2",
    the_guard_is_off: "1-7",
    what_the_guard_has_stopped_is_taken_as_read: "1-10",
    conflicts_are_not_told: "1-2",
    guests_are_mailed: "1-1",
    what_is_sent_is_not_kept: "1-15",
    what_a_full_list_lacks_is_not_looked_for: "1-7",
    etags_are_not_sent: "1-3",
    failures_count_as_done: "1-58",
    a_step_is_done_again_with_what_is_left_of_it: "1-21",
    writes_have_no_number: "1-5",
    what_both_have_given_up_is_forgotten: "1-5",
    a_first_404_is_believed: "1-2",
}
