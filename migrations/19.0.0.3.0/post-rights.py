"""Google Sync is for internal users, and the strictest of a user's companies counts.

Until now people from outside could switch the sync on for themselves, to no effect. And only the
present company decided what Google shows.
"""

import logging

from odoo import SUPERUSER_ID, api

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    cr.execute(
        """
        UPDATE res_users SET google_sync_enabled = FALSE, google_contact_category_id = NULL
         WHERE share AND (google_sync_enabled OR google_contact_category_id IS NOT NULL)
        """
    )
    _logger.info("%s users from outside have Google Sync no more", cr.rowcount)
    env = api.Environment(cr, SUPERUSER_ID, {})
    users = env["res.users"].search([("google_sync_account_ids", "!=", False)])
    stricter = users.filtered(lambda user: user._google_enforcing() - user.company_id)
    stricter.google_sync_account_ids.ask_worker("compare")
    _logger.info("%s users show in Google what any of their companies wants", len(stricter))
