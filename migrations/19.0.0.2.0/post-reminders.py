"""Reminders by email that came from Google are Google's own from now on.

Until now they became alarms of Odoo's, which mail everybody who attends. What the link of an event
that was made in Google says of it is taken off that event, and kept beside it.
"""

import logging

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    cr.execute(
        """
        WITH linked AS (
            SELECT account.user_id, event.id AS event_id, link.base
              FROM google_sync_link AS link
              JOIN google_sync_account AS account ON account.id = link.account_id
              JOIN calendar_event AS event
                ON CASE link.res_model WHEN 'calendar.event' THEN event.id = link.res_id
                   WHEN 'calendar.recurrence' THEN event.recurrence_id = link.res_id END
             WHERE link.made_in = 'google'
        ), reminder AS (
            SELECT user_id, event_id, jsonb_path_query(base, '$.reminders[*]') AS said FROM linked
             UNION
            SELECT user_id, event_id, jsonb_path_query(base, '$.exceptions[*][1].reminders[*]')
              FROM linked
        ), found AS (
            SELECT reminder.user_id, reminder.event_id, alarm.duration_minutes,
                   alarm.id AS alarm_id
              FROM reminder
              JOIN calendar_alarm_calendar_event_rel AS rel
                ON rel.calendar_event_id = reminder.event_id
              JOIN calendar_alarm AS alarm
                ON alarm.id = rel.calendar_alarm_id AND alarm.alarm_type = 'email'
               AND alarm.duration_minutes = (reminder.said ->> 0)::integer
             WHERE reminder.said ->> 1 = 'email'
        ), taken AS (
            DELETE FROM calendar_alarm_calendar_event_rel AS rel
             USING found
             WHERE rel.calendar_event_id = found.event_id
               AND rel.calendar_alarm_id = found.alarm_id
        ), kept AS (
            SELECT event_id, jsonb_agg(DISTINCT jsonb_build_object(
                       'user_id', user_id, 'minutes', duration_minutes)) AS reminders
              FROM found
             GROUP BY event_id
        )
        UPDATE calendar_event AS event
           SET google_sync_reminders = kept.reminders
          FROM kept
         WHERE kept.event_id = event.id
        """
    )
    _logger.info("%s appointments keep Google's reminders by email beside them", cr.rowcount)
