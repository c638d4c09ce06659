"""Writes to Google that were under way when the server was stopped for the upgrade."""


def migrate(cr, version):
    # A deletion of which nobody has heard was a link with a base and without an etag.
    cr.execute(
        """
        UPDATE google_sync_link SET sent = '[{"item": null, "origin": "odoo", "buried": null}]'
         WHERE state = 'pending' AND etag IS NULL AND base IS NOT NULL
        """
    )
    # Who might still have been at it for a quarter of an hour is gone.
    cr.execute(
        """
        UPDATE google_sync_link SET retry_at = now() AT TIME ZONE 'UTC'
         WHERE state = 'pending' AND retry_at > now() AT TIME ZONE 'UTC'
        """
    )
