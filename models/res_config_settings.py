from odoo import api, fields, models
from odoo.exceptions import UserError

from ..google_api.transport import oauth
from ..sync.google.access import oauth_client, redirect_uri
from ..sync.google.push_address import PARAMETER, is_wanted
from ..sync.operations import migrate_google_calendar
from ..sync.reporting import messages
from ..sync.reporting.budget import DAILY_REQUESTS
from ..sync.reporting.client_actions import notification, reload
from ..sync.store import job_queue
from ..sync.store.unlogged import CLIENT_SECRET
from .ir_cron import LONGEST_MINUTES, MOST_WORKERS, WORKERS


class ResConfigSettings(models.TransientModel):  # pylint: disable=no-wizard-in-models
    """How the addon reaches Google, how often, and what it keeps."""

    _name = "res.config.settings"
    _inherit = ["res.config.settings", "google.sync.client.mixin"]

    google_sync_allowed = fields.Boolean(
        string="Allow Google Sync",
        config_parameter="google_sync.enabled",
        help="While this is off, Odoo does not contact Google.",
    )
    google_sync_client_id = fields.Char(
        string="Client ID", config_parameter="google_sync.client_id"
    )
    google_sync_calendar_name = fields.Char(
        string="Name of New Calendars",
        config_parameter="google_sync.calendar_name",
        help="Suggested to users who want a separate Google calendar for their Odoo schedule.",
    )
    google_sync_has_google_calendar = fields.Boolean(
        compute="_compute_google_sync_has_google_calendar"
    )
    google_sync_may_take_client = fields.Boolean(
        compute="_compute_google_sync_may_take_client", groups="base.group_system"
    )
    google_sync_interval = fields.Integer(
        string="Shortest Pause Between Syncs (Minutes)",
        default=lambda self: self.env["ir.cron"].google_sync_minutes(),
    )

    google_sync_longest_interval = fields.Integer(
        string="Longest Pause Between Syncs (Minutes)",
        config_parameter="google_sync.longest_minutes",
        default=LONGEST_MINUTES,
    )
    # Stored by itself, for Odoo forgets a parameter that is switched off, and this one is on then.
    google_sync_push = fields.Boolean(
        string="Let Google Report Changes",
        default=lambda self: is_wanted(self.env),
        help="Google then tells Odoo within seconds when something changes in a calendar.",
    )
    google_sync_daily_requests = fields.Integer(
        string="Requests a Day",
        config_parameter="google_sync.daily_requests",
        default=DAILY_REQUESTS,
    )
    google_sync_workers = fields.Integer(
        string="Workers at the Same Time",
        config_parameter="google_sync.workers",
        default=WORKERS,
        help="How many of Odoo's workers for scheduled actions can synchronize at the same time. "
        "Each one synchronizes thirty users at once. The server's own limit is max_cron_threads "
        "in its configuration.",
    )
    google_sync_job_queue = fields.Boolean(
        string="Synchronize in Jobs",
        config_parameter=job_queue.PARAMETER,
        help="Each user who is due becomes a job of the job queue, which can run on many servers. "
        "Otherwise the scheduled actions synchronize them.",
    )
    google_sync_has_job_queue = fields.Boolean(compute="_compute_google_sync_has_job_queue")
    google_sync_log_days = fields.Integer(
        string="Days the Log Is Kept",
        config_parameter="google_sync.log_days",
        default=lambda self: self.env["google.sync.run"]._kept_days(),
    )
    google_privacy = fields.Selection(
        related="company_id.google_privacy", readonly=False, required=True
    )
    google_privacy_enforced = fields.Boolean(
        related="company_id.google_privacy_enforced", readonly=False
    )

    @api.model
    def default_get(self, fields):
        # Odoo checks no rights here, and the defaults of settings show what is set.
        if not self.env.is_system():
            fields = [name for name in fields if not name.startswith("google_")]
        return super().default_get(fields)

    @api.depends("company_id")
    def _compute_google_sync_has_google_calendar(self):
        self.google_sync_has_google_calendar = migrate_google_calendar.is_installed(self.env)

    @api.depends("company_id")
    def _compute_google_sync_has_job_queue(self):
        self.google_sync_has_job_queue = job_queue.is_installed(self.env)

    @api.depends("google_sync_client_id", "google_sync_has_client_secret")
    def _compute_google_sync_may_take_client(self):
        """Only where nothing is entered here that would be lost."""
        theirs = migrate_google_calendar.its_client(self.env)
        for settings in self:
            ours = settings.google_sync_client_id or settings.google_sync_has_client_secret
            settings.google_sync_may_take_client = bool(theirs and not ours)

    def set_values(self):
        result = super().set_values()
        if self.google_sync_interval < 1:
            raise UserError(self.env._("Let at least one minute pass between two syncs."))
        if self.google_sync_longest_interval < self.google_sync_interval:
            raise UserError(
                self.env._("The longest time between two syncs can't be shorter than the shortest.")
            )
        if self.google_sync_daily_requests < 1:
            raise UserError(self.env._("Allow at least one request to Google a day."))
        if self.google_sync_log_days < 1:
            raise UserError(self.env._("Keep the log of Google Sync for at least one day."))
        if not 1 <= self.google_sync_workers <= MOST_WORKERS:
            raise UserError(
                self.env._(
                    "Enter a number of workers from 1 to %(most)s.",
                    most=MOST_WORKERS,
                )
            )
        if self.google_sync_push != is_wanted(self.env):
            self.env["ir.config_parameter"].set_param(PARAMETER, str(self.google_sync_push))
        action = self.env["ir.cron"].google_sync_main_action()
        if action.interval_number != self.google_sync_interval:
            action.write({"interval_number": self.google_sync_interval, "interval_type": "minutes"})
        return result

    def action_google_sync_save(self):
        """Keep what is on the screen, as Odoo's own button does, but stay there."""
        self.env["google.sync.account"]._check_administrator()
        self.ensure_one()
        self.set_values()

    def action_google_sync_remove_client_secret(self):
        """Forget it; nobody can connect, and nothing is synchronized by consent, without one."""
        self.env["google.sync.account"]._check_administrator()
        self.ensure_one()
        self.env["google.sync.secret"].forget(CLIENT_SECRET)
        return {"type": "ir.actions.client", "tag": "reload"}

    def action_google_sync_open_jobs(self):
        """Show what waits in the job queue, and what came of the rest."""
        self.env["google.sync.account"]._check_administrator()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("queue_job.action_queue_job"),
            "domain": [("model_name", "=", "google.sync.account")],
        }

    def action_google_sync_take_client(self):
        """Use the client of Odoo's own ``google_calendar`` here as well."""
        self.env["google.sync.account"]._check_administrator()
        self.ensure_one()
        if not self.google_sync_may_take_client:
            raise UserError(self.env._("There is no other client to use, or one is entered here."))
        client_id, secret = migrate_google_calendar.its_client(self.env)
        self.env["ir.config_parameter"].set_param("google_sync.client_id", client_id)
        self.env["google.sync.secret"].keep(CLIENT_SECRET, secret)
        text = self.env._(
            "Google Sync uses the client of Odoo's Google Calendar now. In the Google Cloud "
            "console, add this redirect address to it: %(address)s. Then test it here.",
            address=redirect_uri(self.env),
        )
        return notification("success", text, sticky=True, then=reload())

    def action_google_sync_test(self):
        """Ask Google whether it knows the client id and secret."""
        self.env["google.sync.account"]._check_administrator()
        self.ensure_one()
        # The browser has saved the settings before, so these are the ones on the screen.
        client = oauth_client(self.env)
        with messages.told_to_user(self.env):
            oauth.check_client(client)
        return notification("success", self.env._("Google accepts the client id and secret."))
