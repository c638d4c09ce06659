"""What Google's bin has of a record is the link's to know, and no more that of each write."""


def migrate(cr, version):
    cr.execute(
        """
        UPDATE google_sync_link SET buried = sent -> -1 -> 'buried'
         WHERE base IS NULL AND jsonb_typeof(sent -> -1 -> 'buried') = 'object'
        """
    )
