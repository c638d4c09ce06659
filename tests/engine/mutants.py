"""Mistakes planted in the engine and in who carries out its plans: a world of some seed finds each.

Each is a function that gives what to patch, as arguments of ``unittest.mock.patch.object``.
"""

from __future__ import annotations

from dataclasses import replace

import world_runs
from google_sync.engine.core import merge as core_merge
from google_sync.engine.core import next_link
from google_sync.engine.core import plan as core_plan
from google_sync.engine.core.merge import Side
from google_sync.engine.events import arrival
from google_sync.engine.events import merge as events_merge

Executor = world_runs.Executor


def base_is_not_updated():
    done = world_runs.link_when_done
    return (
        world_runs,
        "link_when_done",
        lambda decision, *etag: replace(done(decision, *etag), base=decision.link.base),
    )


def what_is_sent_is_not_kept():
    return world_runs, "link_while_sending", next_link.link_while_waiting


def own_writes_are_not_recognised():
    return core_plan, "settled", lambda link, _theirs, _policy: link


def cursor_is_stored_after_sending():
    """What changed in Google meanwhile is behind the cursor, and never looked at."""
    run = Executor.run

    def run_and_jump(self, *args):
        writes = run(self, *args)
        self.world.seen_revision = self.world.revision
        return writes

    return Executor, "run", run_and_jump


def outbox_is_emptied_at_the_end():
    run = Executor.run

    def run_and_forget(self, *args):
        writes = run(self, *args)
        self.world.outbox = set()
        return writes

    return Executor, "run", run_and_forget


def lost_writes_are_not_looked_at_again():
    run = Executor.run

    def run_and_leave(self, *args):
        writes = run(self, *args)
        self.world.pending = set()
        self.world.links = {key: replace(link, sent=()) for key, link in self.world.links.items()}
        return writes

    return Executor, "run", run_and_leave


def etags_are_not_sent():
    accepts = Executor._google_accepts

    def accept_any(self, verb, google_id, etag):
        event = self.world.google.get(google_id)
        return accepts(self, verb, google_id, str(event.revision) if event else etag)

    return Executor, "_google_accepts", accept_any


def each_try_has_another_id():
    apply_and_send = Executor._apply_and_send

    def with_new_ids(self, google_ids, odoo_ids, keys):
        for key in keys:
            link = self.world.links[key]
            if link.base is None and link.google_id.startswith("odoo"):
                self.world.links[key] = replace(link, google_id=f"{link.google_id}x", sent=())
        return apply_and_send(self, google_ids, odoo_ids, keys)

    return Executor, "_apply_and_send", with_new_ids


def odoo_always_wins():
    return core_merge, "_changed_side", lambda sides, name: Side.ODOO


def only_one_side_is_compared():
    changed = core_merge._changed_side

    def only_google(sides, name):
        found = changed(sides, name)
        return Side.GOOGLE if found is Side.ODOO else found

    return core_merge, "_changed_side", only_google


def occurrences_are_not_merged():
    return events_merge, "_exceptional_starts", lambda *_args: []


def occurrences_count_as_arrived_with_their_series():
    return arrival, "_occurrence", lambda _base, sent, *_rest: sent


def lost_values_are_not_told():
    plan = world_runs.plan

    def plan_in_silence(*args):
        found = plan(*args)
        quiet = tuple(replace(decision, conflicts=()) for decision in found.decisions)
        return replace(found, decisions=quiet)

    return world_runs, "plan", plan_in_silence


def the_newest_intent_counts_alone():
    sending = world_runs.link_while_sending
    return (
        world_runs,
        "link_while_sending",
        lambda decision: replace(sending(decision), sent=sending(decision).sent[-1:]),
    )


FOUND = (
    base_is_not_updated,
    what_is_sent_is_not_kept,
    own_writes_are_not_recognised,
    cursor_is_stored_after_sending,
    outbox_is_emptied_at_the_end,
    lost_writes_are_not_looked_at_again,
    etags_are_not_sent,
    each_try_has_another_id,
    odoo_always_wins,
    only_one_side_is_compared,
    occurrences_are_not_merged,
    occurrences_count_as_arrived_with_their_series,
    lost_values_are_not_told,
    the_newest_intent_counts_alone,
)
