"""How Google behaves, where it does not always behave the same.

Each habit is a value in one object, set by `POST /_fake/settings` for all or for one account. The
first choice is the default. README.md lists them, with the lines G1 to G20 of the facts about the
real Google that they stand for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

Json = dict[str, Any]
Reader = Callable[[Any], Any]


def _choice(*choices: str) -> Any:
    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"{value!r} is not one of {', '.join(choices)}")
        return str(value)

    return field(default=choices[0], metadata={"read": read, "choices": choices, "tried": choices})


def _number(default: int | None, other: int) -> Any:
    """A bound; where there is none by default, null takes it away again.

    :param other: one that is soon reached, for mixtures
    """

    def read(value: Any) -> int | None:
        return None if value is None and default is None else int(value)

    return field(default=default, metadata={"read": read, "tried": (default, other)})


def _names(*others: str) -> Any:
    """:param others: names that mean something to those who try mixtures"""

    def read(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise TypeError(f"{value!r} is not a list of names")
        return tuple(map(str, value))

    return field(default=(), metadata={"read": read, "tried": ([], [*others])})


@dataclass(frozen=True)
class Habits:
    """One way for Google to behave."""

    long_descriptions: str = _choice("cut", "refused")
    """G1: what becomes of a description that is longer than `description_limit`."""
    description_limit: int = _number(8192, 1000)
    """G1: characters."""
    guest_edits: str = _choice("ignored", "refused", "all_refused", "kept")
    """G2: a guest's write of what all copies share answers 200 and changes nothing, answers 403, or
    stays in the guest's own copy; `all_refused` answers 403 for private properties, too."""
    guest_copies: str = _choice("open", "locked")
    """G2: whether new copies of guests are `locked`."""
    batch_siblings: str = _choice("conflict", "done")
    """G3: what becomes of a second write in a batch to the same event or series."""
    instance_visibility: str = _choice("spreads", "own")
    """G4: whether the visibility of an instance is a matter of its series."""
    invitations: str = _choice("everyone", "known", "answered")
    """G8: which invitations come into a guest's calendar: all, those of known senders, or those
    that the guest has answered."""
    exdates_limit: int = _number(250, 1)
    """G9: how many EXDATEs an event may have."""
    refused_zones: tuple[str, ...] = _names("Europe/Kyiv", "Europe/Paris")
    """G10: names of time zones that Google has not learned yet."""
    ical_uid_gaps: str = _choice("listed", "left_out")
    """G11: whether a list by iCalUID has the bare cancelled instances of a series."""
    attendees_shown: int | None = _number(None, 1)
    """G12: how many guests a list shows where the request does not say."""
    null_recurrence: str = _choice("removed", "kept")
    """G13: what a patch of `recurrence: null` makes of the rule."""
    outlived_exceptions: str = _choice("cancelled", "kept")
    """What becomes of an exception whose original start a new rule of its series does not have."""
    calendar_service: str = _choice("on", "off")
    """G15: off refuses an account with 403 notACalendarUser."""
    people_service: str = _choice("on", "off")
    """G15: off refuses with 403 SERVICE_DISABLED."""
    person_etag: str = _choice("current", "stale")
    """G16: whether a write answers the person's new etag; the sources' etags are always new."""
    contacts_limit: int = _number(25_000, 1)
    """How many contacts an account may have; one more is refused, and so is all of its batch."""
    long_notes: str = _choice("refused", "cut")
    """G1: what becomes of notes of a contact that are longer than `notes_limit`."""
    notes_limit: int | None = _number(None, 1000)
    """G1: characters; no page tells how many."""
    contact_birthdays: str = _choice("hidden", "shown")
    """G17: whether birthdays of contacts are events of the account's own calendar."""
    status_events: str = _choice("taken", "refused", "forbidden")
    """Whether the account may have out of office and working locations, as those of a Workspace,
    or is answered 400 or 403."""
    meet: str = _choice("made", "later", "failed")
    """What becomes of a request for a Meet: it is there at once, the answer says that it is
    pending, or Google fails to make it."""
    channel_addresses: str = _choice("https", "loopback", "unverified")
    """Where messages of channels may go: to https alone; to http on this machine, too, where they
    are really sent; or nowhere, for the domain is not verified."""
    write_burst: int | None = _number(None, 2)
    """G20: how many writes of events an account may make in ten seconds."""

    def changed(self, values: Json) -> Habits:
        """The same but for some.

        :raise ValueError: for a name or value that there is not
        """
        return replace(self, **_read(values))


NAMES = frozenset(item.name for item in fields(Habits))
#: What is to be tried of each habit, its default first, as JSON.
TRIED: dict[str, tuple[Any, ...]] = {item.name: item.metadata["tried"] for item in fields(Habits)}


class HabitBook:
    """How Google behaves towards all, and towards some accounts."""

    def __init__(self) -> None:
        self._general = Habits()
        self._own: dict[str, Json] = {}

    def of(self, email: str | None) -> Habits:
        """How Google behaves towards an account; None: towards those that it treats like all."""
        own = self._own.get(email or "")
        return replace(self._general, **own) if own else self._general

    def change(self, values: Json, email: str | None = None) -> None:
        """Change some habits for all, or for one account.

        :raise ValueError: for a name or value that there is not
        """
        if email is None:
            self._general = self._general.changed(values)
        else:
            self._own[email] = {**self._own.get(email, {}), **_read(values)}


def told(habits: Habits) -> Json:
    """Habits as JSON."""
    return {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(habits).items()}


def _read(values: Json) -> Json:
    readers: dict[str, Reader] = {item.name: item.metadata["read"] for item in fields(Habits)}
    if unknown := values.keys() - readers.keys():
        raise ValueError(f"There is no habit {', '.join(sorted(unknown))}.")
    return {name: readers[name](value) for name, value in values.items()}
