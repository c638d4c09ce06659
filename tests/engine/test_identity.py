"""What proves that an event is a record, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from google_sync.engine.events.identity import (
    Candidate,
    Claim,
    Copy,
    Me,
    Proof,
    identify,
    is_contradicted,
    proof_of,
)
from google_sync.engine.events.item import AllDay, EventItem, Guest
from hypothesis import given
from strategies import items

ME, BEN, CARL, STRANGER = "me@x.example", "ben@x.example", "carl@x.example", "s@else.example"
DAY = date(2027, 3, 1)
LUNCH = EventItem("Lunch", AllDay(DAY, DAY + timedelta(days=1)))
ME_ALONE = Me(frozenset({ME}))


def with_guests(*emails: str) -> EventItem:
    return replace(LUNCH, guests=tuple(map(Guest, emails)))


TYPED = Claim("g", LUNCH, "u", ME, is_own=True, is_typed=True)
OWN = Candidate("r", LUNCH, has_organizer=True, is_own=True, is_typed=True, attends=True)

BENS_EVENT = Claim("g", with_guests(BEN), "u", BEN)
BENS_COPY = Copy(BEN, "u", is_organizers=True, guests=frozenset({ME}))
BENS = Candidate("r", has_organizer=True, organizers=frozenset({BEN}), copies=(BENS_COPY,))

INVITATION = Claim("g", with_guests(CARL, STRANGER), "u", STRANGER)
CARLS_COPY = Copy(CARL, "u", guests=frozenset({ME, STRANGER}))
OUTSIDE = Candidate("r", stranger=STRANGER, copies=(CARLS_COPY,))

CALLED = Claim("g", with_guests(CARL), "u", ME, is_own=True, is_typed=True)
CAME_FIRST = Candidate("r", stranger=ME, copies=(replace(CARLS_COPY, guests=frozenset({ME})),))

FROM_OUTLOOK = Candidate("r", attends=True, uid_elsewhere="u")
OWN_FROM_OUTLOOK = replace(FROM_OUTLOOK, has_organizer=True, is_own=True)

MARKED = replace(TYPED, item=replace(LUNCH, title="Dinner"), marked="r")
LINKED_BEFORE = replace(OWN, item=None, copies=(Copy(ME, "u", is_mine=True),))

PROVED = [
    (Proof.ALIKE, TYPED, OWN),
    (Proof.ALIKE, replace(TYPED, item=replace(LUNCH, title="lunch")), OWN),
    (Proof.MARK, MARKED, OWN),
    (Proof.MARK, MARKED, replace(BENS, attends=True)),
    (Proof.MEETING, BENS_EVENT, BENS),
    (
        Proof.MEETING,
        BENS_EVENT,
        replace(BENS, attends=True, copies=(replace(BENS_COPY, guests=frozenset()),)),
    ),
    (Proof.MEETING, INVITATION, OUTSIDE),
    (Proof.MEETING, CALLED, CAME_FIRST),
    (Proof.MEETING, INVITATION, FROM_OUTLOOK),
    (Proof.MEETING, TYPED, OWN_FROM_OUTLOOK),
    (Proof.LINK, replace(TYPED, item=MARKED.item), LINKED_BEFORE),
]

#: By each of these a proof above lacks one thing that it takes.
UNPROVED = {
    "another time": (
        replace(TYPED, item=replace(LUNCH, when=AllDay(DAY, DAY + timedelta(2)))),
        OWN,
    ),
    "another title": (replace(TYPED, item=replace(LUNCH, title="Dinner")), OWN),
    "more private": (replace(TYPED, item=replace(LUNCH, visibility="private")), OWN),
    "guests in Google": (replace(TYPED, item=with_guests(BEN)), OWN),
    "guests in Odoo": (TYPED, replace(OWN, item=with_guests(BEN))),
    "a stranger's look": (replace(TYPED, organizer=STRANGER, is_own=False, is_typed=False), OWN),
    "somebody else made the event": (replace(TYPED, is_typed=False), OWN),
    "somebody else made the record": (TYPED, replace(OWN, is_typed=False)),
    "a colleague's look": (TYPED, replace(OWN, is_own=False)),
    "out of the schedule": (TYPED, replace(OWN, item=None)),
    "one of a series": (TYPED, replace(OWN, repeats=True)),
    "another's mark": (replace(MARKED, marked="other"), OWN),
    "a mark of what is not theirs": (MARKED, replace(BENS, copies=())),
    "a mark on an invitation": (replace(MARKED, is_own=False, organizer=STRANGER), OWN),
    "a meeting of others": (
        BENS_EVENT,
        replace(BENS, copies=(replace(BENS_COPY, guests=frozenset()),)),
    ),
    "a stranger with its uid": (
        replace(BENS_EVENT, organizer=STRANGER),
        replace(BENS, attends=True),
    ),
    "its own user with its uid": (
        replace(BENS_EVENT, organizer=ME, is_own=True),
        replace(BENS, attends=True),
    ),
    "a colleague with its uid": (replace(BENS_EVENT, organizer=CARL), replace(BENS, attends=True)),
    "only a guest's account has it": (
        BENS_EVENT,
        replace(BENS, attends=True, copies=(replace(BENS_COPY, is_organizers=False),)),
    ),
    "another uid": (replace(BENS_EVENT, ical_uid="v"), replace(BENS, attends=True)),
    "no uid": (
        replace(INVITATION, ical_uid=""),
        replace(OUTSIDE, copies=(replace(CARLS_COPY, ical_uid=""),)),
    ),
    "another stranger": (replace(INVITATION, organizer="t@else.example"), OUTSIDE),
    "nobody named as organizer": (replace(INVITATION, organizer=""), replace(OUTSIDE, stranger="")),
    "the event does not name the colleague": (replace(INVITATION, item=LUNCH), OUTSIDE),
    "the colleague's does not name the user": (
        INVITATION,
        replace(OUTSIDE, copies=(replace(CARLS_COPY, guests=frozenset()),)),
    ),
    "one of two is not named": (
        INVITATION,
        replace(OUTSIDE, copies=(CARLS_COPY, replace(CARLS_COPY, address=BEN))),
    ),
    "nobody has a copy": (INVITATION, replace(OUTSIDE, copies=())),
    "one that is gone": (
        INVITATION,
        replace(OUTSIDE, copies=(replace(CARLS_COPY, is_there=False),)),
    ),
    "another uid than in Outlook": (INVITATION, replace(FROM_OUTLOOK, uid_elsewhere="v")),
    "no uid in either": (replace(INVITATION, ical_uid=""), replace(FROM_OUTLOOK, uid_elsewhere="")),
    "not a guest in Outlook": (INVITATION, replace(FROM_OUTLOOK, attends=False)),
    "a stranger's copy of one's own": (INVITATION, OWN_FROM_OUTLOOK),
    "one's own with an outsider's uid": (TYPED, FROM_OUTLOOK),
    "imported as one's own": (replace(TYPED, is_typed=False), OWN_FROM_OUTLOOK),
    "a colleague's from Outlook": (INVITATION, replace(FROM_OUTLOOK, has_organizer=True)),
    "without an organizer at all": (CALLED, replace(CAME_FIRST, stranger="")),
    "a forged organizer": (replace(CALLED, item=LUNCH), CAME_FIRST),
    "linked with a stranger's before": (
        replace(TYPED, item=MARKED.item, organizer=STRANGER, is_own=False),
        LINKED_BEFORE,
    ),
}


@pytest.mark.parametrize(("proof", "claim", "candidate"), PROVED)
def test_what_proves_it(proof, claim, candidate):
    assert proof_of(ME_ALONE, claim, candidate) is proof


@pytest.mark.parametrize("case", UNPROVED)
def test_what_does_not(case):
    claim, candidate = UNPROVED[case]
    assert proof_of(ME_ALONE, claim, candidate) is None
    assert not identify(ME_ALONE, [claim], [candidate]).matches


def test_the_best_proof_counts_and_each_is_taken_once():
    alike, marked = TYPED, replace(TYPED, google_id="h", marked="r")
    twin = replace(OWN, ref="s")
    matches = identify(ME_ALONE, [alike, marked], [OWN, twin]).matches
    assert {(one.google_id, one.ref, one.proof) for one in matches} == {
        ("h", "r", Proof.MARK),
        ("g", "s", Proof.ALIKE),
    }


def test_twins_are_paired_oldest_first():
    claims = [replace(TYPED, google_id=one) for one in "cab"]
    found = identify(ME_ALONE, claims, [replace(OWN, ref=2), replace(OWN, ref=1)]).matches
    assert [(match.google_id, match.ref) for match in found] == [("a", 1), ("b", 2)]


def test_only_an_invitation_takes_the_place_of_what_is_linked():
    found = identify(ME_ALONE, [BENS_EVENT], [replace(BENS, is_linked=True)]).matches
    assert [match.replaces for match in found] == [True]
    for claim in (TYPED, MARKED):
        assert not identify(ME_ALONE, [claim], [replace(OWN, is_linked=True)]).matches


def test_a_question_at_a_time_for_each_record_however_many_look_like_it():
    flood = [replace(INVITATION, google_id=f"g{number}", item=LUNCH) for number in range(500)]
    found = identify(ME_ALONE, flood, [OWN])
    assert not found.matches
    assert [(one.ref, one.is_own) for one in found.questions] == [("r", False)]
    assert not identify(ME_ALONE, flood, [OWN], asked={"r"}).questions


def test_nobody_is_asked_about_what_a_colleague_has_called_or_about_a_copy_made_on_purpose():
    colleagues = replace(OWN, is_own=False)
    assert not identify(ME_ALONE, [INVITATION, TYPED], [colleagues]).questions
    assert not identify(ME_ALONE, [TYPED], [replace(OWN, is_linked=True)]).questions
    doubt = identify(ME_ALONE, [replace(TYPED, is_typed=False)], [OWN]).questions
    assert [one.is_own for one in doubt] == [True]


@pytest.mark.parametrize(
    ("claim", "candidate", "by_another", "contradicted"),
    [
        (TYPED, OWN, False, False),
        (INVITATION, OWN, False, True),
        (INVITATION, replace(OWN, copies=(Copy(STRANGER, "u"),)), False, False),
        (BENS_EVENT, BENS, False, False),
        (INVITATION, BENS, False, True),
        (INVITATION, replace(BENS, organizers=frozenset()), False, False),
        (TYPED, BENS, False, False),
        (TYPED, BENS, True, True),
        (INVITATION, OUTSIDE, True, False),
        (replace(INVITATION, organizer=""), OWN, False, False),
    ],
)
def test_what_cannot_stay_linked(claim, candidate, by_another, contradicted):
    assert is_contradicted(claim, candidate, by_another) is contradicted


@given(items, items)
def test_no_event_and_no_record_is_taken_twice(one, other):
    claims = [
        replace(TYPED, google_id=name, item=item)
        for name, item in zip("abc", (one, other, one), strict=True)
    ]
    candidates = [
        replace(OWN, ref=number, item=item) for number, item in enumerate((other, one, other))
    ]
    matches = identify(ME_ALONE, claims, candidates).matches
    assert len({match.ref for match in matches}) == len(matches)
    assert len({match.google_id for match in matches}) == len(matches)


@pytest.mark.parametrize(
    "record",
    [
        replace(OWN, is_linked=True),
        replace(OWN, is_typed=False),
        replace(OWN, item=with_guests(BEN)),
        replace(OWN, item=replace(LUNCH, visibility="private")),
    ],
    ids=["linked", "another's", "other guests", "more private"],
)
def test_many_that_look_the_same_are_not_compared_one_by_one(
    record: Candidate, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[Claim, Candidate]] = []

    def counted(me: Me, claim: Claim, candidate: Candidate) -> Proof | None:
        compared.append((claim, candidate))
        return proof_of(me, claim, candidate)

    monkeypatch.setattr("google_sync.engine.events.identity.proof_of", counted)
    claims = [replace(TYPED, google_id=f"g{number}", ical_uid="") for number in range(200)]
    records = [replace(record, ref=f"r{number}") for number in range(50)]
    assert not identify(ME_ALONE, claims, records).matches
    assert len(compared) <= len(claims)
