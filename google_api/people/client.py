"""People v1: what the sync asks of it. https://developers.google.com/people/api/rest"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from http.client import FORBIDDEN
from math import ceil
from typing import Any, Literal, TypeGuard

from googleapiclient.http import HttpRequest

from ..transport import shape
from ..transport.compressed import CompressedDict
from ..transport.errors import (
    AddressBookFull,
    GoogleError,
    NotFound,
    Outdated,
    RetryLater,
    SyncTokenExpired,
    from_rpc_status,
)
from ..transport.outcomes import Differs, Exchange, Failed, Outcome, Written
from ..transport.session import Session
from .calls import ask, parts
from .person import CLIENT_DATA, PERSON_FIELDS, WRITTEN, source_etag

PAGE = 1000  # the most that Google gives at once
BATCH = 200  # the most that Google takes at once
#: Of one batch so many are found out that Google refuses; then the rest waits for the next run.
MOST_REFUSED = 5

#: Contacts alone: the same people's Google profiles are not the user's data.
SOURCES = ("READ_SOURCE_TYPE_CONTACT",)

Person = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ContactChanges:
    """What is new among the contacts.

    :ivar people: Google's JSON by resource name; deleted ones have ``metadata.deleted``
    :ivar full: everything is listed, and not what changed since the sync token was given
    """

    people: CompressedDict
    next_sync_token: str
    full: bool


@dataclass(frozen=True, slots=True)
class ContactWrite:
    """:ivar resource_name: of the contact; ``None`` for a new one
    :ivar body: for an update, all lists that ``contact_codec.encode`` gives, also unchanged ones,
        and the sources of the state that the write is based on
    :ivar mask: those that are to be written
    """

    verb: Literal["create", "update"]
    resource_name: str | None
    body: Person
    mask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureWrite:
    """:ivar content: JPEG or PNG in base64; ``None`` takes the picture away"""

    resource_name: str
    content: str | None


# -- reading ------------------------------------------------------------------------------------


def list_changes(session: Session, sync_token: str | None) -> ContactChanges:
    """What changed since the sync token was given; everything, without one or if it expired.

    A token expires seven days after the full list that it goes back to. A write may take minutes
    until it is listed. https://developers.google.com/people/api/rest/v1/people.connections/list
    """
    if sync_token:
        try:
            return _list(session, sync_token)
        except GoogleError as error:
            # 400: a token that Google cannot read, or that was given for other parameters
            if not isinstance(error, SyncTokenExpired) and error.status not in (400, 410):
                raise
    return _list(session, None)


def _list(session: Session, sync_token: str | None) -> ContactChanges:
    # A list with a sync token must have the parameters of the list that gave it.
    parameters = {
        "resourceName": "people/me",
        "pageSize": PAGE,
        "personFields": PERSON_FIELDS,
        "requestSyncToken": True,
        "sources": list(SOURCES),
    }
    if sync_token:
        parameters["syncToken"] = sync_token
    people = CompressedDict()
    for page in session.pages(session.people.people().connections(), parameters):
        people.add(shape.people_of(page))
    if "nextSyncToken" not in page:
        raise RetryLater("unreadable", "the last page has no sync token")
    return ContactChanges(people, page["nextSyncToken"], full=not sync_token)


def get_people(
    session: Session, resource_names: Iterable[str]
) -> dict[str, Person | GoogleError | None]:
    """The contacts as they are now, by the name asked for; ``None`` for one that is gone.

    Google says so twice: one answer that somebody is not there may come from a server that has not
    heard of them yet. One that was merged into another comes as the other, which has another name.

    :raise AuthorizationLost: and other trouble that concerns the whole account
    """
    found = _get_people(session, list(dict.fromkeys(resource_names)))
    missing = [name for name, person in found.items() if isinstance(person, NotFound)]
    found.update(_get_people(session, missing))
    return {name: None if isinstance(one, NotFound) else one for name, one in found.items()}


def _get_people(session: Session, names: Sequence[str]) -> dict[str, Person | GoogleError]:
    """:return: by name ``NotFound`` where Google says that there is nobody"""
    found: dict[str, Person | GoogleError] = {}
    for part in parts(names, BATCH):
        request = session.people.people().getBatchGet(
            resourceNames=part, personFields=PERSON_FIELDS, sources=list(SOURCES)
        )
        answer = ask(session, request)
        if isinstance(answer, GoogleError):  # which says nothing of any single one
            found.update(dict.fromkeys(part, _failed(answer).error))
            continue
        responses = {
            response.get("requestedResourceName"): response
            for response in map(_part, shape.within(answer, "responses", list))
        }
        found.update((name, _person(responses.get(name))) for name in part)
    return found


def _part(response: object) -> Mapping[str, Any]:
    """What a batch says of one contact; nothing where it says nothing that may be relied on."""
    try:
        return shape.part(response)
    except RetryLater:
        return {}


def _person(response: Mapping[str, Any] | None) -> Person | GoogleError:
    if response is None:
        return RetryLater("unreadable", "the answer lacks a contact")
    if error := _error_of(response):
        return error
    try:
        return shape.person(response.get("person") or {})
    except RetryLater as unreadable:
        return unreadable


def _error_of(response: Mapping[str, Any]) -> GoogleError | None:
    """What kept Google from doing one part of a batch."""
    status = response.get("status", {})
    code = status.get("code", 0)
    return from_rpc_status(code, status.get("message", "")) if code else None


# -- writing ------------------------------------------------------------------------------------


def send(session: Session, writes: Sequence[ContactWrite]) -> list[Outcome]:
    """Write contacts, in as few batches as may be, one after another.

    Google refuses a batch as a whole. One contact that it refuses does not keep the others: they
    are sent again without it.

    A batch of updates has one mask, so one that mixes several writes each contact's lists in all
    of them, unchanged ones as they were. Writes of the same mask are put together, so that this
    happens in few; the number of requests is the least possible. But writes that have a number, and
    with it all that programs have left with the contact, never mix with those that do not know it.

    :param writes: no two for the same contact
    :return: what came of each write, in order
    :raise AuthorizationLost: and other trouble that concerns the whole account
    """
    outcomes: list[Outcome | None] = [None] * len(writes)
    create = [n for n, write in enumerate(writes) if write.verb == "create"]
    update = [n for n, write in enumerate(writes) if write.verb == "update"]
    update.sort(key=lambda n: writes[n].mask)
    numbered = [n for n in update if CLIENT_DATA in writes[n].mask]
    bare = [n for n in update if CLIENT_DATA not in writes[n].mask]
    for numbers, send_part in ((create, _create), (bare, _update), (numbered, _update)):
        full: Failed | None = None
        for part in parts(numbers, BATCH):
            ready = [writes[n] for n in part]
            found = [full] * len(part) if full else send_part(session, ready)
            full = full or next(filter(_is_full, found), None)
            for n, outcome in zip(part, found, strict=True):
                outcomes[n] = outcome
    return [outcome for outcome in outcomes if outcome is not None]


def count_requests(writes: Sequence[ContactWrite]) -> int:
    """How often :func:`send` asks Google, as long as that takes everything."""
    kinds = Counter((write.verb, CLIENT_DATA in write.mask) for write in writes)
    return sum(ceil(size / BATCH) for size in kinds.values())


def _create(session: Session, writes: Sequence[ContactWrite]) -> list[Outcome]:
    answer = ask(session, _create_request(session, writes), repeatable=False)
    if not isinstance(answer, GoogleError):
        people = [answer] if len(writes) == 1 else shape.within(answer, "createdPeople", list)
        return _created(people, writes)
    return _narrow_down(session, writes, answer, _create)


def _create_request(session: Session, writes: Sequence[ContactWrite]) -> HttpRequest:
    people = session.people.people()
    if len(writes) == 1:
        return people.createContact(
            body=writes[0].body, personFields=PERSON_FIELDS, sources=list(SOURCES)
        )
    contacts = [{"contactPerson": write.body} for write in writes]
    body = {"contacts": contacts, "readMask": PERSON_FIELDS, "sources": list(SOURCES)}
    return people.batchCreateContacts(body=body)


def _created(people: Sequence[Person], writes: Sequence[ContactWrite]) -> list[Outcome]:
    """The outcomes of new contacts, which Google answers in the order of the request."""
    if len(people) != len(writes):
        # They may have been made; their marks will tell.
        return [Failed(RetryLater("unreadable", "the answer is not whole"))] * len(writes)
    return list(map(_outcome, people, writes))


def _update(session: Session, writes: Sequence[ContactWrite]) -> list[Outcome]:
    answer = ask(session, _update_request(session, writes))
    if isinstance(answer, GoogleError):
        if isinstance(answer, RetryLater):
            return [Failed(answer)] * len(writes)
        return _update_the_rest(session, writes, answer)
    if len(writes) == 1:
        return [_outcome(answer, writes[0])]
    results = shape.within(answer, "updateResult", dict)
    written = (results.get(write.resource_name or "") for write in writes)
    outcomes = list(map(_outcome, written, writes))
    return _explained(session, writes, outcomes)


def _update_request(session: Session, writes: Sequence[ContactWrite]) -> HttpRequest:
    people = session.people.people()
    known = (*WRITTEN, CLIENT_DATA)
    mask = [name for name in known if any(name in write.mask for write in writes)]
    bodies = {write.resource_name: _masked(write, mask) for write in writes}
    if len(writes) == 1:
        ((name, body),) = bodies.items()
        return people.updateContact(
            resourceName=name,
            body=body,
            updatePersonFields=",".join(mask),
            personFields=PERSON_FIELDS,
            sources=list(SOURCES),
        )
    body = {
        "contacts": bodies,
        "updateMask": ",".join(mask),
        "readMask": PERSON_FIELDS,
        "sources": list(SOURCES),
    }
    return people.batchUpdateContacts(body=body)


def _masked(write: ContactWrite, mask: Sequence[str]) -> Person:
    own = {name: value for name, value in write.body.items() if name in mask or name == "metadata"}
    return {**own, "resourceName": write.resource_name}


def _update_the_rest(
    session: Session, writes: Sequence[ContactWrite], refusal: GoogleError
) -> list[Outcome]:
    """Find out for which contacts a batch was refused, and send the others again."""
    outcomes = _explained(session, writes, [Failed(refusal)] * len(writes))
    rest = [
        n
        for n, found in enumerate(outcomes)
        if isinstance(found, Failed) and found.error is refusal
    ]
    ready = [writes[n] for n in rest]
    if len(rest) < len(writes):
        again = _update(session, ready) if ready else []
    else:
        again = _narrow_down(session, ready, refusal, _update)
    for n, outcome in zip(rest, again, strict=True):
        outcomes[n] = outcome
    return outcomes


def _explained(
    session: Session, writes: Sequence[ContactWrite], outcomes: Sequence[Outcome]
) -> list[Outcome]:
    """The outcomes, where a failure comes from another state at Google with that state."""
    failed = [
        write.resource_name
        for write, outcome in zip(writes, outcomes, strict=True)
        if write.resource_name
        and isinstance(outcome, Failed)
        and not isinstance(outcome.error, RetryLater)
    ]
    current = get_people(session, failed)
    return [
        _differing(write, current[write.resource_name], outcome)
        if write.resource_name in current
        else outcome
        for write, outcome in zip(writes, outcomes, strict=True)
    ]


def _differing(
    write: ContactWrite, person: Person | GoogleError | None, otherwise: Outcome
) -> Outcome:
    if isinstance(person, GoogleError):
        return Failed(person)
    same = person is not None and source_etag(person) == source_etag(write.body)
    return otherwise if same else Differs(person)


def _narrow_down(
    session: Session,
    writes: Sequence[ContactWrite],
    refusal: GoogleError,
    send_part: Callable[[Session, Sequence[ContactWrite]], list[Outcome]],
) -> list[Outcome]:
    """Send halves of a batch that was refused, until those are alone that Google refuses.

    Once these are many, the reason may be all the others', too: they have their turn later.
    """
    if isinstance(refusal, RetryLater | AddressBookFull):
        return [Failed(refusal)] * len(writes)
    if len(writes) == 1:
        return [_failed(refusal)]
    half = len(writes) // 2
    outcomes = send_part(session, writes[:half])
    if sum(map(_is_refused, outcomes)) < MOST_REFUSED:
        return [*outcomes, *send_part(session, writes[half:])]
    later = RetryLater(refusal.reason, refusal.detail, refusal.status)
    return [*outcomes, *[Failed(later)] * (len(writes) - half)]


def _is_refused(outcome: Outcome) -> bool:
    """Whether Google has refused it for good."""
    return isinstance(outcome, Failed) and not isinstance(outcome.error, RetryLater)


def _is_full(outcome: Outcome) -> TypeGuard[Failed]:
    """Whether Google takes no more contacts, so that others need not be tried."""
    return isinstance(outcome, Failed) and isinstance(outcome.error, AddressBookFull)


def _failed(refusal: GoogleError) -> Failed:
    if isinstance(refusal, Outdated | NotFound):
        # For a contact that is as it was: two of Google's servers do not agree.
        return Failed(RetryLater(refusal.reason, refusal.detail, refusal.status))
    return Failed(refusal)


def _outcome(response: object, write: ContactWrite | None = None) -> Outcome:
    """What came of one contact.

    An answer of which something must be taken out is none: what is kept of the contact would lack
    that, and a later write would take it away at Google.

    :param response: a part of a batch's answer, or a person
    :param write: what it answers; ``None`` for a picture
    """
    try:
        told = shape.part(response)
        error = _error_of(told)
        if error:
            return Failed(error)
        person = shape.person(told.get("person", told))
    except RetryLater as unreadable:
        return Failed(unreadable)
    if not shape.fits(person):
        return Failed(RetryLater("unreadable", "the answer is malformed"))
    return Written(person, (Exchange(write.body, person),) if write else ())


def delete(session: Session, resource_names: Sequence[str]) -> list[Outcome]:
    """Delete contacts, which Google keeps in its bin for 30 days.

    https://developers.google.com/people/api/rest/v1/people/deleteContact

    :return: what came of each, in order; one that is gone already is deleted
    :raise AuthorizationLost: and other trouble that concerns the whole account
    """
    outcomes: list[Outcome] = []
    for name in resource_names:
        answer = ask(session, session.people.people().deleteContact(resourceName=name))
        if isinstance(answer, NotFound) and get_people(session, [name])[name] is None:
            outcomes.append(Written(None))
        elif isinstance(answer, GoogleError):
            outcomes.append(_failed(answer))
        else:
            outcomes.append(Written(None))
    return outcomes


def send_pictures(session: Session, writes: Sequence[PictureWrite]) -> list[Outcome]:
    """Give contacts their pictures, of which Google takes one in a request.

    When it does not answer at all, the rest is not even tried. What it does not allow it is asked
    for once more, for a picture that is given up is not looked at again.
    https://developers.google.com/people/api/rest/v1/people/updateContactPhoto

    :return: what came of each write, in order
    :raise AuthorizationLost: and other trouble that concerns the whole account
    """
    outcomes = _send_pictures(session, writes)
    refused = [
        n
        for n, outcome in enumerate(outcomes)
        if isinstance(outcome, Failed) and outcome.error.status == FORBIDDEN
    ]
    again = _send_pictures(session, [writes[n] for n in refused])
    for n, outcome in zip(refused, again, strict=True):
        outcomes[n] = outcome
    return outcomes


def _send_pictures(session: Session, writes: Sequence[PictureWrite]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for write in writes:
        answer = ask(session, _picture_request(session, write))
        if isinstance(answer, RetryLater):
            return outcomes + [Failed(answer)] * (len(writes) - len(outcomes))
        outcomes.append(_failed(answer) if isinstance(answer, GoogleError) else _outcome(answer))
    return outcomes


def _picture_request(session: Session, write: PictureWrite) -> HttpRequest:
    people = session.people.people()
    if write.content is None:
        return people.deleteContactPhoto(
            resourceName=write.resource_name, personFields=PERSON_FIELDS, sources=list(SOURCES)
        )
    body = {"photoBytes": write.content, "personFields": PERSON_FIELDS, "sources": list(SOURCES)}
    return people.updateContactPhoto(resourceName=write.resource_name, body=body)
