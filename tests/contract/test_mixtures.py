"""Whatever habits meet: nothing breaks, and incremental lists lead to what full ones show."""

import random
from itertools import combinations

import pytest
from googleapiclient.errors import HttpError
from people import NINE, TEN, fake

from fake_google import habits
from fake_google.mixtures import any_mixture, pairwise

#: Without them there is nothing to be followed.
ALWAYS_ON = {"calendar_service": "on", "people_service": "on", "write_burst": None}
RULE = "RRULE:FREQ=DAILY;COUNT=6"


def tried(request):
    """Do it, or be refused: Google never fails."""
    try:
        request()
    except HttpError as error:
        assert error.resp.status < 500, error.content


class Follower:
    """Somebody who knows a calendar by its incremental lists."""

    def __init__(self, person):
        self.person = person
        self.known, self.token = {}, None
        self.follow()

    def follow(self):
        given = {"syncToken": self.token} if self.token else {}
        page = self.person.list(**given)
        self.token = page["nextSyncToken"]
        for event in page["items"]:
            self.known.pop(event["id"], None)
            if event["status"] != "cancelled" or "recurringEventId" in event:
                self.known[event["id"]] = event

    def living(self):
        return {id_: e for id_, e in self.known.items() if e["status"] != "cancelled"}


def life(ann, bob, book, chance):
    """What two people do to a series that one of them leads, in any order."""
    guests = [{"email": bob.email, "responseStatus": chance.choice(["accepted", "needsAction"])}]
    series = ann.insert(recurrence=[RULE], attendees=guests, description="Plan")
    days = [f"{series['id']}_202603{number:02}T080000Z" for number in range(2, 8)]
    steps = [
        lambda: ann.patch(chance.choice(days), summary="Special"),
        lambda: ann.patch(chance.choice(days), visibility=chance.choice(["private", "public"])),
        lambda: ann.patch(series, description="x" * 9000, location="Room"),
        lambda: ann.delete(chance.choice(days)),
        lambda: ann.patch(series, recurrence=[RULE, "EXDATE:20260303T080000Z,20260304T080000Z"]),
        lambda: ann.patch(series, recurrence=None),
        lambda: ann.patch(series, **TEN),
        lambda: bob.patch(series, summary="Mine", colorId="3"),
        lambda: bob.patch(chance.choice(days), **TEN),
        lambda: bob.patch(
            series,
            attendees=[{"email": bob.email, "responseStatus": "tentative"}],
            attendeesOmitted=True,
        ),
        lambda: bob.delete(chance.choice(days)),
        lambda: bob.patch(series, extendedProperties={"private": {"a": "1"}}),
        lambda: book.create("Bo", birthdays=[{"date": {"month": 5, "day": 17}}]),
        lambda: bob.insert("Own", **({"when": NINE} if chance.random() < 0.5 else {"when": TEN})),
    ]
    return chance.sample(steps, len(steps))


MIXTURES = [*pairwise(), *(any_mixture(random.Random(seed)) for seed in range(12))]


@pytest.mark.parametrize("seed", range(len(MIXTURES)))
def test_any_mixture(google, ann, bob, book, seed):
    fake(google, "settings", **MIXTURES[seed] | ALWAYS_ON)
    followers = [Follower(ann), Follower(bob)]
    for step in life(ann, bob, book, random.Random(seed)):
        tried(step)
        for follower in followers:
            follower.follow()
    for follower in followers:
        full = {event["id"]: event for event in follower.person.list()["items"]}
        living = {id_: event for id_, event in full.items() if event["status"] != "cancelled"}
        assert follower.living() == living
        tried(lambda person=follower.person: person.list(singleEvents=True))


def test_few_mixtures_have_each_two_choices():
    mixtures = pairwise()
    for (one, choices), (other, others) in combinations(habits.TRIED.items(), 2):
        met = [(mixture[one], mixture[other]) for mixture in mixtures]
        assert all((first, second) in met for first in choices for second in others)
    assert len(mixtures) < 25
