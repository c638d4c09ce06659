"""The client's secret lay open in a parameter and in the settings' own table. It is encrypted, and
gone from there. And what Google has granted is this database's, not that of its copies."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    secrets = env["google.sync.secret"]
    cr.execute(
        "DELETE FROM ir_config_parameter WHERE key = 'google_sync.client_secret' RETURNING value"
    )
    for (text,) in cr.fetchall():
        secrets.keep("google_sync.client_secret", text)
    cr.execute("ALTER TABLE res_config_settings DROP COLUMN IF EXISTS google_sync_client_secret")
    env.registry.clear_cache("stable")
    secrets._settle()
