"""The benchmark's simulated day asks Google what the addon asks."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from bench import day

from ....engine.core.polling import APART
from ....models import google_sync_lease_mixin
from .test_push import PushCase

#: Of a day on which a few people do a lot.
USERS, SEED, HOURS, FACTOR = 3, 6, 3, 4
#: Nothing takes any time, chance decides nothing, and all pauses are whole seconds, as in Odoo.
AT_ONCE = day.World(
    shortest=8 * 60,
    message=(0, 0),
    wake=0,
    request=0,
    contacts=0,
    jitter=lambda _chance, _least: 1.0,
)


@tagged("post_install", "-at_install")
class TestDay(PushCase):
    """The same hours by the simulation, and by the addon with a clock that jumps."""

    def set_up_once(self):
        super().set_up_once()
        self.env["res.config.settings"].create({"google_sync_interval": 8}).execute()
        self.people = [self.ana, *map(self.new_user, ("ben", "cleo"))]
        self.accounts = self.account.union(*map(self.connect, self.people[1:]))
        self.sync()
        self.keep_channels()
        self.deliver()
        self.sync()
        self.begin = fields.Datetime.now() + timedelta(minutes=2)
        self.requests_made()

    def deliver(self):
        """Google's messages come."""
        for message in self.messages():
            self.hear(message)

    def simulated(self, people):
        """:return: when each is due first and was active last, in seconds, and what came of it"""
        hours = day.Day(USERS, people, AT_ONCE, SEED, HOURS)
        for lease in hours.calendars:
            lease.last_sync = lease.claimed_at = -60
        begun = [(lease.next_sync, lease.active_at) for lease in hours.calendars]
        return begun, hours.run()

    def live(self, begun, people):
        """The same by the addon, from one moment at which something happens to the next."""
        for account, (next_sync, active_at) in zip(self.accounts, begun, strict=True):
            before = self.begin - timedelta(minutes=1)
            account.work_id.write(
                {
                    "next_sync": self.begin + timedelta(seconds=next_sync),
                    "active_at": self.begin + timedelta(seconds=active_at),
                    "claimed_at": before,
                    "last_sync": before,
                }
            )
        end, acts = self.begin + timedelta(hours=HOURS), list(people)
        while (now := self.next_moment(acts)) < end:
            with (
                patch.object(fields.Datetime, "now", lambda now=now: now),
                patch.object(google_sync_lease_mixin, "jitter", lambda _least: 1.0),
            ):
                while acts and self.moment_of(acts[0]) <= now:
                    self.act(acts.pop(0))
                self.commit()
                self.deliver()
                self.run_action()
                self.deliver()  # what tells of what we have written

    def moment_of(self, act):
        return self.begin + timedelta(seconds=act.at)

    def next_moment(self, acts):
        works = self.accounts.work_id
        hinted = self.env["google.sync.hint"].search([]).mapped("work_id")
        moments = [self.moment_of(act) for act in acts[:1]] + works.mapped("next_sync")
        moments += [one.claimed_at + APART for one in works if one.id in hinted]
        return min(moments)

    def act(self, act):
        user = self.people[act.user]
        if act.kind == "google":
            self.google_insert(user, f"Visit {act.at}")
        elif act.kind == "odoo":
            self.odoo_create(user, f"Visit {act.at}")
        elif act.kind == "opened":
            self.env["res.users"].with_user(user).google_sync_browser_values()

    def test_the_simulation_asks_as_the_addon_does(self):
        # At night nothing happens: the day begins at nine.
        hours = day.acts(USERS, SEED, 9 + HOURS, FACTOR)
        people = [replace(one, at=one.at - 9 * day.HOUR) for one in hours if one.at >= 9 * day.HOUR]
        kinds = Counter(one.kind for one in people)
        self.assertTrue({"google", "odoo", "opened"} <= kinds.keys())
        begun, told = self.simulated(people)
        self.live(begun, people)
        made = Counter(one["method"] for one in self.requests_made())
        made["calendar.events.insert"] -= kinds["google"]  # which people have made there
        self.assertEqual(made, told.requests)
        self.assertEqual(len(told.lags_in), kinds["google"])
