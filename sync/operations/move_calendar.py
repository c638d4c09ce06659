"""Moves the appointments of an account to the calendar that its user has chosen instead.

The links tell what is left to do, so that the next run goes on where one dies: "moving" ones are
still in the former calendar; "moving_out" ones could not be moved, and go from there once the new
calendar has a copy. While anything is moving nothing else is synchronised.

A link says where its event may be by now (``moving_to``) before the move goes out. As long as
nobody knows it stays so, whatever people choose meanwhile: what is gone from a calendar because it
was moved is never a deletion. :mod:`sync.operations.whereabouts` finds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from odoo import fields
from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools.translate import LazyTranslate

from ...engine.core.link import Role
from ...google_api.calendar import writes as google_writes
from ...google_api.transport.errors import GoogleError
from ...google_api.transport.outcomes import Differs, Failed, Outcome, Written
from ...google_api.transport.session import Session
from ..odoo.kept import Kept
from ..odoo.schedule import Schedule
from ..reporting.run_log import RunLog
from ..store.links import (
    RESTING,
    SYNCED,
    linked_ref,
    note_deletion,
    ref_of,
    unnote_deletion,
)
from ..store.refs import RecordRef
from .whereabouts import (
    Sought,
    calm,
    deleted_in,
    find,
    note_move,
    passes,
    passing_trouble,
    unnote_move,
    was_sent,
    whereabouts,
)

_lt = LazyTranslate(__name__)

#: How many are moved at once: less than a minute's quota.
MOST_MOVES = 200


@dataclass(frozen=True)
class Move(Sought):
    """One event that has to leave a former calendar."""

    verb: Literal["move", "delete"] = "move"


def send_moves(
    session: Session, destination: str, moves: Sequence[Move]
) -> list[tuple[Outcome, str]]:
    """Ask Google for the moves. Network only.

    :return: for each move, in order, what came of it, and the calendar in which the event was
    """
    sources, outcomes = find(session, moves)
    arrived = [one for one in sources if one.verb == "move" and sources[one] == destination]
    outcomes.update(dict.fromkeys(arrived, Written(None)))
    left = [move for move in moves if move not in outcomes]
    for source, verb in {(sources[move], move.verb) for move in left}:
        part = [move for move in left if (sources[move], move.verb) == (source, verb)]
        ids = [move.google_id for move in part]
        if verb == "move":
            answers = google_writes.move(session, source, destination, ids)
        else:
            answers = deleted_in(session, source, ids)
        outcomes.update(zip(part, answers, strict=True))
    return [(outcomes[move], sources.get(move, move.collection)) for move in moves]


def moving_ids(accounts: BaseModel) -> set[int]:
    """Return the ids of accounts with appointments that must leave a former calendar."""
    moving = Domain("state", "in", ("moving", "moving_out")) | Domain("moving_to", "!=", False)
    those = Domain("account_id", "in", accounts.ids) & moving
    found = accounts.env["google.sync.link"]._read_group(those, ["account_id"])
    return {account.id for (account,) in found}


class CalendarMove:
    """:param account: whose appointments move
    :param destination: the calendar; the one that the account has now, if none is given
    """

    def __init__(self, account: BaseModel, destination: str | None = None) -> None:
        self.env = account.env
        self.account = account
        self.calendar_id = destination or account.calendar_id
        self.links = self.env["google.sync.link"]
        self.schedule = Schedule(account.env, account.user_id)
        self._mine = Domain("account_id", "=", account.id)
        self._elsewhere = self._mine & Domain("collection", "!=", self.calendar_id)
        self._somewhere = self._mine & Domain("moving_to", "!=", False)

    def begin(self, former: str) -> None:
        """Have everything moved that is in the calendar ``former``, or on its way elsewhere.

        What somebody outside of Odoo has called stays: only its organizer could move it. So does
        what is in Google alone since its sync was undone. Of what the new calendar has already,
        from an earlier time with it, the former one loses its copy.
        """
        on_its_way = self._elsewhere & Domain("state", "in", ("moving", "moving_out"))
        on_its_way |= self._somewhere
        there = Domain("base", "!=", False) | Domain("state", "=", "pending")
        ours = (
            Domain("role", "!=", Role.EXTERNAL.value)
            & Domain("state", "not in", RESTING)
            & Domain("only_on", "=", False)
            & (Domain("res_id", "!=", False) | Domain("is_exploded", "=", True))
        )
        in_former = self._elsewhere & Domain("collection", "=", former) & there & ours
        links = self.links.search(on_its_way | in_former)
        self.stop()
        links -= self._occurrences(links)
        known = _refs(self._here() - links)
        double = links.filtered(lambda link: ref_of(link) in known)
        calm(links - double, "moving")
        calm(double.filtered(_organized), "moving_out")

    def stop(self) -> None:
        """Leave what has not been moved where it is; where that is must be known, though."""
        on_its_way = self._mine & Domain("state", "in", ("moving", "moving_out"))
        on_its_way &= Domain("moving_to", "=", False)
        self.links.search(on_its_way).write(SYNCED)

    def count_left(self) -> int:
        """Return how many appointments must still leave a former calendar."""
        leaving = self._elsewhere & Domain("state", "in", ("moving", "moving_out"))
        return self.links.search_count(leaving | self._somewhere)

    def next_moves(self) -> list[Move]:
        """The moves that the next run is to ask Google for; those that have waited longest."""
        moving = self._elsewhere & Domain("state", "=", "moving")
        links = self.links.search(moving | self._somewhere, order="id", limit=MOST_MOVES)
        moves = [Move(**whereabouts(link, self.calendar_id)) for link in links]
        return moves or self._removals()

    def take_moves(self) -> list[Move]:
        """The same, noted as about to go out."""
        moves = self.next_moves()
        for move in moves:
            link = self.links.browse(move.link_id)
            if move.verb == "delete":
                note_deletion(link)
            elif not move.wait:
                note_move(link, self.calendar_id)
        return moves

    def record_results(
        self, moves: Sequence[Move], answers: Sequence[tuple[Outcome, str]]
    ) -> Exception | None:
        """Keep what came of the moves.

        :param answers: as of :func:`send_moves`
        :return: the error, if Google could take none of them for the moment
        """
        outcomes = [outcome for outcome, _place in answers]
        log = RunLog(self.env, self.account)
        links = self.links.browse([move.link_id for move in moves])
        for link, move, (outcome, place) in zip(links, moves, answers, strict=True):
            if passes(outcome):
                if not was_sent(outcome) and move.verb == "move":
                    unnote_move(link, move)
                continue
            self._follow(link, place)
            if move.verb == "delete":
                self._removed(link, outcome)
            elif isinstance(outcome, Failed):
                self._refused(link, outcome.error, log)
            else:
                self._moved(link, outcome)
        moved = links.exists().filtered(lambda link: link.collection == self.calendar_id)
        self._tell(len(moved), log)
        return passing_trouble(outcomes)

    def _removals(self) -> list[Move]:
        """The events that could not be moved, and have a copy or are not wanted any more.

        What is said of the new calendar is true once a run has listed it.
        """
        moving_out = self._elsewhere & Domain("state", "=", "moving_out")
        links = self.links.search(moving_out, order="id", limit=MOST_MOVES)
        if not (links and self.account.sync_token):
            return []
        copies = self._here(Domain("res_id", "in", links.mapped("res_id")))
        copied = _refs(copies.filtered(lambda copy: copy.state == "synced"))
        existing = self.schedule.existing(_refs(links))
        return [
            Move(link.id, link.collection, link.google_id, verb="delete")
            for link in links
            if ref_of(link) in copied or ref_of(link) not in existing
        ]

    def _here(self, those: Domain = Domain.TRUE) -> BaseModel:
        """The links of what is in the new calendar."""
        new_calendar = Domain("collection", "=", self.calendar_id)
        known = Domain("base", "!=", False) & Domain("etag", "!=", False)
        return self.links.search(self._mine & new_calendar & known & those)

    def _moved(self, link: BaseModel, outcome: Outcome) -> None:
        """The link follows its event; one that was deleted in Google is looked at once more."""
        look_at = fields.Datetime.now() if isinstance(outcome, Differs) else False
        self._follow(link, self.calendar_id)
        if link.is_exploded:
            look_at = fields.Datetime.now()
        link.moving_to = False
        _settled(link)
        link.retry_at = look_at

    def _follow(self, link: BaseModel, place: str) -> None:
        """Let the link say in which calendar its event is."""
        if link.collection != place:
            self._make_room(link, place)
            if link.is_exploded:
                here = Domain("collection", "=", link.collection)
                of_it = self._mine & here & Domain("series_id", "=", link.google_id)
                self.links.search(of_it).write({"collection": place})
            link.collection = place
            link.flush_recordset()  # makes room for another one where it was

    def _occurrences(self, links: BaseModel) -> BaseModel:
        """The links of occurrences that are for themselves, which go where their series goes."""
        series_ids = links.filtered("is_exploded").mapped("google_id")
        return self.links.search(self._elsewhere & Domain("series_id", "in", series_ids))

    def _make_room(self, link: BaseModel, place: str) -> None:
        """What an earlier time with a calendar has left there of a link goes, when this one comes.

        Another event of the same record is taken away in Google, as one that was replaced.
        """
        same = Domain("google_id", "=", link.google_id)
        if link.res_id:
            same |= Domain("res_model", "=", link.res_model) & Domain("res_id", "=", link.res_id)
        left = self.links.search(self._mine & Domain("collection", "=", place) & same)
        others = left.filtered(
            lambda other: other.google_id != link.google_id and other.base and _organized(other)
        )
        (left - others).unlink()
        goes = {"res_id": False, "moving_to": False, "state": "moving_out"}
        if place == self.calendar_id:
            goes |= {"state": "synced", "retry_at": fields.Datetime.now()}
        others.write(goes)
        others.flush_recordset()

    def _refused(self, link: BaseModel, error: GoogleError, log: RunLog) -> None:
        """Copy the user's own appointment instead; from somebody else's they would be declined."""
        link.moving_to = False
        is_kept = Kept(self.account.user_id).reasons([linked_ref(link)])  # so nothing is copied
        if link.is_exploded or not _organized(link) or link.state in RESTING or is_kept:
            _settled(link)
            return
        link.state = "moving_out"
        self.env["google.sync.change"].create(
            {
                "account_id": self.account.id,
                "res_model": link.res_model,
                "res_id": link.res_id,
            }
        )
        text = _lt(
            "Google did not move it to the new calendar (%(detail)s), so it is created again "
            "there.",
            detail=(error.detail or error.reason).rstrip(". "),
        )
        shown = self.schedule.shown(linked_ref(link))
        log.remark(log.told(text), title=link.title or "", ref=shown, google_id=link.google_id)

    def _removed(self, link: BaseModel, outcome: Outcome) -> None:
        if isinstance(outcome, Written):
            link.unlink()
        else:
            link.write(SYNCED)
            unnote_deletion(link)

    def _tell(self, moved: int, log: RunLog) -> None:
        if moved:
            name = self.account.calendar_name
            text = log.told(_lt("Moved to the calendar “%(calendar)s”.", calendar=name))
            title = log.told(_lt("Appointments moved: %(count)s", count=moved))
            log.remark(text, title=title, level="info")
        if log.lines:
            log.close()


def _settled(link: BaseModel) -> None:
    """Nothing is left to move; what rests meanwhile, by the user's will, stays so."""
    calm(link, link.state if link.state in RESTING else "synced")


def _refs(links: BaseModel) -> set[RecordRef]:
    return {linked_ref(link) for link in links if link.res_id}


def _organized(link: BaseModel) -> bool:
    return Role(link.role).is_own
