"""Whatever people do and however the network fails: both sides agree, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from google_sync.engine.core.merge import Side
from google_sync.engine.events.policy import EventPolicy
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from world import World
from world_runs import Outcome
from world_state import LATER, LONGER, ONCE, WEEKLY
from world_verdict import check_agreement

sides = st.sampled_from(Side)
picks = st.integers(0, 99)
names = st.sampled_from(["title", "location"])
outcomes = st.lists(st.sampled_from(Outcome), max_size=4)
whens = st.sampled_from([ONCE, WEEKLY, LONGER, LATER])
changes = st.sampled_from(["title", "location", "cancel", "reset"])
prefer = st.sampled_from(["newest", "odoo", "google"])


def pick(keys, number):
    return keys[number % len(keys)] if keys else None


class TwoCalendars(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.world = World()

    @initialize(prefer=prefer, minutes=st.sampled_from([0, 10, -10]))
    def choose(self, prefer, minutes):
        self.world.policy = EventPolicy(prefer=prefer)
        self.world.odoo_is_ahead = timedelta(minutes=minutes)

    @rule(side=sides, when=whens)
    def add(self, side, when):
        self.world.people.add(side, when)

    @rule(side=sides, number=picks, name=names)
    def edit(self, side, number, name):
        if key := pick(self.world.present(side), number):
            self.world.people.edit(side, key, name)

    @rule(side=sides, number=picks, when=whens)
    def reschedule(self, side, number, when):
        if key := pick(self.world.present(side), number):
            self.world.people.reschedule(side, key, when)

    @precondition(lambda self: any(map(self.world.series, Side)))
    @rule(side=sides, number=picks, which=picks, change=changes)
    def change_occurrence(self, side, number, which, change):
        if key := pick(self.world.series(side), number):
            self.world.people.change_occurrence(side, key, which, change)

    @precondition(lambda self: self.world.shared_series())
    @rule(number=picks, which=picks, changes=st.tuples(changes, changes))
    def change_occurrence_on_both_sides(self, number, which, changes):
        keys = pick(self.world.shared_series(), number)
        for side, key, change in zip(Side, keys, changes, strict=True):
            self.world.people.change_occurrence(side, key, which, change)

    @rule(side=sides, number=picks, unlink=st.booleans())
    def delete(self, side, number, unlink):
        if key := pick(self.world.present(side), number):
            self.world.people.delete(side, key, unlink=unlink and side is Side.ODOO)

    @precondition(lambda self: any(map(self.world.in_bin, Side)))
    @rule(side=sides, number=picks)
    def restore(self, side, number):
        if key := pick(self.world.in_bin(side), number):
            self.world.people.restore(side, key)

    @precondition(lambda self: any(map(self.world.in_bin, Side)))
    @rule(side=sides)
    def restore_everything(self, side):
        for key in self.world.in_bin(side):
            self.world.people.restore(side, key)

    @rule()
    def lose_cursor(self):
        self.world.lose_cursor()

    @rule(outcomes=outcomes)
    def run(self, outcomes):
        self.world.run(outcomes)

    @rule(outcomes=outcomes, side=sides, number=picks, name=names)
    def run_while_somebody_edits(self, outcomes, side, number, name):
        self.world.run(outcomes, lambda: self.edit(side, number, name))

    @rule(outcomes=outcomes, side=sides, number=picks)
    def run_while_somebody_deletes(self, outcomes, side, number):
        self.world.run(outcomes, lambda: self.delete(side, number, unlink=False))

    @rule(outcomes=outcomes, side=sides, number=picks)
    def run_while_somebody_restores(self, outcomes, side, number):
        self.world.run(outcomes, lambda: self.restore(side, number))

    @rule(outcomes=outcomes, side=sides, number=picks, when=whens)
    def run_while_somebody_reschedules(self, outcomes, side, number, when):
        self.world.run(outcomes, lambda: self.reschedule(side, number, when))

    @rule(outcomes=outcomes, side=sides, number=picks, which=picks, change=changes)
    def run_while_somebody_changes_an_occurrence(self, outcomes, side, number, which, change):
        self.world.run(outcomes, lambda: self.change_occurrence(side, number, which, change))

    @rule()
    def settle(self):
        """Two quiet runs reach agreement (the second hears the echo, or of what came late), and a
        third has no work."""
        self.world.run()
        self.world.run()
        assert self.world.run() == 0
        check_agreement(self.world)

    @invariant()
    def no_event_has_two_records(self):
        google_ids = [link.google_id for link in self.world.links.values()]
        assert len(set(google_ids)) == len(google_ids)

    def teardown(self):
        self.settle()


TestTwoCalendars = TwoCalendars.TestCase
TestTwoCalendars.settings = settings(stateful_step_count=30)


@pytest.mark.parametrize("outcome", Outcome)
def test_a_new_event_reaches_google_once_however_its_insert_ends(outcome):
    world = World()
    world.people.add(Side.ODOO)
    world.run([outcome])
    world.run()
    assert len(world.present(Side.GOOGLE)) == 1
    check_agreement(world)


def test_an_edit_in_google_while_its_event_is_being_written_survives():
    world = World()
    world.people.add(Side.ODOO)
    world.run()
    (odoo_id,), (google_id,) = world.present(Side.ODOO), world.present(Side.GOOGLE)
    world.people.edit(Side.ODOO, odoo_id, "title")
    world.run(meddle=lambda: world.people.edit(Side.GOOGLE, google_id, "location"))
    world.run()
    check_agreement(world)
    assert world.odoo[odoo_id].item.location == world.google[google_id].item.location


def test_a_deletion_in_google_while_a_change_is_on_its_way_loses_against_the_change():
    world = World()
    world.people.add(Side.GOOGLE)
    world.run()
    world.people.edit(Side.ODOO, 1, "title")
    world.run(meddle=lambda: world.people.delete(Side.GOOGLE, "google1"))
    world.run()
    check_agreement(world)
    assert len(world.present(Side.GOOGLE)) == 1
