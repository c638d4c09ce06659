"""Tells the administrators that Google refuses the service account, which only they can repair.

It refuses all users for one reason, so that is told when the first of them is refused.
"""

from __future__ import annotations

import logging

from markupsafe import Markup
from psycopg2 import OperationalError

from odoo.models import BaseModel

from ...google_api.transport.errors import UNKNOWN_USER, GoogleError
from ..database.error_log import log_error
from . import mail_permits, messages

_logger = logging.getLogger(__name__)


def is_news(account: BaseModel, reason: str) -> bool:
    """Return whether nobody has been told of it yet.

    :param account: whose access is refused, as it was until now
    :param reason: one of the constants of ``google_api.transport.errors``
    """
    if account.state == "reauthorize" and account.delegation_error == reason:
        return False
    others = [
        ("id", "!=", account.id),
        ("connected_by", "=", "service_account"),
        ("state", "=", "reauthorize"),
        ("delegation_error", "=", reason),
    ]
    return reason == UNKNOWN_USER or not account.search_count(others, limit=1)


def tell_administrators(account: BaseModel, error: GoogleError) -> None:
    """Mail them the reason and the remedy. A mail that cannot be made is no reason to undo a run.

    :param error: what Google has refused
    """
    try:
        with account.env.cr.savepoint():
            for user in account.env.ref("base.group_system").all_user_ids.filtered("active"):
                with mail_permits.permitted(account.env, [user.email]):
                    _tell(account.with_context(lang=user.lang), user, error)
    except OperationalError:  # the whole step is done again
        raise
    except Exception:
        log_error(_logger, "Google Sync could not tell the administrators of a refusal")


def _tell(account: BaseModel, user: BaseModel, error: GoogleError) -> None:
    env = account.env
    env["mail.thread"].message_notify(
        partner_ids=user.partner_id.ids,
        subject=env._("Google Sync needs an administrator"),
        body=Markup("<p>%s</p><p>%s</p><p><a href='%s'>%s</a></p>")
        % (
            env._(
                "Google refused access that the sync of %(user)s needs. Other users may be "
                "affected, too. You are told only once about the same reason.",
                user=account.user_id.name,
            ),
            messages.describe(env, error),
            f"{account.get_base_url()}/odoo/action-google_sync.res_config_settings_action",
            env._("Open the Settings"),
        ),
    )
