"""What people do at both sides of a world: each deed is a word of which account is kept."""

from __future__ import annotations

from dataclasses import replace

from google_sync.engine.core.merge import Side
from google_sync.engine.events.item import AllDay, EventItem, Repeating, Timed
from google_sync.engine.events.occurrences import follow, occurrence, template, with_occurrences
from google_sync.engine.events.recurrence import original_starts
from world_state import ONCE, Record, State, values_of


class People:
    def __init__(self, world: State) -> None:
        self._world = world

    def add(self, side: Side, when: Timed | AllDay | Repeating = ONCE) -> None:
        world = self._world
        title, place = self._new_value(), self._new_value()
        number = len(world.side(side)) + 1
        key = number if side is Side.ODOO else f"google{number}"
        world.side(side)[key] = Record(EventItem(title, when, location=place), world.tick())
        world.words.said(side, key, "title", title)
        world.words.said(side, key, "location", place)
        self._changed(side, key)

    def edit(self, side: Side, key: int | str, name: str) -> None:
        """Type a new value, in all occurrences of a series that have none of their own."""
        item, value = self._item(side, key), self._new_value()
        self._type_over(side, key, name)
        self._world.words.said(side, key, name, value)
        self._replace(side, key, follow(item, replace(item, **{name: value})))

    def reschedule(self, side: Side, key: int | str, when: Timed | AllDay | Repeating) -> None:
        item = self._item(side, key)
        self._world.words.said(side, key, "when")
        self._replace(side, key, follow(item, replace(item, when=when)))

    def change_occurrence(self, side: Side, key: int | str, number: int, change: str) -> None:
        """:param change: "cancel", "reset" to what the series says, or a field to type a value in,
        which makes the occurrence take place again if it did not"""
        item, words = self._item(side, key), self._world.words
        found = list(original_starts(item.when))
        original_start = found[number % len(found)]
        changed = None if change == "cancel" else template(item, original_start)
        if change not in ("cancel", "reset"):
            changed = occurrence(item, original_start) or changed
            value = self._new_value()
            changed = replace(changed, **{change: value})
            words.said(side, key, change, value, original_start)
        else:
            words.said(side, key, "when", place=original_start)
        exceptions = {**dict(item.exceptions), original_start: changed}
        self._replace(side, key, with_occurrences(item, exceptions))

    def delete(self, side: Side, key: int | str, unlink: bool = False) -> None:
        world, record = self._world, self._world.side(side)[key]
        knowingly = self._sees_all(side, key)
        world.words.deleted(side, key, world.links.values(), knowingly=knowingly)
        world.accounted |= values_of(record.item)
        record.item, record.kept = None, record.item
        record.exists, record.deleted_by_user = not unlink, True
        self._changed(side, key)

    def restore(self, side: Side, key: int | str) -> None:
        record = self._world.side(side)[key]
        self._world.words.restored(side, key)
        record.item, record.deleted_by_user = record.kept, False
        record.restored_by_user = True
        self._changed(side, key)

    # -- what they know, and what is noted of it ------------------------------------------------

    def _item(self, side: Side, key: int | str) -> EventItem:
        return self._world.side(side)[key].item

    def _sees_all(self, side: Side, key: int | str) -> bool:
        """Whether both sides show the same to who deletes it; who has brought it back has seen
        their own."""
        world, record = self._world, self._world.side(side)[key]
        other = world.partner(side, key)
        if other is None or record.restored_by_user or self._item(side.other, other) != record.item:
            return False
        if not record.is_series:
            return True
        # Google's bin shows nothing of the occurrences, and of the rule only our number.
        words = world.words
        unseen = words.has_places(side.other, other) or words.has_places(side, key)
        unseen |= side is Side.GOOGLE and words.has_moved(side, key)
        return world.numbered and not unseen

    def _type_over(self, side: Side, key: int | str, name: str) -> None:
        """Who types over what the other side has said last, has seen it."""
        other = self._world.partner(side, key)
        there = other and self._item(side.other, other)
        if self._world.numbered and there and self._item(side, key) == there:
            self._world.words.typed_over(side.other, other, name, None)

    def _new_value(self) -> str:
        value = f"value {self._world.tick()}"
        self._world.entered.add(value)
        return value

    def _replace(self, side: Side, key: int | str, item: EventItem) -> None:
        record = self._world.side(side)[key]
        self._world.accounted |= values_of(record.item) - values_of(item)
        record.item = item
        self._changed(side, key)

    def _changed(self, side: Side, key: int | str) -> None:
        self._world.side(side)[key].revision = self._world.tick()
        if side is Side.ODOO:
            self._world.outbox.add(key)
