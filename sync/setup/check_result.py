"""The input and the result of a check of the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from odoo.api import Environment
from odoo.models import BaseModel

from ...google_api.transport.errors import RetryLater

PROBLEM, ADVICE, UNKNOWN, OK = STATES = ("problem", "advice", "unknown", "ok")

#: Where in Odoo something is mended.
SETTINGS = "/odoo/action-google_sync.res_config_settings_action"
PARAMETERS = "/odoo/ir.config_parameter"


SubjectT = TypeVar("SubjectT")
AnswerT = TypeVar("AnswerT")


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

    def __init__(self, env: Environment, browser_url: str = "") -> None:
        self.env = env
        self.browser_url = browser_url.rstrip("/")
        self.accounts = env["google.sync.account"].sudo()
        self._silence: RetryLater | None = None

    def parameter(self, name: str) -> str:
        return self.env["ir.config_parameter"].sudo().get_param(name)

    @property
    def base_url(self) -> str:
        return (self.parameter("web.base.url") or "").rstrip("/")

    def ask(self, question: Callable[[SubjectT], AnswerT], subject: SubjectT) -> AnswerT:
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


#: What a check finds; nothing where it has nothing to say.
Check = Callable[[Setup], CheckResult | None]


def names(users: BaseModel) -> str:
    return ", ".join(users.mapped("name"))
