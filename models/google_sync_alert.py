from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date, format_datetime
from odoo.tools.translate import LazyTranslate

from ..sync.store.refs import EVENT
from .told_field import ToldChar

_lt = LazyTranslate(__name__)

#: What is over, and remarks, are forgotten after this time.
KEPT = timedelta(days=30)

#: What is said of the account's trouble, by its key: while it lasts, and when it is over.
_HEADINGS = {
    "authorization": (
        _lt("Nothing is synchronized until you authorize again"),
        _lt("Odoo has access to Google again"),
    ),
    "delegation": (
        _lt("Nothing is synchronized until an administrator fixes this"),
        _lt("Odoo has access to Google again"),
    ),
    "contacts/delegation": (
        _lt("Contacts are not synchronized until an administrator fixes this"),
        _lt("Your contacts are synchronized again"),
    ),
    "calendar/lost": (
        _lt("Your Google calendar was not found"),
        _lt("Your calendar is synchronized again"),
    ),
    "calendar/read_only": (
        _lt("You can now only view your Google calendar"),
        _lt("Your calendar is synchronized again"),
    ),
    "contacts/reauthorize": (
        _lt("Contacts are not synchronized until you authorize again"),
        _lt("Your contacts are synchronized again"),
    ),
    "calendar/zone": (
        _lt("Nothing is synchronized while the time zones differ"),
        _lt("The time zones match, and your calendar is synchronized again"),
    ),
    "calendar/approval": (
        _lt("The sync of your calendar waits for your approval"),
        _lt("Your calendar is synchronized again"),
    ),
    "contacts/approval": (
        _lt("The sync of your contacts waits for your approval"),
        _lt("Your contacts are synchronized again"),
    ),
    "stuck": (
        _lt("The sync has been failing since %(since)s"),
        _lt("The sync works again"),
    ),
}


_REMARKS = {
    "overlap": _lt("Double booking"),
    "conflict": _lt("Conflict"),
    "question": _lt("Question"),
    "remark": _lt("Remark"),
}

#: What is over when the user has authorized again.
_TO_AUTHORIZE = ("authorization", "contacts/reauthorize")
#: What is pressed on the Google page, by the key of the trouble.
_REMEDIES = {
    "delegation": _lt("Open My Google Page"),
    "contacts/delegation": _lt("Open My Google Page"),
    "calendar/lost": _lt("Choose Another Calendar"),
    "calendar/read_only": _lt("Choose Another Calendar"),
    "calendar/zone": _lt("Use Google's Time Zone"),
    "calendar/approval": _lt("Approve or Bring Back"),
    "contacts/approval": _lt("Approve or Bring Back"),
    "stuck": _lt("Open My Google Page"),
}
#: What is pressed about one remark and about several, and where that leads, by what they are about.
_PAGES = {
    "overlap": (
        _lt("Move One, or Keep Both"),
        _lt("Sort Out the Double Bookings"),
        "google-sync-double-bookings",
    ),
    "conflict": (
        _lt("Choose a Version"),
        _lt("Sort Out the Conflicts"),
        "google-sync-conflicts",
    ),
}


class GoogleSyncAlert(models.Model):
    """A problem or a remark that an account's user is mailed, and when they were."""

    _name = "google.sync.alert"
    _description = "Google Sync: alert"
    _order = "level, id"
    _rec_name = "heading"
    _log_access = False

    account_id = fields.Many2one(
        "google.sync.account", required=True, ondelete="cascade", index=True, readonly=True
    )
    key = fields.Char(
        required=True, readonly=True, help="By which it is known to be the same as before."
    )
    level = fields.Selection(
        [("error", "Problem"), ("warning", "Remark")], required=True, readonly=True
    )
    name = fields.Char(string="Entry", readonly=True, help="Empty for what is the account's.")
    heading = fields.Char(compute="_compute_heading")
    about = fields.Selection(
        selection=lambda self: (
            self.env["google.sync.run.line"]._fields["about"]._description_selection(self.env)
        ),
        readonly=True,
    )
    message = ToldChar(readonly=True)
    mail_id = fields.Many2one(
        "mail.mail",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
        help="The mail that tells it. Until it has left it can be taken back.",
    )
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)
    noticed_at = fields.Datetime(required=True, readonly=True)
    notified_at = fields.Datetime(readonly=True)
    times_notified = fields.Integer(
        readonly=True, help="Since it was noticed; it may have been over for a while before that."
    )
    resolved_at = fields.Datetime(readonly=True)
    due = fields.Boolean(readonly=True, help="It is told in the next mail.")

    _key_unique = models.Constraint(
        "UNIQUE(account_id, key)", "A user hears about each problem once."
    )

    @api.depends("key", "name", "about", "level", "noticed_at", "resolved_at")
    @api.depends_context("lang")
    def _compute_heading(self):
        for alert in self:
            over = bool(alert.resolved_at)
            if alert.key in _HEADINGS:
                text = self.env._(_HEADINGS[alert.key][over])
                alert.heading = text % {"since": alert._clock(alert.noticed_at)}
            elif alert.level == "warning":
                text = self.env._(_REMARKS[alert.about or "remark"])
                alert.heading = self.env._("%(kind)s: “%(name)s”", kind=text, name=alert.name)
            elif over:
                alert.heading = self.env._("“%(name)s” is syncing again", name=alert.name)
            else:
                alert.heading = self.env._("“%(name)s” is not synchronized", name=alert.name)

    def _nameless_heading(self):
        """The same for who may not read how the record is called."""
        self.ensure_one()
        if not self.name:
            return self.heading
        if self.level == "warning":
            return self.env._(_REMARKS[self.about or "remark"])
        if self.resolved_at:
            return self.env._("An entry is syncing again")
        return self.env._("An entry is not synchronized")

    def _remedy(self):
        """Return the button below this alert, as a pair of label and address; ``None`` for none.
        What helps with several of them is said once: below the last one, or by the mail's button.
        """
        self.ensure_one()
        alike = self.account_id._alert_shown().filtered(
            lambda one: one._helped_by() == self._helped_by()
        )
        if self != alike[-1:] or self in self.account_id._alert_helped():
            return None
        return alike._help()

    def _help(self):
        """Return what helps with these, all of which the same helps: a pair of label and address;
        ``None`` for nothing."""
        alert = self[0]
        if alert.about in _PAGES:
            label, label_of_several, page = _PAGES[alert.about]
            label = label_of_several if len(self) > 1 else label
            return self.env._(label), f"{alert.get_base_url()}/odoo/{page}"
        if alert.key in _TO_AUTHORIZE:
            return self.env._("Authorize Again"), f"{alert.get_base_url()}/google_sync/connect"
        if alert.key in _REMEDIES:
            return self.env._(_REMEDIES[alert.key]), alert.account_id._google_page_url()
        if url := alert._url():
            return alert._label_of_record(), url
        return None

    def _helped_by(self):
        """Return what two alerts have in common that the same helps."""
        self.ensure_one()
        if self.about in _PAGES:
            return self.about
        if self.key in _TO_AUTHORIZE:
            return "authorize"
        return self.env._(_REMEDIES[self.key]) if self.key in _REMEDIES else self.key

    def _label_of_record(self):
        """Return the label of the button that leads to the record."""
        kind, _slash, number = self.key.partition("/")
        if kind == "link":
            link = self.env["google.sync.link"].browse(int(number)).exists()
            return self.env._("Choose") if link.candidates else self.env._("Try Again")
        return self.env._("Choose") if self.about == "question" else self.env._("Open It")

    def _is_over(self):
        """Return whether a remark that was not mailed so far is needless by now."""
        if self.about == "conflict":
            return not self.account_id.conflict_count
        if self.about != "overlap":
            return False
        told = [("account_id", "=", self.account_id.id), ("state", "=", "open")]
        if self.key.startswith("remark/"):  # the other one is in another calendar
            told += [("first_id", "=", self.res_id), ("second_id", "=", False)]
        else:
            pair = list(map(int, self.key.split("/")[-2:]))
            told += [("first_id", "in", pair), ("second_id", "in", pair)]
        return not self.env["google.sync.overlap"].search_count(told, limit=1)

    def _url(self):
        """The address of the record in Odoo; empty where there is none any more."""
        self.ensure_one()
        record = self._record()
        return f"{self.get_base_url()}/odoo/{record._name}/{record.id}" if record else ""

    def _day(self):
        """When the alert's appointment takes place; empty for anything else."""
        event = self._record()
        if not event or event._name != EVENT:
            return ""
        if event.allday:
            return format_date(self.env, event.start_date)
        return self._clock(event.start)

    def _clock(self, moment):
        """A moment on the clock of the account's user."""
        return format_datetime(self.env, moment, self.account_id.user_id.tz, "short")

    def _record(self):
        """The alert's record, if it still exists."""
        return self.res_id and self.env[self.res_model].browse(self.res_id).exists()

    @api.autovacuum
    def _gc_alerts(self):
        horizon = Domain("noticed_at", "<", fields.Datetime.now() - KEPT)
        over = Domain("resolved_at", "!=", False) | Domain("level", "=", "warning")
        self.search(horizon & over).unlink()
