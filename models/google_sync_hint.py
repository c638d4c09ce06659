import hmac
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..engine.core.polling import APART
from ..sync.store.channel_tokens import is_token_of

#: For whoever opens their calendar, a look at Google this recent is enough.
FRESH = timedelta(minutes=1)
#: A hint this old concerns a sync that is not due; that sync reads it when it is.
KEPT = timedelta(days=1)


class GoogleSyncHint(models.Model):
    """A hint that Google may have news: Google says so, or the user opened the calendar.

    Rows are only inserted, and only while none like it waits. The claim that takes the calendar
    deletes them before it asks Google. So nobody waits for anybody, and whatever comes later, or
    twice, or not in its order, is well.
    """

    _name = "google.sync.hint"
    _description = "Google Sync: hint that Google has news"
    _log_access = False
    _rec_name = "made_at"

    # No foreign keys: they would lock the rows that they lead to.
    work_id = fields.Integer(required=True, index=True)
    channel_id = fields.Integer(help="By which Google said so; empty for a person's.")
    made_at = fields.Datetime(required=True)

    @api.private
    @api.model
    def hear(self, channel, resource_id, token):
        """Take a message, if it is Google's; all that it says may be a stranger's.

        :param channel: the channel's id
        :param resource_id: Google's name of what the channel is about
        :param token: by which Google is known
        """
        if not is_token_of(self.env, channel, token):
            return
        query = SQL(
            """
            SELECT channel.id, channel.resource_id, account.work_id
              FROM google_sync_channel AS channel
              JOIN google_sync_account AS account ON account.id = channel.account
             WHERE channel.channel = %s AND channel.refusal IS NULL
               AND account.decision = 'connected' AND account.calendar_id = channel.calendar_id
            """,
            channel,
        )
        for channel_id, known, work_id in self.env.execute_query(query):
            # The greeting may be faster than the answer that tells the resource.
            said = resource_id.encode(errors="replace")
            if known is None or hmac.compare_digest(known.encode(), said):
                self._add(work_id, channel_id)

    @api.private
    @api.model
    def opened(self, account):
        """The account's user has opened their calendar: Google is asked, unless it just was.

        :return: whether it is
        """
        if account.decision != "connected" or not account.user_id.syncs_with_google():
            return False
        query = SQL(
            "SELECT 1 FROM google_sync_work WHERE id = %s AND finding = 'fine' AND last_sync < %s",
            account.work_id.id,
            fields.Datetime.now() - FRESH,
        )
        is_due = bool(self.env.execute_query(query))
        if is_due:
            self._add(account.work_id.id)
        return is_due

    @api.private
    @api.model
    def waits(self, work):
        """A condition: somebody supposes that Google has news for a calendar.

        :param SQL work: the alias of a row of the work
        """
        return SQL(
            "EXISTS (SELECT FROM google_sync_hint AS waiting WHERE waiting.work_id = %s.id)", work
        )

    @api.private
    @api.model
    def is_due(self, work, now):
        """The same, and Google was not asked just now.

        :param SQL work: as for :meth:`waits`
        """
        return SQL(
            "(%(waits)s AND (%(work)s.claimed_at IS NULL OR %(work)s.claimed_at <= %(before)s))",
            waits=self.waits(work),
            work=work,
            before=now - APART,
        )

    @api.private
    @api.model
    def wake_when_due(self):
        """Start a worker for those that wait because Google was asked just now."""
        query = SQL(
            """
            SELECT min(work.claimed_at) FROM google_sync_hint AS hint
              JOIN google_sync_work AS work ON work.id = hint.work_id
             WHERE work.claimed_at > %s
            """,
            fields.Datetime.now() - APART,
        )
        ((asked_at,),) = self.env.execute_query(query)
        if asked_at:
            self.env["ir.cron"].google_sync_wake(asked_at + APART)

    @api.model
    def _add(self, work_id, channel_id=None):
        """Wake a worker, unless a hint like it waits already."""
        statement = SQL(
            """
            INSERT INTO google_sync_hint (work_id, channel_id, made_at)
            SELECT %(work)s, %(channel)s::int, %(now)s
             WHERE NOT EXISTS (SELECT FROM google_sync_hint
                                WHERE work_id = %(work)s
                                  AND channel_id IS NOT DISTINCT FROM %(channel)s::int)
            RETURNING id
            """,
            work=work_id,
            channel=channel_id,
            now=fields.Datetime.now(),
        )
        if self.env.execute_query(statement):
            self.env["ir.cron"].google_sync_wake()

    @api.autovacuum
    def _gc_hints(self):
        self.search([("made_at", "<", fields.Datetime.now() - KEPT)]).unlink()
