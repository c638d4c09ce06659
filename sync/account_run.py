"""One sync of one account, in the steps that the runner puts between its requests to Google."""

from datetime import datetime, timezone

from ..engine.guards import check_deletions, check_zones
from ..google_api.errors import GoogleError
from . import messages
from .event_step import EventStep
from .records import Ref
from .run_log import RunLog

#: An event that both sides change while it is being written is looked at so often in one run.
ROUNDS = 3


class AccountRun:
    """:param job: the account's values"""

    def __init__(self, job):
        self.job = job
        self.fetched = None
        self.sendings = []
        self.rounds = 0
        self.run_id = None

    # -- the steps ------------------------------------------------------------------------------

    def go_on(self, env, answer):
        """Take what Google has answered: to the question what is new, and then to each sending.

        :return: what Google is to receive next; nothing when the run is over
        :rtype: list[Sending]
        """
        account = self._account(env)
        if not account:
            return []
        if isinstance(answer, Exception):
            return self.fail(env, answer)
        if self.fetched:
            return self.settle(env, account, answer)
        self.fetched = answer
        return self.prepare(env, account)

    def prepare(self, env, account):
        """Plan, check the guards, write to Odoo; what remains is to be sent to Google.

        Links are stored as Google still has it: should the process die now, the difference to
        Odoo is what the next run sends.
        """
        if self._stopped_by_zone(account):
            return []
        step = self._event_step(env, account)
        changes, changed = self._taken_changes(account)
        step.read_due()
        step.leave(self._unanswered())
        step.read_google(self._reported())
        step.read_odoo(changed, everything="google_populate_google" in self.job.populate)
        planned = step.plan()
        if self._stopped_by_deletions(account, planned, step.links.count()):
            return []
        # What this transaction writes to Odoo came from this account: it needs no echo.
        env["google.sync.change"].set_origin(account)
        self.sendings = step.carry_out(planned)
        if self.fetched.changes.full:
            step.links.look_again(step.google.mentioned)
        changes.unlink()
        account.sync_token = self.fetched.changes.next_sync_token
        return self._end_or_send(account, step)

    def settle(self, env, account, outcomes):
        """Store what came of the writes; what differs at Google by now is planned once more.

        What changes faster than it can be written is left to the next run.
        """
        self.rounds += 1
        step = self._event_step(env, account)
        env["google.sync.change"].set_origin(account)
        differing = step.store(self.sendings, outcomes)
        self.sendings = step.replan(differing) if differing else []
        if self.rounds == ROUNDS:
            step.postpone(self.sendings)
            self.sendings = []
        return self._end_or_send(account, step)

    def fail(self, env, error):
        """The run cannot go on; nothing is lost, since nothing was marked as done."""
        if account := self._account(env):
            account._failed(error)
            RunLog(env, account, self.run_id).close("failed", account.message)
        return []

    # -- parts of them ----------------------------------------------------------------------------

    def _account(self, env):
        """The account; none when the lease is not this run's any more.

        Somebody disconnected it or chose another calendar meanwhile, or the run took so long that
        another worker is at it. What was still to be done is found by the run that follows.
        """
        account = env["google.sync.account"].browse(self.job.account_id).exists()
        if account.lease_until != self.job.lease:
            return account.browse()
        if self.job.session and self.job.session.refreshed:
            env["google.sync.token"].store(account, self.job.session.tokens)
        return account

    def _event_step(self, env, account):
        return EventStep(env, account, self.fetched.changes.default_reminders, self.run_id)

    def _end_or_send(self, account, step):
        """Keep the log, and end the run when nothing is left to be sent."""
        self.run_id = step.log.write()
        if not self.sendings:
            self._finish(account)
        return self.sendings

    def _taken_changes(self, account):
        """The outbox rows to take, and the records they name."""
        changes = account.env["google.sync.change"].search([("account_id", "=", account.id)])
        return changes, {Ref(change.res_model, change.res_id) for change in changes}

    def _reported(self):
        """What is new, and the events asked for by id; one that is not there any more is as good
        as deleted."""
        yield from self.fetched.instances
        yield from self.fetched.changes.events
        for google_id, event in self.fetched.looked_at.items():
            if not isinstance(event, GoogleError):
                yield event or {"id": google_id, "status": "cancelled"}

    def _unanswered(self):
        """The ids of the events that were asked for in vain."""
        return [
            google_id
            for google_id, event in self.fetched.looked_at.items()
            if isinstance(event, GoogleError)
        ]

    def _stopped_by_zone(self, account):
        zone = self.fetched.changes.time_zone
        now = datetime.now(timezone.utc)
        mismatch = check_zones(account.user_id.tz or "UTC", zone, now)
        if not mismatch:
            return False
        text = account._in_user_lang().env._(
            "Your time zone is %(odoo)s in Odoo and %(google)s in Google. Nothing is synchronized "
            "until they are the same.",
            odoo=mismatch.odoo,
            google=mismatch.google,
        )
        account._stopped("zone", text, google_time_zone=zone)
        return True

    def _stopped_by_deletions(self, account, planned, links):
        excess = check_deletions(planned, links, account.approved_deletions)
        if not excess:
            return False
        env = account._in_user_lang().env
        text = env._(
            "This sync would remove %(count)s appointments from %(side)s. Nothing was changed. "
            "Approve it if that is what you want, or have them brought back.",
            count=excess.deletions,
            side=env._(messages.SIDE_LABELS[excess.side.value]),
        )
        account._stopped("approval", text, pending_deletions=excess.deletions)
        RunLog(env, account).close("stopped", text)
        return True

    def _finish(self, account):
        user = account.user_id
        account._synced({"google_time_zone": self.fetched.changes.time_zone})
        if self.job.populate:
            user.write(dict.fromkeys(self.job.populate, False))
        if self.run_id:
            RunLog(account.env, account, self.run_id).close()
