"""Looks after the channels by which Google tells of changes: makes, renews and stops them.

Google is asked between two transactions. A channel is known before it is asked for, for its
greeting may be faster than the answer. Its successor is there before it is stopped.
"""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone
from typing import Any

from odoo import fields
from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools import SQL

from ...google_api.calendar.channels import Channel
from ...google_api.transport.deadline import Deadline
from ...google_api.transport.errors import (
    AddressRefused,
    AuthorizationLost,
    NotFound,
    RecordRefused,
    RetryLater,
    ServiceRefused,
)
from ...google_api.transport.service_account import NO_TOKENS
from ...google_api.transport.session import Session
from ..database.transactions import own_environment
from ..google import client
from ..google.access import delegation, sessions
from ..google.channels import Unwanted, Wanted
from ..google.push_address import push_address
from ..store import switch
from ..store.channel_tokens import token_of

#: Channels that are asked for at the same time, and those of one transaction.
AT_ONCE, PORTION = 10, 50
#: Seconds of one pass; Odoo ends a scheduled action that takes two minutes.
LONGEST = 60.0
#: Of its life a channel is used for this part, more or less, lest all are renewed together.
USED = (0.70, 0.85)
#: What was asked for and never answered is given up after this time.
UNANSWERED = timedelta(minutes=10)
#: What Google refuses is asked for again after the first time; what is about one calendar, after
#: the second.
REFUSED, OF_THE_CALENDAR = timedelta(hours=1), timedelta(days=1)


class Upkeep:
    """One pass.

    :param env: of the scheduled action
    """

    def __init__(self, env: Environment) -> None:
        self.env = env
        self._ends = time.monotonic() + LONGEST
        self._deadline = Deadline(self._ends)
        self._left: list[int] = []  # ids of accounts that are for the next pass

    def run(self) -> bool:
        """:return: whether nothing is left to be done now"""
        if not switch.is_on(self.env):
            return True
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="google_sync_channels") as pool:
            # What has ended goes first; what has got a successor, last.
            return self._stop(pool) and self._make(pool) and self._stop(pool)

    def _make(self, pool: ThreadPoolExecutor) -> bool:
        """:return: whether there was time for all"""
        while wanted := self._prepare():
            answers = list(pool.map(Wanted.ask, wanted))
            list(pool.map(Unwanted.stop, self._record(wanted, answers)))
            passing = [
                asked.account_id
                for asked, answer in zip(wanted, answers, strict=True)
                if isinstance(answer, RetryLater)
            ]
            self._left += passing  # the trouble of one is nobody else's
            is_refused = any(isinstance(answer, AddressRefused) for answer in answers)
            if is_refused or len(passing) == len(wanted):
                break
            if self._is_over(len(answers)):
                return False
        return True

    def _stop(self, pool: ThreadPoolExecutor) -> bool:
        """:return: whether there was time for all"""
        while unwanted := self._unwanted():
            list(pool.map(Unwanted.stop, unwanted))
            self._forget(unwanted)
            if self._is_over(len(unwanted)):
                return False
        return True

    def _is_over(self, done: int) -> bool:
        """Tell Odoo that the action is getting on, and look whether its time is over."""
        return self.env["ir.cron"]._commit_progress(done) <= 0 or time.monotonic() >= self._ends

    # -- what is to be made -----------------------------------------------------------------------

    def _prepare(self) -> list[Wanted]:
        """Keep a row for each channel that is about to be asked for."""
        with own_environment(self.env) as env:
            address = push_address(env)
            if not address:
                return []
            accounts = self._lacking(env, address)
            granted = sessions(accounts, deadline=self._deadline)
            rows = env["google.sync.channel"].create(
                [_values(account, address) for account in accounts]
            )
            return [
                Wanted(
                    row.id,
                    account.id,
                    granted[account.id],
                    row.calendar_id,
                    row.channel,
                    token_of(env, row.channel),
                    address,
                )
                for account, row in zip(accounts, rows, strict=True)
            ]

    def _lacking(self, env: Environment, address: str) -> BaseModel:
        """The accounts without a channel that is good for a while.

        One is enough to find out whether Google takes an address that it has just refused.
        """
        now = fields.Datetime.now()
        channels = env["google.sync.channel"]
        limit = 1 if channels.search_count(_refused(address), limit=1) else PORTION
        for name in ("google.sync.account", "google.sync.work", "res.users", channels._name):
            env[name].flush_model()
        query = SQL(
            """
            SELECT account.id FROM google_sync_account AS account
              JOIN google_sync_work AS work ON work.id = account.work_id
              JOIN res_users AS app_user ON app_user.id = account.user_id
             WHERE account.decision = 'connected' AND work.finding = 'fine'
               AND app_user.active AND app_user.share IS NOT TRUE AND app_user.google_sync_enabled
               AND account.calendar_id IS NOT NULL AND account.id != ALL(%(left)s)
               AND NOT EXISTS (
                   SELECT FROM google_sync_channel AS channel
                    WHERE channel.account = account.id
                      AND channel.calendar_id = account.calendar_id
                      AND channel.address = %(address)s
                      AND channel.renew_at > %(now)s AND channel.missed_at IS NULL)
             ORDER BY account.id LIMIT %(limit)s
            """,
            address=address,
            left=self._left,
            now=now,
            limit=limit,
        )
        ids = [account_id for (account_id,) in env.execute_query(query)]
        return env["google.sync.account"].browse(ids)

    def _record(
        self, wanted: Sequence[Wanted], answers: Sequence[Channel | Exception]
    ) -> list[Unwanted]:
        """Keep what Google has said.

        :return: channels that nobody wants any more by now
        """
        late = []
        with own_environment(self.env) as env:
            for asked, answer in zip(wanted, answers, strict=True):
                row = env["google.sync.channel"].browse(asked.row_id).exists()
                if not isinstance(answer, Channel):
                    _keep_refusal(row, answer)
                elif row:
                    row.write(_lifetime(answer))
                else:
                    late.append(Unwanted(0, asked.session, asked.channel, answer.resource_id))
        return late

    # -- what is to end ---------------------------------------------------------------------------

    def _unwanted(self) -> list[Unwanted]:
        """Channels that have a successor, or whose user is not synchronized any more.

        Pausing leaves them: nothing is to be asked of Google then.
        """
        with own_environment(self.env) as env:
            rows = self._superfluous(env)
            accounts = env["google.sync.account"].browse(rows.mapped("account")).exists()
            granted = sessions(accounts, deadline=self._deadline)
            now = fields.Datetime.now()
            return [
                Unwanted(
                    row.id,
                    _access(row, granted),
                    row.channel,
                    row.resource_id if row.expires_at > now else None,  # else it has ended
                )
                for row in rows
            ]

    def _superfluous(self, env: Environment) -> BaseModel:
        for name in ("google.sync.account", "google.sync.channel", "res.users"):
            env[name].flush_model()
        query = SQL(
            """
            SELECT channel.id FROM google_sync_channel AS channel
              LEFT JOIN google_sync_account AS account ON account.id = channel.account
              LEFT JOIN res_users AS app_user ON app_user.id = account.user_id
             WHERE (channel.expires_at <= %(now)s
                    OR channel.address IS DISTINCT FROM %(address)s
                    OR account.id IS NULL
                    OR account.decision != 'connected'
                    OR account.calendar_id IS DISTINCT FROM channel.calendar_id
                    OR (app_user.active AND app_user.google_sync_enabled) IS NOT TRUE
                    OR EXISTS (SELECT FROM google_sync_channel AS newer
                                WHERE newer.account = channel.account AND newer.id > channel.id
                                  AND newer.resource_id IS NOT NULL))
               AND account.decision IS DISTINCT FROM 'paused'
               -- Whoever gives the access back stops it first.
               AND NOT EXISTS (SELECT FROM google_sync_revocation AS revocation
                                WHERE revocation.google_subject = channel.google_subject)
             ORDER BY channel.id LIMIT %(limit)s
            """,
            now=fields.Datetime.now(),
            address=push_address(env),
            limit=PORTION,
        )
        rows = env["google.sync.channel"]
        return rows.browse(row_id for (row_id,) in env.execute_query(query))

    def _forget(self, unwanted: Sequence[Unwanted]) -> None:
        with own_environment(self.env) as env:
            rows = env["google.sync.channel"].browse([one.row_id for one in unwanted])
            rows.exists().unlink()


def _values(account: BaseModel, address: str) -> dict[str, Any]:
    """Return the values of a channel before Google has made it."""
    now = fields.Datetime.now()
    by_service_account = account.connected_by == "service_account"
    return {
        "account": account.id,
        "calendar_id": account.calendar_id,
        "google_subject": account.google_subject,
        "google_email": by_service_account and account.google_email,
        "channel": secrets.token_hex(16),
        "address": address,
        "made_at": now,
        "renew_at": now + UNANSWERED,
        "expires_at": now + UNANSWERED,
    }


def _lifetime(channel: Channel) -> dict[str, Any]:
    """:param channel: as Google has made it"""
    now = fields.Datetime.now()
    expires_at = channel.expires_at.astimezone(timezone.utc).replace(tzinfo=None, microsecond=0)
    used = random.uniform(*USED)  # noqa: S311  no secret depends on it
    return {
        "resource_id": channel.resource_id,
        "renew_at": (now + used * (expires_at - now)).replace(microsecond=0),
        "expires_at": expires_at,
    }


def _keep_refusal(row: BaseModel, error: Exception) -> None:
    """What may pass is asked for by the next pass; all else not before a while."""
    if isinstance(error, RetryLater):
        row.unlink()
        return
    of_the_calendar = isinstance(error, RecordRefused | NotFound | ServiceRefused)
    until = fields.Datetime.now() + (OF_THE_CALENDAR if of_the_calendar else REFUSED)
    reason = getattr(error, "reason", type(error).__name__)
    row.write({"refusal": reason, "renew_at": until, "expires_at": until})


def _refused(address: str) -> list[tuple[str, str, str]]:
    """A domain: Google has just refused this address."""
    return [("address", "=", address), ("refusal", "=like", "push.%")]


def _access(row: BaseModel, granted: Mapping[int, Session | Exception]) -> Session | Exception:
    """The access by which a channel is stopped, or why there is none."""
    env = row.env
    if row.account in granted:
        return granted[row.account]
    if not row.google_email:
        return AuthorizationLost("no_tokens")
    return _delegated(env, row.google_email)


def _delegated(env: Environment, address: str) -> Session | Exception:
    """The service account's access for somebody who is no user any more."""
    service_account = env["google.sync.service.account"].load()
    try:
        access = delegation(service_account, env["res.users"], address)
    except AuthorizationLost as error:
        return error
    return client.session(env, access, ("channels", address), NO_TOKENS)
