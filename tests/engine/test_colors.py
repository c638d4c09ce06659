"""Tags and colors: each side's own choices survive, and both sides come to rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from google_sync.engine.core.link import GoogleState, Link, OdooState, Role
from google_sync.engine.core.next_link import link_when_done
from google_sync.engine.core.plan import plan
from google_sync.engine.events.colors import Palette
from google_sync.engine.events.item import (
    Color,
    EventItem,
    Timed,
    dump,
    load,
)
from google_sync.engine.events.masking import in_google, in_odoo
from google_sync.engine.events.migration import as_agreed
from google_sync.engine.events.occurrences import template, with_occurrences
from google_sync.engine.events.policy import EventPolicy
from google_sync.engine.events.recurrence import original_starts, read_lines
from hypothesis import given
from hypothesis import strategies as st

NOON = datetime(2027, 3, 2, 12, tzinfo=timezone.utc)
VISIT = EventItem("Visit", Timed(NOON, NOON + timedelta(hours=1)))
#: In the order in which they decide.
PAIRED = ("11", "10", "5")
PALETTE = Palette(frozenset(PAIRED))
POLICY = EventPolicy(palette=PALETTE, known_since=None, populate_odoo=True)
HIDING = replace(POLICY, palette=replace(PALETTE, hides=True))
OFF = replace(POLICY, palette=None, unheld=frozenset({"color"}))


def of_tags(*colors: str) -> EventItem:
    """As Odoo has it, with tags that are paired with these colors."""
    first = next((one for one in PAIRED if one in colors), "")
    return replace(VISIT, color=Color(first, tuple(sorted(colors))))


def shown(color: str) -> EventItem:
    """As Google has it."""
    return replace(VISIT, color=Color(color))


class Pair:
    """One appointment on both sides, kept the same by the plan."""

    def __init__(self, odoo: EventItem, google: EventItem | None, role: Role = Role.ORGANIZER):
        self.odoo, self.google, self.role = odoo, google, role
        self.link = Link(odoo_id=1, role=role)
        self.writes = 0

    def sync(self, policy: EventPolicy = POLICY, told: bool = True) -> None:
        """:param told: whether Google says what it has"""
        theirs = GoogleState(self.google, "e", self.role) if self.google and told else None
        if theirs and self.link.google_id is None:
            self.link = replace(self.link, google_id="g", etag="e")
        ours = OdooState(self.odoo if policy is not HIDING else _bare(self.odoo), self.role)
        if policy is OFF:
            ours = replace(ours, item=_bare(self.odoo))
        google = {"g": theirs} if theirs else {}
        (decision,) = plan([self.link], {1: ours}, google, policy).decisions
        if decision.odoo and "color" in decision.odoo.fields and policy is POLICY:
            self.odoo = of_tags(*decision.odoo.after.color.tags)
        if decision.google:
            self.writes += 1
            self.google = self._written(decision.google)
        self.link = replace(link_when_done(decision, "e"), google_id="g", odoo_id=1)

    def _written(self, write) -> EventItem:
        there, after = self.google or VISIT, in_google(write.after)
        color = after.color if "color" in write.fields and after.color else there.color
        return replace(after, color=color or Color(""))

    @property
    def colors(self) -> tuple[str | None, tuple[str, ...]]:
        """What Google shows, and the tags in Odoo."""
        return self.google.color.shown, self.odoo.color.tags


def _bare(item: EventItem) -> EventItem:
    return replace(item, color=None)


def agreed(*tags: str, role: Role = Role.ORGANIZER) -> Pair:
    """A pair that has been in sync for long."""
    pair = Pair(of_tags(*tags), None, role)
    pair.sync()
    pair.writes = 0
    return pair


def test_the_first_of_several_tags_is_shown():
    assert agreed("5", "10").colors == ("10", ("10", "5"))


@pytest.mark.parametrize(
    ("picked", "tags"),
    [
        ("5", ("10", "5")),
        ("11", ("10", "11")),
        ("3", ("10", "11")),
        ("", ("10",)),
        ("10", ("10",)),
    ],
)
def test_a_color_picked_in_google(picked, tags):
    pair = agreed("10", "11")
    pair.google = shown(picked)
    pair.sync()
    assert pair.colors == (picked, tags)
    pair.sync()
    assert (pair.colors, pair.writes) == ((picked, tags), 0)


def test_a_color_without_a_tag_outlives_every_change_of_tags():
    pair = agreed("11")
    pair.google = shown("3")
    pair.sync()
    for tags in (("10",), (), ("5", "11")):
        pair.odoo = of_tags(*tags)
        pair.sync()
        pair.sync(told=False)
        assert pair.colors == ("3", tuple(sorted(tags)))
    pair.google = shown("")
    pair.sync()
    pair.odoo = of_tags("10")
    pair.sync(told=False)
    assert pair.colors == ("10", ("10",))


def test_a_color_that_no_pair_has_any_more_is_left_alone():
    pair = agreed("11")
    fewer = replace(POLICY, palette=Palette(frozenset({"10"})))
    pair.odoo = replace(VISIT, color=Color("", ()))
    pair.sync(fewer)
    assert (pair.google.color.shown, pair.writes) == ("11", 0)


def test_the_color_of_a_guest_changes_no_tag():
    pair = agreed("11", role=Role.INVITED)
    pair.google = shown("10")
    pair.sync()
    pair.sync()
    assert (pair.colors, pair.writes) == (("10", ("11",)), 0)


def test_nothing_is_compared_without_pairs():
    pair = Pair(of_tags("11"), shown("3"))
    pair.sync(OFF)
    assert pair.link.base.color is None
    pair.google = shown("10")
    pair.sync(OFF)
    assert (pair.writes, pair.link.base) == (0, VISIT)


def test_what_google_shows_is_looked_at_before_it_is_changed():
    for there, then in (("", "11"), ("3", "3"), ("11", "11")):
        pair = Pair(of_tags("11"), shown(there))
        pair.sync(OFF)
        pair.sync(told=False)
        assert (pair.writes, pair.link.base.color) == (0, Color(None, ("11",)))
        pair.sync()
        assert pair.colors == (then, ("11",))


def test_who_hides_titles_shows_no_tag():
    pair = agreed("11")
    pair.sync(HIDING, told=False)
    assert pair.google.color == Color("")
    for picked in ("3", "11"):
        pair.google = shown(picked)
        pair.sync(HIDING)
        pair.sync(HIDING, told=False)
        assert pair.google.color == Color(picked)
    assert pair.odoo == of_tags("11")


def test_a_new_appointment_of_who_hides_titles():
    pair = Pair(of_tags("11"), None)
    pair.sync(HIDING)
    assert pair.google.color == Color("")


def test_an_occurrence_is_colored_by_itself():
    (series, _without) = read_lines(["RRULE:FREQ=DAILY;COUNT=3"], VISIT.when, "Europe/Paris")
    odoo = replace(of_tags("11"), when=series)
    _first, second, third = original_starts(series)
    link = Link(1, "g", base=odoo, etag="e")
    painted = {
        second: replace(template(odoo, second), color=Color("10")),
        third: replace(template(odoo, third), color=Color("3")),
    }
    google = with_occurrences(replace(odoo, color=Color("11")), painted)
    states = {1: OdooState(odoo)}, {"g": GoogleState(google, "e2")}
    (decision,) = plan([link], *states, POLICY).decisions
    after = dict(decision.agreed.exceptions)
    assert after[second].color == Color("10", ("10",))
    assert after[third].color == Color("3", ("11",))
    assert decision.google is None


def test_it_is_kept_and_read_again():
    for color in (None, Color(None, ("11",)), Color(""), Color("3", ("10", "11"))):
        item = replace(VISIT, color=color)
        assert load(dump(item)) == item
    former = {name: value for name, value in dump(VISIT).items() if name != "color"}
    assert load(former).color is None


def test_each_side_has_its_part():
    item = replace(VISIT, color=Color("3", ("11",)))
    assert in_google(item).color == Color("3")
    assert in_odoo(item).color == Color(None, ("11",))


_TAGS = st.sets(st.sampled_from(PAIRED)).map(tuple)
_COLORS = st.sampled_from(("", "3", *PAIRED))
_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("tag"), _TAGS),
        st.tuples(st.just("paint"), _COLORS),
        st.tuples(st.just("sync"), st.sampled_from((POLICY, POLICY, OFF, HIDING))),
        st.tuples(st.just("sync_untold"), st.just(POLICY)),
    ),
    max_size=8,
)


@given(_TAGS, _STEPS)
def test_both_sides_come_to_rest(tags, steps):
    """And a color that no tag has is never written over."""
    pair = Pair(of_tags(*tags), None)
    pair.sync()
    for what, value in steps:
        before = pair.google.color.shown
        if what == "tag":
            pair.odoo = of_tags(*value)
        elif what == "paint":
            pair.google = shown(value)
        else:
            pair.sync(value, told=what == "sync")
        if before == "3" and what == "sync":
            assert pair.google.color.shown == "3"
    pair.sync()
    pair.sync()
    rest, writes = pair.colors, pair.writes
    pair.sync()
    pair.sync(told=False)
    assert (pair.colors, pair.writes) == (rest, writes)


def test_what_another_program_has_linked_loses_no_tag():
    ours, theirs = OdooState(of_tags("11")), GoogleState(shown(""), "e")
    link = as_agreed(Link(1, "g"), ours, theirs, POLICY)
    (decision,) = plan([link], {1: ours}, {"g": theirs}, POLICY).decisions
    assert decision.odoo is None
    assert decision.google.after.color.shown == "11"
