"""Who was offered to connect is known by a row of its own."""

from odoo.tools.sql import column_exists


def migrate(cr, version):
    if not column_exists(cr, "google_sync_account", "offered_at"):
        return
    cr.execute(
        """
        INSERT INTO google_sync_offer (account, made_at)
        SELECT id, offered_at FROM google_sync_account WHERE offered_at IS NOT NULL
        """
    )
    cr.execute("ALTER TABLE google_sync_account DROP COLUMN offered_at")
