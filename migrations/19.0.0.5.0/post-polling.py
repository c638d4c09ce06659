"""The longer nothing happens, the less often Google is asked. At first everybody counts as busy."""


def migrate(cr, version):
    cr.execute(
        "UPDATE google_sync_work SET active_at = now() AT TIME ZONE 'UTC' WHERE active_at IS NULL"
    )
