"""What is linked without a proof is looked at again, before anything is written to it.

Versions until now have linked invitations of strangers that looked like an appointment of the
user's, or had its iCalUID. The next run of each calendar lists everything, and parts them.
"""


def migrate(cr, version):
    # Whoever has registered themself, or was entered by somebody from outside.
    cr.execute(
        """
        UPDATE res_partner SET google_sync_email_claimed = TRUE
          FROM res_users AS writer
         WHERE writer.id = res_partner.create_uid AND writer.share AND email IS NOT NULL
        """
    )
    cr.execute(
        """
        UPDATE google_sync_work
           SET sync_token = NULL
         WHERE id IN (SELECT work_id FROM google_sync_account)
        """
    )
