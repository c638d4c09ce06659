"""Where the probes work: calendars, a label and contacts of their own, which are removed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from .calls import Answer, Call, Json, path_of
from .desks import ZONE, BusyDesk, CalendarDesk, ContactsDesk
from .guard import DESCRIPTION, MARK, TITLE, Guard, Made, Refused, is_marked
from .places import Places
from .verdicts import Differs, NotTried
from .wire import NOBODY, Recorder, Silent, Wire

SCOPE = "https://www.googleapis.com/auth/"
#: What the addon itself asks for, for the probes are to see what it sees.
SCOPES = (
    "openid",
    f"{SCOPE}userinfo.email",
    f"{SCOPE}calendar.events",
    f"{SCOPE}calendar.calendarlist.readonly",
    f"{SCOPE}calendar.app.created",
    f"{SCOPE}contacts",
    f"{SCOPE}calendar.freebusy",
)
OWNER, SECOND = "owner", "second"
#: Seconds for which a probe looks whether something arrives, and between two looks.
PATIENCE, LOOK = 90.0, 5.0

T = TypeVar("T")


@dataclass(frozen=True)
class Account:
    """One of the owner's accounts, as its consent has given it.

    :ivar email: as Google tells it
    :ivar scopes: what was allowed
    :ivar told: the fields of the token endpoint's answer, without their values
    """

    name: str
    email: str
    scopes: frozenset[str]
    told: frozenset[str]
    token: str = field(repr=False)


@dataclass(frozen=True)
class Client:
    """The OAuth client, as registered in the Google Cloud console."""

    id: str
    secret: str = field(repr=False)


class Lab:
    """:ivar wire: by which everything is asked
    :ivar left: what could not be removed at the end
    """

    def __init__(
        self,
        places: Places,
        client: Client,
        accounts: Sequence[Account],
        recorder: Recorder | None = None,
    ) -> None:
        self._client = client
        self._accounts = {account.name: account for account in accounts}
        guard = Guard(Made(), tuple(account.email for account in accounts))
        self.wire = Wire(places, guard, recorder or Silent())
        self.left: list[str] = []
        self.wire.tokens = {account.name: account.token for account in accounts}

    # -- what is there -----------------------------------------------------------------------------

    @property
    def owner(self) -> Account:
        """The account in which the probes work."""
        return self._accounts[OWNER]

    @property
    def second(self) -> Account:
        """The owner's other account.

        :raise NotTried: none was given
        """
        if SECOND not in self._accounts:
            raise NotTried("a second account is needed: ACCOUNTS=2")
        return self._accounts[SECOND]

    @property
    def stranger(self) -> str:
        """Whose token does not reach the calendar of the probes."""
        return SECOND if SECOND in self._accounts else NOBODY

    @cached_property
    def calendar(self) -> CalendarDesk:
        """A calendar of the probes' own."""
        return self._new_calendar()

    @cached_property
    def other(self) -> CalendarDesk:
        """Another one, to which events are moved."""
        return self._new_calendar()

    @cached_property
    def busy_calendar(self) -> CalendarDesk:
        """Another one, in which nothing is but what its probes put into it."""
        return self._new_calendar()

    @property
    def busy(self) -> BusyDesk:
        """When that calendar is busy.

        :raise NotTried: to ask that was not allowed
        """
        self._require(f"{SCOPE}calendar.freebusy")
        return BusyDesk(self.wire, OWNER, self.busy_calendar.id)

    @property
    def primary(self) -> CalendarDesk:
        """The owner's own calendar, which is read only."""
        return CalendarDesk(self.wire, OWNER, "primary")

    @property
    def guest(self) -> CalendarDesk:
        """The own calendar of the second account, in which invitations arrive."""
        return CalendarDesk(self.wire, self.second.name, "primary")

    @cached_property
    def contacts(self) -> ContactsDesk:
        """The owner's contacts.

        :raise NotTried: they were not allowed
        """
        self._require(f"{SCOPE}contacts")
        desk = ContactsDesk(self.wire, OWNER, "")
        label = desk.new_label("").needed()["resourceName"]
        return ContactsDesk(self.wire, OWNER, label)

    def userinfo(self) -> Answer:
        """Who the owner is, as Google says."""
        return self.wire.ask(OWNER, Call("GET", "/oauth2/v2/userinfo"))

    def token(self, **form: str) -> Answer:
        """Ask the token endpoint; the client's id and secret go along unless others are given."""
        known = {"client_id": self._client.id, "client_secret": self._client.secret}
        return self.wire.ask(OWNER, Call("POST", "/token", form={**known, **form}))

    def eventually(self, look: Callable[[], T | None], what: str) -> T:
        """What a look brings, as soon as it brings anything.

        :raise Differs: nothing came within :data:`PATIENCE`
        """
        looks = int(PATIENCE / LOOK) if self.wire.places.is_real else 1
        for number in range(looks):
            if number:
                self.wire.sleep(LOOK)
            if found := look():
                return found
        raise Differs(f"{what}: did not come within {PATIENCE:.0f} seconds")

    @property
    def names(self) -> dict[str, str]:
        """What recordings call the things that are there before any probe, by what they are."""
        known = {self._client.id: "client", self._client.secret: "secret"}
        known |= {account.email: account.name for account in self._accounts.values()}
        for name in ("calendar", "other", "busy_calendar"):
            if name in vars(self):
                known[getattr(self, name).id] = name
        if "contacts" in vars(self):
            known[self.contacts.label.removeprefix("contactGroups/")] = "label"
        return known

    # -- before and after --------------------------------------------------------------------------

    @contextmanager
    def open(self) -> Iterator[None]:
        """Remove what an earlier run may have left, and what this one has made, in any case."""
        self.clean()
        try:
            self._furnish()
            yield
        finally:
            self.left = self.clean()

    def clean(self) -> list[str]:
        """Remove everything that bears the mark or was made here.

        :return: what could not be removed
        """
        left: list[str] = []
        for account in self._accounts.values():
            if account.name == OWNER:
                left += self._removed(self._calendars(), self._without_calendar)
                if f"{SCOPE}contacts" in account.scopes:
                    left += self._removed(self._contacts(), self._without_contact)
                    left += self._removed(self._labels(), self._without_label)
            else:
                left += self._removed(self._copies(), self._without_copy)
        return left

    def _removed(self, found: Iterator[str], remove: Callable[[str], Answer]) -> list[str]:
        """Remove what was found, and say what is left of it: one failure keeps nobody else."""
        names: list[str] = []
        left = []
        try:
            names.extend(found)
        except NotTried as error:
            left.append(f"what an earlier run has left is not known: {error}")
        for name in dict.fromkeys(names):
            try:
                answer = remove(name)
            except (NotTried, Refused) as error:
                left.append(f"{name}: {error}")
                continue
            if not answer.ok and answer.status not in (404, 410):
                left.append(f"{name}: {answer}")
        return left

    def _calendars(self) -> Iterator[str]:
        made = self.wire.guard.made.calendars
        yield from sorted(made)
        path = "/calendar/v3/users/me/calendarList"
        answer = self.wire.ask(OWNER, Call("GET", path, query={"maxResults": 250})).needed()
        for entry in answer.get("items", ()):
            if entry.get("summary") == TITLE and MARK in entry.get("description", ""):
                made.add(entry["id"])
                yield entry["id"]

    def _without_calendar(self, calendar: str) -> Answer:
        """Guests' copies go with their events, which a calendar might leave behind."""
        if len(self._accounts) > 1:
            self._without_meetings(CalendarDesk(self.wire, OWNER, calendar))
        path = path_of("calendar", "v3", "calendars", calendar)
        return self.wire.ask(OWNER, Call("DELETE", path))

    @staticmethod
    def _without_meetings(desk: CalendarDesk) -> None:
        with suppress(NotTried):
            for event in desk.page(maxResults=2500).get("items", ()):
                if event.get("attendees"):
                    desk.delete(event["id"])

    def _contacts(self) -> Iterator[str]:
        made = self.wire.guard.made.contacts
        yield from sorted(made)
        people, _token = ContactsDesk(self.wire, OWNER, "").everybody()
        for person in people:
            if is_marked(person):
                made.add(person["resourceName"])
                yield person["resourceName"]

    def _without_contact(self, name: str) -> Answer:
        return ContactsDesk(self.wire, OWNER, "").delete(name)

    def _labels(self) -> Iterator[str]:
        made = self.wire.guard.made.groups
        yield from sorted(made)
        desk = ContactsDesk(self.wire, OWNER, "")
        groups = desk.labels().needed()
        for group in groups.get("contactGroups", ()):
            if is_marked(group):
                made.add(group["resourceName"])
                yield group["resourceName"]

    def _without_label(self, name: str) -> Answer:
        return ContactsDesk(self.wire, OWNER, "").ask("DELETE", name)

    def _copies(self) -> Iterator[str]:
        """The invitations of ours that are still in the second account's calendar."""
        for event in self.guest.page(sharedExtendedProperty=f"{MARK}=1").needed().get("items", ()):
            self.wire.guard.made.events.add(event["id"])
            yield event["id"]

    def _without_copy(self, event_id: str) -> Answer:
        return self.guest.delete(event_id)

    # -- parts -------------------------------------------------------------------------------------

    def _new_calendar(self) -> CalendarDesk:
        body: Json = {"summary": TITLE, "description": DESCRIPTION, "timeZone": ZONE}
        answer = self.wire.ask(OWNER, Call("POST", "/calendar/v3/calendars", body))
        return CalendarDesk(self.wire, OWNER, answer.needed()["id"])

    def _require(self, scope: str) -> None:
        if scope not in self.owner.scopes:
            raise NotTried(f"the consent does not allow {scope.rpartition('/')[2]}")

    def _furnish(self) -> None:
        """Make what all probes use, as far as it was allowed; who misses it says so."""
        for name in ("calendar", "other", "busy", "contacts"):
            with suppress(NotTried):
                getattr(self, name)
