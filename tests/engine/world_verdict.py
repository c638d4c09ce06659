"""What must hold in a world: what plans may write, what they must tell, and how it ends."""

from __future__ import annotations

from google_sync.engine.core.merge import Side
from google_sync.engine.core.plan import Decision
from google_sync.engine.events.item import EventItem
from google_sync.engine.events.recurrence import has_occurrence
from world_state import Record, State, values_of


def account_for(world: State, decision: Decision) -> None:
    """Take as told what the log tells: lost values, and what a deletion takes away.

    Who changes the rule of a series, or makes it a single event, gives up what the occurrences
    held that it does not have any more.
    """
    world.accounted |= {str(conflict.lost) for conflict in decision.conflicts}
    link = decision.link
    for conflict in decision.conflicts:
        world.words.check_conflict(link, conflict.field, conflict.lost)
    for write, partner in (
        (decision.odoo, world.google.get(link.google_id)),
        (decision.google, world.odoo.get(link.odoo_id)),
    ):
        if write and write.verb == "delete":
            assert partner.deleted_by_user, "nobody deleted it"
            world.accounted |= values_of(write.before)
        elif write and write.before:
            world.accounted |= _values_without_occurrence(write.before, decision.agreed)


def check_write(side: Side, record: Record, decision: Decision) -> None:
    """The decision has reason to write to this record."""
    write = getattr(decision, side.value)
    assert record.item == write.before, "the plan knows what stands there"
    if record.deleted_by_user and write.verb != "delete":
        assert decision.revived is side or decision.link.base is None, "it was deleted"


def check_words(world: State) -> None:
    """Wherever both sides agree and nothing is on its way, the last words stand."""
    for key, link in world.links.items():
        records = world.odoo.get(link.odoo_id), world.google.get(link.google_id)
        items = [record.item if record else None for record in records]
        on_its_way = link.sent or key in world.pending
        if on_its_way or link.odoo_id in world.outbox or not items[0] == items[1] == link.base:
            continue
        there = items[0] is not None
        bins = [values_of(record.kept if record and not there else None) for record in records]
        world.words.check(link, values_of(items[0]), there, (bins[0], bins[1]))


def check_agreement(world: State) -> None:
    """Each record has one partner that says the same, and every value is somewhere."""
    assert not world.pending
    pairs = [(link.odoo_id, link.google_id) for link in world.links.values()]
    odoo_ids, google_ids = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    assert len(set(odoo_ids)) == len(odoo_ids)
    assert len(set(google_ids)) == len(google_ids)
    assert set(world.present(Side.ODOO)) <= set(odoo_ids)
    assert set(world.present(Side.GOOGLE)) <= set(google_ids)
    values: set[str] = set()
    for link in world.links.values():
        item = world.odoo[link.odoo_id].item if link.odoo_id else None
        event = world.google.get(link.google_id)
        assert item == (event.item if event else None) == link.base
        values |= values_of(item)
    assert world.entered <= values | world.accounted, "a value was lost without a word"


def _values_without_occurrence(item: EventItem, agreed: EventItem) -> set[str]:
    return set().union(
        *(
            values_of(changed)
            for original_start, changed in item.exceptions
            if not has_occurrence(agreed.when, original_start)
        )
    )
