"""What people have said on each side since both agreed, and what of it must stand in the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from google_sync.engine.core.link import Link
from google_sync.engine.core.merge import Side

#: What somebody does to a whole record, or to whole occurrences, which may take words with it.
WHOLE = frozenset({"when", "delete", "restore"})


@dataclass(frozen=True)
class Word:
    """One thing that somebody did.

    :ivar name: a field, or one of :data:`WHOLE`
    :ivar value: what was typed
    :ivar place: the occurrence in which it was, of a series
    :ivar run: how many runs there had been
    :ivar seen: whether somebody has deleted the record on the other side who saw that
    :ivar told: whether it is told as lost
    """

    name: str
    value: str | None = None
    place: Any = None
    run: int = 0
    seen: bool = False
    told: bool = False


@dataclass
class LastWords:
    """The last thing that the only person said who has changed a field, stands on both sides.

    Words are kept by side and by the record's key there, in their order. Those that lie in one
    side's bin alone, for they never came across, are said again by whoever restores the record.
    """

    words: dict[tuple[Side, int | str], list[Word]] = field(default_factory=dict)
    binned: dict[tuple[Side, int | str], list[Word]] = field(default_factory=dict)
    checked: int = 0
    runs: int = 0

    def said(
        self, side: Side, key: int | str, name: str, value: str | None = None, place: Any = None
    ) -> None:
        self.words.setdefault((side, key), []).append(Word(name, value, place, self.runs))

    def deleted(self, side: Side, key: int | str, links: Iterable[Link], knowingly: bool) -> None:
        """:param knowingly: whether both sides show the same, as far as it was taken across"""
        for link in links:
            keys = {Side.ODOO: link.odoo_id, Side.GOOGLE: link.google_id}
            if knowingly and keys[side] == key:
                other = (side.other, keys[side.other])
                self.words[other] = [
                    replace(word, seen=word.run < self.runs) for word in self.words.get(other, ())
                ]
        self.said(side, key, "delete")

    def restored(self, side: Side, key: int | str) -> None:
        self.said(side, key, "restore")
        for word in self.binned.pop((side, key), ()):
            self.said(side, key, word.name, word.value, word.place)

    def made_anew(self, side: Side, before: int | str, key: int | str) -> None:
        """A record that was removed for good is there again, by another key."""
        self.words[side, key] = self.words.pop((side, before), [])

    def has_places(self, side: Side, key: int | str) -> bool:
        """Whether somebody has said something of one occurrence, on which nobody has agreed yet."""
        return any(word.place is not None for word in self.words.get((side, key), ()))

    def typed_over(self, side: Side, key: int | str, name: str, place: Any) -> None:
        """Somebody types on the other side over the last word of this one, which is there already:
        that was not said by two people at the same time."""
        words = self.words.get((side, key), [])
        words[:] = [word for word in words if (word.name, word.place) != (name, place)]

    def has_moved(self, side: Side, key: int | str) -> bool:
        """Whether somebody has given it another time, on which nobody has agreed yet."""
        return any(word.name == "when" for word in self.words.get((side, key), ()))

    def check_conflict(self, link: Link, name: str, lost: Any) -> None:
        """A conflict is told only where both sides have changed the same. The word that it tells as
        lost need not stand."""
        odoo, google = self._of(link)
        assert _speak_of(odoo, name, google), f"a conflict about {name}, which Odoo did not change"
        assert _speak_of(google, name, odoo), (
            f"a conflict about {name}, which Google did not change"
        )
        for words in (odoo, google):
            words[:] = [replace(one, told=one.told or one.value == lost) for one in words]

    def check(
        self, link: Link, values: set[str], there: bool, bins: tuple[set[str], set[str]]
    ) -> None:
        """Both sides agree on a record with these values; from now on it is agreed.

        :param there: whether the record is there
        :param bins: the values in Odoo's bin and in Google's
        """
        odoo, google = self._of(link)
        for own, other in ((odoo, google), (google, odoo)):
            names = {word.name for word in other}
            deletes = [word.name for word in own if word.name in ("delete", "restore")]
            seen = all(word.seen for word in other)
            if deletes[-1:] == ["delete"] and seen and own[-1].name == "delete":
                assert not there, "a deleted record came back"
            if deletes[-1:] == ["restore"] and "delete" not in names:
                assert there, "a restored record is gone"
            for word in _standing(own):
                if word.name not in names and not names & WHOLE and not word.told:
                    assert word.value in values, f"the last {word.name} is lost"
                    self.checked += 1
        said = {word.name for word in odoo + google}
        assert there or not said or "delete" in said, "gone, though nobody deleted it"
        keys = ((Side.ODOO, link.odoo_id), (Side.GOOGLE, link.google_id))
        for key, own, other in zip(keys, bins, reversed(bins), strict=True):
            words = self.words.pop(key, []) + self.binned.pop(key, [])
            self.binned[key] = [
                word for word in words if word.name == "when" or word.value in own - other
            ]

    def _of(self, link: Link) -> tuple[list[Word], list[Word]]:
        keys = ((Side.ODOO, link.odoo_id), (Side.GOOGLE, link.google_id))
        odoo, google = (self.words.get(key, []) for key in keys)
        return odoo, google


def _speak_of(words: list[Word], name: str, others: list[Word]) -> bool:
    """Whether these change a field, or all of the times.

    A move of a series gives up its occurrences. Of those that are changed or restored meanwhile on
    the other side all is told, for each goes or stays as a whole.
    """
    moved = any(word.name == "when" for word in others)
    return any(
        word.name in (name, "when") or (moved and (word.place or word.name == "restore"))
        for word in words
    )


def _standing(words: list[Word]) -> list[Word]:
    """Of each field the last value, as far as its author has left it."""
    found: dict[Any, Word] = {}
    for word in words:
        if word.name in WHOLE:
            found.clear()
        elif word.place is None:
            # Said of all of a series: what occurrences have of their own is not touched.
            found[word.name] = word
        else:
            found[word.name, word.place] = word
    return list(found.values())
