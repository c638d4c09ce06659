from odoo import api, fields, models
from odoo.http import request

from ..google_api.transport import oauth
from ..sync.google.access import CLIENT_ID, is_set_up
from ..sync.setup.check_result import PROBLEM, Setup
from ..sync.setup.settings_check import check
from .google_sync_settings_check import LOOKS

CONSOLE = "https://console.cloud.google.com"
ALLOWED = "google_sync.enabled"


class GoogleSyncSetup(models.TransientModel):
    """Leads an administrator from nothing to the first connected user, and checks each step.

    What is entered is saved when the step is left, and checked then: the browser saves the form in
    one request, and presses the button in another, which may ask Google.
    """

    _name = "google.sync.setup"
    _inherit = "google.sync.client.mixin"
    _description = "Google Sync: first setup"

    step = fields.Selection(
        [
            ("project", "Project"),
            ("consent", "Consent screen"),
            ("client", "Client"),
            ("redirect", "Redirect address"),
            ("test", "Test"),
            ("invite", "Invite"),
        ],
        required=True,
        default=lambda self: "test" if is_set_up(self.env) else "project",
    )
    allowed = fields.Boolean(
        string="Allow Google Sync",
        compute="_compute_allowed",
        inverse="_inverse_allowed",
        help="While this is off, Odoo does not contact Google.",
    )
    client_id = fields.Char(
        string="Client ID", compute="_compute_client_id", inverse="_inverse_client_id"
    )
    scopes = fields.Char(compute="_compute_scopes")
    picture = fields.Html(compute="_compute_picture", sanitize=False)
    findings = fields.Html(readonly=True, sanitize=False)
    user_ids = fields.Many2many(
        "res.users", string="Who should connect?", domain="[('share', '=', False)]"
    )

    @api.depends_context("lang")
    def _compute_display_name(self):
        self.display_name = self.env._("Set up Google Sync")

    @api.depends_context("uid")
    def _compute_allowed(self):
        self.allowed = self._parameters().get_param(ALLOWED) == "True"

    def _inverse_allowed(self):
        for wizard in self:
            self._parameters().set_param(ALLOWED, str(wizard.allowed))

    @api.depends_context("uid")
    def _compute_client_id(self):
        self.client_id = self._parameters().get_param(CLIENT_ID)

    def _inverse_client_id(self):
        for wizard in self:
            self._parameters().set_param(CLIENT_ID, (wizard.client_id or "").strip())

    def _compute_scopes(self):
        self.scopes = " ".join(oauth.ALL_SCOPES)

    @api.depends("step")
    @api.depends_context("lang")
    def _compute_picture(self):
        """A drawing of where to press at Google."""
        for wizard in self:
            values = {"step": wizard.step, "redirect_uri": wizard.google_sync_redirect_uri}
            wizard.picture = self.env["ir.qweb"]._render("google_sync.setup_picture", values)

    def _parameters(self):
        self.env["google.sync.account"]._check_administrator()
        return self.env["ir.config_parameter"].sudo()

    # -- buttons --------------------------------------------------------------------------------

    def action_next(self):
        """Check this step; go on, unless something is wrong with it."""
        found = self._look()
        names = list(dict(self._fields["step"].selection))
        if not any(result.state == PROBLEM for _title, result in found):
            self.step = names[min(names.index(self.step) + 1, len(names) - 1)]
        return self._show(found)

    def action_check(self):
        """Check this step, and stay."""
        return self._show(self._look())

    def action_back(self):
        self._check()
        names = list(dict(self._fields["step"].selection))
        self.step = names[max(names.index(self.step) - 1, 0)]
        return self._show(())

    def action_connect(self):
        """Lead the administrator to Google's consent page, in a window of its own."""
        self._check()
        return {**self.env.user.action_google_connect(), "target": "new"}

    def action_invite(self):
        """Mail those who were chosen the way to Google's consent page."""
        self._check()
        return self.user_ids.action_google_invite()

    def _check(self):
        """:raise AccessError: it is somebody else's, or the user is no administrator"""
        self.env["google.sync.account"]._check_administrator()
        self.ensure_one()
        self.check_access("write")

    def _look(self):
        """What the checks of this step find. Google is asked before anything is written."""
        self._check()
        browser_url = request.httprequest.url_root if request else ""
        return check(Setup(self.env, browser_url), self.step)

    def _show(self, found):
        """The same page, with what was found."""
        self.findings = bool(found) and self.env["ir.qweb"]._render(
            "google_sync.setup_findings", {"found": found, "looks": LOOKS}
        )
        return self._get_records_action(name=self.display_name, target="main")
