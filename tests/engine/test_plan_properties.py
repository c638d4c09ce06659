"""What holds for every pair of edits, whatever the link, the roles and the settings."""

from __future__ import annotations

from dataclasses import replace

import strategies
from google_sync.engine.core.item import differing, field_names
from google_sync.engine.core.link import GoogleState, Link, OdooState, Role
from google_sync.engine.core.merge import Authority, Side
from google_sync.engine.core.plan import plan
from google_sync.engine.events.merge import merge, visible
from google_sync.engine.events.occurrences import follow, occurrence, template, with_occurrences
from google_sync.engine.events.policy import EventPolicy
from google_sync.engine.events.recurrence import has_occurrence
from google_sync.engine.events.spelling import as_unasked
from hypothesis import assume, event, given
from hypothesis import strategies as st

UNSEEN = dict.fromkeys(("reminders", "meet"), Authority.LOCAL)


def plan_one(link, ours, theirs, policy):
    planned = plan([link], {1: ours} if ours else {}, {"g": theirs} if theirs else {}, policy)
    assume(planned.decisions)
    (decision,) = planned.decisions
    event(f"odoo: {decision.odoo and decision.odoo.verb}")
    event(f"google: {decision.google and decision.google.verb}")
    return decision


def written(write, current):
    """The item after the write, which sends the named fields and leaves all others."""
    if write is None:
        return current
    if write.after is None or current is None:
        return write.after
    names = write.fields - {"exceptions"}
    item = follow(current, replace(current, **{name: getattr(write.after, name) for name in names}))
    if "exceptions" not in write.fields:
        return item
    return with_occurrences(item, dict(write.after.exceptions))


def both_after(decision, ours, theirs):
    odoo = ours.item if ours else decision.link.base
    google = theirs.item if theirs else decision.link.base
    return written(decision.odoo, odoo), written(decision.google, google)


def fields_of_the_whole(item):
    return [name for name in field_names(item) if name != "exceptions"]


@given(strategies.cases())
def test_after_the_writes_both_sides_agree(case):
    link, ours, theirs, policy = case
    decision = plan_one(link, ours, theirs, policy)
    odoo, google = both_after(decision, ours, theirs)
    assert odoo == decision.agreed
    if not policy.imports:
        return  # what then holds of Google is the next property's
    if decision.role is Role.INVITED and odoo and google:
        google = visible(google, odoo, UNSEEN)  # their own, see the stories
    assert google == odoo


@given(strategies.own_cases)
def test_without_import_odoos_changes_flow_and_nothing_else_moves(case):
    link, ours, theirs, policy = case
    policy = replace(policy, imports=False)
    decision = plan_one(link, ours, theirs, policy)
    odoo, google = both_after(decision, ours, theirs)
    before = theirs.item if theirs else link.base
    assert decision.odoo is None
    if ours is None or ours.item == link.base:
        assert google == before
    elif odoo is None:
        assert google is None
    else:
        changed = differing(link.base, odoo)
        for name in fields_of_the_whole(google):
            source = odoo if name in changed or before is None else before
            assert getattr(google, name) == getattr(source, name)


@given(strategies.cases())
def test_planning_again_finds_nothing_to_write(case):
    link, ours, theirs, policy = case
    decision = plan_one(link, ours, theirs, policy)
    odoo, google = both_after(decision, ours, theirs)
    link = Link(1, "g", decision.agreed, decision.etag or "etag3", decision.role)
    ours = OdooState(odoo, decision.role, ours and ours.changed)
    theirs = GoogleState(google, "etag3", decision.role, theirs and theirs.changed)
    for mentioned in ((ours, theirs), (ours, None), (None, theirs)):
        if mentioned[1] is None and google is None and odoo is not None:
            continue  # a deletion that stays unseen shows only when Google mentions it
        again = plan_one(link, *mentioned, policy)
        assert again.odoo is None
        assert again.google is None
        assert again.agreed == decision.agreed
        assert again.conflicts == ()
        assert again.rejected == ()


@given(strategies.cases())
def test_a_write_starts_from_what_is_there_and_sends_what_differs(case):
    link, ours, theirs, policy = case
    decision = plan_one(link, ours, theirs, policy)
    odoo = ours.item if ours else link.base
    google = theirs.item if theirs else link.base
    for write, current in ((decision.odoo, odoo), (decision.google, google)):
        if write is None:
            continue
        assert (write.before is None) == (current is None)
        if write.before is None:
            assert write.verb in ("create", "restore")
            assert write.fields == frozenset(field_names(write.after))
        elif write.after is None:
            assert write.verb == "delete"
            assert write.fields == frozenset()
        else:
            assert write.verb == "update"
            assert write.fields
            assert write.fields == differing(write.before, write.after)
            unseen = UNSEEN if decision.role is Role.INVITED else {}
            if policy.imports:
                assert write.before == visible(current, write.before, unseen)


@given(strategies.own_cases)
def test_the_other_side_of_an_unchanged_one_is_not_written(case):
    link, ours, theirs, policy = case
    decision = plan_one(link, ours, theirs, policy)
    if ours is None or ours.item == link.base:
        assert decision.google is None
    if theirs is None or theirs.item == link.base:
        assert decision.odoo is None


@given(strategies.items, strategies.items, strategies.items, strategies.policies)
def test_each_field_is_merged_by_itself_and_no_value_is_lost(base, odoo, google, policy):
    policy = replace(policy, imports=True)
    google = as_unasked(google, base)  # what is the user's own asks nobody there
    link = Link(1, "g", base, "etag")
    decision = plan_one(link, OdooState(odoo), GoogleState(google, "etag2"), policy)
    conflicts = {each.field: each for each in decision.conflicts if each.original_start is None}
    for name in fields_of_the_whole(base):
        agreed, was, ours, theirs = (
            getattr(item, name) for item in (decision.agreed, base, odoo, google)
        )
        if ours == was:
            assert agreed == theirs
        elif theirs in (was, ours):
            assert agreed == ours
        else:
            conflict = conflicts.pop(name)
            by_odoo = conflict.winner is Side.ODOO
            assert agreed == conflict.kept == (ours if by_odoo else theirs)
            assert conflict.lost == (theirs if by_odoo else ours)
            assert by_odoo == (policy.prefer != "google")  # newest: here no clock tells
    assert not conflicts


@given(strategies.versions, st.sampled_from(Side))
def test_the_two_sides_are_merged_alike(versions, prefer):
    base, odoo, google = versions
    one, other = merge(base, odoo, google, prefer, {}), merge(base, google, odoo, prefer.other, {})
    assert one.item == other.item
    assert [each.lost for each in one.conflicts] == [each.lost for each in other.conflicts]


@given(strategies.versions, st.sampled_from(Side))
def test_no_value_of_an_occurrence_is_lost_without_a_word(versions, prefer):
    base, odoo, google = versions
    merged = merge(base, odoo, google, prefer, {})
    lost = {(each.original_start, each.field, each.lost) for each in merged.conflicts}
    for side in (odoo, google):
        for original_start, name, value in typed_in_occurrences(side, base):
            if has_occurrence(merged.item.when, original_start):
                agreed = occurrence(merged.item, original_start)
                assert agreed is not None, "an organizer's change wins over a cancellation"
                assert getattr(agreed, name) == value or (original_start, name, value) in lost


def typed_in_occurrences(item, base):
    """The values that somebody gave to single occurrences since the base."""
    for original_start, changed in item.exceptions:
        before = occurrence(base, original_start)
        for name in fields_of_the_whole(changed) if changed else ():
            value = getattr(changed, name)
            if value != getattr(template(item, original_start), name) and value != getattr(
                before, name, ()
            ):
                yield original_start, name, value


@given(strategies.cases())
def test_a_deletion_is_answered_only_by_an_explicit_absence(case):
    link, ours, theirs, policy = case
    decision = plan_one(link, ours, theirs, policy)
    if decision.odoo and decision.odoo.verb == "delete":
        assert theirs is not None
        assert theirs.item is None
        assert policy.imports
    if decision.google and decision.google.verb == "delete":
        assert ours is not None
        assert ours.item is None


@given(st.lists(strategies.items, max_size=4), st.lists(strategies.items, max_size=4))
def test_records_do_not_depend_on_each_other(in_odoo, in_google):
    odoo = {number: OdooState(item) for number, item in enumerate(in_odoo, 1)}
    google = {f"g{number}": GoogleState(item, "e") for number, item in enumerate(in_google)}
    together = plan([], odoo, google, EventPolicy(import_tentative=True))
    alone = [plan([], {key: state}, {}, EventPolicy()).decisions for key, state in odoo.items()]
    policy = EventPolicy(import_tentative=True)
    alone += [plan([], {}, {key: state}, policy).decisions for key, state in google.items()]
    assert list(together.decisions) == [decision for (decision,) in alone]
    assert not together.deleted(Side.ODOO) and not together.deleted(Side.GOOGLE)
