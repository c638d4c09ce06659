"""Tokens were one row for people and workers. What is there is what people have granted; the table
of the workers begins empty."""

from odoo.tools import SQL


def migrate(cr, version):
    cr.execute("SELECT to_regclass('google_sync_grant')")
    if cr.fetchone()[0]:
        return
    cr.execute("ALTER TABLE google_sync_token RENAME TO google_sync_grant")
    cr.execute("ALTER SEQUENCE google_sync_token_id_seq RENAME TO google_sync_grant_id_seq")
    cr.execute(
        """
        SELECT conname
          FROM pg_constraint
         WHERE conrelid = 'google_sync_grant'::regclass AND conname LIKE 'google_sync_token_%'
        """
    )
    for (name,) in cr.fetchall():
        renamed = name.replace("google_sync_token_", "google_sync_grant_", 1)
        cr.execute(
            SQL(
                "ALTER TABLE google_sync_grant RENAME CONSTRAINT %s TO %s",
                SQL.identifier(name),
                SQL.identifier(renamed),
            )
        )
