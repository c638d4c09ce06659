"""Previews are made of rows that are only added. Whoever has one open asks anew."""


def migrate(cr, version):
    cr.execute("DELETE FROM google_sync_preview")
    cr.execute("ALTER TABLE google_sync_preview DROP COLUMN IF EXISTS state")
    cr.execute("ALTER TABLE google_sync_preview DROP COLUMN IF EXISTS as_of")
