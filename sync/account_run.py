"""One sync of one account, in the steps that the runner puts between its requests to Google."""

from datetime import datetime, timezone

from ..engine.guards import check_deletions, check_zones
from ..google_api.errors import GoogleError
from . import messages
from .event_records import MODEL
from .event_step import EventStep
from .run_log import RunLog


class AccountRun:
    """:param job: the account's values
    :param fetched: what Google said
    """

    def __init__(self, job, fetched):
        self.job = job
        self.fetched = fetched
        self.sendings = []
        self.run_id = None

    # -- the steps ------------------------------------------------------------------------------

    def prepare(self, env):
        """Plan, check the guards, write to Odoo; what remains is to be sent to Google.

        Links are stored as Google still has it: should the process die now, the difference to
        Odoo is what the next run sends.

        :rtype: list[Sending]
        """
        account = self._account(env)
        if self.fetched.error:
            return self.fail(env, self.fetched.error)
        if self._stopped_by_zone(account):
            return []
        step = self._event_step(env, account)
        changes, odoo_ids = self._taken_changes(account)
        step.read_due()
        step.leave(self._unanswered())
        step.read_google([*self.fetched.changes.events, *self._looked_at()])
        step.read_odoo(odoo_ids, everything=account.user_id.google_populate_google)
        planned = step.plan()
        if self._stopped_by_deletions(account, planned, step.links.count()):
            return []
        # What this transaction writes to Odoo came from this account: it needs no echo.
        env["google.sync.change"].set_origin(account)
        self.sendings = step.carry_out(planned)
        if self.fetched.changes.full:
            step.links.look_again(step.events)
        changes.unlink()
        account.sync_token = self.fetched.changes.next_sync_token
        return self._go_on(account, step)

    def settle(self, env, answer):
        """Store what came of the writes; what differs at Google by now is planned once more."""
        account = self._account(env)
        if isinstance(answer, GoogleError):
            return self.fail(env, answer)
        step = self._event_step(env, account)
        env["google.sync.change"].set_origin(account)
        differing = step.store(self.sendings, answer)
        self.sendings = step.replan(differing) if differing else []
        return self._go_on(account, step)

    def give_up(self, env):
        """Leave what changes faster than it can be written to the next run."""
        account = self._account(env)
        self._event_step(env, account).postpone(self.sendings)
        self._finish(account)

    def fail(self, env, error):
        """The run cannot go on; nothing is lost, since nothing was marked as done."""
        account = self._account(env)
        account._failed(error)
        RunLog(env, account, self.run_id).close("failed", account.message)
        return []

    # -- parts of them ----------------------------------------------------------------------------

    def _account(self, env):
        account = env["google.sync.account"].browse(self.job.account_id)
        if self.job.session and self.job.session.refreshed:
            env["google.sync.token"].store(account, self.job.session.tokens)
        return account

    def _event_step(self, env, account):
        return EventStep(env, account, self.fetched.changes.default_reminders, self.run_id)

    def _go_on(self, account, step):
        """Keep the log, and end the run when nothing is left to be sent."""
        self.run_id = step.log.write()
        if not self.sendings:
            self._finish(account)
        return self.sendings

    def _taken_changes(self, account):
        """The outbox rows to take, and the ids of the records they name."""
        changes = account.env["google.sync.change"].search([("account_id", "=", account.id)])
        return changes, {change.res_id for change in changes if change.res_model == MODEL}

    def _looked_at(self):
        """The events asked for by id; one that is not there any more is as good as deleted."""
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
        done = {
            name: False for name in ("google_populate_google", "google_populate_odoo") if user[name]
        }
        if done:
            user.write(done)
        if self.run_id:
            RunLog(account.env, account, self.run_id).close()
