"""What Google does by itself in a world: it has habits, and it forgets."""

from contextlib import contextmanager

from fake_google.habits import TRIED

#: Habits by which Google does nothing for a while: each ends before all comes to rest. Who is at
#: Google's own pages does not meet them.
_PASSING = ("calendar_service", "people_service", "contacts_limit", "write_burst")


class GoogleItself:
    """:param world: the :class:`~.world_case.WorldCase`, which has the habits"""

    def __init__(self, world):
        self._world = world
        self._habits = world.habits
        self._passing = {}

    # -- its habits ------------------------------------------------------------------------------

    def begin_lasting_habits(self):
        self._set({name: value for name, value in self._habits.items() if name not in _PASSING})

    def begin_passing_habits(self):
        self._pass({name: self._habits[name] for name in _PASSING if name in self._habits})

    def end_passing_habits(self):
        self._pass({})

    def show_all_guests(self):
        self._set({"attendees_shown": None})

    @contextmanager
    def on_its_pages(self):
        passing, zones = self._passing, self._habits.get("refused_zones")
        self._pass({})
        if zones:
            self._set({"refused_zones": []})
        try:
            yield
        finally:
            self._pass(passing)
            if zones:
                self._set({"refused_zones": zones})

    def _pass(self, passing):
        """Let Google have these of the habits that pass, and no other one of them."""
        if passing != self._passing:
            ended = {name: TRIED[name][0] for name in self._passing}
            self._passing = passing
            self._set({**ended, **passing})

    def _set(self, habits):
        self._world.control("POST", "/_fake/settings", habits)

    # -- what it forgets -------------------------------------------------------------------------

    def google_forgets(self):
        """Its sync tokens expire, and nothing is left in its bin.

        Not while an answer is missing: where Google shows nothing of what was sent, the change
        outlives the deletion.
        """
        if not self._world.env["google.sync.link"].search_count([("sent", "!=", False)]):
            self.empty_bin()

    def empty_bin(self):
        world = self._world
        store = world.fake.google.store
        events = store.calendars[world.email(world.ana)].events
        with store.lock:
            for google_id, entry in list(events.items()):
                repeats = {"recurrence", "recurringEventId"} & set(entry.resource)
                if entry.resource["status"] == "cancelled" and not repeats:
                    del events[google_id]
        world.control("POST", "/_fake/expire_sync_tokens", {})
