"""Where an administrator has stopped the scheduled action, or set its pace, the others follow."""


def migrate(cr, version):
    cr.execute(
        """
        UPDATE ir_cron AS other
           SET active = first.active, interval_number = first.interval_number,
               interval_type = first.interval_type, user_id = first.user_id
          FROM ir_model_data AS named
          JOIN ir_cron AS first ON first.id = named.res_id,
               ir_model_data AS named_other
         WHERE named.module = 'google_sync' AND named.name = 'ir_cron_sync'
           AND named_other.module = 'google_sync' AND named_other.name LIKE 'ir_cron_sync_%'
           AND other.id = named_other.res_id
        """
    )
