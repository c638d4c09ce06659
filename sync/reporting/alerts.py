"""Mails users about trouble: what is wrong, what has changed, and what is over.

What is wrong now is read from the account, from its contacts and from its links. What the user
knows of it by now is kept (``google.sync.alert``); the difference goes into one mail, in the
transaction that ends a run, and leaves with Odoo's own queue of mails.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from hashlib import sha256
from typing import Any

from psycopg2 import OperationalError

from odoo import fields
from odoo.models import BaseModel
from odoo.tools import SQL

from ..database.error_log import log_error
from ..store.refs import EVENT, SERIES, RecordRef
from . import log_file, mail_permits
from .masked_addresses import OutsideMask
from .told import SOURCE, Texts, is_told, texts_for

_logger = logging.getLogger(__name__)

AUTHORIZATION = "authorization"
DELEGATION = "delegation"
STUCK = "stuck"
#: States in which a sync waits for the user.
WAITING = ("reauthorize", "zone", "approval")

#: States of an account in which nothing is synchronized, because somebody wants it so.
HALTED = ("paused", "disconnecting")

#: What may pass by itself is told when it has lasted so long.
PATIENCE = timedelta(hours=2)
#: The same trouble is not told again before. What lasts is, after longer and longer pauses. And
#: what administrators mend, who know of it at once, is told to users when it has lasted so long.
DAY = timedelta(days=1)
LONGEST_PAUSE = timedelta(days=32)


@dataclass(frozen=True)
class Trouble:
    """Something that is wrong now.

    :ivar key: what makes it the same trouble as before
    :ivar message: the texts by language, as of :func:`sync.reporting.told.texts_for`
    :ivar name: of the record that has it; empty where it is the account's
    :ivar about: what kind of remark it is, see ``google.sync.run.line``
    """

    key: str
    message: Texts
    name: str = ""
    ref: RecordRef | None = None
    about: str | None = None

    @property
    def patience(self) -> timedelta:
        if self.key.endswith(DELEGATION):
            return DAY
        return PATIENCE if self.key == STUCK else timedelta(0)


class Alerts:
    """What one account's user is told.

    :param account: a record of ``google.sync.account``
    """

    def __init__(self, account: BaseModel) -> None:
        self.account = account
        self.env = account.env
        self.now = fields.Datetime.now()

    @cached_property
    def mask(self) -> OutsideMask:
        return OutsideMask(self.account.user_id)

    def tell(self, run: BaseModel | None = None, remind: bool = False) -> None:
        """Mail what is new since the last time; nothing, if there is nothing.

        A mail that cannot be made is no reason to undo a run.

        :param run: the record of the run that has ended, if it left one
        :param remind: whether what was told long ago and lasts is told again
        """
        user = self.account.user_id
        if not (user.google_email_alerts and user._google_alert_address()):
            return
        try:
            with self.env.cr.savepoint():
                self._tell(run, remind)
        except OperationalError:  # the whole step is done again
            raise
        except Exception:
            log_error(_logger, "Google Sync could not tell user %s what is wrong", user.id)

    def _tell(self, run: BaseModel | None, remind: bool) -> None:
        self._lock()
        self._take_back()
        if self.account.state == "disconnected" or not self.account.user_id.syncs_with_google():
            self.account.alert_ids.unlink()
            return
        if self.account.state in HALTED:
            return  # nobody knows by now what is over
        self._note_troubles()
        self._note_remarks(run)
        if remind:
            self._note_reminders()
        due = self.account.alert_ids.filtered("due")
        log = run and run.line_ids and self.account.user_id.google_email_full_log
        if due or log:
            mail = self._mail(run if log else None)
            for alert in due:
                times = alert.times_notified + 1
                told = {"due": False, "notified_at": self.now, "times_notified": times}
                alert.write({**told, "mail_id": mail.id})

    def _take_back(self) -> None:
        """Take back a mail that has not left so far, to tell what is true by now."""
        told = self.account.alert_ids.grouped("mail_id")
        waiting = self.account.alert_ids.mail_id.filtered(lambda mail: mail.state == "outgoing")
        for mail in waiting.try_lock_for_update():  # else it is just being sent
            if mail.attachment_ids:
                continue  # with the log of a run that nobody else tells of
            for alert in told[mail]:
                self._untell(alert)
            mail.unlink()
        self.account.alert_ids.filtered(lambda one: one.due and one._is_over()).unlink()

    def _untell(self, alert: BaseModel) -> None:
        """The user has not been told after all; of what was a reminder they know."""
        times = alert.times_notified - 1
        before = self.now - LONGEST_PAUSE if times else False
        alert.write({"due": True, "notified_at": before, "times_notified": times})

    def _lock(self) -> None:
        """Let the calendar's run and that of the contacts tell one after the other."""
        self.env.execute_query(
            SQL(
                "SELECT id FROM google_sync_work WHERE id = %s FOR NO KEY UPDATE",
                self.account.work_id.id,
            )
        )

    # -- what is to be told ----------------------------------------------------------------------

    def _note_troubles(self) -> None:
        """Compare what is wrong now with what was wrong before."""
        troubles = {trouble.key: self._masked(trouble) for trouble in self._troubles()}
        known = self.account.alert_ids.filtered(lambda alert: alert.level == "error")
        for alert in known.filtered(lambda alert: not alert.resolved_at):
            if alert.key not in troubles:
                self._resolve(alert)
        known = {alert.key: alert for alert in known.exists()}
        for key, trouble in troubles.items():
            alert = known.get(key) or self._new("error", trouble)
            self._note(alert, trouble)

    def _note(self, alert: BaseModel, trouble: Trouble) -> None:
        # Another reason is news, and that there is trouble at all stays known.
        is_same = is_told(alert, "message", trouble.message)
        is_news = trouble.ref and not alert.resolved_at and not is_same
        values: dict[str, Any] = {
            "message": trouble.message,
            "name": trouble.name,
            "resolved_at": False,
        }
        if alert.resolved_at:
            values.update(noticed_at=self.now, times_notified=0)
            if trouble.key == AUTHORIZATION:  # the user has authorized meanwhile
                alert.notified_at = False
        alert.write(values)
        alert.due = (is_news and alert.times_notified) or (
            not alert.times_notified
            and self.now - alert.noticed_at >= trouble.patience
            and (not alert.notified_at or self.now - alert.notified_at >= DAY)
        )

    def _resolve(self, alert: BaseModel) -> None:
        """It is over, which only those want to know who know of it."""
        if not alert.notified_at:
            alert.unlink()
            return
        ref = RecordRef(alert.res_model, alert.res_id) if alert.res_id else None
        name = self.mask.name(alert.name, ref)
        due = bool(alert.times_notified)
        alert.write({"resolved_at": self.now, "due": due, "name": name})

    def _note_remarks(self, run: BaseModel | None) -> None:
        """What the run has to tell of single records, once."""
        lines = run.line_ids.filtered(lambda line: line.level == "warning") if run else ()
        for line in sorted(lines, key=lambda line: line.about != "question"):
            remark = self._masked(self._remark(line))
            known = self.account.alert_ids.filtered(lambda one, key=remark.key: one.key == key)
            alert = known or self._new("warning", remark)
            alert.due = not alert.notified_at or self.now - alert.notified_at >= DAY

    def _remark(self, line: BaseModel) -> Trouble:
        ref = line.res_id and RecordRef(line.res_model, line.res_id)
        title = line.with_context(lang=self.account.user_id.lang).title or ""
        return Trouble(_key_of(line), self._texts(line), title, ref or None, line.about)

    def _note_reminders(self) -> None:
        for alert in self.account.alert_ids.filtered(lambda alert: not alert.resolved_at):
            if alert.level == "error" and alert.times_notified:
                pause = min(DAY * 2 ** min(alert.times_notified - 1, 10), LONGEST_PAUSE)
                alert.due = self.now - alert.notified_at >= pause

    def _masked(self, trouble: Trouble) -> Trouble:
        """The trouble as the mail may tell it."""
        if not trouble.name:
            return trouble
        name = self.mask.name(trouble.name, trouble.ref)
        texts = trouble.message or {}
        message = {lang: self.mask.message(text) for lang, text in texts.items()}
        return replace(trouble, name=name, message=message or False)

    def _new(self, level: str, trouble: Trouble) -> BaseModel:
        return self.env["google.sync.alert"].create(
            {
                "account_id": self.account.id,
                "level": level,
                "key": trouble.key,
                "name": trouble.name,
                "message": trouble.message,
                "about": trouble.about,
                "res_model": trouble.ref and trouble.ref.model,
                "res_id": trouble.ref and trouble.ref.id,
                "noticed_at": self.now,
            }
        )

    # -- what is wrong now -----------------------------------------------------------------------

    def _troubles(self) -> Iterator[Trouble]:
        account = self.account
        contacts = account.user_id.google_contact_category_id and account.contacts_ids
        if account.state == "reauthorize":
            message = self._texts(account) or (contacts and self._texts(contacts))
            key = DELEGATION if account.connected_by == "service_account" else AUTHORIZATION
            yield Trouble(key, message or False)
            return
        parts = [part for part in (account, contacts) if part]
        for part in parts:
            if message := self._texts(part):
                yield Trouble(self._key(part), message)
        collections = [part.synced_collection() for part in parts]
        yield from map(self._trouble_of_link, self._failing_links(collections))

    def _texts(self, record: BaseModel, name: str = "message") -> Texts:
        """Return the text of a record in the user's language."""
        return texts_for(record, name, self.account.user_id.lang)

    def _key(self, part: BaseModel) -> str:
        """Return the key of the trouble that the account, or its contacts, has."""
        if part == self.account and part.calendar_trouble:
            return f"calendar/{part.calendar_trouble}"
        if part.state == "reauthorize" and self.account.connected_by == "service_account":
            return f"{part._sync_kind}/{DELEGATION}"
        return f"{part._sync_kind}/{part.state}" if part.state in WAITING else STUCK

    def _failing_links(self, collections: Collection[str]) -> BaseModel:
        return self.env["google.sync.link"].search_fetch(
            [
                ("account_id", "=", self.account.id),
                ("state", "=", "failed"),
                ("collection", "in", collections),
            ],
            ["title", "error", "res_model", "res_id"],
        )

    def _trouble_of_link(self, link: BaseModel) -> Trouble:
        ref = link.res_id and RecordRef(link.res_model, link.res_id)
        if link.res_id and link.res_model == SERIES:
            ref = RecordRef(EVENT, self.env[SERIES].browse(link.res_id).base_event_id.id)
        ref = ref or RecordRef(link._name, link.id)
        return Trouble(f"link/{link.id}", self._texts(link, "error"), link.title or "", ref)

    # -- the mail --------------------------------------------------------------------------------

    def _mail(self, run: BaseModel | None) -> BaseModel:
        """Put one mail into Odoo's queue.

        :param run: the one whose whole log goes along
        """
        template = self.env.ref("google_sync.mail_template_alert")
        with mail_permits.permitted(self.env, self._addresses(template)):
            mail = self.env["mail.mail"].browse(template.send_mail(self.account.id))
        if run:
            reader = run.with_env(self.account.in_user_lang().env)
            mail.attachment_ids = self.env["ir.attachment"].create(
                {
                    "name": log_file.name(reader),
                    "raw": log_file.content(reader),
                    "mimetype": "text/csv",
                    "res_model": "mail.message",
                    "res_id": mail.mail_message_id.id,
                }
            )
        # The queue's own hours are too long for somebody who misses appointments.
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
        return mail

    def _addresses(self, template: BaseModel) -> list[str | None]:
        """The user's, and those that an administrator has chosen to add to the template."""
        names = ("email_to", "email_cc", "partner_to")
        named = template._generate_template(self.account.ids, names)[self.account.id]
        partners = self.env["res.partner"].browse(named.get("partner_ids", ()))
        return [named.get("email_to"), named.get("email_cc"), *partners.mapped("email")]


def _key_of(line: BaseModel) -> str:
    """Whatever is said of the same two records is said once."""
    if line.other_id:
        one, other = sorted((line.res_id, line.other_id))
        return f"pair/{line.res_model}/{one}/{other}"
    said = line.with_context(lang=SOURCE).message
    text = "\n".join(map(str, (line.res_model, line.res_id, line.google_id, said)))
    return f"remark/{sha256(text.encode()).hexdigest()[:32]}"
