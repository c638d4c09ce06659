"""The company-wide switch of the sync."""

from __future__ import annotations

from odoo import api
from odoo.exceptions import UserError
from odoo.tools import str2bool


def is_on(env: api.Environment) -> bool:
    """Whether requests may leave the server: the switch is on, and this database is no copy."""
    allowed = env["ir.config_parameter"].sudo().get_param("google_sync.enabled", "False")
    return bool(str2bool(allowed) and env["google.sync.secret"].at_home())


def check_on(env: api.Environment) -> None:
    """:raise UserError: the company-wide switch is off"""
    if not is_on(env):
        raise UserError(
            env._(
                "Google Sync is switched off for the whole company. An administrator can allow "
                "it in Settings → Google Sync."
            )
        )
