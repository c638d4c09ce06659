import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..google_api.transport import oauth
from ..google_api.transport.errors import GoogleError
from ..sync.database.locks import giving_back
from ..sync.database.transactions import own_environment
from ..sync.google import client as google_client
from ..sync.google.channels import by_token
from ..sync.store import keyring, switch

_logger = logging.getLogger(__name__)

#: Google is asked again after one minute, two, four… at most a day, and no more after a month.
_LONGEST_DELAY = timedelta(days=1)
_GIVEN_UP_AFTER = timedelta(days=30)


class GoogleSyncRevocation(models.Model):
    """Access to Google that is to be given back, encrypted.

    People insert a row in the transaction that ends the access here; a scheduled action of its own
    tells Google after the commit, as often as it takes. So nobody waits for Google to disconnect.
    """

    _name = "google.sync.revocation"
    _inherit = "google.sync.encrypted.mixin"
    _description = "Google Sync: access to give back to Google"
    _log_access = False
    _rec_name = "wanted_at"
    _order = "id"

    google_subject = fields.Char(index=True, help="Google's id of the account.")
    wanted_at = fields.Datetime(string="Asked At", required=True, default=fields.Datetime.now)
    due_at = fields.Datetime(required=True, default=fields.Datetime.now)
    tries = fields.Integer(string="Attempts")

    @api.private
    @api.model
    def want(self, tokens, subject):
        """Have access given back.

        :param google_api.transport.oauth.Tokens tokens: what is given back
        :param subject: Google's id of whose account it is, if that is known
        """
        token = tokens.refresh_token or tokens.access_token
        self.sudo().create({"google_subject": subject, "ciphertext": keyring.encrypt(token)})
        self._wake()

    @api.private
    @api.model
    def spare(self, subject):
        """Keep the access to an account that was just allowed again: giving the former access back
        would end the new one, too. Call it only while connecting
        (:func:`~..sync.database.locks.connecting`)."""
        self.sudo().search([("google_subject", "=", subject)]).unlink()

    @api.model
    def _wake(self, at=None):
        action = self.env.ref("google_sync.ir_cron_give_back", raise_if_not_found=False)
        if action:
            action.sudo()._trigger(at)

    @api.model
    def _cron_give_back(self):
        """Tell Google of the access that is not wanted any more."""
        if not switch.is_on(self.env):
            return
        due = self.sudo().search(Domain("due_at", "<=", fields.Datetime.now()))
        for revocation_id in due.ids:
            with giving_back(self.env.cr.dbname) as alone:
                if not alone:
                    self._wake(fields.Datetime.now() + timedelta(minutes=1))
                    return
                self._give_back(revocation_id)
            if self.env["ir.cron"]._commit_progress(1) <= 0:
                self._wake()
                return

    def _give_back(self, revocation_id):
        """Google is asked between two transactions. Channels end before the access does."""
        with own_environment(self.env) as env:
            revocation = env[self._name].browse(revocation_id).exists()
            token = revocation._decrypted()
            channels = env["google.sync.channel"].of_subject(revocation.google_subject)
            to_stop = by_token(env, token, channels) if token and channels else []
        for channel in to_stop:
            channel.stop()
        error = None
        try:
            if token:
                oauth.revoke(google_client.endpoints(), token)
        except GoogleError as refusal:
            error = refusal
        with own_environment(self.env) as env:
            revocation = env[self._name].browse(revocation_id).exists()
            if error:
                revocation._postpone(error)
            else:
                revocation.unlink()
                env["google.sync.channel"].browse([one.row_id for one in to_stop]).exists().unlink()

    def _postpone(self, error):
        now = fields.Datetime.now()
        for revocation in self:
            if now - revocation.wanted_at > _GIVEN_UP_AFTER:
                _logger.warning("Google did not take access back for a month: %s", error)
                revocation.unlink()
                continue
            _logger.info("Google did not take access back yet: %s", error)
            delay = min(timedelta(minutes=2 ** min(revocation.tries, 20)), _LONGEST_DELAY)
            revocation.write({"tries": revocation.tries + 1, "due_at": now + delay})
            self._wake(now + delay)
