"""A small world of calendars and records, in which some forge what an event says of itself.

Only who is who, and where whose words get to, is in it. Words are secrets, each with the people to
whom their author has given them; whatever a sync joins, they flow as far as they could at worst.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from itertools import count

from google_sync.engine.events.identity import Candidate, Claim, Copy, Me, Proof, identify
from google_sync.engine.events.item import EventItem, Guest, Timed

#: The users of Odoo. The last one attacks the others.
USERS = ("ana", "ben", "eve")
HONEST, ATTACKER = USERS[:2], USERS[2]
STRANGER = "stranger@else.example"
TITLES = ("Lunch", "Surgery")

_START = datetime(2027, 3, 1, 9, tzinfo=timezone.utc)
WHEN = Timed(_START, _START + timedelta(hours=1))


def address(user: str) -> str:
    """What Google has said to be the user's address."""
    return f"{user}@gmail.example"


USER_OF = {address(user): user for user in USERS}


@dataclass
class Event:
    """An event in somebody's calendar.

    :ivar source: the name of whose event it is a copy of; what is written into it may get there
    :ivar mark: a signed mark: the record, and for which calendar and event it was signed
    """

    google_id: str
    uid: str
    organizer: str
    creator: str
    title: str
    guests: frozenset[str] = frozenset()
    words: set[str] = field(default_factory=set)
    source: str = ""
    mark: tuple[int, str, str] | None = None


@dataclass
class Record:
    """An appointment in Odoo, private: its organizer and those who attend read it."""

    ref: int
    title: str
    owner: str | None
    stranger: str = ""
    made_by: str = ""
    attends: set[str] = field(default_factory=set)
    invited: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    @property
    def readers(self) -> set[str]:
        """Those to whom Odoo shows it."""
        return self.attends | ({self.owner} if self.owner else set())


class World:
    """:ivar audience: by secret those who may know it
    :ivar links: by user and Google's id the record
    """

    def __init__(self) -> None:
        self.calendars: dict[str, dict[str, Event]] = {user: {} for user in USERS}
        self.records: dict[int, Record] = {}
        self.links: dict[tuple[str, str], int] = {}
        self.ever_linked: set[tuple[str, int]] = set()
        self.asked: dict[str, set[int]] = {user: set() for user in USERS}
        self.audience: dict[str, set[str]] = {}
        self.author: dict[str, str] = {}
        self.home: dict[str, object] = {}  # by secret the honest record, or event, that it is in
        self.stranger_reads: set[str] = set()
        self._numbers = count(1)

    # -- what people do -----------------------------------------------------------------------

    def secret(self, author: str, audience: set[str]) -> str:
        """New words; what the attackers write is no secret."""
        name = f"secret {next(self._numbers)}"
        everybody = author not in HONEST
        self.audience[name] = {*USERS, STRANGER} if everybody else {author, *audience}
        self.author[name] = author
        return name

    def type_in_odoo(self, user: str, title: str, attends: set[str], owner: str | None) -> None:
        """Somebody enters an appointment in Odoo, which may be another's."""
        words = self.secret(user, {*attends, owner or user})
        record = self._record(title, owner or user, attends={user, *attends}, words={words})
        record.made_by = user
        record.invited = {user, *attends}
        if user in HONEST:
            self.home[words] = record

    def call_in_google(self, user: str, title: str, guests: set[str]) -> None:
        """Somebody enters a meeting in their own calendar, and Google delivers the copies."""
        number = next(self._numbers)
        words = self.secret(user, guests)
        event = Event(f"g{number}", f"uid{number}", address(user), address(user), title)
        event.guests = frozenset(map(address, guests - {user}))
        event.words = {words}
        self._deliver(event, user)
        if user in HONEST:
            self.home[words] = event

    def invite_from_outside(self, title: str, guests: set[str]) -> None:
        """Somebody outside of Odoo who is honest invites users."""
        number = next(self._numbers)
        words = f"secret {number}"
        self.audience[words], self.author[words] = {STRANGER, *guests}, STRANGER
        event = Event(f"g{number}", f"uid{number}", STRANGER, STRANGER, title)
        event.guests, event.words = frozenset(map(address, guests)), {words}
        self._deliver(event, STRANGER)

    def forge(self, into: str, event: Event) -> None:
        """The attacker, or a stranger, brings an event of their own making into a calendar.

        Google gives it an id and says who has put it there; all else is as they like.
        """
        by = address(into) if into == ATTACKER else STRANGER
        words = self.secret(ATTACKER if into == ATTACKER else STRANGER, set())
        number = next(self._numbers)
        # Google brings what a guest changes to whom the event names as its organizer.
        source = STRANGER if event.organizer == STRANGER else ""
        self.calendars[into][f"f{number}"] = replace(
            event, google_id=f"f{number}", creator=by, words={words}, source=source
        )

    def lose_links(self, user: str) -> None:
        """A database is restored, or the addon installed anew; the events stay."""
        self.links = {key: ref for key, ref in self.links.items() if key[0] != user}

    def _deliver(self, event: Event, caller: str) -> None:
        for user in {USER_OF[one] for one in event.guests} | ({caller} & set(USERS)):
            source = "" if user == caller else caller
            copy = replace(event, words=set(event.words), source=source)
            self.calendars[user][event.google_id] = copy if source else event

    def _record(self, title: str, owner: str | None, **values: object) -> Record:
        record = Record(next(self._numbers), title, owner, **values)
        self.records[record.ref] = record
        return record

    # -- what a sync does ---------------------------------------------------------------------

    def sync(self, user: str) -> None:
        """One run of a user's account."""
        self._identify(user)
        for google_id, event in self.calendars[user].items():
            if (user, google_id) not in self.links:
                self._bring_in(user, event)
        linked = {ref for (whose, _id), ref in self.links.items() if whose == user}
        self.ever_linked |= {(user, ref) for ref in linked}
        for record in list(self.records.values()):
            if user in record.attends and record.ref not in linked:
                self._send(user, record)
        for (whose, google_id), ref in self.links.items():
            if whose == user:
                self._flow(user, self.calendars[user][google_id], self.records[ref])

    def _identify(self, user: str) -> None:
        events = {
            google_id: event
            for google_id, event in self.calendars[user].items()
            if (user, google_id) not in self.links
        }
        claims = [self._claim(user, event) for event in events.values()]
        candidates = [self._candidate(user, record) for record in self.records.values()]
        me = Me(frozenset({address(user)}))
        found = identify(me, claims, candidates, self.asked[user])
        for match in found.matches:
            record = self.records[match.ref]
            if match.replaces:
                old = [key for key, ref in self.links.items() if (key[0], ref) == (user, match.ref)]
                for key in old:
                    del self.calendars[user][key[1]], self.links[key]
            self.links[user, match.google_id] = match.ref
            self._join(user, events[match.google_id], record, match.proof)
        refs = [question.ref for question in found.questions]
        assert len(refs) == len(set(refs)), "one question at a time for each record"
        assert all(self.records[ref].owner == user for ref in refs), "nobody else's is asked about"
        self.asked[user].update(refs)

    def _claim(self, user: str, event: Event) -> Claim:
        guests = tuple(Guest(one) for one in sorted(event.guests - {address(user)}))
        item = EventItem(event.title, WHEN, guests=guests)
        is_own = event.organizer == address(user)
        signed = event.mark and event.mark[1:] == (user, event.google_id)
        return Claim(
            event.google_id,
            item,
            event.uid,
            event.organizer,
            is_own,
            is_own and event.creator == address(user),
            event.mark[0] if signed else None,
        )

    def _candidate(self, user: str, record: Record) -> Candidate:
        links = [(whose, gid) for (whose, gid), ref in self.links.items() if ref == record.ref]
        others = record.attends - {user}
        guests = tuple(Guest(address(one)) for one in sorted(others))
        item = EventItem(record.title, WHEN, guests=guests) if user in record.attends else None
        return Candidate(
            record.ref,
            item,
            has_organizer=record.owner is not None,
            organizers=frozenset({address(record.owner)} if record.owner else ()),
            stranger=record.stranger,
            is_own=record.owner == user,
            is_typed=record.made_by == user,
            attends=user in record.attends,
            copies=tuple(self._copy(record, *link) for link in links if link[0] != user),
            is_linked=any(whose == user for whose, _id in links),
        )

    def _copy(self, record: Record, whose: str, google_id: str) -> Copy:
        event = self.calendars[whose][google_id]
        return Copy(
            address(whose),
            event.uid,
            is_organizers=whose == record.owner,
            guests=event.guests - {address(whose)},
        )

    def _join(self, user: str, event: Event, record: Record, proof: Proof) -> None:
        """What a match gives: nothing, but what the meeting's own side says."""
        if record.owner is None and event.organizer == address(user):
            assert proof is Proof.MEETING
            record.owner, record.stranger, record.words = user, "", set(event.words)
            record.attends = {user, *(USER_OF[one] for one in event.guests if one in USER_OF)}
        elif record.owner is None:
            record.attends.add(user)
        elif user not in record.readers:
            assert any(
                address(user) in self.calendars[record.owner][google_id].guests
                for (whose, google_id), ref in self.links.items()
                if (whose, ref) == (record.owner, record.ref)
            ), "its organizer's calendar names them"
            record.attends.add(user)

    def _bring_in(self, user: str, event: Event) -> None:
        """A new record: of an own event with its guests, of another's for the user alone."""
        attends = {user}
        own = event.organizer == address(user)
        if own:
            attends |= {USER_OF[one] for one in event.guests if one in USER_OF}
        record = self._record(event.title, user if own else None, attends=attends)
        record.stranger, record.made_by = "" if own else event.organizer, user
        self.links[user, event.google_id] = record.ref

    def _send(self, user: str, record: Record) -> None:
        """A copy of a record in the user's own calendar, with a mark; none where Google has sent,
        or is to send, one."""
        expected = any(
            ref == record.ref and address(user) in self.calendars[whose][google_id].guests
            for (whose, google_id), ref in self.links.items()
            if whose != user and record.owner in (None, whose)
        )
        if expected or record.owner is None:
            return
        number = next(self._numbers)
        google_id, own = f"g{number}", address(user)
        event = Event(google_id, f"uid{number}", own, own, record.title)
        event.mark = (record.ref, user, google_id)
        self.calendars[user][google_id] = event
        self.links[user, google_id] = record.ref

    def _flow(self, user: str, event: Event, record: Record) -> None:
        """The words of two that are linked, by the rule of who has called the meeting."""
        if record.owner is None:
            record.words |= event.words
        elif record.owner != user:
            event.words = set(record.words)
            self._write_to_source(event)
        else:
            record.words |= event.words
            event.words |= record.words
            self._write_to_source(event)

    def _write_to_source(self, event: Event) -> None:
        """Whoever has called a meeting may have let its guests change it."""
        if event.source == STRANGER:
            self.stranger_reads |= event.words
        elif event.source:
            source = self.calendars[event.source].get(event.google_id)
            if source:
                source.words |= event.words

    # -- what must hold -----------------------------------------------------------------------

    def check(self) -> None:
        """Nobody reads what was not for them, and nothing of the honest is lost."""
        for record in self.records.values():
            for secret in record.words:
                assert record.readers <= self.audience[secret], (record, secret)
        for user, events in self.calendars.items():
            for event in events.values():
                assert all(user in self.audience[secret] for secret in event.words), event
        assert all(STRANGER in self.audience[secret] for secret in self.stranger_reads)
        for secret, home in self.home.items():
            assert secret in home.words, (secret, home)
            if isinstance(home, Record):
                assert {self.author[one] for one in home.words} <= home.readers, home
        for record in self.records.values():
            if record.owner is None:
                there = {user for user in USERS if (user, record.ref) in self.ever_linked}
                assert record.attends <= there, "a stranger's list makes nobody attend"
