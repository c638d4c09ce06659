"""A calendar that only can be viewed is another trouble than one that is lost. And what was made in
Google stays so, in whichever calendar Odoo has put it back."""


def migrate(cr, version):
    cr.execute("ALTER TABLE google_sync_work ADD COLUMN IF NOT EXISTS calendar_trouble varchar")
    cr.execute("UPDATE google_sync_work SET calendar_trouble = 'lost' WHERE calendar_lost")
    cr.execute("ALTER TABLE google_sync_work DROP COLUMN calendar_lost")
    cr.execute(
        """
        UPDATE google_sync_link AS link SET made_in = 'google'
          FROM google_sync_link AS former
         WHERE former.account_id = link.account_id AND former.res_model = link.res_model
           AND former.res_id = link.res_id AND former.id != link.id
           AND former.made_in = 'google' AND link.made_in = 'odoo'
        """
    )
