"""Who calls a meeting is what Google says. Until a run has heard it, a copy is what has the iCalUID
of the meeting that a colleague's own calendar has."""


def migrate(cr, version):
    cr.execute(
        """
        UPDATE google_sync_link AS link SET is_copy = TRUE
         WHERE link.role = 'invited' AND link.made_in = 'google' AND link.ical_uid IS NOT NULL
           AND EXISTS (SELECT FROM google_sync_link AS own
                        WHERE own.ical_uid = link.ical_uid
                          AND own.account_id != link.account_id
                          AND own.role = 'organizer')
        """
    )
