"""One sync of one claimed record, in the steps that the runner puts between requests to Google."""

import logging
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime

from ..engine.guards import check_deletions
from ..engine.merge import Side
from ..google_api.errors import AuthorizationLost, GoogleError, RetryLater
from ..google_api.outcomes import Failed
from ..google_api.session import Session
from . import messages, services, undo
from .records import Ref
from .run_log import RunLog

_logger = logging.getLogger(__name__)

#: A record that both sides change while it is being written is looked at so often in one run.
ROUNDS = 3


@dataclass
class Job:
    """What the threads need to know: values, and the account's access to Google.

    :ivar claimed_id: of the record that was claimed
    :ivar lease: what the claim holds; the run is over when the record has another one
    :ivar look_at: Google's ids of what is to be asked for besides what is new
    """

    claimed_id: int
    lease: datetime
    sync_token: str | None
    session: Session | None
    look_at: tuple[str, ...] = ()


class SyncRun(ABC):
    """:param job: the values of what was claimed"""

    #: The model whose records are claimed, and those whose records it synchronizes.
    claimed_model: str
    record_models: tuple[str, ...]

    def __init__(self, job):
        self.job = job
        self.fetched = None
        self.sendings = []
        self.rounds = 0
        self.run_id = None
        self.trouble = None

    @classmethod
    def claim(cls, env, limit):
        """Take what is due.

        :raise UserError: this Odoo is not set up
        :rtype: list[SyncRun]
        """
        claimed = env[cls.claimed_model]._claim(limit)
        if not claimed:
            return []
        for one in claimed:
            undo.take_up(one)
        accounts = env["google.sync.account"].union(*(one._sync_account() for one in claimed))
        client = accounts._client()
        tokens = env["google.sync.token"].load(accounts)
        return [cls(cls.job_of(one, _session(client, one, tokens))) for one in claimed]

    @classmethod
    @abstractmethod
    def job_of(cls, claimed, session):
        """:param session: none where the account's tokens are lost"""

    # -- what threads do: network only ----------------------------------------------------------

    def fetch(self):
        """Ask Google what is new; every error is an answer."""
        return self._answer(self.ask)

    def send(self, sendings):
        """Write to Google: the outcomes, or the error that stopped all."""
        return self._answer(lambda: self.carry_out([sending.request for sending in sendings]))

    @abstractmethod
    def ask(self):
        """What is new at Google."""

    @abstractmethod
    def carry_out(self, requests):
        """The outcomes of the writes."""

    def _answer(self, question):
        """The answer, or the error, that it alone may have the trouble."""
        try:
            if self.job.session is None:
                raise AuthorizationLost("no_tokens")
            return question()
        except Exception as error:
            if not isinstance(error, GoogleError):  # one of ours goes to the log too
                _logger.exception("Google sync of %s failed", self)
            return error

    # -- the steps, each in one transaction -----------------------------------------------------

    def go_on(self, env, answer):
        """Take what Google has answered: to the question what is new, and then to each sending.

        :return: what Google is to receive next; nothing when the run is over
        :rtype: list[Sending]
        """
        claimed = self._claimed(env)
        if not claimed:
            return []
        if isinstance(answer, Exception):
            return self.fail(env, answer)
        if self.fetched:
            return self.settle(env, claimed, answer)
        self.fetched = answer
        return self.prepare(env, claimed)

    @abstractmethod
    def prepare(self, env, claimed):
        """Plan, check the guards, write to Odoo; what remains is to be sent to Google.

        Links are stored as Google still has it: should the process die now, the difference to
        Odoo is what the next run sends.
        """

    @abstractmethod
    def step(self, env, claimed):
        """The :class:`~.step.Step` that this transaction takes."""

    def settle(self, env, claimed, outcomes):
        """Store what came of the writes; what differs at Google by now is planned once more.

        What changes faster than it can be written is left to the next run.
        """
        self.rounds += 1
        if self.rounds == 1:
            self.trouble = _common_trouble(outcomes)
        step = self.step(env, claimed)
        env["google.sync.change"].set_origin(claimed._sync_account())
        differing = step.store(self.sendings, outcomes)
        self.sendings = step.replan(differing) if differing else []
        if self.rounds == ROUNDS:
            step.postpone(self.sendings)
            self.sendings = []
        return self.end_or_send(claimed, step)

    def fail(self, env, error):
        """The run cannot go on; nothing is lost, since nothing was marked as done."""
        if claimed := self._claimed(env):
            claimed._failed(error)
            RunLog(env, claimed._sync_account(), self.run_id).close("failed", claimed.message)
        return []

    # -- parts of them ----------------------------------------------------------------------------

    def _claimed(self, env):
        """What was claimed; nothing when the lease is not this run's any more.

        Somebody disconnected it or chose another calendar meanwhile, or the run took so long that
        another worker is at it. What was still to be done is found by the run that follows.
        """
        claimed = env[self.claimed_model].browse(self.job.claimed_id).exists()
        if claimed.lease_until != self.job.lease:
            return claimed.browse()
        if self.job.session and self.job.session.refreshed:
            env["google.sync.token"].store(claimed._sync_account(), self.job.session.tokens)
        return claimed

    def taken_changes(self, env, account):
        """The outbox rows to take, and the records they name."""
        changes = env["google.sync.change"].search(
            [("account_id", "=", account.id), ("res_model", "in", self.record_models)]
        )
        return changes, {Ref(change.res_model, change.res_id) for change in changes}

    def stopped_by_deletions(self, claimed, planned, links):
        allowed = claimed.approved_deletions or {}
        approved = {side: allowed.get(side.value, ()) for side in Side}
        excess = check_deletions(planned, links, approved)
        if not excess:
            return False
        account = claimed._sync_account()
        text = self.deletions_text(account._in_user_lang().env, excess)
        deleted = {side.value: sorted(planned.deleted(side)) for side in Side}
        claimed._stopped("approval", text, pending_deletions=deleted)
        RunLog(claimed.env, account).close("stopped", text)
        return True

    @abstractmethod
    def deletions_text(self, env, excess):
        """What the user reads when a run would delete too much.

        :param engine.guards.MassDeletion excess:
        """

    def end_or_send(self, claimed, step):
        """Keep the log, and end the run when nothing is left to be sent."""
        self.run_id = step.log.write()
        step.undoing.write()
        if not self.sendings:
            self.finish(claimed)
        return self.sendings

    def finish(self, claimed):
        """The run has ended well."""
        account = claimed._sync_account()
        message = self.trouble and messages.describe(account._in_user_lang().env, self.trouble)
        claimed._synced({"message": message or False, **self.learned()})
        if self.run_id:
            RunLog(claimed.env, account, self.run_id).close()

    def learned(self):
        """Values for what was claimed, at the end of a run."""
        return {}

    def __str__(self):
        return f"{self.claimed_model}({self.job.claimed_id})"


def _session(client, claimed, tokens):
    account = claimed._sync_account()
    found = tokens.get(account.id)
    return found and services.session(client, account.id, found)


def _common_trouble(outcomes):
    """The passing trouble because of which Google took nothing at all; ``None`` if it took some."""
    if all(isinstance(o, Failed) and isinstance(o.error, RetryLater) for o in outcomes):
        return outcomes[0].error
    return None
