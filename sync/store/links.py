"""The links of one account's calendar, or contacts: records of the database ↔ values of the
engine."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from math import ceil
from typing import Any

from odoo import fields
from odoo.api import Environment
from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools import SQL

from ...engine.core.link import Intent, Link, Role, Spellings
from ...engine.core.merge import Side
from ...engine.core.spellings import kept_spellings
from ...google_api.calendar.event_codec import google_id_of
from ...google_api.transport.errors import HandedBack, RetryLater
from ..database.bulk import insert
from .refs import (
    EVENT,
    SERIES,
    RecordRef,
    dump_conflict,
    dump_item,
    dump_spellings,
    load_conflict,
    load_item,
    load_spellings,
    load_values,
    naming,
)

#: A link on whose item both sides agree.
SYNCED = {"state": "synced", "retry_at": False, "error": False, "failures": 0}

#: Links that no run touches; their records and events are known, and no news.
INACTIVE = ("merged", "frozen", "erased")

#: What the user does not want to be written now, and is not moved either.
RESTING = ("frozen", "kept")

#: Links that need their user: the record failed, or nobody knows which one it is on the other side.
_QUESTIONS = Domain("candidates", "!=", False) & Domain("error", "!=", False)
OPEN_PROBLEMS = Domain("state", "=", "failed") | _QUESTIONS

POSTPONED = timedelta(minutes=1)

#: How many links that are due are looked at in one run; one run sends half as many.
MOST_DUE = 1000


def links_of(accounts: BaseModel, those: Domain = Domain.TRUE) -> BaseModel:
    """The links of these accounts, of all calendars and groups.

    :param those: a domain that they are in
    """
    own = Domain("account_id", "in", accounts.ids)
    return accounts.env["google.sync.link"].search(own & those)


def linked_uids(account: BaseModel, uids: Iterable[str]) -> set[str]:
    """Those of the iCalUIDs that events have with which the account's schedule is synchronized.

    An event that came to Google from elsewhere has kept the one that it had there.
    """
    by_google_id = {google_id_of(uid): uid for uid in uids}
    those = (
        (Domain("google_id", "in", list(by_google_id)) | Domain("ical_uid", "in", list(uids)))
        & Domain("collection", "=", account.calendar_id)
        & Domain("state", "not in", INACTIVE)
    )
    links = links_of(account, those)
    found = {by_google_id[one] for one in links.mapped("google_id") if one in by_google_id}
    return found | set(links.mapped("ical_uid")).intersection(uids)


def google_ids(claimed: BaseModel, those: Domain) -> dict[int, tuple[str, ...]]:
    """Google's ids of the links in a domain, for each of these accounts, or contacts, by its id."""
    owners = {(one.synced_account().id, one.synced_collection()): one.id for one in claimed}
    found: dict[int, list[str]] = {one_id: [] for one_id in claimed.ids}
    accounts = Domain("account_id", "in", claimed.synced_account().ids)
    names = ["account_id", "collection", "google_id"]
    for link in claimed.env["google.sync.link"].search_fetch(accounts & those, names):
        if owner := owners.get((link.account_id.id, link.collection)):
            found[owner].append(link.google_id)
    return {one_id: tuple(ids) for one_id, ids in found.items()}


def due_google_ids(claimed: BaseModel) -> dict[int, tuple[str, ...]]:
    """Which ones to look at again at Google, for a write that failed, or an answer that never came.

    What waits for its turn was not sent yet, and so is no question.

    :return: as :func:`google_ids`
    """
    due = Domain("retry_at", "<=", fields.Datetime.now()) & Domain("state", "not in", INACTIVE)
    was_sent = Domain("state", "!=", "pending") | Domain("sent", "!=", False)
    return google_ids(claimed, due & was_sent)


def known_series_ids(claimed: BaseModel) -> dict[int, tuple[str, ...]]:
    """Google's ids of the series whose exceptions are all known, by the link's base.

    :return: as :func:`google_ids`
    """
    return google_ids(claimed, Domain("res_model", "=", SERIES) & Domain("base", "!=", False))


class LinkStore:
    """:param claimed: the record whose links these are, an account for those of its calendar
    :param res_model: the model of a record while that is not known
    """

    def __init__(self, env: Environment, claimed: BaseModel, res_model: str = EVENT) -> None:
        self.model = env["google.sync.link"]
        self.shared = {
            "account_id": claimed.synced_account().id,
            "collection": claimed.synced_collection(),
        }
        self.res_model = res_model
        self._mine = Domain.AND(Domain(name, "=", value) for name, value in self.shared.items())

    def count(self) -> int:
        """Return how many pairs both sides hold, for the guard against mass deletion."""
        count: int = self.model.search_count(self._mine & Domain("base", "!=", False))
        return count

    def due(self) -> BaseModel:
        """The links whose write was interrupted, or has failed and is to be tried again.

        Those that have waited longest, and no more than a few runs can send.
        """
        due = self._mine & Domain("retry_at", "<=", fields.Datetime.now())
        due &= Domain("state", "not in", INACTIVE)
        return self.model.search(due, order="retry_at, id", limit=MOST_DUE)

    def look_again(self, reported: Iterable[str]) -> None:
        """Ask in the next run for each event that a full list should have had, by its id.

        What a list does not mention may be deleted for so long that Google forgot to say so, or
        not: an absent event is not a deleted one.
        """
        there = Domain("base", "!=", False) | Domain("is_migrated", "=", True)
        silent = self._mine & there & Domain("state", "!=", "frozen")
        silent &= Domain("google_id", "not in", list(reported))
        self.model.search(silent).write({"retry_at": fields.Datetime.now()})

    def of_google(self, google_ids: Iterable[str]) -> BaseModel:
        return self.model.search(self._mine & Domain("google_id", "in", list(google_ids)))

    def of_sources(self, source_ids: Iterable[str]) -> list[tuple[BaseModel, str]]:
        """The links of contacts by the ids of their sources at Google, which outlast their names.

        :return: pairs of link and id
        """
        self.model.flush_model(["remote", "state", *self.shared])
        rows = self.model.env.execute_query(
            SQL(
                """
                SELECT link.id, source ->> 'id'
                  FROM google_sync_link AS link
                 CROSS JOIN jsonb_array_elements(link.remote #> '{metadata,sources}') AS source
                 WHERE link.account_id = %s AND link.collection = %s
                   AND link.state NOT IN %s AND source ->> 'id' = ANY(%s)
                 ORDER BY link.id
                """,
                self.shared["account_id"],
                self.shared["collection"],
                INACTIVE,
                list(source_ids),
            )
        )
        return [(self.model.browse(link_id), source_id) for link_id, source_id in rows]

    def of_odoo(self, refs: Iterable[RecordRef]) -> BaseModel:
        return self.model.search(self._mine & naming(refs))

    def made_in_google(self, refs: Iterable[RecordRef]) -> set[RecordRef]:
        """Return the records that the user once made in Google, in whichever calendar."""
        own = Domain("account_id", "=", self.shared["account_id"])
        from_google = own & Domain("made_in", "=", "google")
        links = self.model.search(from_google & naming(refs))
        return {ref for link in links if (ref := ref_of(link))}

    def with_ical_uids(self, ical_uids: Iterable[str]) -> set[str]:
        """Return the iCalUIDs of events that both sides hold."""
        wanted = Domain("ical_uid", "in", list(ical_uids)) & Domain("base", "!=", False)
        return set(self.model.search(self._mine & wanted).mapped("ical_uid"))

    def questions(self) -> BaseModel:
        """The links that the user has yet to tell from others that look the same."""
        return self.model.search(self._mine & Domain("candidates", "!=", False))

    def of_occurrences(self, series_id: str) -> BaseModel:
        """The links of a series' occurrences that are records of their own."""
        return self.model.search(self._mine & Domain("series_id", "=", series_id))

    def led_by(self, keys: Iterable[int]) -> BaseModel:
        """The links that rest since their contacts were merged into those of these links."""
        return self.model.search(self._mine & Domain("leader_id", "in", list(keys)))

    def create(self, values_list: Iterable[Mapping[str, Any]]) -> BaseModel:
        """New links; each of ``values_list`` names at least ``google_id``."""
        return self.model.create(self._whole(values_list))

    def _whole(self, values_list: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return the values, with those that all links of this store share."""
        common = {**self.shared, "res_model": self.res_model}
        return [{**common, **values} for values in values_list]

    def keep(
        self, values_by_key: Iterable[tuple[int | None, Mapping[str, Any]]]
    ) -> list[BaseModel]:
        """Store what became of links.

        :param values_by_key: pairs of a link's id and its values; without an id it is a new one
        :return: the links, in this order
        """
        pairs = list(values_by_key)
        created = iter(insert(self.model, self._whole(values for key, values in pairs if not key)))
        # Browsed together, so that Odoo reads them together.
        known = iter(self.model.browse([key for key, _values in pairs if key]))
        return [
            _write_changed(next(known), values) if key else next(created) for key, values in pairs
        ]

    def await_copies(self, google_ids: Mapping[RecordRef, str]) -> None:
        """Ask in the next run for the events that Google has of these records."""
        known = set(self.of_google(google_ids.values()).mapped("google_id"))
        state = {"role": Role.INVITED.value, "retry_at": fields.Datetime.now()}
        links = self.create(
            [
                {"res_model": ref.model, "res_id": ref.id, "google_id": google_id, **state}
                for ref, google_id in google_ids.items()
                if google_id not in known
            ]
        )
        if links:
            links.env["ir.cron"].google_sync_wake()

    def await_organizers(self, refs: Iterable[RecordRef]) -> None:
        """Look again in a moment at records whose organizers' accounts have yet to send them."""
        state = {"role": Role.INVITED.value, "state": "pending"}
        links = self.create(
            {"res_model": ref.model, "res_id": ref.id, "google_id": uuid.uuid4().hex, **state}
            for ref in refs
        )
        postpone(links)

    def compare_next(self, refs: Iterable[RecordRef]) -> None:
        """Look in the next run at these records, as if somebody had changed them."""
        account_id = self.shared["account_id"]
        self.model.env["google.sync.change"].create(
            [{"account_id": account_id, "res_model": ref.model, "res_id": ref.id} for ref in refs]
        )

    def replace(
        self, link: BaseModel, google_id: str, etag: str = "", ical_uid: str = ""
    ) -> BaseModel:
        """Link a record to another event.

        :param etag: empty for one that is yet to be made, as the iCalUID
        :return: a link of the former event, without a record, by which it is taken away
        """
        names = ["res_model", "google_id", "base", "sent", "etag", "role", "title"]
        names += ["made_in", "is_signed"]
        left = {name: link[name] for name in names}
        left["retry_at"] = fields.Datetime.now()  # also where a guard, or the time, ends this run
        link.write(
            {
                "google_id": google_id,
                "base": False,
                "sent": False,
                "buried": False,
                "etag": etag,
                "ical_uid": ical_uid,
                "made_in": "google",
            }
        )
        link.flush_recordset()  # makes room for the former event's link
        return self.create([left])


def awaiting_copies(links: BaseModel) -> BaseModel:
    """Return the links that wait for a copy from Google, which nobody has seen yet."""
    return links.filtered(
        lambda link: (
            link.res_id
            and link.role == Role.INVITED.value
            and not (link.base or link.etag or link.sent or link.is_migrated)
            and link.state == "synced"
        )
    )


def awaiting_organizers(links: BaseModel) -> BaseModel:
    """Those that only say that the record is looked at again, see :meth:`await_organizers`."""
    return links.filtered(
        lambda link: (
            link.state == "pending"
            and link.role == Role.INVITED.value
            and not (link.base or link.etag or link.sent)
        )
    )


def inactive(links: BaseModel) -> BaseModel:
    """Return the links that no run touches, see :data:`INACTIVE`."""
    return links.filtered(lambda link: link.state in INACTIVE)


def without_person(links: BaseModel, deleted: Collection[str] = ()) -> BaseModel:
    """Return the links of contacts that Google has deleted: what comes back of those may have
    another id.

    :param deleted: the ids of those of which that is news
    """
    return (links - inactive(links)).filtered(
        lambda link: (
            link.google_id in deleted
            or (link.buried and not (link.base or link.etag or link.sent or link.candidates))
        )
    )


def postpone(links: BaseModel, error: RetryLater | None = None) -> None:
    """Take the links up again soon, but not in the same breath.

    :param error: why Google has not taken them
    """
    if links:
        retry_at = fields.Datetime.now() + _pause_after(error)
        links.write({"retry_at": retry_at})
        links.env["ir.cron"].google_sync_wake(retry_at)


def load_link(link: BaseModel) -> Link[Any]:
    """Return the link as the engine knows it."""
    return Link(
        odoo_id=ref_of(link),
        google_id=link.google_id,
        base=load_item(link),
        etag=link.etag or None,
        role=Role(link.role),
        origin=Side(link.origin),
        key=link.id,
        only_on=Side(link.only_on) if link.only_on else None,
        sent=tuple(_load_intent(link, one) for one in link.sent or ()),
        buried=load_values(link, link.buried),
        is_copy=is_copy(link),
        spellings=load_spellings(link.spellings or ()),
    )


def is_copy(link: BaseModel) -> bool:
    """Return whether Google has made it of a colleague's meeting, for this user as a guest."""
    return bool(link.is_copy) and link.role == Role.INVITED.value


def note_deletion(links: BaseModel) -> None:
    """Note that Google is about to be told to delete these, or to take them out of the group:
    should the answer be lost, they are gone by us and not by somebody else."""
    for link in links:
        intent = _intent_values(Intent(None, Side(link.origin)))
        if intent not in (link.sent or ()):
            link.sent = [*(link.sent or ()), intent]


def unnote_deletion(links: BaseModel) -> None:
    """Forget that Google was told to delete these: it is known what became of that. What was
    written to them before, and not heard of, may have arrived all the same."""
    for link in links.filtered("sent"):
        link.sent = [one for one in link.sent if one["item"]] or False


def note_spellings(link: BaseModel, found: Spellings) -> None:
    """Note what Google has made of that part of a write which it has taken."""
    if found:
        known = load_spellings(link.spellings or ())
        link.spellings = dump_spellings(kept_spellings(known, found))


def ref_of(link: BaseModel) -> RecordRef | None:
    """The record of a link; none while Odoo has no such record."""
    return RecordRef(link.res_model, link.res_id) if link.res_id else None


def linked_ref(link: BaseModel) -> RecordRef:
    """The record of a link that has one."""
    return RecordRef(link.res_model, link.res_id)


def dump_link(link: Link[Any]) -> dict[str, Any]:
    """Return the values of a link to write, from what the engine decided."""
    return {
        "base": dump_item(link.base) if link.base is not None else False,
        "etag": link.etag or False,
        "role": link.role.value,
        "only_on": link.only_on.value if link.only_on else False,
        "origin": link.origin.value,
        "sent": list(map(_intent_values, link.sent)) or False,
        "buried": dump_item(link.buried) if link.buried is not None else False,
        "spellings": dump_spellings(link.spellings) or False,
    }


def _intent_values(intent: Intent[Any]) -> dict[str, Any]:
    values = {
        "item": intent.item and dump_item(intent.item),
        "origin": intent.origin.value,
        "number": intent.number,
    }
    if intent.item and intent.conflicts:
        values["conflicts"] = [dump_conflict(intent.item, one) for one in intent.conflicts]
    return values


def _load_intent(link: BaseModel, values: Mapping[str, Any]) -> Intent[Any]:
    return Intent(
        load_values(link, values["item"]),
        Side(values["origin"]),
        values.get("number", ""),
        tuple(load_conflict(link, one) for one in values.get("conflicts", ())),
    )


def _pause_after(error: RetryLater | None) -> timedelta:
    """As long as Google asks for, and a moment at least for what was sent."""
    asked = timedelta(seconds=ceil(error.after or 0) if error else 0)
    return asked if isinstance(error, HandedBack) else max(asked, POSTPONED)


def _write_changed(link: BaseModel, values: Mapping[str, Any]) -> BaseModel:
    """Write only what differs: Google reports every record back that was just sent to it."""
    changed = {
        name: value for name, value in values.items() if (link[name] or False) != (value or False)
    }
    if changed:
        link.write(changed)
    return link
