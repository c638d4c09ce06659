"""Batches of requests to Calendar."""

from __future__ import annotations

from ..lab import OWNER, Lab
from ..probe import probe
from ..verdicts import expect, same
from .writes import new_id


@probe
def parts_of_a_batch_fail_one_by_one(lab: Lab) -> None:
    event = lab.calendar.event()
    calls = [lab.calendar.call("GET", event_id) for event_id in (event["id"], new_id())]
    found, missing = lab.wire.batch(OWNER, calls)
    found.must(200)
    missing.must(404, "notFound")


@probe
def a_part_of_a_batch_has_its_own_etag(lab: Lab) -> None:
    event = lab.calendar.event()
    calls = [
        lab.calendar.call("PATCH", event["id"], body={"summary": "Late"}, if_match='"1"'),
        lab.calendar.call("PATCH", event["id"], body={"location": "Here"}),
    ]
    late, fine = lab.wire.batch(OWNER, calls)
    late.must(412, "conditionNotMet")
    fine.must(200)


@probe
def a_part_of_a_batch_inserts_and_deletes(lab: Lab) -> None:
    event, wanted = lab.calendar.event(), new_id()
    calls = [lab.calendar.insertion({"id": wanted}), lab.calendar.call("DELETE", event["id"])]
    made, gone = lab.wire.batch(OWNER, calls)
    same("id", made.must(200)["id"], wanted)
    gone.must(204)


@probe
def a_part_of_a_batch_has_its_own_authorization(lab: Lab) -> None:
    event = lab.calendar.event()
    calls = [lab.calendar.call("GET", event["id"], bearer=OWNER)]
    [answer] = lab.wire.batch(OWNER, calls, bearer=lab.stranger)
    answer.must(200)


@probe
def two_instances_in_a_batch_do_not_conflict_as_duplicates(lab: Lab) -> None:
    series = lab.calendar.event(recurrence=["RRULE:FREQ=DAILY;COUNT=4"])
    ids = [f"{series['id']}_2027030{day}T080000Z" for day in (1, 2, 3, 4)]
    calls = [lab.calendar.call("PATCH", id_, body={"summary": "Special"}) for id_ in ids]
    for answer in lab.wire.batch(OWNER, calls):
        fine = answer.ok or (answer.status in (409, 500, 503) and answer.reason != "duplicate")
        expect(fine, "part", "200, or an error that is no duplicate", answer)
