from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..google_api.calendar import client as google_calendar
from ..google_api.transport import oauth
from ..google_api.transport.access import Consent
from ..sync.google import client as services
from ..sync.operations.move_calendar import CalendarMove
from ..sync.reporting import mail_permits as ledger
from ..sync.reporting import messages
from ..sync.store.unlogged import CLIENT_SECRET
from .google_sync_claimable import CLEARED

#: From where users go to Google's consent page, and where Google sends them back to.
CONNECT = "/google_sync/connect"
CALLBACK = "/google_sync/oauth/callback"


class GoogleSyncAccount(models.Model):
    """The connection itself: consent given and taken back, and the calendar that is chosen."""

    _inherit = "google.sync.account"

    @api.model
    def _client(self):
        """The OAuth client of this Odoo, as registered in the Google Cloud console.

        :raise UserError: when it is not set, or nothing may be asked of Google
        """
        self._check_sync_allowed()
        parameter = self.env["ir.config_parameter"].sudo().get_param
        client_id = parameter("google_sync.client_id")
        client_secret = self.env["google.sync.secret"].load(CLIENT_SECRET)
        if not (client_id and client_secret):
            raise UserError(
                self.env._(
                    "This Odoo has no Google client id and secret yet. An administrator needs to "
                    "enter them in Settings → Google Sync."
                )
            )
        return oauth.Client(client_id, client_secret, self._redirect_uri(), services.endpoints())

    @api.model
    def _redirect_uri(self):
        return f"{self.env['ir.config_parameter'].sudo().get_param('web.base.url')}{CALLBACK}"

    def _connect(self, tokens, identity, calendar, connected_by="consent"):
        """Attach the Google account that the user, or an administrator, has just authorised.

        Google is asked nothing here: whatever Odoo repeats of it is the same again.

        :param google_api.calendar.client.CalendarEntry calendar: the primary one
        :raise UserError: when another user has that Google account already
        """
        self.ensure_one()
        self._check_nobody_elses_account(identity)
        other_account = self.google_subject != identity.subject
        if other_account or self.connected_by != connected_by:
            self._give_up_consent()
        ends_at = tokens.refresh_expiry
        self.env["google.sync.grant"].give(self, tokens)
        self.write(
            {
                "decision": self._decision_when_connected(identity),
                "google_subject": identity.subject,
                "google_email": identity.email,
                "connected_by": connected_by,
                "known_since": self.known_since or fields.Datetime.now(),
                "note": False,
                "invited_at": False,
                "invited_by_id": False,
                "authorized_at": fields.Datetime.now(),
                "access_ends_at": ends_at and ends_at.replace(tzinfo=None),
            }
        )
        self.env["google.sync.offer"].of(self).unlink()
        if other_account or not self.calendar_id:
            self._choose_calendar(calendar)
        if other_account:
            self.contacts_ids._ask_worker("another_account")
        self.contacts_ids._start_anew()
        self._stay_paused()
        self._ask_worker("connected")

    def _take_connected(self):
        """Whatever was wrong with the former connection is a matter of the past."""
        self.work_id.write({**CLEARED, "refusal": False, "waiting_told_at": False})
        self._take_sync()

    def _check_nobody_elses_account(self, identity):
        if self._others_with("google_subject", identity.subject):
            raise UserError(
                self.env._(
                    "The Google account %(email)s is already connected to another user of this "
                    "Odoo. Choose another Google account, or have an administrator disconnect it "
                    "there first.",
                    email=identity.email,
                )
            )

    def _check_nobody_elses_calendar(self, calendar):
        if self._others_with("calendar_id", calendar.id):
            raise UserError(
                self.env._(
                    "The Google calendar “%(calendar)s” is already synchronized with the schedule "
                    "of another user. Choose another calendar, or a new one of your own.",
                    calendar=calendar.summary,
                )
            )

    def _others_with(self, name, value):
        """The connected accounts of others that have the same value."""
        others = self.search([(name, "=", value), ("id", "!=", self.id)])
        # Those from whose Google a worker has taken everything have left, and may say so now.
        left = others.filtered(lambda other: other.state == "disconnected")
        left.filtered(lambda other: other.decision != "disconnected").decision = "disconnected"
        return others - left

    def _invite_to_connect(self):
        """Tell those who have not connected that appointments wait for them, and who made them.

        The user is told once until they connect; the one at the front desk each time.
        """
        for account in self:
            if account.user_id == self.env.user:
                account._offer_to_connect()
                continue
            self.env.user._bus_send(
                "simple_notification",
                {
                    "type": "warning",
                    "message": self.env._(
                        "%(user)s has not connected Google yet. The appointment will appear in "
                        "their Google calendar once they connect.",
                        user=account.user_id.name,
                    ),
                },
            )
            if not (account.invited_at or account.waiting_told_at):
                # A worker does it: many who save at once must not meet in the user's row.
                account._ask_worker("tell_of_waiting")

    def _take_tell_of_waiting(self):
        """Tell the user once that appointments wait for them to connect."""
        if self.waiting_told_at or self.decision != "disconnected":
            return
        self.work_id.waiting_told_at = fields.Datetime.now()
        self._notify_to_connect(
            self._in_user_lang().env._(
                "Appointments are waiting to be sent to your Google calendar."
            )
        )

    def _notify_to_connect(self, reason):
        """Ask the user to connect Google.

        :param reason: in the user's language
        """
        env = self._in_user_lang().env
        with ledger.permitted(env, [self.partner_id.email]):
            self.env["mail.thread"].message_notify(
                partner_ids=self.partner_id.ids,
                subject=env._("Connect your Google calendar"),
                body=Markup("<p>%s</p><p><a href='%s'>%s</a></p>")
                % (
                    reason,
                    f"{self.get_base_url()}{CONNECT}",
                    env._("Connect Google"),
                ),
            )

    @api.model
    def _ask_for_primary_calendar(self, tokens):
        """The calendar that Google shows at first to who has just given these tokens.

        :raise GoogleError: Google does not say
        """
        key = ("connecting", self.env.uid)
        session = services.session(self.env, Consent(self._client()), key, tokens)
        return google_calendar.get_calendar(session, "primary")

    @api.model
    def _has_keeper(self, subject):
        """Whether somebody here keeps their own consent for the Google account."""
        return bool(
            subject
            and self.sudo().search_count(
                [
                    ("google_subject", "=", subject),
                    ("connected_by", "=", "consent"),
                    ("state", "not in", ("disconnected", "reauthorize")),
                ],
                limit=1,
            )
        )

    def _session(self):
        """The account's access to Google, for the one moment in which a person waits for it.

        :raise UserError: when there is none, or nothing may be asked of Google
        """
        self.ensure_one()
        self._check_sync_allowed()
        if self.state == "disconnected":
            raise UserError(self.env._("Connect your Google account first."))
        session = self._sessions()[self.id]
        if isinstance(session, Exception):
            raise UserError(messages.describe(self.env, session, waited_for=True))
        return session

    def _choose_calendar(self, calendar, move=False):
        """Synchronise with ``calendar`` from now on.

        :param move: whether the appointments of the former one move there; else its links rest
        :raise UserError: when another user's schedule is synchronised with it
        """
        self.ensure_one()
        self._check_nobody_elses_calendar(calendar)
        if calendar.id == self.calendar_id:
            return
        former = self.calendar_id
        self.write(
            {
                "calendar_id": calendar.id,
                "calendar_name": calendar.summary,
                "known_since": self._known_since(calendar),
            }
        )
        self._ask_worker(
            "other_calendar",
            former=former,
            move=move,
            primary=calendar.primary,
            zone=calendar.time_zone,
        )

    def _known_since(self, calendar):
        """When what is in the calendar was known: by now, or when Odoo's own Google Calendar knew
        it last."""
        now = fields.Datetime.now()
        taken_over = calendar.primary and self.took_over_at and self._waiting_taken_over()
        return min(now, self.took_over_at) if taken_over else now

    def _take_other_calendar(self, former, move, primary, zone):
        self.work_id.google_time_zone = zone
        self._forget_progress()
        if primary:
            self._adopt_taken_over()
        calendar_move = CalendarMove(self)
        if move and former:
            calendar_move.begin(former)
        else:
            calendar_move.stop()
        self._take_sync()

    @api.ondelete(at_uninstall=False)
    def _unlink_give_access_back(self):
        self._give_access_back()

    def _give_access_back(self):
        """For who is deleted."""
        for account in self.sudo():
            account._give_up_consent()
            account._leave()

    def _disconnect(self):
        """Forget the access here, and have it given back to Google. The links stay, and what is in
        Google, too."""
        for account in self.sudo():
            message = account._not_given_back() or account._disconnected_by_other()
            account._give_up_consent()
            account._leave(note=message)

    def _not_given_back(self):
        """What the user is told while nothing may be asked of Google."""
        if self._sync_allowed() or not self._consent_tokens():
            return False
        return self._in_user_lang().env._(
            "Google Sync is switched off for the whole company, so Odoo could not tell Google. "
            "Remove the access yourself in your Google account, under Security → Your "
            "connections to third-party apps."
        )

    def _disconnected_by_other(self):
        """What the user is told of a disconnection that is not theirs."""
        if self.env.user in (self.user_id, self.env.ref("base.user_root")):
            return False
        env = self._in_user_lang().env
        return env._(
            "%(name)s disconnected your Google account on %(date)s.",
            name=self.env.user.name,
            date=format_date(env, fields.Date.context_today(self)),
        )

    def _consent_tokens(self):
        """What the user has given; what an administrator has delegated is not theirs."""
        if self.connected_by == "service_account":
            return None
        return self.env["google.sync.grant"].load(self).get(self.id)

    def _give_up_consent(self):
        """Have Google told, once this is committed, that the user's consent is not needed."""
        tokens = self._sync_allowed() and self._consent_tokens()
        if tokens:
            self.env["google.sync.revocation"].want(tokens, self.google_subject)
