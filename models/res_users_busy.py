from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..google_api.transport import oauth
from .res_users import SETTING, SHOWN

#: A calendar shows a year at most, and so many people at once.
LONGEST, MOST_PEOPLE = timedelta(days=400), 500


class ResUsers(models.Model):
    """A user's other calendars, whose appointments block time in Odoo."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    google_busy_calendar_ids = fields.One2many(
        "google.sync.busy.calendar", "user_id", string="Other Calendars", **SHOWN
    )
    google_busy_booking = fields.Selection(
        [
            ("warn", "Warn the person who books"),
            ("refuse", "Do not allow it"),
        ],
        string="When a colleague books me while I am busy elsewhere",
        default="warn",
        required=True,
        help="Appointments that come from Google are never refused.",
        **SETTING,
    )
    google_busy_not_allowed = fields.Boolean(
        compute="_compute_google_busy_not_allowed", compute_sudo=True, **SHOWN
    )

    @api.private
    def google_has_busy_calendars(self):
        """Whether other Google calendars block time, so that Google is asked when they do."""
        calendars = self.env["google.sync.busy.calendar"]
        # Whoever has none costs no query.
        has_any = self.partner_id.id in calendars.partner_ids()
        return has_any and bool(calendars.of(self, "google"))

    @api.depends_context("uid")
    @api.depends("google_busy_calendar_ids")
    def _compute_google_busy_not_allowed(self):
        for user in self:
            user.google_busy_not_allowed = (
                user == self.env.user
                and user.google_has_busy_calendars()
                and user.google_lacks_scope(oauth.SCOPE_FREEBUSY)
            )

    @api.private
    def google_lacks_scope(self, scope):
        """Whether the user has consented, and has not allowed this."""
        account = self._origin.google_sync_account_ids
        if account.state in (False, "disconnected") or account.connected_by != "consent":
            return False
        tokens = self.env["google.sync.grant"].load(account).get(account.id)
        return bool(tokens) and scope not in tokens.scopes

    # -- what colleagues see ----------------------------------------------------------------------

    @api.private
    @api.model
    def google_busy_shown(self, partner_ids):
        """Of these contacts those of whom the reader sees when they are busy elsewhere: the people
        of the reader's companies. No query is made where none of them has other calendars.
        """
        known = self.env["google.sync.busy.calendar"].partner_ids().intersection(partner_ids)
        if not known or not self.env.user._is_internal():
            return []
        users = self.search([("partner_id", "in", list(known))]).sudo()
        # Odoo shows internal users of other companies, but no more than that there are such.
        mine = self.env.user.company_ids
        return users.filtered(lambda user: user.company_ids & mine).partner_id.ids

    @api.model
    def google_sync_busy_blocks(self, partner_ids=None, start=None, stop=None):
        """When colleagues are busy in their other calendars, and no more of it.

        Whoever may not see a user does not see that the user is busy either.

        :param list[int] partner_ids: of whom the calendar is shown
        :param str start: with ``stop``: the time that it shows, in UTC
        :return: dictionaries of ``partner_id``, ``start`` and ``stop``
        """
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Google Sync is for internal users only."))
        since, until = self._google_busy_window(start, stop)
        if not isinstance(partner_ids, list) or len(partner_ids) > MOST_PEOPLE:
            raise ValidationError(self.env._("Choose fewer people."))
        ids = [one for one in partner_ids if type(one) is int]
        visible = self.google_busy_shown(ids)
        busy = self.env["google.sync.busy.interval"].of_partners(visible, since, until)
        return [
            {
                "partner_id": partner_id,
                "start": fields.Datetime.to_string(span.start),
                "stop": fields.Datetime.to_string(span.stop),
            }
            for partner_id, spans in busy.items()
            for span in spans
        ]

    @api.model
    def _google_busy_window(self, start, stop):
        try:
            since, until = (fields.Datetime.to_datetime(str(one)[:19]) for one in (start, stop))
        except ValueError:
            since = until = None
        if not since or not until:
            raise ValidationError(self.env._("This is not a valid time."))
        if not timedelta() <= until - since <= LONGEST:
            raise ValidationError(self.env._("Choose a shorter time."))
        return since, until

    # -- the page's buttons -----------------------------------------------------------------------

    def action_google_choose_busy(self):
        """Let the user tick which of their Google calendars block time."""
        self._check_google_self()
        choice = self.env["google.sync.busy.choice"].create({})
        title = self.env._("Other Google calendars")
        return choice._get_records_action(name=title, target="new")

    def action_google_add_address(self):
        """Let the user enter the iCal address of a calendar elsewhere."""
        self._check_google_self()
        title = self.env._("A calendar elsewhere")
        return self.env["google.sync.busy.feed"]._get_records_action(name=title, target="new")
