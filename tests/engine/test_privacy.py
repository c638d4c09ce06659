"""What Google gets in place of the words of an appointment."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
import strategies
from google_sync.engine.core.link import GoogleState, Link, OdooState, Role
from google_sync.engine.core.merge import Side
from google_sync.engine.core.next_link import link_when_done, link_while_sending
from google_sync.engine.core.plan import plan
from google_sync.engine.events.guests import with_each_guest
from google_sync.engine.events.item import EventItem, Guest, Mask, Repeating, dump, load
from google_sync.engine.events.masking import (
    WORDS,
    Facts,
    behind_masks_of,
    first_name,
    have_equal_words,
    in_google,
    in_odoo,
    initials,
    mask_of,
    strictest,
)
from google_sync.engine.events.occurrences import occurrence, with_occurrences
from google_sync.engine.events.policy import EventPolicy
from google_sync.engine.events.recurrence import original_starts
from hypothesis import assume, given
from hypothesis import strategies as st
from world_state import NOON, ONCE, WEEKLY

WEBER = Guest("weber@mail.example", name="Anna Weber")
FACTS = Facts(("Anna Weber",), "Appointment 1234", "Busy", ("First visit",))
VISIT = EventItem("Mrs Weber, first visit", ONCE, "Weber's history", "Room 2", guests=(WEBER,))
BUSY, LUNCH = Mask("Busy"), Mask("Lunch", "with Tom")
ANY = EventPolicy()
LEVELS = ("first_name", "initials", "kind", "reference", "busy")
levels = st.sampled_from(LEVELS)


def masked(item, mask):
    """The item as Odoo says it with a mask on every occurrence."""
    exceptions = tuple(
        (original_start, one and replace(one, mask=mask)) for original_start, one in item.exceptions
    )
    return replace(item, mask=mask, exceptions=exceptions)


def alone(item):
    """Without guests, as far as the plan sees it while they are not shared."""
    return with_each_guest(item, lambda _guests: ())


def all_of(item):
    """The item, and what takes place at each original start of a series."""
    yield replace(item, exceptions=())
    if isinstance(item.when, Repeating):
        yield from filter(
            None,
            (occurrence(item, original_start) for original_start in original_starts(item.when)),
        )


HIDDEN = masked(VISIT, BUSY)
SENT = Link(1, "g", alone(HIDDEN), "etag")


def decide(link, odoo=None, google=None, policy=ANY, role=Role.ORGANIZER):
    ours = {1: OdooState(odoo, role)} if odoo else {}
    theirs = {"g": GoogleState(google, "etag2")} if google else {}
    (decision,) = plan([link] if link else [], ours, theirs, policy).decisions
    return decision


# -- what a mask tells


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna Weber", "A. W."),
        ("anna weber", "A. W."),
        ("Jean-Paul Sartre", "J. P. S."),
        ("Ana Maria Garcia Lopez", "A. M. G."),
        ("  Weber,  Anna (née Ötzi)", "W. A. N."),
        ("weber@mail.example", "W."),
        ("王小明", "王"),
        ("김 민수", "김 민"),
        ("أحمد بن علي", "أ. ب. ع."),
        ("דוד לוי", "ד. ל."),
        ("Ångström Å", "Å. Å."),
        ("123 !?", ""),
        ("", ""),
    ],
)
def test_initials(name, expected):
    assert initials(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna Weber", "Anna"),
        ("Mrs Anna Weber", "Anna"),
        ("Dr. med. Anna Weber", "Anna"),
        ("Frau Anna-Lena Weber", "Anna-Lena"),
        ("Weber, Anna Maria", "Anna"),
        ("Weber, Mrs Anna", "Anna"),
        # Nobody can tell which part it is, and the family's name tells more.
        ("Weber", "W."),
        ("Mrs Weber", "M. W."),
        ("A. Weber", "A. W."),
        ("Weber, A.", "W. A."),
        ("Weber,", "W."),
        ("weber@mail.example", "W."),
        ("山田 太郎", "山 太"),
        ("김 민수", "김 민"),
        ("أحمد بن علي", "أحمد"),
        ("", ""),
    ],
)
def test_first_name(name, expected):
    assert first_name(name) == expected


def test_what_each_level_shows():
    shown = [in_google(masked(VISIT, mask_of(level, FACTS))).title for level in LEVELS]
    assert shown == ["Anna", "A. W.", "First visit", "Appointment 1234", "Busy"]
    assert mask_of("full", FACTS) is None


def test_the_strictest_level_counts():
    assert strictest([]) == "full"
    for looser, stricter in pairwise(("full", *LEVELS)):
        assert strictest({looser, stricter}) == stricter


def test_without_clients_or_kind_it_is_a_neutral_word():
    for level in ("first_name", "initials"):
        assert mask_of(level, replace(FACTS, clients=())) == BUSY
        assert mask_of(level, replace(FACTS, clients=("42",))) == BUSY
    assert mask_of("kind", replace(FACTS, kinds=())) == BUSY


def test_initials_of_many_clients():
    names = ("Anna Weber", "Bo Li", "Carl Orff", "Dora Maar")
    assert mask_of("initials", replace(FACTS, clients=names)).title == "A. W., B. L., C. O., …"
    assert mask_of("first_name", replace(FACTS, clients=names)).title == "Anna, Bo, Carl, …"


@given(strategies.items, strategies.items, levels)
def test_nothing_of_the_words_survives(item, other, level):
    """What Google shows does not depend on them at all."""
    mask = mask_of(level, FACTS)
    for one in all_of(in_google(masked(item, mask))):
        assert (one.title, one.description, one.location, one.video) == (mask.title, "", "", "")
        assert one.mask is None
    words = {name: getattr(other, name) for name in WORDS}
    exceptions = tuple(
        (original_start, one and replace(one, **words)) for original_start, one in item.exceptions
    )
    renamed = replace(item, **words, exceptions=exceptions)
    assert in_google(masked(renamed, mask)) == in_google(masked(item, mask))


@given(strategies.items, levels)
def test_what_google_shows_is_what_it_shows(item, level):
    shown = in_google(masked(item, mask_of(level, FACTS)))
    assert in_google(shown) == shown
    assert in_odoo(shown) == shown


@given(strategies.any_items, levels)
def test_a_mask_is_kept_with_the_base(item, level):
    item = masked(item, mask_of(level, FACTS))
    assert load(dump(item)) == item


@given(strategies.items, levels)
def test_google_tells_the_same_back(item, level):
    base = masked(item, mask_of(level, FACTS))
    assert behind_masks_of(in_google(base), base) == base
    assert have_equal_words(base, item)


# -- what both sides make of it


def test_a_new_appointment_is_sent_masked_and_without_guests():
    decision = decide(None, HIDDEN, policy=EventPolicy(share_guests=False))
    assert in_google(decision.google.after) == EventItem("Busy", ONCE)
    assert decision.agreed == alone(HIDDEN)


def test_renamed_in_google_it_shows_the_mask_again():
    decision = decide(SENT, google=EventItem("Lunch", ONCE, "with Tom"))
    assert decision.odoo is None
    assert decision.agreed == SENT.base
    assert in_google(decision.google.before) == EventItem("Lunch", ONCE, "with Tom")
    assert in_google(decision.google.after) == EventItem("Busy", ONCE)
    assert decision.rejected == ("mask",)
    assert not decision.conflicts


def test_moved_in_google_it_moves_and_keeps_its_words():
    later = replace(ONCE, stop=NOON.replace(hour=13))
    decision = decide(SENT, google=EventItem("Busy", later))
    assert decision.google is None
    assert decision.odoo.fields == {"when"}
    assert decision.odoo.after == replace(alone(HIDDEN), when=later)


def test_renamed_in_odoo_under_a_mask_google_hears_nothing():
    renamed = replace(HIDDEN, title="Mrs Weber, second visit")
    decision = decide(SENT, renamed)
    assert (decision.odoo, decision.google) == (None, None)
    assert link_when_done(decision).base == alone(renamed)


def test_another_level_is_sent():
    for mask in (Mask("A. W."), None):
        decision = decide(SENT, masked(VISIT, mask))
        assert decision.odoo is None
        assert in_google(decision.google.before) == EventItem("Busy", ONCE)
        assert in_google(decision.google.after) == in_google(alone(masked(VISIT, mask)))
        assert not decision.rejected


def test_renamed_in_google_and_then_unmasked_it_has_odoos_words():
    decision = decide(SENT, VISIT, EventItem("Lunch", ONCE))
    assert decision.odoo is None
    assert in_google(decision.google.after) == alone(VISIT)


def test_sent_and_unheard_it_does_not_come_back_as_the_title():
    unheard = link_while_sending(decide(Link(1, "g"), HIDDEN))
    decision = decide(unheard, HIDDEN, EventItem("Busy", ONCE), EventPolicy(prefer="google"))
    assert (decision.odoo, decision.google) == (None, None)
    assert decision.agreed == alone(HIDDEN)
    sending = link_while_sending(decide(SENT, replace(VISIT, mask=None)))
    assert sending.base == SENT.base, "what Google has"
    decision = decide(sending, replace(VISIT, mask=None), alone(VISIT))
    assert (decision.odoo, decision.google) == (None, None)


@given(strategies.items, levels)
def test_hidden_or_shown_unheard_nothing_comes_back_as_words(item, level):
    mask = mask_of(level, FACTS)
    shown, hidden = alone(masked(item, None)), alone(masked(item, mask))
    for before, after in ((shown, hidden), (hidden, shown)):
        sending = link_while_sending(decide(Link(1, "g", before, "etag"), after))
        decision = decide(sending, after, in_google(after))
        assert (decision.odoo, decision.google, decision.conflicts) == (None, None, ())
        assert in_odoo(decision.agreed) == in_odoo(after)


def test_what_was_sent_as_odoos_stays_odoos_though_nobody_heard():
    lunch = EventItem("Lunch", ONCE)
    link = Link(1, "g", lunch, "etag", origin=Side.GOOGLE)
    renamed = masked(replace(lunch, title="Mrs Weber"), BUSY)
    sending = link_while_sending(decide(link, renamed))
    assert decide(sending, renamed, in_google(renamed)).origin is Side.ODOO
    assert decide(sending, renamed, lunch).google.after == renamed


def test_entered_on_both_sides_nothing_is_lost_without_a_word():
    odoo = replace(HIDDEN, description="", guests=())
    google = EventItem(VISIT.title, ONCE, "bring the forms")
    (decision,) = plan(
        [], {1: OdooState(odoo)}, {"g": GoogleState(google, "e")}, ANY, {"g": 1}
    ).decisions
    assert [conflict.lost for conflict in decision.conflicts] == ["bring the forms"]
    assert in_google(decision.google.after) == EventItem("Busy", ONCE)


def test_what_is_deleted_in_odoo_and_moved_in_google_comes_back_with_its_words():
    later = replace(ONCE, stop=NOON.replace(hour=13))
    ours = {1: OdooState(None, exists=False)}
    theirs = {"g": GoogleState(EventItem("Busy", later), "etag2")}
    (decision,) = plan([SENT], ours, theirs, ANY).decisions
    assert decision.odoo.verb == "create"
    assert decision.odoo.after.title == VISIT.title


def test_deleted_in_google_while_the_level_changed_it_is_deleted():
    theirs = {"g": GoogleState(None, "etag2")}
    (decision,) = plan([SENT], {1: OdooState(alone(VISIT))}, theirs, ANY).decisions
    assert decision.odoo.verb == "delete"


# -- whose words they are


def test_made_in_google_it_keeps_its_words():
    lunch = EventItem("Lunch", ONCE, "with Tom")
    new = decide(None, google=lunch, policy=EventPolicy(import_tentative=True))
    link = replace(link_when_done(new), odoo_id=1)
    assert link.origin is Side.GOOGLE
    decision = decide(link, masked(lunch, BUSY))
    assert decision.google is None
    decision = decide(link, masked(lunch, BUSY), replace(lunch, title="Dinner"))
    assert decision.odoo.after.title == "Dinner"
    assert decision.google is None


def test_changed_in_odoo_what_was_made_in_google_is_odoos():
    lunch = EventItem("Lunch", ONCE, "with Tom", guests=(WEBER,))
    link = Link(1, "g", lunch, "etag", origin=Side.GOOGLE)
    decision = decide(link, masked(replace(lunch, description="Weber's history"), BUSY))
    assert in_google(decision.google.after) == EventItem("Busy", ONCE, guests=(WEBER,))
    assert link_while_sending(decision).origin is Side.GOOGLE
    done = link_when_done(decision)
    assert done.origin is Side.ODOO
    assert decide(done, masked(VISIT, None)).google.after.title == VISIT.title


def test_somebody_elses_meeting_has_their_words():
    theirs = EventItem("Congress", ONCE)
    link = Link(1, "g", theirs, "etag", Role.EXTERNAL, Side.GOOGLE)
    renamed = masked(replace(theirs, title="Boring"), BUSY)
    decision = decide(link, renamed, role=Role.EXTERNAL)
    assert decision.google is None
    assert decision.odoo.after.title == "Congress"


def test_the_copy_of_a_colleagues_meeting_is_masked():
    link = Link(1, "g", alone(VISIT), "etag", Role.INVITED)
    decision = decide(link, HIDDEN, alone(VISIT), role=Role.INVITED)
    assert in_google(decision.google.after) == EventItem("Busy", ONCE)
    assert not decision.rejected


# -- guests


def test_guests_are_taken_out_when_titles_are_hidden():
    colleague = Guest("ben@gmail.example")
    shared = replace(VISIT, guests=(colleague, WEBER))
    policy = EventPolicy(colleagues=frozenset({colleague.email}))
    decision = decide(Link(1, "g", shared, "etag"), masked(shared, BUSY), policy=policy)
    assert decision.odoo is None
    assert decision.google.after.guests == (colleague,), "who would count as having declined"


def test_guests_who_were_invited_in_google_stay():
    invited = replace(HIDDEN, guests=(WEBER,))
    decision = decide(SENT, HIDDEN, in_google(invited))
    assert decision.google is None
    assert decision.agreed.guests == (WEBER,)


def test_whoever_hides_titles_is_not_invited_by_google():
    ben = Guest("ben@gmail.example")
    policy = EventPolicy(share_guests=True, masked_addresses=frozenset({ben.email}))
    meeting = replace(VISIT, guests=(ben, WEBER))
    decision = decide(None, meeting, policy=policy)
    assert decision.google.after.guests == (WEBER,)
    known = decide(Link(1, "g", meeting, "etag"), replace(meeting, title="Other"), policy=policy)
    assert known.google.after.guests == (ben, WEBER)


# -- series


@given(strategies.versions, levels)
def test_a_series_is_merged_as_if_nothing_were_masked_but_its_words(versions, level):
    """Whatever people do at the same time: Odoo has its words, and Google the mask."""
    mask = mask_of(level, FACTS)
    base, odoo, google = versions
    link = Link(1, "g", masked(base, mask), "etag")
    decision = decide(link, masked(odoo, mask), google)
    assume(isinstance(decision.agreed.when, Repeating))
    for one in all_of(in_google(decision.agreed)):
        assert (one.title, one.description, one.location) == (mask.title, "", "")
    again = decide(
        replace(link_when_done(decision), etag="etag3"),
        decision.agreed,
        in_google(decision.agreed),
    )
    assert (again.odoo, again.google, again.rejected) == (None, None, ())


def test_an_occurrence_keeps_its_own_words_behind_the_mask():
    first, second, *_rest = original_starts(WEEKLY)
    series = masked(EventItem("Course", WEEKLY), BUSY)
    special = replace(occurrence(series, second), title="With Mrs Weber")
    series = with_occurrences(series, {second: special})
    assert in_google(series) == EventItem("Busy", WEEKLY)
    link = Link(1, "g", series, "etag")
    moved = EventItem("Busy", WEEKLY, visibility="private")
    decision = decide(link, google=moved)
    assert occurrence(decision.agreed, second).title == "With Mrs Weber"
    assert occurrence(decision.agreed, first).title == "Course"
    assert decision.google is None


@given(strategies.cases(), levels)
def test_masked_items_come_to_rest(case, level):
    """After the writes, planning again finds nothing to do."""
    link, ours, theirs, policy = case
    assume(ours and ours.item and ours.role is not Role.EXTERNAL)
    mask = mask_of(level, FACTS)
    link = replace(link, base=link.base and masked(link.base, mask))
    ours = replace(ours, item=masked(ours.item, mask))
    planned = plan([link], {1: ours}, {"g": theirs} if theirs else {}, policy)
    assume(planned.decisions and planned.decisions[0].agreed)
    (decision,) = planned.decisions
    odoo = decision.odoo.after if decision.odoo else ours.item
    done = replace(link_when_done(decision), odoo_id=1, google_id="g", etag="etag3")
    if odoo is None:
        return
    again = decide(done, masked(in_odoo(odoo), mask), policy=policy, role=decision.role)
    assert again.google is None or policy.imports is False
    assert again.odoo is None
