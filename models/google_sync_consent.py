import time
from dataclasses import dataclass
from datetime import timedelta

from psycopg2 import InterfaceError, OperationalError

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import hmac

from ..google_api.transport import id_tokens, oauth
from ..google_api.transport.errors import AuthorizationLost, GoogleError, RetryLater
from ..sync.database.locks import Busy, connecting
from ..sync.database.transactions import own_environment
from ..sync.operations.connect import connect, has_consent
from ..sync.reporting import messages
from ..sync.setup import sign_in
from ..sync.store import keyring
from ..sync.store.sealed import seal, unseal

#: How long the outcome of an answer is kept.
KEPT = timedelta(hours=1)
#: Seconds between tries to store what Google gives only once, while PostgreSQL is away.
_PAUSES = (0.1, 0.5, 1, 2, 4, 8)


@dataclass(frozen=True)
class Answer:
    """What Google gave for a code.

    :ivar key: identifies the stored answer
    :ivar settled: whether it was attached or refused already
    :ivar id_token: the user's identity, signed by Google
    """

    key: str
    settled: bool
    tokens: oauth.Tokens | None
    id_token: str


class GoogleSyncConsent(models.Model):
    """The outcome of one visit to Google's consent page.

    Google takes its code once, while Odoo may repeat a transaction and people load a page again. So
    what Google gives for the code is committed at once, encrypted, and then attached to the account
    in a transaction that may be repeated. What nobody attaches is given back to Google.
    """

    _name = "google.sync.consent"
    _description = "Google Sync: answer from the consent page"
    _log_access = False
    _rec_name = "key"

    key = fields.Char(required=True, help="A hash of the code, the user and the browser's session.")
    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    state = fields.Selection(
        [("kept", "Not used yet"), ("attached", "Used"), ("refused", "Refused")],
        required=True,
        default="kept",
    )
    ciphertext = fields.Char(groups=fields.NO_ACCESS)
    id_token = fields.Char(groups=fields.NO_ACCESS, help="Stored encrypted.")
    is_first = fields.Boolean(
        help="Whether it connected a Google account that the user had not connected before."
    )
    problem = fields.Char(help="Why it was refused, in the user's language.")
    came_at = fields.Datetime(string="Received At", required=True, default=fields.Datetime.now)

    _key_unique = models.Constraint("UNIQUE(key)", "Google accepts each code only once.")

    # -- before the transaction of the request writes anything ----------------------------------

    @api.private
    @api.model
    def receive(self, client, code, started):
        """What Google gives for a code, asked for once: who comes with the same code at the same
        time, or later, gets what is kept.

        One user's answers are taken one after the other, so that each one that fails counts.

        :param sync.setup.sign_in.SignIn started: the sign-in to which the code belongs
        :raise HeldUp: too many codes of the user were not good
        :raise GoogleError: Google does not answer, or does not know this Odoo
        :rtype: Answer
        """
        whose = (self.env.uid, started.nonce, code)
        key = hmac(self.env(su=True), "google_sync.consent", whose)
        try:
            with connecting(self.env.cr.dbname, f"google_sync.consent.{self.env.uid}"):
                return self._kept(key) or self._exchange(client, code, started, key)
        except Busy as error:
            raise RetryLater("busy", "another answer of yours is being taken") from error

    def _exchange(self, client, code, started, key):
        if seconds := sign_in.held_up(self.env, sign_in.FAILED, 0):
            raise sign_in.HeldUp(seconds)
        try:
            tokens, id_token = oauth.exchange_code(client, code, started.verifier)
        except GoogleError as error:
            sign_in.held_up(self.env, sign_in.FAILED)
            if not isinstance(error, AuthorizationLost):
                raise
            # Google has said its last word on this code.
            problem = messages.not_signed_in(self.env)
            self._keep({"key": key, "state": "refused", "problem": problem})
            return Answer(key, True, None, "")
        ciphertext, sealed_id = seal(tokens), keyring.encrypt(id_token)
        values = {"key": key, "ciphertext": ciphertext, "id_token": sealed_id}
        self._keep(values, id_tokens.subject_of(id_token))
        return Answer(key, False, tokens, id_token)

    def _kept(self, key):
        with own_environment(self.env) as env:
            consent = env[self._name].of_key(key)
            if not consent:
                return None
            id_token = keyring.decrypt(consent.id_token) if consent.id_token else ""
            settled = consent.state != "kept"
            return Answer(key, settled, unseal(consent.ciphertext), id_token)

    def _keep(self, values, subject=""):
        """Commit it apart from the request's transaction, even if PostgreSQL has just ended all
        connections: Google does not say it again."""
        for pause in _PAUSES:
            try:
                return self._keep_now(values, subject)
            except (OperationalError, InterfaceError):
                time.sleep(pause)
        return self._keep_now(values, subject)

    def _keep_now(self, values, subject):
        with own_environment(self.env) as env:
            consents = env[self._name]
            if not consents.of_key(values["key"]):  # it may have been committed unheard
                consents.create({**values, "user_id": self.env.uid})
            if subject:
                env["google.sync.revocation"].spare(subject)

    # -- in the transaction of the request --------------------------------------------------------

    @api.private
    @api.model
    def of_key(self, key):
        return self.sudo().search([("key", "=", key)])

    @api.private
    def attach(self, tokens, identity, calendar):
        """Connect the user's account, or keep in words why that cannot be."""
        self.ensure_one()
        try:
            # Whatever fails leaves nothing half connected.
            with self.env.cr.savepoint():
                # First of all, so that requests with the same answer wait for each other here.
                self.write({"state": "attached", "ciphertext": False, "id_token": False})
                self.flush_recordset()
                account = self.env["google.sync.account"].of_user(self.user_id)
                self.is_first = account.google_subject != identity.subject
                connect(account, tokens, identity, calendar)
                self.user_id.google_sync_enabled = True
        except UserError as error:
            self.refuse(str(error), tokens, identity.subject)

    @api.private
    def refuse(self, problem, tokens, subject):
        """Give back what Google gave, unless somebody keeps access to the same Google account: that
        would end with it."""
        self.ensure_one()
        self.write({"state": "refused", "problem": problem, "ciphertext": False, "id_token": False})
        if tokens and not has_consent(self.env, subject):
            self.env["google.sync.revocation"].want(tokens, subject)

    @api.autovacuum
    def _gc_consents(self):
        """Give access that nobody attached back to Google."""
        horizon = fields.Datetime.now() - KEPT
        for consent in self.sudo().search([("came_at", "<", horizon)]):
            if consent.state == "kept":
                subject = id_tokens.subject_of(keyring.decrypt(consent.id_token) or "")
                consent.refuse("", unseal(consent.ciphertext), subject)
            consent.unlink()
