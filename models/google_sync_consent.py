from dataclasses import dataclass
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import hmac

from ..google_api import oauth
from ..sync import keyring
from ..sync.locks import connecting
from ..sync.sealed import seal, unseal
from ..sync.transactions import own_environment

#: So long the answer of Google's page is good, and what came of it is remembered.
KEPT = timedelta(hours=1)


@dataclass(frozen=True)
class Answer:
    """What Google gave for a code.

    :ivar key: by which what is kept of it is found
    :ivar settled: whether it is done with: attached, or refused
    :ivar id_token: who has consented, as Google has signed it
    """

    key: str
    settled: bool
    tokens: oauth.Tokens | None
    id_token: str


class GoogleSyncConsent(models.Model):
    """What came of one visit of Google's consent page.

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
    problem = fields.Char(help="Why it was refused, in the user's language.")
    came_at = fields.Datetime(string="Received At", required=True, default=fields.Datetime.now)

    _key_unique = models.Constraint("UNIQUE(key)", "Google accepts each code only once.")

    # -- before the transaction of the request writes anything ----------------------------------

    @api.private
    @api.model
    def receive(self, client, code, started):
        """What Google gives for a code, asked for once: who comes with the same code at the same
        time, or later, gets what is kept.

        :param dict started: what ties the code to the user and their browser's session
        :raise GoogleError: Google does not take the code, or does not answer
        :rtype: Answer
        """
        whose = (self.env.uid, started["nonce"], code)
        key = hmac(self.env(su=True), "google_sync.consent", whose)
        with connecting(self.env.cr.dbname, key):
            answer = self._kept(key)
            if not answer:
                tokens, id_token = oauth.exchange_code(client, code, started["verifier"])
                self._keep(key, tokens, id_token)
                answer = Answer(key, False, tokens, id_token)
        return answer

    def _kept(self, key):
        with own_environment(self.env) as env:
            consent = env[self._name].of_key(key)
            if not consent:
                return None
            id_token = keyring.decrypt(consent.id_token) if consent.id_token else ""
            settled = consent.state != "kept"
            return Answer(key, settled, unseal(consent.ciphertext), id_token)

    def _keep(self, key, tokens, id_token):
        with own_environment(self.env) as env:
            env[self._name].create(
                {
                    "key": key,
                    "user_id": self.env.uid,
                    "ciphertext": seal(tokens),
                    "id_token": keyring.encrypt(id_token),
                }
            )
            env["google.sync.revocation"].spare(oauth.subject_of(id_token))

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
                # First of all, so that whoever brings the same answer meets here.
                self.write({"state": "attached", "ciphertext": False, "id_token": False})
                self.flush_recordset()
                account = self.env["google.sync.account"]._of_user(self.user_id)
                account._connect(tokens, identity, calendar)
                self.user_id.google_sync_enabled = True
        except UserError as error:
            self.refuse(str(error), tokens, identity.subject)

    @api.private
    def refuse(self, problem, tokens, subject):
        """Give back what Google gave, unless somebody keeps access to the same Google account: that
        would end with it."""
        self.ensure_one()
        self.write({"state": "refused", "problem": problem, "ciphertext": False, "id_token": False})
        if tokens and not self.env["google.sync.account"]._has_keeper(subject):
            self.env["google.sync.revocation"].want(tokens, subject)

    @api.autovacuum
    def _gc_consents(self):
        """What nobody has attached goes back to Google."""
        horizon = fields.Datetime.now() - KEPT
        for consent in self.sudo().search([("came_at", "<", horizon)]):
            if consent.state == "kept":
                id_token = keyring.decrypt(consent.id_token) or ""
                subject = oauth.subject_of(id_token)
                consent.refuse("", unseal(consent.ciphertext), subject)
            consent.unlink()
