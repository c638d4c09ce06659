"""What workers do because people have asked for it: a function for each verb of a
``google.sync.request``.

Each takes the record that was claimed (an account for its calendar, or its contacts) and the
details of the request. It writes what workers keep, and links; it only reads what people decided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from odoo import fields
from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools import SQL

from ..odoo import schedule_queries, time_off
from ..reporting import open_copies, tasks
from ..store import outbox
from ..store.links import SYNCED, links_of
from ..store.refs import CONTACT
from . import (
    erase,
    invitations,
    link_requests,
    migrate_google_calendar,
    stop,
)
from .move_calendar import CalendarMove
from .remove_from_google import RemovalFromGoogle
from .whereabouts import calm

#: Values with which the next run goes on as if there had been no trouble.
CLEARED = {
    "finding": "fine",
    "trouble": False,
    "retry_at": False,
    "failures": 0,
    "interruptions": 0,
    "pending_deletions": False,
    "approved_deletions": False,
    "undo_deletions": False,
}
#: What was found out by a former connection.
_OF_CONNECTION = ("delegation_error", "waiting_notified_at", "away_refused", "event_labels_at")


def perform(claimed: BaseModel, verb: str, details: Mapping[str, Any]) -> None:
    """Do what people have asked for.

    :param details: the parameters of the verb
    :raise KeyError: no worker knows this verb
    """
    _VERBS[verb](claimed, **details)


# -- a calendar, or contacts ----------------------------------------------------------------------


def sync(claimed: BaseModel) -> None:
    claimed.work_id.sync_soon()


def start_anew(claimed: BaseModel) -> None:
    """Forget Google's news and all failures; the links stay, so nothing is doubled."""
    if claimed._name == "google.sync.account":
        tasks.look_anew(claimed, tasks.COPY["google"])
        compare(claimed)
        failed = links_of(claimed, Domain("state", "=", "failed"))
        failed.write({"retry_at": fields.Datetime.now(), "failures": 0})
    claimed.work_id.write({**CLEARED, "sync_token": False})
    claimed.work_id.sync_soon()


def go_on(
    claimed: BaseModel, approved: Mapping[str, Sequence[str]] | None = None, undo: bool = False
) -> None:
    """What a guard has stopped goes on, now that the user has put it right.

    :param approved: by side, the ids of what may be deleted
    :param undo: whether what was deleted comes back
    """
    values = {"finding": "fine", "trouble": False}
    if approved:
        values["approved_deletions"] = approved
    if undo:
        values["undo_deletions"] = True
    claimed.work_id.write(values)
    claimed.work_id.sync_soon()


def compare(claimed: BaseModel) -> None:
    """Compare all linked records in the next run."""
    account, collection = claimed.synced_account(), claimed.synced_collection()
    singles = Domain("is_exploded", "=", True) & Domain("collection", "=", collection)
    links_of(account, singles).write({"retry_at": fields.Datetime.now()})
    claimed.env["google.sync.link"].flush_model()
    linked = SQL(
        "SELECT res_model, res_id FROM google_sync_link"
        " WHERE account_id = %s AND collection = %s AND res_id IS NOT NULL",
        account.id,
        collection,
    )
    outbox.compare_soon(account, linked)
    if claimed == account:
        open_copies.tell(account)
    claimed.work_id.next_sync = fields.Datetime.now()


# -- an account -----------------------------------------------------------------------------------


def sift(account: BaseModel) -> None:
    """Compare what is linked, and what was made since the user has connected and is not in Google:
    other appointments stay in Odoo now, or the user was away."""
    compare(account)
    if account.known_since:
        made = SQL(
            """
            SELECT mine.res_model, mine.res_id FROM (%(mine)s) AS mine
             WHERE NOT EXISTS (SELECT FROM google_sync_link AS link
                                WHERE link.account_id = %(account)s
                                  AND link.collection = %(collection)s
                                  AND link.res_model = mine.res_model
                                  AND link.res_id = mine.res_id)
            """,
            account=account.id,
            collection=account.calendar_id,
            mine=schedule_queries.made_since(account.user_id, account.known_since),
        )
        outbox.compare_soon(account, made)
    account.work_id.sync_soon()


def connected(account: BaseModel) -> None:
    """Whatever was wrong with the former connection is a matter of the past."""
    past = dict.fromkeys(_OF_CONNECTION, False)
    account.work_id.write({**CLEARED, **past})
    workplaces(account)
    account.work_id.sync_soon()


def disconnected(account: BaseModel) -> None:
    stop_removing(account)
    account.work_id.write(CLEARED)


def populate(account: BaseModel, side: str, wanted: bool) -> None:
    """Copy all that one side has, or do not. What is wanted begins at once.

    :param side: the one that is populated, "google" or "odoo"
    """
    account.work_id[f"populate_{side}"] = wanted
    if wanted:
        tasks.begin(account, tasks.COPY[side])
        account.work_id.sync_soon()
    else:
        stop.stop_copying(account, side)


def forget_alerts(account: BaseModel) -> None:
    """Forget earlier alerts: what is wrong now is news again."""
    account.alert_ids.unlink()


def other_calendar(
    account: BaseModel, former: str | None, move: bool, primary: bool, zone: str
) -> None:
    """Synchronize with the calendar that was chosen.

    :param former: the calendar until now
    :param move: whether its appointments move
    :param primary: whether the calendar is the one that Google shows first
    :param zone: the calendar's time zone
    """
    account.work_id.google_time_zone = zone
    tasks.look_anew(account, tasks.COPY["google"])
    if primary:
        migrate_google_calendar.adopt_links(account)
    calendar_move = CalendarMove(account)
    if move and former:
        calendar_move.begin(former)
        if count := calendar_move.count_left():
            tasks.begin(account, tasks.MOVE, count)
    else:
        stop_moving(account)
    account.work_id.sync_soon()


def remove(account: BaseModel) -> None:
    """From now on the runs of this account remove from Google what was made in Odoo."""
    stop_moving(account)
    total = RemovalFromGoogle(account).begin()
    tasks.begin(account, tasks.REMOVE, total)
    account.work_id.trouble = False
    account.work_id.sync_soon()


def stop_removing(account: BaseModel) -> None:
    RemovalFromGoogle(account).stop()
    tasks.end(account, tasks.REMOVE, stopped=True)


def stop_moving(account: BaseModel) -> None:
    """Leave the appointments that are still in the former calendar there."""
    CalendarMove(account).stop()
    tasks.end(account, tasks.MOVE, stopped=True)


def freeze(account: BaseModel) -> None:
    """Leave what is on both sides as it is, also after connecting again."""
    stop_moving(account)
    on_both_sides = Domain("base", "!=", False) & Domain("state", "!=", "merged")
    calm(links_of(account, on_both_sides), "frozen")
    account.env["google.sync.change"].of(account).unlink()


def unfreeze(account: BaseModel) -> None:
    """Compare in the next run what was frozen."""
    frozen = links_of(account, Domain("state", "=", "frozen"))
    frozen.write({**SYNCED, "retry_at": fields.Datetime.now()})
    account.work_id.sync_soon()


def list_again(account: BaseModel) -> None:
    """Look at all that Google has."""
    account.work_id.sync_token = False
    account.work_id.sync_soon()


def workplaces(account: BaseModel) -> None:
    """Compare where the user works at once, and ask Google again for what it has refused."""
    own = account.env["google.sync.workplace"].search([("account_id", "=", account.id)])
    own.write({"is_refused": False, "next_at": False})


# -- contacts -------------------------------------------------------------------------------------


def another_account(contacts: BaseModel) -> None:
    """Another Google account has other contacts; matching tells which are the same."""
    contacts.work_id.labels = False
    links_of(contacts.account_id, Domain("res_model", "=", CONTACT)).unlink()


_VERBS: dict[str, Callable[..., None]] = {
    "another_account": another_account,
    "anew": start_anew,
    "choose": link_requests.choose,
    "compare": compare,
    "connected": connected,
    "copy_again": link_requests.copy_again,
    "disconnected": disconnected,
    "erase": erase.clean_up,
    "forget_alerts": forget_alerts,
    "freeze": freeze,
    "go_on": go_on,
    "let_back": erase.let_back,
    "link_again": link_requests.link_again,
    "list_again": list_again,
    "other_calendar": other_calendar,
    "partners_merged": link_requests.follow_merged_partners,
    "populate": populate,
    "remove": remove,
    "retry": link_requests.retry,
    "say_same": link_requests.say_same,
    "sift": sift,
    "stop_moving": stop_moving,
    "stop_removing": stop_removing,
    "stop_undoing": stop.stop_undoing,
    "sync": sync,
    "time_off": time_off.look_again,
    "notify_of_waiting": invitations.notify_of_waiting,
    "unfreeze": unfreeze,
    "workplaces": workplaces,
}
