"""What a check of the settings looks at, and what it finds."""

from dataclasses import dataclass

from ...google_api.transport.errors import RetryLater

PROBLEM, ADVICE, UNKNOWN, OK = STATES = ("problem", "advice", "unknown", "ok")

#: Where in Odoo something is mended.
SETTINGS = "/odoo/action-google_sync.res_config_settings_action"
PARAMETERS = "/odoo/ir.config_parameter"


@dataclass(frozen=True)
class CheckResult:
    """:ivar state: one of :data:`STATES`
    :ivar text: what was found, and what it means
    :ivar remedy: what to do
    :ivar url: where to do it, at Google or in Odoo
    """

    state: str
    text: str
    remedy: str = ""
    url: str = ""


class Setup:
    """What the checks look at.

    :param env: of an administrator, in their language
    :param browser_url: by which they have reached this Odoo; empty if that is not known
    """

    def __init__(self, env, browser_url=""):
        self.env = env
        self.browser_url = browser_url.rstrip("/")
        self.accounts = env["google.sync.account"].sudo()
        self._silence = None

    def parameter(self, name):
        return self.env["ir.config_parameter"].sudo().get_param(name)

    @property
    def base_url(self):
        return (self.parameter("web.base.url") or "").rstrip("/")

    def ask(self, question, subject):
        """Ask Google, unless it did not answer before.

        :param subject: of the question: the client, or a session
        :raise GoogleError: of the class that says what is wrong
        """
        if self._silence:
            raise self._silence
        try:
            return question(subject)
        except RetryLater as error:
            self._silence = error
            raise


def names(users):
    return ", ".join(users.mapped("name"))
