"""What Google's habits decide over, in a world. In Odoo an appointment is described at length and
may take no time, occurrences of a series are called off or made private, and a Meet is asked for;
in Google people say where it is. Whatever Google makes of that, Odoo has what was said in it."""

from .series_case import odoo_start, utc
from .world_scene import Scene

_NAME, _SERIES = "whim", "whims each week"
_WORDS, _LONG = "Some words", "Bring all papers, please. " * 400
#: A series of Odoo's, on eight Mondays.
_WEEKLY = {
    "start": "2027-05-03 09:00:00",
    "stop": "2027-05-03 10:00:00",
    "recurrency": True,
    "rrule_type": "weekly",
    "mon": True,
    "end_type": "count",
    "count": 8,
    "event_tz": "Europe/Paris",
}


class Whims(Scene):
    def __init__(self, world):
        super().__init__(world)
        self.text, self.place, self.takes_time, self.meets = "", "Room 0", True, False
        self.starts, self.hidden = set(), set()

    def begin(self):
        world = self.world
        world.odoo_create(world.ana, _NAME, location=self.place)
        series = world.odoo_create(world.ana, _SERIES, **_WEEKLY).recurrence_id
        self.starts = set(map(odoo_start, series.calendar_event_ids))

    def deeds(self):
        return (
            *(self.describe, self.describe, self.give_place, self.take_time, self.call_off),
            *(self.call_off, self.hide, self.meet),
        )

    # -- what people do --------------------------------------------------------------------------

    def describe(self):
        """At length, unless Google would refuse to have it."""
        words = self.chance.choice(("", _WORDS) if self._may_be_refused() else ("", _WORDS, _LONG))
        self.text = f"Note {self.next()} {words}".strip()
        self._write(self._event(), description=f"<p>{self.text}</p>")
        return [self.give_place]

    def _may_be_refused(self):
        habits = self.world.habits
        return habits["long_descriptions"] == "refused" and habits["description_limit"] < 8192

    def give_place(self):
        if there := self._there().get(_NAME):
            self.place = f"Room {self.next()}"
            self.world.google_patch(self.world.ana, there["id"], location=self.place)
        return [self.describe, self.take_time]

    def take_time(self):
        self.takes_time = not self.takes_time
        stop = "2027-03-02 10:00:00" if self.takes_time else "2027-03-02 09:00:00"
        self._write(self._event(), stop=stop)

    def call_off(self):
        events = self._occurrences()
        if len(events) > 4:
            event = events[self.chance.choice(sorted(events))]
            self.starts.remove(odoo_start(event))
            self.hidden.discard(odoo_start(event))
            self._write(event, active=False)
        return [self.call_off]

    def hide(self):
        """Who may see one occurrence may see all of them, as in Google."""
        events = self._occurrences()
        event = events[self.chance.choice(sorted(events))]
        self.hidden.add(odoo_start(event))
        self._write(event, privacy="private", recurrence_update="self_only")

    def meet(self):
        event = self._event()
        self.meets = True
        if not event.google_sync_meet:
            self._write(event, google_sync_meet=True)

    def _write(self, event, **values):
        event.with_user(self.world.ana).write(values)
        self.world.commit()

    # -- what there is ---------------------------------------------------------------------------

    def _event(self):
        self.world.env.invalidate_all()
        return self.world.env["calendar.event"].search([("name", "=", _NAME)])

    def _occurrences(self):
        self.world.env.invalidate_all()
        events = self.world.env["calendar.event"].search([("name", "=", _SERIES)])
        return {odoo_start(event): event for event in events}

    def _there(self):
        """What Google lists, by title; of the series the master."""
        items = self.world.google(self.world.ana, "GET", maxResults=2500)["items"]
        return {one.get("summary"): one for one in items if "recurringEventId" not in one}

    # -- in the end ------------------------------------------------------------------------------

    def check(self):
        world, event, there = self.world, self._event(), self._there()
        world.assertEqual(len(event), 1)
        self._check_words(event, there[_NAME])
        self._check_meet(event, there[_NAME])
        ours = self._occurrences()
        theirs = [
            utc(one["start"])
            for one in world._occurrences("primary")
            if one.get("summary") == _SERIES
        ]
        world.assertEqual((set(ours), sorted(theirs)), (self.starts, sorted(self.starts)))
        seen = "private" if self.hidden else "default"
        world.assertEqual(there[_SERIES].get("visibility", "default"), seen)
        # In Odoo each occurrence may say it for itself; Google shows the strictest of all.
        world.assertIn(seen, {one.privacy or "default" for one in ours.values()})

    def _check_words(self, event, there):
        world = self.world
        spoken = str(event.description or "").removeprefix("<p>").removesuffix("</p>")
        shown = there.get("description", "")
        if self.text:  # else Odoo says there who has organized it
            world.assertEqual(spoken, self.text)
            world.assertEqual(shown[:7], self.text[:7], "the beginning of the text")
        world.assertEqual(event.location, self.place)
        world.assertEqual(event.stop == event.start, not self.takes_time)
        world.assertEqual(there["location"], self.place)

    def _check_meet(self, event, there):
        """Once it is asked for it is there, the same for both, or Google has failed to make it."""
        world = self.world
        link = there.get("hangoutLink", "")
        world.assertEqual(event.videocall_location or "", link)
        can_be = world.habits.get("meet") != "failed"
        world.assertEqual((bool(link), event.google_sync_meet), (self.meets and can_be,) * 2)

    def summary(self):
        return f"{self.text[:20]} {self.place} {self.takes_time} {self.meets} {sorted(self.starts)}"
