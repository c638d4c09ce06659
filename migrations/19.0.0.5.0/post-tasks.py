"""How far long work is: its former columns are in ``google_sync_work.tasks`` now, which workers
fill anew."""

from odoo.tools import SQL


def migrate(cr, version):
    if not version:
        return
    for column in ("populate_done", "populate_total", "removal_total"):
        cr.execute(
            SQL("ALTER TABLE google_sync_work DROP COLUMN IF EXISTS %s", SQL.identifier(column))
        )
