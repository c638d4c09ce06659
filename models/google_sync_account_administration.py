from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_datetime
from odoo.tools.translate import LazyTranslate

from ..sync.operations.disconnect import disconnect
from ..sync.operations.invitations import invite
from ..sync.reporting import dashboard
from ..sync.reporting.told import told

_lt = LazyTranslate(__name__)

#: The group that looks after others' accounts; administrators are in it.
MANAGERS = "google_sync.group_google_sync_manager"
#: What can be paused: the others ask Google for nothing.
TO_PAUSE = ("connected", "zone", "approval")
#: What has access to Google, or had it until lately.
KNOWN = (*TO_PAUSE, "reauthorize", "paused")


class GoogleSyncAccount(models.Model):
    """Lets managers act on several accounts at once; users pause their own, too.

    Managers see how the sync of others is, and nothing of what is in it. What gives access, takes
    it away, or decides about appointments is for administrators.
    """

    _inherit = "google.sync.account"  # pylint: disable=consider-merging-classes-inherited

    invitation = fields.Char(compute="_compute_invitation")
    paused_by_id = fields.Many2one("res.users", string="Paused by", readonly=True)

    @api.depends("invited_at", "invited_by_id", "work_id.waiting_notified_at")
    @api.depends_context("lang", "tz")
    def _compute_invitation(self):
        for account in self:
            moment = account.invited_at or account.waiting_notified_at
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

    @api.private
    def pause(self):
        """Let no request to Google go out for them. What changes is noted as before.

        A run that is under way stops at its next step.
        """
        for account in self.filtered(lambda account: account.state in TO_PAUSE):
            env, now = account.in_user_lang().env, fields.Datetime.now()
            account.write(
                {
                    "decision": "paused",
                    "note": told(env, _paused_text, self.env.user.name, now),
                    "paused_by_id": self.env.user.id,
                }
            )

    @api.private
    def resume(self):
        """Go on with what was paused; whatever has stopped it before does so again.

        :raise UserError: a manager has paused it, who may have reasons
        """
        for account in self.filtered(lambda account: account.state == "paused"):
            if not account.may_resume(self.env.user):
                raise UserError(
                    self.env._(
                        "%(name)s paused this. Ask an administrator to resume it.",
                        name=account.paused_by_id.name,
                    )
                )
            account.write(
                {
                    "decision": "connected",
                    "note": False,
                    "resumed_at": fields.Datetime.now(),
                    "paused_by_id": False,
                }
            )
            account.ask_worker("go_on")
            account.contacts_ids.request_sync()

    @api.private
    def may_resume(self, user):
        """Return whether this user may end the pause."""
        return not self._is_paused_by_other() or user.has_group(MANAGERS)

    def _is_paused_by_other(self):
        return bool(self.paused_by_id) and self.paused_by_id != self.user_id

    @api.private
    def stay_paused(self):
        """End the user's own pause as they connect again, but no administrator's."""
        if not self._is_paused_by_other():
            self.paused_by_id = False
        elif self.decision == "connected":
            text = _lt(
                "Paused by %(name)s. Changes made meanwhile are synchronized when it is resumed.",
                name=self.paused_by_id.name,
            )
            self.write({"decision": "paused", "note": told(self.in_user_lang().env, text)})

    # -- actions of the list ------------------------------------------------------------------

    def action_invite(self):
        """Invite those who have not connected, and tell who was invited."""
        outcomes = invite(self._managed())
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
        accounts = self._managed(TO_PAUSE)
        accounts.pause()
        return accounts._tell(self.env._("Paused: %(names)s."))

    def action_resume(self):
        """Resume those that are paused."""
        accounts = self._managed(("paused",))
        accounts.resume()
        return accounts._tell(self.env._("Resumed: %(names)s."))

    def action_reset(self):
        """Compare everything anew in the next run, whatever was known of failures.

        The links stay, so that nothing is doubled. A paused account stays paused.
        """
        accounts = self._managed(KNOWN)
        accounts.start_anew()
        accounts.contacts_ids.start_anew()
        return accounts._tell(self.env._("Compared again shortly: %(names)s."))

    def action_use_google_zone(self):
        """Give the user the time zone of their Google calendar, so that the sync can go on."""
        self.ensure_one()
        self._check_administrator()
        return self.user_id.action_google_use_google_zone()

    def action_sync(self):
        """Have those that are connected synchronized as soon as may be."""
        accounts = self._managed(("connected", "zone"))
        accounts.request_sync()
        accounts.contacts_ids.request_sync()
        return accounts._tell(self.env._("Synchronized shortly: %(names)s."))

    def action_disconnect(self):
        """Ask what happens to the records on both sides; for several accounts, all of them stay."""
        self._check_administrator()
        if len(self) == 1:
            return self.user_id.action_google_disconnect()
        accounts = self._managed(KNOWN)
        disconnect(accounts)
        return accounts._tell(self.env._("Disconnected: %(names)s."))

    @api.model
    @api.readonly
    def retrieve_dashboard(self):
        """The tiles above the list, see :func:`~..sync.reporting.dashboard.tiles`."""
        self._check_manager()
        return dashboard.tiles(self.env)

    @api.model
    def _check_administrator(self):
        """:raise AccessError: the user does not administer this Odoo"""
        if not (self.env.su or self.env.user.has_group("base.group_system")):
            raise AccessError(
                self.env._("Only administrators can do this with the Google accounts of others.")
            )

    @api.model
    def _check_manager(self):
        """:raise AccessError: the user does not look after the accounts of others"""
        if not (self.env.su or self.env.user.has_group(MANAGERS)):
            raise AccessError(
                self.env._(
                    "Only managers of Google Sync can do this with the Google accounts of others."
                )
            )

    def _managed(self, states=None):
        """Return the accounts in these states, for somebody who may act for others.

        :raise AccessError: they may not, or not for users of these companies
        """
        self._check_manager()
        self.check_access("read")
        return self.sudo().filtered(lambda account: not states or account.state in states)

    def _tell(self, text):
        """Say with whom something was done.

        :param text: with a place for ``names``
        """
        names = ", ".join(self.user_id.mapped("name"))
        told = text % {"names": names} if self else self.env._("There was nothing to do.")
        return self.env["res.users"]._google_notify("success" if self else "warning", told)


def _paused_text(env, name, moment):
    return env._(
        "Paused by %(name)s on %(date)s. Changes made meanwhile are synchronized when it is "
        "resumed.",
        name=name,
        date=format_datetime(env, moment, dt_format="short"),
    )
