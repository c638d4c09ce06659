"""Whatever Google's place says of an event or a contact: it is an item, or set aside with a reason.

``FAULTS=long`` tries 100,000, as ``make faults`` does.
"""

from __future__ import annotations

import json
import os
import random
import time
import tracemalloc

import bad_payloads
import figures
from contact_strategies import PLACES
from google_sync.engine.contacts import item as contact_item
from google_sync.engine.core.item import ItemError
from google_sync.engine.core.link import Link, OdooState
from google_sync.engine.core.plan import plan
from google_sync.engine.events import item as event_item
from google_sync.engine.events.budget import RunSteps
from google_sync.engine.events.policy import EventPolicy
from google_sync.google_api.calendar import event_codec, series
from google_sync.google_api.calendar.series_codec import decode_series
from google_sync.google_api.people import contact_codec
from google_sync.google_api.transport import shape
from google_sync.google_api.transport.answers import read_json
from google_sync.google_api.transport.errors import RetryLater

LONG = os.environ.get("FAULTS") == "long"
SEED = os.environ.get("FAULTS_SEED") or "1"
#: So many; of six events there are four contacts.
NUMBER = int(os.environ.get("FAULTS_PAYLOADS") or (100_000 if LONG else 2_000))
EVENTS, PEOPLE = NUMBER * 6 // 10, NUMBER * 4 // 10

#: What one payload may take. The memory of each thirtieth one is measured, which takes time.
SECONDS, BYTES, EACH = 1.0, 50 * 2**20, 30
CALENDAR = "ana@gmail.example"
GOOD = decode_series(bad_payloads.EVENT, (), None, (), CALENDAR).item


def read_events(text):
    """Read one list of events as a run does, and plan what becomes of each.

    :return: how many became items, and how many were set aside
    """
    page = read_json(text)
    items = problems = 0
    budget = RunSteps()
    for google_id, told in series.gather(shape.events_of(page)).items():
        if event_codec.exclusion(told.event, event_codec.KINDS):
            continue
        try:
            state = decode_series(*told_as(told), (), CALENDAR, budget.of_one())
        except ItemError as error:
            assert error.code
            problems += 1
            continue
        items += 1
        if state.item:
            assert (
                event_item.load(json.loads(json.dumps(event_item.dump(state.item)))) == state.item
            )
        check_plan(google_id, state, GOOD, EventPolicy())
    return items, problems


def told_as(told):
    return told.master, told.instances, None


def read_people(text):
    page = read_json(text)
    items = 0
    for one in shape.people_of(page):
        try:
            decoded = contact_codec.decode(one, PLACES, "CH")
        except ItemError as error:
            assert error.code
            continue
        items += 1
        item = decoded.item
        assert contact_item.load(json.loads(json.dumps(contact_item.dump(item)))) == item
    return items, len(page.get("connections", ())) - items


def check_plan(google_id, state, base, policy):
    """It can be new, and it can have been something else before."""
    link = Link(key=1, odoo_id=1, google_id=google_id, base=base, etag='"0"')
    for links, odoo in (((), {}), ([link], {1: OdooState(base)})):
        decided = plan(links, odoo, {google_id: state}, policy)
        assert len(decided.decisions) <= 1


def pages(number, seed, name, make):
    chance = random.Random(f"{seed} {name}")
    for _page in range(number):
        # As it comes: what JSON cannot say is said with escapes, as half of a character.
        made = make(chance)
        yield len(made), json.dumps({name: made})


def check_all(number, name, make, read):
    seen = items = problems = unreadable = 0
    slowest = largest = (0, "")
    for size, text in pages(number, SEED, name, make):
        seen += size
        is_measured = seen % EACH < size
        if is_measured:
            tracemalloc.start()
        began = time.process_time()
        try:
            good, bad = read(text)
            items, problems = items + good, problems + bad
        except RetryLater:  # nothing can be said of a record without a name: the list is odd
            unreadable += 1
        except Exception as error:
            error.add_note(f"read_*: {text[:3000]}")
            raise
        slowest = max(slowest, (0 if is_measured else time.process_time() - began, text[:500]))
        if is_measured:
            largest = max(largest, (tracemalloc.get_traced_memory()[1], text[:500]))
            tracemalloc.stop()
        if seen >= number:
            break
    assert slowest[0] < SECONDS, slowest
    assert largest[0] < BYTES, largest
    assert items and problems, "both are tried"
    figures.tell(f"bad {name} read", seen, seen)
    figures.say(
        f"{items} items, {problems} set aside, {unreadable} lists unreadable,"
        f" {slowest[0]:.2f} s and {largest[0] / 2**20:.0f} MB at most"
    )


def test_events():
    check_all(EVENTS, "items", bad_payloads.page, read_events)


def test_people():
    check_all(PEOPLE, "connections", lambda chance: [bad_payloads.person(chance)], read_people)
