from odoo import api, fields, models
from odoo.tools import SQL

from ..sync.google.push_address import push_address
from ..sync.operations.channels import Upkeep


class GoogleSyncChannel(models.Model):
    """A channel by which Google reports changes in one calendar.

    Workers alone write these rows. There is no foreign key, so a row outlives the account, and
    the channel can still be stopped. The token of a channel is stored nowhere
    (``sync.store.channel_tokens``).
    """

    _name = "google.sync.channel"
    _description = "Google Sync: push channel"
    _log_access = False
    _rec_name = "channel"
    _order = "id"

    account = fields.Integer(required=True, index=True)
    calendar_id = fields.Char(required=True)
    google_subject = fields.Char(index=True, help="Google's id of whose access it was made by.")
    google_email = fields.Char(help="For whom the service account has made it, if it has.")
    channel = fields.Char(string="Channel Id", required=True, index=True)
    address = fields.Char(required=True, help="Where Google sends the messages.")
    resource_id = fields.Char(
        help="Google's name of what it tells of; empty until it has answered."
    )
    made_at = fields.Datetime(required=True)
    renew_at = fields.Datetime(required=True, help="Until then nobody asks for another one.")
    expires_at = fields.Datetime(required=True)
    heard_at = fields.Datetime(help="When a message came last.")
    missed_at = fields.Datetime(
        help="When a change was found of which it had not told; another one takes its place."
    )
    refusal = fields.Char(help="Why Google did not make it.")

    @api.private
    @api.model
    def of_subject(self, subject):
        """Return the channels that were made by the consent of a Google account's owner.

        :param subject: Google's id of the account, empty where nobody knows it
        """
        own = [("google_subject", "=", subject), ("google_email", "=", False)]
        return self.search(own) if subject else self.browse()

    @api.private
    @api.model
    def healthy(self, work, now):
        """A condition: Google tells of changes in the calendar of this work, as far as is known.

        :param SQL work: the alias of a row of the work
        """
        return SQL(
            """
            EXISTS (SELECT FROM google_sync_channel AS channel
                      JOIN google_sync_account AS told ON told.id = channel.account
                     WHERE told.work_id = %(work)s.id AND told.calendar_id = channel.calendar_id
                       AND channel.resource_id IS NOT NULL AND channel.heard_at IS NOT NULL
                       AND channel.missed_at IS NULL AND channel.expires_at > %(now)s)
            """,
            work=work,
            now=now,
        )

    @api.private
    @api.model
    def missed(self, account, changed_at):
        """A change was found by asking: the channel is at fault if it has told nothing since.

        :param changed_at: when it was made
        """
        self.env.cr.execute(
            SQL(
                """
                UPDATE google_sync_channel SET missed_at = %(now)s
                 WHERE account = %(account)s AND calendar_id = %(calendar)s
                   AND resource_id IS NOT NULL AND missed_at IS NULL AND made_at < %(changed)s
                   AND (heard_at IS NULL OR heard_at < %(changed)s)
                """,
                account=account.id,
                calendar=account.calendar_id,
                changed=changed_at,
                now=fields.Datetime.now(),
            )
        )

    @api.private
    @api.model
    def wake(self):
        """Have the channels looked after soon, where there are to be any."""
        action = self.env.ref("google_sync.ir_cron_channels", raise_if_not_found=False)
        if action and push_address(self.env):
            action.sudo()._trigger()

    @api.model
    def _cron_keep(self):
        """Make, renew and stop channels, as the accounts want it."""
        if not Upkeep(self.env).run():
            self.wake()
