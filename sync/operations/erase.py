"""Erases a client from Google, and from what the sync keeps.

An administrator's request marks the client and their appointments: from then on whoever reads them
for Google reads no words, no guest, and no contact (:mod:`sync.odoo.erased`), so the ordinary runs
send just that, and mail nobody. The run of the contacts deletes the contact itself. Workers note
for each account what is done, once nothing of it waits any more (``google.sync.erasure.part``), and
take the client out of links, log, conflicts and alerts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from odoo import fields
from odoo.fields import Command, Domain
from odoo.models import BaseModel
from odoo.tools.translate import LazyTranslate

from ...engine.events.masking import each_occurrence, is_wordless, wordless
from ...google_api.transport.outcomes import Failed, Outcome
from ..database import sync_only
from ..google.contact_writer import NEW
from ..odoo.erased import Erased
from ..odoo.event_records import QUIET
from ..odoo.guests import keep_guests, stored_guests
from ..odoo.traces import Traces
from ..reporting import mail_permits
from ..reporting.told import told
from ..store.links import INACTIVE, links_of
from ..store.refs import CONTACT, EVENT, RecordRef, dump_item, load_item

_lt = LazyTranslate(__name__)

#: What a link has of a record besides its ids.
_CONTENT = ("spellings", "buried", "sent", "remote", "candidates", "error", "picture_url")
#: What may still be sent, or answered.
_ON_ITS_WAY = ("pending", "failed", "moving", "moving_out", "removing")


def begin(contact: BaseModel, clears: bool, words: Iterable[str] = ()) -> BaseModel:
    """Have workers erase a client.

    :param contact: a ``res.partner``, in the environment of an administrator
    :param clears: whether the client's appointments lose their words and the client in Odoo, too
    :param words: what else the client is called
    :return: the ``google.sync.erasure``
    """
    env = contact.env(su=True)
    traces = Traces(contact.with_env(env), words=words)
    accounts = traces.accounts()
    events = traces.appointments.filtered(lambda event: not event.google_sync_organizer)
    erasure = env["google.sync.erasure"].create(
        {
            "partner_id": contact.id,
            "contact_number": contact.id,
            "addresses": (traces.entries - traces.contact).ids,
            "clears": clears,
            "events": events.ids,
            "appointments": len(events),
            "part_ids": [Command.create({"account_id": account.id}) for account in accounts],
        }
    )
    env["google.sync.erasure.words"].keep(erasure, list(words))
    env["res.company"].google_tell_all()
    with sync_only.writing(env), mail_permits.watched(env):
        quiet = events.with_context(**QUIET)
        quiet.write({"google_sync_erased": True})
        _forget_guests(quiet, traces.addresses)
        if clears:  # not what merely names the client, which may be about others, too
            _clear(quiet & traces.attended, traces.entries)
    env["google.sync.change"].enqueue(events)
    env["google.sync.change"].enqueue(traces.entries)
    accounts.ask_worker("erase")
    accounts.contacts_ids.request_sync()
    return erasure


def keep_erased(contacts: BaseModel) -> BaseModel:
    """Mark the appointments of clients who were erased, and are renamed, deleted or merged now.
    Those made after the request are known by the contact alone: it attends them, or they have its
    name.

    :return: the appointments
    """
    known = contacts.env["google.sync.erasure"].contacts()
    contacts = contacts.env(su=True)[CONTACT].browse(set(contacts.ids).intersection(known))
    if not contacts:
        return contacts.env[EVENT]
    events = contacts.env[EVENT].union(*(Traces(one).appointments for one in contacts))
    events = events.filtered(lambda event: not event.google_sync_organizer)
    with sync_only.writing(events.env), mail_permits.watched(events.env):
        events.with_context(**QUIET).filtered(lambda event: not event.google_sync_erased).write(
            {"google_sync_erased": True}
        )
    return events


def _forget_guests(events: BaseModel, addresses: Iterable[str]) -> None:
    """Take the client out of the guests whom only Google knows."""
    for event in events.filtered("google_sync_guests"):
        guests = stored_guests(event)
        others = tuple(guest for guest in guests if guest.email not in addresses)
        if others != guests:
            event.write({"google_sync_guests": keep_guests(others)})


def _clear(events: BaseModel, contacts: BaseModel) -> None:
    """Leave of the appointments in Odoo when they are, and who of the staff has them."""
    events.write(
        {
            "name": events.env._("Erased"),
            "description": False,
            "location": False,
            "videocall_location": False,
            "partner_ids": [Command.unlink(one) for one in contacts.ids],
        }
    )


# -- workers: contacts ----------------------------------------------------------------------------


def contact_names(claimed: BaseModel) -> dict[int, tuple[str, ...]]:
    """Google's names of the contacts to be deleted, for each of these by its id.

    :param claimed: ``google.sync.contacts``
    """
    erased = claimed.env["google.sync.erasure"].contacts()
    if not erased:
        return dict.fromkeys(claimed.ids, ())
    theirs = (
        Domain("res_model", "=", CONTACT)
        & Domain("res_id", "in", list(erased))
        & Domain("state", "!=", "erased")
    )
    links = links_of(claimed.account_id, theirs).grouped("account_id")
    return {
        one.id: tuple(
            link.google_id
            for link in links.get(one.account_id, ())
            if not link.google_id.startswith(NEW)
        )
        for one in claimed
    }


def record_contacts(claimed: BaseModel, outcomes: Mapping[str, Outcome]) -> None:
    """Keep which contacts Google has deleted, or why not.

    :param outcomes: by Google's name
    """
    account = claimed.synced_account()
    links = links_of(account, Domain("google_id", "in", list(outcomes)))
    parts = _waiting(account)
    for link in links:
        outcome = outcomes[link.google_id]
        if isinstance(outcome, Failed):
            error = outcome.error
            parts.trouble = (error.detail or error.reason)[:200]
            continue
        link.write({**dict.fromkeys(_CONTENT, False), **_GONE})
        parts.trouble = False
        for part in parts.filtered(lambda one, link=link: link.res_id in one.erasure_id.numbers()):
            part.contacts += 1


#: What is left of the link of a contact that was deleted.
_GONE = {"state": "erased", "title": False, "base": False, "etag": False, "retry_at": False}


# -- workers: the rest ----------------------------------------------------------------------------


def clean_up(account: BaseModel, by_hand: int | None = None) -> None:
    """Take the clients out of what the sync keeps, and note what is done by now.

    :param by_hand: the id of a part of which people see to what is not done
    """
    parts = _waiting(account)
    if parts:  # of which this worker has perhaps not heard yet
        account.env.registry.clear_cache()
    for part in parts:
        CleanUp(part).run(part.id == by_hand)
    if parts:
        account.refresh_browsers()


def let_back(account: BaseModel) -> None:
    """Send the contacts again that an administrator has taken off the list: as new ones, for Google
    has deleted the former."""
    erased = Domain("res_model", "=", CONTACT) & Domain("state", "=", "erased")
    listed = Domain("res_id", "in", list(Erased(account.user_id).contacts))
    links = links_of(account, erased & ~listed)
    contacts = account.env[CONTACT].browse(links.mapped("res_id"))
    links.unlink()
    account.env["google.sync.change"].enqueue(contacts.exists())


def _waiting(account: BaseModel) -> BaseModel:
    waiting = [("account_id", "=", account.id), ("state", "=", "waiting")]
    return account.env["google.sync.erasure.part"].search(waiting)


def _is_gone(link: BaseModel) -> bool:
    """Whether the record was deleted in Odoo, and then in Google."""
    return bool(link.res_id) and not (link.base or link.retry_at)


class CleanUp:
    """Clears what the sync stores about one client in one account."""

    def __init__(self, part: BaseModel) -> None:
        self.part = part
        self.env = part.env
        self.account = part.account_id
        erasure = part.erasure_id
        self.traces = Traces(
            erasure.partner_id,
            erasure.events or (),
            erasure.numbers(),
            self.env["google.sync.erasure.words"].load(erasure),
        )
        self.links = self.traces.links(self.account)
        self.texts = self.account.in_user_lang().env

    def run(self, by_hand: bool) -> None:
        self._forget_texts()
        self._forget_questions()
        if not by_hand and self._waits():
            return
        events = self.links.filtered(lambda link: link.res_model != CONTACT)
        external = events.filtered(lambda link: link.role == "external")
        resting = (events - external).filtered(self._is_resting)
        masked = events - external - resting
        if by_hand:
            resting, masked = resting | masked, masked.browse()
        for link in masked:
            self._forget(link)
        resting.unlink()
        strays = self.traces.strays(self.account)
        left = strays.filtered(lambda link: link.res_model != CONTACT and not _is_gone(link))
        strays.write({**dict.fromkeys(_CONTENT, False), "title": self.texts._("Erased")})
        strays.filtered("res_id").base = False
        contacts = self.links - events
        contacts.filtered(lambda link: link.state != "erased").unlink()
        self.part.write(
            {
                "state": "by_hand" if by_hand else "done",
                "done_at": fields.Datetime.now(),
                "masked": len(masked),
                "external": len(external),
                "left": len(resting) + len(left),
            }
        )

    def _waits(self) -> bool:
        """Whether anything has not reached Google, as far as it is to."""
        user = self.account.user_id
        if self.account.decision != "connected" or not user.syncs_with_google():
            return bool(self.links)
        if any(link.res_model == CONTACT and link.state != "erased" for link in self.links):
            return True
        changes = self.env["google.sync.change"].of(self.account)
        if any((one.res_model, one.res_id) in self.traces.refs for one in changes):
            return True
        deleted = self.traces.strays(self.account).filtered("res_id")
        if any(not (_is_gone(link) or self._is_resting(link)) for link in deleted):
            return True
        events = self.links.filtered(lambda link: link.res_model != CONTACT)
        going = events.filtered(lambda link: not self._is_resting(link))
        if any(link.sent or link.retry_at or link.state in _ON_ITS_WAY for link in going):
            return True
        own = going.filtered(lambda link: link.base and link.role != "external")
        return not all(link.is_copy or is_wordless(load_item(link)) for link in own)

    def _is_resting(self, link: BaseModel) -> bool:
        """Whether no run writes it, so that Google keeps what it has."""
        is_here = link.collection == self.account.calendar_id
        return not is_here or link.state in (*INACTIVE, "kept") or bool(link.only_on)

    def _forget(self, link: BaseModel) -> None:
        """Its base has no words since the last run, but for what its organizer decides."""
        values: dict[str, Any] = dict.fromkeys(_CONTENT, False)
        if link.is_copy and (base := load_item(link)):
            word = self.texts._("Busy")
            values["base"] = dump_item(each_occurrence(base, lambda one: wordless(one, word)))
            values["title"] = word
        elif not link.base:  # it was archived, so no run has given it another title
            values["title"] = self.texts._("Erased")
        link.write(values)

    def _forget_texts(self) -> None:
        """Lines of the log stay, and say that there was something."""
        lines = self.traces.named_in("google.sync.run.line", self.account)
        ids = self.links.mapped("google_id")
        lines |= lines.search(
            [("run_id.account_id", "=", self.account.id), ("google_id", "in", ids)]
        ).filtered(lambda line: not line.is_erased)
        lines.write(
            {
                **dict.fromkeys(("before", "after", "verb", "undo_message", "other_id"), False),
                **dict.fromkeys(("res_id", "res_model", "google_id", "about"), False),
                # In each language, for none may keep what it said before.
                "title": told(self.texts, _lt("Erased")),
                "message": told(self.texts, _lt("The client was erased from Google on request.")),
                "is_erased": True,
            }
        )
        lines.filtered(lambda line: line.undo == "waiting").undo = "left"
        conflicts = self.traces.named_in("google.sync.conflict", self.account)
        conflicts |= conflicts.search([("link_id", "in", self.links.ids)])
        alerts = self.traces.named_in("google.sync.alert", self.account)
        self._forget_mails(alerts)
        others = self.traces.named_in("google.sync.preview.line", self.account)
        self.part.lines += len(lines) + len(conflicts) + len(alerts)
        for records in (conflicts, alerts, others, *self.traces.in_dialogues()):
            records.unlink()

    def _forget_questions(self) -> None:
        """Nobody has to say any more whether another record is the client's, too. Of contacts that
        is looked at anew."""
        asking = links_of(self.account, Domain("candidates", "!=", False)) - self.links
        asking = asking.filtered(self._asks_of_client)
        of_contacts = asking.filtered(lambda link: link.res_model == CONTACT)
        of_contacts.retry_at = fields.Datetime.now()
        (asking - of_contacts).write({"candidates": False, "error": False})

    def _asks_of_client(self, link: BaseModel) -> bool:
        asked = {RecordRef(one.get("model", CONTACT), one["id"]) for one in link.candidates}
        names = " ".join(one.get("name") or "" for one in link.candidates)
        return not asked.isdisjoint(self.traces.refs) or self.traces.is_named_in(names)

    def _forget_mails(self, alerts: BaseModel) -> None:
        """Those that have not left, also for good, and tell of the client or have the log with
        them."""
        ours = Domain("model", "=", self.account._name) & Domain("res_id", "=", self.account.id)
        mails = (self.account.alert_ids.mail_id | self.env["mail.mail"].search(ours)).filtered(
            lambda mail: mail.state in ("outgoing", "exception")
        )
        telling = mails.filtered(lambda mail: self.traces.is_named_in(_all_words(mail)))
        (mails & alerts.mail_id | telling).unlink()


def _all_words(mail: BaseModel) -> str:
    """What a mail says, with all that is attached to it."""
    logs = b" ".join(mail.attachment_ids.mapped("raw")).decode()
    return " ".join(filter(None, (mail.subject, mail.body_html, logs)))
