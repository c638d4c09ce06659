"""The link of a series that Odoo cannot hold says so by the field's term."""

from odoo.tools.sql import column_exists, rename_column


def migrate(cr, version):
    if version and column_exists(cr, "google_sync_link", "as_singles"):
        rename_column(cr, "google_sync_link", "as_singles", "is_exploded")
