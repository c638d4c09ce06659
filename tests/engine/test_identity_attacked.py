"""Whatever events strangers and colleagues bring into calendars, nobody gets what is not theirs.

``GOOGLE_SYNC_ATTACKS`` is how many stories of forty steps are tried.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from identity_world import ATTACKER, HONEST, STRANGER, TITLES, USERS, Event, World, address

STORIES = int(os.environ.get("GOOGLE_SYNC_ATTACKS", "250"))
STEPS = 40

users, honest, titles = st.sampled_from(USERS), st.sampled_from(HONEST), st.sampled_from(TITLES)
groups = st.sets(users, max_size=2)


class Attacked(RuleBasedStateMachine):
    """Honest people go about their day, while others forge what they can."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()

    @rule(user=users, title=titles, attends=groups, owner=st.none() | users)
    def type_in_odoo(self, user, title, attends, owner):
        # The honest enter their own; whoever attacks may enter what another has called.
        self.world.type_in_odoo(user, title, attends, owner if user == ATTACKER else None)

    @rule(user=honest, title=titles, guests=groups)
    def call_in_google(self, user, title, guests):
        self.world.call_in_google(user, title, guests)

    @rule(title=titles, guests=st.sets(users, min_size=1, max_size=2))
    def invite_from_outside(self, title, guests):
        self.world.invite_from_outside(title, guests)

    @rule(into=users, title=titles, guests=groups, data=st.data())
    def forge(self, into, title, guests, data):
        known = [event for events in self.world.calendars.values() for event in events.values()]
        uids = sorted({event.uid for event in known}) or ["made-up"]
        marks = sorted(event.mark for event in known if event.mark)
        organizers = [*map(address, USERS), STRANGER]
        forged = Event(
            "",
            data.draw(st.sampled_from(uids)),
            data.draw(st.sampled_from(organizers)),
            "",
            title,
            frozenset(map(address, guests)),
            mark=data.draw(st.none() | st.sampled_from(marks)) if marks else None,
        )
        self.world.forge(into, forged)

    @rule(user=users)
    def sync(self, user):
        self.world.sync(user)

    @rule(user=users)
    def lose_links(self, user):
        self.world.lose_links(user)

    @invariant()
    def nobody_gets_what_is_not_theirs(self):
        self.world.check()


TestAttacked = Attacked.TestCase
TestAttacked.settings = settings(
    max_examples=STORIES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
