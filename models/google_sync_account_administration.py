from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_datetime

from ..sync.reporting import mail_permits as ledger

#: A user is not invited again before so much time has passed.
INVITATION_PAUSE = timedelta(days=1)

#: What somebody connects, or authorizes again.
TO_CONNECT = ("disconnected", "reauthorize")
#: What can be paused: the others ask Google for nothing.
TO_PAUSE = ("connected", "zone", "approval")
#: What has access to Google, or had it until lately.
KNOWN = (*TO_PAUSE, "reauthorize", "paused")


class GoogleSyncAccount(models.Model):
    """What administrators do with accounts, with several at once; users pause their own, too."""

    _inherit = "google.sync.account"  # pylint: disable=consider-merging-classes-inherited

    invitation = fields.Char(compute="_compute_invitation")
    paused_by_id = fields.Many2one("res.users", string="Paused by", readonly=True)

    @api.depends("invited_at", "invited_by_id", "work_id.waiting_told_at")
    @api.depends_context("lang", "tz")
    def _compute_invitation(self):
        for account in self:
            moment = account.invited_at or account.waiting_told_at
            date = format_datetime(self.env, moment, dt_format="short")
            if not moment:
                account.invitation = False
            elif account.invited_at:
                account.invitation = self.env._(
                    "Invited by %(name)s, %(date)s", name=account.invited_by_id.name, date=date
                )
            else:
                account.invitation = self.env._(
                    "Reminded of waiting appointments on %(date)s", date=date
                )

    # -- pausing ------------------------------------------------------------------------------

    def _pause(self):
        """Let no request to Google go out for them. What changes is noted as before.

        A run that is under way stops at its next step.
        """
        for account in self.filtered(lambda account: account.state in TO_PAUSE):
            env = account._in_user_lang().env
            message = env._(
                "Paused by %(name)s on %(date)s. Changes made meanwhile are synchronized when it "
                "is resumed.",
                name=self.env.user.name,
                date=format_datetime(env, fields.Datetime.now(), dt_format="short"),
            )
            account.write(
                {
                    "decision": "paused",
                    "note": message,
                    "paused_by_id": self.env.user.id,
                }
            )

    def _resume(self):
        """Go on with what was paused; whatever has stopped it before does so again.

        :raise UserError: an administrator has paused it, who may have reasons
        """
        for account in self.filtered(lambda account: account.state == "paused"):
            account._check_may_resume()
            account.write(
                {
                    "decision": "connected",
                    "note": False,
                    "resumed_at": fields.Datetime.now(),
                    "paused_by_id": False,
                }
            )
            account._ask_worker("go_on")
            account.contacts_ids._request_sync()

    def _may_resume(self, user):
        """Whether a pause is this user's to end."""
        return not self._is_paused_by_other() or user.has_group("base.group_system")

    def _check_may_resume(self):
        if not self._may_resume(self.env.user):
            raise UserError(
                self.env._(
                    "%(name)s paused this. Ask an administrator to resume it.",
                    name=self.paused_by_id.name,
                )
            )

    def _is_paused_by_other(self):
        return bool(self.paused_by_id) and self.paused_by_id != self.user_id

    def _stay_paused(self):
        """Whoever connects anew resumes what they have paused, and not what somebody else has."""
        if not self._is_paused_by_other():
            self.paused_by_id = False
        elif self.decision == "connected":
            text = self._in_user_lang().env._(
                "Paused by %(name)s. Changes made meanwhile are synchronized when it is resumed.",
                name=self.paused_by_id.name,
            )
            self.write({"decision": "paused", "note": text})

    # -- starting anew ------------------------------------------------------------------------

    def _reset(self):
        """Compare everything anew in the next run, whatever was known of failures.

        The links stay, so that nothing is doubled. Who was paused stays so until resumed.
        """
        known = self.filtered(lambda account: account.state in KNOWN)
        known._start_anew()
        known.contacts_ids._start_anew()

    def _take_anew(self):
        self._forget_progress()
        self._take_compare()
        failing = [("account_id", "=", self.id), ("state", "=", "failed")]
        self.env["google.sync.link"].search(failing).write(
            {"retry_at": fields.Datetime.now(), "failures": 0}
        )
        return super()._take_anew()

    # -- inviting -----------------------------------------------------------------------------

    def _invite(self):
        """Mail them the way to Google's consent page; changes are noted for them from now on.

        :return: the accounts by what became of them: ``invited``, ``recently``, ``no_address`` or
            ``needless``
        :raise UserError: nobody can connect, for this Odoo is not set up
        """
        self._client()  # or nobody could connect
        outcomes = defaultdict(self.browse)
        for account in self:
            outcomes[account._invitation_outcome()] |= account
        invited = outcomes["invited"]
        invited.write({"invited_at": fields.Datetime.now(), "invited_by_id": self.env.user.id})
        invited.user_id.google_sync_enabled = True
        invited._mail_invitation()
        return outcomes

    def _invitation_outcome(self):
        user = self.user_id
        if self.state not in TO_CONNECT or not (user.active and user._is_internal()):
            return "needless"
        if not user.email:
            return "no_address"
        again_at = fields.Datetime.now() - INVITATION_PAUSE
        if self.invited_by_id and self.invited_at > again_at:
            return "recently"
        return "invited"

    def _mail_invitation(self):
        template = self.env.ref("google_sync.mail_template_invitation")
        with ledger.permitted(self.env, self.partner_id.mapped("email")):
            template.send_mail_batch(self.ids)
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    # -- actions of the list ------------------------------------------------------------------

    def action_invite(self):
        """Invite those who have not connected, and say who was."""
        self._check_administrator()
        outcomes = self.sudo()._invite()
        texts = {
            "invited": self.env._("Invited: %(names)s."),
            "recently": self.env._("Already invited within the last day: %(names)s."),
            "no_address": self.env._("No email address: %(names)s. Enter it on the user's form."),
            "needless": self.env._("Already connected, or unable to connect: %(names)s."),
        }
        told = [
            text % {"names": ", ".join(outcomes[outcome].user_id.mapped("name"))}
            for outcome, text in texts.items()
            if outcomes[outcome]
        ]
        kind = "success" if outcomes["invited"] else "warning"
        return self.env["res.users"]._google_notify(kind, " ".join(told))

    def action_pause(self):
        """Pause those that can be."""
        accounts = self._administered(TO_PAUSE)
        accounts._pause()
        return accounts._tell(self.env._("Paused: %(names)s."))

    def action_resume(self):
        """Resume those that are paused."""
        accounts = self._administered(("paused",))
        accounts._resume()
        return accounts._tell(self.env._("Resumed: %(names)s."))

    def action_reset(self):
        """Compare everything anew."""
        accounts = self._administered(KNOWN)
        accounts._reset()
        return accounts._tell(self.env._("Compared again shortly: %(names)s."))

    def action_sync(self):
        """Have those that are connected synchronized as soon as may be."""
        accounts = self._administered(("connected", "zone"))
        accounts._request_sync()
        accounts.contacts_ids._request_sync()
        return accounts._tell(self.env._("Synchronized shortly: %(names)s."))

    def action_disconnect(self):
        """Ask what is to become of what is on both sides; of several all of it stays."""
        self._check_administrator()
        if len(self) == 1:
            return self.user_id.action_google_disconnect()
        accounts = self._administered(KNOWN)
        accounts._disconnect()
        return accounts._tell(self.env._("Disconnected: %(names)s."))

    @api.model
    def _check_administrator(self):
        """:raise AccessError: the user does not administer this Odoo"""
        if not (self.env.su or self.env.user.has_group("base.group_system")):
            raise AccessError(
                self.env._("Only administrators can do this with the Google accounts of others.")
            )

    def _administered(self, states):
        """Those in one of the states, for somebody who may act for others."""
        self._check_administrator()
        return self.sudo().filtered(lambda account: account.state in states)

    def _tell(self, text, kind="success"):
        """Say with whom something was done.

        :param text: with a place for ``names``
        """
        names = ", ".join(self.user_id.mapped("name"))
        told = text % {"names": names} if self else self.env._("There was nothing to do.")
        return self.env["res.users"]._google_notify(kind if self else "warning", told)
