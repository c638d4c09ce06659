def migrate(cr, version):
    """A deletion of which nobody has heard was a link with a base and without an etag."""
    cr.execute(
        """
        UPDATE google_sync_link SET sent = '[{"item": null, "origin": "odoo", "buried": null}]'
         WHERE state = 'pending' AND etag IS NULL AND base IS NOT NULL
        """
    )
