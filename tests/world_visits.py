"""Visits in a world: single appointments. Titles are Odoo's and places Google's, so each has one
last word; of one both sides give the title. One has a guest, whom nobody may mail. One is put away
in Odoo and comes back from either side, and of the others some are deleted."""

import re
from collections import Counter
from functools import partial
from unittest.mock import patch

from ..engine.core import guards
from .world_scene import LastWords, Scene

#: The visit that both sides give titles, the one that has a guest, and the one that is put away.
CONTESTED, WITH_GUEST, QUIET = 0, 1, 2
#: How a whole day is made in Odoo, and in Google.
_WHOLE_DAY = (
    {"allday": True, "start": "2027-03-04 08:00:00", "stop": "2027-03-05 18:00:00"},
    {"start": {"date": "2027-03-04"}, "end": {"date": "2027-03-06"}},
)
_NUMBER = re.compile(r"^visit (\d+) ")


class Visits(Scene):
    def __init__(self, world):
        super().__init__(world)
        self.titles = {number: f"visit {number} v0" for number in range(3)}
        self.places = dict.fromkeys(self.titles, "Room 0")
        self.made = len(self.titles)
        self.is_put_away, self.was_restored = False, False
        self.title = LastWords(f"visit {CONTESTED} ", world.told)
        self.contested = (self.title,)

    def begin(self):
        world = self.world
        for number in (CONTESTED, QUIET):
            world.odoo_create(world.ana, f"visit {number} v0", location="Room 0")
        guest = world.env["res.partner"].create({"name": "Weber", "email": "weber@mail.example"})
        guests = [
            {"email": guest.email},
            {"email": world.email(world.ana), "responseStatus": "accepted"},
        ]
        title = f"visit {WITH_GUEST} v0"
        world.google_insert(world.ana, title, location="Room 0", attendees=guests)

    def deeds(self):
        return (
            *(self.rename, self.rename, self.place, self.make, self.drop),
            *(self.put_away_or_back, self.put_away_or_back, self.bring_back_in_google),
            *(self.contest_in_odoo, self.contest_in_odoo, self.contest_in_odoo),
            self.contest_in_google,
        )

    def moments(self):
        """Google's people type over what is on its way to them, and all bring back what both sides
        have given up."""
        link = self._link(QUIET)
        given_up = self.is_put_away and not (link.base or link.sent)
        return [
            *([self.contest_in_google] if self._link(CONTESTED).sent else ()),
            *([self.bring_back_on_both_sides] if given_up else ()),
        ]

    # -- what people do --------------------------------------------------------------------------

    def rename(self, number=None):
        number = number or self.chance.choice([one for one in self.shown() if one != CONTESTED])
        event = next(iter(self.in_odoo().get(number, ())), None)
        if self.was_restored and event and event.name != self.titles[number]:
            return []  # what Google has of it is yet to come
        if event and number in self.shown():
            self.titles[number] = event.name = f"visit {number} v{self.next()}"
            self.world.commit()
        return [partial(self.rename, number)]

    def place(self):
        number = self.chance.choice([one for one in self.shown() if one != QUIET])
        event = next(iter(self.in_google().get(number, ())), None)
        if event:
            self.places[number] = place = f"Room {self.next()}"
            self.world.google_patch(self.world.ana, event["id"], location=place)

    def contest_in_odoo(self):
        event = self.in_odoo()[CONTESTED][0]
        event.name = self.title.said("odoo", event.name, f"visit {CONTESTED} odoo{self.next()}")
        self.world.commit()
        return [self.contest_in_google, self.contest_in_odoo]

    def contest_in_google(self):
        event = self.in_google()[CONTESTED][0]
        title = f"visit {CONTESTED} google{self.next()}"
        self.title.said("google", event["summary"], title)
        self.world.google_patch(self.world.ana, event["id"], summary=title)
        return [self.contest_in_odoo]

    def make(self):
        number, self.made = self.made, self.made + 1
        self.titles[number], self.places[number] = f"visit {number} v0", "Room 0"
        ours, theirs = _WHOLE_DAY if self.chance.random() < 0.3 else ({}, {})
        title, place = self.titles[number], {"location": "Room 0"}
        if self.chance.random() < 0.5:
            self.world.odoo_create(self.world.ana, title, **place, **ours)
            self.world.commit()
            return [partial(self.rename, number)]
        self.world.google_insert(self.world.ana, title, **place, **theirs)
        return []

    def drop(self):
        """Delete one of which both sides show all that was said last."""
        kept = (CONTESTED, WITH_GUEST, QUIET)
        agreed = [
            number for number in self.shown() if number not in kept and self._is_agreed(number)
        ]
        if not agreed:
            return []
        number = self.chance.choice(agreed)
        event, there = self.in_odoo()[number][0], self.in_google()[number][0]
        del self.titles[number], self.places[number]
        if self.chance.random() < 0.5:
            event.with_user(self.world.ana).unlink()
            self.world.commit()
            return []
        self.world.google_delete(self.world.ana, there["id"])
        return [self.world.google_itself.google_forgets]

    def put_away_or_back(self):
        """Archive the visit that nobody changes in Google, if both sides have it, or bring it back;
        maybe with another title."""
        event = self._event(QUIET)
        if not event.active:
            self.is_put_away = False
            event.active = True
        elif self._is_agreed(QUIET):
            self.is_put_away = True
            event.active = False
        self.world.commit()
        if self.is_put_away:
            return [self.put_away_or_back, self.bring_back_in_google]
        return [partial(self.rename, QUIET)]

    def bring_back_on_both_sides(self):
        """Two have the same thought."""
        self.bring_back_in_google()
        self._event(QUIET).active = True
        self.is_put_away = False
        self.world.commit()
        return [partial(self.rename, QUIET)]

    def bring_back_in_google(self):
        """Take it out of the bin, and say where it is.

        Odoo has heard of the deletion: what was deleted without an answer may be deleted once more
        (``engine.core.own_writes``).
        """
        link = self._link(QUIET)
        there = [event for event in self._all_in_google() if event["id"] == link.google_id]
        if link.sent or link.base or not there or there[0]["status"] != "cancelled":
            return []
        self.is_put_away = False
        self.places[QUIET] = place = f"Room {self.next()}"
        self.world.google_patch(self.world.ana, link.google_id, status="confirmed", location=place)
        return [self.put_away_or_back]

    # -- what there is ---------------------------------------------------------------------------

    def shown(self):
        """The numbers of those that are to be seen."""
        return [number for number in sorted(self.titles) if number != QUIET or not self.is_put_away]

    def _is_agreed(self, number):
        """Whether each side shows it once, with all that was said last."""
        words = self.titles[number], self.places[number]
        odoo, google = self.in_odoo().get(number, ()), self.in_google().get(number, ())
        shown = [_words(event) for event in odoo], [_words_there(event) for event in google]
        return shown == ([words], [words])

    def _event(self, number):
        """Also one that is archived."""
        self.world.env.invalidate_all()
        events = self.world.env["calendar.event"].with_context(active_test=False)
        return events.search([("name", "=like", f"visit {number} %")], order="id", limit=1)

    def _link(self, number):
        return self.world.link(self.world.account, self._event(number))

    def in_odoo(self):
        """The living visits by their number."""
        self.world.env.invalidate_all()
        found = {}
        events = self.world.env["calendar.event"].search([("name", "like", "visit ")], order="id")
        for event in events:
            found.setdefault(int(_NUMBER.match(event.name).group(1)), []).append(event)
        return found

    def _all_in_google(self):
        account = self.world.email(self.world.ana)
        return self.world.control("GET", "/_fake/state", account=account)["events"]

    def in_google(self):
        found = {}
        for event in self._all_in_google():
            if event["status"] != "cancelled" and _NUMBER.match(event.get("summary", "")):
                number = int(_NUMBER.match(event["summary"]).group(1))
                found.setdefault(number, []).append(event)
        return found

    # -- in the end ------------------------------------------------------------------------------

    def check(self):
        odoo, google = self.in_odoo(), self.in_google()
        self.titles[CONTESTED] = odoo[CONTESTED][0].name
        self.title.check(self.titles[CONTESTED])
        expected = Counter((self.titles[number], self.places[number]) for number in self.shown())
        shown = Counter(_words(one) for all_ in odoo.values() for one in all_)
        self.world._assert_same(shown, expected, "Odoo")
        shown = Counter(_words_there(one) for all_ in google.values() for one in all_)
        self.world._assert_same(shown, expected, "Google")

    def summary(self):
        return f"{sorted(self.titles.items())} {sorted(self.places.items())}"

    def restored(self):
        """Odoo has forgotten what was said in it since; what Google has of it counts."""
        google = {number: _words_there(events[0]) for number, events in self.in_google().items()}
        self.is_put_away, self.was_restored = QUIET not in google, True
        google.setdefault(QUIET, (self.titles[QUIET], self.places[QUIET]))
        self.titles = {number: title for number, (title, _place) in google.items()}
        self.places = {number: place for number, (_title, place) in google.items()}
        self.title.forget()
        before, there = self.in_odoo()[CONTESTED][0].name, self.titles[CONTESTED]
        if there != before:  # which Odoo takes for a change, and so may what is typed next
            self.title.said("google", before, there)

    def delete_all_in_google(self):
        """So much is gone that the next run asks; until somebody allows it all stays in Odoo."""
        world, shown = self.world, self.shown()
        for events in self.in_google().values():
            world.google_delete(world.ana, events[0]["id"])
        with patch.object(guards, "DELETIONS_ALWAYS_ALLOWED", 1):
            if self.chance.random() < 0.5:  # the list of all does not mention what is gone
                world.google_itself.empty_bin()
                world.sync()
            world.sync()
            world.assertEqual(sorted(self.in_odoo()), shown, "deleted without a question")
            world.assertEqual(world.account.state, "approval")
            world.ana.with_user(world.ana).action_google_approve_deletions()
            world.commit()
            world._come_to_rest()
        world.assertEqual(self.in_odoo(), {})


def _words(event):
    return event.name, event.location or ""


def _words_there(event):
    return event["summary"], event.get("location", "")
