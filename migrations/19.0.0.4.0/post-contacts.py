"""Contacts are read anew: their addresses are understood better, and none is in the notes any more.

The state of a contact is known by its own etag from now on, and no more by that of the person.
"""


def migrate(cr, version):
    cr.execute(
        """
        UPDATE google_sync_work AS work SET sync_token = NULL
          FROM google_sync_contacts AS contacts
         WHERE contacts.work_id = work.id
        """
    )
    cr.execute(
        """
        UPDATE google_sync_link AS link
           SET etag = COALESCE((
                   SELECT source ->> 'etag'
                     FROM jsonb_array_elements(link.remote #> '{metadata,sources}') AS source
                    WHERE source ->> 'type' = 'CONTACT' AND source ->> 'etag' IS NOT NULL
                    LIMIT 1
               ), link.etag)
         WHERE link.res_model = 'res.partner' AND link.etag IS NOT NULL
           AND jsonb_typeof(link.remote #> '{metadata,sources}') = 'array'
        """
    )
