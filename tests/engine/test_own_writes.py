"""Stories of a write of which nobody has heard: what Google shows next, and what the plan makes of
it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import strategies
from google_sync.engine.core.item import differing
from google_sync.engine.core.link import GoogleState, Intent, Link, OdooState, number_at
from google_sync.engine.core.merge import Side
from google_sync.engine.core.next_link import (
    link_when_done,
    link_while_sending,
    link_while_waiting,
    with_intent,
)
from google_sync.engine.core.plan import Plan, Write, plan
from google_sync.engine.events.guests import in_order
from google_sync.engine.events.item import EventItem, Guest, Timed
from google_sync.engine.events.occurrences import follow, occurrence, template, with_occurrences
from google_sync.engine.events.policy import EventPolicy
from google_sync.engine.events.recurrence import original_starts
from hypothesis import given
from plan_stories import AGREED, ARCHIVED, DELETED, MOVED, RENAMED, SLEEPING, VISIT
from plan_stories import decide as decide_by_default
from world_state import LONGER, NOON, WEEKLY

SHARING = EventPolicy(share_guests=True)
NEW = Link(1, "g")
TWICE = replace(VISIT, title="Zoo, twice")
SINCE = GoogleState(None, "etag3")  # deleted, and not by what was sent


def decide(link, odoo=None, google=None, policy=SHARING):
    return decide_by_default(link, odoo, google, policy)


def sending(link, odoo=None, google=None, policy=SHARING):
    """The link while what is planned is on its way."""
    return link_while_sending(decide(link, odoo, google, policy))


def quiet(decision):
    return (decision.odoo, decision.google, decision.conflicts) == (None, None, ())


def as_it_was(item):
    """Google has not been touched."""
    return GoogleState(item, "etag")


# -- updates


def test_an_update_that_arrived_was_us():
    link = sending(AGREED, odoo=RENAMED)
    assert quiet(decide(link, RENAMED, RENAMED))
    assert decide(link, TWICE, RENAMED).google == Write("update", RENAMED, TWICE)
    assert decide(link, TWICE, RENAMED).conflicts == ()


def test_an_update_that_did_not_arrive_is_sent_again():
    link = sending(AGREED, odoo=RENAMED)
    assert decide(link, RENAMED, as_it_was(VISIT)).google == Write("update", VISIT, RENAMED)
    assert decide(link, TWICE, as_it_was(VISIT)).google == Write("update", VISIT, TWICE)
    assert quiet(decide(link, VISIT, as_it_was(VISIT)))


def test_only_what_differs_from_both_is_somebodys_change():
    link = sending(AGREED, odoo=RENAMED)
    for there in (replace(RENAMED, when=MOVED.when), MOVED):
        decision = decide(link, TWICE, there)
        assert decision.agreed == replace(TWICE, when=MOVED.when)
        assert decision.odoo.fields == {"when"}
        assert decision.conflicts == ()


def test_what_a_write_has_replaced_is_told_once_it_is_known_to_have_arrived():
    typed = replace(VISIT, title="In Google")
    link = sending(AGREED, odoo=RENAMED, google=GoogleState(typed, "etag2"))
    arrived = decide(link, RENAMED, GoogleState(RENAMED, "etag3"))
    assert [(one.kept, one.lost) for one in arrived.link.replaced] == [("Zoo", "In Google")]
    assert quiet(arrived)
    typed_over = decide(link, RENAMED, GoogleState(TWICE, "etag3"))
    assert typed_over.link.replaced == (), "nobody knows, so it is a conflict"
    assert [one.lost for one in typed_over.conflicts] == ["Zoo, twice"]
    waiting = decide(link, RENAMED, GoogleState(typed, "etag2"))
    assert waiting.link.replaced == ()
    assert [one.lost for one in waiting.conflicts] == ["In Google"]
    edited = decide(link, TWICE, GoogleState(typed, "etag2"))
    assert [(one.kept, one.lost) for one in edited.conflicts] == [("Zoo, twice", "In Google")]


@pytest.mark.parametrize("hours", [-1, 0, 1])
def test_no_clock_is_asked_about_ones_own_write(hours):
    link = sending(AGREED, odoo=RENAMED)
    ours = OdooState(TWICE, changed=NOON + timedelta(hours=hours))
    theirs = GoogleState(RENAMED, "etag2", changed=NOON)
    assert decide(link, ours, theirs).agreed == TWICE


def test_deleted_in_odoo_after_an_update_it_is_deleted_in_google():
    link = sending(AGREED, odoo=RENAMED)
    for there in (RENAMED, as_it_was(VISIT)):
        assert decide(link, ARCHIVED, there).google.verb == "delete"


def test_deleted_in_google_by_somebody_who_saw_the_update_it_is_deleted():
    link = sending(AGREED, odoo=RENAMED)
    arrived = GoogleState(None, "etag3", remains=RENAMED)
    assert decide(link, RENAMED, arrived).odoo == Write("delete", RENAMED, None)
    unknown = decide(link, RENAMED, SINCE)
    assert unknown.revived is Side.GOOGLE, "nothing is lost where Google does not show what it was"


def test_what_is_on_its_way_is_decided_with_both_sides_at_hand():
    link = sending(AGREED, odoo=RENAMED)
    for odoo, google in ((RENAMED, None), (None, RENAMED)):
        ours = {1: OdooState(odoo)} if odoo else {}
        theirs = {"g": GoogleState(google, "etag2")} if google else {}
        assert plan([link], ours, theirs, SHARING) == Plan()


def test_one_of_two_writes_has_arrived():
    link = sending(AGREED, odoo=RENAMED)
    link = sending(link, TWICE, as_it_was(VISIT))
    assert [intent.item for intent in link.sent] == [RENAMED, TWICE]
    for arrived in (RENAMED, TWICE):
        decision = decide(link, MOVED, arrived)
        assert (decision.agreed, decision.conflicts) == (MOVED, ())
    assert link_when_done(decide(link, MOVED, TWICE)).sent == ()


def test_a_deletion_in_google_after_one_of_ours_that_never_arrived():
    link = sending(sending(AGREED, odoo=ARCHIVED), RENAMED, as_it_was(VISIT))
    assert [intent.item for intent in link.sent] == [None, RENAMED]
    theirs = GoogleState(None, "etag3", remains=RENAMED)
    assert decide(link, RENAMED, theirs).odoo == Write("delete", RENAMED, None)


def test_what_can_arrive_no_more_is_forgotten():
    link = sending(sending(AGREED, odoo=RENAMED), TWICE, replace(VISIT, location="Rome"))
    assert [intent.item for intent in link.sent] == [replace(TWICE, location="Rome")]


def test_what_has_yet_to_go_out_is_no_question():
    link = link_while_waiting(decide(AGREED, odoo=RENAMED))
    assert link == AGREED
    assert decide(link, TWICE).google == Write("update", VISIT, TWICE)


# -- what comes and goes


def test_an_insert_that_did_not_arrive_is_sent_again_under_its_id():
    link = sending(NEW, odoo=VISIT)
    decision = decide(link, VISIT, GoogleState(None))
    assert decision.google == Write("create", None, VISIT)
    assert decision.etag is None
    assert quiet(decide(link, ARCHIVED, GoogleState(None)))


def test_an_insert_that_arrived_was_us():
    link = sending(NEW, odoo=VISIT)
    assert quiet(decide(link, VISIT, VISIT))
    assert decide(link, RENAMED, VISIT).google == Write("update", VISIT, RENAMED)
    assert decide(link, ARCHIVED, VISIT).google == Write("delete", VISIT, None)
    assert decide(link, VISIT, MOVED).odoo == Write("update", VISIT, MOVED)


def test_an_insert_whose_event_somebody_deleted_is_deleted():
    link = sending(NEW, odoo=VISIT)
    assert decide(link, VISIT, DELETED).odoo == Write("delete", VISIT, None)
    assert decide(link, RENAMED, DELETED).revived is Side.GOOGLE


def test_a_deletion_that_arrived_was_us():
    link = sending(AGREED, odoo=ARCHIVED)
    assert quiet(decide(link, ARCHIVED, DELETED))
    restored = decide(link, VISIT, DELETED)
    assert restored.google == Write("restore", None, VISIT)
    assert (restored.odoo, restored.revived) == (None, None)


def test_a_deletion_that_did_not_arrive_is_sent_again():
    link = sending(AGREED, odoo=ARCHIVED)
    assert decide(link, ARCHIVED, as_it_was(VISIT)).google == Write("delete", VISIT, None)
    assert quiet(decide(link, VISIT, as_it_was(VISIT)))
    assert decide(link, ARCHIVED, MOVED).revived is Side.ODOO


def test_a_deletion_is_not_nothing_under_way():
    assert sending(AGREED, odoo=ARCHIVED).sent == (Intent(None),)
    assert AGREED.sent == ()


def test_a_restoration_that_arrived_was_us_and_one_that_did_not_is_sent_again():
    link = sending(SLEEPING, odoo=VISIT)
    assert quiet(decide(link, VISIT, VISIT))
    assert decide(link, ARCHIVED, VISIT).google == Write("delete", VISIT, None)
    assert decide(link, VISIT, GoogleState(None, "etag")).google == Write("restore", None, VISIT)
    assert decide(link, VISIT, SINCE).odoo == Write("delete", VISIT, None)


def test_restored_by_somebody_else_nothing_is_lost():
    link = sending(AGREED, odoo=RENAMED, google=DELETED)
    assert link.base is None
    decision = decide(link, RENAMED, GoogleState(VISIT, "etag3"))
    assert decision.google == Write("update", VISIT, RENAMED)
    unknown = decide(sending(SLEEPING, odoo=RENAMED), RENAMED, GoogleState(VISIT, "etag3"))
    assert [conflict.field for conflict in unknown.conflicts] == ["title"]


# -- numbers


def numbered(link, odoo=None, google=None):
    """The link while what is planned is on its way with the number 7."""
    return link_while_sending(with_intent(decide(link, odoo, google), "7"))


def shown(item, *original_starts, remains=None):
    """What Google shows after number 7 has arrived, and after whatever was done since."""
    numbers = frozenset(
        number_at("7", original_start) for original_start in (None, *original_starts)
    )
    return GoogleState(item, "etag3", remains=remains, numbers=numbers)


def test_of_a_long_text_that_has_arrived_unheard_google_may_keep_but_the_beginning():
    """Who types another text, or the former one, has edited it."""
    long = replace(VISIT, description="Bring all papers. " * 100)
    former = replace(AGREED, base=replace(VISIT, description=long.description[:700]))
    link = numbered(former, odoo=long)
    for text, stays in (
        (long.description[:999], True),
        (former.base.description, False),
        ("", False),
    ):
        decision = decide(link, long, shown(replace(long, description=text)))
        assert decision.agreed.description == (long.description if stays else text)
        assert decision.conflicts == ()


def test_who_types_over_what_has_arrived_unheard_has_the_last_word():
    link = numbered(AGREED, odoo=RENAMED)
    decision = decide(link, RENAMED, shown(TWICE))
    assert (decision.agreed, decision.google, decision.conflicts) == (TWICE, None, ())
    both = decide(link, RENAMED, GoogleState(TWICE, "etag3"))
    assert [one.field for one in both.conflicts] == ["title"], "it was typed before ours arrived"


def test_restored_and_then_changed_in_google():
    link = numbered(SLEEPING, odoo=RENAMED)
    decision = decide(link, RENAMED, shown(replace(RENAMED, title="Zoo, twice", location="Rome")))
    assert (decision.google, decision.conflicts) == (None, ())


def test_what_is_touched_in_the_bin_has_not_come_back():
    """Guests answer what has been called off, so that its etag is another one."""
    link = numbered(SLEEPING, odoo=VISIT)
    touched = GoogleState(None, "etag3", remains=VISIT)
    assert decide(link, VISIT, touched).google == Write("restore", None, VISIT)
    assert decide(link, VISIT, shown(None, remains=VISIT)).odoo == Write("delete", VISIT, None)


def test_restored_on_both_sides_each_change_is_taken():
    given_up = link_when_done(decide(AGREED, odoo=ARCHIVED))
    decision = decide(given_up, RENAMED, replace(VISIT, location="Rome"))
    assert decision.agreed == replace(RENAMED, location="Rome")
    assert decision.conflicts == ()


@pytest.mark.parametrize("later", [None, MOVED])
def test_deleted_by_us_after_an_update_that_arrived_unheard(later):
    """As where a user leaves, and is back before anybody has heard of either."""
    link = numbered(AGREED, odoo=RENAMED)
    link = replace(link, sent=(*link.sent, Intent(None)))
    decision = decide(link, later or RENAMED, shown(None, remains=RENAMED))
    assert decision.google == Write("restore", None, later or RENAMED)
    assert (decision.odoo, decision.link.buried) == (None, RENAMED)


def test_a_series_that_was_deleted_after_its_new_rule_had_arrived():
    link = numbered(Link(1, "g", COURSE, "etag"), replace(COURSE, when=LONGER))
    remains = replace(COURSE, when=LONGER.first)  # all that Google's bin shows of a series
    decision = decide(link, replace(COURSE, when=LONGER), shown(None, remains=remains))
    assert decision.odoo == Write("delete", replace(COURSE, when=LONGER), None)
    unheard = GoogleState(None, "etag3", remains=remains)
    assert decide(link, replace(COURSE, when=LONGER), unheard).revived is Side.GOOGLE


def test_the_number_of_an_occurrence_is_not_that_of_its_series():
    link = numbered(Link(1, "g", COURSE, "etag"), changed(COURSE, first="Two", second="Two"))
    there = changed(COURSE, first="Three", second="Three")
    decision = decide(link, changed(COURSE, first="Two", second="Two"), shown(there, FIRST))
    assert [one.original_start for one in decision.conflicts] == [SECOND]


def test_what_is_tried_again_keeps_its_number():
    link = numbered(AGREED, odoo=RENAMED)
    again = with_intent(decide(link, RENAMED, as_it_was(VISIT)), "8")
    assert link_while_sending(again).sent == link.sent == (Intent(RENAMED, number="7"),)


def test_what_is_withdrawn_may_arrive_all_the_same():
    link = link_when_done(decide(numbered(AGREED, odoo=RENAMED), VISIT, as_it_was(VISIT)))
    decision = decide(link, VISIT, shown(RENAMED))
    assert decision.google == Write("update", RENAMED, VISIT)


# -- parts


def test_guests_are_told_apart_one_by_one():
    ann, bob, cleo = (Guest(f"{name}@x.example") for name in ("ann", "bob", "cleo"))
    before = replace(VISIT, guests=in_order([ann]))
    link = sending(replace(AGREED, base=before), replace(VISIT, guests=in_order([ann, bob])))
    answered = replace(ann, answer="accepted")
    there = replace(VISIT, guests=in_order([answered, bob]))
    decision = decide(link, replace(VISIT, guests=in_order([ann, cleo])), there)
    assert decision.agreed.guests == (answered, cleo)
    assert decision.conflicts == ()


COURSE = EventItem("Course", WEEKLY)
FIRST, SECOND, THIRD = original_starts(WEEKLY)


def changed(series, **by_start):
    """The series with other titles, or none, at ``first``, ``second`` or ``third``."""
    names = {"first": FIRST, "second": SECOND, "third": THIRD}
    exceptions = dict(series.exceptions)
    for name, title in by_start.items():
        original_start = names[name]
        exceptions[original_start] = title and replace(
            occurrence(series, original_start), title=title
        )
    return with_occurrences(series, exceptions)


def test_a_gap_that_new_lines_have_given_back_is_sent_again():
    """They take out fewer occurrences than before; the others were to be cancelled after them."""
    gaps = {SECOND: None, THIRD: None}
    before, longer = with_occurrences(COURSE, gaps), replace(COURSE, when=LONGER)
    after, there = with_occurrences(longer, gaps), with_occurrences(longer, {THIRD: None})
    link = numbered(Link(1, "g", before, "etag"), after)
    decision = decide(link, after, shown(there))
    assert (decision.odoo, decision.conflicts) == (None, ())
    assert decision.google == Write("update", there, after)
    renamed = numbered(Link(1, "g", before, "etag"), replace(before, title="Seminar"))
    back = replace(with_occurrences(COURSE, {THIRD: None}), title="Seminar")
    decision = decide(renamed, replace(before, title="Seminar"), shown(back))
    assert decision.odoo.after == back, "a write without lines gives nothing back: somebody has"


@pytest.mark.parametrize("arrived", ["nothing", "series", "all"])
def test_the_requests_of_a_series_arrive_one_by_one(arrived):
    base = changed(COURSE, first="Introduction", second=None)
    moved = follow(base, replace(base, location="Hall"))
    sent = changed(moved, first="Start", third="End")
    there = {"nothing": base, "series": moved, "all": sent}[arrived]
    link = sending(Link(1, "g", base, "etag"), sent)
    last = changed(sent, first="Welcome", third="The end")
    decision = decide(link, last, there)
    assert (decision.agreed, decision.odoo, decision.conflicts) == (last, None, ())


def test_a_new_series_that_arrived_without_its_occurrences():
    sent = changed(COURSE, first="Introduction", third=None)
    decision = decide(sending(NEW, sent), sent, COURSE)
    assert decision.google == Write("update", COURSE, sent)
    assert quiet(replace(decision, google=None))


def test_a_series_that_is_back_without_its_occurrences():
    sent = changed(COURSE, first="Introduction", third=None)
    last = replace(changed(sent, first="Welcome"), location="Hall")
    link = sending(replace(NEW, etag="etag"), sent)
    decision = decide(link, last, COURSE)
    assert (decision.agreed, decision.odoo, decision.conflicts) == (last, None, ())


def test_an_occurrence_that_somebody_took_out_meanwhile_stays_out():
    link = sending(Link(1, "g", COURSE, "etag"), changed(COURSE, first="Introduction"))
    there = changed(COURSE, first="Introduction", second=None)
    decision = decide(link, changed(COURSE, first="Welcome"), there)
    assert decision.agreed == changed(COURSE, first="Welcome", second=None)
    assert decision.conflicts == ()


def test_an_occurrence_that_does_not_follow_its_series():
    """What of a series a changed occurrence takes over in Google is not documented."""
    base = with_occurrences(COURSE, {FIRST: replace(template(COURSE, FIRST), location="Hall")})
    sent = follow(base, replace(base, title="Seminar"))
    kept = {FIRST: dict(base.exceptions)[FIRST]}
    there = with_occurrences(replace(COURSE, title="Seminar"), kept)
    decision = decide(sending(Link(1, "g", base, "etag"), sent), sent, there)
    assert (decision.agreed, decision.odoo) == (sent, None)


# -- any record


@given(strategies.cases())
def test_whatever_is_sent_and_arrives_is_agreed(case):
    link, ours, theirs, policy = case
    decision = decide_or_none(link, ours, theirs, policy)
    if decision is None or decision.google is None:
        return
    after = decision.google.after
    theirs = GoogleState(after and policy.in_google(after), "etag3", decision.role)
    exists = decision.agreed is not None or (ours is not None and ours.exists)
    ours = OdooState(decision.agreed, decision.role, exists=exists)
    sent = link_while_sending(decision)
    again = decide_or_none(sent, ours, theirs, policy)
    assert (again.google, again.conflicts, again.revived) == (None, (), None)
    if policy.imports:
        assert again.odoo is None
    assert link_when_done(again).sent == ()


def decide_or_none(link, ours, theirs, policy):
    odoo, google = {1: ours} if ours else {}, {"g": theirs} if theirs else {}
    return next(iter(plan([link], odoo, google, policy).decisions), None)


def test_a_time_that_was_sent_is_one_field():
    later = Timed(VISIT.when.start, VISIT.when.stop + timedelta(hours=1))
    link = sending(AGREED, odoo=replace(VISIT, when=later))
    decision = decide(link, replace(VISIT, when=MOVED.when), replace(VISIT, when=later))
    assert decision.google.fields == differing(VISIT, MOVED)
