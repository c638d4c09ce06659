"""A series in a world. The titles of its occurrences are Odoo's and the places Google's, so each
has one last word. Occurrences are called off on either side, and Odoo parts the series."""

from collections import Counter

from .common import THREE_MONDAYS
from .series_case import odoo_start, utc
from .world_scene import Scene


class Series(Scene):
    def __init__(self, world):
        super().__init__(world)
        self.titles = {}
        self.places = {}
        self.parted = None  # from which occurrence on, until both sides agree again

    def begin(self):
        series = self.world.odoo_create(
            self.world.ana, "yoga v0", location="Room 0", **{**THREE_MONDAYS, "count": 4}
        )
        starts = map(odoo_start, series.recurrence_id.calendar_event_ids)
        self.titles = dict.fromkeys(sorted(starts), "yoga v0")
        self.places = dict.fromkeys(self.titles, "Room 0")

    def deeds(self):
        return (
            *(self.rename_one, self.rename_one, self.place_one, self.place_one),
            *(self.rename_all, self.call_off, self.part),
        )

    # -- what people do --------------------------------------------------------------------------

    def rename_one(self):
        start = self.chance.choice(sorted(self.titles))
        if event := self._in_odoo().get(start):
            self.titles[start] = title = f"yoga v{self.next()}"
            self._write(event, title, "self_only")

    def rename_all(self):
        if event := next(iter(self._in_odoo().values()), None):
            title = f"yoga v{self.next()}"
            same = set(event.recurrence_id.calendar_event_ids.filtered("active").mapped(odoo_start))
            self.titles.update(dict.fromkeys(same & set(self.titles), title))
            self._write(event, title, "all_events")

    def place_one(self):
        starts = [start for start in sorted(self.titles) if not self.parted or start < self.parted]
        if not starts:
            return
        start = self.chance.choice(starts)
        if instance := self._in_google().get(start):
            self.places[start] = place = f"Room {self.next()}"
            self.world.google_patch(self.world.ana, instance["id"], location=place)

    def call_off(self):
        """One of which both sides show all that was said last."""
        odoo, google = self._in_odoo(), self._in_google()
        agreed = [start for start in sorted(self.titles) if self._is_agreed(start, odoo, google)]
        if len(self.titles) < 3 or not agreed:
            return
        start = self.chance.choice(agreed)
        del self.titles[start], self.places[start]
        if self.chance.random() < 0.5:
            odoo[start].with_user(self.world.ana).active = False
            self.world.commit()
        else:
            self.world.google_delete(self.world.ana, google[start]["id"])

    def part(self):
        """From one occurrence on it has another title. Odoo makes the others like that one."""
        odoo, google = self._in_odoo(), self._in_google()
        starts = sorted(self.titles)
        if self.parted or not all(self._is_agreed(start, odoo, google) for start in starts):
            return
        inner = [one for one in starts if odoo[one] != odoo[one].recurrence_id.base_event_id]
        start = self.chance.choice(inner)
        event, title = odoo[start], f"yoga v{self.next()}"
        series = event.recurrence_id.calendar_event_ids.filtered("active").mapped(odoo_start)
        later = [one for one in starts if one >= start and one in series]
        self._write(event, title, "future_events")
        self.titles.update(dict.fromkeys(later, title))
        self.places.update(dict.fromkeys(later, self.places[start]))
        for gone in set(self.titles) - set(self._in_odoo()):
            del self.titles[gone], self.places[gone]
        for back in set(self._in_odoo()) - set(odoo):  # what is called off in Google is no news yet
            self.titles[back], self.places[back] = title, self.places[start]
        self.parted = start

    def _write(self, event, title, which):
        event.with_user(self.world.ana).write({"name": title, "recurrence_update": which})
        self.world.commit()

    # -- what there is ---------------------------------------------------------------------------

    def _is_agreed(self, start, odoo, google):
        words = self.titles[start], self.places[start]
        ours, theirs = odoo.get(start), google.get(start)
        return bool(ours and theirs) and _words(ours) == words == _words_there(theirs)

    def _in_odoo(self):
        self.world.env.invalidate_all()
        events = self.world.env["calendar.event"].search([("name", "like", "yoga ")], order="id")
        return {odoo_start(event): event for event in events}

    def _in_google(self):
        occurrences = self.world._occurrences("primary")
        found = {utc(one["start"]): one for one in occurrences if _is_of_series(one)}
        if self.parted and all(self._is_agreed(one, self._in_odoo(), found) for one in self.titles):
            self.parted = None
        return found

    def check(self):
        expected = Counter(
            (start, title, self.places[start]) for start, title in self.titles.items()
        )
        events = self.world.env["calendar.event"].search([("name", "like", "yoga ")])
        shown = Counter((odoo_start(event), *_words(event)) for event in events)
        self.world._assert_same(shown, expected, "the series in Odoo")
        occurrences = filter(_is_of_series, self.world._occurrences("primary"))
        shown = Counter((utc(one["start"]), *_words_there(one)) for one in occurrences)
        self.world._assert_same(shown, expected, "the series in Google")

    def summary(self):
        return f"{sorted(self.titles.items())} {sorted(self.places.items())}"


def _is_of_series(occurrence):
    return occurrence.get("summary", "").startswith("yoga ")


def _words(event):
    return event.name, event.location or ""


def _words_there(event):
    return event["summary"], event.get("location", "")
